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
    text = case.say_decision(ACTIONS, 50_000).text
    assert "fund Desk and Lounge for ¥15,000; expect ¥21,000 net" in text
    assert "Return ¥35,000 to the board" in text
    assert text.endswith("would have chosen: Lounge.")


def test_nothing_that_pays_is_a_decision_too():
    assert "fund nothing, keep ¥0" in case.say_decision(ACTIONS.head(0), 0).text
    assert case.show_actions(ACTIONS.head(0)).text.startswith("**The list is empty.**")


def test_the_list_ends_with_its_sum():
    assert case.show_actions(ACTIONS).rows[-1] == ("sum", "", "¥15,000", "¥36,000", "¥21,000", "–")


@pytest.mark.parametrize(
    ("best", "net", "wanted"),
    [
        (["Desk"], [20_000.0, -5_000.0], "The best set is Desk. It costs ¥10,000"),
        ([], [0.0, -5_000.0], "No project pays within ¥80,000"),
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


def test_an_own_file_without_rivals_or_truth_is_told_so():
    assert "no rival shows" in case.show_shows(None).text
    assert case.plot_standing(None) is None
    assert "Larkport's books" in case.say_standing(None).text
    assert "usual case" in case.show_truth(None).text
    assert "test" in case.show_judgement(None).text


def test_managers_whose_attribute_is_not_rated_are_left_out():
    row = {"derived": 0.1, "derived_low": 0.05, "derived_high": 0.2, "derived_rank": 1}
    text = case.say_claims(pd.DataFrame([row], index=["service"])).text
    assert text.count("\n") == 0
    assert text.startswith("- **Operations**")
    assert "rank 1 by what they reveal" in text
    assert "none of the managers" in case.say_claims(pd.DataFrame([row], index=["coffee"])).text
