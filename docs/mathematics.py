"""Formulas of the pages as MathML: found in prose by their letters and signs, and typeset as they are written.

The pages write formulas in Unicode, `F_0 + F_1 ≥ (n − P − 1)/2`. A run of letters, numbers, signs and brackets is a
formula if something in it is no English: an index, a relation, a Greek letter, a letter that stands alone. Nothing is
interpreted: each sign stays in its place. What is long is cut before signs, so that a line can be broken there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape, unescape

from nnbarriers.pages.typeset import letters

__all__ = ["formulas", "typeset", "underlined"]

WORDS = ("lim", "inf", "sup", "max", "min", "mod", "dist", "diag", "sign", "succ", "Lip", "log", "NN", "CF", "prox")
"""Words that belong to a formula if they stand beside one."""
ENGLISH = re.compile(
    "a[smnt]|b[ey]|do|go|ha|h[eio]|i[fnst]|lo|me|ms|my|no|o[fhknr]|so|to|u[ps]|vs|we|[ie][eg]|cf|p[px]|kb|ai|pc|ci|pr|id|js"
    "|[lqs][pi]|eu",
    re.IGNORECASE,
)
"""What is no product of two letters."""
GREEK = "α-ωΓΔΘΛΞΠΣΦΨΩ"
LETTER = "[^\\W\\d_²³¹⁰⁴⁵⁶⁷⁸⁹ᵀᵏⁿᵖⁱ₀₁₂ᵢⱼ]"
OPEN, CLOSE, BARS = "([{⟨⌈⌊", ")]}⟩⌉⌋", "|‖"
RELATIONS, SUMS = "=≤≥<>≠≈≡∈∉⊂⊆↦→⇒⇔", "+−±∓∖∪∩"
BETWEEN = RELATIONS + SUMS + "·×∘"
CERTAIN = BETWEEN + "∞√Σ∏∑∂⟨⌈⌊‖∀∃{["
SIGNS = BETWEEN + "∞√Σ∏∑∂∀∃" + OPEN + CLOSE + BARS + "⋯…/#:,;∎"
NAMED = (
    r"\bJ\b(?![_^′'’])|\b[JKWX](?=['’]s\b)|\b[A-Z]{1,2}\.\d+\b"  # J; K's; U.7
    r"|\b(?:[A-EJKMUVWX]\d?:)+[A-Za-z]\w*"  # C:P1, T4:D
    r"|\b(?:famil(?:y|ies)|programs|predictions|coin|algorithms?|hypotheses|proof|solutions|instance|that|those|2/3)\sof"
    r"\s[BCDEKWX]\b|\bfamily\s[B-D]\b|\bmatrix\sof\sD\b|\bweak\sforks\sW\b|\bCompare\s[KW]\b|\b[Aa]s\sin\s[KMWX]\b"
    r"|\b(?:Existence|Distances)\sin\sB\b|\bIn\sB\b(?=\sit)|\bIn\s[KW]\b(?=\s(?:the\ssuccess|no\sevent))"
    r"|\bin\sW\b(?=\sof\sthe\stwo)|\bremark\sin\sW\b|\bfor\sW\b(?=;)|\bW\b(?=, the remark|: )|\b2/3\sfor\sK\b"
    r"|\b[Aa]s\sK(?=,|\sis\b)|(?<=behind it is )K\b|(?<=\], )[DK]\b(?=\.)|\bdoes\sD\b|\bunder\sD\b(?=,)"
    r"|\b[BCDKWX]\b(?=\s(?:says|applies|speaks|bounds|has one|is about)\b)|\b[BE]\b(?=\smakes)|\bC\b(?=\sthe theorem)"
    r"|\bB\b(?=\stakes\sδ)|\bK\b(?=\s(?:\([iv]+\)|with κ|holds)|,?\sunder the discrete)|\bWhat\sX\b(?=\sis not)"
    r"|(?<=– )[MUV]\b(?=[.:])|\bM; U; V\b|\b[EM]\b(?=, (?:kind|over every))|\bof\s[CD]\b(?=\s*$)|^D\b(?=; )"
    r"|(?<=formalised: )D\b|(?:^|(?<=; ))[BCD]\b(?=: )"
)
"""Where a capital is the name of a result, though it stands alone, and no variable."""
RAISED = str.maketrans("²³¹⁰⁴⁵⁶⁷⁸⁹⁻ᵀ⁺ᵏⁿᵖⁱ", "2310456789−T+knpi")
LOWERED = str.maketrans("₀₁₂ᵢⱼ", "012ij")
TOKEN = re.compile(
    r"(?P<prose>\((?:[a-e]|i{1,3}|iv|vi?)\)(?=\s|$)|\([JKWMUVD]\)|\[[A-Z]{1,4}\d?\]"  # (a), (ii); (K); [BHV]
    r"|(?<![A-Z], )\b(?:[Rr]esults? )?(?:[A-EJKMT-X]|[A-Z]\d)(?:(?:,|,? and|,? or) (?:[A-EJKMT-X]\b(?!\d)|[A-Z]\d))+"
    r"(?![_^′'\w]|\s*[=≤≥<>≠∈]|, [α-ω])"
    rf"|\b[Rr]esults? [A-Z]\b|{NAMED}"  # names of results
    r"|\b[A-Za-z]+\d+[A-Za-z]\w*\b|\b(?=\w*\d)(?=\w*[a-f])[0-9a-f]{8}\b"  # h5py; the beginning of a hash
    r"|\b[A-Z]{1,2}\d+(?:\.\d+)*\b|['’]s\b|(?:\b[a-z]\.){2,}"  # A3, T1.2; Γ's; e.g.
    r"|(?:^\s*|(?<=[,.\]] )|(?<=and ))(?:[A-Z]\. )+(?=[A-Z])|(?:\b[A-Z]\. ){2,}(?=[A-Z])"  # initials
    r"|\d+(?:[.,]\d+)*(?:e[-−+]?\d+| (?:s|h|ms|kB|MB)\b(?![_^]))|\bz3\b"  # 2.4e-9, 5 s
    r"|\b[a-z][^\W_]+(?:_[a-z0-9]{2,})+\b|\b[a-z](?:_[a-z]{2,}){2,}"  # names of Python
    rf"|{LETTER}{{2,}}(?:['’-]{LETTER}+)+|{LETTER}-{LETTER}{{2,}})"  # solver's, well-known, d-dimensional
    r"|(?P<index>[_^](?:\{(?:[^{}]|\{[^{}]*\})*\}|\([^()]*\)|[-−+]?[^\W_]+|∞|\*|[-−+]))"
    r"|(?P<raised>[²³¹⁰⁴⁵⁶⁷⁸⁹⁻ᵀ⁺ᵏⁿᵖⁱ]+)|(?P<lowered>[₀₁₂ᵢⱼ]+)|(?P<prime>['’′])"
    rf"|(?P<number>\d+(?:[.,]\d+)*(?!\d|[a-z]{{2}}))"
    rf"|(?P<word>(?:{LETTER}[\u0300-\u036f]*)+)"
    rf"|(?P<minus>(?:(?<=\b\w)|(?<=\d)|(?<=\)))-(?=\d|{LETTER}\b|\()|(?<=[\s(=,\[])-(?=\d|{LETTER}\b))"
    rf"|(?P<sign>[{re.escape(SIGNS)}])|(?P<space>\s+)|(?P<other>.)",
    re.DOTALL,
)
BESIDE = re.compile(r"([(\[“„]*)<math>.*?</math>([.,;:!?)\]”’]*)")
"""A formula with the brackets and stops beside it."""
LONG, LONGEST = 16, 24
"""A piece of a formula of so many letters ends before the next relation, sum or fraction line, or before any sign."""


@dataclass(frozen=True)
class Token:
    """A piece of a line: its kind, and its text."""

    kind: str
    text: str

    @property
    def letters(self) -> list[str]:
        """The letters of a word, each with its hat."""
        return re.findall("[^\u0300-\u036f][\u0300-\u036f]*", self.text)

    @property
    def product(self) -> bool:
        """Whether this is a letter, or may be a product of letters, as Ax, nP, αβ."""
        if self.kind != "word":
            return False
        greek = re.search(f"[{GREEK}]", self.text) and len(self.letters) <= 4
        return bool(greek) or len(self.letters) == 1 or (len(self.letters) == 2 and not ENGLISH.fullmatch(self.text))

    @property
    def certain(self) -> bool:
        """Whether this is no English."""
        if self.kind == "word":
            lone = len(self.letters) == 1 and self.text not in "aAI"
            return lone or (self.product and bool(re.search(f"[{GREEK}]", self.text)))
        return self.kind in ("index", "raised", "lowered") or self.text in CERTAIN

    @property
    def mathematical(self) -> bool:
        """Whether this may stand in a formula."""
        return self.kind not in ("prose", "other") and (self.kind != "word" or self.product or self.text in WORDS)


@dataclass
class Atom:
    """A sign, a letter, a number or a root, with what stands below and above it."""

    core: str
    sign: str = ""
    below: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    apart: bool = False

    def among(self, signs: str) -> bool:
        """Whether this is one of these signs."""
        return self.sign != "" and self.sign in signs

    @property
    def mathml(self) -> str:
        """The atom as MathML."""
        below, above = (f"<mrow>{''.join(part)}</mrow>" for part in (self.below, self.above))
        if self.below and self.above:
            return f"<msubsup>{self.core}{below}{above}</msubsup>"
        if self.below:
            return f"<msub>{self.core}{below}</msub>"
        return f"<msup>{self.core}{above}</msup>" if self.above else self.core


def underlined(text: str) -> str:
    r"""Return Markdown in which underlines are no emphasis.

    >>> underlined("‖x‖_2 of x_S")
    '‖x‖\\_2 of x\\_S'
    """
    return re.sub(r"(?<!\\)_", r"\\_", text)


def formulas(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of prose in order, with whether each is a formula, which is then MathML.

    >>> [part for part, formula in formulas("a map φ of s") if formula]
    ['<math><mi>φ</mi></math>', '<math><mi>s</mi></math>']
    >>> [part for part, formula in formulas("A network is a map; (a) 24 of 500 points fail.") if formula]
    []
    """
    run: list[Token] = []
    before = ""
    if re.fullmatch(r"\s*[A-Z]\s*", text):  # in a cell of its own, the name of a result
        yield text, False
        return
    for match in TOKEN.finditer(text):
        token = Token(str(match.lastgroup), match[0])
        if token.mathematical:
            run.append(token)
            continue
        yield from _run(run, before)
        run, before = [], token.text
        yield token.text, False
    yield from _run(run, before)


