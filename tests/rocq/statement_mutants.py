"""`make statement-mutants`: what becomes of every mutant of the statements of the theorems, and a score.

Of each mutant (statement_mutations.py says what they are) Rocq is asked for a verdict (`mutants/Verdicts.v`): it is

* refuted: its negation is proved, by evaluating it at an instance, or otherwise;
* weaker: it follows from the theorem, so it says less, or the same;
* holds: it is proved, though it does not follow from the theorem at once: a hypothesis was not needed, or not as it is;
* listed: `mutants/*.toml` give the reason why it is equivalent, or true, where no proof is written in Rocq;
* open: none of these.

What has no meaning (it is not well-typed) is no mutant. The instances are written by people, in `mutants/*.v`: the
tactic `refute_FILE_THEOREM` gets the mutant as a hypothesis, and has to prove False. The score is the share of refuted
ones among those that are refuted or open: the others cannot be refuted, as they are true.

Without names all theorems are run but those over the real numbers.

    python -m tests.rocq.statement_mutants [--compiled FOLDER] [--open] [FILE.THEOREM | FILE | ID ...]

`FOLDER` holds the compiled proofs (`make proofs` leaves them in out/rocq). `--open` prints the open mutants, `--write`
writes the scores of the theorems that were run into proofs_check/rocq/Mutants.md. For those who write instances:
`--instances FOLDER` keeps the compiled instances, so that only what changed is compiled again, and `--at 3,17` asks
for the mutants with these numbers alone (`--open` and `--every` print the numbers).
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple
from graphlib import TopologicalSorter
from pathlib import Path

from proofs_check.rocq import build
from tests.rocq.statement_mutations import Mutant, mutants, pinned, whole

HERE = Path(__file__).with_name("mutants")
ROOT = Path(__file__).parents[2]
PAGE = ROOT / "proofs_check" / "rocq" / "Mutants.md"
SECONDS = 10
"""For one attempt at one mutant, unless told otherwise."""
KINDS = ("refuted", "weaker", "holds", "listed", "open")


def listed() -> dict[Mutant, str]:
    """Return the mutants that are listed as true or equivalent, with the reasons."""
    return {
        Mutant(group["theorem"], *entry): group["reason"]
        for path in sorted(HERE.glob("*.toml"))
        for group in tomllib.loads(path.read_text()).get("listed", [])
        for entry in group["mutants"]
    }


def explicit() -> dict[str, list[tuple[str, str]]]:
    """Return what has to be written out in a pinned statement so that Rocq can read it again, by theorem."""
    return {
        name: [tuple(pair) for pair in pairs]
        for path in sorted(HERE.glob("*.toml"))
        for name, pairs in tomllib.loads(path.read_text()).get("explicit", {}).items()
    }


def compile_instances(compiled: Path, folder: Path, sources: Path = HERE) -> list[str]:
    """Compile the files of instances in a folder, but those that it has from before, of the same proofs.

    Returns their names, each after those that it requires; raises `Refused` if one is missing, or assumes anything.
    """
    texts = {path.stem: path.read_text() for path in sorted(sources.glob("*.v"))}
    for name, text in texts.items():
        if found := list(build.assumptions(text)):
            raise build.Refused(f"{name}.v: {', '.join(found)}")
    named = {name: re.findall(r"From Mutants Require (?:Import )?([^.]*)", text) for name, text in texts.items()}
    required = {name: set(" ".join(found).split()) for name, found in named.items()}
    if missing := set().union(*required.values()) - texts.keys():
        raise build.Refused(f"files of instances that are required and missing: {', '.join(sorted(missing))}")
    proved = max((path.stat().st_mtime for path in compiled.glob("*.vo")), default=0)
    names, changed = list(TopologicalSorter(required).static_order()), set[str]()
    for old in folder.glob("*.vo"):
        if old.stem not in texts or old.stat().st_mtime < proved:
            old.unlink()
    for name in names:
        there = folder / f"{name}.v"
        made = there.with_suffix(".vo").exists() and there.read_text() == texts[name]
        if made and not required[name] & changed:
            continue
        changed.add(name)
        there.write_text(texts[name])
        build.run(["coqc", *options(compiled, folder), there.name], folder)
    return names


def options(compiled: Path, folder: Path) -> list[str]:
    return ["-q", "-w", "none", "-Q", str(compiled), "Barriers", "-Q", str(folder), "Mutants"]


def tactic(kind: str, theorem: str, folder: Path, files: list[str]) -> str:
    """Return the name of what people wrote about a theorem in these files of a folder, if there is such a tactic."""
    wanted = f"{kind}_{theorem.replace('.', '_')}"
    for file in files:
        if re.search(rf"^Ltac {wanted}\b", build.code((folder / f"{file}.v").read_text()), re.MULTILINE):
            return f"{file}.{wanted}"
    return ""


def session(
    theorem: str,
    texts: list[tuple[str, ...]],
    statement: str,
    folder: Path,
    files: list[str],
    seconds: int = SECONDS,
) -> str:
    """Return what Rocq is asked: the statement is the theorem's, and a verdict for each mutant."""
    own = theorem.partition(".")[0]
    readable = build.READABLE_REALS if build.real(theorem) else f"Open Scope field_scope. {build.READABLE}"
    no, more = (tactic(kind, theorem, folder, files) for kind in ("refute", "prove"))
    used = [file for file in files if file in {"Verdicts", no.partition(".")[0], more.partition(".")[0]}]
    lines = [
        f"From Barriers Require {own}. From Mutants Require {' '.join(used)}.",
        "From Barriers Require Import OrderedFields Archimedean. From Mutants Require Import Verdicts.",
        "From Mutants Require Import OverReals." if build.real(theorem) else "",
        readable,
        "Canonical Structure OrderedFields.Q_field.",
        f"Definition stated : Prop := {whole(statement)}.",
        f"Lemma proved : stated. Proof. exact @Barriers.{theorem}. Qed.",
        'Goal True. let t := type of proved in idtac "read". Abort.',
    ]
    refute = f'timeout {seconds} (let m := fresh "m" in intro m; unfold mutant in m; {no} m)' if no else "fail"
    prove = f"timeout {seconds} (unfold mutant; {more})" if more else "fail"
    both = "intro o; unfold stated in o; unfold mutant; cbv zeta in o |- *"
    less = f'timeout {seconds} (let o := fresh "o" in {both}; entails o)'
    for number, ways in enumerate(texts):
        lines.append(f"Module M{number}.")
        lines += [f"Definition mutant : Prop := {text}." for text in ways]
        lines.append(f'Goal True. let t := eval red in mutant in idtac "meant {number}". Abort.')
        lines.append(f"Definition found : verdict stated mutant. judge ({less}) ({refute}) ({prove}). Defined.")
        lines.append(f'Goal True. let t := eval lazy in (tell found) in idtac "verdict {number}" t. Abort.')
        lines.append(f"End M{number}.")
    return "\n".join(lines) + "\n"


