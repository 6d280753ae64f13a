"""Sweeps over files of problems: each record is what `solve` or `trust` says of these bytes, and falls with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import nnbarriers as nb
from proofs_check.kernel import check_file
from tests.command.running import run

pytestmark = pytest.mark.infrastructure
Captured = pytest.CaptureFixture[str]
TABLE = "age,sex,bmi,pressure\n59,2,32.1,151\n48,1,21.6,75\n72,2,30.5,141\n24,1,25.3,206\n50,1,23.0,135\n"
SPEC = """
[[study]]
result = "trust"
problems = ["table.csv"]
alpha = ["1/10", "5"]
digits = [0, 2, "printed"]
exact = ["sex"]
[[study]]
result = "solve"
problems = ["table.csv", "program.json"]
"""


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/table.csv").write_text(TABLE)
    (tmp_path / "data/program.json").write_text('{"c": [1, 1], "A_eq": [[3, 2]], "b_eq": [1]}')
    where = tmp_path / "data/sweep.toml"
    where.write_text(SPEC.replace('problems = ["table.csv", "program.json"]', 'problems = ["program.json"]'))
    return where


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_each_record_is_what_is_told_of_the_file_alone_with_the_same_certificate(capsys: Captured, spec: Path) -> None:
    code, out, _ = run(capsys, "sweep", str(spec), "--workers", "1")
    assert code == 0 and "7 tasks (0 from before)" in out
    found = records(spec.with_suffix(".jsonl"))
    assert len(found) == 7
    for record in found:
        given = {k: v for k, v in record["parameters"].items() if k != "sha256"}
        place = spec.parent / record["problem"]
        if record["result"] == "trust":
            alone: Any = nb.trust(place, seed=record["seed"], **given)
            assert record["numbers"]["verdict"] == alone.verdict and record["numbers"]["selected"] == alone.selected
            assert (record["status"] == "open") == (alone.verdict == "open")
        else:
            alone = nb.solve(place, **given)
            assert record["numbers"]["support"] == list(alone.support)
        assert record.get("certificate") == (alone.certificate and alone.certificate.sha256)
    kept = sorted(spec.with_suffix(".jsonl.certificates").iterdir())
    assert {path.stem for path in kept} == {r["certificate"] for r in found if "certificate" in r}
    assert all(check_file(path).verdict == "accepted" for path in kept)
    code, out, _ = run(capsys, "sweep", str(spec), "--workers", "1")
    assert code == 0 and "7 tasks (7 from before)" in out


def test_other_bytes_are_another_task_and_a_file_that_changes_meanwhile_is_a_failure(
    capsys: Captured, spec: Path
) -> None:
    from nnbarriers.sweeps.spec import read_spec
    from nnbarriers.sweeps.tasks import run_task

    before = read_spec(spec)
    (spec.parent / "table.csv").write_text(TABLE + "61,1,22.0,140\n")
    record, certificate = run_task(before[0])
    assert record["status"] == "failed" and "has changed" in record["reason"] and certificate is None
    assert str(spec.parent) not in json.dumps(record)
    after = {task.name for task in read_spec(spec)}
    assert len(after & {task.name for task in before}) == 1  # the program


def test_a_record_whose_certificate_is_another_does_not_stand(capsys: Captured, spec: Path) -> None:
    assert run(capsys, "sweep", str(spec), "--workers", "1")[0] == 0
    kept = next(spec.with_suffix(".jsonl.certificates").iterdir())
    kept.write_text(kept.read_text().replace("1", "2", 1))
    code, out, _ = run(capsys, "sweep", str(spec), "--workers", "1")
    assert code == 0 and "7 tasks (6 from before)" in out
    assert check_file(kept).verdict == "accepted"


@pytest.mark.parametrize(
    ("study", "said"),
    [
        ('result = "trust"\nproblems = ["table.csv"]\nalpha = ["1"]', "within, or digits"),
        ('result = "trust"\nproblems = ["table.csv"]\nalpha = ["1"]\nwithin = ["1"]\ndigits = [1]', "one of them"),
        ('result = "trust"\nproblems = ["table.csv"]\ndigits = [1]', "needs alpha"),
        ('result = "trust"\nproblems = ["table.csv"]\nalpha = [0.1]\ndigits = [1]', "rationals are strings"),
        ('result = "trust"\nproblems = ["table.csv"]\nalpha = ["1"]\ndigits = [-1]', "not possible here"),
        ('result = "solve"\nproblems = ["table.csv"]\nalpha = ["1"]\ndigits = [1]', "no key 'digits'"),
        ('result = "solve"\nproblems = ["table.csv"]\nalpha = []', "must not be empty"),
        ('result = "solve"\nproblems = []\nalpha = ["1"]', "list of files"),
        ('result = "solve"\nproblems = ["none.csv"]\nalpha = ["1"]', "no such file"),
        ('result = "solve"\nproblems = ["table.csv"]\nalpha = ["1"]\nexact = ["sex"]', "goes with trust"),
        ('result = "solve"\nproblems = ["table.csv"]\nalpha = ["1"]\nwithout = "sex"', "a list of names"),
        ('result = "solve"\nproblems = ["table.csv"]\nalpha = ["1"]\nintercept = 1', "takes bool"),
        ('result = "solve"\nproblems = ["table.csv"]\nalpha = ["1"]\nseeds = 0', "whole number"),
        ('result = "solve"\nproblems = ["table.csv"]\nalpha = ["1", "-1"]', "alpha: '-1' is not possible here"),
        ('result = "trust"\nproblems = ["table.csv"]\nalpha = ["1"]\ndigits = [1, 400]', "digits: 400 is not possible"),
        ('result = "solve"\nproblems = ["table.csv"]\nalpha = ["1"]\nl1_ratio = ["2"]', "l1_ratio: '2' is not"),
        ('result = "solve"\nproblems = ["table.csv"]\nalpha = ["1"]\ntrainers = ["coin"]', "no key 'trainers'"),
    ],
)
def test_a_study_that_cannot_be_is_refused_before_anything_runs(
    capsys: Captured, spec: Path, study: str, said: str
) -> None:
    spec.write_text(f"[[study]]\n{study}\n")
    code, _, err = run(capsys, "sweep", str(spec))
    assert code == 2 and said in err and len(err.strip().splitlines()) == 1
    assert not spec.with_suffix(".jsonl").exists()


def test_an_answer_is_one_of_the_bytes_that_its_digest_names(spec: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is read once: what is written over it while a task runs changes nothing."""
    from nnbarriers.sweeps import problems
    from nnbarriers.sweeps.spec import read_spec
    from nnbarriers.sweeps.tasks import run_task

    task = read_spec(spec)[0]
    plain, _ = run_task(task)

    def then_replaced(path: str | Path) -> bytes:
        content = Path(path).read_bytes()
        Path(path).write_text(TABLE.replace("151", "15"))
        return content

    monkeypatch.setattr(problems, "read_bytes", then_replaced)
    assert run_task(task)[0] == plain


