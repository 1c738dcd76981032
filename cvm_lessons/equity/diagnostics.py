"""Does the model hold? What it expected beside what came: by week, by frequency, over all histories."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_number, require_columns
from cvm_lessons.equity._checks import check_model
from cvm_lessons.equity._prediction import RepeatPurchaseModel

__all__ = ["alive_history", "history_grid", "holdout_by_frequency", "track_purchases"]


def track_purchases(
    model: RepeatPurchaseModel,
    purchases: pd.DataFrame,
    until: float,
    *,
    customers: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return repeat purchases of all customers by unit of time, as they came and as the model expects them.

    Parameters
    ----------
    model : RepeatPurchaseModel
        Fitted on a calibration period.
    purchases : DataFrame
        One row per purchase; columns customer_id and time, in the unit of the model from any start. The first
        purchase of a customer is where the model starts to count.
    until : float
        End of the observation, on the same clock.
    customers : DataFrame, optional
        Index customer_id, with the covariates of every customer; needed by a model that has some.

    Returns
    -------
    DataFrame
        Index `time` 1, 2, … (ends of the units, from the first purchase of all); columns actual, expected
        (purchases in the unit), actual_cumulative and expected_cumulative.

    Raises
    ------
    DataError
        If a column is missing or holds a value that cannot be, or a customer has no covariates.
    ParameterError
        If `until` lies before the last purchase, or the model needs `customers`.

    References
    ----------
    Fader, Hardie and Lee (2005), "Counting your customers" the easy way, Marketing Science 24(2), 275-284,
    figures 2 and 3.

    Examples
    --------
    >>> from cvm_lessons.equity import BetaGeoModel
    >>> model = BetaGeoModel.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> log = pd.DataFrame({"customer_id": [1, 1, 2], "time": [0.0, 1.5, 0.0]})
    >>> track_purchases(model, log, until=3)["actual_cumulative"].tolist()
    [0.0, 1.0, 1.0]
    """
    check_model(model)
    require_columns(purchases, ["customer_id", "time"])
    times = purchases[["customer_id", "time"]].assign(time=pd.to_numeric(purchases["time"], errors="coerce"))
    if (bad := times.isna().any(axis=1)).any():
        raise DataError.at(purchases, "time", bad, "a time of a known customer")
    begin = float(times["time"].min())
    last = check_number("until", until)
    if last < times["time"].max():
        raise ParameterError(f"until={until:g} lies before the last purchase, at {times['time'].max():g}.")
    ends = np.arange(1, int(np.ceil(last - begin)) + 1, dtype=float)
    births = times.groupby("customer_id")["time"].transform("min")
    repeats = times["time"][times["time"] > births] - begin
    actual = np.histogram(repeats, np.concatenate([[-np.inf], ends]))[0].astype(float)
    starts = times.groupby("customer_id")["time"].min() - begin
    cumulative = np.zeros(len(ends))
    for start, born in starts.groupby(starts):
        ages = np.maximum(ends - start, 0)
        if model.whole_time:
            ages = np.floor(ages)
        cumulative += _expected_of(model, ages, born.index, customers)
    table = {
        "actual": actual,
        "expected": np.diff(cumulative, prepend=0.0),
        "actual_cumulative": actual.cumsum(),
        "expected_cumulative": cumulative,
    }
    return pd.DataFrame(table, index=pd.Index(ends, name="time"))


def holdout_by_frequency(model: RepeatPurchaseModel, held: pd.DataFrame, most: int = 7) -> pd.DataFrame:
    """Return the mean purchases of the holdout by calibration frequency, beside what the model expected of
    them.

    Parameters
    ----------
    model : RepeatPurchaseModel
        Fitted on the calibration.
    held : DataFrame
        What `calibration_holdout` returns.
    most : int, default 7
        The last row holds so many purchases and more.

    Returns
    -------
    DataFrame
        Index `frequency`; columns customers, actual and expected (means per customer).

    Raises
    ------
    DataError
        If a column is missing or holds a value that cannot be.
    ParameterError
        If `most` is no whole number from 1 up.

    Examples
    --------
    >>> from cvm_lessons.equity import BetaGeoModel
    >>> model = BetaGeoModel.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> held = pd.DataFrame({"frequency": [0, 2], "recency": [0, 30.43], "T": [38.86, 38.86],
    ...     "frequency_holdout": [0, 1], "duration_holdout": [39.0, 39.0]})
    >>> holdout_by_frequency(model, held)["expected"].round(3).tolist()
    [0.195, 1.226]
    """
    check_model(model)
    require_columns(held, ["frequency_holdout", "duration_holdout"])
    if isinstance(most, bool) or not isinstance(most, int | np.integer) or most < 1:
        raise ParameterError(f"most={most!r} is not a whole number from 1 up.")
    lengths = held["duration_holdout"].unique()
    if len(lengths) != 1:
        raise DataError(f"column 'duration_holdout' holds {len(lengths)} lengths: one holdout is needed.")
    expected = model.expected_purchases(held, float(lengths[0]))
    table = pd.DataFrame({"actual": held["frequency_holdout"], "expected": expected})
    grouped = table.groupby(held["frequency"].clip(upper=most).astype(int))
    return grouped.mean().assign(customers=grouped.size())[["customers", "actual", "expected"]]


