"""Explorers: sliders on a funnel, on the policy of a two-sided show, and on the cuts of a pyramid."""

import ipywidgets
import pandas as pd

from cvm_lessons.core import check_number, translate
from cvm_lessons.core.explorer import Explorer, labelled_slider
from cvm_lessons.relationship.funnel import FUNNEL_STEPS, funnel_bottleneck
from cvm_lessons.relationship.platform import Platform
from cvm_lessons.relationship.plots_funnel import plot_funnel
from cvm_lessons.relationship.plots_platform import plot_platform_path
from cvm_lessons.relationship.plots_pyramid import plot_pyramid
from cvm_lessons.relationship.what_if import (
    funnel_sentence,
    funnel_with,
    platform_sentence,
    platform_with,
    pyramid_sentence,
    pyramid_with,
)

__all__ = ["funnel_explorer", "platform_explorer", "pyramid_explorer"]


def funnel_explorer(counts: pd.Series, *, lead_value: float) -> Explorer:
    """Return sliders for the three efficiencies of a stand, with the funnel and the worth of the change.

    Parameters
    ----------
    counts : Series
        Of one stand: target, attracted, contacted, leads.
    lead_value : float
        Yuan that a lead is worth.

    Returns
    -------
    Explorer
        With the sliders ``"attraction"``, ``"contact"`` and ``"conversion"``.

    Raises
    ------
    DataError
        If a count is missing, no whole number, or larger than the one before it.
    ParameterError
        If the value is negative.

    Examples
    --------
    >>> stand = pd.Series({"target": 800, "attracted": 400, "contacted": 200, "leads": 50})
    >>> explorer = funnel_explorer(stand, lead_value=3_000)
    >>> explorer.sliders["contact"].value = 0.6
    >>> explorer.frame["after"].tolist()
    [800.0, 400.0, 240.0, 60.0]
    """
    check_number("lead_value", lead_value, low=0)
    today = funnel_bottleneck(counts)["efficiency"]
    sliders = {
        step: labelled_slider(translate(step), float(today[step]), low=0.01, high=1.0, step=0.01)
        for step in FUNNEL_STEPS
    }
    return Explorer(
        sliders,
        [ipywidgets.VBox(list(sliders.values()))],
        respond=lambda state: funnel_with(counts, state, lead_value=lead_value),
        say=funnel_sentence,
        draw=plot_funnel,
    )


def platform_explorer(platform: Platform | None = None) -> Explorer:
    """Return sliders for who is admitted, the price and the ticket, with the path of both sides.

    Parameters
    ----------
    platform : Platform, optional
        The show; by default the show for teaching.

    Returns
    -------
    Explorer
        With a slider by group (per cent admitted), ``"price"`` and ``"ticket"`` (per cent of today's).

    Examples
    --------
    >>> explorer = platform_explorer()
    >>> explorer.sliders["small"].value = 0
    >>> explorer.sentence.split(", ")[:2]
    ['Contribution against today: +5% by a plain budget', '-1% in the first year']
    """
    show = Platform() if platform is None else platform
    groups = [str(name) for name in show.groups["group"]]
    sliders = {
        name: labelled_slider(
            translate("Admitted: {group} (%)", group=translate(name)), 100, low=0, high=100, step=5
        )
        for name in groups
    }
    # The first group may go; with nobody left there would be no show to draw.
    for name in groups[1:]:
        sliders[name].min = 5
    sliders["price"] = labelled_slider(translate("Stand price (% of today)"), 100, low=50, high=150, step=5)
    sliders["ticket"] = labelled_slider(translate("Ticket (% of today)"), 100, low=50, high=200, step=5)
    return Explorer(
        sliders,
        [
            ipywidgets.VBox([sliders[name] for name in groups]),
            ipywidgets.VBox([sliders[name] for name in ("price", "ticket")]),
        ],
        respond=lambda state: platform_with(
            show,
            admit={name: state[name] / 100 for name in groups},
            price=state["price"] / 100,
            ticket=state["ticket"] / 100,
        ),
        say=platform_sentence,
        draw=plot_platform_path,
    )


def pyramid_explorer(customers: pd.DataFrame, *, platinum: float = 0.05, gold: float = 0.2) -> Explorer:
    """Return sliders for the cuts of the pyramid, with the tiers and what each brings.

    Parameters
    ----------
    customers : DataFrame
        One row per customer with profit and revenue, as `customer_profits` returns it.
    platinum, gold : float
        Shares at the start, up to 0.5.

    Returns
    -------
    Explorer
        With the sliders ``"platinum"`` and ``"gold"`` (per cent of the customers).

    Raises
    ------
    DataError
        If a column or value is missing.
    ParameterError
        If a share is out of range.

    Examples
    --------
    >>> customers = pd.DataFrame({"profit": [75, 50, 10, -25], "revenue": [100, 80, 20, 20]})
    >>> explorer = pyramid_explorer(customers, platinum=0.25)
    >>> explorer.sliders["platinum"].value = 50
    >>> explorer.frame["customers"].to_dict()
    {'platinum': 2, 'iron': 1, 'lead': 1}
    """
    start = {"platinum": platinum, "gold": gold}
    sliders = {
        name: labelled_slider(
            translate("Tier {tier} (% of customers)", tier=translate(name)),
            100 * check_number(name, share, low=0, high=0.5),
            low=0,
            high=50,
            step=1,
        )
        for name, share in start.items()
    }
    return Explorer(
        sliders,
        list(sliders.values()),
        respond=lambda state: pyramid_with(
            customers, platinum=state["platinum"] / 100, gold=state["gold"] / 100
        ),
        say=pyramid_sentence,
        draw=plot_pyramid,
    )
