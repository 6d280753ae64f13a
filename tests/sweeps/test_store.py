"""The file of results loses nothing but a torn last line, and refuses what it cannot keep."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from constructions.certificates import canonical
from nnbarriers.sweeps.spec import Task
from nnbarriers.sweeps.store import Store
from theory.exact import BarriersError

pytestmark = pytest.mark.infrastructure
PROOF = "{}\n"


def made(replicate: int, certificate: str | None = None) -> dict[str, Any]:
    task = Task("B", "coin", (("accuracy", "1/5"), ("widths", (2, 2, 1))), replicate, 0)
    named = {"certificate": hashlib.sha256(certificate.encode()).hexdigest()} if certificate else {}
    return {"task": task.name, **task.describe(), "seed": task.seed, "status": "done", "numbers": {}, **named}


RECORD, OTHER, THIRD = made(0, PROOF), made(1, PROOF), made(2)


def test_a_torn_last_line_is_cut_off_and_everything_before_it_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    with Store(path) as store:
        store.add(RECORD, PROOF)
        store.add(OTHER, PROOF)
    whole = path.read_bytes()
    assert (tmp_path / "r.jsonl.certificates" / f"{RECORD['certificate']}.json").read_text() == PROOF
    first = whole.index(b"\n") + 1
    for cut in range(len(whole) + 1):
        path.write_bytes(whole[:cut])
        with Store(path) as store:
            assert len(store.records) == (cut >= first) + (cut == len(whole))
            assert path.read_bytes() == whole[:cut]
            store.add(THIRD, None)
        lines = path.read_bytes().splitlines()
        assert json.loads(lines[-1])["task"] == THIRD["task"]
        assert b"\n".join(lines[:-1]) + b"\n" * (len(lines) > 1) == whole[: (0, first, len(whole))[len(lines) - 1]]


def test_a_torn_line_that_is_longer_than_the_next_one_leaves_nothing_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(b'{"certificate":"' + b"x" * 900)
    with Store(path) as store:
        store.add(RECORD, None)
    assert [json.loads(line) for line in path.read_bytes().splitlines()] == [RECORD]


def forged(**change: Any) -> str:
    return json.dumps({key: value for key, value in {**RECORD, **change}.items() if value is not None})


FORGED = {
    "status": forged(status="perhaps"),
    "name": forged(task="0" * 64),
    "seed": forged(seed=1),
    "parameters": forged(parameters={"accuracy": "6/25"}),
    "numbers": forged(numbers=None),
    "certificate": forged(certificate="../../elsewhere"),
    "reason": forged(status="failed", numbers=None, certificate=None),
    "result": forged(result="A3"),
}


@pytest.mark.parametrize(
    "line", ["hello", "[]", "{}", "", "\xff", "[" * 5000, *FORGED.values()], ids=lambda line: line[:9]
)
def test_a_file_of_something_else_is_left_alone(tmp_path: Path, line: str) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(f"{canonical(RECORD)}{line}\n", encoding="latin-1")
    before = path.read_bytes()
    with pytest.raises(BarriersError, match=r"line 2 is no record of a sweep"), Store(path):
        pass
    assert path.read_bytes() == before


@pytest.mark.parametrize("text", ["my thesis", '{"task": "mine"', '{"title":', "\0" * 20, '{"numbers":{"\xff'])
@pytest.mark.parametrize("before", ["", canonical(RECORD)], ids=["alone", "after a record"])
def test_a_last_line_without_its_end_that_begins_no_record_is_refused(tmp_path: Path, before: str, text: str) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(before + text, encoding="latin-1")
    content = path.read_bytes()
    with pytest.raises(BarriersError, match="nor the beginning of one"), Store(path):
        pass
    assert path.read_bytes() == content


def test_a_file_that_was_there_is_neither_cut_nor_taken_away_if_nothing_is_added(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    for content in (b"", b'{"parameters":{"acc'):
        path.write_bytes(content)
        with pytest.raises(KeyboardInterrupt), Store(path):
            raise KeyboardInterrupt
        assert path.read_bytes() == content


def test_the_target_of_a_link_is_appended_to_and_never_replaced(tmp_path: Path) -> None:
    path, target = tmp_path / "r.jsonl", tmp_path / "thesis"
    path.symlink_to(target)
    target.write_text("my thesis")
    with pytest.raises(BarriersError, match="no record"), Store(path):
        pass
    assert target.read_text() == "my thesis"
    target.write_text("")
    with Store(path) as store:
        store.add(RECORD, None)
    assert path.is_symlink()
    assert target.read_text() == canonical(RECORD)


def test_a_certificate_that_is_gone_or_changed_is_written_again(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    with Store(path) as store:
        store.add(RECORD, PROOF)
        store.add(THIRD, None)
    proof = tmp_path / "r.jsonl.certificates" / f"{RECORD['certificate']}.json"
    for damage in (proof.unlink, lambda: proof.write_text("{ }\n")):
        damage()
        with Store(path) as store:
            assert [store.stands(record["task"]) for record in (RECORD, OTHER, THIRD)] == [False, False, True]
            store.add(RECORD, PROOF)
            assert store.stands(RECORD["task"])
        assert proof.read_text() == PROOF


def test_a_certificate_is_on_the_disk_before_the_record_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        synced.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    with Store(tmp_path / "r.jsonl") as store:
        store.add(RECORD, PROOF)
    assert synced == [f"{RECORD['certificate']}.json", "r.jsonl.certificates", tmp_path.name, "r.jsonl"]


def test_a_file_that_another_sweep_takes_away_meanwhile_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.jsonl"
    path.touch()
    real, times = fcntl.flock, []

    def flock(handle: int, how: int) -> None:
        if not times:
            path.unlink()
        times.append(handle)
        real(handle, how)

    monkeypatch.setattr(fcntl, "flock", flock)
    with Store(path) as store:
        store.add(RECORD, None)
    assert path.read_text() == canonical(RECORD)
    assert len(times) == 2


def test_a_file_is_written_by_one_sweep_at_a_time_and_an_empty_one_is_not_left(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    with Store(path):
        with pytest.raises(BarriersError, match="another sweep is writing it"), Store(path):
            pass
        assert path.exists()
    assert not path.exists()
    with pytest.raises(BarriersError, match="not a regular file"), Store("/dev/full"):
        pass


def test_a_disk_that_is_full_leaves_whole_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.jsonl"
    real = os.pwrite

    def full(handle: int, content: bytes, at: int) -> int:
        if at > 60:
            raise OSError(28, "No space left on device")
        return real(handle, content[:40], at)

    with Store(path) as store:
        store.add(RECORD, None)
        whole = path.read_bytes()
        monkeypatch.setattr(os, "pwrite", full)
        with pytest.raises(BarriersError, match=r"No space left on device\); the 1 results in .*r.jsonl are safe, run"):
            store.add(OTHER, None)
        assert path.read_bytes() == whole


def test_a_disk_that_is_full_for_a_certificate_keeps_the_results_and_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.jsonl"

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with Store(path) as store:
        store.add(THIRD, None)
        whole = path.read_bytes()
        with monkeypatch.context() as within:
            within.setattr(os, "fsync", full)
            with pytest.raises(
                BarriersError, match=r"No space left on device.*; the 1 results in .*r.jsonl are safe, run"
            ):
                store.add(RECORD, PROOF)
        assert path.read_bytes() == whole
        assert not store.stands(RECORD["task"])
        store.add(RECORD, PROOF)
        assert store.stands(RECORD["task"])
