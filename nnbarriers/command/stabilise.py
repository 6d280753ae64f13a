"""The command `barriers stabilise`: the network that is right on every closed ball."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.text import Text

from nnbarriers.attacks import known_data
from nnbarriers.command.attack import apart, beside
from nnbarriers.command.console import DATASET, JSON, coloured, exit_codes, out, progress, tell
from nnbarriers.demonstrations.rows import certified
from nnbarriers.stability import claim, stabilise
from nnbarriers.wording import shape

__all__ = ["stabilise_command"]


@click.command("stabilise", epilog=exit_codes(one="the kernel did not accept the certificate"))
@DATASET
@click.option("-o", "path", type=click.Path(path_type=Path), required=True, help="The network: .json or .npz.")
@click.option(
    "--certificate",
    type=click.Path(path_type=Path),
    default=None,
    help="[default: NETWORK.certificate.json beside the network]",
)
@JSON
def stabilise_command(data_path: Path, path: Path, certificate: Path | None, as_json: bool) -> None:
    """Build the network that is right on every closed ball, certified."""
    data, proof = known_data(data_path), beside(path, certificate)
    for output in (path, proof):
        apart(output, data_path)
    with progress(2, "building") as (bar, task):
        found = stabilise(data)
        found.save_network(path)
        bar.update(task, advance=1, description="checking")
        row = certified("A5", shape(found.network.widths), claim(data), found.certificate, proof)
    if as_json:
        tell({**row.as_json(), "network": str(path)})
    else:
        out.print(f"{row.instance}: {row.claim}", soft_wrap=True)
        line = Text.assemble(coloured(row.verdict), f": {row.certificate} sha256 {row.sha256}")
        out.print(line, soft_wrap=True)
    if not row.good:
        sys.exit(1)
