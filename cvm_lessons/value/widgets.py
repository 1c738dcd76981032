"""Explorers: sliders on the parts of two offers, and on a show's price among its rivals."""

import math

import ipywidgets
import pandas as pd

from cvm_lessons.core import DataError, check_number, number_column, translate
from cvm_lessons.core.explorer import Explorer, labelled_slider
from cvm_lessons.value._checks import own_row
from cvm_lessons.value.delivered import BENEFITS, COSTS, rank_offers
from cvm_lessons.value.plots_offers import plot_delivered_value
from cvm_lessons.value.plots_rivals import plot_value_map
from cvm_lessons.value.what_if import delivered_value_sentence, map_with, offers_with, value_map_sentence

__all__ = ["delivered_value_explorer", "value_map_explorer"]

PRICE_REACH = 0.3  # the price slider runs about this share of today's price down and up
PRICE_STEP = 10.0  # yuan: nobody quotes a square metre by the single yuan
STEPS = 20  # a lower price than this many steps is moved by the hundredth of it


def delivered_value_explorer(offers: pd.DataFrame, *, show: str = "show") -> Explorer:
    """Return sliders for each benefit and cost of two shows, with the bars and the winners.

    Parameters
    ----------
    offers : DataFrame
        Two rows, with the columns in `BENEFITS` and `COSTS`, all in one unit of money.
    show : str, default "show"
        Column with the offer's name.

    Returns
    -------
    Explorer
        With sliders named ``"Lark: money"`` and so on.

    Raises
    ------
    DataError
        If there are not two rows, an amount is missing or negative, or an offer costs nothing.

    Examples
    --------
    >>> shows = pd.DataFrame({"show": ["Harbour", "Lark"], "product": [100, 60], "money": [60, 25]})
    >>> rest = ["service", "personnel", "image", "time", "energy", "psychic"]
    >>> explorer = delivered_value_explorer(shows.assign(**dict.fromkeys(rest, 0)))
    >>> explorer.sliders["Lark: product"].value = 70
    >>> explorer.frame["product"].tolist()
    [100.0, 70.0]
    """
    rank_offers(offers, show=show)
    if len(offers) != 2:
        raise DataError(f"the explorer compares two shows; the frame has {len(offers)}: keep two rows.")
    most = float(math.ceil(1.5 * float(offers[[*BENEFITS, *COSTS]].to_numpy().max())))
    sliders: dict[str, ipywidgets.FloatSlider] = {}
    columns = []
    for _, offer in offers.iterrows():
        own = {
            f"{offer[show]}: {component}": labelled_slider(
                f"{translate(str(offer[show]))}: {translate(component)}",
                offer[component],
                # With no cost at all there is no ratio, so money stays above 0.
                low=1.0 if component == "money" else 0.0,
                high=most,
                step=1.0,
            )
            for component in (*BENEFITS, *COSTS)
        }
        columns.append(ipywidgets.VBox(list(own.values())))
        sliders |= own
    return Explorer(
        sliders,
        columns,
        respond=lambda amounts: offers_with(offers, amounts, show=show),
        say=lambda changed: delivered_value_sentence(changed, show=show),
        draw=lambda changed: plot_delivered_value(changed, show=show),
    )


def value_map_explorer(
    shows: pd.DataFrame, *, quality_weight: float = 0.5, name: str = "name", column: str = "price_m2"
) -> Explorer:
    """Return sliders for the own price and for the weight of quality, with the map and the CVA ratio.

    Parameters
    ----------
    shows : DataFrame
        One row per show of one market: show_id, `name`, own, quality and the price; a value map will do.
    quality_weight : float, default 0.5
        Weight of quality against price at the start, 0.1 to 0.9.
    name, column : str
        Columns with the labels and with the price.

    Returns
    -------
    Explorer
        With the sliders ``"price"`` and ``"quality weight"``.

    Raises
    ------
    DataError
        If a column is missing, a number is not above 0, or not one show is the own one.
    ParameterError
        If the weight is out of range.

    Examples
    --------
    >>> shows = pd.DataFrame({"show_id": ["L", "Q"], "name": ["Lark", "Quay"], "own": [True, False]})
    >>> explorer = value_map_explorer(shows.assign(quality=[1.1, 0.9], price_m2=[900, 1000]))
    >>> explorer.sliders["price"].value = 1100
    >>> explorer.frame["relative_price"].round(2).tolist()
    [1.1, 0.91]
    """
    check_number("quality_weight", quality_weight, low=0.1, high=0.9)
    today = float(number_column(shows, column).iloc[own_row(shows)])
    step = PRICE_STEP if today >= STEPS * PRICE_STEP else today / 100
    reach = step * round(PRICE_REACH * today / step)  # whole steps, so that today's price is on the scale
    sliders = {
        "price": labelled_slider(
            translate("Own price"), today, low=today - reach, high=today + reach, step=step
        ),
        "quality weight": labelled_slider(
            translate("Weight of quality"), quality_weight, low=0.1, high=0.9, step=0.05
        ),
    }
    return Explorer(
        sliders,
        list(sliders.values()),
        respond=lambda state: map_with(shows, state["price"], state["quality weight"], column=column),
        say=lambda placed: value_map_sentence(placed, name=name, column=column),
        draw=lambda placed: plot_value_map(placed, name=name),
    )
