"""What the case computes, against hand-worked numbers and the known truth."""

import pandas as pd
import pytest

from cvm_lessons.cases import crm_strategy as case
from cvm_lessons.cases.crm_strategy.trials import terms_of
from cvm_lessons.datasets import load


@pytest.fixture(scope="module")
def study():
    return case.open_study("machinery")


@pytest.fixture(scope="module")
def trials():
    return case.read_trials()


@pytest.fixture(scope="module")
def plan(study, trials):
    return case.make_plan(study, trials, 60_000)


def test_the_customers_are_those_of_the_show(study):
    assert len(study.active) == 230  # datasets/editions.csv
    assert study.customers["standing"].value_counts().to_dict() == {
        "lost": 232,
        "active": 230,
        "prospect": 13,
    }
    lost = study.customers[study.customers["standing"] == "lost"]
    assert lost["value"].tolist() == pytest.approx((0.4 * lost["former"]).tolist())


def test_prospects_have_no_country_and_stay_out_of_a_group():
    europe = case.open_study("all", country_group="Europe")
    assert "prospect" not in set(europe.customers["standing"])


def test_effects_are_differences_of_the_arms(trials):
    rows = load("campaigns").query("campaign_id == 'C1'")
    size = load("organisations").set_index("customer_id")["size"].astype(str)
    large = rows[rows["customer_id"].map(size) == "large"]
    shares = large.groupby("treated")["responded"].mean()
    assert trials.keep.loc["large", "effect"] == pytest.approx(shares[1] - shares[0])
    assert trials.develop["n_control"].tolist() == trials.develop["n_treated"].tolist()
    assert trials.logged[["n_control", "n_treated"]].to_numpy().tolist() == [[500, 401]]


def test_terms_hold_an_effect_below_zero_for_none_and_scale_what_lasts(trials):
    terms = terms_of(trials, lasting=0.5)
    assert terms["large"]["develop"]["effect"] == 0
    medium = trials.keep.loc["medium"]
    # Of those who do not rebook when left alone, the offer moves effect / (1 - control).
    expected = 0.5 * medium["effect"] / (1 - medium["control"])
    assert terms["medium"]["keep"]["effect"] == pytest.approx(expected)
    assert terms_of(trials, end="low")["large"]["keep"]["effect"] == 0


def test_a_gain_in_the_plan_is_worked_by_hand(study, trials, plan):
    lost = plan[plan["chosen"] & (plan["group"] == "recent")]
    customer = lost.index[0]
    row = trials.win_back.loc["recent"]
    expected = row["effect"] * study.customers.loc[customer, "value"] - row["cost"]
    assert plan.loc[customer, "net_gain"] == round(expected)
    assert plan.loc[customer, "cost"] == round(row["cost"])


def test_the_plan_stays_within_the_budget_and_takes_nothing_that_loses(plan):
    chosen = plan[plan["chosen"]]
    assert 0 < chosen["cost"].sum() <= 60_000
    assert (chosen["net_gain"] > 0).all()
    ratio = (plan["net_gain"] / plan["cost"])[plan["strategy"] != "none"]
    # Whoever is left out brings less for a yuan than the mean of those taken.
    assert ratio[~plan["chosen"]].max() < chosen["net_gain"].sum() / chosen["cost"].sum()


def test_more_money_never_brings_less_and_at_last_brings_nothing(study, trials):
    nets = [
        (found := case.make_plan(study, trials, budget)).loc[found["chosen"], "net_gain"].sum()
        for budget in (0, 20_000, 60_000, 10**6, 10**7)
    ]
    assert nets == sorted(nets)
    assert (nets[0], nets[-1]) == (0, nets[-2])
    assert "All that pays is done" in case.say_split(case.make_plan(study, trials, 10**6), 10**6).text


def test_no_simpler_plan_beats_the_best_for_the_same_money(study, trials, plan):
    compared = case.compare_plans(study, trials, plan, 60_000)
    assert compared["net_gain"].idxmax() == "best"
    assert (compared["cost"] <= 60_000).all()
    assert (compared["gain"] - compared["cost"]).tolist() == pytest.approx(compared["net_gain"].tolist())


