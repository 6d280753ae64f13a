(** * Columns that are independent, shown by elimination modulo a number

    [eliminate M n rows]: elimination modulo M succeeds with units as pivots.  Then integers that are congruent to these
    rows have no combination of their columns that vanishes, over any ordered field ([eliminate_sound]).

    Idea.  A pivot that is a unit modulo M > 1 is not 0.  Eliminating without division, p row - a pivot, keeps what
    vanishes, and is the same modulo M. *)

From Coq Require Import ZArith QArith List Lia Bool.
From Barriers Require Import OrderedFields Archimedean.
Import ListNotations.
Open Scope Z_scope.

(** p v - a w, entry by entry. *)
Fixpoint crossed (p a : Z) (v w : list Z) : list Z :=
  match v, w with b :: v, c :: w => p * b - a * c :: crossed p a v w | _, _ => [] end.
(** The first row whose first entry is not 0, and the others. *)
Fixpoint pick_pivot (before rows : list (list Z)) : option (Z * list Z * list (list Z)) :=
  match rows with
  | (p :: w) :: rows => if p =? 0 then pick_pivot ((p :: w) :: before) rows else Some (p, w, rev_append before rows)
  | _ => None
  end.
Fixpoint eliminate (M : Z) (n : nat) (rows : list (list Z)) : bool :=
  match n with
  | O => true
  | S n =>
      match pick_pivot [] rows with
      | Some (p, w, others) =>
          if Z.gcd p M =? 1 then
            eliminate M n (map (fun row => match row with
              | a :: v => map (fun z => z mod M) (crossed p a v w)
              | [] => []
              end) others)
          else false
      | None => false
      end
  end.

Definition congruent (M : Z) : list Z -> list Z -> Prop := Forall2 (fun a b => (M | a - b)).

Lemma pick_pivot_spec rows : forall before p w others, pick_pivot before rows = Some (p, w, others) ->
  exists l1 l2, rows = l1 ++ (p :: w) :: l2 /\ others = rev before ++ l1 ++ l2 /\ p <> 0.
Proof.
  induction rows as [|[|a r] rows IH]; intros before p w others H; try discriminate. cbn [pick_pivot] in H.
  destruct (Z.eqb_spec a 0) as [E|E].
  - destruct (IH _ _ _ _ H) as (l1 & l2 & E1 & E2 & E3). exists ((a :: r) :: l1), l2. rewrite E1. split; [reflexivity|].
    split; [|exact E3]. rewrite E2. simpl. rewrite <- !app_assoc. reflexivity.
  - injection H as <- <- <-. exists [], rows. split; [reflexivity|]. split; [|exact E]. rewrite rev_append_rev.
    reflexivity.
Qed.

Lemma congruent_length M v w : congruent M v w -> length v = length w.
Proof. induction 1; simpl; congruence. Qed.

Lemma crossed_congruent M P p A a : (M | P - p) -> (M | A - a) -> forall V v W w, congruent M V v -> congruent M W w ->
  congruent M (crossed P A V W) (map (fun z => z mod M) (crossed p a v w)).
Proof.
  intros HP HA V v W w HV. revert W w. induction HV as [|B b V v HB _ IH]; intros W w HW; [constructor|].
  destruct HW as [|C c W w HC HW]; [constructor|]. cbn [crossed map]. constructor; [|apply IH, HW].
  assert (D : (M | P * B - A * C - (p * b - a * c))).
  { replace (P * B - A * C - (p * b - a * c)) with
      ((P - p) * B + p * (B - b) - ((A - a) * C + a * (C - c))) by ring.
    apply Z.divide_sub_r; apply Z.divide_add_r; auto using Z.divide_mul_l, Z.divide_mul_r. }
  destruct (Z.eq_dec M 0) as [->|N].
  - rewrite Zmod_0_r. exact D.
  - replace (P * B - A * C - (p * b - a * c) mod M) with
      (P * B - A * C - (p * b - a * c) + M * ((p * b - a * c) / M)) by (rewrite (Z.mod_eq _ _ N); ring).
    apply Z.divide_add_r; [exact D|apply Z.divide_factor_l].
Qed.

Section Independent.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Fixpoint integer_dot (r : list Z) (x : list K) : K :=
  match r, x with a :: r, b :: x => of_Z a * b + integer_dot r x | _, _ => 0 end.

Lemma crossed_dot p a v : forall w x, length v = length x -> length w = length x ->
  integer_dot (crossed p a v w) x == of_Z p * integer_dot v x - of_Z a * integer_dot w x.
Proof.
  induction v as [|b v IH]; intros [|c w] [|e x] L1 L2; try discriminate; cbn [crossed integer_dot]; [ring|].
  rewrite (IH w x) by (simpl in *; lia). rewrite of_Z_sub, !of_Z_mul. ring.
Qed.

Lemma integer_nonzero p : p <> 0%Z -> ~ (of_Z p : K) == 0.
Proof.
  intros N E. destruct (Z.lt_trichotomy p 0) as [L|[L|L]]; [|contradiction|].
  - apply (of_Z_lt K) in L. change (of_Z 0) with 0 in L. fra.
  - apply (of_Z_lt K) in L. change (of_Z 0) with 0 in L. fra.
Qed.
Lemma cancel_integer p (x : K) : p <> 0%Z -> of_Z p * x == 0 -> x == 0.
Proof.
  intros N E. pose proof (integer_nonzero p N) as P. setoid_replace x with (/ of_Z p * (of_Z p * x)) by (field;
    exact P).
  rewrite E. ring.
