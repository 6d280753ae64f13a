"""Experiments on networks of results E: one function, one command, one plot each; they prove nothing.

`python -m nnbarriers.demonstrations.firenets NAME [FOLDER]` draws NAME.svg into a folder and prints the numbers behind
it; `all` stands for all of them, which `barriers demonstrate E2` draws, too. Runs are in floats; where a curve is a
bound of E2 its constants are certified (E3); where they are not the text says so.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from constructions.firenet import Firenet, firenet, norm_above, outputs, run
from constructions.null_space import hadamard_constants, hadamard_matrix
from constructions.operators import Array, Operator, haar, image_sampling, inverse_haar
from constructions.rational_matrices import norm_bound
from theory.exact import BarriersError, rational

__all__ = ["EXPERIMENTS", "convergence", "phantom", "phase_transition", "recovered_image", "stability", "worst_case"]

Figures = dict[str, float]


def drawing() -> Any:
    """Return matplotlib's pyplot; raises `BarriersError` if it is missing."""
    try:
        import matplotlib

        matplotlib.use("Agg")
        from matplotlib import pyplot
    except ImportError:
        raise BarriersError("drawing needs matplotlib: pip install matplotlib") from None
    matplotlib.rcParams["svg.hashsalt"] = "barriers"
    return pyplot


def axes_of(title: str, across: str, up: str) -> tuple[Any, Any]:
    """Return a figure and its axes."""
    figure, axes = drawing().subplots(figsize=(7, 4.2), layout="constrained")
    axes.set(title=title, xlabel=across, ylabel=up)
    return figure, axes


def save(figure: Any, folder: Path, name: str) -> None:
    """Write the figure as an SVG file and close it."""
    folder.mkdir(parents=True, exist_ok=True)
    figure.savefig(folder / f"{name}.svg", metadata={"Date": None})
    drawing().close(figure)


def sample(k: int, order: int, noise: float = 0.0, seed: int = 0) -> tuple[Array, Array, Array]:
    """Return ([I | 2^-k H], x, y): x with `order` normal entries, y = Ax + e, ||e||_2 = noise."""
    rng, matrix = np.random.default_rng(seed), np.array(hadamard_matrix(k), dtype=float)
    x = np.zeros(matrix.shape[1])
    x[rng.choice(len(x), order, replace=False)] = rng.normal(size=order)
    error = rng.normal(size=len(matrix))
    return matrix, x, matrix @ x + noise * error / np.linalg.norm(error)


def convergence(folder: Path) -> Figures:
    """Error against layers for three upsilon, E2's bound, and the mean without restarts; slopes against log upsilon."""
    figure, axes = axes_of("m = 64, s = 3, no noise", "layers", "error")
    matrix, x, y = sample(3, 3)
    found: Figures = {}
    for upsilon, colour in ((Fraction(1, 8), "#0072B2"), (Fraction(3, 8), "#009E73"), (Fraction(3, 4), "#D55E00")):
        network = firenet(
            hadamard_constants(3, 3), norm_bound(hadamard_matrix(3)), start=norm_above(y), upsilon=upsilon, restarts=12
        )
        layers = network.p * np.arange(1, network.restarts + 1)
        errors = [float(np.linalg.norm(z - x)) for z in outputs(network, matrix, y)]
        axes.semilogy(layers, errors, "o-", ms=3, color=colour, label=f"υ = {upsilon}")
        axes.semilogy(layers, [float(network.error(k)) for k in range(1, 13)], "--", lw=1, color=colour)
        slope = np.polyfit(np.arange(12), np.log(errors), 1)[0]
        found[f"slope over log(upsilon), upsilon = {upsilon}"] = float(slope / np.log(float(upsilon)))
        if upsilon == Fraction(3, 8):
            slow = [float(np.linalg.norm(z - x)) for z in outputs(network, matrix, y, restarted=False)]
            axes.semilogy(layers, slow, "k:", label="υ = 3/8, not restarted")
            found["slope of log(error) over log(layers), not restarted"] = float(
                np.polyfit(np.log(layers), np.log(slow), 1)[0]
            )
            found["not restarted over restarted"] = slow[-1] / errors[-1]
    axes.legend(title="dashed: E2's bound")
    save(figure, folder, "convergence")
    return found


