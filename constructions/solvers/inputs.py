"""Fixed inputs for solvers, and random ones with a nearly duplicate column; each has one minimiser, known exactly.

All data are doubles: small integers, except one entry that is 2**-40 off, or the members n = 20 of the families D and
C, whose entries differ by 4**-20 = 2**-40.  D and C say nothing about solvers by that: where the doubles are the input,
the minimiser is computable, and a wrong answer is a fact about a solver and its tolerances.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from constructions.convex_problems import L1Problem, LinearProgram
from constructions.exact_minimisers import Minimiser, NoSingleMinimiser, exact_minimiser, squared_distance
from constructions.inverse_problems import InverseProblem, Vector
from constructions.linear_programs import linear_program
from theory.exact import BarriersError

__all__ = ["INPUTS", "TABLES", "SolverInput", "find_input", "near_duplicate", "near_duplicates"]

GAP = Fraction(1, 2**40)
HALF = Fraction(1, 2)
HADAMARD = tuple(tuple(HALF * s for s in row) for row in ((1, 1, 1, 1), (1, -1, 1, -1), (1, 1, -1, -1), (1, -1, -1, 1)))
"""An orthogonal matrix of dyadic entries."""
LP_SEED, LASSO_SEED = 214, 73
"""The seeds of the two heroes.

