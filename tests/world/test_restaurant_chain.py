"""The chain of restaurants: unlike auditors, policies by lot, complaints that are not written down."""

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from cvm_lessons.datasets.checks import check_table
from cvm_lessons.datasets.loading import typed
from cvm_lessons.world import build_world


@pytest.fixture(scope="module")
def months(few_worlds):
    frames = [
        world["restaurant_months"]
        .join(world["restaurant_dissatisfaction"][["logit", "dissatisfied"]])
        .assign(seed=seed)
        for seed, world in enumerate(few_worlds)
    ]
    return pd.concat(frames, ignore_index=True)


def gain(months, column):
    """Change with the penalty, outlets that got it less those that did not, before authority."""
    early = months[months["month"] < "2025-01"]
    after = early["month"] >= "2024-07"
    arm = early.groupby(["seed", "outlet_id"])["penalty_per_complaint"].transform("max") > 0
    means = early.groupby([arm, after])[column].mean()
    return (means[True, True] - means[True, False]) - (means[False, True] - means[False, False])


@pytest.mark.parametrize(("name", "rows"), [("restaurant_audits", 23520), ("restaurant_months", 1440)])
def test_the_tables_are_what_their_schema_says(world, name, rows):
    assert len(check_table(typed(world[name], name), name)) == rows


@pytest.mark.parametrize("name", ["restaurant_audits", "restaurant_months"])
def test_the_chain_is_the_same_at_every_scale_and_in_every_shard(world, name):
    assert_frame_equal(build_world(0, 0.01)[name], world[name])
    assert_frame_equal(build_world(0, 1.0, shard=2)[name], world[name])


def test_every_article_is_audited_once_a_month_and_twice_in_june_and_december(world):
    audits = world["restaurant_audits"]
    times = audits.groupby(["outlet_id", "month", "article"])["auditor"].agg(["size", "nunique"])
    twice = times.index.get_level_values("month").month.isin([6, 12])
    assert (times["size"] == np.where(twice, 2, 1)).all()
    assert (times["size"] == times["nunique"]).all()


def test_penalty_and_authority_are_crossed_halves(world):
    last = world["restaurant_months"].groupby("outlet_id")[["penalty_per_complaint", "empowered"]].last()
    assert last.value_counts().to_dict() == {(50, 1): 10, (50, 0): 10, (0, 1): 10, (0, 0): 10}
    begun = world["restaurant_months"].query("penalty_per_complaint > 0")["month"].min()
    assert begun == pd.Timestamp("2024-07-01")
    assert world["restaurant_months"].query("empowered == 1")["month"].min() == pd.Timestamp("2025-01-01")


def test_under_the_penalty_fewer_complaints_are_written_while_more_guests_are_dissatisfied(months):
    rate = months.assign(
        recorded=months["complaints_recorded"] / months["guests"],
        true=months["dissatisfied"] / months["guests"],
    )
    assert gain(rate, "recorded") / rate["recorded"].mean() < -0.25
    assert gain(rate, "true") > 0.004
    assert gain(months, "mystery_guest") < -0.2
    assert gain(months, "online_rating") < -0.01
    assert gain(months, "staff_turnover") > 0.008


def test_authority_to_compensate_raises_the_rating(months):
    arm = months.groupby(["seed", "outlet_id"])["empowered"].transform("max") == 1
    late = months["month"] >= "2025-01"
    means = months.groupby([arm, late])["online_rating"].mean()
    assert (means[True, True] - means[True, False]) - (means[False, True] - means[False, False]) > 0.03


def test_raw_means_of_cities_show_their_auditor(few_worlds):
    """Mostly its own auditor comes, sometimes another: by the shares, 0.66 of the 1.3 points apart remain."""
    gaps = []
    for world in few_worlds:
        audits = world["restaurant_audits"].merge(
            world["restaurant_months"][["outlet_id", "city"]].drop_duplicates()
        )
        audits["leniency"] = audits["auditor"].map(world.truth["restaurant"]["leniency"])
        means = audits.groupby("city")[["score", "leniency"]].mean()
        gaps.append(means.loc["harbour city"] - means.loc["plain city"])
        assert gaps[-1]["leniency"] == pytest.approx(0.66, abs=0.08)
    assert np.mean([gap["score"] for gap in gaps]) > 0.3


def test_months_out_of_control_are_low_in_every_article(world):
    compliance, out = world["restaurant_compliance"], world["restaurant_incidents"]
    gap = compliance[out.to_numpy()].mean() - compliance[~out.to_numpy()].mean()
    assert (gap < -1).all()


def test_guests_come_in_seasons_and_the_chain_grows(world):
    by_month = world["restaurant_months"].groupby("month")["guests"].sum()
    yearly = by_month.groupby(by_month.index.year).sum()
    assert yearly.is_monotonic_increasing
    assert by_month["2024-02-01"] > 1.15 * by_month["2024-03-01"]


def test_revenue_is_guests_times_a_plausible_bill(world):
    bill = world["restaurant_months"]["revenue"] / world["restaurant_months"]["guests"]
    assert bill.between(40, 160).all()
