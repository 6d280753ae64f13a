"""Every solver is right where the problem is well conditioned: the wrappers are no straw men, nor is the judge."""

from __future__ import annotations

import ast
import re
import warnings
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from constructions.convex_problems import L1Problem, LinearProgram
from constructions.exact_minimisers import exact_minimiser, excess
from constructions.solvers.calls import CALLS
from constructions.solvers.comparing import SolverRow, compare, most_missed
from constructions.solvers.estimators import fitted
from constructions.solvers.forms import form_of
from constructions.solvers.inputs import INPUTS, SolverInput, find_input, near_duplicate
from constructions.solvers.running import Run
from constructions.solvers.solver import KINDS, Solver, Tolerance, set_options
from constructions.solvers.table import SOLVERS, find_solver
from theory.exact import BarriersError

pytestmark = pytest.mark.infrastructure
Q = Fraction
LEAST_ROUTES = {"LP": 18, "P1": 18, "P2": 12, "P3": 4}
CLOSE = Q(1, 10**4)
"""The square of a distance that the coarsest tolerance, of a thousandth, allows on the problems below."""


def given(name: str, problem: LinearProgram | L1Problem, claimed: Any = None) -> SolverInput:
    return SolverInput(name, "well conditioned", problem, 625 * CLOSE, claimed)


EASY = [
    given("bounds", LinearProgram.of(  # a free variable, one bounded above, two on both sides, one fixed
        [1, 2, -1, "1/2", 3], [[1, 1, 1, 0, 1], [1, -1, 0, 1, 0]], [5, 1],
        [0, None, None, -3, 1], [None, None, 2, 5, 1])),
    given("redundant", LinearProgram.of([1, 2, 4], [[1, 1, 1], [1, 0, 2]], [3, 2])),
    given("P1", L1Problem.of("P1", [[1, 2, 3], [3, 1, -2]], [1, 2])),
    given("P2", L1Problem.of("P2", [[1, 2, 3], [3, 1, -1], [0, 1, 1]], [1, 2, -1], "1/2")),
    given("zero", L1Problem.of("P2", [[1, 2], [2, -1]], [1, 1], 16)),
    given("P3", L1Problem.of("P3", [[4, 3]], [1]), (Q(1, 4), Q(0))),
]  # fmt: skip
NOT_SOLVABLE = [
    given("infeasible", LinearProgram.of([1, 1], [[1, 1]], [-1])),
    given("unbounded", LinearProgram.of([-1, 0], [[1, -1]], [0])),
]


def here() -> list[Any]:
    """The solvers, each skipped, by name, where its library is missing."""
    return [
        pytest.param(solver, id=name, marks=pytest.mark.skipif(bool(solver.missing), reason=solver.missing))
        for name, solver in SOLVERS.items()
    ]


@pytest.mark.parametrize("solver", here())
def test_every_solver_is_right_to_its_tolerance_on_easy_problems(solver: Solver) -> None:
    rows = list(compare(EASY, [solver], seconds=120))
    assert [row.input.problem.kind in solver.kinds for row in rows] == [True] * len(rows)
    assert {row.input.problem.kind for row in rows} == set(solver.kinds)
    for row in rows:
        assert row.run.fault == ""
        assert row.verdict == "near", (row.input.name, row.run)
        assert row.within is not False
        assert row.within is None or solver.tolerance.numbers
        assert row.solver.version
        assert row.run.gap is None or abs(row.run.gap) < Q(1, 50)


@pytest.mark.parametrize("solver", [p for p in here() if "LP" in p.values[0].kinds])  # type: ignore[attr-defined]
def test_no_solver_claims_to_have_solved_what_has_no_solution_and_no_row_compares_it(solver: Solver) -> None:
    for row in compare(NOT_SOLVABLE, [solver], seconds=120):
        assert row.verdict in ("no claim", "fault"), (row.input.name, row.run)
        assert row.distance is row.excess is row.within is None


