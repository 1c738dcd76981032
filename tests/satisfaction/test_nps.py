"""Net Promoter Score: by hand, by simulation, and refused input."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.satisfaction import (
    net_promoter_score,
    nps_by_group,
    nps_coverage,
    nps_difference,
    nps_sample_size,
)


def answers_with(promoters: int, passives: int, detractors: int) -> pd.DataFrame:
    return pd.DataFrame({"recommend": [10] * promoters + [8] * passives + [3] * detractors})


def test_the_wald_interval_by_hand():
    # 0.45 + 0.20 - 0.25² = 0.5875; root of 0.5875 / 400 is 0.038324; times 1.959964 is 7.51 points.
    score = net_promoter_score(answers_with(180, 140, 80))
    assert (score.estimate, score.low, score.high) == pytest.approx((25, 17.489, 32.511), abs=5e-4)
    assert (score.promoters, score.passives, score.detractors) == pytest.approx((0.45, 0.35, 0.20))
    assert repr(score) == "25.0 [17.5, 32.5]"


def test_the_published_example_of_fifty_thirty_twenty():
    score = net_promoter_score(answers_with(50, 30, 20))
    assert (score.estimate, score.low, score.high) == pytest.approx((30, 14.692, 45.308), abs=5e-4)


def test_the_adjusted_interval_adds_three_answers_by_hand():
    # (50 + 0.75 - 20 - 0.75) / 103 = 0.291262; shares 50.75 / 103 and 20.75 / 103.
    score = net_promoter_score(answers_with(50, 30, 20), method="adjusted")
    p, d = 50.75 / 103, 20.75 / 103
    half = 1.959964 * np.sqrt((p + d - (p - d) ** 2) / 103)
    assert (score.low, score.high) == pytest.approx((100 * (p - d - half), 100 * (p - d + half)), abs=1e-4)
    assert score.estimate == pytest.approx(30)


def test_only_an_adjusted_interval_has_a_width_when_everybody_agrees():
    assert net_promoter_score(answers_with(10, 0, 0)).low == 100
    assert net_promoter_score(answers_with(10, 0, 0), method="adjusted").low < 90


def test_the_bootstrap_agrees_with_wald_in_a_large_sample():
    wald = net_promoter_score(answers_with(900, 700, 400))
    boot = net_promoter_score(answers_with(900, 700, 400), method="bootstrap", n_boot=4000, rng=1)
    assert (boot.low, boot.high) == pytest.approx((wald.low, wald.high), abs=0.35)


def test_copies_of_an_answer_say_no_more_when_the_customer_is_named():
    once = answers_with(30, 30, 40).assign(customer_id=range(100))
    twice = pd.concat([once, once])
    plain, named = net_promoter_score(once), net_promoter_score(twice, cluster="customer_id")
    assert net_promoter_score(twice).high < plain.high
    assert named.high - named.low == pytest.approx((plain.high - plain.low) * np.sqrt(100 / 99))
    assert named.n == 100
    boot = net_promoter_score(twice, cluster="customer_id", method="bootstrap", n_boot=4000, rng=1)
    assert (boot.low, boot.high) == pytest.approx((named.low, named.high), abs=1.2)


@given(st.lists(st.integers(0, 10), min_size=1, max_size=60))
def test_every_score_lies_within_its_interval_and_on_the_scale(scores):
    score = net_promoter_score(pd.DataFrame({"recommend": scores}))
    assert -100 <= score.estimate <= 100
    assert score.low <= score.estimate <= score.high


@pytest.mark.parametrize("bad", [11, 7.5, None, "ten"])
def test_a_bad_score_is_named_with_column_and_row(bad):
    frame = pd.DataFrame({"recommend": pd.Series([10, 9, bad], dtype=object)})
    with pytest.raises(
        DataError, match=r"column 'recommend', row 2: .* is not a (whole number from 0|value)"
    ):
        net_promoter_score(frame)


def test_unknown_methods_and_levels_are_refused():
    with pytest.raises(ParameterError, match="'wold'"):
        net_promoter_score(answers_with(1, 1, 1), method="wold")
    with pytest.raises(ParameterError, match="level=95 is not a share"):
        net_promoter_score(answers_with(1, 1, 1), level=95)
    with pytest.raises(ParameterError, match="n_boot=5 is not a whole number from 100"):
        net_promoter_score(answers_with(1, 1, 1), method="bootstrap", n_boot=5)


def test_clusters_that_cannot_serve_are_refused():
    frame = answers_with(1, 1, 1).assign(customer_id="E1")
    with pytest.raises(ParameterError, match="'adjusted' knows no clusters"):
        net_promoter_score(frame, method="adjusted", cluster="customer_id")
    with pytest.raises(ParameterError, match="column 'customer_id' holds one value"):
        net_promoter_score(frame, cluster="customer_id")


def test_groups_have_the_scores_of_their_rows():
    frame = pd.concat([answers_with(5, 3, 2).assign(role="a"), answers_with(2, 4, 4).assign(role="b")])
    assert nps_by_group(frame, "role")["estimate"].to_dict() == pytest.approx({"a": 30, "b": -20})
    assert nps_by_group(frame, "role")["n"].tolist() == [10, 10]


def test_the_difference_of_two_scores_by_hand():
    # 50/30/20 and 40/40/20 of 100: variances 0.61 and 0.56; root of 1.17 / 100 is 10.817 points.
    frame = pd.concat(
        [answers_with(50, 30, 20).assign(year=2025), answers_with(40, 40, 20).assign(year=2024)]
    )
    gap = nps_difference(frame, "year", 2025, 2024, method="wald")
    assert (gap.estimate, gap.low, gap.high) == pytest.approx((10, 10 - 21.2, 10 + 21.2), abs=5e-3)
    assert nps_difference(frame, "year", 2024, 2025, method="wald").low == pytest.approx(-gap.high)


def test_a_group_that_is_not_there_is_named():
    with pytest.raises(ParameterError, match="column 'year' never holds 2026; it holds 2025"):
        nps_difference(answers_with(1, 1, 1).assign(year=2025), "year", 2026, 2025)


@pytest.mark.parametrize(
    ("margin", "population", "expected"),
    [(7.5, None, 402), (7.5, 1000, 287), (2.5, None, 3611), (5, None, 903)],
)
def test_sample_sizes_by_hand(margin, population, expected):
    # 1.959964² · 0.5875 / 0.075² = 401.2
    size = nps_sample_size(margin, promoters=0.45, detractors=0.20, population=population)
    assert abs(size - expected) <= 1


@given(st.floats(1, 20), st.floats(0.05, 0.5), st.floats(0.05, 0.5))
def test_the_size_gives_the_margin_and_one_answer_less_does_not(margin, p, d):
    n = nps_sample_size(margin, promoters=p, detractors=d)
    half = [100 * 1.959964 * np.sqrt((p + d - (p - d) ** 2) / size) for size in (n, max(n - 1, 1))]
    assert half[0] <= margin + 1e-4
    assert n == 1 or half[1] > margin - 1e-4


def test_sizes_that_mean_nothing_are_refused():
    with pytest.raises(ParameterError, match="margin=0 and a variance"):
        nps_sample_size(0, promoters=0.4, detractors=0.2)
    with pytest.raises(ParameterError, match="sum to more than 1"):
        nps_sample_size(5, promoters=0.8, detractors=0.3)


def test_small_samples_are_covered_by_the_adjusted_interval_and_not_by_wald():
    table = nps_coverage(0.7, 0.05, 10, n_sim=4000, rng=1)
    assert table.loc["adjusted", "coverage"] > 0.92
    assert table.loc["wald", "coverage"] < 0.90
    assert table.loc["bootstrap", "coverage"] < 0.90


def test_all_intervals_keep_their_promise_at_four_hundred_answers():
    table = nps_coverage(0.45, 0.20, 400, rng=2)
    assert (table["coverage"] - 0.95).abs().max() < 0.015


def test_coverage_refuses_what_cannot_be_simulated():
    with pytest.raises(ParameterError, match="n=1 is not a whole number from 2"):
        nps_coverage(0.4, 0.2, 1)
    with pytest.raises(ParameterError, match="'wild'"):
        nps_coverage(0.4, 0.2, 10, methods=("wild",))
