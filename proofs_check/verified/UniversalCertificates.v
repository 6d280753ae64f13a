(** * Certificates of U: what they claim, and how they are checked

    One vector eta breaks many points of anybody's data: the network is right at them, and wrong at them once moved by
    any vector near a multiple of eta.  With outputs z_0, ..., z_(k-1) it is right at a point of label y if z_y > z_j
    for all other j, wrong if z_j > z_y for some j.

    Idea of the checker.  The first pre-activations at a point moved by such a vector lie within bounds about those at
    the point moved by eta; bounds are carried from layer to layer.  Intervals of multiples are halved until the bounds
    decide. *)

From Coq Require Import ZArith QArith List Sorted Lia Setoid Bool String.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Regions WitnessCertificates.
From Barriers Require Import OrderedFields Archimedean Networks.
Import ListNotations.
Open Scope Q_scope.

Record universal := {
  (** the claim *)
  stated_widths : list Z;
  cutoff : option Q;
  named_network : string;
  stated_points : Z;
  named_data : string;
  mover : list Q;
  mover_norm : Q;
  budget : Q;
  the_box : option (Q * Q);
  multiples : Q * Q;
  tolerance : Q;
  named_indices : string;
  broken_points : Z;
  right_before : Z;
  wrong_before : Z;
  right_after : Z;
  wrong_after : Z;
  (** the witness *)
  given_network : json;
  inner_layers : list (list qrow);
  outer_layer : list qrow;
  given_data : json;
  data_rows : list (list Z);
  data_scale : Q;
  data_labels : list Z;
  given_indices : json;
  chosen : list Z;
  allowance : Z
}.

(** ** Reading *)

(** An integer, as such or, where it is long, as a text. *)
Definition as_whole (v : json) : option Z :=
  match v with
  | Int z => Some z
  | Text s => let* q := number_within max_digits s in if Pos.eqb (Qden q) 1 then Some (Qnum q) else None
  | _ => None
  end.
Definition as_row (v : json) : option (list Z) := let* l := as_list v in every as_whole l.
Definition as_pair (v : json) : option (Q * Q) :=
  let* l := as_numbers v in match l with [a; b] => Some (a, b) | _ => None end.

Definition as_universal (certificate : json) : option universal :=
  let* claim := field "claim" certificate in
  let* body := field "witness" certificate in
  let* stated_widths := ints_at "widths" claim in
  let* v := field "threshold" claim in let* cutoff := perhaps as_number v in
  let* named_network := text_at "network_sha256" claim in
  let* stated_points := int_at "points" claim in
  let* named_data := text_at "data_sha256" claim in
  let* mover := numbers_at "eta" claim in
  let* mover_norm := number_at "eta_norm" claim in
  let* budget := number_at "budget" claim in
  let* v := field "box" claim in let* the_box := perhaps as_pair v in
  let* v := field "scalings" claim in let* multiples := as_pair v in
  let* tolerance := number_at "radius" claim in
  let* named_indices := text_at "indices_sha256" claim in
  let* broken_points := int_at "broken" claim in
  let* right_before := int_at "right_before" claim in
  let* wrong_before := int_at "wrong_before" claim in
  let* right_after := int_at "right_after" claim in
  let* wrong_after := int_at "wrong_after" claim in
  let* network := field "network" body in
  let* layers := as_list network in let* layers := every as_layer layers in
  let* data := field "data" body in
  let* rows := list_at "rows" data in let* data_rows := every as_row rows in
  let* data_scale := number_at "scale" data in
  let* data_labels := ints_at "labels" data in
  let* given_indices := field "indices" body in let* chosen := as_ints given_indices in
  let* allowance := int_at "pieces" body in
  match rev' layers with
  | outer :: others => Some {|
      stated_widths := stated_widths; cutoff := cutoff; named_network := named_network; stated_points := stated_points;
      named_data := named_data; mover := mover; mover_norm := mover_norm; budget := budget; the_box := the_box;
      multiples := multiples; tolerance := tolerance; named_indices := named_indices; broken_points := broken_points;
      right_before := right_before; wrong_before := wrong_before; right_after := right_after;
      wrong_after := wrong_after; given_network := network; inner_layers := rev' others; outer_layer := outer;
      given_data := data; data_rows := data_rows; data_scale := data_scale; data_labels := data_labels;
      given_indices := given_indices; chosen := chosen; allowance := allowance |}
  | [] => None
  end.