The first is one of four below 300 (77, 205, 214, 234) whose LP all routes miss, as `most_missed` counts.  The second is
the first from 0 on whose LASSO all routes miss but least angles; no two |A_j^T y| tie, which least angles assume.
"""


@dataclass(frozen=True)
class SolverInput:
    """A problem for solvers by name, with its only minimiser, which is `claimed` where it need not be rational.

    An answer is called far if its squared distance from the minimiser is at least `far`, here the square of a quarter
    of the distance to the rival that nearly is one, and near if it is at most `far`/625.
    """

    name: str
    about: str
    problem: LinearProgram | L1Problem
    far: Fraction
    claimed: Vector | None = None

    def truth(self) -> Minimiser:
        """Return the only minimiser; raises `NoSingleMinimiser` if there is none."""
        return exact_minimiser(self.problem, claimed=self.claimed)


def near_duplicate(kind: str, seed: int, gap: Fraction = GAP) -> SolverInput | None:
    """Return the random LP (3 x 6) or LASSO (4 x 5) of a seed, one column of which nearly is another.

    All data are integers except one entry of the second of the two, which is `gap` off an integer; this is not 0, since
    solvers read entries below 1e-9, say, as 0.  None unless there is one minimiser, it uses just one of the two,
    by at least 1/4, and an LP has as many positive entries as rows.

    >>> near_duplicate("LP", 2) is None, near_duplicate("P2", 73).problem.columns
    (True, 5)
    """
    if kind not in ("LP", "P2"):
        raise BarriersError(f"nearly duplicate columns are drawn for LP and P2, got {kind!r:.40}")
    source = random.Random(f"{'lp' if kind == 'LP' else 'lasso'}{seed}")  # noqa: S311 (a draw, not a secret)
    m, n, low, high = (3, 5, -4, 9) if kind == "LP" else (4, 4, -4, 4)
    rows = [[Fraction(source.randint(low, high)) for _ in range(n)] for _ in range(m)]
    if kind == "LP":
        point = [source.choice([0, 0, 1, 2, 3]) for _ in range(n)]
        right = [sum((a * v for a, v in zip(row, point, strict=True)), Fraction(0)) for row in rows]
    else:
        right = [Fraction(source.randint(-9, 9)) for _ in range(m)]
    twin, place, sign = source.randrange(n), source.randrange(m), source.choice([-1, 1])
    place = next((i % m for i in range(place, place + m) if rows[i % m][twin]), m)
    for i, row in enumerate(rows):
        row.append(row[twin] + (sign * gap if i == place else 0))
    order = list(range(n + 1))
    source.shuffle(order)
    matrix, pair = [[row[j] for j in order] for row in rows], (order.index(twin), order.index(n))
    problem: LinearProgram | L1Problem = (
        LinearProgram.of([1] * (n + 1), matrix, right) if kind == "LP" else L1Problem.of("P2", matrix, right, 8)
    )
    try:
        x = exact_minimiser(problem).x
    except NoSingleMinimiser:
        return None
    size = max(abs(x[j]) for j in pair)
    if sum(bool(x[j]) for j in pair) != 1 or size < Fraction(1, 4) or (kind == "LP" and sum(map(bool, x)) < m):
        return None
    name = f"{'lp' if kind == 'LP' else 'lasso'}-{seed}"
    return SolverInput(name, f"a column that is another one but for {gap} in one entry", problem, size**2 / 8)


def near_duplicates(kind: str, seeds: Iterable[int], gap: Fraction = GAP) -> Iterator[SolverInput]:
    """Yield those of the seeds that give an input.

    >>> [found.name for found in near_duplicates("LP", range(4))]
    ['lp-1', 'lp-3']
    """
    for seed in seeds:
        if found := near_duplicate(kind, seed, gap):
            yield found


def _hero(kind: str, seed: int, name: str) -> SolverInput:
    found = near_duplicate(kind, seed)
    assert found
    return SolverInput(name, found.about, found.problem, found.far)


def _program(branch: int) -> SolverInput:
    """Return the member n = 20 of D on a branch, with two rows and four columns."""
    pair = (Fraction(1), 1 - GAP) if branch == 1 else (1 - GAP, Fraction(1))
    matrix, y = linear_program(*pair, Fraction(1), 2, 4)
    about = f"D: x_1 and x_2 cost as much but for 2^-40; x_{branch} is the cheaper"
    return SolverInput(f"D-{branch}", about, LinearProgram.of((1,) * 4, matrix, y), Fraction(1, 8))


def _inverse(kind: str, branch: int) -> SolverInput:
    """Return the problem of C with entries 2 and 2 - 2**-40, four rows and six columns, behind an orthogonal matrix."""
    family = InverseProblem(kind, m=4, columns=6, q=HADAMARD)
    pair = (Fraction(2), 2 - GAP) if branch == 1 else (2 - GAP, Fraction(2))
    x = family.minimiser(*pair)[0]
    about = f"C: x_1 and x_2 serve equally but for 2^-40; x_{branch} serves better"
    problem = L1Problem(kind, *family.data(*pair))
    return SolverInput(f"{kind}-{branch}", about, problem, squared_distance(x, (Fraction(0),) * 6) / 8, x)


def _value() -> SolverInput:
    """Return the linear program whose value solvers miss by 7/8."""
    problem = LinearProgram.of([1, 1], [[1, 8], [1, 8 - GAP]], [1, 1])
    other = squared_distance((Fraction(1), Fraction(0)), (Fraction(0), Fraction(1, 8)))
    return SolverInput(
        "value", "only (1, 0) is feasible, with value 1; (0, 1/8) violates a row by 2^-43", problem, other / 16
    )


INPUTS: dict[str, Callable[[], SolverInput]] = {
    "hero-lp": cache(lambda: _hero("LP", LP_SEED, "hero-lp")),
    "value": cache(_value),
    **{f"D-{branch}": cache(lambda branch=branch: _program(branch)) for branch in (1, 2)},
    "hero-lasso": cache(lambda: _hero("P2", LASSO_SEED, "hero-lasso")),
    **{
        f"{kind}-{branch}": cache(lambda kind=kind, branch=branch: _inverse(kind, branch))
        for kind in ("P1", "P2", "P3")
        for branch in (1, 2)
    },
}
"""The fixed inputs by name."""
TABLES = {
    "D": tuple(name for name in INPUTS if name in ("hero-lp", "value") or name[0] == "D"),
    "C": tuple(name for name in INPUTS if name == "hero-lasso" or name[0] == "P"),
}
"""Their names by the family of problems that they belong to: linear programs, inverse problems."""


def find_input(name: str) -> SolverInput:
    """Return a fixed input by name; raises `BarriersError` for an unknown one.

    >>> find_input("value").truth().x
    (Fraction(1, 1), Fraction(0, 1))
    """
    if name not in INPUTS:
        raise BarriersError(f"no input for solvers is called {name!r:.60}; there are {', '.join(INPUTS)}")
    return INPUTS[name]()
