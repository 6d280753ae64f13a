"""A fast check of a kernel with the standard library alone: `python -m tests.kernel.standalone`.

It takes a few seconds, because `make mutants` runs it on every mutant of the kernel; each must fail it.
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
    enclosure,
    families,
    floats,
    limits,
    miss,
    optimum,
    packing,
    plays,
    problems,
    programs,
    reading,
    recovery,
    regression,
    relu,
    roots,
    solution,
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
    "the bits of an entry for a first bound": (enclosure.LEADING, 24),
    "the seconds of a check": (limits.SECONDS, 300),
    "the bytes of memory": (limits.MEMORY, 8_589_934_592),
}
NEEDS = {
    (relu, "MAX_WORK"): {
        "A3-one-vector": 15_224,
        "A4-both-signs-of-tiny-print": 27_282,
        "A4-deep": 26_656,
        "A4-kinks-between-cuts": 26_120,
        "A4-label-zero-breaks": 111_430,
        "A4-long-dyadics": 18_380,
        "A4-sharp": 28_907,
        "A4-small-t": 18_452,
        "A4-three-hundred-neurons": 88_916,
        "A4-three-hundred-and-one-points": 483_842,
        "A5-neuron-barely-active": 14_064,
        "A4-entry-of-126-bits": 24_808,
        "A4-entry-of-130-bits": 24_820,
        "A4-entry-of-22-bits": 24_332,
        "A4-entry-of-64-bits": 24_576,
        "A5-points-and-delta-of-63-bits": 6_790,
        "A5-points-and-delta-of-64-bits": 6_790,
        "A5-rational-data": 29_220,
        "A5-three-dimensions": 13_298,
        "A4-five-dimensions": 18_404,
        "A4-powers-of-two": 25_056,
        "A4-float32-edges": 24_572,
        "A5-neurons-exchanged-at-a-knot": 28_640,
        "A5-thirteen-hundred-layers": 6_348_232,
        "A4-other-coordinates-heard": 18_404,
        "A5-knots-between-the-balls": 223_364,
        "A3-points-with-knots-between": 383_464,
        "A5-knots-that-nothing-hears": 230_728,
        "A5-knots-before-eighty-layers": 799_116,
        "A4-float64-half-the-least": 21_588,
        "A4-float64-fraction-of-25-bits": 20_376,
        "A4-one-point": 3_372,
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
        "V-forty-of-63-bits": 1_871,
        "V-forty-of-130-bits": 3_003,
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
        "V-powers-of-two-apart": 516,
    },
    (floats, "MAX_BITS"): {
        "A4-float32-edges": 4_986,
        "A4-float64-edges": 31_470,
        "A4-float32-integers": 144,
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
        "T0-LASSO-long-threshold": 476,
        "T2-long-bound-that-is-used": 518,
        "T2-long-radius": 476,
        "T2-long-x": 516,
        "T3-program-matrix": 45,
        "T0-LASSO-penalties": 8,
        "V-small": 4_001,
        "V-value-of-one-output": 5,
        "V-long-coefficients": 3_987,
        "T1-mixed-radii": 194,
        "T1-rounded": 80,
        "T1-long-numbers": 801,
        "T1-three-hundred-columns": 34,
        "T1-widest-radii": 83,
        "T3-mixed": 105,
        "T3-step": 89,
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
    (packing, "MAX_WORK"): {
        "T2-choice": 588,
        "T2-bounds-in-a-box": 2_934,
        "T2-rationals": 792,
        "T2-x-2-by-a-hair": 6_984,
        "T2-reduced-cost-at-L-by-a-hair": 9_890,
        "T0-LASSO-long-column": 5_338,
        "T0-LASSO-long-push": 1_564,
        "T0-LASSO-long-threshold": 9_872,
        "T0-LASSO-long-weight": 5_840,
        "T0-LASSO-long-y": 9_872,
        "T0-LP-long-bound": 5_120,
        "T0-LP-long-cost": 6_416,
        "T0-LP-long-determinant": 2_163_418,
        "T0-LP-long-dual-vector": 1_052,
        "T0-LP-long": 1_995_898,
        "T2-long-bound-that-is-used": 67_516,
        "T2-long-bound": 3_510,
        "T2-long-cost": 51_774,
        "T2-long-dual-width": 67_476,
        "T2-long-inverse": 16_710,
        "T2-long-matrix": 279_682,
        "T2-long-radius": 55_638,
        "T2-long-u": 67_474,
        "T2-long-width": 67_524,
        "T2-long-x": 67_522,
        "T3-program-two-rows": 6_258,
        "T3-program-matrix": 1_596,
        "T0-LP-bounds": 1_304,
        "T0-LP-degenerate": 728,
        "T0-LP-infeasible-by-a-hair": 504,
        "T0-LP-unbounded-below": 360,
        "T0-LASSO-pushed": 892,
        "T0-LASSO-penalties": 648,
        "T0-LASSO-signs": 800,
        "T0-LASSO-several": 648,
        "T0-LASSO-one-ridge": 460,
        "T0-LASSO-weights": 1_016,
        "T0-LASSO-several-least-squares": 432,
        "T1-all-radii-and-a-ridge": 475,
        "T1-by-a-hair-2-columns-0": 18_755,
        "T1-by-a-hair-2-columns-1": 18_755,
        "T1-by-a-hair-2-columns-2": 18_755,
        "T1-by-a-hair-2-long-0-0": 44_976,
        "T1-by-a-hair-2-long-0-1": 44_976,
        "T1-by-a-hair-2-long-1-0": 128_292,
        "T1-by-a-hair-2-long-1-2": 128_292,
        "T1-by-a-hair-2-mixed-0": 23_280,
        "T1-by-a-hair-2-mixed-1": 23_280,
        "T1-by-a-hair-2-mixed-2": 23_280,
        "T1-by-a-hair-2-one-column-0": 16_040,
        "T1-by-a-hair-2-one-column-1": 16_040,
        "T1-by-a-hair-2-one-column-2": 16_040,
        "T1-by-a-hair-2-play-0": 12_360,
        "T1-by-a-hair-2-play-1": 12_360,
        "T1-by-a-hair-2-play-2": 12_360,
        "T1-by-a-hair-2-right-0": 13_245,
        "T1-by-a-hair-2-right-1": 13_245,
        "T1-by-a-hair-2-right-2": 13_245,
        "T1-by-a-hair-2-three-0": 2_007,
        "T1-by-a-hair-3-mixed-0": 9_920,
        "T1-by-a-hair-3-mixed-1": 7_940,
        "T1-by-a-hair-3-three-0": 1_494,
        "T1-by-a-hair-4-columns-2": 39_455,
        "T1-by-a-hair-4-columns-4": 34_955,
        "T1-by-a-hair-4-exact-0-2": 22_980,
        "T1-by-a-hair-4-exact-0-3": 22_980,
        "T1-by-a-hair-4-exact-1-3": 33_582,
        "T1-by-a-hair-4-exact-2-2": 22_980,
        "T1-by-a-hair-4-exact-2-3": 22_980,
        "T1-by-a-hair-4-exact-3-2": 22_980,
        "T1-by-a-hair-4-exact-3-3": 22_980,
        "T1-by-a-hair-4-long-0-2": 161_652,
        "T1-by-a-hair-4-long-0-3": 161_652,
        "T1-by-a-hair-4-long-1-3": 426_276,
        "T1-by-a-hair-4-mixed-2": 45_130,
        "T1-by-a-hair-4-mixed-4": 45_130,
        "T1-by-a-hair-4-one-column-2": 30_690,
        "T1-by-a-hair-4-one-column-4": 30_690,
        "T1-by-a-hair-4-play-2": 25_830,
        "T1-by-a-hair-4-play-4": 25_830,
        "T1-by-a-hair-4-right-2": 26_295,
        "T1-by-a-hair-4-right-4": 26_295,
        "T1-by-a-hair-4-three-1": 3_708,
        "T1-by-a-hair-4-three-2": 3_708,
        "T1-empty-support-radii": 234,
        "T1-empty-support": 234,
        "T1-exact": 1_242,
        "T1-forty-sevenths": 3_497,
        "T1-free-column-and-ridge": 746,
        "T1-heavy-rows": 18_340,
        "T1-heavy-support": 140_346,
        "T1-least-squares": 1_998,
        "T1-long-numbers": 108_592,
        "T1-mixed-radii": 26_795,
        "T1-mixed": 7_925,
        "T1-near-a-limit-columns-6": 39_455,
        "T1-near-a-limit-columns-7": 38_240,
        "T1-near-a-limit-columns-8": 38_240,
        "T1-near-a-limit-columns-9": 38_240,
        "T1-near-a-limit-right-18": 26_295,
        "T1-near-a-limit-right-19": 26_295,
        "T1-near-a-limit-right-20": 26_295,
        "T1-near-a-limit-right-21": 26_295,
        "T1-near-a-limit-right-22": 26_295,
        "T1-near-a-limit-right-23": 26_295,
        "T1-near-a-limit-right-24": 26_295,
        "T1-near-a-limit-right-25": 25_215,
        "T1-one-by-one": 332,
        "T1-radii": 1_683,
        "T1-ridge-on-one-column": 1_234,
        "T1-ridge-regression": 1_998,
        "T1-rounded-up-at-the-half": 1_606,
        "T1-rounded": 1_494,
        "T1-row-without-weight-of-y": 234,
        "T1-rows-of-both-weights": 234,
        "T1-rows-without-weight": 270,
        "T1-three-hundred-columns": 68_436,
        "T1-three-hundred-rows": 41_737,
        "T1-threshold-down-to-zero": 332,
        "T1-widest-radii": 383,
        "T1-zero-radii": 234,
        "T1-zero-right": 234,
        "T1-zero-with-a-free-column-and-ridge": 534,
        "T1-zero-with-a-free-column": 534,
        "T1-zero": 234,
        "T3-corners": 3_651,
        "T3-empty-support": 485,
        "T3-mixed": 14_710,
        "T3-right": 5_121,
        "T3-signs": 736,
        "T3-step": 4_155,
        "T0-P1-root": 828,
        "T0-P1-pushed": 1_143,
        "T0-P1-some-pushed": 1_206,
        "T0-P1-long": 711,
        "T0-P1-long-column": 18_273,
        "T0-P1-long-x": 6_705,
        "T0-P1-long-push": 3_975,
        "T0-P1-long-dual-vector": 2_487,
        "T0-P1-skew": 954,
        "T0-P1-zero": 378,
        "T0-P1-zero-on-the-sphere": 468,
        "T0-P1-exact-by-another-dual-vector": 927,
        "T0-P1-infeasible": 684,
        "T0-P3-zero": 405,
        "T0-P3-pushed": 1_458,
    },
    (packing, "MAX_BITS"): {
        "T2-choice": 82,
        "T2-x-2-by-a-hair": 392,
        "T0-LASSO-long-y": 958,
        "T0-LP-long-bound": 4,
        "T0-LP-long-cost": 1_431,
        "T2-long-cost": 2_880,
        "T2-long-dual-width": 1_034,
        "T2-long-inverse": 1_964,
        "T3-program-two-rows": 212,
        "T0-LASSO-penalties": 48,
        "T1-mixed-radii": 5_780,
        "T1-long-numbers": 12_832,
        "T1-three-hundred-columns": 85_200,
        "T1-three-hundred-rows": 1_800,
        "T1-by-a-hair-4-long-0-2": 37_616,
        "T1-empty-support": 64,
        "T3-mixed": 2_960,
        "T3-right": 1_044,
        "T3-step": 1_176,
        "T1-zero-radii": 80,
        "T3-signs": 336,
        "T1-heavy-rows": 24_024,
        "T1-heavy-support": 36_684,
        "T1-forty-sevenths": 400,
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
        f"{10**25 + 1}": "1.00*10^25 (rounded toward 0)",
        f"{10**54 + 1}": "1.00*10^54 (rounded toward 0)",
        f"{5 * 10**31 + 1}/7": "7.14*10^30 (rounded toward 0)",
        f"{6 * 10**40 + 1}/7": "8.57*10^39 (rounded toward 0)",
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


def rows_are_packed_into_the_bytes_that_their_products_take() -> None:
    for m, entry, bits in itertools.product((0, 1, 2, 3, 4, 15, 16, 127), (1, 2, 7, 8, 23, 64), (0, 1, 2, 7, 24, 30)):
        rows = [[2**entry - 1, 0, 1 - 2**entry]] * m
        table = packing.packed(rows, 3, bits)
        assert table.size == ((entry if m else 0) + bits + m.bit_length()) // 8 + 1, (m, entry, bits)
        for scale in (2**bits, -(2**bits), 1):
            total = m * scale * (2**entry - 1)
            assert table.times([scale] * m) == [total, 0, -total], (m, entry, bits, scale)


def entries_are_rounded_to_their_leading_bits() -> None:
    for more in range(4):
        largest = 2 ** (24 + more) - 1
        values = [largest, -largest, 5, -5, 4, -4, 3, -3, 2**23, 0, *(largest - 3**k for k in range(9))]
        short, shift = enclosure.leading(values)
        assert shift == more
        assert all(2 * abs(v - (w << shift)) <= 2**shift - (not shift) for v, w in zip(values, short, strict=True)), (
            values
        )
        assert max(map(abs, short)) <= 2**24


def first_bounds_of_sides_bound_them() -> None:
    for path in GOOD:
        if not path.stem.startswith(
            ("T1-by-a-hair-4-exact", "T1-by-a-hair-4-long", "T1-by-a-hair-2-long", "T1-rounded-up")
        ):
            continue
        whole = json.loads(path.read_bytes())
        claim, body = whole["claim"], whole["witness"]
        read = problems.read_regression(claim, body["data"], "")
        given = regression.read_given(claim, len(read.columns), "")
        stated = regression.read_stated(claim["support"], claim["signs"], body, given)
        it = regression.integers(read, given, stated, packing.Work())
        sides, k = enclosure.Sides(it, stated.support, stated.signs, [2**90], packing.Work()), len(stated.support)
        for column, scale in itertools.product(it.columns, (0, 1, 2**40)):
            row = [scale * (-1) ** place for place in range(k)]
            bound, side = sides.of(row, 2**30, [0] * k, column, 3 * it.unit)
            assert bound >= side, path.stem
            exact, (near, off) = sides.products.times(column), sides.roughly(column)
            assert all(abs(v - w) <= d for v, w, d in zip(exact, near, off, strict=True)), path.stem


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
    kinds: list[Any] = [kernel.Verdict, data.Data, plays.Run, families.Family, miss.Problem, optimum.Problem]
    kinds += [optimum.Solved, enclosure.Instance, packing.Packed, regression.Given, regression.Stated]
    kinds += [
        optimum.Solved,
        roots.Problem,
        roots.Witness,
        problems.Program,
        problems.Regression,
        programs.Within,
        programs.Basis,
        solution.Witness,
        solution.Lasso,
    ]
    for kind in kinds:
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
    rows_are_packed_into_the_bytes_that_their_products_take,
    entries_are_rounded_to_their_leading_bits,
    first_bounds_of_sides_bound_them,
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
