(** * Certificates of V: what they claim, and how they are checked

    A network has the stated outputs at a point, and a property of inputs and outputs holds there, or fails, by the
    stated amount.  A property is a tree of "and" and "or" over inequalities.
    Its excess is the least rise of all bounds
    at which it holds, were no inequality strict. *)

From Coq Require Import ZArith QArith List Lia Setoid Bool String.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals.
From Barriers Require Import OrderedFields Archimedean Networks.
Import ListNotations.
Open Scope Q_scope.

(** Coefficients by the index of the input, of the output; the bound; whether it must not be reached. *)
Inductive property :=
| Inequality (xs ys : list (Z * Q)) (bound : Q) (strict : bool)
| Every (parts : list property)
| Any (parts : list property).

Record witness := {
  (** the claim *)
  shown : list Z;
  place : list Q;
  outputs : list Q;
  satisfied : option bool;
  excess : option Q;
  network_name : string;
  property_name : option string;
  (** the witness *)
  network_text : json;
  property_text : json;
  inner : list (list qrow);
  outer : list qrow;
  tree : option property
}.

(** ** Reading *)

Definition as_term (v : json) : option (Z * Q) :=
  match v with
  | List [Int i; c] => let* c := as_number c in if Qeq_bool c 0 then None else Some (i, c)
  | _ => None
  end.
Definition as_terms (v : json) : option (list (Z * Q)) := let* l := as_list v in every as_term l.

Fixpoint as_property (v : json) : option property :=
  match v with
  | Object [(k, List ((_ :: _) as l))] =>
      let* parts := (fix go l := match l with
        | [] => Some []
        | v :: l => let* t := as_property v in let* ts := go l in Some (t :: ts)
        end) l in
      if String.eqb k "and" then Some (Every parts) else if String.eqb k "or" then Some (Any parts) else None
  | Object [(k1, b); (k2, Truth strict); (k3, xs); (k4, ys)] =>
      if String.eqb k1 "bound" && String.eqb k2 "strict" && String.eqb k3 "x" && String.eqb k4 "y" then
        let* b := as_number b in let* xs := as_terms xs in let* ys := as_terms ys in Some (Inequality xs ys b strict)
      else None
  | _ => None
  end.

(** A value, or null. *)
Definition perhaps {A} (read : json -> option A) (v : json) : option (option A) :=
  match v with Null => Some None | _ => let* a := read v in Some (Some a) end.
Definition as_truth (v : json) : option bool := match v with Truth b => Some b | _ => None end.

