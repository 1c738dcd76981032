"""How good an uplift is: the Qini curve, the effect by predicted uplift, and targeting by risk beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cvm_lessons.churn._checks import check_count, column_names, yes_or_no
from cvm_lessons.core import DataError, ParameterError, check_number, number_column
from cvm_lessons.measurement import (
    Interval,
    bootstrap_draws,
    bootstrap_interval,
    difference_interval,
)

__all__ = ["compare_targeting", "qini_coefficient", "qini_curve", "uplift_by_bin"]


def qini_curve(
    trial: pd.DataFrame, score: str, *, treated: str = "treated", outcome: str = "responded"
) -> pd.DataFrame:
    """Return what treating the customers of the highest scores brings, from nobody to everybody.

    Parameters
    ----------
    trial : DataFrame
        One row per customer of a trial drawn by lot; the scores come from elsewhere or out of fold.
    score : str
        Column that orders the customers: an uplift, a risk, or any other number.
    treated, outcome : str
        Columns of 0 and 1 for the arm, and of what the offer is to change: 0 and 1, or a number.

    Returns
    -------
    DataFrame
        One row per score that occurs, and one for nobody; columns share (of customers targeted), gain
        (additional outcome per customer of the whole list: treated less what as many left alone did) and
        random (the gain of a list in random order).

    Raises
    ------
    DataError
        If a column or value is missing, or an arm is empty.

    References
    ----------
    Radcliffe (2007), Using control groups to target on predicted lift, Direct Marketing Analytics Journal,
    14-21.

    Examples
    --------
    >>> trial = pd.DataFrame({"treated": [1, 0, 1, 0], "responded": [1, 0, 0, 0], "score": [2, 2, 1, 1]})
    >>> qini_curve(trial, "score").to_dict("list")
    {'share': [0.0, 0.5, 1.0], 'gain': [0.0, 0.5, 0.5], 'random': [0.0, 0.25, 0.5]}
    """
    rows = _rows(trial, score, treated, outcome)
    share, gain = _points(*(rows[name].to_numpy() for name in ("score", "treated", "outcome")))
    return pd.DataFrame({"share": share, "gain": gain, "random": share * gain[-1]})


def qini_coefficient(
    trial: pd.DataFrame,
    score: str,
    *,
    treated: str = "treated",
    outcome: str = "responded",
    level: float = 0.95,
    n_boot: int = 300,
    rng: np.random.Generator | int = 0,
) -> Interval:
    """Return the area between the Qini curve and the line of a random order.

    Parameters
    ----------
    trial : DataFrame
        One row per customer of a trial drawn by lot.
    score, treated, outcome : str
        Columns as in `qini_curve`.
    level : float, default 0.95
        Confidence level (bootstrap of the customers).
    n_boot : int, default 300
        Resamples.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.

    Returns
    -------
    Interval
        Additional outcome per customer, on average over all shares; 0 for an order that is no better than
        chance. It is not divided by the area of a perfect order, which nobody knows: the uplift of a single
        customer is never seen.

    Raises
    ------
    DataError
        If a column or value is missing, or an arm is empty.
    ParameterError
        If an argument is out of range.

    References
    ----------
    Radcliffe (2007), Using control groups to target on predicted lift, Direct Marketing Analytics Journal,
    14-21.
    """
    rows = _rows(trial, score, treated, outcome)
    return bootstrap_interval(rows, _area, n_boot=n_boot, level=level, rng=rng)


def uplift_by_bin(
    trial: pd.DataFrame,
    score: str,
    *,
    treated: str = "treated",
    outcome: str = "responded",
    bins: int = 5,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return the effect really seen in each group of scores, from the highest to the lowest.

    Parameters
    ----------
    trial : DataFrame
        One row per customer of a trial drawn by lot.
    score, treated, outcome : str
        Columns as in `qini_curve`.
    bins : int, default 5
        Groups of about equal size; equal scores stay together.
    level : float, default 0.95
        Confidence level (Welch's interval).

    Returns
    -------
    DataFrame
        Index `bin`, 1 the highest scores; columns n, score (mean), effect, low, high.

    Raises
    ------
    DataError
        If a column or value is missing, or a group has fewer than two customers of an arm.
    ParameterError
        If an argument is out of range.

    Examples
    --------
    >>> trial = pd.DataFrame({"treated": [1, 1, 0, 0] * 2, "responded": [1, 1, 0, 1, 0, 1, 1, 1]})
    >>> uplift_by_bin(trial.assign(score=[2] * 4 + [1] * 4), "score", bins=2)["effect"].tolist()
    [0.5, -0.5]
    """
    count = check_count("bins", bins, low=1)
    rows = _rows(trial, score, treated, outcome)
    place = (-rows["score"]).rank(method="average", pct=True)
    rows["bin"] = np.ceil(place * count).clip(1, count).astype(int)
    table = {}
    for number, (_, part) in enumerate(rows.groupby("bin"), start=1):
        if part["treated"].value_counts().reindex([0.0, 1.0], fill_value=0).min() < 2:
            raise DataError(f"bin {number} has fewer than two customers of an arm: take fewer bins.")
        row = {"n": len(part), "score": part["score"].mean()}
        if part["outcome"].groupby(part["treated"]).nunique().max() < 2:
            effect = float(part["outcome"].groupby(part["treated"]).mean().diff().iloc[-1])
            table[number] = row | {"effect": effect, "low": np.nan, "high": np.nan}
            continue
        found = difference_interval(part, "outcome", "treated", level=level)
        table[number] = row | {"effect": found.estimate, "low": found.low, "high": found.high}
    return pd.DataFrame.from_dict(table, orient="index").rename_axis("bin").astype({"n": int})


