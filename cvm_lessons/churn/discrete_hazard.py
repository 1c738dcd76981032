"""Discrete-time hazard: a logit on one row per customer and period, for rates counted in periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cvm_lessons.churn._checks import check_count, column_names, yes_or_no
from cvm_lessons.core import DataError, check_choice, number_column
from cvm_lessons.measurement import LogitFit, fit_logit

__all__ = ["BASELINES", "DiscreteHazard", "fit_discrete_hazard", "person_periods"]

BASELINES = ("each", "log", "constant")
LOG_PERIOD = "log_period"
MOST_PERIODS = 10_000  # ahead
MOST_ROWS = 20_000_000  # a wrong unit, such as days since 1970, asks for more than a memory holds


@dataclass(frozen=True, eq=False, repr=False)
class DiscreteHazard:
    """A fit of the hazard; what `fit_discrete_hazard` returns.

    Attributes
    ----------
    fit : LogitFit
        The logit, with the terms of the baseline among its coefficients.
    predictors : tuple of str
        Those beside the baseline.
    baseline : str
        How the hazard goes with the period.
    periods : tuple of int
        The periods seen, in order.
    """

    fit: LogitFit
    predictors: tuple[str, ...]
    baseline: str
    periods: tuple[int, ...]

    def __repr__(self) -> str:
        names = ", ".join(self.predictors) or "nothing"
        return (
            f"DiscreteHazard on {names}: baseline {self.baseline}, {self.fit.n} customer-periods, "
            f"left {self.fit.events}"
        )

    def to_frame(self, *, level: float = 0.95) -> pd.DataFrame:
        """Return the coefficients of the predictors, without those of the baseline.

        Parameters
        ----------
        level : float, default 0.95
            Confidence level.

        Returns
        -------
        DataFrame
            Index `term`; columns as `LogitFit.to_frame`.
        """
        return self.fit.to_frame(level=level).loc[list(self.predictors)]

    def hazard(self, frame: pd.DataFrame, period: str = "period") -> pd.Series:
        """Return the chance of leaving in the period of each row, for who is there when it begins.

        Parameters
        ----------
        frame : DataFrame
            With the period and the predictors.
        period : str, default "period"
            Column of the period; only periods seen in the fit.

        Returns
        -------
        Series
            From 0 to 1, with the index of `frame`.

        Raises
        ------
        DataError
            If a value is missing, or a period was not seen and the baseline says nothing of it.
        """
        numbers = number_column(frame, period, low=1)
        if self.baseline == "each" and (bad := ~numbers.isin(self.periods)).any():
            raise DataError.at(frame, period, bad, "a period that was seen when the hazard was fitted")
        terms = _baseline(numbers, self.baseline, self.periods)
        return self.fit.probabilities(
            pd.concat([frame.drop(columns=terms.columns, errors="ignore"), terms], axis=1)
        )

    def survival(self, frame: pd.DataFrame, periods: int) -> pd.DataFrame:
        """Return the chance of being there at the end of each period, predictors staying as they are.

        Parameters
        ----------
        frame : DataFrame
            One row per customer, with the predictors.
        periods : int
            How many periods from the first on.

        Returns
        -------
        DataFrame
            Index of `frame`; columns 1 to `periods`.

        Raises
        ------
        DataError
            If a value is missing, or a period was not seen and the baseline says nothing of it.
        ParameterError
            If `periods` is no whole number from 1 up.
        """
        count = check_count("periods", periods, low=1, high=MOST_PERIODS)
        if not isinstance(frame, pd.DataFrame):
            raise DataError(f"a pandas DataFrame is needed, not {type(frame).__name__}.")
        hazards = [1 - self.hazard(frame.assign(period=number)) for number in range(1, count + 1)]
        table = pd.concat(hazards, axis=1).cumprod(axis=1)
        return table.set_axis(pd.RangeIndex(1, count + 1, name="period"), axis=1)


def person_periods(
    customers: pd.DataFrame, duration: str, event: str, *, entry: str | None = None
) -> pd.DataFrame:
    """Return one row per customer and period at risk, as a discrete-time hazard needs them.

    Parameters
    ----------
    customers : DataFrame
        One row per customer.
    duration, event : str
        Columns of the whole number of periods with us, the last one included, and of 0 and 1 for having left
        in that last one.
    entry : str, optional
        Column of the periods that had passed before the customer came under observation.

    Returns
    -------
    DataFrame
        The columns of `customers` but `duration` and `event`, repeated; and period (from 1), left (1 in the
        period of leaving). The index says whose row it is.

    Raises
    ------
    DataError
        If a value is missing, a duration is not whole or not above `entry`, or there would be too many rows.

    Examples
    --------
    >>> rows = person_periods(pd.DataFrame({"years": [3, 1], "gone": [1, 0]}), "years", "gone")
    >>> rows["left"].tolist()
    [0, 0, 1, 0]
    """
    length = _whole(customers, duration, 1)
    left = yes_or_no(customers, event)
    start = _whole(customers, entry, 0) if entry is not None else 0 * length
    if (bad := start >= length).any():
        raise DataError.at(customers, str(entry), bad, f"below {duration!r}: no period was observed")
    counts = (length - start).to_numpy()
    if counts.sum() > MOST_ROWS:
        raise DataError(f"column {duration!r} asks for {counts.sum():,} rows: take a longer period.")
    rows = np.repeat(np.arange(len(customers)), counts)
    firsts = np.repeat(np.cumsum(counts) - counts, counts)
    period = np.arange(counts.sum()) - firsts + 1 + np.repeat(start.to_numpy(), counts)
    dropped = [duration, event] + ([entry] if entry is not None else [])
    table = customers.drop(columns=dropped).iloc[rows]
    last = period == np.repeat(length.to_numpy(), counts)
    return table.assign(period=period, left=(last & (left.to_numpy()[rows] == 1)).astype(int))


def fit_discrete_hazard(
    rows: pd.DataFrame,
    predictors: Sequence[str] = (),
    *,
    event: str = "left",
    period: str = "period",
    baseline: str = "each",
    cluster: str | None = None,
) -> DiscreteHazard:
    """Fit the chance of leaving in a period by logistic regression on customer-periods.

    Predictors may change from period to period, which is the model's strength; each row must hold what was
    known when its period began.

    Parameters
    ----------
    rows : DataFrame
        One row per customer and period, such as `person_periods` returns.
    predictors : sequence of str, optional
        Columns of numbers.
    event, period : str
        Columns of 0 and 1 for leaving in the period, and of its number.
    baseline : {"each", "log", "constant"}, default "each"
        Whether each period has a hazard of its own, it goes with the logarithm of the period, or not at all.
    cluster : str, optional
        Column of what customers have in common. Rows of one customer need none: one leaves but once.

    Returns
    -------
    DiscreteHazard
        With the fit, the hazard and survival of given customers.

    Raises
    ------
    DataError
        If a value is missing, nobody or everybody left in a period that has a hazard of its own, or the
        regression is impossible.
    ParameterError
        If the baseline is not known or a predictor comes twice.

    References
    ----------
    Singer and Willett (1993), It's about time, Journal of Educational Statistics 18(2), 155-195.

    Examples
    --------
    >>> customers = pd.DataFrame({"years": [1, 1, 2, 2, 2, 2], "gone": [1, 0, 1, 0, 0, 0]})
    >>> model = fit_discrete_hazard(person_periods(customers, "years", "gone"))
    >>> model.survival(pd.DataFrame(index=["one"]), 2).round(3).to_numpy().tolist()
    [[0.833, 0.625]]
    """
    check_choice("baseline", baseline, BASELINES)
    names = tuple(column_names("predictors", predictors))
    number = _whole(rows, period, 1)
    left = yes_or_no(rows, event)
    seen = tuple(sorted(int(one) for one in number.unique()))
    if baseline == "each":
        _check_each(left, number, seen)
    terms = _baseline(number, baseline, seen)
    table = pd.concat([rows.drop(columns=terms.columns, errors="ignore"), terms], axis=1)
    columns = [*names, *terms.columns]
    if not columns:
        raise DataError("a constant hazard without predictors is the rate itself: see churn_rate.")
    fit = fit_logit(table.reset_index(drop=True), event, columns, cluster=cluster)
    return DiscreteHazard(fit, names, baseline, seen)


def _whole(frame: pd.DataFrame, column: str, low: int) -> pd.Series:
    values = number_column(frame, column, low=low)
    if (bad := values % 1 != 0).any():
        raise DataError.at(frame, column, bad, "a whole number of periods")
    return values.astype(int)


def _baseline(number: pd.Series, baseline: str, seen: Sequence[int]) -> pd.DataFrame:
    if baseline == "log":
        return pd.DataFrame({LOG_PERIOD: np.log(number.astype(float))})
    later = seen[1:] if baseline == "each" else ()
    return pd.DataFrame({f"period {one}": (number == one).astype(float) for one in later}, index=number.index)


def _check_each(left: pd.Series, number: pd.Series, seen: Sequence[int]) -> None:
    share = left.groupby(number.to_numpy()).mean()
    for one in seen:
        if share[one] in (0.0, 1.0):
            what = "nobody" if share[one] == 0 else "everybody"
            raise DataError(
                f"period {one}: {what} left, so that it has no finite hazard of its own. "
                'Take longer periods or baseline="log".'
            )
