"""Which columns move which parameters of a customer, and by how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, nearest, number_column
from cvm_lessons.equity._purchases import Letters

__all__ = ["CovariatePlan", "check_told_apart", "covariate_names", "mean_and_spread", "names_in"]

EXPLAINED = ("frequency", "recency")  # what the models explain cannot explain it
SAME = 1e-10  # share of a covariate's variance that the others must leave: below it, rounding decides
PART = 1e-6  # of a standard deviation: a smaller part in another covariate is rounding


@dataclass(frozen=True)
class CovariatePlan:
    """One coefficient for each pair of a letter and a column: ln(letter of a customer) moves by
    sign x coefficient x column."""

    letters: tuple[str, ...]
    columns: tuple[str, ...]
    signs: Mapping[str, int]
    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def of_processes(
        cls, letters: tuple[str, ...], processes: Sequence[tuple[Mapping[str, int], tuple[str, ...]]]
    ) -> Self:
        """Return the plan in which the columns of each process move its letters."""
        columns = tuple(dict.fromkeys(column for _, columns in processes for column in columns))
        signs = {letter: sign for moved, _ in processes for letter, sign in moved.items()}
        pairs = [(letter, column) for moved, own in processes for letter in moved for column in own]
        return cls(letters, columns, signs, tuple(pairs))

    @property
    def names(self) -> list[str]:
        """Names of the coefficients, as ``alpha[age]``."""
        return [f"{letter}[{column}]" for letter, column in self.pairs]

    @property
    def directions(self) -> np.ndarray:
        """Sign of each coefficient."""
        return np.array([self.signs[letter] for letter, _ in self.pairs], dtype=float)

    @property
    def places(self) -> tuple[np.ndarray, np.ndarray]:
        """Number of the letter and of the column of each coefficient."""
        of_letter = [self.letters.index(letter) for letter, _ in self.pairs]
        of_column = [self.columns.index(column) for _, column in self.pairs]
        return np.array(of_letter, dtype=int), np.array(of_column, dtype=int)

    def own_letters(
        self, values: Sequence[float] | np.ndarray, coefficients: np.ndarray, traits: np.ndarray
    ) -> Letters:
        """Return the parameters of each customer; a letter that nothing moves stays one number."""
        moves = np.zeros((len(self.letters), len(self.columns)))
        moves[self.places] = self.directions * coefficients
        moved = {letter for letter, _ in self.pairs}
        return tuple(
            value * np.exp(traits @ moves[number]) if letter in moved else value
            for number, (letter, value) in enumerate(zip(self.letters, values, strict=True))
        )

    def slopes(self, by_log_letter: np.ndarray, traits: np.ndarray) -> np.ndarray:
        """Return derivatives by the coefficients from those by the log-letters of each customer."""
        return np.asarray((by_log_letter @ traits)[self.places] * self.directions)

    def to_frame(self, coefficients: np.ndarray) -> pd.DataFrame:
        """Return coefficients by covariate and letter; missing where a covariate does not move a letter."""
        values = dict(zip(self.pairs, coefficients, strict=True))
        letters = dict.fromkeys(letter for letter, _ in self.pairs)
        data = {
            letter: [values.get((letter, column), np.nan) for column in self.columns] for letter in letters
        }
        return pd.DataFrame(data, index=pd.Index(self.columns, name="covariate", dtype=object), dtype=float)

    def from_frame(self, frame: pd.DataFrame) -> np.ndarray:
        """Return the coefficients in the order of the plan."""
        return np.array([frame.loc[column, letter] for letter, column in self.pairs], dtype=float)


def covariate_names(argument: str, given: object) -> tuple[str, ...]:
    """Return the names of covariates as the caller gave them to an argument, once they are names."""
    if isinstance(given, str) or not isinstance(given, Sequence | pd.Index | np.ndarray):
        raise ParameterError(f"{argument}={given!r} is not a list of column names: write ['age', 'region'].")
    names = tuple(given)
    for name in names:
        if not isinstance(name, str):
            raise ParameterError(f"{argument}: {name!r} is not the name of a column.")
        if name in EXPLAINED:
            raise ParameterError(
                f"{argument}: {name!r} is what the model explains, it cannot be a covariate."
            )
        if names.count(name) > 1:
            raise ParameterError(f"{argument}: {name!r} is there {names.count(name)} times.")
    return names


def names_in(coefficients: pd.DataFrame, processes: Sequence[Mapping[str, int]]) -> list[tuple[str, ...]]:
    """Return the covariates of each process, as far as a frame of coefficients holds numbers for them.

    Raises
    ------
    ParameterError
        If a column is no letter of a process, or a covariate moves one letter of a process and not the other.
    """
    letters = [letter for moved in processes for letter in moved]
    if not isinstance(coefficients, pd.DataFrame) or coefficients.index.has_duplicates:
        raise ParameterError("coefficients is not a frame with one row per covariate, as coefficients_ is.")
    for column in coefficients.columns:
        if column not in letters:
            raise ParameterError(f"coefficients: no covariate moves {column!r}. {nearest(column, letters)}")
    numbers = {column: number_column(coefficients, column, missing=True) for column in coefficients.columns}
    given = pd.DataFrame(numbers, index=coefficients.index).reindex(columns=letters).notna()
    names = []
    for moved in processes:
        own = given[list(moved)]
        if (half := own.any(axis=1) & ~own.all(axis=1)).any():
            raise ParameterError(
                f"coefficients: covariate {own.index[half.to_numpy()][0]!r} moves only one of "
                f"{' and '.join(moved)}: give both, 0 where it moves nothing."
            )
        names.append(tuple(own.index[own.all(axis=1)]))
    if (idle := ~given.any(axis=1)).any():
        raise ParameterError(f"coefficients: covariate {given.index[idle.to_numpy()][0]!r} has none.")
    return names


def mean_and_spread(traits: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and standard deviation of each covariate; 1 for one that a resample made constant."""
    mean = np.average(traits, axis=0, weights=weight)
    spread = np.sqrt(np.average((traits - mean) ** 2, axis=0, weights=weight))
    return mean, np.where(np.ptp(traits, axis=0) > 0, spread, 1.0)


def check_told_apart(columns: tuple[str, ...], traits: np.ndarray, weight: np.ndarray) -> None:
    """Raise unless each covariate of a process differs among customers in a way that no other does.

    Raises
    ------
    DataError
        Naming the first covariate that is constant, or follows from those before it.
    """
    for column, values in zip(columns, traits.T, strict=True):
        if np.ptp(values) == 0:
            raise DataError(
                f"column {column!r} is {values[0]:g} for every customer: it tells nothing, leave it out."
            )
    mean, spread = mean_and_spread(traits, weight)
    standard = (traits - mean) / spread
    likeness = standard.T @ (standard * (weight / weight.sum())[:, None])
    for number in range(1, len(columns)):
        share = np.linalg.solve(likeness[:number, :number], likeness[:number, number])
        if likeness[number, number] - share @ likeness[:number, number] < SAME:
            others = [f"{name!r}" for name, part in zip(columns, share, strict=False) if abs(part) > PART]
            raise DataError(
                f"column {columns[number]!r} follows from {', '.join(others)}: "
                "their effects cannot be told apart, leave one of them out."
            )
