"""`barriers defeat` and external programs: exact bounds, any language, and everything hostile contained and named."""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shlex
import shutil
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import pytest

from constructions.adversary import defeat
from constructions.catalogue import NAMES
from constructions.examples import eigenvector, sign
from constructions.inverse_problems import InverseProblem, digits_family
from constructions.minimisers import minimiser_family
from constructions.programs import Program
from constructions.trainers import simple
from tests.command.running import run
from theory.algorithms import Budget, Oracle, Tape, execute
from theory.exact import BarriersError
from theory.problems import Problem

ACCURACY = Fraction(1, 5)
FAMILY = minimiser_family((2, 1, 1))


@pytest.mark.result("B2", "B3")
def test_the_coin_succeeds_with_probability_exactly_one_half_everywhere(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(
        run(capsys, "defeat", "constructions.trainers.simple:coin", "--family", "B", "--exact", "--json")[1]
    )
    assert told["exact"] is True
    assert told["defeated"] is True
    assert told["bound"] == "1/2"
    assert len(told["inputs"]) == 2
    assert all(i["success"] == {"low": "1/2", "high": "1/2"} for i in told["inputs"])


@pytest.mark.result("C1", "K")
def test_the_two_thirds_algorithm_is_enclosed_ever_more_narrowly(capsys: pytest.CaptureFixture[str]) -> None:
    widths = []
    for bits in (4, 8, 12):
        name = "constructions.trainers.simple:two_thirds"
        told = json.loads(run(capsys, "defeat", name, "--family", "C:P3", "--exact", "--max-bits", bits, "--json")[1])
        for entry in told["inputs"]:
            low, high = Fraction(entry["success"]["low"]), Fraction(entry["success"]["high"])
            assert low < Fraction(2, 3) < high
        widths.append(high - low)
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > widths[-1] > 0


@pytest.mark.result("B2", "C1", "D", "K", "W")
@pytest.mark.parametrize(
    "arguments",
    ["coin --family B", "midpoint --family C:P3 --max-bits 6 --reads 30", "gives_up --family D --reads 40 --norm 1",
     "k_minus_one --family W:P2 --max-level 7", "coin --family C:P1 --digits 5"],
)  # fmt: skip
def test_the_certificates_written_are_accepted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: str
) -> None:
    path = tmp_path / "defeat.json"
    name, *rest = arguments.split()
    told = json.loads(run(capsys, "defeat", f"constructions.trainers.simple:{name}", *rest, "-o", path, "--json")[1])
    assert told["certificate"] == str(path)
    code, out, _ = run(capsys, "check", path, "--json")
    assert code == 0
    assert [(v["verdict"], v["kind"], v["sha256"]) for v in json.loads(out)] == [("accepted", "defeat", told["sha256"])]


@pytest.mark.result("B2", "C1", "K", "W")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("coin --family B", "J: at most 1/2 for every algorithm"),
        ("coin --family C:P3", r"K: at most 2/3 for every algorithm, 1/2 for .* halts almost surely .*\(this one: 1\)"),
        (
            "gives_up --family D",
            r"K: at most 2/3 for every algorithm, 1/2 for .* halts almost surely .*\(this one: 0\)",
        ),
        ("coin --family W:P1 --max-level 3", "W: at most 1/2 for every algorithm that reads at most level 3"),
    ],
)
def test_it_is_said_which_bound_applies_to_whom(capsys: pytest.CaptureFixture[str], arguments: str, said: str) -> None:
    name, *rest = arguments.split()
    code, out, _ = run(capsys, "defeat", f"constructions.trainers.simple:{name}", *rest)
    assert code == 0
    assert re.fullmatch(f"{said}, for some admissible information", out.strip().splitlines()[-1])


