"""`make mutants`: every mutant of the kernel that cosmic-ray makes is caught, or is listed as equivalent with a reason.

The mutants are those of all operators of cosmic-ray on all modules of the kernel, with two rules of exclusion: what
does not compile, and what changes an annotation (never evaluated) or the text of a refusal (no verdict depends on it).
Each mutant is written to a copy of the kernel in a temporary folder, where a forked process runs standalone.py on it.
"""

from __future__ import annotations

import ast
import compileall
import importlib
import multiprocessing
import os
import pickle
import resource
import shutil
import signal
import sys
import tempfile
import time
import tomllib
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from fractions import Fraction
from math import floor
from multiprocessing.connection import Connection
from pathlib import Path

from tests.kernel.corpus import BAD, GOOD, content

ROOT = Path(__file__).parents[2]
LISTED = Path(__file__).with_name("equivalent_mutants.toml")
SECONDS, MEMORY = 12, 4 * 2**30
"""Seconds of the processor, and bytes, for one mutant; the kernel itself takes about three seconds."""
RECENT = 25
"""How many of the checks that caught the last mutants are tried first on the next one."""
TIMEOUT, DEATH = "takes too long", "dies"
EXCEPTIONS = ("Malformed", "Unsupported", "Rejected")
CODE = ("proofs_check/__init__.py", "proofs_check/kernel", "tests/kernel", "tests/certificates")


@dataclass(frozen=True, order=True)
class Mutant:
    """A change of one line: where (module, function), which operator of cosmic-ray, the text before and after."""

    module: str
    function: str
    operator: str
    line: str
    replacement: str


def messages(call: ast.expr | None) -> list[ast.expr]:
    """The arguments of a call that are the text of a refusal."""
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        return []
    return {"require": call.args[2:3], **dict.fromkeys(EXCEPTIONS, call.args)}.get(call.func.id, [])


def excluded(source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The spans of a module in which a mutant is not counted: annotations, and texts of refusals."""
    nodes: list[ast.expr | None] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.arg | ast.AnnAssign):
            nodes.append(node.annotation)
        elif isinstance(node, ast.FunctionDef):
            nodes.append(node.returns)
        elif isinstance(node, ast.Call):
            nodes += messages(node)
    return [((n.lineno, n.col_offset), (n.end_lineno or 0, n.end_col_offset or 0)) for n in nodes if n is not None]


def enclosing(tree: ast.Module, line: int) -> str:
    """The dotted name of the innermost function or class around a line."""
    names = [
        (node.lineno, node.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    return ".".join(name for _, name in sorted(names))


def changed(before: str, after: str) -> tuple[str, str]:
    """The lines in which two texts differ, without the indentation."""
    old, new = before.splitlines(), after.splitlines()
    first = next(i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    last = next(i for i, (a, b) in enumerate(zip(old[::-1], new[::-1], strict=False)) if a != b)
    return tuple(" ".join(map(str.strip, text[first : len(text) - last])) for text in (old, new))  # type: ignore[return-value]


def compiles(source: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # such as: "is" with a literal
            compile(source, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def mutants(module: str, source: str) -> Iterator[tuple[Mutant, str]]:
    """All mutants of a module that count, each with its source."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.mutating import MutationVisitor
    from cosmic_ray.plugins import get_operator, operator_names

    spans, tree, seen = excluded(source), ast.parse(source), {source}
    parsed = pickle.dumps(get_ast(source))  # loaded anew for every mutant: operators change the tree
    for name in operator_names():
        if get_operator(name).arguments():
            continue  # made by hand for named variables
        operator = get_operator(name)()
        starts = [start for node in ast_nodes(pickle.loads(parsed)) for start, _ in operator.mutation_positions(node)]
        for occurrence, start in enumerate(starts):
            if any(low <= start < high for low, high in spans):
                continue
            text = MutationVisitor(occurrence, operator).walk(pickle.loads(parsed)).get_code()
            if text in seen or not compiles(text):
                continue
            seen.add(text)
            yield Mutant(module, enclosing(tree, start[0]), name.split("/")[-1], *changed(source, text)), text


def verdict(folder: str, first: list[str], found: Connection) -> None:
    """In a forked process: tell what is wrong with the kernel in the folder, as soon as found, or "" if nothing."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))  # first SIGXCPU, then the end
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True
    for name in [name for name in sys.modules if name.split(".")[0] == "proofs_check"]:
        del sys.modules[name]
    del sys.modules["tests.kernel.standalone"]
    try:
        said = next(importlib.import_module("tests.kernel.standalone").failures(first), "")
    except BaseException as error:
        said = f"{type(error).__name__}: it cannot be imported"
    found.send(said)
    os._exit(0)


def wrong(folder: Path, first: list[str]) -> str:
    """What is wrong with the kernel in the folder, "" if nothing; one that hangs or dies says so by that."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=verdict, args=(str(folder), first, there))
    process.start()
    there.close()
    try:
        said = str(here.recv()) if here.poll(10 * SECONDS) else TIMEOUT
    except EOFError:
        process.join()
        said = TIMEOUT if process.exitcode == -signal.SIGXCPU else f"{DEATH} (status {process.exitcode})"
    process.kill()
    process.join()
    return said


def copy(folder: Path) -> None:
    """Copy the kernel, its corpus and its check."""
    for name in CODE:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)
    compileall.compile_dir(folder, quiet=1)


