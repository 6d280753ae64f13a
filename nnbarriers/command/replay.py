"""The command `barriers replay`: the exact value of a network at a point, the exact verdict on a counterexample."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from constructions.points import Counterexample, read_counterexample, read_point, read_property
from nnbarriers.certificates import certificate_path, check
from nnbarriers.command.batches import SECONDS, as_json, exit_code, instances, replayed
from nnbarriers.command.console import coloured, err, exit_codes, out, progress, tell, watched
from nnbarriers.replaying import Replay, amount, replay
from nnbarriers.sheets import Sheet
from nnbarriers.wording import short
from theory.exact import BarriersError, rational, write_rational

__all__ = ["replay_command"]


@click.command(
    "replay",
    epilog=exit_codes(
        "a counterexample, of a folder all of them; or the outputs are printed",
        one="no counterexample, or the kernel rejected the certificate",
        two="an error, told in one line; in a batch a file that cannot be read, if all other rows are counterexamples",
    ),
)
@click.argument("model", type=click.Path(path_type=Path), required=False)
@click.option("--property", "asked", type=click.Path(path_type=Path), help="A property in VNN-LIB, version 1 or 2.0.")
@click.option("--point", type=click.Path(path_type=Path), help="A plain point: .txt, .csv, .npy or .json.")
@click.option(
    "--witness", type=click.Path(path_type=Path), help="A competition's counterexample, ((X_0 0.5) … (Y_0 …))."
)
@click.option("--batch", type=click.Path(path_type=Path), metavar="FOLDER", help="All of FOLDER/instances.csv.")
@click.option(
    "--seconds", type=click.IntRange(1, 3600), default=SECONDS, show_default=True, help="Per row of a batch, at most."
)
@click.option(
    "--outputs",
    default=None,
    metavar="I|I-J|NAME",
    help="Of several outputs, one, or the difference of two; of a file, by name.",
)
@click.option(
    "--layers", default=None, metavar="NAME,NAME,…", help="The Linear layers of a state dict in order, such as fc1,fc2."
)
@click.option("-o", "certificate", type=click.Path(path_type=Path), default=None, help="Write the certificate here.")
@click.option("--json", "machine", is_flag=True, help="Machine output: JSON on stdout.")
def replay_command(
    model: Path | None, asked: Path | None, point: Path | None, witness: Path | None, batch: Path | None, seconds: int,
    outputs: str | None, layers: str | None, certificate: Path | None, machine: bool,
) -> None:  # fmt: skip
    """Evaluate a network at a point exactly, and decide exactly whether a counterexample is one.

    Rows of FOLDER/instances.csv are network,property,counterexample: paths of files in FOLDER. Examples:

    barriers replay net.onnx --property prop.vnnlib --witness found.counterexample -o cert.json

    barriers replay --batch FOLDER
    """
    if batch is not None:
        if model or asked or point or witness or outputs or layers or certificate:
            raise BarriersError("--batch takes the folder alone: its instances.csv names the files")
        _batch(batch, seconds, machine)
    if model is None or (point is None) == (witness is None):
        raise BarriersError("replay takes a MODEL and --point FILE or --witness FILE; or --batch FOLDER")
    path = None if certificate is None else certificate_path(certificate)
    for given in (model, asked, point, witness):
        if path is not None and given is not None and path.resolve() == given.resolve():
            raise BarriersError(f"{path}: the certificate would overwrite what is read; give it another name")
    wanted = None if asked is None else read_property(asked)
    where = Counterexample(read_point(point)) if point else read_counterexample(witness or Path(), wanted)
    found = replay(model, where, wanted, outputs=outputs, layers=layers and layers.split(","))
    told = as_json(found) | dict.fromkeys(("certificate", "sha256", "kernel"))
    verdict = None
    if path is not None:
        verdict = check(found.save(path))
        told |= {"certificate": str(path), "sha256": verdict.sha256, "kernel": verdict.verdict}
    if machine:
        tell(told)
    else:
        _say(found, told)
    if verdict is not None and not verdict:
        err.print(f"note: the kernel does not accept the certificate: {verdict.report[0]}", soft_wrap=True)
        sys.exit(1 if verdict.verdict == "rejected" else 2)
    sys.exit(1 if found.holds is False else 0)


def _say(found: Replay, told: dict[str, Any]) -> None:
    """Print what was found for people."""
    for index, value in enumerate(found.outputs):
        text = write_rational(value)
        out.print(f"Y_{index} = {text}" + ("" if len(text) <= 8 else f"   {short(value)}"), soft_wrap=True)
    if found.difference is not None:
        out.print(f"the outputs that the file states are off by at most {amount(found.difference)}", soft_wrap=True)
    if found.holds is not None:
        room = f", with excess {amount(found.excess)}" if found.holds else ""
        out.print(f"{found.verdict}{room}", soft_wrap=True)
    out.print(f"read as {found.read_as}", soft_wrap=True)
    if told["certificate"]:
        line = f": {told['certificate']} sha256 {told['sha256']}"
        out.print(Text.assemble(coloured(told["kernel"]), line), soft_wrap=True)


def _batch(folder: Path, seconds: int, machine: bool) -> None:
    """Replay a folder, print a table or JSON, and exit."""
    rows = instances(folder)
    with progress(len(rows), "replaying", remaining=True) as (bar, task):
        found = list(watched(bar, task, (f"replaying {row.names[2]}" for row in rows), replayed(rows, seconds)))
    if machine:
        tell(found)
    else:
        names = ("network", "property", "counterexample", "verdict", "excess", "stated outputs off by")
        table = Sheet(names, "Counterexamples, replayed exactly", least={"verdict": 24})
        for row in found:
            cells = [row["network"], row["property"], row["counterexample"], row["verdict"]]
            numbers = ["" if row[key] is None else amount(rational(row[key])) for key in ("excess", "difference")]
            table.add(*cells, *numbers)
        out.print(table)
        for network, words in {row["network"]: row["read_as"] for row in found if row["read_as"]}.items():
            out.print(f"{network} is read as {words}", soft_wrap=True)
        good = sum(row["holds"] is True for row in found)
        out.print(f"{good} of {len(found)} are counterexamples; errors: {sum(row['holds'] is None for row in found)}")
    sys.exit(exit_code(found))
