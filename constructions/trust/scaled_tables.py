"""A scaler and Lasso, fitted on a raw table, as one problem about the table itself, and a box around the table (T1).

A scaler divides column j by s_j, its standard deviation, range or largest modulus.  In terms of the table the threshold
of column j is m alpha s_j, and the means are taken up by the intercept.  s_j moves by at most e_j, 2 e_j or e_j, if the
entries of the column do by e_j: so thresholds are intervals.  A standard deviation is a square root, and enclosed.
Claims no result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Any

from constructions.blocks import Block
from constructions.trust.fitted_models import (
    FittedModel,
    as_cast,
    coefficients_of,
    kind_of,
    named_columns,
    penalty_of,
    unfolded,
    weights_of,
)
from constructions.trust.in_memory import matrix_of, vector_of
from constructions.trust.regressions import Radii, Regression
from theory.exact import BarriersError, brief, rational, shown, sqrt_enclosure

__all__ = ["raw_problem"]

ZERO, ONE = Fraction(0), Fraction(1)
BITS, ROOM_BITS = 240, 80
"""Standard deviations are known to 2**-BITS of themselves, and are taken to be known to 2**-ROOM_BITS."""
SCALERS = ("StandardScaler", "MinMaxScaler", "MaxAbsScaler")
NEAR = Fraction(1, 10**6)
"""So near are squares of scales of the table, relatively, to those that a scaler fitted on it holds."""
ON_DOUBLES = "take the transformed doubles for the data instead (transformed=True, or fitted_problem(model, X, y))"


def raw_problem(
    model: Any, x: Any, y: Any, *, columns: Any = 0, y_radius: Any = 0, sample_weight: Any = None,
    names: Sequence[str] = (),
) -> FittedModel:  # fmt: skip
    """Return the problem that a scaler and Lasso solve, in terms of the raw table, and the box around it (T1).

    `model` is a fitted pipeline of at most one of StandardScaler, MinMaxScaler, MaxAbsScaler and a Lasso, LassoCV or
    LassoLars; `x` (m, n) and `y` (m,) the table that it was fitted on; `columns` the radii of its entries, one for all
    or one a column; `y_radius` that of y.  A column whose scale is 0 is divided by 1, as scikit-learn does, and must be
    exact.  Raises `BarriersError` for other steps, without intercept where a scaler shifts, and for an elastic net with
    uncertain columns.
    """
    parts = unfolded(model)
    if parts.of_y is not None:
        raise BarriersError(f"y was transformed, too; {ON_DOUBLES}")
    steps = [step for step in parts.steps if not _idle(step)]
    if len(steps) > 1 or any(kind_of(step) not in SCALERS for step in steps):
        strange = [type(step).__name__ for step in steps if kind_of(step) not in SCALERS]
        what = f"{strange[0]} is none of {', '.join(SCALERS)}" if strange else "there are several scalers"
        raise BarriersError(f"{what}, so that no box of tables is a box of columns; {ON_DOUBLES}")
    strength, share, said = penalty_of(parts.model)
    matrix, words = matrix_of(x), [said, *parts.words]
    target = as_cast(vector_of(y), matrix)
    weights = weights_of(parts.model, sample_weight, words)
    intercept = bool(parts.model.fit_intercept)
    plain = Regression.scikit(
        matrix, target, strength, l1_ratio=share, intercept=intercept, sample_weight=weights,
        names=names or named_columns(model, x),
    )  # fmt: skip
    radii = Radii.of(plain, _each(columns, matrix.shape[1], intercept), y=y_radius)
    coefficients = coefficients_of(parts.model, matrix.shape[1])
    found = FittedModel(plain, coefficients, tuple(words), radii, alpha=strength)
    return _scaled(found, steps[0], share) if steps else found


def _idle(step: Any) -> bool:
    """Whether a step neither shifts nor scales."""
    return type(step).__name__ == "StandardScaler" and not step.with_mean and not step.with_std


def _each(columns: Any, size: int, intercept: bool) -> list[Fraction]:
    """Return the radii of all columns, 0 for the intercept's."""
    several = hasattr(columns, "__len__") and not isinstance(columns, str)
    radii = [rational(v) for v in columns] if several else [rational(columns)] * size
    if len(radii) != size:
        raise BarriersError(f"{size} columns need {size} radii, got {len(radii)}")
    return [*radii, ZERO] if intercept else radii


def _scaled(found: FittedModel, scaler: Any, share: Fraction) -> FittedModel:
    """Return the problem in terms of the table, of that with the same thresholds for scaled columns."""
    plain, radii, kind = found.problem, found.within, type(scaler).__name__
    assert radii is not None
    size = plain.size - len(plain.intercepts)
    shifts = kind == "MinMaxScaler" or (kind == "StandardScaler" and scaler.with_mean)
    if shifts and not plain.intercepts:
        raise BarriersError(f"{kind} shifts columns, and without intercept nothing takes that up; {ON_DOUBLES}")
    if share < 1 and any(radii.columns):
        raise BarriersError(f"of an elastic net the ridge would be uncertain, too: {ON_DOUBLES}")
    scales = [_scale_at(plain, j, radii.columns[j], scaler) for j in range(size)]
    scales += [(ONE, ONE, ZERO)] * (plain.size - size)
    problem = replace(
        plain,
        thresholds=tuple(t * scale for t, (scale, _, _) in zip(plain.thresholds, scales, strict=True)),
        ridge=tuple(r * square for r, (_, square, _) in zip(plain.ridge, scales, strict=True)),
    )
    moves = tuple(t * move for t, (_, _, move) in zip(plain.thresholds, scales, strict=True))
    words = [*found.read_as, f"{kind} is part of the problem: thresholds are m alpha times the scales of the columns"]
    if constant := [plain.named(j) for j in range(size) if len(set(plain.columns[j].values)) == 1]:
        words.append(f"constant columns are scaled as scikit-learn does: {shown(', '.join(constant))}")
    within = replace(radii, thresholds=moves)
    again = partial(_again, plain.thresholds, size, scaler)
    return FittedModel(problem, _back(found.coefficients, scaler, size), tuple(words), within, again, found.alpha)


