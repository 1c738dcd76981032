"""Explorers: how long a tie lasts, and what a budget buys of choose, develop, keep and win back."""

import ipywidgets
import pandas as pd

from cvm_lessons.core import check_number, translate
from cvm_lessons.core.explorer import Explorer, labelled_slider
from cvm_lessons.relationship.exchange import BONDS
from cvm_lessons.relationship.plots_crm import plot_strategies
from cvm_lessons.relationship.plots_ties import plot_tie_years
from cvm_lessons.relationship.strategy_budget import Terms, budget_sentence, budget_with
from cvm_lessons.relationship.ties import TIE_IMITATION, tie_sentence, tie_years

__all__ = ["strategy_budget_explorer", "tie_explorer"]

THOUSAND = 1000


def tie_explorer(*, lift: float, exhibitors: float, margin: float, budget: float) -> Explorer:
    """Return sliders for the lead of a tie and what rivals take of it, with the years in which it pays.

    Parameters
    ----------
    lift, exhibitors, margin, budget : float
        As in `tie_years`; lift and budget are where their sliders start.

    Returns
    -------
    Explorer
        With the sliders ``"lift"`` (points), ``"budget"`` (thousand yuan), ``"build"`` (years), and a slider
        a bond for its imitation (per cent a year).

    Raises
    ------
    ParameterError
        If a number is out of range.

    Examples
    --------
    >>> explorer = tie_explorer(lift=0.05, exhibitors=1_100, margin=16_000, budget=600_000)
    >>> explorer.sliders["lift"].value = 3
    >>> explorer.sentence.split(". ")[1].split(", ")[0]
    'Financial bonds: above it in 0 of 8 years'
    """
    start = check_number("lift", lift, low=0, high=0.15)
    sliders = {
        "lift": labelled_slider(
            translate("Lead in the first year (points)"), 100 * start, low=0, high=15, step=1
        ),
        "budget": labelled_slider(
            translate("Budget (thousand a year)"), budget / THOUSAND, low=50, high=1_000, step=50
        ),
        "build": labelled_slider(translate("Years to build the structure"), 1, low=0, high=4, step=1),
    }
    for bond in BONDS:
        label = translate("Rivals copy {bond} (% a year)", bond=translate(f"{bond} bonds"))
        sliders[bond] = labelled_slider(label, 100 * TIE_IMITATION[bond], low=0, high=100, step=5)
    for slider in sliders.values():
        slider.style.description_width = "18em"
        slider.layout.width = "32em"
    return Explorer(
        sliders,
        [ipywidgets.VBox(list(sliders.values()))],
        respond=lambda state: tie_years(
            lift=state["lift"] / 100,
            exhibitors=exhibitors,
            margin=margin,
            budget=THOUSAND * state["budget"],
            imitation={bond: state[bond] / 100 for bond in BONDS},
            build=int(state["build"]),
        ),
        say=tie_sentence,
        draw=plot_tie_years,
    )


def strategy_budget_explorer(customers: pd.DataFrame, terms: Terms, *, budget: float) -> Explorer:
    """Return sliders for the budget and the two doubts of a plan, with what the money buys.

    Parameters
    ----------
    customers : DataFrame
        As `gains_by_group` takes it.
    terms : mapping
        By group, by strategy, cost and effect.
    budget : float
        Yuan at the start, up to 2 million.

    Returns
    -------
    Explorer
        With the sliders ``"budget"`` (thousand yuan), ``"part"`` (per cent of the customers' value that comes
        true) and ``"effects"`` (per cent of the estimated effects).

    Raises
    ------
    DataError
        If a column or value is missing.
    ParameterError
        If the budget is out of range.

    Examples
    --------
    >>> from cvm_lessons.relationship.strategies import STRATEGY_TERMS
    >>> firms = pd.DataFrame({"standing": "lost", "value": [9_000, 20_000], "group": "recent"})
    >>> explorer = strategy_budget_explorer(firms, {"recent": STRATEGY_TERMS}, budget=50_000)
    >>> explorer.sliders["part"].value = 50
    >>> explorer.frame["gain"].to_dict()["win back"]
    200.0
    """
    start = check_number("budget", budget, low=0, high=2_000_000) / THOUSAND
    sliders = {
        "budget": labelled_slider(translate("Budget (thousand yuan)"), start, low=0, high=2_000, step=50),
        "part": labelled_slider(translate("Margin that comes true (%)"), 100, low=10, high=100, step=5),
        "effects": labelled_slider(translate("Effects (% of estimate)"), 100, low=0, high=150, step=10),
    }
    for slider in sliders.values():
        slider.style.description_width = "16em"
        slider.layout.width = "30em"
    return Explorer(
        sliders,
        [ipywidgets.VBox(list(sliders.values()))],
        respond=lambda state: budget_with(
            customers,
            terms,
            budget=THOUSAND * state["budget"],
            part=state["part"] / 100,
            effects=state["effects"] / 100,
        ),
        say=budget_sentence,
        draw=plot_strategies,
    )
