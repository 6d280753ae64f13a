# %% [markdown]
# # 8 · Trust nobody
#
# Why should you believe any of this? Not because a program printed it. Ask a good one a simple question: the network
# $\varphi(x) = \rho(sx) - \rho(-sx)$ computes $sx$. Is $\varphi(x) \ge 2s$ for some $|x| \le 1$? No, whatever $s > 0$.
# On $x \ge 0$ it is a linear program:

# %%
from fractions import Fraction

from scipy.optimize import linprog

from nnbarriers.drawing.verdicts import verdicts_picture
from nnbarriers.wording import power_of_two
from proofs_check.peers.questions import EXPONENTS, scaled_difference

true, said = {}, {}
for exponent in EXPONENTS:
    s = scaled_difference(exponent, Fraction(2)).layers[0].weights[0][0]
    true[exponent] = max(s * x for x in (0, 1)) < 2 * s  # the extreme values of sx for 0 <= x <= 1: exactly, no
    answer = linprog([0.0], A_ub=[[-float(s)]], b_ub=[-2 * float(s)], bounds=[(0, 1)])
    assert answer.status in (0, 2)  # a point, or none
    said[exponent] = answer.status == 2
assert all(true.values())
assert said[4] and not said[40]  # caught out

# %% tags=["machine"]
rows = {"exact": true, "HiGHS": said}
rows = {name: ["right" if no else "wrong" for no in found.values()] for name, found in rows.items()}
scales = [power_of_two(exponent) for exponent in EXPONENTS]
verdicts_picture("A solver of linear programs", scales, {"sx ≥ 2s for some 0 ≤ x ≤ 1? True: no": rows}, "the scale s")

# %% [markdown]
# HiGHS is a good floating-point solver. At small scales its feasibility tolerance, $10^{-7}$ unless one says
# otherwise, is larger than the question: what it finds misses the inequality by $s$ at least. That is no bug: it is
# what tolerances are. The points of results A are this small by necessity. That is why here no tolerance decides
# anything. `make peers` asks z3, cvc5, Marabou and a gradient attack about instances whose answers are known, and
# writes a script that reproduces every wrong answer: [the answers of one run](../docs/peers-table.md).
#
# Here are three ways in which the claims are checked by somebody else: a kernel that shares no code with what it
# checks, other people's solvers, and a proof assistant.
#
# ## Certificates
#
# A certificate is a claim and a witness, in canonical JSON; its SHA-256 is its name. The kernel – the standard
# library and nothing of this project – derives the claim from the witness, condition by condition.

# %%
import nnbarriers as nb
from constructions.training_sets import training_set
from constructions.verification import fitting_network

data = training_set(20)
certificate = nb.attack(fitting_network(data), data).certificate
verdict = nb.check(certificate)
assert verdict.verdict == "accepted"
verdict

# %% [markdown]
# Now let us lie, in several ways. Every lie has a name: the condition that failed.


# %%
import json

from constructions.certificates import canonical, sha256
from nnbarriers.showing import Grid


def lie(**changes):
    """The certificate with changes to its claim."""
    return {**certificate, "claim": {**certificate["claim"], **changes}}


def forge(change):
    """The certificate with another witness, and the claim's hashes made to fit."""
    body = json.loads(certificate.text)
    change(body["witness"])
    body["claim"]["network_sha256"] = sha256(body["witness"]["network"])
    body["claim"]["data_sha256"] = sha256(body["witness"]["data"])
    body["claim"]["indices_sha256"] = sha256(body["witness"]["indices"])
    return body


lies = {
    "one point more fails": lie(failing=certificate["claim"]["failing"] + 1),
    "a smaller perturbation": lie(eta_norm="0"),
    "the theorem promises more": lie(promised=certificate["claim"]["promised"] + 1),
    "a point that does not fail": forge(lambda w: w["indices"].insert(0, 1)),
    "larger balls": forge(lambda w: w["data"].update(radius="1/100")),
}
told = {name: nb.check(nb.Certificate(canonical(body))) for name, body in lies.items()}
assert {verdict.verdict for verdict in told.values()} == {"rejected"}
rows = [(name, verdict.condition, verdict.report[0].partition(": ")[2][:60]) for name, verdict in told.items()]
Grid(("the lie", "rejected by", "why"), rows)

# %% [markdown]
# ## Somebody else's solvers
#
# z3 and cvc5 decide instances of the theorems, for *all* networks of a small shape at once: is there any network with
# one hidden neuron that classifies four points? (A6 says no.) Beside each instance stands a false twin, nearly the
# same claim, which they refute – and their counterexample is replayed exactly.

# %%
from proofs_check.smt.decisions import decide
from proofs_check.smt.instances import cases

small = [case for case in cases() if case.result in ("A6", "B0") and "(1,)" in case.name]
for case in small:
    decision = decide(case, 60)
    assert decision.faults == ()
    assert {answer.verdict for answer in decision.answers} == {case.expected}
assert {case.expected for case in small} == {"sat", "unsat"}
Grid(("result", "z3 and cvc5", "instance"), [(case.result, case.expected, case.name) for case in small])

# %% [markdown]
# ## A proof assistant
#
# "For every network", "for every algorithm" cannot be checked by running anything. These statements are proved on
# paper ([docs](../docs/results-A.md)) and, where the registry says *machine-checked*, in Rocq, without axioms but
# those of ℝ where a theorem is about ℝ (`Real…`); `make proofs` builds everything from scratch. For each result the
# theorem's name, from the list `theorems.txt` of what is built and checked for axioms:

# %%
import re
from pathlib import Path

import proofs_check

listed = (Path(proofs_check.__file__).parent / "rocq" / "theorems.txt").read_text()
theorems = {r.id: re.findall(rf"^(\w+\.{r.id}(?:_\w+)?)$", listed, re.MULTILINE) for r in nb.results()}
for result in nb.results():
    assert bool(theorems[result.id]) == ("machine-checked" in result.evidence)
rows = [(r.id, r.title, ", ".join(theorems[r.id]) or "not machine-checked") for r in nb.results()]
Grid(("result", "what it says", "theorems in Rocq"), rows)

# %% [markdown]
# What exactly is formalised, and every difference from the statement in words, is written down in
# [Audit.md](../proofs_check/rocq/Audit.md).
