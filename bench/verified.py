"""The proved checker beside the Python kernel: seconds of the processor for certificates of A4 and A5, starts included.

`make bench` writes them to bench/results.json with all others; `python bench/verified.py` prints these alone.  Both
check the same file, in turn, in a process of their own; a ratio is the proved checker's seconds over the kernel's, the
medians.  If `make verified` has not left the program there, it is built first.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from constructions.certificates import canonical, instability_certificate, stability_certificate
from constructions.instability import universal_perturbation
from constructions.stable_network import stable_network
from constructions.trainers.descent import classifier
from constructions.training_runs import train
from constructions.training_sets import double_training_set
from proofs_check.verified import build
from proofs_check.verified.program import PROGRAM, check_files
from theory.networks import ReluNetwork


def certificates() -> Iterator[tuple[str, Any]]:
    """Yield names and certificates: of trained networks, of a float32 network at random, and of a stable one."""
    for points, hidden in ((500, (8, 8)), (500, (64, 64)), (5000, (64, 64))):
        data = double_training_set(points)
        trained = train(classifier, data, hidden, seed=0)
        name = "-".join(map(str, trained.network.widths))
        found = universal_perturbation(trained.network, data, trained.g)
        yield f"{name}/trained_{points}_points", instability_certificate(found)
    rng = np.random.default_rng((2, 64, 64, 1))
    layers = [
        [rng.uniform(-1, 1, shape).astype(np.float32) / np.float32(i**0.5) for shape in ((o, i), (o,))]
        for i, o in pairwise((2, 64, 64, 1))
    ]
    network = ReluNetwork.of([(w.tolist(), b.tolist()) for w, b in layers])
    found = universal_perturbation(network, double_training_set(10_000))
    assert len(found.indices) == 5000
    yield "2-64-64-1/5000_failing_points", instability_certificate(found)
    data = double_training_set(400)
    yield "2-798-1/stable_on_400_points", stability_certificate(stable_network(data), data)


def processor(command: list[str], given: bytes, says: str) -> float:
    """Return the seconds of the processor that a command takes; what it prints must hold what it should say."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, input=given, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert says in done.stdout.decode(), done
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def numbers(times: int = 9) -> dict[str, float]:
    """Return the figures by name."""
    if not PROGRAM.is_file():
        build.build(quick=True)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, certificate in certificates():
            path = Path(folder) / "certificate.json"
            path.write_text(canonical(certificate), encoding="ascii")
            assert check_files([path])[0].verdict == "accepted"
            kernel = [sys.executable, "-m", "proofs_check.kernel", str(path)]
            pairs = [
                (processor([str(PROGRAM)], f"{path}\0".encode(), "accepted"), processor(kernel, b"", "accepted"))
                for _ in range(times)
            ]
            ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
            print(f"{name:<40}{ours:>10.3f} s{theirs:>10.3f} s", file=sys.stderr, flush=True)
            found[f"verified/{name}/seconds"] = float(f"{ours:.3g}")
            found[f"verified/{name}/over_kernel"] = float(f"{ours / theirs:.3g}")
    return found


if __name__ == "__main__":
    print(json.dumps(numbers(), indent=1))