def test_the_table_has_enough_routes_and_each_says_what_it_is() -> None:
    for kind, least in LEAST_ROUTES.items():
        assert sum(kind in solver.kinds for solver in SOLVERS.values()) >= least
    for name, solver in SOLVERS.items():
        assert name == solver.name
        assert set(solver.kinds) <= set(KINDS)
        assert solver.tolerance.said
        assert bool(solver.tolerance.numbers) == any(c.isdigit() for c in solver.tolerance.said.split(";")[0])
    with pytest.raises(BarriersError, match="no solver is called 'magic'; there are scipy, "):
        find_solver("magic")
    with pytest.raises(BarriersError, match="no input for solvers is called 'magic'; there are hero-lp, "):
        find_input("magic")
    with pytest.raises(BarriersError, match="sklearn takes no linear program; it takes P2"):
        find_solver("sklearn").require("LP")


def test_a_library_that_is_missing_is_a_row_that_says_so() -> None:
    absent = Solver("absent", "no_such_library", "no-such-library", ("LP",), Tolerance(""), print)  # type: ignore[arg-type]
    (row,) = compare([EASY[0]], [absent])
    assert (row.verdict, row.missing) == (
        "not installed",
        "no_such_library is not installed: pip install no-such-library",
    )
    with pytest.raises(BarriersError, match="absent: no_such_library is not installed"):
        absent.require("LP")


@pytest.mark.parametrize("name", INPUTS)
def test_the_fixed_inputs_have_one_minimiser_and_doubles_for_data(name: str) -> None:
    found = find_input(name)
    truth = found.truth()
    assert name == found.name
    assert found.far > 0
    assert found.problem.violation(truth.x)[1] <= 0
    entries = [v for row in found.problem.matrix for v in row]
    odd = [v for v in entries if v.denominator not in (1, 2)]
    assert len(odd) == (1 if "hero" in name or name in ("value", "D-1", "D-2") else 4)  # a column of four rows, mixed
    assert all(v.denominator in (2**40, 2**41) for v in odd)
    form = form_of(found.problem)
    assert [Q(v) for v in form.matrix[:, : found.problem.columns].ravel().tolist()] == entries


@pytest.mark.parametrize("kind", ["LP", "P2"])
def test_the_entry_that_is_off_by_the_gap_is_not_the_gap_itself(kind: str) -> None:
    found = [near_duplicate(kind, seed) for seed in range(60)]
    assert sum(one is not None for one in found) >= 10
    for one in found:
        if one:
            odd = [v for row in one.problem.matrix for v in row if v.denominator > 1]
            assert len(odd) == 1
            assert abs(odd[0]) > Q(1, 2)


def test_the_hero_programs_are_those_that_are_published() -> None:
    gap = Q(1, 2**40)
    assert find_input("hero-lp").problem.matrix == (
        (3, 8, -4, 8, -4, 4), (7, 6, 0, 6, -2, 5), (1, -3, -3, -3 - gap, -1, -4),
    )  # fmt: skip
    assert find_input("hero-lp").problem.right == (-4, 1, -6)  # type: ignore[union-attr]
    again = near_duplicate("LP", 214)
    assert again
    assert again.problem == find_input("hero-lp").problem
    lasso = find_input("hero-lasso").problem
    assert isinstance(lasso, L1Problem)
    assert lasso.matrix == (
        (3, -3, -4, 3, -4), (3, -2, -3, 3, -4), (0, -4, 0, 0, 3), (-4 + gap, -1, 0, -4, -1),
    )  # fmt: skip
    assert lasso.y == (9, 8, 5, -8)
    assert find_input("hero-lasso").truth().x == (0, Q(-865, 899), 0, Q(1809, 899), 0)
    slopes = [
        abs(sum(a * t for a, t in zip(column, lasso.y, strict=True))) for column in zip(*lasso.matrix, strict=True)
    ]
    assert len(set(slopes)) == 5  # no two tie, as least angles assume
    assert find_input("value").truth().value == (1, 1)
    with pytest.raises(BarriersError, match="drawn for LP and P2, got 'P1'"):
        near_duplicate("P1", 0)


