"""The summary of opportunities: the donors of the paper laid out one by one, and shows of the world."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.datasets import load
from cvm_lessons.equity import opportunity_summary


def laid_out(patterns):
    """Customers with one row per opportunity, from strings such as "1010" (1: took part)."""
    return pd.DataFrame(
        [
            {"customer_id": f"C{number}", "year": year, "took_part": took == "1", "paid": 10.0 * year}
            for number, pattern in enumerate(patterns)
            for year, took in enumerate(pattern)
        ]
    )


def counted(pattern):
    """The three numbers of one customer, counted along the string."""
    after = pattern[pattern.index("1") + 1 :]
    return after.count("1"), after.rfind("1") + 1, len(after)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    st.lists(st.text("01", min_size=1, max_size=9).filter(lambda s: "1" in s), min_size=1, max_size=8),
    st.integers(0, 99),
)
def test_any_history_is_counted_as_along_the_string_in_any_order_of_rows(patterns, seed):
    rows = laid_out(patterns).sample(frac=1, random_state=seed)
    summary = opportunity_summary(rows)
    assert summary.index.tolist() == [f"C{number}" for number in range(len(patterns))]
    assert list(summary.itertuples(index=False, name=None)) == [counted(pattern) for pattern in patterns]


def test_the_donors_of_the_paper_come_back_from_their_gifts_one_by_one(donors):
    """A pattern of x gifts, the last at t_x, can be laid out as x - 1 gifts in a row and one at t_x."""
    patterns = [
        "1" + ("1" * (x - 1) + "0" * (t_x - x) + "1" if x else "") + "0" * (n - t_x)
        for x, t_x, n in donors[["frequency", "recency", "T"]].itertuples(index=False)
    ]
    summary = opportunity_summary(laid_out(patterns)).sort_index(key=lambda ids: ids.str[1:].astype(int))
    assert (summary.to_numpy() == donors[["frequency", "recency", "T"]].to_numpy()).all()


def test_the_mean_value_is_of_repeat_purchases_alone():
    summary = opportunity_summary(laid_out(["01101", "00010"]), amount="paid")
    assert summary.loc["C0"].to_dict() == {"frequency": 2, "recency": 3, "T": 3, "monetary_value": 30.0}
    assert summary.loc["C1", "monetary_value"] == 0


def test_an_end_hides_what_came_later_and_customers_who_came_later():
    summary = opportunity_summary(laid_out(["1011", "0001"]), end=2)
    assert summary.to_dict("index") == {"C0": {"frequency": 1, "recency": 2, "T": 2}}


def test_exhibitors_of_the_world_have_as_many_repeat_shows_as_rows_that_took_part():
    rows = load("participations")
    rows = rows[rows["customer_id"].str.startswith("E")]
    summary = opportunity_summary(rows, amount="spend_space")
    assert (summary["frequency"] + 1).sum() == rows["took_part"].sum()
    assert len(summary) == rows["customer_id"].nunique()
    paid = summary["monetary_value"] * summary["frequency"]
    first = rows[rows["took_part"]].sort_values("year").drop_duplicates("customer_id")["spend_space"]
    assert paid.sum() + first.sum() == pytest.approx(rows["spend_space"].sum())


def changed(**columns):
    return laid_out(["101", "110"]).assign(**columns)


@pytest.mark.parametrize(
    ("rows", "options", "message"),
    [
        ("text", {}, "DataFrame is needed"),
        (changed().drop(columns="year"), {}, "column 'year' is missing"),
        (changed(took_part="maybe"), {}, "took_part.*maybe"),
        (changed(took_part=[True, None, True] * 2), {}, "took_part.*row 1"),
        (changed(year=[0, 0, 1, 0, 1, 2]), {}, "'year', row 1.*twice"),
        (changed(year=[0, 1, None, 0, 1, 2]), {}, "'year', row 2"),
        (changed(took_part=False), {}, "nobody took part"),
        (changed(paid=[-1.0, 1, 1, 1, 1, 1]), {"amount": "paid"}, "paid.*row 0"),
        (changed(paid=[np.nan, 1, 1, 1, 1, 1]), {"amount": "paid"}, "paid.*row 0"),
        (changed(), {"amount": "费用"}, "'费用' is missing"),
        (changed().iloc[:0], {}, "no rows"),
        (changed(year=[0, 1, "二", 0, 1, 2]), {}, "'year', row 2: 二 is not of the kind of the first value"),
    ],
)
def test_what_cannot_be_summed_up_is_refused_by_name(rows, options, message):
    with pytest.raises(DataError, match=message):
        opportunity_summary(rows, **options)


def test_an_end_of_another_kind_is_refused_with_an_example():
    with pytest.raises(ParameterError, match="end='2025-12-31' cannot be compared with column 'year'.*0"):
        opportunity_summary(laid_out(["11"]), end="2025-12-31")


def test_a_value_is_not_asked_of_those_who_did_not_take_part():
    rows = laid_out(["101"]).assign(paid=[5.0, None, 7.0])
    assert opportunity_summary(rows, amount="paid")["monetary_value"].tolist() == [7.0]


@pytest.mark.parametrize("end", [np.nan, [2024], pd.NaT])
def test_an_end_that_is_no_value_is_refused(end):
    with pytest.raises(ParameterError, match="end=.* is (missing|not one value)"):
        opportunity_summary(laid_out(["11"]), end=end)
