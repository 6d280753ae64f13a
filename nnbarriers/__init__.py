"""Barriers: what neural-network training cannot do – built, run, certified and checked.

Networks:    `dataset`, `load_dataset`, `attack`, `stabilise`, `as_network`, `load_network`
Algorithms:  `defeat`, `Program`, and problems of one's own: `fork`, `jump`, `weak_fork`
Points:      `replay`
Recovery:    `recover`
Solvers:     `solve`, `trust`, `trust_path`, `misses`
Pages:       `slider`, `playground`, `duel`, to play with in a notebook
Trust:       `check`, `result`, `results`, `cite`; `nnbarriers.testing` for pytest
Types:       `Problem`, `Oracle`, `Tape` (what an algorithm is handed), `ReluNetwork`, `Family`
Errors:      `BarriersError` says what is wrong and the way out; `HiddenState` shows two runs that fit no algorithm

Numbers are exact: an argument may be an int, a Fraction, text such as "1/100", or a float, which is the rational that
it is.  Results show themselves in a notebook, and have `.verdict`, `.certificate`, `.save(path)` and, most, `.plot()`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from constructions.programs import Program as Program
    from nnbarriers.attacks import Attack as Attack
    from nnbarriers.attacks import attack as attack
    from nnbarriers.certificates import Certificate as Certificate
    from nnbarriers.certificates import Check as Check
    from nnbarriers.certificates import check as check
    from nnbarriers.citations import cite as cite
    from nnbarriers.citations import result as result
    from nnbarriers.citations import results as results
    from nnbarriers.games import Game as Game
    from nnbarriers.games import defeat as defeat
    from nnbarriers.interactive import duel as duel
    from nnbarriers.interactive import playground as playground
    from nnbarriers.interactive import slider as slider
    from nnbarriers.models import Dataset as Dataset
    from nnbarriers.models import as_network as as_network
    from nnbarriers.models import dataset as dataset
    from nnbarriers.models import load_dataset as load_dataset
    from nnbarriers.models import load_network as load_network
    from nnbarriers.own_data import UniversalAttack as UniversalAttack
    from nnbarriers.paths import TrustPath as TrustPath
    from nnbarriers.paths import trust_path as trust_path
    from nnbarriers.problems import fork as fork
    from nnbarriers.problems import jump as jump
    from nnbarriers.problems import weak_fork as weak_fork
    from nnbarriers.recovering import Recovered as Recovered
    from nnbarriers.recovering import recover as recover
    from nnbarriers.replaying import Replay as Replay
    from nnbarriers.replaying import replay as replay
    from nnbarriers.searching import Missed as Missed
    from nnbarriers.searching import misses as misses
    from nnbarriers.solving import Solved as Solved
    from nnbarriers.solving import solve as solve
    from nnbarriers.stability import Stable as Stable
    from nnbarriers.stability import stabilise as stabilise
    from nnbarriers.trusting import Trust as Trust
    from nnbarriers.trusting import trust as trust
    from theory.algorithms import Oracle as Oracle
    from theory.algorithms import Tape as Tape
    from theory.exact import BarriersError as BarriersError
    from theory.families import Family as Family
    from theory.networks import ReluNetwork as ReluNetwork
    from theory.problems import Problem as Problem
    from theory.runs import HiddenState as HiddenState

_WHERE = {
    "Attack": "nnbarriers.attacks",
    "BarriersError": "theory.exact",
    "Certificate": "nnbarriers.certificates",
    "Check": "nnbarriers.certificates",
    "Dataset": "nnbarriers.models",
    "Family": "theory.families",
    "Game": "nnbarriers.games",
    "HiddenState": "theory.runs",
    "Missed": "nnbarriers.searching",
    "Oracle": "theory.algorithms",
    "Problem": "theory.problems",
    "Program": "constructions.programs",
    "Recovered": "nnbarriers.recovering",
    "ReluNetwork": "theory.networks",
    "Replay": "nnbarriers.replaying",
    "Solved": "nnbarriers.solving",
    "Stable": "nnbarriers.stability",
    "Tape": "theory.algorithms",
    "Trust": "nnbarriers.trusting",
    "TrustPath": "nnbarriers.paths",
    "UniversalAttack": "nnbarriers.own_data",
    "as_network": "nnbarriers.models",
    "attack": "nnbarriers.attacks",
    "check": "nnbarriers.certificates",
    "cite": "nnbarriers.citations",
    "dataset": "nnbarriers.models",
    "defeat": "nnbarriers.games",
    "duel": "nnbarriers.interactive",
    "fork": "nnbarriers.problems",
    "jump": "nnbarriers.problems",
    "load_dataset": "nnbarriers.models",
    "load_network": "nnbarriers.models",
    "misses": "nnbarriers.searching",
    "playground": "nnbarriers.interactive",
    "recover": "nnbarriers.recovering",
    "replay": "nnbarriers.replaying",
    "result": "nnbarriers.citations",
    "results": "nnbarriers.citations",
    "slider": "nnbarriers.interactive",
    "solve": "nnbarriers.solving",
    "stabilise": "nnbarriers.stability",
    "trust": "nnbarriers.trusting",
    "trust_path": "nnbarriers.paths",
    "weak_fork": "nnbarriers.problems",
}
"""The documented names, and the modules that have them: loaded when they are asked for (PEP 562)."""

__all__ = sorted(_WHERE)  # noqa: PLE0605


if not TYPE_CHECKING:  # which knows the names from above, and no others

    def __getattr__(name: str) -> object:
        """Load a documented name, once; raises `Hidden` if a file of the user's own hides a package of ours."""
        if name not in _WHERE:
            raise AttributeError(f"module 'nnbarriers' has no attribute {name!r}; it has {', '.join(__all__)}")
        from nnbarriers.neighbours import require

        require()
        globals()[name] = getattr(import_module(_WHERE[name]), name)
        return globals()[name]


def __dir__() -> list[str]:
    """Return the documented names."""
    return __all__