def typeset(text: str) -> list[tuple[str, bool]]:
    """Return prose in parts, with whether each is HTML: a formula, which stays in one line with the stops beside it.

    >>> [part for part, html in typeset("pieces (of n).") if html]
    ['<span class="whole"><math><mi>n</mi></math>).</span>']
    """
    line = "".join(part if formula else escape(part, quote=False) for part, formula in formulas(text))
    line = BESIDE.sub(lambda m: f'<span class="whole">{m[0]}</span>' if m[1] or m[2] else m[0], line)
    parts = re.split(r'(<span class="whole">.*?</span>|<math>.*?</math>)', line)
    return [(part if place % 2 else unescape(part), place % 2 == 1) for place, part in enumerate(parts) if part]


def _run(run: list[Token], before: str = "") -> Iterator[tuple[str, bool]]:
    """Yield the formula of a run, in pieces that a line can be broken between, and what stands around it."""
    if (lone := _lone(run)) is not None:
        yield from _run(run[:lone], before)
        yield run[lone].text, False
        yield from _run(run[lone + 1 :])
        return
    start, end = _ends(run)
    matrix = before.isalpha() and [token.text for token in run if token.kind != "space"] == ["A"]
    if matrix:  # inside of a sentence this is no article
        start, end = (run[0].kind == "space"), (run[0].kind == "space") + 1
    formula = run[start:end]
    known = matrix or any(token.certain for token in formula) or _quotient(formula)
    if not known or all(token.kind == "sign" for token in formula):
        start, end, formula = len(run), len(run), []
    if start:
        yield "".join(token.text for token in run[:start]), False
    last = None
    for piece in _pieces(_atoms(formula)):
        shown = _joined(piece)
        if last:  # a line may be broken here, at a space if there is one
            yield (" " if piece[0].among(RELATIONS + SUMS) or last.among(",;:") else "\u200b"), False
            shown = re.sub('^<mo form="infix"', '<mo form="infix" lspace="0"', shown)
        yield f"<math>{shown}</math>", True
        last = piece[-1]
    if run[end:]:
        yield "".join(token.text for token in run[end:]), False