@pytest.mark.result("C1")
@pytest.mark.parametrize("kind", ["P1", "P2", "P3"])
def test_k_minus_one_digits_are_not_defeated(capsys: pytest.CaptureFixture[str], kind: str) -> None:
    name = "constructions.trainers.simple:k_minus_one"
    code, out, _ = run(capsys, "defeat", name, "--family", f"C:{kind}", "--digits", 3, "--accuracy", "1/100", "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["verdict"], told["defeated"], told["limit"]) == ("surveyed", None, None)
    assert told["bound"] == "1"


@pytest.mark.infrastructure
@pytest.mark.parametrize("name", [name for name in NAMES if name != "B:networks"])
def test_every_named_family_meets_a_coin(capsys: pytest.CaptureFixture[str], name: str) -> None:
    level = ["--max-level", 9] if name[0] == "W" else []
    code, out, _ = run(capsys, "defeat", "constructions.trainers.simple:coin", "--family", name, *level, "--json")
    assert code == 0
    assert json.loads(out)["defeated"] is True


def sign_coin(problem: object, oracle: object, tape: object) -> list[int]:
    return [tape.bit()]  # type: ignore[attr-defined]


@pytest.mark.result("J", "K")
def test_a_users_own_problem_joins_in_a_few_lines() -> None:
    found = defeat(sign_coin, sign, Fraction(2, 5))
    assert found.bound == Fraction(1, 2)
    halves = defeat(lambda p, o, t: [[1, 0], [0, 1]][t.bit()], eigenvector, Fraction(7, 10))
    assert halves.bound == halves.limit == Fraction(1, 2)
    assert [play.success.low for play in halves.plays[1:]] == [Fraction(1, 2)] * 2
    reader = defeat(_reads_the_matrix, eigenvector, Fraction(1, 10), budget=Budget(reads=100))
    assert (reader.verdict, reader.plays[0].cut) == ("open", {"reads": 1})
    assert [play.success.low for play in reader.plays[1:]] == [1, 1]
    tired = defeat(_reads_ten_levels, eigenvector, Fraction(1, 10))
    assert (tired.verdict, tired.bound, tired.plays[0].shares) == ("defeated", 0, {"gave up": 1})


def _reads_ten_levels(problem: object, oracle: object, tape: object) -> list[int] | None:
    pairs = [(oracle.read(0, level), oracle.read(2, level)) for level in range(1, 11)]  # type: ignore[attr-defined]
    return next(([1, 0] if one > other else [0, 1] for one, other in pairs if one != other), None)


def _reads_the_matrix(problem: object, oracle: object, tape: object) -> list[int]:
    level = 1
    while oracle.read(0, level) == oracle.read(2, level):  # type: ignore[attr-defined]
        level += 1
    return [1, 0] if oracle.read(0, level) > oracle.read(2, level) else [0, 1]  # type: ignore[attr-defined]


@pytest.mark.infrastructure
@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("--family B", "name one algorithm"),
        ("constructions.trainers.simple:coin --command cat --family B", "name one algorithm"),
        ("constructions.trainers.simple:coin --family Z", "no family is called"),
        ("constructions.trainers.simple:nothing --family B", "no object"),
        ("no.such.module:f --family B", "cannot be imported"),
        ("coin --family B", "MODULE:OBJECT"),
        ("constructions.trainers.simple:HALF --family B", "no callable"),
        (
            "constructions.trainers.simple:coin --family theory.exact:rational --accuracy 1/9",
            "no theory.families.Family",
        ),
        (
            "constructions.trainers.simple:coin --family constructions.examples:sign",
            "needs an accuracy",
        ),
        ("constructions.trainers.simple:coin --family B --accuracy=-1/4", "at least 0"),
        ("constructions.trainers.simple:constant --family B --accuracy 1/4 -o x.json", "nothing to certify"),
        ("constructions.trainers.simple:coin --family B --digits 3", "B has no digits K, got 3"),
        ("constructions.trainers.simple:coin --family D --digits 3", "D has no digits K, got 3"),
        ("constructions.trainers.simple:coin --family C:P1 --norm 2", "C:P1 has one norm, got '2'"),
        ("constructions.trainers.simple:coin --family B --norm inf", "B has one norm, got 'inf'"),
        (
            "constructions.trainers.simple:coin --family constructions.examples:sign --accuracy 1/9 --digits 2",
            "no digits, no norm and no parameters",
        ),
        (
            "constructions.trainers.simple:coin --family B --max-level 5",
            "max-level, is for the weak forks",
        ),
        (
            "constructions.trainers.simple:coin --family W:P1 --max-level 5 --level 9",
            "bounded by max-level",
        ),
        ("constructions.trainers.simple:coin --family B --max-bits 25", "at most 24 where all coins are enumerated"),
        ("constructions.trainers.simple:coin --family B --once -o x.json", "--once shows"),
        ("constructions.trainers.simple:coin --family B --exact --tapes 5", "choose one"),
        ("constructions.trainers.simple:coin --family W:P1", "max-level"),
        ("constructions.trainers.simple:coin --family C:P1 --digits 1", "K >= 2"),
        ("constructions.trainers.simple:coin --family D --norm 7", "1, 2 or inf"),
        ("--command /no/such/program --family B", "cannot be started"),
        ("constructions.trainers.simple:k_minus_one --family C:P3 --accuracy 1/10 -o x.json", "nothing to certify"),
        ("constructions.trainers.simple:coin --family B --tapes 5 -o x.json", "no certificates for sampled"),
        (
            "constructions.trainers.simple:coin --family constructions.examples:sign --accuracy 1/9 -o x.json",
            "certificates for a family of your own.*leave -o out",
        ),
        ("constructions.trainers.simple:coin --family B:networks -o x.json", "certificates for networks.*leave -o out"),
        ("constructions.trainers.simple:coin --family gallery:rank -o x.json", "for the gallery, only.*leave -o out"),
        (
            "constructions.trainers.simple:coin --family gallery:ranks",
            "no family is called 'gallery:ranks'; there are B,",
        ),
        ("constructions.trainers.simple:coin --family gallery:rank --digits 3", "gallery:rank has no digits K, got 3"),
        ("constructions.trainers.simple:coin --family gallery:rank --norm 2", "gallery:rank has one norm, got '2'"),
        ("constructions.trainers.simple:patient --family gallery:rank", "can tell branches of the families B, C and D"),
        (
            "constructions.gallery.routines:numpy_svd --family gallery:rank",
            "svd is for the family gallery:singular-vec",
        ),
        ("constructions.gallery.routines:svd --family gallery:rank", "no object"),
    ],
)
def test_bad_input_gets_one_line(capsys: pytest.CaptureFixture[str], arguments: str, reason: str) -> None:
    code, out, err = run(capsys, "defeat", *arguments.split())
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert re.search(reason, err)


