"""The front page: the picture, two sentences, four doors, what supports each result, and the navigation in groups."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from docs.places import unbroken
from docs.result_pages import figure
from nnbarriers.pages import matrix

__all__ = ["front"]

SENTENCES = (
    "For every ReLU architecture there are well separated training points, with labels that are constant on balls about"
    " them. Every network of that architecture that makes no error there is broken at almost half of them at once by a"
    " single vector, as small as you like; a larger network exists that is right on all of these balls.",
    "And there are costs whose minimisers exist, while no randomised algorithm, from some admissible readings of the"
    " data, finds what they predict on all training sets with probability above 1/2.",
)
CARDS = (
    ("See it", ("play", "notebooks/01_paradox"), "Train a network, move all points by one vector: how many turn?"),
    (
        "Break yours", ("docs/networks",),
        "Bring a network of PyTorch, scikit-learn, Keras or ONNX: what one vector does to it is decided exactly.",
    ),
    ("Beat the adversary", ("duel", "docs/algorithms"), "The adversary chooses the input on which an algorithm fails."),
    ("Check the proofs", ("results/index",), "Each result step by step: the lemma in Rocq, the test, a certificate."),
)  # fmt: skip
"""Title, the page that is the first of these to exist, and what one does there."""
GROUPS = {
    "Start": ("Read me <README>", "docs/python", "notebooks/index", "docs/demonstration", "docs/faq"),
    "Results": (
        "results/index", "docs/words", "docs/results-A", "docs/results-BCD", "docs/results-E", "docs/results-M",
        "docs/results-T", "docs/results-U", "docs/results-V", "docs/results-X", "theory/SOURCE_NOTES",
    ),
    "Use": (
        "docs/networks", "docs/trust", "docs/trust-table", "docs/problems", "docs/algorithms", "docs/trainers",
        "docs/strategies", "docs/gallery", "docs/solvers", "docs/solvers-search", "docs/solvers-table",
        "docs/peers-table",
    ),
    "Formats and kernel": (
        "docs/certificates", "docs/kernel", "docs/evaluation", "docs/cost", "docs/proofs",
        "proofs_check/rocq/Audit", "proofs_check/rocq/Audit-reals", "proofs_check/rocq/Audit-computation",
        "proofs_check/rocq/Audit-trust", "proofs_check/rocq/Audit-recovery", "proofs_check/rocq/Mutants",
    ),
    "Source": ("reference/index", "sources/index", "tests/README", "bench/README"),
    "Project": ("docs/citing", "CONTRIBUTING", "CHANGELOG"),
}  # fmt: skip
"""The navigation. Pages of docs/ that no group names come last in "Use"."""


def front(picture: str, pages: Sequence[str], tools: Sequence[str]) -> str:
    """Return the front page; `pages` are the names of all pages of docs/, `tools` the pages that work by themselves."""
    doors = "\n".join(card(*entry, tools) for entry in CARDS)
    dots = unbroken(matrix.html(link=lambda result: f"results/{result.id}.html"))
    listed = "[Result by result](results/index.md), with how they rest on each other.\n"
    return "\n".join(
        (
            "# Barriers\n\nWhat neural-network training cannot do: proved, run, certified.\n",
            figure(picture),
            *(f"{sentence}\n" for sentence in SENTENCES),
            f'<div class="cards">\n{doors}\n</div>\n',
            f'## What supports each result\n\n<div class="matrix">\n{dots}\n</div>\n\n{listed}',
            *navigation(pages),
        )
    )


def card(title: str, places: Sequence[str], told: str, tools: Sequence[str]) -> str:
    """Return a card with a link to the first of these pages that exists."""
    place = next(place for place in places if "/" in place or place in tools)
    return f'<a class="card" href="{place}.html"><b>{escape(title)}</b><span>{escape(told)}</span></a>'


def navigation(pages: Sequence[str]) -> list[str]:
    """Return the groups of the navigation, which is shown beside every page."""
    named = {name for names in GROUPS.values() for name in names}
    rest = [page for page in pages if page not in named]
    groups = {group: (*names, *(rest if group == "Use" else ())) for group, names in GROUPS.items()}
    head = "```{toctree}\n:hidden:\n:caption: "
    return ["\n".join((f"{head}{group}", *names, "```\n")) for group, names in groups.items()]
