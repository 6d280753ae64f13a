"""The registry's plain statements, typeset: Greek letters, signs, indices – for HTML, and with LaTeX's commands.

The registry writes `eta_{s,t}`, `x^k`, `>=`; a page shows the letters. Nothing is interpreted, so a formula that is not
known stays as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from html import escape

from nnbarriers.wording import short

__all__ = ["html", "indices", "latex", "letters", "readable", "visible"]

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "eps": "ε", "eta": "η", "theta": "θ", "iota": "ι",
    "kappa": "κ", "lambda": "λ", "mu": "μ", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ",
    "psi": "ψ", "Delta": "Δ", "Xi": "Ξ", "Lambda": "Λ", "Omega": "Ω", "Gamma": "Γ",
}  # fmt: skip
SIGNS = (
    ("eps-hat", "ε̂"),
    ("->", "→"),
    (">=", "≥"),
    ("<=", "≤"),
    ("||", "‖"),
    (" * ", " · "),
    (" - ", " − "),
    ("!=", "≠"),
)
INDEX = re.compile(r"([_^])(?:\{([^{}]*)\}|\(([^()]*)\)|([-−]?[^\W_]+|∞))")
RATIONAL = re.compile(r"(?<![\w./^])-?(?=[\d/]{9})\d{1,4000}/[1-9]\d{0,3999}(?![\w/.])")
POWER = re.compile(r"(?<![\w.])(\d(?:\.\d+)?)e([+-]?)0*([1-9]\d*)(?!\w)")
SIMPLE, INSIDE = re.compile(r"([_^])([-−]?[^\W_{}]+|∞)"), re.compile(r"[^{}]+\}?")
DEEPEST = 8
"""Indices of indices of … that are typeset; what lies deeper stays as it was written."""
NAME, NESTED = re.compile(r"(?<![\w{])[a-z]+(?:_[a-z]{2,})+(?!\w)"), re.compile(r"_(δ)_(\d+)")
"""Names of Python, such as k_minus_one, whose underlines are no indices; T_δ_5 for T_{δ_5}."""
TAGS = {"_": "sub", "^": "sup"}
COMMANDS = {
    **{letter: f"\\{'varepsilon' if name == 'eps' else name}" for name, letter in GREEK.items()},
    "ε": r"\varepsilon", "φ": r"\varphi", "Ĉ": r"\hat C", "→": r"\to", "≥": r"\ge", "≤": r"\le", "‖": r"\|",
    "·": r"\cdot", "≠": r"\ne", "≈": r"\approx", "−": "-", "∞": r"\infty", "∈": r"\in", "⟨": r"\langle",
    "⟩": r"\rangle", "⌈": r"\lceil", "⌉": r"\rceil", "⋯": r"\cdots", "√": r"\surd", "×": r"\times",
    "²": "^2", "¹": "^1", "₁": "_1", "₂": "_2", "ω": r"\omega", "ℓ": r"\ell", "ᵀ": "^T", "⊂": r"\subset",
}  # fmt: skip
SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "_": r"\_", "&": r"\&", "%": r"\%", "#": r"\#"}
SPECIAL |= {
    "$": r"\$",
    "^": r"\^{}",
    "~": r"\~{}",
    "…": r"\dots{}",
    "–": "--",
    "—": "---",
    "<": "$<$",
    ">": "$>$",
    "|": "$|$",
}


def readable(text: str) -> str:
    """Return text in which long rationals are rounded, and say so, and powers of ten are written as such.

    >>> readable("|eta| <= 574447877273/1152921504606846976, r = 5592405/11223991058432, 1/8 and ≈1e-30")
    '|eta| <= ≈4.98·10^−7, r ≈ 4.98·10^−7, 1/8 and ≈1·10^−30'
    """
    text = RATIONAL.sub(lambda m: short(Fraction(m[0])), text)
    text = POWER.sub(lambda m: f"{m[1]}·10^{'−' * (m[2] == '-')}{m[3]}", text)
    return re.sub(r"(?<![<>])= ≈", "≈ ", text).replace("*10^", "·10^")


def letters(text: str) -> str:
    """Return text with Greek letters and signs instead of their names.

    >>> letters("eps(n) >= delta, ceil((n - P)/2), C^ and sqrt 2")
    'ε(n) ≥ δ, ⌈(n − P)/2⌉, Ĉ and √2'
    >>> letters("min <c, x>, a in [1/2, 1]; data in [1, 2]")
    'min ⟨c, x⟩, a ∈ [1/2, 1]; data in [1, 2]'
    """
    for name, sign in SIGNS:
        text = text.replace(name, sign)
    text = re.sub(r"\bC\^(?=[ ,.;()=/]|$)", "Ĉ", text)
    text = re.sub(r"(?<![A-Za-z])(" + "|".join(GREEK) + r")(?![A-Za-z])", lambda m: GREEK[m[1]], text)
    text = re.sub(r"\bDelta1\b", "Δ1", text)
    text = re.sub(r"<(\w+), (\w+)>", r"⟨\1, \2⟩", text)
    text = re.sub(r"\bl(?=[12]-)", "ℓ", text)
    text = re.sub(r"\b([a-zα-ω]) in (?=[\[{(])", r"\1 ∈ ", text)
    text = re.sub(r"\bsqrt ?(?=[\w(])", "√", text)
    return _ceilings(text)


def visible(text: str) -> str:
    r"""Return text in which characters that do not show, or that turn the text around, are told by their numbers.

    >>> visible("a\u202eb\nc")
    'a\\u202eb\\u000ac'
    """
    hidden = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return "".join(f"\\u{ord(c):04x}" if unicodedata.category(c) in hidden else c for c in text)


def html(text: str) -> str:
    """Return HTML with sub- and superscripts; what is not known stays as it was written, escaped.

    >>> html("|t| < eps(n) and eta_{s,t} = t e_1 for f_a in S^{f_a}_{eps(n)}")
    '|t| &lt; ε(n) and η<sub>s,t</sub> = t e<sub>1</sub> for f<sub>a</sub> in S<sup>f<sub>a</sub></sup><sub>ε(n)</sub>'
    >>> html("k_minus_one at 10^−3 on T_delta_5")
    'k&#95;minus&#95;one at 10<sup>−3</sup> on T<sub>δ<sub>5</sub></sub>'
    """
    return indices(escape(letters(visible(text)), quote=False))


def indices(found: str) -> str:
    """Return HTML, or Markdown, with sub- and superscripts for what is written with _ and ^.

    >>> indices("ℝ^{N_{l−1}}, ‖x‖_∞")
    'ℝ<sup>N<sub>l−1</sub></sup>, ‖x‖<sub>∞</sub>'
    """
    found = NESTED.sub(r"_{\1_\2}", found)
    found = NAME.sub(lambda m: m[0].replace("_", "&#95;"), found)
    for _ in range(DEEPEST):
        simple = INSIDE.sub(_inside, found)  # indices inside braces first
        simple = INDEX.sub(_tagged, simple)
        if simple == found:
            break
        found = simple
    return found.replace("<sub>-", "<sub>−").replace("<sup>-", "<sup>−")


def latex(text: str) -> str:
    r"""Return LaTeX for a line of people's text: special characters escaped, mathematical letters as mathematics.

    >>> print(latex("50% of ‖η‖ ≥ x_1"))
    50\% of $\|$$\eta$$\|$ $\ge$ x\_1
    """
    return "".join(f"${COMMANDS[c]}$" if c in COMMANDS else SPECIAL.get(c, c) for c in visible(text))


def _inside(match: re.Match[str]) -> str:
    return SIMPLE.sub(_tagged, match[0]) if match[0].endswith("}") else match[0]


def _tagged(match: re.Match[str]) -> str:
    tag = TAGS[match[1]]
    inside = next(part for part in match.groups()[1:] if part is not None)
    return f"<{tag}>{inside}</{tag}>"


def _ceilings(text: str) -> str:
    """Return text with ⌈…⌉ for every ceil(…) that is closed, in one pass."""
    parts = re.split(r"(\bceil\(|\(|\))", text)
    opened: list[int] = []
    for place, part in enumerate(parts):
        if part.endswith("("):
            opened.append(place)
        elif part == ")" and opened and parts[at := opened.pop()] == "ceil(":
            parts[at], parts[place] = "⌈", "⌉"
    return "".join(parts)
