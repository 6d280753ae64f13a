"""The command `barriers defeat`: your own training algorithm against the adversary."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from fractions import Fraction
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from constructions.adversary import Defeat, defeat, survey
from constructions.catalogue import NAMES, named_family
from constructions.certificates import defeat_certificate, refuse_certificate, write_certificate
from constructions.isolation import Isolated
from constructions.programs import Program
from constructions.trainers.trainer import Trainer
from proofs_check.console import JSON, Q, err, out, progress, tell
from proofs_check.defeats import probability
from proofs_check.kernel import check_file
from proofs_check.loading import load_object
from theory.algorithms import Algorithm, Budget, Inconclusive
from theory.exact import BarriersError
from theory.families import JUMP, WEAK_FORK, Family
from theory.problems import Problem

__all__ = ["defeat_command"]

OPTIONS = {"memory": "--megabytes", "seconds": "--seconds"}


class Cut:
    """An algorithm, and which budgets of the machine cut runs of it off."""

    def __init__(self, algorithm: Algorithm) -> None:
        self.algorithm = algorithm
        self.budgets: set[str] = set()

    def __call__(self, problem: Problem, oracle: Any, tape: Any) -> Any:
        """Run the algorithm, and write down what cuts it off."""
        try:
            return self.algorithm(problem, oracle, tape)
        except Inconclusive as cut:
            self.budgets.add(cut.budget)
            raise

    @property
    def hint(self) -> str:
        """What to do about it, in one line; empty where nothing was cut off.

        >>> cut = Cut(print)
        >>> cut.budgets.add("memory")
        >>> cut.hint
        'runs were cut off for memory: allow more with --megabytes'
        """
        options = [OPTIONS[budget] for budget in sorted(self.budgets)]
        told = f"{' and '.join(sorted(self.budgets))}: allow more with {' and '.join(options)}"
        return f"runs were cut off for {told}" if options else ""


def chosen_algorithm(target: str | None, command: str | None, seconds: int, megabytes: int) -> Algorithm:
    """Return the algorithm that the command line names, one way or the other, its process started."""
    if (target is None) == (command is None):
        raise BarriersError("name one algorithm: either MODULE:FUNCTION or --command 'PROGRAM ARGS'")
    if command:
        return Program(command, seconds=seconds, megabytes=megabytes)
    algorithm = load_object(str(target), "an algorithm")
    if not callable(algorithm):
        raise BarriersError(f"{target} is no callable (problem, oracle, tape) -> output")
    if isinstance(algorithm, Trainer):
        algorithm.require()  # importing a library is no part of a run, whose memory is bounded
    return Isolated(algorithm, seconds=seconds, megabytes=megabytes).start()


def chosen_family(name: str, accuracy: Fraction | None, digits: int, norm: str) -> tuple[Family, Fraction]:
    """Return the family and the accuracy that the command line names."""
    if name in NAMES or ":" not in name:
        family, usual = named_family(name, digits=digits, norm=norm)
        return family, usual if accuracy is None else accuracy
    family = load_object(name, "a family")
    if not isinstance(family, Family):
        raise BarriersError(f"{name} is no theory.families.Family")
    if accuracy is None:
        raise BarriersError("a family of your own needs --accuracy")
    return family, accuracy


@contextmanager
def nothing_printed() -> Iterator[None]:
    """Send what an algorithm, or a process that it starts, prints to stderr: stdout is for our output alone."""
    sys.stdout.flush()
    try:
        saved = os.dup(1)
    except OSError:  # there is no stdout
        yield
        return
    try:
        os.dup2(2, 1)
        with redirect_stdout(sys.stderr):
            yield
    finally:
        os.dup2(saved, 1)
        os.close(saved)


@click.command("defeat")
@click.argument("target", metavar="[MODULE:FUNCTION]", required=False)
@click.option("--command", help="An external program that speaks the line protocol, instead of MODULE:FUNCTION.")
@click.option(
    "--family", "name", required=True, metavar="NAME|MODULE:OBJECT", help=f"One of {', '.join(NAMES)}, or your own."
)
@click.option("--accuracy", type=Q, default=None, help="The accuracy alpha. [default: one at which a bound holds]")
@click.option("--digits", type=int, default=2, show_default=True, help="K, for the families C and W.")
@click.option("--norm", default="2", show_default=True, help="1, 2 or inf, for the family D.")
@click.option("--max-level", type=click.IntRange(min=0), default=None, help="Refuse readings beyond this level (W).")
@click.option("--exact", is_flag=True, help="Enumerate all coins (the default).")
@click.option("--max-bits", type=click.IntRange(0, 24), default=12, show_default=True, help="Coins enumerated per run.")
@click.option("--tapes", type=click.IntRange(1, 100000), default=None, help="Sample this many tapes instead.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of the sampled tapes.")
@click.option("--reads", type=click.IntRange(min=1), default=2000, show_default=True, help="More: does not halt.")
@click.option("--seconds", type=click.IntRange(1, 3600), default=10, show_default=True, help="More: inconclusive.")
@click.option("--megabytes", type=click.IntRange(1, 2**20), default=1024, show_default=True, help="More: inconclusive.")
@click.option("-o", "path", type=click.Path(path_type=Path), default=None, help="A certificate, checked by the kernel.")
@JSON
def defeat_command(
    target: str | None, command: str | None, name: str, accuracy: Fraction | None, digits: int, norm: str,
    max_level: int | None, exact: bool, max_bits: int, tapes: int | None, seed: int, reads: int, seconds: int,
    megabytes: int, path: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Play your training algorithm against an adversary, and get inputs on which it fails.

    The algorithm is a Python callable (problem, oracle, tape) -> output, or a program on the other end of a pipe.
    """
    if exact and tapes is not None:
        raise BarriersError("--exact enumerates all coins, --tapes samples them: choose one")
    algorithm = Cut(chosen_algorithm(target, command, seconds, megabytes))
    family, alpha = chosen_family(name, accuracy, digits, norm)
    if max_level is not None and family.kind != WEAK_FORK:
        raise BarriersError("--max-level is for the weak forks W: a bound on the level is their hypothesis")
    if path:
        refuse_certificate(family, tapes)
    budget = Budget(reads=reads, seconds=Fraction(seconds))
    options: dict[str, Any] = {"max_bits": max_bits, "tapes": tapes, "seed": seed, "budget": budget}
    with progress(1, "playing"), nothing_printed():
        weak = named_family(f"W{name[1:]}", digits=digits)[0] if name.startswith("C:") else None
        if weak and not family.admits(alpha) and weak.admits(alpha):
            if path:
                raise BarriersError("no proposition denies this accuracy, so there is nothing to certify: leave out -o")
            found = survey(algorithm, [family, weak], alpha, **options)
        else:
            found = defeat(algorithm, family, alpha, max_level=max_level, **options)
    if algorithm.hint:
        err.print(algorithm.hint, highlight=False, soft_wrap=True)
    digest = write_certificate(defeat_certificate(found, family), path) if path else None
    verdict = check_file(path) if path else None
    if as_json:
        tell({**found.as_json(), "certificate": None if path is None else str(path), "sha256": digest})
    else:
        show(found, family if family.admits(alpha) else None)
        if verdict:
            out.print(f"{verdict.verdict}: {path} sha256 {digest}", highlight=False, soft_wrap=True)
    if verdict and verdict.verdict != "accepted":
        raise BarriersError(f"the kernel says {verdict.verdict}: {verdict.report[0]}")


