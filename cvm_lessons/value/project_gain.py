"""From answers to what customers did, and what one project earns under inputs that are not known exactly."""

from collections.abc import Sequence

import pandas as pd

from cvm_lessons.core import DataError, filled_column, require_columns, translate
from cvm_lessons.value.actions import action_gains

__all__ = ["project_sensitivity", "with_rebooking"]

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

    def net(margin: float, slope: float) -> float:
        gains = action_gains(drivers, rows, slope=slope, margin=margin, customers=customers)
        return float(gains["net_gain"].iloc[0])

    names = [translate("slope {number}", number=f"{slope:.3f}") for slope in slopes]
    table = [[net(margin, slope) for slope in slopes] for margin in margins]
    return pd.DataFrame(table, index=pd.Index(margins, name="margin"), columns=names)
