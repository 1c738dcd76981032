"""Rates: hand-worked conversions, bad input, and the world's months."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.churn import (
    average_lifetime,
    churn_by_period,
    churn_rate,
    convert_churn,
    convert_retention,
    revenue_bridge,
    revenue_retention,
)
from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import Interval

rates = st.floats(0, 0.2)


def test_two_percent_a_month_is_not_twenty_four_a_year():
    assert convert_churn(0.02) == pytest.approx(0.215283, abs=1e-6)
    assert convert_churn(0.05, per="quarter", to="year") == pytest.approx(1 - 0.95**4)
    assert convert_churn(1.0) == 1.0


@given(rate=rates, per=st.sampled_from(["week", "month", "quarter"]))
def test_a_rate_converted_and_back_is_the_same(rate, per):
    assert convert_churn(convert_churn(rate, per=per), per="year", to=per) == pytest.approx(rate, abs=1e-9)


def test_retention_compounds_and_is_one_less_the_churn():
    assert convert_retention(0.98) == pytest.approx(0.98**12)
    assert convert_retention(0.98) == pytest.approx(1 - convert_churn(0.02))
    assert convert_retention(1.01) == pytest.approx(1.126825, abs=1e-6)  # net revenue: customers grow
    assert convert_retention(0.0) == 0.0
    year = convert_retention(Interval(0.98, 0.97, 0.99, n=9))
    assert (year.low, year.estimate, year.high) == pytest.approx((0.97**12, 0.98**12, 0.99**12))
    assert year.n == 9


@given(rate=st.floats(0, 1), per=st.sampled_from(["week", "month", "quarter"]))
def test_retention_and_churn_of_any_length_add_up_to_one(rate, per):
    assert convert_retention(1 - rate, per=per) + convert_churn(rate, per=per) == pytest.approx(1)


@given(rate=st.floats(1e-6, 0.5))
def test_a_yearly_rate_is_below_twelve_monthly_ones(rate):
    assert rate < convert_churn(rate) < 12 * rate


def test_the_ends_of_an_interval_are_converted_and_keep_their_order():
    year = convert_churn(churn_rate(20, 1000))
    month = churn_rate(20, 1000)
    assert year.low == pytest.approx(convert_churn(month.low))
    assert year.low < year.estimate < year.high
    life = average_lifetime(month)
    assert (life.low, life.estimate, life.high) == pytest.approx((1 / month.high, 50, 1 / month.low))
    assert average_lifetime(Interval(0.0, 0.0, 0.1, n=5)).high == np.inf


@given(churn=st.floats(0.01, 1))
def test_the_lifetime_of_equal_rates_is_one_over_the_rate(churn):
    assert average_lifetime([churn] * 4, afterwards=churn) == pytest.approx(1 / churn)


@given(st.lists(st.floats(0.02, 0.9), min_size=2, max_size=8))
def test_customers_who_differ_live_longer_than_one_over_their_mean_rate(churn):
    mean_lifetime = np.mean([average_lifetime(rate) for rate in churn])
    assert mean_lifetime >= average_lifetime(float(np.mean(churn))) - 1e-9


def test_a_lifetime_without_an_afterwards_counts_the_periods_given():
    assert average_lifetime([0.5, 0.2]) == pytest.approx(1.5)
    assert average_lifetime([1.0, 0.2], afterwards=0.0) == 1.0
    assert average_lifetime(0.0) == np.inf


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: convert_churn(1.2), "rate=1.2 is not a number from 0 to 1"),
        (lambda: convert_churn(0.1, per="moon"), "per"),
        (lambda: convert_churn(float("nan")), "rate=nan"),
        (lambda: average_lifetime(-0.1), "churn=-0.1"),
        (lambda: average_lifetime([0.1, "一成"]), "churn='一成' is not a number from 0 to 1"),
        (lambda: average_lifetime([]), "churn holds no rate"),
        (lambda: average_lifetime(0.1, afterwards=0.1), "afterwards goes with a sequence"),
        (lambda: churn_rate(11, 10), "lost=11 is not a whole number from 0 to 10"),
        (lambda: churn_rate(0, 0), "at_start=0"),
        (lambda: convert_retention(-0.1), "rate=-0.1 is not a number from 0"),
        (lambda: convert_retention(0.9, to="moon"), "to="),
        (lambda: convert_retention(1e300), "grows beyond all numbers"),
        (lambda: average_lifetime("一成"), "churn='一成' is not a number from 0 to 1"),
        (lambda: average_lifetime({"a": 0.1}), "churn="),
        (lambda: churn_rate(1, 10, level=95), "level=95"),
    ],
)
def test_a_bad_rate_is_refused_by_name(call, said):
    with pytest.raises(ParameterError, match=said):
        call()


def test_monthly_rates_of_the_telecom_count_who_left_of_who_was_there(months, subscribers):
    table = churn_by_period(months)
    assert table["lost"].sum() == months["churned"].sum()
    assert table["customers"].iloc[0] == (months["month"] == months["month"].min()).sum()
    assert table.loc["2025-12-01", "lost"] >= 0
    joined = months.merge(subscribers[["subscriber_id", "tariff"]])
    by_tariff = (
        churn_by_period(joined, by="tariff").groupby("tariff", observed=True)[["lost", "customers"]].sum()
    )
    pooled = by_tariff["lost"] / by_tariff["customers"]
    assert pooled["prepaid"] > pooled["basic"] > pooled["premium"]  # the order in the world's truth


def test_a_churn_table_refuses_what_is_not_yes_or_no():
    table = pd.DataFrame({"month": [1, 1], "churned": ["是", "否"]})
    with pytest.raises(DataError, match="column 'churned', row 0: 是 is not 0 or 1"):
        churn_by_period(table)
    with pytest.raises(DataError, match="column 'month' is missing"):
        churn_by_period(table.drop(columns="month"))
    with pytest.raises(DataError, match="no rows"):
        churn_by_period(table.iloc[:0])


def accounts(n=400, seed=1):
    rng = np.random.default_rng(seed)
    before = rng.gamma(2, 50, n)
    after = np.where(rng.random(n) < 0.1, 0, before * rng.choice([0.8, 1.0, 1.3], n))
    return pd.DataFrame({"revenue_before": before, "revenue_after": after})


def test_net_retention_may_exceed_one_while_customers_leave():
    table = pd.DataFrame({"revenue_before": [10, 10, 10, 70], "revenue_after": [0, 0, 0, 140]})
    found = revenue_retention(table)["estimate"]
    assert found.to_list() == pytest.approx([0.25, 0.7, 1.4])


def test_gross_is_at_most_net_and_at_most_one():
    found = revenue_retention(accounts())["estimate"]
    assert found["gross revenue"] <= min(1.0, found["net revenue"])


def test_the_interval_of_net_retention_covers_the_truth_as_often_as_it_claims():
    expected = 0.9 * np.mean([0.8, 1.0, 1.3])
    covered = []
    for seed in range(120):
        row = revenue_retention(accounts(seed=seed)).loc["net revenue"]
        covered.append(row["low"] <= expected <= row["high"])
    assert 0.89 <= np.mean(covered) <= 0.99


def test_the_bridge_adds_up():
    table = accounts()
    table.loc[0, "revenue_before"] = 0.0
    bridge = revenue_bridge(table)
    assert bridge["start":"lost"].sum() == pytest.approx(bridge["end"])
    assert bridge["new"] == table.loc[0, "revenue_after"]


def test_bad_accounts_are_refused_by_name():
    with pytest.raises(DataError, match="column 'revenue_after', row 1: -5"):
        revenue_retention(pd.DataFrame({"revenue_before": [1, 2], "revenue_after": [1, -5]}))
    with pytest.raises(DataError, match="1 customer\\(s\\) pay at the start"):
        revenue_retention(pd.DataFrame({"revenue_before": [1, 0], "revenue_after": [1, 5]}))
    with pytest.raises(DataError, match="row 0: nan"):
        revenue_bridge(pd.DataFrame({"revenue_before": [np.nan], "revenue_after": [1]}))
