"""The teaching tables say what the lessons say of them."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.world import TABLES, build_world, plain, read_truth

GETS, GIVES = ["product", "service", "personnel", "image"], ["money", "time", "energy", "psychic"]


@pytest.fixture(scope="module")
def fixed():
    world = build_world(0, 0.01)
    return {name: world[name] for name in ("offers", "value_chain", "improvements")}


@pytest.fixture(scope="module")
def offers(fixed):
    frame = fixed["offers"]
    frame = frame.assign(value=frame[GETS].sum(axis=1), cost=frame[GIVES].sum(axis=1))
    return frame.assign(difference=frame["value"] - frame["cost"], ratio=frame["value"] / frame["cost"])


def order(frame, column):
    return frame.sort_values(column, ascending=False)["show"].tolist()


def test_two_shows_are_those_of_the_lesson(offers):
    harbour, lark = (
        offers.query("set == 'two_shows' and show == @show").iloc[0] for show in ("Harbour", "Lark")
    )
    assert harbour[GETS + GIVES].tolist() == [55, 20, 10, 15, 40, 10, 4, 6]
    assert (harbour["value"], harbour["cost"], lark["value"], lark["cost"]) == (100, 60, 60, 25)
    assert (harbour["difference"], lark["difference"], lark["ratio"]) == (40, 35, 2.4)


def test_five_shows_rank_differently_by_value_difference_and_ratio(offers):
    five = offers[offers["set"] == "five_shows"]
    orders = [order(five, column) for column in ("value", "difference", "ratio")]
    assert len(five) == 5
    assert orders[0] != orders[1] != orders[2] != orders[0]
    assert all(five[column].is_unique for column in ("value", "difference", "ratio"))


def test_the_cheapest_price_can_be_the_dearest_show(offers):
    shows = offers[offers["set"] == "cheap_but_dear"].set_index("show")
    assert shows["money"].idxmin() == shows["cost"].idxmax() == "Shoal"
    assert shows.loc["Shoal", ["time", "energy", "psychic"]].sum() > shows.loc["Shoal", "money"]


def test_in_one_set_difference_and_ratio_agree(offers):
    same = offers[offers["set"] == "same_order"]
    assert order(same, "difference") == order(same, "ratio")


def test_contributions_of_the_value_chain_sum_to_one(fixed):
    chain = fixed["value_chain"]
    attributes = plain(read_truth())["value"]["attributes"]["exhibitor"]
    assert list(chain.columns) == ["activity", "kind", "cost", *attributes]
    assert chain[attributes].sum().to_numpy() == pytest.approx(np.ones(8))
    assert chain["kind"].value_counts().to_dict() == {"primary": 5, "support": 4}


def test_projects_rank_differently_by_lift_importance_and_gain_per_yuan(fixed):
    truth, projects = plain(read_truth()), fixed["improvements"]
    weight = pd.DataFrame(truth["value"]["weight"]["exhibitor"]).mean(axis=1)
    gain = projects["attribute"].map(weight) * projects["lift"] * projects["reach"]
    ranks = {
        "lift": projects["lift"],
        "importance": projects["attribute"].map(truth["importance"]["mean"]["exhibitor"]),
        "gain": gain,
        "gain per yuan": gain / projects["cost"],
    }
    best = {name: projects.loc[rank.idxmax(), "attribute"] for name, rank in ranks.items()}
    assert len(set(best.values())) >= 3, best
    assert best["gain per yuan"] not in (best["lift"], best["importance"], best["gain"])
    assert set(projects["attribute"]) == set(truth["value"]["attributes"]["exhibitor"])
    assert len(projects) == 15


def test_every_fixed_table_is_a_table_of_the_world():
    assert {"offers", "value_chain", "improvements"} <= set(TABLES)
