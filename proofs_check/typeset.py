"""The registry's plain statements, typeset: Greek letters, signs, indices – for HTML, and with LaTeX's commands.

The registry writes `eta_{s,t}`, `x^k`, `>=`; a page shows the letters. Nothing is interpreted, so a formula that is not
known stays as it was written.
"""

from __future__ import annotations

import re
from html import escape

__all__ = ["html", "latex"]

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
INDEX = re.compile(r"([_^])(?:\{([^{}]*)\}|\(([^()]*)\)|(-?[^\W_]+))")
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


def letters(text: str) -> str:
    """Return text with Greek letters and signs instead of their names.

    >>> letters("eps(n) >= delta, ceil((n - P)/2), C^ and sqrt 2")
    'ε(n) ≥ δ, ⌈(n − P)/2⌉, Ĉ and √2'
    """
    for name, sign in SIGNS:
        text = text.replace(name, sign)
    text = re.sub(r"\bC\^(?=[ ,.;()=/]|$)", "Ĉ", text)
    text = re.sub(r"(?<![A-Za-z])(" + "|".join(GREEK) + r")(?![A-Za-z])", lambda m: GREEK[m[1]], text)
    text = re.sub(r"\bDelta1\b", "Δ1", text)
    text = re.sub(r"\bsqrt ?(?=[\w(])", "√", text)
    while (at := text.find("ceil(")) >= 0:
        end = _closing(text, at + 4)
        text = f"{text[:at]}⌈{text[at + 5 : end]}⌉{text[end + 1 :]}"
    return text


def html(text: str) -> str:
    """Return HTML with sub- and superscripts; what is not known stays as it was written, escaped.

    >>> html("|t| < eps(n) and eta_{s,t} = t e_1 for f_a in S^{f_a}_{eps(n)}")
    '|t| &lt; ε(n) and η<sub>s,t</sub> = t e<sub>1</sub> for f<sub>a</sub> in S<sup>f<sub>a</sub></sup><sub>ε(n)</sub>'
    """
    found = escape(letters(text), quote=False)
    while True:
        simple = re.sub(r"([_^])(-?[^\W_{}]+)(?=[^{}]*\})", _tagged, found)  # indices inside braces first
        simple = INDEX.sub(_tagged, simple)
        if simple == found:
            return found.replace("<sub>-", "<sub>−").replace("<sup>-", "<sup>−")
        found = simple


def latex(text: str) -> str:
    r"""Return LaTeX for a line of people's text: special characters escaped, mathematical letters as mathematics.

    >>> print(latex("50% of ‖η‖ ≥ x_1"))
    50\% of $\|$$\eta$$\|$ $\ge$ x\_1
    """
    return "".join(f"${COMMANDS[c]}$" if c in COMMANDS else SPECIAL.get(c, c) for c in text)


def _tagged(match: re.Match[str]) -> str:
    tag = TAGS[match[1]]
    inside = next(part for part in match.groups()[1:] if part is not None)
    return f"<{tag}>{inside}</{tag}>"


def _closing(text: str, start: int) -> int:
    """Return where the bracket that opens at `start` closes; the end of the text if nowhere."""
    depth = 0
    for place in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return place
    return len(text)
