import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import fit_linear
from cvm_lessons.trust import benefit_order, friendship_associations


def test_the_raw_association_is_the_correlation(scores):
    table = friendship_associations(scores, ["trust"], customer=None)
    assert table["method"].tolist() == ["raw"]
    assert table["estimate"].item() == pytest.approx(scores["friendship"].corr(scores["trust"]))


def test_within_customers_is_the_regression_with_a_constant_for_each(scores):
    part = scores[scores["customer_id"].isin(scores["customer_id"].unique()[:40])]
    table = friendship_associations(part, ["trust"]).set_index("method")
    ready = part.assign(**pd.get_dummies(part["customer_id"], dtype=float).iloc[:, 1:])
    fit = fit_linear(ready, "trust", ["friendship", *part["customer_id"].unique()[1:]])
    unit = part["friendship"].std() / part["trust"].std()
    assert table.loc["within customer", "estimate"] == pytest.approx(fit.coefficients["friendship"] * unit)


def test_a_common_cause_that_lasts_is_taken_out_by_comparing_a_customer_with_itself(make_scores):
    # Friendship does nothing to trust: both follow sociability and satisfaction.
    scores = make_scores(2000, 3)
    table = friendship_associations(scores, ["trust"], adjust=["satisfaction"]).set_index("method")
    assert table.loc["raw", "low"] > 0.2
    assert table.loc["adjusted", "low"] > 0.05
    assert table.loc["within customer", "low"] < 0 < table.loc["within customer", "high"]


def test_an_outcome_is_not_adjusted_for_itself(scores):
    table = friendship_associations(scores, ["satisfaction"], adjust=["satisfaction"])
    assert table["method"].tolist() == ["raw", "within customer"]


def test_what_does_not_change_within_customers_is_left_out_there(scores):
    plain = friendship_associations(scores, ["trust"]).query("method == 'within customer'")
    held = friendship_associations(scores, ["trust"], controls=["country_group", "earlier"])
    assert held.query("method == 'within customer'")["estimate"].item() == pytest.approx(
        plain["estimate"].item()
    )


def test_benefits_are_ordered_with_paired_gaps():
    scores = pd.DataFrame({"special": [3, 3, 4], "confidence": [6, 6, 5], "social": [4, 5, 3]})
    table = benefit_order(scores, list(scores))
    assert list(table.index) == ["confidence", "social", "special"]
    assert table["gap"].tolist()[:2] == pytest.approx([5 / 3, 2 / 3])
    # Gaps 2, 1, 2: mean 5/3, error 1/3, t of two degrees of freedom 4.3027.
    assert table.loc["confidence", "high"] == pytest.approx(5 / 3 + 4.3027 / 3, abs=1e-4)


def test_bad_input_is_named(scores):
    with pytest.raises(ParameterError, match="'friendship' is the cause and cannot be an outcome"):
        friendship_associations(scores, ["friendship"])
    with pytest.raises(DataError, match="no value of column 'customer_id' comes twice"):
        friendship_associations(scores.drop_duplicates("customer_id"), ["trust"])
    with pytest.raises(ParameterError, match=r"benefits=\['benefits'\] has one column"):
        benefit_order(scores, ["benefits"])
    with pytest.raises(DataError, match="column 'benefit_confidence' is missing"):
        benefit_order(scores)
