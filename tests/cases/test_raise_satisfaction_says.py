"""What the case computes and says, on small hand-worked answers and at the extremes."""

from dataclasses import replace

import pandas as pd
import pytest

from cvm_lessons.cases import raise_satisfaction as case
from cvm_lessons.cases.exhibitor_survey import Study
from cvm_lessons.cases.raise_satisfaction.tables import show_sensitivity
from cvm_lessons.measurement import Interval


def interval(estimate, low, high, n=100):
    return Interval(estimate, low, high, n)


PURSES = case.Purses(
    rebooking=interval(0.05, 0.01, 0.09),
    beside=interval(0.0, -0.02, 0.02),
    margin=20_000.0,
    budget=interval(4.0, 2.0, 6.0),
    point=500.0,
    exhibitors=100,
    year=2025,
)


@pytest.fixture(scope="module")
def study():
    return case.open_study("electronics", edition=2025)


@pytest.fixture(scope="module")
def services(study):
    return case.sort_services(study)


def test_the_study_joins_the_modules_of_the_survey(study):
    assert len(study.survey) == len(study.answers) == 174  # answers of electronics in 2025
    assert {"sat_overall", "share_of_budget", "rebooked_on_site"} <= set(study.survey)


def test_two_purses_are_products_of_three_numbers():
    assert PURSES.by_rebooking == pytest.approx(0.05 * 20_000 * 100)
    assert PURSES.by_budget == pytest.approx(4 * 500 * 100)


def test_projects_are_priced_by_the_chain_that_the_text_describes(study):
    names = ["visitors", "sales", "information", "relationship", "image", "motivation", "service", "price"]
    drivers = pd.DataFrame({"performance": 7.0, "coefficient": 0.1}, index=names)
    gains = case.price_projects(study, drivers, PURSES)
    desk = gains.loc["P14"]  # lift 0.40 for 90%: 0.36 points of the rating, 0.036 of satisfaction
    assert desk["satisfaction"] == pytest.approx(0.036)
    assert desk["gain"] == pytest.approx(0.036 * 4 * 500 * 100)
    assert desk["by_rebooking"] == pytest.approx(0.036 * 0.05 * 20_000 * 100)
    assert desk["net_gain"] == pytest.approx(desk["gain"] - 20_000)


def test_the_ceiling_of_the_scale_leaves_no_room(study):
    names = ["visitors", "sales", "information", "relationship", "image", "motivation", "service", "price"]
    drivers = pd.DataFrame({"performance": 10.0, "coefficient": 0.1}, index=names)
    assert (case.price_projects(study, drivers, PURSES)["gain"] == 0).all()


def test_the_sensitivity_holds_the_plan_itself_in_the_middle(study):
    drivers = case.find_drivers(study)
    purses = case.open_purses(study)
    gains = case.price_projects(study, drivers, purses)
    table = case.vary_inputs(study, drivers, purses, 60_000, ["P09"])
    middle = table[(table["slope"] == purses.budget.estimate) & (table["point"] == purses.point)].iloc[0]
    assert len(table) == 9
    assert middle["same"] == pytest.approx(gains.loc["P09", "net_gain"])
    assert (table["net_gain"] >= table["same"].clip(upper=0)).all()
    assert len(show_sensitivity(table, 1).rows) == 3


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(-24, -14, "would drown in the noise"), (-20, -18, "could tell a rise of 5 points from noise")],
)
def test_a_target_is_held_against_the_interval_of_two_surveys(study, low, high, said):
    shares = {"satisfied": interval(0.6, 0.5, 0.7), "dissatisfied": interval(0.06, 0.04, 0.08)}
    text = case.say_score(study, {**shares, "nps": interval(-19, low, high)}).text
    assert text.startswith("**60%** are satisfied (8 to 10 of 10), 6.0% dissatisfied")
    assert said in text


def encounters(low):
    index = ["enc_before", "enc_during", "enc_after", "core", "auxiliary"]
    frame = pd.DataFrame({"mean": [7, 8, 6, 7, 5], "dissatisfied": 0.1, "estimate": 0.1}, index=index)
    return frame.assign(low=low, high=0.2, share=[0.1, 0.1, 0.1, 0.5, 0.2])


@pytest.mark.parametrize(("low", "unclear"), [(-0.01, True), (0.05, False)])
def test_the_lowest_rating_is_not_taken_for_the_one_that_counts(low, unclear):
    text = case.say_encounters(encounters(low)).text
    assert "Rated lowest is the time **after the show** (6.00; 10% gave 4 or less)" in text
    assert "50% belongs to **core service**" in text
    assert ("not shown to move satisfaction" in text) == unclear


