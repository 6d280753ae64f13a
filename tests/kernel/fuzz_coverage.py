"""Which lines of the kernel the files of a folder reach: a tracer, so that no package is needed."""

from __future__ import annotations

import sys
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

KERNEL = Path(__file__).parents[2] / "proofs_check" / "kernel"


def lines(code: CodeType) -> set[int]:
    """The lines of a code object and of all inside it."""
    found = {line for _, _, line in code.co_lines() if line and line != code.co_firstlineno}
    return found.union(*(lines(inner) for inner in code.co_consts if isinstance(inner, CodeType)))


def main() -> None:
    """Print how many lines the files reach, how many there are, and the others."""
    reached: dict[str, set[int]] = {}

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        name = frame.f_code.co_filename
        if not name.startswith(str(KERNEL)):
            return None
        reached.setdefault(Path(name).name, set()).add(frame.f_lineno)
        return trace

    sys.settrace(trace)
    from proofs_check import kernel

    for path in sorted(Path(sys.argv[1]).iterdir()):
        kernel.check_file(path)
    sys.settrace(None)
    paths = [path for path in sorted(KERNEL.glob("*.py")) if path.stem != "__main__"]
    all_lines = {path.name: lines(compile(path.read_text(), str(path), "exec")) for path in paths}
    hit = {name: found & reached.get(name, set()) for name, found in all_lines.items()}
    missed = [f"{name}:{line}" for name, found in all_lines.items() for line in sorted(found - hit[name])]
    reached_lines, lines_in_all = (sum(map(len, part.values())) for part in (hit, all_lines))
    sys.stdout.write(f"lines of the kernel reached: {reached_lines} of {lines_in_all}; not: {' '.join(missed)}\n")


if __name__ == "__main__":
    main()