def judged(
    theorem: str,
    statement: str,
    made: list[tuple[Mutant, tuple[str, ...]]],
    compiled: Path,
    folder: Path,
    files: list[str],
    seconds: int = SECONDS,
) -> dict[Mutant, str]:
    """Return the verdicts on mutants of a theorem; raises `Refused` if its statement cannot be read again."""
    asked = session(theorem, [texts for _, texts in made], statement, folder, files, seconds)
    done = subprocess.run(
        ["coqtop", *options(compiled, folder)],
        input=asked, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    (folder / f"{theorem}.in").write_text(asked)
    (folder / f"{theorem}.out").write_text(done.stdout)
    if not re.search(r"^read$", done.stdout, re.MULTILINE):
        raise build.Refused(f"{theorem}: its pinned statement cannot be read again\n{done.stdout[:2000]}")
    verdicts = dict(re.findall(r"verdict (\d+) (\w+)$", done.stdout, re.MULTILINE))
    meant = set(re.findall(r"meant (\d+)$", done.stdout, re.MULTILINE))
    if meant != set(verdicts):
        raise build.Refused(
            f"{theorem}: no verdict on the mutants {sorted(meant ^ set(verdicts))}\n{done.stdout[-2000:]}"
        )
    return {mutant: verdicts[str(i)] for i, (mutant, _) in enumerate(made) if str(i) in verdicts}


def readable(theorem: str, statement: str) -> str:
    """Return a pinned statement as Rocq can read it again."""
    for old, new in explicit().get(theorem, []):
        statement = statement.replace(old, new)
    return statement


def report(theorem: str, found: dict[Mutant, str], known: dict[Mutant, str]) -> tuple[Counter[str], list[str]]:
    """Return how many mutants of a theorem became what, and what contradicts the list."""
    wrong, counts = [], Counter[str]()
    for mutant, said in found.items():
        if said != "open" and mutant in known:
            wrong.append(f"is listed, but {said}: {astuple(mutant)}")
        counts["listed" if said == "open" and mutant in known else said] += 1
    wrong += [f"is listed, but no mutant: {astuple(m)}" for m in known if m.theorem == theorem and m not in found]
    return counts, wrong


def score(counts: Counter[str]) -> str:
    return f"{counts['refuted']} of {counts['refuted'] + counts['open']}"


def rows(page: str) -> dict[str, Counter[str]]:
    """Return the scores of the page, by theorem."""
    found = re.findall(r"^\| `(\S+)` \| \d+ \|((?: \d+ \|){5})", page, re.MULTILINE)
    return {
        name: Counter(dict(zip(KINDS, (int(number) for number in re.findall(r"\d+", numbers)), strict=True)))
        for name, numbers in found
    }


def table(scores: dict[str, Counter[str]]) -> str:
    """Return the scores as a table, the sum first."""
    lines = [f"| theorem | mutants | {' | '.join(KINDS)} | score |", "|---" * (len(KINDS) + 3) + "|"]
    total = sum(scores.values(), Counter[str]())
    for name, counts in {"all": total, **scores}.items():
        numbers = " | ".join(str(counts[kind]) for kind in KINDS)
        told = name if name == "all" else f"`{name}`"
        lines.append(f"| {told} | {counts.total()} | {numbers} | {score(counts)} |")
    return "\n".join(lines) + "\n"


def written(page: str, scores: dict[str, Counter[str]]) -> str:
    """Return the page with these scores, and those that it had of other theorems."""
    known = rows(page) | scores
    ordered = {name: known[name] for name in build.theorems(build.HERE) if name in known}
    return page[: page.index("| theorem |")] + table(ordered)


def chosen(wanted: list[str]) -> list[str]:
    """Return the theorems that are asked for: by name, file or ID of the result; without any, all of the page.

    Those over R that are proved to be those over fields are not on it.
    """
    names = build.theorems(build.HERE)
    if not wanted:
        kept = rows(PAGE.read_text())
        return [name for name in names if name in kept or not build.real(name)]
    return [n for n in names if {n, n.split(".")[0], re.split(r"[._]", n)[1]} & set(wanted)]


def asked(arguments: list[str] | None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description="What becomes of every mutant of the statements of the theorems.")
    parser.add_argument("wanted", nargs="*", help="theorems, files, or results (default: all of the page)")
    parser.add_argument("--compiled", type=Path, default=ROOT / "out" / "rocq", help="where the compiled proofs are")
    parser.add_argument("--open", action="store_true", help="print the open mutants")
    parser.add_argument("--every", action="store_true", help="print all mutants with their verdicts")
    parser.add_argument("--write", action="store_true", help="write the page with the scores")
    parser.add_argument("--jobs", type=int, default=1, help="how many theorems at a time")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="for one attempt at one mutant (default: 10)")
    parser.add_argument("--instances", type=Path, help="where compiled instances are kept between runs")
    parser.add_argument("--at", help="the numbers of the mutants that are run, such as 3,17")
    parser.add_argument("--keep", type=Path, help="where to leave what Rocq is asked, and what it answers")
    given = parser.parse_args(arguments)
    if given.write and (given.at or given.seconds != SECONDS):
        parser.error("the page has the scores of all mutants of a theorem, at ten seconds each: no --at, no --seconds")
    return given


