"""What a user writes about factors and items, checked, and turned into slots with starting values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_choice, number_columns
from cvm_lessons.measurement._checks import check_count
from cvm_lessons.measurement._likelihood import Sample
from cvm_lessons.measurement._structure import Entry, Parameter, Slot, Structure

__all__ = ["FactorModel", "build_structure", "sample_from_frame", "sample_from_moments", "starting_values"]

START_SHARE = 0.6  # of an item's variance that its factor explains, to start from
START_SHRINK = 0.8  # of the correlations of sums of items: the matrix to start from stays positive definite
DEPENDENT_BELOW = 1e-9  # smallest eigenvalue of correlations: below it one item is a sum of others
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FactorModel:
    """Factors with their items, factors of second order with theirs, and errors that correlate."""

    factors: Mapping[str, tuple[str, ...]]
    second_order: Mapping[str, tuple[str, ...]]
    correlated_errors: Pairs

    @classmethod
    def read(
        cls,
        model: Mapping[str, Sequence[str]],
        second_order: Mapping[str, Sequence[str]] | None = None,
        correlated_errors: Iterable[Sequence[str]] = (),
    ) -> "FactorModel":
        """Return the model, or say what is wrong with it."""
        factors = _named_lists("model", model, "items")
        higher = _named_lists("second_order", second_order or {}, "factors")
        items = {item for members in factors.values() for item in members}
        for name in [*factors, *higher]:
            if name in items or (name in factors and name in higher):
                raise ParameterError(f"{name!r} names two things: give the factor another name.")
        taken: set[str] = set()
        for name, members in higher.items():
            for member in members:
                check_choice(f"second_order[{name!r}]", member, factors)
            if again := taken & set(members):
                raise ParameterError(f"second_order puts {min(again)!r} under two factors.")
            taken |= set(members)
        return cls(factors, higher, _pairs(correlated_errors, sorted(items)))

    @property
    def items(self) -> tuple[str, ...]:
        """Items in the order of the model, each once."""
        return tuple(dict.fromkeys(item for members in self.factors.values() for item in members))

    @property
    def latents(self) -> tuple[str, ...]:
        """Factors of first order, then of second order."""
        return (*self.factors, *self.second_order)

    @property
    def outside(self) -> tuple[str, ...]:
        """Factors that no other factor explains; they may all correlate."""
        explained = {member for members in self.second_order.values() for member in members}
        return tuple(name for name in self.latents if name not in explained)

    def entries(self) -> list[Entry]:
        """Return the entries of the covariance part, in the order of a table of results."""
        return [
            *(Entry("loading", factor, item) for factor, items in self.factors.items() for item in items),
            *(
                Entry("second-order loading", one, two)
                for one, all_ in self.second_order.items()
                for two in all_
            ),
            *(Entry("covariance", one, two) for one, two in combinations(self.outside, 2)),
            *(Entry("error covariance", one, two) for one, two in self.correlated_errors),
            *(Entry("variance", factor, factor) for factor in self.latents),
            *(Entry("uniqueness", item, item) for item in self.items),
        ]

    def marker(self, entry: Entry) -> bool:
        """Return whether a loading may fix the unit of its factor: it is the first one."""
        members = self.factors if entry.kind == "loading" else self.second_order
        return entry.kind.endswith("loading") and members[entry.left][0] == entry.right

    def slot(self, entry: Entry, value: float, parameter: Parameter | None) -> Slot:
        """Return the entry at its place."""
        row, column = entry.left, entry.right
        if entry.kind.endswith("loading"):
            row, column = column, row
        return Slot(entry, self._place(row), self._place(column), value, parameter)

    def _place(self, name: str) -> int:
        return self.items.index(name) if name in self.items else self.latents.index(name)


def build_structure(model: FactorModel, slots: Sequence[Slot], parameters: Sequence[Parameter]) -> Structure:
    """Return the structure of one group."""
    return Structure(tuple(slots), tuple(parameters), model.items, model.latents)


def starting_values(model: FactorModel, covariance: np.ndarray, *, markers: bool) -> dict[Entry, float]:
    """Return a number for each entry to start from, and the value of those that will be fixed.

    With `markers` a factor has the unit of its first item, else it has variance 1.
    """
    spread = pd.Series(np.sqrt(np.diag(covariance)), index=list(model.items))
    correlation = pd.DataFrame(covariance, model.items, model.items).div(spread, axis=0).div(spread)
    signs = {name: _signs(correlation.loc[list(items), list(items)]) for name, items in model.factors.items()}
    unit = {name: signs[name].iloc[0] * spread[items[0]] for name, items in model.factors.items()}
    unit = {name: START_SHARE**0.5 * value if markers else 1.0 for name, value in unit.items()}
    among = _factor_correlations(model, correlation, signs)
    start: dict[Entry, float] = {}
    for entry in model.entries():
        kind, left, right = entry
        if kind == "loading":
            start[entry] = START_SHARE**0.5 * signs[left][right] * spread[right] / unit[left]
        elif kind == "second-order loading":
            start[entry] = unit[right] / unit[model.second_order[left][0]] if markers else 0.8
        elif kind == "covariance":
            start[entry] = (
                among.get((left, right), 0.3) * _scale(model, unit, left) * _scale(model, unit, right)
            )
        elif kind == "variance":
            share = 1.0 if left in model.outside or not markers else 0.5
            start[entry] = share * _scale(model, unit, left) ** 2
        elif kind == "uniqueness":
            start[entry] = (1 - START_SHARE) * spread[left] ** 2
        else:
            start[entry] = 0.0
    return start


def _scale(model: FactorModel, unit: Mapping[str, float], name: str) -> float:
    return unit[model.second_order[name][0]] if name in model.second_order else unit[name]


def _signs(correlation: pd.DataFrame) -> pd.Series:
    first = np.linalg.eigh(correlation.to_numpy())[1][:, -1]
    signs = np.where(first * np.sign(first.sum() or 1) < 0, -1.0, 1.0)
    return pd.Series(signs, index=correlation.index)


def _factor_correlations(
    model: FactorModel, correlation: pd.DataFrame, signs: Mapping[str, pd.Series]
) -> dict[tuple[str, str], float]:
    weights = pd.DataFrame(signs).reindex(list(model.items)).fillna(0.0)[list(model.factors)]
    sums = weights.T @ correlation @ weights
    spread = np.sqrt(np.diag(sums))
    among = START_SHRINK * sums / np.outer(spread, spread)
    return {(one, two): float(among.loc[one, two]) for one in among for two in among}


def sample_from_frame(frame: pd.DataFrame, items: Sequence[str]) -> Sample:
    """Return the moments of the items, or say which item makes them useless."""
    values = number_columns(frame, list(items))
    if len(values) <= len(items):
        raise DataError(
            f"{len(values)} rows cannot carry {len(items)} items: {len(items) + 1} or more are needed."
        )
    array = values.to_numpy()
    covariance = np.cov(array, rowvar=False, bias=True).reshape(len(items), len(items))
    _check_moments(covariance, items)
    return Sample(covariance, array.mean(axis=0), len(array))


def sample_from_moments(
    covariance: pd.DataFrame, n: int, means: pd.Series | None, items: Sequence[str]
) -> Sample:
    """Return the moments that were handed in, with the divisor n of maximum likelihood."""
    rows = check_count("n", n, low=len(items) + 1)
    table = number_columns(covariance, list(items))
    for item in items:
        if item not in table.index:
            raise DataError(f"the covariance matrix has a column but no row {item!r}.")
    array = table.loc[list(items)].to_numpy()
    if not np.allclose(array, array.T, rtol=1e-6, atol=1e-12):
        one, two = np.unravel_index(np.abs(array - array.T).argmax(), array.shape)
        raise DataError(
            f"the covariance of {items[one]!r} and {items[two]!r} is {array[one, two]:g} in one half of the "
            f"matrix and {array[two, one]:g} in the other."
        )
    _check_moments(array, items)
    centre = None if means is None else number_columns(means.to_frame().T, list(items)).to_numpy()[0]
    return Sample(array * (rows - 1) / rows, centre, rows)


def _check_moments(covariance: np.ndarray, items: Sequence[str]) -> None:
    variances = np.diag(covariance)
    for item, variance in zip(items, variances, strict=True):
        if variance <= 0:
            raise DataError(f"column {item!r} has variance {variance:g}: it must vary to be used here.")
    spread = np.sqrt(variances)
    values, vectors = np.linalg.eigh(covariance / np.outer(spread, spread))
    if values[0] < DEPENDENT_BELOW:
        used = [repr(item) for item, weight in zip(items, vectors[:, 0], strict=True) if abs(weight) > 1e-4]
        if values[0] < -DEPENDENT_BELOW:
            raise DataError(
                f"columns {', '.join(used)} contradict one another: this is no covariance matrix."
            )
        raise DataError(f"columns {', '.join(used)} are linear combinations of one another: leave one out.")


def _named_lists(name: str, model: Mapping[str, Sequence[str]], what: str) -> dict[str, tuple[str, ...]]:
    if not isinstance(model, Mapping) or (name == "model" and not model):
        raise ParameterError(f"{name}={model!r} is not a mapping from a factor's name to its {what}.")
    lists = {}
    for factor, members in model.items():
        if isinstance(members, str) or len(members) < 2:
            raise ParameterError(f"{name}[{factor!r}]={members!r}: two or more {what} are needed.")
        if len(set(members)) < len(members):
            twice = next(member for member in members if list(members).count(member) > 1)
            raise ParameterError(f"{name}[{factor!r}] names {twice!r} twice.")
        lists[str(factor)] = tuple(members)
    return lists


def _pairs(pairs: Iterable[Sequence[str]], items: Sequence[str]) -> Pairs:
    read: list[tuple[str, str]] = []
    for pair in pairs:
        if isinstance(pair, str) or len(pair) != 2 or pair[0] == pair[1]:
            raise ParameterError(f"correlated_errors: {pair!r} is not a pair of two items.")
        one, two = (check_choice("correlated_errors", name, items) for name in pair)
        if (one, two) in read or (two, one) in read:
            raise ParameterError(f"correlated_errors names the pair {one!r}, {two!r} twice.")
        read.append((one, two))
    return tuple(read)