def stability(folder: Path) -> Figures:
    """Error against the norm of the noise, with E2's bound."""
    figure, axes = axes_of("m = 64, s = 3, noise in all directions", "norm of the noise", "error")
    levels, errors, bounds = [10.0**-j for j in range(7)], [], []
    for level in levels:
        matrix, x, y = sample(3, 3, level)
        network = firenet(
            hadamard_constants(3, 3), norm_bound(hadamard_matrix(3)), start=norm_above(y),
            delta=2 * rational(level) * (1 + Fraction(1, 2**40)), restarts=24,
        )  # fmt: skip
        errors.append(float(np.linalg.norm(run(network, matrix, y) - x)))
        bounds.append(float(network.bound))
    axes.loglog(levels, errors, "o-", color="#0072B2", label="error")
    axes.loglog(levels, bounds, "--", color="#D55E00", label="E2's bound")
    axes.legend()
    save(figure, folder, "stability")
    slope = np.polyfit(np.log(levels), np.log(errors), 1)[0]
    return {"slope": float(slope), "largest error over bound": max(e / b for e, b in zip(errors, bounds, strict=True))}


def worst_case(folder: Path, steps: int = 12) -> Figures:
    """Perturbations of y of norm eta made worse by gradient ascent through the network, gradients by differences."""
    figure, axes = axes_of("m = 16, s = 2: perturbations found by gradient ascent", "step", "error over E2's bound")
    found: Figures = {}
    for eta, colour in ((0.1, "#D55E00"), (0.001, "#0072B2")):
        matrix, x, y = sample(2, 2)
        network = firenet(
            hadamard_constants(2, 2), norm_bound(hadamard_matrix(2)), start=norm_above(y) + rational(2 * eta),
            delta=rational(2.000001 * eta), restarts=4, upsilon=Fraction(1, 2),
        )  # fmt: skip
        bound, error = float(network.bound), np.random.default_rng(1).normal(size=len(y))

        def loss(e: Array) -> float:
            return float(np.linalg.norm(run(network, matrix, y + e) - x))  # noqa: B023

        error *= eta / np.linalg.norm(error)
        ratios = [loss(error) / bound]
        for _ in range(steps):
            small = eta / 1000 * np.eye(len(y))
            gradient = np.array([loss(error + d) - loss(error - d) for d in small])
            error = error + eta * gradient / (np.linalg.norm(gradient) or 1)
            error *= eta / np.linalg.norm(error)
            ratios.append(loss(error) / bound)
        axes.semilogy(ratios, "o-", ms=3, color=colour, label=f"η = {eta}")
        found[f"before over bound, eta = {eta}"], found[f"worst over bound, eta = {eta}"] = ratios[0], max(ratios)
    axes.axhline(1, color="black", lw=1, label="E2's bound")
    axes.legend()
    save(figure, folder, "worst_case")
    return found


def phase_transition(folder: Path, trials: int = 10) -> Figures:
    """How often x is recovered to 1 % as s grows far beyond the orders for which constants are certified (4)."""
    figure, axes = axes_of("m = 64, N = 128: certified up to s = 4", "s", "part recovered to 1 %")
    orders, parts = list(range(2, 41, 2)), []
    for order in orders:
        good = 0
        for seed in range(trials):
            matrix, x, y = sample(3, order, seed=seed)
            network = firenet(hadamard_constants(3, 3), norm_bound(hadamard_matrix(3)), start=norm_above(y), restarts=7)
            good += np.linalg.norm(run(network, matrix, y) - x) <= np.linalg.norm(x) / 100
        parts.append(good / trials)
    axes.plot(orders, parts, "o-", color="#0072B2")
    axes.axvspan(0, 4, color="#009E73", alpha=0.2, label="constants are certified")
    axes.legend()
    save(figure, folder, "phase_transition")
    return {f"part recovered, s = {s}": part for s, part in zip(orders, parts, strict=True)}


ELLIPSES = (
    (1.0, 0.69, 0.92, 0.0, 0.0, 0), (-0.8, 0.66, 0.87, 0.0, -0.02, 0), (-0.2, 0.11, 0.31, 0.22, 0.0, -18),
    (-0.2, 0.16, 0.41, -0.22, 0.0, 18), (0.2, 0.21, 0.25, 0.0, 0.35, 0), (0.2, 0.05, 0.05, 0.0, 0.1, 0),
)  # fmt: skip
"""Of our head phantom: intensity, half axes, centre, angle in degrees."""


def phantom(side: int) -> Array:
    """Return an image of ellipses, of the kind of Shepp and Logan's, with values in [0, 1]."""
    grid = (np.arange(side) + 0.5) * 2 / side - 1
    across, down = np.meshgrid(grid, -grid)
    image = np.zeros((side, side))
    for value, a, b, x0, y0, degrees in ELLIPSES:
        c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        u, v = (across - x0) * c + (down - y0) * s, (down - y0) * c - (across - x0) * s
        image[(u / a) ** 2 + (v / b) ** 2 <= 1] += value
    return np.clip(image, 0, 1)


