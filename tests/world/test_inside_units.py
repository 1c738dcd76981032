"""Branches and staff: two tables that agree with each other, and the traps that lessons rely on."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.datasets.checks import check_table
from cvm_lessons.datasets.loading import typed
from cvm_lessons.world import build_world
from cvm_lessons.world.inside.branches import quarter_names


def within(rows, column):
    return rows[column] - rows.groupby("unit_id")[column].transform("mean")


@pytest.fixture(scope="module")
def units(world):
    return world["units"]


@pytest.fixture(scope="module")
def staff(world):
    return world["staff"]


@pytest.mark.parametrize("name", ["units", "staff"])
def test_a_table_is_what_its_schema_says(world, name):
    check_table(typed(world[name], name), name)


def test_every_branch_has_twelve_quarters(units):
    assert len(units) == 120 * 12
    assert units["quarter"].unique().tolist() == quarter_names(2023, 12)
    assert (units.groupby("unit_id")["quarter"].nunique() == 12).all()


def test_branches_and_staff_do_not_multiply_with_the_customers(world):
    small = build_world(0, 0.02)
    pd.testing.assert_frame_equal(small["units"], world["units"])
    pd.testing.assert_frame_equal(small["staff"], world["staff"])
    pd.testing.assert_frame_equal(build_world(0, 0.02, shard=3)["staff"], world["staff"])


def test_a_branch_is_the_mean_of_its_staff(units, staff):
    means = staff.groupby(["unit_id", "quarter"]).agg(
        staff_count=("staff_id", "size"),
        internal_service=("internal_service", "mean"),
        employee_satisfaction=("satisfaction", "mean"),
        turnover=("left", "mean"),
        discretion=("discretion", "mean"),
    )
    both = units.set_index(["unit_id", "quarter"])[list(means)]
    assert both.index.equals(means.index)
    assert np.abs(both - means).max().max() <= 0.0051


def test_profit_is_revenue_less_cost_and_not_all_branches_make_one(units):
    assert (units["profit"] == units["revenue"] - units["cost"]).all()
    assert 0.01 < (units["profit"] < 0).mean() < 0.15


def test_who_leaves_is_gone_for_good_and_who_stays_is_there_again(staff):
    order = {name: at for at, name in enumerate(quarter_names(2023, 12))}
    rows = staff.assign(at=staff["quarter"].map(order)).sort_values(["staff_id", "at"])
    last = rows.groupby("staff_id").tail(1)
    assert (rows.groupby("staff_id")["left"].sum() <= 1).all()
    assert ((last["left"] == 1) | (last["quarter"] == "2025Q4")).all()
    assert rows.loc[rows["left"] == 1, "staff_id"].isin(last.loc[last["left"] == 1, "staff_id"]).all()
    steps = rows.groupby("staff_id")[["at", "tenure_months"]].diff().dropna()
    assert (steps["at"] == 1).all()
    assert (steps["tenure_months"] == 3).all()
    assert len(rows[["staff_id", "unit_id", "job"]].drop_duplicates()) == rows["staff_id"].nunique()


def test_about_eleven_hundred_persons_hold_some_six_hundred_posts(staff):
    assert 900 < staff["staff_id"].nunique() < 1250
    assert 6_000 < len(staff) < 12_000


def test_training_starts_in_the_third_quarter_of_2024_in_part_of_the_branches(units):
    assert units.loc[units["quarter"] < "2024Q3", "training"].sum() == 0
    later = units[units["quarter"] >= "2024Q3"].groupby("unit_id")["training"].agg(["min", "max"])
    assert (later["min"] == later["max"]).all()
    assert 0.3 < later["max"].mean() < 0.6


def test_the_weaker_branches_are_trained_and_trends_before_are_parallel(few_worlds):
    gaps, trends = [], []
    for world in few_worlds:
        units = world["units"]
        trained = units.groupby("unit_id")["training"].transform("max") == 1
        before = units[units["quarter"] < "2024Q3"].assign(trained=trained)
        gaps.append(before.groupby("trained")["service_value"].mean().diff().iloc[-1])
        half = before.assign(late=before["quarter"] >= "2023Q4")
        table = half.pivot_table(index="late", columns="trained", values="service_value")
        trends.append(table.diff(axis=1).iloc[:, -1].diff().iloc[-1])
    assert np.mean(gaps) < -0.1
    assert np.mean(trends) == pytest.approx(0, abs=0.03)


def test_location_makes_branches_look_more_alike_in_staff_and_customers_than_the_chain_does(few_worlds):
    raw, inside = [], []
    for world in few_worlds:
        units = world["units"]
        means = units.groupby("unit_id")[["employee_satisfaction", "customer_satisfaction"]].mean()
        raw.append(means.corr().iloc[0, 1])
        rows = units.assign(staff=within(units, "employee_satisfaction"))
        inside.append(rows["staff"].corr(within(units, "customer_satisfaction")))
    assert np.mean(raw) > 0.5
    assert np.mean(inside) < 0.2


def test_staff_satisfaction_works_a_quarter_later_and_not_in_the_same_quarter(few_worlds):
    same, later = [], []
    for world in few_worlds:
        units = world["units"]
        last = units.assign(last=units.groupby("unit_id")["employee_satisfaction"].shift()).dropna()
        value = within(last, "service_value")
        same.append(value.corr(within(last, "employee_satisfaction")))
        later.append(value.corr(within(last, "last")))
    assert np.mean(later) > 0.4
    assert abs(np.mean(same)) < 0.2


def test_those_who_stay_are_the_more_satisfied(staff):
    means = staff.groupby("left")["satisfaction"].mean()
    assert means[0] - means[1] > 0.3


def test_sources_of_discretion_do_not_make_up_for_each_other(few_worlds):
    staff = pd.concat((world["staff"] for world in few_worlds), ignore_index=True)
    four = staff[["power", "information", "knowledge", "rewards"]]
    same_sum = staff[four.sum(axis=1) == 18]
    uneven = four.loc[same_sum.index].max(axis=1) - four.loc[same_sum.index].min(axis=1)
    means = same_sum["discretion"].groupby(uneven.to_numpy() >= 4).mean()
    assert means[False] - means[True] > 0.12


def test_larger_branches_have_more_complaints_but_not_per_revenue(few_worlds):
    units = pd.concat(world["units"] for world in few_worlds)
    assert units["complaints"].corr(units["revenue"]) > 0.2
    rate = 1000 * units["complaints"] / units["revenue"]
    assert rate.corr(units["customer_satisfaction"]) < -0.05
