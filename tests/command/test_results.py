"""`barriers results` shows what a run of the tests has seen and reports what is claimed without it; `barriers cite`."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from nnbarriers import citations
from proofs_check.evidence import Count, Evidence, sources_sha256
from proofs_check.kernel import check_file
from tests.command.running import run
from tests.kernel.corpus import FOLDER, GOOD
from theory.results import results

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]
ALL = {result.id: dict.fromkeys(result.evidence, Count(3)) for result in results()}
FILES = {result.id: result.tests for result in results()}


def evidence(path: Path, seen: dict[str, Any], **changes: Any) -> Path:
    counts = {name: {kind: count._asdict() for kind, count in kinds.items()} for name, kinds in seen.items()}
    told = {"profile": "ci", "sources_sha256": sources_sha256(ROOT), "exit_status": 0, "results": counts}
    path.write_text(json.dumps({**told, "files": FILES, **changes}))
    return path


def test_the_registry_claims_nothing_that_a_full_run_would_not_show(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    full = evidence(tmp_path / "full.json", ALL)
    code, out, _ = run(capsys, "results", "--evidence", full, "--require-evidence")
    assert code == 0
    assert "property-tested 3" in out
    less = {**ALL, "A3": {"certificate": Count(1), "property-tested": Count(1)}}
    code, _, err = run(capsys, "results", "--evidence", evidence(tmp_path / "less.json", less), "--require-evidence")
    assert code == 1
    assert "A3: smt" in err
    assert "A3: certificate" not in err


def test_a_test_that_failed_is_not_forgotten(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    one = evidence(tmp_path / "one.json", {**ALL, "A3": {**ALL["A3"], "smt": Count(3, 1)}})
    code, out, err = run(capsys, "results", "A3", "--evidence", one, "--require-evidence")
    assert code == 1
    assert "smt 3 (1 FAILED)" in out
    assert "A3: smt 3 (1 FAILED)" in err
    assert "certificate" not in err
    assert "smt 3 (1 FAILED)" in " ".join(run(capsys, "results", "A3", "--evidence", one)[1].split())
    seen = json.loads(run(capsys, "results", "A3", "--evidence", one, "--json")[1])[0]["seen"]
    assert seen["smt"] == {"passed": 3, "failed": 1}


def test_a_run_that_did_not_end_well_is_no_evidence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    stopped = evidence(tmp_path / "stopped.json", ALL, exit_status=2)
    code, _, err = run(capsys, "results", "--evidence", stopped, "--require-evidence")
    assert code == 1
    assert "exit status 2" in err
    code, _, err = run(capsys, "results", "--evidence", stopped)
    assert code == 0
    assert "exit status 2" in err


def test_a_file_of_tests_that_the_registry_names_has_run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    name, *rest = FILES["A3"]
    left = evidence(tmp_path / "left.json", ALL, files={**FILES, "A3": rest})
    code, _, err = run(capsys, "results", "--evidence", left, "--require-evidence")
    assert code == 1
    assert f"A3: {name}" in err


def test_evidence_of_other_sources_is_none(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    stale = evidence(tmp_path / "stale.json", ALL, sources_sha256="0" * 64)
    code, out, err = run(capsys, "results", "A0", "--evidence", stale)
    assert code == 0
    assert "other sources" in err
    assert "tests passed" not in out
    assert run(capsys, "results", "--evidence", stale, "--require-evidence")[0] == 2


@pytest.mark.parametrize("text", ["", "[]", '{"profile": "ci"}', '{"profile":"ci","sources_sha256":"","results":{}}'])
def test_a_bad_file_of_evidence_gets_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.json").write_text(text)
    code, _, err = run(capsys, "results", "--evidence", tmp_path / "bad.json")
    assert code == 2
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"results": {"A3": {"smt": {"passed": -1, "failed": 0}}}},
        {"results": {"A3": {"smt": {"passed": 1, "failed": -1}}}},
        {"results": {"A3": {"smt": {"passed": True, "failed": 0}}}},
        {"results": {"A3": {"smt": {"passed": "1", "failed": 0}}}},
        {"results": {"A3": {"smt": {"passed": 1}}}},
        {"results": {"A3": {"smt": 3}}},
        {"results": {"A3": {"hearsay": {"passed": 1, "failed": 0}}}},
        {"results": {"A3": 3}},
        {"results": []},
        {"exit_status": -1},
        {"exit_status": None},
        {"files": {"A3": "tests"}},
        {"more": 1},
    ],
)
def test_counts_of_tests_are_natural_numbers(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, changes: dict[str, Any]
) -> None:
    code, _, err = run(capsys, "results", "--evidence", evidence(tmp_path / "bad.json", ALL, **changes))
    assert code == 2
    assert "not what `make test` writes" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "name", ["theory/a.py", "constraints.txt", "pyproject.toml", "proofs_check/rocq/_CoqProject", "tests/good/x.json"]
)
def test_a_change_of_any_source_changes_the_hash(tmp_path: Path, name: str) -> None:
    (tmp_path / "theory").mkdir()
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    without = sources_sha256(tmp_path)
    path.write_text("x = 1\n")
    before = sources_sha256(tmp_path)
    path.write_text("x = 2\n")
    assert len({without, before, sources_sha256(tmp_path)}) == 3
    moved = path.rename(tmp_path / "theory" / "b.py")
    assert sources_sha256(tmp_path) != before
    moved.write_text("x = 1\n")
    assert sources_sha256(tmp_path) != before


def test_tests_that_passed_are_evidence_and_those_that_failed_are_told(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "proofs_check", tmp_path / "proofs_check")
    (tmp_path / "tests" / "smt").mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "tests")
    (tmp_path / "tests" / "smt" / "test_x.py").write_text(
        "import pytest\n"
        "@pytest.fixture\ndef broken(): raise OSError\n"
        "@pytest.fixture\ndef untidy():\n  yield\n  raise OSError\n"
        "@pytest.mark.result('A3')\ndef test_passes(): pass\n"
        "@pytest.mark.result('A3', 'A4')\ndef test_passes_too(): pass\n"
        "@pytest.mark.result('A4', 'A5')\ndef test_fails(): assert False\n"
        "@pytest.mark.result('A6')\ndef test_is_skipped(): pytest.skip('no solver')\n"
        "@pytest.mark.result('A7')\ndef test_says_less(record_property): record_property('supports', '')\n"
        "@pytest.mark.result('A8')\ndef test_says_less_and_fails(record_property):\n"
        "  record_property('supports', 'A1 certificate')\n  assert False\n"
        "@pytest.mark.result('B1')\ndef test_is_not_set_up(broken): pass\n"
        "@pytest.mark.result('B2')\ndef test_is_not_torn_down(untidy): pass\n"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n  result(*ids): x\n  exhaustive: x\n")
    command = [sys.executable, "-m", "pytest", "-q", "tests", "--evidence", "out/evidence.json"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    seen = json.loads((tmp_path / "out" / "evidence.json").read_text())
    counted = {
        f"{name} {k}": (v["passed"], v["failed"]) for name, kinds in seen["results"].items() for k, v in kinds.items()
    }
    assert counted == {
        "A1 certificate": (0, 1),
        "A3 smt": (2, 0),
        "A4 smt": (1, 1),
        "A5 smt": (0, 1),
        "A8 smt": (0, 1),
        "B1 smt": (0, 1),
        "B2 smt": (1, 1),
    }
    assert seen["files"] == {name: ["tests/smt/test_x.py"] for name in ("A3", "A4", "B2")}
    assert seen["exit_status"] == 1


def test_missing_evidence_is_named() -> None:
    assert Evidence("ci", "", ALL, FILES).missing(results()) == []
    assert "A0: property-tested" in Evidence("ci", "", {}, FILES).missing(results())
    assert Evidence("ci", "", ALL | {"A0": {**ALL["A0"], "smt": Count(0)}}, FILES).missing(results()) == []
    assert Evidence("ci", "", ALL | {"A0": {**ALL["A0"], "smt": Count(0, 2)}}, FILES).missing(results()) == [
        "A0: smt 0 (2 FAILED)"
    ]


CITED = next(path for path in GOOD if path.stem == "A4-identity")


def entries(text: str) -> tuple[list[str], list[str]]:
    """What BibTeX reads, from each @ to the brace that matches the first one, and the lines that it skips."""
    found, skipped, at = [], "", 0
    while (start := text.find("@", at)) >= 0:
        skipped, end = skipped + text[at:start], text.index("{", start) + 1
        while text[start:end].count("{") != text[start:end].count("}"):
            end += 1
            assert end <= len(text), "an entry that does not end"
        found.append(text[start:end])
        at = end
    return found, [line for line in (skipped + text[at:]).split("\n") if line]


def test_a_result_is_cited_with_paper_software_certificate_and_command(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "cite", "A3", "--certificate", CITED)
    assert code == 0
    (paper, software), comments = entries(out)
    assert paper.startswith("@article{BastounisHansenVlacic")
    assert software.startswith("@software{Barriers")
    digest = hashlib.sha256(CITED.read_bytes()).hexdigest()
    assert f"% certificate A4-identity.json: SHA-256 {digest}" in comments
    assert "% to check: barriers check A4-identity.json" in comments
    assert all(line.startswith("% ") for line in comments)
    assert [line for line in comments if "demonstrate A3" in line and ("identity" in line or "check out" in line)] == []
    code, line, _ = run(capsys, "cite", "A3", "--certificate", CITED, "--latex")
    assert code == 0
    assert line.count("\n") == 1
    for part in (digest, "barriers check", "barriers demonstrate A3"):
        assert rf"\texttt{{{part}}}" in line


def test_several_results_are_cited_in_one_file_and_no_key_occurs_twice(capsys: pytest.CaptureFixture[str]) -> None:
    separator = FOLDER / "good" / "C1-P1.json"
    code, out, _ = run(
        capsys, "cite", "A3", "B2", "E0", "C1", "E1", "A3", "--certificate", CITED, "--certificate", separator
    )
    assert code == 0
    found, comments = entries(out)
    keys = [entry.partition("{")[2].partition(",")[0] for entry in found]
    assert keys == ["BastounisHansenVlacic", "ColbrookAntunHansen", "FoucartRauhut", "ChambollePock", "Barriers"]
    assert "{Results A3: " in found[-1] and "; E1: " in found[-1]
    assert len([line for line in comments if line.startswith("% to check: ")]) == 2
    code, line, _ = run(capsys, "cite", "A3", "B2", "--latex")
    assert (code, line.count("\n")) == (0, 2)
    code, out, error = run(capsys, "cite", "B2", "C0", "--certificate", CITED)
    assert (code, out) == (2, "")
    assert "not a certificate of B2 or C0: it is accepted as one of A4" in error


def test_every_result_can_be_cited(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where no certificates are
    for result in results():
        code, out, _ = run(capsys, "cite", result.id)
        assert code == 0
        found, comments = entries(out)
        kinds = [entry.partition("{")[0] for entry in found]
        assert kinds[-1] == "@software"
        assert len(kinds) == 1 + result.bibtex.count("author")
        assert set(kinds[:-1]) <= {"@article", "@book", "@misc"}
        assert all(line.startswith("% ") for line in comments)
        assert len([line for line in comments if f"barriers demonstrate {result.id}" in line]) == 1


@pytest.mark.parametrize(
    "name", ["u@misc{x/c.json", "@misc{x, y = {z}}.json", "a\n@misc{b,}\n.json", "\x1b[2J %$(x).json"]
)
def test_the_name_of_a_file_begins_no_entry(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    shutil.copy(CITED, path)
    code, out, _ = run(capsys, "cite", "A3", "--certificate", path)
    assert code == 0
    found, comments = entries(out)
    assert [entry.partition("{")[0] for entry in found] == ["@article", "@software"]
    assert all(line.startswith("% ") and line.isprintable() for line in comments)
    check = next(line for line in comments if line.startswith("% to check: "))
    shown = check.removeprefix("% to check: barriers check ")
    assert not set(shown) & set(" $()%{}@\\")
    assert list(path.parent.glob(shown)) == [path]  # a shell that reads it finds the file


def test_the_certificates_in_out_are_those_of_the_result_and_no_others_are_checked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = []
    monkeypatch.setattr(citations, "check_file", lambda path: checked.append(path.name) or check_file(path))
    monkeypatch.chdir(tmp_path)
    Path("out").mkdir()
    for path in (CITED, FOLDER / "good" / "A5-two-points.json", FOLDER / "bad" / "A3.11-fewer-than-promised.json"):
        shutil.copy(path, "out")
    Path("out/evidence.json").write_text("{}")
    Path("out/list.json").write_text("[]")
    Path("out/none.json").write_text("")
    code, out, _ = run(capsys, "cite", "A3")
    assert code == 0
    _, comments = entries(out)
    assert [line for line in comments if "certificate" in line or "check " in line] == [
        f"% certificate out/A4-identity.json: SHA-256 {hashlib.sha256(CITED.read_bytes()).hexdigest()}",
        "% to check: barriers check out/A4-identity.json",
    ]
    assert checked == ["A3.11-fewer-than-promised.json", "A4-identity.json"]


def test_what_latex_and_bibtex_read_as_something_else_is_escaped() -> None:
    for letter in "\\{}_&%#$^~":
        told = citations.escaped(f"a{letter}b")
        assert re.fullmatch(r"a\\([_&%#$]|[\^~]\{\}|text[a-z]+\{\})b", told)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("good/A5-two-points.json", "not a certificate of A3: it is accepted as one of A5"),
        ("bad/A3.11-fewer-than-promised.json", "not a certificate of A3: it is rejected as one of A4"),
        ("make.py", "not a certificate of A3: it is malformed\n"),
        ("none.json", "none.json: no such file\n"),
    ],
)
def test_what_is_no_certificate_of_the_result_is_not_cited(
    capsys: pytest.CaptureFixture[str], name: str, reason: str
) -> None:
    code, out, err = run(capsys, "cite", "A3", "--certificate", FOLDER / name)
    assert (code, out) == (2, "")
    assert reason in err
    assert err.count("\n") == 1


def test_eight_certificates_are_cited_unless_more_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = dict.fromkeys((tmp_path / f"{k}.json" for k in range(11)), "0" * 64)
    monkeypatch.setattr(citations, "certificates_of", lambda result, paths: found.items())
    told, line = citations.cite("M"), citations.cite("M", latex=True)
    assert (told.count("% certificate "), line.count("0" * 64)) == (8, 8)
    assert "% and 3 more certificates; to cite others: --certificate PATH" in told
    assert "and 3 more" in line
    every = list(found)
    told, line = citations.cite("M", certificates=every), citations.cite("M", certificates=every, latex=True)
    assert (told.count("% certificate "), line.count("0" * 64)) == (11, 11)
    assert "more" not in told.split("@software")[1] + line
