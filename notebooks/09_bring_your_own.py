# %% [markdown]
# # 9 · Bring your own network, bring your own algorithm
#
# Everything so far was ours. Now yours: a network trained in any way, an algorithm in any language, a problem of your
# own. The commands are those of the command line, `barriers …`; here they are called from Python.

# %%
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

scratch = tempfile.TemporaryDirectory()  # removed with the kernel
here = Path(scratch.name)
environment = {**os.environ, "COLUMNS": "100"}


def barriers(*words):
    """Run the command with --json and return what it said."""
    command = [sys.executable, "-m", "nnbarriers", *words, "--json"]
    done = subprocess.run(command, cwd=here, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


# %% [markdown]
# ## Your network
#
# `barriers dataset` writes a training set; every number in it is exactly a double, so the arrays you train on *are*
# the points of the certificate: the theorem's, rounded, with a radius that allows for it (A4).

# %%
command = [sys.executable, "-m", "nnbarriers", "dataset", "--points", "60", "--a", "1", "-o", "data.npz"]
subprocess.run(command, cwd=here, env=environment, capture_output=True, check=True)
data = np.load(here / "data.npz")
x, y = data["x"], data["y"]
print(x.shape, "labels", y[:6], "delta", str(data["delta"]))

# %% [markdown]
# Train as you like: here plain NumPy, one hidden layer of eight neurons on features scaled by powers of two
# (exactly), full-batch Adam on the logistic loss.

# %%
rng = np.random.default_rng(0)
scale = np.array([1.0, 2.0 ** -np.floor(np.log2(x[:, 1].max()))])
shapes = [(8, 2), (8,), (1, 8), (1,)]
weights = [rng.normal(size=shape) for shape in shapes]
first, second = [np.zeros(s) for s in shapes], [np.zeros(s) for s in shapes]
for step in range(1, 1501):
    hidden = np.maximum(x * scale @ weights[0].T + weights[1], 0)
    logit = (hidden @ weights[2].T + weights[3])[:, 0]
    error = (1 / (1 + np.exp(-logit)) - y)[:, None] / len(y)
    back = (error @ weights[2]) * (hidden > 0)
    gradient = [back.T @ (x * scale), back.sum(axis=0), error.T @ hidden, error.sum(axis=0)]
    for w, g, m, v in zip(weights, gradient, first, second, strict=True):
        m += 0.1 * (g - m)
        v += 0.001 * (g * g - v)
        w -= 0.03 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
np.savez(here / "model.npz", W1=weights[0] * scale, b1=weights[1], W2=weights[2], b2=weights[3])

# %% [markdown]
# And attack it. The output is a logit, so class 1 is predicted where it exceeds 0.

# %%
told = barriers("attack", "model.npz", "--dataset", "data.npz", "--threshold", "0", "-o", "cert.json")
assert told["verdict"] == "accepted"
assert told["failing"] >= told["promised"] > 0

# %% tags=["machine"]
print(f"{told['failing']} of {told['points']} points fail under one vector, promised were {told['promised']}")

# %% [markdown]
# The certificate is checked by the kernel, and cited by its hash.

# %%
(checked,) = barriers("check", "cert.json")
assert checked["verdict"] == "accepted"
assert checked["sha256"] == told["sha256"]

# %% [markdown]
# ## Your algorithm
#
# A callable that reads the data at a finite level and tosses coins.

# %%
(here / "mine.py").write_text('''
from fractions import Fraction


def guess(problem, oracle, tape):
    """Look for the tiny print, ever more finely; after 20 levels toss a coin."""
    labels = [Fraction(s) for s in problem.labels]
    k = len(problem.evaluations) // len(labels) * problem.labels.index(1) + 1
    if any(oracle.read(k, n) > Fraction(1, 2**n) for n in range(1, 21)):
        return labels
    return labels if tape.bit() else [Fraction(1, 2)] * len(labels)
''')
told = barriers("defeat", "mine:guess", "--family", "B", "--exact", "-o", "defeat.json")
for row in told["inputs"]:
    print(row["name"], row["success"])
assert told["defeated"]
assert told["bound"] == "1/2"
(checked,) = barriers("check", "defeat.json")
assert (checked["verdict"], checked["result"]) == ("accepted", "J")

# %% [markdown]
# Your program, in any language: one JSON object a line.

# %%
(here / "coin.sh").write_text("""read problem
echo '{"flip": true}'
read bit
case "$bit" in
  *1*) echo '{"output": ["0", "1", "0", "1", "0"]}' ;;
  *) echo '{"output": ["1/2", "1/2", "1/2", "1/2", "1/2"]}' ;;
esac
""")
told = barriers("defeat", "--command", "sh coin.sh", "--family", "B", "--exact")
assert [row["success"] for row in told["inputs"]] == [{"high": "1/2", "low": "1/2"}] * 2

# %% [markdown]
# ## Your problem
#
# A limit, two sequences that converge to it with different answers, and exact distances: here rounding a real number
# that is read ever more finely.

# %%
(here / "rounding.py").write_text("""
from fractions import Fraction

from theory.families import FORK, Family
from theory.problems import Distance, Input, Problem

HALF = Fraction(1, 2)


def near(branch, n):
    x = HALF + {0: 0, 1: -1, 2: 1}[branch] * Fraction(1, 4**n)
    right = {0: (0, 1), 1: (0,), 2: (1,)}[branch]

    def distance(output):
        exact = min(abs(output[0] - r) for r in right)
        return Distance(exact, exact)

    return Input(f"x = {x}", lambda k: x, distance)


rounding = Family(FORK, lambda accuracy: Problem("rounding", ("x",), 1, accuracy), near(0, 0), near, kappa=Fraction(1))


def nearest(problem, oracle, tape):
    return [1 if oracle.read(0, 50) > HALF else 0]
""")
told = barriers("defeat", "rounding:nearest", "--family", "rounding:rounding", "--accuracy", "1/10")
assert told["defeated"]
print(told["conclusion"])

# %% [markdown]
# ## Cite it
#
# `barriers cite A3 --certificate cert.json` prints the paper, the software and the certificate's hash.

# %%
command = [sys.executable, "-m", "nnbarriers", "cite", "A3", "--certificate", "cert.json"]
cited = subprocess.run(command, cwd=here, env=environment, capture_output=True, text=True, check=True).stdout
assert "2109.06098" in cited
assert barriers("check", "cert.json")[0]["sha256"] in cited
print(cited.split("% certificate")[0])

# %% [markdown]
# More: [docs/networks.md](../docs/networks.md), [docs/algorithms.md](../docs/algorithms.md), and how to attack your
# own algorithm with thousands of generated problems: [docs/strategies.md](../docs/strategies.md).
