"""The command, run in this process as a user runs it."""

from __future__ import annotations

import pytest

from nnbarriers.command.main import main


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Return the exit code, what was printed, and what was said on the standard error."""
    code = 0
    try:
        main([str(a) for a in arguments])
    except SystemExit as stop:
        code = int(stop.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err
