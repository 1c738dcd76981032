"""Estimates held against the parameters that made the data."""

from collections.abc import Mapping

import pandas as pd

from cvm_lessons.core import DataError, check_number, number_columns

__all__ = ["against_truth"]


def against_truth(estimates: pd.DataFrame, truth: Mapping[str, float]) -> pd.DataFrame:
    """Return estimates beside the true values, with the miss and whether the interval covers the truth.

    Parameters
    ----------
    estimates : DataFrame
        Columns ``estimate``, ``low`` and ``high``; one row per parameter, named by the index.
    truth : mapping of str to float
        The true value by name. Rows without one, such as an intercept, are left out.

    Returns
    -------
    DataFrame
        Columns ``truth``, ``estimate``, ``low``, ``high``, ``miss`` (estimate less truth) and ``covered``.

    Raises
    ------
    DataError
        If a column is missing or holds no number, or a true value has no row.
    ParameterError
        If a true value is no finite number.

    Examples
    --------
    >>> slopes = pd.DataFrame({"estimate": [0.2], "low": [0.1], "high": [0.3]}, index=["image"])
    >>> against_truth(slopes, {"image": 0.15})["covered"].item()
    True
    """
    table = number_columns(estimates, ["estimate", "low", "high"])
    if missing := [name for name in truth if name not in table.index]:
        known = ", ".join(map(str, table.index))
        raise DataError(f"there is no estimate called {missing[0]!r}; there are {known}.")
    rows = table.loc[list(truth)]
    true = pd.Series({name: check_number(name, number) for name, number in truth.items()})
    rows.insert(0, "truth", true)
    return rows.assign(miss=rows["estimate"] - true, covered=true.between(rows["low"], rows["high"]))