Qed.

Theorem eliminate_sound M : (1 < M)%Z -> forall n rows exact (x : list K), length rows = n -> length x = n ->
  Forall (fun r => length r = n) rows -> Forall2 (congruent M) exact rows ->
  Forall (fun r => integer_dot r x == 0) exact -> eliminate M n rows = true -> Forall (fun a => a == 0) x.
Proof.
  intros HM. induction n as [|n IH]; intros rows exact x Lr Lx Ln C Z H.
  - destruct x; [constructor|discriminate].
  - destruct x as [|x0 x]; [discriminate|]. cbn [eliminate] in H.
    destruct (pick_pivot [] rows) as [[[p w] others]|] eqn:Pp; [|discriminate].
    destruct (Z.eqb_spec (Z.gcd p M) 1) as [G|]; [|discriminate].
    destruct (pick_pivot_spec _ _ _ _ _ Pp) as (l1 & l2 & E1 & E2 & _). simpl in E2. subst rows others.
    apply Forall2_app_inv_r in C. destruct C as (R1 & R' & C1 & C' & ->).
    inversion C' as [|Pw ? R2 ? Cp C2 EP]. subst R'. clear C'. inversion Cp as [|P p' W w' HP HW E3]. subst Pw p' w'.
    apply Forall_app in Z. destruct Z as [Z1 Z']. inversion_clear Z' as [|? ? Z0 Z2].
    apply Forall_app in Ln. destruct Ln as [Ln1 Ln']. inversion_clear Ln' as [|? ? Ln0 Ln2].
    assert (NP : P <> 0%Z).
    { intros ->. assert (D : (M | p)).
      { replace p with (- (0 - p))%Z by ring. apply Z.divide_opp_r. exact HP. }
      assert (D' : (M | Z.gcd p M)%Z) by (apply Z.gcd_greatest; [exact D|apply Z.divide_refl]).
      rewrite G in D'. apply Z.divide_1_r_nonneg in D'; lia. }
    cbn [integer_dot] in Z0. simpl in Lx, Ln0.
    assert (Lw : length w = length x) by lia. assert (LW : length W = length x).
    { apply congruent_length in HW. lia. }
    set (step := fun row : list Z => match row with
      | a :: v => map (fun z => (z mod M)%Z) (crossed p a v w) | [] => [] end) in *.
    set (exact_step := fun row : list Z => match row with A :: V => crossed P A V W | [] => [] end).
    assert (X : Forall (fun a => a == 0) x).
    { apply (IH (map step (l1 ++ l2)) (map exact_step (R1 ++ R2)) x).
      - rewrite map_length, app_length. rewrite app_length in Lr. simpl in Lr. lia.
      - lia.
      - apply Forall_map. apply Forall_app. assert (S : forall l, Forall (fun r => length r = S n) l ->
          Forall (fun r => length (step r) = n) l).
        { intros l Hl. eapply Forall_impl; [|exact Hl]. intros [|a v] Hr; [discriminate|]. unfold step.
          rewrite map_length. simpl in Hr. assert (Cl : forall v w, length v = length w ->
            length (crossed p a v w) = length v).
          { clear. induction v as [|b v IH]; intros [|c w] L; try discriminate; simpl; [reflexivity|].
            f_equal. apply IH. simpl in L. lia. }
          rewrite Cl by lia. lia. }
        split; apply S; assumption.
      - assert (S : forall R l, Forall2 (congruent M) R l -> Forall2 (congruent M) (map exact_step R) (map step l)).
        { intros R l F. induction F as [|r' r R l Hr _ IHF]; simpl; constructor; [|exact IHF].
          destruct Hr as [|A a V v HA HV]; [constructor|]. apply crossed_congruent; assumption. }
        rewrite !map_app. apply Forall2_app; apply S; assumption.
      - apply Forall_map. apply Forall_app.
        assert (S : forall R l, Forall2 (congruent M) R l -> Forall (fun r => length r = S n) l ->
          Forall (fun r => integer_dot r (x0 :: x) == 0) R -> Forall (fun r => integer_dot (exact_step r) x == 0) R).
        { intros R l F. induction F as [|r' r R l Hr _ IHF]; intros Fl Fz; constructor;
            inversion_clear Fl as [|? ? Hl Fl']; inversion_clear Fz as [|? ? Hz Fz']; [|apply IHF; assumption].
          destruct Hr as [|A a V v HA HV]; [discriminate|]. unfold exact_step. cbn [integer_dot] in Hz.
          apply congruent_length in HV. simpl in Hl. rewrite crossed_dot by lia.
          assert (E : integer_dot V x == - (of_Z A * x0)) by fra. assert (E' : integer_dot W x == - (of_Z P * x0))
            by fra.
          rewrite E, E'. ring. }
        split; [apply (S R1 l1)|apply (S R2 l2)]; assumption.
      - exact H. }
    constructor; [|exact X]. apply (cancel_integer P x0 NP).
    assert (Zx : integer_dot W x == 0).
    { clear - X. revert x X. induction W as [|a W IH]; intros [|b x] X; cbn [integer_dot]; try reflexivity.
      inversion_clear X as [|? ? Xb X']. rewrite Xb, (IH x X'). ring. }
    fra.
Qed.
End Independent.