def _quotient(run: Sequence[Token]) -> bool:
    """Whether this is one number, or letter, divided by another."""
    return any(token.text == "/" for token in run) and not any(token.kind == "space" for token in run)


def _lone(run: Sequence[Token]) -> int | None:
    """Return the place of a bracket that has no partner, or None."""
    opened: list[int] = []
    for place, token in enumerate(run):
        if token.kind == "sign" and token.text in OPEN:
            opened.append(place)
        elif token.kind == "sign" and token.text in CLOSE:
            if not opened:
                return place
            opened.pop()
    return opened[-1] if opened else None


def _ends(run: Sequence[Token]) -> tuple[int, int]:
    """Return where the formula of a run begins and ends: without spaces, stops and articles around it."""
    start, end = 0, len(run)
    while start < end:
        first, last = run[start], run[end - 1]
        if first.kind in ("space", "index", "raised", "lowered", "prime") or first.text in ",;:/∎":
            start += 1
        elif last.kind == "space" or last.text in ",;:/∎":
            end -= 1
        elif first.text in ("a", "A") and _apart(run[start + 1 : end]):
            start += 1
        elif last.text in ("a", "A") and end - start > 1 and _apart(run[start : end - 1][::-1]):
            end -= 1
        else:
            break
    return start, end


def _apart(beside: Sequence[Token]) -> bool:
    """Whether a letter is an article: nothing stands beside it, or a space and then no sign that needs it."""
    if not beside:
        return True
    return beside[0].kind == "space" and (len(beside) == 1 or beside[1].text not in BETWEEN)


