"""The page of the benchmark, bench/README.md, from bench/results.json: `python bench/table.py`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
GROUPS = {
    "failing_set": "All failing points, decided exactly, over what one would run instead. Of the others only "
    "`fmpz_mat` and `fractions` are exact; those two are compared per point. Random float32 weights, 20,000 points "
    "of a training set unless the name says otherwise, and the threshold 1/2 or the median output; `memory` is the "
    "peak of what is allocated. onnxruntime's threads do not spin between calls, as they do by default: they would "
    "take the cores from what runs in turn with them.",
    "scaling": "The same at other sizes: points, width, depth.",
    "lines": "All breakpoints of a network along a line, against exact integers from layer to layer, and against "
    "piecewise-affine functions of `Fraction`. On a segment, against SyReNN's algorithm, of which we run a "
    "transcription of our own in doubles, not its program.",
    "attack": "The universal perturbation of a trained network, with its interval of t, over one forward pass; seconds "
    "for a million weights, and for its certificate.",
    "kernel_check": "The kernel's check of that certificate, over one forward pass; the seconds it takes for 5,000 "
    "failing points of a float32 network, for 5,000 balls (A5), and for a million weights.",
    "growth": "The exponents with which time and size grow with the points and with the width of two hidden layers, "
    "and what more layers of 32 cost with 1,000 points. [What they should be](../docs/cost.md).",
    "verified": "The proved checker's check over the Python kernel's, of the same certificates of A4 and A5: seconds "
    "of the processor, starts included, a process each. It evaluates the network at every point; the kernel goes "
    "by pieces. These figures are of a run of their own, `python "
    "bench/verified.py`.",
    "command": "`barriers --version`, and `barriers check` of a small certificate, over the same command when it loads "
    "the modules of all subcommands first, NumPy and SymPy with them; a process each.",
    "enumeration": "Coin sequences that `output_distribution` enumerates in a second.",
    "isolation": "Microseconds of a run that reads nothing, and of a reading, in this process and in one of the "
    "algorithm's own.",
    "sweep": "A sweep on two processes, their start included, over the same tasks one after the other, once each.",
    "firenet": "FIRENETs: over a plain transcription in NumPy; the rigorous run over that in float64; images by "
    "operators (PSNR in dB, a hundred steps).",
    "misses": "`misses`: a small linear program that HiGHS's default, through SciPy, misses, found and made small, "
    "over Hypothesis, which searches and shrinks the same in one process; seconds, at most, of five seeds; entries of "
    "the matrix that is left. The kernel's check of a program of random doubles, over its exact solution, which begins "
    "at the answer of HiGHS. These figures are of a run of their own, `python bench/misses.py`.",
    "trust": "`solve` and `trust`: a LASSO on scikit-learn's diabetes (442 x 10) and breast cancer data (569 x 30), "
    "over scikit-learn's at a tolerance of 1e-12, which gives floats; `trust` finds both ends of its bracket; a path "
    "of 160 penalties; decimals and doubles at random; linear programs, over HiGHS. Checks are the kernel's; sizes of "
    "certificates are over those of their data. These figures are of a run of their own, `python bench/trust.py`, with "
    "tests on the other core; a path in 2 seconds, and a check of 200 x 5000 in 2, are still aims.",
}
AT_MOST = {
    "failing_set/2-64-64-1/over_numpy_float64": 1.5,
    "failing_set/10-64-64-64-64-1/over_numpy_float64": 1.5,
    "failing_set/2-256-256-1/over_numpy_float64": 1.25,
    "failing_set/2-1024-1024-1/over_numpy_float64": 1.25,
    **{
        f"failing_set/{widths}{points}/threshold_at_median/over_numpy_float64": 1.25
        for widths in ("2-256-256-1", "2-1024-1024-1")
        for points in ("", "/random_points")
    },
    "failing_set/2-64-64-1/random_points/over_onnxruntime_float32": 3,
    "failing_set/10-64-64-64-64-1/random_points/over_onnxruntime_float32": 3,
    "failing_set/2-256-256-1/random_points/over_onnxruntime_float32": 1.3,
    "failing_set/2-1024-1024-1/random_points/over_onnxruntime_float32": 1.3,
    **{
        f"failing_set/{widths}/memory_over_numpy_float64": 3
        for widths in ("2-64-64-1", "10-64-64-64-64-1", "2-256-256-1", "2-1024-1024-1")
    },
    "failing_set/2-256-256-1/1000000_points/megabytes": 2000,
    "lines/2-64-64-1/over_fractions": 0.01,
    "attack/2-64-64-1/trained_5000_points/over_numpy_float64": 20,
    "attack/2-1024-1024-1/500_points/seconds": 2,
    "attack/2-1024-1024-1/5000_points/seconds": 10,
    "kernel_check/2-64-64-1/trained_5000_points/over_numpy_float64": 120,
    "kernel_check/2-64-64-1/5000_failing_points/seconds": 0.5,
    "kernel_check/2-1024-1024-1/5000_points/seconds": 2,
    "kernel_check/stable_on_5000_balls/seconds": 0.5,
    "command/version/over_loading_every_subcommand": 0.2,
    "command/check/over_loading_every_subcommand": 0.25,
    "sweep/400_tasks/2_processes/over_serial": 0.588,
    "firenet/500x2000_p20_n10/over_numpy": 0.8,
    "firenet/500x2000_p50_n30/objective_gap": 1e-9,
    "firenet/image/fourier, 256 x 256, 25%: seconds for 100 steps": 2,
    "firenet/image/walsh, 256 x 256, 25%: seconds for 100 steps": 2,
    "firenet/image/walsh, 1024 x 1024, 25%: megabytes": 1000,
    "firenet/m64_rigorous/over_float64": 60,
    "misses/highs/seconds": 20,
    "misses/kernel/200x400/seconds": 5,
    **{f"trust/{name}/solve/seconds": 0.2 for name in ("442x10", "569x30")},
    **{f"trust/{name}/trust/seconds": 0.5 for name in ("442x10", "569x30")},
    **{f"trust/{name}/check/seconds": 0.2 for name in ("442x10", "569x30")},
    "trust/1000x2000/solve/seconds": 5,
    "trust/1000x2000/check/seconds": 5,
    "trust/program_100x200/check/seconds": 1,
    "trust/program_200x400/solve/seconds": 20,
    **{
        f"trust/{name}/certificate/over_data": 2
        for name in ("442x10", "569x30", "1000x2000", "200x5000", "program_100x200", "program_200x400")
    },
}
"""What we aim at: a figure and the most it may be."""


def page(numbers: dict[str, float]) -> str:
    """Return the page; raises `KeyError` for a figure of no group."""
    return "\n".join(_lines(numbers)) + "\n"


def _lines(numbers: dict[str, float]) -> Iterator[str]:
    yield "# What exactness costs\n"
    yield "One run of `make bench` on two cores wrote this page. A figure with `over_` is a ratio, ours over theirs, of"
    yield "the medians of calls in turn: below 1 we are faster, or smaller. Answers are compared before times are."
    yield "Machines differ, and so will your figures; nothing here is evidence for a theorem."
    unknown = {name.split("/")[0] for name in numbers} - set(GROUPS)
    if unknown:
        raise KeyError(f"no group for {sorted(unknown)}")
    for group, text in GROUPS.items():
        yield f"\n## {group.replace('_', ' ').capitalize()}\n\n{text}\n\n| figure | here | aim |\n|---|---:|---:|"
        for name, value in sorted(numbers.items()):
            if name.startswith(f"{group}/"):
                aim = f"≤ {AT_MOST[name]:g}" if name in AT_MOST else ""
                told = f"{value:,}" if isinstance(value, int) else f"{value:.4g}"
                yield f"| `{name.removeprefix(f'{group}/')}` | {told} | {aim} |"


def main() -> None:
    """Write the page."""
    numbers = json.loads((HERE / "results.json").read_text("utf-8"))
    (HERE / "README.md").write_text(page(numbers), "utf-8")


if __name__ == "__main__":
    main()
