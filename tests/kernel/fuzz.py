"""`make fuzz`: a coverage-guided attack on the kernel with atheris, from the corpus, for FUZZ_SECONDS (default 120).

An input is bytes; the mutator changes some as bytes, most as JSON: nodes are replaced, duplicated, deleted, swapped
with parts of other certificates, numbers moved. Then it lets the kernel itself repair the claim: where a rejection
says "key is value", the value is put in, so that deeper conditions are reached, and wrong acceptances would be.

What must hold for every input: the kernel returns one of four verdicts and raises nothing, in at most LIMIT seconds,
the same twice; and if it accepts what is none of the good files, `recompute.refuted` finds nothing against the claim.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["proofs_check.kernel"]):
    from proofs_check import kernel

from tests.kernel.corpus import BAD, GOOD
from tests.kernel.edits import canonical, edit, repaired
from tests.kernel.recompute import refuted

VERDICTS = ("accepted", "rejected", "malformed", "unsupported")
LIMIT = 10
"""Seconds for one input, on a busy machine too."""
LARGEST = 20_000
"""Bytes of an input: larger ones are slow and show nothing more."""
FOLDER = Path(os.environ.get("FUZZ_FOLDER") or tempfile.mkdtemp(prefix="fuzz-kernel-"))
KNOWN = {path.read_bytes() for path in GOOD}
counts: Counter[str] = Counter()


def mutate(content: bytes, size: int, seed: int) -> bytes:
    """Called by atheris: another input."""
    random = Random(seed)
    try:
        certificate = json.loads(content)
    except (ValueError, RecursionError):
        certificate = None
    if not isinstance(certificate, dict) or random.random() < 0.1:
        return bytes(atheris.Mutate(content, size))
    for _ in range(random.choice([1, 1, 1, 2, 3, 8])):
        edit(certificate, random)
    try:
        changed = repaired(certificate, kernel.check_bytes) if random.random() < 0.8 else certificate
        result = canonical(changed)
    except (RecursionError, KeyError, TypeError, ValueError, AttributeError):
        return bytes(atheris.Mutate(content, size))  # the edit left nothing to repair
    return result if len(result) <= size else content


def attack(content: bytes) -> None:
    """Called by atheris: what must hold for every input."""
    start = time.monotonic()
    said = kernel.check_bytes(content)
    took = time.monotonic() - start
    counts["executions"] += 1
    counts[said.verdict] += 1
    counts["slowest, in milliseconds"] = max(counts["slowest, in milliseconds"], int(1000 * took))
    assert said.verdict in VERDICTS
    assert took < LIMIT, f"{took} s"
    assert (said.verdict == "rejected") == (said.condition is not None)
    assert kernel.check_bytes(content) == said, "not deterministic"
    if said.verdict == "accepted" and content not in KNOWN:
        counts["accepted, none of the good files"] += 1
        against = refuted(content, Random(counts["executions"]))
        assert against is None, against
        (FOLDER / "accepted" / f"{hashlib.sha256(content).hexdigest()}.json").write_bytes(content)
    if counts["executions"] % 100 == 0:
        (FOLDER / "counts.json").write_text(json.dumps(counts))


def fuzz() -> None:
    """Run atheris, which ends the process."""
    seconds = int(os.environ.get("FUZZ_SECONDS", "120"))
    options = [f"-max_total_time={seconds}", f"-max_len={LARGEST}", f"-timeout={3 * LIMIT}", "-reload=0"]
    atheris.Setup(
        [sys.argv[0], str(FOLDER / "inputs"), f"-artifact_prefix={FOLDER}/", *options], attack, custom_mutator=mutate
    )
    atheris.Fuzz()


def main() -> int:
    """Fuzz in a process of its own, then report; return its exit status."""
    for name in ("inputs", "accepted"):
        (FOLDER / name).mkdir(parents=True, exist_ok=True)
    for path in [path for path in GOOD + BAD if path.stat().st_size <= LARGEST]:
        (FOLDER / "inputs" / path.name).write_bytes(path.read_bytes())
    with (FOLDER / "log").open("wb") as log:
        command = [sys.executable, "-m", "tests.kernel.fuzz", "fuzz"]
        status = subprocess.run(
            command, env={**os.environ, "FUZZ_FOLDER": str(FOLDER)}, stderr=log, check=False
        ).returncode
    lines = (FOLDER / "log").read_text(errors="replace").splitlines()
    sys.stdout.write("\n".join(lines[-40:] if status else lines[-3:]) + "\n")
    numbers = json.loads((FOLDER / "counts.json").read_text()) if (FOLDER / "counts.json").exists() else {}
    numbers["different claims accepted"] = len(list((FOLDER / "accepted").iterdir()))
    numbers["inputs kept"] = len(list((FOLDER / "inputs").iterdir()))
    sys.stdout.write("".join(f"{name}: {number}\n" for name, number in numbers.items()))
    command = [sys.executable, "-m", "tests.kernel.fuzz_coverage", str(FOLDER / "inputs")]
    sys.stdout.write(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    sys.stdout.write(f"exit status {status}; everything is in {FOLDER}\n")
    return status


if __name__ == "__main__":
    if sys.argv[1:] == ["fuzz"]:
        fuzz()
    else:
        sys.exit(main())
