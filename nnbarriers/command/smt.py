"""The command `barriers smt`: every case decided by z3 and by cvc5, as a table."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.text import Text

from nnbarriers.command.console import JSON, err, exit_codes, out, progress, tell
from nnbarriers.sheets import Sheet
from proofs_check.smt.decisions import Decision, decide, reproduction
from proofs_check.smt.instances import cases
from proofs_check.smt.solvers import installed

QUICK, SLOW = 60, 600


def table(decisions: list[Decision]) -> Sheet:
    """Return the table of all decisions."""
    right = ("seconds", "proof (bytes)")
    found = Sheet(("result", "instance", "z3", "cvc5", "expected", *right), right=right, least={"instance": 20})
    for row in decisions:
        colour = "red" if row.faults else "green"
        said = [Text(str(answer), colour) for answer in row.answers]
        size = "" if row.proof_bytes is None else f"{row.proof_bytes:,}"
        found.add(row.case.result, row.case.name, *said, row.case.expected, f"{row.seconds:.1f}", size)
    return found


@click.command("smt", epilog=exit_codes("every verdict as expected, every counterexample replayed", one="not so"))
@click.option(
    "--proofs", type=click.Path(file_okay=False, path_type=Path), help="Write Alethe proofs into this folder."
)
@click.option("--long", "long", is_flag=True, help="The cases that take minutes too.")
@click.option("--result", "wanted", metavar="ID", multiple=True, help="Only the cases of this result.")
@click.option("--seconds", type=click.IntRange(1), help=f"Limit for each answer. [default: {QUICK}, --long {SLOW}]")
@JSON
def smt_command(proofs: Path | None, long: bool, wanted: tuple[str, ...], seconds: int | None, as_json: bool) -> None:
    """Instances of the theorems and their false twins, decided by z3 and cvc5."""
    if not installed():
        raise click.UsageError("z3 and cvc5 are needed: pip install z3-solver cvc5")
    numbered = [(f"{c.result}-{i:02d}", c) for i, c in enumerate(cases(long=long), 1)]
    chosen = [(name, case) for name, case in numbered if not wanted or case.result in wanted]
    if not chosen:
        raise click.UsageError(f"no case belongs to {', '.join(wanted)}")
    if proofs is not None:
        proofs.mkdir(parents=True, exist_ok=True)
    limit = seconds or (SLOW if long else QUICK)
    decisions = []
    with progress(len(chosen), "z3 and cvc5") as (bar, task):
        for name, case in chosen:
            bar.update(task, description=name)
            decisions.append(decide(case, limit, proof=proofs / name if proofs else None))
            bar.advance(task)
    if as_json:
        tell([row.as_json() for row in decisions])
    else:
        out.print(table(decisions))
    wrong = [row for row in decisions if row.faults]
    for row in wrong:
        err.print(reproduction(row), soft_wrap=True)
    err.print(f"{len(decisions) - len(wrong)} of {len(decisions)} cases are as expected")
    sys.exit(1 if wrong else 0)
