"""The club: cohorts whose retention rises by selection alone, a lottery of fees, margins made of fees."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.world import World, plain, read_truth
from cvm_lessons.world.simulation import HIDDEN, TABLES


@pytest.fixture(scope="module")
def years(few_worlds):
    frames = [
        world["club_years"].assign(
            member_id=f"{number}/" + world["club_years"]["member_id"],
            leave=world["club_renewals"]["leave"],
            tier=world["club_renewals"]["fee_tier"],
        )
        for number, world in enumerate(few_worlds)
    ]
    return pd.concat(frames, ignore_index=True)


def test_every_member_has_an_unbroken_run_of_years_from_its_cohort_on(world):
    years, members = world["club_years"], world["club_members"]
    first = years.groupby("member_id")["year"].min()
    assert set(first.index) == set(members["member_id"])
    assert (first.loc[members["member_id"]].to_numpy() == members["joined"].dt.year).all()
    assert (members["joined"].dt.month == 1).all()
    assert (years.groupby("member_id")["membership_year"].diff().dropna() == 1).all()


def test_who_renews_has_a_next_year_and_nobody_else(world):
    years = world["club_years"]
    follows = years["member_id"] == years["member_id"].shift(-1)
    known = years["renewed"].notna()
    assert (years.loc[known, "renewed"].astype(bool) == follows[known]).all()
    assert (known == (years["year"] < 2025)).all()


def test_retention_of_the_opening_cohort_rises_though_no_member_changes(years):
    decided = years[years["renewed"].notna() & (years["year"] < 2023)]
    cohort = decided[decided["year"] - decided["membership_year"] == 2017]
    kept = cohort["renewed"].astype(float).groupby(cohort["membership_year"]).mean()
    assert kept[5] > kept[3] > kept[1] + 0.04
    # Among members with the same chance of leaving, age makes no difference.
    alike = cohort[cohort["leave"].between(0.05, 0.15)]
    kept = alike["renewed"].astype(float).groupby(alike["membership_year"]).mean()
    assert kept.to_numpy() == pytest.approx(np.full(5, 0.90), abs=0.03)


def test_leaving_the_noticed_out_altogether_would_lose_the_loyal(years):
    """The trap of the table: without their earlier years retention looks too low."""
    noticed = set(years.loc[years["fee_rise"] == 1, "member_id"])
    early = years[(years["year"] < 2023) & (years["membership_year"] == 1)]
    without = early[~early["member_id"].isin(noticed)]
    assert without["renewed"].mean() < early["renewed"].mean() - 0.05


def test_the_notice_reaches_half_of_all_and_raises_their_fee_from_the_next_year_on(world):
    years = world["club_years"].merge(world["club_members"][["member_id", "fee_tier"]])
    assert (years["fee_rise"].notna() == (years["year"] == 2023)).all()
    noticed = set(years.loc[years["fee_rise"] == 1, "member_id"])
    raised = years["member_id"].isin(noticed) & (years["year"] > 2023)
    fee = years.groupby(["fee_tier", raised])["fee"].agg(["min", "max"])
    assert fee.loc["standard", :].to_numpy().tolist() == [[260, 260], [299, 299]]
    assert fee.loc["plus", :].to_numpy().tolist() == [[680, 680], [782, 782]]


def test_margin_by_hand(world):
    """Fee, 3.8 % of spend and 8 % of private label, less 16 yuan a visit and 2 % back for plus members."""
    years = world["club_years"].merge(world["club_members"][["member_id", "fee_tier"]])
    rate = 0.038 + 0.08 * years["private_label_share"].fillna(0) - 0.02 * (years["fee_tier"] == "plus")
    expected = years["fee"] + rate * years["spend"] - 16 * years["visits"]
    assert (years["margin"] - expected).abs().max() < 0.501
    assert (years["spend"] - years["visits"] * years["basket_mean"].fillna(0)).abs().max() < 0.501


def test_years_without_a_visit_have_no_basket(world):
    years = world["club_years"]
    empty = years["visits"] == 0
    assert empty.any()
    assert (years["basket_mean"].isna() == empty).all()
    assert (years["private_label_share"].isna() == empty).all()


def test_some_members_cost_more_than_they_bring(years):
    margin = years.groupby("member_id")["margin"].sum()
    assert 0.01 < (margin < 0).mean() < 0.10
    best = margin.sort_values(ascending=False)
    assert best.iloc[: len(best) // 5].sum() / best.sum() > 0.45


def test_spenders_choose_plus(years):
    spend = years[years["membership_year"] == 1].groupby("tier")["spend"].mean()
    assert spend["plus"] > 3 * spend["standard"]


def test_automatic_renewal_goes_with_staying_but_does_not_cause_it(years):
    decided = years[years["renewed"].notna()]
    kept = decided["renewed"].astype(float).groupby(decided["auto_renew"]).mean()
    assert kept[True] > kept[False] + 0.03
    alike = decided[decided["leave"].between(0.08, 0.14) & (decided["fee_rise"] != 1)]
    kept = alike["renewed"].astype(float).groupby(alike["auto_renew"]).mean()
    assert kept[True] == pytest.approx(kept[False], abs=0.02)


def test_the_opening_cohort_is_the_largest(world):
    cohort = world["club_members"]["joined"].dt.year.value_counts()
    assert cohort.idxmax() == 2018
    assert cohort[2018] > 1.4 * cohort.drop(2018).max()


def test_another_effect_of_the_notice_changes_no_visit(world):
    truth = plain(read_truth())
    truth["club_renewal"]["fee_rise"]["factor"] = 0.5
    other = World(0, 0.2, truth, TABLES | HIDDEN)
    pd.testing.assert_frame_equal(other["club_members"], world["club_members"])
    both = other["club_years"].merge(world["club_years"], on=["member_id", "year"], suffixes=("", "_before"))
    assert len(both) < len(world["club_years"])
    for name in ("visits", "spend", "margin", "fee"):
        assert (both[name] == both[f"{name}_before"]).all()
