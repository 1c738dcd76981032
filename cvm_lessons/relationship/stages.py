"""Stages of the relationship: their features, where a record places a customer, and who moves where."""

import numpy as np
import pandas as pd

from cvm_lessons.core import (
    DataError,
    ParameterError,
    check_number,
    filled_column,
    number_column,
    require_columns,
)
from cvm_lessons.relationship._shares import yes_or_no
from cvm_lessons.relationship._texts import text_table

__all__ = ["STAGES", "place_customers", "relationship_stages", "stage_schemes", "stage_transitions"]

STAGES = ("awareness", "exploration", "expansion", "commitment", "dissolution")
VETERAN_FROM = 3  # editions: two may still be a trial
GROWTH_FROM = 0.1  # a rise of spend below a tenth is price and chance


def relationship_stages() -> pd.DataFrame:
    """Return the five stages with features, the organiser's task and the sign in a record.

    Returns
    -------
    DataFrame
        Index `stage`; columns name, features, task, sign, in the language in force.

    References
    ----------
    Dwyer, Schurr and Oh (1987), Journal of Marketing 51(2), 11-27; features and signs are in our words.

    Examples
    --------
    >>> relationship_stages().index.tolist()
    ['awareness', 'exploration', 'expansion', 'commitment', 'dissolution']
    """
    return text_table("stages", index="stage")


def stage_schemes() -> pd.DataFrame:
    """Return the names that other lists of stages give to roughly the same stage.

    Returns
    -------
    DataFrame
        Index `stage`; columns dwyer1987 and chen2002 (keys of the bibliography), cultivation_list and
        lifecycle_list (lists of Chinese textbooks). A question about stages must name its list.

    References
    ----------
    Dwyer, Schurr and Oh (1987); Chen (2002), which has no stage of awareness. The correspondence is ours.

    Examples
    --------
    >>> stage_schemes().loc["commitment", "chen2002"]
    'stability'
    """
    return text_table("stage_schemes", index="stage")


def place_customers(
    participations: pd.DataFrame,
    *,
    as_of: int,
    spend: str = "spend_space",
    veteran_from: int = VETERAN_FROM,
    growth_from: float = GROWTH_FROM,
) -> pd.DataFrame:
    """Return the stage of each customer at the end of a year, by a rule on its record.

    In this order: never took part, awareness; stayed away from the last edition it was invited to,
    dissolution; fewer than `veteran_from` editions, exploration; spend up by `growth_from` or more against
    the edition before, expansion; came to the last `veteran_from` editions without a gap, commitment; else
    (back after a gap, spend steady) exploration again. A rule reads behaviour only: what the customer
    feels is not in the record.

    Parameters
    ----------
    participations : DataFrame
        One row per customer and edition invited: customer_id, year, took_part, `spend`.
    as_of : int
        Rows after this year are not looked at.
    spend : str, default "spend_space"
        Column with what the customer paid.
    veteran_from : int, default 3
        Editions from which a customer is no longer on trial.
    growth_from : float, default 0.1
        Growth of spend, as a share, from which the relationship expands.

    Returns
    -------
    DataFrame
        Index `customer_id`; columns invited, attended, streak (editions attended up to now without a gap),
        growth (missing unless it came to the last two editions it was invited to and paid), stage.

    Raises
    ------
    DataError
        If a column or value is missing, or a customer has a year twice.
    ParameterError
        If no row lies up to that year, or a number is out of range.

    References
    ----------
    The stages are those of Dwyer, Schurr and Oh (1987), Journal of Marketing 51(2), 11-27; the rule is ours.

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": list("AAAB"), "year": [2022, 2023, 2024, 2024]})
    >>> rows = rows.assign(took_part=[True, True, True, True], spend_space=[10, 10, 10, 5])
    >>> place_customers(rows, as_of=2024)["stage"].to_dict()
    {'A': 'commitment', 'B': 'exploration'}
    """
    veteran = int(check_number("veteran_from", veteran_from, low=2))
    rise = check_number("growth_from", growth_from, low=0)
    rows = _record(participations, as_of, spend)
    came = rows["came"] > 0
    by = rows.groupby("customer_id", sort=True)
    table = by.agg(invited=("came", "size"), attended=("came", "sum")).astype(int)
    # Editions since the last one missed: absences seen so far, counted from the end.
    missed_later = (~came)[::-1].groupby(rows["customer_id"][::-1]).cumsum()[::-1]
    table["streak"] = (came & (missed_later == 0)).groupby(rows["customer_id"]).sum()
    before = by["spend"].shift()
    both = came & (by["came"].shift() > 0) & (before > 0)
    growth = (rows["spend"] / before - 1).where(both)
    table["growth"] = growth.groupby(rows["customer_id"]).tail(1).set_axis(_last_ids(rows))
    conditions = [
        table["attended"] == 0,
        table["streak"] == 0,
        table["attended"] < veteran,
        table["growth"] >= rise,
        table["streak"] >= veteran,
    ]
    names = ["awareness", "dissolution", "exploration", "expansion", "commitment"]
    return table.assign(stage=np.select(conditions, names, "exploration"))