def _atoms(run: Sequence[Token]) -> list[Atom]:
    """Return the atoms of a formula."""
    found: list[Atom] = []
    place = 0
    while place < len(run):
        token = run[place]
        place += 1
        if token.kind == "space":
            if found:
                found[-1].apart = True
        elif token.kind in ("index", "raised", "lowered", "prime") and found:
            _attach(found[-1], token)
        elif token.text == "√":
            root, place = _root(run, place)
            found.append(root)
        elif token.kind in ("word", "prose"):
            whole = token.kind == "prose" or token.text in WORDS or not token.product
            found += [Atom(f"<mi>{part}</mi>") for part in ([token.text] if whole else token.letters)]
        elif token.kind == "number":
            found.append(Atom(f"<mn>{token.text}</mn>"))
        else:
            sign = "−" if token.kind == "minus" else token.text
            found.append(Atom(_operator(sign, found), sign))
    return found


def _attach(atom: Atom, token: Token) -> None:
    """Put an index, a raised or lowered sign, or a prime to its atom."""
    if token.kind == "prime":
        atom.above.append("<mo>′</mo>")
    elif token.kind == "index":
        inside = token.text[1:]
        if inside[0] in "{(":
            inside = inside[1:-1]
        (atom.below if token.text[0] == "_" else atom.above).append(_inside(inside))
    elif token.kind == "raised":
        atom.above.append(_inside(token.text.translate(RAISED)))
    else:
        atom.below.append(_inside(token.text.translate(LOWERED)))


def _inside(text: str) -> str:
    """Return what an index holds."""
    text = re.sub("^-", "−", letters(text))
    return _joined(_atoms([Token(str(m.lastgroup), m[0]) for m in TOKEN.finditer(text)]))


def _root(run: Sequence[Token], place: int) -> tuple[Atom, int]:
    """Return the root of what follows, a bracket or one atom, and where it ends."""
    end = place + 1
    if place < len(run) and run[place].text == "(":
        depth = 1
        while end < len(run) and depth:
            depth += {"(": 1, ")": -1}.get(run[end].text, 0)
            end += 1
        return Atom(f"<msqrt>{_joined(_atoms(run[place + 1 : end - 1]))}</msqrt>"), end
    return Atom(f"<msqrt>{_joined(_atoms(run[place:end]))}</msqrt>"), end


def _operator(sign: str, before: Sequence[Atom]) -> str:
    """Return a sign as MathML, with the space that it has in its place."""
    shown = escape(sign)
    if sign in OPEN + CLOSE + BARS or sign in "/#":
        return f'<mo stretchy="false" lspace="0" rspace="0">{shown}</mo>'
    if sign in "…⋯∞":
        return f"<mi>{shown}</mi>"
    if sign == "·" and before and before[-1].among(BARS):  # the norm ‖·‖
        return "<mi>·</mi>"
    if sign in "+−±∓" and (not before or before[-1].among(BETWEEN + OPEN + ",;:")):
        return f'<mo form="prefix">{shown}</mo>'
    return f'<mo form="infix">{shown}</mo>' if sign in BETWEEN else f"<mo>{shown}</mo>"


def _joined(atoms: Sequence[Atom]) -> str:
    """Return atoms one after the other, with thin spaces where factors are written apart."""
    parts = []
    for place, atom in enumerate(atoms):
        parts.append(atom.mathml)
        apart = atom.apart and not atom.among(BETWEEN + OPEN + ",;:")
        if apart and place + 1 < len(atoms) and not atoms[place + 1].among(BETWEEN + ",;:"):
            parts.append('<mspace width="0.2em"></mspace>')
    return "".join(parts)


def _pieces(atoms: Sequence[Atom]) -> Iterator[list[Atom]]:
    """Yield a formula in pieces: cut before relations outside of brackets, after stops, and where it is long."""
    piece: list[Atom] = []
    depth = letters = 0
    for place, atom in enumerate(atoms):
        last = atoms[place - 1] if place else atom
        infix = atom.among(RELATIONS + SUMS) and 'form="infix"' in atom.core
        outside = depth == 0 and atom.among(RELATIONS) and len(piece) > 3
        stop = last.among(",;:") and (depth == 0 or letters >= LONG)
        longest = letters >= LONGEST and (atom.among(BETWEEN + OPEN + "/") or last.among(CLOSE))
        if piece and (
            outside or stop or (letters >= LONG and (infix or atom.sign == "/")) or (longest and not atom.among(CLOSE))
        ):
            yield piece
            piece, letters = [], 0
        piece.append(atom)
        letters += len(re.sub(r"<[^>]*>", "", atom.mathml))
        depth += atom.among(OPEN) - atom.among(CLOSE)
    if piece:
        yield piece
