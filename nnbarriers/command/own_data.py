"""The half of `barriers attack` that takes anybody's points and labels: one vector within a budget, certified (U)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.text import Text

from nnbarriers.attacks import attack
from nnbarriers.certificates import Check, check, said
from nnbarriers.command.console import Q, coloured, err, out, progress, tell
from nnbarriers.command.sources import Source
from nnbarriers.own_data import UniversalAttack
from theory.exact import BarriersError, rational, write_rational

__all__ = ["OWN_DATA", "attack_points", "own_data_options"]

F = TypeVar("F", bound=Callable[..., Any])
STEPS = 300


class Ends(click.ParamType[tuple[Fraction, Fraction]]):
    """Two rationals, as 0,1 or 1,5/4."""

    name = "LO,HI"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Fraction, Fraction]:
        """Return both, or fail with the reason."""
        try:
            lo, hi = map(rational, str(value).split(","))
        except (BarriersError, ValueError):
            self.fail(f"{value!r} is not LO,HI, two rationals such as 0,1", param, ctx)
        return lo, hi


OWN_DATA = (
    click.option("--data", "own", type=click.Path(path_type=Path), default=None,
                 help="Your own points and labels instead: .npz with x and y (and mask), or .csv, the label last."),
    click.option("--budget", type=Q, default=None, help="With --data: the largest entry that the vector may have."),
    click.option("--unit", type=Q, default=None, help="With --data: the points are x times Q, 1/255 for bytes."),
    click.option("--box", type=Ends(), default=None, help="With --data: moved points are clipped into it."),
    click.option("--held-out", type=click.Path(path_type=Path), default=None,
                 help="With --data: more points, on which the vector is counted, not searched."),
    click.option("--keep", type=Q, default=None,
                 help="With --data: certify a ball of vectors, the largest shown to keep this share of the points."),
    click.option("--radius", type=Q, default=None, help="With --data: certify a ball of this radius."),
    click.option("--scalings", type=Ends(), default=None,
                 help="With --data: certify all multiples of the vector in this interval about 1."),
    click.option("--starts", type=click.IntRange(1, 1000), default=None, help="With --data: searches. [default: 4]"),
    click.option("--seed", type=click.IntRange(0), default=None, help="With --data: of the search. [default: 0]"),
    click.option("--plot", "picture", type=click.Path(path_type=Path), default=None,
                 help="With --data: draw images or margins, before and after, to FILE.svg."),
)  # fmt: skip
"""The options that need --data, in the order of the help."""


def own_data_options(function: F) -> F:
    """Add the options of OWN_DATA to a command."""
    for option in reversed(OWN_DATA):
        function = option(function)
    return function


def attack_points(model: Path, path: Path, options: dict[str, Any], as_json: bool) -> None:
    """Search a vector on somebody's own points, certify it, and say what was found; exit as `barriers attack` does."""
    given = {name: value for name, value in options.items() if value is not None}
    firmness = {name: given.pop(name) for name in ("scalings", "radius", "keep") if name in given}
    picture = given.pop("picture", None)
    if picture is not None and picture.suffix != ".svg":
        raise BarriersError(f"{picture}: a picture is written to a file ending in .svg")
    if "budget" not in given:
        raise BarriersError("--data needs --budget Q, the largest entry that the vector may have")
    starts = given.get("starts", 4)
    with progress(starts * STEPS + 1, "searching") as (bar, task):

        def told(start: int, step: int, most: int) -> None:
            bar.update(task, completed=start * STEPS + step, description=f"searching, {most} points wrong so far")

        source = Source.of(model)
        found = attack(model, given.pop("own"), progress=told, **given)
        bar.update(task, completed=starts * STEPS, description="bounding" if firmness else "checking")
        found = found.steadied(**firmness) if firmness else found
        verdict = check(found.save(path))
        if picture is not None:
            found.plot().save(picture)
    if as_json:
        tell(_told(found, path, said(verdict.kernel), verdict.sha256, source))
    else:
        out.print(f"{found.claim}\n{found.firmly}", soft_wrap=True)
        out.print(f"read as {found.read_as}", soft_wrap=True)
        line = Text.assemble(coloured(said(verdict.kernel)), f": {path} sha256 {verdict.sha256}")
        out.print(line, soft_wrap=True)
        for name, digest in source.hashes.items():
            out.print(f"{name}: sha256 {digest}", soft_wrap=True)
    _notes(found, verdict)
    if not verdict:
        sys.exit(2 if verdict.verdict == "unsupported" else 1)


def _notes(found: UniversalAttack, verdict: Check) -> None:
    """Say on stderr what a network that is wrong before usually lacks, and what a certificate does not show."""
    if found.hint:
        cause = "features scaled in training, so multiply the first layer by the scale; another --unit, 1/255 for"
        cause += " bytes; or labels in another order"
        right = f"the network is right at {found.right_before} of {found.points} points"
        err.print(f"note: {right} (usual cause: {cause})", soft_wrap=True)
    if verdict.verdict == "vacuous":
        err.print("note: no point is broken, so the certificate shows nothing: try a larger budget", soft_wrap=True)


def _told(found: UniversalAttack, path: Path, verdict: str, name: str | None, source: Source) -> dict[str, Any]:
    """Return the machine output."""
    return {
        "points": found.points,
        "right_before": found.right_before,
        "wrong_before": found.found.before.count(-1),
        "broken": found.broken,
        "fitted": list(found.fitted),
        "held_out": None if found.held_out is None else list(found.held_out),
        "rows": list(found.rows),
        "eta": [write_rational(v) for v in found.eta],
        "eta_norm": write_rational(found.eta_norm),
        "budget": write_rational(found.found.budget),
        "scalings": [write_rational(v) for v in found.found.scalings],
        "radius": write_rational(found.radius),
        "read_as": found.read_as,
        "model_sha256": source.sha256,
        "weight_files_sha256": source.others,
        "network_sha256": found.certificate["claim"]["network_sha256"],
        "verdict": verdict,
        "certificate": str(path),
        "sha256": name,
    }
