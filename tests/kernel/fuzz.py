"""`make fuzz`: a coverage-guided attack on the kernel with atheris, from the corpus, for FUZZ_SECONDS (default 120).

An input is bytes; the mutator changes some as bytes, most as JSON: nodes are replaced, duplicated, deleted, swapped
with parts of other certificates, numbers moved. Then it lets the kernel itself repair the claim: where a rejection
says "key is value", the value is put in, so that deeper conditions are reached, and wrong acceptances would be.

What must hold for every input: the kernel returns one of four verdicts and raises nothing, in at most LIMIT seconds,
the same twice, and the same as the second kernel for the kinds that this one knows; and if it accepts what is none of
the good files, `recompute.refuted` finds nothing against the claim.
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
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from tests.kernel import second
from tests.kernel.corpus import BAD, GOOD, content
from tests.kernel.edits import DONORS, canonical, copied, edit, repaired
from tests.kernel.recompute import refuted
from tests.kernel.second.form import DEEPEST

VERDICTS = ("accepted", "rejected", "malformed", "unsupported")
ONLY_FIRST = ("minimiser", "miss", "separation", "recovery", "universal", "witness")
"""Kinds that the second kernel does not know."""
LIMIT = 10
"""Seconds for one input, on a busy machine too."""
LARGEST = 20_000
"""Bytes of an input: larger ones are slow and show nothing more."""
FOLDER = Path(os.environ.get("FUZZ_FOLDER") or Path(tempfile.gettempdir(), f"fuzz-kernel-{os.getpid()}"))
Check = Callable[[bytes], Any]
counts: Counter[str] = Counter()


def mutated(text: bytes, random: Random, check_bytes: Check) -> bytes | None:
    """Another certificate, or None if bytes should be changed rather than places."""
    try:
        certificate = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(certificate, dict) or random.random() < 0.1:
        return None
    if random.random() < 0.8 and check_bytes(text).verdict == "malformed":
        certificate = copied(random.choice(DONORS))
    for _ in range(random.choice([1, 1, 1, 2, 3, 8])):
        edit(certificate, random)
    try:
        return canonical(repaired(certificate, check_bytes) if random.random() < 0.8 else certificate)
    except (RecursionError, KeyError, TypeError, ValueError, AttributeError):
        return None  # the edits left nothing to repair


def attack(text: bytes, check_bytes: Check) -> None:
    """What must hold for every input."""
    start = time.monotonic()
    said = check_bytes(text)
    took = time.monotonic() - start
    counts["executions"] += 1
    counts[said.verdict] += 1
    counts["slowest, in milliseconds"] = max(counts["slowest, in milliseconds"], int(1000 * took))
    assert said.verdict in VERDICTS, f"{said.verdict} is no verdict"
    assert took < LIMIT, f"it took {took} s"
    assert (said.verdict == "rejected") == (said.condition is not None), (
        "a rejection, and nothing else, has a condition"
    )
    assert check_bytes(text) == said, "not deterministic"
    if said.kind not in ONLY_FIRST and not is_deep(text):
        counts["compared with the second kernel"] += 1
        assert second.check_bytes(text) == (said.verdict, said.condition), "the kernels disagree"
    if said.verdict == "accepted" and text not in map(content, GOOD):
        counts["accepted, none of the good files"] += 1
        against = refuted(text, Random(counts["executions"]))
        assert against is None, against
        (FOLDER / "accepted" / f"{hashlib.sha256(text).hexdigest()}.json").write_bytes(text)
    if counts["executions"] % 100 == 0:
        (FOLDER / "counts.json").write_text(json.dumps(counts))


def is_deep(text: bytes) -> bool:
    """Tell whether a text may be nested too deeply for the second kernel, which takes less than the first."""
    depth = deepest = 0
    for byte in text:
        depth += (byte in b"[{") - (byte in b"]}")
        deepest = max(deepest, depth)
    return deepest > DEEPEST


def fuzz() -> None:
    """Run atheris, which ends the process."""
    import atheris

    with atheris.instrument_imports(include=["proofs_check.kernel"]):
        from proofs_check import kernel

    def mutate(text: bytes, size: int, seed: int) -> bytes:
        result = mutated(text, Random(seed), kernel.check_bytes)
        return bytes(atheris.Mutate(text, size)) if result is None else result if len(result) <= size else text

    seconds = int(os.environ.get("FUZZ_SECONDS", "120"))
    options = [f"-max_total_time={seconds}", f"-max_len={LARGEST}", f"-timeout={3 * LIMIT}", "-reload=0"]
    atheris.Setup(
        [sys.argv[0], str(FOLDER / "inputs"), f"-artifact_prefix={FOLDER}/", *options],
        lambda text: attack(text, kernel.check_bytes),
        custom_mutator=mutate,
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
        environment = {**os.environ, "FUZZ_FOLDER": str(FOLDER)}
        status = subprocess.run(command, env=environment, stderr=log, check=False).returncode
    lines = (FOLDER / "log").read_text(errors="replace").splitlines()
    sys.stdout.write("\n".join(lines[-40:] if status else lines[-1:]) + "\n")
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
