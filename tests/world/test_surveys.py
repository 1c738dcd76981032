"""The survey: who answers, how style and rivals colour the answers, and what each block holds."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

LANES = pytest.mark.parametrize("seeds", [6, pytest.param(40, marks=pytest.mark.long)])
POINTS = np.arange(1, 11)


def pooled(worlds, role="exhibitor"):
    answers = pd.concat([world["surveys"].assign(world=n) for n, world in enumerate(worlds)])
    return answers[answers["role"] == role]


@LANES
def test_the_satisfied_answer_more_readily_as_the_truth_says(draw_worlds, logit, seeds):
    slopes, inside = [], []
    for world in draw_worlds(seeds):
        asked = world["took_part"]["took_part"] & (world["invitations"]["role"] == "visitor")
        value = world["value"]["value_overall"][asked] - world.truth["attitudes"]["response_centre"]
        fit = logit(world["responses"][asked], value)
        true = world.truth["attitudes"]
        miss = fit.estimate - [true["response_intercept"]["visitor"], true["response_slope"]]
        inside += (abs(miss) < 1.96 * fit.error).tolist()
        slopes.append(fit.estimate[1])
    assert np.mean(slopes) == pytest.approx(0.25, abs={6: 0.03, 40: 0.012}[seeds])
    assert np.mean(inside) >= {6: 0.75, 40: 0.88}[seeds]


def test_the_mean_of_those_who_answer_is_too_high(few_worlds):
    gaps = []
    for world in few_worlds:
        came = world["took_part"]["took_part"]
        value = world["value"]["value_overall"]
        gaps.append(value[world["responses"]].mean() - value[came].mean())
    assert 0.05 < np.mean(gaps) < 0.2


@LANES
def test_stated_importance_is_near_the_ceiling_as_the_truth_says(draw_worlds, world, seeds):
    """Mean of a rounded normal answer with a ceiling of 10, averaged over segments and styles."""
    surveys, truth = pooled(draw_worlds(seeds)), world.truth
    style = surveys["country_group"].map(truth["attitudes"]["country_shift"]).mean()
    sd = np.hypot(truth["importance"]["sd"], truth["attitudes"]["acquiescence_sd"])
    for name, mean in truth["importance"]["mean"]["exhibitor"].items():
        shift = sum(
            share * truth["importance"]["segment_shift"][segment].get(name, 0.0)
            for segment, share in truth["attitudes"]["segment_share"].items()
        )
        chance = np.diff(norm.cdf(np.r_[-np.inf, POINTS[:-1] + 0.5, np.inf], mean + shift + style, sd))
        assert surveys[f"imp_{name}"].mean() == pytest.approx(POINTS @ chance, abs=0.05)
        assert surveys[f"imp_{name}"].std() < 1.0


def test_what_is_said_to_matter_is_not_what_moves_value(few_worlds):
    truth = few_worlds[0].truth
    said = pd.Series(truth["importance"]["mean"]["exhibitor"]).rank(ascending=False)
    weights = pd.DataFrame(truth["value"]["weight"]["exhibitor"]).mean(axis=1).rank(ascending=False)
    assert (said[["price", "service"]] <= 3).all()
    assert (weights[["price", "service"]] >= 6).all()
    assert (said[["image", "motivation"]] >= 7).all()
    assert (weights[["image", "motivation"]] <= 4).all()


def test_country_groups_shift_every_rating_alike(few_worlds):
    surveys, truth = pooled(few_worlds), few_worlds[0].truth
    own = [f"perf_{name}" for name in truth["value"]["attributes"]["exhibitor"]]
    means = surveys.groupby("country_group")[[*own, "value_overall"]].mean()
    shift = means - means.loc["mainland China"]
    for group, points in truth["attitudes"]["country_shift"].items():
        assert shift.loc[group, own].mean() == pytest.approx(points, abs=0.12)
        # The weights sum to 0.96: the overall value inherits that share of the shift.
        assert shift.loc[group, "value_overall"] == pytest.approx(0.96 * points, abs=0.15)


def test_a_fifth_to_a_quarter_know_no_rival_and_the_others_rate_the_show_lower(few_worlds):
    surveys, truth = pooled(few_worlds), few_worlds[0].truth
    none = surveys["rival_id"].isna()
    assert 0.18 < none.mean() < 0.26
    columns = [f"perf_{name}" for name in truth["value"]["attributes"]["exhibitor"] if name != "price"]
    gap = (surveys.loc[~none, columns].mean() - surveys.loc[none, columns].mean()).mean()
    assert gap == pytest.approx(truth["value"]["rival_known_shift"], abs=0.1)
    rated = [f"rival_{name}" for name in truth["value"]["attributes"]["exhibitor"]]
    assert (surveys[rated].isna().all(axis=1) == none).all()
    assert surveys.loc[~none, rated].notna().all(axis=None)


def test_rival_means_follow_their_true_quality(few_worlds):
    surveys, world = pooled(few_worlds), few_worlds[0]
    names = ["visitors", "sales", "image", "service", "price"]
    means = surveys.groupby("rival_id")[[f"rival_{name}" for name in names]].mean().set_axis(names, axis=1)
    true = world["rival_quality"].loc[means.index, names]
    for name in names:
        assert means[name].corr(true[name]) > 0.8


def test_each_role_answers_its_own_questions(world):
    surveys, asked = world["surveys"], world.truth["value"]["attributes"]
    for role, other in (("exhibitor", "visitor"), ("visitor", "exhibitor")):
        rows = surveys[surveys["role"] == role]
        assert rows[[f"perf_{name}" for name in asked[role]]].notna().all(axis=None)
        assert rows[[f"imp_{name}" for name in set(asked[other]) - set(asked[role])]].isna().all(axis=None)


def test_value_items_are_as_reliable_as_stated(few_worlds):
    surveys, truth = pooled(few_worlds), few_worlds[0].truth["items"]
    for dimension in truth["dimensions"]:
        items = surveys[[f"val_{dimension}_{item}" for item in (1, 2, 3)]]
        alpha = 1.5 * (1 - items.var().sum() / items.sum(axis=1).var())
        assert alpha == pytest.approx(truth["reliability"], abs=0.03)
        assert items.to_numpy().mean() == pytest.approx(truth["mean"][dimension], abs=0.2)


@pytest.mark.parametrize(
    ("dimension", "attributes"),
    [
        ("functional", ["sales", "information", "price"]),
        ("social", ["image", "relationship"]),
        ("emotional", ["motivation", "service"]),
        ("epistemic", ["information"]),
        ("conditional", ["visitors"]),
    ],
)
def test_each_consumption_value_goes_with_its_attributes(few_worlds, dimension, attributes):
    surveys = pooled(few_worlds)
    score = surveys[[f"val_{dimension}_{item}" for item in (1, 2, 3)]].mean(axis=1)
    for attribute in attributes:
        assert score.corr(surveys[f"perf_{attribute}"]) > 0.2


def test_burdens_lower_and_benefits_raise_the_overall_value(few_worlds):
    for role in ("exhibitor", "visitor"):
        surveys = pooled(few_worlds, role)
        columns = [name for name in surveys if name.startswith(("cost_", "benefit_"))]
        r = surveys[columns].corrwith(surveys["value_overall"])
        assert (r.filter(like="cost_") < -0.04).all()
        assert (r.filter(like="benefit_") > 0.15).all()
        assert surveys["cost_money"].corr(surveys["perf_price"]) < -0.4


def test_recommendation_rises_with_value_and_with_the_elements_ticked(few_worlds, ols):
    surveys, truth = pooled(few_worlds, "visitor"), few_worlds[0].truth["elements"]["recommend"]
    ticks = surveys.filter(like="el_").sum(axis=1)
    fit = ols(surveys["recommend"], surveys["value_overall"], ticks)
    # The end of the scale at 10 takes a little off both slopes.
    assert fit.estimate[1:] == pytest.approx([truth["value_overall"], truth["elements"]], abs=0.05)
    assert 3 < ticks.mean() < 8


def test_the_same_customer_answers_alike(few_worlds):
    surveys = pooled(few_worlds).sort_values(["world", "customer_id", "year"])
    before = surveys.groupby(["world", "customer_id"])[["perf_image", "value_overall"]].shift()
    assert before["perf_image"].corr(surveys["perf_image"]) == pytest.approx(0.5, abs=0.06)
    assert before["value_overall"].notna().sum() > 1000
