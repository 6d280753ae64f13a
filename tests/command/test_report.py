"""`barriers report`: one page with nothing from outside, nothing unescaped, and numbers that are those of the files."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import pytest

from proofs_check.appendix import appendix, macros
from proofs_check.cli import main
from proofs_check.exhibits import ROWS, gather, keep_rows, slide, visits
from proofs_check.page import page
from proofs_check.rows import Demonstration
from proofs_check.smt.questions import certificate_network
from proofs_check.typeset import html, latex
from theory.exact import BarriersError, rational
from theory.results import results

pytestmark = pytest.mark.infrastructure
GOOD = Path(__file__).parents[1] / "certificates" / "good"
NAMES = ("A4-threshold", "A5-two-points", "J-coin", "K-two-thirds", "W-level", "C0-P1", "E2-hadamard-4")
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
        Demonstration("A0", "(2; 2; 1)", "3 pieces <= 3", "exact computation", "holds"),
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
    assert seen.scripts == 2  # the page's own, and the data of one slider
    assert all(f'id="{result.id}"' in text for result in results())


def test_the_page_is_the_same_every_time(folder: Path) -> None:
    assert page(gather(folder), "out") == page(gather(folder), "out")


def test_what_files_say_is_escaped(folder: Path) -> None:
    keep_rows([Demonstration("A0", EVIL, EVIL, EVIL, EVIL), Demonstration(EVIL, "x", "y", "z", "holds")], folder)
    (folder / "a\"'<b>.json").write_text("{}")
    text = page(gather(folder), EVIL)
    seen = Reader(text)
    assert seen.scripts == 2
    assert "<script>alert" not in text and "<b>" not in text
    tex = appendix(gather(folder), "out")
    assert "\\input" not in tex.replace(r"\textbackslash{}input", "")


def test_a_script_cannot_be_ended_by_data() -> None:
    from proofs_check.page import _json

    assert "</script>" not in _json({"x": "</script>"})
    assert json.loads(_json({"x": "</script>"})) == {"x": "</script>"}


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
    assert "not established: 2" in capsys.readouterr().err


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


@pytest.mark.result("A3", "A4")
@pytest.mark.parametrize("name", [p.stem for p in sorted(GOOD.glob("A4-*.json"))][::3])
def test_the_slider_shows_what_fails_exactly(name: str) -> None:
    body = json.loads((GOOD / f"{name}.json").read_text())
    found, network = slide(body), certificate_network(body)
    data, g = body["witness"]["data"], body["witness"]["g"]
    assert found.failing[found.s][found.start].count("1") == body["claim"]["failing"]
    assert all(abs(t) < found.radius for t in found.times)
    for s in (0, 1):
        for i in (0, found.start, len(found.times) - 1):
            for k, x in enumerate(data["x1"], 1):
                label = (k + 1) % 2
                rest = [rational(data["delta"]) * (label - s)] + [Fraction(0)] * (data["dimension"] - 2)
                output = network([rational(x) + found.times[i], *rest])
                assert (found.failing[s][i][k - 1] == "1") == (not _inside(g[label], output))


def _inside(interval: list[str | None] | None, value: Fraction) -> bool:
    if interval is None:
        return False
    left, lo, hi, right = interval
    above = lo is None or value > rational(lo) or (left == "[" and value == rational(lo))
    return above and (hi is None or value < rational(hi) or (right == "]" and value == rational(hi)))


@pytest.mark.result("J", "K", "W")
@pytest.mark.parametrize("name", ["J-coin", "J-patient", "K-two-thirds", "K-programs-1", "W-level"])
def test_the_leaves_of_a_coin_tree_weigh_one_and_their_successes_what_is_claimed(name: str) -> None:
    body = json.loads((GOOD / f"{name}.json").read_text())
    for game, stated in zip(visits(body), body["claim"]["inputs"], strict=True):
        assert sum(run.weight for run, _ in game.runs) == 1
        right = sum((run.weight for run, success in game.runs if success), Fraction(0))
        wrong = sum((run.weight for run, success in game.runs if success is False), Fraction(0))
        assert (right, 1 - wrong) == (rational(stated["low"]), rational(stated["high"])) == (game.low, game.high)


@pytest.mark.parametrize("result", results(), ids=lambda r: r.id)
def test_statements_are_typeset_whole(result: object) -> None:
    text = html(result.statement)  # type: ignore[attr-defined]
    plain = re.sub(r"</?su[bp]>", "", text)
    assert "^" not in plain and "_" not in plain and "<" not in plain
    assert not re.search(r"\b(alpha|delta|eps|eta|phi|sqrt|ceil|Omega|Xi)\b", plain)
    assert text.count("<sub>") == text.count("</sub>") and text.count("<sup>") == text.count("</sup>")


def test_latex_is_balanced_and_its_numbers_are_those_of_the_claims(folder: Path) -> None:
    visit = gather(folder)
    text = appendix(visit, "out")
    assert text.startswith(macros(visit))
    bare = re.sub(r"\\[{}%#&_$]", "", text)
    depth = 0
    for letter in re.sub(r"%.*", "", bare):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth >= 0
    assert depth == 0
    assert text.count(r"\begin{") == text.count(r"\end{") == 2
    assert not re.search(r"[^\x00-\xff]", text), "letters that plain LaTeX does not know"
    for name in NAMES:
        claim = json.loads((GOOD / f"{name}.json").read_text())["claim"]
        for field, value in claim.items():
            if type(value) is int or (type(value) is str and len(value) <= 8 and re.fullmatch(r"-?\d+(/\d+)?", value)):
                key = field.replace("_", "-")
                assert rf"\csname barriers@{name}@{key}\endcsname{{{value}}}" in text


def test_a_certificate_that_is_rejected_has_no_macros(folder: Path) -> None:
    shutil.copy(GOOD.parent / "bad" / "A3.9-more-failing.json", folder)
    text = macros(gather(folder))
    assert "barriers@A4-threshold@" in text and "A3.9" not in text


def test_letters_of_formulas_become_mathematics() -> None:
    assert latex("δ ≤ r") == r"$\delta$ $\le$ r"
    assert html("<b>") == "&lt;b&gt;"


def _command(*words: str) -> int:
    try:
        main(list(words))
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
PROBE = """<script>addEventListener("load", () => {
  const said = [document.documentElement.scrollWidth <= innerWidth];
  const form = document.getElementById("filters"), range = document.querySelector(".slide input[type=range]");
  said.push(!form.hidden, document.getElementById("left").textContent);
  form.elements.group.value = "A"; form.dispatchEvent(new Event("input"));
  said.push(document.getElementById("left").textContent);
  const before = document.querySelector(".slide output").textContent;
  range.value = 0; range.dispatchEvent(new Event("input"));
  said.push(before !== document.querySelector(".slide output").textContent);
  const keys = document.querySelectorAll("a, button, input, select, summary");
  said.push(Array.prototype.every.call(keys, (k) => k.closest("[hidden]") || k.tabIndex >= 0));
  document.getElementById("theme").click();
  said.push(["light", "dark"].includes(document.documentElement.dataset.theme));
  document.title = "probed " + JSON.stringify(said);
});</script></body>"""


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
@pytest.mark.parametrize("size", ["500,844", "1200,900"])
def test_the_page_works_in_a_browser_without_complaints(folder: Path, tmp_path: Path, size: str) -> None:
    path = tmp_path / "probe.html"
    path.write_text(page(gather(folder), "out").replace("</body>", PROBE))
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    command += ["--enable-logging=stderr", f"--window-size={size}", "--dump-dom", path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    title = re.search(r"<title>probed (.*?)</title>", done.stdout)
    assert title, done.stderr[-500:]
    rows = len(gather(folder).rows)
    said = json.loads(title[1].replace("&quot;", '"'))
    assert said == [True, True, f"{rows} of {rows} rows", f"4 of {rows} rows", True, True, True]
    assert "CONSOLE" not in done.stderr