Definition as_witness (certificate : json) : option witness :=
  let* claim := field "claim" certificate in
  let* body := field "witness" certificate in
  let* shown := ints_at "widths" claim in
  let* place := numbers_at "point" claim in
  let* outputs := numbers_at "outputs" claim in
  let* v := field "satisfied" claim in let* satisfied := perhaps as_truth v in
  let* v := field "excess" claim in let* excess := perhaps as_number v in
  let* network_name := text_at "network_sha256" claim in
  let* v := field "property_sha256" claim in let* property_name := perhaps as_text v in
  let* network := field "network" body in
  let* layers := as_list network in let* layers := every as_layer layers in
  let* property := field "property" body in let* tree := perhaps as_property property in
  match rev' layers with
  | outer :: others => Some {|
      shown := shown; place := place; outputs := outputs; satisfied := satisfied; excess := excess;
      network_name := network_name; property_name := property_name; network_text := network;
      property_text := property; inner := rev' others; outer := outer; tree := tree |}
  | [] => None
  end.

(** ** What it says *)

(** The network with one of the outputs. *)
Definition with_output (c : witness) (out : qrow) : qnetwork := {| qhidden := inner c; qoutput := out |}.

Section Meaning.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Implicit Types (x y : vector K) (r : K).

Definition combination (terms : list (Z * Q)) x : K :=
  fold_right (fun term s => of_Q (snd term) * nth (Z.to_nat (fst term)) x 0 + s) 0 terms.

Fixpoint satisfies (p : property) x y : Prop :=
  match p with
  | Inequality xs ys b strict =>
      let left := combination xs x + combination ys y in if strict then left < of_Q b else left <= of_Q b
  | Every parts => (fix all l := match l with [] => True | p :: l => satisfies p x y /\ all l end) parts
  | Any parts => (fix some l := match l with [] => False | p :: l => satisfies p x y \/ some l end) parts
  end.
(** All bounds raised by r, none strict. *)
Fixpoint satisfies_raised r (p : property) x y : Prop :=
  match p with
  | Inequality xs ys b _ => combination xs x + combination ys y <= of_Q b + r
  | Every parts => (fix all l := match l with [] => True | p :: l => satisfies_raised r p x y /\ all l end) parts
  | Any parts => (fix some l := match l with [] => False | p :: l => satisfies_raised r p x y \/ some l end) parts
  end.

Definition point_of (c : witness) : vector K := map of_Q (place c).
Definition outputs_of (c : witness) : vector K :=
  map (fun out => value (network_of (with_output c out)) (point_of c)) (outer c).

Definition witness_holds (c : witness) : Prop :=
  let d := List.length (place c) in
  network_name c = sha256 (text (network_text c) ++ newline) /\
  shown c = (map Z.of_nat (d :: map (@List.length qrow) (inner c) ++ [List.length (outer c)]))%list /\
  Forall (fun out => NN d (map (@List.length qrow) (inner c)) (network_of (with_output c out) : network K)) (outer c) /\
  same (map of_Q (outputs c)) (outputs_of c) /\
  match tree c with
  | None => property_name c = None /\ satisfied c = None /\ excess c = None
  | Some p => property_name c = Some (sha256 (text (property_text c) ++ newline)) /\
      (exists b, satisfied c = Some b /\ (b = true <-> satisfies p (point_of c) (outputs_of c))) /\
      (exists e, excess c = Some e /\ forall r, satisfies_raised r p (point_of c) (outputs_of c) <-> of_Q e <= r)
  end.
End Meaning.

(** ** The checker *)

(** A sum, over one denominator. *)
Definition total (qs : list Q) : option Q :=
  let D := common_of qs 1 in
  let* zs := every (over D) qs in Some (fold_left Z.add zs 0%Z # D).

(** The terms c x_i, in front of others; the indices must increase and be indices. *)
Fixpoint pick (k : Z) (x : list Q) (terms : list (Z * Q)) (acc : list Q) : option (list Q) :=
  match terms with
  | [] => Some acc
  | (i, c) :: terms' =>
      match x with
      | [] => None
      | q :: x => if (i =? k)%Z then pick (k + 1) x terms' (c * q :: acc) else pick (k + 1) x terms acc
      end
  end.

Definition larger (p q : Q) : Q := if Qle_bool p q then q else p.
Definition smaller (p q : Q) : Q := if Qle_bool p q then p else q.

(** Whether a property holds at x and y, and its excess. *)
Fixpoint weigh (x y : list Q) (p : property) : option (bool * Q) :=
  match p with
  | Inequality xs ys b strict =>
      let* terms := pick 0 x xs [] in let* terms := pick 0 y ys terms in let* sum := total terms in
      Some (if strict then qlt sum b else Qle_bool sum b, sum - b)
  | Every parts => (fix go l := match l with
      | [] => None
      | [p] => weigh x y p
      | p :: l => let* a := weigh x y p in let* r := go l in Some (fst a && fst r, larger (snd a) (snd r))
      end) parts
  | Any parts => (fix go l := match l with
      | [] => None
      | [p] => weigh x y p
      | p :: l => let* a := weigh x y p in let* r := go l in Some (fst a || fst r, smaller (snd a) (snd r))
      end) parts
  end.

(** The outputs at the point. *)
Definition run_outputs (c : witness) : option (list Q) :=
  let D := common_of (place c) 1 in
  let* v := every (over D) (place c) in
  let* hidden := every in_integers (inner c) in
  let* out := in_integers (outer c) in
  let (_, r) := run_hidden hidden v D in
  Some (map (fun z => z # (zden out * snd r)) (pre out (fst r) (snd r))).

Fixpoint equal_numbers (p q : list Q) : bool :=
  match p, q with
  | [], [] => true
  | a :: p, b :: q => if Qeq_bool a b then equal_numbers p q else false
  | _, _ => false
  end.

Definition check_property (c : witness) : bool :=
  match tree c, property_name c, satisfied c, excess c with
  | None, None, None, None => true
  | Some p, Some name, Some b, Some e =>
      String.eqb name (digest (property_text c)) &&
      match weigh (place c) (outputs c) p with
      | Some (b', e') => Bool.eqb b b' && Qeq_bool e e'
      | None => false
      end
  | _, _, _, _ => false
  end.

Definition check_witness (c : witness) : bool :=
  let d := size (place c) in
  String.eqb (network_name c) (digest (network_text c)) &&
  all2 Z.eqb (shown c) (d :: map size (inner c) ++ [size (outer c)]) &&
  (1 <=? size (outer c))%Z && forallb (fun out => check_shape d (with_output c out)) (outer c) &&
  match run_outputs c with Some y => equal_numbers (outputs c) y | None => false end &&
  check_property c.