def stage_transitions(before: pd.DataFrame, after: pd.DataFrame, *, stage: str = "stage") -> pd.DataFrame:
    """Return which share of the customers of each stage stands where a year later.

    Parameters
    ----------
    before, after : DataFrame
        What `place_customers` returns for two years.
    stage : str, default "stage"
        Column with the stage.

    Returns
    -------
    DataFrame
        One row per stage before: customers, and a column per stage after with the share; customers who were
        not known before are left out. Missing where a stage was empty.

    Raises
    ------
    DataError
        If a stage is missing or not known, or no customer is in both frames.

    Examples
    --------
    >>> then = pd.DataFrame({"stage": ["exploration", "exploration"]}, index=["A", "B"])
    >>> now = pd.DataFrame({"stage": ["expansion", "dissolution"]}, index=["A", "B"])
    >>> stage_transitions(then, now).loc["exploration", ["expansion", "dissolution"]].tolist()
    [0.5, 0.5]
    """
    for frame in (before, after):
        if (bad := ~filled_column(frame, stage).isin(STAGES)).any():
            raise DataError.at(frame, stage, bad, f"one of {', '.join(STAGES)}")
    pairs = before[[stage]].join(after[stage].rename(f"{stage}_after"), how="inner")
    if pairs.empty:
        raise DataError("no customer is in both frames: their index must be the customer.")
    counts = pd.crosstab(pairs[stage], pairs[f"{stage}_after"]).reindex(
        index=STAGES, columns=STAGES, fill_value=0
    )
    total = counts.sum(axis=1)
    shares = counts.div(total.where(total > 0), axis=0)
    shares.insert(0, "customers", total)
    return shares.rename_axis(index="stage", columns=None)


def _record(participations: pd.DataFrame, as_of: int, spend: str) -> pd.DataFrame:
    require_columns(participations, ["customer_id", "year", "took_part", spend])
    rows = participations[participations["year"] <= as_of]
    if rows.empty:
        raise ParameterError(f"as_of={as_of!r}: no row lies in that year or before.")
    if (twice := rows.duplicated(["customer_id", "year"])).any():
        raise DataError.at(rows, "customer_id", twice, "the only row of that customer and year")
    record = pd.DataFrame(
        {
            "customer_id": filled_column(rows, "customer_id"),
            "year": number_column(rows, "year"),
            "came": yes_or_no(rows, "took_part"),
            "spend": number_column(rows, spend, low=0),
        }
    )
    return record.sort_values(["customer_id", "year"], ignore_index=True)


def _last_ids(rows: pd.DataFrame) -> pd.Series:
    ids: pd.Series = rows["customer_id"].groupby(rows["customer_id"]).tail(1)
    return ids
