"""Choice between models: the true number of stages wins, and criteria add up."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.lifecycle import HiddenMarkovModel, compare_models

TRUE = HiddenMarkovModel.from_params(
    ["low", "high"], {"orders": "poisson"}, initial=[0.5, 0.5], transition=[[0.85, 0.15], [0.2, 0.8]],
    parameters={"orders": [0.6, 4.0]},
)  # fmt: skip
PANEL = TRUE.simulate(250, 6, rng=1)


def plan(names):
    return HiddenMarkovModel(list(names), {"orders": "poisson"}, restarts=3, tolerance=1e-5)


@pytest.fixture(scope="module")
def table():
    return compare_models({names: plan(names) for names in ("ab", "abc")}, PANEL, folds=3)


def test_two_true_stages_are_enough(table):
    assert table["bic"].idxmin() == "ab"
    assert table.loc["abc", "loglik"] >= table.loc["ab", "loglik"] - 0.5
    assert table.loc["abc", "held_out"] < table.loc["ab", "held_out"] + table.loc["ab", "held_out_se"] / 10
    assert table["stages"].tolist() == [2, 3]
    assert table["free"].tolist() == [1 + 2 + 2, 2 + 6 + 3]


def test_criteria_and_held_out_likelihood_add_up(table):
    row = table.loc["ab"]
    fitted = plan("ab").fit(PANEL)
    assert row["loglik"] == pytest.approx(fitted.loglik_)
    assert row["aic"] == pytest.approx(2 * 5 - 2 * fitted.loglik_)
    assert row["bic"] == pytest.approx(5 * np.log(250) - 2 * fitted.loglik_)
    assert row["held_out"] == pytest.approx(fitted.loglik_ / 250, abs=0.2)
    assert row["held_out"] < fitted.loglik_ / 250


def test_customers_stand_together_in_a_fold_whatever_the_order_of_rows(table):
    again = compare_models({"ab": plan("ab")}, PANEL, folds=3)
    assert again.loc["ab", "held_out"] == table.loc["ab", "held_out"]
    named = PANEL.assign(customer_id="客" + PANEL["customer_id"].astype(str))
    assert np.isfinite(compare_models({"一": plan("ab")}, named, folds=2).loc["一", "held_out"])


@pytest.mark.parametrize(
    ("models", "options", "message"),
    [
        ({}, {}, "models is no mapping of names"),
        (plan("ab"), {}, "models is no mapping of names"),
        ({"a": PANEL}, {}, r"models\['a'\] is no HiddenMarkovModel, but a DataFrame"),
        ({"a": plan("ab")}, {"folds": 1}, "folds=1 is not a number from 2"),
        (
            {"a": plan("ab"), "b": HiddenMarkovModel(["a", "b"], {"stage": "categorical"})},
            {},
            r"models\['b'\] reads other columns than 'a'",
        ),
        (
            {"a": plan("ab"), "b": plan("ab").set_params(customer="who")},
            {},
            "different columns of the customer",
        ),
    ],
)
def test_plans_that_cannot_be_are_refused(models, options, message):
    with pytest.raises(ParameterError, match=message):
        compare_models(models, PANEL, **options)


def test_panels_that_cannot_be_are_refused():
    with pytest.raises(DataError, match="3 customers are too few for 5 folds"):
        compare_models({"a": plan("ab")}, PANEL[PANEL["customer_id"] < 3])
    with pytest.raises(DataError, match="no rows"):
        compare_models({"a": plan("ab")}, PANEL.head(0))
    with pytest.raises(DataError, match="a pandas DataFrame is needed"):
        compare_models({"a": plan("ab")}, pd.Series([1]))