# What a budget cuts, what happened, and what the exit code says.


def right_but_patient(problem: Problem, oracle: Oracle, tape: Tape) -> object:
    for _ in range(2001):
        oracle.read(0, 1)
    return simple.k_minus_one(problem, oracle, tape)


def deep(problem: Problem, oracle: Oracle, tape: Tape) -> object:
    oracle.read(0, 4001)
    return simple.coin(problem, oracle, tape)


def counting(problem: Problem, oracle: Oracle, tape: Tape, calls: list[int] = []) -> object:  # noqa: B006 (on purpose)
    calls.append(1)
    return None if len(calls) <= 17 else simple.candidates(problem)[0]


def quits(problem: Problem, oracle: Oracle, tape: Tape) -> object:
    os._exit(0)


def divides(problem: Problem, oracle: Oracle, tape: Tape) -> object:
    print("reading", oracle.read(0, 3))  # noqa: T201 (so that it is seen, or not)
    return [1 / (problem.outputs - problem.outputs)]


HERE = __name__


@pytest.mark.result("C1")
def test_a_right_algorithm_that_reads_much_is_cut_and_not_called_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    base = ("defeat", f"{HERE}:right_but_patient", "--family", "C:P3", "--digits", 2, "--accuracy", "1/10")
    code, out, _ = run(capsys, *base)
    assert code == 0
    assert "surveyed (exactly): its least success on the 9 inputs played is [0, 1]" in out
    assert "[low, high] encloses a probability: runs that were cut" in out
    assert "allow more with --reads" in out
    assert "defeated" not in out
    code, out, _ = run(capsys, *base, "--reads", 5000, "--json")
    told = json.loads(out)
    assert {entry["success"]["low"] for entry in told["inputs"]} == {"1"}
    assert (code, told["limit"], told["defeated"]) == (0, None, None)