@pytest.mark.parametrize("solver", here())
def test_on_the_heroes_every_solver_but_least_angles_claims_success_and_is_far(solver: Solver) -> None:
    for row in compare([find_input("hero-lp"), find_input("hero-lasso")], [solver], seconds=120):
        assert row.verdict == ("near" if "lars" in solver.name else "far"), (row.input.name, row.run)
        assert row.within is not False
        assert row.excess is not None
        assert row.excess[0] < Q(1, 1000) or solver.tolerance.numbers == ""


def test_a_problem_keeps_its_objective_in_its_form() -> None:
    """For every v that satisfies the rows of the form: the same objective at x = p - q."""
    problem = L1Problem.of("P2", [[1, 2, 3], [3, 1, -1]], [1, 2], "1/2")
    form = form_of(problem)
    v = np.array([1.0, 0.0, 0.5, 0.0, 2.0, 0.0, 0.0, 0.0])
    v[6:] = form.right - form.matrix @ v
    x = form.back(v)
    assert x is not None
    assert x.tolist() == [1.0, -2.0, 0.5]
    assert Q(float(form.cost @ v + form.square @ v**2)) == problem.objective([Q(t) for t in x.tolist()])[0]
    cone = form_of(L1Problem.of("P1", [[1, 2]], [1], eta="1/2"))
    assert cone.cone == (5, 4)
    assert cone.upper[5] == 0.5
    program = form_of(LinearProgram.of([1, -1], [[1, 1]], [1], [0, None], [None, 3]))
    assert (program.lower.tolist(), program.upper.tolist()) == ([0.0, -np.inf], [np.inf, 3.0])
    g, h = program.sides()
    assert (g.tolist(), h.tolist()) == ([[-1.0, -0.0], [0.0, 1.0]], [-0.0, 3.0])
    assert program.dual_gap(np.array([-2.0, 3.0]), np.array([1.0])) == -5.0 - (1.0 - 6.0)


LINEAR = LinearProgram.of([1, 1], [[1, 2]], [1])
STEEP = LinearProgram.of([1, 1], [[8, 1], [8, 1 - Q(1, 2**40)]], [8, 8])
"""Only (1, 0) is feasible; (0, 8) violates a row by 2^-37."""
TWO = LinearProgram.of([0, 0], [[1, 0], [0, -1]], [3, -2], [None, None])
LEAST = L1Problem.of("P2", [[2, 1]], [1], 1)


