# %% [markdown]
# # 2 · Fixed architectures must fail
#
# *Results A0, A3, A4, A6, A7.* A ReLU network has few pieces on a line; few pieces cannot follow many labels; so what
# does not come from the line must come from the tiny print. Here is a network of five neurons along a line: six pieces,
# and no network of its size has more.

# %%
from nnbarriers.drawing import figures

figures.illustration("A0")

# %% [markdown]
# ## Few pieces (A0)
#
# Walk along a line. Every neuron of the first layer switches at most once, so one layer of width $N_1$ makes at most
# $N_1 + 1$ pieces; each piece is cut by the next layer into at most $N_2 + 1$, and so on: $P(N) =
# (N_1+1)\cdots(N_{L-1}+1)$. Here are random networks, and exactly how many pieces they have.

# %%
import random
from itertools import pairwise

import nnbarriers as nb
from theory.layers import piece_bound

rng = random.Random(1)


def random_network(widths):
    """A network with small random integer weights."""
    layers = []
    for inputs, outputs in pairwise(widths):
        rows = [[rng.randint(-9, 9) for _ in range(inputs)] for _ in range(outputs)]
        layers.append((rows, [rng.randint(-9, 9) for _ in range(outputs)]))
    return nb.ReluNetwork.of(layers)


counted, allowed = [], []
for width in range(1, 13):
    widths = (2, width, width, 1)
    most = max(len(random_network(widths).restrict([0, 0], [1, 1]).pieces) for _ in range(60))
    assert most <= piece_bound(widths) == (width + 1) ** 2
    counted.append((width, most))
    allowed.append((width, piece_bound(widths)))
assert all(2 * most < bound for (_, most), (width, bound) in zip(counted, allowed, strict=True) if width >= 4)
figures.curves(
    "Pieces of random networks with two hidden layers: from w = 4 on fewer than half of the bound (w+1)^2",
    {"most pieces seen in 60 networks": counted, "P(N)": allowed},
    title="Two hidden layers of width w", across="w", up="affine pieces", log_y=True,
)  # fmt: skip

# %% [markdown]
# ## Many labels (A3)
#
# At the bare points $x^k$ the labels alternate along one line. A function with $P$ pieces, seen through any monotone
# $g$, changes its mind at most $P$ times; so the points at which it does not fail form at most $P+1$ runs of equal
# label, and between two neighbours of a run sits a point of the other label, which fails. Hence $F \ge (n-F)-(P+1)$,
# that is
#
# $$F \;\ge\; \tfrac12\,(n-P-1).$$
#
# Can this be improved? No: for one hidden layer of width at least 3 there is a network with exactly that many
# failures.

# %%
from fractions import Fraction

from constructions.instability import failing_set, points_needed, promised
from constructions.stable_network import balanced_runs, pieces_required, sharp_network, sharp_runs
from constructions.training_sets import training_set

exact, bound = [], []
for n in range(6, 61, 2):
    sharp, data = sharp_network(sharp_runs(n, 5), 5), training_set(n)
    failures = len(failing_set(sharp, data.bare_points, data.labels))
    assert failures == promised(n, sharp.piece_bound, accurate=True)  # equality, at every n
    exact.append((n, failures))
    bound.append((n, max(Fraction(0), Fraction(n - sharp.piece_bound - 1, 2))))
figures.curves(
    "The zigzag network of width 5 fails at exactly as many points as the theorem says it must",
    {"failures of a zigzag of width 5": exact, "(n − P − 1)/2": bound},
    title="The bound is attained", across="n", up="points that fail",
)  # fmt: skip

# %% [markdown]
# For one vector to make $q$ points fail of the label $s$ whose tiny print it erases ($F_s \ge q$) it suffices to have
# $4q + P - 2$ points; one point fewer and there is a network
# that escapes (the surplus shared by two neighbouring runs, which have different labels).

# %%
for q in (1, 2, 3, 5):
    runs = balanced_runs(q, 4)
    n = sum(runs)
    lucky, data = sharp_network(runs, 4), training_set(n)
    failing = failing_set(lucky, data.bare_points, data.labels)
    by_label = [sum(data.labels[k - 1] == s for k in failing) for s in (0, 1)]
    assert n == points_needed(q, lucky.piece_bound) - 1
    assert max(by_label) == q - 1  # neither F_0 nor F_1 reaches q