@pytest.mark.result("D", "K")
def test_the_largest_level_is_an_option_and_what_it_cuts_is_open(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "deep.json"
    code, out, err = run(capsys, "defeat", f"{HERE}:deep", "--family", "D", "-o", path)
    assert (code, path.exists()) == (1, False)
    assert "cut: level" in out
    assert "allow more with --level" in out
    assert "was not written, since nothing was shown" in err
    told = run(capsys, "defeat", f"{HERE}:deep", "--family", "D", "--level", 5000, "-o", path, "--json")
    assert told[0] == 0
    inputs = json.loads(told[1])["inputs"]
    assert [(i["success"]["low"], i["success"]["high"], i["cut"]) for i in inputs] == [
        ("1", "1", {}), ("1/2", "1/2", {}), ("1/2", "1/2", {}),
    ]  # fmt: skip
    assert run(capsys, "check", path)[0] == 0


@pytest.mark.result("K")
@pytest.mark.parametrize("arguments", ["--max-bits 0", "--max-bits 5"])
def test_open_is_not_the_code_of_defeated_and_makes_no_certificate(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: str
) -> None:
    path = tmp_path / "open.json"
    name = "constructions.trainers.simple:two_thirds"
    code, out, _ = run(capsys, "defeat", name, "--family", "C:P3", *arguments.split(), "-o", path, "--json")
    told = json.loads(out)
    assert (code, told["verdict"], told["certificate"], path.exists()) == (1, "open", None, False)
    assert all("bits" in entry["cut"] for entry in told["inputs"])


@pytest.mark.result("B2", "J")
def test_an_algorithm_that_counts_its_calls_is_told_what_differed(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "defeat", f"{HERE}:counting", "--family", "B")
    assert code == 2
    assert err.count("\n") == 1
    assert "it once gave up (on T_0) and once answered [0, 1, 0, …] (on T_delta_1)" in err
    assert "random_state=tape.integer(32)" in err


@pytest.mark.infrastructure
def test_an_algorithm_that_ends_the_process_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "defeat", f"{HERE}:quits", "--family", "B")
    assert (code, out) == (2, "")
    assert "ended its process" in err


@pytest.mark.infrastructure
def test_an_exception_is_told_with_its_line_and_once_shows_all_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "defeat", f"{HERE}:divides", "--family", "B")
    assert (code, out) == (2, "")
    assert re.search(r"ZeroDivisionError.*test_defeat\.py, line \d+: return \[1 / \(problem\.outputs", err)
    code, out, err = run(capsys, "defeat", f"{HERE}:divides", "--family", "B", "--once")
    assert (code, out) == (2, "reading 5/8\n")
    assert "Traceback" in err
    assert "in divides" in err
    code, _, err = run(capsys, "defeat", "constructions.trainers.simple:gives_up", "--family", "D", "--once")
    assert code == 0
    assert "gave up on iota_0 after 40 readings up to level 20 and 0 coins; nothing was judged" in err


@pytest.mark.result("W")
def test_the_title_names_the_family_and_the_level_of_the_claim(capsys: pytest.CaptureFixture[str]) -> None:
    name = "constructions.trainers.simple:k_minus_one"
    code, out, _ = run(capsys, "defeat", name, "--family", "W:P3", "--max-level", 6)
    assert code == 0
    assert out.startswith("W:P3, accuracy 1/10, among algorithms that read at most level 6\n")
    assert "refused" in out
    assert "at most 0 on weak iota^1_7, among algorithms that read at most level 6" in out
    told = json.loads(run(capsys, "defeat", name, "--family", "W:P3", "--max-level", 6, "--json")[1])
    assert (told["family"], told["max_level"], told["inputs"][0]["refused"]) == ("W:P3", 6, "1")