@pytest.mark.parametrize(
    ("problem", "tolerance", "x", "within"),
    [
        (LINEAR, Tolerance("", Q(1, 100)), (0, "51/100"), False),
        (LINEAR, Tolerance("", Q(2, 100)), (0, "51/100"), True),
        (LINEAR, Tolerance("", Q(1, 100)), (0, "49/100"), False),  # whose objective is below the value
        (LINEAR, Tolerance("", Q(2, 100)), (0, "49/100"), True),
        (LINEAR, Tolerance("", Q(1, 100), relative=True), (0, "51/100"), True),
        (TWO, Tolerance("", Q(1, 100), relative=True), (3, 2 + Q(6, 100)), True),  # 1 + ||b||_1 = 6
        (TWO, Tolerance("", Q(1, 100), relative=True), (3, 2 + Q(61, 1000)), False),
        (LINEAR, Tolerance("", gap=Q(1, 4), relative=True), (1, 0), True),  # 1 + 2 (1/2) = 2
        (LINEAR, Tolerance("", gap=Q(24, 100), relative=True), (1, 0), False),
        (LINEAR, Tolerance("", Q(0), Q(0), Q(1, 2)), (1, 0), True),
        (LINEAR, Tolerance("", Q(0), Q(0), Q(49, 100)), (1, 0), False),
        (LINEAR, Tolerance("", Q(0), Q(1, 3)), (1, 0), True),  # dual constraints off by 1/3 allow 1/3 (1 + 1/2)
        (LINEAR, Tolerance("", Q(0), Q(33, 100)), (1, 0), False),
        (LINEAR, Tolerance("none"), (1, 0), None),
        (STEEP, Tolerance("", Q(1, 10**7), Q(1, 10**7)), (0, 8), None),  # a dual vector of 2^40 shows it to be optimal
        (STEEP, Tolerance("", Q(1, 10**13), Q(1, 10**7)), (0, 8), False),  # whatever the dual vector, a row is violated
        (STEEP, Tolerance("", Q(1, 10**7), Q(1, 10**7), Q(1, 10**7)), (0, 8), False),
        (LEAST, Tolerance("", gap=Q(1, 1000)), ("3/8", 0), True),
        (LEAST, Tolerance("", gap=Q(1, 1000)), ("1/2", 0), False),
        (LEAST, Tolerance("", gap=Q(1, 32), of_y=True), ("1/2", 0), True),
        (LEAST, Tolerance("", gap=Q(1, 33), of_y=True), ("1/2", 0), False),
        (LEAST, Tolerance("", Q(1, 200)), ("1/2", 0), True),  # p ||u||_1 + p^2 + 6 n lambda p = 25/2 p + p^2
        (LEAST, Tolerance("", Q(1, 201)), ("1/2", 0), None),  # a large dual vector may be meant
        (LEAST, Tolerance("", dual=Q(1, 28), mean=True), ("1/2", 0), True),
        (LEAST, Tolerance("", dual=Q(1, 29), mean=True), ("1/2", 0), False),
    ],
)
def test_the_tolerances_admit_what_they_say(
    problem: LinearProgram | L1Problem, tolerance: Tolerance, x: Any, within: bool | None
) -> None:
    truth, point = exact_minimiser(problem), tuple(map(Q, x))
    found = tolerance.admits(truth, point, problem.violation(point)[0], excess(truth, point)[0])
    assert found is within


@pytest.mark.parametrize("seed", range(3))
def test_the_judge_admits_every_point_that_a_dual_vector_shows_to_be_within_the_tolerances(seed: int) -> None:
    """The definition of the tolerances, on perturbed primal and dual vectors, implies what is tested."""
    rng, program = np.random.default_rng(seed), EASY[1].problem
    assert isinstance(program, LinearProgram)
    truth = exact_minimiser(program)
    for _ in range(50):
        x = [v + Q(float(t)) for v, t in zip(truth.x, rng.normal(size=3) / 100, strict=True)]
        u = [v + Q(float(t)) for v, t in zip(truth.u, rng.normal(size=2) / 100, strict=True)]
        z = [
            c - sum(a * w for a, w in zip(col, u, strict=True))
            for c, col in zip(program.cost, zip(*program.matrix, strict=True), strict=True)
        ]
        primal, dual = program.violation(x)[0], max(*(-t for t in z), Q(0))
        gap = max(Q(0), program.objective(x)[0] - sum(w * b for w, b in zip(u, program.right, strict=True)))
        asked = Tolerance("", primal, dual, gap)
        assert asked.admits(truth, tuple(x), primal, excess(truth, x)[0])


class SlowPerformanceWarning(UserWarning):
    """What a compiler says of the speed of its code."""


class Unconverged:
    """An estimator that warns."""

    coef_, dual_gap_, n_iter_ = (0.375, 0.0), 0.25, 7

    def __init__(self, alpha: float, warns: type[Warning] | None) -> None:
        self.alpha, self.warns = alpha, warns

    def fit(self, matrix: Any, y: Any) -> Any:
        assert (matrix.tolist(), y.tolist(), self.alpha) == ([[2.0, 1.0]], [1.0], 0.5)
        if self.warns:
            warnings.warn("Objective did  not converge.", self.warns, stacklevel=1)
        return self


