"""`barriers report`: one page, nothing from outside, nothing unescaped; pictures, trees and titles are the files'."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from nnbarriers.demonstrations.rows import Demonstration
from nnbarriers.drawing.figures import illustration
from nnbarriers.pages.folder import StoredGame, games_of, gather, keep_rows
from nnbarriers.pages.games import LEAVES, outcome, tree
from nnbarriers.pages.html import page
from nnbarriers.pages.latex import appendix
from nnbarriers.pages.matrix import GROUPS, group
from nnbarriers.pages.sliders import STEPS, attacked, failing_by_step
from nnbarriers.pages.titles import FOUND, title
from proofs_check.kernel.plays import Run
from proofs_check.smt.questions import certificate_network
from tests.command.reporting import EVIL, GOOD, NAMES, with_row
from theory.exact import rational
from theory.results import results

pytestmark = pytest.mark.infrastructure
VOID = {"meta", "link", "input", "br", "circle", "path", "rect", "polyline"}


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


def test_characters_that_turn_text_around_are_told_by_their_numbers(folder: Path) -> None:
    contents = with_row(
        folder, result="A0", evidence="a\u202eb", verdict="c\u200bd", instance="e\u2066f", claim="g\u0007h"
    )
    for text in (page(contents, "out"), appendix(contents, "out")):
        assert not re.search("[\u202e\u200b\u2066\u0007]", text)
        assert "u202e" in text and "u0007" in text


@pytest.mark.result("A3", "A4")
@pytest.mark.parametrize("name", [p.stem for p in sorted(GOOD.glob("A4-*.json"))][::3])
def test_the_slider_shows_what_fails_exactly(name: str) -> None:
    body = json.loads((GOOD / f"{name}.json").read_text())
    found, network = failing_by_step(attacked(body)), certificate_network(body)
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
    assert text.count("No picture: the network has more than 20000 affine pieces here: too many to be drawn.") == 1


def test_a_certificate_is_told_once_and_its_numbers_are_readable(folder: Path) -> None:
    text = page(gather(folder), "out")
    assert all(text.count(f'<h3 id="c-{name.replace("-", "-2d-")}-2e-json">') == 1 for name in NAMES)
    assert len(re.findall("<article>", text)) == len(NAMES)
    assert text.count("The algorithm “J-coin.json”: right on one of 2 inputs with probability at most 1/2</h3>") == 1
    shown = re.sub(r"<(details|table|svg|script)\b.*?</\1>", "", text, flags=re.DOTALL)
    assert not re.search(r"\d{9}", shown)