@pytest.mark.result("J")
def test_a_family_of_ones_own_is_conditional(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(
        capsys, "defeat", f"{HERE}:sign_coin", "--family", "constructions.examples:sign", "--accuracy", "2/5"
    )
    assert code == 0
    assert "if the family is as declared (kappa = 1: not contradicted here)" in out
    assert out.strip().splitlines()[-1].startswith("if the family is as declared, J: at most 1/2")


@pytest.mark.result("B4")
def test_where_no_proposition_applies_an_algorithm_is_surveyed(capsys: pytest.CaptureFixture[str]) -> None:
    name = "constructions.trainers.simple:constant"
    code, out, _ = run(capsys, "defeat", name, "--family", "B", "--accuracy", "1/4")
    assert code == 0
    assert "surveyed (exactly): its least success on the 3 inputs played is 1; nothing follows for others" in out
    assert "f/2 + 1/4" in out
    assert "J:" not in out


def reads_twenty(problem: Problem, oracle: Oracle, tape: Tape) -> object:
    oracle.read(0, 20)
    return simple.k_minus_two(problem, oracle, tape)


own_c = digits_family(InverseProblem("P3"), 3)
"""A family of C that is named as an object, whose weak part is not that of K = 2."""


@pytest.mark.result("C1")
def test_surveys_play_what_belongs_to_the_problem_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    name = "constructions.trainers.simple:k_minus_one"
    told = json.loads(run(capsys, "defeat", name, "--family", f"{HERE}:own_c", "--accuracy", "1/10", "--json")[1])
    assert [entry["name"].split()[0] for entry in told["inputs"]] == ["strong"] * 5
    assert told["bound"] == "1"


@pytest.mark.result("W")
def test_a_survey_of_a_weak_fork_has_levels_for_a_budget(capsys: pytest.CaptureFixture[str]) -> None:
    base = ("defeat", f"{HERE}:reads_twenty", "--family", "W:P3", "--accuracy", 1)
    code, _, err = run(capsys, *base, "--max-level", 5)
    assert code == 2
    assert "max-level, is for the weak forks W at accuracies that W denies" in err
    code, out, _ = run(capsys, *base, "--level", 5, "--json")
    told = json.loads(out)
    assert (code, told["verdict"], told["inputs"][0]["cut"]) == (0, "surveyed", {"level": "1"})


@pytest.mark.result("B2", "J")
def test_sampled_tapes_say_for_whom_they_speak(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "defeat", "constructions.trainers.simple:labels", "--family", "B", "--tapes", 40)
    assert code == 0
    assert "for algorithms that do not know the seed, except with probability at most 1/1000" in out


# Programs in any language.

COIN = """
import json, sys
problem = json.loads(input())["problem"]
print(json.dumps({"flip": True}), flush=True)
bit = json.loads(input())["bit"]
print(json.dumps({"read": [1, 4]}), flush=True)
value = json.loads(input())["value"]
print(json.dumps({"output": ["1/2"] * problem["outputs"] if bit else [str(s) for s in problem["labels"]]}))
"""


def python(source: str) -> str:
    return shlex.join([sys.executable, "-c", source])


@pytest.mark.result("B2")
def test_an_external_program_of_ten_lines_is_defeated(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "defeat", "--command", python(COIN), "--family", "B", "--exact", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["defeated"] is True
    assert told["bound"] == "1/2"
    assert told["inputs"][0]["level"] == 4


@pytest.mark.result("B2")
def test_a_shell_one_liner_is_defeated() -> None:
    echo = """sh -c 'read p; echo "{\\"output\\": [\\"0\\", \\"1\\", \\"0\\", \\"1\\"]}"'"""
    found = defeat(Program(echo), FAMILY, ACCURACY)
    assert found.bound == 0
    assert [play.success.low for play in found.plays] == [0, 1]


C_SOURCE = r"""
#include <stdio.h>
int main(void) {
  char line[65536];
  fgets(line, sizeof line, stdin);
  puts("{\"flip\": true}"); fflush(stdout);
  fgets(line, sizeof line, stdin);
  const char *one = "{\"output\": [\"0\", \"1\", \"0\", \"1\"]}";
  const char *two = "{\"output\": [\"1/2\", \"1/2\", \"1/2\", \"1/2\"]}";
  puts(line[8] == '1' ? one : two);
  return 0;
}
"""


@pytest.mark.result("B2")
@pytest.mark.skipif(shutil.which("cc") is None, reason="needs a C compiler")
def test_a_program_in_c_is_defeated(tmp_path: Path) -> None:
    (tmp_path / "coin.c").write_text(C_SOURCE)
    subprocess.run(["cc", "-o", tmp_path / "coin", tmp_path / "coin.c"], check=True)
    found = defeat(Program(str(tmp_path / "coin")), FAMILY, ACCURACY)
    assert found.bound == Fraction(1, 2)


@pytest.mark.infrastructure
@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("print('hello')", "not JSON"),
        ("print('[1]')", "a JSON object a line"),
        ("print('{\"output\": 0.5}')", "JSON number"),
        ("print('{\"guess\": 1}')", '"read", "flip" or "output"'),
        ("print('{\"read\": [0, -1]}'); input(); input()", "level"),
        ("print('{\"read\": [99, 1]}'); input(); input()", "evaluations 0 to 7"),
        ('print(\'{"read": "all"}\'); input(); input()', '"read", "flip" or "output"'),
        ('print(\'{"output": ["0"]}\')', "1 entries"),
        ('print(\'{"output": ["nan", "0", "0", "0"]}\')', "no rational"),
        ("pass", "ended without an output"),
        ("raise SystemExit(3)", "exit code 3"),
        ("import sys; sys.stdout.write('{\"output\": null}')", "its last line has no newline at the end"),
        ("import sys; sys.stdout.write('x' * 3000000); sys.stdout.flush(); input(); input()", "a line of more than"),
        ('print(\'{"output": {"widths": []}}\')', "got dict"),
    ],
)
def test_programs_that_break_the_protocol_are_named(source: str, reason: str) -> None:
    with pytest.raises(BarriersError, match=re.escape(reason)) as error:
        execute(Program(python(source), seconds=20), FAMILY.problem(ACCURACY), FAMILY.answers(0, 0), coins=lambda: 0)
    assert "\n" not in str(error.value)


