"""What is proved for every ordered field is proved of the rational and of the real numbers, in their own words."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from proofs_check.rocq import build

SOURCE = "From Barriers Require Import OrderedFields RealField TrustRational TrustUndecidable.\n"
THEOREMS = ("of_Q_real", "abs_real", "real_T1", "real_T2", "real_T5_regression", "real_T5_program")
REALS = SOURCE + "".join(
    f"Definition real_{name.replace('_rational', '')} := @{name} R_field.\n"
    for name in ("T1_rational", "T2_rational", "T5_regression", "T5_program")
)
AXIOMS = set(build.ORDER)
RATIONALS = r"""From Coq Require Import ZArith QArith Qabs Qround List Lqa.
From Barriers Require Import OrderedFields Archimedean Networks Alternation Classification Instability.
Open Scope Q_scope.

Lemma whole (k : nat) : Qnat k == inject_Z (Z.of_nat k).
Proof. exact (of_Z_rational (Z.of_nat k)). Qed.

Theorem rational_f (a : Q) (x : list Q) :
  f a x == if Qle_bool (nth 0 x 0) 0 then 0 else inject_Z (Qceiling (a / nth 0 x 0) mod 2).
Proof.
  change (f a x) with (if le_bool (nth 0 x 0) 0 then 0 else @of_Z Q_field (Qceiling (a / nth 0 x 0) mod 2)).
  assert (E : le_bool (nth 0 x 0) 0 = Qle_bool (nth 0 x 0) 0).
  { apply Bool.eq_true_iff_eq. rewrite Qle_bool_iff. exact (le_bool_iff (K := Q_field) (nth 0 x 0) 0). }
  rewrite E. destruct (Qle_bool _ _); [reflexivity | apply of_Z_rational].
Qed.

Theorem rational_A3 : forall d N (phi : network Q_field) g (a delta t : Q) n, NN d N phi ->
  (forall u v, u <= v -> g u <= g v) \/ (forall u v, u <= v -> g v <= g u) -> 1 # 2 <= a <= 1 ->
  Qabs t <= 1 / ((4 * inject_Z (Z.of_nat n) + 3) * (2 * inject_Z (Z.of_nat n) + 2)) ->
  (n <= 2 * (failing d a delta g phi n 0 t + failing d a delta g phi n 1 t) + P N + 1)%nat.
Proof.
  intros d N phi g a delta t n H G A T. apply (A3_universal_instability d N phi g a delta t n H G A).
  change (fabs t <= 1 / ((4 * Qnat n + 3) * (2 * Qnat n + 2))). rewrite abs_rational, whole. exact T.
Qed.
"""


@pytest.mark.infrastructure
def test_the_real_numbers_are_an_ordered_field_by_two_axioms_of_the_library(compiled: Path, tmp_path: Path) -> None:
    for path in compiled.glob("*.vo"):
        shutil.copy(path, tmp_path)
    asked = "".join(f"Print Assumptions {name}.\n" for name in THEOREMS)
    (tmp_path / "Asked.v").write_text(REALS + asked)
    said = build.run(["coqc", *build.OPTIONS, "Asked.v"], tmp_path)
    assert said.count("Axioms:") == len(THEOREMS)
    assert set(re.findall(r"^(\S+)$|^(\S+) :", said, re.MULTILINE)) <= {(axiom, "") for axiom in AXIOMS} | {
        ("Axioms:", "")
    }
    assert all(axiom in said for axiom in AXIOMS)


@pytest.mark.infrastructure
def test_a_field_that_forgets_a_law_is_refused(compiled: Path, tmp_path: Path) -> None:
    for path in compiled.glob("*.vo"):
        shutil.copy(path, tmp_path)
    right = (build.HERE / "RealField.v").read_text()
    wrong = right.replace("finv := Rinv", "finv := Ropp")
    assert wrong != right
    (tmp_path / "RealField.v").write_text(wrong)
    with pytest.raises(build.Refused, match=r"RealField\.v failed"):
        build.run(["coqc", *build.OPTIONS, "RealField.v"], tmp_path)


@pytest.mark.infrastructure
def test_over_the_rational_numbers_f_a_and_a3_say_what_they_say_in_words(compiled: Path, tmp_path: Path) -> None:
    for path in compiled.glob("*.vo"):
        shutil.copy(path, tmp_path)
    asked = "Print Assumptions rational_f.\nPrint Assumptions rational_A3.\n"
    (tmp_path / "Asked.v").write_text(RATIONALS + asked)
    assert build.run(["coqc", *build.OPTIONS, "Asked.v"], tmp_path).split("\n")[-3:-1] == [build.CLOSED] * 2
    (tmp_path / "Asked.v").write_text(RATIONALS.replace("inject_Z (Z.of_nat n) + 2))", "inject_Z (Z.of_nat n) + 1))"))
    with pytest.raises(build.Refused, match=r"Asked\.v failed"):
        build.run(["coqc", *build.OPTIONS, "Asked.v"], tmp_path)