@pytest.mark.parametrize(
    "change",
    [
        lambda r: r.pop("certificate"),
        lambda r: r.update(numbers={}),
        lambda r: r.update(status="open"),
        lambda r: r["numbers"].update(verdict="open"),
        lambda r: r["numbers"].update(more=1),
        lambda r: r["numbers"].update(largest=float("nan")),
        lambda r: r.update(problem="other.csv"),
        lambda r: r["parameters"].update(sha256="0" * 64),
    ],
)
def test_a_record_that_no_task_writes_is_refused(capsys: Captured, spec: Path, change: Any) -> None:
    assert run(capsys, "sweep", str(spec), "--workers", "1")[0] == 0
    kept = spec.with_suffix(".jsonl")
    found = records(kept)
    change(next(r for r in found if r["numbers"].get("verdict") == "trusted"))
    kept.write_text("".join(json.dumps(r, sort_keys=True, separators=(",", ":")) + "\n" for r in found))
    code, _, err = run(capsys, "sweep", str(spec), "--workers", "1")
    assert code == 2 and "is no record of a sweep" in err


def test_the_seed_of_a_task_is_that_of_its_search(spec: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from nnbarriers.sweeps import problems
    from nnbarriers.sweeps.spec import read_spec
    from nnbarriers.sweeps.tasks import run_task

    seeds: list[int] = []
    plain = problems.judged
    monkeypatch.setattr(problems, "judged", lambda asked, seed, told: seeds.append(seed) or plain(asked, seed, told))
    tasks = [task for task in read_spec(spec) if task.result == "trust"]
    for task in tasks:
        run_task(task)
    assert seeds == [task.seed for task in tasks] and len(set(seeds)) == len(seeds)
