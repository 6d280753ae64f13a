"""The command `barriers peers`: the tools on instances with known answers, or on one vector for digits (U)."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from constructions.certificates import universal_certificate, write_certificate
from constructions.files import write_text
from nnbarriers.command.console import JSON, Q, err, exit_codes, out, progress, tell, watched
from nnbarriers.demonstrations.own_data import single_precision_digits
from nnbarriers.pages.peer_tables import peers_page, scale_picture
from nnbarriers.sheets import Sheet
from proofs_check.kernel import check_file
from proofs_check.peers.answers import TOOLS, Reply, ask, missing, reproduction
from proofs_check.peers.questions import Query, export_questions, read_questions
from proofs_check.peers.vectors import METHODS, Contest, Entry, compare
from theory.exact import BarriersError

COLOURS = {"right": "green", "unknown": "yellow"}


def table(replies: list[Reply]) -> Sheet:
    """Return the table of all answers."""
    found = Sheet(("instance", "expected", "tool", "said", "verdict", "seconds"), right=("seconds",))
    for reply in replies:
        colour = COLOURS.get(reply.verdict, "red")
        said = f"unknown ({reply.reason})" if reply.reason else reply.said
        row = (reply.question.name, reply.question.expected, reply.tool, said)
        found.add(*row, Text(reply.verdict, colour), f"{reply.seconds:.1f}")
    return found


def vector_table(entries: list[Entry]) -> Sheet:
    """Return the table of all vectors: what floats say beside what is true."""
    counts = ("broken: fitted, held out", "float only, of these ties", "missed", "beyond", "runs", "seconds")
    found = Sheet(("budget", "library", "how", *counts), right=("runs", "seconds"))
    for entry in entries:
        right, tied, missed = entry.denied
        told = [str(entry.contest.budget), entry.who, entry.how]
        if entry.found is None:
            told += [entry.reason]
        else:
            beyond = f"{entry.beyond}, by {float(entry.excess):.1g}" if entry.beyond else "0"
            told += ["{}, {}".format(*entry.broken), f"{right + tied}, {tied}", str(missed), beyond]
            told += [str(entry.runs), f"{entry.seconds:.0f}"]
        found.add(*told)
    return found


def compare_vectors(budgets: tuple[Fraction, ...], seconds: int, starts: int, folder: Path, as_json: bool) -> None:
    """Search one vector for scikit-learn's digits, by us and by the libraries; certify ours (U)."""
    try:
        layers, data, fitted = single_precision_digits()
    except ImportError:
        raise click.UsageError("the digits are scikit-learn's: pip install scikit-learn") from None
    entries: list[Entry] = []
    told: list[dict[str, Any]] = []
    try:
        contests = [Contest(layers, data, fitted, budget) for budget in budgets]
        with progress(len(contests) * (1 + len(METHODS)), "searching one vector") as (bar, task):
            for contest in contests:
                names = (f"{who}, at {contest.budget}" for who in ("ours", *METHODS))
                for entry in watched(bar, task, names, compare(contest, seconds, starts=starts)):
                    entries.append(entry)
                    told.append(entry.as_json())
                    if entry.who == "ours" and entry.found is not None:
                        path = folder / f"U-digits-{str(contest.budget).replace('/', '-')}.json"
                        write_certificate(universal_certificate(entry.found), path)
                        told[-1] |= {"certificate": str(path), "verdict": check_file(path).verdict}
    except BarriersError as error:
        raise click.UsageError(str(error)) from None
    tell(told) if as_json else out.print(vector_table(entries))
    ours = entries[0].found
    assert ours is not None
    right, out_of = (ours.before[:fitted].count(1), ours.before[fitted:].count(1)), len(ours.before) - fitted
    err.print(f"right before: {right[0]} of {fitted} fitted, {right[1]} of {out_of} held out")
    for row in told:
        if "certificate" in row:
            err.print(f"{row['certificate']}: {row['verdict']}", soft_wrap=True)


