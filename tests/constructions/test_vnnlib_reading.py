"""Properties in VNN-LIB: every spelling is read as what it says, by the official parser's lights, too; or refused."""

from __future__ import annotations

import operator
import time
from fractions import Fraction
from functools import reduce
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.properties import Property
from constructions.vnnlib_reading import MAX_DEPTH, parse_property
from tests.strategies import small
from theory.exact import BarriersError

pytestmark = pytest.mark.result("V")
ONE = "(declare-const X_0 Real)(declare-const X_1 Real)(declare-const Y_0 Real)(declare-const Y_1 Real)\n"
TWO = (
    "(vnnlib-version <2.0>) ; a comment (assert\n(declare-network net (declare-input X float32 [1, 2])\n"
    "  (declare-output Y Real [2,1]))\n"
)
NAMES = {1: (("X_0", "X_1"), ("Y_0", "Y_1")), 2: (("X[0,0]", "X[0,1]"), ("Y[0,0]", "Y[1,0]"))}
Spelled = tuple[Any, ...]
"""("and", …), ("<=", a, b), ("+", …), ("*", number, term), ("x", i), ("y", j), or a decimal as text."""
numbers = st.one_of(
    st.from_regex(r"-?[0-9]{1,4}\.[0-9]{1,4}", fullmatch=True),
    st.sampled_from(["0.1", "0.30000000000000000000000000000000001", "1234567890123456789.5", "-0.0"]),
)
atoms = st.one_of(numbers, st.sampled_from([(k, i) for k in "xy" for i in (0, 1)]))
sums: st.SearchStrategy[Any] = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from("+-"), inner, inner),
        st.tuples(st.just("+"), inner, inner, inner),
        st.tuples(st.just("-"), inner),
        st.tuples(st.just("*"), numbers, inner),
        st.tuples(st.just("*"), inner, numbers, numbers),
    ),
    max_leaves=5,
)
comparisons = st.tuples(st.sampled_from(["<=", ">=", "<", ">", "=="]), sums, sums)
trees: st.SearchStrategy[Any] = st.recursive(
    comparisons,
    lambda inner: (
        st.tuples(st.sampled_from(["and", "or"]), inner, inner) | st.tuples(st.sampled_from(["and", "or"]), inner)
    ),
    max_leaves=5,
)
points = st.tuples(*[st.tuples(small, small)] * 2)


def written(part: Any, version: int) -> str:
    """A spelling as text, of either version."""
    if isinstance(part, str):
        return part
    if part[0] in ("x", "y"):
        return NAMES[version]["xy".index(part[0])][part[1]]
    head = "=" if (part[0], version) == ("==", 1) else part[0]
    return f"({head} {' '.join(written(inner, version) for inner in part[1:])})"


def meant(part: Any, point: Any) -> Any:
    """What a spelling says at a point, by definition."""
    if isinstance(part, str):
        return Fraction(part)
    if part[0] in ("x", "y"):
        return point["xy".index(part[0])][part[1]]
    values = [meant(inner, point) for inner in part[1:]]
    if part[0] in ("and", "or"):
        return {"and": all, "or": any}[part[0]](values)
    if part[0] == "-" and len(values) == 1:
        return -values[0]
    tools = {"<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt, "==": operator.eq}
    return reduce({**tools, "+": operator.add, "-": operator.sub, "*": operator.mul}[part[0]], values)


def linear(part: Any) -> bool:
    """Whether no product of a spelling has two terms with variables."""

    def variables(one: Any) -> bool:
        return not isinstance(one, str) and (one[0] in ("x", "y") or any(map(variables, one[1:])))

    if isinstance(part, str) or part[0] in ("x", "y"):
        return True
    return all(map(linear, part[1:])) and (part[0] != "*" or sum(map(variables, part[1:])) <= 1)


def read(text: str, version: int = 1) -> Property:
    return parse_property({1: ONE, 2: TWO}[version] + text, "p")


@given(trees, points, st.sampled_from([1, 2]))
def test_every_spelling_is_read_as_what_it_says(tree: Any, point: Any, version: int) -> None:
    assert linear(tree)
    found = read(f"(assert\n {written(tree, version)})", version)
    assert (found.inputs, found.outputs) == (2, 2)
    assert found.judged(*point).holds == meant(tree, point)


@given(trees)
def test_both_versions_of_a_property_are_one(tree: Any) -> None:
    assert read(f"(assert {written(tree, 1)})") == read(f"(assert {written(tree, 2)})", 2)


@given(trees, points)
def test_the_official_parser_reads_the_same(tree: Any, point: Any) -> None:
    vnnlib = pytest.importorskip("vnnlib", reason="vnnlib is not installed: pip install vnnlib")
    query = vnnlib.parse_query_string(f"{TWO}(assert {written(tree, 2)})".replace("Real", "float32"))
    tools = {"LessEqual": operator.le, "GreaterEqual": operator.ge, "LessThan": operator.lt, "GreaterThan": operator.gt}
    tools |= {"Equal": operator.eq, "Plus": operator.add, "Minus": operator.sub, "Multiply": operator.mul}

    def value(node: Any) -> Any:
        kind = type(node).__name__
        if kind == "Var":
            return point["XY".index(node.name)][sum(node.indices)]
        if kind == "Float":
            return Fraction(node.lexeme)
        values = [value(child) for child in node.children()]
        if kind in ("And", "Or"):
            return {"And": all, "Or": any}[kind](values)
        return -values[0] if kind == "Negate" else reduce(tools[kind], values)

    assert value(query.assertions[0].children()[0]) == read(f"(assert {written(tree, 2)})", 2).judged(*point).holds


def test_entries_of_tensors_are_counted_in_row_major_order() -> None:
    head = "(vnnlib-version <2.0>)(declare-network f (declare-input in float32 [2,3,4])(declare-output out real []))"
    for index in ((0, 0, 0), (1, 2, 3), (0, 1, 2), (1, 0, 3)):
        (found,) = parse_property(f"{head}(assert (<= in[{','.join(map(str, index))}] out))", "p").formulas
        assert found.x == ((index[0] * 12 + index[1] * 4 + index[2], Fraction(1)),)  # type: ignore[union-attr]
        assert found.y == ((0, Fraction(-1)),)  # type: ignore[union-attr]


def test_differences_are_decided_too() -> None:
    found = read("(assert (!= Y[0,0] 1.0))", 2)
    assert [found.judged((0, 0), (y, 0)).holds for y in (0, 1, 2)] == [True, False, True]  # type: ignore[arg-type]


def test_numbers_are_the_rationals_of_their_decimals() -> None:
    for text in ("1", "+1.5", ".25", "7.", "1e3", "2.5E-7", "-0", "0.1", "1" * 3000, f"0.{'3' * 3000}", "1e-3999"):
        (found,) = read(f"(assert (<= Y_0 {text}))").formulas
        assert found.bound == Fraction(text)  # type: ignore[union-attr]


REFUSED = [
    ("", "asserts nothing"),
    ("(assert (<= Y_0 1e999999999))", "p: line 2: an exponent must be at most"),
    ("(assert (<= Y_0 1e-4001))", "line 2: an exponent must be at most 4000"),
    (f"\n\n(assert (<= Y_0 {'9' * 4001}))", "line 4: a number of 4001 digits is too long"),
    ("(assert (<= Y_0 NaN))", "line 2: 'NaN' is no decimal"),
    ("(assert (<= Y_0 inf))", "'inf' is no decimal"),
    ("(assert (<= Y_0 1/3))", "'1/3' is no decimal"),
    ("(assert (<= Y_0 1.0.0))", "is no decimal"),
    ("(assert (<= Y_0 0x10))", "is no decimal"),
    ("(assert (<= Y_0 \u0661))", "is no decimal"),
    ("(assert (<= Y_2 1))", "'Y_2' is no decimal, and no variable that was declared"),
    ("(assert (<= Y_00 1))", "'Y_00' is no"),
    ("(assert (<= Y_-1 1))", "'Y_-1' is no"),
    (f"(assert (<= Y_{'9' * 5000} 1))", "is no decimal"),
    ("(assert (<= Y[0,0] 1))", "is no decimal"),
    ("(assert (<= Y_0 1 2))", "is not read here"),
    ("(assert (<= Y_0))", "is not read here"),
    ("(assert (== Y_0 1))", "by <=, >=, <, > or ="),
    ("(assert (not (<= Y_0 1)))", "'(not (<= Y_0 1))' is not read here"),
    ("(assert (=> (<= Y_0 1) (<= Y_0 1)))", "is not read here"),
    ("(assert (and))", "is not read here"),
    ("(assert (or Y_0))", "is not read here"),
    ("(assert true)", "'(assert true)' is not read here"),
    ("(assert)", "'(assert)' is not read here"),
    ("(assert (<= Y_0 1) (<= Y_0 1))", "is not read here"),
    ("()", "'()' is not read here"),
    ("(() 1)", "is not read here"),
    ("(assert (<= (* Y_0 X_0) 1))", "multiplies variables: only linear terms are read"),
    ("(assert (<= (* Y_0 (- X_0 X_0)) 1))", "multiplies variables"),
    ("(assert (<= (/ Y_0 2) 1))", "a term is linear"),
    ("(assert (<= (+ Y_0) 1))", "a term is linear"),
    ("(assert (<= () 1))", "a term is linear"),
    (f"(assert (<= (* {'1e4000 ' * 9} Y_0) 1))", "bits is too long"),
    (f"(assert (<= {'(* 1e4000 ' * 9}Y_0{')' * 9} 1))", "bits"),
    ("(declare-const X_0 Real)", "X_0 is declared twice"),
    ("(declare-const X_3 Real)(assert (<= Y_0 1))", "X_2 is not declared"),
    ("(declare-const Z_0 Real)", "'Z_0' is declared"),
    ("(declare-const X_2 Int)", "is not read here"),
    (f"(declare-const X_{'9' * 5000} Real)", "is declared: inputs are X_0"),
    ("(declare-fun f (Real) Real)", "is not read here"),
    ("(define-fun f () Real 1)", "is not read here"),
    ("(include \"other.vnnlib\")", "is not read here"),
    ("(vnnlib-version <2.0>)", "is not read here"),
    ("(declare-network N (declare-input X real [1]))", "is not read here"),
    ("assert", "'assert' stands outside of parentheses"),
    ("(assert (<= Y_0 1)", "line 2: a ( that is not closed"),
    ("(assert (<= Y_0 1))\n)", "line 3: a ) that closes nothing"),
    ("(assert (<= Y_0 1))\r; (assert (<= Y_1 1))", r"the character '\r'"),
    ("(assert (<= Y_0 1))\x0b", "the character"),
    ("\0", "the character"),
    ('(assert (<= Y_0 "1"))', "is no decimal"),
    ('(assert (<= Y_0 "1))', "is not read here"),
    ("(assert (<= |Y_0| 1))", "is no decimal"),
]  # fmt: skip
REFUSED_TWO = [
    ("(assert (<= Y_0 1))", "'Y_0' is no decimal"),
    ("(assert (<= Y[0] 1))", "'Y[0]' is no entry of Y, of shape [2, 1]"),
    ("(assert (<= Y[2,0] 1))", "is no entry of Y"),
    ("(assert (<= Y[0,0,0] 1))", "is no entry of Y"),
    ("(assert (<= Y 1))", "is no entry of Y"),
    ("(assert (<= Y[0, 0] 1))", "is not read here"),
    ("(assert (<= Y[] 1))", "is no decimal"),
    ("(assert (<= Y[-1,0] 1))", "is no decimal"),
    ("(assert (<= Z[0,0] 1))", "is no decimal"),
    ("(assert (= Y[0,0] 1))", "by <=, >=, <, >, == or !="),
    ("(declare-const X_0 Real)", "is not read here"),
    ("(declare-network M (declare-input A real [1]) (declare-output B real [1]))", "is not read here"),
    ("(check-sat)", "is not read here"),
]
NETWORKS = [
    ("(declare-input X real [1])", "one network is read, with one .* got declare-input"),
    ("(declare-input X real [1]) (declare-input Z real [1]) (declare-output Y real [1])", "one network is read"),
    ("(declare-output Y real [1]) (declare-input X real [1])", "one network is read"),
    ("(equal-to M) (declare-input X real [1]) (declare-output Y real [1])", "one network is read"),
    ("(declare-input X real [1]) (declare-hidden H real [1] h) (declare-output Y real [1])", "one network is read"),
    ("(declare-input X real [1]) (declare-output X real [1])", "have one name, X"),
    ("(declare-input X int8 [1]) (declare-output Y real [1])", "of a type of floats"),
    ("(declare-input X real [0]) (declare-output Y real [1])", "is not read here"),
    ("(declare-input X real [1,]) (declare-output Y real [1])", "is not read here"),
    (f"(declare-input X real [1,{'9' * 5000}]) (declare-output Y real [1])", "is not read here"),
    ("(declare-input X real) (declare-output Y real [1])", "is not read here"),
    ("(declare-input X real [1] \"in\") (declare-output Y real [1])", "is not read here"),
    ("(declare-input (X) real [1]) (declare-output Y real [1])", "is not read here"),
    ("(declare-input) (declare-output)", "is not read here"),
    ("X Y", "one network is read"),
]  # fmt: skip


@pytest.mark.infrastructure
@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_what_is_not_understood_is_refused_with_its_line(text: str, reason: str) -> None:
    with pytest.raises(BarriersError) as error:
        read(text)
    assert reason in str(error.value)
    assert str(error.value).startswith("p: ") and "\n" not in str(error.value) and len(str(error.value)) < 400


@pytest.mark.infrastructure
@pytest.mark.parametrize(("text", "reason"), REFUSED_TWO)
def test_so_is_what_is_not_of_version_two(text: str, reason: str) -> None:
    with pytest.raises(BarriersError) as error:
        read(text, 2)
    assert reason in str(error.value)


@pytest.mark.infrastructure
@pytest.mark.parametrize(("parts", "reason"), NETWORKS)
def test_one_network_with_one_input_and_one_output_is_read(parts: str, reason: str) -> None:
    with pytest.raises(BarriersError, match=reason):
        parse_property(f"(vnnlib-version <2.0>)(declare-network N {parts})(assert (<= 0 1))", "p")


@pytest.mark.infrastructure
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "declares no input or no output"),
        ("(vnnlib-version <2.0>)", "declares no input or no output"),
        ("(vnnlib-version <3.0>)", "is not read here"),
        ("(vnnlib-version <2.0>)(assert (<= 0 1))", "is not read here"),
        ("(declare-const X_0 Real)(assert (<= X_0 1))", "declares no input or no output"),
        ("sat", "stands outside"),
    ],
)
def test_texts_that_are_no_properties_are_refused(text: str, reason: str) -> None:
    with pytest.raises(BarriersError, match=reason):
        parse_property(text, "p")


@pytest.mark.infrastructure
def test_depth_and_length_are_bounded() -> None:
    deep = MAX_DEPTH - 2
    assert read(f"(assert {'(and ' * deep}(<= Y_0 1){')' * deep})")
    for depth in (deep + 1, 100_000):
        with pytest.raises(BarriersError, match=f"nested more than {MAX_DEPTH} deep"):
            read(f"(assert {'(and ' * depth}(<= Y_0 1){')' * depth})")
    start = time.monotonic()
    with pytest.raises(BarriersError, match="more than 4194304 words"):
        read(f"(assert (and {'(<= Y_0 1)' * 1_000_000}))")
    assert time.monotonic() - start < 60


@pytest.mark.infrastructure
@given(st.text(alphabet='()<>=XY_[]0123,.+-* e\n;"andorsert', max_size=60))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    for version in (1, 2):
        said = ""
        try:
            read(text, version)
        except BarriersError as error:
            said = str(error)
        assert "\n" not in said
