"""Customer delivered value: what an offer gives a customer less, or over, what it takes (Kotler)."""

from collections.abc import Sequence

import pandas as pd

from cvm_lessons.core import DataError, check_choice, number_column, number_columns, translate
from cvm_lessons.value._checks import column_of_names

__all__ = [
    "BENEFITS",
    "COSTS",
    "delivered_value",
    "rank_offers",
    "total_customer_cost",
    "total_customer_value",
]

BENEFITS = ("product", "service", "personnel", "image")
COSTS = ("money", "time", "energy", "psychic")


def total_customer_value(offers: pd.DataFrame, *, show: str = "show") -> pd.Series:
    """Return the sum of the four benefits of each offer.

    Parameters
    ----------
    offers : DataFrame
        One row per offer, with the columns in `BENEFITS`, all in one unit of money.
    show : str, default "show"
        Column with the offer's name.

    Returns
    -------
    Series
        Total customer value by name, in the unit of the columns.

    Raises
    ------
    DataError
        If a column is missing, an amount is missing or negative, or a name comes twice.

    References
    ----------
    Kotler (1994), Marketing Management, 8th ed., Prentice Hall.

    Examples
    --------
    >>> lark = {"show": ["Lark"], "product": [30], "service": [14], "personnel": [9], "image": [7]}
    >>> total_customer_value(pd.DataFrame(lark)).to_dict()
    {'Lark': 60.0}
    """
    return _total(offers, BENEFITS, show).rename("total_value")


def total_customer_cost(offers: pd.DataFrame, *, show: str = "show") -> pd.Series:
    """Return the sum of the four costs of each offer.

    Parameters
    ----------
    offers : DataFrame
        One row per offer, with the columns in `COSTS`, all in one unit of money.
    show : str, default "show"
        Column with the offer's name.

    Returns
    -------
    Series
        Total customer cost by name, in the unit of the columns.

    Raises
    ------
    DataError
        If a column is missing, an amount is missing or negative, or a name comes twice.

    References
    ----------
    Kotler (1994), Marketing Management, 8th ed., Prentice Hall.

    Examples
    --------
    >>> lark = {"show": ["Lark"], "money": [15], "time": [5], "energy": [3], "psychic": [2]}
    >>> total_customer_cost(pd.DataFrame(lark)).to_dict()
    {'Lark': 25.0}
    """
    return _total(offers, COSTS, show).rename("total_cost")


def delivered_value(
    offers: pd.DataFrame, as_: str = "difference", *, show: str = "show"
) -> pd.Series | pd.DataFrame:
    """Return what each offer leaves the customer: value less cost, value over cost, or both.

    Parameters
    ----------
    offers : DataFrame
        One row per offer, with the columns in `BENEFITS` and `COSTS`, all in one unit of money.
    as_ : {"difference", "ratio", "both"}, default "difference"
        Difference in the unit of the columns; ratio without unit.
    show : str, default "show"
        Column with the offer's name.

    Returns
    -------
    Series or DataFrame
        By name; for ``"both"`` a frame with the columns difference and ratio.

    Raises
    ------
    DataError
        If an amount is missing or negative, a name comes twice, or a ratio has no cost below it.
    ParameterError
        If `as_` is no known form.

    References
    ----------
    Kotler (1994), Marketing Management, 8th ed., Prentice Hall.

    Examples
    --------
    >>> shows = pd.DataFrame({"show": ["Harbour", "Lark"], "product": [100, 60], "money": [60, 25]})
    >>> rest = ["service", "personnel", "image", "time", "energy", "psychic"]
    >>> delivered_value(shows.assign(**dict.fromkeys(rest, 0)), as_="ratio").round(2).to_dict()
    {'Harbour': 1.67, 'Lark': 2.4}
    """
    check_choice("as_", as_, ("difference", "ratio", "both"))
    value, cost = total_customer_value(offers, show=show), total_customer_cost(offers, show=show)
    difference = (value - cost).rename("difference")
    if as_ == "difference":
        return difference
    if (free := cost == 0).any():
        raise DataError(f"{free.idxmax()!r} costs nothing, so it has no ratio: ask for as_='difference'.")
    ratio = (value / cost).rename("ratio")
    return ratio if as_ == "ratio" else pd.concat([difference, ratio], axis=1)


def rank_offers(offers: pd.DataFrame, *, show: str = "show") -> pd.DataFrame:
    """Return totals, difference, ratio and both ranks of each offer, best difference first.

    Parameters
    ----------
    offers : DataFrame
        One row per offer, with the columns in `BENEFITS` and `COSTS`, all in one unit of money.
    show : str, default "show"
        Column with the offer's name.

    Returns
    -------
    DataFrame
        By name: total_value, total_cost, difference, ratio, rank_difference, rank_ratio (1 is best, equals
        share the better rank) and disagree, true where the two ranks differ.

    Raises
    ------
    DataError
        If a column is missing, an amount is missing or negative, a name comes twice,
        or an offer costs nothing.

    Examples
    --------
    >>> shows = pd.DataFrame({"show": ["Harbour", "Lark"], "product": [100, 60], "money": [60, 25]})
    >>> rest = ["service", "personnel", "image", "time", "energy", "psychic"]
    >>> ranked = rank_offers(shows.assign(**dict.fromkeys(rest, 0))).reset_index()
    >>> ranked[["show", "rank_difference", "rank_ratio", "disagree"]]
          show  rank_difference  rank_ratio  disagree
    0  Harbour                1           2      True
    1     Lark                2           1      True
    """
    totals = [total_customer_value(offers, show=show), total_customer_cost(offers, show=show)]
    ranked = pd.concat([*totals, delivered_value(offers, as_="both", show=show)], axis=1)
    for measure in ("difference", "ratio"):
        # Rounded, so that two equal sums of tenths do not differ in the sixteenth digit.
        ranked[f"rank_{measure}"] = ranked[measure].round(9).rank(ascending=False, method="min").astype(int)
    ranked["disagree"] = ranked["rank_difference"] != ranked["rank_ratio"]
    return ranked.sort_values(["rank_difference", "rank_ratio"], kind="stable")


def first_by(ranked: pd.DataFrame, measure: str) -> str:
    """Return the name of the best offer by difference or by ratio, in the language in force.

    Parameters
    ----------
    ranked : DataFrame
        What `rank_offers` returns.
    measure : {"difference", "ratio"}
        What makes it the best.

    Returns
    -------
    str
        The name; the names of equals are joined by an equals sign.

    Raises
    ------
    DataError
        If the ranks are missing.
    ParameterError
        If there is no such measure.

    Examples
    --------
    >>> first_by(pd.DataFrame({"rank_ratio": [2, 1, 1]}, index=["Harbour", "Lark", "Quay"]), "ratio")
    'Lark = Quay'
    """
    rank = f"rank_{check_choice('measure', measure, ('difference', 'ratio'))}"
    return " = ".join(translate(str(name)) for name in ranked.index[number_column(ranked, rank) == 1])


def _total(offers: pd.DataFrame, columns: Sequence[str], show: str) -> pd.Series:
    names = column_of_names(offers, show)
    return number_columns(offers, columns, low=0).sum(axis=1).set_axis(names)
