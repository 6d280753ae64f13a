"""`barriers report`: one page with nothing from outside, nothing unescaped, and numbers that are those of the files."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from fractions import Fraction
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from nnbarriers.command.main import main
from nnbarriers.demonstrations.rows import Demonstration
from nnbarriers.drawing.figures import illustration
from nnbarriers.pages.folder import FIELDS, ROWS, Contents, StoredGame, games_of, gather, keep_rows, standing
from nnbarriers.pages.games import LEAVES, outcome, tree
from nnbarriers.pages.html import page
from nnbarriers.pages.latex import appendix, macros
from nnbarriers.pages.matrix import GROUPS, group
from nnbarriers.pages.sliders import STEPS, attacked, steps
from nnbarriers.pages.titles import FOUND, title
from nnbarriers.pages.typeset import html, latex
from proofs_check.kernel.plays import Run
from proofs_check.smt.questions import certificate_network
from theory.exact import BarriersError, rational
from theory.results import results

pytestmark = pytest.mark.infrastructure
GOOD = Path(__file__).parents[1] / "certificates" / "good"
NAMES = ("A4-threshold", "A5-two-points", "J-coin", "K-half-open", "W-hasty", "C0-P1", "E0-hadamard-4")
EVIL = "<script>alert('1')</script> & \"quoted\" </title> {x} \\input"
VOID = {"meta", "link", "input", "br", "circle", "path", "rect", "polyline"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as `barriers demonstrate` leaves it, with seven certificates and a row of every kind."""
    where = tmp_path / "out"
    where.mkdir()
    for name in NAMES:
        shutil.copy(GOOD / f"{name}.json", where)
    verdicts = {row.certificate: row for row in gather(where).rows}
    rows = [
        Demonstration(
            "A4", "a network", "fails for many t", "certificate", "accepted", *_named(verdicts, "A4-threshold")
        ),
        Demonstration("A3", "the same", "fails", "certificate", "accepted", *_named(verdicts, "A4-threshold")),
        Demonstration(
            "A0", "(2; 2; 1)", "3 pieces <= 3 " + "of the line, told at length " * 4, "exact computation", "holds"
        ),
    ]
    keep_rows(rows, where)
    return where


def _named(verdicts: dict[str | None, Demonstration], name: str) -> tuple[str, str | None]:
    return f"{name}.json", verdicts[f"{name}.json"].sha256


