"""What the model expected beside what came."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.equity import (
    BetaGeoBetaBinomModel,
    BetaGeoModel,
    alive_history,
    calibration_holdout,
    history_grid,
    holdout_by_frequency,
    track_purchases,
)

MODEL = BetaGeoModel.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
SHOWS = BetaGeoBetaBinomModel.from_params(alpha=1.2, beta=0.75, gamma=0.66, delta=2.8)


@pytest.fixture(scope="module")
def tracked(cdnow_log, cdnow):
    """CDNOW by week over 78 weeks, with the model of the first 39."""
    days = cdnow_log.drop_duplicates(["customer_id", "date"])
    weeks = days.assign(time=(days["date"] - days["date"].min()).dt.days / 7)
    return track_purchases(BetaGeoModel().fit(cdnow), weeks, 78)


def test_the_model_of_cdnow_misses_the_total_by_about_four_percent(tracked, cdnow, cdnow_log):
    repeats = cdnow_log.drop_duplicates(["customer_id", "date"])
    assert tracked["actual_cumulative"].iloc[-1] == len(repeats) - len(cdnow)
    miss = tracked["expected_cumulative"].iloc[-1] / tracked["actual_cumulative"].iloc[-1] - 1
    assert miss == pytest.approx(-0.04, abs=0.005)  # as Fader, Hardie and Lee (2005) report
    assert tracked["expected"].cumsum().to_numpy() == pytest.approx(tracked["expected_cumulative"].to_numpy())


def test_tracking_by_hand():
    log = pd.DataFrame({"customer_id": [1, 1, 2, 2], "time": [0.0, 2.5, 1.0, 1.25]})
    table = track_purchases(MODEL, log, until=3)
    assert table["actual"].tolist() == [0, 1, 1]
    new = MODEL.expected_purchases_new
    expected = [new(t) + new(max(t - 1, 0)) for t in (1, 2, 3)]
    assert table["expected_cumulative"].to_numpy() == pytest.approx(expected)


def test_the_holdout_by_frequency_averages_customers(cdnow_log):
    held = calibration_holdout(cdnow_log, "1997-09-30", unit="W")
    table = holdout_by_frequency(MODEL, held)
    assert table["customers"].tolist() == [1411, 439, 214, 100, 62, 38, 29, 64]
    assert (table["customers"] * table["actual"]).sum() == pytest.approx(held["frequency_holdout"].sum())
    total = MODEL.expected_purchases(held, 39).sum()
    assert (table["customers"] * table["expected"]).sum() == pytest.approx(total, rel=1e-6)


def test_the_grid_holds_what_the_model_says_of_one_customer():
    grid = history_grid(MODEL, 39, 12, t=10)
    customer = pd.DataFrame({"frequency": [7], "recency": [30], "T": [39]})
    assert grid.loc[30, 7] == pytest.approx(MODEL.expected_purchases(customer, 10).item(), rel=1e-9)
    assert history_grid(MODEL, 39, 12).loc[30, 7] == MODEL.probability_alive(customer).item()


def test_more_purchases_than_shows_have_no_cell():
    grid = history_grid(SHOWS, 6, 6)
    assert np.isnan(grid.loc[3, 4])
    assert grid.notna().to_numpy().sum() == 21


def test_a_history_falls_in_silence_and_rises_with_a_purchase():
    table = alive_history(MODEL, [2.0, 5.0], 10, step=0.5)
    falls = table["probability_alive"].diff()
    # The first repeat purchase is the first occasion to drop out: before it the BG/NBD knows no doubt.
    assert falls[table["purchases"].diff() > 0].gt(0).tolist() == [False, True]
    assert (falls[(table["purchases"].diff() == 0) & (table["purchases"] > 0)] < 0).all()
    assert table.loc[table["time"] < 2, "probability_alive"].tolist() == [1.0] * 3


def test_input_that_cannot_be_is_refused():
    log = pd.DataFrame({"customer_id": [1, None], "time": [0.0, 1.0]})
    with pytest.raises(DataError, match="column 'time', row 1: 1.0 is not a time of a known customer"):
        track_purchases(MODEL, log, 3)
    with pytest.raises(DataError, match="row 0: 昨天 is not a time"):
        track_purchases(MODEL, pd.DataFrame({"customer_id": [1], "time": ["昨天"]}), 3)
    with pytest.raises(ParameterError, match="until=0.5 lies before the last purchase, at 1"):
        track_purchases(MODEL, log.fillna(1), 0.5)
    held = pd.DataFrame({"frequency": [1, 1], "recency": [2, 2], "T": [9, 9], "frequency_holdout": [0, 1]})
    with pytest.raises(DataError, match="column 'duration_holdout' is missing"):
        holdout_by_frequency(MODEL, held)
    with pytest.raises(DataError, match="'duration_holdout' holds 2 lengths"):
        holdout_by_frequency(MODEL, held.assign(duration_holdout=[3.0, 4.0]))
    with pytest.raises(ParameterError, match="most=0 is not a whole number"):
        history_grid(MODEL, 39, 0)
    for times, until in (([5.0, 2.0], 10), ([0.0, 2.0], 10), ([2.0, 12.0], 10)):
        with pytest.raises(ParameterError, match="times=|do not hold the history"):
            alive_history(MODEL, times, until)
