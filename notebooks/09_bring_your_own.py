# %% [markdown]
# # 9 · Bring your own network, algorithm, problem and matrix
#
# Everything so far was ours. Now yours: a network trained in any way, an algorithm in any language, a problem of your
# own. One import is enough; the commands `barriers attack`, `barriers defeat`, … do the same with files.

# %%
import nnbarriers as nb

data = nb.dataset(60)
data.plot()

# %% [markdown]
# ## Your network
#
# The arrays you train on *are* the points of the certificate: the theorem's, rounded to doubles, with a radius that
# allows for it (A4).

# %%
assert (data.x.shape, data.y.shape, data.x.dtype) == ((60, 2), (60,), "float64")
data.y[:6], data.scale

# %% [markdown]
# Train as you like: a scikit-learn pipeline here. Its standardisation is folded into the network exactly.

# %%
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

model = make_pipeline(StandardScaler(), MLPClassifier((8,), solver="lbfgs", max_iter=2000, random_state=0))
assert model.fit(data.x, data.y).score(data.x, data.y) == 1

# %% [markdown]
# And attack it. A classifier's output is a logit, so class 1 is predicted where it exceeds 0.

# %%
found = nb.attack(model, data)
assert found.verdict == "accepted"
assert found.failing >= found.promised > 0 == found.failing_before

# %% tags=["machine"]
print(found)
found.plot()

# %% [markdown]
# The library agrees, up to its own rounding: move all points by the one vector, and ask the pipeline.

# %%
import numpy as np

eta = np.array([float(v) for v in found.eta])
wrong = model.predict(data.x + eta) != data.y
assert abs(int(wrong.sum()) - found.failing) <= 1

# %% [markdown]
# Weights from anywhere, as arrays `W1, b1, W2, b2, …`: here a network of five neurons, written by hand, that reads the
# tiny print. A file is read as exactly as an object.

# %%
import tempfile
from pathlib import Path

folder = tempfile.TemporaryDirectory()  # removed with the kernel
here = Path(folder.name)
print_size = float(data.delta)
np.savez(here / "model.npz", W1=[[0, 1 / print_size]] * 5, b1=np.zeros(5), W2=[[1, 0, 0, 0, 0]], b2=np.zeros(1))
by_hand = nb.attack(here / "model.npz", data)
assert (by_hand.failing_before, by_hand.failing) == (0, 30)
by_hand

# %% [markdown]
# The certificate is a file; the kernel checks it with nothing but the standard library; its hash is its name.

# %%
path = by_hand.save(here / "cert.json")
checked = nb.check(path)
assert checked
assert checked.sha256 == by_hand.certificate.sha256
checked

# %% [markdown]
# What exists, larger: a network that is right on whole balls about the same points (A5).

# %%
stable = nb.stabilise(data)
assert nb.check(stable)
stable

# %% [markdown]
# ## Your network, on your data
#
# With a `budget` the points and labels are yours: one vector, no entry larger than that, at which as many points as
# possible are wrong at once that were right. No theorem promises a number there. It is searched in floats; what it does
# is decided exactly: which points it breaks, on held-out points too, and whether every vector in a ball does (U).
# Digits of scikit-learn, from 0 to 16, an eighth of the range, pixels clipped into it:

# %%
from fractions import Fraction

from sklearn.datasets import load_digits

digits = load_digits()
images, labels = digits.images[:600].astype(int), digits.target[:600]
reader = MLPClassifier((32,), solver="lbfgs", max_iter=500, random_state=0)
reader.fit(images[:500].reshape(500, 64) / 16, labels[:500])
fitted, others = (images[:500], labels[:500]), (images[500:], labels[500:])
one = nb.attack(reader, fitted, budget="1/8", unit="1/16", box=(0, 1), held_out=others)
assert one.broken > 20 and nb.check(one)
firm = one.steadied(keep="9/10")
assert firm.radius > 0 and firm.broken >= Fraction(9, 10) * one.broken and nb.check(firm)

# %% tags=["machine"]
print(one.claim, firm.firmly, sep="\n")
one.plot()

# %% [markdown]
# A verifier's counterexample is decided exactly, too (V): the property is read in VNN-LIB, the network is evaluated in
# rationals, and the amount by which it misses is told. A point on the boundary, and one outside the box by 10^-20:

# %%
(here / "wide.vnnlib").write_text(
    """
(declare-const X_0 Real) (declare-const X_1 Real) (declare-const Y_0 Real)
(assert (>= X_0 0)) (assert (<= X_0 1.0)) (assert (>= X_1 0)) (assert (<= X_1 2.0))
(assert (or (<= Y_0 0) (>= Y_0 (+ X_0 14))))
"""
)
wide = nb.ReluNetwork.of([([[1, -1], [2, 3]], [0, "-1/2"]), ([[1, 2]], [0])])
(here / "found.txt").write_text("sat\n((X_0 1) (X_1 2) (Y_0 14.9999))")
(here / "outside.txt").write_text("sat\n((X_0 1) (X_1 2.00000000000000000001))")
replayed = nb.replay(wide, here / "found.txt", here / "wide.vnnlib")
outside = nb.replay(wide, here / "outside.txt", here / "wide.vnnlib")
assert (replayed.verdict, replayed.outputs, replayed.excess) == ("counterexample", (15,), 0)
assert (outside.holds, outside.excess) == (False, Fraction(1, 10**20))
assert nb.check(replayed) and nb.check(outside)
print(outside.verdict)
replayed

# %% [markdown]
# ## Your algorithm
#
# A callable that reads the data at a finite level and tosses coins.


# %%
def guess(problem, oracle, tape):
    """Look for the tiny print, up to 2^-20; if there is none toss a coin."""
    seen = any(oracle.read(2 * j + 1, 20) > 0 for j in range(problem.outputs))
    return problem.labels if seen or tape.bit() else [Fraction(1, 2)] * problem.outputs


game = nb.defeat(guess, "B")
assert (game.verdict, game.bound) == ("defeated", Fraction(1, 2))
game.plot()

# %%
assert nb.check(game.save(here / "defeat.json")).result == "J"
print(game.conclusion)
print(game.proposition)

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
program = nb.defeat(nb.Program(f"sh {here / 'coin.sh'}"), "B")
assert [str(play.success) for play in program.inputs] == ["1/2", "1/2"]

# %% [markdown]
# ## Your problem
#
# Inputs that depend on a small number s: the evaluations, and the answers for s < 0, s > 0 and s = 0. Here rounding a
# real number that is read ever more finely, and the rank of a matrix.

# %%
half = Fraction(1, 2)
rounding = nb.fork("rounding", lambda s: [half + s], left=[0], right=[1], limit=[0, 1])


def nearest(problem, oracle, tape):
    """Round a reading."""
    return [1 if oracle.read(0, 50) > half else 0]


rounded = nb.defeat(nearest, rounding, accuracy="1/10")
assert rounded.verdict == "defeated"
rounded

# %%
rank = nb.jump("rank of a 2 x 2 matrix", lambda s: [1, 0, 0, s], limit=[1], right=[2])
ranked = nb.defeat(lambda problem, oracle, tape: [2 if oracle.read(3, 30) else 1], rank, accuracy="1/10")
assert ranked.bound == 0
print(ranked.conclusion)

# %% [markdown]
# ## Your matrix
#
# What can be computed: sparse vectors from few measurements, within a certified bound of every sparse vector that fits.

# %%
matrix = [[1, 0, 0, 0, 0.5], [0, 1, 0, 0, 0.5], [0, 0, 1, 0, 0.5], [0, 0, 0, 1, 0.5]]
recovered = nb.recover(matrix, [0.501, 0.5, 0.5, 0.499], 1, noise="1/500", restarts=12)
assert nb.check(recovered)
assert np.linalg.norm(recovered.x - [0, 0, 0, 0, 1]) <= float(recovered.bound)

# %% tags=["machine"]
recovered

# %% [markdown]
# ## Cite it

# %%
cited = nb.cite("A3", certificates=[path])
assert "2109.06098" in cited
assert checked.sha256 in cited
print(cited.split("% certificate")[0])

# %% [markdown]
# More: [docs/networks.md](../docs/networks.md), [docs/algorithms.md](../docs/algorithms.md), and how to attack your
# own algorithm with thousands of generated problems: [docs/strategies.md](../docs/strategies.md).
