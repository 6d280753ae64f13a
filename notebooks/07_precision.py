# %% [markdown]
# # 7 · The price in precision
#
# *Result A8.* To read tiny print one needs a magnifying glass: a network with few pieces that is accurate on
# $D_\delta$ must have large weights. If all weights are integers in $[-w, w]$ – as in quantised networks – there is a
# $\delta$ below which the architecture is out of the game. Here is the tiny print that has to be read.

# %%
import nnbarriers as nb

nb.dataset(12).plot()

# %% [markdown]
# ## The inequality
#
# If $P(N) < n-1$ and $|\varphi(z^k) - f_a(z^k)| \le e < \frac12$ at all $n$ points, then $W^L N_1\cdots
# N_{L-1}\,\delta \ge 1 - 2e$, where $W$ bounds the weights (biases are free). The reason: along the line of the bare
# points $\varphi$ cannot alternate, so it must climb by $1-2e$ over a step of length $\delta$, and its Lipschitz
# constant is at most $W^L N_1\cdots N_{L-1}$.
#
# It is attained: $\varphi(x) = e + W^L N_1\cdots N_{L-1}\,\rho(x_2)$.

# %%
from constructions.precision import least_integer_weight, price, sharp_weights_network, weight_product
from constructions.training_sets import epsilon, training_set
from nnbarriers.showing import Grid
from theory.layers import piece_bound

widths, n, rows = (2, 3, 3, 1), 30, []
assert piece_bound(widths) < n - 1
for weight in (1, 2, 4, 8):
    delta = epsilon(n) / 2
    if weight_product(widths, weight, delta) > 1:
        continue
    data = training_set(n, delta=delta)
    sharp = price(sharp_weights_network(widths, delta, weight), data)
    assert sharp.applies
    assert sharp.paid == sharp.due  # equality, exactly
    rows.append((weight, sharp.error, sharp.paid, sharp.due))
Grid(("W", "error e", "WᴸN₁⋯Nₗ₋₁δ", "1 − 2e"), rows)

# %% [markdown]
# ## How large must integer weights be?
#
# The least $w$ for which the inequality allows error 0, against $1/\delta$, for networks of depth 2, 3, 5 and width
# 8. Depth helps: the slope is $1/L$.

# %%
from fractions import Fraction
from math import prod

from nnbarriers.drawing import figures

series = {}
for depth in (2, 3, 5):
    shape = (2, *(8,) * (depth - 1), 1)
    points = []
    for e in range(4, 61, 4):
        w = least_integer_weight(shape, Fraction(1, 2**e))
        assert w**depth * prod(shape[1:-1]) >= 2**e > (w - 1) ** depth * prod(shape[1:-1])
        points.append((2**e, w))
    series[f"L = {depth}"] = points
figures.curves(
    "The least integer weight grows like a root of 1/delta", series, title="The least integer weight, width 8",
    across="1/δ", up="w", log_x=True, log_y=True,
)  # fmt: skip

# %% [markdown]
# So with $b$ bits a weight there is a finite set of points, well separated and stable, that no network of the
# architecture can fit – though one with real weights fits it exactly.

# %%
rows = []
for bits in (4, 8, 16, 32):
    w, shape = 2 ** (bits - 1), (2, 8, 8, 1)
    n = prod(k + 1 for k in shape[1:-1]) + 2  # A8 speaks of n > P(N) + 1 points
    delta = min(Fraction(1, w ** (len(shape) - 1) * prod(shape[1:-1]) + 1), epsilon(n))
    assert least_integer_weight(shape, delta) > w  # weights in [-w, w] are not enough
    assert training_set(n, delta=delta).labels.count(1) > 0  # the points exist
    rows.append((bits, n, f"{float(delta):.1e}"))
Grid(("bits of a weight", "points", "δ"), rows, "Too much for (2; 8, 8; 1)")

# %% [markdown]
# ## A trained network pays
#
# A regressor trained on 500 points in double precision. Its weights are what they are; the inequality is checked
# exactly.

# %%
from constructions.trainers.descent import regressor
from constructions.training_runs import train

data = nb.dataset(500)
trained = train(regressor, data, (8, 8), seed=0)
paid = price(trained.network, data)
assert not paid.applies or paid.holds

# %% tags=["machine"]
Grid(("largest error e", "paid", "due, 1 − 2e"), [[f"{float(v):.3g}" for v in (paid.error, paid.paid, paid.due)]])

# %% [markdown]
# The setting, limited precision and integer weights, is that of papers by S. Draghici and co-authors (1997–1999);
# statement and proof are ours ([docs/results-A.md](../docs/results-A.md#a8)). A8 bounds weights. Rounding inside the
# network is another matter, and no claim is made about it.
