import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError, language
from cvm_lessons.measurement import Interval, bootstrap_draws, bootstrap_interval

SCORES = pd.DataFrame({"score": np.random.default_rng(1).normal(7, 2, size=200)})


def mean_score(frame):
    return frame["score"].mean()


def two_moments(frame):
    return pd.Series({"mean": frame["score"].mean(), "sd": frame["score"].std()})


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (Interval(0.4211, 0.3101, 0.5299, n=80), "0.42 [0.31, 0.53]"),
        (Interval(12345.6, 11000.2, 13700.9, n=80), "12,346 [11,000, 13,701]"),
        (Interval(0.05234, 0.04811, 0.05702, n=80), "0.0523 [0.0481, 0.0570]"),
        (Interval(5.0, 5.0, 5.0, n=80), "5.00 [5.00, 5.00]"),
        (Interval(5.0, -np.inf, np.inf, n=80), "5.00 [-∞, ∞]"),
    ],
)
def test_repr_shows_two_figures_of_the_half_width(interval, text):
    assert repr(interval) == text


def test_repr_is_the_same_in_chinese():
    with language("zh"):
        assert repr(Interval(1234.5, 1100, 1300, n=80)) == "1,234 [1,100, 1,300]"


def test_interval_tells_its_fields_and_what_it_covers():
    interval = Interval(0.4, 0.3, 0.5, n=80, level=0.9)
    expected = pd.DataFrame({"estimate": [0.4], "low": [0.3], "high": [0.5], "n": [80], "level": [0.9]})
    pd.testing.assert_frame_equal(interval.to_frame(), expected)
    assert [interval.covers(value) for value in (0.29, 0.3, 0.5, 0.51)] == [False, True, True, False]


def test_bootstrap_of_a_mean_is_as_wide_as_theory_says():
    interval = bootstrap_interval(SCORES, mean_score, n_boot=2000)
    half = 1.959964 * SCORES["score"].std(ddof=0) / np.sqrt(200)
    assert interval.estimate == SCORES["score"].mean()
    assert (interval.low, interval.high) == pytest.approx(
        (interval.estimate - half, interval.estimate + half), abs=0.03
    )
    assert (interval.n, interval.level) == (200, 0.95)


def test_all_resamples_of_two_rows_are_known():
    draws = bootstrap_draws(pd.DataFrame({"score": [0.0, 1.0]}), mean_score, n_boot=2000)
    shares = draws["estimate"].value_counts(normalize=True)
    assert shares.sort_index().to_dict() == pytest.approx({0.0: 0.25, 0.5: 0.5, 1.0: 0.25}, abs=0.03)


def test_doubled_rows_add_nothing_when_customers_are_resampled():
    doubled = pd.concat([SCORES, SCORES]).assign(customer_id=lambda rows: rows.index.astype(str))
    once = bootstrap_interval(SCORES, mean_score, n_boot=2000)
    clustered = bootstrap_interval(doubled, mean_score, n_boot=1500, cluster="customer_id")
    naive = bootstrap_interval(doubled, mean_score, n_boot=2000)
    width, clustered_width, naive_width = (i.high - i.low for i in (once, clustered, naive))
    assert clustered_width == pytest.approx(width, rel=0.05)
    assert naive_width == pytest.approx(width / np.sqrt(2), rel=0.08)
    assert (clustered.n, naive.n) == (200, 400)


def test_clusters_of_different_sizes_are_taken_whole():
    frame = pd.DataFrame({"customer_id": ["b", "a", "b", "c", "b"], "score": [1.0, 2.0, 1.0, 3.0, 1.0]})
    counts = bootstrap_draws(
        frame,
        lambda rows: rows["score"].value_counts().reindex([1.0, 2.0, 3.0], fill_value=0),
        cluster="customer_id",
    )
    assert (counts[1.0] % 3 == 0).all()
    assert (counts[1.0] / 3 + counts[2.0] + counts[3.0] == 3).all()


def test_a_series_gives_a_frame_of_intervals():
    table = bootstrap_interval(SCORES, two_moments, n_boot=200, level=0.9)
    assert list(table.index) == ["mean", "sd"]
    assert list(table.columns) == ["estimate", "low", "high", "n", "level"]
    assert (table["low"] < table["estimate"]).all()
    assert (table["estimate"] < table["high"]).all()


def test_the_same_seed_gives_the_same_interval_and_another_seed_another():
    first, again, other = (bootstrap_interval(SCORES, mean_score, n_boot=100, rng=seed) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_a_resample_that_cannot_be_computed_is_numbered():
    def picky(frame):
        if frame["score"].max() == frame["score"].min():
            raise DataError("column 'score' is 1 in every row.")
        return 1.0

    with pytest.raises(
        DataError, match=r"resample \d+ of 100 cannot be computed: column 'score' is 1 in every"
    ):
        bootstrap_interval(pd.DataFrame({"score": [0, 1]}), picky, n_boot=100)


def test_a_statistic_that_is_no_number_is_refused():
    with pytest.raises(DataError, match=r"resample 1 of 100 gives \{'estimate': nan\}: a finite number"):
        bootstrap_draws(SCORES, lambda rows: float("nan"), n_boot=100)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n_boot": 99}, "n_boot=99 is not a whole number from 100 up"),
        ({"n_boot": 200.0}, "n_boot=200.0 is not a whole number"),
        ({"level": 95}, "level=95 is not a share between 0 and 1"),
        ({"level": 1.0}, "level=1.0 is not a share"),
        ({"rng": "seed"}, "rng='seed' is neither"),
    ],
)
def test_bad_arguments_are_named(arguments, message):
    with pytest.raises(ParameterError, match=message):
        bootstrap_interval(SCORES, mean_score, **arguments)


def test_bad_clusters_are_named():
    with pytest.raises(DataError, match=r"column 'costumer_id' is missing. Did you mean 'customer_id'\?"):
        bootstrap_draws(SCORES.assign(customer_id=1), mean_score, cluster="costumer_id")
    with pytest.raises(DataError, match="two or more values in column 'customer_id', not 1"):
        bootstrap_draws(SCORES.assign(customer_id=1), mean_score, cluster="customer_id")
    with pytest.raises(DataError, match="two or more rows, not 1"):
        bootstrap_draws(SCORES.head(1), mean_score)
