"""Formulas of the pages: told from prose and from names of results, typeset with every letter and sign in its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs import build, mathematics

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]


MARK = r"(?:\{(?:[^{}]|\{[^{}]*\})*\}|\([^()]*\)|[-−+]?[^\W_]+|∞|\*|[-−+])"
ABOVE = re.compile(rf"((?:['’′]|[²³¹⁰⁴⁵⁶⁷⁸⁹⁻ᵀ⁺ᵏⁿᵖⁱ]|\^{MARK})+)(_{MARK}|[₀₁₂ᵢⱼ]+)")
"""What is written above a letter and then what below it; MathML has them the other way round."""


def signs(text: str) -> str:
    """The letters, numbers and signs of a text, in order: no tags, spaces or marks of indices."""
    bare = re.sub(r"</?m[a-z]+\b[^>]*>", "", text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    lowered = bare.translate(mathematics.RAISED).translate(mathematics.LOWERED).replace("'", "′").replace("’", "′")
    return re.sub(r"[\s\u200b_^{}()√-]", "", lowered.replace("−", "-"))


def kept(text: str, shown: str) -> bool:
    """Whether what is shown has all the letters and signs of a text in their order, and no other."""
    return signs(ABOVE.sub(r"\2\1", text)) == signs(shown)


def test_what_is_typeset_keeps_every_letter_and_sign_of_the_pages() -> None:
    pages = [*(ROOT / "docs").glob("results-*.md"), ROOT / "theory" / "SOURCE_NOTES.md", ROOT / "docs" / "ideas.toml"]
    for line in (line for page in pages for line in page.read_text("utf-8").splitlines()):
        shown = "".join(part for part, _ in mathematics.formulas(line))
        assert kept(line, shown), line
    assert not kept("F_0 + F_1 ≥ n", "<math><mi>F</mi></math>")
    assert not kept("x² ≤ 1", "<math><mi>x</mi><mo>≤</mo><mn>1</mn></math>")
    assert not kept("12 of 21", "21 of 12")
    assert not kept("x_12", "<math><msub><mi>x</mi><mrow><mn>21</mn></mrow></msub></math>")


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("A network is a map of 24 points, e.g. the solver's; (a) A3 and d-dimensional data.", []),
        ("A. C. Hansen, V. Vlačić and S. Draghici, arXiv:2109.06098, 15 % in 5 s, 2.4e-9", []),
        ("k_minus_one and learning_rate are names", []),
        ("at most P(N) of x_1 and Γ's coins", ["P(N)", "x1", "Γ"]),
        ("F_0 + F_1 ≥ (n − P − 1)/2 points", ["F0+F1≥(n−P−1)/2"]),
        ("‖x_S‖_2 ≤ (ρ/√s)‖x_{S^c}‖_1 + γ‖Ax‖_2", ["‖xS‖2≤(ρ/s)‖xSc‖1", "+γ‖Ax‖2"]),
        ("for s in {0, 1} and a ∈ [1/2, 1]", ["s", "{0,1}", "a∈[1/2,1]"]),
        ("let A be a matrix. A row is long", ["A"]),
        ("K-1 digits, eta = -delta", ["K−1"]),
        ("10^−K and 2^{1/p}", ["10−K", "21/p"]),
        ("By the proof of J, as in W; K (iii) and K’s bounds, X is about all; C:P1, T4:C:P2 and W:P3; U.7, M.1", []),
        ("the hypotheses of K are those of D; B makes it explicit, W says that; the family of B", []),
        (
            "K digits in an ordered field K, a box in W, the matrix B is real; X has shape n",
            ["K", "K", "W", "B", "X", "n"],
        ),
    ],
)
def test_formulas_are_told_from_prose(text: str, formulas: list[str]) -> None:
    found = [re.sub(r"<[^>]*>", "", part) for part, formula in mathematics.formulas(text) if formula]
    assert found == formulas


def test_indices_roots_and_signs_become_mathml() -> None:
    ((shown, _),) = mathematics.formulas("x_S^c")
    assert shown == "<math><msubsup><mi>x</mi><mrow><mi>S</mi></mrow><mrow><mi>c</mi></mrow></msubsup></math>"
    ((shown, _),) = mathematics.formulas("√(1−δ²)")
    assert "<msqrt><mn>1</mn>" in shown
    assert "<msup><mi>δ</mi><mrow><mn>2</mn></mrow></msup></msqrt>" in shown
    ((shown, _),) = mathematics.formulas("−x − y")
    assert [shown.count('form="prefix"'), shown.count('form="infix"')] == [1, 1]


def test_underlines_are_no_emphasis_but_code_addresses_and_headings_are_left_alone() -> None:
    text = "# x_1\nx_1 and `y_1` [z_1](a_b.md#c_d)\n```\nw_1\n```\n| 2_1 |"
    assert build.typeset(text) == ("# x_1\nx\\_1 and `y_1` [z\\_1](a_b.md#c_d)\n```\nw_1\n```\n| 2\\_1 |")
