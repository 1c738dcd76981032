"""Satisfaction with encounters: before, during, after, core, auxiliary, and what they add up to."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import optimize

from cvm_lessons.core import DataError, check_number, filled_column, number_column, number_columns
from cvm_lessons.measurement import derived_importance, fit_linear, mean_interval

__all__ = [
    "ENCOUNTERS",
    "PHASES",
    "cumulative_satisfaction",
    "encounter_drivers",
    "encounter_means",
    "fit_updating_rate",
    "peak_end",
]

PHASES = ("enc_before", "enc_during", "enc_after")
ENCOUNTERS = (*PHASES, "core", "auxiliary")
KINDS = {"core": "core or auxiliary", "auxiliary": "core or auxiliary"}


def encounter_means(
    answers: pd.DataFrame, encounters: Sequence[str] = ENCOUNTERS, *, level: float = 0.95
) -> pd.DataFrame:
    """Return the mean of each encounter with its interval and its share of low answers.

    Parameters
    ----------
    answers : DataFrame
        One row per answer on 1-10, none missing.
    encounters : sequence of str
        Columns.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `encounter`; columns view (by phase, or core against auxiliary), mean, low, high,
        dissatisfied (share of answers of 4 or less), n.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.

    Examples
    --------
    >>> answers = pd.DataFrame({"enc_before": [8, 6], "enc_during": [9, 4]})
    >>> encounter_means(answers, ["enc_before", "enc_during"])["dissatisfied"].to_dict()
    {'enc_before': 0.0, 'enc_during': 0.5}
    """
    rows = {}
    for name in encounters:
        mean = mean_interval(answers, name, level=level)
        low_share = float((number_column(answers, name, low=1, high=10) <= 4).mean())
        rows[name] = (KINDS.get(name, "phase"), mean.estimate, mean.low, mean.high, low_share, mean.n)
    columns = ["view", "mean", "low", "high", "dissatisfied", "n"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("encounter")


def encounter_drivers(
    answers: pd.DataFrame,
    outcome: str = "sat_overall",
    encounters: Sequence[str] = ENCOUNTERS,
    *,
    cluster: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return what each encounter adds to overall satisfaction.

    Parameters
    ----------
    answers : DataFrame
        One row per answer, none missing.
    outcome : str, default "sat_overall"
        Column to explain.
    encounters : sequence of str
        Columns that explain it.
    cluster : str, optional
        Column of the customer, where one answers several times.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `encounter`; columns estimate, low, high (points per point, the others fixed), share (of the
        explained variance, averaged over orders) and rank of the share.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary.

    Examples
    --------
    >>> answers = pd.DataFrame({"core": [6, 7, 8, 9, 9], "auxiliary": [7, 6, 8, 7, 9]})
    >>> answers["sat_overall"] = [6, 7, 8, 9, 10]
    >>> encounter_drivers(answers, encounters=["core", "auxiliary"])["rank"].to_dict()
    {'core': 1, 'auxiliary': 2}
    """
    fit = fit_linear(answers, outcome, encounters, cluster=cluster).to_frame(level=level).iloc[1:]
    shares = derived_importance(answers, outcome, encounters, method="shapley")
    table = fit.rename(columns={"coefficient": "estimate"})[["estimate", "low", "high"]]
    return table.join(shares[["share", "rank"]]).rename_axis("encounter")


def peak_end(
    answers: pd.DataFrame, outcome: str = "sat_overall", phases: Sequence[str] = PHASES
) -> pd.DataFrame:
    """Return how well the average, the best, the worst and the last encounter explain the whole.

    Parameters
    ----------
    answers : DataFrame
        One row per answer, none missing.
    outcome : str, default "sat_overall"
        Column to explain.
    phases : sequence of str
        Encounters in the order of time, two or more.

    Returns
    -------
    DataFrame
        Index `rule`: average, best, worst, last, worst and last, all encounters; columns predictors and
        adjusted_r2; the best rule first.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary, or there is one phase only.

    References
    ----------
    Fredrickson and Kahneman (1993), Journal of Personality and Social Psychology 65(1), 45-55, for the rule.

    Examples
    --------
    >>> answers = pd.DataFrame({"enc_during": [6, 9, 8, 7, 5, 9], "enc_after": [8, 7, 9, 4, 6, 5]})
    >>> answers["sat_overall"] = answers["enc_after"] + [0, 0, 0, 0, 0, 1]
    >>> peak_end(answers, phases=["enc_during", "enc_after"]).index[-1]
    'best'
    """
    if len(phases) < 2:
        raise DataError(f"{len(phases)} phase: two or more are needed to tell the last from the average.")
    ratings = number_columns(answers, list(phases))
    rules = pd.DataFrame(
        {
            "average": ratings.mean(axis=1),
            "best": ratings.max(axis=1),
            "worst": ratings.min(axis=1),
            "last": ratings.iloc[:, -1],
        }
    )
    frame = pd.concat([rules, ratings], axis=1).assign(**{outcome: number_column(answers, outcome)})
    tried = {name: [name] for name in rules} | {
        "worst and last": ["worst", "last"],
        "all encounters": list(phases),
    }
    fits = {rule: fit_linear(frame, outcome, names) for rule, names in tried.items()}
    rows = {rule: (len(fit.predictors), fit.adjusted_r_squared) for rule, fit in fits.items()}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["predictors", "adjusted_r2"])
    return table.rename_axis("rule").sort_values("adjusted_r2", ascending=False, kind="stable")


