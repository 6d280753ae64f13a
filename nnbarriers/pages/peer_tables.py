"""The page of what verifiers answer: one question at many scales, instances of A3 and A5, and who was wrong.

Every verdict is one that was seen in the run that writes the page; what is true was decided exactly before.
"""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from nnbarriers.drawing.svg import Picture
from nnbarriers.drawing.verdicts import verdicts_picture
from nnbarriers.pages.solver_tables import code, machine
from nnbarriers.wording import plural, power_of_two
from proofs_check.peers.answers import TOOLS, Reply, reproduction

__all__ = ["peers_page", "scale_picture"]

SCALE = re.compile(r"scale-2e-(\d+)-(half|twice)")
ASKED = {"half": ("φ ≥ s/2 somewhere?", "yes"), "twice": ("φ ≥ 2s somewhere?", "no")}
"""By the end of an instance's name: what is asked, and what is true."""
TITLE = "One question at many scales"
By = dict[str, dict[str, Reply]]


def by_instance(replies: Iterable[Reply]) -> By:
    """Return the answers by instance and tool."""
    found: By = {}
    for reply in replies:
        found.setdefault(reply.question.name, {})[reply.tool] = reply
    return found


def scaled(found: By) -> dict[tuple[int, str], dict[str, Reply]]:
    """Return the answers to the scaled question by exponent and kind, in order."""
    named = ((SCALE.fullmatch(name), answers) for name, answers in found.items())
    return dict(sorted(((int(match[1]), match[2]), answers) for match, answers in named if match))


def scale_picture(replies: Sequence[Reply]) -> Picture:
    """Draw the verdicts on the scaled question: scale against verdict, a panel for each of both thresholds."""
    found = scaled(by_instance(replies))
    exponents, tools = sorted({e for e, _ in found}), list(dict.fromkeys(r.tool for r in replies))
    panels = {
        f"φ(x) = sx on |x| ≤ 1. {asked} True: {truth}": {
            tool: [_verdict(found.get((e, kind), {}), tool) for e in exponents] for tool in tools
        }
        for kind, (asked, truth) in ASKED.items()
    }
    return verdicts_picture(TITLE, [power_of_two(e) for e in exponents], panels, "the scale s")


def _verdict(answers: Mapping[str, Reply], tool: str) -> str:
    return answers[tool].verdict if tool in answers else ""


def peers_page(replies: Sequence[Reply], scripts: Mapping[Reply, Path], picture: str) -> str:
    """Return the page: headline, versions, both tables, and the script of every wrong answer, one of them in full."""
    found, tools = by_instance(replies), list(dict.fromkeys(reply.tool for reply in replies))
    parts = ["# What verifiers answer: the tables"]
    parts.append(
        "Written by `barriers peers --page FILE` (`make peers-page`); [what is asked, and how to ask yours]"
        "(networks.md#instances-for-verifiers). An answer is *wrong* if exact arithmetic says the opposite; `unknown`"
        " never is. Nothing is said here of why: most tools compute in floating point, within tolerances."
    )
    parts += [f"**{headline(replies)}**", f"Machine: {machine()}.", versions(tools)]
    parts += [
        "## Scale against verdict",
        ABOUT,
        f"![{scale_picture(replies).alt}]({picture})",
        scale_table(found, tools),
    ]
    others = {name: answers for name, answers in found.items() if not SCALE.fullmatch(name)}
    if others:
        parts += ["## Instances of A3 and A5", instance_table(others, tools)]
    return "\n\n".join([*parts, *reproductions(scripts)]) + "\n"


ABOUT = (
    "For |x| ≤ 1 the network φ(x) = ρ(sx) − ρ(−sx) is the function sx. So φ(x) ≥ s/2 holds somewhere, and φ(x) ≥ 2s"
    " nowhere, for every s > 0: the question is the same at every scale. Here s is a power of two, which every float"
    " holds. *sat* says that there is such an x."
)


def headline(replies: Sequence[Reply]) -> str:
    """Return how many answers are wrong, or right with a wrong point, and whose."""
    told = f"{sum(r.wrong for r in replies)} of {plural(len(replies), 'answer')} are wrong"
    empty = sum(not r.wrong and r.replayed is False for r in replies)
    told += f", {empty} right with a point that has not the property" if empty else ""
    tools = dict.fromkeys(r.tool for r in replies)
    counts = [(tool, [r for r in replies if r.tool == tool]) for tool in tools]
    silent = {tool: sum(r.verdict == "unknown" for r in own) for tool, own in counts}
    each = (
        f"{tool} {sum(r.wrong for r in own)} of {len(own)}" + (f" ({silent[tool]} unknown)" if silent[tool] else "")
        for tool, own in counts
    )
    return f"{told}: {', '.join(each)}."


def versions(tools: Sequence[str]) -> str:
    """Return the table of the tools with their versions."""
    known = importlib.metadata.packages_distributions()
    rows = [f"| {tool} | {_named(known.get(TOOLS[tool], [TOOLS[tool]])[0])} |" for tool in tools]
    return "\n".join(["| tool | package |", "|---|---|", *rows])


def _named(distribution: str) -> str:
    return code(f"{distribution} {importlib.metadata.version(distribution)}")


def cell(answers: Mapping[str, Reply], tool: str) -> str:
    """Return what a tool said, in bold with the verdict if it is wrong."""
    if tool not in answers:
        return "–"
    reply = answers[tool]
    if reply.wrong:
        return f"**{reply.said}, wrong**"
    return reply.said if reply.replayed is not False else f"**{reply.said}, its point is none**"


def scale_table(found: By, tools: Sequence[str]) -> str:
    """Return the table of the scaled question: a row for each scale and threshold."""
    lines = [f"| s | asked | true | {' | '.join(tools)} |", "|---" * (3 + len(tools)) + "|"]
    for (exponent, kind), answers in scaled(found).items():
        asked, truth = ASKED[kind]
        cells = (power_of_two(exponent), asked, truth, *(cell(answers, tool) for tool in tools))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def instance_table(found: By, tools: Sequence[str]) -> str:
    """Return the table of the other instances."""
    lines = [f"| instance | true | {' | '.join(tools)} |", "|---" * (2 + len(tools)) + "|"]
    for name, answers in found.items():
        expected = next(iter(answers.values())).question.expected
        lines.append(f"| {code(name)} | {expected} | {' | '.join(cell(answers, tool) for tool in tools)} |")
    return "\n".join(lines)


def reproductions(scripts: Mapping[Reply, Path]) -> list[str]:
    """Return how each wrong answer is seen again, and the whole script of the first."""
    if not scripts:
        return []
    lines = ["| tool | instance | said | to see it again |", "|---|---|---|---|"]
    for reply, path in scripts.items():
        again = code(f"barriers peers --tool {reply.tool} --name {reply.question.name}")
        lines.append(
            f"| {reply.tool} | {code(reply.question.name)} | {reply.said} | {again} writes {code(path.name)} |"
        )
    first, path = next(iter(scripts.items()))
    told = (
        "Each becomes a script in `out/peers`. It needs the tool and nothing of this project: it states the question,"
        " evaluates the network in rational arithmetic at a point that refutes the answer, if there is one, and asks"
        f" again. The first of them, `{path.name}`:"
    )
    whole = f"<details><summary>{path.name}</summary>\n\n```text\n{reproduction(first)}```\n\n</details>"
    return ["## Wrong answers and wrong points, and how to see them again", "\n".join(lines), told, whole]
