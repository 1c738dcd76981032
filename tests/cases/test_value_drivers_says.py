"""Sentences and tables for answers that the default never meets."""

import pandas as pd
import pytest

from cvm_lessons.cases import Prose, listed, sentences, value_drivers as case
from cvm_lessons.cases.value_drivers.study import Study
from cvm_lessons.core import language
from cvm_lessons.measurement import Interval

ACTIONS = pd.DataFrame(
    {
        "project": ["P1", "P2"],
        "action": ["Desk", "Lounge"],
        "cost": [10_000, 5_000],
        "gain": [30_000, 6_000],
        "net_gain": [20_000, 1_000],
        "chosen_share": [0.95, 0.6],
    }
)


PLAN = pd.DataFrame(
    {
        "label": ["Desk", "Lounge", "Rebate"],
        "cost": [10_000.0, 5_000.0, 1_000.0],
        "net_gain": [20_000.0, 1_000.0, -500.0],
    },
    index=pd.Index(["P1", "P2", "P3"], name="project"),
)


@pytest.fixture(scope="module")
def study():
    return case.open_study("machinery", edition=2025)


def plans(best, net):
    frame = {"projects": [best, ["Rebate"]], "cost": [0.0 if not best else 10_000.0, 90_000.0]}
    return pd.DataFrame(
        {**frame, "gain": 0.0, "net_gain": net}, index=pd.Index(["best", "lift"], name="plan")
    )


def test_lists_and_paragraphs_follow_the_language():
    assert listed(["a"]) == "a"
    assert (listed("abc"), sentences("A.", "B.")) == ("a, b and c", "A. B.")
    with language("zh"):
        assert (listed("abc"), sentences("甲。", "乙。")) == ("a、b和c", "甲。乙。")


def test_prose_is_markdown_in_a_notebook_and_plain_elsewhere():
    assert repr(Prose("**a**")) == Prose("**a**")._repr_markdown_() == "**a**"


def test_the_decision_says_what_to_fund_what_to_keep_and_what_to_test():
    text = case.say_decision(ACTIONS, PLAN, 50_000).text
    assert "fund Desk and Lounge for ¥15,000; expect ¥21,000 net" in text
    assert "Return ¥35,000 to the board" in text
    assert text.endswith("would have chosen: Lounge.")


def test_nothing_that_pays_is_a_decision_too():
    text = case.say_decision(ACTIONS.head(0), PLAN.assign(net_gain=-1.0), 50_000).text
    assert "fund nothing, keep ¥50,000" in text
    assert text.endswith("None of the projects brings its cost back within one edition at these numbers.")
    assert case.show_actions(ACTIONS.head(0)).text.startswith("**The list is empty.**")


def test_a_budget_too_small_for_what_pays_is_not_blamed_on_the_projects():
    text = case.say_decision(ACTIONS.head(0), PLAN, 4_000).text
    assert text == (
        "**Decision: fund nothing, keep ¥4,000.** No project that pays fits the budget: 2 of 3 would bring "
        "back more than they cost; the cheapest of these is Lounge, for ¥5,000."
    )
    with language("zh"):
        assert "合算的项目都超出预算：3个项目中有2个" in case.say_decision(ACTIONS.head(0), PLAN, 0).text


def test_the_list_ends_with_its_sum():
    assert case.show_actions(ACTIONS).rows[-1] == ("sum", "", "¥15,000", "¥36,000", "¥21,000", "–")


@pytest.mark.parametrize(
    ("best", "net", "wanted"),
    [
        (["Desk"], [20_000.0, -5_000.0], "The best set is Desk. It costs ¥10,000"),
        ([], [0.0, -5_000.0], "No project that pays costs ¥80,000 or less"),
        (["Desk"], [20_000.0, 20_000.0], "finds the same set"),
        (["Desk"], [20_000.0, -5_000.0], "nets -¥5,000, ¥25,000 less than the best set"),
    ],
)
def test_plans_are_compared_with_the_best_set(best, net, wanted):
    assert wanted in case.say_plans(plans(best, net), 80_000).text


@pytest.mark.parametrize(
    ("low", "group", "warning"),
    [
        (-0.02, "all", "do not show that value moves rebooking"),
        (0.02, "Europe", "this group alone would justify"),
    ],
)
def test_a_weak_slope_or_a_part_of_the_market_is_said(study, low, group, warning):
    worth = case.Worth(Interval(0.1, low, 0.2, 80), 20_000.0, 100, 2025, 0.8, 0.3)
    some = Study(**{**vars(study), "country_group": group})
    text = case.say_worth(some, worth).text
    assert "0.100 × 100 × ¥20,000 = **¥200,000**" in text
    assert text.endswith(warning + ".") or warning in text


