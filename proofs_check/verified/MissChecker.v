(** * Certificates of M: how far an answer is from the only minimiser

    [miss_holds c] is what a certificate c claims: all data are doubles, x is the only minimiser of the problem, and the
    answer has the stated distance from x, excess and violation.  [check_miss_sound]: what is accepted holds. *)

From Coq Require Import ZArith QArith Qabs List Lia Bool String.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals WitnessCertificates WitnessChecker.
From Barriers Require Import OrderedFields Archimedean Networks.
From Barriers Require Import Duality MinimiserCertificates MinimiserChecker SeparationChecker Elimination OnlyMinimisers.
Import ListNotations.
Open Scope Q_scope.

Record miss := {
  (** the claim *)
  miss_problem : problem;
  miss_lambda : Q;
  miss_eta : Q;
  answer : list Q;
  miss_distance : Q;
  excess : list Q;
  violation : list Q;
  miss_name : string;
  (** the witness *)
  miss_json : json;
  rows_of : list (list Q);
  side : list Q;
  cost_of : list Q;
  lower : list (option Q);
  upper : list (option Q);
  point : list Q;
  dual_of : list Q;
  push : list Q;
  chosen_rows : list Z;
  modulus : Z
}.

Definition as_longs (v : json) : option (list Q) := let* l := as_list v in every (as_number_within max_long) l.
Definition longs_at (name : string) (v : json) : option (list Q) := let* w := field name v in as_longs w.
Definition as_bound (v : json) : option (option Q) :=
  match v with Null => Some None | _ => let* q := as_number v in Some (Some q) end.
Definition as_bounds (v : json) : option (list (option Q)) := let* l := as_list v in every as_bound l.

Definition as_miss (certificate : json) : option miss :=
  let* claim := field "claim" certificate in
  let* body := field "witness" certificate in
  let* s := text_at "problem" claim in let* p := as_problem s in
  let* lam := number_at "lambda" claim in
  let* eta := number_at "eta" claim in
  let* z := longs_at "answer" claim in
  let* d := field "distance" claim in let* d := as_number_within max_long d in
  let* e := longs_at "excess" claim in
  let* vi := longs_at "violation" claim in
  let* name := text_at "data_sha256" claim in
  let* c := field "cost" body in let* l := field "lower" body in let* h := field "upper" body in
  let* a := field "matrix" body in let* y := field "y" body in
  let* rows := as_matrix a in let* side := as_numbers y in
  let* bounds := match p with
    | LP => let* c := as_numbers c in let* l := as_bounds l in let* h := as_bounds h in Some (c, l, h)
    | _ => match c, l, h with Null, Null, Null => Some ([], [], []) | _, _, _ => None end
    end in
  let* x := longs_at "x" body in
  let* u := longs_at "u" body in
  let* w := field "push" body in
  let* w := match w, p with
    | Null, _ => Some (map (fun _ => 0) u)
    | _, LP => None
    | _, _ => as_longs w
    end in
  let* i := ints_at "rows" body in
  let* m := int_at "modulus" body in
  Some {| miss_problem := p; miss_lambda := lam; miss_eta := eta; answer := z; miss_distance := d; excess := e;
          violation := vi; miss_name := name;
          miss_json := Object [("cost", c); ("lower", l); ("matrix", a); ("upper", h); ("y", y)]%string;
          rows_of := rows; side := side; cost_of := fst (fst bounds); lower := snd (fst bounds); upper := snd bounds;
          point := x; dual_of := u; push := w; chosen_rows := i; modulus := m |}.

(** ** What it says *)

(** m 2^e in lowest terms has 53 bits, and the range of doubles. *)
Definition double (q : Q) : Prop := exists m e f : Z,
  (Z.abs m <= 2 ^ 53 /\ 0 <= e /\ 0 <= f <= 1074 /\ Qnum q = m * 2 ^ e /\ QDen q = 2 ^ f /\
    Z.abs (Qnum q) < 2 ^ 1024)%Z.
Fixpoint finite (l : list (option Q)) : list Q :=
  match l with Some q :: l => q :: finite l | None :: l => finite l | [] => [] end.
