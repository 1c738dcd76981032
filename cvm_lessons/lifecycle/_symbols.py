"""What is seen of customers, period by period, as codes of the distinct rows that occur."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_choice, number_column, require_columns
from cvm_lessons.lifecycle._panel import sorted_panel

__all__ = ["KINDS", "Symbols", "check_kinds", "known_categories", "read_symbols"]

KINDS = ("bernoulli", "poisson", "categorical")


@dataclass(frozen=True, eq=False)
class Symbols:
    """Codes by period and customer; `values` says what each code shows.

    The last code stands for nothing seen: it pads the histories that are shorter than the longest.
    """

    codes: np.ndarray
    values: dict[str, np.ndarray]
    seen: np.ndarray
    keys: pd.DataFrame
    places: tuple[np.ndarray, np.ndarray]

    @property
    def customers(self) -> int:
        """Number of customers."""
        return int(self.codes.shape[1])

    def of(self, customers: np.ndarray) -> Symbols:
        """Return the histories of some customers, by place and as often as each is named."""
        return Symbols(self.codes[:, customers], self.values, self.seen[:, customers], self.keys, self.places)

    def counts(self, weights: np.ndarray) -> np.ndarray:
        """Return the weight of each code (rows) in each stage (columns)."""
        flat, length = self.codes[self.seen], len(next(iter(self.values.values())))
        stages = weights[self.seen].T
        return np.stack([np.bincount(flat, stage, minlength=length) for stage in stages], axis=1)


def check_kinds(emissions: Mapping[str, str]) -> dict[str, str]:
    """Return the columns with their kinds of distribution."""
    if not isinstance(emissions, Mapping) or not emissions:
        raise ParameterError(
            f"emissions={emissions!r} names no column: write {{'took_part': 'bernoulli'}} or the like."
        )
    return {column: check_choice(f"emissions[{column!r}]", kind, KINDS) for column, kind in emissions.items()}


def known_categories(panel: pd.DataFrame, kinds: Mapping[str, str]) -> dict[str, list[object]]:
    """Return the values of each categorical column in their order; each emission must show something."""
    require_columns(panel, list(kinds))
    for column in kinds:
        if panel[column].isna().all():
            raise DataError(f"column {column!r} has no value at all: it tells nothing of the stages.")
    return {
        column: list(
            panel[column].cat.categories
            if isinstance(panel[column].dtype, pd.CategoricalDtype)
            else sorted(panel[column].dropna().unique())
        )
        for column, kind in kinds.items()
        if kind == "categorical"
    }


def read_symbols(
    panel: pd.DataFrame,
    emissions: Mapping[str, str],
    categories: Mapping[str, list[object]],
    customer: str,
    period: str,
) -> Symbols:
    """Return the histories; values of a categorical column become places among its `categories`."""
    require_columns(panel, [customer, period, *emissions])
    keys = sorted_panel(panel, customer, period)
    seen = {
        column: _column(panel, column, kind, categories.get(column)).loc[keys.index].to_numpy()
        for column, kind in emissions.items()
    }
    flat = pd.DataFrame(seen).groupby(list(seen), dropna=False, sort=True)
    codes, first = flat.ngroup().to_numpy(), flat.head(1).index
    order = np.argsort(codes[first])
    values = {name: np.append(column[first][order], np.nan) for name, column in seen.items()}
    turn = keys.groupby(customer, sort=False).cumcount().to_numpy()
    who = (turn == 0).cumsum() - 1
    padded = np.full((turn.max() + 1, who.max() + 1), len(first))
    padded[turn, who] = codes
    there = np.zeros(padded.shape, dtype=bool)
    there[turn, who] = True
    return Symbols(padded, values, there, keys.reset_index(drop=True), (turn, who))


def _column(panel: pd.DataFrame, column: str, kind: str, known: list[object] | None) -> pd.Series:
    """Return a column as numbers; a missing value says nothing of the stage and stays missing."""
    if kind == "categorical":
        place = {value: float(number) for number, value in enumerate(known or [])}
        values = panel[column].astype(object).map(place).astype(float)
        if (odd := values.isna() & panel[column].notna()).any():
            raise DataError.at(panel, column, odd, f"one of {', '.join(map(str, place))}")
        return values
    values = number_column(panel, column, low=0, missing=True)
    if kind == "bernoulli" and (bad := values.notna() & ~values.isin([0, 1])).any():
        raise DataError.at(panel, column, bad, "0 or 1 (or false or true)")
    if kind == "poisson" and (bad := values.notna() & (values % 1 != 0)).any():
        raise DataError.at(panel, column, bad, "a whole number from 0 up: it is a count")
    return values
