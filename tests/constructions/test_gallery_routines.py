"""J, K: routines of libraries on the gallery: defeated as every algorithm is, and asked what the readings say."""

from __future__ import annotations

import importlib.util
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import nnbarriers as nb
from constructions.adversary import defeat
from constructions.flags import flag_family
from constructions.gallery import routines
from constructions.gallery.routines import ROUTINES, Routine
from constructions.gallery.table import GALLERY
from nnbarriers.demonstrations import gallery
from theory.algorithms import execute
from theory.exact import BarriersError

HALF = Fraction(1, 2)
THERE = [
    pytest.param(name, routine, id=name, marks=pytest.mark.skipif(bool(routine.missing), reason=routine.missing))
    for name, routine in ROUTINES.items()
]


@pytest.mark.result("J", "K")
@pytest.mark.parametrize(("name", "routine"), THERE)
def test_a_routine_is_right_on_at_most_one_of_the_inputs_that_it_cannot_tell_apart(name: str, routine: Routine) -> None:
    problem = GALLERY[routine.problem]
    found = defeat(getattr(routines, name), problem.family, problem.accuracy)
    assert found.verdict == "defeated"
    assert found.bound == 0 or routine.bits
    apart = found.plays[-2:]
    assert apart[-1].input.name == "right_61"
    assert sum(play.success.high for play in apart) <= 1
    assert all(play.halting.low == 1 for play in found.plays)
    assert found.family.proof.startswith("docs/gallery.md#")
    assert "as declared" not in found.conclusion


@pytest.mark.result("X1")
@pytest.mark.parametrize(("name", "routine"), [one for one in THERE if one.id != "sklearn_kmeans"])
def test_no_checker_tells_where_a_routine_is_right(name: str, routine: Routine) -> None:
    """X1 is about deterministic algorithms, and the seed of 2-means is tossed."""
    assert not routine.bits
    problem = GALLERY[routine.problem]
    flags = flag_family(problem.family, routine, problem.accuracy)
    assert flags.proof == "X1"  # each is right on the limit
    assert defeat(lambda problem, oracle, tape: [tape.bit()], flags, Fraction(0)).bound == HALF
    assert defeat(lambda problem, oracle, tape: [1], flags, Fraction(0)).bound == 0


@pytest.mark.result("K")
def test_by_name_in_one_line() -> None:
    game = nb.defeat(ROUTINES["numpy_eigh"], "gallery:eigenvector")
    assert repr(game) == "<Game: defeated on gallery:eigenvector at 7/10, success ≤ 0, limit 1/2>"
    assert game.uncertified == "there are no certificates for the gallery, only for predictions in B, for C and for D"
    game = nb.defeat(lambda p, o, t: [1], "X:gallery:eigenvector", of=ROUTINES["numpy_eigh"])
    assert game.verdict == "defeated"


@pytest.mark.infrastructure
def test_what_a_routine_is_called_with_are_the_readings_rounded_to_doubles() -> None:
    seen: list[Any] = []
    problem = GALLERY["eigenvector"]
    routine = Routine("seen", "numpy:numpy", "eigenvector", lambda v, seed: (seen.append((v, seed)), [1.0, seed])[1], 3)
    coins = iter([1, 0, 1])
    run = execute(routine, problem.family.posed(HALF), problem.family.answers(2, 9), coins=lambda: next(coins))
    assert run.output == (1, 5)
    assert {level for step in run.steps if len(step) == 3 for level in (step[1],)} == {60}
    ((doubles, seed),) = seen
    exact = problem.family.values(problem.family.member(2, 9), HALF)
    assert doubles.dtype == np.float64
    assert doubles.tolist() == [float(Fraction(round(v * 2**60), 2**60)) for v in exact]
    assert seed == 5


@pytest.mark.infrastructure
def test_a_routine_for_another_problem_and_one_without_its_library_are_told_in_one_line() -> None:
    with pytest.raises(BarriersError, match=r"numpy\.roots is for the family gallery:roots, not 'gallery:rank'"):
        defeat(ROUTINES["numpy_roots"], GALLERY["rank"].family, Fraction(1, 4))
    absent = Routine("none.round", "no_such_module:nothing", "rounding", lambda v, seed: v)
    with pytest.raises(BarriersError, match=r"none\.round needs nothing: pip install nothing"):
        defeat(absent, GALLERY["rounding"].family, Fraction(1, 4))
    with pytest.raises(AttributeError):
        routines.no_such_routine  # noqa: B018


@pytest.mark.result("J", "K")
def test_the_rows_hold_and_one_that_does_not_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [gallery.played(problem) for problem in GALLERY.values()]
    assert [(row.result, row.verdict) for row in rows] == [(kind, "holds") for kind in "KJJKJKJK"]
    told = "numpy.rint 0; computed within 2^−10 on all 61 tried: an integer that is nearest but for the accuracy"
    assert rows[-1].claim == f"on the worst input success has at most the probability: a coin 1/2, round 0, {told}"
    for name, needs in (("KMeans", "sklearn"), ("scipy.linalg.eigh", "scipy")):
        assert any(f"{name} not installed" in row.claim for row in rows) != bool(importlib.util.find_spec(needs))
    rounding = GALLERY["rounding"]
    monkeypatch.setattr(gallery, "MEMBERS", 0)
    off = Routine("off", "no_such_module:nothing", "rounding", lambda v, seed: v)
    monkeypatch.setattr(gallery, "ROUTINES", {"off": off})
    row = gallery.played(rounding)
    assert (row.verdict, "off not installed" in row.claim) == ("holds", True)
    monkeypatch.setattr(gallery, "ROUTINES", {"off": Routine("off", "numpy:numpy", "rounding", lambda v, seed: [1, 2])})
    row = gallery.played(rounding)
    assert (row.verdict, row.good) == ("failed", False)
    assert row.claim == "off: the algorithm must return 1 rationals, got 2 entries"
    monkeypatch.setattr(gallery, "ROUTINES", {})
    monkeypatch.setattr(type(rounding), "computes", lambda self, place, accuracy: False)
    assert gallery.played(rounding).verdict == "fails"
