"""Who comes next, and what a rise is worth: hand-worked rows, properties, faults named."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.trust import came_next, worth_of_coming

CASE = {"customers": 1000, "share": 0.5, "margin": 100.0}


@pytest.fixture
def came():
    rows = [("a", 2016, True), ("b", 2016, True), ("a", 2019, True), ("a", 2018, False), ("b", 2018, False)]
    return pd.DataFrame(rows, columns=["customer_id", "year", "took_part"], index=list("vwxyz"))


def test_the_next_edition_is_that_of_the_same_customer(came):
    found = came_next(came)
    assert found.drop(["x", "z"]).to_dict() == {"v": 0.0, "w": 0.0, "y": 1.0}
    assert found[["x", "z"]].isna().all()


def test_the_order_of_the_rows_does_not_matter(came):
    pd.testing.assert_series_equal(came_next(came.iloc[::-1]).sort_index(), came_next(came).sort_index())


def test_two_rows_of_a_customer_at_one_place_are_named(came):
    with pytest.raises(DataError, match="the only row of that year of its customer_id"):
        came_next(pd.concat([came, came.iloc[[0]]], ignore_index=True))


def test_a_value_that_is_neither_yes_nor_no_is_named(came):
    with pytest.raises(DataError, match="yes or no"):
        came_next(came.assign(took_part=[1, 2, 0, 0, 1]))


def test_a_missing_column_is_named(came):
    with pytest.raises(DataError, match="column 'took_part' is missing"):
        came_next(came.drop(columns="took_part"))


def test_doubling_the_odds_of_half_brings_a_sixth_more():
    table = worth_of_coming([1], [np.log(2)], cost=1000, **CASE)
    assert table["more_coming"].item() == pytest.approx(1000 / 6)
    assert table["net"].item() == pytest.approx(1000 / 6 * 100 - 1000)


def test_every_rise_meets_every_effect():
    table = worth_of_coming([0.5, 1.0], [0.0, 0.1, 0.2], **CASE)
    assert table["points"].tolist() == [0.5, 0.5, 0.5, 1.0, 1.0, 1.0]
    assert table.loc[table["log_odds"] == 0, "worth"].tolist() == [0, 0]


@given(st.floats(0.01, 0.99), st.floats(-2, 2), st.floats(-1, 1))
def test_nobody_is_won_beyond_all_or_lost_beyond_none(share, points, effect):
    table = worth_of_coming([points], [effect], customers=100, share=share, margin=1)
    assert -100 * share <= table["more_coming"].item() <= 100 * (1 - share)
    back = worth_of_coming([-points], [-effect], customers=100, share=share, margin=1)
    assert back["worth"].item() == pytest.approx(table["worth"].item())


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("customers", 0, "customers=0 is not"),
        ("share", 1.2, "share=1.2 is not"),
        ("share", 1, "share=1 leaves nobody"),
        ("margin", -1, "margin=-1 is not"),
        ("cost", -1, "cost=-1 is not"),
    ],
)
def test_a_number_out_of_range_is_named(name, value, said):
    with pytest.raises(ParameterError, match=said):
        worth_of_coming([1], [0.1], **{**CASE, name: value})


def test_a_rise_that_is_no_number_is_named():
    with pytest.raises(ParameterError, match="points='much'"):
        worth_of_coming(["much"], [0.1], **CASE)
