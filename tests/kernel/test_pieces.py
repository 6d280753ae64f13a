"""The kernel's pieces are the network on the line: at every knot, between them, and whatever is asked first."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from constructions.interchange import network_object
from proofs_check.kernel.data import Data, Lines
from proofs_check.kernel.pieces import Meter, Pieces
from proofs_check.kernel.reading import Unsupported
from proofs_check.kernel.relu import Network
from proofs_check.strategies import networks
from tests.strategies import small
from theory.networks import ReluNetwork


@st.composite
def segments(draw: st.DrawFn) -> tuple[ReluNetwork, list[Fraction], Fraction, Fraction]:
    """A network, its inputs but the first, and a segment, whose ends are often where a neuron changes sign."""
    network = draw(networks())
    rest = [draw(small) for _ in range(network.widths[0] - 1)]
    changes = network.along([0, *rest], [1, *[0] * len(rest)]).sign_changes
    ends = st.one_of(small, st.sampled_from(changes)) if changes else small
    lo, hi = sorted([draw(ends), draw(ends)])
    return network, rest, lo, hi


def kernel_pieces(network: ReluNetwork, rest: list[Fraction], lo: Fraction, hi: Fraction) -> Pieces:
    return Pieces(Network(network_object(network)["layers"]).layers, rest, lo, hi, Meter())


@pytest.mark.result("A3", "A5")
@given(segments(), st.data())
def test_pieces_are_the_network_on_the_segment(given: Any, data: st.DataObject) -> None:
    network, rest, lo, hi = given
    found = kernel_pieces(network, rest, lo, hi)
    assert all(a < b for a, b in pairwise([lo, *found.knots, hi])) or not found.knots
    function = network.along([0, *rest], [1, *[0] * len(rest)]).function
    assert {cut for cut in function.breakpoints if lo < cut < hi} <= set(found.knots)
    between = st.fractions(0, 1, max_denominator=1000).map(lambda w: lo + w * (hi - lo))
    inside = st.sampled_from([lo, *found.knots, hi]) | between
    for _ in range(3):
        first, last = sorted([data.draw(inside), data.draw(inside)])
        places = [first, *(u for u in found.knots if first < u < last), *([last] if first < last else [])]
        outputs = list(found.along(first, last))
        assert all(scale > 0 for _, scale in outputs)
        assert [Fraction(top, scale) for top, scale in outputs] == [network([u, *rest]) for u in places]


@pytest.mark.infrastructure
def test_work_is_counted_as_it_is_done_and_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [[Fraction(i + 1)] for i in range(30)]
    network = ReluNetwork.of([(rows, [-1] * 30), ([[1] * 30], [0])])
    found = kernel_pieces(network, [], Fraction(0), Fraction(2))
    assert len(found.knots) == 30
    spent = found.meter.work
    assert kernel_pieces(network, [], Fraction(0), Fraction(1, 100)).meter.work < spent / 5
    monkeypatch.setattr("proofs_check.kernel.relu.MAX_WORK", spent)
    kernel_pieces(network, [], Fraction(0), Fraction(2))
    monkeypatch.setattr("proofs_check.kernel.relu.MAX_WORK", spent - 1)
    with pytest.raises(Unsupported, match="needs work"):
        kernel_pieces(network, [], Fraction(0), Fraction(2))


@pytest.mark.infrastructure
@given(segments())
def test_no_number_is_longer_than_was_counted(given: Any) -> None:
    found = kernel_pieces(*given)
    numbers = [found.scale, *(v for output in found.outputs for v in output)]
    assert max(v.bit_length() for v in numbers) <= found.bits


@pytest.mark.infrastructure
def test_denominators_count_too() -> None:
    tiny = Fraction(1, 2**6400)
    network = ReluNetwork.of([([[tiny]], [0]), ([[tiny]], [0]), ([[1]], [1])])
    assert kernel_pieces(network, [], Fraction(0), Fraction(1)).bits > 2 * 6400


@pytest.mark.result("A3", "A5")
@given(segments(), st.data())
def test_a_line_taken_whole_says_what_its_segments_say(given: Any, data: st.DataObject) -> None:
    network, _, lo, hi = given
    assume(network.widths[0] > 1)
    layers, tiny = Network(network_object(network)["layers"]), data.draw(small)
    points = [lo + (hi - lo) * Fraction(k, 4) for k in range(5)]
    about = Data(points, Fraction(1), Fraction(1), network.widths[0])
    whole, apart = (Lines(layers, about, Fraction(0), Fraction(0)) for _ in range(2))
    whole.points, apart.points = 10**9, 0
    for a, b in [*pairwise(points), (points[2], points[2])]:
        one, other = ([Fraction(*pair) for pair in lines.along(tiny, a, b)] for lines in (whole, apart))
        assert one == other
        zeros = [0] * (network.widths[0] - 2)
        assert (one[0], one[-1]) == (network([a, tiny, *zeros]), network([b, tiny, *zeros]))
