"""The value model: what a regression of recorded answers recovers, over many seeds."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.world.perceived_value import expected_rebooking

LANES = pytest.mark.parametrize("seeds", [6, pytest.param(40, marks=pytest.mark.long)])
COVERAGE = {
    6: (0.88, 1.0),
    40: (0.92, 0.98),
}  # bounds of about three standard errors for the intervals counted
BLOCKS = [("visitors", "sales"), ("image", "motivation"), ("information", "relationship")]


def answers(world, role):
    attributes = world.truth["value"]["attributes"][role]
    surveys = world["surveys"].query("role == @role")
    return surveys, surveys[[f"perf_{name}" for name in attributes]].to_numpy()


def misses(world, role, ols):
    """Standardised misses of every weight of every sector."""
    surveys, recorded = answers(world, role)
    for sector, weights in world.truth["value"]["weight"][role].items():
        here = (surveys["sector"] == sector).to_numpy()
        fit = ols(surveys["value_overall"][here], *recorded[here].T)
        true = np.array([weights[name] for name in world.truth["value"]["attributes"][role]])
        yield pd.DataFrame({"miss": fit.estimate[1:] - true, "error": fit.error[1:]})


@LANES
@pytest.mark.parametrize("role", ["exhibitor", "visitor"])
def test_regression_recovers_the_weights_and_its_intervals_cover_them(draw_worlds, ols, seeds, role):
    all_misses = pd.concat([part for world in draw_worlds(seeds) for part in misses(world, role, ols)])
    low, high = COVERAGE[seeds]
    assert low <= (all_misses["miss"].abs() < 1.96 * all_misses["error"]).mean() <= high
    # The bias of a weight is less than a hundredth of a point, and what is left is chance.
    standard_error = all_misses["miss"].std() / np.sqrt(len(all_misses))
    assert abs(all_misses["miss"].mean()) < 0.003 + 3 * standard_error


@LANES
def test_logit_recovers_the_rebooking_slope(draw_worlds, logit, seeds):
    inside, estimates = [], []
    for world in draw_worlds(seeds):
        true = world.truth["value"]["rebooking"]
        asked = world["surveys"].merge(world["participations"], on=["customer_id", "edition_id"])
        fit = logit(asked["rebooked_on_site"].astype(float), asked["value_overall"])
        estimates.append(fit.estimate)
        inside += (abs(fit.estimate - [true["intercept"], true["slope"]]) < 1.96 * fit.error).tolist()
    assert np.mean(inside) >= {6: 0.75, 40: 0.88}[seeds]
    assert np.mean(estimates, axis=0) == pytest.approx([-3.4, 0.55], abs={6: 0.09, 40: 0.04}[seeds])


def test_nothing_but_value_moves_rebooking(few_worlds, logit):
    """Given value_overall, no attribute, emotion or burden adds anything: z values look standard normal."""
    scores = []
    for world in few_worlds:
        asked = (
            world["surveys"]
            .query("role == 'exhibitor'")
            .merge(world["participations"], on=["customer_id", "edition_id"])
        )
        extra = ["perf_service", "perf_price", "val_emotional_1", "cost_psychic", "recommend"]
        fit = logit(asked["rebooked_on_site"].astype(float), *asked[["value_overall", *extra]].to_numpy().T)
        scores.extend((fit.estimate / fit.error)[2:])
    assert np.abs(scores).max() < 3.5
    assert np.mean(np.abs(scores) < 1.96) >= 0.8


@LANES
def test_ratings_move_together_in_blocks_and_price_stands_apart(draw_worlds, seeds):
    pooled = []
    for world in draw_worlds(seeds):
        surveys, recorded = answers(world, "exhibitor")
        names = world.truth["value"]["attributes"]["exhibitor"]
        frame = pd.DataFrame(recorded, columns=names)
        pooled.append((frame - frame.groupby(surveys["sector"].to_numpy()).transform("mean")).corr())
    correlation = sum(pooled) / len(pooled)
    true = {
        (p["first"], p["second"]): p["rating"] for p in world.truth["value"]["pair_correlation"]["exhibitor"]
    }
    for first, second in BLOCKS:
        assert correlation.loc[first, second] == pytest.approx(true[first, second], abs=0.05)
    assert correlation["price"].drop("price").abs().max() < 0.08
    loose = correlation.loc[
        ["visitors", "sales"], ["image", "motivation", "information", "relationship", "service"]
    ]
    assert loose.to_numpy() == pytest.approx(0.33, abs=0.08)


def test_ends_of_the_scale_are_rare(few_worlds):
    recorded = pd.concat([world["value"] for world in few_worlds])
    share = few_worlds[0].truth["value"]["ends_share"]
    assert recorded["value_overall"].isin([1, 10]).mean() < share["at"]
    assert (~recorded["raw_value"].between(0.5, 10.5)).mean() < share["beyond"]


def test_recorded_value_is_the_rounded_equation(world):
    """By hand for the first exhibitor: intercept, eight products, noise."""
    rows = world["scores"]["exhibitor"].rows[:1]
    ratings = world["ratings"].iloc[rows].iloc[0].dropna()
    sector = world["invitations"]["sector"].iloc[rows[0]]
    weights = world.truth["value"]["weight"]["exhibitor"][sector]
    expected = world.truth["value"]["intercept"]["exhibitor"] + sum(
        weight * ratings[f"perf_{name}"] for name, weight in weights.items()
    )
    value = world["value"].iloc[rows[0]]
    assert abs(value["raw_value"] - expected) < 4 * world.truth["value"]["noise_sd"]
    assert value["value_overall"] == round(value["raw_value"])


def test_expected_rebooking_is_right_on_average_for_eager_and_for_tired_customers(few_worlds):
    expected = np.concatenate([expected_rebooking(world) for world in few_worlds])
    rebooked = np.concatenate([world["value"]["rebooked"] for world in few_worlds])
    groups = pd.qcut(expected, 5, labels=False)
    by_group = pd.DataFrame({"expected": expected, "rebooked": rebooked}).groupby(groups).mean()
    assert by_group["rebooked"].to_numpy() == pytest.approx(by_group["expected"].to_numpy(), abs=0.015)
    assert by_group["expected"].iloc[-1] - by_group["expected"].iloc[0] > 0.25
