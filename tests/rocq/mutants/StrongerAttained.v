(** * Mutants that hold: of A3's zigzag, of A8's equality

    What counts failing points of one label alone is attained by a constant, what is moved by 1 is beyond a, where the
    label is 1.  A8's network sees the second coordinate alone, so all a, all k and all delta will do. *)

From Coq Require Import ZArith QArith List Lia Setoid.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability StableNetwork.
From Barriers Require Import Minimisers Precision.
From Barriers Require Zigzag.
From Mutants Require Import AnyLevel.
Import ListNotations.
Open Scope field_scope.

Section StrongerAttained.
Context {K : archimedean_field}.
Local Notation vector := (vector K).
Local Notation network := (network K).
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation eps := (@eps K).
Local Notation label := (@label K).
Local Notation Qnat := (@Qnat K).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** ** One neuron that is heard: weights c and bias b of the output, weight w of the first coordinate *)

Definition one_heard (d k : nat) (w c b : K) : network :=
  {| hidden := [repeat {| weights := w :: repeat 0 (d - 1); bias := 0 |} k];
     output := {| weights := c :: repeat 0 (k - 1); bias := b |} |}.

Lemma one_heard_NN d k w c b : (1 <= d)%nat -> (1 <= k)%nat -> NN d [k] (one_heard d k w c b).
Proof.
  intros Hd Hk. unfold NN, one_heard. cbn [hidden output map shaped weights].
  rewrite !repeat_length. repeat split; try (lia || discriminate || (repeat constructor; lia)).
  - apply Forall_forall. intros n Hn. apply repeat_spec in Hn. subst n. simpl. rewrite repeat_length. lia.
  - simpl. rewrite repeat_length. lia.
Qed.

Lemma one_heard_value d k w c b x : (1 <= k)%nat -> value (one_heard d k w c b) x == c * relu (w * first x) + b.
Proof.
  intros Hk. destruct k as [|k]; [lia|]. unfold value, one_heard. cbn [hidden output fold_left repeat].
  unfold affine_form at 1. cbn [weights bias relu_layer map]. rewrite dot_cons.
  cbn [nth tl]. unfold affine_form. cbn [weights bias]. rewrite dot_zero, dot_cons, dot_zero. fold (first x).
  setoid_replace (w * first x + 0 + 0) with (w * first x) by ring. ring.
Qed.

End StrongerAttained.