(** ** What it says *)

Definition one_output (c : universal) (out : qrow) : qnetwork := {| qhidden := inner_layers c; qoutput := out |}.
Definition inputs_of (c : universal) : nat := List.length (mover c).
Definition classes (c : universal) : nat := match cutoff c with None => List.length (outer_layer c) | Some _ => 2 end.
Definition label_at (c : universal) (i : nat) : nat := Z.to_nat (nth i (data_labels c) 0%Z).

(** Exactly m of the first n numbers have a property. *)
Definition how_many (A : nat -> Prop) (n : nat) (m : Z) : Prop :=
  exists l, StronglySorted lt l /\ (forall i, In i l <-> (i < n)%nat /\ A i) /\ m = Z.of_nat (List.length l).

Section Meaning.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Implicit Types (x e z : vector K) (r : K) (y : nat).

Definition right_at y z : Prop := (y < List.length z)%nat /\
  forall j, (j < List.length z)%nat -> j <> y -> nth j z 0 < nth y z 0.
Definition wrong_at y z : Prop := (y < List.length z)%nat /\
  exists j, (j < List.length z)%nat /\ nth y z 0 < nth j z 0.

Definition max_norm x : K := fold_right (fun a m => fmax (fabs a) m) 0 x.
(** Every coordinate is within r. *)
Definition nearby r x x' : Prop := Forall2 (fun a b => fabs (a - b) <= r) x x'.
Definition times r x : vector K := map (fmul r) x.
(** x + e, clipped or not. *)
Fixpoint moved_by (clip : K -> K) x e : vector K :=
  match x, e with a :: x, b :: e => clip (a + b) :: moved_by clip x e | _, _ => [] end.

(** One output z with a threshold t counts as the outputs t and z. *)
Definition scores (c : universal) x : vector K :=
  let zs := map (fun out => value (network_of (one_output c out)) x) (outer_layer c) in
  match cutoff c with None => zs | Some t => of_Q t :: zs end.
Definition data_point (c : universal) (i : nat) : vector K :=
  map (fun v : Z => of_Z v * of_Q (data_scale c)) (nth i (data_rows c) []).
Definition clipping (c : universal) (a : K) : K :=
  match the_box c with None => a | Some (lo, hi) => fmin (fmax a (of_Q lo)) (of_Q hi) end.
Definition moved_point (c : universal) (i : nat) e : vector K := moved_by (clipping c) (data_point c i) e.
Definition eta_of (c : universal) : vector K := map of_Q (mover c).

Definition universal_holds (c : universal) : Prop :=
  let n := List.length (data_rows c) in
  let d := inputs_of c in
  let (low, high) := multiples c in
  let before i : vector K := scores c (data_point c i) in
  let after i : vector K := scores c (moved_point c i (eta_of c)) in
  named_network c = sha256 (text (given_network c) ++ newline) /\
  named_data c = sha256 (text (given_data c) ++ newline) /\
  named_indices c = sha256 (text (given_indices c) ++ newline) /\
  (** the network *)
  stated_widths c =
    map Z.of_nat (d :: map (@List.length qrow) (inner_layers c) ++ [List.length (outer_layer c)]) /\
  Forall (fun out => NN d (map (@List.length qrow) (inner_layers c)) (network_of (one_output c out) : network K))
    (outer_layer c) /\
  (match cutoff c with None => 2 <= List.length (outer_layer c) | Some _ => List.length (outer_layer c) = 1 end)%nat /\
  (** the points *)
  stated_points c = Z.of_nat n /\ (1 <= n)%nat /\ List.length (data_labels c) = n /\
  Forall (fun row => List.length row = d) (data_rows c) /\
  Forall (fun v : Z => 0 <= v < Z.of_nat (classes c))%Z (data_labels c) /\
  (** the vectors *)
  of_Q (mover_norm c) == max_norm (eta_of c) /\ (of_Q (mover_norm c) : K) <= of_Q (budget c) /\
  of_Q low <= 1 <= of_Q high /\ 0 <= of_Q (tolerance c) /\
  match the_box c with
  | None => True
  | Some (lo, hi) => (low == high)%Q /\
      forall i, (i < n)%nat -> Forall (fun a : K => of_Q lo <= a <= of_Q hi) (data_point c i)
  end /\
  (** the points that break *)
  StronglySorted Z.lt (chosen c) /\ Forall (fun i => 0 <= i < Z.of_nat n)%Z (chosen c) /\
  broken_points c = Z.of_nat (List.length (chosen c)) /\
  Forall (fun k => let i := Z.to_nat k in
    right_at (label_at c i) (before i) /\
    forall r e, of_Q low <= r <= of_Q high -> nearby (of_Q (tolerance c)) e (times r (eta_of c)) ->
      wrong_at (label_at c i) (scores c (moved_point c i e))) (chosen c) /\
  (** the numbers *)
  how_many (fun i => right_at (label_at c i) (before i)) n (right_before c) /\
  how_many (fun i => wrong_at (label_at c i) (before i)) n (wrong_before c) /\
  how_many (fun i => right_at (label_at c i) (after i)) n (right_after c) /\
  how_many (fun i => wrong_at (label_at c i) (after i)) n (wrong_after c).
