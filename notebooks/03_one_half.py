# %% [markdown]
# # 3 · Oracles, coins and the number 1/2
#
# *Results B0–B5, J, T5.* The first two notebooks said that good networks need not exist. Now they exist – and from some
# admissible readings no algorithm finds what they predict on all training sets with probability above 1/2. Here a coin
# plays the adversary.

# %%
import nnbarriers as nb
from constructions.trainers import simple

coin = nb.defeat(simple.coin, "B")
assert (coin.verdict, str(coin.bound)) == ("defeated", "1/2")
coin.plot()

# %% [markdown]
# An algorithm here is anything that reads the training data to finite precision, as finely as it likes, and tosses
# coins. The adversary has only one trick: it has not yet decided which data set you are looking at. Choose what the
# algorithm answers, how finely it reads, and how accurate it has to be:

# %%
nb.duel()

# %%
from fractions import Fraction

from constructions.minimisers import minimiser_family, set_points
from nnbarriers.drawing import figures
from nnbarriers.showing import Grid

family = minimiser_family((2, 2, 1))  # networks of widths (2; 2; 1), r = P(N) + 2 = 5 points
problem = family.problem(Fraction(6, 25))
HALF = Fraction(1, 2)

# %% [markdown]
# ## Two answers, far apart
#
# $T_\delta$ is the training set with tiny print of size $\delta$, $T_0$ the one without. For every $\delta > 0$ a
# network fits the labels $f$ exactly, so a good minimiser predicts $f$. On $T_0$ no network of this architecture is
# nearer than 1/2 to $f$ (B0). The sets of solutions are $\kappa = \frac12$ apart, however small $\delta$ is (B1).

# %%
labels, flat = (simple.candidates(problem)[i] for i in (0, 1))
assert family.kappa == HALF
assert family.limit.distance(labels).low >= HALF  # f is no solution on T_0 …
for n in (1, 5, 50):
    assert family.member(1, n).distance(labels).within(Fraction(0))  # … but the solution on every T_delta
    gap = max(
        abs(a - b)
        for p, q in zip(set_points(5, 1, None), set_points(5, 1, n), strict=True)
        for a, b in zip(p, q, strict=True)
    )
    assert gap <= Fraction(1, 4**n)
Grid(("point", *range(1, 6)), [("the labels f", *labels), ("a solution on T_0", *flat)])

# %% [markdown]
# ## Play the algorithm yourself
#
# `oracle.read(k, n)` answers with a multiple of $2^{-n}$ within $2^{-n}$ of the $k$-th number of the data. Let us
# read the tiny print of the second point to 12 bits. On $T_0$ and on every $T_{\delta_m}$ with $m \ge 12$ the very
# same answers are admissible.


# %%
def read_it(problem: nb.Problem, oracle, tape):
    """Answer with the labels if the tiny print of the first point of label 1 can be seen at level 12."""
    k = 2 * problem.labels.index(1) + 1
    seen = [oracle.read(k, n) for n in range(1, 13)]
    return labels if max(seen) > 0 else flat


found = nb.defeat(read_it, family, accuracy=problem.accuracy)
assert found.verdict == "defeated"
assert found.bound == 0
assert found.inputs[1].place == (1, 13)  # the adversary committed to delta_13, after the fact
Grid(("input", "probability of success"), [(play.input.name, play.success) for play in found.inputs])

# %% [markdown]
# The run on $T_{\delta_{13}}$ *is* the run on $T_0$ – the same readings, the same output. That is not a statement
# about averages, it holds coin for coin. This is the coupling behind proposition J:

# %%
on_zero, on_tiny = (play.runs for play in found.inputs)
assert [run.reads for run in on_zero] == [run.reads for run in on_tiny]
assert [run.output for run in on_zero] == [run.output for run in on_tiny]

# %% [markdown]
# ## Toss coins
#
# An algorithm that tosses coins is a tree. Here is one that tosses up to six, reads a little, and sometimes gives
# up. We enumerate *all* its runs; nothing is sampled, so every probability is an exact fraction.


# %%
def hesitant(problem: nb.Problem, oracle, tape):
    """Heads: the labels. Tails: look, and if nothing is seen, toss again: heads, the constant. Three rounds of it."""
    for level in (4, 8, 12):
        if tape.bit():
            return labels
        if oracle.read(3, level) == 0 and tape.bit():
            return flat
    return None


found = nb.defeat(hesitant, family, accuracy=problem.accuracy)
zero = found.inputs[0]
assert sum(run.weight for run in zero.runs) == 1
assert max(len(run.bits) for run in zero.runs) == 6
figures.coin_tree(
    "All runs on T_0 as a tree of coins: right where the answer is the constant, wrong where it is the labels",
    zero.runs, lambda run: zero.input.distance(run.output).within(problem.accuracy), title="All runs on T_0",
)  # fmt: skip

# %%
low, high = (play.success for play in found.inputs)
print(f"on T_0: {low.low}; on the member that was chosen afterwards: {high.high}")
assert low.low + high.high <= 1  # on no tape is the algorithm right on both
assert found.bound <= HALF

# %% [markdown]
# So, with this information, no algorithm has success above 1/2 on all inputs. And 1/2 is not a matter of our skill:
# one coin, tossed before anything is read, attains it on *every* input (B3).