def compare_targeting(
    trial: pd.DataFrame,
    scores: Sequence[str],
    *,
    share: float = 0.3,
    treated: str = "treated",
    outcome: str = "responded",
    level: float = 0.95,
    n_boot: int = 300,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """Return what a campaign to the top of each of several orders brings, and by how much they differ.

    Parameters
    ----------
    trial : DataFrame
        One row per customer of a trial drawn by lot.
    scores : sequence of str
        Columns that order the customers, such as an uplift and a risk of leaving.
    share : float, default 0.3
        Share of the customers that the budget reaches.
    treated, outcome : str
        Columns as in `qini_curve`.
    level : float, default 0.95
        Confidence level (bootstrap, the same resamples for all orders).
    n_boot : int, default 300
        Resamples.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.

    Returns
    -------
    DataFrame
        Index `score`; columns gain (additional outcome per customer of the whole list), low, high, and
        difference (gain less that of the first score), difference_low, difference_high.

    Raises
    ------
    DataError
        If a column or value is missing, or an arm is empty.
    ParameterError
        If an argument is out of range, or no score is given.

    References
    ----------
    Ascarza (2018), Retention futility: targeting high-risk customers might be ineffective, Journal of
    Marketing Research 55(1), 80-98.
    """
    names = column_names("scores", scores)
    if not names or len(set(names)) < len(names):
        raise ParameterError(f"scores={names!r}: give one or more columns, each once.")
    part = check_number("share", share, low=0.001, high=1)
    rows = _rows(trial, names[0], treated, outcome)[["treated", "outcome"]]
    rows = rows.assign(**{name: number_column(trial, name).to_numpy() for name in names})

    def gains(sample: pd.DataFrame) -> pd.Series:
        arm, got = sample["treated"].to_numpy(), sample["outcome"].to_numpy()
        curves = {name: _points(sample[name].to_numpy(), arm, got) for name in names}
        return pd.Series({name: float(np.interp(part, *curve)) for name, curve in curves.items()})

    draws = bootstrap_draws(rows, gains, n_boot=n_boot, rng=rng)
    tail = (1 - check_number("level", level, low=0.01, high=0.999)) / 2
    gain, apart = gains(rows), draws.sub(draws[names[0]], axis=0)
    table = {
        "gain": gain,
        "low": draws.quantile(tail),
        "high": draws.quantile(1 - tail),
        "difference": gain - gain[names[0]],
        "difference_low": apart.quantile(tail),
        "difference_high": apart.quantile(1 - tail),
    }
    return pd.DataFrame(table).rename_axis("score").loc[names]


def _rows(trial: pd.DataFrame, score: str, treated: str, outcome: str) -> pd.DataFrame:
    rows = pd.DataFrame(
        {
            "treated": yes_or_no(trial, treated),
            "outcome": number_column(trial, outcome),
            "score": number_column(trial, score),
        }
    )
    if rows["treated"].nunique() < 2:
        raise DataError(f"column {treated!r} is {rows['treated'].iloc[0]:.0f} in every row: no other arm.")
    return rows.reset_index(drop=True)


def _points(score: np.ndarray, arm: np.ndarray, got: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return shares targeted and gains, from nobody to everybody."""
    order = np.argsort(-score, kind="stable")
    score, arm, got = score[order], arm[order], got[order]
    last = np.append(np.flatnonzero(np.diff(score)), len(score) - 1)  # equal scores come together
    n_treated, n_control = np.cumsum(arm)[last], np.cumsum(1 - arm)[last]
    from_treated, from_control = np.cumsum(arm * got)[last], np.cumsum((1 - arm) * got)[last]
    scale = np.divide(n_treated, n_control, out=np.zeros(len(last)), where=n_control > 0)
    gain = (from_treated - from_control * scale) / max(n_treated[-1], 1)
    return np.append(0.0, (last + 1) / len(score)), np.append(0.0, gain)


def _area(rows: pd.DataFrame) -> float:
    share, gain = _points(*(rows[name].to_numpy() for name in ("score", "treated", "outcome")))
    return float(np.trapezoid(gain - share * gain[-1], share))