def cumulative_satisfaction(
    ratings: pd.DataFrame,
    rate: float,
    *,
    customer: str = "customer_id",
    time: str = "year",
    rating: str = "sat_overall",
) -> pd.DataFrame:
    """Return satisfaction as it accumulates: each encounter moves it by `rate` of the surprise.

    cumulative = before + rate · (rating - before); the first rating starts it.

    Parameters
    ----------
    ratings : DataFrame
        One row per customer and encounter.
    rate : float
        Weight of the newest encounter, 0 to 1.
    customer, time, rating : str
        Columns.

    Returns
    -------
    DataFrame
        Columns customer, time, rating, before (missing at the first encounter) and cumulative, in the
        order of customer and time.

    Raises
    ------
    DataError
        If a value is missing or a customer has two encounters at one time.
    ParameterError
        If the rate is not from 0 to 1.

    References
    ----------
    Bolton (1998), Marketing Science 17(1), 45-65: customers anchor on what they felt before and adjust.

    Examples
    --------
    >>> ratings = pd.DataFrame({"customer_id": "E1", "year": [2023, 2024, 2025], "sat_overall": [8, 4, 8]})
    >>> cumulative_satisfaction(ratings, 0.25)["cumulative"].tolist()
    [8.0, 7.0, 7.25]
    """
    check_number("rate", rate, low=0, high=1)
    ordered = _ordered(ratings, customer, time, rating)
    values, firsts = ordered[rating].to_numpy(), ~ordered[customer].duplicated().to_numpy()
    before, after = _updated(values, firsts, rate)
    return ordered.assign(before=before, cumulative=after)


def fit_updating_rate(
    ratings: pd.DataFrame, *, customer: str = "customer_id", time: str = "year", rating: str = "sat_overall"
) -> float:
    """Return the rate at which the past predicts the next rating best (least squares).

    Parameters
    ----------
    ratings : DataFrame
        One row per customer and encounter; some customers with three or more.
    customer, time, rating : str
        Columns.

    Returns
    -------
    float
        From 0 (only the first encounter counts) to 1 (only the last one does).

    Raises
    ------
    DataError
        If a value is missing, a customer has two encounters at one time, or none has three.

    Examples
    --------
    >>> ratings = pd.DataFrame({"customer_id": "E1", "year": range(6), "sat_overall": [8, 4, 5, 5, 6, 5]})
    >>> 0 <= fit_updating_rate(ratings) <= 1
    True
    """
    ordered = _ordered(ratings, customer, time, rating)
    values, firsts = ordered[rating].to_numpy(), ~ordered[customer].duplicated().to_numpy()
    if ordered.groupby(customer).size().max() < 3:
        raise DataError(f"no {customer} has three encounters: nothing tells the last from the first.")

    def misfit(rate: float) -> float:
        before, _ = _updated(values, firsts, rate)
        return float(np.nansum((values - before) ** 2))

    return float(optimize.minimize_scalar(misfit, bounds=(0.0, 1.0), method="bounded").x)


def _ordered(ratings: pd.DataFrame, customer: str, time: str, rating: str) -> pd.DataFrame:
    filled_column(ratings, customer)
    filled_column(ratings, time)
    table = ratings[[customer, time]].assign(**{rating: number_column(ratings, rating)})
    if (twice := table.duplicated([customer, time])).any():
        raise DataError.at(ratings, time, twice, f"the only encounter of its {customer} at that time")
    return table.sort_values([customer, time], kind="stable").reset_index(drop=True)


def _updated(values: np.ndarray, firsts: np.ndarray, rate: float) -> tuple[np.ndarray, np.ndarray]:
    # Step k of all customers at once: a customer's k-th row stands k rows after its first.
    starts = np.flatnonzero(firsts)
    lengths = np.diff([*starts, len(values)])
    before, after = np.full(len(values), np.nan), values.astype(float).copy()
    for step in range(1, int(lengths.max())):
        rows = starts[lengths > step] + step
        before[rows] = after[rows - 1]
        after[rows] = before[rows] + rate * (values[rows] - before[rows])
    return before, after
