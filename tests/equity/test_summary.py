"""From purchases to one row per customer: conventions, periods, and input that cannot be."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.equity import calibration_holdout, customer_summary

SALES = pd.DataFrame(
    {
        "customer_id": ["B", "A", "A", "A", "A"],
        "date": pd.to_datetime(
            ["2025-02-10", "2025-03-02", "2025-01-31 18:00", "2025-01-01", "2025-01-31 09:00"],
            format="ISO8601",
        ),
        "amount": [5.0, 40.0, 30.0, 10.0, 20.0],
    }
)


def by_hand(sales, end, *, collapse=True):
    """Return the summary by the papers, or with every row a purchase, one customer after the other."""
    rows = {}
    for customer, mine in sales.groupby("customer_id"):
        days = mine.groupby(mine["date"].dt.normalize())["amount"].agg(["sum", "mean", "size"]).sort_index()
        first, last = days.index[0], days.index[-1]
        repeat = (len(days) if collapse else len(mine)) - 1
        of_first = days["sum" if collapse else "mean"].iloc[0]
        mean = (mine["amount"].sum() - of_first) / repeat if repeat else 0.0
        rows[customer] = (repeat, (last - first).days, (pd.Timestamp(end) - first).days, mean)
    columns = ["frequency", "recency", "T", "monetary_value"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def test_two_purchases_of_a_day_are_one_and_the_first_day_is_not_counted():
    summary = customer_summary(SALES, amount="amount", end="2025-03-31")
    assert summary.loc["A"].tolist() == [2, 60, 89, 45]
    assert summary.loc["B"].tolist() == [0, 0, 49, 0]


@given(
    rows=st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 200), st.integers(1, 99)), min_size=1, max_size=60
    ),
    seed=st.integers(0, 9),
    collapse=st.booleans(),
)
def test_any_log_in_any_order_gives_what_counting_by_hand_gives(rows, seed, collapse):
    sales = pd.DataFrame(rows, columns=["customer_id", "day", "amount"])
    sales["date"] = pd.Timestamp("2024-01-01") + pd.to_timedelta(sales["day"], unit="D")
    shuffled = sales.sample(frac=1, random_state=seed)
    summary = customer_summary(shuffled, amount="amount", end="2024-12-31", collapse=collapse)
    expected = by_hand(sales, "2024-12-31", collapse=collapse)
    assert summary.to_numpy() == pytest.approx(expected.to_numpy())
    assert summary.index.tolist() == expected.index.tolist()


def test_every_row_may_be_a_purchase_and_the_holdout_counts_likewise():
    summary = customer_summary(SALES, amount="amount", end="2025-03-31", collapse=False)
    assert summary.loc["A"].tolist() == [3, 60, 89, 30]
    held = calibration_holdout(SALES, "2025-01-15", amount="amount", end="2025-03-31", collapse=False)
    assert held.loc["A", ["frequency", "frequency_holdout", "monetary_value_holdout"]].tolist() == [0, 3, 30]


@pytest.mark.parametrize(
    "rename",
    [lambda i: i, lambda i: i * 1_000_000_007, lambda i: -i - 1, lambda i: f"客户{i:03d}", lambda i: i + 0.5],
    ids=["small whole", "huge whole", "negative", "Chinese text", "fractions"],
)
def test_customers_of_any_type_keep_their_names_in_order(rename):
    rng = np.random.default_rng(1)
    ids = rng.integers(0, 40, 300)
    days = pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, 300, 300), unit="D")
    plain = pd.DataFrame({"customer_id": ids, "date": days})
    renamed = plain.assign(customer_id=[rename(int(i)) for i in ids])
    expected = customer_summary(plain)
    summary = customer_summary(renamed)
    assert summary.index.is_monotonic_increasing
    assert summary.loc[[rename(int(i)) for i in expected.index]].to_numpy() == pytest.approx(
        expected.to_numpy()
    )


@pytest.mark.parametrize(
    ("period", "unit", "recency"),
    [
        ("D", None, 60),
        ("D", "W", 60 / 7),
        ("W", None, 8),
        ("M", None, 2),
        ("Q", None, 0),
        ("Y", None, 0),
        ("h", "D", 60),
    ],
)
def test_periods_and_units(period, unit, recency):
    summary = customer_summary(SALES, period=period, unit=unit)
    assert summary.loc["A", "recency"] == pytest.approx(recency)


def test_include_first_counts_the_first_purchase_too():
    summary = customer_summary(SALES, amount="amount", include_first=True)
    assert summary["frequency"].tolist() == [3, 1]
    assert summary["monetary_value"].tolist() == [pytest.approx(100 / 3), 5]


def test_text_dates_and_time_zones_are_read():
    text = SALES.assign(date=SALES["date"].dt.strftime("%Y-%m-%d"))
    zoned = SALES.assign(date=SALES["date"].dt.tz_localize("Asia/Shanghai"))
    for sales in (text, zoned):
        assert customer_summary(sales, end="2025-03-31").equals(customer_summary(SALES, end="2025-03-31"))


def test_who_first_buys_after_the_end_is_not_there():
    assert customer_summary(SALES, end="2025-02-01").index.tolist() == ["A"]


def test_holdout_holds_what_came_after():
    held = calibration_holdout(SALES, "2025-02-15", amount="amount", end="2025-03-31")
    assert held["frequency_holdout"].to_dict() == {"A": 1, "B": 0}
    assert held["monetary_value_holdout"].to_dict() == {"A": 40.0, "B": 0.0}
    assert held["duration_holdout"].unique().tolist() == [44.0]
    assert held.loc["A", "frequency"] == 1


@pytest.mark.parametrize(
    ("sales", "message"),
    [
        (SALES.head(0), "the frame has no rows"),
        (SALES.drop(columns="date"), "column 'date' is missing"),
        (
            SALES.assign(customer_id=["B", None, "A", "A", "A"]),
            "column 'customer_id', row 1: .* is not a value",
        ),
        (
            SALES.assign(date=["2025-01-01"] * 4 + ["soon"]),
            "column 'date', row 4: soon is not a date like 2025-12-31",
        ),
        (SALES.assign(date=[45000] * 5), "column 'date', row 0: 45000 is not a date"),
        (SALES.assign(amount=["5", "一百", "1", "1", "1"]), "column 'amount', row 1: 一百 is not a number"),
        (
            SALES.assign(amount=[5, 40, 30, -10, 20]),
            "customer A spent -10 in one period, less than 0: take refunds",
        ),
    ],
)
def test_a_log_that_cannot_be_is_refused_by_name(sales, message):
    with pytest.raises(DataError, match=message):
        customer_summary(sales, amount="amount")


def test_arguments_that_cannot_be_are_refused():
    with pytest.raises(ParameterError, match="lies before every value of column 'date'"):
        customer_summary(SALES, end="2020-01-01")
    with pytest.raises(ParameterError, match="'soon' is not a date"):
        customer_summary(SALES, end="soon")
    with pytest.raises(ParameterError, match="a month has no fixed number of days"):
        customer_summary(SALES, period="D", unit="M")
    with pytest.raises(ParameterError, match="period='day'"):
        customer_summary(SALES, period="day")
    with pytest.raises(ParameterError, match="is not before the end of the holdout"):
        calibration_holdout(SALES, "2025-03-31", end="2025-03-31")