class Reader(HTMLParser):
    """Tags in balance, ids, links, scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.scripts, self.labels, self.fields, self.unlabelled = 0, 0, 0, 0
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.scripts += tag == "script"
        if "id" in given:
            self.ids.append(str(given["id"]))
        self.links += [str(given[key]) for key in ("href", "src", "action", "data", "srcset") if key in given]
        assert not [key for key in given if key.startswith("on")]
        if tag == "svg" and given.get("role") != "img":
            self.unlabelled += 1
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def test_the_page_is_whole_and_has_nothing_from_outside(folder: Path) -> None:
    text = page(gather(folder), "out")
    seen = Reader(text)
    assert len(seen.ids) == len(set(seen.ids))
    assert {link[1:] for link in seen.links if link.startswith("#")} <= set(seen.ids)
    assert {link for link in seen.links if not link.startswith("#")} == {"data:,"}
    assert set(re.findall(r"https?://[^\s\"'<]+", text)) == {"http://www.w3.org/2000/svg"}  # a name, no address
    assert "@import" not in text and "url(" not in text
    assert seen.unlabelled == 0
    packed = text.count('<script type="text/plain">')
    assert packed == len(gather(folder).certificates)
    assert seen.scripts == 7 + packed  # of all pages, of sliders, its own, the kernel, its buttons, data of one slider
    assert all(f'id="{result.id}"' in text for result in results())


def test_pictures_are_described_and_most_results_have_one(folder: Path) -> None:
    drawn = {result.id: illustration(result.id) for result in results()}
    assert {name for name, picture in drawn.items() if picture is None} == {
        "A4", "B2", "B3", "D", "J", "K", "W",  # drawn from their certificates: sliders, bars and trees
        "B0", "B1", "B5", "E0", "E1", "E3", "M", "T0", "T1", "T2", "T3", "T4", "T5", "U", "V", "X1", "X2",
    }  # fmt: skip
    text = page(gather(folder), "out")
    assert all(f"<title>{escape(picture.alt)}</title>" in text for picture in drawn.values() if picture)
    assert all(len(picture.alt) > 40 for picture in drawn.values() if picture)


def test_every_result_belongs_to_a_group_that_can_be_chosen() -> None:
    assert {group(result.id) for result in results()} == set(GROUPS)
    assert (group("X2"), group("V"), group("W"), group("")) == ("X", "MUV", "JKW", "")


def test_the_page_is_the_same_every_time(folder: Path) -> None:
    assert page(gather(folder), "out") == page(gather(folder), "out")


def test_what_files_say_is_escaped(folder: Path) -> None:
    keep_rows([Demonstration("A0", EVIL, EVIL, EVIL, EVIL), Demonstration(EVIL, "x", "y", "z", "holds")], folder)
    (folder / "a\"'<b>.json").write_text("{}")
    text = page(gather(folder), EVIL)
    seen = Reader(text)
    assert seen.scripts == 7 + text.count('<script type="text/plain">')
    assert "<script>alert" not in text and "<b>" not in text
    tex = appendix(gather(folder), "out")
    assert "\\input" not in tex.replace(r"\textbackslash{}input", "")


def test_a_changed_certificate_is_shown_for_what_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = folder.parent / "r.html"
    assert _command("report", str(folder), "-o", str(target)) == 0
    path = folder / "A4-threshold.json"
    body = json.loads(path.read_text())
    body["claim"]["failing"] += 1
    path.write_text(json.dumps(body, sort_keys=True, separators=(",", ":")) + "\n")
    assert _command("report", str(folder), "-o", str(target)) == 1
    assert "certificate changed" in target.read_text()
    assert "A3.9" in target.read_text()
    path.unlink()
    assert _command("report", str(folder), "-o", str(target)) == 1
    assert "certificate missing" in target.read_text()
    err = capsys.readouterr().err
    assert "not established" not in err.splitlines()[0]
    assert "not established: 3" in err  # two rows, and the changed file itself
    assert err.splitlines()[-1].endswith("not established: 2")


def test_nothing_to_show_and_wrong_names_are_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["report", str(tmp_path)], ["report", str(tmp_path / "none")]):
        assert _command(*words, "-o", str(tmp_path / "r.html")) == 2
    assert _command("report", str(tmp_path), "-o", str(tmp_path / "r.pdf")) == 2
    assert _command("report", str(tmp_path), "--latex", "-o", str(tmp_path / "r.html")) == 2
    assert len(capsys.readouterr().err.splitlines()) == 4
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("line", ["[]", "{}", "not json", '{"result": 1}'])
def test_rows_that_are_none_are_refused(folder: Path, line: str) -> None:
    (folder / ROWS).write_text(line + "\n")
    with pytest.raises(BarriersError, match="line 1"):
        gather(folder)


def _told(folder: Path, **given: object) -> Contents:
    """The folder with one row, as a stranger may write it."""
    row = {"result": "A3", "instance": "i", "claim": "the Riemann hypothesis", "evidence": "certificate"}
    row |= {"verdict": "accepted", "certificate": None, "sha256": None, **given}  # type: ignore[dict-item]
    (folder / ROWS).write_text(json.dumps(row) + "\n")
    return gather(folder)


def _hash(folder: Path, name: str) -> str | None:
    return gather(folder).certificates[name].verdict.sha256


@pytest.mark.parametrize("result", [result.id for result in results()])
@pytest.mark.parametrize("name", NAMES)
def test_a_certificate_establishes_instances_of_its_own_results_alone(folder: Path, name: str, result: str) -> None:
    fits = {
        "A4-threshold": "A3 A4", "A5-two-points": "A5", "J-coin": "J B2 B3", "K-half-open": "K C1", "W-hasty": "W C1",
        "C0-P1": "C0", "E0-hadamard-4": "E0",
    }  # fmt: skip
    file = f"{name}.json"
    contents = _told(folder, result=result, certificate=file, sha256=_hash(folder, file))
    row = contents.rows[0]
    if result in fits[name].split():
        assert (row.verdict, standing(row), row.certificate) == ("accepted", "checked now", file)
    else:
        assert row.verdict.startswith(f"certificate of another result: {file}") and row.certificate is None
        assert standing(row) == "not established"
        assert [other.result for other in contents.rows[1:] if other.certificate == file] == [
            name.split("-", maxsplit=1)[0]
        ]


def test_the_words_of_a_row_are_never_shown_as_those_of_the_kernel(folder: Path) -> None:
    contents = _told(folder, result="J", certificate="J-coin.json", sha256=_hash(folder, "J-coin.json"))
    text, tex = page(contents, "out"), appendix(contents, "out")
    for words in re.findall(r".{0,80}the Riemann hypothesis", text) + re.findall(r".{0,80}the Riemann hypothesis", tex):
        assert "ecorded in the folder: " in words
    assert "on one of these 2 inputs success within 6/25 has probability" in text
    assert "on one of these 2 inputs success within 6/25 has probability" in tex


@pytest.mark.parametrize(
    ("given", "verdict", "where"),
    [
        ({}, "certificate missing", "not established"),
        ({"evidence": "StoredCertificate, believe me"}, "certificate missing", "not established"),
        ({"evidence": "exact computation"}, "certificate missing", "not established"),
        ({"evidence": "exact computation", "verdict": "holds"}, "holds", "recorded in the folder"),
        ({"evidence": "exact computation", "verdict": "holds", "result": "Z"}, "no such result", "not established"),
        ({"evidence": "-", "verdict": "vacuous"}, "vacuous", "vacuous or not run"),
        ({"evidence": "-", "verdict": "not run"}, "not run", "vacuous or not run"),
        ({"evidence": "-", "verdict": "fails"}, "fails", "not established"),
    ],
)
def test_a_row_without_a_certificate_establishes_nothing(
    folder: Path, given: dict[str, str], verdict: str, where: str
) -> None:
    contents = _told(folder, **given)
    assert (contents.rows[0].verdict, standing(contents.rows[0])) == (verdict, where)
    assert contents.counts == {**dict.fromkeys(contents.counts, 0), **({where: 1} | {"checked now": len(NAMES)})}
    head = page(contents, "out").split("</header>")[0]
    told = f"{len(NAMES)} certificates accepted, {contents.counts['checked now']} of {len(NAMES) + 1} rows checked now."
    assert f'<p class="lead">{told}</p>' in head
    rest = {"recorded": "1 is recorded in the folder", "vacuous": "1 is vacuous", "not": "1 is not established"}
    assert f" The other {rest[where.split(maxsplit=1)[0]]}" in head
    assert "Only what was checked now is established" in head
    assert "was not checked again" in appendix(contents, "out")


def test_rows_of_other_instances_stay_in_the_folder(folder: Path) -> None:
    before = [json.loads(line) for line in (folder / ROWS).read_text().splitlines()]
    same = before[0]["instance"]
    new = [Demonstration("A0", same, "4 pieces", "exact computation", "holds", numbers={"pieces": 4})]
    keep_rows(new, folder)
    after = [json.loads(line) for line in (folder / ROWS).read_text().splitlines()]
    assert [row["result"] for row in after] == ["A0", "A3", "A4"]
    assert after[0] == {field: vars(new[0])[field] for field in FIELDS}  # no numbers, which no row that is read has
    assert all(row in before for row in after[1:])
    keep_rows([Demonstration("A0", "another", "5 pieces", "exact computation", "holds")], folder)
    assert [row.instance for row in gather(folder).rows][:2] == [same, "another"]
    (folder / ROWS).write_text("of something else\n")
    keep_rows(new, folder)
    assert (folder / ROWS).read_text().count("\n") == 1


@pytest.mark.parametrize("text", ["ceil(" * 10**5, "_a" * 10**5, "_{" * 10**5 + "}" * 10**5, "a" * 10**6, "(" * 10**5])
def test_no_text_takes_long_to_typeset(text: str) -> None:
    start = time.process_time()
    html(text)
    assert time.process_time() - start < 10


def test_ceilings_nest_and_what_is_not_closed_stays() -> None:
    assert html("ceil((n + ceil(x))/2) and ceil(y") == "⌈(n + ⌈x⌉)/2⌉ and ceil(y"


@pytest.mark.parametrize(("claim", "why"), [("x" * 4097, "4096"), ("\ud800", "surrogate")])
def test_texts_that_cannot_be_shown_are_refused(
    folder: Path, claim: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BarriersError, match=f"line 1: .*{why}"):
        _told(folder, claim=claim)
    assert _command("report", str(folder), "-o", str(folder.parent / "r.html")) == 2
    assert "better" not in capsys.readouterr().err


def test_certificates_that_would_share_their_macros_are_refused(folder: Path) -> None:
    for name in ("a b", "a-b"):
        shutil.copy(GOOD / "J-coin.json", folder / f"{name}.json")
    with pytest.raises(BarriersError, match=r"a b\.json and a-b\.json .* a-b"):
        macros(gather(folder))
    (folder / "a b.json").unlink()
    assert "barriers@a-b@bound" in macros(gather(folder))


def test_the_name_of_a_folder_is_no_command_of_latex_or_of_the_shell(folder: Path) -> None:
    name = "x\\end{verbatim}\\input{y}\n; rm -rf z \u202e"
    where = folder.rename(folder.with_name(name))
    target = where.parent / "r.tex"
    assert _command("report", str(where), "--latex", "-o", str(target)) == 0
    tex = target.read_text()
    assert "verbatim}" not in tex.replace(r"verbatim\}", "") and "\\input" not in tex.replace("{}input", "")
    assert "\u202e" not in tex and r"\textbackslash{}u202e" in tex and r"\textbackslash{}u000a" in tex
    assert r"barriers check \char39{}x" in tex and r"-{}-out" in tex
    target = target.with_suffix(".html")
    assert _command("report", str(where), "-o", str(target)) == 0
    assert "\u202e" not in target.read_text() and "--out &#x27;x" in target.read_text()


def test_characters_that_turn_text_around_are_told_by_their_numbers(folder: Path) -> None:
    contents = _told(
        folder, result="A0", evidence="a\u202eb", verdict="c\u200bd", instance="e\u2066f", claim="g\u0007h"
    )
    for text in (page(contents, "out"), appendix(contents, "out")):
        assert not re.search("[\u202e\u200b\u2066\u0007]", text)
        assert "u202e" in text and "u0007" in text


@pytest.mark.result("A3", "A4")
@pytest.mark.parametrize("name", [p.stem for p in sorted(GOOD.glob("A4-*.json"))][::3])
def test_the_slider_shows_what_fails_exactly(name: str) -> None:
    body = json.loads((GOOD / f"{name}.json").read_text())
    found, network = steps(attacked(body)), certificate_network(body)
    data, g = body["witness"]["data"], body["witness"]["g"]
    eta = [rational(v) for v in body["claim"]["eta"]]
    assert list(attacked(body).eta) == eta
    assert set(body["witness"]["indices"]) <= set(found.failing[-1])
    assert len(found.failing) == STEPS + 1
    turned: set[int] = set()
    for i, turns in enumerate(found.turns):  # as the script does
        turned ^= set(turns)
        assert turned == set(found.failing[i])
    for i in (0, STEPS // 3, STEPS):
        for k, x in enumerate(data["x1"], 1):
            label = (k + 1) % 2
            rest = [rational(data["delta"]) * label] + [Fraction(0)] * (data["dimension"] - 2)
            moved = [v + Fraction(i, STEPS) * e for v, e in zip([rational(x), *rest], eta, strict=True)]
            assert (k in found.failing[i]) == (not _inside(g[label], network(moved)))


def _inside(interval: list[str | None] | None, value: Fraction) -> bool:
    if interval is None:
        return False
    left, lo, hi, right = interval
    above = lo is None or value > rational(lo) or (left == "[" and value == rational(lo))
    return above and (hi is None or value < rational(hi) or (right == "]" and value == rational(hi)))


@pytest.mark.result("J", "K", "W")
@pytest.mark.parametrize("name", ["J-coin", "J-gives-up", "K-half-open", "K-programs-1", "W-hasty"])
def test_the_leaves_of_a_coin_tree_weigh_one_and_their_successes_what_is_claimed(name: str) -> None:
    body = json.loads((GOOD / f"{name}.json").read_text())
    for game, stated in zip(games_of(body), body["claim"]["inputs"], strict=True):
        assert sum(run.weight for run, _ in game.runs) == 1
        right = sum((run.weight for run, success in game.runs if success), Fraction(0))
        wrong = sum((run.weight for run, success in game.runs if success is False), Fraction(0))
        assert (right, 1 - wrong) == (rational(stated["low"]), rational(stated["high"])) == (game.low, game.high)


@pytest.mark.parametrize(("leaves", "drawn"), [(1, False), (2, True), (LEAVES, True), (LEAVES + 1, False)])
def test_trees_of_few_leaves_are_drawn_and_others_unfolded(leaves: int, drawn: bool) -> None:
    bits = ["1" * i + "0" for i in range(leaves - 1)] + ["1" * (leaves - 1)]
    runs = [Run(tuple((int(b),) for b in coins), None, None, (Fraction(0),)) for coins in bits]
    text = tree(StoredGame("ι₀", Fraction(1), Fraction(1), tuple((run, True) for run in runs)))
    Reader(text)
    assert text.count("<svg") == drawn
    assert text.count('class="leaf"') == text.count(">right</span>") == leaves
    assert not drawn or text.count(">right, weight ") == leaves


@pytest.mark.parametrize(
    ("highs", "said"),
    [
        ((0, 0), "never right on either input"), ((0, 0, 0), "never right on any input"), ((1, 0), "never right on ι1"),
        (("1/2", "1/3", 1), "right on one of 3 inputs with probability at most 1/3"),
    ],
)  # fmt: skip
def test_titles_say_what_an_algorithm_attains_at_most(highs: tuple[object, ...], said: str) -> None:
    games = [StoredGame(f"ι{i}", Fraction(0), rational(high), ()) for i, high in enumerate(highs)]
    assert outcome(games) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("A4-threshold", "A network x: 6 of 12 points fail under one vector"),
        ("A5-two-points", "A network x: right on whole balls about all 2 points"),
        ("C0-P1", "x: the only minimiser"),
        ("E0-hadamard-4", "x: one vector near all 1-sparse ones that the data admit"),
        ("J-coin", "The algorithm “x”: right on one of 2 inputs with probability at most 1/2"),
    ],
)  # fmt: skip
def test_titles_say_what_the_kernel_accepted(name: str, said: str) -> None:
    assert title("x", json.loads((GOOD / f"{name}.json").read_text())) == said


def test_every_certificate_of_the_corpus_has_a_title() -> None:
    bodies = [json.loads(path.read_text()) for path in sorted(GOOD.glob("*.json"))]
    assert {body["kind"] for body in bodies} == set(FOUND)
    assert [found for body in bodies if len(found := title("x", body)) > 130 or found.endswith((": ", ", "))] == []


def test_whatever_the_kernel_accepts_is_shown() -> None:
    contents = gather(GOOD)
    text = page(contents, "good")
    assert len(ids := Reader(text).ids) == len(set(ids))
    assert text.count("<article>") == len(contents.certificates)


def test_a_certificate_is_told_once_and_its_numbers_are_readable(folder: Path) -> None:
    text = page(gather(folder), "out")
    assert all(text.count(f'<h3 id="c-{name.replace("-", "-2d-")}-2e-json">') == 1 for name in NAMES)
    assert len(re.findall("<article>", text)) == len(NAMES)
    assert text.count("The algorithm “J-coin.json”: right on one of 2 inputs with probability at most 1/2</h3>") == 1
    shown = re.sub(r"<(details|table|svg|script)\b.*?</\1>", "", text, flags=re.DOTALL)
    assert not re.search(r"\d{9}", shown)


@pytest.mark.parametrize("result", results(), ids=lambda r: r.id)
def test_statements_are_typeset_whole(result: object) -> None:
    text = html(result.statement)  # type: ignore[attr-defined]
    plain = re.sub(r"</?su[bp]>", "", text)
    assert "^" not in plain and "_" not in plain and "<" not in plain
    assert not re.search(r"\b(alpha|delta|eps|eta|phi|sqrt|ceil|Omega|Xi)\b", plain)
    assert text.count("<sub>") == text.count("</sub>") and text.count("<sup>") == text.count("</sup>")


def test_latex_is_balanced_and_its_numbers_are_those_of_the_claims(folder: Path) -> None:
    contents = gather(folder)
    text = appendix(contents, "out")
    assert text.startswith(macros(contents))
    bare = re.sub(r"\\[{}%#&_$]", "", text)
    depth = 0
    for letter in re.sub(r"%.*", "", bare):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth >= 0
    assert depth == 0
    assert text.count(r"\begin{") == text.count(r"\end{") == 1
    assert not re.search(r"[^\x00-\xff]", text), "letters that plain LaTeX does not know"
    for name in NAMES:
        found = dict(claimed(json.loads((GOOD / f"{name}.json").read_text())["claim"]))
        assert len(found) == text.count(rf"\csname barriers@{name}@")  # no more than these
        for field, value in found.items():
            assert rf"\csname barriers@{name}@{field}\endcsname{{" in text
            if len(value) <= 8:
                assert rf"\csname barriers@{name}@{field}\endcsname{{{value}}}" in text
    assert r"\csname barriers@J-coin@inputs-2-low\endcsname{1/2}" in text
    assert r"\csname barriers@A4-threshold@widths-2\endcsname{3}" in text


def claimed(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every number and every hash of a claim, at any depth, by its name."""
    if not name:
        yield "sha256", "of the file itself"
    for key, part in value.items() if isinstance(value, dict) else enumerate(value, 1):
        field = f"{name}-{key}".strip("-").replace("_", "-")
        if isinstance(part, dict | list):
            yield from claimed(part, field)
        elif (type(part) is int) or (type(part) is str and re.fullmatch(r"-?\d+(/\d+|\*2\^-?\d+)?|[0-9a-f]{64}", part)):
            yield field, str(part)


