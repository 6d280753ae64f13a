"""The command `barriers defeat`: your own training algorithm against the adversary."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from fractions import Fraction
from functools import partial, wraps
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from constructions.catalogue import NAMES
from constructions.certificates import refuse_certificate
from constructions.isolation import Isolated
from constructions.plays import OPEN, Defeat, Play
from constructions.programs import Program
from constructions.trainers.trainer import Trainer
from nnbarriers.certificates import certificate_path
from nnbarriers.command.console import JSON, Q, coloured, err, exit_codes, nothing_printed, out, progress, tell
from nnbarriers.games import (
    FLAGS,
    MOST_LEVEL,
    MOST_TAPES,
    Game,
    budget,
    decimals,
    defeat,
    known_family,
    notes,
    solver_budget,
)
from nnbarriers.loading import load_object
from nnbarriers.sheets import Sheet
from theory.algorithms import Algorithm, Budget, Oracle, Tape, execute
from theory.exact import BarriersError, brief
from theory.families import Family
from theory.problems import Problem
from theory.runs import BUDGETS, Run

__all__ = ["defeat_command"]

OPTIONS = dict(zip(BUDGETS, ("--reads", "--level", "--max-bits", "--seconds", "--megabytes"), strict=True))
"""The options that allow more of a budget."""


def chosen_algorithm(target: str | None, command: str | None, seconds: int, megabytes: int) -> Algorithm:
    """Return the algorithm that the command line names, one way or the other."""
    if (target is None) == (command is None):
        raise BarriersError("name one algorithm: either MODULE:FUNCTION or --command 'PROGRAM ARGS'")
    if command is not None:
        return Program(command, seconds=seconds, megabytes=megabytes)
    return loaded_algorithm(str(target))


def loaded_algorithm(target: str) -> Algorithm:
    """Return the algorithm MODULE:FUNCTION."""
    algorithm: Algorithm = load_object(target, "an algorithm")
    if not callable(algorithm):
        raise BarriersError(f"{target} is no callable (problem, oracle, tape) -> output")
    if isinstance(algorithm, Trainer):
        algorithm.require()  # importing a library is no part of a run, whose memory is bounded
    return algorithm


def chosen_family(name: str) -> str | Family:
    """Return the family that the command line names: a name of ours, or somebody's own object."""
    if name in NAMES or ":" not in name or name.startswith((FLAGS, "gallery:")):
        return name
    family = load_object(name, "a family")
    if not isinstance(family, Family):
        raise BarriersError(f"{name} is no theory.families.Family; nnbarriers.fork and nnbarriers.jump make them")
    return family


