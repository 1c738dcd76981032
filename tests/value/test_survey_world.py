"""What the survey side of the room finds in the simulated world, whose truth is known."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.datasets import load, truth
from cvm_lessons.measurement import assigned_factors, factor_loadings, fit_linear, parallel_analysis
from cvm_lessons.value import (
    EXHIBITOR_ATTRIBUTES,
    VALUE_DIMENSIONS,
    VISITOR_ATTRIBUTES,
    cocreation_effects,
    rebooking_slope,
    reliability_table,
    value_drivers,
)


@pytest.fixture(scope="module")
def surveys() -> pd.DataFrame:
    return load("surveys")


def test_value_weights_are_covered_as_often_as_the_intervals_claim(surveys):
    weights, covered, misses = truth("value")["weight"]["value"], [], []
    for role, attributes in (("exhibitor", EXHIBITOR_ATTRIBUTES), ("visitor", VISITOR_ATTRIBUTES)):
        names = [f"perf_{attribute}" for attribute in attributes]
        for sector, answers in surveys[surveys["role"] == role].groupby("sector"):
            fit = fit_linear(answers, "value_overall", names, cluster="customer_id")
            for attribute in attributes:
                interval, weight = fit.interval(f"perf_{attribute}"), weights[role][sector][attribute]
                covered.append(interval.covers(weight))
                misses.append(interval.estimate - weight)
    assert len(covered) == 6 * (8 + 5)
    assert np.mean(covered) > 0.88
    assert abs(np.mean(misses)) < 0.01


def test_price_is_said_to_matter_more_than_it_does(surveys):
    exhibitors = surveys[(surveys["role"] == "exhibitor") & (surveys["sector"] == "food")]
    drivers = value_drivers(exhibitors, n_boot=100)
    assert drivers.loc["price", "rank_gap"] <= -3
    assert drivers.loc["image", "rank_gap"] >= 3


def test_the_items_show_their_five_values(surveys):
    exhibitors = surveys[surveys["role"] == "exhibitor"]
    items = [item for columns in VALUE_DIMENSIONS.values() for item in columns]
    assert parallel_analysis(exhibitors[items], n_draws=20)["keep"].sum() == 5
    factors = assigned_factors(factor_loadings(exhibitors[items], 5))["factor"]
    assert [set(factors[list(columns)]) for columns in VALUE_DIMENSIONS.values()] == [
        {f"F{number}"} for number in range(1, 6)
    ]
    aimed = truth("items")["reliability"]["value"]
    assert (reliability_table(exhibitors)["alpha"] - aimed).abs().max() < 0.03


def test_the_rebooking_slope_is_recovered(surveys):
    keys = ["customer_id", "edition_id"]
    done = load("participations")[[*keys, "rebooked_on_site"]]
    joined = surveys[surveys["role"] == "exhibitor"].merge(done, on=keys)
    parameters = truth("value")["rebooking"]["value"]
    p = 1 / (1 + np.exp(-(parameters["intercept"] + parameters["slope"] * joined["value_overall"].mean())))
    assert rebooking_slope(joined).covers(parameters["slope"] * p * (1 - p))


def test_the_lottery_recovers_the_effect_that_naive_comparison_overstates():
    effects, effect = cocreation_effects(load("cocreation")), truth("cocreation")["effect"]["value"]
    assert effects.loc["wald", "low"] < effect < effects.loc["wald", "high"]
    assert effects.loc["naive", "low"] > effect