@pytest.mark.infrastructure
@pytest.mark.parametrize(
    "source",
    [
        "while True: pass",
        "import time; time.sleep(60)",
        "import os, time\nos.fork()\ntime.sleep(60)",
        "import sys\nwhile True: print('{\"flip\": true}', flush=True)",
        "import time\nfor _ in range(1500): print('{\"read\": [0, 3900]}', flush=True)\ntime.sleep(60)",
    ],
)
def test_programs_that_hang_fork_or_flood_are_contained(source: str) -> None:
    start = time.monotonic()
    budget = Budget(bits=1000)
    run_ = execute(
        Program(python(source), seconds=1),
        FAMILY.problem(ACCURACY),
        FAMILY.answers(0, 0),
        coins=lambda: 0,
        budget=budget,
    )
    assert run_.cut in ("seconds", "bits")
    assert time.monotonic() - start < 8


@pytest.mark.infrastructure
def test_a_program_that_closes_its_output_and_stays_is_named() -> None:
    closed = Program(python("import os, time\nos.close(1)\ntime.sleep(60)"), seconds=1)
    with pytest.raises(BarriersError, match="closed its output without an output"):
        execute(closed, FAMILY.problem(ACCURACY), FAMILY.answers(0, 0), coins=lambda: 0)


SWALLOWED = "try: x = bytearray(b'x') * 4 * 10**8\nexcept MemoryError: x = None"
IN_A_CHILD = """if os.fork() == 0:
    x = bytearray(b'x') * 4 * 10**8
    time.sleep(0.2)
    os._exit(0)
os.wait()"""

DAEMON = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(60)
    os._exit(0)
print('{"output": null}', flush=True)
"""


@pytest.mark.infrastructure
@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
def test_what_a_program_leaves_behind_in_another_session_is_killed() -> None:
    """Often, because what is looked for may be starting another process just then."""
    ours = f"# {secrets.token_hex(8)}"  # other programs may run at the same time
    for _ in range(40):
        daemon = Program(python(ours + DAEMON))
        execute(daemon, FAMILY.problem(ACCURACY), FAMILY.answers(0, 0), coins=lambda: 0)
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            assert ours.encode() not in path.read_bytes()


@pytest.mark.infrastructure
@pytest.mark.parametrize("end", ["", "; time.sleep(60)"])
@pytest.mark.parametrize("start", ["x = bytearray(b'x') * 4 * 10**8", SWALLOWED, IN_A_CHILD])
def test_memory_is_bounded_whatever_a_program_catches(start: str, end: str) -> None:
    source = f"import os, sys, time\n{start}\nprint('{{\"output\": null}}', flush=True){end}"
    hungry = Program(python(source), megabytes=200, seconds=20)
    begun = time.monotonic()
    assert execute(hungry, FAMILY.problem(ACCURACY), FAMILY.answers(0, 0), coins=lambda: 0).cut == "memory"
    assert time.monotonic() - begun < 15


@pytest.mark.infrastructure
def test_a_program_that_uses_little_of_what_it_asks_for_is_within_its_memory() -> None:
    modest = Program(python("import mmap\nx = mmap.mmap(-1, 10**9)\nprint('{\"output\": null}')"), megabytes=200)
    run_ = execute(modest, FAMILY.problem(ACCURACY), FAMILY.answers(0, 0), coins=lambda: 0)
    assert run_.outcome == "gave up"


@pytest.mark.infrastructure
def test_giving_up_is_an_output_of_null() -> None:
    quitter = Program(python("print('{\"output\": null}')"))
    assert execute(quitter, FAMILY.problem(ACCURACY), FAMILY.answers(0, 0), coins=lambda: 0).outcome == "gave up"


@pytest.mark.infrastructure
def test_an_empty_command_is_refused() -> None:
    with pytest.raises(BarriersError, match="empty"):
        Program("  ")
    with pytest.raises(BarriersError, match="split"):
        Program("'abc")


@pytest.mark.infrastructure
def test_what_the_problem_tells_is_public_and_enough() -> None:
    told = FAMILY.problem(ACCURACY).describe()
    assert told["labels"] == [0, 1, 0, 1]
    assert told["outputs"] == 4
    assert json.loads(json.dumps(told)) == told
    assert simple.candidates(FAMILY.problem(ACCURACY))[0] == [0, 1, 0, 1]