@click.command(
    "defeat",
    epilog=exit_codes("defeated, or surveyed", one="open, since budgets or the number of tapes leave it so"),
)
@click.argument("target", metavar="[MODULE:FUNCTION]", required=False)
@click.option("--command", help="An external program that speaks the line protocol, instead of MODULE:FUNCTION.")
@click.option(
    "--family", "name", required=True, metavar="NAME|MODULE:OBJECT", help=f"One of {', '.join(NAMES)}, or your own."
)
@click.option(
    "--of",
    default=None,
    metavar="MODULE:FUNCTION",
    help="For the families X:D, …: the deterministic algorithm whose flag your checker is to compute.",
)
@click.option("--accuracy", type=Q, default=None, help="The accuracy alpha. [default: one at which a bound holds]")
@click.option("--digits", type=int, default=None, help="K, for the families C and W.  [default: 2]")
@click.option("--norm", default=None, help="1, 2 or inf, for the family D.  [default: 2]")
@click.option(
    "--parameter",
    "parameters",
    metavar="NAME=VALUE",
    multiple=True,
    help="Of D alpha, y1, m, columns; of C and W lambda (P2, P3), eta (P1), m, columns, q (the rows of an orthogonal"
    " matrix, for m=2 such as q=3/5,4/5;-4/5,3/5); may be repeated.",
)
@click.option(
    "--max-level",
    type=click.IntRange(0, MOST_LEVEL),
    default=None,
    help="W: the claim is about algorithms that read at most this level; reading beyond is refused.",
)
@click.option("--exact", is_flag=True, help="Enumerate all coins (the default).")
@click.option("--tapes", type=click.IntRange(1, MOST_TAPES), default=None, help="Sample this many tapes instead.")
@click.option("--seed", type=click.IntRange(min=0), default=None, help="Seed of the sampled tapes.  [default: 0]")
@click.option(
    "--max-bits",
    type=click.IntRange(0, 10_000),
    default=None,
    help="Coins of a run; a run beyond is left open.  [default: 12, at most 24; with --tapes 10000]",
)
@click.option(
    "--reads",
    type=click.IntRange(min=1),
    default=2000,
    show_default=True,
    help="Readings of a run; a run beyond is left open.",
)
@click.option(
    "--level",
    type=click.IntRange(0, MOST_LEVEL),
    default=None,
    help="Largest level of a reading; a run beyond is left open.  [default: 4000]",
)
@click.option(
    "--seconds",
    type=click.IntRange(1, 3600),
    default=10,
    show_default=True,
    help="Seconds of a run; a run beyond is left open.",
)
@click.option(
    "--megabytes",
    type=click.IntRange(1, 2**20),
    default=1024,
    show_default=True,
    help="Memory of a run; a run beyond is left open.",
)
@click.option(
    "--once", is_flag=True, help="Run it once on the limit, here and without bounds of time and memory; judge nothing."
)
@click.option("-o", "path", type=click.Path(path_type=Path), default=None, help="A certificate, checked by the kernel.")
@JSON
def defeat_command(
    target: str | None, command: str | None, name: str, of: str | None, accuracy: Fraction | None,
    digits: int | None, norm: str | None, parameters: tuple[str, ...],
    max_level: int | None, exact: bool, max_bits: int | None, tapes: int | None, seed: int | None, reads: int,
    level: int | None, seconds: int, megabytes: int, once: bool, path: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Play your training algorithm against an adversary, and get inputs on which it fails.

    The algorithm is a Python callable (problem, oracle, tape) -> output, or a program on the other end of a pipe. At an
    accuracy that no proposition denies it is surveyed: played, without a bound to compare with. With --family X:D --of
    SOLVER it is a checker, which answers 1 where SOLVER is within the accuracy, and 0 where it is not (X1).

    Example: barriers defeat constructions.trainers.simple:coin --family B
    """
    _fitting(exact=exact, tapes=tapes, seed=seed, once=once)
    if path:
        certificate_path(path)
    named, values = chosen_family(name), by_name(parameters)
    if of is not None:  # the family of its flag, from here on one like any other
        with nothing_printed(), Isolated(loaded_algorithm(of), seconds, megabytes) as flagged:
            given, limits = (accuracy, digits, norm, values), solver_budget(reads, level)
            named, accuracy = known_family(named, *given, of=flagged, limits=limits)
        digits = norm = values = None
    family, alpha = known_family(named, accuracy, digits, norm, values)
    bounds: dict[str, Any] = {"reads": reads, "level": level, "max_bits": max_bits, "max_level": max_level}
    limits = budget(family, alpha, tapes=tapes, **bounds)
    if once:
        if not target or command or path or as_json:
            raise BarriersError(
                "--once shows what MODULE:FUNCTION does: name it, and leave --command, -o and --json out"
            )
        run_once(loaded_algorithm(target), family, alpha, seed or 0, replace(limits, max_level=max_level))
        return
    algorithm = chosen_algorithm(target, command, seconds, megabytes)
    if path:
        try:
            refuse_certificate(family, tapes)
        except BarriersError as error:
            raise BarriersError(f"{error}: leave -o out{'' if tapes is None else ', or --tapes'}") from None
        if not family.admits(alpha):
            raise BarriersError("no proposition denies this accuracy, so there is nothing to certify: leave out -o")
    asked: dict[str, Any] = {"accuracy": accuracy, "digits": digits, "norm": norm, "parameters": values}
    asked |= {"tapes": tapes, "seed": seed or 0}
    started = nullcontext(algorithm) if isinstance(algorithm, Program) else Isolated(algorithm, seconds, megabytes)
    with nothing_printed(), started as player, progress(1, "playing"):  # a bar has a thread, which a fork would lose
        game = defeat(player, named, **asked, **bounds)
    tell_all(game, path, as_json=as_json)
    if game.verdict == OPEN:
        sys.exit(1)


def by_name(parameters: Sequence[str]) -> dict[str, str] | None:
    """Return what the command line says of parameters; raises `BarriersError` for what is not NAME=VALUE, once each."""
    pairs = [given.partition("=")[::2] for given in parameters]
    for (name, value), given in zip(pairs, parameters, strict=True):
        if not name or not value:
            raise BarriersError(f"--parameter takes NAME=VALUE, such as alpha=3/2, got {given!r:.60}")
        if [key for key, _ in pairs].count(name) > 1:
            raise BarriersError(f"--parameter {name:.40} is given twice")
    return dict(pairs) or None


def _fitting(*, exact: bool, tapes: int | None, seed: int | None, once: bool) -> None:
    """Raise `BarriersError` for options that contradict each other."""
    if exact and tapes is not None:
        raise BarriersError("--exact enumerates all coins, --tapes samples them: choose one")
    if seed is not None and tapes is None and not once:
        raise BarriersError(f"--seed {seed} is for sampled tapes: say --tapes, or leave it out")


def tell_all(game: Game, path: Path | None, *, as_json: bool) -> None:
    """Print what was found; if a defeat is to be certified keep the certificate if the kernel accepts it."""
    wanted, kept, kernel = path and game.found.defeated, None, None
    if wanted and game.certificate:
        kept, said = game.save(str(path)), game.certificate.check
        kernel = {"verdict": said.kernel.verdict, "condition": said.condition, "report": list(said.report)}
    digest = game.certificate.sha256 if kept and game.certificate else None
    if as_json:
        tell({**game.found.as_json(), "certificate": kept and str(kept), "sha256": digest, "kernel": kernel})
    else:
        show(game.found)
        if kept:
            out.print(Text.assemble(coloured("accepted"), f": {kept} sha256 {digest}"), soft_wrap=True)
    if wanted and not kept:
        raise BarriersError(f"no certificate: {game.uncertified}")
    if path and not kept:
        err.print(f"no certificate: {path} was not written, since nothing was shown", soft_wrap=True)


def run_once(algorithm: Algorithm, family: Family, alpha: Fraction, seed: int, budget: Budget) -> None:
    """Run an algorithm in this process on the limit, on one tape; its prints and its traceback are its own."""
    coins = partial(random.Random(f"{seed}/0/0").getrandbits, 1)  # noqa: S311 (a simulation, not a secret)
    shown: list[BaseException] = []

    @wraps(algorithm)
    def watched(problem: Problem, oracle: Oracle, tape: Tape) -> Any:
        try:
            return algorithm(problem, oracle, tape)
        except Exception as error:
            shown.append(error)
            raise

    try:
        run = execute(watched, family.posed(alpha), family.answers(0, 0), coins=coins, budget=budget)
    except BarriersError:
        for error in shown:
            sys.excepthook(type(error), error, error.__traceback__ and error.__traceback__.tb_next)
        raise
    err.print(
        f"{ending(run)} on {family.limit.name} after {len(run.reads)} readings up to level {run.level} and"
        f" {len(run.bits)} coins; nothing was judged: run it without --once",
        soft_wrap=True,
    )  # fmt: skip


def ending(run: Run) -> str:
    """Return how a run ended."""
    if run.halted:
        shown = ", ".join(map(brief, run.output[:8])) if isinstance(run.output, tuple) else "a network"
        return f"answered [{shown}{', …' if isinstance(run.output, tuple) and len(run.output) > 8 else ''}]"
    return f"cut by the budget of {run.cut} ({OPTIONS[run.cut]})" if run.cut else run.outcome


def show(found: Defeat) -> None:
    """Print what happened on every input, what follows, and what is said of all algorithms in the family, if it is."""
    title = f"{found.name}, accuracy {found.accuracy}"
    if found.max_level is not None:
        title += f", among algorithms that read at most level {found.max_level}"
    out.print(title, soft_wrap=True)
    outcomes = [
        name for name in ("halted", "gave up", "refused", *BUDGETS) if any(name in p.shares for p in found.plays)
    ]
    headings = ("input", "success", *(f"cut: {o}" if o in BUDGETS else o for o in outcomes), "level read")
    table = Sheet(headings, right=("level read",))
    for play in found.plays:
        table.add(*cells(play, outcomes, exact=found.exact))
    out.print(table)
    lines = notes(found, OPTIONS, "--tapes")
    kind = "exactly" if found.exact else f"statistically, wrong with probability at most {found.error}"
    lines.append(f"{found.verdict} ({kind}): {found.conclusion}")
    lines += [found.proposition] if found.proposition else []
    for line in lines:
        out.print(line, soft_wrap=True)


def cells(play: Play, outcomes: list[str], *, exact: bool) -> list[str]:
    """Return the row of an input: success, and what part of the coins ended how."""
    shares = [str(play.shares.get(outcome, Fraction(0))) for outcome in outcomes]
    success = str(play.success) if exact else decimals(play.success)
    return [play.input.name, success, *shares, str(play.level)]