def _again(
    plain: tuple[Fraction, ...], size: int, scaler: Any, data: Regression, multiple: Fraction = ONE
) -> tuple[Regression, Radii]:
    """Return the problem with the thresholds that a scaler fitted to its table gives, and to within what they are."""
    none = (ZERO,) * data.size
    scales = [_enclosed(data, j, ZERO, scaler) for j in range(size)] + [(ONE, ONE, ZERO)] * (data.size - size)
    thresholds, moves = (tuple(multiple * t * scale[k] for t, scale in zip(plain, scales, strict=True)) for k in (0, 2))
    return data.with_thresholds(thresholds), Radii(none, ZERO, moves)


def _scale_at(plain: Regression, j: int, radius: Fraction, scaler: Any) -> tuple[Fraction, Fraction, Fraction]:
    """Return the same for the table that the scaler was fitted on; raises `BarriersError` if that is another."""
    square, _, unit = _scale(plain.columns[j], scaler)
    _plausible(square or unit**2, scaler, j, shown(plain.named(j)))
    return _enclosed(plain, j, radius, scaler)


def _enclosed(plain: Regression, j: int, radius: Fraction, scaler: Any) -> tuple[Fraction, Fraction, Fraction]:
    """Return the scale of a column from below, its square, exactly, and by how much it may be off."""
    name = shown(plain.named(j))
    square, move, unit = _scale(plain.columns[j], scaler)
    if not square:
        if radius:
            raise BarriersError(
                f"{name} is constant, so scikit-learn divides it by 1, and tables near this one by little: give it the"
                " radius 0, or leave it out"
            )
        return unit, unit**2, ZERO
    if (move * radius) ** 2 >= square:
        raise BarriersError(f"{name} may be constant within its radius {brief(radius)}: give a smaller one")
    bits = BITS + max(0, square.denominator.bit_length() - square.numerator.bit_length())
    low, high = sqrt_enclosure(square, bits)
    return low, square, move * radius + (ZERO if low == high else low / 2**ROOM_BITS)


def _scale(column: Block, scaler: Any) -> tuple[Fraction, Fraction, Fraction]:
    """Return the square of a column's scale, how far a unit in its entries moves it, and the scale of constants."""
    values, m, kind = column.values, len(column.values), type(scaler).__name__
    if kind == "MinMaxScaler":
        low, high = map(rational, scaler.feature_range)
        unit = 1 / (high - low)
        return (Fraction(max(values) - min(values), column.over) * unit) ** 2, 2 * unit, unit
    if kind == "MaxAbsScaler":
        return Fraction(max(map(abs, values)), column.over) ** 2, ONE, ONE
    if not scaler.with_std:
        return ONE, ZERO, ONE
    return Fraction(m * sum(v * v for v in values) - sum(values) ** 2, (m * column.over) ** 2), ONE, ONE


def _plausible(square: Fraction, scaler: Any, j: int, name: str) -> None:
    """Raise `BarriersError` unless a scaler holds about this scale: else it was fitted on another table."""
    if scaler.scale_ is None:
        return
    held = rational(scaler.scale_[j]) ** 2
    if type(scaler).__name__ == "MinMaxScaler":  # it multiplies where the others divide
        held = 1 / held
    if abs(held - square) > NEAR * square:
        raise BarriersError(
            f"the scaler divides {name} by another number than this table says: it was fitted on another one, or with"
            f" weights, or takes the column for constant; {ON_DOUBLES}"
        )


def _back(coefficients: tuple[Fraction, ...], scaler: Any, size: int) -> tuple[Fraction, ...]:
    """Return a model's coefficients in terms of the table: slopes times factors, the intercept with what is shifted."""
    if type(scaler).__name__ == "MinMaxScaler":
        factors, shifts = ([rational(v) for v in values] for values in (scaler.scale_, scaler.min_))
    else:
        held = scaler.scale_
        factors = [ONE] * size if held is None else [1 / rational(v) for v in held]
        centred = type(scaler).__name__ == "StandardScaler" and scaler.with_mean
        means = [rational(v) for v in scaler.mean_] if centred else [ZERO] * size
        shifts = [-mean * factor for mean, factor in zip(means, factors, strict=True)]
    slopes = [c * factor for c, factor in zip(coefficients, factors, strict=False)]
    if len(coefficients) == size:
        return tuple(slopes)
    moved = sum((c * shift for c, shift in zip(coefficients, shifts, strict=False)), ZERO)
    return (*slopes, coefficients[-1] + moved)