def test_an_estimator_that_warns_claims_no_success() -> None:
    kinds = (UserWarning, None, SlowPerformanceWarning)
    warned, quiet, slow = (fitted(lambda a, w=w: Unconverged(a, w))(LEAST) for w in kinds)  # type: ignore[misc]
    assert (slow.success, slow.said) == (quiet.success, quiet.said)
    assert (warned.success, warned.said, warned.gap) == (False, "Objective did not converge.", 0.5)
    assert (quiet.success, quiet.said) == (True, "no warning, n_iter_ = 7")
    with pytest.raises(BarriersError, match="takes P2 alone"):
        fitted(print)(LINEAR)


def test_most_missed_is_the_input_on_which_the_most_are_far() -> None:
    def always(x: list[float]) -> Any:
        from constructions.solvers.solver import Answer

        return lambda problem: Answer(np.array(x), True, "optimal")

    def solver(name: str, x: list[float]) -> Solver:
        return Solver(name, "numpy", "numpy", ("LP",), Tolerance("1", Q(1)), always(x))

    seen = list[SolverRow]()
    inputs = [find_input("D-1"), find_input("D-2")]
    solvers = [solver("one", [1.0, 0, 0, 0]), solver("same", [1.0, 0, 0, 0]), solver("two", [0, 1.0, 0, 0])]
    best, count = most_missed(inputs, solvers, seen.append)
    assert (best.name, count, len(seen)) == ("D-2", 2, 6)
    assert [row.verdict for row in seen] == ["near", "far", "near", "far", "far", "near"]


@pytest.mark.parametrize(
    ("square", "success", "verdict"),
    [(Q(1), True, "far"), (Q(999, 1000), True, "between"), (Q(1, 624), True, "between"), (Q(1, 625), True, "near"),
     (Q(0), True, "near"), (Q(0), False, "no claim"), (Q(9), False, "no claim")],
)  # fmt: skip
def test_far_and_near_are_said_of_answers_that_are_called_optimal(
    square: Fraction, success: bool, verdict: str
) -> None:
    at = SolverInput("at", "", LINEAR, Q(1))
    assert SolverRow(at, find_solver("scipy"), Run((Q(0), Q(0)), success), square).verdict == verdict


def test_what_is_documented_is_what_the_libraries_have_for_defaults() -> None:
    """Where a library can be asked."""
    asked = 0
    for name, solver in SOLVERS.items():
        if solver.missing:
            continue
        for wanted in defaults(name):
            assert Q(f"{wanted:.0e}") in (solver.tolerance.primal, solver.tolerance.dual, solver.tolerance.gap), name
            asked += 1
    assert asked >= (1 if not find_solver("sklearn").missing else 0)


HIGHS = [name for name in SOLVERS if name.startswith("highs")]


@pytest.mark.parametrize("name", HIGHS)
def test_the_tolerances_of_highs_are_its_options_with_their_defaults(name: str) -> None:
    highs = pytest.importorskip("highspy").Highs()
    told = re.findall(r"((?:\w+ = )+)(1e-\d+)", find_solver(name).tolerance.said)
    for options, value in told:
        for option in options.removesuffix(" = ").split(" = "):
            assert highs.getOptionValue(option)[1] == float(value), option
    assert told[-1] == ("small_matrix_value = ", "1e-9")


def test_what_scip_documents_is_what_it_has_for_defaults() -> None:
    model = pytest.importorskip("pyscipopt").Model()
    told = re.findall(r"(numerics/\w+) = (1e-\d+)", find_solver("scip").tolerance.said)
    assert [model.getParam(option) for option, _ in told] == [float(value) for _, value in told]
    assert told[-1] == ("numerics/epsilon", "1e-9")


