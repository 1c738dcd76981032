"""Non-response, weights and sample sizes: by hand, by simulation, and refused input."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import mean_interval
from cvm_lessons.satisfaction import (
    design_effect,
    nonresponse_bias,
    rake,
    response_rates,
    sample_size_mean,
    sample_size_share,
    weighted_mean,
)


def test_the_bias_is_the_share_of_the_others_times_how_different_they_are():
    invited = pd.DataFrame({"spend": [10, 20, 30, 60, 80], "answered": [0, 0, 1, 1, 1]})
    row = nonresponse_bias(invited, "spend").iloc[0]
    assert (row["respondents"], row["others"]) == pytest.approx((170 / 3, 15))
    assert (
        row["bias"] == pytest.approx(0.4 * (170 / 3 - 15)) == pytest.approx(row["respondents"] - row["all"])
    )


@given(st.lists(st.tuples(st.floats(0, 100), st.booleans()), min_size=4, max_size=40))
def test_the_bias_always_closes_the_account(rows):
    frame = pd.DataFrame(rows, columns=["spend", "answered"])
    if frame["answered"].nunique() == 2:
        row = nonresponse_bias(frame, "spend").iloc[0]
        assert row["bias"] == pytest.approx(row["respondents"] - row["all"], abs=1e-9)


def test_rates_are_shares_of_those_asked():
    invited = pd.DataFrame({"size": ["small"] * 4 + ["large"] * 2, "answered": [1, 0, 0, 0, 1, 1]})
    assert response_rates(invited, "size")["estimate"].to_dict() == {"large": 1.0, "small": 0.25}


def test_post_stratification_by_hand():
    sample = pd.DataFrame({"size": ["small", "large", "large", "large"]})
    assert rake(sample, {"size": {"small": 50, "large": 50}}).tolist() == pytest.approx(
        [2, 2 / 3, 2 / 3, 2 / 3]
    )


def test_raking_meets_every_margin():
    rng = np.random.default_rng(1)
    sample = pd.DataFrame({"size": rng.choice(["s", "m", "l"], 300), "role": rng.choice(["e", "v"], 300)})
    margins = {"size": {"s": 0.5, "m": 0.3, "l": 0.2}, "role": {"e": 0.7, "v": 0.3}}
    weights = rake(sample, margins)
    assert weights.mean() == pytest.approx(1)
    for column, shares in margins.items():
        found = weights.groupby(sample[column]).sum() / weights.sum()
        assert found.to_dict() == pytest.approx(shares)


def test_weights_on_the_cause_of_silence_take_the_bias_away():
    rng = np.random.default_rng(2)
    large = rng.random(20_000) < 0.3
    satisfaction = 7 + 1.5 * large + rng.normal(size=20_000)
    came = rng.random(20_000) < np.where(large, 0.6, 0.2)
    people = pd.DataFrame({"size": np.where(large, "large", "small"), "sat": satisfaction})
    sample = people[came]
    weighted = sample.assign(weight=rake(sample, {"size": people["size"].value_counts().to_dict()}))
    assert sample["sat"].mean() - people["sat"].mean() > 0.3
    assert weighted_mean(weighted, "sat").estimate == pytest.approx(people["sat"].mean(), abs=0.05)


def test_design_effect_by_hand():
    assert design_effect(pd.Series([1, 1, 1, 3])) == pytest.approx(4 * 12 / 36)
    assert design_effect(pd.Series([2.0, 2, 2])) == 1


@given(st.lists(st.floats(0.1, 10), min_size=2, max_size=30))
def test_unequal_weights_never_help(weights):
    assert design_effect(pd.Series(weights)) >= 1 - 1e-12


def test_equal_weights_give_the_plain_interval():
    frame = pd.DataFrame({"sat": [6.0, 8, 8, 10, 5], "weight": 2.0})
    weighted, plain = weighted_mean(frame, "sat"), mean_interval(frame, "sat")
    assert (weighted.low, weighted.high) == pytest.approx((plain.low, plain.high))


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (sample_size_share(0.05), 385),  # the textbook's 384.1
        (sample_size_share(0.05, population=1000), 278),
        (sample_size_share(0.05, deff=1.5), 577),
        (sample_size_mean(0.2, 1.8), 312),  # (1.96 · 1.8 / 0.2)² = 311.2
        (sample_size_mean(0.2, 1.8, population=300), 153),
    ],
)
def test_sizes_by_hand(size, expected):
    assert size == expected


def test_bad_input_is_named():
    frame = pd.DataFrame({"spend": [1, 2], "answered": [1, 1], "size": ["s", "l"]})
    with pytest.raises(DataError, match="column 'answered': everybody answered"):
        nonresponse_bias(frame, "spend")
    with pytest.raises(DataError, match="column 'answered': nobody answered"):
        nonresponse_bias(frame.assign(answered=0), "spend")
    with pytest.raises(DataError, match="column 'answered', row 0: 2 is not 0 or 1|size l.*2 is not 0 or 1"):
        response_rates(frame.assign(answered=2), "size")
    with pytest.raises(ParameterError, match="margins is empty"):
        rake(frame, {})
    with pytest.raises(DataError, match=r"column 'size', row 0: s is not in the margins \(l, m\)"):
        rake(frame, {"size": {"l": 0.5, "m": 0.5}})
    with pytest.raises(DataError, match="column 'size' is never m"):
        rake(frame, {"size": {"l": 0.5, "m": 0.3, "s": 0.2}})
    with pytest.raises(ParameterError, match="s has 0; above 0 is needed"):
        rake(frame, {"size": {"l": 1, "s": 0}})
    with pytest.raises(ParameterError, match="a weight of 1.80 passes most=1.5"):
        rake(frame, {"size": {"l": 0.9, "s": 0.1}}, most=1.5)
    with pytest.raises(DataError, match="the margins are not met after 200 rounds"):
        rake(frame.assign(copy=frame["size"]), {"size": {"s": 0.5, "l": 0.5}, "copy": {"s": 0.9, "l": 0.1}})
    with pytest.raises(DataError, match="column 'weight', row 1: 0.0 is not a weight above 0"):
        design_effect(pd.Series([1.0, 0.0]))
    with pytest.raises(DataError, match="column 'spend' has one row"):
        weighted_mean(frame.assign(weight=1).head(1), "spend")
    with pytest.raises(ParameterError, match="margin=0"):
        sample_size_mean(0, 1.8)
    with pytest.raises(ParameterError, match="share=2 is not a number from 0 to 1"):
        sample_size_share(0.05, 2)
    with pytest.raises(ParameterError, match="deff=0.5 is not"):
        sample_size_share(0.05, deff=0.5)
