# %% [markdown]
# # 4 · One half or two thirds
#
# *Results D, K, W, T4.* A jump has a limit and one sequence. A fork has two sequences that run into the same limit with
# different answers. Now it matters whether the algorithm must halt: 1/2 if it does, 2/3 if it may run for ever. Both
# are exact.

# %%
import nnbarriers as nb
from constructions.trainers import simple

budget = {"reads": 2000, "level": 400}
coin = nb.defeat(simple.coin, "C:P3", digits=2, **budget)  # the square-root LASSO, two digits
coin.plot()

# %%
from fractions import Fraction

from constructions.inverse_problems import InverseProblem, digits_family
from nnbarriers.drawing import figures
from nnbarriers.showing import Grid

family, alpha = digits_family(InverseProblem("P3"), 2), coin.accuracy
assert alpha == Fraction(1, 100)
HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)

# %% [markdown]
# ## The fork
#
# $\iota^1_n$ and $\iota^2_n$ are the same matrix but for one entry, lowered by $4^{-n}$: in the second column or in
# the first. The minimiser is $c\,e_1$ or $c\,e_2$. At the limit both are minimisers, and everything between.

# %%
for n in (1, 5, 30):
    one, two = family.member(1, n), family.member(2, n)
    assert max(abs(one.evaluation(k) - two.evaluation(k)) for k in range(3)) == Fraction(1, 4**n)
assert family.kappa == 2 * Fraction(3, 200) ** 2  # the square of the distance of the two minimisers
assert family.admits(alpha)  # 2 alpha < kappa

# %% [markdown]
# ## Algorithms that halt: 1/2
#
# On the limit the algorithm gives some answer after reading to some level. On the two members beyond that level it
# gives the same answer, coin for coin, and at most one of them is satisfied.

# %%
assert [(p.success.low, p.success.high) for p in coin.inputs] == [(1, 1), (HALF, HALF), (HALF, HALF)]
assert coin.bound == coin.limit == HALF
Grid(("input", "probability of success"), [(play.input.name, play.success) for play in coin.inputs])

# %% [markdown]
# ## Algorithms that may run for ever: 2/3
#
# Not halting is no success – but neither is it an answer that the adversary can exploit. With probability 1/3 each:
# answer $c\,e_1$; answer $c\,e_2$; read until the two entries differ, *for ever if they never do*. On the limit the
# first two are right; on a member one of the first two and the third. Success 2/3 everywhere.
#
# A third takes rejection from fair coins: 00, 01, 10, and 11 means again. So after $2j$ coins a part $4^{-j}$ is
# still open, and the exact probability on a member is enclosed ever more narrowly. On the limit the third that reads
# stays open, too: nobody who watches it for 400 levels knows that it will never halt – we do, from its text.