Definition data_of (c : miss) : list Q :=
  (miss_lambda c :: miss_eta c :: side c ++ cost_of c ++ List.concat (rows_of c) ++ finite (lower c ++ upper c))%list.

Section Meaning.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Definition matrix_in (c : miss) : list (vector K) := map in_field (rows_of c).
Definition bounds_in (l : list (option Q)) : list (option K) := map (option_map of_Q) l.
Definition rest_in (c : miss) (z : list Q) : vector K := rest (matrix_in c) (in_field (side c)) (in_field z).

Definition only_minimiser_of (c : miss) : Prop :=
  match miss_problem c with
  | LP => only_optimal (matrix_in c) (in_field (side c)) (in_field (cost_of c)) (bounds_in (lower c))
      (bounds_in (upper c)) (in_field (point c))
  | p => minimises p (of_Q (miss_lambda c)) (of_Q (miss_eta c)) (matrix_in c) (in_field (side c))
    (in_field (point c)) /\
      only_minimiser p (of_Q (miss_lambda c)) (of_Q (miss_eta c)) (matrix_in c) (in_field (side c)) (in_field (point c))
  end.

(** By how much bounds are violated. *)
Fixpoint below_bounds (l : list (option Q)) (z : list Q) : list Q :=
  match l, z with
  | Some a :: l, b :: z => (a - b)%Q :: below_bounds l z
  | None :: l, _ :: z => below_bounds l z
  | _, _ => []
  end.
Fixpoint above_bounds (h : list (option Q)) (z : list Q) : list Q :=
  match h, z with
  | Some a :: h, b :: z => (b - a)%Q :: above_bounds h z
  | None :: h, _ :: z => above_bounds h z
  | _, _ => []
  end.
Definition largest (v : list K) : K := fold_right fmax 0 v.

(** A pair q, s stands for q + sqrt s. *)
Definition excess_holds (c : miss) (q s : Q) : Prop :=
  let z := in_field (answer c) : vector K in let x := in_field (point c) : vector K in
  let lam := of_Q (miss_lambda c) in
  match miss_problem c with
  | LP => of_Q q == dot (in_field (cost_of c)) z - dot (in_field (cost_of c)) x /\ of_Q s == 0
  | P1 => of_Q q == lam * l1 z - lam * l1 x /\ of_Q s == 0
  | P2 => of_Q q == lam * l1 z + dot (rest_in c (answer c)) (rest_in c (answer c)) -
        (lam * l1 x + dot (rest_in c (point c)) (rest_in c (point c))) /\ of_Q s == 0
  | P3 => of_Q q == lam * l1 z - lam * l1 x /\ of_Q s == dot (rest_in c (answer c)) (rest_in c (answer c)) /\
        dot (rest_in c (point c)) (rest_in c (point c)) == 0
  end.
Definition violation_holds (c : miss) (q s : Q) : Prop :=
  let r := rest_in c (answer c) in
  let eta := of_Q (miss_eta c) in
  match miss_problem c with
  | P2 | P3 => of_Q q == 0 /\ of_Q s == 0
  | _ =>
      if Qeq_bool (miss_eta c) 0 then
        of_Q q == largest (map fabs r ++ in_field (below_bounds (lower c) (answer c)) ++
          in_field (above_bounds (upper c) (answer c))) /\ of_Q s == 0
      else (eta * eta < dot r r -> of_Q q == - eta /\ of_Q s == dot r r) /\
        (dot r r <= eta * eta -> of_Q q == 0 /\ of_Q s == 0)
  end.

Definition miss_holds (c : miss) : Prop :=
  let n := List.length (point c) in
  miss_name c = sha256 (text (miss_json c) ++ newline) /\
  parameters (miss_problem c) (miss_lambda c) (miss_eta c) /\ Forall double (data_of c) /\
  (1 <= List.length (rows_of c))%nat /\ (1 <= n)%nat /\ Forall (fun row => List.length row = n) (rows_of c) /\
  List.length (side c) = List.length (rows_of c) /\ List.length (answer c) = n /\
  only_minimiser_of c /\
  of_Q (miss_distance c) == dot (difference (in_field (answer c)) (in_field (point c)) : vector K)
    (difference (in_field (answer c)) (in_field (point c))) /\
  (exists q s, excess c = [q; s] /\ excess_holds c q s) /\ (exists q s, violation c = [q; s] /\ violation_holds c q s).
