"""The corpus catches wrong kernels: rho replaced by the identity, < by <=, and each condition dropped in turn."""

from __future__ import annotations

import ast
import importlib
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest

from tests.kernel.corpus import discrepancies

pytestmark = pytest.mark.infrastructure
KERNEL = Path(__file__).parents[2] / "proofs_check" / "kernel"


@contextmanager
def mutant(tmp_path: Path, module: str, source: str) -> Iterator[ModuleType]:
    """Import a copy of the kernel in which one module has another source."""
    name = "mutant_kernel"
    shutil.copytree(KERNEL, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / name / f"{module}.py").write_text(source)
    sys.path.insert(0, str(tmp_path))
    importlib.invalidate_caches()
    try:
        yield importlib.import_module(name)
    finally:
        sys.path.remove(str(tmp_path))
        for loaded in [key for key in sys.modules if key.split(".")[0] == name]:
            del sys.modules[loaded]


def source(module: str) -> str:
    return (KERNEL / f"{module}.py").read_text()


def test_an_unchanged_copy_has_no_discrepancies(tmp_path: Path) -> None:
    with mutant(tmp_path, "relu", source("relu")) as copy:
        assert list(discrepancies(copy.check_bytes)) == []


REPLACEMENTS = [
    ("pieces", "a if o else 0", "a"),  # rho becomes the identity on the first piece
    ("pieces", "s < 0 < t or t < 0 < s", "s < 0 < t"),
    ("pieces", "s < 0 < t or t < 0 < s", "t < 0 < s"),
    ("pieces", "on[j] = not on[j]", "on[j] = True"),
    ("pieces", "v > 0 or (v == 0 and b > 0)", "v > 0"),
    ("pieces", "v > 0 or (v == 0 and b > 0)", "v >= 0"),
    ("pieces", "if b:", "if False:"),
    ("pieces", "if lo < hi:", "if False:"),
    ("pieces", "yield self.at(piece, self.knots[piece - 1])", "yield from ()"),
    ("pieces", "elif was:", "elif False:"),
    ("instability", "== off for top", "!= 0 for top"),
    ("instability", "-data.radius < cuts[0]", "-data.radius <= cuts[0]"),
    ("instability", "cuts[-1] < data.radius", "cuts[-1] <= data.radius"),
    ("instability", "all(a < b for a, b in zip([0", "all(a <= b for a, b in zip([0"),
    ("instability", "all(a < b for a, b in pairwise(cuts", "all(a <= b for a, b in pairwise(cuts"),
    ("instability", "cuts[0] < cuts[-1]", "cuts[0] <= cuts[-1]"),
    ("instability", "hi > HALF", "hi >= HALF"),
    ("instability", "zero[1] <= one[0]", "zero[1] < one[0]"),
    ("instability", "data.delta * (label - s)", "data.delta * 0"),
    ("instability", "difference == 0 and after == 0", "difference == 0"),
    ("instability", "difference == 0 and after == 0", "False"),
    ("instability", "len(set(indices) - before)", "len(indices) - len(before)"),
    ("instability", "max(abs(v) for v in eta)", "abs(eta[0]) or abs(eta[1])"),
    ("instability", "(4 if before else 2)", "2"),
    ("instability", "max(cuts[0], min(cuts[-1], Fraction(0)))", "cuts[0]"),
    ("data", "lo < hi and", "lo <= hi and"),
    ("data", "lo < 1 and", "lo <= 1 and"),
    ("data", "hi >= HALF", "hi > HALF"),
    ("data", "0 < data.delta", "0 <= data.delta"),
    ("data", "min((k + 1) * (x - data.radius) for", "[(k + 1) * (x - data.radius) for"),
    ("relu", "work > MAX_WORK", "False"),
    ("stability", "any(row[1:-1])", "any(row[1:2])"),
    ("reading", "if not holds:", "if False:"),
    ("reading", "return top, 1, int(exponent)", "return top, 1, abs(int(exponent))"),
    ("reading", "top % 2 == 0", "False"),
    ("reading", "common.bit_length() > MAX_COMMON", "False"),
    ("optimum", "all(c <= problem.lam for c in sizes)", "True"),
    ("optimum", 'kind == "LP" else list(map(abs, correlations))', "correlations else correlations"),
    ("optimum", "length <= 1", "length <= 2"),
    ("optimum", "surplus >= 0 and", ""),
    ("optimum", "square + length / 4", "square"),
    ("optimum", '"P3": square, "LP"', '"P3": ZERO, "LP"'),
    ("optimum", "problem.eta**2 * length", "ZERO"),
    ("optimum", "c < problem.lam", "c <= problem.lam"),
    ("optimum", "length < 1", "length <= 1"),
    ("optimum", "exact > 0", "exact >= 0"),
    ("optimum", "gap * 2**level <= 1", "gap * 2**level <= 2"),
    ("optimum", "accuracy * 2**level > 1", "accuracy * 2**level >= 1"),
    ("optimum", "accuracy * 2**level > 1", "accuracy > 0"),
    ("optimum", "(2 * accuracy) ** power < exact", "(2 * accuracy) ** power <= exact"),
    ("optimum", "(2 * accuracy) ** power < exact", "2 * accuracy < exact"),
    ("optimum", "(2 * accuracy) ** power < exact", "accuracy**power < exact"),
    ("optimum", "ratio=exact / gap**power", "ratio=exact / gap"),
    ("stability", "len(data.x1) > 1", "len(data.x1) > 0"),
    ("reading", "len(value) <= MAX_ENTRIES", "True"),
    ("reading", "len(text) <= MAX_TEXT", "True"),
    ("reading", "_TEXT.fullmatch(text)", "text.isprintable()"),
    ("optimum", "square == 0 and min(x) >= 0", "square == 0"),
    ("optimum", "square <= problem.eta**2", "True"),
    ("recovery", "(2 * order - 1) * off", "order * off"),
    ("recovery", "least = order * off", "least = off"),
    ("recovery", "scale > 0 and", ""),
    ("recovery", "delta / rho + delta / 4", "delta / rho"),
    ("recovery", "0 < rho < 1 and", "0 < rho and"),
    ("recovery", "gamma > 0 and", ""),
    ("recovery", "(1 + delta) * (scale * rho) ** 2", "(scale * rho) ** 2"),
    ("recovery", "lam > 0 and", ""),
    ("recovery", "sharpness > 0 and", ""),
    ("recovery", "(lam * d) ** 2 * order <= c**2", "lam * d <= c"),
    ("recovery", 'given["residual"] >= 0 and', ""),
    ("recovery", "dot(u, u) <= 1 and", ""),
    ("recovery", "all(abs(dot(list(column), u))", "all((dot(list(column), u))"),
    ("recovery", "- dot(u, y) + 2 *", "- dot(u, y) +"),
]


