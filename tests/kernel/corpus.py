"""What the kernel must say about every file of the corpus, and where a given kernel says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "certificates"
GOOD = sorted((FOLDER / "good").glob("*.json"))
BAD = sorted((FOLDER / "bad").glob("*.json"))


@cache
def content(path: Path) -> bytes:
    """Return the bytes of a file, read once."""
    return path.read_bytes()


def expected(path: Path) -> tuple[str, str | None, str | None]:
    """Return (verdict, condition, result) as the file's name states them; result None where it does not matter."""
    start = path.stem.split("-")[0]
    if path.parent.name == "good":
        return "accepted", None, start
    return (start, None, None) if start in ("malformed", "unsupported") else ("rejected", start, None)


def discrepancies(check_bytes: Callable[[bytes], Any], first: Sequence[str] = ()) -> Iterator[str]:
    """Yield the files on which a kernel's verdict is not the expected one, those named first; a crash counts."""
    early = {name: place for place, name in enumerate(first)}
    for path in sorted(GOOD + BAD, key=lambda path: early.get(path.name, len(early))):
        verdict, condition, result = expected(path)
        try:
            said = check_bytes(content(path))
        except Exception as error:
            yield f"{path.name}: {error!r}"
            continue
        if (said.verdict, said.condition) != (verdict, condition) or result not in (None, said.result):
            yield f"{path.name}: {said.verdict} {said.condition}"
