"""`nb.trust`: verdicts that hold, words that say them, fitted models beside them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import nnbarriers as nb

pytestmark = [pytest.mark.result("T1"), pytest.mark.result("T3")]
PAIR: dict[str, Any] = {"A": [[2, Fraction(7, 4)]], "y": [1], "lam": 1}


def test_a_box_that_is_trusted_is_certified_and_the_least_with_two_answers_is_outside() -> None:
    found = nb.trust(PAIR, within="1/20", exact=["y"])
    assert found and found.verdict == "trusted"
    assert found.certificate is not None and found.certificate.check.result == "T1"
    assert found.largest >= 1 and found.smallest is not None and found.smallest > found.largest
    assert nb.trust(PAIR, within=Fraction(1, 20) * found.largest, exact=["y"])
    two = nb.trust(PAIR, within=Fraction(1, 20) * found.smallest, exact=["y"])
    assert two.verdict == "two answers"
    assert two.certificate is not None and two.certificate.check.result == "T3"


def test_the_words_of_a_tie_name_both_answers() -> None:
    tie = nb.trust({"A": [[2, 2]], "y": [1], "lam": 1}, within="1/8")
    assert tie.verdict == "two answers" and tie.selected is None
    rows = dict(tie.told_rows())
    assert {rows["possible"], rows["also possible"]} == {"+x0", "+x1"}


def test_what_is_open_has_no_certificate_and_says_both_ends() -> None:
    touching = nb.trust(PAIR, within="1/8", exact=["y"])
    assert touching.verdict == "open" and touching.certificate is None
    assert "nothing to certify" in touching.uncertified
    assert "certified up to" in touching.conclusion and "two answers from" in touching.conclusion
    assert touching.largest < 1 < (touching.smallest or 0)


def test_a_model_that_selects_a_column_too_many_is_named_and_right_ones_are_not() -> None:
    linear_model = pytest.importorskip("sklearn.linear_model")
    pipeline = pytest.importorskip("sklearn.pipeline")
    scaler = pytest.importorskip("sklearn.preprocessing").StandardScaler
    rng = np.random.default_rng(0)
    x = rng.normal(size=(40, 4))
    y = 3 * x[:, 0] - 2 * x[:, 1] + rng.normal(size=40) / 10
    model = linear_model.Lasso(0.3, tol=1e-12).fit(x, y)
    found = nb.trust(model, x, y, digits=6, names=list("abcd"))
    assert found and found.model_differs == ((), ())
    assert dict(found.told_rows())["the fitted model"] == "selects the same, with the same signs"
    model.coef_[3] = 1e-16
    wrong = nb.trust(model, x, y, digits=6, names=list("abcd"))
    assert wrong.model_differs == (("d",), ())
    assert dict(wrong.told_rows())["the fitted model"] == "selects d: wrong for all these data"
    whole = pipeline.make_pipeline(scaler(), linear_model.Lasso(0.3, tol=1e-12)).fit(x, y)
    solved = nb.solve(whole, x, y, names=list("abcd"))
    assert solved.compare(whole) and solved.compare(whole[-1])
    assert "intercept" not in solved.conclusion and "of 4 columns" in solved.conclusion
    with pytest.raises(nb.BarriersError, match="transformed=True"):
        nb.trust(pipeline.make_pipeline(scaler(), linear_model.ElasticNet(0.3)).fit(x, y), x, y, digits=6)


def test_a_basis_is_told_without_signs() -> None:
    found = nb.trust({"c": [1, 1], "A_eq": [[3, 2]], "b_eq": [1]}, within="1/100")
    assert dict(found.told_rows())["in the basis"] == "x0"
    assert found.certificate is not None and found.certificate.check.result == "T2"