End Meaning.

(** ** The checker: right and wrong *)

(** The y-th of a list, and whether it is above all others. *)
Fixpoint at_index (l : list Z) (y : Z) : option Z :=
  match l with [] => None | z :: l => if (y =? 0)%Z then Some z else at_index l (y - 1) end.
Fixpoint above_others (top : Z) (l : list Z) (y : Z) : bool :=
  match l with [] => true | z :: l => ((y =? 0)%Z || (z <? top)%Z) && above_others top l (y - 1) end.
(** [Some true]: right; [Some false]: wrong; [None]: a tie. *)
Definition decision (l : list Z) (y : Z) : option (option bool) :=
  let* top := at_index l y in
  Some (if existsb (Z.ltb top) l then Some false else if above_others top l y then Some true else None).

(** ** The checker: bounds *)

Definition bounds := list (Z * Z).
(** The least and the most that a product can be. *)
Fixpoint range_dot (w : list Z) (b : bounds) (low high : Z) : Z * Z :=
  match w, b with
  | a :: w, (lo, hi) :: b =>
      if (a =? 0)%Z || (hi =? 0)%Z && (lo =? 0)%Z then range_dot w b low high
      else if (0 <? a)%Z then range_dot w b (low + a * lo) (high + a * hi)
      else range_dot w b (low + a * hi) (high + a * lo)
  | _, _ => (low, high)
  end.
Definition range_row (b : bounds) (s : Z) (r : list Z * Z) : Z * Z :=
  let o := (snd r * s)%Z in range_dot (fst r) b o o.
Definition range_relu (b : Z * Z) : Z * Z := (Z.max 0 (fst b), Z.max 0 (snd b)).
(** What the last layer gets, from bounds on pre-activations. *)
Fixpoint range_hidden (ls : list zlayer) (b : bounds) (s : positive) : bounds * positive :=
  match ls with
  | [] => (map range_relu b, s)
  | l :: ls => range_hidden ls (map (range_row (map range_relu b) (Zpos s)) (zrows l)) (zden l * s)%positive
  end.
