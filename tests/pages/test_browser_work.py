"""The kernel in the browser counts the work of T1 and T3 of regressions by the table of docs/certificates.md."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nnbarriers.pages.browser_kernel import script
from proofs_check import kernel
from proofs_check.kernel import enclosure
from proofs_check.kernel.packing import Work
from tests.browser import browser
from tests.kernel.corpus import BAD, GOOD, content

LIMIT = "if (work > MOST_WORK)"
LARGEST = 200_000


def regressions() -> list[bytes]:
    """The files of the corpus whose work is counted: those of T1, and of T3 for regressions, that have the form."""
    found = [content(path) for path in GOOD + BAD if len(content(path)) < LARGEST]
    return [bytes_ for bytes_ in found if b'"problem":"LASSO"' in bytes_ and b'"kind":"solution"' not in bytes_]


def counted(monkeypatch: pytest.MonkeyPatch, contents: list[bytes]) -> list[tuple[bytes, int, str, str | None]]:
    """Files, the work that the Python kernel counts of each before it looks at a side, and its verdict on each."""
    totals: list[int] = []
    begin = enclosure.Sides.__init__

    def begun(sides: enclosure.Sides, it: object, support: object, signs: object, rows: object, work: Work) -> None:
        begin(sides, it, support, signs, rows, work)  # type: ignore[arg-type]
        totals.append(work.total)
        sides.work = Work()  # what single sides need besides depends on the method

    monkeypatch.setattr(enclosure.Sides, "__init__", begun)
    found = []
    for bytes_ in contents:
        totals.clear()
        verdict = kernel.check_bytes(bytes_)
        if totals:
            found.append((bytes_, totals[-1], verdict.verdict, verdict.condition))
    return found


def in_the_browser(folder: Path, asked: list[tuple[bytes, int]], source: str) -> list[list[str | None]]:
    """Verdict and condition of each file where so much work is the most."""
    assert source.count(LIMIT) == 1
    source = source.replace(LIMIT, "if (work > globalThis.most)")
    texts = json.dumps([[bytes_.decode("latin-1"), most] for bytes_, most in asked])
    (folder / "page.html").write_text(
        f'<meta charset="utf-8"><link rel="icon" href="data:,"><script>{source}</script>', "utf-8"
    )
    with browser(folder / "profile") as found:
        found.open(folder / "page.html")
        told = found.run(
            f"(({{ checkCertificate }}) => {texts}.map(([text, most]) => {{ globalThis.most = most;"
            " const told = checkCertificate(text); return [told.verdict, told.condition]; }))(barriersKernel())",
            seconds=300,
        )
    return list(told)


def differences(folder: Path, files: list[tuple[bytes, int, str, str | None]], source: str) -> int:
    """Of how many files the verdict is another, at their work as the most, or one less."""
    asked = [(bytes_, work - less) for bytes_, work, *_ in files for less in (0, 1)]
    right = [told for _, _, verdict, condition in files for told in ([verdict, condition], ["unsupported", None])]
    return sum(one != other for one, other in zip(in_the_browser(folder, asked, source), right, strict=True))


@pytest.mark.result("T1", "T3")
def test_with_the_work_of_a_file_as_the_most_it_is_decided_and_with_one_less_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = counted(monkeypatch, regressions())
    assert len(files) > 150
    assert {verdict for _, _, verdict, _ in files} >= {"accepted", "rejected"}
    assert differences(tmp_path, files, script()) == 0


@pytest.mark.infrastructure
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("work.add((n + 1) * m, a, bits(D));", ""),
        ("work.add(4 * n, t + T, above);", "work.add(3 * n, t + T, above);"),
        ("work.add(2 * k * m, p, f);", ""),
        ("work.add(k * m, e, k * (e + f));", "work.add(k * m, e, e + f);"),
        ("work.add(m * n, 24, 72 * k);", ""),
        ("work.add(2 * m * n, f, c);", "work.add(2 * m * n, f, f);"),
        ("work.add(n * k, z, k * (u + z));", "work.add(n * k, z, k * z);"),
        ("work.add(12 * n * k, d, d);", "work.add(12 * n * k, d, u);"),
        ("work.add(2 * count, long, short);", ""),
        ("1 + Math.floor(count / 64)", "Math.ceil(count / 64)"),
    ],
)
def test_a_product_that_is_not_counted_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    files = counted(monkeypatch, regressions())
    assert script().count(old) == 1
    assert differences(tmp_path, files, script().replace(old, new)) > 0
