from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.value import action_gains, choose_actions, plan_totals, sensitivity

DRIVERS = pd.DataFrame({"performance": [7.0, 6.0], "coefficient": [0.2, 0.1]}, index=["service", "image"])
PROJECTS = pd.DataFrame(
    {
        "project": ["desk", "build-up", "press"],
        "attribute": ["service", "service", "image"],
        "lift": [1.0, 2.0, 1.0],
        "reach": [0.5, 0.5, 1.0],
        "cost": [20, 60, 30],
    }
)
INPUTS = {"slope": 0.1, "margin": 10_000, "customers": 500}


def gains_of(attributes, gain, cost, *, lift=0.5, room=3.0) -> pd.DataFrame:
    frame = pd.DataFrame({"attribute": attributes, "gain": gain, "cost": cost, "lift": lift, "room": room})
    return frame.assign(lift_used=frame[["lift", "room"]].min(axis=1)).set_axis(
        [f"P{number}" for number in range(len(frame))]
    )


@st.composite
def problems(draw):
    size = draw(st.integers(1, 8))
    numbers = st.lists(st.integers(1, 100), min_size=size, max_size=size)
    attributes = draw(st.lists(st.sampled_from("abcd"), min_size=size, max_size=size))
    lift = np.array(draw(numbers)) / 50
    per_point = {name: draw(st.integers(10, 200)) for name in "abcd"}
    room = {name: draw(st.integers(1, 40)) / 10 for name in "abcd"}
    rooms = np.array([room[name] for name in attributes])
    gain = np.array([per_point[name] for name in attributes]) * np.minimum(lift, rooms)
    return (
        gains_of(attributes, gain, draw(numbers), lift=lift, room=rooms),
        draw(st.integers(0, 300)),
        per_point,
    )


def net_of(gains, members, per_point):
    taken = gains.loc[list(members)]
    gain = sum(
        per_point[name] * min(rows["lift"].sum(), rows["room"].iloc[0])
        for name, rows in taken.groupby("attribute")
    )
    return gain - taken["cost"].sum()


@pytest.mark.parametrize("stack", [False, True])
@settings(max_examples=25)
@given(problem=problems())
def test_the_plan_is_as_good_as_the_best_of_all_subsets(stack, problem):
    gains, budget, per_point = problem
    best = max(
        net_of(gains, members, per_point)
        for size in range(len(gains) + 1)
        for members in combinations(gains.index, size)
        if gains.loc[list(members), "cost"].sum() <= budget
        and (stack or not gains.loc[list(members), "attribute"].duplicated().any())
    )
    totals = plan_totals(choose_actions(gains, budget, stack=stack))
    assert totals.loc["chosen", "net_gain"] == pytest.approx(best, abs=1e-6)
    assert (totals["cost"] <= budget).all()
    assert totals.loc["greedy", "net_gain"] <= best + 1e-6


def test_greed_can_miss_the_best_plan():
    # 2.25 per yuan for the first, 1.75 for the second; ¥8,000 pay for one of them.
    plan = choose_actions(gains_of(["image", "price"], [9000, 14000], [4000, 8000]), budget=8000)
    assert plan["chosen"].tolist() == [False, True]
    assert plan["greedy"].tolist() == [True, False]
    assert plan_totals(plan)["net_gain"].to_dict() == {"chosen": 6000, "greedy": 5000}


def test_projects_that_do_not_pay_are_left_even_if_money_is():
    plan = choose_actions(gains_of(["image", "price"], [3000, 14000], [4000, 8000]), budget=1e9)
    assert plan["chosen"].tolist() == plan["greedy"].tolist() == [False, True]


def test_one_project_per_attribute_unless_stacked():
    gains = gains_of(["image", "image"], [9000, 8000], [4000, 4000])
    assert choose_actions(gains, budget=10_000)["chosen"].tolist() == [True, False]
    assert choose_actions(gains, budget=10_000, stack=True)["chosen"].tolist() == [True, True]


def test_stacked_projects_share_the_room_below_the_ceiling():
    # Together 1.0 points are asked for and 0.6 are left: 20,000 per point × 0.6 − 8,000.
    gains = gains_of(["image", "image"], [10_000, 10_000], [4000, 4000], lift=0.5, room=0.6)
    both = gains.assign(chosen=True, greedy=False)
    assert plan_totals(both).loc["chosen", "net_gain"] == pytest.approx(4000)
    assert choose_actions(gains, budget=10_000, stack=True)["chosen"].sum() == 1


def test_a_budget_met_to_the_yuan_is_kept():
    gains = gains_of(["a", "b", "c"], [1.0, 1.0, 1.0], [0.1, 0.2, 0.3])
    assert choose_actions(gains, budget=0.6)["chosen"].all()


def test_no_money_no_plan():
    plan = choose_actions(action_gains(DRIVERS, PROJECTS, **INPUTS), budget=0)
    assert not plan["chosen"].any()
    assert plan_totals(plan).loc["chosen"].to_dict() == {"projects": 0, "cost": 0, "gain": 0, "net_gain": 0}


def test_sensitivity_varies_two_inputs_and_holds_the_rest():
    vary = {"margin": [1_000, 10_000], "slope": [0.05, 0.1]}
    table = sensitivity(DRIVERS, PROJECTS, budget=60_000, **INPUTS, vary=vary)
    assert table[["margin", "slope"]].to_numpy().tolist() == [
        [1000, 0.05],
        [1000, 0.1],
        [10000, 0.05],
        [10000, 0.1],
    ]
    last = plan_totals(choose_actions(action_gains(DRIVERS, PROJECTS, **INPUTS), 60_000)).loc["chosen"]
    assert table.loc[3, ["cost", "gain", "net_gain"]].tolist() == pytest.approx(
        last[["cost", "gain", "net_gain"]].tolist()
    )
    assert table["projects"].tolist() == ["", "", "desk", "desk, press"]


def test_the_budget_itself_can_be_varied():
    table = sensitivity(
        DRIVERS, PROJECTS, budget=0, **INPUTS, vary={"budget": [0, 20_000, 60_000], "customers": [500]}
    )
    assert table["net_gain"].tolist() == pytest.approx([0, 30_000, 50_000])


@pytest.mark.parametrize(
    ("vary", "message"),
    [
        ({"margin": [1]}, "does not name two inputs"),
        ({"margin": [1], "slope": []}, "does not name two inputs"),
        ({"margin": [1], "slop": [0.1]}, r"vary='slop' is not one of its values. Did you mean 'slope'\?"),
        ({"margin": [1], "slope": [7]}, "slope=7 is not a number from -1 to 1"),
    ],
)
def test_bad_variations_are_named(vary, message):
    with pytest.raises(ParameterError, match=message):
        sensitivity(DRIVERS, PROJECTS, budget=1, **INPUTS, vary=vary)


def test_bad_plans_are_named():
    gains = gains_of(["image"] * 13, 9000, [4000] * 13)
    with pytest.raises(ParameterError, match="'image' has 13 projects: at most 12 can be stacked"):
        choose_actions(gains, 1e6, stack=True)
    with pytest.raises(ParameterError, match="budget=-1 is not a number from 0 to inf"):
        choose_actions(gains, -1)
    with pytest.raises(DataError, match="column 'room' is missing"):
        choose_actions(gains.drop(columns="room"), 1)
    with pytest.raises(DataError, match="column 'chosen' is missing"):
        plan_totals(gains)