(** The least that the difference of two products can be; the rows must be of one length. *)
Fixpoint least_difference (w w' : list Z) (b : bounds) (low : Z) : option Z :=
  match w, w' with
  | [], [] => Some low
  | a :: w, a' :: w' =>
      match b with
      | [] => least_difference w w' [] low
      | (lo, hi) :: b =>
          let d := (a - a')%Z in least_difference w w' b (low + d * (if (0 <? d)%Z then lo else hi))
      end
  | _, _ => None
  end.
(** Whether one output is above that of the row r, whatever is within the bounds. *)
Definition surely_above (b : bounds) (s : positive) (r r' : list Z * Z) : bool :=
  match least_difference (fst r') (fst r) b ((snd r' - snd r) * Zpos s) with Some z => (0 <? z)%Z | None => false end.
Fixpoint row_at {A} (l : list A) (y : Z) : option A :=
  match l with [] => None | r :: l => if (y =? 0)%Z then Some r else row_at l (y - 1) end.

(** ** The checker: the network at a point *)

(** The network in integers: its first layer, the others, the outputs. *)
Record moving := {
  first_layer : zlayer; next_layers : list zlayer; last_layer : zlayer;
  denominator_of : positive;  (* of eta, the box, the radius, the scale *)
  by_scale : Z; by_mover : list Z; by_box : option (Z * Z);
  change : list Z;  (* of the first pre-activations, by eta *)
  reach : list Z    (* of the first pre-activations, by vectors within the radius *)
}.

Definition last_rows (c : universal) : list qrow :=
  match cutoff c, outer_layer c with
  | Some t, [out] => [(map (fun _ => 0) (fst out), t); out]
  | _, l => l
  end.
Definition weight_sum (w : list Z) : Z := fold_left (fun s a => (s + Z.abs a)%Z) w 0%Z.
Definition box_numbers (c : universal) : list Q := match the_box c with Some (lo, hi) => [lo; hi] | None => [] end.
Definition common_numbers (c : universal) : list Q := data_scale c :: tolerance c :: mover c ++ box_numbers c.
Definition moving_of (c : universal) : option moving :=
  let* hidden := every in_integers (inner_layers c) in
  let* out := in_integers (last_rows c) in
  let D := common_of (common_numbers c) 1 in
  let* scale := over D (data_scale c) in
  let* eta := every (over D) (mover c) in
  let* radius := over D (tolerance c) in
  let* box := match the_box c with
    | None => Some None
    | Some (lo, hi) => let* lo := over D lo in let* hi := over D hi in Some (Some (lo, hi))
    end in
  match hidden with
  | [] => None
  | l :: ls => Some {|
      first_layer := l; next_layers := ls; last_layer := out; denominator_of := D; by_scale := scale;
      by_mover := eta; by_box := box;
      change := map (fun r => zdot (fst r) eta 0) (zrows l);
      reach := map (fun r => (radius * weight_sum (fst r))%Z) (zrows l) |}
  end.

Section Checker.
Variable m : moving.
Let D := denominator_of m.
Let S := (zden (first_layer m) * D)%positive.

Fixpoint added (x y : list Z) : list Z := match x, y with a :: x, b :: y => (a + b)%Z :: added x y | _, _ => [] end.
Definition clip_within (lo hi a : Z) : Z := Z.min (Z.max a lo) hi.
Definition scaled_row (row : list Z) : list Z := map (fun v => v * by_scale m)%Z row.
(** The first pre-activations at a point, and at the moved point. *)
Definition first_here (row : list Z) : list Z := pre (first_layer m) (scaled_row row) D.
Definition first_moved (row here : list Z) : list Z :=
  match by_box m with
  | None => added here (change m)
  | Some (lo, hi) => pre (first_layer m) (map (clip_within lo hi) (added (scaled_row row) (by_mover m))) D
  end.
(** What the network says, from the first pre-activations. *)
Definition decided (p : list Z) (y : Z) : option (option bool) :=
  let (_, r) := run_on (next_layers m) p S in
  decision (map (row_on (fst r) (Zpos (snd r))) (zrows (last_layer m))) y.

(** Bounds for the multiples from A/L to B/L, over S L. *)
Fixpoint first_bounds (p change reach : list Z) (A B L : Z) : bounds :=
  match p, change, reach with
  | v :: p, s :: change, r :: reach =>
      let u := ((A - L) * s)%Z in
      let w := ((B - L) * s)%Z in
      (L * (v - r) + Z.min u w, L * (v + r) + Z.max u w)%Z :: first_bounds p change reach A B L
  | _, _, _ => []
  end.
Definition wrong_within (p : list Z) (y A B : Z) (L : positive) : bool :=
  let (b, t) := range_hidden (next_layers m) (first_bounds p (change m) (reach m) A B (Zpos L)) (S * L)%positive in
  match row_at (zrows (last_layer m)) y with
  | Some r => existsb (surely_above b t r) (zrows (last_layer m))
  | None => false
  end.
(** How many pieces are left of the allowance, when the interval of multiples is halved until each piece is decided. *)
Fixpoint around (halvings : nat) (p : list Z) (y A B : Z) (L : positive) (left : Z) : option Z :=
  if (left <? 1)%Z then None else
    if wrong_within p y A B L then Some (left - 1)%Z else
      match halvings with
      | O => None
      | Datatypes.S halvings =>
          let* left := around halvings p y (2 * A) (A + B) (2 * L) (left - 1) in
          around halvings p y (A + B) (2 * B) (2 * L) left
      end.

(** The numbers right before, wrong before, right after, wrong after. *)
Definition tallies := ((Z * Z) * (Z * Z))%type.
Definition count_one (d : option bool) (n : Z * Z) : Z * Z :=
  match d with
  | Some true => (fst n + 1, snd n)%Z
  | Some false => (fst n, snd n + 1)%Z
  | None => n
  end.
Definition halvings : nat := 64.

(** The rows from the k-th on, with their labels; the indices that are left must come among them, in this order. *)
Fixpoint check_rows (A B : Z) (L : positive) (k : Z) (rows : list (list Z)) (labels chosen : list Z) (left : Z)
    (n : tallies) : option tallies :=
  match rows, labels with
  | [], [] => match chosen with [] => Some n | _ => None end
  | row :: rows, y :: labels =>
      let here := first_here row in
      let moved := first_moved row here in
      let* before := decided here y in
      let* after := decided moved y in
      let n := (count_one before (fst n), count_one after (snd n)) in
      match chosen with
      | i :: rest =>
          if (i =? k)%Z then
            match before with
            | Some true =>
                let* left := around halvings moved y A B L left in check_rows A B L (k + 1) rows labels rest left n
            | _ => None
            end
          else check_rows A B L (k + 1) rows labels chosen left n
      | [] => check_rows A B L (k + 1) rows labels [] left n
      end
  | _, _ => None
  end.
End Checker.

(** ** The checker: all conditions *)

Definition largest (qs : list Q) : Q :=
  fold_right (fun a m => let b := Qmake (Z.abs (Qnum a)) (Qden a) in if Qle_bool m b then b else m) 0 qs.
Definition within_box (lo hi scale : Z) (rows : list (list Z)) : bool :=
  forallb (forallb (fun v => (lo <=? v * scale)%Z && (v * scale <=? hi)%Z)) rows.
Definition check_box (c : universal) (m : moving) : bool :=
  match by_box m with
  | None => true
  | Some (lo, hi) => Qeq_bool (fst (multiples c)) (snd (multiples c)) && within_box lo hi (by_scale m) (data_rows c)
  end.

Definition check_names (c : universal) : bool :=
  String.eqb (named_network c) (digest (given_network c)) && String.eqb (named_data c) (digest (given_data c)) &&
  String.eqb (named_indices c) (digest (given_indices c)).
Definition check_shapes (c : universal) : bool :=
  let d := size (mover c) in
  all2 Z.eqb (stated_widths c) (d :: map size (inner_layers c) ++ [size (outer_layer c)]) &&
  forallb (fun out => check_shape d (one_output c out)) (outer_layer c) &&
  match cutoff c with None => (2 <=? size (outer_layer c))%Z | Some _ => (size (outer_layer c) =? 1)%Z end.
Definition check_points_of (c : universal) : bool :=
  let d := size (mover c) in
  let k := match cutoff c with None => size (outer_layer c) | Some _ => 2%Z end in
  (stated_points c =? size (data_rows c))%Z && (1 <=? stated_points c)%Z &&
  forallb (fun row => (size row =? d)%Z) (data_rows c) &&
  forallb (fun y => (0 <=? y)%Z && (y <? k)%Z) (data_labels c).
Definition check_vectors (c : universal) : bool :=
  Qeq_bool (mover_norm c) (largest (mover c)) && Qle_bool (mover_norm c) (budget c) &&
  Qle_bool (fst (multiples c)) 1 && Qle_bool 1 (snd (multiples c)) && Qle_bool 0 (tolerance c).

Definition check_universal (c : universal) : bool :=
  check_names c && check_shapes c && check_points_of c && check_vectors c &&
  (broken_points c =? size (chosen c))%Z && (size (chosen c) <=? allowance c)%Z &&
  match moving_of c with
  | Some m =>
      let L := common_of [fst (multiples c); snd (multiples c)] 1 in
      check_box c m &&
      match over L (fst (multiples c)), over L (snd (multiples c)) with
      | Some A, Some B =>
          match check_rows m A B L 0 (data_rows c) (data_labels c) (chosen c) (allowance c) ((0, 0), (0, 0))%Z with
          | Some ((r, w), (r', w')) =>
              (right_before c =? r)%Z && (wrong_before c =? w)%Z && (right_after c =? r')%Z && (wrong_after c =? w')%Z
          | None => false
          end
      | _, _ => false
      end
  | None => false
  end.