def main(arguments: list[str] | None = None) -> int:
    """Run, report, and return 0 if nothing contradicts the list."""
    given = asked(arguments)
    known, start = listed(), time.monotonic()
    statements = {name: readable(name, statement) for name, statement in pinned().items()}
    scores: dict[str, Counter[str]] = {}
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(given.jobs) as pool:
        folder, compiled = (given.instances or Path(place)).resolve(), given.compiled.resolve()
        folder.mkdir(parents=True, exist_ok=True)
        files = compile_instances(compiled, folder)
        made = {name: list(mutants(name, statements[name])) for name in chosen(given.wanted)}
        number = {mutant: i for some in made.values() for i, (mutant, _) in enumerate(some)}
        if wanted := {int(i) for i in given.at.split(",")} if given.at else set[int]():
            made = {name: [one for i, one in enumerate(some) if i in wanted] for name, some in made.items()}
        running = {
            name: pool.submit(judged, name, statements[name], some, compiled, folder, files, given.seconds)
            for name, some in made.items()
        }
        for name, future in running.items():
            try:
                found = future.result()
            except build.Refused as failure:
                wrong.append(str(failure))
                continue
            scores[name], contradictions = report(name, found, known)
            wrong += [line for line in contradictions if not (given.at and "no mutant" in line)]
            if given.write:
                PAGE.write_text(written(PAGE.read_text(), {name: scores[name]}))
            told = ", ".join(f"{scores[name][kind]} {kind}" for kind in KINDS)
            print(f"{name}: {scores[name].total()} mutants: {told}; score {score(scores[name])}", flush=True)  # noqa: T201
            for mutant, said in found.items():
                if given.every or (given.open and said == "open" and mutant not in known):
                    print(f"  {number[mutant]} {said}: {mutant.operator}: {mutant.before}  =>  {mutant.after}")  # noqa: T201
            if given.keep:
                given.keep.mkdir(exist_ok=True)
                for suffix in ("in", "out"):
                    shutil.copy(folder / f"{name}.{suffix}", given.keep)
    total = sum(scores.values(), Counter[str]())
    told = ", ".join(f"{total[kind]} {kind}" for kind in KINDS)
    seconds = f"{time.monotonic() - start:.0f} s"
    print(f"{total.total()} mutants of {len(scores)} theorems in {seconds}: {told}; score {score(total)}")  # noqa: T201
    for line in wrong:
        print(line, file=sys.stderr)  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
