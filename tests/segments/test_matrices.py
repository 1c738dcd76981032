"""Current × potential value, frequency × spend, and the cube."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.segments import cell_table, frequency_spend_matrix, value_cube, value_matrix

pairs = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=4, max_size=40).filter(
    lambda rows: all(len({row[axis] for row in rows}) > 1 for axis in (0, 1))
)


def customers(n=400, seed=1):
    rng = np.random.default_rng(seed)
    attitude = rng.choice(["苛刻", "节俭"], n)
    current = rng.gamma(1, 100, n)
    return pd.DataFrame({"current": current, "potential": rng.gamma(1, 100, n), "attitude": attitude})


def test_a_cut_in_money_includes_its_end():
    rows = pd.DataFrame({"current": [100, 99, 100], "potential": [50, 50, 49]})
    placed = value_matrix(rows, cut=(100, 50))
    assert placed["cell"].tolist() == ["keep and grow", "develop", "keep"]
    assert placed.attrs["cuts"] == {"current": 100, "potential": 50}


@settings(max_examples=20)
@given(pairs)
def test_the_cells_of_medians_hold_everybody_once(rows):
    frame = pd.DataFrame(rows, columns=["current", "potential"])
    if any((frame[name] > frame[name].median()).sum() == 0 for name in frame):
        with pytest.raises(DataError, match="all customers lie on one side"):
            value_matrix(frame)
        return
    placed = value_matrix(frame)
    high = placed["cell"].isin(["keep and grow", "keep"])
    assert (high == (frame["current"] > frame["current"].median())).all()
    assert cell_table(placed, ["current"])["customers"].sum() == len(rows)


def test_marcus_cuts_at_purchases_per_customer_and_money_per_purchase():
    # By hand: 4 customers, 20 purchases, 1100 in all: 5 purchases each, 55 a purchase.
    rows = pd.DataFrame({"frequency": [9, 9, 1, 1], "spend": [900, 90, 100, 10]})
    placed = frequency_spend_matrix(rows)
    assert placed.attrs["cuts"] == {"frequency": 5, "spend_each": 55}
    assert placed["spend_each"].tolist() == [100, 10, 100, 10]
    assert placed["cell"].tolist() == ["best", "frequent", "spender", "uncertain"]


def test_the_cube_has_every_cell_and_shows_what_goes_together():
    rows = customers()
    cube = value_cube(rows)
    assert len(cube) == 8
    assert cube["customers"].sum() == 400
    assert cube["current"].sum() == pytest.approx(rows["current"].sum())
    assert cube["expected"].sum() == pytest.approx(1)
    thrifty = rows.assign(attitude=np.where(rows["current"] > rows["current"].median(), "苛刻", "节俭"))
    lifts = value_cube(thrifty).set_index(["cell", "attitude"])["lift"]
    assert lifts["keep", "苛刻"] == pytest.approx(2)
    assert lifts["keep", "节俭"] == 0


def test_shares_of_cells_sum_to_one():
    table = cell_table(value_matrix(customers()), ["current", "potential"])
    assert table[["customer_share", "current_share", "potential_share"]].sum().tolist() == pytest.approx(
        [1] * 3
    )
    assert table.index.tolist() == ["keep and grow", "keep", "develop", "serve at low cost"]
    assert table["current_each"].iloc[0] > table["current_each"].iloc[3]


def test_cells_may_be_numbers():
    rows = pd.DataFrame({"segment": [2, 1, 1], "profit": [6, 3, 1]})
    assert cell_table(rows, ["profit"], cell="segment")["profit_share"].to_dict() == {1: 0.4, 2: 0.6}


def test_bad_input_is_named():
    rows = customers(20)
    with pytest.raises(ParameterError, match="Did you mean 'median'"):
        value_matrix(rows, cut="medain")
    with pytest.raises(ParameterError, match="two numbers are needed"):
        value_matrix(rows, cut=(1,))
    with pytest.raises(ParameterError, match="same column"):
        value_matrix(rows, potential="current")
    with pytest.raises(DataError, match="column 'current': all customers lie on one side of 1e"):
        value_matrix(rows, cut=(1e9, 10))
    with pytest.raises(DataError, match="column 'current', row 0: nan"):
        value_matrix(rows.assign(current=np.nan))
    with pytest.raises(DataError, match="column 'frequency', row 0: 0 is not a number from 1"):
        frequency_spend_matrix(pd.DataFrame({"frequency": [0], "spend": [5]}))
    with pytest.raises(DataError, match="column 'frequency': all customers lie on one side of 1"):
        frequency_spend_matrix(pd.DataFrame({"frequency": [1], "spend": [5]}))
    with pytest.raises(DataError, match="column 'attitude' is missing"):
        value_cube(rows.drop(columns="attitude"))
    with pytest.raises(ParameterError, match="1 or more different columns"):
        cell_table(rows, "current", cell="attitude")
