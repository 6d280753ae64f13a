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

(** ** Writing without deep recursion

    [emit v acc] puts the text of v, backwards, before acc; [content v] is the text with the newline at its end. *)

Fixpoint turn (s acc : string) : string :=
  match s with EmptyString => acc | String c s => turn s (String c acc) end.

Fixpoint emit_escaped (s acc : string) : string :=
  match s with
  | EmptyString => acc
  | String c s => if (c =? quote)%char || (c =? backslash)%char then emit_escaped s (String c (String backslash acc))
    else emit_escaped s (String c acc)
  end.
Definition emit_quoted (s acc : string) : string := String quote (emit_escaped s (String quote acc)).

Fixpoint emit (v : json) (acc : string) : string :=
  match v with
  | List l => String "]" ((fix go first l acc :=
      match l with [] => acc | v :: l => go false l (emit v (if first : bool then acc else String "," acc)) end)
      true l (String "[" acc))
  | Object l => String "}" ((fix go first l acc :=
      match l with
      | [] => acc
      | (k, v) :: l =>
          go false l (emit v (String ":" (emit_quoted k (if first : bool then acc else String "," acc))))
      end) true l (String "{" acc))
  | Text s => emit_quoted s acc
  | v => turn (text v) acc
  end.
Definition content (v : json) : string := turn (String "010" (emit v EmptyString)) EmptyString.

Lemma append_assoc s t u : (s ++ t) ++ u = s ++ (t ++ u).
Proof. induction s; simpl; congruence. Qed.
Lemma append_nil s : s ++ "" = s.
Proof. induction s; simpl; congruence. Qed.
Lemma turn_app s : forall t acc, turn (s ++ t) acc = turn t (turn s acc).
Proof. induction s; simpl; auto. Qed.
Lemma turn_turn s : forall a b, turn (turn s a) b = turn a (s ++ b).
Proof. induction s as [|c s IH]; intros; simpl; [reflexivity|]. rewrite IH. reflexivity. Qed.

Lemma emit_escaped_text s : forall acc, emit_escaped s acc = turn (escaped s) acc.
Proof. induction s as [|c s IH]; intros; simpl; [reflexivity|]. destruct (_ || _); rewrite IH; reflexivity. Qed.
Lemma emit_quoted_text s acc : emit_quoted s acc = turn (quoted s) acc.
Proof. unfold emit_quoted, quoted. simpl. rewrite turn_app, emit_escaped_text. reflexivity. Qed.

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

Lemma emit_text v : forall acc, emit v acc = turn (text v) acc.
Proof.
  induction v as [|b|z|s|l H|l H] using json_within; intros acc; try reflexivity; [apply emit_quoted_text| |].
  - cbn [emit text]. rewrite !turn_app. change (turn "[" acc) with (String "[" acc).
    match goal with |- _ = turn "]" ?x => change (turn "]" x) with (String "]" x) end.
    f_equal. generalize (String "[" acc). clear acc.
    assert (G : forall (first : bool) acc, (fix go (first : bool) (l : list json) (acc : string) := match l with
      | [] => acc | v :: l => go false l (emit v (if first then acc else String "," acc)) end) first l acc =
      turn (match l with [] => "" | _ => (if first then "" else ",") ++ concat "," (map text l) end) acc).
    { induction H as [|v l Hv _ IH]; intros first acc; [reflexivity|]. rewrite IH, Hv, map_cons, concat_cons, !turn_app.
      destruct first, l; reflexivity. }
    intros acc. rewrite (G true acc). destruct l; reflexivity.
  - cbn [emit text]. rewrite !turn_app. change (turn "{" acc) with (String "{" acc).
    match goal with |- _ = turn "}" ?x => change (turn "}" x) with (String "}" x) end.
    f_equal. generalize (String "{" acc). clear acc.
    assert (G : forall (first : bool) acc, (fix go (first : bool) (l : list (string * json)) (acc : string) :=
      match l with [] => acc | (k, v) :: l =>
        go false l (emit v (String ":" (emit_quoted k (if first then acc else String "," acc)))) end) first l acc =
      turn (match l with [] => "" | _ => (if first then "" else ",") ++
        concat "," (map (fun entry => quoted (fst entry) ++ ":" ++ text (snd entry)) l) end) acc).
    { induction H as [|[k v] l Hv _ IH]; intros first acc; [reflexivity|].
      rewrite IH, Hv, emit_quoted_text, map_cons, concat_cons, !turn_app. destruct first, l; reflexivity. }
    intros acc. rewrite (G true acc). destruct l; reflexivity.
Qed.

Lemma content_text v : content v = text v ++ newline.
Proof.
  unfold content. rewrite emit_text. change (String "010" (turn (text v) "")) with (turn newline (turn (text v) "")).
  rewrite <- turn_app, turn_turn. apply append_nil.
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
      if well_formed v then if String.eqb (content v) bytes then Some v else None else None
  | _ => None
  end.

(** What is read is what was written. *)
Theorem parse_written : forall bytes v, parse bytes = Some v -> text v ++ newline = bytes /\ well_formed v = true.
Proof.
  intros bytes v. unfold parse. destruct (open_ones _) as [|[|w [|]] [|]]; try discriminate.
  destruct (well_formed w) eqn:W; [|discriminate]. destruct (String.eqb _ _) eqn:E; [|discriminate].
  intros H. injection H as <-. split; [|exact W]. apply String.eqb_eq in E. rewrite <- content_text. exact E.
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
