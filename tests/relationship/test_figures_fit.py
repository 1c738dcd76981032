"""Every figure of the room in both languages: nothing is cut off, and what is drawn are the numbers given."""

from collections.abc import Callable
from functools import cache

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from cvm_lessons import relationship
from cvm_lessons.core import DataError, apply_style, language
from cvm_lessons.datasets import load

STAND = pd.Series({"target": 800, "attracted": 400, "contacted": 200, "leads": 50})
STANDS = pd.DataFrame(
    {
        "stand": ["A", "B"],
        "target": [800, 900],
        "attracted": [400, 300],
        "contacted": [200, 180],
        "leads": [50, 30],
    }
)
PHASES = pd.DataFrame(
    {
        "response": [0.27, 0.55, 0.6, np.nan],
        "low": [0.26, 0.53, 0.55, np.nan],
        "high": [0.28, 0.57, 0.66, np.nan],
        "cost_share": [0.67, 0.13, 0.2, 0.0],
        "cost_per_response": [442.0, 102, 2715, np.nan],
    },
    index=["before", "during", "show floor", "website"],
)
RESPONSES = pd.DataFrame(
    {"effect": [0.11, 0.15, 0.42], "low": [-0.1, 0.04, -0.08], "high": [0.3, 0.26, 0.71]},
    index=["platinum", "gold", "lead"],
)
QUALITY = pd.DataFrame(
    {"r_squared": [0.12, 0.1, 0.06, 0.04, 0.15]},
    index=["quality", "satisfaction", "trust", "commitment", "all facets"],
)
BONDS = pd.DataFrame(
    {"alone": [0.1, 0.2, 0.1], "joint": [0.0, 0.2, 0.05]}, index=["financial", "social", "structural"]
).assign(low_alone=0.0, high_alone=0.3, low=-0.1, high=0.3)
PLAN = pd.DataFrame(
    {
        "customers": [230, 41, 156, 252, 284],
        "cost": [207e3, 61.5e3, 187.2e3, 252e3, 0],
        "gain": [237e3, 51e3, 331e3, 443e3, 0],
    },
    index=[*relationship.STRATEGIES, "none"],
)

WORTH = pd.DataFrame(
    {"direct": [90e3, 32e3, 11e3], "referral": [0, 55e3, 6e3], "total": [90e3, 87e3, 17e3]},
    index=["Birch", "Crane", "Dove"],
)
SHARES = pd.DataFrame(
    {"value": [0.4, 0.6, 0.5], "low": [0.3, 0.55, 0.45], "high": [0.52, 0.65, 0.55]},
    index=["food", "home", "medical"],
)
CHANGED = pd.DataFrame(
    {"control": [0.57, 0.45], "treated": [0.58, 0.61], "effect": [0.01, 0.16], "low": [-0.18, 0.05]},
    index=["large", "recent"],
).assign(high=[0.19, 0.27])


@cache
def exhibitors() -> pd.DataFrame:
    rows = load("participations")
    return rows[rows["customer_id"].str.startswith("E")]


def tiers() -> pd.DataFrame:
    profits = relationship.customer_profits(exhibitors(), margin_rate=0.6, first=2021, last=2023)
    return relationship.tier_summary(relationship.assign_tiers(profits))


def items() -> pd.DataFrame:
    rng = np.random.default_rng(1)
    able = rng.normal(size=(200, 1)) + rng.normal(size=(200, 10))
    answers = pd.DataFrame(
        (able > np.linspace(-2.5, 2.5, 10)).astype(int), columns=[f"c01-{n:02d}" for n in range(10)]
    )
    return relationship.item_statistics(answers)


def path(**admit: float) -> pd.DataFrame:
    return relationship.platform_with(relationship.Platform(), admit=admit, price=1.0)


def moves() -> pd.DataFrame:
    return relationship.stage_transitions(
        *(relationship.place_customers(exhibitors(), as_of=year) for year in (2024, 2025))
    )