def asked(instances: Path | None, own: Path, points: int) -> list[Query]:
    """Return the questions of a folder, or our own."""
    try:
        if instances is None:
            export_questions(own, points)
        return list(read_questions(instances or own))
    except BarriersError as error:
        raise click.UsageError(str(error)) from None


@click.command("peers", epilog=exit_codes("whatever the tools say"))
@click.option("--instances", type=click.Path(file_okay=False, path_type=Path), help="A folder of `barriers export`.")
@click.option(
    "--points", type=click.IntRange(4, 5000), default=64, show_default=True, help="Points of our own instances."
)
@click.option("--seconds", type=click.IntRange(1), default=10, show_default=True, help="Limit for each answer.")
@click.option("--tool", "wanted", type=click.Choice([*TOOLS]), multiple=True, help="Only this tool.")
@click.option("--name", "part", default="", help="Only instances whose name contains this.")
@click.option("--vectors", is_flag=True, help="Instead, search one vector for digits, with libraries (U).")
@click.option("--budget", "budgets", type=Q, multiple=True, default=("1/8",), show_default=True, help="Of the vector.")
@click.option("--starts", type=click.IntRange(1, 1000), default=16, show_default=True, help="Of our own search.")
@click.option(
    "-o", "folder", type=click.Path(file_okay=False, path_type=Path), default=Path("out/peers"), help="Output."
)
@click.option(
    "--page", type=click.Path(dir_okay=False, path_type=Path), help="Write the answers as a page, .md, and a picture."
)
@JSON
def peers_command(
    instances: Path | None,
    points: int,
    seconds: int,
    wanted: tuple[str, ...],
    part: str,
    vectors: bool,
    budgets: tuple[Fraction, ...],
    starts: int,
    folder: Path,
    page: Path | None,
    as_json: bool,
) -> None:
    """Ask z3, cvc5, Marabou and a gradient attack about instances whose answers are known exactly.

    Wrong answers, and points that have not the property, become scripts in the output folder.  With --vectors,
    adversarial-robustness-toolbox, foolbox and we search one vector that breaks a classifier of digits at many points.
    Every method has --seconds, or as many as our search takes if that is more.

    Example: barriers peers --vectors --budget 1/10 --budget 1/8
    """
    if page is not None and (page.suffix != ".md" or vectors):
        raise click.UsageError("--page takes a file ending in .md, and does not go with --vectors")
    if vectors:
        compare_vectors(budgets, seconds, starts, folder, as_json)
        return
    absent = missing()
    for tool, package in absent.items():
        err.print(f"{tool} is not asked: the package {package} is not installed")
    tools = [tool for tool in wanted or TOOLS if tool not in absent]
    questions = [q for q in asked(instances, folder / f"instances-{points}", points) if part in q.name]
    if not tools or not questions:
        raise click.UsageError("there is nobody to ask, or nothing to be asked")
    pairs = [(tool, question) for question in questions for tool in tools]
    with progress(len(pairs), "asking") as (bar, task):
        names = (f"{tool}: {question.name}" for tool, question in pairs)
        replies = list(watched(bar, task, names, (ask(tool, question, seconds) for tool, question in pairs)))
    scripts = {r: folder / f"{r.tool}-{r.question.name}.py" for r in replies if r.wrong or r.replayed is False}
    if as_json:
        tell([{**reply.as_json(), "script": str(scripts[reply]) if reply in scripts else None} for reply in replies])
    else:
        out.print(table(replies))
    try:
        for reply, path in scripts.items():
            write_text(path, reproduction(reply))
        if page is not None:
            write_text(page.with_suffix(".svg"), scale_picture(replies).svg)
            write_text(page, peers_page(replies, scripts, page.with_suffix(".svg").name))
    except BarriersError as error:
        raise click.UsageError(str(error)) from None
    wrong = sum(reply.wrong for reply in replies)
    told = f"{wrong} of {len(replies)} answers are wrong; {len(scripts)} scripts in {folder}"
    err.print(told)
