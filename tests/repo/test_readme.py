"""What the README prints is what the commands print, and no table of the pages has a number that nothing checks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from constructions.solvers.table import SOLVERS
from constructions.trainers.zoo import ZOO
from docs import evidence_table as evidence
from nnbarriers.demonstrations.contestants import contestants
from nnbarriers.demonstrations.demonstrate import DEMONSTRATIONS, demonstrate
from nnbarriers.demonstrations.published import QUOTED
from nnbarriers.demonstrations.session import Session
from nnbarriers.demonstrations.tournament import tournament
from nnbarriers.pages.tables import markdown
from tests.kernel.corpus import BAD, GOOD
from theory.results import results

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]
README, SHOWN, TRAINERS = (
    (ROOT / name).read_text() for name in ("README.md", "docs/demonstration.md", "docs/trainers.md")
)
SIX, TABLE, ZOO_TABLE = (
    re.search(r"\| result \| instance \|.*?(?=\n\n|\Z)", page, re.DOTALL)[0].splitlines()  # type: ignore[index]
    for page in (README, SHOWN, TRAINERS)
)
FLOATS = ("classifier", "regressor |", "noise ≤", "adam-numpy", "milp", "scipy", "data within")
"""Rows that rest on floats; in all others every machine prints the same."""
MACHINE = re.compile(
    r"(?<=certificate )\w{8}|≈ ?[\d.e+-]+|\d+(?= affine pieces| of 500| of 200| of the 500| points fail| failed)"
    r"|\d+(?= of \d+ digits| digits)|\d+(?= fail[,;\n ])|(?<=promises ≥ )\d+|(?<=accuracy )\S+"
)
"""What a machine's floats may change in those: certificates, and what was found in a network that was trained."""
PAGES = [*ROOT.glob("*.md"), *(p for name in ("docs", "bench", "tests", "theory") for p in (ROOT / name).rglob("*.md"))]
LITERAL = re.compile(r"(?<![A-Z])\d+[.,]\d+|\b\d{3,}\b|\de[-−+]?\d|\d+ ?%")
CHECKED = {
    ("README.md", "| result | instance | claim |"): "tests/repo/test_readme.py",
    ("README.md", "| | | Rocq | certificate |"): "tests/repo/test_readme.py",
    ("docs/demonstration.md", "| result | instance | claim |"): "tests/repo/test_readme.py",
    ("docs/trainers.md", "| result | instance | claim |"): "tests/repo/test_readme.py",
    ("bench/README.md", "| figure | here | aim |"): "tests/repo/test_benchmarks.py",
    ("docs/citing.md", "| if you use | cite |"): "tests/repo/test_documentation.py",
    ("docs/results-E.md", "| K | n | LISTA, input 1 |"): "tests/command/test_experiments.py",
    ("docs/results-E.md", "| K | n | as printed |"): "tests/command/test_experiments.py",
    ("docs/kernel.md", "| kind | further files | lines in all |"): "tests/repo/test_rules.py",
    ("docs/solvers-table.md", "| solver | version |"): "tests/command/test_solvers.py",
    ("docs/solvers-table.md", "| solver | said |"): "tests/command/test_solvers.py",
    ("docs/trust-table.md", "| data | rows"): "tests/command/test_docs_trust.py",
    ("docs/trust-table.md", "| data | known"): "tests/command/test_docs_trust.py",
    ("docs/algorithms.md", "| budget | default | |"): "tests/command/test_docs.py",
    ("docs/gallery.md", "| `gallery:` | asked for |"): "tests/command/test_docs_gallery.py",
    ("docs/kernel.md", "| command | figures |"): "what was seen in one run of a quarter of an hour, and says so",
}
"""The tables with numbers, each with the file whose test compares it with what it is about."""
FORMATS = {"256", "300", "1000", "2.6", "15 %", "25 %"}
"""Numbers in tables that describe formats: SHA-256, pictures of 256 by 256, instances, a limit, a version, samples."""


def masked(line: str) -> str:
    """A row without what depends on the machine."""
    return MACHINE.sub("#", line) if any(word in line for word in FLOATS) else line


def test_the_table_is_the_one_that_is_printed(tmp_path: Path) -> None:
    names = tuple(result.id for result in results())
    rows = [row for _, found in demonstrate(names, Session(tmp_path)) for row in found]
    assert [masked(line) for line in TABLE] == [masked(line) for line in markdown(rows).splitlines()]


def test_the_readme_is_short_and_shows_six_of_these_rows_and_the_evidence_of_today() -> None:
    assert len(README.splitlines()) <= 170
    assert SIX[:2] == TABLE[:2]
    assert len(SIX) == 8
    assert set(SIX) <= set(TABLE)
    assert evidence.written(README) == README, "run `make pictures`"
    assert evidence.written(README.replace("●", "", 1)) == README


