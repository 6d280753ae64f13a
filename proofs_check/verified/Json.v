(** * Canonical JSON: what a certificate is, as a text

    [text v] is the canonical text of a value, [well_formed v] says what it may hold.  [parse] is careless: it ignores
    whatever it does not expect.  What it returns is written again, and must be the very text that was read.  So
    nothing about [parse] has to be proved but [parse_written]. *)

From Coq Require Import ZArith List Bool Ascii String DecimalString.
Import ListNotations.
Open Scope string_scope.

Inductive json :=
| Null
| Truth (b : bool)
| Int (z : Z)
| Text (s : string)
| List (l : list json)
| Object (l : list (string * json)).

(** ** The text of a value *)

Definition quote : ascii := """".
Definition backslash : ascii := "\".
Definition newline : string := String "010" EmptyString.

Fixpoint escaped (s : string) : string :=
  match s with
  | EmptyString => EmptyString
  | String c s => if (c =? quote)%char || (c =? backslash)%char then String backslash (String c (escaped s))
    else String c (escaped s)
  end.
Definition quoted (s : string) : string := String quote (escaped s ++ String quote EmptyString).
Definition integer_text (z : Z) : string := NilZero.string_of_int (Z.to_int z).

Fixpoint text (v : json) : string :=
  match v with
  | Null => "null"
  | Truth b => if b then "true" else "false"
  | Int z => integer_text z
  | Text s => quoted s
  | List l => "[" ++ concat "," (map text l) ++ "]"
  | Object l => "{" ++ concat "," (map (fun entry => quoted (fst entry) ++ ":" ++ text (snd entry)) l) ++ "}"
  end.

(** Texts are printable ASCII, integers have at most 18 characters, keys increase. *)
Definition first_printable : N := 32.
Definition last_printable : N := 126.
Definition printable (c : ascii) : bool := let n := N_of_ascii c in (first_printable <=? n)%N &&
  (n <=? last_printable)%N.
Fixpoint all_printable (s : string) : bool :=
  match s with EmptyString => true | String c s => if printable c then all_printable s else false end.
Fixpoint increasing_keys (last : string) (l : list (string * json)) : bool :=
  match l with [] => true | (k, _) :: l => if String.ltb last k then increasing_keys k l else false end.
Definition keys_increase (l : list (string * json)) : bool :=
  match l with [] => true | (k, _) :: l => increasing_keys k l end.

Definition most : Z := (10 ^ 18)%Z.
Definition most_negative : Z := (10 ^ 17)%Z.
Fixpoint well_formed (v : json) : bool :=
  match v with
  | Null | Truth _ => true
  | Int z => (- most_negative <? z)%Z && (z <? most)%Z
  | Text s => all_printable s
  | List l => forallb well_formed l
  | Object l => keys_increase l && forallb (fun entry => all_printable (fst entry) && well_formed (snd entry)) l
  end.

(** ** Going through the text of a value

    [fold_text f v a] goes through the characters of the text of v from a on; the text itself is never there.
    [content v] is the text with the newline at its end. *)

Fixpoint turn (s acc : string) : string :=
  match s with EmptyString => acc | String c s => turn s (String c acc) end.

Section Folding.
Context {A : Type} (f : A -> ascii -> A).

Fixpoint fold_chars (s : string) (a : A) : A :=
  match s with EmptyString => a | String c s => fold_chars s (f a c) end.
Fixpoint fold_escaped (s : string) (a : A) : A :=
  match s with
  | EmptyString => a
  | String c s => if (c =? quote)%char || (c =? backslash)%char then fold_escaped s (f (f a backslash) c)
    else fold_escaped s (f a c)
  end.
Definition fold_quoted (s : string) (a : A) : A := f (fold_escaped s (f a quote)) quote.

Fixpoint fold_text (v : json) (a : A) : A :=
  match v with
  | List l => f ((fix go first l a :=
      match l with [] => a | v :: l => go false l (fold_text v (if first : bool then a else f a ",")) end)
      true l (f a "["))%char "]"%char
  | Object l => f ((fix go first l a :=
      match l with
      | [] => a
      | (k, v) :: l => go false l (fold_text v (f (fold_quoted k (if first : bool then a else f a ",")) ":"))
      end) true l (f a "{"))%char "}"%char
  | Text s => fold_quoted s a
  | v => fold_chars (text v) a
  end.
End Folding.
Definition content (v : json) : string :=
  turn (String "010" (fold_text (fun acc c => String c acc) v EmptyString)) EmptyString.

Lemma append_assoc s t u : (s ++ t) ++ u = s ++ (t ++ u).
Proof. induction s; simpl; congruence. Qed.
Lemma append_nil s : s ++ "" = s.
Proof. induction s; simpl; congruence. Qed.
Lemma turn_app s : forall t acc, turn (s ++ t) acc = turn t (turn s acc).
Proof. induction s; simpl; auto. Qed.
Lemma turn_turn s : forall a b, turn (turn s a) b = turn a (s ++ b).
Proof. induction s as [|c s IH]; intros; simpl; [reflexivity|]. rewrite IH. reflexivity. Qed.

(** An induction that reaches into lists and objects. *)
Section Induction.
Variable P : json -> Prop.
Hypothesis null : P Null.
Hypothesis truth : forall b, P (Truth b).
Hypothesis int : forall z, P (Int z).
Hypothesis word : forall s, P (Text s).
Hypothesis list_ : forall l, Forall P l -> P (List l).
Hypothesis object : forall l, Forall (fun entry => P (snd entry)) l -> P (Object l).
Fixpoint json_within (v : json) : P v :=
  match v with
  | Null => null | Truth b => truth b | Int z => int z | Text s => word s
  | List l => list_ l ((fix go l : Forall P l :=
      match l with [] => Forall_nil _ | v :: l => Forall_cons _ (json_within v) (go l) end) l)
  | Object l => object l ((fix go l : Forall (fun entry => P (snd entry)) l :=
      match l with [] => Forall_nil _ | e :: l => Forall_cons e (json_within (snd e)) (go l) end) l)
  end.
End Induction.

Lemma concat_cons s x l : concat s (x :: l) = x ++ match l with [] => "" | _ => s ++ concat s l end.
Proof. destruct l; simpl; [symmetry; apply append_nil|reflexivity]. Qed.

Section FoldingIs.
Context {A : Type} (f : A -> ascii -> A).

Lemma fold_chars_app s : forall t a, fold_chars f (s ++ t) a = fold_chars f t (fold_chars f s a).
Proof. induction s; simpl; auto. Qed.
Lemma fold_escaped_text s : forall a, fold_escaped f s a = fold_chars f (escaped s) a.
Proof. induction s as [|c s IH]; intros; simpl; [reflexivity|]. destruct (_ || _); rewrite IH; reflexivity. Qed.
Lemma fold_quoted_text s a : fold_quoted f s a = fold_chars f (quoted s) a.
Proof. unfold fold_quoted, quoted. simpl. rewrite fold_chars_app, fold_escaped_text. reflexivity. Qed.

Lemma fold_text_is v : forall a, fold_text f v a = fold_chars f (text v) a.
Proof.
  induction v as [|b|z|s|l H|l H] using json_within; intros a; try reflexivity; [apply fold_quoted_text| |].
  - cbn [fold_text text]. rewrite !fold_chars_app. cbn [fold_chars]. f_equal. generalize (f a "["%char). clear a.
    assert (G : forall (first : bool) a, (fix go (first : bool) (l : list json) (a : A) := match l with
      | [] => a | v :: l => go false l (fold_text f v (if first then a else f a ","%char)) end) first l a =
      fold_chars f (match l with [] => "" | _ => (if first then "" else ",") ++ concat "," (map text l) end) a).
    { induction H as [|v l Hv _ IH]; intros first a; [reflexivity|].
      rewrite IH, Hv, map_cons, concat_cons, !fold_chars_app. destruct first, l; reflexivity. }
    intros a. rewrite (G true a). destruct l; reflexivity.
  - cbn [fold_text text]. rewrite !fold_chars_app. cbn [fold_chars]. f_equal. generalize (f a "{"%char). clear a.
    assert (G : forall (first : bool) a, (fix go (first : bool) (l : list (string * json)) (a : A) :=
      match l with [] => a | (k, v) :: l =>
        go false l (fold_text f v (f (fold_quoted f k (if first then a else f a ","%char)) ":"%char)) end) first l a =
      fold_chars f (match l with [] => "" | _ => (if first then "" else ",") ++
        concat "," (map (fun entry => quoted (fst entry) ++ ":" ++ text (snd entry)) l) end) a).
    { induction H as [|[k v] l Hv _ IH]; intros first a; [reflexivity|].
      rewrite IH, Hv, fold_quoted_text, map_cons, concat_cons, !fold_chars_app. destruct first, l; reflexivity. }
    intros a. rewrite (G true a). destruct l; reflexivity.
Qed.
End FoldingIs.

Lemma content_text v : content v = text v ++ newline.
Proof.
  unfold content. rewrite fold_text_is.
  assert (T : forall s acc, fold_chars (fun acc c => String c acc) s acc = turn s acc) by (induction s; simpl; auto).
  transitivity (turn (turn newline (turn (text v) "")) ""); [rewrite <- T; reflexivity|].
  rewrite <- turn_app, turn_turn. apply append_nil.
Qed.

(** What is left of a text after a character; nothing, if it does not begin with it. *)
Definition after (bytes : string) (c : ascii) : string :=
  match bytes with String d bytes => if (c =? d)%char then bytes else EmptyString | EmptyString => EmptyString end.
Lemma after_nothing s : fold_chars after s "" = "".
Proof. induction s; simpl; auto. Qed.
Lemma after_text s x r : forall bytes, fold_chars after s bytes = String x r -> bytes = s ++ String x r.
Proof.
  induction s as [|c s IH]; intros bytes H; [exact H|]. destruct bytes as [|d bytes]; cbn [fold_chars after] in H.
  - rewrite after_nothing in H. discriminate.
  - destruct (Ascii.eqb_spec c d) as [<-|]; [simpl; rewrite (IH _ H); reflexivity|].
    rewrite after_nothing in H. discriminate.
Qed.

(** ** Reading *)

(** What is read: the containers that are open, innermost first, each with its values so far, last first; an integer
    or a text that has begun, the latter backwards. *)
Record reader := {
  open_ones : list (list json);
  integer : option (bool * Z);
  word : option string;
  escape : bool
}.

Definition put (v : json) (stack : list (list json)) : list (list json) :=
  match stack with top :: stack => (v :: top) :: stack | [] => [[v]] end.
Definition settled (r : reader) : list (list json) :=
  match integer r with
  | Some (negative, z) => put (Int (if negative : bool then - z else z)%Z) (open_ones r)
  | None => open_ones r
  end.
Fixpoint paired (values : list json) (acc : list (string * json)) : list (string * json) :=
  match values with v :: Text k :: values => paired values ((k, v) :: acc) | _ => acc end.

Definition digit_0 : N := 48.
Definition digit_9 : N := 57.
Definition ten : Z := 10.
Definition digit (c : ascii) : option Z :=
  let n := N_of_ascii c in
  if (digit_0 <=? n)%N && (n <=? digit_9)%N then Some (Z.of_N n - Z.of_N digit_0)%Z else None.

Definition between (stack : list (list json)) : reader :=
  {| open_ones := stack; integer := None; word := None; escape := false |}.
Definition within (stack : list (list json)) (s : string) (e : bool) : reader :=
  {| open_ones := stack; integer := None; word := Some s; escape := e |}.
Definition counting (stack : list (list json)) (negative : bool) (z : Z) : reader :=
  {| open_ones := stack; integer := Some (negative, z); word := None; escape := false |}.

Definition other (c : ascii) (stack : list (list json)) : reader :=
  if (c =? quote)%char then within stack EmptyString false
  else if (c =? "[")%char || (c =? "{")%char then between ([] :: stack)
  else if (c =? "]")%char then
    match stack with top :: stack => between (put (List (rev' top)) stack) | [] => between [] end
  else if (c =? "}")%char then
    match stack with top :: stack => between (put (Object (paired top [])) stack) | [] => between [] end
  else if (c =? "t")%char then between (put (Truth true) stack)
  else if (c =? "f")%char then between (put (Truth false) stack)
  else if (c =? "n")%char then between (put Null stack)
  else if (c =? "-")%char then counting stack true 0
  else between stack.

Definition step (c : ascii) (r : reader) : reader :=
  match word r with
  | Some s =>
      if escape r then within (open_ones r) (String c s) false
      else if (c =? backslash)%char then within (open_ones r) s true
      else if (c =? quote)%char then between (put (Text (turn s EmptyString)) (open_ones r))
      else within (open_ones r) (String c s) false
  | None =>
      match digit c, integer r with
      | Some d, Some (negative, z) =>
          counting (open_ones r) negative (if (z <? most)%Z then (ten * z + d)%Z else z)
      | Some d, None => counting (open_ones r) false d
      | None, _ => other c (settled r)
      end
  end.
Fixpoint steps (s : string) (r : reader) : reader :=
  match s with EmptyString => r | String c s => steps s (step c r) end.

Definition parse (bytes : string) : option json :=
  match open_ones (steps bytes (between [[]])) with
  | [[v]] =>
      if well_formed v then if String.eqb (fold_text after v bytes) newline then Some v else None else None
  | _ => None
  end.

(** What is read is what was written. *)
Theorem parse_written : forall bytes v, parse bytes = Some v -> text v ++ newline = bytes /\ well_formed v = true.
Proof.
  intros bytes v. unfold parse. destruct (open_ones _) as [|[|w [|]] [|]]; try discriminate.
  destruct (well_formed w) eqn:W; [|discriminate]. destruct (String.eqb _ _) eqn:E; [|discriminate].
  intros H. injection H as <-. split; [|exact W]. apply String.eqb_eq in E. rewrite fold_text_is in E.
  symmetry. apply after_text, E.
Qed.

(** ** Fields *)

Fixpoint look (name : string) (l : list (string * json)) : option json :=
  match l with [] => None | (k, v) :: l => if String.eqb k name then Some v else look name l end.
Definition field (name : string) (v : json) : option json := match v with Object l => look name l | _ => None end.
Fixpoint same_keys (names : list string) (l : list (string * json)) : bool :=
  match names, l with
  | [], [] => true
  | name :: names, (k, _) :: l => String.eqb name k && same_keys names l
  | _, _ => false
  end.
(** The keys of an object are just these, in this order. *)
Definition has_keys (names : list string) (v : json) : bool :=
  match v with Object l => same_keys names l | _ => false end.

Definition bind {A B} (x : option A) (h : A -> option B) : option B := match x with Some a => h a | None => None end.
Notation "'let*' x := a 'in' b" := (bind a (fun x => b)) (at level 61, x pattern, a at next level, right associativity).

Definition as_text (v : json) : option string := match v with Text s => Some s | _ => None end.
Definition as_int (v : json) : option Z := match v with Int z => Some z | _ => None end.
Definition as_list (v : json) : option (list json) := match v with List l => Some l | _ => None end.

(** All of a list, or nothing. *)
Fixpoint every_onto {A B} (h : A -> option B) (l : list A) (acc : list B) : option (list B) :=
  match l with
  | [] => Some (rev' acc)
  | a :: l => match h a with Some b => every_onto h l (b :: acc) | None => None end
  end.
Definition every {A B} (h : A -> option B) (l : list A) : option (list B) := every_onto h l [].

Lemma every_onto_spec {A B} (h : A -> option B) l : forall acc r, every_onto h l acc = Some r ->
  exists r', r = (rev acc ++ r')%list /\ Forall2 (fun a b => h a = Some b) l r'.
Proof.
  induction l as [|a l IH]; intros acc r H; simpl in H.
  - injection H as <-. exists []. split; [unfold rev'; rewrite <- rev_alt; symmetry; apply app_nil_r|constructor].
  - destruct (h a) as [b|] eqn:E; [|discriminate]. destruct (IH _ _ H) as [r' [-> F]]. exists (b :: r').
    split; [simpl; rewrite <- app_assoc; reflexivity|constructor; assumption].
Qed.
Lemma every_spec {A B} (h : A -> option B) l r : every h l = Some r -> Forall2 (fun a b => h a = Some b) l r.
Proof. intros H. apply every_onto_spec in H. destruct H as [r' [-> F]]. exact F. Qed.

(** What stands in a field, if it is of the kind. *)
Definition text_at (name : string) (v : json) : option string := let* w := field name v in as_text w.
Definition int_at (name : string) (v : json) : option Z := let* w := field name v in as_int w.
Definition list_at (name : string) (v : json) : option (list json) := let* w := field name v in as_list w.