# %%
low, high = [], []
for bits in range(2, 15, 2):
    game = nb.defeat(simple.two_thirds, family, accuracy=alpha, max_bits=bits, **budget)
    for play in game.inputs:
        assert play.success.low < TWO_THIRDS < play.success.high
    for play in game.inputs[1:]:
        assert play.success.high - play.success.low == Fraction(1, 4 ** (bits // 2))
    low.append((bits, game.inputs[1].success.low))
    high.append((bits, game.inputs[1].success.high))
figures.curves(
    "The probability of success on a member, enclosed from below and above, tends to two thirds",
    {"at least": low, "at most": high},
    title="Two thirds, enclosed", across="coins explored", up="success", level=(TWO_THIRDS, "2/3"),
)  # fmt: skip

# %%
game = nb.defeat(simple.two_thirds, family, accuracy=alpha, max_bits=4, **budget)
limit = game.inputs[0]
figures.coin_tree(
    "The first two rounds of the algorithm on the limit: two of three branches are right, the third reads for ever",
    limit.runs, lambda run: limit.input.distance(run.output).within(alpha), title="On the limit, four coins",
)  # fmt: skip

# %% [markdown]
# Why not more? Let $h$ be the probability of halting on the limit. Success there is at most $h$; on the two members
# it adds up to at most $2 - h$. And $\min(h, 1 - h/2) \le 2/3$, with equality at $h = 2/3$.

# %%
grid = [Fraction(i, 60) for i in range(61)]
best = [(h, min(h, 1 - h / 2)) for h in grid]
assert max(best, key=lambda pair: pair[1]) == (TWO_THIRDS, TWO_THIRDS)
figures.curves(
    "The smaller of h and 1 - h/2 is largest at h = 2/3",
    {"h": [(h, h) for h in grid], "1 − h/2": [(h, 1 - h / 2) for h in grid]},
    title="What halting with probability h allows", across="h", up="success", dots=False, level=(TWO_THIRDS, "2/3"),
)  # fmt: skip

# %% [markdown]
# ## Patience
#
# The patient algorithm always reads on. It is right on every member – and silent on the limit, as its text says. Runs
# alone never show that: what a budget of 400 levels cuts is left open, and so is the verdict. An algorithm that
# gives up by itself, here after twenty levels, fails on the limit, and the verdict says so.

# %%
patient = nb.defeat(simple.patient, family, accuracy=alpha, **budget)
on_limit, one, two = patient.inputs
assert (on_limit.success.low, on_limit.success.high) == (0, 1)
assert on_limit.cut == {"level": 1}
assert one.success.low == two.success.low == 1
assert patient.verdict == "open"
print("patient:", patient.conclusion)

tired = nb.defeat(simple.gives_up, family, accuracy=alpha, **budget)
assert tired.inputs[0].shares == {"gave up": 1}
assert tired.verdict == "defeated"
print("gives up:", tired.conclusion)

# %% [markdown]
# ## Weak forks: no precision suffices
#
# Remove the limit from the inputs, and patience always pays: a deterministic algorithm that reads until it knows is
# always right. Yet whoever announces beforehand *how finely* the data will be read succeeds on one of two inputs with
# probability at most 1/2, at whatever level (W).

# %%
from theory.algorithms import execute

weak = digits_family(InverseProblem("P3"), 2, weak=True)
for level in (3, 10, 40):
    game = nb.defeat(simple.k_minus_one, weak, accuracy="1/10", max_level=level)
    assert game.bound <= HALF
    assert {play.place for play in game.inputs} == {(1, level + 1), (2, level + 1)}
for branch in (1, 2):
    for n in (1, 7, 30):
        run = execute(simple.k_minus_one, weak.problem(HALF), weak.answers(branch, n), coins=lambda: 0)
        assert weak.member(branch, n).distance(run.output).within(Fraction(0))
print("every bound on the level is too small; no bound is fine")

# %% [markdown]
# ## More forks
#
# Linear programs make forks in every $\ell^p$ (D): $\min\,\langle 1, x\rangle$ subject to $\alpha x_1 + \beta x_2 -
# x_3 = y_1$, $x \ge 0$, with $\alpha$ and $\beta$ nearly equal.

# %%
from constructions.linear_programs import linear_program_family

for norm, kappa in (("1", 2), ("2", 2), ("inf", 1)):
    programs = linear_program_family(norm)
    assert programs.kappa == kappa  # for norm 2 the square
    game = nb.defeat(simple.coin, programs, accuracy="49/100", **budget)
    assert game.bound == game.limit == HALF

# %% [markdown]
# Asked for less – not for the minimiser, but for its support, the columns that matter – algorithms do no better: of two
# supports one is right on each branch, both are on the limit, and the bounds are the same (T4). What can be had instead
# is partial: the exact answer for data that are given (T0), one for all data in a box (T1, T2), or two answers in it
# (T3).

# %%
from constructions.trust.deciding import support_family

told = []
for fork in (family, linear_program_family()):
    supports, posed = support_family(fork), fork.posed(Fraction(0))
    for algorithm, limit in ((simple.coin, HALF), (simple.two_thirds, TWO_THIRDS)):

        def named(problem, oracle, tape, algorithm=algorithm, posed=posed):
            """Name the support of what an algorithm answers to the fork's own problem."""
            return [int(v != 0) for v in algorithm(posed, oracle, tape)]

        game = nb.defeat(named, supports, accuracy=0, max_bits=8, **budget)
        assert game.limit == limit <= game.bound
        told.append((game.family, algorithm.__name__, f"≤ {game.bound}", limit))
Grid(("problem", "algorithm", "success on the worst input", "limit for all"), told)

# %% [markdown]
# The leading eigenvector of a symmetric matrix near a double eigenvalue is a fork, too; it takes twenty lines to say
# so (`constructions/examples.py`), and then every algorithm can be played against it.


# %%
def power_method(problem, oracle, tape):
    """Ten steps of the power method on entries read to 30 bits, from a random start."""
    a, b, c = (oracle.read(k, 30) for k in range(3))
    x, y = (Fraction(1), Fraction(0)) if tape.bit() else (Fraction(0), Fraction(1))
    for _ in range(10):
        x, y = a * x + b * y, b * x + c * y
        x, y = x / max(abs(x), abs(y)), y / max(abs(x), abs(y))
    return [x, y]


from constructions.examples import eigenvector

game = nb.defeat(power_method, eigenvector, accuracy="1/10")
assert game.verdict == "defeated"
assert game.bound == HALF
print(game.conclusion)
