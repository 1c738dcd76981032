"""From answers to what customers did, and what one project earns under inputs that are not known exactly."""

from collections.abc import Sequence

import pandas as pd

from cvm_lessons.core import (
    DataError,
    check_number,
    filled_column,
    number_columns,
    require_columns,
    translate,
)
from cvm_lessons.value.actions import action_gains

__all__ = ["exhibitor_margins", "plan_sensitivity", "project_sensitivity", "with_rebooking"]

KEYS = ["customer_id", "edition_id"]


def with_rebooking(surveys: pd.DataFrame, participations: pd.DataFrame) -> pd.DataFrame:
    """Return the answers together with whether the customer rebooked on site.

    Parameters
    ----------
    surveys : DataFrame
        One row per response, with customer_id and edition_id.
    participations : DataFrame
        One row per customer and edition, with rebooked_on_site.

    Returns
    -------
    DataFrame
        `surveys` in its order, with the column rebooked_on_site (0 or 1).

    Raises
    ------
    DataError
        If a key is missing or comes twice, or an answer has no participation.

    Examples
    --------
    >>> surveys = pd.DataFrame({"customer_id": ["E1"], "edition_id": ["food-2024"]})
    >>> with_rebooking(surveys, surveys.assign(rebooked_on_site=True))["rebooked_on_site"].item()
    1
    """
    for key in KEYS:
        filled_column(surveys, key)
    require_columns(participations, [*KEYS, "rebooked_on_site"])
    if (twice := participations.duplicated(KEYS)).any():
        raise DataError.at(
            participations, KEYS[0], twice, "the only participation of this customer and edition"
        )
    joined = surveys[KEYS].merge(participations[[*KEYS, "rebooked_on_site"]], on=KEYS, how="left")
    rebooked = joined["rebooked_on_site"].set_axis(surveys.index)
    if (lost := rebooked.isna()).any():
        raise DataError.at(surveys, KEYS[0], lost, "a customer with a participation in that edition")
    return surveys.assign(rebooked_on_site=rebooked.astype(int))


def exhibitor_margins(participations: pd.DataFrame, edition: str, *, margin_rate: float) -> pd.Series:
    """Return what each exhibitor of one edition brought: a share of the spend, less the cost to serve.

    Parameters
    ----------
    participations : DataFrame
        One row per customer and edition, with took_part, area_m2, the columns spend_* and cost_to_serve.
    edition : str
        Which edition, for example ``"food-2025"``.
    margin_rate : float
        Contribution per yuan of spend, from 0 to 1, before the cost to serve.

    Returns
    -------
    Series
        Yuan, by customer_id; customers with space, that is without visitors and sponsors.

    Raises
    ------
    DataError
        If a column or a number is missing, or nobody exhibited at that edition.
    ParameterError
        If the rate is out of range.

    Examples
    --------
    >>> row = {"customer_id": ["E1"], "edition_id": ["food-2025"], "took_part": [True], "area_m2": [9.0]}
    >>> spend = {"spend_space": [10_000], "spend_stand": [2_000], "cost_to_serve": [1_500]}
    >>> exhibitor_margins(pd.DataFrame({**row, **spend}), "food-2025", margin_rate=0.5).item()
    4500.0
    """
    rate = check_number("margin_rate", margin_rate, low=0, high=1)
    require_columns(participations, ["customer_id", "edition_id", "took_part", "area_m2", "cost_to_serve"])
    there = participations["took_part"].astype(bool) & (participations["area_m2"] > 0)
    booked = participations[there & (participations["edition_id"] == edition)]
    if booked.empty:
        raise DataError(
            f"nobody exhibited at {edition!r}: name an edition that was held, such as 'food-2025'."
        )
    spend = [str(column) for column in booked.columns if str(column).startswith("spend_")]
    money = number_columns(booked, [*spend, "cost_to_serve"])
    margins: pd.Series = rate * money[spend].sum(axis=1) - money["cost_to_serve"]
    return margins.set_axis(booked["customer_id"]).rename("margin")


def project_sensitivity(
    drivers: pd.DataFrame,
    improvements: pd.DataFrame,
    project: str,
    *,
    customers: int,
    margins: Sequence[float],
    slopes: Sequence[float],
) -> pd.DataFrame:
    """Return the net gain of one project for every pair of margin and rebooking slope.

    Parameters
    ----------
    drivers, improvements : DataFrame
        As for `action_gains`.
    project : str
        Which project.
    customers : int
        How many customers decide.
    margins : sequence of float
        Yuan that one more rebooking brings.
    slopes : sequence of float
        Changes of the probability of rebooking per point of value.

    Returns
    -------
    DataFrame
        Net gain in yuan; a row per margin, a column per slope.

    Raises
    ------
    DataError
        If there is no such project, or the tables are not as `action_gains` needs them.
    ParameterError
        If a number is out of range.
    """
    rows = improvements[filled_column(improvements, "project") == project]
    if rows.empty:
        known = ", ".join(map(str, improvements["project"]))
        raise DataError(f"there is no project {project!r}; there are {known}.")
    return plan_sensitivity(drivers, rows, customers=customers, margins=margins, slopes=slopes)


def plan_sensitivity(
    drivers: pd.DataFrame,
    bought: pd.DataFrame,
    *,
    customers: int,
    margins: Sequence[float],
    slopes: Sequence[float],
) -> pd.DataFrame:
    """Return the net gain of projects that are bought whatever the inputs turn out to be.

    `sensitivity` chooses the best plan anew for each pair of inputs; this one keeps the plan.

    Parameters
    ----------
    drivers, bought : DataFrame
        As for `action_gains`; `bought` holds the projects of the plan, one for an attribute.
    customers : int
        How many customers decide.
    margins : sequence of float
        Yuan that one more rebooking brings.
    slopes : sequence of float
        Changes of the probability of rebooking per point of value.

    Returns
    -------
    DataFrame
        Net gain in yuan; a row per margin, a column per slope.

    Raises
    ------
    DataError
        If two projects work on one attribute, or the tables are not as `action_gains` needs them.
    ParameterError
        If a number is out of range.
    """
    if (twice := filled_column(bought, "attribute").duplicated()).any():
        raise DataError.at(bought, "attribute", twice, "an attribute with one project: lifts do not add up")

    def net(margin: float, slope: float) -> float:
        gains = action_gains(drivers, bought, slope=slope, margin=margin, customers=customers)
        return float(gains["net_gain"].sum())

    names = [translate("slope {number}", number=f"{slope:.3f}") for slope in slopes]
    table = [[net(margin, slope) for slope in slopes] for margin in margins]
    return pd.DataFrame(table, index=pd.Index(margins, name="margin"), columns=names)
