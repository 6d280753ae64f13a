"""The games of a certificate of a defeat, shown: its success on every input as bars, its runs as trees of coins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from html import escape

from nnbarriers.drawing import figures
from nnbarriers.drawing.svg import Picture
from nnbarriers.pages.folder import StoredGame
from nnbarriers.wording import short
from proofs_check.kernel.plays import Run
from theory import runs as theory

__all__ = ["LEAVES", "bars", "between", "outcome", "tree"]

LEAVES = 32
"""Trees of more leaves are folded lists of coins."""
ABOVE, BELOW = 34, 30
"""So much is empty above a tree, and below it."""
READS = 12
"""So many readings of a run are listed, and so many entries of its answer."""


def bars(games: Sequence[StoredGame], limit: Fraction) -> Picture:
    """Draw the success on every input, and what the proposition allows."""
    found = [(game.name, game.low, game.high) for game in games]
    alt = "Probability of success: " + ", ".join(f"{between(low, high)} on {name}" for name, low, high in found)
    return figures.successes(alt, found, limit, title="Success on each input")


def outcome(games: Sequence[StoredGame]) -> str:
    """Say what an algorithm attains at most, on its worst input."""
    worst = min(games, key=lambda game: game.high)
    if all(game.high == 0 for game in games):
        return f"never right on {'either input' if len(games) == 2 else 'any input'}"
    if worst.high == 0:
        return f"never right on {worst.name}"
    return f"right on one of {len(games)} inputs with probability at most {worst.high}"


def between(low: Fraction, high: Fraction) -> str:
    """Return an enclosure in words."""
    return str(low) if low == high else f"between {low} and {high}"


def tree(game: StoredGame) -> str:
    """Return the runs on one input, to be unfolded: drawn as a tree of coins if that has few leaves."""
    said = f"All runs on {escape(game.name)}: success {between(game.low, game.high)}"
    if 1 < len(game.runs) <= LEAVES:
        leaves = "".join(_leaf(run, success, coins=True) for run, success in game.runs)
        shown = (
            f"<figure>{_drawn(game).svg.strip()}</figure><details><summary>What was read</summary>{leaves}</details>"
        )
    else:
        shown = "".join(_branch("", {run.bits: (run, success) for run, success in game.runs}))
    return f'<details class="tree"><summary>{said}</summary>{shown}</details>'


def _drawn(game: StoredGame) -> Picture:
    right = {run.bits: success for run, success in game.runs}
    alt = f"The coins of all {len(right)} runs on {game.name}, with what each run comes to"
    runs = [
        theory.Run(
            run.left_open or ("halted" if run.output is not None else "no output"), run.output, run.steps, run.asked
        )
        for run, _ in sorted(game.runs, key=lambda pair: pair[0].bits)
    ]
    drawn = figures.coin_tree(alt, runs, lambda run: right["".join(map(str, run.bits))])
    cut = f'<g transform="translate(0 {-ABOVE})">{drawn.body}</g>'  # there is no title
    return Picture(cut, alt, drawn.width, drawn.height - ABOVE - BELOW)


def _branch(bits: str, runs: dict[str, tuple[Run, bool | None]]) -> Iterator[str]:
    if bits in runs:
        yield _leaf(*runs[bits])
        return
    weight = Fraction(1, 2 ** (len(bits) + 1))
    for coin in "01":
        yield f"<details><summary>coin {len(bits) + 1} shows {coin} (probability {weight})</summary>"
        yield from _branch(bits + coin, runs)
        yield "</details>"


def _leaf(run: Run, success: bool | None, *, coins: bool = False) -> str:
    words = {True: ("good", "right"), False: ("bad", "wrong"), None: ("quiet", "not known")}
    colour, said = words[success]
    if run.output is None:
        said = f"left open: {run.left_open} cut it" if run.left_open else "no output"
    reads = [f"evaluation {k} at level {n}: {short(value)}" for k, n, value in run.reads]
    more = f"<li>and {len(reads) - READS} more</li>" if len(reads) > READS else ""
    listed = f"<ul>{''.join(f'<li>{escape(r)}</li>' for r in reads[:READS])}{more}</ul>" if reads else ""
    answer = "" if run.output is None else f" – answers ({escape(', '.join(short(v) for v in run.output[:READS]))})"
    before = f", after {len(reads)} readings" if reads else ""
    tossed = f"coins {run.bits}: " if coins else ""
    return (
        f'<span class="leaf">{tossed}<span class="{colour}">{said}</span>, weight {run.weight}{before}{answer}{listed}'
        "</span>"
    )
