"""The command `barriers peers`: the tools on instances with known answers, as a table."""

from __future__ import annotations

from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from constructions.files import write_text
from nnbarriers.command.console import JSON, err, exit_codes, out, progress, tell
from proofs_check.peers.answers import TOOLS, Reply, ask, missing, reproduction
from proofs_check.peers.questions import export_questions, read_questions
from theory.exact import BarriersError

COLOURS = {"right": "green", "unknown": "yellow"}


def table(replies: list[Reply]) -> Table:
    """Return the table of all answers."""
    found = Table("instance", "expected", "tool", "said", "verdict", "seconds")
    for reply in replies:
        colour = COLOURS.get(reply.verdict, "red")
        said = f"unknown ({reply.reason})" if reply.reason else reply.said
        row = [Text(text) for text in (reply.question.name, reply.question.expected, reply.tool, said)]  # no markup
        found.add_row(*row, Text(reply.verdict, colour), f"{reply.seconds:.1f}")
    return found


@click.command("peers", epilog=exit_codes("whatever the tools say"))
@click.option("--instances", type=click.Path(file_okay=False, path_type=Path), help="A folder of `barriers export`.")
@click.option(
    "--points", type=click.IntRange(4, 5000), default=64, show_default=True, help="Points of our own instances."
)
@click.option("--seconds", type=click.IntRange(1), default=10, show_default=True, help="Limit for each answer.")
@click.option("--tool", "wanted", type=click.Choice([*TOOLS]), multiple=True, help="Only this tool.")
@click.option("--name", "part", default="", help="Only instances whose name contains this.")
@click.option(
    "-o", "folder", type=click.Path(file_okay=False, path_type=Path), default=Path("out/peers"), help="Output."
)
@JSON
def peers_command(
    instances: Path | None, points: int, seconds: int, wanted: tuple[str, ...], part: str, folder: Path, as_json: bool
) -> None:
    """Ask z3, cvc5, Marabou and a gradient attack about instances whose answers are known exactly.

    Wrong answers, and points that have not the property, become scripts in the output folder.
    """
    absent = missing()
    for tool, package in absent.items():
        err.print(f"{tool} is not asked: the package {package} is not installed")
    tools = [tool for tool in wanted or TOOLS if tool not in absent]
    own = folder / f"instances-{points}"
    try:
        if instances is None:
            export_questions(own, points)
        questions = [q for q in read_questions(instances or own) if part in q.name]
    except BarriersError as error:
        raise click.UsageError(str(error)) from None
    if not tools or not questions:
        raise click.UsageError("there is nobody to ask, or nothing to be asked")
    replies = []
    with progress(len(tools) * len(questions), "asking") as (bar, task):
        for question in questions:
            for tool in tools:
                bar.update(task, advance=1, description=f"{tool}: {question.name}")
                replies.append(ask(tool, question, seconds))
    scripts = {r: folder / f"{r.tool}-{r.question.name}.py" for r in replies if r.wrong or r.replayed is False}
    if as_json:
        tell([{**reply.as_json(), "script": str(scripts[reply]) if reply in scripts else None} for reply in replies])
    else:
        out.print(table(replies))
    try:
        for reply, path in scripts.items():
            write_text(path, reproduction(reply))
    except BarriersError as error:
        raise click.UsageError(str(error)) from None
    wrong = sum(reply.wrong for reply in replies)
    told = f"{wrong} of {len(replies)} answers are wrong; {len(scripts)} scripts in {folder}"
    err.print(told)
