(** * The rational numbers with another 1/0

    An ordered field has an inverse of 0 of which nothing is asked.  For the rational numbers it is 0; here it is any
    number c.  So what divides by 0 is refuted, where c = 0 would happen to make it true. *)

From Coq Require Import ZArith QArith Lqa QMicromega.
From Barriers Require Import OrderedFields.

Definition inverse (c x : Q) : Q := if Qeq_dec x 0 then c else / x.

Definition Q_with_inverse (c : Q) : ordered_field.
Proof.
  refine {| carrier := Q; fzero := 0%Q; fone := 1%Q; fadd := Qplus; fmul := Qmult; fsub := Qminus; fopp := Qopp;
    finv := inverse c; feq := Qeq; fleq := Qle; flt := Qlt; ordered_ring := Qsor; lt_le_dec := Qlt_le_dec |};
    unfold inverse.
  - intros x y E. destruct (Qeq_dec x 0) as [X | X], (Qeq_dec y 0) as [Y | Y]; try reflexivity.
    + destruct Y. rewrite <- E. exact X.
    + destruct X. rewrite E. exact Y.
    + rewrite E. reflexivity.
  - intros x N. destruct (Qeq_dec x 0) as [X | X]; [contradiction |]. rewrite Qmult_comm. apply Qmult_inv_r, N.
Defined.
