"""Four randomised campaigns: whom they reach, what they cause, and what a log can hide."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from cvm_lessons.world.dialogue.campaign_people import assign
from cvm_lessons.world.dialogue.uplift import TYPES, type_chances, type_drivers

DRIVER = st.lists(st.floats(-2, 8), min_size=3, max_size=30)


@pytest.fixture(scope="module")
def planned(few_worlds):
    return pd.concat(world["uplift_types"].assign(world=number) for number, world in enumerate(few_worlds))


def test_six_thousand_customers_are_planned_at_scale_one(world):
    plans = world.truth["campaigns"]["plan"].values()
    assert sum(plan["planned"] for plan in plans) == 6000
    assert len(world["uplift_types"]) == 1200


def test_half_of_each_size_is_treated(planned):
    treated = planned.groupby(["world", "campaign_id", "size"])["treated"].agg(["sum", "size"])
    assert (treated["sum"] - treated["size"] / 2).abs().max() <= 0.5


def test_a_customer_is_in_a_campaign_once_and_in_several_campaigns_perhaps(world):
    log = world["campaigns"]
    assert not log.duplicated(["campaign_id", "customer_id"]).any()
    assert log["customer_id"].duplicated().any()


@pytest.mark.parametrize(
    ("campaign", "role", "year", "came"),
    [("C1", "E", 2023, True), ("C2", "E", 2023, False), ("C3", "E", 2024, True), ("C4", "V", 2024, True)],
)
def test_a_campaign_reaches_those_it_aims_at(world, campaign, role, year, came):
    log = world["campaigns"].query("campaign_id == @campaign")
    rows = world["participations"].query("year == @year").set_index("customer_id")
    assert log["customer_id"].str.startswith(role).all()
    assert (rows.loc[log["customer_id"], "took_part"] == came).all()


def test_covariates_can_be_joined_from_the_tables_before_the_first_day(world):
    """Tenure, recency and contacts again, customer by customer, from what a reader sees."""
    plan = world.truth["campaigns"]["plan"]["C2"]
    start = pd.Timestamp(plan["start"])
    for row in world["uplift_types"].query("campaign_id == 'C2'").head(60).itertuples():
        came = world["participations"].query("customer_id == @row.customer_id and took_part and year <= 2023")
        assert row.tenure == 2023 - came["year"].min()
        assert row.recency == 2023 - came["year"].max()
        days = world["touchpoints"].loc[world["touchpoints"]["customer_id"] == row.customer_id, "date"]
        assert row.contacts == ((days >= start - pd.DateOffset(years=2)) & (days < start)).sum()


def test_days_lie_in_the_first_working_week(world):
    for campaign, log in world["campaigns"].groupby("campaign_id"):
        start = pd.Timestamp(world.truth["campaigns"]["plan"][campaign]["start"])
        assert start.day_of_week == 0
        assert set((log["date"] - start).dt.days) == {0, 1, 2, 3, 4}


def test_each_type_does_what_its_name_says(planned):
    answers = planned.groupby(["type", "treated"])["responded"].agg(["min", "max"])
    assert {key: tuple(row) for key, row in zip(answers.index, answers.to_numpy().tolist(), strict=True)} == {
        ("persuadable", 0): (0, 0),
        ("persuadable", 1): (1, 1),
        ("sure thing", 0): (1, 1),
        ("sure thing", 1): (1, 1),
        ("lost cause", 0): (0, 0),
        ("lost cause", 1): (0, 0),
        ("sleeping dog", 0): (1, 1),
        ("sleeping dog", 1): (0, 0),
    }


def test_mean_uplift_is_the_stated_share_of_persuadables_less_sleeping_dogs(planned, world):
    means = planned.groupby(["world", "campaign_id"])["uplift"].mean()
    for campaign, shares in world.truth["campaigns"]["share"].items():
        wanted = shares["persuadable"] - shares["sleeping dog"]
        assert means.xs(campaign, level="campaign_id").to_numpy() == pytest.approx([wanted] * 6, abs=1e-6)


def test_uplift_can_be_ranked_and_risk_is_another_ranking(planned):
    """The upper third by uplift gains more than the lower; those likeliest to respond anyway gain less."""
    log = planned.query("campaign_id == 'C1'")
    third = pd.qcut(log["uplift"].rank(method="first"), 3, labels=False)
    rates = log.assign(third=third).pivot_table(index="third", columns="treated", values="responded")
    gains = rates[1] - rates[0]
    assert gains[2] - gains[0] > 0.12
    assert rates.loc[0, 0] > rates.loc[2, 0]


def test_money_follows_treatment_and_response(world):
    log = world["campaigns"]
    control, silent = log["treated"] == 0, log["responded"] == 0
    assert (log.loc[control, "cost"] == 0).all()
    assert (log.loc[control, "offer"] == "none").all()
    assert (log.loc[~control, "offer"] != "none").all()
    assert (log.loc[silent, "margin"] == 0).all()
    fixed = log.loc[~control & silent].groupby("campaign_id")["cost"].agg(["min", "max"])
    assert fixed.to_numpy().tolist() == [[15, 15], [60, 60], [15, 15], [5, 5]]
    redeemed = log[~control & ~silent & (log["campaign_id"] == "C1")]
    assert (redeemed["cost"] - 15 - 0.18 * redeemed["margin"]).abs().max() <= 0.5


def test_one_campaign_has_unequal_groups_and_looks_better_than_it_is(few_worlds, planned):
    log = pd.concat(world["campaigns"] for world in few_worlds)
    sizes = pd.crosstab(log["campaign_id"], log["treated"])
    excess = (sizes[0] - sizes[1]) / np.sqrt(sizes.sum(axis=1))
    assert excess["C3"] > 3
    assert excess.drop("C3").abs().max() < 1
    left, whole = (
        rows.query("campaign_id == 'C3'").groupby("treated")["responded"].mean().diff()[1]
        for rows in (log, planned)
    )
    assert left > whole + 0.03


def test_one_campaign_is_too_small_for_its_effect(world):
    """Power by hand: effect 0.015, share 0.23, 1650 in each group give 1.0 standard errors, not 2.8."""
    shares, plan = world.truth["campaigns"]["share"]["C4"], world.truth["campaigns"]["plan"]["C4"]
    effect = shares["persuadable"] - shares["sleeping dog"]
    rate = shares["sure thing"] + shares["persuadable"]
    error = np.sqrt(2 * rate * (1 - rate) / (plan["planned"] / 2))
    assert effect / error == pytest.approx(1.02, abs=0.02)


def test_type_chances_by_hand():
    """Two customers, weight log 3 for one: chances of the sure thing 1/4 and 1/2 if the mean is 3/8."""
    drivers = pd.DataFrame({"large": [0.0, 1.0]})
    shares = {"persuadable": 0.0, "sure thing": 0.375, "lost cause": 0.625, "sleeping dog": 0.0}
    chances = type_chances(drivers, {"sure thing": {"large": np.log(3)}}, shares)
    assert chances[:, TYPES.index("sure thing")] == pytest.approx([0.25, 0.5], abs=1e-6)


@settings(derandomize=True, max_examples=50, deadline=None)
@given(tenure=DRIVER, weight=st.floats(-1, 1))
def test_type_chances_sum_to_one_and_have_the_wanted_means(tenure, weight):
    drivers = pd.DataFrame({"tenure": tenure})
    shares = {"persuadable": 0.2, "sure thing": 0.4, "lost cause": 0.35, "sleeping dog": 0.05}
    chances = type_chances(drivers, {"persuadable": {"tenure": weight}}, shares)
    assert chances.sum(axis=1) == pytest.approx(np.ones(len(tenure)))
    assert chances.mean(axis=0) == pytest.approx(list(shares.values()), abs=1e-4)


def test_drivers_take_the_logarithm_of_contacts():
    who = pd.DataFrame({"tenure": [2, 0], "recency": [0, 4], "contacts": [6, 0], "size": ["medium", "small"]})
    assert type_drivers(who).to_numpy() == pytest.approx(
        np.array([[2, 0, np.log(7), 1, 0], [0, 4, 0, 0, 0]], dtype=float)
    )


def test_assignment_treats_the_first_of_the_lot_in_each_size():
    sizes = pd.Series(["small", "large", "small", "large", "large"])
    lot = np.array([0.2, 0.9, 0.1, 0.3, 0.4])
    assert assign(sizes, lot, np.array([0.4, 0.0]), 0.5).tolist() == [0, 0, 1, 1, 0]
    assert assign(sizes, lot, np.array([0.6, 0.0]), 0.5).tolist() == [0, 0, 1, 1, 1]
