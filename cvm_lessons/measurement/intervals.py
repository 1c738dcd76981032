"""An estimate with its interval, and the bootstrap that gives one to any statistic of a frame."""

import math
from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, as_generator, filled_column, format_number, require_columns
from cvm_lessons.measurement._checks import check_count, check_level

__all__ = ["Interval", "bootstrap_draws", "bootstrap_interval"]

Statistic = Callable[[pd.DataFrame], float | pd.Series]
FEWEST_DRAWS = 100  # below it the ends of a 95 % interval rest on two or three draws
SCALAR = "estimate"  # column of the draws of a statistic that is one number


@dataclass(frozen=True, repr=False)
class Interval:
    """An estimate with the ends of its interval.

    Parameters
    ----------
    estimate : float
        The estimate.
    low, high : float
        Ends of the interval.
    n : int
        Independent observations behind it: rows, or customers where customers were resampled.
    level : float, default 0.95
        Confidence level of the interval.

    Examples
    --------
    >>> Interval(0.4211, 0.3101, 0.5299, n=80)
    0.42 [0.31, 0.53]
    >>> Interval(0.4211, 0.3101, 0.5299, n=80).covers(0.5)
    True
    """

    estimate: float
    low: float
    high: float
    n: int
    level: float = 0.95

    def __repr__(self) -> str:
        decimals = _decimals(self.high - self.low)
        estimate, low, high = (format_number(end, decimals) for end in (self.estimate, self.low, self.high))
        return f"{estimate} [{low}, {high}]"

    def covers(self, value: float) -> bool:
        """Return whether the interval holds `value`.

        Parameters
        ----------
        value : float
            For example the parameter that generated the data.

        Returns
        -------
        bool
            True from `low` to `high`, ends included.
        """
        return bool(self.low <= value <= self.high)

    def to_frame(self) -> pd.DataFrame:
        """Return one row, a column per field.

        Returns
        -------
        DataFrame
            Columns estimate, low, high, n, level.
        """
        return pd.DataFrame([asdict(self)])


def bootstrap_interval(
    frame: pd.DataFrame,
    statistic: Statistic,
    *,
    n_boot: int = 1000,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
    cluster: str | None = None,
) -> Interval | pd.DataFrame:
    """Return the percentile bootstrap interval of a statistic of the rows.

    Parameters
    ----------
    frame : DataFrame
        One row an observation.
    statistic : callable
        Takes a frame like `frame`, returns a number or a Series of numbers.
    n_boot : int, default 1000
        Resamples.
    level : float, default 0.95
        Confidence level.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.
    cluster : str, optional
        Column that says which rows belong together, such as ``"customer_id"``: whole clusters are
        resampled, because several answers of one customer say less than as many customers.

    Returns
    -------
    Interval or DataFrame
        An `Interval` for a number; for a Series a frame with its index and the columns
        estimate, low, high, n, level. `n` counts the clusters where there are some.

    Raises
    ------
    DataError
        If there are fewer than two rows or clusters, or a resample cannot be computed.
    ParameterError
        If `n_boot` or `level` is out of range.

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.

    Examples
    --------
    >>> scores = pd.DataFrame({"score": [6, 7, 7, 8, 8, 8, 9, 9, 10, 10]})
    >>> bootstrap_interval(scores, lambda rows: rows["score"].mean(), rng=1)
    8.20 [7.40, 9.00]
    """
    tail = (1 - check_level(level)) / 2
    draws = bootstrap_draws(frame, statistic, n_boot=n_boot, rng=rng, cluster=cluster)
    units = len(frame) if cluster is None else int(frame[cluster].nunique())
    table = pd.DataFrame(
        {
            "estimate": _as_series(statistic(frame)),
            "low": draws.quantile(tail),
            "high": draws.quantile(1 - tail),
            "n": units,
            "level": level,
        }
    )
    if list(draws.columns) != [SCALAR]:
        return table
    estimate, low, high = (float(table.loc[SCALAR, end]) for end in ("estimate", "low", "high"))
    return Interval(estimate, low, high, units, level)


def bootstrap_draws(
    frame: pd.DataFrame,
    statistic: Statistic,
    *,
    n_boot: int = 1000,
    rng: np.random.Generator | int = 0,
    cluster: str | None = None,
) -> pd.DataFrame:
    """Return the statistic of each resample: the sampling distribution, to look at or to cut.

    Parameters
    ----------
    frame : DataFrame
        One row an observation.
    statistic : callable
        Takes a frame like `frame`, returns a number or a Series of numbers.
    n_boot : int, default 1000
        Resamples, 100 or more.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.
    cluster : str, optional
        Column whose values are resampled as a whole.

    Returns
    -------
    DataFrame
        One row a resample; the column ``estimate`` for a number, else a column per element.

    Raises
    ------
    DataError
        If there are fewer than two rows or clusters, or a resample cannot be computed.
    ParameterError
        If `n_boot` is out of range.

    Examples
    --------
    >>> scores = pd.DataFrame({"score": [6, 7, 7, 8, 8, 8, 9, 9, 10, 10]})
    >>> bootstrap_draws(scores, lambda rows: rows["score"].mean(), n_boot=200).shape
    (200, 1)
    """
    check_count("n_boot", n_boot, low=FEWEST_DRAWS)
    generator = as_generator(rng)
    order, starts, sizes = _units(frame, cluster)
    draws = []
    for number in range(1, n_boot + 1):
        chosen = generator.integers(len(sizes), size=len(sizes))
        sample = frame.iloc[order[_ranges(starts[chosen], sizes[chosen])]].reset_index(drop=True)
        draws.append(_one_draw(sample, statistic, number, n_boot))
    return pd.DataFrame(draws).reset_index(drop=True)


def _units(frame: pd.DataFrame, cluster: str | None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    require_columns(frame, [])
    codes = np.arange(len(frame)) if cluster is None else pd.factorize(filled_column(frame, cluster))[0]
    sizes = np.bincount(codes)
    if len(sizes) < 2:
        what = "rows" if cluster is None else f"values in column {cluster!r}"
        raise DataError(f"the bootstrap needs two or more {what}, not {len(sizes)}.")
    return np.argsort(codes, kind="stable"), np.cumsum(sizes) - sizes, sizes


def _ranges(starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    # start, start + 1, …, start + size - 1 of each unit, one after another
    ends = np.cumsum(sizes)
    rows: np.ndarray = np.arange(ends[-1]) + np.repeat(starts - (ends - sizes), sizes)
    return rows


def _one_draw(sample: pd.DataFrame, statistic: Statistic, number: int, n_boot: int) -> pd.Series:
    try:
        draw = _as_series(statistic(sample))
    except DataError as fault:
        raise DataError(f"resample {number} of {n_boot} cannot be computed: {fault}") from fault
    if not np.isfinite(draw.to_numpy(dtype=float)).all():
        raise DataError(f"resample {number} of {n_boot} gives {draw.to_dict()}: a finite number is needed.")
    return draw


def _as_series(value: float | pd.Series) -> pd.Series:
    return value if isinstance(value, pd.Series) else pd.Series({SCALAR: float(value)})


def _decimals(width: float) -> int:
    # Two figures of the half-width: more would claim what the data do not know.
    half = width / 2
    if not math.isfinite(half) or half <= 0:
        return 2
    return min(max(1 - math.floor(math.log10(half)), 0), 6)
