"""What a campaign drawn by lot changed, group by group, and the terms it gives to a strategy."""

from collections.abc import Mapping

import pandas as pd

from cvm_lessons.core import (
    DataError,
    check_choice,
    check_number,
    filled_column,
    number_column,
    number_columns,
    require_columns,
)
from cvm_lessons.measurement import difference_interval
from cvm_lessons.relationship._shares import yes_or_no
from cvm_lessons.relationship.strategies import STRATEGY_TERMS

__all__ = ["campaign_effects", "campaign_terms", "restore_lost_records", "terms_by_group"]

ENDS = ("low", "effect", "high")


def campaign_effects(
    campaign: pd.DataFrame, by: str | pd.Series | None = None, *, level: float = 0.95
) -> pd.DataFrame:
    """Return response, effect and net gain of a campaign for each group of customers.

    Parameters
    ----------
    campaign : DataFrame
        One row per customer of one campaign: treated and responded (0 or 1), margin and cost (yuan).
    by : str or Series, optional
        Column, or values with the index of `campaign`, that name the group; by default all are one group.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `group`, in alphabetical order; columns n_control, n_treated; control and treated (response
        rates), effect, low, high; cost (mean of the treated); net (margin less cost, treated less control,
        yuan a customer), net_low, net_high. Intervals are Welch's.

    Raises
    ------
    DataError
        If a column or value is missing or out of range, a group has fewer than two rows of an arm, or nobody
        in it differs from the others of the same arm.

    References
    ----------
    Kohavi, Tang and Xu (2020), Trustworthy Online Controlled Experiments, for reading a trial by its arms.

    Examples
    --------
    >>> rows = pd.DataFrame({"treated": [0, 0, 1, 1], "responded": [0, 1, 1, 1], "margin": [0, 50, 60, 70]})
    >>> campaign_effects(rows.assign(cost=[0, 0, 10, 10]))[["effect", "net"]].to_dict("list")
    {'effect': [0.5], 'net': [30.0]}
    """
    rows = pd.DataFrame(
        {
            "treated": yes_or_no(campaign, "treated"),
            "responded": yes_or_no(campaign, "responded"),
            "cost": number_column(campaign, "cost", low=0),
        }
    )
    rows["net"] = number_column(campaign, "margin") - rows["cost"]
    if by is None:
        rows["group"] = "all"
    else:
        named = campaign if isinstance(by, str) else campaign.assign(group=by)
        rows["group"] = filled_column(named, by if isinstance(by, str) else "group").astype(str)
    table = {str(name): _effect(part, level) for name, part in rows.groupby("group")}
    return pd.DataFrame.from_dict(table, orient="index").rename_axis("group")


def campaign_terms(effect: pd.Series, *, of_leavers: bool = False) -> dict[str, float]:
    """Return cost and effect of a campaign as `strategy_gains` takes them.

    Parameters
    ----------
    effect : Series
        A row of `campaign_effects`.
    of_leavers : bool, default False
        Divide the effect by the share that does not respond when left alone: what the campaign saves of
        those who would have left, as the strategy to keep needs it.

    Returns
    -------
    dict
        With cost and effect.

    Raises
    ------
    DataError
        If the row lacks a value, or the campaign lowered the response: it gives no terms to a strategy.

    Examples
    --------
    >>> row = pd.Series({"control": 0.5, "effect": 0.1, "cost": 900.0})
    >>> campaign_terms(row, of_leavers=True)
    {'cost': 900.0, 'effect': 0.2}
    """
    require_columns(effect.to_frame().T, ["control", "effect", "cost"])
    if effect["effect"] < 0:
        raise DataError(
            f"the campaign lowered the response by {-effect['effect']:.3f}: leave this strategy out."
        )
    base = 1 - check_number("control", effect["control"], low=0, high=1) if of_leavers else 1.0
    return {"cost": float(effect["cost"]), "effect": float(effect["effect"] / base) if base > 0 else 0.0}