def sampling(side: int, part: float, transform: str, seed: int = 0) -> Operator:
    """Return an operator that keeps a part of a transform's coefficients, low frequencies more often."""
    rng, index = np.random.default_rng(seed), np.arange(side)
    if transform == "walsh":  # positions by sequency: the bits of the Gray code, reversed
        bits = side.bit_length() - 1
        gray = index ^ (index >> 1)
        frequency = np.empty(side, dtype=int)
        frequency[[int(f"{g:0{bits}b}"[::-1], 2) for g in gray]] = index
    else:
        frequency = 2 * np.minimum(index, side - index)
    distance = np.hypot(*np.meshgrid(frequency, frequency)) / side
    score = rng.exponential(size=distance.shape) * (0.05 + distance) ** 2.5
    return image_sampling(side, np.argsort(score.reshape(-1))[: int(part * side * side)], transform)


def recovered_image(
    side: int, transform: str, part: float = 0.25, noise: float = 1e-3, n: int = 10
) -> tuple[Array, Array, Figures]:
    """Return (image, recovered, numbers) with 10 n inner steps; C^ is assumed, not certified, so there is no bound."""
    image, operator = phantom(side), sampling(side, part, transform)
    exact = operator.apply(haar(image).reshape(-1))
    error = np.random.default_rng(1).normal(size=len(exact))
    y = exact + noise * np.linalg.norm(exact) * error / np.linalg.norm(error)
    delta, p = rational(noise * float(np.linalg.norm(exact))), 10
    lam = Fraction(1, 400)
    network = Firenet(lam, Fraction(15, 8), Fraction(1), Fraction(1), Fraction(3, 8), p, n, norm_above(y), delta)
    start = time.perf_counter()
    z = run(network, operator, y, dtype=y.dtype)
    seconds = time.perf_counter() - start
    found = inverse_haar(z.reshape(side, side)).real
    filled = inverse_haar(operator.adjoint(y).reshape(side, side)).real

    def psnr(other: Array) -> float:
        return float(-10 * np.log10(np.mean((other - image) ** 2)))

    name = f"{transform}, {side} x {side}, {part:.0%}"
    return image, found, {
        f"{name}: PSNR": psnr(found), f"{name}: PSNR of zero filling": psnr(filled),
        f"{name}: seconds for {p * n} steps": seconds,
    }  # fmt: skip


def images(folder: Path, side: int = 256) -> Figures:
    """A phantom from 15 % and 25 % of its Walsh, and of its Fourier, coefficients, with noise."""
    figure, axes = drawing().subplots(1, 5, figsize=(13, 3), layout="constrained")
    axes[0].imshow(phantom(side), cmap="gray", vmin=0, vmax=1)
    axes[0].set_title(f"phantom, {side} × {side}", fontsize=10)
    found: Figures = {}
    for one, (transform, part) in zip(axes[1:], product(("walsh", "fourier"), (0.15, 0.25)), strict=True):
        _, recovered, numbers = recovered_image(side, transform, part)
        found |= numbers
        one.imshow(recovered, cmap="gray", vmin=0, vmax=1)
        one.set_title(f"{transform}, {part:.0%}: {next(iter(numbers.values())):.1f} dB", fontsize=10)
    for one in axes:
        one.set_axis_off()
    save(figure, folder, "images")
    return found


EXPERIMENTS: dict[str, Callable[[Path], Figures]] = {
    "convergence": convergence,
    "stability": stability,
    "worst_case": worst_case,
    "phase_transition": phase_transition,
    "images": images,
}
"""Experiments by name."""


def main(arguments: list[str]) -> int:
    """Run one experiment, or all; 2 for an unknown name."""
    if not arguments or len(arguments) > 2 or arguments[0] not in [*EXPERIMENTS, "all"]:
        names = " | ".join([*EXPERIMENTS, "all"])
        sys.stderr.write(f"usage: python -m nnbarriers.demonstrations.firenets ({names}) [FOLDER]\n")
        return 2
    folder = Path(arguments[1] if len(arguments) > 1 else "out")
    try:
        for name in EXPERIMENTS if arguments[0] == "all" else arguments[:1]:
            sys.stdout.write(json.dumps(EXPERIMENTS[name](folder), indent=1) + "\n")
    except (BarriersError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