# %%
assert [play.success.low for play in coin.inputs] == [play.success.high for play in coin.inputs] == [HALF, HALF]
blunt = nb.defeat(simple.labels, family, accuracy=problem.accuracy)
assert all(min(play.success.high for play in game.inputs) < HALF for game in (found, blunt))
figures.successes(
    "A coin succeeds with probability exactly one half on both inputs; two other algorithms do worse on one of them",
    [(f"{name}, {play.input.name.replace('T_delta', 'δ')}", play.success.low, play.success.high)
     for name, game in (("coin", coin), ("hesitant", found), ("labels", blunt))
     for play in game.inputs],
    HALF, title="Success on T_0 and on the input chosen afterwards",
)  # fmt: skip

# %% [markdown]
# ## The transition at 1/4
#
# How bad is the barrier? Here the cost is the largest error, and minimisers are exact ($\varepsilon = \hat\varepsilon
# = 0$). At accuracy below 1/4 a coin is the best there is. At 1/4 a *constant* suffices: $f/2 + 1/4$ lies half way
# between the solutions (B4). The breakdown is exactly there.

# %%
answer, inputs = simple.constant(problem, None, None), [family.limit, *(family.member(1, n) for n in (1, 10, 100))]


def surely(alpha):
    """The success of the better of coin and constant at accuracy alpha, on the worst of the inputs."""
    return Fraction(1) if all(of.distance(answer).within(alpha) for of in inputs) else HALF


grid = sorted([*(Fraction(i, 80) for i in range(36)), Fraction(1, 4) - Fraction(1, 10**6)])
curve = [(alpha, surely(alpha)) for alpha in grid]
assert all((success == 1) == (alpha >= Fraction(1, 4)) for alpha, success in curve)
figures.curves(
    "The best guaranteed success jumps from one half to one at accuracy 1/4", {"best guaranteed success": curve},
    title="Below 1/4 a coin, from 1/4 on a constant", across="accuracy α", up="success", dots=False,
)  # fmt: skip

# %% [markdown]
# ## If the answer must be a network
#
# An algorithm that outputs a *network* is worse off: whatever it outputs on $T_0$ has a Lipschitz constant, and the
# adversary moves to a $\delta$ so small that the network cannot tell. If the algorithm halts on $T_0$ almost surely,
# its probability of failure tends to 1 along the family (B5).

# %%
from constructions.instability import interpolating_network


def interpolate(problem: nb.Problem, oracle, tape):
    """Read 40 bits of the tiny print, and output the network that fits what was read."""
    return interpolating_network(problem.architecture, abs(oracle.read(3, 40)) or Fraction(1, 2**40))


nets = minimiser_family((2, 2, 1), networks=True)
lost = nb.defeat(interpolate, nets, accuracy="2/5")
assert lost.bound == 0
assert lost.inputs[1].success.high == 0
print(lost.conclusion)

# %% [markdown]
# ## No exit flag helps
#
# A solver says "optimal". Whether it was right is itself a problem of this kind: where it is right on the limit it is
# wrong on inputs that it could not tell from it, so that of no checker the least probability to be right exceeds one
# half (X1). And a flag that is surely raised on the limit is false with probabilities whose supremum is at least one
# half, though it saw everything that the solver saw (X2). Below: a linear program whose vertex is chosen by 60 bits of
# two numbers. This is about numbers that are read; where the doubles of a file are the input, everything is decidable.

# %%
from constructions.flags import false_flags, flag_family
from constructions.linear_programs import linear_program_family

program, alpha = linear_program_family(), Fraction(49, 100)


def vertex(problem: nb.Problem, oracle, tape):
    """Read 60 bits of both numbers, and take the vertex of the larger one."""
    return [1, 0, 0] if oracle.read(0, 60) >= oracle.read(1, 60) else [0, 1, 0]


flags = flag_family(program, vertex, alpha)
checked = nb.defeat(lambda problem, oracle, tape: [tape.bit()], flags, accuracy=0)
twice = nb.defeat(lambda problem, oracle, tape: [int(oracle.read(0, 120) >= oracle.read(1, 120))], flags, accuracy=0)
sure = false_flags(lambda *given: (vertex(*given), 1), program, alpha)
assert (checked.bound, twice.bound, sure.bound) == (HALF, 0, HALF)
assert max(often.low for often in sure.false) == 1
print(checked.conclusion, twice.conclusion, sure.told, sep="\n")

# %% [markdown]
# ## No algorithm decides what can be trusted
#
# Is the minimiser's support the same for all data within 1/8? Where a box of data touches a tie at one of its corners
# the answer is no, and beside it yes: a jump. No algorithm decides it with probability above one half on all inputs,
# and whoever is never wrong must sometimes leave it open (T5).

# %%
from constructions.trust.deciding import program_trust_family, trust_family

rows = []
for trusted in (trust_family("1/8"), program_trust_family("1/8")):
    tossed = nb.defeat(lambda problem, oracle, tape: [tape.bit()], trusted, accuracy=0)
    always = nb.defeat(lambda problem, oracle, tape: [0], trusted, accuracy=0)
    assert (tossed.bound, always.bound, tossed.limit) == (HALF, 0, HALF)
    rows += [(game.family, who, f"≤ {game.bound}") for who, game in (("a coin", tossed), ("always no", always))]
Grid(("problem", "algorithm", "success on the worst input"), rows)

# %% [markdown]
# *What rests on what.* Each cell shows one algorithm beaten. That **every** algorithm is beaten is the proof of J,
# ten lines long, in [docs/results-BCD.md](../docs/results-BCD.md#j), and machine-checked:
# `proofs_check/rocq/Computation.v`, theorem `J`.
