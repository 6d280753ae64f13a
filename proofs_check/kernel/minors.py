"""Determinants that are not 0, shown modulo a number: A is injective on some columns if a minor of them is a unit."""

from __future__ import annotations


def unit(columns: list[list[int]], modulus: int) -> bool:
    """Tell whether elimination with units as pivots succeeds modulo a number; then the determinant is not 0."""
    table = [[v % modulus for v in row] for row in zip(*columns)]
    while table:
        pivot = next((row for row in table if row[0]), [0])
        try:
            inverse = pow(pivot[0], -1, modulus)
        except ValueError:
            return False
        table.remove(pivot)
        _, *head = [v * inverse for v in pivot]
        table = [[(v - factor * w) % modulus for v, w in zip(row, head)] if factor else row for factor, *row in table]
    return True
