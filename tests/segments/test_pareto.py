"""80/20 by window and by the rates behind the purchases."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.segments import concentration_of_windows, fit_purchase_rates, lasting_top_share


def purchases(n=300, days=400, r=0.8, seed=1):
    """Return purchases of customers who never leave, with gamma rates and one price."""
    rng = np.random.default_rng(seed)
    rates = rng.gamma(r, 0.02 / r, n)
    who = np.repeat(np.arange(n), rng.poisson(rates * days))
    when = pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, days, len(who)), unit="D")
    return pd.DataFrame({"customer_id": who, "date": when, "amount": 10.0})


def test_exponential_rates_have_the_share_of_the_closed_form():
    # Lorenz curve of the exponential: p + (1 - p) ln(1 - p).
    for share in (0.05, 0.2, 0.5):
        assert lasting_top_share(1.0, share=share) == pytest.approx(share * (1 - math.log(share)))


def test_a_window_worked_by_hand():
    # Geometric counts 1/2, 1/4, 1/8 …: 12.5 % bought more than twice (a half of all), 7.5 % bought twice.
    assert lasting_top_share(1.0, 1.0, length=1.0) == pytest.approx(0.5 + 0.075 * 2)


def test_short_windows_mislead_in_opposite_ways():
    assert lasting_top_share(1.0, length=1e-5) == pytest.approx(1)
    assert lasting_top_share(1.0, length=1e-5, buyers_only=True) == pytest.approx(0.2, abs=1e-4)


@given(st.floats(0.05, 20), st.floats(0.1, 50), st.floats(1.1, 20))
def test_among_all_a_longer_window_concentrates_less_and_never_below_the_rates(r, length, times):
    short, long = (lasting_top_share(r, length=each) for each in (length, length * times))
    lasting = lasting_top_share(r)
    assert lasting - 1e-9 <= long <= short + 1e-9
    assert 0.2 <= long <= 1


def test_simulated_counts_are_as_concentrated_as_expected():
    counts = np.sort(np.random.default_rng(2).negative_binomial(0.7, 0.25, 200_000))[::-1]
    found = counts[:40_000].sum() / counts.sum()
    assert lasting_top_share(0.7, 0.25, length=0.75) == pytest.approx(found, abs=0.005)


def test_the_rates_are_found_again():
    counts = pd.Series(np.random.default_rng(3).negative_binomial(0.6, 2 / 7, 20_000))
    fit = fit_purchase_rates(counts, length=5)
    assert fit["r"] == pytest.approx(0.6, rel=0.05)
    assert fit["alpha"] == pytest.approx(2, rel=0.05)


def test_real_windows_move_as_the_theory_says():
    sales = purchases()
    known = concentration_of_windows(sales, [15, 60, 400], base="known", n_boot=100)
    buyers = concentration_of_windows(sales, [15, 60, 400], n_boot=100)
    assert known["top_share"].is_monotonic_decreasing
    assert buyers["top_share"].is_monotonic_increasing
    assert known.loc[400, "top_share"] == buyers.loc[400, "top_share"]
    assert (known["customers"] == known.loc[400, "buyers"]).all()
    assert known["gini"].is_monotonic_decreasing


def test_cdnow_looks_less_concentrated_the_longer_it_is_observed(cdnow_log):
    table = concentration_of_windows(cdnow_log, [4, 20, 78], base="known", period="W", n_boot=100)
    assert table["top_share"].round(6).tolist() == pytest.approx([1, 1, 0.681], abs=5e-4)
    assert table["gini"].is_monotonic_decreasing
    assert table["customers"].unique().tolist() == [2357]


def test_a_window_of_months_is_counted_by_the_calendar():
    sales = pd.DataFrame({"customer_id": [1, 2], "date": ["2025-01-31", "2025-02-01"], "amount": [3, 1]})
    table = concentration_of_windows(sales, [1, 2], share=0.5, period="M", n_boot=100)
    assert table["buyers"].tolist() == [1, 2]


def test_bad_windows_are_named():
    sales = purchases(n=20, days=90)
    with pytest.raises(ParameterError, match="lengths=0 is not a whole number from 1"):
        concentration_of_windows(sales, [0])
    with pytest.raises(ParameterError, match="Did you mean 'buyers'"):
        concentration_of_windows(sales, [5], base="buyer")
    with pytest.raises(DataError, match="nobody spent anything in that window"):
        concentration_of_windows(sales, [5], end="2030-01-01")
    with pytest.raises(DataError, match="column 'amount' is missing"):
        concentration_of_windows(sales.drop(columns="amount"), [5])
    with pytest.raises(DataError, match="no rows"):
        concentration_of_windows(sales.head(0), [5])


def test_bad_counts_are_named():
    with pytest.raises(DataError, match="variance 0: without more variance"):
        fit_purchase_rates(pd.Series([2, 2, 2]))
    with pytest.raises(DataError, match="column 'count', row 1: 0.5 is not a whole number"):
        fit_purchase_rates(pd.Series([0, 0.5]))
    with pytest.raises(DataError, match="mean 0"):
        fit_purchase_rates(pd.Series([0, 0]))
    with pytest.raises(ParameterError, match="length=0 is not a number above 0"):
        lasting_top_share(1, length=0)
    with pytest.raises(ParameterError, match="r=-1"):
        lasting_top_share(-1)