def answered(study, silent_rebooked, others_rebooked):
    rows = pd.DataFrame({"answered": [False] * 40 + [True] * 60, "customer_id": range(100), "spend": 1.0})
    rebooked = [1, 0] * 20 if silent_rebooked is None else [silent_rebooked] * 39 + [1 - silent_rebooked]
    rows["rebooked_on_site"] = rebooked + ([1, 0] * 30 if others_rebooked is None else [others_rebooked] * 60)
    return Study(**{**vars(study), "exhibitors": rows})


@pytest.mark.parametrize(
    ("silent", "others", "meaning"),
    [(0, 1, "flatters the show"), (1, 0, "paint the show too dark"), (None, None, "cannot tell")],
)
def test_silence_is_read_by_what_the_silent_did(study, silent, others, meaning):
    assert meaning in case.say_silence(answered(study, silent, others)).text


def test_nobody_silent_is_said(study):
    everybody = Study(**{**vars(study), "exhibitors": study.exhibitors.assign(answered=True)})
    assert "Everybody answered" in case.say_silence(everybody).text
    assert len(case.show_silence(everybody).rows) == 1


def test_judgements_of_an_empty_plan_and_of_a_promise_kept(study):
    weights = pd.DataFrame({"miss": [0.1, -0.2], "covered": [True, False]}, index=["sales", "price"])
    worth = case.Worth(Interval(0.1, 0.05, 0.2, 80), 20_000.0, 100, 2025, 0.8, 0.3)
    money = pd.DataFrame({"cost": 0.0, "gain": 0.0, "net_gain": [0.0, 0.0, 7.0]})
    empty = case.say_judgement(
        study, weights, money.set_axis(["promised", "delivered", "possible"]), worth
    ).text
    assert "1 of 2 intervals hold the true weight; the widest miss is price satisfaction, by 0.20" in empty
    assert "You promised nothing" in empty
    assert "too high" not in empty


def test_an_own_file_without_rivals_or_truth_is_told_so_once(study):
    own = Study(**{**vars(study), "cluster": None})
    assert "no map to draw. Go on to the money" in case.say_raters(own).text
    assert "Nobody knows the truth behind your file" in case.say_truth(own).text
    silent = [case.show_shows, case.plot_standing, case.say_standing, case.show_truth, case.show_judgement]
    assert [say(None) for say in silent] == [None] * 5
    assert case.say_judgement(own, None, None, WORTH) is None


def test_larkport_s_map_and_truth_come_with_how_to_read_them(study):
    assert "distance from the line" in case.say_raters(study).text
    assert "the last column" in case.say_truth(study).text


WORTH = case.Worth(Interval(0.1, 0.05, 0.2, 80), 20_000.0, 100, 2025, 0.8, 0.3)


def redrawn(correlation, slopes):
    frame = pd.DataFrame(slopes, columns=["image", "price"])
    shares = pd.DataFrame({"image": [0.2, 0.22, 0.21], "price": [0.2, 0.2, 0.2]})
    return case.Redrawn(frame, shares, case.Twins("image", "price", correlation), pd.Series(dtype=float))


FALLING, RISING = [[0.1, 0.3], [0.2, 0.2], [0.3, 0.1]], [[0.1, 0.1], [0.2, 0.2], [0.3, 0.3]]
ROUND = [[0.1, 0.1], [0.2, 0.2], [0.3, 0.1]]


@pytest.mark.parametrize(
    ("correlation", "slopes", "wanted"),
    [
        (0.7, FALLING, ["go together most: r = 0.70", "The shares divide the credit more steadily."]),
        (-0.18, ROUND, ["No two ratings go together", "r = -0.18", "There are no twins here"]),
        (-0.6, RISING, ["go against each other: who rates one high rates the other low, r = -0.60"]),
        (0.7, [[-0.1, 0.4], [0.2, 0.2], [0.3, 0.1]], ["one of the two coefficients came out negative"]),
        (0.7, [[-0.4, 0.1], [0.2, 0.2], [0.3, 0.1]], ["there is no credit to divide"]),
    ],
)
def test_the_closest_pair_is_called_twins_only_where_it_is_one(correlation, slopes, wanted):
    text = case.say_twins(redrawn(correlation, slopes)).text
    assert [words for words in wanted if words not in text] == []
    assert ("go together most" in text) == (correlation == 0.7)
    assert ("came out negative" in text) == (wanted[0].endswith("came out negative"))


@pytest.mark.parametrize(
    ("slopes", "words"),
    [(FALLING, "falls from left to right"), (RISING, "rises from left to right"), (ROUND, "hardly leans")],
)
def test_the_cloud_is_read_as_it_lies(slopes, words):
    assert words in case.say_cloud(redrawn(0.5, slopes)).text


def test_managers_whose_attribute_is_not_rated_are_left_out():
    row = {"derived": 0.1, "derived_low": 0.05, "derived_high": 0.2, "derived_rank": 1}
    text = case.say_claims(pd.DataFrame([row], index=["service"])).text
    assert text.count("\n") == 0
    assert text.startswith("- **Operations**")
    assert "rank 1 by what they reveal" in text
    assert "none of the managers" in case.say_claims(pd.DataFrame([row], index=["coffee"])).text
