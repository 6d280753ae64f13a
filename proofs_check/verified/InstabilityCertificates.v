(** * Certificates of A3 and A4: what they claim, and how they are checked

    [instability_holds c] is what a certificate c claims, in the words of the theorems: the listed points, moved by
    eta_{s,t} = t e_1 - s delta e_2, are misclassified for every t from the first to the last cut, every a in the
    stated interval and every g that is right where the claim says.  [check_instability c] decides whether its witness
    shows it. *)

From Coq Require Import ZArith QArith Qabs Qminmax List Sorted Lia Lqa Setoid Bool String.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Regions Cuts Settings.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability.
Import ListNotations.
Open Scope Q_scope.

Record instability := {
  about : setting;
  result : string;
  (** the claim *)
  piece_bound : Q;
  right0 : interval;
  right1 : interval;
  shift : Z;
  t_first : Q;
  t_last : Q;
  eta_shown : list Q;
  eta_norm : Q;
  failing_shown : Z;
  failing_before : Z;
  broken : Z;
  promised : Z;
  indices_sha256 : string;
  (** the witness *)
  indices_json : json;
  indices : list Z;
  cuts : list Q
}.

Definition as_instability (certificate : json) : option instability :=
  let* result := text_at "result" certificate in
  let* claim := field "claim" certificate in
  let* witness := field "witness" certificate in
  let* about := as_setting claim witness in
  let* piece_bound := number_at "piece_bound" claim in
  let* g := field "g" claim in let* g := as_intervals g in
  let* shift := int_at "s" claim in
  let* ts := numbers_at "t_interval" claim in
  let* eta := numbers_at "eta" claim in
  let* eta_norm := number_at "eta_norm" claim in
  let* failing := int_at "failing" claim in
  let* failing_before := int_at "failing_before" claim in
  let* broken := int_at "broken" claim in
  let* promised := int_at "promised" claim in
  let* indices_sha256 := text_at "indices_sha256" claim in
  let* indices_json := field "indices" witness in let* indices := as_ints indices_json in
  let* cuts := numbers_at "cuts" witness in
  match ts with
  | [t_first; t_last] => Some {|
      about := about; result := result; piece_bound := piece_bound; right0 := fst g; right1 := snd g; shift := shift;
      t_first := t_first; t_last := t_last; eta_shown := eta; eta_norm := eta_norm; failing_shown := failing;
      failing_before := failing_before; broken := broken; promised := promised; indices_sha256 := indices_sha256;
      indices_json := indices_json; indices := indices; cuts := cuts |}
  | _ => None
  end.

(** ** What it says *)

(** What A3 promises: half of n - P - 1, rounded up, if no point failed before; else a quarter. *)
Definition promise (n pieces before : Z) : Z := Z.max 0 (- ((pieces + 1 - n) / (if (before =? 0)%Z then 2 else 4))).

Section Meaning.
Context {K : archimedean_field}.
Open Scope field_scope.

(** eta_{s,t}, and the t that are meant. *)
Definition shift_of (c : instability) : K := of_Z (shift c).
Definition vector_at (c : instability) (t : K) : vector K := eta (inputs (about c)) (delta_of (about c)) (shift_of c) t.
Definition first_t (c : instability) : K := of_Q (t_first c).
Definition last_t (c : instability) : K := of_Q (t_last c).
Definition meant (c : instability) (t : K) : Prop := first_t c <= t <= last_t c.

