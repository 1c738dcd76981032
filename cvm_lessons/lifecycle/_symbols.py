"""What is seen of customers, period by period, as codes of the distinct rows that occur."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, number_column, require_columns
from cvm_lessons.lifecycle._customer_effects import Differing, Grid
from cvm_lessons.lifecycle._emission_kinds import Bernoulli, Categorical, Kind, Seen
from cvm_lessons.lifecycle._panel import own_labels, sorted_panel

__all__ = ["Symbols", "known_categories", "read_symbols"]


@dataclass(frozen=True, eq=False)
class Symbols:
    """Codes by period and customer; `shown` says what each code shows.

    The last code pads the histories that are shorter than the longest. Customers stand in the order of
    `names`, the longest history first, each once per point of the grid of effects, with codes of the point's
    own. `keys` are the rows of the panel, `places` says where in the arrays each of them is.
    """

    codes: np.ndarray
    shown: dict[str, Seen]
    seen: np.ndarray
    grid: Grid
    keys: pd.DataFrame
    places: tuple[np.ndarray, np.ndarray]
    names: np.ndarray
    rows: pd.Index  # labels of the panel, in the order of `keys`

    @property
    def customers(self) -> int:
        """Number of customers."""
        return int(self.codes.shape[1]) // self.grid.size

    @property
    def length(self) -> int:
        """Number of codes at one point of the grid."""
        return len(next(iter(self.shown.values())).value)

    def of(self, customers: np.ndarray) -> Symbols:
        """Return the histories of some customers, by place and as often as each is named."""
        longest_first = np.sort(customers)[:, None]
        every = (longest_first * self.grid.size + np.arange(self.grid.size)).ravel()
        return replace(self, codes=self.codes[:, every], seen=self.seen[:, every])

    def counts(self, weights: np.ndarray) -> np.ndarray:
        """Return the weight by point of the grid, code and stage."""
        flat, every = self.codes[self.seen], self.grid.size * self.length
        stages = weights[self.seen].T
        counts = np.stack([np.bincount(flat, stage, minlength=every) for stage in stages], axis=1)
        return counts.reshape(self.grid.size, self.length, -1)

    def of_customers(self, array: np.ndarray) -> np.ndarray:
        """Return an array over periods, points and customers, and stages, summed over the points."""
        periods, _, stages = array.shape
        total: np.ndarray = array.reshape(periods, -1, self.grid.size, stages).sum(axis=2)
        return total


def known_categories(panel: pd.DataFrame, kinds: Mapping[str, Kind]) -> dict[str, list[object]]:
    """Return the values of each categorical column in their order; each emission must show something."""
    require_columns(panel, list(kinds))
    for column in kinds:
        if panel[column].isna().all():
            raise DataError(f"column {column!r} has no value at all: it tells nothing of the stages.")
    return {
        column: list(
            panel[column].cat.categories
            if isinstance(panel[column].dtype, pd.CategoricalDtype)
            else sorted(panel[column].dropna().unique(), key=lambda value: (str(type(value)), value))
        )
        for column, kind in kinds.items()
        if isinstance(kind, Categorical)
    }


def read_symbols(
    panel: pd.DataFrame,
    kinds: Mapping[str, Kind],
    categories: Mapping[str, list[object]],
    keys: tuple[str, str],
    *,
    trials: Mapping[str, str],
    grid: Grid,
) -> Symbols:
    """Return the histories; values of a categorical column become places among its `categories`.

    Parameters `keys` name the columns of the customer and of the period, `trials` those that hold how often
    something could have happened.
    """
    panel = own_labels(panel)
    require_columns(panel, [*keys, *kinds, *trials.values()])
    rows = sorted_panel(panel, *keys)
    seen = {
        column: _column(panel, column, kind, categories.get(column)).loc[rows.index].to_numpy()
        for column, kind in kinds.items()
    }
    tries = {
        f"{column} of": _trials(panel, column, of).loc[rows.index].to_numpy() for column, of in trials.items()
    }
    flat = pd.DataFrame(seen | tries).groupby([*seen, *tries], dropna=False, sort=True)
    codes, first = flat.ngroup().to_numpy(), flat.head(1).index
    first = first[np.argsort(codes[first])]
    values = {name: _shown(column[first], tries.get(f"{name} of"), first) for name, column in seen.items()}
    turn = rows.groupby(keys[0], sort=False).cumcount().to_numpy()
    who = (turn == 0).cumsum() - 1
    longest_first = np.argsort(-np.bincount(who), kind="stable")
    who = np.argsort(longest_first)[who]
    padded = np.full((turn.max() + 1, who.max() + 1), len(first))
    padded[turn, who] = codes
    there = np.zeros(padded.shape, dtype=bool)
    there[turn, who] = True
    own = np.tile(np.arange(grid.size) * (len(first) + 1), padded.shape[1])
    return Symbols(
        np.repeat(padded, grid.size, axis=1) + own,
        values,
        np.repeat(there, grid.size, axis=1),
        grid,
        rows.reset_index(drop=True),
        (turn, who),
        rows[keys[0]].drop_duplicates().to_numpy()[longest_first],
        rows.index,
    )


def _shown(value: np.ndarray, tries: np.ndarray | None, first: np.ndarray) -> Seen:
    known = np.append(np.isfinite(value), False)
    number = np.where(known, np.append(value, 0.0), 0.0)
    of = known.astype(float) if tries is None else np.where(known, np.append(tries[first], 0.0), 0.0)
    return Seen(number, of, known)


def _column(panel: pd.DataFrame, column: str, kind: Kind, known: list[object] | None) -> pd.Series:
    """Return a column as numbers; a missing value says nothing of the stage and stays missing."""
    if isinstance(kind, Categorical):
        place = {value: float(number) for number, value in enumerate(known or [])}
        values = panel[column].astype(object).map(place).astype(float)
        if (odd := values.isna() & panel[column].notna()).any():
            raise DataError.at(panel, column, odd, f"one of {', '.join(map(str, place))}")
        return values
    values = number_column(panel, column, low=0, missing=True)
    plain = kind.base if isinstance(kind, Differing) else kind
    if isinstance(plain, Bernoulli):
        if (bad := values.notna() & ~values.isin([0, 1])).any():
            raise DataError.at(panel, column, bad, "0 or 1 (or false or true)")
    elif (bad := values.notna() & (values % 1 != 0)).any():
        raise DataError.at(panel, column, bad, "a whole number from 0 up: it is a count")
    return values


def _trials(panel: pd.DataFrame, column: str, of: str) -> pd.Series:
    tries, hits = number_column(panel, of, low=0, missing=True), number_column(panel, column, missing=True)
    if (odd := tries.notna() & (tries % 1 != 0)).any():
        raise DataError.at(panel, of, odd, "a whole number from 0 up: it is a count")
    if (bare := tries.isna() & hits.notna()).any():
        raise DataError.at(panel, of, bare, f"known: {column!r} has a value there")
    if (more := hits > tries).any():
        raise DataError.at(panel, column, more, f"at most the number in {of!r}")
    return tries
