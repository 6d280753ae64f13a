"""`solve` and `trust`, beside scikit-learn and HiGHS, which give floats and no certificate.

`make bench` writes them to bench/results.json with all others; `python bench/trust.py` prints these alone.  A ratio is
ours over theirs, the medians of some calls in turn; smaller is better.  Sizes are of certificates over their own data.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.optimize import linprog
from sklearn.datasets import load_breast_cancer, load_diabetes
from sklearn.linear_model import Lasso, lasso_path
from sklearn.preprocessing import StandardScaler

from constructions.certificates import canonical
from nnbarriers import solve, trust, trust_path
from nnbarriers.certificates import Certificate
from proofs_check.kernel import check_bytes

TIMES = 5


def median(work: Callable[[], object], times: int = TIMES) -> float:
    """Return the median time of some calls, the first of them not counted if there are several."""
    found = []
    for _ in range(times + (times > 1)):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return statistics.median(found[times > 1 :])


def rounded(value: float) -> float:
    """Return a figure of three digits."""
    return float(f"{value:.3g}")


def size_over_data(certificate: Certificate) -> float:
    """Return how much longer a certificate is than its data."""
    body = certificate.body
    return len(certificate.text) / len(canonical(body["witness"]["data"]))


def standardised(load: Any) -> tuple[Any, Any]:
    """Return a table of scikit-learn's with columns and target of mean 0 and variance 1."""
    x, y = load(return_X_y=True)
    return StandardScaler().fit_transform(x), (y - y.mean()) / y.std()


def tables() -> dict[str, float]:
    """Return the times on two real tables."""
    found: dict[str, float] = {}
    for name, load, alpha in (("442x10", load_diabetes, 0.02), ("569x30", load_breast_cancer, 0.00518)):
        x, y = standardised(load)
        tight = Lasso(alpha, tol=1e-12, max_iter=10**6)
        model = Lasso(alpha).fit(x, y)
        theirs = median(lambda tight=tight, x=x, y=y: tight.fit(x, y))
        ours = median(lambda model=model, x=x, y=y: solve(model, x, y))
        judged = trust(model, x, y, within="1e-6")
        assert judged.certificate is not None
        content = judged.certificate.text.encode()
        both = median(lambda model=model, x=x, y=y: ends(model, x, y))
        found |= {
            f"trust/{name}/solve/seconds": ours,
            f"trust/{name}/solve/over_scikit_learn": ours / theirs,
            f"trust/{name}/trust/seconds": both,
            f"trust/{name}/check/seconds": median(lambda content=content: check_bytes(content)),
            f"trust/{name}/certificate/over_data": size_over_data(judged.certificate),
        }
    return found


def ends(model: Any, x: Any, y: Any) -> None:
    """Find both ends of the bracket."""
    judged = trust(model, x, y, within="1e-6")
    assert judged.largest
    assert judged.smallest


def path() -> dict[str, float]:
    """Return the time of a path of 160 penalties."""
    x, y = standardised(load_diabetes)
    last = 1e-4 * float(np.abs(x.T @ y).max()) / len(y)
    model = Lasso(last).fit(x, y)
    ours = median(lambda: trust_path(model, x, y, within="1e-3", points=160), 1)
    grid = last * 10.0 ** np.linspace(4, 0, 160)
    theirs = median(lambda: lasso_path(x, y, alphas=grid, tol=1e-12, max_iter=10**6))
    return {"trust/442x10/path_of_160/seconds": ours, "trust/442x10/path_of_160/over_scikit_learn": ours / theirs}


def drawn(rows: int, columns: int, support: int) -> dict[str, float]:
    """Return the times on random decimals of six places."""
    random = np.random.default_rng(rows + columns)
    x = np.round(random.standard_normal((rows, columns)), 6)
    truth = np.zeros(columns)
    truth[:support] = random.choice([-1, 1], support) * (1 + random.random(support))
    y = np.round(x @ truth + 0.1 * random.standard_normal(rows), 6)
    problem = {"X": x, "y": y, "alpha": 0.05, "intercept": False}
    solved: list[Any] = []
    ours = median(lambda: solved.append(solve(problem)), 1)
    certificate = solved[0].certificate
    content = certificate.text.encode()
    name = f"trust/{rows}x{columns}"
    return {
        f"{name}/solve/seconds": ours,
        f"{name}/check/seconds": median(lambda: check_bytes(content), 1),
        f"{name}/certificate/over_data": size_over_data(certificate),
    }


def programs() -> dict[str, float]:
    """Return the times on linear programs of random doubles."""
    found: dict[str, float] = {}
    for rows, columns in ((100, 200), (200, 400)):
        random = np.random.default_rng(rows)
        matrix = random.standard_normal((rows, columns))
        right = matrix @ np.maximum(random.standard_normal(columns), 0)
        problem = {"c": np.ones(columns), "A_eq": matrix, "b_eq": right}
        solved: list[Any] = []
        ours = median(lambda problem=problem, solved=solved: solved.append(solve(problem)), 1)
        theirs = median(lambda c=problem["c"], a=matrix, b=right: linprog(c, A_eq=a, b_eq=b))
        certificate = solved[0].certificate
        content = certificate.text.encode()
        name = f"trust/program_{rows}x{columns}"
        found |= {
            f"{name}/solve/seconds": ours,
            f"{name}/solve/over_highs": ours / theirs,
            f"{name}/check/seconds": median(lambda content=content: check_bytes(content), 1),
            f"{name}/certificate/over_data": size_over_data(certificate),
        }
    return found


def numbers() -> dict[str, float]:
    """Return all figures."""
    found = {**tables(), **path(), **drawn(1000, 2000, 100), **drawn(200, 5000, 20), **programs()}
    return {name: rounded(value) for name, value in found.items()}


if __name__ == "__main__":
    print(json.dumps(numbers(), indent=1))