Definition instability_holds (c : instability) : Prop :=
  let b := about c in
  let n := List.length (x1 b) in
  let pieces := Z.of_nat (P (hidden_widths (phi b))) in
  let wrong (g : K -> K) a t k := fails g (the_network b) a (add (point b k) (vector_at c t)) in
  let wrong_before (g : K -> K) a k := fails g (the_network b) a (point b k) in
  setting_holds (K := K) b /\ (piece_bound c == inject_Z pieces)%Q /\ (shift c = 0 \/ shift c = 1)%Z /\
  indices_sha256 c = sha256 (text (indices_json c) ++ newline) /\
  (** g: there is a monotone one *)
  (exists g : K -> K, monotone g /\ describes g (right0 c) (right1 c)) /\
  (** eta: it is the shortest of all, and no longer than the radius *)
  first_t c <= last_t c /\
  (exists t, meant c t /\ same (map of_Q (eta_shown c)) (vector_at c t) /\ of_Q (eta_norm c) == norm (vector_at c t) /\
    forall t', meant c t' -> fabs t <= fabs t') /\
  (forall t, meant c t -> norm (vector_at c t) <= radius_of b) /\
  (** the points that fail *)
  StronglySorted Z.lt (indices c) /\ Forall (fun i => 1 <= i <= Z.of_nat n)%Z (indices c) /\
  (forall g a t, describes g (right0 c) (right1 c) -> served b a -> meant c t ->
    Forall (fun i => wrong g a t (Z.to_nat i) = true) (indices c)) /\
  (** the numbers *)
  failing_shown c = Z.of_nat (List.length (indices c)) /\
  (forall g a, describes g (right0 c) (right1 c) -> served b a ->
    failing_before c = Z.of_nat (count (wrong_before g a) n) /\
    broken c = Z.of_nat (List.length (filter (fun i => negb (wrong_before g a (Z.to_nat i))) (indices c)))) /\
  promised c = promise (Z.of_nat n) pieces (failing_before c) /\ (promised c <= failing_shown c)%Z /\
  (** A4: intervals of positive length *)
  (result c = "A4"%string -> first_t c < last_t c /\
    exists a a' : K, a < a' /\ forall a'', a <= a'' <= a' -> served b a'').
End Meaning.

(** ** The checker *)

(** The signs of the pre-activations, and the output, at (x + t, tiny, 0, ..., 0). *)
Definition at_point (z : znetwork) (x t tiny : Q) : option (list (list Z) * Q) :=
  let D := common (common (common 1 x) t) tiny in
  let* zx := over D x in let* zt := over D t in let* zy := over D tiny in Some (signed_run z (zx + zt) zy D).
(** The same, from memory where it can be. *)
Definition evaluate (z : znetwork) (m : memory) (x t tiny : Q) : option ((list (list Z) * Q) * memory) :=
  let D := common (common (common 1 x) t) tiny in
  let* zx := over D x in let* zt := over D t in let* zy := over D tiny in Some (recall z m (zx + zt) zy D).

(** Points of the two labels are remembered apart: they differ in the second coordinate. *)
Definition memories := (memory * memory)%type.
Definition nothing_yet : memories := (nothing, nothing).
Definition of_label (even : bool) (ms : memories) : memory := if even then snd ms else fst ms.
Definition put_label (even : bool) (m : memory) (ms : memories) : memories :=
  if even then (fst ms, m) else (m, snd ms).

Definition label_of (even : bool) : Q := if even then 1 else 0.

Section Checker.
Variable c : instability.
Variable z : znetwork.
Let b := about c.

Definition right (even : bool) : interval := if even then right1 c else right0 c.
Definition tiny (even : bool) : Q := delta b * (label_of even - inject_Z (shift c)).

(** What is left in memory, if the point fails at all these cuts to the same side and nothing changes in between. *)
Fixpoint check_cuts (even : bool) (x : Q) (low : bool) (last : list (list Z)) (ts : list Q) (m : memory) :
    option memory :=
  match ts with
  | [] => Some m
  | t :: ts =>
      let* ((p, y), m) := evaluate z m x t (tiny even) in
      let* low' := side (right even) y in
      if Bool.eqb low low' && one_pattern last p then check_cuts even x low p ts m else None
  end.
Fixpoint increasing (ts : list Q) : bool :=
  match ts with t :: ((t' :: _) as ts') => if qlt t t' then increasing ts' else false | _ => true end.
Definition check_along (even : bool) (x : Q) (ts : list Q) (m : memory) : option memory :=
  match ts with
  | [] => None
  | t :: ts' =>
      if increasing ts then
        let* ((p, y), m) := evaluate z m x t (tiny even) in
        let* low := side (right even) y in check_cuts even x low p ts' m
      else None
  end.

(** Mostly the network is affine from the first t to the last; where it is not, it is cut. *)
Definition place_at (even : bool) (x t : Q) : option place :=
  let D := common (common (common 1 x) t) (tiny even) in
  let* zx := over D x in let* zt := over D t in let* zy := over D (tiny even) in
  Some {| position := t; scale_there := D; neurons_there := fst (run z [zx + zt; zy]%Z D) |}.
Definition check_point (point : bool * Q) (m : memory) : option memory :=
  let (even, x) := point in
  if qlt (t_first c) (t_last c) then
    match check_along even x [t_first c; t_last c] m with
    | Some m => Some m
    | None => check_along even x (all_cuts (place_at even x) z (t_first c) (t_last c)) m
    end
  else check_along even x [t_first c] m.
Fixpoint check_points (points : list (bool * Q)) (ms : memories) : bool :=
  match points with
  | [] => true
  | p :: points =>
      match check_point p (of_label (fst p) ms) with
      | Some m => check_points points (put_label (fst p) m ms)
      | None => false
      end
  end.

(** Whether the network fails at the point, unmoved. *)
Definition fails_unmoved (even : bool) (x : Q) (ms : memories) : option (bool * memories) :=
  let* ((_, y), m) := evaluate z (of_label even ms) x 0 (delta b * label_of even) in
  Some (match side (right even) y with Some _ => true | None => false end, put_label even m ms).
Fixpoint tally (even : bool) (xs : list Q) (n : Z) (ms : memories) : option Z :=
  match xs with
  | [] => Some n
  | x :: xs => let* (w, ms) := fails_unmoved even x ms in tally (negb even) xs (if w : bool then n + 1 else n)%Z ms
  end.
Fixpoint tally_right (points : list (bool * Q)) (n : Z) (ms : memories) : option Z :=
  match points with
  | [] => Some n
  | (even, x) :: points =>
      let* (w, ms) := fails_unmoved even x ms in tally_right points (if w : bool then n else n + 1)%Z ms
  end.

(** The points with these indices, which must increase; k is the first point's index. *)
Fixpoint select (k : Z) (even : bool) (xs : list Q) (ids : list Z) (acc : list (bool * Q)) : option (list (bool * Q)) :=
  match ids with
  | [] => Some (rev' acc)
  | i :: ids' =>
      match xs with
      | [] => None
      | x :: xs =>
          if (i =? k)%Z then select (k + 1) (negb even) xs ids' ((even, x) :: acc)
            else select (k + 1) (negb even) xs ids acc
      end
  end.

Definition check_perturbation : bool :=
  let t := Qmax (t_first c) (Qmin (t_last c) 0) in
  let r := radius b in
  ((shift c =? 0) || (shift c =? 1))%Z &&
  match cuts c with
  | [] => false
  | t0 :: _ => Qeq_bool t0 (t_first c) && Qeq_bool (last (cuts c) t0) (t_last c)
  end &&
  increasing (cuts c) &&
  qlt (- r) (t_first c) && qlt (t_last c) r &&
  match eta_shown c with
  | e1 :: e2 :: rest =>
      Qeq_bool e1 t && Qeq_bool e2 (- (inject_Z (shift c) * delta b)) && forallb (Qeq_bool 0) rest &&
      (size (eta_shown c) =? dimension b)%Z
  | _ => false
  end &&
  Qeq_bool (eta_norm c) (Qmax (Qabs t) (inject_Z (shift c) * delta b)).

Definition check_counts (points : list (bool * Q)) : bool :=
  match tally false (x1 b) 0 nothing_yet, tally_right points 0 nothing_yet with
  | Some before, Some right_before =>
      (failing_before c =? before)%Z && (broken c =? right_before)%Z && (failing_shown c =? size (indices c))%Z &&
      (promised c =? promise (size (x1 b)) (pieces (phi b)) before)%Z && (promised c <=? failing_shown c)%Z
  | _, _ => false
  end.
Definition check_A4 : bool :=
  if String.eqb (result c) "A4" then qlt (t_first c) (t_last c) && qlt (1 # 2) (a_high b) else true.
End Checker.

Definition check_instability (c : instability) : bool :=
  check_setting (about c) && Qeq_bool (piece_bound c) (inject_Z (pieces (phi (about c)))) &&
  check_intervals (right0 c) (right1 c) && check_perturbation c &&
  String.eqb (indices_sha256 c) (digest (indices_json c)) &&
  match network_in_integers (phi (about c)), select 1 false (x1 (about c)) (indices c) [] with
  | Some z, Some points => check_points c z points nothing_yet && check_counts c z points
  | _, _ => false
  end &&
  check_A4 c.
