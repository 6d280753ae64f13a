"""`barriers results` shows what a run of the tests has seen and reports what is claimed without it; `barriers cite`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from proofs_check.cli import main
from proofs_check.evidence import Count, Evidence, sources_sha256
from tests.kernel.corpus import FOLDER, GOOD
from theory.results import results

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]
ALL = {result.id: dict.fromkeys(result.evidence, Count(3)) for result in results()}
FILES = {result.id: result.tests for result in results()}


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = 0
    try:
        main([str(a) for a in arguments])
    except SystemExit as stop:
        code = int(stop.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


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


def test_a_result_is_cited_with_paper_software_certificate_and_command(capsys: pytest.CaptureFixture[str]) -> None:
    path = next(p for p in GOOD if p.stem == "A4-identity")
    code, out, _ = run(capsys, "cite", "A3", "--certificate", path)
    assert code == 0
    for part in ("@article{BastounisHansenVlacic", "@software{Barriers", "SHA-256", "barriers demonstrate A3"):
        assert part in out
    assert out.count("{") == out.count("}")
    code, line, _ = run(capsys, "cite", "A3", "--certificate", path, "--latex")
    assert code == 0
    assert line.count("\n") == 1
    assert r"\texttt{" in line


def test_every_result_can_be_cited(capsys: pytest.CaptureFixture[str]) -> None:
    for result in results():
        code, out, _ = run(capsys, "cite", result.id)
        assert code == 0
        assert ("@article" in out or "@misc" in out) == (result.source != "this project")


@pytest.mark.parametrize("name", ["good/A5-two-points.json", "bad/A3.7-not-failing.json", "none.json"])
def test_what_is_no_certificate_of_the_result_is_not_cited(capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, out, err = run(capsys, "cite", "A3", "--certificate", FOLDER / name)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
