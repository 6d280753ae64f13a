"""The command `barriers attack`: one vector at which many points of a network fail at once, certified (A3, U)."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from constructions.certificates import sha256
from constructions.instability import UniversalPerturbation
from constructions.layer_texts import layer_texts
from nnbarriers.attacks import Attack, attack, claim, known_data, wrong_before
from nnbarriers.certificates import Check, certificate_path, check, said
from nnbarriers.command.console import JSON, Q, coloured, err, exit_codes, out, progress, tell
from nnbarriers.command.own_data import attack_points, own_data_options
from nnbarriers.command.sources import Source
from nnbarriers.wording import shape
from proofs_check.peers.rounding import MachineRounding, installed, machine_rounding
from theory.exact import BarriersError, write_rational

__all__ = ["apart", "attack_command", "beside"]


@click.command(
    "attack",
    epilog=exit_codes(
        "accepted, or vacuous",
        one="the kernel rejected the certificate",
        two="an error, told in one line, or too large to check",
    ),
)
@click.argument("model", type=click.Path(path_type=Path))
@click.option(
    "--dataset",
    "data_path",
    type=click.Path(path_type=Path),
    default=None,
    help="The training set of the theorem, as `barriers dataset` writes it.",
)
@click.option(
    "--threshold",
    "at",
    type=Q,
    default=None,
    help="Predict 1 where the output exceeds Q. [default: compare the output itself with the label]",
)
@click.option(
    "--outputs",
    default=None,
    metavar="I|I-J|NAME",
    help="Of several outputs, one, or the difference of two; of an ONNX file with several, NAME or NAME:I-J."
    " [default, for two logits: 1-0]",
)
@click.option(
    "--layers",
    default=None,
    metavar="NAME,NAME,…",
    help="The Linear layers of a state dict in order, such as fc1,fc2. [default: as an nn.Sequential numbers them]",
)
@click.option(
    "--outputs-check",
    "preds",
    type=click.Path(path_type=Path),
    default=None,
    help="What the model itself says at the points, .npy or .csv: stop if that is not the network that was read.",
)
@click.option(
    "-o",
    "certificate",
    type=click.Path(path_type=Path),
    default=None,
    help="The certificate. [default: MODEL.certificate.json beside the model]",
)
@own_data_options
@JSON
def attack_command(
    model: Path, data_path: Path | None, at: Fraction | None, outputs: str | None, layers: str | None,
    preds: Path | None, certificate: Path | None, as_json: bool, **own: Any,
) -> None:  # fmt: skip
    """Break a network at many points at once by one vector, certified: on A3's data, or on yours (U).

    Give --dataset FILE, or --data FILE with --budget Q.
    MODEL is a ReLU network: .onnx, .keras or .h5, .nnet, .json, .npz (W1, b1, W2, b2, …, output dimension first, or
    Keras's weights in order), or .pt or .safetensors with a state dict.
    """
    names = layers and layers.split(",")
    path = beside(model, certificate)
    _one_of_both(data_path, own)
    if data_path is None:
        for source in (own["own"], own["held_out"]):
            apart(path, source)
        attack_points(
            model, path, own | {"threshold": at, "outputs": outputs, "layers": names, "outputs_check": preds}, as_json
        )
        return
    data = known_data(data_path)
    apart(path, data_path)
    with progress(4, "reading") as (bar, task):
        source = Source.of(model)
        bar.update(task, advance=1, description="attacking")
        found = attack(model, data, threshold=at, outputs=outputs, layers=names, outputs_check=preds)
        bar.update(task, advance=1, description="checking")
        verdict = check(found.save(path))
        bar.update(task, advance=1, description="asking onnxruntime")
        rounding = _rounding(found.found, source.onnx if found.whole else None)
    told = _told(found, verdict, path, source, rounding)
    if as_json:
        tell(told)
    else:
        wrong = wrong_before(found.found)
        said_of_it = claim(found.found).replace(wrong, f"{wrong} (usual cause: {_cause(found)})", 1)
        out.print(f"{shape(found.network.widths)}: {said_of_it}\nη = ({', '.join(told['eta'])})", soft_wrap=True)
        out.print(f"read as {found.read_as}", soft_wrap=True)
        out.print(Text.assemble(coloured(told["verdict"]), f": {path} sha256 {verdict.sha256}"), soft_wrap=True)
        for name, digest in source.hashes.items():
            out.print(f"{name}: sha256 {digest}", soft_wrap=True)
        if rounding:
            out.print(str(rounding), soft_wrap=True)
    if found.failing_before and as_json:
        _note(f"{wrong_before(found.found)} (usual cause: {_cause(found)})")
    if verdict.verdict == "vacuous":
        _note("the certificate holds, but shows nothing of the perturbation: `barriers check` says why")
    if verdict.verdict == "unsupported":
        _note("the kernel bounds the work of a check; it accepts larger networks for datasets of fewer points")
        sys.exit(2)
    if not verdict:
        sys.exit(1)


def _told(
    found: Attack, verdict: Check, path: Path, source: Source, rounding: MachineRounding | None
) -> dict[str, Any]:
    """Return the machine output: what was attacked, what was found, and its certificate."""
    served, cuts = found.found.data.served, found.found.cuts
    return {
        "points": found.points,
        "failing": found.failing,
        "failing_before": found.failing_before,
        "broken": len(found.found.broken),
        "promised": found.promised,
        "eta": [write_rational(v) for v in found.eta],
        "eta_norm": write_rational(found.eta_norm),
        "t_interval": [write_rational(cuts[0]), write_rational(cuts[-1])],
        "a_interval": [write_rational(served.above), write_rational(served.up_to)],
        "read_as": found.read_as,
        "model_sha256": source.sha256,
        "weight_files_sha256": source.others,
        "network_sha256": sha256(layer_texts(found.network.layers)),
        "machine_rounding": rounding and rounding.as_json(),
        "verdict": said(verdict.kernel),
        "certificate": str(path),
        "sha256": verdict.sha256,
    }


def _rounding(found: UniversalPerturbation, onnx: bytes | None) -> MachineRounding | None:
    """Return what onnxruntime says at the attacked points, if it is there and can run the network."""
    if not installed():
        return None
    try:
        return machine_rounding(found, onnx)
    except BarriersError as error:
        _note(f"no word on machine rounding: {error}")
        return None


def _cause(found: Attack) -> str:
    """Return why networks that were right in training are often wrong when read from a file."""
    scaled = "features scaled in training, so multiply the first layer by the scale"
    if found.labelled:
        return f"a classifier, so give --threshold, 0 for logits; else {scaled}"
    return f"the threshold {found.threshold}; else {scaled}" if found.threshold else scaled


def _note(text: str) -> None:
    err.print(f"note: {text}", soft_wrap=True)


def beside(network: Path, certificate: Path | None) -> Path:
    """Return where the certificate of a network goes; raises `BarriersError` if that is the network's own file."""
    if network.is_dir():
        raise BarriersError(f"{network}: is a folder; give the file of a model in it")
    path = certificate_path(certificate or network.with_name(f"{network.name}.certificate.json"))
    if path.resolve() == network.resolve():
        raise BarriersError(f"{path}: the certificate would overwrite the network; give it another name")
    return path


def apart(output: Path, source: Path | None) -> None:
    """Raise `BarriersError` if an output would overwrite what was read."""
    if source is not None and output.resolve() == source.resolve():
        raise BarriersError(f"{output}: would overwrite the dataset; give the output another name")


def _one_of_both(data_path: Path | None, own: dict[str, Any]) -> None:
    """Raise `BarriersError` unless there are the theorem's data, or data of one's own, and options for these."""
    if (data_path is None) == (own["own"] is None):
        raise BarriersError("attack takes --dataset FILE (of the theorem), or --data FILE --budget Q (your own points)")
    if data_path is not None and (odd := next((name for name, value in own.items() if value is not None), None)):
        raise BarriersError(
            f"--{'plot' if odd == 'picture' else odd.replace('_', '-')} goes with --data, not --dataset"
        )
