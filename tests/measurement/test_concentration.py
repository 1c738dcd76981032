"""Share of the largest, Lorenz curve, Gini's index."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import gini_index, lorenz_curve, top_share

amounts = st.lists(st.integers(0, 500), min_size=2, max_size=40).filter(any)


def money(values):
    return pd.DataFrame({"spend": values})


def test_the_largest_customer_counts_in_part_where_the_share_is_no_whole_number():
    # 30 % of five customers: all of the first (40) and half of the second (30).
    assert top_share(money([40, 30, 20, 10, 0]), 0.3).estimate == pytest.approx(0.55)


@given(amounts, st.floats(0.01, 1))
def test_the_largest_bring_what_the_lorenz_curve_leaves(values, share):
    curve = lorenz_curve(money(values))
    below = np.interp(1 - share, curve["share_of_customers"], curve["share_of_amount"])
    assert top_share(money(values), share, n_boot=100).estimate == pytest.approx(1 - below)


@given(amounts)
def test_gini_is_half_the_mean_difference_over_the_mean(values):
    x = np.array(values, dtype=float)
    by_hand = np.abs(x[:, None] - x[None, :]).mean() / (2 * x.mean())
    assert gini_index(money(values), n_boot=100).estimate == pytest.approx(by_hand)


@given(amounts)
def test_gini_is_twice_the_area_between_curve_and_diagonal(values):
    curve = lorenz_curve(money(values))
    area = np.trapezoid(curve["share_of_amount"], curve["share_of_customers"])
    assert gini_index(money(values), n_boot=100).estimate == pytest.approx(1 - 2 * area)


def test_the_index_of_exponential_money_is_a_half():
    values = np.random.default_rng(1).exponential(size=4000)
    found = gini_index(money(values), n_boot=200)
    assert found.covers(0.5)
    assert found.high - found.low < 0.03


def test_equal_customers_have_no_concentration():
    assert gini_index(money([7] * 10)).estimate == pytest.approx(0)
    assert top_share(money([7] * 10), 0.2).estimate == pytest.approx(0.2)


@pytest.mark.parametrize("function", [top_share, gini_index, lorenz_curve])
def test_bad_money_is_named(function):
    with pytest.raises(DataError, match="column 'spend', row 1: -3 is not a number from 0"):
        function(money([1, -3]))
    with pytest.raises(DataError, match="column 'spend', row 1: nan is not a value"):
        function(money([1, np.nan]))
    with pytest.raises(DataError, match="column 'spend' is missing"):
        function(pd.DataFrame({"金额": [1]}))
    with pytest.raises(DataError, match="no rows"):
        function(money([]))
    with pytest.raises(ParameterError, match="column 'spend' is 0 for every customer"):
        function(money([0, 0]))
    assert len(lorenz_curve(money([3]))) == 2


def test_bad_arguments_are_named():
    with pytest.raises(ParameterError, match="share=20 is not a number from 0.001 to 1"):
        top_share(money([1, 2]), 20)
    with pytest.raises(ParameterError, match="n_boot=5 is not a whole number from 100"):
        gini_index(money([1, 2]), n_boot=5)
