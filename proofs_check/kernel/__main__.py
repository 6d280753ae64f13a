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
        print(path, verdict.verdict, verdict.condition or "", verdict.result or "", verdict.sha256 or "")
        for line in verdict.report:
            print("   ", line)
    if not paths:
        print("usage: python -m proofs_check.kernel FILE…", file=sys.stderr)
    return exit_code(verdicts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
