# %% [markdown]
# # 6 · What can be computed
#
# *Results E0–E3.* Barriers are not everywhere. Where the matrix has the robust null space property there are networks
# – FIRENETs: unrolled, restarted primal-dual iterations – that recover sparse vectors with an error that falls
# exponentially with depth, stably. All constants below are certified rationals. This makes the positive part of
# Colbrook, Antun and Hansen explicit.

# %%
import nnbarriers as nb
from nnbarriers.demonstrations.recovery import sparse_data

matrix, x, y = sparse_data(2, 2)  # 16 measurements of a vector of 32 entries, two of them not 0
recovered = nb.recover(matrix, y, 2)
assert nb.check(recovered)
assert max(abs(float(u) - v) for u, v in zip(x, recovered.x, strict=True)) <= recovered.bound
recovered.plot()

# %% [markdown]
# All bars but two are 0, to within the certified bound: every 2-sparse vector that fits the 16 numbers is as near.
#
# ## A matrix with certified constants (E3)
#
# $A = [I \mid 2^{-k}H]$: two orthonormal bases side by side, all inner products between them $\pm2^{-k}$. The matrix
# is rational, and so are the bounds on its constants.

# %%
from constructions.null_space import certify, hadamard_constants, largest_order
from nnbarriers.showing import Grid

rows = []
for k in (1, 2, 3, 4):
    found = hadamard_constants(k, largest_order(k))
    assert found.rho < 1
    rows.append((f"{4**k} × {2 * 4**k}", found.order, f"{float(found.rho):.3f}", f"{float(found.gamma):.3f}"))
assert certify([[1, 1], [1, 1]], 1) is None  # two equal columns: "not certified" is an answer
Grid(("matrix", "order s", "ρ ≤", "γ ≤"), rows)

# %% [markdown]
# ## Exponential accuracy (E2)
#
# A vector with two nonzero entries, measured 16 times without noise. After each restart E2 bounds the error; the run
# itself does better. (The curves are runs in floats; the claim further down is not.)

# %%
from fractions import Fraction

from constructions.firenet import firenet, norm_above, outputs, run
from constructions.rational_matrices import norm_bound
from nnbarriers.drawing import figures

exact = [float(v) for v in x]
seen, bounds = {}, {}
for upsilon in (Fraction(1, 8), Fraction(3, 8), Fraction(3, 4)):
    network = firenet(hadamard_constants(2, 2), norm_bound(matrix), start=norm_above(y), upsilon=upsilon, restarts=8)
    errors = [sum((a - b) ** 2 for a, b in zip(z, exact, strict=True)) ** 0.5 for z in outputs(network, matrix, y)]
    depths = [network.p * j for j in range(1, 9)]
    seen[f"υ = {upsilon}"] = list(zip(depths, errors, strict=True))
    bounds[f"υ = {upsilon}"] = [(p, network.error(j)) for j, p in enumerate(depths, 1)]
    assert network.error(8) <= network.sharpness * upsilon**8 * network.start  # E2, without noise: exponential
    assert all(error <= float(network.error(j)) for j, error in enumerate(errors, 1))
figures.curves(
    "Error against depth for three rates of the restarts: straight lines on a logarithmic scale", seen,
    title="Error against the number of layers, m = 16, s = 2", across="layers", up="error", log_y=True,
)  # fmt: skip

# %%
figures.curves(
    "What E2 promises for the same networks", bounds, title="What E2 promises", across="layers", up="bound", log_y=True,
)  # fmt: skip

# %% [markdown]
# ## The same, rigorously
#
# Now the network is run in integers, with every rounding accounted for: the output is a rational vector and a radius,
# and what follows is a theorem about the numbers computed.

# %%
from constructions.enclosures import enclose

network = firenet(hadamard_constants(2, 2), norm_bound(matrix), start=norm_above(y), restarts=12)
ball = enclose(network, matrix, y)
assert ball.radius == Fraction(1, 2**53)
assert ball.admits(x)
error = figures.distance(ball.centre, x) + ball.radius
assert error <= network.bound
print(f"{len(network.layers)} layers: error at most {float(error):.2e}; E2 promises {float(network.bound):.2e}")

# %% [markdown]
# ## Stability
#
# With noise of size $\eta$ the error levels off at a multiple of $\eta$: no perturbation of the data of size $\eta$
# does more harm than that, whoever chose it.

# %%
points, promises = [], []
for exponent in range(1, 7):
    noise = Fraction(1, 10**exponent)
    noisy = (y[0] + noise, *y[1:])
    stable = firenet(
        hadamard_constants(2, 2), norm_bound(matrix), start=norm_above(noisy), delta=2 * noise, restarts=16
    )
    z = run(stable, matrix, noisy)
    off = sum((a - b) ** 2 for a, b in zip(z, exact, strict=True)) ** 0.5
    assert off <= float(stable.bound)
    points.append((float(noise), off))
    promises.append((float(noise), stable.bound))
rates = [off / noise for noise, off in points]
assert max(rates) < 2 * min(rates)
figures.curves(
    "The error is proportional to the noise, below the bound", {"error": points, "E2's bound": promises},
    title="Error against noise", across="‖noise‖", up="error", log_x=True, log_y=True,
)  # fmt: skip

# %% [markdown]
# ## What an output is worth
#
# Nobody knows $x$ in practice. A dual vector turns the output itself into a bound for *every* sparse vector that fits
# the data – and into a certificate.

# %%
from constructions.certificates import recovery_certificate
from constructions.recovery import recovery

worth = recovery(network, hadamard_constants(2, 2), matrix, y, ball.centre)
certificate = recovery_certificate(worth)
said = nb.check(nb.Certificate.of(certificate))
assert (said.verdict, said.result) == ("accepted", "E0")
assert worth.bound <= network.bound
print(f"every 2-sparse x with Ax = y is within {float(worth.bound):.1e} of this output")

# %%
boast = {**certificate, "claim": {**certificate["claim"], "bound": "0"}}
assert nb.check(nb.Certificate.of(boast)).verdict == "rejected"

# %% [markdown]
# ## Step sizes are a hypothesis
#
# The iteration converges if $\tau_1\tau_2\|A\|^2 \le 1$. A network that violates it is not built.

# %%
try:
    firenet(hadamard_constants(2, 2), norm_bound(matrix), start=1, tau=1)
except nb.BarriersError as error:
    refused = str(error)
print(refused)
assert "tau_1 tau_2 ||A||^2 <= 1" in refused

# %% [markdown]
# **How this fits with notebook 5.** There the matrix was known to finite precision only, and the barrier was in the
# *data*. Here $A$ is known exactly; what is noisy is $y$. And the layers of a FIRENET project and threshold – they
# are not the ReLU networks of results A and B. Theorems do not contradict each other; hypotheses differ.
