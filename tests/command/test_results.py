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
from proofs_check.evidence import Evidence, sources_sha256
from tests.kernel.corpus import FOLDER, GOOD
from theory.results import results

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]
ALL = {result.id: dict.fromkeys(result.evidence, 3) for result in results()}


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = 0
    try:
        main([str(a) for a in arguments])
    except SystemExit as stop:
        code = int(stop.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


def evidence(path: Path, seen: dict[str, Any], sources: str | None = None) -> Path:
    told = {"profile": "ci", "sources_sha256": sources or sources_sha256(ROOT), "results": seen}
    path.write_text(json.dumps(told))
    return path


def test_the_registry_claims_nothing_that_a_full_run_would_not_show(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    full = evidence(tmp_path / "full.json", ALL)
    code, out, _ = run(capsys, "results", "--evidence", full, "--require-evidence")
    assert code == 0
    assert "property-tested 3" in out
    less = {**ALL, "A3": {"certificate": 1, "property-tested": 1}}
    code, _, err = run(capsys, "results", "--evidence", evidence(tmp_path / "less.json", less), "--require-evidence")
    assert code == 1
    assert "A3: smt" in err


def test_evidence_of_other_sources_is_none(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    stale = evidence(tmp_path / "stale.json", ALL, "0" * 64)
    code, out, err = run(capsys, "results", "A0", "--evidence", stale)
    assert code == 0
    assert "other sources" in err
    assert "tests passed" not in out
    assert run(capsys, "results", "--evidence", stale, "--require-evidence")[0] == 2


@pytest.mark.parametrize(
    "text", ["", "[]", '{"profile": "ci"}', '{"profile":"ci","sources_sha256":"","results":{"A3":3}}']
)
def test_a_bad_file_of_evidence_gets_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.json").write_text(text)
    code, _, err = run(capsys, "results", "--evidence", tmp_path / "bad.json")
    assert code == 2
    assert err.count("\n") == 1


def test_a_change_of_any_source_changes_the_hash(tmp_path: Path) -> None:
    (tmp_path / "theory").mkdir()
    (tmp_path / "theory" / "a.py").write_text("x = 1\n")
    before = sources_sha256(tmp_path)
    (tmp_path / "theory" / "a.py").write_text("x = 2\n")
    assert sources_sha256(tmp_path) != before
    (tmp_path / "theory" / "a.py").rename(tmp_path / "theory" / "b.py")
    assert sources_sha256(tmp_path) != before


def test_only_tests_that_ran_and_passed_are_evidence(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "proofs_check", tmp_path / "proofs_check")
    (tmp_path / "tests" / "smt").mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "tests")
    (tmp_path / "tests" / "smt" / "test_x.py").write_text(
        "import pytest\n"
        "@pytest.mark.result('A3')\ndef test_passes(): pass\n"
        "@pytest.mark.result('A5')\ndef test_fails(): assert False\n"
        "@pytest.mark.result('A6')\ndef test_is_skipped(): pytest.skip('no solver')\n"
        "@pytest.mark.result('A7')\ndef test_says_less(record_property): record_property('supports', '')\n"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n  result(*ids): x\n  exhaustive: x\n")
    command = [sys.executable, "-m", "pytest", "-q", "tests", "--evidence", "out/evidence.json"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    seen = json.loads((tmp_path / "out" / "evidence.json").read_text())
    assert seen["results"] == {"A3": {"smt": 1}}


def test_missing_evidence_is_named() -> None:
    assert Evidence("ci", "", ALL).missing(results()) == []
    assert "A0: property-tested" in Evidence("ci", "", {}).missing(results())


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
