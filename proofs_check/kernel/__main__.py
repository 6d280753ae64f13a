"""`python -m proofs_check.kernel FILE…`: verdicts on certificates, with nothing but a Python installation."""

from __future__ import annotations

import io
import sys

from . import check_file, exit_code


def main(paths: list[str]) -> int:
    """Print the verdicts; return 0 (all accepted), 1 (a rejection) or 2 (malformed, unsupported, nothing to check)."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    verdicts = []
    for path in paths:
        verdict = check_file(path)
        verdicts.append(verdict)
        # a name may hold line breaks, and so what looks like another verdict
        shown = path if path.isprintable() else repr(path)
        print(shown, verdict.verdict, verdict.condition or "", verdict.result or "", verdict.sha256 or "")
        for line in verdict.report:
            print("   ", line)
    if not paths:
        print("usage: python -m proofs_check.kernel FILE…", file=sys.stderr)
    return exit_code(verdicts)


def run(paths: list[str]) -> int:
    """Return what `main` does, and 2 if what it prints reaches nobody or memory does not suffice."""
    try:
        code = main(paths)
        if sys.stdout:
            sys.stdout.flush()
        return code
    except (OSError, MemoryError) as error:
        sys.stdout = None  # what is left in it would fail again at the end
        print(f"no verdict: {str(error) or type(error).__name__}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
