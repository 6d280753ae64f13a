"""Bounds on the time and the memory of a check, where the system has them: what needs more is unsupported."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from .reading import Unsupported

SECONDS = 300
MEMORY = 8 * 2**30
"""Bytes of address space of the whole process."""


@contextmanager
def limited(seconds: int = SECONDS, memory: int = MEMORY) -> Iterator[None]:
    """Raise Unsupported after so many seconds, MemoryError beyond so many bytes; main thread, POSIX only."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    import resource

    def stop(number: int, frame: Any) -> NoReturn:
        raise Unsupported(f"takes longer than {seconds} s")

    before = resource.getrlimit(resource.RLIMIT_AS)
    soft = min(v for v in (memory, *before) if v != resource.RLIM_INFINITY)
    handler = signal.signal(signal.SIGALRM, stop)
    resource.setrlimit(resource.RLIMIT_AS, (soft, before[1]))
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        resource.setrlimit(resource.RLIMIT_AS, before)