def test_highs_claims_nothing_where_it_warns() -> None:
    """It reads an entry of 2^-32 as 0, says Optimal, and returns kWarning from passModel."""
    pytest.importorskip("highspy")
    tiny = given("tiny", LinearProgram.of([1, 1], [[1, 1], [0, Q(1, 2**32)]], [1, 0]))
    for name in HIGHS[:-1]:
        (row,) = compare([tiny], [find_solver(name)])
        assert (row.run.success, row.verdict) == (False, "no claim")
        assert row.run.said == "Optimal, but passModel returned kWarning"


def test_a_row_that_is_named_after_a_method_sets_that_alone_and_its_script_does_the_same() -> None:
    assert {name: find_solver(name).options for name in HIGHS} == {
        "highs": "threads = 1",
        "highs-simplex": "solver = 'simplex', threads = 1",
        "highs-fine": "solver = 'simplex', primal_feasibility_tolerance = 1e-10, dual_feasibility_tolerance = 1e-10,"
        " threads = 1",
        "highs-ipm": "solver = 'ipm', threads = 1",
        "highs-ipm-nocrossover": "solver = 'ipm', run_crossover = 'off', threads = 1",
        "highs-pdlp": "solver = 'pdlp', threads = 1",
        "highs-qp": "threads = 1",
    }
    for name in HIGHS:
        (line,) = (line for line in CALLS[name].splitlines() if line.startswith("for name, value in "))
        told = ast.literal_eval(line.removeprefix("for name, value in ").partition(".items()")[0])
        assert told.pop("output_flag") is False
        assert sorted(set_options(**told).split(", ")) == sorted(find_solver(name).options.split(", "))
    for name in ("sklearn", "sklearn-fine", "sklearn-random", "sklearn-lars", "sklearn-lars-jitter", "celer", "skglm"):
        values = re.search(r"len\(y\)\), (.*)\)\.fit", CALLS[name])
        assert values
        assert set_options(**eval(f"dict({values[1]})")) == find_solver(name).options


@pytest.mark.parametrize("solver", [p for p in here() if p.values[0].inside])  # type: ignore[attr-defined]
def test_the_solver_in_a_package_tells_its_version(solver: Solver) -> None:
    row = next(iter(compare(EASY, [solver])))
    assert re.match(r"(HiGHS|GLPK|SCIP|Clp) \d+\.\d+", row.run.inside)
    assert row.run.printed == 0


def defaults(name: str) -> list[float]:  # noqa: PLR0911 (a table)
    """The default tolerances that a library tells."""
    if name == "highs":
        import highspy

        options = ("primal_feasibility_tolerance", "dual_feasibility_tolerance")
        return [highspy.Highs().getOptionValue(option)[1] for option in options]
    if name == "glpk":
        import swiglpk

        swiglpk.glp_init_smcp(smcp := swiglpk.glp_smcp())
        return [smcp.tol_bnd, smcp.tol_dj]
    if name == "clarabel":
        import clarabel

        settings = clarabel.DefaultSettings()
        return [settings.tol_gap_abs, settings.tol_gap_rel, settings.tol_feas]
    if name == "scip":
        from pyscipopt import Model

        return [Model().getParam("numerics/feastol"), Model().getParam("numerics/dualfeastol")]
    if name == "piqp":
        import piqp

        return [piqp.DenseSolver().settings.eps_abs]
    if name == "proxqp":
        import proxsuite

        return [proxsuite.proxqp.dense.QP(1, 0, 1).settings.eps_abs]
    if name == "clp":
        from cylp.cy import CyClpSimplex

        return [CyClpSimplex().primalTolerance, CyClpSimplex().dualTolerance]
    if name in ("sklearn", "celer", "skglm"):
        module = {"sklearn": "sklearn.linear_model"}.get(name, name)
        return [__import__(module, fromlist=["Lasso"]).Lasso().tol]
    return []
