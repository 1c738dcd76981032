"""Importance-performance analysis: the four quadrants, and how the list of actions depends on the cuts."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import (
    ParameterError,
    check_choice,
    check_number,
    number_columns,
)
from cvm_lessons.measurement import derived_importance

__all__ = ["IPA_CUTS", "IPA_QUADRANTS", "action_lists", "importance_performance", "ipa_table"]

# By whether importance and performance reach their cuts; the names are Martilla and James's.
IPA_QUADRANTS = {
    (True, False): "concentrate here",
    (True, True): "keep up the good work",
    (False, False): "low priority",
    (False, True): "possible overkill",
}
IPA_CUTS = ("mean", "median", "midpoint")


def ipa_table(
    answers: pd.DataFrame,
    attributes: Sequence[str],
    *,
    outcome: str | None = None,
    performance: str = "perf_",
    stated: str | None = "imp_",
    method: str = "shapley",
) -> pd.DataFrame:
    """Return performance with stated and derived importance of each attribute.

    Parameters
    ----------
    answers : DataFrame
        One row per answer, no value missing.
    attributes : sequence of str
        Endings of the columns.
    outcome : str, optional
        Column from which importance is derived; without it there is no derived importance.
    performance, stated : str
        Beginnings of the columns with ratings and with stated importance; `stated` may be None.
    method : str, default "shapley"
        How importance is derived, one of `measurement.IMPORTANCE_METHODS`.

    Returns
    -------
    DataFrame
        Index `attribute`; columns performance, stated (means) and derived (share of what is explained).

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    ParameterError
        If neither importance is asked for, or the method is not known.

    Examples
    --------
    >>> answers = pd.DataFrame({"perf_sales": [6, 8], "imp_sales": [9, 10]})
    >>> ipa_table(answers, ["sales"]).loc["sales"].to_dict()
    {'performance': 7.0, 'stated': 9.5}
    """
    if outcome is None and stated is None:
        raise ParameterError("neither outcome nor stated is given: no importance follows.")
    columns = [performance + name for name in attributes]
    index = pd.Index(attributes, name="attribute")
    table = pd.DataFrame({"performance": number_columns(answers, columns).mean().to_numpy()}, index=index)
    if stated is not None:
        table["stated"] = number_columns(answers, [stated + name for name in attributes]).mean().to_numpy()
    if outcome is not None:
        shares = derived_importance(answers, outcome, columns, method=method)["share"]
        table["derived"] = shares.loc[columns].to_numpy()
    return table


def importance_performance(
    table: pd.DataFrame,
    *,
    importance: str = "stated",
    performance: str = "performance",
    cut: str | Mapping[str, float] = "mean",
    scales: Mapping[str, tuple[float, float]] | None = None,
) -> pd.DataFrame:
    """Return the quadrant of each attribute.

    Cuts at the means or medians rank attributes against one another: some are always below. The midpoint
    of the scale judges each by itself, and with the usual skew leaves all of them "keep up the good work".

    Parameters
    ----------
    table : DataFrame
        One row per attribute, such as `ipa_table` returns.
    importance, performance : str
        Columns.
    cut : {"mean", "median", "midpoint"} or mapping
        Where the lines stand, or their two values by ``"importance"`` and ``"performance"``.
    scales : mapping of str to (low, high), optional
        Ends of the two scales for the midpoint; 1 to 10 by default.

    Returns
    -------
    DataFrame
        Index `attribute`; columns performance, importance, performance_cut, importance_cut and quadrant.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    ParameterError
        If the cut is not known, or a midpoint lies outside the values of a column that is no 1-10 score.

    References
    ----------
    Martilla and James (1977), Journal of Marketing 41(1), 77-79.

    Examples
    --------
    >>> table = pd.DataFrame({"performance": [6.0, 8.0], "stated": [9, 7]}, index=["sales", "catering"])
    >>> importance_performance(table)["quadrant"].to_dict()
    {'sales': 'concentrate here', 'catering': 'possible overkill'}
    """
    values = number_columns(table, [performance, importance]).set_axis(["performance", "importance"], axis=1)
    cuts = _cuts(values, cut, scales or {})
    quadrants = [
        IPA_QUADRANTS[
            bool(row.importance >= cuts["importance"]), bool(row.performance >= cuts["performance"])
        ]
        for row in values.itertuples()
    ]
    ends = {"performance_cut": cuts["performance"], "importance_cut": cuts["importance"]}
    return values.assign(**ends, quadrant=quadrants).rename_axis("attribute")


def action_lists(
    table: pd.DataFrame,
    *,
    importances: Sequence[str] = ("stated", "derived"),
    cuts: Sequence[str] = ("mean", "median"),
    performance: str = "performance",
) -> pd.DataFrame:
    """Return each attribute's quadrant under every choice of importance and cut.

    Parameters
    ----------
    table : DataFrame
        One row per attribute, such as `ipa_table` returns.
    importances : sequence of str
        Columns to take as importance.
    cuts : sequence of str
        Cuts to try, of `IPA_CUTS`; the midpoint needs scores on 1-10.
    performance : str, default "performance"
        Column.

    Returns
    -------
    DataFrame
        Index `attribute`; a column per choice, such as ``"stated, mean"``, and concentrate: in how many of
        them the attribute is to be concentrated on.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    ParameterError
        If a cut is not known.

    Examples
    --------
    >>> table = pd.DataFrame({"performance": [6.0, 8.0], "stated": [9, 7], "derived": [0.2, 0.8]})
    >>> action_lists(table.set_axis(["sales", "catering"]), cuts=["mean"])["concentrate"].to_dict()
    {'sales': 1, 'catering': 0}
    """
    chosen = {
        f"{importance}, {cut}": importance_performance(
            table, importance=importance, performance=performance, cut=cut
        )["quadrant"]
        for importance in importances
        for cut in cuts
    }
    lists = pd.DataFrame(chosen)
    return lists.assign(concentrate=(lists == IPA_QUADRANTS[True, False]).sum(axis=1))


def _cuts(
    values: pd.DataFrame, cut: str | Mapping[str, float], scales: Mapping[str, tuple[float, float]]
) -> Mapping[str, float]:
    if isinstance(cut, Mapping):
        return {name: check_number(f"cut[{name!r}]", cut.get(name, np.nan)) for name in values}
    check_choice("cut", cut, IPA_CUTS)
    if cut != "midpoint":
        return {str(name): float(number) for name, number in values.agg(cut).items()}
    middles = {}
    for name in values:
        low, high = scales.get(str(name), (1.0, 10.0))
        if not values[name].between(low, high).all():
            least, most = values[name].min(), values[name].max()
            raise ParameterError(
                f"{name} runs from {least:g} to {most:g}, outside {low:g} to {high:g}: "
                f"give its scale, scales={{{str(name)!r}: (low, high)}}."
            )
        middles[str(name)] = (low + high) / 2
    return middles
