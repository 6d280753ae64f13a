"""Overruns of time and memory are inconclusive: they widen an enclosure and never count as a failure."""

from __future__ import annotations

import json
import resource
import signal
import threading
from fractions import Fraction
from typing import Any

import pytest

from constructions.adversary import defeat
from constructions.guard import Guarded
from constructions.minimisers import minimiser_family
from constructions.trainers import simple
from proofs_check.cli import main
from theory.exact import BarriersError

pytestmark = pytest.mark.infrastructure
FAMILY, ACCURACY = minimiser_family((2, 1, 1)), Fraction(1, 5)


def hang(problem: Any, oracle: Any, tape: Any) -> Any:
    while True:
        pass


def stubborn(problem: Any, oracle: Any, tape: Any) -> Any:
    while True:
        try:
            hang(problem, oracle, tape)
        except Exception:
            continue


def hog(problem: Any, oracle: Any, tape: Any) -> Any:
    return [bytes(2**30)]


def half(problem: Any, oracle: Any, tape: Any) -> Any:
    return simple.labels(problem, oracle, tape) if tape.bit() else hang(problem, oracle, tape)


@pytest.mark.parametrize("algorithm", [hang, stubborn, hog])
def test_an_overrun_says_nothing(algorithm: Any) -> None:
    found = defeat(Guarded(algorithm, seconds=1, megabytes=256), FAMILY, ACCURACY)
    assert [(play.success.low, play.success.high) for play in found.plays] == [(0, 1)] * 2
    assert (found.verdict, found.bound) == ("open", 1)


def test_what_halts_beside_an_overrun_is_weighed() -> None:
    found = defeat(Guarded(half, seconds=1), FAMILY, ACCURACY)
    assert [(play.success.low, play.success.high) for play in found.plays] == [(0, Fraction(1, 2)), (Fraction(1, 2), 1)]


def test_the_limits_are_taken_back() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGALRM)
    for algorithm in (simple.labels, hog):
        defeat(Guarded(algorithm, seconds=1, megabytes=256), FAMILY, ACCURACY)
    assert (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGALRM)) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_other_threads_run_without_a_guard() -> None:
    answers: list[Any] = []
    run = lambda: answers.append(Guarded(simple.labels)(FAMILY.problem(ACCURACY), None, None))  # noqa: E731
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert len(answers) == 1


def test_a_run_that_the_machine_cuts_off_on_one_input_only_is_named() -> None:
    calls = []

    def tires(problem: Any, oracle: Any, tape: Any) -> Any:
        calls.append(1)
        return simple.labels(problem, oracle, tape) if len(calls) == 1 else hang(problem, oracle, tape)

    with pytest.raises(BarriersError, match="the machine cut some off"):
        defeat(Guarded(tires, seconds=1), FAMILY, ACCURACY)


def test_the_command_reports_a_hanging_algorithm_as_open(capsys: pytest.CaptureFixture[str]) -> None:
    main(["defeat", f"{__name__}:hang", "--family", "B", "--seconds", "1", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert (told["verdict"], told["defeated"], told["bound"]) == ("open", False, "1")