def test_a_certificate_that_is_rejected_has_no_macros(folder: Path) -> None:
    shutil.copy(GOOD.parent / "bad" / "A3.9-more-failing.json", folder)
    text = macros(gather(folder))
    assert "barriers@A4-threshold@" in text and "A3.9" not in text


def test_names_have_no_indices_and_exponents_may_be_negative() -> None:
    assert html("k_minus_one, 4^−9, 2^-3") == "k&#95;minus&#95;one, 4<sup>−9</sup>, 2<sup>−3</sup>"
    assert html("T_delta_54, T_δ_5, e_1") == "T<sub>δ<sub>54</sub></sub>, T<sub>δ<sub>5</sub></sub>, e<sub>1</sub>"


def test_no_formula_stays_as_it_was_typed(folder: Path) -> None:
    text = re.sub(r"<(script|style|code|title)\b.*?</\1>", "", page(gather(folder), "out"), flags=re.DOTALL)
    shown = " ".join(re.findall(r">([^<>]+)<", text)).replace("f_a", "").replace("x^k", "")  # in drawings of levels
    assert re.findall(r"\S*[_^]\S*", shown) == []


def test_letters_of_formulas_become_mathematics() -> None:
    assert latex("δ ≤ r") == r"$\delta$ $\le$ r"
    assert html("<b>") == "&lt;b&gt;"


def _command(*words: str) -> int:
    try:
        main(list(words))
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0
