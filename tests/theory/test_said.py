"""What an algorithm says of its output is recorded run by run, quoted beside what is true, and decides nothing."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from constructions.adversary import defeat
from constructions.certificates import defeat_certificate
from constructions.flags import false_flags, flagged_by
from constructions.isolation import Isolated
from constructions.linear_programs import linear_program_family
from constructions.programs import Program
from theory.algorithms import execute
from theory.exact import BarriersError
from theory.runs import check_one_tree
from theory.said import Said, read_said, unsaid

pytestmark = pytest.mark.infrastructure
FAMILY, ACCURACY = linear_program_family(), Fraction(49, 100)


def vertex(problem: Any, oracle: Any, tape: Any) -> Any:
    """A vertex by 60 bits; what is said has the coins in it."""
    one, other = oracle.read(0, 60), oracle.read(1, 60)
    status = "optimal" if one != other else "degenerate"
    return Said([int(one >= other), int(one < other), 0], {"status": status, "gap": "0", "coin": str(tape.bit())})


def silent(problem: Any, oracle: Any, tape: Any) -> Any:
    return vertex(problem, oracle, tape).output


def test_what_is_said_is_recorded_and_changes_nothing_else() -> None:
    loud, quiet = (defeat(algorithm, FAMILY, ACCURACY) for algorithm in (vertex, silent))
    assert [play.runs for play in loud.plays] == [play.runs for play in quiet.plays]
    assert defeat_certificate(loud) == defeat_certificate(quiet)
    assert (quiet.quoted, [play.said for play in quiet.plays]) == ("", [{}] * 3)
    assert [list(play.said.values()) for play in loud.plays] == [[1, 1]] * 3
    told = loud.as_json()
    assert told["inputs"][0]["said"] == [
        {"coin": coin, "gap": "0", "status": "degenerate", "runs": "1"} for coin in ("0", "1")
    ]
    assert told["quoted"] == loud.quoted
    # on the limit and on both members the readings are those of the limit: the vertex e_1, wrong on the second branch
    assert loud.quoted == "it says, quoted and not checked: “degenerate” on 6 of 6 runs, right on 4 of these"


def test_statuses_are_counted_apart_and_only_some_are_quoted() -> None:
    def talks(problem: Any, oracle: Any, tape: Any) -> Any:
        number = tape.integer(3)
        return Said([1, 0, 0] if number < 4 else None, {"status": f"state {number}"})

    found = defeat(talks, FAMILY, ACCURACY)
    assert found.quoted == (
        "it says, quoted and not checked: “state 0” on 3 of 24 runs, right on 2 of these; “state 1” on 3 of 24 runs,"
        " right on 2 of these; “state 2” on 3 of 24 runs, right on 2 of these; and 5 more"
    )
    assert len(found.as_json()["inputs"][1]["said"]) == 8


def test_to_say_something_else_of_the_same_output_is_no_hidden_state() -> None:
    count = iter(range(10**6))

    def counts(problem: Any, oracle: Any, tape: Any) -> Any:
        return Said([1, 0, 0], {"status": f"call {next(count)}"})

    runs = [execute(counts, FAMILY.problem(ACCURACY), FAMILY.answers(0, 0), coins=lambda: 0) for _ in range(2)]
    assert runs[0].said != runs[1].said
    assert runs[0] == runs[1]
    check_one_tree([(runs[0], "once"), (runs[1], "again")])


def test_it_passes_through_a_process_of_its_own_and_through_a_pipe(tmp_path: Path) -> None:
    with Isolated(vertex) as apart:
        run = execute(apart, FAMILY.problem(ACCURACY), FAMILY.answers(0, 0), coins=lambda: 1)
    assert run.said == (("coin", "1"), ("gap", "0"), ("status", "degenerate"))
    script = tmp_path / "says.py"
    script.write_text(
        "import json\ninput()\n"
        'print(json.dumps({"output": ["1", "0", "0"], "said": {"status": "Optimal\\u001b[31m"}}))\n'
    )
    program = Program(f"{sys.executable} {script}")
    run = execute(program, FAMILY.problem(ACCURACY), FAMILY.answers(0, 0), coins=lambda: 0)
    assert (run.output, run.said) == ((1, 0, 0), (("status", "Optimal\\u001b[31m"),))
    for bad in ('{"status": 1}', '["optimal"]', '"optimal"', "null"):
        script.write_text(f'input()\nprint(\'{{"output": ["1", "0", "0"], "said": {bad}}}\')\n')
        with pytest.raises(BarriersError, match="what an algorithm says of its output is at most 16 texts"):
            execute(program, FAMILY.problem(ACCURACY), FAMILY.answers(0, 0), coins=lambda: 0)


@pytest.mark.parametrize(
    "bad",
    [{"status": 1}, {1: "status"}, {"status": "x" * 301}, {"x" * 41: "status"}, dict.fromkeys(map(str, range(17)), ""),
     [("status", "optimal")], None],
)  # fmt: skip
def test_what_is_said_is_short_texts_by_name(bad: Any) -> None:
    with pytest.raises(BarriersError, match="is at most 16 texts of at most 300 characters by names of at most 40"):
        read_said(bad)
    for algorithm in (lambda *of: Said([1, 0, 0], bad), Isolated(lambda *of: Said([1, 0, 0], bad))):
        with pytest.raises(BarriersError, match="at most 16 texts"):
            execute(algorithm, FAMILY.problem(ACCURACY), FAMILY.answers(0, 0), coins=lambda: 0)
    assert read_said({"x" * 40: "y" * 300}) == (("x" * 40, "y" * 300),)
    assert len(read_said(dict.fromkeys(map(str, range(16)), ""))) == 16


def test_who_gives_up_may_say_why() -> None:
    run = execute(
        lambda *of: Said(None, {"status": "stalled"}), FAMILY.problem(ACCURACY), FAMILY.answers(0, 0), coins=lambda: 0
    )
    assert (run.outcome, run.said) == ("gave up", (("status", "stalled"),))
    assert unsaid([1]) == ([1], ())


def test_flags_are_of_the_output_alone() -> None:
    """X2: the flag of an algorithm that says something is that of its output."""
    found = false_flags(lambda *of: (vertex(*of), 1), FAMILY, ACCURACY)
    assert found == replace(false_flags(lambda *of: (silent(*of), 1), FAMILY, ACCURACY), plays=found.plays)
    checked = false_flags(flagged_by(vertex, lambda problem, oracle, tape, x: [1, 0][int(x[0] == 0)]), FAMILY, ACCURACY)
    assert checked.raised.low == 1
    assert json.dumps(found.plays[0].as_json()["said"]) == "[]"
