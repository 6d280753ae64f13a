"""Other people's code prints nothing, warns nobody, and has one thread; what was there before is there again."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings

import pytest

from constructions.solvers.quiet import THREADS, quiet

pytestmark = pytest.mark.infrastructure
PRINTS = """
import ctypes, os, sys, warnings
from constructions.solvers.quiet import quiet
print("before", end=" ")
with quiet() as heard:
    print("by Python")
    print("on stderr", file=sys.stderr)
    os.write(1, b"by a system call")
    os.write(2, b"and one on stderr")
    ctypes.CDLL(None).puts(b"by C")
    warnings.warn("ill  conditioned")
print("after", heard.printed, heard.warned)
"""


def test_what_is_printed_by_whatever_means_is_counted_and_goes_nowhere() -> None:
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run([sys.executable, "-c", PRINTS], capture_output=True, text=True, check=False, env=buffered)
    size = len("by Python\non stderr\nby a system calland one on stderrby C\n")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"before after {size} ['ill conditioned']\n", "")


def test_threads_filters_and_streams_are_what_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.delenv("NUMBA_NUM_THREADS", raising=False)
    filters, streams = list(warnings.filters), (sys.stdout, sys.stderr)
    seen = set[str]()
    with pytest.raises(KeyError, match="NO_SUCH_VARIABLE"), quiet():
        seen |= {os.environ[name] for name in THREADS} | {os.environ["NO_SUCH_VARIABLE"]}
    with quiet():
        seen |= {os.environ[name] for name in THREADS}
    assert seen == {"1"}
    assert os.environ["OMP_NUM_THREADS"] == "7"
    assert "NUMBA_NUM_THREADS" not in os.environ
    assert (list(warnings.filters), (sys.stdout, sys.stderr)) == (filters, streams)


def test_libraries_that_are_loaded_have_one_thread() -> None:
    control = pytest.importorskip("threadpoolctl")
    import numpy as np

    np.ones((2, 2)) @ np.ones((2, 2))
    with control.threadpool_limits(2):
        before = [pool["num_threads"] for pool in control.threadpool_info()]
        with quiet():
            assert {pool["num_threads"] for pool in control.threadpool_info()} == {1}
        assert [pool["num_threads"] for pool in control.threadpool_info()] == before
        assert 2 in before