print("F_0 ≥ q or F_1 ≥ q needs 4q + P − 2 points")

# %% [markdown]
# ## A network must grow (A6)
#
# If no point of the line is to fail, $P(N) \ge n-1$ – and a zigzag with $P(N) = n-1$ does it.

# %%
for n in (6, 20, 75):
    data = training_set(n)
    smallest = sharp_network(sharp_runs(n, n - 2), n - 2)
    assert smallest.piece_bound == pieces_required(n) == n - 1
    assert failing_set(smallest, data.bare_points, data.labels) == ()

# %% [markdown]
# ## Train your own, and watch it break
#
# Two hundred points, every coordinate an exact double. scikit-learn trains until the classifier makes no error (its
# decision is a step function $g$ of the output). A float network is a network with rational weights: it is read
# exactly, and attacked exactly.

# %%
from constructions.trainers.descent import classifier
from constructions.training_runs import train

data = nb.dataset(200)
trained = train(classifier, data, (8, 8), seed=0)
attack = nb.attack(trained.network, data, threshold=0)
assert attack.failing >= attack.promised
assert attack.eta_norm <= data.radius

# %% tags=["machine"]
from nnbarriers.showing import Grid

Grid(
    ("points", "fail before", "fail under η", "promised", "‖η‖"),
    [(attack.points, attack.failing_before, attack.failing, attack.promised, f"{float(attack.eta_norm):.1e}")],
)

# %% [markdown]
# The vector is not a lucky find among many: the failing set is an exact union of intervals of $t$, all of which were
# computed. And at least one interval has positive length, so there are uncountably many such vectors (A4).

# %%
from constructions.certificates import instability_certificate
from constructions.instability import universal_perturbation

many = universal_perturbation(trained.network, data, trained.g, uncountable=True)
assert many.cuts[0] < many.cuts[-1]  # one set of points fails for every t between
assert len(many.indices) >= promised(len(data), many.network.piece_bound, accurate=False)
assert data.served.uncountable  # and one finite set serves uncountably many functions f_a

# %% [markdown]
# A certificate of it is a text file. A program that shares no code with the one that found the vector reads it and
# agrees.

# %%
said = nb.check(nb.Certificate.of(instability_certificate(many)))
assert (said.verdict, said.result) == ("accepted", "A4")

# %% [markdown]
# ## Random data
#
# Nor must the points be chosen by an enemy. Draw $m$ indices independently, $k$ with probability $1/(k(k+1))$. With
# probability at least $1-p$ all points drawn are separated by what A1 says for $\lceil m/p\rceil$ points, and with
# the exact probability below the first $M = 4q+P-2$ are among them, so that at least $q$ of the points drawn fail
# under one vector (A7).

# %%
from constructions.random_sets import (
    largest_index_bound,
    probability_all_below,
    probability_all_drawn,
    probability_all_drawn_bound,
)

m, p, q = 200, Fraction(1, 10), 2
needed = points_needed(q, piece_bound((2, 2, 1)))
below = probability_all_below(m, largest_index_bound(m, p))
drawn = probability_all_drawn(m, needed)
assert below >= 1 - p
assert drawn >= probability_all_drawn_bound(m, needed)
print(f"all {m} indices are small enough with probability {float(below):.3f},")
digits = len(str(drawn.denominator))
print(f"and 1, …, {needed} are all drawn with probability {float(drawn):.3f}, a fraction of {digits} digits")

# %% [markdown]
# ## It does not matter how you look at the output
#
# $g$ may be any monotone function, in either direction: a threshold anywhere, a sigmoid, the identity. The bound is
# the same.

# %%
from theory.monotone import sigmoid, threshold

for g in (threshold(0), threshold(Fraction(1, 2)), threshold(1, decreasing=True), sigmoid()):
    found = universal_perturbation(trained.network, data, g)
    assert len(found.indices) >= found.promised == promised(200, 81, accurate=not found.before)
print("the same bound for every monotone g")