@pytest.mark.parametrize(("module", "old", "new"), REPLACEMENTS, ids=[f"{m}: {n}" for m, _, n in REPLACEMENTS])
def test_a_wrong_kernel_is_caught(tmp_path: Path, module: str, old: str, new: str) -> None:
    text = source(module)
    assert text.count(old) == 1
    if new.startswith("["):  # the last one instead of the least
        old, new = old + " k, x in enumerate(data.x1, 1))", new + " k, x in enumerate(data.x1, 1)][-1]"
    with mutant(tmp_path, module, text.replace(old, new)) as wrong:
        assert any(discrepancies(wrong.check_bytes))


def conditions() -> list[tuple[str, int, str]]:
    """Every call of `require`, and every key of a call of `states`, as (module, line, key)."""
    found = []
    for path in sorted(KERNEL.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                called = node.value.func
                if isinstance(called, ast.Name) and called.id == "require":
                    found.append((path.stem, node.lineno, ""))
                elif isinstance(called, ast.Name) and called.id == "states":
                    found += [(path.stem, node.lineno, str(key.arg)) for key in node.value.keywords]
    return found


@pytest.mark.parametrize(("module", "line", "key"), conditions(), ids=str)
def test_a_kernel_that_drops_one_condition_is_caught(tmp_path: Path, module: str, line: int, key: str) -> None:
    tree = ast.parse(source(module))

    class Drop(ast.NodeTransformer):
        def visit_Expr(self, node: ast.Expr) -> ast.AST:
            if node.lineno != line or not isinstance(node.value, ast.Call):
                return node
            if not key:
                return ast.copy_location(ast.Pass(), node)
            node.value.keywords = [keyword for keyword in node.value.keywords if keyword.arg != key]
            return node

    with mutant(tmp_path, module, ast.unparse(ast.fix_missing_locations(Drop().visit(tree)))) as wrong:
        assert any(discrepancies(wrong.check_bytes))


def test_there_are_conditions_to_drop() -> None:
    assert len(conditions()) >= 25
