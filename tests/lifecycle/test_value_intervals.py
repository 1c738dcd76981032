"""Intervals of the value of a stage, and the value of customers whose stage is not certain."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.lifecycle import (
    customer_stage_value,
    stage_value,
    stage_value_interval,
    transition_matrix,
)

NAMES = ["考察", "稳定", "流失"]
CHAIN = pd.DataFrame([[0.5, 0.3, 0.2], [0.1, 0.8, 0.1], [0, 0, 1]], NAMES, NAMES)
MARGIN = pd.Series([-20.0, 100.0, 0.0], NAMES)


def panel(customers, seed, periods=6):
    rng, edges = np.random.default_rng(seed), np.cumsum(CHAIN.to_numpy(), axis=1)
    place, rows = np.zeros(customers, dtype=int), []
    for period in range(periods):
        rows.append(pd.DataFrame({"customer_id": range(customers), "year": period, "place": place}))
        place = (rng.random(customers)[:, None] >= edges[place, :-1]).sum(axis=1)
    table = pd.concat(rows, ignore_index=True)
    noise = rng.normal(0, 10, len(table)) * (table["place"] < 2)
    return table.assign(
        stage=pd.Categorical.from_codes(table["place"], NAMES),
        margin=MARGIN.to_numpy()[table["place"]] + noise,
    )


def test_the_estimate_is_the_value_of_the_estimated_chain_and_margins():
    rows = panel(200, seed=1)
    table = stage_value_interval(rows.sample(frac=1, random_state=1), 0.1, leaving="流失", n_boot=20)
    chain = transition_matrix(rows, leaving="流失")
    exact = stage_value(chain, rows.groupby("stage", observed=True)["margin"].mean(), 0.1)
    assert table["estimate"].to_numpy() == pytest.approx(exact.to_numpy())
    assert table.loc["考察", "customers"] == 200


def test_intervals_hold_the_true_value_about_as_often_as_they_say():
    """Known truth: 60 panels drawn from one chain."""
    true = stage_value(CHAIN, MARGIN, 0.1)
    held, widths = [], {}
    for seed in range(60):
        table = stage_value_interval(panel(150, seed), 0.1, leaving="流失", n_boot=150, level=0.9, rng=seed)
        held.append(true[:2].between(table["low"][:2], table["high"][:2]))
    for customers in (100, 400):
        table = stage_value_interval(panel(customers, seed=5), 0.1, leaving="流失", n_boot=200)
        widths[customers] = (table["high"] - table["low"])["考察"]
    assert 0.8 < np.mean(held) < 0.98
    assert widths[400] < 0.7 * widths[100]


def test_a_customer_between_stages_is_worth_the_weighed_mean():
    chances = pd.DataFrame({"customer_id": ["客1", "客2"], "period": 3, "稳定": [0.5, 0], "考察": [0.5, 1.0]})
    table = customer_stage_value(chances, {"考察": 100, "稳定": 900.0}, name="价值")
    assert table.columns.tolist() == ["customer_id", "period", "价值"]
    assert table["价值"].tolist() == [500, 100]


GOOD = panel(20, seed=3)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (GOOD.head(0), "no rows"),
        (GOOD.drop(columns="margin"), "column 'margin' is missing"),
        (GOOD.assign(margin="多"), "column 'margin', row 0: 多 is not a number"),
        (GOOD.assign(stage=None), "column 'stage', row 0"),
        (pd.concat([GOOD, GOOD.head(1)]), "the only row of that customer and year"),
        (GOOD[GOOD["customer_id"] == 1], "one customer is not enough"),
        (GOOD[GOOD["year"] == 0], "nobody is seen a period after the stage '考察'"),
        (None, "a pandas DataFrame is needed"),
    ],
)
def test_panels_that_cannot_be_are_refused(rows, message):
    with pytest.raises(DataError, match=message):
        stage_value_interval(rows, 0.1)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"discount_rate": 0}, "discount_rate=0 is not above 0"),
        ({"leaving": "离网"}, "leaving='离网' is not one of its values"),
        ({"n_boot": 5}, "n_boot=5 is not a number from 20"),
        ({"level": 95}, "level=95"),
    ],
)
def test_arguments_that_cannot_be_are_refused(options, message):
    with pytest.raises(ParameterError, match=message):
        stage_value_interval(GOOD, **{"discount_rate": 0.1} | options)


@pytest.mark.parametrize(
    ("chances", "value", "message"),
    [
        (pd.DataFrame({"a": [0.5]}), {"a": 1, "b": 2}, "column 'b' is missing"),
        (
            pd.DataFrame({"a": [0.5], "b": [0.4]}),
            {"a": 1, "b": 2},
            "row 0: the chances of a, b do not add up",
        ),
        (pd.DataFrame({"a": [1.5], "b": [-0.5]}), {"a": 1, "b": 2}, "column 'a', row 0: 1.5"),
        (pd.DataFrame({"a": [1.0]}), {"a": np.nan}, "stage 'a' is missing"),
        (pd.DataFrame({"a": [1.0]}), 5, "value is no Series or mapping by stage, but a int"),
        (None, {"a": 1}, "a pandas DataFrame is needed"),
    ],
)
def test_chances_that_cannot_be_are_refused(chances, value, message):
    with pytest.raises(DataError, match=message):
        customer_stage_value(chances, value)
