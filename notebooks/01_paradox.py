# %% [markdown]
# # 1 · The paradox in pictures
#
# A network that is right at all of its points, and one vector, smaller than the distance of any point to a boundary,
# that breaks half of them at once. Here it grows.

# %%
import nnbarriers as nb
from constructions.training_sets import epsilon, training_set
from constructions.verification import fitting_network
from nnbarriers.drawing import figures
from nnbarriers.drawing.growing import growing

larger = training_set(24)
network = fitting_network(larger)
found = nb.attack(network, larger)
assert (found.failing_before, found.failing) == (0, 12)
growing(found.found)

# %% [markdown]
# Move it yourself, where this notebook is run: at which points the network fails was decided exactly for each place of
# the slider.

# %%
nb.slider(found)

# %% [markdown]
# And there is another, larger network that nothing of that size can break. Everything here is computed with rational
# numbers; what is said of these networks and points is followed by an `assert`. Statements and proofs:
# [docs/results-A.md](../docs/results-A.md), results A1–A6.
#
# ## A question with a stable answer
#
# The function $f_a(x) = \lceil a/x_1\rceil \bmod 2$ alternates between 0 and 1 on intervals that shrink towards 0.
# The points $x^k = (a/(k+\frac34), 0)$ sit well inside these intervals: a whole ball of radius $\varepsilon(n) =
# 1/((4n+3)(2n+2))$ about each of them has the same label. At each of these points the answer is stable (A1).

# %%
n = 12
data = training_set(n)
figures.levels(data)

# %%
from theory.classification import ClassificationFunction, separation

f = ClassificationFunction(data.a)
assert [f(x) for x in data.bare_points] == [(k + 1) % 2 for k in range(1, n + 1)] == list(data.labels)
assert data.radius == epsilon(n)
assert separation(f, data.points, data.radius).holds  # the points are 2r apart, and f is constant on each r-ball
print(f"{n} points, each alone in a ball of radius {data.radius}")

# %% [markdown]
# ## The tiny print
#
# Now move each point of label 1 up by $\delta$, in the second coordinate, which $f_a$ does not look at. The label is
# printed beside the point, in print as small as you like: $z^k = x^k + \delta f_a(x^k) e_2$.

# %%
figures.tiny_print(data)

# %% [markdown]
# Any architecture at all can read tiny print: $\varphi(x) = \rho(x_2)/\delta$ needs one neuron per layer. It makes no
# error on the training set, none on further points of the same form, and its cost is zero for every cost function
# that is zero where outputs and labels agree (A2).

# %%
from constructions.instability import failing_set, interpolating_network

for widths in ((2, 1, 1), (2, 3, 1), (2, 2, 4, 1)):
    reader = interpolating_network(widths, epsilon(500))
    unseen = training_set(500, delta=epsilon(500))
    assert failing_set(reader, unseen.points, unseen.labels) == ()
print("right at 500 points, whatever the architecture")

# %% [markdown]
# ## One vector
#
# And what reads tiny print can be blinded. The network above uses both the tiny print and, as far as its four neurons
# allow, the position; it is right at all points of a larger set. Among all vectors $\eta_{s,t} = t e_1 - s\delta e_2$
# with $|t| < r$ we looked, exhaustively, for the one at which it fails most often.

# %%
found.plot()

# %%
moved = [tuple(v + e for v, e in zip(z, found.eta, strict=True)) for z in larger.points]
failing = [k + 1 for k in found.rows]
assert found.eta_norm <= larger.radius  # nobody left a ball
assert [f(z) for z in moved] == list(larger.labels)  # so no label changed
assert failing_set(network, moved, larger.labels) == tuple(failing)
assert found.failing >= found.promised  # A3: at least ceil((n - P - 1)/2), for every accurate network
print(f"{found.failing} of {len(larger)} points fail under one vector; promised were {found.promised}")

# %% [markdown]
# It is no bad luck and no bad training. Without the tiny print the network is a piecewise affine function of one
# variable with at most $P(N)$ pieces, and such a function cannot follow $n$ alternating labels if $n$ is larger than
# $P(N) + 1$. Counting is the whole proof of A3; [notebook 2](02_fixed_architectures.ipynb) does it slowly.
#
# ## And yet a stable network exists
#
# With $2(n-1)$ neurons – a *larger architecture* – there is a network that is flat, and right, on every closed ball
# (A5).

# %%
stable = nb.stabilise(data)
stable.plot()

# %%
from itertools import product

psi = stable.network
assert stable.verdict == "accepted" and psi.widths == (2, 2 * (n - 1), 1)
assert all(row[1] == 0 for row in psi.layers[0].weights)  # it does not even look at the tiny print …
line = psi.restrict([0, 0], [1, 0])
for x, label in zip(data.x1, data.labels, strict=True):
    ends = (x - data.radius, x + data.radius)
    assert not any(ends[0] < t < ends[1] for t in line.breakpoints)  # … is affine on each ball …
    assert line(ends[0]) == line(ends[1]) == label  # … and equal to the label at both ends: constant
corners = [(x + i * data.radius, y * data.delta + j * data.radius)
           for x, y in zip(data.x1, data.labels, strict=True) for i, j in product((-1, 0, 1), repeat=2)]  # fmt: skip
assert failing_set(psi, corners, [y for y in data.labels for _ in range(9)]) == ()
print(f"{2 * (n - 1)} neurons are right on {n} whole balls")

# %% [markdown]
# So a stable and accurate network exists, it is even easy to write down, and no training of the small architecture
# can find it, because it is not there; how large it must be is A6. This is the paradox that *The mathematics of
# adversarial attacks in AI* of Bastounis, Hansen and Vlačić proved; the points, the radii and the counts here are our
# explicit version of it (`barriers results A3`).
#
# **What is not said.** Nothing about a network that you trained on other data. The training set is made for the
# proof, and the proof is about *every* network of a fixed architecture on *these* data.
