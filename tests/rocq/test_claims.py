"""Statements that claim more are refused by Rocq, one by one, where the proof uses what is missing.

That a proof fails shows no result; it shows that the statements of this project are told from stronger ones.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from proofs_check.rocq import build

MORE = {  # file, what it says, what claims more, the theorem whose proof fails, and what Rocq says
    "A3 with one point more": (
        "Instability",
        "g phi n 1 t) + P N + 1)%nat.",
        "g phi n 1 t) + P N)%nat.",
        "A3_universal_instability",
        "Unable to unify",
    ),
    "A3 twice as far": (
        "Instability",
        "fabs t <= eps n ->\n  (n <= 2 * (failing",
        "fabs t <= $2 * eps n ->\n  (n <= 2 * (failing",
        "A3_universal_instability",
        'has type "fabs t <= $2 * eps n" while it is expected to have type "fabs t <= eps n"',
    ),
    "A3 attained with one failing point fewer": (
        "Zigzag",
        "phi n 1 0) <= n - P [w])%nat.",
        "phi n 1 0) <= n - P [w] - 2)%nat.",
        "A3_attained",
        "Cannot find witness",
    ),
    "A3 attained by two neurons": (
        "Zigzag",
        "(2 <= d)%nat -> (3 <= w)%nat -> $(1 # 2) <= a <= 1 ->\n  exists phi, NN d [w] phi /\\ forall delta,\n",
        "(2 <= d)%nat -> (2 <= w)%nat -> $(1 # 2) <= a <= 1 ->\n  exists phi, NN d [w] phi /\\ forall delta,\n",
        "A3_attained",
        'has type "(2 <= w)%nat" while it is expected to have type "(3 <= w)%nat"',
    ),
    "A8 attained with half the error": (
        "Precision",
        "1 - $2 * e == power W (length N + 1) * Qnat (product N) * delta ->\n  exists",
        "1 - e == power W (length N + 1) * Qnat (product N) * delta ->\n  exists",
        "A8_attained",
        "Found no subterm matching",
    ),
    "A2 for costs that may be negative": (
        "Minimisers",
        "(forall q, R v w q -> 0 <= q) /\\ (R v w 0 <-> same v w).",
        "(forall q, R v w q -> - (1) <= q) /\\ (R v w 0 <-> same v w).",
        "A2_minimises",
        "fleq",
    ),
    "J with 1/3, although a coin attains 1/2": (
        "Computation",
        "alpha b t) -> b <= 1 # 2.\nProof.\n  intros C A.",
        "alpha b t) -> b <= 1 # 3.\nProof.\n  intros C A.",
        "J",
        '<= 1 # 2" with "b <= 1 # 3"',
    ),
    "J for alpha < kappa, although one output can be within kappa/2 of both": (
        "Computation",
        "Hypothesis alpha_small : 2 * alpha < kappa.\n\n(** About",
        "Hypothesis alpha_small : alpha < kappa.\n\n(** About",
        "J_sum",
        'has type "alpha < kappa" while it is expected to have type "2 * ',
    ),
    "J for members that are 2^-n close: the answers are inadmissible": (
        "Algorithms",
        "(forall k, Qabs (f k - limit k) <= power (1 # 4) n)",
        "(forall k, Qabs (f k - limit k) <= power (1 # 2) n)",
        "as_limit_admissible",
        "Cannot find witness",
    ),
    "K with 1/2 for all algorithms, although 2/3 is attained": (
        "Computation",
        "t) -> b <= 2 # 3) /\\",
        "t) -> b <= 1 # 2) /\\",
        "K",
        '<= 2 # 3" with "b <= 1 # 2"',
    ),
    "K with 1/2 for algorithms that need not halt": (
        "Computation",
        "halts_almost_surely (information Limit) t -> (forall",
        "(forall",
        "K",
        "No such assumption",
    ),
    "W for algorithms that read beyond the level of the inputs": (
        "Computation",
        "reads_to (information (Member One n)) m t ->",
        "reads_to (information (Member One n)) (m + 2) t ->",
        "K",
        'Unable to unify "m" with "(m + 2)%nat"',
    ),
    "K is sharp with 3/4": (
        "Sharpness",
        "probability_at_least o G (2 # 3)",
        "probability_at_least o G (3 # 4)",
        "two_thirds_limit",
        "Cannot find witness",
    ),
    "X1 with 1/3, although a coin attains 1/2": (
        "Flags",
        "(jump_flag t n) b checker) -> b <= 1 # 2.",
        "(jump_flag t n) b checker) -> b <= 1 # 3.",
        "X1_jump",
        'has type "1 # 3 < b" while it is expected to have type "1 # 2 < b"',
    ),
    "X1 where the flag is 1 on one member alone": (
        "Flags",
        "forall N, exists n, (N <= n)%nat /\\ P n.",
        "exists n, P n.",
        "X1_jump",
        '"often (fun n : nat => jump_flag t n true)" cannot be applied',
    ),
    "X1 for alpha < kappa, although one output can be within kappa/2 of both": (
        "Flags",
        "Hypothesis alpha_small : 2 * alpha < kappa.",
        "Hypothesis alpha_small : alpha < kappa.",
        "jump_not_both",
        'has type "alpha < kappa" while it is expected to have type "2 * ',
    ),
    "X2 with all of the probability, although a coin between two outputs attains half of it": (
        "Flags",
        "(jump_false n) c t) -> h <= 2 * c.",
        "(jump_false n) c t) -> h <= c.",
        "X2_jump",
        "Cannot find witness",
    ),
    "X2 on one branch of a fork, although its solution is right there": (
        "Flags",
        "(fork_false (Member Two n)) c2 t -> h <= c1 + c2.",
        "(fork_false (Member Two n)) c2 t -> h <= c1.",
        "X2_fork_sum",
        "Cannot find witness",
    ),
    "X2 attained with 1/3": (
        "Flags",
        "probability_at_most o (false_flag G) (1 # 2)",
        "probability_at_most o (false_flag G) (1 # 3)",
        "X2_sharp",
        '<= 1 # 2" with "p <= 1 # 3"',
    ),
    "C0 with twice the minimiser of P2": (
        "Optimisation",
        "| P2 lambda => ($2 * alpha - lambda) / ($2 * alpha * alpha)",
        "| P2 lambda => ($2 * alpha - lambda) / (alpha * alpha)",
        "coefficient_times",
        "not a valid field equation",
    ),
    "C0 for entries below lambda, where 0 is the minimiser": (
        "Optimisation",
        "| P2 lambda | P3 lambda => 0 < lambda /\\ lambda < alpha end",
        "| P2 lambda | P3 lambda => 0 < lambda /\\ 0 < alpha end",
        "scalar_bound",
        "No applicable tactic",
    ),
    "D for rho < kappa": (
        "LinearPrograms",
        "0 <= rho /\\ power (2 * rho) p < 2 * power c p)",
        "0 <= rho /\\ power rho p < 2 * power c p)",
        "D_lp",
        'has type "power rho p < 2 * power c p" while it is expected to have type "power (2 * rho) p',
    ),
    "E0 with a smaller constant in Theorem 4.25": (
        "Recovery",
        "(1 + rho) * (1 + rho) / (1 - rho).",
        "(1 + rho) / (1 - rho).",
        "E0_recovery",
        "Cannot find witness",
    ),
    "E1 for step sizes that are 5 % too large": (
        "RecoveryBlocks",
        "tau1 * tau2 * dot (below m) (image N A x) (image N A x) <= dot",
        "tau1 * tau2 * dot (below m) (image N A x) (image N A x) <= $(21 # 20) * dot",
        "pairing",
        "Cannot find witness",
    ),
    "E1 for the mean of z^0, ..., z^{p-1}": (
        "RecoveryBlocks",
        "over (below p) (fun k => z (S k) j) / number p",
        "over (below p) (fun k => z k j) / number p",
        "mean_times",
        "not a valid ring equation",
    ),
    "E2 with half as many iterations a restart": (
        "RecoveryRestarts",
        "Hypothesis p_large : $2 * width <=",
        "Hypothesis p_large : width <=",
        "one_restart",
        "Cannot find witness",
    ),
    "E2 where delta counts the residual once": (
        "RecoveryRestarts",
        "$2 * lambda * norm1 T x + $2 * b <= delta",
        "$2 * lambda * norm1 T x + b <= delta",
        "distance_of_gap",
        "Cannot find witness",
    ),
    "E3 for isometries with constants beyond 4/sqrt 41": (
        "Isometries",
        "$41 * (delta * delta) < $16.",
        "$41 * (delta * delta) < $20.",
        "w_large",
        "Cannot find witness",
    ),
    "E3 with half the constant for two orthonormal bases": (
        "Hadamard",
        "isometry m N A (2 * s) (number s * mu).",
        "isometry m N A (2 * s) ($(1 # 2) * number s * mu).",
        "E3_two_bases",
        "Cannot find witness",
    ),
    "T1 where a correlation off the support may reach its threshold": (
        "TrustRegression",
        "side_off j + g j < threshold j.",
        "side_off j + g j <= threshold j.",
        "T1_regression",
        "Cannot find witness",
    ),
    "T1 without the term of second order in the radii": (
        "TrustRegression",
        "over S (fun l => fabs (M i l) * g l) + mass * kappa_on i * rho +",
        "over S (fun l => fabs (M i l) * g l) +",
        "rows_small",
        "Cannot find witness",
    ),
    "T2 where a reduced cost may vanish": (
        "TrustProgram",
        "AtLower => cost_side j < estimate j",
        "AtLower => cost_side j <= estimate j",
        "T2_program",
        "Cannot find witness",
    ),
    "T2 where only x, not all within its width, is above the bounds": (
        "TrustProgram",
        "above (lower i) (x i - w i) /\\",
        "above (lower i) (x i) /\\",
        "T2_program",
        "Cannot find witness",
    ),
    "T3 with a sum of at most 1/2": (
        "TrustAnswers",
        "-> (p + q <= 1)%Q.\nProof. intros E A B.",
        "-> (p + q <= 1 # 2)%Q.\nProof. intros E A B.",
        "exclusive",
        '"(p + q <= 1)%Q" with "(p + q <= 1 # 2)%Q"',
    ),
    "T5 where 0 is the minimiser at the edge of the box": (
        "TrustUndecidable",
        "threshold < alpha * y ->\n  one_support",
        "threshold <= alpha * y ->\n  one_support",
        "p2_single",
        "Cannot find witness",
    ),
}


def refusal(source: str, said: str) -> tuple[str, str]:
    """The theorem in whose proof Rocq stopped, and why."""
    stopped = int(re.findall(r'File "[^"]*", line (\d+)', said)[-1])
    lines = source.splitlines()[:stopped]
    return build.PROVED.findall(build.code("\n".join(lines)))[-1], " ".join(said.split())


@pytest.mark.infrastructure
@pytest.mark.parametrize("name", MORE)
def test_a_statement_that_claims_more_is_refused_for_the_right_reason(
    compiled: Path, tmp_path: Path, name: str
) -> None:
    file, says, claims, theorem, reason = MORE[name]
    source = (build.HERE / f"{file}.v").read_text()
    assert says in source
    files = build.project(build.HERE)
    for other in files[: files.index(f"{file}.v")]:
        shutil.copy(compiled / f"{other}o", tmp_path)
    more = source.replace(says, claims, 1)
    (tmp_path / f"{file}.v").write_text(more)
    with pytest.raises(build.Refused) as refused:
        build.run(["coqc", *build.OPTIONS, f"{file}.v"], tmp_path)
    where, why = refusal(more, str(refused.value))
    assert where == theorem
    assert reason in why


@pytest.mark.infrastructure
def test_the_theorem_and_the_reason_are_read_off_what_rocq_says() -> None:
    source = "Lemma a : 1 = 1.\nProof. reflexivity. Qed.\n(* Lemma c *)\nTheorem b : 1 = 2.\nProof. reflexivity. Qed.\n"
    assert refusal(source, 'File "./X.v", line 5, characters 7-18:\nError:\nno') == (
        "b",
        'File "./X.v", line 5, characters 7-18: Error: no',
    )
    assert refusal(source, 'File "./X.v", line 2, characters 7-18:\nError: no')[0] == "a"
