"""The command `barriers export`: instances with known verdicts, in the form that verifiers of networks read."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import click

from constructions.dataset_files import read_dataset
from constructions.interchange import read_network
from constructions.verification import export_instances, instances
from nnbarriers.command.console import DATASET, JSON, Q, err, exit_codes, out, progress, tell
from nnbarriers.wording import short
from theory.exact import BarriersError, rational
from theory.monotone import identity, threshold

__all__ = ["export_command"]


@click.command("export", epilog=exit_codes())
@DATASET
@click.option("--format", "form", type=click.Choice(["vnnlib"]), required=True, help="The form of the instances.")
@click.option("--model", type=click.Path(path_type=Path), default=None, help="Ask about this network instead of ours.")
@click.option("--threshold", "at", type=Q, default=None, help="With --model: predict 1 where the output exceeds Q.")
@click.option("-o", "folder", type=click.Path(file_okay=False, path_type=Path), required=True, help="A folder.")
@JSON
def export_command(
    data_path: Path, form: str, model: Path | None, at: Fraction | None, folder: Path, as_json: bool
) -> None:
    """Write questions about networks whose answers are known exactly, for other people's verifiers.

    ONNX and VNN-LIB, 2.0 and version 1, with instances.csv; expected.json holds verdicts, points, and how far rounding
    to single precision moved the weights. The verdicts are those of the numbers in the files.
    """
    if model is None and at is not None:
        raise BarriersError("--threshold belongs to --model")
    data = read_dataset(data_path)
    network = None if model is None else read_network(model)
    with progress(1, f"writing {form}"):
        found = list(instances(data, network, identity() if at is None else threshold(at, one_at_jump=False)))
        if not found:
            raise BarriersError("this network fails at no point of the dataset, so there is nothing to ask")
        rows = export_instances(found, folder)
    if as_json:
        tell(rows)
        return
    for row in rows:
        out.print(f"{row['expected']:<5}  {row['name']}: {row['says']}", soft_wrap=True)
    weights, bounds = (max(rational(row[key]) for row in rows) for key in ("weights_moved", "bounds_moved"))
    moved = f"rounding moved weights by {short(weights)} of their size at most, bounds by {short(bounds)} at most"
    err.print(f"{folder}: {len(rows)} instances; {moved}", soft_wrap=True)
