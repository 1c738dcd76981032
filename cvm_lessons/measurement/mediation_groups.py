"""Mediation in two groups: whether the effect runs through the mediator more in one than in the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cvm_lessons.core import (
    DataError,
    ParameterError,
    as_generator,
    check_choice,
    filled_column,
    format_number,
    number_columns,
)
from cvm_lessons.measurement._bootstrap_ends import check_draws, percentile_ends
from cvm_lessons.measurement._checks import check_level
from cvm_lessons.measurement._cross_products import CrossProducts, Moments, Progress
from cvm_lessons.measurement._mediation_plan import MediationPlan
from cvm_lessons.measurement.intervals import Interval

__all__ = ["GroupedMediation", "compare_mediation"]


@dataclass(frozen=True, eq=False, repr=False)
class GroupedMediation:
    """The effects of a mediation in two groups; what `compare_mediation` returns.

    Attributes
    ----------
    groups : tuple of str
        First and second group, in sorted order.
    table : DataFrame
        Index `effect` (direct, total, then ``"indirect: …"``); columns first, first_low, first_high,
        second, second_low, second_high, difference (second less first), low, high.
    sizes : tuple of int
        Rows of each group.
    level : float
        Confidence level of the percentile intervals.
    """

    groups: tuple[str, str]
    table: pd.DataFrame
    sizes: tuple[int, int]
    level: float

    def __repr__(self) -> str:
        last = self.table.index[-1]
        values = [format_number(self.table.loc[last, side], 2) for side in ("first", "second")]
        told = [
            f"{name} {value} (n {n})" for name, value, n in zip(self.groups, values, self.sizes, strict=True)
        ]
        return f"{last}: {told[0]}, {told[1]}, difference {self.difference(last)}"

    def difference(self, effect: str) -> Interval:
        """Return the difference of one effect, second group less first, with its interval.

        Parameters
        ----------
        effect : str
            A row of the table.

        Returns
        -------
        Interval
            Of the percentile bootstrap; `n` counts both groups.

        Raises
        ------
        ParameterError
            If there is no such effect.
        """
        row = self.table.loc[check_choice("effect", effect, self.table.index)]
        difference, low, high = (float(row[column]) for column in ("difference", "low", "high"))
        return Interval(difference, low, high, sum(self.sizes), self.level)

    def to_frame(self) -> pd.DataFrame:
        """Return the table.

        Returns
        -------
        DataFrame
            A copy.
        """
        return self.table.copy()


def compare_mediation(
    frame: pd.DataFrame,
    x: str,
    m: str | Sequence[str],
    y: str,
    group: str,
    *,
    covariates: Sequence[str] = (),
    serial: bool = False,
    n_boot: int = 5000,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
    progress: Progress | None = None,
) -> GroupedMediation:
    """Split the effect of `x` on `y` in each of two groups, and compare the parts.

    Moderated mediation: every coefficient may differ between the groups, and rows are resampled within them.

    Parameters
    ----------
    frame : DataFrame
        One row an observation, no value missing.
    x : str
        Column of the cause.
    m : str or sequence of str
        Column of the mediator, or of several.
    y : str
        Column of the outcome.
    group : str
        Column with two values.
    covariates : sequence of str, optional
        Columns that every equation holds fixed.
    serial : bool, default False
        Whether several mediators follow one another instead of standing side by side.
    n_boot : int, default 5000
        Resamples, 100 or more.
    level : float, default 0.95
        Confidence level.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.
    progress : callable, optional
        Called with the resamples done and their number, after each batch of a group.

    Returns
    -------
    GroupedMediation
        Effects by group and their differences.

    Raises
    ------
    DataError
        If the group column does not hold two values, a value is missing, or a group has too few rows.
    ParameterError
        If a column plays two parts or an argument is out of range.

    References
    ----------
    Edwards and Lambert (2007), Psychological Methods 12(1), 1-22.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> answers = pd.DataFrame({"trust": rng.normal(size=400), "role": ["new", "old"] * 200})
    >>> answers["commitment"] = answers["trust"] * (answers["role"] == "old") + rng.normal(size=400)
    >>> answers["loyalty"] = answers["commitment"] + rng.normal(size=400)
    >>> compare_mediation(answers, "trust", "commitment", "loyalty", "role", n_boot=200)
    indirect: commitment: new 0.07 (n 200), old 1.02 (n 200), difference 0.95 [0.72, 1.22]
    """
    plan = MediationPlan.of(x, m, y, covariates, serial=serial)
    if group in plan.system.names:
        raise ParameterError(f"{group!r} plays two parts: the group is no variable of the equations.")
    check_draws("n_boot", n_boot)
    check_level(level)
    numbers = number_columns(frame, list(plan.system.names))
    codes, names = pd.factorize(filled_column(frame, group), sort=True)
    if len(names) != 2:
        raise DataError(f"column {group!r} holds {len(names)} values: a comparison needs two.")
    parts = [CrossProducts.of(numbers[codes == code]) for code in (0, 1)]
    for name, part in zip(names, parts, strict=True):
        if len(part.sizes) < (needed := len(plan.system.names) + 2):
            raise DataError(f"group {name!r} has {len(part.sizes)} rows: {needed} or more are needed.")

    def statistic(moments: Moments) -> np.ndarray:
        return _effects(plan, moments)

    generator = as_generator(rng)
    estimates = [statistic(part.sample()) for part in parts]
    draws = [part.resample(statistic, n_boot, generator, progress) for part in parts]
    columns: dict[str, np.ndarray] = {}
    for side, values, drawn in zip(("first", "second"), estimates, draws, strict=True):
        low, high = percentile_ends(drawn, level)
        columns |= {side: values, f"{side}_low": low, f"{side}_high": high}
    low, high = percentile_ends(draws[1] - draws[0], level)
    columns |= {"difference": estimates[1] - estimates[0], "low": low, "high": high}
    index = pd.Index(["direct", "total", *(f"indirect: {way}" for way in plan.ways)], name="effect")
    sizes = (len(parts[0].sizes), len(parts[1].sizes))
    return GroupedMediation((str(names[0]), str(names[1])), pd.DataFrame(columns, index=index), sizes, level)


def _effects(plan: MediationPlan, moments: Moments) -> np.ndarray:
    indirect, direct = plan.indirect(moments), plan.direct(moments)[..., None]
    # The last way is the only one, or the sum of all.
    return np.concatenate([direct, direct + indirect[..., -1:], indirect], axis=-1)
