"""Wrong checkers: one condition dropped at a time. `PROOF`: no proof of soundness is left. `CORPUS`: a verdict changes.

A condition whose loss leaves the proofs whole makes no claim false: it is a form, or says that a claim states no less
than the witness shows. Limits on digits and on work are not among these; dropping them needs files that take long.
"""

from __future__ import annotations

Change = tuple[str, str, str]
"""A file, what stands there, and what is put for it."""


def dropped(file: str, *conditions: str) -> dict[str, Change]:
    """Conditions of a conjunction, each replaced by true."""
    return {f"{file}: {condition}": (f"{file}.v", condition, "true") for condition in conditions}


def other(file: str, old: str, new: str) -> dict[str, Change]:
    """Another text."""
    return {f"{file}: {new} for {old}": (f"{file}.v", old, new)}


PROOF: dict[str, Change] = {
    **dropped("Numerals", "(1 <? q)%Z", "(Z.gcd p q =? 1)%Z", "Z.odd m", "negb (e =? 0)%Z"),
    **dropped("Json", "String.eqb (fold_text after v bytes) newline"),
    **other("Json", "if well_formed v then if", "if true then if"),
    **dropped("NetworkChecker", "(z * QDen q =? Qnum q * Zpos D)%Z", "(1 <=? d)%Z",
              "negb (size (qhidden phi) =? 0)%Z", "forallb (fun l => (1 <=? size l)%Z) (qhidden phi)",
              "shape d (qhidden phi) (qoutput phi)", "forallb (fun r => (size (fst r) =? d)%Z) l"),
    **other("NetworkChecker", "| [] => (size (fst out) =? d)%Z", "| [] => true"),
    **other("NetworkChecker", "if c u v then all2 c x y else false", "all2 c x y"),
    **other("NetworkChecker", "if (0 <? y)%Z then (0 <=? z)%Z else", "if (0 <? y)%Z then true else"),
    **other("NetworkChecker", "if (y <? 0)%Z then (z <=? 0)%Z else true", "true"),
    **other("Intervals", "proper r0 && proper r1 &&", "proper r0 &&"),
    **other("Intervals", "proper r0 && proper r1 &&", "proper r1 &&"),
    **dropped("Intervals", "fits h0 l1 || fits h1 l0", "negb (c && c')"),
    **other("Intervals", "(Qeq_bool b b' && (c && c'))", "Qeq_bool b b'"),
    **other("Intervals", "bool then qlt y b else", "bool then Qle_bool y b else"),
    **other("Intervals", "bool then qlt b y else", "bool then Qle_bool b y else"),
    **dropped("Settings", "qlt (a_low c) (a_high c)", "qlt (a_low c) 1", "Qle_bool (1 # 2) (a_high c)", "Qle_bool l lo",
              "Qle_bool hi h", "String.eqb (network_sha256 c) (digest (network_json c))",
              "all2 Z.eqb (widths c) (shown_widths (dimension c) (phi c))", "check_shape (dimension c) (phi c)",
              "String.eqb (data_sha256 c) (digest (data_json c))", "(points c =? size (x1 c))%Z",
              "(1 <=? points c)%Z", "(2 <=? dimension c)%Z", "(dimension c =? data_dimension c)%Z", "qlt 0 (delta c)",
              "Qle_bool (delta c) (radius c)", "Qeq_bool (delta c) (data_delta c)",
              "Qeq_bool (radius c) (data_radius c)", "forallb (fun x => Qle_bool x 1) (x1 c)"),
    **dropped("InstabilityCertificates", "Qeq_bool (piece_bound c) (inject_Z (pieces (phi (about c))))",
              "check_intervals (right0 c) (right1 c)",
              "String.eqb (indices_sha256 c) (digest (indices_json c))", "Bool.eqb low low'",
              "one_pattern last p", "(i =? k)%Z", "((shift c =? 0) || (shift c =? 1))%Z", "Qeq_bool t0 (t_first c)",
              "Qeq_bool (last (cuts c) t0) (t_last c)", "qlt (- r) (t_first c)", "qlt (t_last c) r", "Qeq_bool e1 t",
              "Qeq_bool e2 (- (inject_Z (shift c) * delta b))", "forallb (Qeq_bool 0) rest",
              "(size (eta_shown c) =? dimension b)%Z",
              "Qeq_bool (eta_norm c) (Qmax (Qabs t) (inject_Z (shift c) * delta b))", "(failing_before c =? before)%Z",
              "(broken c =? right_before)%Z", "(failing_shown c =? size (indices c))%Z",
              "(promised c =? promise (size (x1 b)) (pieces (phi b)) before)%Z", "(promised c <=? failing_shown c)%Z",
              "qlt (t_first c) (t_last c)", "qlt (1 # 2) (a_high b)", "check_points c z points nothing_yet"),
    **other("InstabilityCertificates", "if qlt t t' then increasing ts' else false", "increasing ts'"),
    **other("InstabilityCertificates", "let* low := side (right even) y in", "let low := true in"),
    **other("Regions", "if 0 <? b then acc + a * b else acc", "acc + a * b"),
    **dropped("Regions", "compatible p q", "(Z.sgn (p + q) =? g)", "(low_end r * Zpos D <? w)",
              "(w <? high_end r * Zpos D)", "(y * Zpos (width r) =? second r * Zpos D)"),
    **dropped("StabilityChecker", "(2 <=? size (x1 c))%Z", "first_only (phi c)",
              "forallb (Qeq_bool 0) (tl (fst r))", "Qeq_bool y (label_of even)",
              "Qeq_bool y' (label_of even)", "one_pattern p p'", "check_setting c"),
    **dropped("WitnessCertificates", "String.eqb (network_name c) (digest (network_text c))",
              "all2 Z.eqb (shown c) (d :: map size (inner c) ++ [size (outer c)])",
              "forallb (fun out => check_shape d (with_output c out)) (outer c)", "equal_numbers (outputs c) y",
              "String.eqb name (digest (property_text c))", "Bool.eqb b b'", "Qeq_bool e e'"),
    **other("WitnessCertificates", "if Qeq_bool a b then equal_numbers p q else false", "equal_numbers p q"),
    **other("WitnessCertificates", "fst a && fst r", "fst a"),
    **other("WitnessCertificates", "fst a || fst r", "fst a"),
    **other("WitnessCertificates", "if strict then qlt sum b else Qle_bool sum b", "Qle_bool sum b"),
    **other("WitnessCertificates", "| None, None, None, None => true", "| None, None, None, _ => true"),
    **other("WitnessCertificates", "larger (snd a)", "smaller (snd a)"),
    **dropped("MinimiserCertificates", "qlt 0 lam", "Qle_bool 0 eta", "Qeq_bool lam 1", "Qeq_bool eta 0",
              "(1 <=? size (matrix s))%Z", "(1 <=? size (solution s))%Z",
              "forallb (fun row => (size row =? size (solution s))%Z) (matrix s)",
              "(size (right_side s) =? size (matrix s))%Z", "(size (dual_vector s) =? size (matrix s))%Z",
              "forallb (fun b => Qle_bool (b # D2) 1) c", "forallb (fun b => Qle_bool (Z.abs b # D2) lam) c",
              "Qle_bool 0 surplus", "Qle_bool square (eta * eta)",
              "Qle_bool (eta * eta * length2) (surplus * surplus)",
              "Qle_bool (square + (1 # 4) * length2) surplus", "Qle_bool length2 1",
              "Qle_bool square (surplus * surplus)", "forallb (Z.eqb 0) w", "forallb (Z.leb 0) (zx z)",
              "qlt ((if lp then b else Z.abs b) # D2) lam", "qlt length2 1", "(b =? (if k =? j then D2 else 0))%Z",
              "check_parameters (posed c) (lambda c) (eta_of c)", "check_lengths s",
              "Bool.eqb (unique c) (match left_inverse s with Some _ => true | None => false end)"),
    **dropped("SeparationChecker", "String.eqb (inputs_name c) (sha256 (content (inputs_json c)))",
              "check_parameters (problem_of c) (lam_of c) (eta_given c)", "check_only c (one c)",
              "check_only c (two c)",
              "all2 Z.eqb (map size (matrix (one c))) (map size (matrix (two c)))", "(0 <=? level c)%Z",
              "Qle_bool g (unit_of (level c))", "qlt (unit_of (level c)) a", "qlt 0 (apart c)",
              "Qeq_bool (apart c) d", "Qeq_bool (ratio c * (g * g)) (apart c)",
              "qlt ((2 # 1) * a * ((2 # 1) * a)) (apart c)", "Qeq_bool (ratio c * g) (apart c)",
              "qlt ((2 # 1) * a) (apart c)"),
    **other("SeparationChecker", "Some _, Some z => check_optimal", "_, Some z => check_optimal"),
    **dropped("Verified", "check_instability c", "check_stability c", "check_witness c", "check_minimiser c",
              "check_separation c"),
    **other("Limits", "String.eqb s schema", "true"),
}  # fmt: skip

CORPUS: dict[str, Change] = {
    **other("MinimiserCertificates", "[] => match b with [] => true | _ => false end", "[] => true"),
    **other("Limits", 'belongs (posed c) v "D" "C0"', "true"),
    **dropped("NetworkChecker", 'has_keys ["bias"; "weights"]%string v'),
    **other("Settings", "low_met && high_met", "high_met"),
    **other("Settings", "low_met && high_met", "low_met"),
    **dropped("Limits", 'one_of ["A3"; "A4"] v', 'one_of ["A5"] v', "(s =? s')", "String.eqb (content g) (content g')",
              "check_provenance p", 'one_of ["V"] v', 'keys_of "witness" ["network"; "property"] v'),
    **other("WitnessCertificates", "if Qeq_bool c 0 then None else Some (i, c)", "Some (i, c)"),
    **dropped("WitnessCertificates", "String.eqb k4 \"y\""),
    **other("Limits", "depth p <=? max_depth", "true"),
}  # fmt: skip
