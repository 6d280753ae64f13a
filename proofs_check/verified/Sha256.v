(** * SHA-256 of a text (FIPS 180-4), as the certificates' names of their data

    Nothing is proved of it: it is the definition that [sha256] stands for in the theorems.  Two of the standard's
    examples are computed below. *)

From Coq Require Import ZArith List Ascii String.
From Barriers Require Import Json.
Import ListNotations.
Open Scope Z_scope.

(** A word: 0 <= z < 2^32.  In the extracted program words are machine integers. *)
Inductive word := Word (z : Z).
Definition value_of (x : word) : Z := let (x) := x in x.
Definition plus (x y : word) : word := Word ((value_of x + value_of y) mod 2 ^ 32).
Definition wand (x y : word) : word := Word (Z.land (value_of x) (value_of y)).
Definition wor (x y : word) : word := Word (Z.lor (value_of x) (value_of y)).
Definition wxor (x y : word) : word := Word (Z.lxor (value_of x) (value_of y)).
(** To the right, by so many bits, of 1 to 31. *)
Definition shift (n x : word) : word := Word (Z.shiftr (value_of x) (value_of n)).
Definition rotate (n x : word) : word :=
  Word (Z.lor (Z.shiftr (value_of x) (value_of n)) (Z.shiftl (value_of x) (32 - value_of n) mod 2 ^ 32)).

(** Numbers have names, so that the extracted program computes each once. *)
Definition by2 := Word 2. Definition by3 := Word 3. Definition by6 := Word 6. Definition by7 := Word 7.
Definition by10 := Word 10. Definition by11 := Word 11. Definition by13 := Word 13. Definition by17 := Word 17.
Definition by18 := Word 18. Definition by19 := Word 19. Definition by22 := Word 22. Definition by25 := Word 25.

Definition small0 (x : word) : word := wxor (rotate by7 x) (wxor (rotate by18 x) (shift by3 x)).
Definition small1 (x : word) : word := wxor (rotate by17 x) (wxor (rotate by19 x) (shift by10 x)).
Definition large0 (x : word) : word := wxor (rotate by2 x) (wxor (rotate by13 x) (rotate by22 x)).
Definition large1 (x : word) : word := wxor (rotate by6 x) (wxor (rotate by11 x) (rotate by25 x)).
Definition choose (x y z : word) : word := wxor z (wand x (wxor y z)).
Definition majority (x y z : word) : word := wor (wand x y) (wand z (wor x y)).

(** The first 32 bits of the fractional parts of the cube roots of the first 64 primes, and of the square roots of the
    first 8. *)
Definition constants : list word := map Word [
  0x428a2f98; 0x71374491; 0xb5c0fbcf; 0xe9b5dba5; 0x3956c25b; 0x59f111f1; 0x923f82a4; 0xab1c5ed5;
  0xd807aa98; 0x12835b01; 0x243185be; 0x550c7dc3; 0x72be5d74; 0x80deb1fe; 0x9bdc06a7; 0xc19bf174;
  0xe49b69c1; 0xefbe4786; 0x0fc19dc6; 0x240ca1cc; 0x2de92c6f; 0x4a7484aa; 0x5cb0a9dc; 0x76f988da;
  0x983e5152; 0xa831c66d; 0xb00327c8; 0xbf597fc7; 0xc6e00bf3; 0xd5a79147; 0x06ca6351; 0x14292967;
  0x27b70a85; 0x2e1b2138; 0x4d2c6dfc; 0x53380d13; 0x650a7354; 0x766a0abb; 0x81c2c92e; 0x92722c85;
  0xa2bfe8a1; 0xa81a664b; 0xc24b8b70; 0xc76c51a3; 0xd192e819; 0xd6990624; 0xf40e3585; 0x106aa070;
  0x19a4c116; 0x1e376c08; 0x2748774c; 0x34b0bcb5; 0x391c0cb3; 0x4ed8aa4a; 0x5b9cca4f; 0x682e6ff3;
  0x748f82ee; 0x78a5636f; 0x84c87814; 0x8cc70208; 0x90befffa; 0xa4506ceb; 0xbef9a3f7; 0xc67178f2].

Record state := { sa : word; sb : word; sc : word; sd : word; se : word; sf : word; sg : word; sh : word }.
Definition initial : state :=
  {| sa := Word 0x6a09e667; sb := Word 0xbb67ae85; sc := Word 0x3c6ef372; sd := Word 0xa54ff53a;
     se := Word 0x510e527f; sf := Word 0x9b05688c; sg := Word 0x1f83d9ab; sh := Word 0x5be0cd19 |}.
Definition added (s t : state) : state :=
  {| sa := plus (sa s) (sa t); sb := plus (sb s) (sb t); sc := plus (sc s) (sc t); sd := plus (sd s) (sd t);
     se := plus (se s) (se t); sf := plus (sf s) (sf t); sg := plus (sg s) (sg t); sh := plus (sh s) (sh t) |}.

Definition round (k w : word) (s : state) : state :=
  let t1 := plus (plus (sh s) (large1 (se s))) (plus (choose (se s) (sf s) (sg s)) (plus k w)) in
  let t2 := plus (large0 (sa s)) (majority (sa s) (sb s) (sc s)) in
  {| sa := plus t1 t2; sb := sa s; sc := sb s; sd := sc s; se := plus (sd s) t1; sf := se s; sg := sf s; sh := sg s |}.
Definition scheduled (w14 w9 w1 w0 : word) : word := plus (plus (small1 w14) w9) (plus (small0 w1) w0).

(** The rounds, sixteen at a time, with the next 16 words of the schedule. *)
Fixpoint rounds (ks : list word) (w : list word) (s : state) : state :=
  match ks, w with
  | k0 :: k1 :: k2 :: k3 :: k4 :: k5 :: k6 :: k7 :: k8 :: k9 :: k10 :: k11 :: k12 :: k13 :: k14 :: k15 :: ks,
    [w0; w1; w2; w3; w4; w5; w6; w7; w8; w9; w10; w11; w12; w13; w14; w15] =>
      let x0 := scheduled w14 w9 w1 w0 in
      let x1 := scheduled w15 w10 w2 w1 in
      let x2 := scheduled x0 w11 w3 w2 in
      let x3 := scheduled x1 w12 w4 w3 in
      let x4 := scheduled x2 w13 w5 w4 in
      let x5 := scheduled x3 w14 w6 w5 in
      let x6 := scheduled x4 w15 w7 w6 in
      let x7 := scheduled x5 x0 w8 w7 in
      let x8 := scheduled x6 x1 w9 w8 in
      let x9 := scheduled x7 x2 w10 w9 in
      let x10 := scheduled x8 x3 w11 w10 in
      let x11 := scheduled x9 x4 w12 w11 in
      let x12 := scheduled x10 x5 w13 w12 in
      let x13 := scheduled x11 x6 w14 w13 in
      let x14 := scheduled x12 x7 w15 w14 in
      let x15 := scheduled x13 x8 x0 w15 in
      let s := round k0 w0 s in
      let s := round k1 w1 s in
      let s := round k2 w2 s in
      let s := round k3 w3 s in
      let s := round k4 w4 s in
      let s := round k5 w5 s in
      let s := round k6 w6 s in
      let s := round k7 w7 s in
      let s := round k8 w8 s in
      let s := round k9 w9 s in
      let s := round k10 w10 s in
      let s := round k11 w11 s in
      let s := round k12 w12 s in
      let s := round k13 w13 s in
      let s := round k14 w14 s in
      let s := round k15 w15 s in
      rounds ks [x0; x1; x2; x3; x4; x5; x6; x7; x8; x9; x10; x11; x12; x13; x14; x15] s
  | _, _ => s
  end.

(** Bytes fill words, words fill blocks.  What has come so far: the words of the block, last first, how many more it
    takes, the bytes of the next word as far as they are there, and how many there are in all. *)
Inductive part := Part0 | Part1 (a : word) | Part2 (a : word) | Part3 (a : word).
Record hashing := { hashed : state; words : list word; missing : list unit; next : part; fed : Z }.
Definition sixteen : list unit := repeat tt 16.
Definition fresh : hashing := {| hashed := initial; words := []; missing := sixteen; next := Part0; fed := 0 |}.
(** 256 x + y *)
Definition followed (x y : word) : word := Word (256 * value_of x + value_of y).

Definition with_next (h : hashing) (p : part) : hashing :=
  {| hashed := hashed h; words := words h; missing := missing h; next := p; fed := fed h + 1 |}.
Definition with_word (h : hashing) (w : word) : hashing :=
  match missing h with
  | _ :: ((_ :: _) as rest) =>
      {| hashed := hashed h; words := w :: words h; missing := rest; next := Part0; fed := fed h + 1 |}
  | _ => {| hashed := added (hashed h) (rounds constants (rev' (w :: words h)) (hashed h));
            words := []; missing := sixteen; next := Part0; fed := fed h + 1 |}
  end.
Definition feed (h : hashing) (byte : word) : hashing :=
  match next h with
  | Part0 => with_next h (Part1 byte)
  | Part1 a => with_next h (Part2 (followed a byte))
  | Part2 a => with_next h (Part3 (followed a byte))
  | Part3 a => with_word h (followed a byte)
  end.
Definition word_of_ascii (c : ascii) : word := Word (Z.of_N (N_of_ascii c)).
Definition feed_char (h : hashing) (c : ascii) : hashing := feed h (word_of_ascii c).

(** After the text a bit 1, then bits 0 up to 8 bytes before the end of a block, then the length in bits. *)
Definition zeros (fed : Z) : list word := repeat (Word 0) (Z.to_nat (Z.modulo (55 - fed) 64)).
Definition length_bytes (fed : Z) : list word :=
  map (fun shift => Word (Z.modulo (Z.shiftr (8 * fed) shift) 256)) [56; 48; 40; 32; 24; 16; 8; 0].
Definition finished (h : hashing) : state :=
  hashed (fold_left feed (Word 128 :: zeros (fed h) ++ length_bytes (fed h)) h).

Definition hex_digit (n : Z) : ascii :=
  match String.get (Z.to_nat n) "0123456789abcdef" with Some c => c | None => "?"%char end.
Definition hex_word (w : word) (rest : string) : string :=
  fold_right (fun shift s => String (hex_digit (Z.modulo (Z.shiftr (value_of w) shift) 16)) s) rest
    [28; 24; 20; 16; 12; 8; 4; 0].

(** In hexadecimal. *)
Definition hex (h : state) : string :=
  fold_right hex_word EmptyString [sa h; sb h; sc h; sd h; se h; sf h; sg h; sh h].
Definition sha256 (s : string) : string := hex (finished (fold_chars feed_char s fresh)).

(** The name of a value: that of its canonical text, which is never there. *)
Definition digest (v : json) : string := hex (finished (fold_chars feed_char newline (fold_text feed_char v fresh))).
Lemma digest_is v : digest v = sha256 (text v ++ newline).
Proof. unfold digest, sha256. rewrite fold_text_is, fold_chars_app. reflexivity. Qed.

Example sha256_of_abc :
  sha256 "abc" = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"%string.
Proof. vm_compute. reflexivity. Qed.
Example sha256_of_two_blocks :
  sha256 "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq" =
  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"%string.
Proof. vm_compute. reflexivity. Qed.
