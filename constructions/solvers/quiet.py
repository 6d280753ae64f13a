"""Other people's code, kept quiet: what it prints, in native code too, its warnings, and its threads.

Claims no result.
"""

from __future__ import annotations

import ctypes
import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from typing import TextIO

__all__ = ["Heard", "quiet", "single_thread"]

THREADS = tuple(f"{name}_NUM_THREADS" for name in ("OMP", "OPENBLAS", "MKL", "NUMBA", "BLIS", "RAYON"))


@dataclass
class Heard:
    """How many bytes were printed, and the warnings, once all is over."""

    printed: int = 0
    warned: list[str] = field(default_factory=list)


@contextmanager
def quiet() -> Iterator[Heard]:
    """Run what follows on one thread; what it prints goes nowhere and is counted, its warnings are kept.

    >>> with quiet() as heard:
    ...     _ = os.write(1, b"by a system call")
    ...     warnings.warn("ill conditioned")
    >>> heard
    Heard(printed=16, warned=['ill conditioned'])
    """
    heard = Heard()
    with single_thread(), warnings.catch_warnings(record=True) as warned, _silent(heard):
        warnings.simplefilter("always")
        yield heard
    heard.warned = [" ".join(str(w.message).split()) for w in warned]


@contextmanager
def single_thread() -> Iterator[None]:
    """Allow one thread, to libraries that are loaded and to those that will be.

    >>> with single_thread():
    ...     os.environ["OMP_NUM_THREADS"]
    '1'
    """
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    limits = None
    with suppress(ImportError):
        from threadpoolctl import threadpool_limits

        limits = threadpool_limits(1)
    try:
        yield
    finally:
        if limits is not None:
            limits.restore_original_limits()
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


@contextmanager
def _silent(heard: Heard) -> Iterator[None]:
    """Send what is printed to a file that nobody reads, and count its bytes."""
    _flush(sys.stdout, sys.stderr)
    with tempfile.TemporaryFile() as sink, open(sink.fileno(), "w", errors="backslashreplace", closefd=False) as python:
        saved = [os.dup(1), os.dup(2)]
        try:
            for place in (1, 2):
                os.dup2(sink.fileno(), place)
            with redirect_stdout(python), redirect_stderr(python):
                yield
        finally:
            _flush(python)
            heard.printed = os.fstat(sink.fileno()).st_size
            for place, kept in zip((1, 2), saved, strict=True):
                os.dup2(kept, place)
                os.close(kept)


def _flush(*streams: TextIO) -> None:
    """Have it written what waits to be: by Python, and by C."""
    for stream in streams:
        with suppress(AttributeError, OSError, ValueError):
            stream.flush()
    ctypes.CDLL(None).fflush(None)
