"""The command `barriers`: a subcommand is loaded when it is called; one line per error, exit code 2."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module

import click

from theory.exact import BarriersError, Undecided

__all__ = ["COMMANDS", "cli", "main"]

COMMANDS = {
    "results": "List the registry: what is claimed, and what supports it.",
    "demonstrate": "Train, attack, certify, check, tell: the main job; no RESULT means all of them.",
    "dataset": "Write the training set D_delta; every number in it is exactly a double.",
    "attack": "Break a network at many points at once by one vector, certified: on A3's data, or on yours (U).",
    "replay": "Evaluate a network at a point exactly, and decide exactly whether a counterexample is one.",
    "stabilise": "Build the network that is right on every closed ball, certified.",
    "defeat": "Play your training algorithm against an adversary, and get inputs on which it fails.",
    "check": "Check certificates; a folder stands for all .json files below it.",
    "export": "Write questions about networks whose answers are known exactly, for other people's verifiers.",
    "solve": "Solve a LASSO or a linear program exactly, with a certificate, or say why it has no single answer.",
    "trust": "Tell whether the selected columns, or the optimal basis, are the same for all data in a box.",
    "misses": "Search for a small problem on which a solver reports success far from the only minimiser.",
    "sweep": "Run all tasks of SPEC.toml that are not yet in the results, and append them, each as soon as it is done.",
    "plot": "Draw a phase diagram: pieces (A3, A6), precision (A8), accuracy (B) or digits (C, W).",
    "cite": "Print what to cite for results: papers, software and certificates, and how to check and test them.",
    "report": "Write what a folder of `barriers demonstrate --out DIR` shows as one self-contained page.",
    "smt": "Instances of the theorems and their false twins, decided by z3 and cvc5.",
    "peers": "Ask z3, cvc5, Marabou and a gradient attack about instances whose answers are known exactly.",
}
"""The subcommands with the first sentences of their help; each is NAME_command of a module of its name."""


class Lazy(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, from the module of its name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"nnbarriers.command.{cmd_name}")
        found: click.Command = getattr(module, f"{cmd_name}_command")
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with their first sentences, none of them imported."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show tracebacks; before or after the command.")
@click.version_option(package_name="nnbarriers", prog_name="barriers")
def cli(debug: bool) -> None:
    """What neural-network training cannot do: build it, run it, certify it, check it."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; every error is one line on stderr and exit code 2."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = given[: given.index("--")] if "--" in given else given
    if debug := "--debug" in options:
        given = [word for word in options if word != "--debug"] + given[len(options) :]
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks our letters shows ? for them
    try:
        with cli.make_context("barriers", given) as context, flushed():
            cli.invoke(context)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.exceptions.NoArgsIsHelpError as wanted:
        click.echo(wanted.format_message())
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        fail("interrupted; no file was left half-written", 130)
    except Exception as error:
        if debug:
            traceback.print_exception(error)
        fail(explanation(error), 2)


def explanation(error: Exception) -> str:
    """Return what went wrong, and what to do about it if it was not foreseen."""
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, BarriersError | Undecided | OSError):
        return str(error) or type(error).__name__
    return f"{type(error).__name__}: {error}; this should have been said better: --debug shows where it happened"


def fail(message: str, code: int) -> None:
    """Print one line on stderr and exit."""
    line = " ".join(message.split())
    click.echo("barriers: " + (line if len(line) <= 400 else f"{line[:300]}…{line[-90:]}"), err=True)
    sys.exit(code)


@contextmanager
def flushed() -> Iterator[None]:
    """Write out in the end what stdout still holds; if that fails it raises OSError, and nothing more is tried."""
    try:
        yield
    finally:
        try:
            if sys.stdout:
                sys.stdout.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise
