"""`barriers report` in LaTeX, and what is typeset: balanced, whole, numbers those of the claims."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nnbarriers.pages.folder import gather
from nnbarriers.pages.html import page
from nnbarriers.pages.latex import appendix, macros
from nnbarriers.pages.typeset import html, latex
from tests.command.reporting import GOOD, NAMES, command, with_row
from theory.exact import BarriersError
from theory.results import results

pytestmark = pytest.mark.infrastructure


@pytest.mark.parametrize("text", ["ceil(" * 10**5, "_a" * 10**5, "_{" * 10**5 + "}" * 10**5, "a" * 10**6, "(" * 10**5])
def test_no_text_takes_long_to_typeset(text: str) -> None:
    start = time.process_time()
    html(text)
    assert time.process_time() - start < 10


def test_ceilings_nest_and_what_is_not_closed_stays() -> None:
    assert html("ceil((n + ceil(x))/2) and ceil(y") == "⌈(n + ⌈x⌉)/2⌉ and ceil(y"


@pytest.mark.parametrize(("claim", "why"), [("x" * 4097, "4096"), ("\ud800", "surrogate")])
def test_texts_that_cannot_be_shown_are_refused(
    folder: Path, claim: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BarriersError, match=f"line 1: .*{why}"):
        with_row(folder, claim=claim)
    assert command("report", str(folder), "-o", str(folder.parent / "r.html")) == 2
    assert "better" not in capsys.readouterr().err


def test_certificates_that_would_share_their_macros_are_refused(folder: Path) -> None:
    for name in ("a b", "a-b"):
        shutil.copy(GOOD / "J-coin.json", folder / f"{name}.json")
    with pytest.raises(BarriersError, match=r"a b\.json and a-b\.json .* a-b"):
        macros(gather(folder))
    (folder / "a b.json").unlink()
    assert "barriers@a-b@bound" in macros(gather(folder))


def test_the_name_of_a_folder_is_no_command_of_latex_or_of_the_shell(folder: Path) -> None:
    name = "x\\end{verbatim}\\input{y}\n; rm -rf z \u202e"
    where = folder.rename(folder.with_name(name))
    target = where.parent / "r.tex"
    assert command("report", str(where), "--latex", "-o", str(target)) == 0
    tex = target.read_text()
    assert "verbatim}" not in tex.replace(r"verbatim\}", "") and "\\input" not in tex.replace("{}input", "")
    assert "\u202e" not in tex and r"\textbackslash{}u202e" in tex and r"\textbackslash{}u000a" in tex
    assert r"barriers check \char39{}x" in tex and r"-{}-out" in tex
    target = target.with_suffix(".html")
    assert command("report", str(where), "-o", str(target)) == 0
    assert "\u202e" not in target.read_text() and "--out &#x27;x" in target.read_text()


@pytest.mark.parametrize("result", results(), ids=lambda r: r.id)
def test_statements_are_typeset_whole(result: object) -> None:
    text = html(result.statement)  # type: ignore[attr-defined]
    plain = re.sub(r"</?su[bp]>", "", text)
    assert "^" not in plain and "_" not in plain and "<" not in plain
    assert not re.search(r"\b(alpha|delta|eps|eta|phi|sqrt|ceil|Omega|Xi)\b", plain)
    assert text.count("<sub>") == text.count("</sub>") and text.count("<sup>") == text.count("</sup>")


def test_latex_is_balanced_and_its_numbers_are_those_of_the_claims(folder: Path) -> None:
    contents = gather(folder)
    text = appendix(contents, "out")
    assert text.startswith(macros(contents))
    bare = re.sub(r"\\[{}%#&_$]", "", text)
    depth = 0
    for letter in re.sub(r"%.*", "", bare):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth >= 0
    assert depth == 0
    assert text.count(r"\begin{") == text.count(r"\end{") == 1
    assert not re.search(r"[^\x00-\xff]", text), "letters that plain LaTeX does not know"
    for name in NAMES:
        found = dict(claimed(json.loads((GOOD / f"{name}.json").read_text())["claim"]))
        assert len(found) == text.count(rf"\csname barriers@{name}@")  # no more than these
        for field, value in found.items():
            assert rf"\csname barriers@{name}@{field}\endcsname{{" in text
            if len(value) <= 8:
                assert rf"\csname barriers@{name}@{field}\endcsname{{{value}}}" in text
    assert r"\csname barriers@J-coin@inputs-2-low\endcsname{1/2}" in text
    assert r"\csname barriers@A4-threshold@widths-2\endcsname{3}" in text


def claimed(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every number and every hash of a claim, at any depth, by its name."""
    if not name:
        yield "sha256", "of the file itself"
    for key, part in value.items() if isinstance(value, dict) else enumerate(value, 1):
        field = f"{name}-{key}".strip("-").replace("_", "-")
        if isinstance(part, dict | list):
            yield from claimed(part, field)
        elif (type(part) is int) or (type(part) is str and re.fullmatch(r"-?\d+(/\d+|\*2\^-?\d+)?|[0-9a-f]{64}", part)):
            yield field, str(part)


def test_a_certificate_that_is_rejected_has_no_macros(folder: Path) -> None:
    shutil.copy(GOOD.parent / "bad" / "A3.9-more-failing.json", folder)
    text = macros(gather(folder))
    assert "barriers@A4-threshold@" in text and "A3.9" not in text


def test_names_have_no_indices_and_exponents_may_be_negative() -> None:
    assert html("k_minus_one, 4^−9, 2^-3") == "k&#95;minus&#95;one, 4<sup>−9</sup>, 2<sup>−3</sup>"
    assert html("T_delta_54, T_δ_5, e_1") == "T<sub>δ<sub>54</sub></sub>, T<sub>δ<sub>5</sub></sub>, e<sub>1</sub>"


def test_no_formula_stays_as_it_was_typed(folder: Path) -> None:
    text = re.sub(r"<(script|style|code|title)\b.*?</\1>", "", page(gather(folder), "out"), flags=re.DOTALL)
    shown = " ".join(re.findall(r">([^<>]+)<", text)).replace("f_a", "").replace("x^k", "")  # in drawings of levels
    assert re.findall(r"\S*[_^]\S*", shown) == []


def test_letters_of_formulas_become_mathematics() -> None:
    assert latex("δ ≤ r") == r"$\delta$ $\le$ r"
    assert html("<b>") == "&lt;b&gt;"