def run(folder: Path, modules: list[str]) -> list[tuple[Mutant, str]]:
    """Try all mutants of these modules in a folder that holds a copy of the kernel; return what is wrong with each.

    What has caught a mutant lately is tried first on the next ones: most are caught within milliseconds.
    """
    found: list[tuple[Mutant, str]] = []
    lately: list[str] = []
    start = time.monotonic()
    for module in modules:
        path = folder / "proofs_check" / "kernel" / f"{module}.py"
        source, times = path.read_text(), (path.stat().st_atime_ns, path.stat().st_mtime_ns)
        for mutant, text in mutants(module, source):
            path.write_text(text)
            found.append((mutant, said := wrong(folder, lately)))
            name = said.split(":")[0]
            lately = [name, *(other for other in lately if other != name)][:RECENT]
            if len(found) % 50 == 0:
                sys.stderr.write(f"\r{module}: {len(found)} mutants, {time.monotonic() - start:.0f} s ")
        path.write_text(source)
        os.utime(path, ns=times)
    sys.stderr.write(f"\r{' ' * 70}\r")
    return found


def listed(text: str) -> dict[Mutant, str]:
    """The mutants that are listed as equivalent, with the reasons."""
    return {
        Mutant(group["module"], *entry): group["reason"]
        for group in tomllib.loads(text).get("equivalent", [])
        for entry in group["mutants"]
    }


def main(arguments: list[str]) -> int:
    """Run, report, and return 0 if the survivors are just those listed."""
    names = sorted(path.stem for path in (ROOT / "proofs_check" / "kernel").glob("*.py"))
    modules = arguments or names
    importlib.import_module("tests.kernel.standalone")  # with all that it imports, so that forked processes need not
    for path in GOOD + BAD:
        content(path)  # nor read the corpus
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy(folder)
        if said := wrong(folder, []):
            sys.stderr.write(f"the kernel itself does not pass tests/kernel/standalone.py: {said}\n")
            return 1
        tried = run(folder, modules)
    known = {mutant for mutant in listed(LISTED.read_text()) if mutant.module in modules}
    return report(tried, known, time.monotonic() - start)


def report(tried: list[tuple[Mutant, str]], known: set[Mutant], seconds: float) -> int:
    """Print the score and what contradicts the list; return 0 if nothing does."""
    survivors = {mutant for mutant, said in tried if not said}
    every = {mutant for mutant, _ in tried}
    titles = {
        "survives, and is not listed": survivors - known,
        "is listed as equivalent, but caught": (known & every) - survivors,
        "is listed, but is no mutant": known - every,
    }
    for title, mutants_ in titles.items():
        for mutant in sorted(mutants_):
            sys.stdout.write(f"{title}: {astuple(mutant)}\n")
    equivalent = sum(not said and mutant in known for mutant, said in tried)
    caught = Counter(
        "time" if said == TIMEOUT else "death" if said.startswith(DEATH) else "check" for _, said in tried if said
    )
    share = Fraction(100 * caught.total(), len(tried) - equivalent)
    ways = f"{caught['check']} by a verdict or a check, {caught['time']} by the time limit, {caught['death']} by dying"
    sys.stdout.write(
        f"{len(tried)} mutants in {seconds:.0f} s: {caught.total()} caught ({ways}), {equivalent} listed as equivalent;"
        f" score {caught.total()} of {len(tried) - equivalent} = {floor(share)} %\n"
    )
    return 1 if any(titles.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
