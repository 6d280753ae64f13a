"""Phase diagrams: what is attained and what is impossible meet where the theorems say."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from constructions.phases import PHASES, accuracy_phase, digits_phase, pieces_phase, precision_phase
from nnbarriers.pages.phase_plots import curve, draw_phase
from theory.exact import BarriersError

HALF = Fraction(1, 2)


@pytest.mark.result("A3", "A6")
def test_networks_of_few_pieces_fail_at_just_as_many_points_as_a3_says_and_at_none_from_n_minus_1_pieces_on() -> None:
    phase = pieces_phase([5, 12, 24], [3, 6, 10, 22])
    assert phase.holds
    assert all(cell.attained == cell.bound for cell in phase.cells)
    assert all((cell.attained == 0) == (cell.y >= cell.x - 1) for cell in phase.cells)
    at = {(cell.x, cell.y): cell.attained for cell in phase.cells}
    assert at[24, 4] == Fraction(10, 24)
    assert at[12, 11] == 0 < at[24, 11] == Fraction(1, 4)


@pytest.mark.result("A8")
@pytest.mark.parametrize("widths", [(2, 2, 1), (3, 1, 2, 1)])
def test_the_least_error_under_a_bound_on_the_weights_is_what_a8_says(widths: tuple[int, ...]) -> None:
    phase = precision_phase([12, 15], range(8), widths, 10)
    assert phase.holds
    assert all(cell.attained == cell.bound for cell in phase.cells)
    layers, neurons = len(widths) - 1, 2
    for cell in phase.cells:
        paid = Fraction(2) ** int(layers * cell.y - cell.x) * neurons
        assert cell.attained == (max(0, 1 - paid) / 2)


@pytest.mark.result("B2", "B3", "B4")
def test_success_jumps_from_one_half_to_certainty_at_accuracy_one_quarter() -> None:
    cells = accuracy_phase(40).cells
    assert [cell.attained for cell in cells] == [HALF if cell.x < Fraction(1, 4) else 1 for cell in cells]
    assert [cell.attained for cell in cells] == [cell.bound for cell in cells]
    assert Fraction(1, 4) in {cell.x for cell in cells}


@pytest.mark.result("C1", "W")
def test_k_minus_one_digits_need_levels_that_grow_with_the_input() -> None:
    phase = digits_phase(3, members=5, levels=14)
    assert phase.holds
    for n in range(1, 6):
        column = {int(cell.y): cell.attained for cell in phase.cells if cell.x == n}
        enough = min(m for m, success in column.items() if success == 1)
        assert n <= enough <= 2 * n + 2
        assert all(success == (1 if m >= enough else HALF) for m, success in column.items())


@pytest.mark.infrastructure
def test_the_curve_is_where_the_bound_stops_to_say_anything() -> None:
    for name, trivial in (("pieces", 0), ("precision", 0), ("digits", 1)):
        phase = PHASES[name]()
        (x0, x1), (y0, y1), _ = curve(phase)
        for cell in phase.cells:
            on = y0 + (float(cell.x) - x0) * (y1 - y0) / (x1 - x0)
            assert (cell.bound == trivial) == (float(cell.y) >= on - 1e-9)


@pytest.mark.infrastructure
def test_a_cell_that_is_better_than_the_theorem_allows_is_noticed() -> None:
    for phase in (pieces_phase([12], [3]), accuracy_phase(4)):
        better = -1 if phase.least else 1
        for index, cell in enumerate(phase.cells):
            if cell.attained == cell.bound:
                wrong = replace(cell, attained=cell.attained + better * Fraction(1, 10**9))
                cells = (*phase.cells[:index], wrong, *phase.cells[index + 1 :])
                assert not replace(phase, cells=cells).holds


@pytest.mark.infrastructure
@pytest.mark.parametrize("name", ["pieces", "accuracy"])
def test_the_same_phase_is_the_same_picture(tmp_path: Path, name: str) -> None:
    phase = {"pieces": pieces_phase([5, 12], [3, 6]), "accuracy": accuracy_phase(4)}[name]
    for copy in ("a", "b"):
        draw_phase(phase, tmp_path / f"{copy}.svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert len((tmp_path / "a.svg").read_bytes()) > 5000
    with pytest.raises(BarriersError, match=r"ends in .svg, .png or .pdf"):
        draw_phase(phase, tmp_path / "a.txt")