FIGURES: dict[str, Callable[[], object]] = {
    "funnel": lambda: relationship.plot_funnel(
        relationship.funnel_with(STAND, {"contact": 0.7}, lead_value=1)
    ),
    "efficiencies": lambda: relationship.plot_efficiencies(relationship.funnel_efficiencies(STANDS)),
    "platform_path": lambda: relationship.plot_platform_path(path(small=0)),
    "platform_path settled": lambda: relationship.plot_platform_path(path()),
    "sides_by_lot": lambda: relationship.plot_sides_by_lot(
        relationship.sides_by_lot(load("regional_shows"), "promo_exhibitors")
    ),
    "sides_by_lot of visitors": lambda: relationship.plot_sides_by_lot(
        relationship.sides_by_lot(load("regional_shows"), "promo_visitors")
    ),
    "pyramid": lambda: relationship.plot_pyramid(tiers()),
    "tier_response": lambda: relationship.plot_tier_response(RESPONSES),
    "concentration": lambda: relationship.plot_concentration(
        relationship.concentration_by_window(exhibitors(), until=2025)
    ),
    "contact_phases": lambda: relationship.plot_contact_phases(PHASES),
    "stage_transitions": lambda: relationship.plot_stage_transitions(moves()),
    "quality": lambda: relationship.plot_quality(QUALITY, outcome="share of budget"),
    "bonds": lambda: relationship.plot_bonds(BONDS),
    "strategies": lambda: relationship.plot_strategies(PLAN),
    "item_map": lambda: relationship.plot_item_map(items()),
    "worth": lambda: relationship.plot_worth(WORTH),
    "worth explained by a loss": lambda: relationship.plot_worth(WORTH.assign(direct=[90e3, 32e3, -5e3])),
    "cost_by_tenure": lambda: relationship.plot_cost_by_tenure(relationship.cost_by_tenure(exhibitors())),
    "shows": lambda: relationship.plot_shows(SHARES, own="food"),
    "campaign_effects": lambda: relationship.plot_campaign_effects(CHANGED),
}


# Held by test_parties_and_idic.py, test_system_case.py and test_ties_and_budget.py.
ELSEWHERE = {"orientation", "system_case", "campaign_gains", "come_by_contacts", "tie_years"}


@pytest.fixture(autouse=True)
def style():
    with plt.rc_context():
        apply_style()
        yield
    plt.close("all")


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.filterwarnings("error:Glyph")
def test_all_text_stays_inside(name, code, texts_outside):
    with language(code):
        assert texts_outside(FIGURES[name]().figure) == []


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.filterwarnings("error:Glyph")
def test_cross_effects_stay_inside_and_show_the_truth(code, texts_outside, regional_shows, cross_truth):
    shows = regional_shows(1)
    fits = [relationship.CrossSideEffects(method).fit(shows) for method in relationship.CROSS_SIDE_METHODS]
    tables = pd.concat([fit.to_frame() for fit in fits])
    with language(code):
        ax = relationship.plot_cross_effects(tables, truth=cross_truth)
        assert texts_outside(ax.figure) == []
    assert ax.lines[2].get_xdata()[0] == fits[2].visitors_.coefficients["variety"]
    assert ax.lines[3].get_xdata().tolist() == list(cross_truth.values())


def test_every_figure_of_the_room_is_looked_at():
    drawn = {name.split(" ")[0] for name in FIGURES} | {"cross_effects"} | ELSEWHERE
    assert {name.removeprefix("plot_") for name in dir(relationship) if name.startswith("plot_")} == drawn


def test_figures_draw_the_numbers_they_are_given():
    funnel = FIGURES["funnel"]()
    assert [bar.get_width() for bar in funnel.patches] == pytest.approx([800, 400, 280, 70])
    assert FIGURES["contact_phases"]().lines[0].get_xdata().tolist() == [0.27, 0.55, 0.6]
    assert [bar.get_width() for bar in FIGURES["strategies"]().patches] == [237, 51, 331, 443, 0]
    pyramid = FIGURES["pyramid"]()
    expected = tiers()[["customer_share", "revenue_share", "profit_share"]].to_numpy().T.ravel()
    assert [bar.get_width() for bar in pyramid.patches] == pytest.approx(expected.tolist())


def test_a_facet_that_explains_more_is_named():
    better = QUALITY.assign(r_squared=[0.03, 0.05, 0.01, 0.02, 0.06])
    ax = relationship.plot_quality(better)
    assert ax.get_title("left") == "The facet satisfaction alone explains more than quality"


def test_what_cannot_be_drawn_is_named():
    with pytest.raises(DataError, match="one window"):
        relationship.plot_concentration(pd.DataFrame({"estimate": [0.5], "low": 0.4, "high": 0.6, "n": 9}))
    for plot, column in (
        (relationship.plot_funnel, "before"),
        (relationship.plot_efficiencies, "stand"),
        (relationship.plot_platform_path, "side"),
        (relationship.plot_cross_effects, "equation"),
        (relationship.plot_pyramid, "customer_share"),
        (relationship.plot_tier_response, "effect"),
        (relationship.plot_contact_phases, "response"),
        (relationship.plot_stage_transitions, "customers"),
        (relationship.plot_quality, "r_squared"),
        (relationship.plot_bonds, "alone"),
        (relationship.plot_strategies, "customers"),
        (relationship.plot_item_map, "difficulty"),
    ):
        with pytest.raises(DataError, match=f"column '{column}' is missing"):
            plot(pd.DataFrame({"x": [1]}))
