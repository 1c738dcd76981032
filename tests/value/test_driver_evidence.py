"""Value by rating and slopes by sample: hand-worked means, known truth, and faults named."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError
from cvm_lessons.value.driver_evidence import slopes_by_sample, value_by_rating


def correlated_answers(rho: float, n: int = 2000) -> pd.DataFrame:
    rng = np.random.default_rng(5)
    common, own = rng.normal(size=(n, 1)), rng.normal(size=(n, 2))
    ratings = rho**0.5 * common + (1 - rho) ** 0.5 * own
    value = ratings.sum(axis=1) + rng.normal(size=n)
    return pd.DataFrame({"perf_a": ratings[:, 0], "perf_b": ratings[:, 1], "value_overall": value})


def test_bands_and_gap_by_hand():
    surveys = pd.DataFrame({"perf_price": [1, 4, 5, 7, 8, 10], "value_overall": [2, 4, 5, 6, 8, 9]})
    assert value_by_rating(surveys, ["price"]).loc["price"].tolist() == [3, 5.5, 8.5, 5.5]


def test_an_empty_band_is_missing_not_zero():
    surveys = pd.DataFrame({"perf_price": [6, 9], "value_overall": [5, 7]})
    assert np.isnan(value_by_rating(surveys, ["price"]).loc["price", ["1-4", "top less bottom"]]).all()


def test_a_rating_out_of_range_is_named():
    surveys = pd.DataFrame({"perf_price": [6, 11], "value_overall": [5, 7]})
    with pytest.raises(DataError, match="column 'perf_price', row 1: 11 is not a number from 1 to 10"):
        value_by_rating(surveys, ["price"])


def test_slopes_spread_and_oppose_each_other_where_drivers_travel_together():
    apart, together = (
        slopes_by_sample(correlated_answers(rho), attributes=["a", "b"], n=150, samples=60, rng=3)
        for rho in (0.0, 0.9)
    )
    assert (together.std() > 2 * apart.std()).all()
    assert together["a"].corr(together["b"]) < -0.7
    assert abs(apart["a"].corr(apart["b"])) < 0.4


def test_a_sample_of_everybody_gives_the_slopes_of_everybody_and_the_seed_decides():
    surveys = correlated_answers(0.5, n=300)
    whole = slopes_by_sample(surveys, attributes=["a", "b"], n=300, samples=2)
    assert whole.iloc[0].to_numpy() == pytest.approx(whole.iloc[1].to_numpy())
    first, again = (slopes_by_sample(surveys, attributes=["a", "b"], samples=3, rng=3) for _ in range(2))
    pd.testing.assert_frame_equal(first, again)


def test_a_sample_larger_than_the_answers_is_refused():
    with pytest.raises(DataError, match="n=200 cannot be drawn from 50 answers"):
        slopes_by_sample(correlated_answers(0.5, n=50), attributes=["a", "b"])
