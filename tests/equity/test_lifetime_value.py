"""Value of each customer from now on: timing, horizons, spending, and two intervals."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.equity import (
    BetaGeoBetaBinomModel,
    BetaGeoModel,
    GammaGammaModel,
    customer_lifetime_value,
    lifetime_value_interval,
)

MODEL = BetaGeoModel.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
SHOWS = BetaGeoBetaBinomModel.from_params(alpha=1.2, beta=0.75, gamma=0.66, delta=2.8)
CUSTOMERS = pd.DataFrame(
    {"frequency": [2, 0], "recency": [30.43, 0], "T": [38.86, 38.86], "monetary_value": [22.35, 0]},
    index=["a", "b"],
)


def test_without_discount_it_is_purchases_times_what_one_leaves():
    value = customer_lifetime_value(MODEL, CUSTOMERS, discount_rate=0, horizon=39, spend=30, margin=0.4)
    assert value.to_numpy() == pytest.approx(12 * MODEL.expected_purchases(CUSTOMERS, 39).to_numpy())


@given(first=st.integers(1, 20), more=st.integers(1, 20))
def test_horizons_add_up(first, more):
    whole = customer_lifetime_value(MODEL, CUSTOMERS, discount_rate=0.01, horizon=first + more)
    start = customer_lifetime_value(MODEL, CUSTOMERS, discount_rate=0.01, horizon=first)
    by_period = [MODEL.expected_purchases(CUSTOMERS, t) for t in range(first, first + more + 1)]
    rest = sum(
        (later - sooner) / 1.01 ** (first + k + 1) for k, (sooner, later) in enumerate(pairwise(by_period))
    )
    assert whole.to_numpy() == pytest.approx((start + rest).to_numpy())


def test_later_payment_is_worth_less_and_the_long_run_meets_the_closed_form():
    options = {"discount_rate": 0.02, "horizon": 1500}
    start, middle, end = (
        customer_lifetime_value(MODEL, CUSTOMERS, paid=paid, **options)["a"]
        for paid in ("start", "middle", "end")
    )
    assert start > middle > end
    assert start / end == pytest.approx(1.02)
    assert customer_lifetime_value(MODEL, CUSTOMERS, discount_rate=0.02)["a"] == pytest.approx(
        middle, rel=1e-3
    )


def test_shows_are_discounted_by_opportunity():
    history = pd.DataFrame({"frequency": [3], "recency": [5], "T": [6]})
    endless = customer_lifetime_value(SHOWS, history, discount_rate=0.1).item()
    long = customer_lifetime_value(SHOWS, history, discount_rate=0.1, horizon=150).item()
    assert endless == pytest.approx(long, rel=1e-5)


def test_spending_may_come_from_a_model_or_a_column():
    spending = GammaGammaModel.from_params(p=6.25, q=3.74, v=15.44)
    by_model = customer_lifetime_value(MODEL, CUSTOMERS, discount_rate=0, horizon=10, spend=spending)
    by_column = customer_lifetime_value(
        MODEL, CUSTOMERS, discount_rate=0, horizon=10, spend=spending.expected_spend(CUSTOMERS)
    )
    assert by_model.equals(by_column)
    assert by_model["b"] == pytest.approx(
        spending.mean_spend() * MODEL.expected_purchases(CUSTOMERS, 10)["b"]
    )


def test_what_really_comes_is_far_less_sure_than_its_expectation():
    fitted = BetaGeoBetaBinomModel().fit(SHOWS.simulate(10, 1500, rng=1))
    history = pd.DataFrame({"frequency": [3], "recency": [5], "T": [6]})
    table = lifetime_value_interval(fitted, history, horizon=5, spend=100, n_boot=12, n_futures=40, rng=2)
    expected, realised = table.loc["expected"], table.loc["realised"]
    assert expected["low"] < expected["estimate"] < expected["high"]
    assert realised["low"] == 0
    assert realised["high"] > 2 * expected["high"] > 0
    truth = 100 * SHOWS.expected_purchases(history, 5).item()
    assert expected["low"] * 0.9 < truth < expected["high"] * 1.1


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"discount_rate": -0.1}, ParameterError, "discount_rate=-0.1 is not a number from 0"),
        (
            {"discount_rate": 0},
            ParameterError,
            "discount_rate=0.* is not above 0: the future without discounting",
        ),
        ({"horizon": -1}, ParameterError, "horizon=-1 is not"),
        ({"horizon": 5, "paid": "never"}, ParameterError, "paid='never'"),
        ({"horizon": 5, "margin": 1.4}, ParameterError, "margin=1.4 is not a number from 0 to 1"),
        ({"horizon": 5, "spend": pd.Series([1.0])}, DataError, "spend has other customers than the summary"),
        (
            {"horizon": 5, "spend": pd.Series([1.0, -2.0], ["a", "b"])},
            DataError,
            "column 'spend', row b: -2.0 is not",
        ),
    ],
)
def test_arguments_that_cannot_be_are_refused(change, error, message):
    with pytest.raises(error, match=message):
        customer_lifetime_value(MODEL, CUSTOMERS, **{"discount_rate": 0.01} | change)


def test_an_interval_is_for_one_customer_and_a_fitted_model():
    with pytest.raises(DataError, match="the interval is for one customer, not for 2"):
        lifetime_value_interval(MODEL, CUSTOMERS, horizon=5)
    with pytest.raises(ParameterError, match="has not been fitted"):
        lifetime_value_interval(MODEL, CUSTOMERS.head(1), horizon=5)
    with pytest.raises(ParameterError, match="n_boot=0 is not a whole number from 1 up"):
        lifetime_value_interval(MODEL, CUSTOMERS.head(1), horizon=5, n_boot=0)


def test_the_example_of_the_docstring_by_simulation():
    rng = np.random.default_rng(3)
    futures = MODEL.simulate_future(CUSTOMERS.head(1), 52, 40_000, rng=rng)
    value = customer_lifetime_value(MODEL, CUSTOMERS, discount_rate=0, horizon=52)["a"]
    assert futures.mean() == pytest.approx(value, rel=0.03)