def history_grid(
    model: RepeatPurchaseModel,
    T: float,
    most: int,
    *,
    t: float | None = None,
    customer: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the probability of being alive, or the expected purchases, for every frequency and recency.

    Parameters
    ----------
    model : RepeatPurchaseModel
        Fitted, or made from parameters.
    T : float
        How long the customers were observed.
    most : int
        Largest frequency.
    t : float, optional
        Expected purchases in this time; without it the probability of being alive.
    customer : DataFrame, optional
        One row with the covariates; needed by a model that has some.

    Returns
    -------
    DataFrame
        Index `recency` from 1 to T in steps of one unit, columns frequency from 1 to `most`. A discrete model
        leaves a cell missing where there are more purchases than opportunities.

    Raises
    ------
    DataError
        If `customer` is not one row with the covariates.
    ParameterError
        If an argument is out of range, or the model needs `customer`.

    Examples
    --------
    >>> from cvm_lessons.equity import BetaGeoModel
    >>> model = BetaGeoModel.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> history_grid(model, 39, 20).loc[20, [1, 20]].round(2).tolist()
    [0.6, 0.0]
    """
    check_model(model)
    length = check_number("T", T, low=1)
    if isinstance(most, bool) or not isinstance(most, int | np.integer) or most < 1:
        raise ParameterError(f"most={most!r} is not a whole number from 1 up.")
    recency, frequency = np.meshgrid(np.arange(1, int(length) + 1), np.arange(1, most + 1), indexing="ij")
    cells = pd.DataFrame({"frequency": frequency.ravel(), "recency": recency.ravel(), "T": length})
    possible = (cells["frequency"] <= cells["recency"]) | (not model.whole_time)
    some = _with_covariates(model, cells[possible], customer)
    values = model.probability_alive(some) if t is None else model.expected_purchases(some, t)
    grid = values.reindex(cells.index).to_numpy().reshape(recency.shape)
    rows, columns = pd.Index(recency[:, 0], name="recency"), pd.Index(frequency[0], name="frequency")
    return pd.DataFrame(grid, index=rows, columns=columns)


def alive_history(
    model: RepeatPurchaseModel,
    times: list[float],
    until: float,
    *,
    step: float = 1.0,
    customer: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return how likely one customer was alive at each moment of their history.

    Parameters
    ----------
    model : RepeatPurchaseModel
        Fitted, or made from parameters.
    times : list of float
        Times of the repeat purchases since the first one, ascending, each above 0.
    until : float
        End of the history.
    step : float, default 1
        Distance of the moments.
    customer : DataFrame, optional
        One row with the covariates; needed by a model that has some.

    Returns
    -------
    DataFrame
        Columns time, probability_alive and purchases (repeat purchases so far). In continuous time a moment
        with a purchase has two rows, just before and just after it: there the probability jumps.

    Raises
    ------
    DataError
        If `customer` is not one row with the covariates.
    ParameterError
        If times are not ascending, `until` lies before the last, or the model needs `customer`.

    Examples
    --------
    >>> from cvm_lessons.equity import BetaGeoModel
    >>> model = BetaGeoModel.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> alive_history(model, [5.0], 30, step=10)["probability_alive"].round(2).tolist()
    [1.0, 0.75, 0.64, 0.48, 0.38]
    """
    check_model(model)
    if isinstance(times, str) or not np.iterable(times):
        raise ParameterError(f"times={times!r} is no list of times.")
    moments = [check_number("times", each, low=0) for each in times]
    if sorted(set(moments)) != moments or (moments and moments[0] == 0):
        raise ParameterError(f"times={times!r} are not ascending and above 0.")
    end, width = check_number("until", until, low=0), check_number("step", step, low=0)
    if width == 0 or end < max(width, *moments, 0.0):
        raise ParameterError(f"until={until:g} and step={step:g} do not hold the history: {times!r}.")
    grid, number = np.arange(width, end + width / 1e6, width), np.arange(len(moments))
    rows = [
        np.column_stack([grid, np.searchsorted(moments, grid, side="right")]),
        np.column_stack([moments, number + 1]),
    ]
    if not model.whole_time:  # before an opportunity has passed there is nothing to miss
        rows.append(np.column_stack([moments, number]))
    now, counts = np.unique(np.vstack(rows), axis=0).T
    purchases = counts.astype(int)
    last = np.array([0.0, *moments])[purchases]
    summary = pd.DataFrame({"frequency": purchases, "recency": last, "T": now})
    alive = model.probability_alive(_with_covariates(model, summary, customer))
    return pd.DataFrame({"time": now, "probability_alive": alive.to_numpy(), "purchases": purchases})


def _expected_of(
    model: RepeatPurchaseModel, ages: np.ndarray, born: pd.Index, customers: pd.DataFrame | None
) -> np.ndarray:
    """Return the purchases expected of all customers of the same age, by age."""
    if not model._covariates:
        return np.asarray(model.expected_purchases_new(ages)) * len(born)
    if customers is not None and not (there := born.isin(customers.index)).all():
        raise DataError(f"customers has no row for customer {born[~there][0]}: add their covariates.")
    own = None if customers is None else customers.loc[born]
    expected = np.asarray(model.expected_purchases_new(ages, customers=own))
    return np.asarray(expected.sum(axis=0))


def _with_covariates(
    model: RepeatPurchaseModel, histories: pd.DataFrame, customer: pd.DataFrame | None
) -> pd.DataFrame:
    """Return histories with the covariates of one customer."""
    if not model._covariates:
        return histories
    if customer is not None and len(customer) != 1:
        raise DataError(f"customer has {len(customer)} rows: the histories are of one customer.")
    own = np.ravel(np.asarray(model._traits_of(customer)))
    return histories.assign(**dict(zip(model._covariates, own, strict=True)))