End Meaning.

(** ** The checker *)

Fixpoint products (u v : list Q) : list Q :=
  match u, v with a :: u, b :: v => a * b :: products u v | _, _ => [] end.
Definition dot_q (u v : list Q) : option Q := WitnessCertificates.total (products u v).
Definition dots (rows : list (list Q)) (v : list Q) : option (list Q) := every (fun row => dot_q row v) rows.
Definition residual_q (c : miss) (z : list Q) : option (list Q) :=
  let* p := dots (rows_of c) z in Some (differences (side c) p).
Fixpoint columns (n : nat) (rows : list (list Q)) : list (list Q) :=
  match n with O => [] | S n => map (hd 0) rows :: columns n (map (@tl Q) rows) end.
Definition length_q (v : list Q) : option Q := WitnessCertificates.total (map Qabs v).

Definition is_double (q : Q) : bool :=
  let top := Z.abs (Qnum q) in
  let e := if (top =? 0)%Z then 0%Z else Z.log2 (Z.land top (- top)) in
  let m := (Qnum q / 2 ^ e)%Z in
  let f := Z.log2 (QDen q) in
  (Z.abs m <=? 2 ^ 53)%Z && (0 <=? e)%Z && (0 <=? f)%Z && (f <=? 1074)%Z && (Qnum q =? m * 2 ^ e)%Z &&
  (QDen q =? 2 ^ f)%Z && (top <? 2 ^ 1024)%Z.

(** x, c = A^T u, the moves of the push: whether all fits, and which columns are left free. *)
Fixpoint check_free (lam : Q) (x c ms : list Q) : option (list bool) :=
  match x, c, ms with
  | [], [], [] => Some []
  | a :: x, b :: c, m :: ms =>
      if Qle_bool (- lam) b && Qle_bool b lam && (Qle_bool a 0 || Qeq_bool b lam) &&
        (Qle_bool 0 a || Qeq_bool b (- lam)) &&
        (qlt (Qabs b) lam || ((Qeq_bool a 0 || Qeq_bool m 0) && Qle_bool (m * b) 0))
      then let* bs := check_free lam x c ms in
        Some ((negb (qlt (Qabs b) lam) && Qeq_bool m 0) :: bs)
      else None
  | _, _, _ => None
  end.
(** The reduced costs d, x and its bounds. *)
Definition meets (b : option Q) (a : Q) : bool := match b with Some q => Qeq_bool a q | None => false end.
Fixpoint check_reduced (x d : list Q) (l h : list (option Q)) : option (list bool) :=
  match x, d, l, h with
  | [], [], [], [] => Some []
  | a :: x, b :: d, lo :: l, hi :: h =>
      if match lo with Some q => Qle_bool q a | None => true end && match hi with Some q => Qle_bool a q | None =>
        true end &&
        (Qle_bool b 0 || meets lo a) && (Qle_bool 0 b || meets hi a)
      then let* bs := check_reduced x d l h in
        Some ((Qeq_bool b 0 && match lo, hi with Some q, Some q' => negb (Qeq_bool q q') | _, _ => true end) :: bs)
      else None
  | _, _, _, _ => None
  end.

Fixpoint picked {A} (bs : list bool) (v : list A) : list A :=
  match bs, v with b :: bs, a :: v => if b then a :: picked bs v else picked bs v | _, _ => [] end.
Fixpoint join_all (Ds : list positive) (row : list Q) : list positive :=
  match Ds, row with D :: Ds, q :: row => common D q :: join_all Ds row | _, _ => [] end.
Fixpoint scaled_row (Ds : list positive) (row : list Q) : option (list Z) :=
  match Ds, row with
  | [], [] => Some []
  | D :: Ds, q :: row => let* z := over D q in let* zs := scaled_row Ds row in Some (z :: zs)
  | _, _ => None
  end.
