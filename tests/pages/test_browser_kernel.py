"""The kernel in the browser says what the Python kernel says: verdict and condition, on the corpus and on mutants.

It is written from docs/certificates.md. All texts of a test are checked in one headless Chromium.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from nnbarriers.pages.browser_kernel import script
from proofs_check import kernel
from tests.browser import browser
from tests.kernel import edits
from tests.kernel.corpus import BAD, GOOD, content, expected
from tests.kernel.mutations import REPAIRS, TEXTS, mutant, repaired

EVERY = ("A3", "A4", "A5", "C0", "C1", "D", "E0", "J", "K", "M", "T0", "T1", "T2", "T3", "U", "V", "W", "X1", "X2")
MUTANTS = {"dev": 300, "ci": 3000, "thorough": 20_000}[os.environ.get("HYPOTHESIS_PROFILE", "dev")]
SITE = re.compile(r"(?<!function )\b(demand|states)\((?!same\()")
"""Where something may be rejected."""
SITES = Path(__file__).with_name("sites.js").read_text("utf-8")


def ask(folder: Path, scripts: Iterable[str], texts: object, expression: str) -> object:
    """What an expression of `texts` is in a page with these scripts."""
    (folder / "texts.js").write_text(f"const texts = {json.dumps(texts)};", "utf-8")
    inline = "".join(f"<script>{text}</script>" for text in scripts)
    page = folder / "page.html"
    page.write_text(f'<meta charset="utf-8"><link rel="icon" href="data:,"><script src="texts.js"></script>{inline}')
    with browser(folder / "profile") as found:
        found.open(page)
        told = found.run(expression, seconds=600)
        assert found.complaints == []
    return told


def verdicts(folder: Path, contents: Iterable[bytes], source: str = "") -> list[tuple[str, str | None, bool]]:
    """Verdict, condition and whether it is vacuous, of each, by the kernel in the browser or by another source."""
    texts = [bytes_.decode("latin-1") for bytes_ in contents]
    said = "(({ verdict, condition, vacuous }) => [verdict, condition, vacuous !== null])"
    told = ask(
        folder, [source or script()], texts, f"texts.map((text) => {said}(barriersKernel().checkCertificate(text)))"
    )
    assert isinstance(told, list)
    return [(verdict, condition, vacuous) for verdict, condition, vacuous in told]


def by_python(bytes_: bytes) -> tuple[str, str | None, bool]:
    """The same by the Python kernel."""
    verdict = kernel.check_bytes(bytes_)
    return verdict.verdict, verdict.condition, verdict.report[0].startswith("vacuous: ")


def mutants(count: int, seed: int) -> Iterator[bytes]:
    """Changed certificates of all kinds: a place, repaired or not, by two programs; texts."""
    random = Random(seed)
    bases = [json.loads(content(path)) for path in GOOD if len(content(path)) < 20_000]
    for number in range(count):
        base = json.loads(json.dumps(random.choice(bases)))
        if number % 4 in (0, 3):
            edits.edit(base, random)
            with suppress(KeyError):  # what the kernel tells is not always of the claim
                base = edits.repaired(base, kernel.check_bytes) if number % 4 else base
            yield edits.canonical(base)
        elif number % 4 == 1:
            changed = mutant(base, random.randrange(10**9), random.randrange(10**9)).certificate
            yield edits.canonical(repaired(changed, random.choice(REPAIRS)))
        else:
            change = random.choice(list(TEXTS.values()))
            yield change(edits.canonical(base).decode(), random.randrange(10**6)).encode("latin-1", "replace")


@pytest.mark.result(*EVERY)
def test_the_corpus_gets_the_verdicts_in_its_names(tmp_path: Path) -> None:
    paths = GOOD + BAD
    vacuous = {path.name for path in GOOD if by_python(content(path))[2]}
    wrong = [
        (path.name, said)
        for path, said in zip(paths, verdicts(tmp_path, map(content, paths)), strict=True)
        if said != (*expected(path)[:2], path.name in vacuous)
    ]
    assert wrong == []
    assert len(vacuous) > 50


@pytest.mark.result(*EVERY)
def test_mutated_certificates_get_the_verdicts_and_conditions_of_the_python_kernel(tmp_path: Path) -> None:
    contents = list(mutants(MUTANTS, 20))
    seen: Counter[str] = Counter()
    for said, bytes_ in zip(verdicts(tmp_path, contents), contents, strict=True):
        assert said == by_python(bytes_), bytes_
        seen[said[0]] += 1
    assert min(seen["accepted"], seen["rejected"], seen["malformed"]) > MUTANTS / 8, seen


@pytest.mark.infrastructure
def test_without_any_one_of_its_refusals_some_verdict_is_another(tmp_path: Path) -> None:
    count = 0

    def numbered(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"siteAt({count - 1}, {found[1]})("

    source = SITE.sub(numbered, script())
    assert count > 250
    texts = [(path.name, content(path).decode("latin-1")) for path in BAD if len(content(path)) < 200_000]
    told = ask(tmp_path, [SITES, source], texts, f"noticed({count}, texts)")
    assert isinstance(told, list)
    places = [script()[found.start() :][:150] for found in SITE.finditer(script())]
    unnoticed = [(place, site["files"]) for place, site in zip(places, told, strict=True) if not site["names"]]
    assert unnoticed == []


@pytest.mark.infrastructure
def test_what_is_no_certificate_has_the_python_kernels_verdict(tmp_path: Path) -> None:
    other = json.loads(content(next(path for path in GOOD if path.name.startswith("A5-"))))
    texts = [
        b"",
        b"\n",
        b"null\n",
        b"{}\n",
        b"null\nnull\n",
        b"[" * 10**5 + b"\n",
        bytes(range(256)),
        b"1" * 10**5 + b"\n",
    ]
    texts += [b'{"schema":1}\n', b'{"kind":"proof","schema":"barriers/2"}\n', b'"\\ud83d"\n']
    texts += [edits.canonical(other | change) for change in ({"schema": 1}, {"kind": 1, "claim": []}, {"result": None})]
    texts += [edits.canonical(other | change | {"provenance": 1}) for change in ({"schema": 1}, {"kind": "proof"}, {})]
    said = verdicts(tmp_path, texts)
    assert said == [by_python(bytes_) for bytes_ in texts]
    assert {verdict for verdict, *_ in said} == {"malformed", "unsupported"}


@pytest.mark.infrastructure
def test_a_kernel_that_decides_by_floats_is_noticed(tmp_path: Path) -> None:
    """At an edge that doubles do not see."""
    source, exact = script(), "compare(o) {"
    assert source.count(exact) == 1
    quotient = "return Math.sign(Number(this.n) / Number(this.d) - Number(o.n) / Number(o.d)); } exactly(o) {"
    rounded = source.replace(exact, f"{exact} {quotient}")
    paths = GOOD + BAD
    said = verdicts(tmp_path, map(content, paths), rounded)
    assert sum(told[:2] != expected(path)[:2] for path, told in zip(paths, said, strict=True)) > 20
