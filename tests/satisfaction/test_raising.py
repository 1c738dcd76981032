"""From a project to points of the index, share of the budget and yuan; show by show; figures; explorer."""

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt

from cvm_lessons.core import DataError, ParameterError, apply_style, language
from cvm_lessons.satisfaction import (
    attribute_drivers,
    plot_gain_and_cost,
    plot_net_gains,
    raising_by_show,
    raising_explorer,
    raising_gains,
    raising_sensitivity,
    yuan_per_point,
)

DRIVERS = pd.DataFrame({"performance": [7.0, 9.5], "coefficient": [0.2, 0.1]}, index=["service", "image"])
PROJECTS = pd.DataFrame(
    {
        "project": ["desk", "press"],
        "attribute": ["service", "image"],
        "lift": [0.4, 2.0],
        "reach": [0.9, 0.5],
        "cost": [20, 30],
    }
)
INPUTS = {"slope": 4.0, "point": 800.0, "customers": 200}


@pytest.fixture(autouse=True)
def _closed_figures():
    apply_style()
    yield
    plt.close("all")
    apply_style()


@pytest.fixture
def exhibitors() -> pd.DataFrame:
    rng = np.random.default_rng(2)
    names = ["visitors", "sales", "information", "relationship", "image", "motivation", "service", "price"]
    frame = pd.DataFrame(rng.uniform(3, 9, (800, 8)), columns=[f"perf_{name}" for name in names])
    frame["sat_overall"] = 2 + 0.5 * frame["perf_service"] + 0.1 * frame["perf_image"]
    frame["sector"] = ["free", "captive"] * 400
    free = frame["sector"] == "free"
    frame["share_of_budget"] = np.where(free, 10 + 5 * frame["sat_overall"], 60 + frame["sat_overall"])
    return frame.assign(year=np.repeat([2024, 2025], 400), spend=35_000)


def test_the_chain_by_hand():
    row = raising_gains(DRIVERS, PROJECTS, **INPUTS).loc["desk"]
    # 0.36 × 0.2 = 0.072 points; × 4 = 0.288 of the budget; × 800 × 200 = 46,080 yuan.
    assert row["satisfaction"] == pytest.approx(0.072)
    assert row["index_points"] == pytest.approx(0.8)
    assert row["budget_share"] == pytest.approx(0.288)
    assert (row["gain"], row["net_gain"]) == pytest.approx((46_080, 26_080))


def test_a_lift_ends_at_the_top_of_the_scale():
    assert raising_gains(DRIVERS, PROJECTS, **INPUTS).loc["press", "lift"] == pytest.approx(0.5)


def test_sensitivity_holds_the_base_case():
    pairs = {"coefficients": [0.1, 0.2], "points": [400, 800], "slope": 4.0, "customers": 200}
    table = raising_sensitivity(DRIVERS, PROJECTS, "desk", **pairs)
    assert table.loc[800].iloc[1] == pytest.approx(26_080)
    assert table.loc[400].iloc[0] == pytest.approx(46_080 / 4 - 20_000)


def test_yuan_per_point_is_the_ratio_of_means():
    customers = pd.DataFrame({"spend": [10_000, 50_000], "share_of_budget": [1, 59]})
    assert yuan_per_point(customers, margin_rate=0.5) == pytest.approx(0.5 * 30_000 / 30)


def test_drivers_find_the_slopes_of_exact_answers(exhibitors):
    drivers = attribute_drivers(exhibitors)
    assert drivers.loc["service", "coefficient"] == pytest.approx(0.5)
    assert drivers.loc["price", "coefficient"] == pytest.approx(0, abs=1e-9)


def test_the_same_project_pays_where_the_budget_answers(exhibitors):
    table = raising_by_show(exhibitors, PROJECTS.head(1), {"free": 200, "captive": 200}, margin_rate=0.4)
    assert table.index.tolist() == ["free", "captive"]
    assert table["index_points"].tolist() == pytest.approx([100 * 0.18 / 9] * 2)
    assert table["slope"].tolist() == pytest.approx([5, 1])
    assert table.loc["captive", "net_gain"] < 0
    last = exhibitors.query("sector == 'free' and year == 2025")
    point = 0.4 * 35_000 / last["share_of_budget"].mean()
    assert table.loc["free", "gain"] == pytest.approx(0.18 * 5 * point * 200)


def test_figures_draw_the_numbers_they_are_given(exhibitors):
    table = raising_by_show(exhibitors, PROJECTS.head(1), {"free": 200, "captive": 200}, margin_rate=0.4)
    ax = plot_net_gains(table)
    assert [bar.get_width() for bar in ax.patches] == pytest.approx(sorted(table["net_gain"]))
    assert ax.get_title(loc="left") == "The same project pays at 1 of 2 shows"
    pair = plot_gain_and_cost(raising_gains(DRIVERS, PROJECTS.head(1), **INPUTS))
    assert [bar.get_width() for bar in pair.patches] == pytest.approx([46_080, 20_000])
    assert pair.get_title(loc="left") == "The project pays: ¥26,080 net"


def test_the_explorer_answers_its_sliders_in_both_languages():
    explorer = raising_explorer(lift=0.36, coefficient=0.2, slope=4, point=800, customers=200, cost=20)
    assert explorer.frame["gain"].item() == pytest.approx(46_080)
    explorer.sliders["slope"].value = 1.0
    assert "¥11,520 for ¥20,000" in explorer.sentence
    with language("zh"):
        apply_style()  # the font of the language
        assert raising_explorer().sentence.startswith("指数上升")


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: raising_gains(DRIVERS, PROJECTS.assign(attribute="noise"), **INPUTS),
            DataError,
            "a driver: service",
        ),
        (lambda: raising_gains(DRIVERS, PROJECTS.assign(reach=1.2), **INPUTS), DataError, "'reach', row 0"),
        (lambda: raising_gains(DRIVERS, PROJECTS, **{**INPUTS, "point": -1}), ParameterError, "point"),
        (
            lambda: raising_gains(DRIVERS.drop(columns="coefficient"), PROJECTS, **INPUTS),
            DataError,
            "coefficient",
        ),
        (
            lambda: raising_sensitivity(
                DRIVERS, PROJECTS, "lamp", coefficients=[0.1], points=[1], slope=1, customers=1
            ),
            DataError,
            "there is no project 'lamp'; there are desk, press",
        ),
        (
            lambda: yuan_per_point(pd.DataFrame({"spend": [1], "share_of_budget": [0]}), margin_rate=0.4),
            DataError,
            "0 throughout",
        ),
        (
            lambda: yuan_per_point(pd.DataFrame({"spend": [1], "share_of_budget": [5]}), margin_rate=42),
            ParameterError,
            "margin_rate",
        ),
        (lambda: attribute_drivers(pd.DataFrame({"sat_overall": [1, 2]})), DataError, "perf_visitors"),
        (lambda: raising_explorer(slope=40), ParameterError, "slope"),
        (lambda: plot_net_gains(pd.DataFrame({"gain": [1]})), DataError, "net_gain"),
        (lambda: plot_gain_and_cost(pd.DataFrame({"gain": [1.0]})), DataError, "cost"),
    ],
)
def test_bad_input_is_named(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_a_show_without_a_number_of_customers_is_named(exhibitors):
    with pytest.raises(DataError, match="sector captive has no number of customers; there are free"):
        raising_by_show(exhibitors, PROJECTS.head(1), {"free": 200}, margin_rate=0.4)
    with pytest.raises(DataError, match="project has 2 rows"):
        raising_by_show(exhibitors, PROJECTS, {"free": 200, "captive": 200}, margin_rate=0.4)
