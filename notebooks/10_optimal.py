# %% [markdown]
# # 10 · "Optimal", says the solver
#
# *Results M, X1, X2.* Solvers of linear programs and LASSOs are among the best software there is. They answer in
# doubles, within tolerances that they document, and say "optimal". What is that worth? Two questions, to be kept apart.
#
# * **One file of doubles.** The doubles are rational numbers, so everything can be computed: the only minimiser, how
#   far an answer is from it, what more it costs, what it violates. An answer that is far is a fact about one solver,
#   its tolerances and one file (M).
# * **Data that are read.** Whoever reads numbers to finite precision, however finely, meets inputs that he cannot tell
#   apart. There no algorithm is right with probability above one half, and no exit flag helps (D, X).

# %%
from fractions import Fraction

import nnbarriers as nb
from constructions.certificates import canonical
from constructions.exact_minimisers import excess, squared_distance
from constructions.misses import miss_certificate
from constructions.solvers.comparing import compare
from constructions.solvers.inputs import find_input
from constructions.solvers.table import find_solver
from proofs_check.kernel import check_bytes

hero = find_input("hero-lp")
program = hero.problem
for row, right in zip(program.matrix, program.right, strict=True):
    print(*(f"{v!s:>14.14}" for v in row), " =", right)
truth = hero.truth()
print("minimise the sum of the entries of x >= 0; the only minimiser:", *truth.x)

# %% [markdown]
# Three rows, six columns, integers but for one entry that is off by $2^{-40}$: one column nearly is another. The exact
# minimiser uses one of the two. A solver sees them as the same, to within its tolerances, and may use the other.

# %% tags=["machine"]
(answer,) = compare([hero], [find_solver("scipy")])
print(answer.run.said)
print("x =", *(f"{float(v):.4f}" for v in answer.run.x))
print(f"distance {float(answer.distance) ** 0.5:.3f}, the objective is off by {float(answer.excess[0]):.1e},")
print(f"constraints by {float(answer.violation[0]):.1e}; within the documented tolerance: {answer.within}")

# %% [markdown]
# The objective and the constraints are right to ten digits and more. Where they are as flat as here that says nothing
# of $x$: tolerances bound what is violated and what the objective costs, never the distance from a minimiser. The
# answer is within what HiGHS documents, and that is what one should call it. It is no bug; it is not the minimiser.
#
# None of this needs to be believed. The certificate has the data, the exact minimiser with a dual vector, a minor of
# the matrix that shows that there is no other, and the answer. The kernel, some hundred lines of plain Python, checks
# it.

# %%
assert answer.run.success
assert answer.distance >= hero.far
assert abs(answer.excess[0]) < Fraction(1, 10**10) and answer.violation[0] < Fraction(1, 10**10)
assert answer.within
certificate = miss_certificate(truth, answer.run.x)
said = check_bytes(canonical(certificate).encode())
assert said.verdict == "accepted"
print(said.report[0])

# %% [markdown]
# ## The value, too
#
# Here even the value is missed. Two rows, $x_1 + 8x_2 = 1$ and $x_1 + (8 - 2^{-40})x_2 = 1$: only $(1, 0)$ is feasible,
# and the least $x_1 + x_2$ is 1. The point $(0, \frac18)$ violates a row by $2^{-43}$, and costs $\frac18$.

# %%
value = find_input("value")
only = value.truth()
other = (Fraction(0), Fraction(1, 8))
assert only.x == (1, 0)
assert value.problem.violation(other)[0] == Fraction(1, 2**43)
assert excess(only, other)[0] == Fraction(-7, 8)
assert squared_distance(only.x, other) > 1

# %% tags=["machine"]
(answer,) = compare([value], [find_solver("scipy")])
print(answer.run.said)
print("x =", *(f"{float(v):.4f}" for v in answer.run.x), " costs", f"{float(sum(answer.run.x)):.4f}")

# %% [markdown]
# ## What no exit flag can do
#
# Now the numbers are read, not given: `oracle.read(k, n)` answers to within $2^{-n}$. A solver that reads 60 bits of
# each, rounds them to doubles and calls HiGHS is an algorithm like any other. On the family of D it is right on some
# inputs and wrong on others. Can somebody who may read more, run it and look at everything say where it was right? With
# probability above one half on all inputs: no (X1). This is a theorem about all checkers; two lose here.


# %%
def coin(problem, oracle, tape):
    """Say whether the solver was right by tossing a coin."""
    return [tape.bit()]


def finer(problem, oracle, tape):
    """Read twice as many bits, and believe them."""
    return [int(oracle.read(0, 120) >= oracle.read(1, 120))]


def solver(problem, oracle, tape):
    """Read 60 bits of the two costs, and take the vertex of the larger one."""
    return [1, 0, 0] if oracle.read(0, 60) >= oracle.read(1, 60) else [0, 1, 0]


games = {checker.__name__: nb.defeat(checker, "X:D", of=solver) for checker in (coin, finer)}
for name, game in games.items():
    print(f"{name}: right with probability at most {game.bound} on one of the inputs")
assert games["coin"].bound == Fraction(1, 2)
assert games["finer"].bound == 0

# %% [markdown]
# The coin attains the bound; whoever reads to some depth and then believes what was read does worse. The two halves of
# this notebook do not contradict each other. In the first the doubles were the input, and the exact simplex method
# decided everything; in the second nobody ever has the numbers, only readings of them.
