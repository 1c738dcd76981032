"""Media: the arithmetic of adstock and saturation, the experiment, and what the last touch hides."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.datasets.checks import check_table
from cvm_lessons.datasets.loading import typed
from cvm_lessons.world import build_world
from cvm_lessons.world.inside.response import adstock, saturation


@pytest.mark.parametrize("name", ["channel_spend", "channel_monthly"])
def test_a_table_is_what_its_schema_says(world, name):
    check_table(typed(world[name], name), name)


def test_adstock_by_hand():
    """10, then 0.6 x 10 + 20 = 26, then 0.6 x 26 = 15.6."""
    assert adstock(np.array([10.0, 20.0, 0.0]), 0.6) == pytest.approx([10, 26, 15.6])


def test_saturation_by_hand():
    assert saturation(np.array([0.0, 30.0, 90.0]), 30.0) == pytest.approx([0, 0.5, 0.75])


def test_every_month_has_every_channel(world):
    spend, monthly = world["channel_spend"], world["channel_monthly"]
    assert (len(spend), len(monthly)) == (120 * 7, 120 * 8)
    assert set(monthly["channel"]) - set(spend["channel"]) == {"website"}
    assert spend["month"].min() == "2016-01"
    assert spend["month"].max() == "2025-12"


def test_media_do_not_multiply_with_the_customers(world):
    for name in ("channel_spend", "channel_monthly"):
        pd.testing.assert_frame_equal(build_world(0, 0.02)[name], world[name])


def test_leads_of_both_tables_agree(world):
    both = world["channel_spend"].merge(world["channel_monthly"], on=["month", "channel"])
    assert len(both) == 840
    assert (both["leads_x"] == both["leads_y"]).all()
    assert (both["leads_y"] >= both["new_exhibitors"]).all()


def test_the_split_by_channel_adds_up_to_what_was_caused(world):
    sales = world["channel_monthly"].groupby("month")["sales_thousand"].sum()
    assert np.abs(sales.to_numpy() - world["media_effects"].sum(axis=1)).max() < 0.5


def test_season_counts_shows_held_one_to_four_months_later(world):
    """By hand: in January 2016 home in March (0.35), electronics in April (0.30), food in May (0.20)."""
    season = world["channel_monthly"].groupby("month")["season"].first()
    assert season["2016-01"] == pytest.approx(0.85)
    assert season["2016-12"] == pytest.approx(0.30 + 0.20)
    assert season["2020-04"] == 0  # packed away: no show from May to August 2020


def test_the_experiment_leaves_search_out_in_one_month_of_each_pair(world):
    spend = world["channel_spend"]
    search = spend[spend["channel"] == "search"].reset_index(drop=True)
    assert spend.loc[spend["channel"] != "search", "paused"].sum() == 0
    trial = search[search["month"] >= "2024-01"]
    assert len(trial) == 24
    assert (trial["paused"].to_numpy().reshape(12, 2).sum(axis=1) == 1).all()
    assert ((trial["spend"] == 0) == (trial["paused"] == 1)).all()
    assert (search.loc[search["month"] < "2024-01", "spend"] > 0).all()


def test_the_last_touch_flatters_search_and_hides_press(few_worlds):
    ratio = []
    for world in few_worlds:
        credited = world["channel_monthly"].groupby("channel")["sales_thousand"].sum()
        caused = world["media_effects"].sum()
        ratio.append((credited / caused)[["search", "press"]])
    mean = pd.concat(ratio, axis=1).mean(axis=1)
    assert mean["search"] > 3
    assert mean["press"] < 0.25


def test_search_is_credited_even_where_it_is_paused(world):
    spend = world["channel_spend"]
    paused = spend.loc[spend["paused"] == 1, "month"]
    monthly = world["channel_monthly"].query("channel == 'search'")
    assert (monthly.loc[monthly["month"].isin(paused), "sales_thousand"] > 50).all()


def test_spend_runs_after_the_season_and_falls_in_the_pandemic(few_worlds):
    rows = pd.concat(
        world["channel_spend"]
        .groupby("month")["spend"]
        .sum()
        .to_frame()
        .join(world["channel_monthly"].groupby("month")["season"].first())
        for world in few_worlds
    )
    assert rows["spend"].corr(rows["season"]) > 0.3
    lull = (rows.index >= "2020-02") & (rows.index <= "2022-12")
    assert rows.loc[lull, "spend"].mean() < 0.6 * rows.loc[~lull, "spend"].mean()


def test_without_the_season_every_channel_looks_too_good(few_worlds, ols):
    with_season, without = [], []
    for world in few_worlds:
        effects, months = world["media_effects"], world["media_months"]
        sales, total = effects.sum(axis=1), effects.drop(columns="base").sum(axis=1)
        facts = [months[name] for name in ("pandemic", "price_index", "years")]
        with_season.append(ols(sales, total, months["season"], *facts).estimate[1])
        without.append(ols(sales, total, *facts).estimate[1])
    assert np.mean(with_season) == pytest.approx(1, abs=0.1)
    assert np.mean(without) > 1.2
