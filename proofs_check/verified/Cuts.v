(** * Where to cut a segment so that the network is affine in between

    Nothing needs to be known of these cuts: whoever uses them checks that they increase, and that no neuron changes its
    sign between two neighbours.

    Idea.  Of two places at which some neuron has opposite signs, the first such neuron of the first such layer is
    affine in between: there is a cut at its zero, and on either side it has one sign.  So each cut settles one neuron
    more, and there is an end. *)

From Coq Require Import ZArith QArith Qreduction List.
From Barriers Require Import NetworkChecker.
Import ListNotations.
Open Scope Z_scope.

(** A place on the segment, the scale of the point there, and what its neurons hold. *)
Record place := { position : Q; scale_there : positive; neurons_there : list (list Z) }.

Fixpoint opposite_in (p q : list Z) : option (Z * Z) :=
  match p, q with
  | u :: p, v :: q => if compatible u v then opposite_in p q else Some (u, v)
  | _, _ => None
  end.
Fixpoint opposite (p q : list (list Z)) : option (Z * Z) :=
  match p, q with
  | a :: p, b :: q => match opposite_in a b with Some uv => Some uv | None => opposite p q end
  | _, _ => None
  end.

Section Cuts.
Variable place_at : Q -> option place.

(** The cuts strictly between two places; [fuel] is at least the number of neurons. *)
Fixpoint cuts_between (fuel : nat) (a b : place) : list Q :=
  match fuel, opposite (neurons_there a) (neurons_there b) with
  | S fuel, Some (u, v) =>
      let w := Z.abs u * Zpos (scale_there b) in let w' := Z.abs v * Zpos (scale_there a) in
      let part := w # Z.to_pos (w + w') in
      match place_at (Qred (position a + (position b - position a) * part)) with
      | Some m => cuts_between fuel a m ++ position m :: cuts_between fuel m b
      | None => []
      end
  | _, _ => []
  end.
Definition neurons (z : znetwork) : nat := fold_left (fun n l => n + List.length (zrows l))%nat (zhidden z) O.
(** Both ends, and the cuts. *)
Definition all_cuts (z : znetwork) (lo hi : Q) : list Q :=
  match place_at lo, place_at hi with
  | Some a, Some b => lo :: cuts_between (neurons z) a b ++ [hi]
  | _, _ => [lo; hi]
  end.
End Cuts.

Lemma all_cuts_ends place_at z lo hi :
  hd 0%Q (all_cuts place_at z lo hi) = lo /\ last (all_cuts place_at z lo hi) 0%Q = hi.
Proof.
  unfold all_cuts. destruct (place_at lo) as [a|], (place_at hi) as [b|]; try (split; reflexivity).
  split; [reflexivity|]. change (lo :: cuts_between place_at (neurons z) a b ++ [hi])
    with ((lo :: cuts_between place_at (neurons z) a b) ++ [hi]). apply last_last.
Qed.
