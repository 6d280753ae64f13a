"""The command `barriers`: one line per error, exit code 2, machine output on stdout alone."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import click

from constructions.dataset_files import read_dataset, write_dataset
from constructions.files import MAX_BYTES, write_text
from constructions.interchange import write_network
from constructions.stable_network import stable_network
from constructions.training_sets import double_training_set
from proofs_check import inexact, kernel
from proofs_check.cli_attack import apart, attack_command, beside
from proofs_check.cli_defeat import defeat_command, nothing_printed
from proofs_check.cli_export import export_command
from proofs_check.cli_plot import plot_command
from proofs_check.cli_report import report_command
from proofs_check.cli_results import cite_command, results_command
from proofs_check.cli_sweep import sweep_command
from proofs_check.console import JSON, Q, err, exit_codes, flushed, out, progress, tell
from proofs_check.contestants import contestants
from proofs_check.demonstrate import DEMONSTRATIONS, Workshop, certify_stability, demonstrate
from proofs_check.exhibits import keep_rows
from proofs_check.experiments import EXPERIMENTS, drawing
from proofs_check.report import demonstration_table, draw, markdown
from proofs_check.rows import Demonstration, equals
from proofs_check.tournament import TOURNAMENTS, tournament
from theory.exact import BarriersError, Undecided


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show tracebacks; before or after the command.")
@click.version_option(package_name="barriers")
def cli(debug: bool) -> None:
    """What neural-network training cannot do: build it, run it, certify it, check it."""


for command in (
    results_command,
    cite_command,
    attack_command,
    export_command,
    defeat_command,
    sweep_command,
    plot_command,
    report_command,
):
    cli.add_command(command)


def companions(wanted: Sequence[str]) -> list[tuple[str, Callable[[Path], object]]]:
    """What E2 and C1, if named, write beside their rows; raises now, not after all runs, if matplotlib is missing."""
    found: list[tuple[str, Callable[[Path], object]]] = []
    if "E2" in wanted:
        drawing()
        found += EXPERIMENTS.items()
    if "C1" in wanted:
        found.append(("inexact.md", lambda folder: write_text(folder / "inexact.md", inexact.tables())))
    return found


@cli.command("demonstrate", epilog=exit_codes("no row failed", one="a row failed, or a certificate was not accepted"))
@click.argument("wanted", metavar="[RESULT]…", nargs=-1)
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Folder for networks, certificates and pictures.",
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of training and random draws."
)
@click.option("--markdown", "as_markdown", is_flag=True, help="The table for a page.")
@click.option(
    "--trainers",
    default=None,
    help="Comma-separated. A and B: all, names, MODULE:FUNCTION [default: all]. Else classifier (default), regressor.",
)
@JSON
def demonstrate_command(
    wanted: tuple[str, ...], folder: Path, seed: int, as_markdown: bool, trainers: str | None, as_json: bool
) -> None:
    """Train, attack, certify, check, tell: the main job; no RESULT means all of them.

    RESULT may be A or B: a tournament of all paradigms of training, a row or two each. E2, if named, also draws the
    experiments with FIRENETs; C1, if named, writes the tables of networks on inexact input.
    """
    pictures = companions(wanted)
    games = [name for name in dict.fromkeys(wanted) if name in TOURNAMENTS]
    others = tuple(name for name in wanted if name not in TOURNAMENTS)
    named = tuple(name.strip() for name in (trainers or "classifier").split(","))
    shop = Workshop(folder, seed, named if others or not wanted else ("classifier",))
    rows: list[Demonstration] = []
    with nothing_printed():
        players = contestants("all" if trainers is None else trainers) if games else []
    total = len(players) * len(games) + (0 if games and not others else len(others) or len(DEMONSTRATIONS))
    with progress(total, "demonstrating") as (bar, task):
        for game in games:
            with nothing_printed():
                for name, found in tournament(game, players, folder, seed):
                    rows += found
                    bar.update(task, advance=1, description=f"{game}: {name} has played")
        for name, found in demonstrate(others, shop) if others or not wanted else ():
            rows += found
            bar.update(task, advance=1, description=f"demonstrated {name}")
        if not wanted or "A3" in wanted:
            draw(shop.picture, folder / "attack.svg")
        for name, write in pictures:
            bar.update(task, description=f"writing {name}")
            write(folder)
    keep_rows(rows, folder)
    if as_json:
        tell([row.as_json() for row in rows])
    elif as_markdown:
        out.file.write(markdown(rows) + "\n")
    else:
        out.print(demonstration_table(rows))
        empty, absent, open_ = (sum(row.verdict == v for row in rows) for v in ("vacuous", "not run", "open"))
        good = sum(row.good for row in rows) - empty - absent - open_
        told = f"{good} of {len(rows)} rows established" + (f", {empty} vacuous" if empty else "")
        told += f", {absent} not run for want of a library" if absent else ""
        told += f", {open_} left open" if open_ else ""
        told += f"; certificates, networks and pictures are in {folder}/"
        told += f", networks on inexact input in {folder / 'inexact.md'}" if "C1" in wanted else ""
        out.print(told, soft_wrap=True)
    if not all(row.good for row in rows):
        sys.exit(1)


@cli.command(epilog=exit_codes())
@click.option("--points", type=int, required=True, help="The number n of points.")
@click.option("--a", "a", type=Q, default="1", show_default=True, help="The parameter of f_a, in [1/2, 1].")
@click.option(
    "--delta",
    type=Q,
    default=None,
    help="Size of the tiny print; a double, at most the radius. [default: the largest power of two]",
)
@click.option("--dimension", type=int, default=2, show_default=True, help="The dimension d of the points, at least 2.")
@click.option(
    "-o", "path", type=click.Path(path_type=Path), required=True, help="A file ending in .npz, .csv or .json."
)
def dataset(points: int, a: Fraction, delta: Fraction | None, dimension: int, path: Path) -> None:
    """Write the training set D_delta; every number in it is exactly a double."""
    if points * dimension > MAX_BYTES // 8:
        raise BarriersError(f"{points} points in dimension {dimension} make a file larger than any that is read")
    data = double_training_set(points, a, delta=delta, dimension=dimension)
    write_dataset(data, path)
    err.print(
        f"{path}: {points} points in dimension {dimension}, δ {equals(data.delta)}, radius {equals(data.radius)}",
        soft_wrap=True,
    )


@cli.command(epilog=exit_codes(one="the kernel did not accept the certificate"))
@click.option(
    "--dataset",
    "data_path",
    type=click.Path(path_type=Path),
    required=True,
    help="The training set, as `barriers dataset` writes it.",
)
@click.option("-o", "path", type=click.Path(path_type=Path), required=True, help="The network: .json or .npz.")
@click.option(
    "--certificate",
    type=click.Path(path_type=Path),
    default=None,
    help="[default: NETWORK.certificate.json beside the network]",
)
@JSON
def stabilise(data_path: Path, path: Path, certificate: Path | None, as_json: bool) -> None:
    """Build the network that is right on every closed ball, certified."""
    data, proof = read_dataset(data_path), beside(path, certificate)
    for output in (path, proof):
        apart(output, data_path)
    with progress(2, "building") as (bar, task):
        write_network(stable_network(data), path)
        bar.update(task, advance=1, description="checking")
        row = certify_stability(data, proof)
    if as_json:
        tell({**row.as_json(), "network": str(path)})
    else:
        out.print(
            f"{row.instance}: {row.claim}\n{row.verdict}: {row.certificate} sha256 {row.sha256}",
            soft_wrap=True,
        )
    if not row.good:
        sys.exit(1)


@cli.command(
    epilog=exit_codes(
        "all accepted, and at least one seen", one="something rejected",
        two="malformed, unsupported, unreadable, or nothing to check",
    )
)  # fmt: skip
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@JSON
def check(paths: tuple[str, ...], as_json: bool) -> None:
    """Check certificates; a folder stands for all .json files below it."""
    below, empty = certificates_below(paths)
    found, verdicts = sorted(below), []
    with progress(len(found), "checking") as (bar, task):
        for path in found:
            verdicts.append(kernel.check_file(path))
            bar.advance(task)
    if as_json:
        tell(
            [
                {
                    "path": str(path),
                    "kind": v.kind,
                    "result": v.result,
                    "verdict": v.verdict,
                    "condition": v.condition,
                    "sha256": v.sha256,
                    "report": list(v.report),
                }
                for path, v in zip(found, verdicts, strict=True)
            ]
        )
    else:
        for path, v in zip(found, verdicts, strict=True):
            shown = str(path) if str(path).isprintable() else repr(str(path))
            out.print(f"{shown}: {v.verdict} {v.result or ''} {v.sha256 or ''}", soft_wrap=True)
            for line in v.report:
                out.print(f"    {line}", soft_wrap=True)
    code = kernel.exit_code(verdicts)
    if empty:  # all else may be accepted, but whoever names a folder means what is in it
        fail(f"nothing to check: no .json file in {', '.join(map(str, empty))}", code or 2)
    sys.exit(code)


def certificates_below(paths: Iterable[str]) -> tuple[set[Path], list[Path]]:
    """Return the named files with all .json files in the named folders, and the folders that hold none.

    Links to folders are not followed.  A folder that cannot be read is among the files, so that it gets a verdict.
    """
    found: set[Path] = set()
    empty = []
    for path in map(named, paths):
        if not path.is_dir():
            found.add(path)
            continue
        shut: list[OSError] = []
        walk = os.walk(path, onerror=shut.append)
        below = {Path(folder, name) for folder, _, names in walk for name in names if name.endswith(".json")}
        below |= {Path(error.filename) for error in shut}
        found |= below
        if not below:
            empty.append(path)
    return found, empty


def named(path: str) -> Path:
    """Return a path; an empty text, such as a shell's unset variable, would be taken for the folder one is in."""
    if not path:
        raise BarriersError("nothing to check: a path is empty; for the folder you are in, say .")
    return Path(path)


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
            raise
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
