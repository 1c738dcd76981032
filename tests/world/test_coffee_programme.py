"""The loyalty programme: heavy buyers join, joining adds little, a lottery tells the two apart."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.world import World, build_world, plain, read_truth
from cvm_lessons.world.coffee.visits import ROOM
from cvm_lessons.world.simulation import HIDDEN, TABLES

PROGRAMME = pd.Timestamp("2024-12-30")


@pytest.fixture(scope="module")
def lottery(few_worlds):
    """Customers of the lottery with their visits before and after the start."""
    frames = []
    for world in few_worlds:
        sales = world["coffee_transactions"]
        after = (sales["date"] >= PROGRAMME).groupby(sales["customer_id"]).agg(["sum", "size"])
        known = world["coffee_customers"].dropna(subset=["invited"]).set_index("customer_id")
        known["after"] = after["sum"]
        known["before"] = after["size"] - after["sum"]
        frames.append(known)
    return pd.concat(frames, ignore_index=True)


def test_members_came_half_as_often_again_and_more_before_they_joined(lottery):
    before = lottery.groupby("member")["before"].mean()
    assert 1.4 < before[True] / before[False] < 3
    there = lottery[lottery["after"] > 0].groupby("member")["after"].mean()
    assert 1.5 < there[True] / there[False] < 3


def test_the_raw_difference_is_many_times_the_effect(few_worlds, lottery):
    raw = lottery.groupby("member")["after"].mean()
    effect = np.mean([
        (world["coffee_effects"]["visits_with"] - world["coffee_effects"]["visits_without"])[
            world["coffee_customers"]["member"]
        ].mean()
        for world in few_worlds
    ])  # fmt: skip
    assert 0 < effect < 0.1 * (raw[True] - raw[False])


def test_the_invited_are_like_the_others_before_and_join_more_often(lottery):
    groups = lottery.groupby("invited")
    error = lottery["before"].std() * np.sqrt(4 / len(lottery))
    assert groups["before"].mean().diff().iloc[-1] == pytest.approx(0, abs=3.5 * error)
    joined = groups["member"].mean()
    assert joined[1.0] > 3 * joined[0.0] > 0


def test_the_lottery_finds_the_effect_in_a_larger_world():
    """Change of visits from before the start to after it, against the visits really gained."""
    world = build_world(3, 3.0)
    effects, invited = world["coffee_effects"], world["coffee_customers"]["invited"]
    visits = world["coffee_visits"]
    before = np.bincount(visits.loc[visits["week"] < 52, "customer"], minlength=len(effects))
    change = effects["visits_with"] + 1 - 2 * before
    gained = (effects["visits_with"] - effects["visits_without"]).groupby(invited).mean()
    groups = change.groupby(invited)
    error = np.sqrt((groups.var() / groups.size()).sum())
    assert gained[0.0] < 0.5 * gained[1.0]
    assert groups.mean().diff().iloc[-1] == pytest.approx(gained.diff().iloc[-1], abs=3 * error)


def test_only_customers_of_the_city_join_and_on_the_day_of_a_visit(world):
    customers, sales = world["coffee_customers"], world["coffee_transactions"]
    members = customers[customers["member"]]
    assert set(members["city"]) == {"Chengdu"}
    assert members["joined_programme"].min() >= PROGRAMME
    assert customers.loc[~customers["member"], "joined_programme"].isna().all()
    days = sales.merge(members, left_on=["customer_id", "date"], right_on=["customer_id", "joined_programme"])
    assert days["customer_id"].nunique() == len(members)


def test_members_join_at_their_first_visit_after_the_start(world):
    members, sales = world["coffee_customers"].query("member"), world["coffee_transactions"]
    first = sales[sales["date"] >= PROGRAMME].groupby("customer_id")["date"].min()
    assert (first.loc[members["customer_id"]].to_numpy() == members["joined_programme"].to_numpy()).all()


def test_only_those_who_came_before_the_start_are_in_the_lottery(world):
    customers = world["coffee_customers"]
    drawn = (customers["city"] == "Chengdu") & (customers["first_date"] < PROGRAMME)
    assert (customers["invited"].notna() == drawn).all()


def test_a_stronger_programme_changes_members_alone(world):
    truth = plain(read_truth())
    assert truth["coffee_programme"]["lift"] < ROOM - 1
    truth["coffee_programme"]["lift"] = 0.24
    other = World(0, 0.2, truth, TABLES | HIDDEN)
    pd.testing.assert_frame_equal(other["coffee_customers"], world["coffee_customers"])
    member = world["coffee_customers"]["member"]
    more = other["coffee_effects"]["visits_with"] - world["coffee_effects"]["visits_with"]
    assert (more[~member] == 0).all()
    assert (more[member] >= 0).all()
    assert more[member].sum() > 0


def test_without_a_lift_nothing_is_gained():
    truth = plain(read_truth())
    truth["coffee_programme"]["lift"] = 0.0
    effects = World(0, 0.05, truth, TABLES | HIDDEN)["coffee_effects"]
    assert (effects["visits_with"] == effects["visits_without"]).all()
