"""Every figure of the room, drawn from the real tables in both languages: nothing is cut off at the edge."""

from collections.abc import Callable
from functools import cache

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from cvm_lessons import measurement, value
from cvm_lessons.core import apply_style, language
from cvm_lessons.datasets import load, truth


@cache
def exhibitors(sector: str = "food") -> pd.DataFrame:
    surveys = load("surveys")
    return surveys[(surveys["role"] == "exhibitor") & (surveys["sector"] == sector)]


@cache
def drivers() -> pd.DataFrame:
    return value.value_drivers(exhibitors(), n_boot=100)


@cache
def ladders() -> pd.DataFrame:
    chains = load("laddering")
    return chains[chains["role"] == "exhibitor"]


def offers(name: str) -> pd.DataFrame:
    table = load("offers")
    return table[table["set"] == name].drop(columns="set")


def implications() -> object:
    return value.implication_matrix(ladders().query("wave == 1"))


def shows() -> pd.DataFrame:
    rivals = load("rivals").query("sector == 'food'")
    ratings = value.rating_table(exhibitors(), rivals)
    quality = value.perceived_quality(
        ratings[ratings["attribute"] != "price"], drivers()["derived_share"].drop("price")
    )
    placed = rivals.merge(quality.rename("quality").reset_index(), on="show_id")
    return value.value_map(placed, quality_weight=0.5)


def gains() -> pd.DataFrame:
    return value.action_gains(drivers(), load("improvements"), slope=0.13, margin=19_000, customers=208)


def against_truth() -> pd.DataFrame:
    names = [f"perf_{name}" for name in value.EXHIBITOR_ATTRIBUTES]
    fit = measurement.fit_linear(exhibitors(), "value_overall", names).to_frame()
    weights = truth("value")["weight"]["value"]["exhibitor"]["food"]
    estimates = fit.rename(columns={"coefficient": "estimate"})
    return measurement.against_truth(estimates, {f"perf_{name}": weight for name, weight in weights.items()})


FIGURES: dict[str, Callable[[], object]] = {
    "delivered_value": lambda: value.plot_delivered_value(offers("two_shows")),
    "delivered_value of five": lambda: value.plot_delivered_value(offers("five_shows")),
    "value_ratio_flip": lambda: value.plot_value_ratio_flip(offers("two_shows")),
    "slopes_by_sample": lambda: value.plot_slopes_by_sample(
        value.slopes_by_sample(exhibitors(), samples=10), "visitors", "sales"
    ),
    "slopes_against_truth": lambda: value.plot_slopes_against_truth(against_truth()),
    "attribute_correlations": lambda: value.plot_attribute_correlations(exhibitors()),
    "importance": lambda: value.plot_importance(drivers()),
    "driver_quadrant": lambda: value.plot_driver_quadrant(drivers()),
    "actions": lambda: value.plot_actions(value.choose_actions(gains(), 60_000)),
    "cocreation": lambda: value.plot_cocreation(value.cocreation_effects(load("cocreation"))),
    "mentions": lambda: value.plot_mentions(ladders().query("wave == 1")),
    "ladder_stability": lambda: value.plot_ladder_stability(value.ladder_stability(ladders())),
    "hierarchical_value_map": lambda: value.plot_hierarchical_value_map(
        value.hierarchical_value_map(implications(), cutoff=12)
    ),
    "value_map": lambda: value.plot_value_map(shows()),
    "points_of_difference": lambda: value.plot_points_of_difference(value.points_of_difference(exhibitors())),
    "value_chain": lambda: value.plot_value_chain(
        value.activity_value(load("value_chain"), drivers()["derived_share"])
    ),
    "elements": lambda: value.plot_elements(value.element_shares(exhibitors())),
    "recommendation": lambda: value.plot_recommendation(value.recommend_by_elements(exhibitors())),
}


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.filterwarnings("error:Glyph")
def test_all_text_stays_inside(name, code, texts_outside):
    with plt.rc_context(), language(code):
        apply_style()
        axes = FIGURES[name]()
        assert texts_outside(axes.figure) == []
    plt.close("all")


def test_every_figure_of_the_room_is_looked_at():
    drawn = {name.split(" ")[0] for name in FIGURES}
    plots = {name.removeprefix("plot_") for name in dir(value) if name.startswith("plot_")}
    assert plots - drawn <= {"loadings", "sensitivity"}  # drawn in test_plots_maps.py
