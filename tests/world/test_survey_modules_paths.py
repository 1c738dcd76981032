"""Equations between standardised scores: worked by hand, and found again in the hidden scores."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.world import build_world, plain, read_truth
from cvm_lessons.world.survey_modules.answering import bend
from cvm_lessons.world.survey_modules.impressions import DIMENSIONS, quality_spread
from cvm_lessons.world.survey_modules.own_parts import own_part
from cvm_lessons.world.survey_modules.paths import follow, implied_correlation, rest_sd
from cvm_lessons.world.survey_modules.relationship_scores import past_editions
from cvm_lessons.world.survey_modules.satisfaction_scores import satisfaction_correlation

TRUTH = plain(read_truth())
EQUATIONS = [
    (area, block, outcome)
    for area, block in (
        ("satisfaction", "causes"),
        ("satisfaction", "outcomes"),
        ("relationship", "causes"),
        ("relationship", "outcomes"),
    )
    for outcome in TRUTH[area][block]
]


def test_correlations_follow_from_the_paths_by_wrights_rule():
    """a -> b -> d and a -> c -> d: r(a, d) = .5 x .4 + .6 x .3, r(b, c) = .5 x .6."""
    between = implied_correlation({"a": {}, "b": {"a": 0.5}, "c": {"a": 0.6}, "d": {"b": 0.4, "c": 0.3}})
    assert between["a"]["d"] == pytest.approx(0.38)
    assert between["b"]["c"] == pytest.approx(0.30)
    assert between["d"]["b"] == pytest.approx(0.4 + 0.3 * 0.3)
    assert between["b"]["d"] == between["d"]["b"]


def test_the_rest_fills_the_variance_up_to_one():
    """Two causes of .6 and .5 that correlate .3 explain .36 + .25 + 2 x .6 x .5 x .3 = .79."""
    between = {"a": {"a": 1.0, "b": 0.3}, "b": {"a": 0.3, "b": 1.0}}
    assert rest_sd({"a": 0.6, "b": 0.5}, between) == pytest.approx(np.sqrt(0.21))
    assert rest_sd({"a": 0.6, "b": 0.5}, between, 0.05) == pytest.approx(0.4)


def test_following_an_equation_adds_what_the_causes_bring_and_the_own_part():
    scores = {"a": np.array([1.0, -1.0])}
    follow({"b": {"a": 0.6}}, scores, {"a": {"a": 1.0}}, {"b": np.array([1.0, 0.0])})
    assert scores["b"] == pytest.approx([1.4, -0.6])


def test_the_bend_keeps_mean_and_variance_and_draws_the_tail_to_the_left():
    """1 - exp(-k z) is a reflected lognormal variable: its skewness is (e^k2 + 2) sqrt(e^k2 - 1)."""
    points, weights = np.polynomial.hermite_e.hermegauss(40)
    bent, weights = bend(points, 0.3), weights / weights.sum()
    square = np.exp(0.09)
    assert weights @ bent == pytest.approx(0.0, abs=1e-9)
    assert weights @ bent**2 == pytest.approx(1.0)
    assert weights @ bent**3 == pytest.approx(-(square + 2) * np.sqrt(square - 1))
    assert bend(points, 0.0) is points


def test_quality_weighs_five_dimensions_that_share_one_impression():
    """Weights sum to 1, their squares to .2246: variance .5625 + .4375 x .2246."""
    assert quality_spread(TRUTH["satisfaction"]) == pytest.approx(np.sqrt(0.5625 + 0.4375 * 0.2246))


def test_stated_correlations_are_those_that_the_equations_imply():
    between = pd.DataFrame(satisfaction_correlation(TRUTH["satisfaction"]))
    for cause, stated in TRUTH["satisfaction"]["correlation_with_satisfaction"].items():
        assert between.loc[cause, "satisfaction"] == pytest.approx(stated, abs=0.006)
    causes = list(TRUTH["satisfaction"]["index_paths"])
    paths = np.linalg.solve(between.loc[causes, causes], between.loc[causes, "satisfaction"])
    assert paths == pytest.approx(list(TRUTH["satisfaction"]["index_paths"].values()), abs=0.006)


def test_half_of_an_own_part_lasts():
    world = build_world(4, 0.2)
    part = pd.Series(own_part(world, "satisfaction", "a trial", 0.5))
    assert (part.mean(), part.std()) == (pytest.approx(0, abs=0.03), pytest.approx(1, abs=0.03))
    before = part.groupby(world["invitations"]["customer"]).shift()
    assert part.corr(before) == pytest.approx(0.5, abs=0.03)
    whole = pd.Series(own_part(world, "satisfaction", "another trial", 1.0))
    assert whole.groupby(world["invitations"]["customer"]).nunique().max() == 1


def test_past_editions_count_participations_before_this_one(world):
    came = world["took_part"].assign(past=past_editions(world))
    one = came[came["customer_id"] == came["customer_id"].iloc[0]]
    assert one["past"].tolist() == [0, *one["took_part"].astype(int).cumsum().iloc[:-1]]


@pytest.fixture(scope="module")
def scores(few_worlds):
    def side_by_side(world):
        parts = [world["satisfaction_scores"], world["relationship_scores"], world["loyalty_scores"]]
        frame = pd.concat(parts, axis=1).astype(float)
        frame["captive"] = 2 * frame["captive"] - 1
        return frame.loc[:, ~frame.columns.duplicated()]

    return pd.concat([side_by_side(world) for world in few_worlds], ignore_index=True)


@pytest.mark.parametrize(("area", "block", "outcome"), EQUATIONS)
def test_every_equation_is_found_again_in_the_hidden_scores(scores, ols, area, block, outcome):
    paths = TRUTH[area][block][outcome]
    fit = ols(scores[outcome], *(scores[cause] for cause in paths))
    # A customer's rows are alike: its errors are larger than those of independent rows.
    assert np.abs(fit.estimate[1:] - list(paths.values())).max() < 6 * fit.error[1:].max()
    assert scores[outcome].std() == pytest.approx(1.0, abs=0.03)


def test_every_effect_on_satisfaction_is_found_again_beside_the_others(scores, ols):
    truth, surprise = TRUTH["satisfaction"], scores["disconfirmation"]
    loss = surprise.clip(upper=0)
    columns = [
        surprise.clip(lower=0),
        loss,
        loss * scores["organiser"],
        *(scores[name] for name in truth["effects"]),
    ]
    true = [truth["gain"], truth["loss"], truth["loss_by_cause"], *truth["effects"].values()]
    assert ols(scores["satisfaction"], *columns).estimate[1:] == pytest.approx(true, abs=0.02)


@pytest.mark.parametrize(("group", "long_standing"), [("occasional", 0), ("relational", 1)])
def test_loyalty_follows_the_model_of_its_group_and_friendship_has_no_part_in_it(
    scores, ols, group, long_standing
):
    paths, here = TRUTH["relationship"]["loyalty"][group], scores[scores["long_standing"] == long_standing]
    fit = ols(here["loyalty"], *(here[cause] for cause in paths), here["friendship"])
    assert fit.estimate[1:] == pytest.approx([*paths.values(), 0.0], abs=0.03)


def test_impressions_have_the_paths_of_the_index(scores, ols):
    for outcome, paths in TRUTH["satisfaction"]["impressions"].items():
        fit = ols(scores[outcome], *(scores[cause] for cause in paths))
        assert fit.estimate[1:] == pytest.approx(list(paths.values()), abs=0.02)


def test_all_scores_are_about_standard_normal(scores):
    flags = ["complained", "captive", "long_standing", "leave"]
    spread = scores.drop(columns=flags).agg(["mean", "std"])
    assert spread.loc["mean"].abs().max() < 0.05
    assert spread.loc["std"].between(0.96, 1.04).all()


def test_the_halo_colours_every_dimension_alike(scores):
    got = scores[[f"got_{name}" for name in DIMENSIONS]].corr().to_numpy()
    assert got[np.triu_indices(5, 1)] == pytest.approx(TRUTH["satisfaction"]["halo"] ** 2, abs=0.03)
