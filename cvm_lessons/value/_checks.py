"""Checks of input that the modules on offers and rival shows share."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_number, filled_column, nearest

__all__ = ["column_of_names", "known_name", "one_market", "own_row", "shares_of"]


def column_of_names(frame: pd.DataFrame, column: str) -> pd.Index:
    """Return the column as an index, after a check that no name is missing or comes twice."""
    names = filled_column(frame, column)
    if (twice := names.duplicated()).any():
        raise DataError.at(frame, column, twice, "the only row of that name: keep one set or one market")
    return pd.Index(names, name=column)


def one_market(frame: pd.DataFrame, market: str = "sector") -> None:
    """Raise if the frame says that its rows belong to several markets: shows of two sectors are no rivals."""
    if market in frame.columns and (number := frame[market].nunique()) > 1:
        names = ", ".join(sorted(map(str, frame[market].dropna().unique())))
        raise DataError(f"column {market!r} holds {number} markets ({names}): keep the rows of one.")


def known_name(argument: str, name: str, known: pd.Index) -> str:
    """Return `name` if it is one of the `known` names."""
    if name not in known:
        raise ParameterError(f"{argument}={name!r} is not among the names. {nearest(name, map(str, known))}")
    return name


def own_row(shows: pd.DataFrame, own: str = "own") -> int:
    """Return the position of the one row that is the own show."""
    mine = filled_column(shows, own).to_numpy(dtype=bool)
    if mine.sum() != 1:
        raise DataError(f"column {own!r} is true for {mine.sum()} shows: it must be true for one.")
    return int(mine.argmax())


def shares_of(weights: Mapping[str, float] | pd.Series, *, argument: str = "weights") -> pd.Series:
    """Return relative weights divided by their sum, after a check that none is negative."""
    if not isinstance(weights, Mapping | pd.Series) or not len(weights):
        raise ParameterError(f"{argument}={weights!r} is not a mapping from attribute to weight.")
    values = pd.Series(
        {name: check_number(f"{argument}[{name!r}]", weight, low=0) for name, weight in weights.items()}
    )
    if not values.sum() > 0:
        raise ParameterError(f"{argument} sum to 0: at least one must be above 0.")
    return values.astype(np.float64) / values.sum()