def terms_by_group(
    *,
    keep: pd.DataFrame,
    develop: pd.DataFrame,
    win_back: pd.DataFrame,
    end: str = "effect",
    usual: Mapping[str, Mapping[str, float]] = STRATEGY_TERMS,
) -> dict[str, dict[str, dict[str, float]]]:
    """Return the terms of `gains_by_group` from three campaigns.

    Parameters
    ----------
    keep : DataFrame
        What `campaign_effects` returns, by group of the active customers.
    develop : DataFrame
        The same for all active customers together: its first row is used for each of their groups.
    win_back : DataFrame
        The same by group of the lost customers.
    end : {"low", "effect", "high"}, default "effect"
        Which end of each interval is taken for the effect; an end below 0 counts as 0, so that the strategy
        pays for nobody.
    usual : mapping
        Terms of what was not tried.

    Returns
    -------
    dict
        By group, those of `keep` and `win_back` and ``prospect``, the terms of all strategies.

    Raises
    ------
    DataError
        If a table lacks a column or a value, or a campaign lowered the response and `end` is its effect.
    ParameterError
        If there is no such end.

    Examples
    --------
    >>> found = pd.DataFrame({"control": [0.5], "effect": [0.1], "cost": [900.0]}, index=["small"])
    >>> lost = found.set_axis(["recent"])
    >>> terms = terms_by_group(keep=found, develop=found, win_back=lost)
    >>> terms["small"]["keep"], terms["recent"]["win back"]
    ({'cost': 900.0, 'effect': 0.2}, {'cost': 900.0, 'effect': 0.1})
    """
    chosen = check_choice("end", end, ENDS)
    for table in (keep, develop, win_back):
        number_columns(table, ["control", "cost", chosen])

    def at_end(row: pd.Series) -> pd.Series:
        value = row[chosen] if chosen == "effect" else max(0.0, row[chosen])
        return pd.Series({"control": row["control"], "cost": row["cost"], "effect": value})

    plain = {name: dict(each) for name, each in usual.items()}
    more = campaign_terms(at_end(develop.iloc[0]))
    terms = {"prospect": plain}
    for name, row in keep.iterrows():
        saved = campaign_terms(at_end(row), of_leavers=True)
        terms[str(name)] = plain | {"develop": more, "keep": saved}
    for name, row in win_back.iterrows():
        terms[str(name)] = plain | {"win back": campaign_terms(at_end(row))}
    return terms


def restore_lost_records(campaign: pd.DataFrame) -> pd.DataFrame:
    """Return a campaign with the treated rows that an even lot must have drawn, as if none of them responded.

    Parameters
    ----------
    campaign : DataFrame
        One row per customer of one campaign with an even lot, as in `campaign_effects`.

    Returns
    -------
    DataFrame
        `campaign` and, after it, a row for each treated one that is missing: responded and margin 0, cost
        that of the cheapest contact. The effect from it is the least that the lost records leave possible.

    Raises
    ------
    DataError
        If a value is missing, or the treated are not fewer than the control group.

    Examples
    --------
    >>> rows = pd.DataFrame({"treated": [0, 0, 1], "responded": [0, 1, 1], "margin": 9, "cost": [0, 0, 5]})
    >>> restore_lost_records(rows)["responded"].tolist()
    [0, 1, 1, 0]
    """
    treated = yes_or_no(campaign, "treated") > 0
    missing = int((~treated).sum() - treated.sum())
    if missing <= 0 or not treated.any():
        raise DataError(f"{int(treated.sum())} treated of {len(campaign)}: no treated row is missing.")
    contact = number_column(campaign[treated], "cost", low=0).min()
    row = {"treated": 1, "responded": 0, "margin": 0, "cost": contact}
    return pd.concat([campaign, pd.DataFrame([row] * missing)], ignore_index=True)


def _effect(rows: pd.DataFrame, level: float) -> dict[str, float]:
    arms = rows.groupby("treated")["responded"].agg(["size", "mean"]).reindex([0.0, 1.0])
    response = difference_interval(rows, "responded", "treated", level=level)
    net = difference_interval(rows, "net", "treated", level=level)
    return {
        "n_control": int(arms.loc[0.0, "size"]),
        "n_treated": int(arms.loc[1.0, "size"]),
        "control": float(arms.loc[0.0, "mean"]),
        "treated": float(arms.loc[1.0, "mean"]),
        "effect": response.estimate,
        "low": response.low,
        "high": response.high,
        "cost": float(rows.loc[rows["treated"] > 0, "cost"].mean()),
        "net": net.estimate,
        "net_low": net.low,
        "net_high": net.high,
    }
