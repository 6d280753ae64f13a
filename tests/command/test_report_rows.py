"""Rows of a folder in `barriers report`: what certificates establish, what is recorded, what is refused."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from nnbarriers.demonstrations.rows import Demonstration
from nnbarriers.pages.folder import FIELDS, ROWS, gather, keep_rows, standing
from nnbarriers.pages.html import page
from nnbarriers.pages.latex import appendix
from tests.command.reporting import NAMES, command, with_row
from theory.exact import BarriersError
from theory.results import results

pytestmark = pytest.mark.infrastructure


def test_a_changed_certificate_is_shown_for_what_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = folder.parent / "r.html"
    assert command("report", str(folder), "-o", str(target)) == 0
    path = folder / "A4-threshold.json"
    body = json.loads(path.read_text())
    body["claim"]["failing"] += 1
    path.write_text(json.dumps(body, sort_keys=True, separators=(",", ":")) + "\n")
    assert command("report", str(folder), "-o", str(target)) == 1
    assert "certificate changed" in target.read_text()
    assert "A3.9" in target.read_text()
    path.unlink()
    assert command("report", str(folder), "-o", str(target)) == 1
    assert "certificate missing" in target.read_text()
    err = capsys.readouterr().err
    assert "not established" not in err.splitlines()[0]
    assert "not established: 3" in err  # two rows, and the changed file itself
    assert err.splitlines()[-1].endswith("not established: 2")


def test_nothing_to_show_and_wrong_names_are_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["report", str(tmp_path)], ["report", str(tmp_path / "none")]):
        assert command(*words, "-o", str(tmp_path / "r.html")) == 2
    assert command("report", str(tmp_path), "-o", str(tmp_path / "r.pdf")) == 2
    assert command("report", str(tmp_path), "--latex", "-o", str(tmp_path / "r.html")) == 2
    assert len(capsys.readouterr().err.splitlines()) == 4
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("line", ["[]", "{}", "not json", '{"result": 1}'])
def test_rows_that_are_none_are_refused(folder: Path, line: str) -> None:
    (folder / ROWS).write_text(line + "\n")
    with pytest.raises(BarriersError, match="line 1"):
        gather(folder)


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
    contents = with_row(folder, result=result, certificate=file, sha256=_hash(folder, file))
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
    contents = with_row(folder, result="J", certificate="J-coin.json", sha256=_hash(folder, "J-coin.json"))
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
    contents = with_row(folder, **given)
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
