"""The file of results loses nothing but a torn last line, and refuses what it cannot keep."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from proofs_check.sweeps.store import Store
from theory.exact import BarriersError

pytestmark = pytest.mark.infrastructure
RECORD = {"task": "t", "status": "done", "certificate": "c"}


def test_a_torn_last_line_is_cut_off_and_everything_before_it_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    with Store(path) as store:
        store.add(RECORD, "{}\n")
        store.add({**RECORD, "task": "u"}, "{}\n")
    whole = path.read_bytes()
    assert (tmp_path / "r.jsonl.certificates" / "c.json").read_text() == "{}\n"
    first = whole.index(b"\n") + 1
    for cut in range(len(whole) + 1):
        path.write_bytes(whole[:cut])
        with Store(path) as store:
            assert len(store.records) == (cut >= first) + (cut == len(whole))
            store.add({**RECORD, "task": "v"}, None)
        lines = path.read_bytes().splitlines()
        assert json.loads(lines[-1])["task"] == "v"
        assert b"\n".join(lines[:-1]) + b"\n" * (len(lines) > 1) == whole[: (0, first, len(whole))[len(lines) - 1]]


def test_a_torn_line_that_is_longer_than_the_next_one_leaves_nothing_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(b'{"task": "' + b"x" * 300)
    with Store(path) as store:
        store.add(RECORD, None)
    assert [json.loads(line) for line in path.read_bytes().splitlines()] == [RECORD]


@pytest.mark.parametrize("line", ["hello", "[]", "{}", '{"task": "t", "status": "perhaps"}', "\xff"])
def test_a_file_of_something_else_is_left_alone(tmp_path: Path, line: str) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(f"{json.dumps(RECORD)}\n{line}\n", encoding="latin-1")
    before = path.read_bytes()
    with pytest.raises(BarriersError, match=r"line 2 is no record of a sweep"), Store(path):
        pass
    assert path.read_bytes() == before


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
        with pytest.raises(BarriersError, match=r"No space left on device\); the 1 results in it are safe"):
            store.add({**RECORD, "task": "u"}, None)
        assert path.read_bytes() == whole