def test_quadrants_are_compared_over_the_rules():
    drivers = pd.DataFrame(
        {"performance": [6.0, 8.0], "stated": [9.0, 7.0], "derived": [0.1, 0.3]}, index=["sales", "price"]
    )
    lists = case.list_quadrants(drivers)
    text = case.say_quadrants(lists).text
    assert "(stated importance, cut at the mean) says: concentrate on **sales and leads**" in text
    assert "Draw it in 4 ways, and 2 of 2 attributes change their quadrant. No attribute is on every" in text
    same = case.say_quadrants(case.list_quadrants(drivers.assign(derived=[0.3, 0.1]))).text
    assert same.endswith("0 of 2 attributes change their quadrant. On every list: sales and leads.")
    calm = drivers.assign(stated=[7.0, 9.0], derived=[0.1, 0.3])
    assert "finds nothing urgent" in case.say_quadrants(case.list_quadrants(calm)).text


@pytest.mark.parametrize(
    ("low", "said"), [(-0.02, "do not show that contentment by itself"), (0.01, "adds something that value")]
)
def test_rebooking_is_said_alone_and_with_value_held(low, said):
    purses = case.Purses(**{**vars(PURSES), "beside": interval(0.02, low, 0.05)})
    text = case.say_rebooking(purses).text
    assert "**+5.0 points** of rebooking (1.0 to 9.0)" in text
    assert "would be worth ¥100,000" in text
    assert said in text


def test_a_flat_budget_and_a_part_of_the_market_are_said(study):
    some = Study(**{**vars(study), "country_group": "Europe"})
    purses = case.Purses(**{**vars(PURSES), "budget": interval(0.5, -1, 2)})
    text = case.say_budget(some, purses).text
    assert "**¥25,000** per point of satisfaction" in text
    assert "do not show that budgets follow satisfaction" in text
    assert "what this group alone would justify" in text
    assert "do not show" not in case.say_budget(study, PURSES).text


SURE = pd.DataFrame({"slope": [1, 2, 3] * 3, "net_gain": [0.0] * 8 + [5.0]}).assign(
    same=[-30, -20, -10, -10, 10, 30, 10, 40, 70]
)


def test_the_range_of_a_plan_and_what_it_comes_from():
    text = case.say_sure(SURE, 2).text
    assert "earns its cost in 5 of 9 cells; its net gain runs from -¥30 to ¥70. 60% of that range" in text
    assert "In 1 of 9 cells some project within the budget would pay" in case.say_sure(SURE, 0).text


def test_the_silent_of_the_iceberg_are_counted_and_calm_waters_are_said(study):
    desk = case.hear_desk(study)
    assert "after 2025, 42 after 2024. Dissatisfied answers: 14." in case.say_desk(desk).text
    more = replace(desk, counts={**desk.counts, 2025: 42})
    assert "Here not even the count falls." in case.say_desk(more).text
    calm = case.hear_desk(Study(**{**vars(study), "survey": study.survey.assign(sat_overall=9)}))
    assert case.say_desk(calm).text.endswith("Nobody among these answers is dissatisfied.")
    assert "119 cases" in case.say_recovery(desk).text


def test_the_lounge_delights_and_power_is_missed(services):
    assert services.loc["stand_power", "category"] == "M"
    text = case.say_services(services).text
    assert "A lounge would please **57%**" in text
    assert "**89%** would be dissatisfied without it" in text


def test_the_truth_is_the_worlds(study, services):
    against = case.against_answers(case.hear_desk(study), services, PURSES)
    assert against["truth"].round(2).to_dict() == {
        "rebooking": 0.0,  # truth.yaml, value.rebooking: nothing else acts
        "recovery": 0.64,  # recovery.paradox
        "power": 0.9,  # kano.share: must-be 0.72 and one-dimensional 0.18
        "lounge": 0.58,  # attractive 0.46 and one-dimensional 0.12
    }
    assert "satisfaction's own part is 0, and you estimated 0.000" in case.say_truth(against).text


def test_the_silent_are_heard_where_there_are_any(study):
    silent = case.hear_silent(study)
    assert silent["response_rate"].item() == pytest.approx(174 / 230)
    everybody = Study(**{**vars(study), "exhibitors": study.exhibitors.assign(answered=True)})
    assert case.hear_silent(everybody) is None
    assert "nobody is silent" in case.say_silent(everybody, None).text
    own = Study(**{**vars(study), "cluster": None})
    assert "compare what the silent did" in case.say_silent(own, silent).text


@pytest.mark.parametrize(
    ("sums", "said"),
    [
        (None, "Nobody knows the truth behind your file"),
        ({"cost": 0.0, "budget": 0.0, "rebooking": 0.0, "value": 0.0}, "Your plan spends nothing"),
        ({"cost": 10.0, "budget": 30.0, "rebooking": 5.0, "value": 20.0}, "That alone pays for the ¥10"),
        ({"cost": 50.0, "budget": 90.0, "rebooking": 5.0, "value": 20.0}, "the plan lives on the budgets"),
    ],
)
def test_a_promise_is_held_against_what_value_brings(sums, said):
    assert said in case.say_promise(sums).text
