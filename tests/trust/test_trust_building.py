from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import fit_linear
from cvm_lessons.trust import action_trust, plan_totals, trust_actions, trust_antecedents, trust_plan

SLOPES = pd.DataFrame(
    {
        "estimate": [0.2, -0.3],
        "low": [0.1, -0.4],
        "high": [0.3, -0.2],
        "room_up": [0.4, 4.0],
        "room_down": [5.0, 2.0],
    },
    index=["communication", "opportunism"],
)
ACTIONS = pd.DataFrame(
    {
        "antecedent": ["communication", "communication", "opportunism"],
        "lift": [0.3, 0.5, -1.0],
        "reach": [1.0, 0.5, 0.5],
        "cost": [30_000, 20_000, 60_000],
    },
    index=["letter", "desk", "prices"],
)


def test_antecedents_carry_slopes_of_the_joint_regression_and_their_room(scores):
    clipped = scores.assign(**scores[["communication", "shared_values", "opportunism"]].clip(1, 7))
    table = trust_antecedents(clipped)
    fit = fit_linear(clipped, "trust", ["communication", "shared_values", "opportunism", "satisfaction"])
    assert table["estimate"].to_numpy() == pytest.approx(fit.coefficients.iloc[1:4].to_numpy())
    assert (table["room_up"] + table["room_down"]).to_numpy() == pytest.approx([6, 6, 6])


def test_the_gain_of_an_action_by_hand():
    table = action_trust(SLOPES, ACTIONS, customers=500)
    assert table["moves"].tolist() == pytest.approx([0.3, 0.2, -0.5])  # the desk's lift stops at the room 0.4
    assert table["gain"].tolist() == pytest.approx([0.06, 0.04, 0.15])
    assert table.loc["prices", ["gain_low", "gain_high"]].tolist() == pytest.approx([0.1, 0.2])
    assert table["per_10000"].tolist() == pytest.approx([10.0, 10.0, 12.5])


def test_actions_on_one_antecedent_add_up_to_its_room():
    plan = trust_plan(action_trust(SLOPES, ACTIONS, customers=500), 50_000)
    assert plan.index[plan["chosen"]].tolist() == ["letter", "desk"]
    assert plan_totals(plan).loc["chosen"].tolist() == pytest.approx([2, 50_000, 0.2 * 0.4])


gains = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(-5, 9), st.integers(1, 9)), min_size=1, max_size=6
)


@given(gains, st.integers(0, 30))
def test_no_set_of_actions_is_better_than_the_chosen_one(rows, budget):
    table = pd.DataFrame(rows, columns=["antecedent", "moves", "cost"])
    table["slope"] = table["antecedent"].map({"a": 0.5, "b": 0.25})
    table["room"], table["gain"] = 10, table["moves"] * table["slope"]

    def worth(part: pd.DataFrame) -> float:
        total = 0.0
        for (_, up), same in part.groupby(["antecedent", part["moves"] > 0]):
            total += (1 if up else -1) * min(same["moves"].abs().sum(), 10) * same["slope"].iloc[0]
        return total

    sets = [list(some) for size in range(len(table) + 1) for some in combinations(table.index, size)]
    best = max(worth(table.loc[some]) for some in sets if table.loc[some, "cost"].sum() <= budget)
    plan = trust_plan(table, budget)
    totals = plan_totals(plan)
    assert totals.loc["chosen", "gain"] == pytest.approx(best)
    assert totals.loc["chosen", "cost"] <= budget
    assert totals.loc["greedy", "gain"] <= best + 1e-9
    assert totals.loc["greedy", "cost"] <= budget


def test_the_actions_of_the_workbook_can_all_be_judged():
    slopes = pd.DataFrame(
        {"estimate": [0.15, 0.13, -0.17]}, index=["communication", "shared_values", "opportunism"]
    )
    slopes = slopes.assign(low=slopes["estimate"], high=slopes["estimate"], room_up=2.5, room_down=2.0)
    assert (action_trust(slopes, trust_actions(), customers=600)["gain"] > 0).all()


def test_bad_input_is_named(scores):
    with pytest.raises(DataError, match="column 'communication', row 0: 9 is not a number from 1 to 7"):
        trust_antecedents(scores.assign(communication=9))
    with pytest.raises(DataError, match="column 'antecedent', row letter: luck is not one of communication"):
        action_trust(SLOPES, ACTIONS.assign(antecedent="luck"), customers=5)
    with pytest.raises(DataError, match="column 'reach', row letter: 2 is not a number from 0 to 1"):
        action_trust(SLOPES, ACTIONS.assign(reach=2), customers=5)
    with pytest.raises(ParameterError, match="customers=0 is not a number from 1"):
        action_trust(SLOPES, ACTIONS, customers=0)
    gained = action_trust(SLOPES, ACTIONS, customers=5)
    with pytest.raises(ParameterError, match="budget=-1 is not a number from 0"):
        trust_plan(gained, -1)
    many = pd.concat([gained] * 7).set_axis(range(21))
    with pytest.raises(ParameterError, match="21 actions: at most 18"):
        trust_plan(many, 10)
    with pytest.raises(DataError, match="column 'chosen' is missing"):
        plan_totals(gained)
    with pytest.raises(DataError, match="column 'gain', row letter: nan"):
        trust_plan(gained.assign(gain=np.nan), 10)
