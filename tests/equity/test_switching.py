"""Customer equity of brands, by hand for two brands; returns on a driver; referral value."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.equity import customer_equity, equity_gain, referral_value, switching_matrices

RATINGS = pd.DataFrame(
    {
        "customer_id": [1, 1, 2, 2],
        "brand": ["A", "B", "A", "B"],
        "quality": [5.0, 4.0, 3.0, 3.0],
        "image": [1, 1, 1, 2],
    }
)
CUSTOMERS = pd.DataFrame(
    {
        "customer_id": [2, 1],
        "last_brand": ["B", "A"],
        "frequency": [2, 1],
        "volume": [50.0, 100.0],
        "margin": [0.4, 0.2],
    }
)
WEIGHTS = {"quality": 1.0, "image": 0.5}
OPTIONS = {"inertia": 1.0, "discount_rate": 0.1, "years": 2}


def test_rows_add_up_and_the_brand_bought_last_holds_on():
    matrices, customers, brands = switching_matrices(RATINGS, WEIGHTS, inertia=1.0)
    assert (customers, brands) == ([1, 2], ["A", "B"])
    assert matrices.sum(axis=2) == pytest.approx(np.ones((2, 2)))
    # Customer 1 last bought A: utilities 5.5 + 1 against 4.5.
    assert matrices[0, 0, 0] == pytest.approx(1 / (1 + np.exp(-2)))
    assert matrices[0, 1, 0] == pytest.approx(0.5)


def test_equity_by_hand():
    table = customer_equity(RATINGS, CUSTOMERS, WEIGHTS, **OPTIONS, population=1000)
    one, two = switching_matrices(RATINGS, WEIGHTS, inertia=1.0)[0]
    start = np.array([1.0, 0.0])
    value = 20 * (start @ one / 1.1 + start @ one @ one / 1.21)
    chance = np.array([0.0, 1.0])
    for purchase in range(1, 5):
        chance = chance @ two
        value = value + 20 * chance / 1.1 ** (purchase / 2)
    assert table["lifetime_value"].to_numpy() == pytest.approx(value / 2)
    assert table["customer_equity"].to_numpy() == pytest.approx(500 * value)
    assert table["equity_share"].sum() == pytest.approx(1)


def test_what_one_brand_gains_the_others_lose():
    gain = equity_gain(RATINGS, CUSTOMERS, WEIGHTS, of="A", driver="quality", by=0.5, cost=4.0, **OPTIONS)
    before = customer_equity(RATINGS, CUSTOMERS, WEIGHTS, **OPTIONS)["customer_equity"]
    raised = RATINGS.assign(quality=[5.5, 4.0, 3.5, 3.0])
    after = customer_equity(raised, CUSTOMERS, WEIGHTS, **OPTIONS)["customer_equity"]
    assert gain["gain"] == pytest.approx(after["A"] - before["A"])
    assert after.sum() == pytest.approx(before.sum())
    assert gain["roi"] == pytest.approx(gain["gain"] / 4 - 1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"ratings": RATINGS.drop(index=3)}, "customer 2 does not rate brand B"),
        ({"ratings": pd.concat([RATINGS, RATINGS.head(1)])}, "customer 1 rates brand A twice"),
        ({"ratings": RATINGS.assign(quality="高")}, "column 'quality', row 0: 高 is not a number"),
        (
            {"customers": CUSTOMERS.assign(last_brand="C")},
            "column 'last_brand', row 0: C is not one of the brands A, B",
        ),
        ({"customers": CUSTOMERS.head(1)}, "customer 1 is in one of ratings and customers only"),
        ({"customers": CUSTOMERS.assign(customer_id=1)}, "row 1: 1 is not the only row of its customer"),
        ({"customers": CUSTOMERS.assign(frequency=0)}, "column 'frequency', row 0: 0 is not above 0"),
        ({"customers": CUSTOMERS.assign(margin=-1)}, "column 'margin', row 0"),
    ],
)
def test_tables_that_do_not_fit_are_refused(change, message):
    tables = {"ratings": RATINGS, "customers": CUSTOMERS} | change
    with pytest.raises(DataError, match=message):
        customer_equity(tables["ratings"], tables["customers"], WEIGHTS, **OPTIONS)


def test_arguments_that_cannot_be_are_refused():
    with pytest.raises(ParameterError, match="weights is empty"):
        switching_matrices(RATINGS, {}, inertia=0)
    with pytest.raises(ParameterError, match="driver='price' has no weight"):
        equity_gain(RATINGS, CUSTOMERS, WEIGHTS, of="A", driver="price", by=1, cost=1, **OPTIONS)
    with pytest.raises(ParameterError, match="of='C' is not a brand"):
        equity_gain(RATINGS, CUSTOMERS, WEIGHTS, of="C", driver="quality", by=1, cost=1, **OPTIONS)
    with pytest.raises(ParameterError, match="cost=0 is not above 0"):
        equity_gain(RATINGS, CUSTOMERS, WEIGHTS, of="A", driver="quality", by=1, cost=0, **OPTIONS)


REFERRALS = pd.DataFrame(
    {
        "customer_id": ["甲", "甲", "乙"],
        "period": [0, 1, 0],
        "margin": [100.0, 110.0, 80.0],
        "referral_cost": [10.0, 0.0, 10.0],
        "marketing_cost": [5.0, 0.0, 5.0],
        "saved_cost": [20.0, 0.0, 20.0],
        "anyway": [0, 0, 1],
    }
)


def test_referral_value_by_hand():
    table = referral_value(REFERRALS, 0.1)
    assert table.loc["甲"].tolist() == pytest.approx([105 + 100, 0, 205])
    assert table.loc["乙"].tolist() == [0, 20, 20]


@pytest.mark.parametrize(
    ("referrals", "message"),
    [
        (REFERRALS.head(0), "no rows"),
        (REFERRALS.assign(anyway=0.5), "column 'anyway', row 0: 0.5 is not 0 or 1"),
        (REFERRALS.assign(period=-1), "column 'period', row 0: -1"),
        (REFERRALS.drop(columns="margin"), "column 'margin' is missing"),
        (REFERRALS.assign(customer_id=None), "column 'customer_id', row 0"),
    ],
)
def test_referrals_that_cannot_be_are_refused(referrals, message):
    with pytest.raises(DataError, match=message):
        referral_value(referrals, 0.1)
