"""What if: other amounts for an offer, another price for a show, and a sentence on what follows."""

from collections.abc import Mapping

import pandas as pd

from cvm_lessons.core import (
    DataError,
    check_number,
    filled_column,
    format_money,
    format_number,
    format_percent,
    number_column,
    number_columns,
    translate,
)
from cvm_lessons.core.texts import short_amount
from cvm_lessons.value._checks import own_row
from cvm_lessons.value.delivered import first_by, rank_offers
from cvm_lessons.value.fair_value import value_map

__all__ = ["delivered_value_sentence", "map_with", "offers_with", "value_map_sentence"]

PLACE = "{show} at {price}: price {dearer}, quality {finer} against the mean of its rivals."
VERDICTS = {
    "better": "Better value, CVA {cva}.",
    "fair": "Fair value, CVA {cva}.",
    "worse": "Worse value, CVA {cva}.",
}


def offers_with(offers: pd.DataFrame, amounts: Mapping[str, float], *, show: str = "show") -> pd.DataFrame:
    """Return the offers with some amounts replaced.

    Parameters
    ----------
    offers : DataFrame
        One row per offer, with the columns in `BENEFITS` and `COSTS`.
    amounts : mapping
        New amounts by ``"show: component"``, such as ``"Lark: money"``.
    show : str, default "show"
        Column with the offer's name.

    Returns
    -------
    DataFrame
        A changed copy.

    Raises
    ------
    DataError
        If an amount belongs to no show and component of the frame.

    Examples
    --------
    >>> offers_with(pd.DataFrame({"show": ["Lark"], "money": [16]}), {"Lark: money": 20})["money"].tolist()
    [20.0]
    """
    changed = offers.copy()
    for name, amount in amounts.items():
        who, _, component = name.rpartition(": ")
        rows = changed[show] == who
        if component not in changed.columns or not rows.any():
            raise DataError(f"{name!r} is no 'show: component' of the frame.")
        changed[component] = changed[component].astype(float).mask(rows, check_number(name, amount, low=0))
    return changed


def delivered_value_sentence(offers: pd.DataFrame, *, show: str = "show") -> str:
    """Return in a sentence who wins by difference and who by ratio.

    Parameters
    ----------
    offers : DataFrame
        One row per offer, with the columns in `BENEFITS` and `COSTS`.
    show : str, default "show"
        Column with the offer's name.

    Returns
    -------
    str
        The sums of each offer and both winners.

    Raises
    ------
    DataError
        If an amount is missing or negative, a name comes twice, or an offer costs nothing.

    Examples
    --------
    >>> shows = pd.DataFrame({"show": ["Harbour", "Lark"], "product": [100, 60], "money": [60, 25]})
    >>> rest = ["service", "personnel", "image", "time", "energy", "psychic"]
    >>> print(delivered_value_sentence(shows.assign(**dict.fromkeys(rest, 0))).replace(". ", "\\n"))
    Harbour: 100 − 60 = 40, ratio 1.67
    Lark: 60 − 25 = 35, ratio 2.40
    By difference: Harbour; by ratio: Lark
    They disagree: ask what is scarce.
    """
    table = rank_offers(offers, show=show)
    parts = [
        translate(
            "{show}: {value} − {cost} = {difference}, ratio {ratio}.",
            show=translate(str(offer.Index)),
            value=short_amount(offer.total_value),
            cost=short_amount(offer.total_cost),
            # The sign of the sum before it, not the hyphen.
            difference=short_amount(offer.difference).replace("-", "−"),
            ratio=format_number(offer.ratio, 2),
        )
        for offer in table.loc[offers[show]].itertuples()
    ]
    first = {measure: first_by(table, measure) for measure in ("difference", "ratio")}
    parts.append(translate("By difference: {difference}; by ratio: {ratio}.", **first))
    agree = first["difference"] == first["ratio"]
    parts.append(translate("They agree.") if agree else translate("They disagree: ask what is scarce."))
    return " ".join(parts)


def map_with(
    shows: pd.DataFrame, price: float, quality_weight: float, *, column: str = "price_m2"
) -> pd.DataFrame:
    """Return the value map with another price of the own show and another weight of quality.

    Parameters
    ----------
    shows : DataFrame
        One row per show of one market: show_id, name, own, quality and the price.
    price : float
        New price of the own show.
    quality_weight : float
        Weight of quality against price, 0.01 to 1.
    column : str, default "price_m2"
        Column with the price.

    Returns
    -------
    DataFrame
        What `value_map` returns.

    Raises
    ------
    DataError
        If a column is missing, a number is not above 0, or not one show is the own one.
    ParameterError
        If the price is negative or the weight out of range.

    Examples
    --------
    >>> shows = pd.DataFrame({"show_id": ["Lark", "Quay"], "own": [True, False], "quality": [1.1, 0.9]})
    >>> map_with(shows.assign(price_m2=1000), 1200, 0.5)["relative_price"].round(2).tolist()
    [1.2, 0.83]
    """
    mine = shows["show_id"] == shows["show_id"].iloc[own_row(shows)]
    prices = number_column(shows, column).mask(mine, check_number("price", price, low=0))
    return value_map(shows.assign(**{column: prices}), quality_weight=quality_weight, price=column)


def value_map_sentence(placed: pd.DataFrame, *, name: str = "name", column: str = "price_m2") -> str:
    """Return in a sentence where the own show lies on the value map.

    Parameters
    ----------
    placed : DataFrame
        What `value_map` returns, with `name` and own.
    name, column : str
        Columns with the labels and with the price.

    Returns
    -------
    str
        Price, price and quality against the rivals, position and CVA ratio.

    Raises
    ------
    DataError
        If a column is missing, or not one show is the own one.

    Examples
    --------
    >>> shows = pd.DataFrame({"show_id": ["L", "Q"], "name": ["Lark", "Quay"], "own": [True, False]})
    >>> placed = value_map(shows.assign(quality=[1.1, 0.9], price_m2=[900, 1000]), quality_weight=0.5)
    >>> value_map_sentence(placed)
    'Lark at ¥900: price -10%, quality +10% against the mean of its rivals. Better value, CVA 1.23.'
    """
    number_columns(placed, [column, "relative_price", "quality", "cva"], low=0)
    filled_column(placed, name)
    if (unknown := ~filled_column(placed, "position").isin(list(VERDICTS))).any():
        raise DataError.at(placed, "position", unknown, f"one of {', '.join(VERDICTS)}")
    mine = placed.iloc[own_row(placed)]
    place = translate(
        PLACE,
        show=translate(str(mine[name])),
        price=format_money(mine[column]),
        dearer=_signed(mine["relative_price"] - 1),
        finer=_signed(mine["quality"] - 1),
    )
    verdict = translate(VERDICTS[mine["position"]], cva=format_number(mine["cva"], 2))
    return f"{place} {verdict}"


def _signed(share: float) -> str:
    text = format_percent(share)
    return text if text.startswith("-") or text == "0%" else f"+{text}"
