"""The page of what verifiers answer says what was seen: docs/peers-table.md and any page that a run writes."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from constructions.verification import export_instances
from nnbarriers.command import peers as command
from nnbarriers.drawing.verdicts import MARKS, verdicts_picture
from nnbarriers.pages.peer_tables import peers_page, scale_picture
from proofs_check.peers.answers import TOOLS, Reply, ask, missing
from proofs_check.peers.questions import EXPONENTS, Query, read_questions, scaled_difference

pytest.importorskip("onnx", reason="onnx is not installed: pip install onnx onnxruntime")
pytestmark = pytest.mark.infrastructure
DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "peers-table.md").read_text("utf-8")
EXPONENT = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
HALF, TWICE = Fraction(1, 2), Fraction(2)
SVG = "{http://www.w3.org/2000/svg}"


def table(page: str, head: str) -> list[list[str]]:
    """The rows of the table that begins so, with its heading."""
    lines = page[page.index(f"| {head} |") :].split("\n\n", maxsplit=1)[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in (lines[0], *lines[2:])]


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Query]:
    folder = tmp_path_factory.mktemp("instances")
    export_instances([scaled_difference(e, f) for e in (4, 20, 40) for f in (HALF, TWICE)], folder)
    return {question.name: question for question in read_questions(folder)}


def replied(questions: dict[str, Query]) -> list[Reply]:
    """Answers of two tools: one is right, the other is wrong in three ways."""
    found = [Reply(q, "z3", q.expected, 0.1) for q in questions.values()]
    for name, said, point in (
        ("scale-2e-4-half", "sat", (Fraction(1),)),
        ("scale-2e-20-half", "unsat", None),
        ("scale-2e-40-half", "sat", (Fraction(1, 4),)),
        ("scale-2e-40-twice", "sat", (Fraction(1),)),
        ("scale-2e-4-twice", "unknown", None),
    ):
        found.append(Reply(questions[name], "pgd", said, 0.1, point))
    return found


def test_a_page_says_every_answer_and_which_are_wrong(questions: dict[str, Query]) -> None:
    replies = replied(questions)
    wrong = [r for r in replies if r.wrong or r.replayed is False]
    page = peers_page(replies, {r: Path(f"out/peers/{r.tool}-{r.question.name}.py") for r in wrong}, "x.svg")
    rows = table(page, "s")
    assert rows[0] == ["s", "asked", "true", "z3", "pgd"]
    assert {(row[0], row[2]): row[3:] for row in rows[1:]} == {
        ("2⁻⁴", "yes"): ["sat", "sat"],
        ("2⁻⁴", "no"): ["unsat", "unknown"],
        ("2⁻²⁰", "yes"): ["sat", "**unsat, wrong**"],
        ("2⁻²⁰", "no"): ["unsat", "–"],
        ("2⁻⁴⁰", "yes"): ["sat", "**sat, its point is none**"],
        ("2⁻⁴⁰", "no"): ["unsat", "**sat, wrong**"],
    }
    assert "**2 of 11 answers are wrong, 1 right with a point that has not the property:" in page
    assert [row[1] for row in table(page, "tool | instance")[1:]] == [
        "`scale-2e-20-half`", "`scale-2e-40-half`", "`scale-2e-40-twice`",
    ]  # fmt: skip
    assert "![" in page and "](x.svg)" in page
    fewer = peers_page([replace(r, said=r.question.expected, point=None) for r in replies], {}, "x.svg")
    assert "**0 of 11 answers are wrong:" in fewer and "**unsat, wrong**" not in fewer and "```text" not in fewer


def test_the_script_on_the_page_runs_alone_and_sees_the_wrong_answer(
    questions: dict[str, Query], tmp_path: Path
) -> None:
    reply = Reply(questions["scale-2e-20-half"], "pgd", "unsat", 0.1)
    script = re.findall(r"```text\n(.*?)```", peers_page([reply], {reply: Path("a.py")}, "x.svg"), re.DOTALL)
    (tmp_path / "a.py").write_text(script[0])
    command = [sys.executable, "-I", tmp_path / "a.py"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert "pgd said unsat; expected is sat" in told and "has the property" in told


def test_the_picture_has_a_mark_for_each_verdict_in_its_place(questions: dict[str, Query]) -> None:
    picture = scale_picture(replied(questions))
    root = ElementTree.fromstring(picture.svg)
    told = [title.text for group in root.iter(f"{SVG}g") for title in group.findall(f"{SVG}title")]
    assert len(told) == 2 * 2 * 3
    assert {name for name in told if name and "wrong" in name} == {
        "pgd, 2⁻²⁰: wrong", "pgd, 2⁻⁴⁰: right, wrong point", "pgd, 2⁻⁴⁰: wrong",
    }  # fmt: skip
    assert "pgd, 2⁻⁴: unknown" in told and "pgd, 2⁻²⁰: not asked" in told
    assert picture.alt.count("is wrong about") == 2
    right = scale_picture([r for r in replied(questions) if r.tool == "z3"])
    assert "No tool is wrong" in right.alt and "wrong" not in right.body
    assert len({path for *_, path in MARKS.values()}) == len(MARKS)  # colour is not all that tells them apart


def test_no_word_of_the_picture_is_outside_of_it() -> None:
    picture = verdicts_picture("t", ["2⁻⁴⁰"] * 10, {"q" * 50: {"marabou": [*MARKS] * 2}}, "the scale s")
    for text in ElementTree.fromstring(picture.svg).iter(f"{SVG}text"):
        long, x = 7.4 * len(text.text or ""), float(text.get("x", "0"))
        left = x - {"start": 0, "middle": long / 2, "end": long}[text.get("text-anchor", "start")]
        assert left >= 0 and left + long <= picture.width + 2, text.text


def test_the_command_writes_the_page_and_its_picture(
    questions: dict[str, Query], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "ask", lambda tool, question, _: Reply(question, tool, "unsat", 0))
    words = ["--points", "4", "--name", "scale-2e-2", "--tool", "pgd", "-o", str(tmp_path / "out")]
    run = CliRunner().invoke(command.peers_command, [*words, "--page", str(tmp_path / "p.md")])
    assert run.exit_code == 0, run.output
    page = (tmp_path / "p.md").read_text("utf-8")
    assert "![" in page and "](p.svg)" in page and page.count("**unsat, wrong**") == 3
    assert (tmp_path / "p.svg").read_text("utf-8").startswith("<svg")
    for bad in (["--page", str(tmp_path / "p.html")], ["--vectors", "--page", str(tmp_path / "p.md")]):
        assert CliRunner().invoke(command.peers_command, [*words, *bad]).exit_code == 2


def test_the_page_of_the_documentation_is_a_whole_run_and_counts_right() -> None:
    scales, instances, scripts = table(PAGE, "s"), table(PAGE, "instance"), table(PAGE, "tool | instance")
    tools = scales[0][3:]
    assert tools == instances[0][2:] == list(TOOLS)
    assert [row[0].translate(EXPONENT) for row in scales[1::2]] == [f"2-{e}" for e in EXPONENTS]
    cells = [cell for row in scales[1:] for cell in row[3:]] + [cell for row in instances[1:] for cell in row[2:]]
    wrong, empty = (sum(text in cell for cell in cells) for text in (", wrong**", "its point is none"))
    assert f"**{wrong} of {len(cells)} answers are wrong, {empty} right with a point" in PAGE
    assert len(scripts) - 1 == wrong + empty > 0
    for row in scales[1:]:  # said to be wrong exactly where it is the other answer
        true = "sat" if row[2] == "yes" else "unsat"
        for cell in row[3:]:
            said = cell.strip("*").split(",")[0]
            assert (", wrong" in cell) == (said not in ("unknown", true)), row
    picture = (DOCS / "peers-table.svg").read_text("utf-8")
    assert picture.count(": wrong</title>") == sum(", wrong**" in cell for row in scales[1:] for cell in row[3:])


def test_the_script_of_the_page_is_python_and_names_the_first_wrong_answer() -> None:
    (script,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    ast.parse(script)
    tool, instance, said, _ = table(PAGE, "tool | instance")[1]
    assert script.startswith(f"'{tool} on {instance.strip('`')}: wrong;")
    assert script.rstrip().endswith(f"reproduce(json.loads(QUESTION), {tool!r}, {said!r}, None)")


@pytest.mark.parametrize("tool", ["z3", "cvc5", "marabou"])
def test_what_the_page_says_of_a_tool_is_what_it_answers_now(questions: dict[str, Query], tool: str) -> None:
    """Of another version, another day: then the page is old, and `make peers-page` writes it anew."""
    if tool in missing():
        pytest.skip(f"{tool} is not installed")
    rows = table(PAGE, "s")
    place = rows[0].index(tool)
    for exponent in (4, 20, 40):
        for kind, truth in (("half", "yes"), ("twice", "no")):
            reply = ask(tool, questions[f"scale-2e-{exponent}-{kind}"], 20)
            (row,) = (r for r in rows[1:] if r[0].translate(EXPONENT) == f"2-{exponent}" and r[2] == truth)
            assert row[place].strip("*").split(",")[0] == reply.said
            assert ("wrong" in row[place]) == reply.wrong