Definition check_minor (c : miss) (bs : list bool) : bool :=
  let m := size (rows_of c) in
  let count := size (filter (fun b => b) bs) in
  if (size (chosen_rows c) =? count)%Z && forallb (fun i => (0 <=? i)%Z && (i <? m)%Z) (chosen_rows c) &&
    (1 <? modulus c)%Z
  then
    let table := map (fun i => picked bs (nth (Z.to_nat i) (rows_of c) [])) (chosen_rows c) in
    let Ds := fold_left join_all table (map (fun _ => 1%positive) (filter (fun b => b) bs)) in
    match every (scaled_row Ds) table with
    | Some rows => eliminate (modulus c) (Z.to_nat count) (map (map (fun z => z mod modulus c)%Z) rows)
    | None => false
    end
  else false.

Definition check_point (c : miss) (cs : list Q) : option (list bool) :=
  let lam := miss_lambda c in let u := dual_of c in
  let* r := residual_q c (point c) in
  match miss_problem c with
  | LP => if forallb (Qeq_bool 0) r then check_reduced (point c) (differences (cost_of c) cs) (lower c) (upper c)
    else None
  | p =>
      let* ms := dots (columns (List.length (point c)) (rows_of c)) (push c) in
      let* rr := dot_q r r in let* ur := dot_q u r in let* uu := dot_q u u in
      if match p with
        | P1 => Qle_bool rr (miss_eta c * miss_eta c) && Qle_bool 0 ur &&
            Qle_bool (miss_eta c * miss_eta c * uu) (ur * ur)
        | P2 => all2 Qeq_bool u (map (Qmult (2 # 1)) r)
        | _ => forallb (Qeq_bool 0) r && qlt uu 1
        end
      then check_free lam (point c) cs ms else None
  end.

Definition excess_q (c : miss) : option (Q * Q) :=
  let lam := miss_lambda c in
  let* lz := length_q (answer c) in let* lx := length_q (point c) in
  let* rz := residual_q c (answer c) in let* rx := residual_q c (point c) in
  let* zz := dot_q rz rz in let* xx := dot_q rx rx in
  match miss_problem c with
  | LP => let* cz := dot_q (cost_of c) (answer c) in let* cx := dot_q (cost_of c) (point c) in Some (cz - cx, 0)
  | P1 => Some (lam * lz - lam * lx, 0)
  | P2 => Some (lam * lz + zz - (lam * lx + xx), 0)
  | P3 => if Qeq_bool xx 0 then Some (lam * lz - lam * lx, zz) else None
  end.
Definition violation_q (c : miss) : option (Q * Q) :=
  let* r := residual_q c (answer c) in
  let* rr := dot_q r r in
  match miss_problem c with
  | P2 | P3 => Some (0, 0)
  | _ =>
      if Qeq_bool (miss_eta c) 0 then
        Some (fold_right larger 0 (map Qabs r ++ below_bounds (lower c) (answer c) ++
          above_bounds (upper c) (answer c)), 0)
      else if qlt (miss_eta c * miss_eta c) rr then Some (- miss_eta c, rr) else Some (0, 0)
  end.
Definition equal_pair (claimed : list Q) (found : option (Q * Q)) : bool :=
  match claimed, found with [q; s], Some (q', s') => Qeq_bool q q' && Qeq_bool s s' | _, _ => false end.

Definition check_miss (c : miss) : bool :=
  let n := size (point c) in
  let m := size (rows_of c) in
  String.eqb (miss_name c) (sha256 (content (miss_json c))) &&
  check_parameters (miss_problem c) (miss_lambda c) (miss_eta c) && forallb is_double (data_of c) &&
  (1 <=? m)%Z && (1 <=? n)%Z && forallb (fun row => (size row =? n)%Z) (rows_of c) && (size (side c) =? m)%Z &&
  (size (answer c) =? n)%Z && (size (dual_of c) =? m)%Z && (size (push c) =? m)%Z &&
  match miss_problem c with LP => (size (cost_of c) =? n)%Z | _ => true end &&
  match dots (columns (List.length (point c)) (rows_of c)) (dual_of c) with
  | Some cs => match check_point c cs with Some bs => check_minor c bs | None => false end
  | None => false
  end &&
  match dot_q (differences (answer c) (point c)) (differences (answer c) (point c)) with
  | Some d => Qeq_bool (miss_distance c) d
  | None => false
  end &&
  equal_pair (excess c) (excess_q c) && equal_pair (violation c) (violation_q c).
