"""Cohorts: hand-counted tables, the club's published-by-the-world retention, and bad input."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from cvm_lessons import load, truth
from cvm_lessons.churn import cohort_matrix, retention_by_age, subscription_cohorts, transaction_cohorts
from cvm_lessons.core import DataError, ParameterError

DAYS = pd.DataFrame(
    {
        "customer_id": ["甲", "甲", "甲", "乙", "乙", "丙"],
        "date": ["2025-01-03", "2025-01-30", "2025-03-05", "2025-01-09", "2025-02-02", "2025-02-28"],
    }
)


def test_purchases_are_counted_by_hand():
    table = transaction_cohorts(DAYS, end="2025-03-31")
    assert table["cohort"].tolist() == ["2025-01"] * 3 + ["2025-02"] * 2
    assert table["active"].tolist() == [2, 1, 1, 1, 0]
    assert table["share"].tolist() == [1, 0.5, 0.5, 1, 0]


def test_a_period_that_is_not_over_is_not_counted():
    assert transaction_cohorts(DAYS)["age"].max() == 1  # the last purchase is of 5 March
    assert transaction_cohorts(DAYS, end="2025-12-31", period="Y")["active"].tolist() == [3]


def test_months_in_which_nobody_bought_count_as_zero():
    days = pd.DataFrame(
        {"customer_id": ["甲", "甲", "乙"], "date": ["2024-01-05", "2024-04-05", "2024-04-07"]}
    )
    matrix = cohort_matrix(transaction_cohorts(days, end="2024-05-31"))
    assert matrix.loc["2024-01"].tolist() == [1, 0, 0, 1, 0]
    assert matrix.loc["2024-04"].dropna().tolist() == [1, 0]
    assert matrix.index.tolist() == ["2024-01", "2024-04"]  # no cohort of February: nobody was won


@settings(max_examples=10)
@given(st.permutations(range(len(DAYS))))
def test_the_order_of_the_rows_does_not_matter(order):
    shuffled = transaction_cohorts(DAYS.iloc[order], end="2025-03-31")
    pd.testing.assert_frame_equal(shuffled, transaction_cohorts(DAYS, end="2025-03-31"))


def club():
    members, years = load("club_members"), load("club_years")
    last = years.groupby("member_id")["year"].max()
    left = years.merge(last, on=["member_id", "year"]).set_index("member_id")["renewed"]
    ends = pd.to_datetime(last.astype(str) + "-12-31").where(
        ~left.reindex(last.index).fillna(True).astype(bool)
    )
    return members.assign(end=members["member_id"].map(ends)), years


def test_the_curve_of_the_club_is_the_beta_geometric_of_the_world():
    members, _ = club()
    cohorts = subscription_cohorts(
        members, customer="member_id", start="joined", until="2025-12-31", period="Y"
    )
    old = cohorts[cohorts["cohort"].isin(["2018", "2019"])]  # the notice of 2023 comes late for them
    rates = retention_by_age(old).loc[:3]
    a, b = (truth("club_renewal")[name]["value"] for name in ("alpha", "beta"))
    # Age 0 has lost the first non-renewers already: the first rate is the second renewal.
    expected = np.array([(b + t) / (a + b + t) for t in (1, 2, 3)])
    assert (rates["low"] - 0.01 < expected).all()
    assert (expected < rates["high"] + 0.01).all()
    assert rates["retention"].is_monotonic_increasing  # although nobody grows more loyal


def test_the_product_of_the_rates_of_one_cohort_is_its_share():
    members, _ = club()
    cohorts = subscription_cohorts(
        members, customer="member_id", start="joined", until="2025-12-31", period="Y"
    )
    one = cohorts[cohorts["cohort"] == "2018"].set_index("age")["share"]
    curve = retention_by_age(cohorts, by_cohort=True).loc["2018", "survival"]
    assert curve.to_numpy() == pytest.approx((one / one[0]).iloc[1:].to_numpy())


def test_cohorts_are_weighted_by_customers_at_risk():
    old = pd.DataFrame({"cohort": "old", "age": [0, 1], "active": [900, 450]})
    young = pd.DataFrame({"cohort": "young", "age": [0, 1], "active": [100, 100]})
    assert retention_by_age(pd.concat([old, young]))["retention"].item() == pytest.approx(0.55)


def test_survivors_of_before_the_table_are_refused(subscribers):
    with pytest.raises(DataError, match="leave the survivors out"):
        subscription_cohorts(
            subscribers.assign(end=pd.NaT),
            customer="subscriber_id",
            start="joined",
            until="2025-12-31",
            observed_from="2024-01-01",
        )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"date": ["morning"] * 6}, "row 0: morning is not a date"),
        ({"date": [20250101] * 6}, "is not a date"),
        ({"date": [None] * 6}, "column 'date', row 0"),
        ({"customer_id": [None] * 6}, "column 'customer_id', row 0"),
    ],
)
def test_bad_purchases_are_refused_by_name(change, said):
    with pytest.raises(DataError, match=said):
        transaction_cohorts(DAYS.assign(**change))


def test_days_after_the_end_and_unknown_periods_are_refused():
    with pytest.raises(DataError, match="row 2: 2025-03-05 is not a day up to 2025-02-28"):
        transaction_cohorts(DAYS, end="2025-02-28")
    with pytest.raises(ParameterError, match="period"):
        transaction_cohorts(DAYS, period="D")
    with pytest.raises(ParameterError, match="end='soon' is not a day"):
        transaction_cohorts(DAYS, end="soon")
    with pytest.raises(DataError, match="no period is over"):
        transaction_cohorts(DAYS.iloc[:2], period="Y")


def test_bad_subscriptions_are_refused_by_name():
    table = pd.DataFrame(
        {"customer_id": [1, 2], "start": ["2025-01-03", "2025-02-03"], "end": [None, "2025-02-01"]}
    )
    with pytest.raises(DataError, match="row 1: 2025-02-01 is not a day from the start"):
        subscription_cohorts(table, until="2025-03-31")
    with pytest.raises(DataError, match="row 1: 1 is not new"):
        subscription_cohorts(table.assign(customer_id=1, end=None), until="2025-03-31")
    with pytest.raises(DataError, match="row 1: 2025-02-03 is not a day up to 2025-01-31"):
        subscription_cohorts(table.assign(end=None), until="2025-01-31")


def test_customers_who_come_back_have_no_retention_rate():
    table = pd.DataFrame({"cohort": "a", "age": [0, 1, 2], "active": [10, 4, 6]})
    with pytest.raises(DataError, match="cohort a, age 2: more customers than at the age before"):
        retention_by_age(table)
    with pytest.raises(DataError, match="no cohort has reached age 1"):
        retention_by_age(table.iloc[:1])
    with pytest.raises(DataError, match="row 1: 0 is not new"):
        cohort_matrix(table.assign(age=0), "active")
