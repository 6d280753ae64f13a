"""Networks on lines: all breakpoints, the attack on a training set with its certificate, and the kernel's check.

`python bench/pieces.py` prints these alone.  SyReNN's own program is not run here: `exact_line` is our transcription
of its algorithm in doubles, which decides nothing.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Any

import numpy as np
from common import (
    Layers,
    arrays,
    compare,
    measured,
    median_seconds,
    plain,
    random_layers,
    rationals,
    record,
    same,
    seconds,
)

from constructions.certificates import canonical, instability_certificate, stability_certificate
from constructions.instability import UniversalPerturbation, failing_set, universal_perturbation
from constructions.stable_network import stable_network
from constructions.trainers.descent import classifier
from constructions.training_runs import train
from constructions.training_sets import double_training_set
from proofs_check.kernel import check_bytes
from theory.evaluation import DoubleNetwork
from theory.lines import restriction
from theory.networks import ReluNetwork
from theory.piecewise import PiecewiseAffine


def straightforward(network: ReluNetwork, base: Sequence[int], along: Sequence[int]) -> PiecewiseAffine:
    """The restriction to a line from sums, multiples and rectifications of piecewise-affine functions of Fractions."""
    state = [PiecewiseAffine.affine(v, u) for u, v in zip(base, along, strict=True)]
    for number, layer in enumerate(network.layers):
        state = state if number == 0 else [f.relu() for f in state]
        found = []
        for row, b in zip(layer.weights, layer.bias, strict=True):
            total = PiecewiseAffine.affine(0, b)
            for w, f in zip(row, state, strict=True):
                total += f.scaled(w)
            found.append(total)
        state = found
    return state[0]


def exact_line(layers: Layers, start: Sequence[float], end: Sequence[float]) -> Any:
    """Return where neurons change sign between two points, as shares of the way, by SyReNN's algorithm in doubles.

    Layer by layer: the outputs at all places found so far; between two of them every neuron is affine, so that a
    change of its sign is solved for, and the places and the outputs at them are put in.
    """
    shares, state = np.array([0.0, 1.0]), np.array([start, end], float)
    for number, (w, b) in enumerate(layers, 1):
        state = state @ w.T.astype(float) + b
        if number < len(layers):
            left, right = state[:-1], state[1:]
            piece, neuron = np.nonzero(left * right < 0)
            part = left[piece, neuron] / (left[piece, neuron] - right[piece, neuron])
            places = shares[piece] + part * (shares[piece + 1] - shares[piece])
            between = left[piece] + part[:, None] * (right[piece] - left[piece])
            between[np.arange(len(neuron)), neuron] = 0
            shares, state = np.concatenate([shares, places]), np.concatenate([state, between])
            order = np.argsort(shares, kind="stable")
            shares, state = shares[order], np.maximum(state[order], 0)
    return shares[1:-1]


def lines() -> None:
    """All breakpoints on one line, exactly; on a segment of it beside SyReNN's algorithm in doubles."""
    for sizes in ((2, 64, 64, 1), (2, 128, 128, 1), (2, 64, 64, 64, 64, 1)):
        layers, name = random_layers(*sizes), "-".join(map(str, sizes))
        network, form, line = rationals(layers), DoubleNetwork.of_arrays(layers), ([0, 0], [1, 0])
        found = restriction(form, *line)
        assert found == network.along(*line)
        compare(f"lines/{name}/over_integers_alone", lambda: restriction(form, *line), lambda: network.along(*line), 7)
        pieces = len(found.sign_changes) + 1
        each = statistics.median(seconds(lambda: restriction(form, *line)) for _ in range(5)) / pieces
        measured[f"lines/{name}/milliseconds_a_piece"] = float(f"{1000 * each:.3g}")
        print(f"lines/{name}: {pieces} pieces, {1000 * each:.3f} ms a piece")
        ours, theirs = restriction(form, *line, (0, 1)).sign_changes, exact_line(layers, (0, 0), (1, 0))
        assert len([t for t in ours if 0 < t < 1]) == len(theirs)
        assert np.allclose([float(t) for t in ours], theirs, rtol=0, atol=1e-6)
        compare(
            f"lines/{name}/over_syrenn_in_doubles",
            lambda: restriction(form, *line, (0, 1)),
            lambda: exact_line(layers, (0, 0), (1, 0)),
        )
        if sizes == (2, 64, 64, 1):
            assert straightforward(network, *line) == found.function
            compare(
                f"lines/{name}/over_fractions",
                lambda: restriction(form, *line),
                lambda: straightforward(network, *line),
                5,
            )


def attacks() -> None:
    """Trained networks: the failing set and the attack on their own training set; the kernel's check."""
    for points, hidden in ((500, (8, 8)), (500, (32,)), (500, (64, 64)), (5000, (64, 64))):
        data = double_training_set(points)
        trained = train(classifier, data, hidden, seed=0)
        layers = [
            (np.array([[float(w) for w in row] for row in layer.weights]), np.array([float(b) for b in layer.bias]))
            for layer in trained.network.layers
        ]
        (x, labels), forward = arrays(data), plain(layers)
        name = "-".join(map(str, trained.network.widths)) + f"/trained_{points}_points/over_numpy_float64"
        certificate = file_of(instability_certificate(universal_perturbation(trained.network, data, trained.g)))
        same(layers, x, labels, trained.g)
        works = {
            "failing_set": lambda: failing_set(DoubleNetwork.of_arrays(layers), x, labels, trained.g),
            "attack": lambda: universal_perturbation(trained.network, data, trained.g),
            "kernel_check": lambda: check_bytes(certificate),
        }
        for figure, work in works.items():
            compare(f"{figure}/{name}", work, lambda: forward(x), 5)


def file_of(certificate: Any) -> bytes:
    """Return the bytes of a certificate that the kernel accepts."""
    data = canonical(certificate).encode()
    assert check_bytes(data).verdict == "accepted"
    return data


def large() -> None:
    """Widths (2; 1024, 1024; 1): the attack with its certificate, and the kernel's check; float32 weights at random."""
    network = rationals(random_layers(2, 1024, 1024, 1))
    for points in (500, 5000):
        data = double_training_set(points)

        def attack() -> UniversalPerturbation:
            return universal_perturbation(network, data)

        name = f"2-1024-1024-1/{points}_points"
        record(f"attack/{name}/seconds", median_seconds(attack), "s")
        told = attack()
        record(
            f"attack/{name}/certificate/seconds", median_seconds(lambda: file_of(instability_certificate(told))), "s"
        )
        certificate = file_of(instability_certificate(told))
        record(f"kernel_check/{name}/seconds", median_seconds(lambda: check_bytes(certificate)), "s")
        record(f"kernel_check/{name}/certificate/megabytes", len(certificate) / 1e6, "MB")


def kernel() -> None:
    """The kernel on 5,000 failing points of a float32 network of widths (2; 64, 64; 1), and on 5,000 balls."""
    found = universal_perturbation(rationals(random_layers(2, 64, 64, 1)), double_training_set(10_000))
    assert len(found.indices) >= 5000
    failing = file_of(instability_certificate(found))
    record("kernel_check/2-64-64-1/5000_failing_points/seconds", median_seconds(lambda: check_bytes(failing)), "s")
    data = double_training_set(5000)
    stable = file_of(stability_certificate(stable_network(data), data))
    record("kernel_check/stable_on_5000_balls/seconds", median_seconds(lambda: check_bytes(stable)), "s")


if __name__ == "__main__":
    for work in (lines, attacks, kernel, large):
        work()