def test_the_middle_of_the_sensitivity_is_the_plan_itself(study, trials, plan):
    table = case.vary_inputs(study, trials, plan, 60_000)
    assert len(table) == 9
    row = table[(table["end"] == "effect") & (table["lasting"] == 1)].iloc[0]
    net = plan.loc[plan["chosen"], "net_gain"].sum()
    assert [row["net_gain"], row["as_planned"], row["kept"]] == pytest.approx([net, net, 1.0])
    assert (table["as_planned"] <= table["net_gain"] + 1e-6).all()


def test_redrawn_trials_surround_the_promise_and_the_truth_lies_among_them(study, trials, plan):
    often, low, high = case.redraw_plan(study, trials, plan)
    judged = case.judge_plan(study, plan, case.true_trials(trials), 60_000)
    assert low < judged.loc["promised", "net_gain"] < high
    assert low < judged.loc["delivered", "net_gain"] < high
    assert judged.loc["delivered", "net_gain"] <= judged.loc["possible", "net_gain"]
    assert often["pays"].between(0, 1).all()
    assert set(zip(often["group"], often["strategy"], strict=True)) == set(
        plan[plan["chosen"]][["group", "strategy"]].itertuples(index=False, name=None)
    )


def test_seven_of_eight_intervals_hold_the_truth_and_the_eighth_is_the_cautious_bound(trials):
    table = case.show_truth(trials, case.true_trials(trials))
    missed = [row[0] for row in table.rows if row[-1] == "no"]
    assert missed == ["develop · small exhibitors"]


def test_worth_is_margin_times_the_years_that_are_left(study):
    worth = case.value_groups(study)
    assert worth.index.tolist() == ["small", "medium", "large"]
    one = study.active[study.active["group"] == "large"].iloc[[0]]
    stay = 1 - one["risk"].item()
    by_hand = one["value"].item() * stay / (1.1 - stay)
    alone = case.Study("all", "all", 0.4, 1, one, study.rows)
    assert case.value_groups(alone)["direct"].item() == pytest.approx(by_hand)


def test_half_of_the_few_are_others_a_year_later(study):
    fifth, again, share = case.count_top_fifth(study)
    assert (fifth, again) == (43, 24)
    assert 0.7 < share < 0.85


def test_a_line_that_seldom_pays_is_to_be_tried_first():
    row = {"group": "medium", "strategy": "develop", "customers": 9, "cost": 5_000, "gain": 8_000}
    actions = pd.DataFrame([row | {"net_gain": 3_000, "pays": 0.7}])
    text = case.say_decision(actions, -1_000, 7_000, 6_000).text
    assert "**Decision: develop 9 (medium-sized exhibitors), for ¥5,000.** Expect ¥3,000 net" in text
    assert "what pays in fewer than 90% of redrawn trials: develop 9 (medium-sized exhibitors)." in text
    assert "Return ¥1,000 to the board" in text


def test_a_trial_without_a_clear_effect_is_said(trials):
    weak = case.Trials(trials.keep, trials.win_back, trials.develop.assign(low=-0.1), trials.logged)
    assert "For no size is even that clearly above zero" in case.say_develop(weak).text


def test_a_plan_of_nobody_is_nothing_to_be_sure_of(study, trials):
    none = case.make_plan(study, trials, 0)
    often, low, high = case.redraw_plan(study, trials, none)
    assert (len(often), low, high) == (0, 0.0, 0.0)
    assert case.action_list(none, often).empty
    table = case.vary_inputs(study, trials, none, 0)
    assert "nothing can go wrong" in case.say_sure(table, low, high).text


def test_nothing_possible_is_worse_than_what_the_plan_delivers_and_yuan_are_whole(trials):
    packaging = case.open_study("packaging", part=0.05)
    plan = case.make_plan(packaging, trials, 3_000)
    judged = case.judge_plan(packaging, plan, case.true_trials(trials), 3_000)
    assert judged.loc["possible", "net_gain"] >= judged.loc["delivered", "net_gain"]
    assert (plan[["cost", "net_gain"]] % 1 == 0).all(axis=None)


def test_nobody_courted_is_said_without_counting_to_zero(study, trials):
    plan = case.make_plan(study, trials, 0)
    assert case.say_split(plan, 0).text.startswith("None of the 475 customers is courted.")
    assert "no budget is there for it" in case.say_naive(study, trials, 0).text
    cells = case.show_sensitivity(case.vary_inputs(study, trials, plan, 0)).rows
    assert {cell for row in cells for cell in row[1:]} == {"¥0"}
