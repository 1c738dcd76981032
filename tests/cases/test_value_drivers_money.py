"""The way from ratings to a plan, on a study small enough to follow by hand."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.cases import value_drivers as case
from cvm_lessons.cases.value_drivers import decision, evidence, money
from cvm_lessons.cases.value_drivers.study import Study
from cvm_lessons.core import DataError
from cvm_lessons.measurement import Interval
from cvm_lessons.value import choose_actions


@pytest.fixture(scope="module")
def study():
    return case.open_study("machinery", edition=2025)


@pytest.fixture(scope="module")
def drivers(study):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evidence, "RESAMPLES", 100)
        return case.find_drivers(study)


@pytest.fixture(scope="module")
def redrawn(study):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evidence, "REDRAWN", 100)
        return case.draw_again(study)


@pytest.fixture(scope="module")
def worth(study):
    return case.worth_of_rebooking(study)


PLAN = pd.DataFrame(
    {
        "label": ["Small", "Big", "Rest"],
        "attribute": ["image", "image", "price"],
        "lift": [0.2, 0.5, 0.4],
        "cost": [10.0, 60.0, 50.0],
        "gain": [30.0, 70.0, 40.0],
        "net_gain": [20.0, 10.0, -10.0],
        "chosen": [True, False, False],
        "greedy": [True, False, False],
    },
    index=pd.Index(["A", "B", "C"], name="project"),
)


def test_the_margin_is_spend_times_the_rate_less_the_cost_to_serve(study):
    two = pd.DataFrame({"year": 2025, "spend": [100_000.0, 50_000.0], "cost_to_serve": [12_000.0, 9_000.0]})
    small = Study(**{**vars(study), "exhibitors": two})
    worth = case.worth_of_rebooking(small)
    assert worth.margin == pytest.approx((0.42 * 150_000 - 21_000) / 2)  # 0.42: truth.yaml, spending
    assert worth.exhibitors == 2


def test_exhibitors_who_cost_more_than_they_bring_stop_the_case(study):
    dear = study.exhibitors.assign(cost_to_serve=10**6)
    with pytest.raises(DataError, match=r"the 230 exhibitors of 2025 cost more than they bring"):
        case.worth_of_rebooking(Study(**{**vars(study), "exhibitors": dear}))


def test_a_point_for_all_is_slope_times_margin_times_exhibitors():
    worth = case.Worth(Interval(0.1, 0.05, 0.15, 80), 20_000.0, 100, 2025, 0.8, 0.3)
    assert worth.point == pytest.approx(200_000)
    assert worth.signature == pytest.approx(0.5)


def test_who_signed_came_more_often_than_who_did_not():
    signed, unsigned = money.came_next("machinery")
    assert 0.7 < signed < 0.9
    assert 0.3 < unsigned < 0.55


def test_the_share_that_rebooks_leaves_rare_scores_out(study):
    table = money.rebooking_by_value(study)
    assert table["n"].min() >= 5
    assert table["n"].sum() <= len(study.survey)
    chosen = table.iloc[0]
    same = study.survey.loc[study.survey["value_overall"] == chosen["value_overall"], "rebooked_on_site"]
    assert chosen["share"] == pytest.approx(same.mean())


def test_rules_of_thumb_spend_while_it_fits_one_project_an_attribute():
    drivers = pd.DataFrame({"stated": 1, "stated_rank": [1, 2]}, index=["price", "image"])
    plans = case.compare_plans(PLAN, drivers, budget=100)
    assert plans["projects"].to_dict() == {
        "best": ["Small"],
        "ratio": ["Small"],
        "lift": ["Big"],  # 60 spent; Rest costs 50 and Small raises image again
        "said": ["Rest", "Small"],  # price first, then 50 left: Big does not fit, Small does
    }
    assert plans.loc["said", ["cost", "gain", "net_gain"]].tolist() == [60, 70, 10]


def test_without_stated_importance_there_is_no_rule_for_it():
    assert (
        "said" not in case.compare_plans(PLAN, pd.DataFrame({"performance": 1}, index=["image"]), 100).index
    )


def test_the_action_list_adds_up_in_whole_yuan():
    plan = PLAN.assign(gain=[30.4, 70.0, 40.0], net_gain=[20.4, 10.0, -10.0], chosen=[True, False, True])
    actions = case.action_list(plan, pd.Series({"A": 0.98765, "B": 0.0, "C": 0.4}))
    assert actions.to_dict("records")[0] == {
        "project": "A",
        "action": "Small",
        "attribute": "image",
        "cost": 10,
        "gain": 30,
        "net_gain": 20,
        "chosen_share": 0.988,
    }
    assert (actions["net_gain"] == actions["gain"] - actions["cost"]).all()


def test_an_empty_plan_is_an_empty_list():
    assert case.action_list(PLAN.assign(chosen=False), pd.Series({"A": 0.0, "B": 0.0, "C": 0.0})).empty


def test_twins_are_the_pair_that_correlates_most(study, redrawn):
    ratings = study.answers[[f"perf_{name}" for name in study.attributes]].corr().to_numpy()
    assert redrawn.twins.correlation == pytest.approx(np.sort(ratings[np.triu_indices(8, 1)])[-1])
    assert (redrawn.twins.first, redrawn.twins.second) == ("visitors", "sales")


def test_shares_divide_the_twins_credit_more_steadily_than_coefficients(redrawn):
    by_slope, by_share = redrawn.first_part(redrawn.slopes), redrawn.first_part(redrawn.shares)
    assert by_share[1] - by_share[0] < 0.7 * (by_slope[1] - by_slope[0])


def test_variance_inflation_is_that_of_a_regression_on_the_other_ratings(study, redrawn):
    ratings = study.answers[[f"perf_{name}" for name in study.attributes]].to_numpy(float)
    others = np.column_stack([np.ones(len(ratings)), ratings[:, 1:]])
    fitted = others @ np.linalg.lstsq(others, ratings[:, 0], rcond=None)[0]
    r_squared = (
        1 - ((ratings[:, 0] - fitted) ** 2).sum() / ((ratings[:, 0] - ratings[:, 0].mean()) ** 2).sum()
    )
    assert redrawn.inflation["visitors"] == pytest.approx(1 / (1 - r_squared))


def test_the_map_holds_the_five_shows_rated_by_those_who_know_a_rival(study, drivers):
    shows = case.place_show(study, drivers)
    assert len(shows) == 5
    assert shows.loc[shows["own"], "n"].item() == study.survey["rival_id"].notna().sum()


def test_every_project_that_is_often_chosen_pays(study, drivers, worth, redrawn, monkeypatch):
    monkeypatch.setattr(decision, "PLANNED_AGAIN", 20)
    gains = case.price_projects(study, drivers, worth)
    often = case.how_often_chosen(study, drivers, worth, redrawn, budget=10**7)
    assert often.between(0, 1).all()
    assert often.index.tolist() == gains.index.tolist()
    certain = often[often > 0.9].index
    assert (gains.loc[certain, "net_gain"] > 0).all()


def test_with_nothing_to_spend_nothing_is_chosen_in_any_survey(study, drivers, worth, redrawn):
    assert (case.how_often_chosen(study, drivers, worth, redrawn, budget=0) == 0).all()


def test_the_sensitivity_holds_the_plan_itself_at_one_edition_and_the_estimate(study, drivers, worth):
    plan = choose_actions(case.price_projects(study, drivers, worth), 200_000)
    chosen = list(plan.index[plan["chosen"]])
    table = case.vary_inputs(study, drivers, worth, 200_000, chosen)
    assert len(table) == 12
    middle = table[(table["editions"] == 1) & (table["slope"] == worth.slope.estimate)].iloc[0]
    assert middle["net_gain"] == pytest.approx(plan.loc[plan["chosen"], "net_gain"].sum())
    assert middle["kept"] == len(chosen)


def test_the_truth_is_the_world_s_and_no_plan_beats_the_one_that_knows_it(study, drivers, worth):
    weights = case.against_weights(study, drivers)
    assert weights.loc["visitors", "truth"] == 0.25  # truth.yaml, value.weight
    plan = choose_actions(case.price_projects(study, drivers, worth), 200_000)
    judged = case.judge_plan(study, drivers, worth, plan, 200_000)
    assert judged.loc["possible", "net_gain"] >= judged.loc["delivered", "net_gain"]
    assert judged.loc["promised", "cost"] == judged.loc["delivered", "cost"]
