"""Values under contract, by hand and by their sums; acquisition against retention; the whale curve."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.equity import (
    acquisition_retention_optimum,
    break_even_retention,
    margin_multiple,
    response_curve,
    retention_value,
    whale_curve,
)

RATES = st.floats(0.0, 0.98)


def test_margin_multiples_are_those_of_gupta_and_lehmann():
    assert [margin_multiple(r, 0.1) for r in (0.9, 0.6)] == pytest.approx([4.5, 1.2])


def test_five_points_of_retention_are_worth_more_where_it_is_high():
    gains = [margin_multiple(r + 0.05, 0.1) / margin_multiple(r, 0.1) - 1 for r in (0.5, 0.7, 0.8, 0.9)]
    assert gains == pytest.approx([0.20, 0.224, 0.275, 0.407], abs=5e-4)


@given(r=RATES, d=st.floats(0.01, 0.5), m=st.floats(-50, 500))
def test_the_two_timings_differ_by_one_margin(r, d, m):
    early = retention_value(m, r, d)
    late = retention_value(m, r, d, timing="renewal")
    assert early - late == pytest.approx(m, abs=1e-6)


@given(r=RATES, d=st.floats(0.02, 0.5), g=st.floats(-0.05, 0.015))
def test_the_closed_form_is_the_sum(r, d, g):
    for timing in ("immediate", "renewal"):
        endless = retention_value(100, r, d, timing=timing, growth=g)
        long = retention_value(100, r, d, timing=timing, growth=g, periods=3000)
        # The growth of the first renewal's margin has begun already where the sum starts at once.
        assert endless == pytest.approx(long, rel=1e-6)


@given(r=RATES, first=st.integers(1, 9), more=st.integers(1, 9))
def test_horizons_add_up(r, first, more):
    whole = retention_value(10, r, 0.1, periods=first + more)
    later = retention_value(10, r, 0.1, periods=more) * (r / 1.1) ** first
    assert whole == pytest.approx(retention_value(10, r, 0.1, periods=first) + later)


def test_margins_and_rates_by_period():
    assert retention_value([100, 80], [0.9], 0.1, acquisition_cost=50) == pytest.approx(
        100 + 80 * 0.9 / 1.1 - 50
    )
    late = retention_value([100, 80], [0.9, 0.8], 0.1, timing="renewal")
    assert late == pytest.approx(100 * 0.9 / 1.1 + 80 * 0.72 / 1.21)


@given(
    m=st.floats(1, 500),
    d=st.floats(0, 0.3),
    r=st.floats(0.01, 0.95),
    timing=st.sampled_from(["immediate", "renewal"]),
)
def test_break_even_brings_back_the_cost(m, d, r, timing):
    cost = retention_value(m, r, d + 0.01, timing=timing)
    assert break_even_retention(m, cost, d + 0.01, timing=timing) == pytest.approx(r)


def test_what_cannot_be_valued_is_refused():
    with pytest.raises(ParameterError, match="the value has no end"):
        retention_value(10, 1.0, 0.0)
    with pytest.raises(ParameterError, match="retention=1.2 is not a number from 0 to 1"):
        retention_value(10, 1.2, 0.1)
    with pytest.raises(ParameterError, match="n margins have n - 1 renewals"):
        retention_value([10, 10], [0.9, 0.9], 0.1)
    with pytest.raises(ParameterError, match="retention=2.0 is not a number"):
        retention_value([10, 10], [2.0], 0.1)
    with pytest.raises(ParameterError, match="timing='later'"):
        retention_value(10, 0.9, 0.1, timing="later")
    with pytest.raises(ParameterError, match="never comes back at a margin of 10"):
        break_even_retention(10, 1e6, 0.1)
    with pytest.raises(ParameterError, match="margin=0 is not above 0"):
        break_even_retention(0, 10, 0.1)
    with pytest.raises(ParameterError, match="margin=nan"):
        retention_value(float("nan"), 0.9, 0.1)


@given(
    m=st.floats(1, 500),
    d=st.floats(0, 0.3),
    g=st.floats(-0.3, 0.2),
    r=st.floats(0.01, 0.8),
    timing=st.sampled_from(["immediate", "renewal"]),
)
def test_break_even_brings_back_the_cost_of_growing_margins_too(m, d, g, r, timing):
    cost = retention_value(m, r, d + 0.01, timing=timing, growth=g)
    assert break_even_retention(m, cost, d + 0.01, timing=timing, growth=g) == pytest.approx(r)


def test_the_ends_of_the_range():
    assert retention_value(100, 0, 0) == 100
    assert retention_value(100, 0, 0, timing="renewal") == 0
    assert retention_value(100, 1, 0.1) == pytest.approx(1100)
    assert retention_value(100, 1, 0.1, timing="renewal") == pytest.approx(1000)
    assert retention_value(100, 1, 0, periods=7) == 700
    assert retention_value(100, 0.5, 0, timing="renewal") == pytest.approx(100)
    assert retention_value(100, 0.9, 0.1, growth=-1) == 100
    assert break_even_retention(100, 0, 0.1) == break_even_retention(100, 100, 0.1) == 0
    assert break_even_retention(100, 0, 0.1, timing="renewal") == 0
    assert break_even_retention(100, 1000, 0.1, timing="renewal") == pytest.approx(1)
    # Who stays for ever brings 1,000 after the first margin, and without discounting any sum.
    with pytest.raises(ParameterError, match="never comes back"):
        break_even_retention(100, 1001, 0.1, timing="renewal")
    assert break_even_retention(100, 1e6, 0, timing="renewal") == pytest.approx(1 - 1e-4)


@given(r=RATES, d=st.floats(0, 0.5), m=st.floats(1, 500), periods=st.integers(1, 60))
def test_a_loop_over_the_periods_says_the_same(r, d, m, periods):
    # Berger and Nasr (1998): margins from now on; Gupta and Lehmann (2003): from the first renewal on.
    early = sum(m * r**t / (1 + d) ** t for t in range(periods))
    late = sum(m * r**t / (1 + d) ** t for t in range(1, periods + 1))
    assert retention_value(m, r, d, periods=periods) == pytest.approx(early)
    assert retention_value(m, r, d, timing="renewal", periods=periods) == pytest.approx(late)


WIN = {"ceiling": 0.4, "rate": 0.2, "per": 5.0}
KEEP = {"ceiling": 0.7, "rate": 0.4, "per": 10.0}


def test_the_curve_goes_through_its_point_and_never_over_the_ceiling():
    assert response_curve(0, **WIN) == 0
    assert response_curve(5, **WIN) == pytest.approx(0.2)
    assert response_curve(10, **WIN) == pytest.approx(0.3)
    assert response_curve(1e6, **WIN) == pytest.approx(0.4)


def test_the_optimum_beats_a_grid_and_equates_margins():
    best = acquisition_retention_optimum(50, 0.1, acquisition=WIN, retention=KEEP)

    def equity(spend, keep):
        a, r = response_curve(spend, **WIN), response_curve(keep, **KEEP)
        share = r / 1.1
        return a * 50 - spend + a * (50 - keep / r) * share / (1 - share)

    grid = [equity(spend, keep) for spend in np.linspace(0.5, 40, 80) for keep in np.linspace(0.5, 60, 120)]
    assert best.customer_equity >= max(grid) - 1e-9
    assert best.customer_equity == pytest.approx(equity(best.acquisition_spending, best.retention_spending))
    step = 1e-4
    slopes = [
        equity(best.acquisition_spending + step, best.retention_spending) - best.customer_equity,
        equity(best.acquisition_spending, best.retention_spending + step) - best.customer_equity,
    ]
    assert np.abs(slopes).max() / step < 1e-3
    assert best.to_frame()["retention_rate"].item() == best.retention_rate


def test_at_the_optimum_one_more_customer_costs_what_a_customer_is_worth_either_way():
    # Pfeifer (2005), The optimal ratio of acquisition and retention costs: marginal costs, not averages.
    best = acquisition_retention_optimum(50, 0.1, acquisition=WIN, retention=KEEP)
    share = best.retention_rate / 1.1
    worth = 50 + (50 - best.retention_spending / best.retention_rate) * share / (1 - share)
    step = 1e-4
    for spending, curve in ((best.acquisition_spending, WIN), (best.retention_spending, KEEP)):
        rise = response_curve(spending + step, **curve) - response_curve(spending - step, **curve)
        assert 2 * step / rise == pytest.approx(worth, rel=1e-4)
    assert best.customer_equity == pytest.approx(best.acquisition_rate * worth - best.acquisition_spending)
    average = best.acquisition_spending / best.acquisition_rate
    assert average < worth  # so "five times dearer" says nothing of where the next unit of money belongs


def test_no_spending_where_nothing_pays():
    best = acquisition_retention_optimum(0.1, 0.1, acquisition=WIN, retention=KEEP)
    assert (best.acquisition_spending, best.customer_equity) == (0, 0)


def test_curves_that_tell_nothing_are_refused():
    with pytest.raises(ParameterError, match=r"rate=0.5 for per=5 tells no curve below ceiling=0.4"):
        response_curve(1, ceiling=0.4, rate=0.5, per=5)
    with pytest.raises(ParameterError, match="margin and discount_rate must be above 0"):
        acquisition_retention_optimum(0, 0.1, acquisition=WIN, retention=KEEP)


def test_the_whale_rises_above_one_and_comes_back():
    table = whale_curve(pd.DataFrame({"profit": [60, 90, -50, 0]}, index=list("abcd")))
    assert table.index.tolist() == ["b", "a", "d", "c"]
    assert table["share_of_profit"].tolist() == [0.9, 1.5, 1.5, 1.0]
    assert table["share_of_customers"].tolist() == [0.25, 0.5, 0.75, 1.0]


@pytest.mark.parametrize(
    ("profit", "message"),
    [
        ([], "no rows"),
        ([1, None], "row 1: nan"),
        ([1, -2], "total profit is -1, not above 0"),
        (["百"], "百 is not a number"),
    ],
)
def test_a_whale_without_profit_is_refused(profit, message):
    with pytest.raises(DataError, match=message):
        whale_curve(pd.DataFrame({"profit": profit}))