def proposition(found: Defeat, family: Family) -> str:
    """Return what the proposition says, and of which algorithms."""
    if family.kind == JUMP and not family.settle:
        return f"J: at most {found.limit} for every algorithm"
    halting = f"one that halts almost surely on the limit (this one: {probability(found.plays[0].halting)})"
    if family.kind == JUMP:
        return f"B5: at most {found.limit} for every algorithm, 0 for {halting}"
    if family.kind == WEAK_FORK:
        return f"W: at most {found.limit} for every algorithm under this bound on the level"
    return f"K: at most 2/3 for every algorithm, 1/2 for {halting}"


def show(found: Defeat, family: Family | None) -> None:
    """Print what happened on every input, what follows, and what is said of all algorithms in the family, if it is."""
    table = Table(title=f"{found.family}, accuracy {found.accuracy}", title_justify="left")
    for title in ("input", "success", "level read"):
        table.add_column(title)
    for play in found.plays:
        table.add_row(play.input.name, probability(play.success), str(play.level))
    out.print(table)
    kind = "exactly" if found.exact else f"statistically, wrong with probability at most {found.error}"
    out.print(f"{found.verdict} ({kind}): {found.conclusion}", highlight=False, soft_wrap=True)
    if family:
        out.print(proposition(found, family), highlight=False, soft_wrap=True)
