"""One line per customer from a list of opportunities taken or not: shows, appeals, sailings, renewals."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from cvm_lessons.core import (
    DataError,
    ParameterError,
    filled_column,
    number_column,
    require_columns,
    yes_or_no_column,
)

__all__ = ["opportunity_summary"]


def opportunity_summary(
    participations: pd.DataFrame,
    *,
    customer: str = "customer_id",
    opportunity: str = "year",
    took_part: str = "took_part",
    amount: str | None = None,
    end: object = None,
) -> pd.DataFrame:
    """Return one row per customer for the BG/BB: repeat purchases, the last one, and opportunities since the
    first.

    Parameters
    ----------
    participations : DataFrame
        One row per customer and opportunity, whether taken or not; the order of the rows does not matter.
    customer : str, default "customer_id"
        Column with the customer.
    opportunity : str, default "year"
        Column that puts the opportunities of a customer in order: a year, a number, a date.
    took_part : str, default "took_part"
        Column that says whether the customer took it: true and false, or 1 and 0.
    amount : str, optional
        Column with the value of what was bought; read where the customer took part.
    end : object, optional
        Last opportunity that is looked at, a value like those of `opportunity`; the last of all if left out.

    Returns
    -------
    DataFrame
        Index `customer`, ascending; columns frequency (opportunities taken after the first one), recency
        (number of the last one taken, the first counting 0), T (opportunities since the first), and, with
        `amount`, monetary_value (mean of the repeat purchases, 0 without any). Opportunities before the first
        that was taken do not count; who took none by `end` is no customer yet and has no row.

    Raises
    ------
    DataError
        If a column or value is missing, a customer has an opportunity twice, or nobody took part.
    ParameterError
        If `end` cannot be compared with the opportunities.

    References
    ----------
    Fader, Hardie and Shang (2010), Customer-base analysis in a discrete-time noncontractual setting,
    Marketing Science 29(6), 1086-1108.

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": list("AAAABB"), "year": [2022, 2023, 2024, 2025, 2024, 2025]})
    >>> rows["took_part"] = [True, False, True, False, True, False]
    >>> opportunity_summary(rows).to_dict("list")
    {'frequency': [1, 0], 'recency': [2, 0], 'T': [3, 1]}
    """
    rows = _in_order(participations, (customer, opportunity, took_part), amount, end)
    # Nothing has begun before the first opportunity that was taken.
    begun = rows[rows.groupby("customer")["taken"].cummax() > 0]
    if begun.empty:
        raise DataError(f"column {took_part!r}: nobody took part by the end, so there is no customer.")
    number = begun.groupby("customer").cumcount()
    repeat = begun["taken"] * (number > 0)
    by_customer = begun.assign(number=number, repeat=repeat, last=number * repeat).groupby("customer")
    summary = pd.DataFrame(
        {
            "frequency": by_customer["repeat"].sum().astype(int),
            "recency": by_customer["last"].max().astype(int),
            "T": by_customer["number"].max(),
        }
    ).rename_axis(customer)
    if amount is not None:
        spent = (begun["worth"] * repeat).groupby(begun["customer"]).sum()
        bought = summary["frequency"].to_numpy()
        summary["monetary_value"] = np.divide(spent, bought, out=np.zeros(len(spent)), where=bought > 0)
    return summary


def _in_order(
    participations: pd.DataFrame, columns: tuple[str, str, str], amount: str | None, end: object
) -> pd.DataFrame:
    require_columns(participations, columns)
    customer, opportunity, took_part = columns
    rows = pd.DataFrame(
        {
            "customer": filled_column(participations, customer),
            "when": filled_column(participations, opportunity),
            "taken": yes_or_no_column(participations, took_part),
        }
    )
    if amount is not None:
        rows["worth"] = _worth(participations, amount, rows["taken"] > 0)
    if (twice := rows.duplicated(["customer", "when"])).any():
        raise DataError.at(
            participations, opportunity, twice, "another opportunity: the customer has this one twice"
        )
    _check_order(participations, opportunity)
    if end is not None:
        rows = rows[_by(rows["when"], end, opportunity)]
    return rows.sort_values(["customer", "when"])


def _check_order(participations: pd.DataFrame, opportunity: str) -> None:
    """Raise unless the opportunities can be put in order: text among numbers cannot."""
    kinds = participations[opportunity].map(type)
    if (odd := kinds != kinds.iloc[0]).any():
        kind = kinds.iloc[0].__name__
        raise DataError.at(participations, opportunity, odd, f"of the kind of the first value ({kind})")


def _worth(participations: pd.DataFrame, amount: str, taken: pd.Series) -> pd.Series:
    require_columns(participations, [amount])
    if not taken.any():
        return pd.Series(0.0, index=participations.index)
    worth = number_column(participations[taken], amount, low=0)
    return worth.reindex(participations.index, fill_value=0.0)


def _by(when: pd.Series, end: object, opportunity: str) -> pd.Series:
    if not np.isscalar(end) and not isinstance(end, date):
        raise ParameterError(f"end={end!r} is not one value of {opportunity!r}.")
    if pd.isna(end):
        raise ParameterError(f"end={end!r} is missing: leave it out, or give a value of {opportunity!r}.")
    try:
        return when <= end
    except TypeError as error:
        raise ParameterError(
            f"end={end!r} cannot be compared with column {opportunity!r}, which holds values such as "
            f"{when.iloc[0]!r}."
        ) from error
