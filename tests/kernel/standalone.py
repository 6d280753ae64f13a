"""A fast check of a kernel with the standard library alone: `python -m tests.kernel.standalone`.

It takes about a second, because `make mutants` runs it on every mutant of the kernel; each must fail it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import fractions
import hashlib
import io
import itertools
import json
import os
import resource
import signal
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

from proofs_check import kernel
from proofs_check.kernel import __main__ as command
from proofs_check.kernel import (
    data,
    families,
    limits,
    miss,
    optimum,
    plays,
    reading,
    recovery,
    relu,
    universal,
    vectors,
    witness,
)
from tests.kernel.corpus import FOLDER, GOOD, discrepancies

CONSTANTS = {
    "the bytes of a file": (reading.MAX_BYTES, 67_108_864),
    "the digits of a part of a number": (reading.MAX_DIGITS, 4000),
    "the digits of a part of a long number": (reading.MAX_LONG, 20_000),
    "the exponent of two": (reading.MAX_EXPONENT, 4000),
    "the bits of a common denominator": (reading.MAX_COMMON, 100_000),
    "the bits of a layer": (reading.MAX_BITS, 1_000_000_000),
    "the work of a check": (reading.MAX_WORK, 4_000_000_000),
    "the entries of a provenance": (reading.MAX_ENTRIES, 32),
    "the characters of an entry": (reading.MAX_TEXT, 500),
    "the size of a family": (vectors.MAX_SIZE, 1_000_000),
    "the level of a reading": (plays.MAX_LEVEL, 10_000),
    "the halvings of an interval of scalings": (universal.HALVINGS, 64),
    "the depth of a property": (witness.MAX_DEPTH, 64),
    "the seconds of a check": (limits.SECONDS, 300),
    "the bytes of memory": (limits.MEMORY, 8_589_934_592),
}
NEEDS = {
    (relu, "MAX_WORK"): {
        "A3-one-vector": 15_174,
        "A4-both-signs-of-tiny-print": 29_088,
        "A4-deep": 26_208,
        "A4-kinks-between-cuts": 28_710,
        "A4-label-zero-breaks": 80_190,
        "A4-long-dyadics": 19_680,
        "A4-sharp": 19_206,
        "A4-small-t": 20_544,
        "A4-three-hundred-neurons": 544_032,
        "A4-three-hundred-and-one-points": 690_795,
        "A5-neuron-barely-active": 3_712,
        "A4-entry-of-126-bits": 27_936,
        "A4-entry-of-130-bits": 28_368,
        "A4-entry-of-22-bits": 27_432,
        "A4-entry-of-64-bits": 27_864,
        "A5-points-and-delta-of-63-bits": 3_208,
        "A5-points-and-delta-of-64-bits": 3_232,
        "A5-rational-data": 23_130,
        "A5-three-dimensions": 7_832,
        "A4-five-dimensions": 21_120,
        "A4-one-point": 856,
        "U-three-outputs-firm": 13_180,
        "U-box": 10_360,
        "U-halvings-64": 175_000,
        "U-doubles": 6_480,
        "U-deep-ball": 216_278,
        "U-seven-points": 13_840,
        "V-value-deep": 1_007,
        "V-holds": 790,
        "V-doubles": 810,
        "V-three-hundred-entries": 8_809,
        "V-three-hundred-inequalities": 5_400,
        "V-large": 26_224,
        "V-many-words-large": 79_380,
        "V-many-words-small": 79_380,
        "V-large-negative": 19_672,
        "V-large-point": 9_852,
        "V-small": 39_336,
        "V-long-coefficients": 3_192,
    },
    (relu, "MAX_BITS"): {
        "A4-deep": 84,
        "A4-kinks-between-cuts": 2_088,
        "A4-long-dyadics": 609,
        "A4-sharp": 300,
        "A4-three-hundred-neurons": 1_800,
        "A5-neuron-barely-active": 936,
        "A5-rational-data": 1_248,
        "A4-label-zero-breaks": 20_040,
        "A4-three-hundred-dimensions": 1_204,
    },
    (reading, "MAX_COMMON"): {
        "C0-P2-hidden": 59,
        "C0-zero-with-127-bits": 63,
        "E0-coherence": 67,
        "E0-hadamard-4": 89,
        "A4-long-dyadics": 101,
        "A4-label-zero-breaks": 57,
        "A5-two-points": 5,
        "U-three-outputs-firm": 7,
        "U-box-radius": 2,
        "U-doubles": 71,
        "U-threshold-firm": 10,
        "V-doubles": 56,
        "M-P2-1": 43,
        "M-long-determinant": 14_001,
        "V-many-digits": 170,
        "V-small": 4_001,
        "V-value-of-one-output": 5,
        "V-long-coefficients": 3_987,
    },
    (vectors, "MAX_SIZE"): {
        "C0-P2-hidden": 30,
        "C0-two-entries-of-both-signs": 14,
        "C0-zero-with-127-bits": 6,
        "C1-deepest-level": 1_866,
        "C0-zero-with-64-bits": 4,
        "D-three-entries": 42,
        "J-everything-read-in-four-dimensions": 20,
        "J-index-127": 16,
        "J-index-64": 16,
        "J-other-cost": 18,
        "K-everything-read-P2": 45,
        "K-everything-read-P3": 54,
        "J-index-200": 32,
        "K-everything-read-programs": 15,
        "K-longest-rotation": 36,
        "K-long-rotation": 24,
        "K-longer-rotation": 24,
        "K-programs-1": 10,
        "D-program-one-of-many": 7,
    },
    (recovery, "MAX_WORK"): {
        "E0-coherence": 918,
        "E0-coherence-order-2": 3_078,
        "E0-hadamard-4": 12_672,
        "E0-hadamard-4-noise": 6_528,
        "E0-hadamard-4-second-basis": 4_608,
    },
    (miss, "MAX_WORK"): {
        "M-bounds": 540,
        "M-hero-lp": 1_506,
        "M-P3-1": 1_113,
        "M-largest-double": 2_088,
        "M-long-determinant": 38_383_740,
        "M-redundant-row": 207,
        "M-lasso-pushed-beside-a-support": 315,
        "M-least-doubles": 3_244,
        "M-three-words": 128,
    },
    (plays, "MAX_WORK"): {
        "J-index-10000": 3_135_072,
        "J-index-127": 576,
        "J-index-200": 1_416,
        "J-index-64": 264,
        "J-long-outputs": 352,
        "J-three-coins": 576,
        "K-coin-P2": 204,
        "K-everything-read-P2": 255,
        "K-programs-2": 567,
        "K-half-open": 714,
        "W-level": 36,
        "X1-coin": 36,
        "X1-half-open": 72,
        "X1-index-10000": 1_567_536,
        "X1-long-accuracy": 1_347,
        "X1-long-output": 210_699,
        "X1-program-2": 45,
        "X2-coin": 216,
        "X2-hidden": 135,
        "X2-index-200": 10_476,
        "X2-long-accuracy": 4_041,
        "X2-sometimes-in-four-columns": 675,
    },
    (plays, "MAX_LEVEL"): {
        "J-index-10000": 10_000,
        "J-index-127": 127,
        "J-everything-read": 100,
        "J-three-coins": 3,
        "J-coin": 1,
        "W-level": 7,
    },
}
"""By limit: the least value of it with which these files are still accepted."""
REPORTS = Path(__file__).with_name("reports.txt")


def the_limits_are_those_documented() -> None:
    for name, (value, documented) in CONSTANTS.items():
        assert value == documented, name


def a_limit_refuses_what_needs_more() -> None:
    for (module, limit), files in NEEDS.items():
        for name, least in files.items():
            content = (FOLDER / "good" / f"{name}.json").read_bytes()
            for value in (least, least - 1):
                with mock.patch.object(module, limit, value):
                    assert (kernel.check_bytes(content).verdict == "accepted") == (value == least), (name, limit)


def numbers_of_any_length_are_told() -> None:
    bits = [fractions.Fraction(2**199 + j, 2 ** (199 - j) + 1) for j in (0, 1)]
    assert [reading.told(value) for value in bits] == ["(a rational of 400 bits)", str(bits[1])]
    assert reading.told(fractions.Fraction(2**400)) == "(a rational of 402 bits)"
    for count in (0, 1, 8, 9, 10):
        told = reading.told(list(range(count)))
        assert told == (str(list(range(count))) if count < 9 else f"(a list of {count})")


def bounds_are_told_rounded_up() -> None:
    for short in ("3/4", "-7", "0", "12345678901/23456789012", "1" * 23):
        assert reading.at_most(fractions.Fraction(short)) == short
    long = {
        "1" * 24: "1111111111111111111111110*10^-1 (rounded up)",
        "12345678901/234567890123": "527*10^-4 (rounded up)",
        f"1/{10**22}": "100*10^-24 (rounded up)",
        f"{10**9}/{3**40}": "823*10^-13 (rounded up)",
        f"-{10**24 + 1}/{3**20}": "-2867971990792441*10^-1 (rounded up)",
        f"{2**500 + 1}/{2**503}": "126*10^-3 (rounded up)",
        f"{2**503}/{2**500 + 1}": "800*10^-2 (rounded up)",
        f"{3**900}/{2**200}": "(a rational of 1231 bits)*10^-1 (rounded up)",
    }
    for value, text in long.items():
        assert reading.at_most(fractions.Fraction(value)) == text, (value, reading.at_most(fractions.Fraction(value)))


def numbers_of_a_miss_are_told_rounded_toward_zero() -> None:
    exact = {"3/4": "3/4", "-7": "-7", "0": "0", "1" * 23: "1" * 23}
    long = {
        "1" * 24: "1.11*10^23 (rounded toward 0)",
        "12345678901/234567890123": "5.26*10^-2 (rounded toward 0)",
        "-12345678901/234567890123": "-5.26*10^-2 (rounded toward 0)",
        f"-1/{10**22}": "-1.00*10^-22 (rounded toward 0)",
        f"{10**24 - 1}": "9.99*10^23 (rounded toward 0)",
        f"1/{10**900}": "1.00*10^-900 (rounded toward 0)",
        f"{2**3000}/{3**20}": "3.52*10^893 (rounded toward 0)",
        f"1/{2**3000}": "8.12*10^-904 (rounded toward 0)",
    }
    for value, text in (exact | long).items():
        assert miss.shown(fractions.Fraction(value)) == text, (value, miss.shown(fractions.Fraction(value)))
    pair = [fractions.Fraction(-1, 2), fractions.Fraction(3)]
    assert (miss.both(pair), miss.both([*pair[:1], fractions.Fraction(0)])) == ("-1/2 + sqrt(3)", "-1/2")


def integers_of_any_length_are_read() -> None:
    for length in (1, 3999, 4000, 4001, 4002, 8000, 8001, 8002, 12_001, 20_000):
        value = 7 * (10**length - 1) // 9 - 5  # 77…72
        digits = "7" * (length - 1) + "2"
        assert (reading.integer(digits), reading.integer("-" + digits)) == (value, -value), length
    assert reading.integer("1" + "0" * 4000) == 10**4000


def doubles_are_told_from_other_numbers() -> None:
    yes = [
        "0",
        "-1/2",
        f"{2**53 - 1}",
        f"-{2**53 + 2}",
        f"{2**1024 - 2**971}",
        f"1/{2**1074}",
        f"{2**53 - 1}/{2**1074}",
    ]
    no = ["1/3", "5/6", f"{2**53 + 1}", f"{2**1024}", f"-{2**1025}", f"-{2**1024 - 2**970}"]
    no += [f"1/{2**1075}", f"{2**53 + 1}/{2**1074}"]
    for numbers, expected in ((yes, True), (no, False)):
        for text in numbers:
            top, _, bottom = text.partition("/")
            value = fractions.Fraction(int(top), int(bottom or 1))
            assert miss.is_double(value) == expected, text


def what_is_read_cannot_be_changed() -> None:
    for kind in (kernel.Verdict, data.Data, plays.Run, families.Family, miss.Problem, optimum.Problem, optimum.Solved):
        assert kind.__dataclass_params__.frozen, kind


def a_verdict_names_the_file_its_kind_and_its_result() -> None:
    for path in GOOD:
        content = path.read_bytes()
        said, whole = kernel.check_bytes(content), json.loads(content)
        assert (said.sha256, said.kind, said.result) == (
            hashlib.sha256(content).hexdigest(), whole["kind"], whole["result"],
        )  # fmt: skip
        assert said.report and said.condition is None
    said = kernel.check_bytes(b"[")
    assert (said.sha256, said.kind, said.result, said.condition) == (hashlib.sha256(b"[").hexdigest(), None, None, None)
    with contextlib.suppress(dataclasses.FrozenInstanceError):
        said.verdict = "accepted"  # type: ignore[misc]
        raise AssertionError("a verdict can be changed")


def what_was_checked_is_told() -> None:
    for part in REPORTS.read_text().removeprefix("# ").split("\n\n# "):
        name, *lines = part.splitlines()
        assert kernel.check_file(FOLDER / "good" / f"{name}.json").report == tuple(lines), name


def a_file_of_exactly_the_largest_size_is_read() -> None:
    content = (FOLDER / "good" / "A5-two-points.json").read_bytes()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "file.json"
        path.write_bytes(content)
        for size, expected in ((len(content), "accepted"), (len(content) - 1, "unsupported"), (10, "unsupported")):
            with mock.patch.object(kernel, "MAX_BYTES", size), mock.patch.object(reading, "MAX_BYTES", size):
                said = kernel.check_file(path)
                assert said.verdict == expected
                whole = kernel.check_bytes(content)
                assert (whole.verdict, whole.sha256) == (expected, hashlib.sha256(content).hexdigest())
                if expected == "unsupported":  # a file's beginning was read: its hash would name another file
                    assert (said.report, said.sha256) == (whole.report, None)
                    assert whole.report == (f"larger than {size} bytes",)


@contextlib.contextmanager
def alarm(seconds: int) -> Iterator[None]:
    """End with an error after so many seconds."""

    def ring(*_: Any) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def what_is_no_file_is_unsupported() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.mkfifo(folder / "pipe")
        (folder / "loop").symlink_to(folder / "loop")
        for path, reason in (
            (folder, "directory"), (folder / "missing", "No such file"), (folder / "pipe", "not a regular file"),
            (folder / "loop", "symbolic links"), ("a\0b", "null byte"), ("/dev/null", "not a regular file"),
        ):  # fmt: skip
            with alarm(1):  # whoever waits for a writer of the pipe waits for ever
                said = kernel.check_file(path)
            assert (said.verdict, said.sha256) == ("unsupported", None)
            assert reason in said.report[0], said.report


def a_file_that_changes_is_unsupported() -> None:
    content = GOOD[0].read_bytes()
    fstat = os.fstat
    for size, time in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (-1, 1)):
        calls = itertools.count()

        def changing(handle: int, calls: Any = calls, size: int = size, time: int = time) -> Any:
            found, n = fstat(handle), next(calls)
            return mock.Mock(
                st_mode=found.st_mode, st_size=found.st_size + n * size, st_mtime_ns=found.st_mtime_ns + n * time
            )

        with tempfile.TemporaryDirectory() as name, mock.patch.object(os, "fstat", changing):
            path = Path(name) / "changing.json"
            path.write_bytes(content)
            assert kernel.check_file(path).report == ("changed while it was read",)


def exit_codes_are_those_documented() -> None:
    made = [kernel.Verdict("".join(list(name)), ()) for name in ("accepted", "rejected", "malformed", "unsupported")]
    assert kernel.exit_code([]) == 2
    for count in (1, 2, 3):
        for some in itertools.product(made, repeat=count):
            names = {said.verdict for said in some}
            expected = 1 if "rejected" in names else 0 if names == {"accepted"} else 2
            assert kernel.exit_code(list(some)) == expected


def said_by(*paths: Any, encoding: str = "utf-8") -> tuple[int, str, str]:
    """The exit code and the two streams of the command."""
    out, errors = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        code = command.main([str(path) for path in paths])
    for stream in (out, errors):
        stream.seek(0)
    return code, out.read(), errors.read()


def the_command_prints_verdicts_and_returns_their_exit_code() -> None:
    good_path, bad_path = FOLDER / "good" / "C0-zero.json", FOLDER / "bad" / "SP.1-one-input.json"
    name = hashlib.sha256(good_path.read_bytes()).hexdigest()
    report = "".join(f"    {line}\n" for line in kernel.check_file(good_path).report)
    assert said_by(good_path) == (0, f"{good_path} accepted  C0 {name}\n{report}", "")
    code, out, errors = said_by(bad_path, "missing")
    assert (code, errors) == (1, "")
    assert out.splitlines()[0].startswith(f"{bad_path} rejected SP.1 C1 ")
    assert out.splitlines()[2:] == ["missing unsupported   ", "    cannot be read (No such file or directory)"]
    assert said_by() == (2, "", "usage: python -m proofs_check.kernel FILE…\n")
    assert said_by("caf\u00e9", encoding="ascii")[1].startswith("caf\\xe9 unsupported")
    with contextlib.redirect_stdout(io.StringIO()) as text:
        assert command.main([str(good_path)]) == 0
    assert text.getvalue().startswith(str(good_path))
    out = said_by(bad_path)[1]
    for name, expected in (("__main__", (1, out)), ("Another", (None, "")), ("proofs_check", (None, ""))):
        assert run_as("".join(list(name)), "kernel", str(bad_path)) == expected


def a_verdict_that_reaches_nobody_is_none() -> None:
    good_path = str(FOLDER / "good" / "C0-zero.json")
    full = mock.Mock(flush=mock.Mock(side_effect=OSError("full")))
    for stdout, check, expected in (
        (full, kernel.check_file, (2, "no verdict: full\n")),
        (io.StringIO(), mock.Mock(side_effect=MemoryError), (2, "no verdict: MemoryError\n")),
        (None, kernel.check_file, (0, "")),
    ):
        with mock.patch.object(sys, "stdout", stdout), mock.patch.object(command, "check_file", check):
            with contextlib.redirect_stderr(io.StringIO()) as errors:
                code = command.run([good_path])
            assert (code, errors.getvalue()) == expected


def run_as(name: str, *arguments: str) -> tuple[Any, str]:
    """The exit code and the output of the package run as a module of this name."""
    with mock.patch.object(sys, "argv", list(arguments)), contextlib.redirect_stdout(io.StringIO()) as text:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # that the module is loaded already
                text_of = Path(command.__file__).read_text("utf-8")  # pytest's import hook gives runpy no code
                exec(compile(text_of, command.__file__, "exec"), {"__name__": name, "__package__": kernel.__name__})
        except SystemExit as ended:
            return ended.code, text.getvalue()
    return None, text.getvalue()


def whatever_a_check_raises_for_lack_of_room_is_unsupported() -> None:
    content = (FOLDER / "good" / "A5-two-points.json").read_bytes()
    for error in (RecursionError, MemoryError, OverflowError, ZeroDivisionError, ValueError):
        raising = mock.Mock(side_effect=error)
        with mock.patch.dict(kernel.CHECKS, {"stability": (raising, ("A5",))}):
            said = kernel.check_bytes(content)
        assert (said.verdict, said.result) == ("unsupported", "A5")
        assert said.report == (f"too large for this machine ({error.__name__})",)


def bounds_are_keywords() -> None:
    try:
        kernel.check_file(GOOD[0], 5)
        raise AssertionError("a bound was taken for something else")
    except TypeError:
        pass


def endless(*_: Any) -> Any:
    while True:
        pass


def hungry(_: bytes) -> Any:
    return bytearray(2**29)


@contextlib.contextmanager
def a_bound_of(soft: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (soft, before[1]))
    try:
        yield
        assert resource.getrlimit(resource.RLIMIT_AS) == (soft, before[1])
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def a_check_without_end_is_stopped() -> None:
    handler = signal.getsignal(signal.SIGALRM)
    with mock.patch.object(kernel, "check_bytes", endless):
        said = kernel.check_file(GOOD[0], seconds=0.02)
    assert (said.verdict, said.report) == ("unsupported", ("takes longer than 0.02 s",))
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) is handler
    with limits.limited():
        assert 299 < signal.getitimer(signal.ITIMER_REAL)[0] <= 300
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def a_check_has_the_memory_that_is_allowed_and_no_more_than_before() -> None:
    infinite, asked = resource.RLIM_INFINITY, limits.MEMORY - 1
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    for soft, expected in ((infinite, asked), (asked + 1, asked), (asked - 4096, asked - 4096)):
        if hard == infinite or (soft != infinite and soft <= hard):
            with a_bound_of(soft), limits.limited(5, asked):
                assert resource.getrlimit(resource.RLIMIT_AS) == (expected, hard)
    with a_bound_of(resource.getrlimit(resource.RLIMIT_AS)[0]), limits.limited(memory=asked):
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        with mock.patch.object(kernel, "check_bytes", hungry):
            try:
                kernel.check_file(GOOD[0], memory=used + 2**28)
                raise AssertionError("too much memory is given")
            except MemoryError:
                pass


def a_wide_family_takes_little_memory() -> None:
    whole = json.loads((FOLDER / "good" / "K-everything-read-P1.json").read_bytes())
    whole["claim"]["family"]["columns"] = 5000
    for runs in whole["witness"]:
        runs[0]["steps"] = []
    whole["claim"]["runs_sha256"] = reading.digest(whole["witness"])
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    with a_bound_of(used + 2**26):
        assert kernel.check_bytes(reading.canonical(whole)).verdict == "accepted"


def two_bases_of_many_numbers_are_known() -> None:
    m, eighth = 129, fractions.Fraction(1, 8)
    rows = [list(range(2 * m))] * m  # the inner product of two columns is told by their numbers

    def product(a: list[int], b: list[int]) -> Any:
        return int(a[0] == b[0]) if (a[0] < m) == (b[0] < m) else eighth

    constants = {"isometry": (1, 4), "rho": (1, 2), "gamma": (4, 1), "lambda": (1, 100), "sharpness": (1000, 1)}
    with mock.patch.object(recovery, "dot", product):
        given = {name: fractions.Fraction(*value) for name, value in constants.items()}
        recovery.check_constants(rows, 2, {**given, "scale": 1})  # 2 eighths, not 3, for two bases


def another_thread_is_not_limited() -> None:
    found: list[Any] = []

    def ask() -> None:
        with limits.limited(5, 2**40):
            found.append((signal.getitimer(signal.ITIMER_REAL), resource.getrlimit(resource.RLIMIT_AS)))

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert found == [((0, 0), resource.getrlimit(resource.RLIMIT_AS))]


CHECKS: list[Callable[[], None]] = [
    the_limits_are_those_documented,
    a_limit_refuses_what_needs_more,
    numbers_of_any_length_are_told,
    bounds_are_told_rounded_up,
    numbers_of_a_miss_are_told_rounded_toward_zero,
    integers_of_any_length_are_read,
    doubles_are_told_from_other_numbers,
    what_is_read_cannot_be_changed,
    a_verdict_names_the_file_its_kind_and_its_result,
    what_was_checked_is_told,
    a_file_of_exactly_the_largest_size_is_read,
    what_is_no_file_is_unsupported,
    a_file_that_changes_is_unsupported,
    exit_codes_are_those_documented,
    the_command_prints_verdicts_and_returns_their_exit_code,
    a_verdict_that_reaches_nobody_is_none,
    whatever_a_check_raises_for_lack_of_room_is_unsupported,
    bounds_are_keywords,
    a_check_without_end_is_stopped,
    a_check_has_the_memory_that_is_allowed_and_no_more_than_before,
    a_wide_family_takes_little_memory,
    two_bases_of_many_numbers_are_known,
    another_thread_is_not_limited,
]


def failures(first: Sequence[str] = ()) -> Iterator[str]:
    """Yield what is wrong with the kernel: the files and checks named first, then the corpus, then the other checks."""
    yield from failed(check for check in CHECKS if check.__name__ in first)
    yield from discrepancies(kernel.check_bytes, first)
    yield from failed(check for check in CHECKS if check.__name__ not in first)


def failed(checks: Iterable[Callable[[], None]]) -> Iterator[str]:
    for check in checks:
        try:
            check()
        except Exception as error:
            yield f"{check.__name__}: {error!r:.300}"


if __name__ == "__main__":
    found = list(failures())
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.exit(1 if found else 0)
