"""Instances about minimisers of inverse problems and linear programs: C0, C1, D."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from constructions.inverse_problems import digits_family, euclidean
from constructions.linear_programs import linear_program, segment_distance
from constructions.optimality import duality, linear_program_solution, optimality
from constructions.trainers import simple
from tests.rocq.objects import (
    Made,
    Random,
    inverse_problem,
    near_segment,
    orthogonal,
    rational,
)
from tests.rocq.terms import (
    booleans,
    fork,
    indexed,
    listed,
    program,
    q,
    tape,
)
from theory.algorithms import execute


def entries(terms: str, rows: int, columns: int) -> str:
    return f"flat_map (fun i => map (fun j => {terms} i j) (seq 0 {columns})) (seq 0 {rows})"


def matrices(r: Random) -> Made:
    """C0: the data (A, y), and (QA, Qy) for an orthogonal Q."""
    problem, alpha, beta = inverse_problem(r), 1 + abs(rational(r)), abs(rational(r))
    m, columns = problem.m, problem.columns
    turned = replace(problem, q=orthogonal(r, m))
    matrix = f"(Optimisation.family_matrix {q(alpha)} {q(beta)} (fun _ => 1) (fun _ => 0) {m})"
    rotation = f"(fun i : nat => nth i {listed(map(indexed, turned.q or ()))} (fun _ => 0))"
    rotated = f"(Optimisation.rotate_matrix {m} {rotation} {matrix})"
    term = f"{entries(matrix, m, columns)} ++ map Sums.e1 (seq 0 {m}) ++ {entries(rotated, m, columns)}"
    term += f" ++ map (Sums.times {m} {rotation} Sums.e1) (seq 0 {m})"
    value = [v for p in (problem, turned) for rows, y in [p.data(alpha, beta)] for row in (*rows, y) for v in row]
    return (turned, alpha, beta), term, value


def solutions(r: Random) -> Made:
    """C0: the size of the minimisers; which points are minimisers; the ends are, also by optimality conditions."""
    problem = inverse_problem(r)
    alpha, beta = 1 + Fraction(r.randint(1, 9), 3), Fraction(r.randint(1, 12), 3)
    alpha, beta = r.choice([(alpha, beta), (beta, alpha), (alpha, alpha)])
    if not problem.admissible(max(alpha, beta)):
        alpha = 1 + problem.lam
    ends, data = problem.minimiser(alpha, beta), problem.data(alpha, beta)
    tried = near_segment(r, ends)
    top = max(alpha, beta)
    which = f"Optimisation.minimiser_bool {program(problem)} {q(alpha)} {q(beta)} {problem.columns - 2}"
    term = (
        f"[Optimisation.coefficient {program(problem)} {q(top)}] ++ {booleans(f'{which} {indexed(x)}' for x in tried)}"
    )
    value = [int(euclidean(x, ends).high == 0) for x in tried]
    value[:2] = [int(optimality(problem, data, x).optimal) for x in tried[:2]]
    return (problem, alpha, beta, tried), term, [problem.coefficient(top), *value]


def linear(r: Random) -> Made:
    """D: the matrix; which points are optimal; the ends are, also by duality."""
    m, y1 = r.randint(1, 2), Fraction(r.randint(1, 12), 6)
    columns = r.randint(m + 2, m + 4)
    alpha, beta = Fraction(r.randint(1, 9), 3), Fraction(r.randint(1, 9), 3)
    beta = r.choice([alpha, beta])
    matrix, y = linear_program(alpha, beta, y1, m, columns)
    corners = [(alpha, 0), (beta, 1)]
    ends = [[y1 / c if j == place else Fraction(0) for j in range(columns)]
            for c, place in corners if c == max(alpha, beta)]  # fmt: skip
    tried = near_segment(r, ends)
    which = f"LinearPrograms.optimal_bool {q(alpha)} {q(beta)} {q(y1)} {columns - 3}"
    rows = entries(f"LinearPrograms.program_matrix {q(alpha)} {q(beta)}", m, columns)
    term = (
        f"{rows} ++ map (LinearPrograms.load {q(y1)}) (seq 0 {m}) ++ {booleans(f'{which} {indexed(x)}' for x in tried)}"
    )
    value = [int(segment_distance(x, ends, "1").high == 0) for x in tried]
    u = linear_program_solution((matrix, y)).u
    value[:2] = [int(duality(matrix, y, x, u)) for x in tried[:2]]
    return (alpha, beta, y1, m, tried), term, [*(v for row in (*matrix, y) for v in row), *value]


def distances(r: Random) -> Made:
    """C1, D: the distance of two vectors in l^1, its square in l^2, and balls in l^inf."""
    size = r.randint(2, 4)
    x, y = ([rational(r) for _ in range(size)] for _ in range(2))
    far = segment_distance(x, [y], "inf").low
    pair = f"{indexed(x)} {indexed(y)}"
    balls = [
        f"Distances.sup_ball_bool {size} {indexed(x)} {q(s)} {indexed(y)}" for s in (far, far - Fraction(1, 10**6))
    ]
    term = f"[Distances.power_sum 1 {size} {pair}; Distances.power_sum 2 {size} {pair}] ++ {booleans(balls)}"
    return (x, y), term, [segment_distance(x, [y], "1").low, euclidean(x, [y]).low, 1, 0]


def digits(r: Random) -> Made:
    """C1: the algorithm for K-1 digits, on an input of the strong or the weak family; the point for K-2 digits."""
    problem, known, weak = inverse_problem(r), r.randint(2, 3), r.random() < 1 / 2
    family = digits_family(problem, known, weak=weak)
    public = family.problem(Fraction(0))
    strong, low = public.parameter("strong"), public.parameter("weak")
    branch = r.randint(1 if weak else 0, 2)
    n = family.first + r.randint(0, 3) if branch else 0
    level = next(level for level in range(99) if Fraction(2, 2**level) < strong - low)
    family_of = "Weak" if weak else "Strong"
    there = fork(branch, n) if not weak else f"Computation.{('One', 'Two')[branch - 1]} {n}"
    sizes = f"{problem.m - 1} {problem.columns - 2} (fun _ => 1) (fun _ => 0) {q(strong)} {q(low)}"
    oracle = f"(Digits.digits_information {sizes} (Digits.{family_of} {there}))"
    algorithm = f"(Digits.fewer_digits {program(problem)} {q(strong)} {q(low)} {level})"
    places = f"(seq 0 {problem.columns})"
    term = (
        f"match Probability.run 99 {tape([])} {oracle} {algorithm} with Some (x, _) => map x {places} | None => [] end"
    )
    easy = f"(Digits.midpoint (Optimisation.coefficient {program(problem)} {q(low)}))"
    run = execute(simple.k_minus_one, public, family.answers(branch, n), coins=lambda: 0)
    assert isinstance(run.output, tuple)
    return (problem, known, weak, branch, n), f"({term}) ++ map {easy} {places}", [
        *run.output, *simple.k_minus_two(public, None, None)
    ]  # fmt: skip
