"""The documentation site, built once for all tests that look at it."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def built(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site, which the first process of this run that asks builds, without a warning."""
    pytest.importorskip("furo", reason="the packages of the site are not installed (extra `docs`)")
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")  # where several processes run tests, they share a folder
    where = factory.getbasetemp().parent / f"site-{run}" if run else factory.getbasetemp() / "site"
    where.mkdir(exist_ok=True)
    with (where / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (where / "told").exists():
            command = [sys.executable, "-m", "docs.build", str(where / "site")]
            environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
            done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
            (where / "told").write_text(done.stderr or ("" if done.returncode == 0 else "it failed"))
        assert (where / "told").read_text()[-2000:] == ""
    return where / "site"
