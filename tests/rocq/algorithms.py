"""Instances about information and algorithms: J, K, W, and the families that C and D are."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from constructions.trainers import simple
from tests.rocq.objects import (
    PLAIN,
    Made,
    Random,
    asked,
    follower,
    fork_of,
    index,
    jump_of_two,
    plan,
    rational,
    tree,
)
from tests.rocq.terms import (
    fork,
    listed,
    q,
    tape,
    vector,
)
from theory.algorithms import Budget, enumerate_runs, execute, output_distribution
from theory.exact import dyadic
from theory.information import extreme_answers, inadmissible
from theory.problems import Distance, Input
from theory.runs import Run


def readings(r: Random) -> Made:
    """J, K, W: the nearest dyadic, ties included, and which readings are admissible."""
    n = r.randint(0, 8)
    x = r.choice([rational(r), Fraction(2 * r.randint(-9, 9) + 1, 2 ** (n + 1)), Fraction(r.randint(-9, 9), 2**n)])
    about = Input("x", lambda _: x, lambda _: Distance(Fraction(0), None))
    near, step = dyadic(x, n), Fraction(1, 2**n)
    offered = [near + j * step for j in (-2, -1, 0, 1, 2)] + [near + step / 2, rational(r)]
    offered += [extreme_answers(about, upward=up)(0, n) for up in (False, True)]
    term = f"[Algorithms.nearest {q(x)} {n}] ++ "
    term += f"map (fun v => truth (Algorithms.reading_bool {q(x)} {n} v)) {vector(offered)}"
    return (x, n, offered), term, [near, *(int(not inadmissible([(0, n, v)], about)) for v in offered)]


def forks(r: Random) -> Made:
    """K, W: the evaluations of an input of C or D, and the answers about it."""
    told, family, there = fork_of(r)
    branch, n = index(r, family)
    about, answers = family.input(branch, n), family.answers(branch, n)
    count = len(family.problem(Fraction(0)).evaluations)
    questions = asked(r, count, n)
    iota = fork(branch, n)
    term = f"map ({there} {iota}) (seq 0 {count}) ++ "
    term += listed(f"Computation.fork_information {there} {iota} {k}%nat {level}%nat" for k, level in questions)
    value = [about.evaluation(k) for k in range(count)] + [answers(k, level) for k, level in questions]
    return (told, branch, n, questions), term, value


def distribution(r: Random) -> Made:
    """J, K, W: the probability of each output on the limit and on a member, that of halting, and the level read."""
    told, family, n, there = jump_of_two(r)
    node = plan(r, 5)
    terms, value = [], []
    for i, branch in ((0, 0), (n, 1)):
        oracle, answers = f"({there} {i})", family.answers(branch, n)
        terms += [f"Probability.probability {oracle} (Nat.eqb {j}) t" for j in range(3)]
        terms += [f"Probability.probability {oracle} (fun _ => true) t"]
        terms += [f"Classification.Qnat (Probability.level {oracle} t)"]
        found = output_distribution(follower(node), PLAIN, answers, max_bits=9)
        value += [found.get((Fraction(j),), Fraction(0)) for j in range(3)]
        value.append(sum((p for o, p in found.items() if not isinstance(o, str)), Fraction(0)))
        runs = enumerate_runs(follower(node), PLAIN, answers, max_bits=9)
        value.append(Fraction(max(run.level for run in runs)))
    return (told, node), f"let t := {tree(node)} in {listed(terms)}", value


RUN = (
    "match {} with Some (x, read) => 1 :: {} ++ flat_map (fun e => match e with (k, n, v) => "
    "[Classification.Qnat k; Classification.Qnat n; v] end) read | None => [0] end"
)


def told_run(term: str, output: str) -> str:
    """A run in Rocq, as numbers: whether it halts, its output, and its readings."""
    return RUN.format(term, output)


def numbers_of_run(run: Run, output: Sequence[Fraction | int]) -> list[Fraction | int]:
    """A run in Python, as the same numbers."""
    return [1, *output, *(v for reading in run.reads for v in reading)] if run.halted else [0]


def runs(r: Random) -> Made:
    """J, K, W: one run, on one tape, about the limit and about a member: output and readings."""
    told, family, n, there = jump_of_two(r)
    node, bits = plan(r, 5), [r.randint(0, 1) for _ in range(6)]
    terms, value = [], []
    for i, branch in ((0, 0), (n, 1)):
        run = execute(follower(node), PLAIN, family.answers(branch, n), coins=lambda: 0, prefix=bits)
        value += numbers_of_run(run, run.output if isinstance(run.output, tuple) else ())
        embedded = f"Probability.run 20 {tape(bits)} ({there} {i}) (Probability.embed {tree(node)})"
        terms.append(told_run(embedded, "[Classification.Qnat x]"))
    return (told, node, bits), " ++ ".join(f"({term})" for term in terms), value


def sharpness(r: Random) -> Made:
    """J, K: a run of the coin, of reading until the branch is known, and of both mixed, on an input of C or D."""
    told, family, there = fork_of(r)
    (branch, n), bits = index(r, family), [r.randint(0, 1) for _ in range(12)]
    problem, oracle = family.problem(Fraction(0)), f"(Computation.fork_information {there} {fork(branch, n)})"
    ask = "(Sharpness.reader 0 1 0%nat 1%nat 1)"
    terms, value = [], []
    for algorithm, there in (
        (simple.coin, "(Sharpness.coin 0%nat 1%nat)"),
        (simple.patient, ask),
        (simple.two_thirds, f"(Sharpness.two_thirds 0%nat 1%nat {ask})"),
    ):
        run = execute(
            algorithm, problem, family.answers(branch, n), coins=lambda: 0, prefix=bits, budget=Budget(reads=40)
        )
        ends = [tuple(end) for end in simple.candidates(problem)]
        value += numbers_of_run(run, [ends.index(run.output)] if isinstance(run.output, tuple) else ())
        terms.append(told_run(f"Probability.run 45 {tape(bits)} {oracle} {there}", "[Classification.Qnat x]"))
    return (told, branch, n, bits), " ++ ".join(f"({term})" for term in terms), value