def test_the_table_of_trainers_is_the_one_that_is_printed(tmp_path: Path) -> None:
    rows = []
    for game, names in (("A", "adam-numpy,milp"), ("B", "k-nn")):
        rows += [row for _, found in tournament(game, contestants(names), tmp_path, 0) for row in found]
    assert [masked(line) for line in ZOO_TABLE] == [masked(line) for line in markdown(rows).splitlines()]


def test_only_what_floats_decide_is_left_out_of_the_comparison() -> None:
    row = "| A3 | (2; 8, 8; 1) classifier | 250 of 500 points fail, ‖η‖ ≈ 4.77e-7 (0 failed) | certificate 1e123e13 |"
    assert masked(row) == masked(row.replace("250", "249").replace("4.77", "4.76").replace("1e123e13", "00000000"))
    assert masked(row) != masked(row.replace("500", "400"))
    assert masked("| A5 | 500 points ≈ 4.98 |") == "| A5 | 500 points ≈ 4.98 |"


def test_what_floats_decide_keeps_the_promise() -> None:
    told = [re.search(r"(\d+) (?:of 500 )?(?:points )?fail.* promises ≥ (\d+)", line) for line in (*TABLE, *ZOO_TABLE)]
    found = [(int(match[1]), int(match[2])) for match in told if match]
    assert len(found) == 5
    assert all(failing >= promised for failing, promised in found)
    pieces = re.findall(r"\| (\d+) affine pieces .* P\(N\) = (\d+)", "\n".join(TABLE))
    assert len(pieces) == 3
    assert all(int(few) <= int(bound) for few, bound in pieces)


def test_the_table_has_all_results_and_nothing_that_failed() -> None:
    names = {line.split()[1] for line in TABLE[2:]}
    assert names == set(DEMONSTRATIONS) == {result.id for result in results()}
    assert all(line.rstrip(" |").endswith(("accepted", "holds", "vacuous")) for line in TABLE[2:])


def test_counts_in_the_text_are_those_of_what_is_counted() -> None:
    assert f"{len(ZOO)} ways to train" in README
    assert f"{len(SOLVERS)} routes to other people's solvers" in README
    assert f"The trainer zoo: {len(ZOO)} trainers" in (ROOT / "CHANGELOG.md").read_text()
    assert f"{len(GOOD)} good certificates" in (ROOT / "docs" / "kernel.md").read_text()
    assert f"{len(BAD)} bad files" in (ROOT / "docs" / "kernel.md").read_text()


def stray(page: str, text: str) -> list[str]:
    """Numbers in the tables of a page that is not known to be compared with anything."""
    found = []
    for table in re.findall(
        r"^\|.*\n\|-.*\n(?:\|.*\n)+", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE
    ):
        if not any(page == name and table.startswith(head) for name, head in CHECKED):
            rows = re.sub(r"`[^`\n]*`|\]\([^)\n]*\)|[ADEMNRS][CFNP]?\.?\d+(?:[.,–]\d+)*|10[⁰-⁹]+", "", table)
            found += [number for number in LITERAL.findall(rows) if number not in FORMATS]
    return found


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_no_table_has_a_stray_literal(path: Path) -> None:
    assert stray(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) == []


def test_a_stray_literal_is_noticed_and_what_is_said_to_check_a_table_names_its_page() -> None:
    assert stray("docs/new.md", "| a | b |\n|---|---|\n| 1 | 0.25 |\n| x | 437 |\n") == ["0.25", "437"]
    assert stray("README.md", "| a | b |\n|---|---|\n| 1 | 3e-7 |\n") == ["3e-7"]
    for (page, head), test in CHECKED.items():
        assert head in (ROOT / page).read_text("utf-8")
        if test.startswith("tests/"):
            assert Path(page).name in (ROOT / test).read_text("utf-8") or "citing.PAGE" in (ROOT / test).read_text()


def test_published_numbers_are_quoted_alike_wherever_they_are_quoted() -> None:
    notes = (ROOT / "theory" / "SOURCE_NOTES.md").read_text("utf-8")
    printed, mended = map(list, zip(*dict.fromkeys(QUOTED.values()), strict=True))
    assert len(printed) == len(mended) == 5
    assert re.findall(r"0\.\d{7}", notes.split("\n24. ")[1].split("re-run with")[0])[:5] == printed
    assert re.findall(r"0\.\d{7}", notes.split("index mended it gives")[1][:400])[:5] == mended
    assert re.findall(r"0\.\d{7}", (ROOT / "notebooks" / "05_digits.py").read_text("utf-8")) == printed
