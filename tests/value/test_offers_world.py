"""The offers side on the workbook's own data: the numbers that lessons quote, and the truth they recover."""

import pandas as pd
import pytest

from cvm_lessons.datasets import load, truth
from cvm_lessons.value import (
    EXHIBITOR_ATTRIBUTES,
    activity_value,
    best_choice,
    hierarchical_value_map,
    implication_matrix,
    ladder_stability,
    perceived_quality,
    points_of_difference,
    rank_offers,
    rating_table,
    value_map,
)

OFFERS, RIVALS, SURVEYS, LADDERS = (load(name) for name in ("offers", "rivals", "surveys", "laddering"))
QUALITY = dict.fromkeys([name for name in EXHIBITOR_ATTRIBUTES if name != "price"], 1)


def test_harbour_and_lark_are_those_of_the_lesson():
    table = rank_offers(OFFERS[OFFERS["set"] == "two_shows"])
    assert table["total_value"].to_dict() == {"Harbour": 100, "Lark": 60}
    assert table["total_cost"].to_dict() == {"Harbour": 60, "Lark": 25}
    assert table["ratio"].round(2).to_dict() == {"Harbour": 1.67, "Lark": 2.40}
    booking = best_choice(OFFERS[OFFERS["set"] == "two_shows"], budget=60, copies=2)
    assert booking["difference"].to_dict() == {"Harbour": 0, "Lark": 70}


def test_sets_of_offers_keep_their_promises():
    disagree = OFFERS.groupby("set")[OFFERS.columns.tolist()].apply(
        lambda rows: rank_offers(rows)["disagree"].any()
    )
    assert disagree["two_shows"]
    assert not disagree["same_order"]


def test_ratings_recover_the_true_order_of_quality_and_where_the_own_show_lies():
    positions = {}
    for sector, rivals in RIVALS.groupby("sector"):
        ratings = rating_table(SURVEYS[SURVEYS["sector"] == sector], rivals)
        quality = perceived_quality(ratings, QUALITY)
        placed = value_map(rivals.assign(quality=rivals["show_id"].map(quality)), quality_weight=0.5)
        positions[sector] = placed.loc[placed["own"], "position"].item()
    # True positions: quality +0.40 at 0.98 of the price, and -0.20 at 1.18 of it.
    assert positions["machinery"] == "better"
    assert positions["food"] == "worse"


def test_ratings_of_rivals_lie_near_their_true_means():
    shows = truth("rivals")["shows"]["value"]["machinery"]
    average = truth("value")["mean"]["value"]["exhibitor"]
    ratings = rating_table(SURVEYS, RIVALS)
    for name, rival in shows.items():
        rated = ratings[(ratings["name"] == name) & (ratings["attribute"] == "sales")].iloc[0]
        assert rated["rating"] == pytest.approx(average["sales"] + rival["quality"], abs=0.35)


def test_goals_are_steadier_than_attributes_and_all_beat_chance():
    table = ladder_stability(LADDERS, n_boot=200, rng=1).set_index("level")
    assert table["estimate"].is_monotonic_increasing
    assert table.loc["attribute", "high"] < table.loc["goal", "low"]
    assert (table["low"] > table["chance"]).all()


def test_the_map_finds_the_strongest_path_of_the_truth():
    exhibitors = LADDERS[(LADDERS["role"] == "exhibitor") & (LADDERS["wave"] == 1)]
    edges = hierarchical_value_map(implication_matrix(exhibitors), cutoff=4).edges
    direct = set(
        edges.loc[edges["kind"] == "direct", ["origin", "target"]].itertuples(index=False, name=None)
    )
    assert {("right visitors", "qualified leads"), ("qualified leads", "growth")} <= direct


def test_the_food_show_has_nothing_to_claim():
    points = points_of_difference(SURVEYS[SURVEYS["sector"] == "food"])
    assert not points["point"].str.contains("difference").any()
    assert points.set_index("attribute")["verdict"]["price"] == "worse"


def test_activities_share_cost_and_value_out():
    table = activity_value(load("value_chain"), pd.Series(1, index=list(EXHIBITOR_ATTRIBUTES)))
    assert table[["cost_share", "value_share"]].sum().tolist() == pytest.approx([1, 1])
    assert table.set_index("activity")["reading"]["operations"] == "costs more"
