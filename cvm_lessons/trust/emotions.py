"""Consumption emotions: positive and negative scales, and what they add to what is known already."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.core import ParameterError, format_number
from cvm_lessons.measurement import Interval, bootstrap_covariances, fit_linear
from cvm_lessons.trust._effects import check_names, with_controls
from cvm_lessons.trust.scales import score_scales

__all__ = ["EMOTIONS", "AddedShare", "added_share", "emotion_scores"]

EMOTIONS: dict[str, tuple[str, ...]] = {
    "positive": ("emo_joy", "emo_interest", "emo_pride", "emo_ease"),
    "negative": ("emo_anger", "emo_disappointment", "emo_boredom", "emo_worry"),
}


@dataclass(frozen=True, repr=False)
class AddedShare:
    """R² before and after more causes are let in; what `added_share` returns.

    Parameters
    ----------
    before, after : float
        R² of the first causes, and of all.
    added : Interval
        The difference, with its bootstrap interval; it is never negative, so judge it by F.
    f, p : float
        F of the added causes in the ordinary regression and its probability (answers taken as independent).
    df : tuple of int
        Degrees of freedom of F.
    partial : float
        Added over what the first causes left unexplained.
    n : int
        Rows.
    """

    before: float
    after: float
    added: Interval
    f: float
    p: float
    df: tuple[int, int]
    partial: float
    n: int

    def __repr__(self) -> str:
        before, after = format_number(self.before, 3), format_number(self.after, 3)
        test = f"F({self.df[0]}, {self.df[1]}) = {format_number(self.f, 1)}, p = {self.p:.2g}"
        return f"R² {before} → {after}, added {self.added}; {test}"

    def to_frame(self) -> pd.DataFrame:
        """Return one row, a column per number.

        Returns
        -------
        DataFrame
            Columns before, after, added, low, high, f, p, partial, n.
        """
        fields = {name: value for name, value in asdict(self).items() if name not in ("added", "df")}
        ends = {"added": self.added.estimate, "low": self.added.low, "high": self.added.high}
        row = {**fields, **ends}
        return pd.DataFrame([row])[["before", "after", "added", "low", "high", "f", "p", "partial", "n"]]


def emotion_scores(
    answers: pd.DataFrame,
    emotions: Mapping[str, Sequence[str]] = EMOTIONS,
    *,
    low: float = 1,
    high: float = 5,
    keep: Sequence[str] = (),
) -> pd.DataFrame:
    """Return how strongly each customer felt positive and negative emotions: the mean of the items.

    The two are no opposites: one can be glad about a deal and worried about the hall.

    Parameters
    ----------
    answers : DataFrame
        One row per answer, with the items as columns, none missing.
    emotions : mapping of str to sequence of str, default `EMOTIONS`
        Items of each scale.
    low, high : float, default 1 and 5
        Ends of the items' scale.
    keep : sequence of str, optional
        Columns to carry along unchanged.

    Returns
    -------
    DataFrame
        The columns of `keep`, then one per scale, and ``balance`` (positive less negative) if both are there.

    Raises
    ------
    DataError
        If a column is missing, or an answer is missing or out of range.
    ParameterError
        If there are no scales or one has no items.

    References
    ----------
    Westbrook and Oliver (1991), Journal of Consumer Research 18(1), 84-91; Richins (1997), Journal of
    Consumer Research 24(2), 127-146.

    Examples
    --------
    >>> answers = pd.DataFrame({"joy": [5, 2], "pride": [4, 2], "anger": [1, 4]})
    >>> emotion_scores(answers, {"positive": ["joy", "pride"], "negative": ["anger"]})["balance"].tolist()
    [3.5, -2.0]
    """
    scores = score_scales(answers, emotions, low=low, high=high, keep=keep)
    if {"positive", "negative"} <= set(emotions):
        scores = scores.assign(balance=scores["positive"] - scores["negative"])
    return scores


def added_share(
    scores: pd.DataFrame,
    outcome: str,
    first: Sequence[str],
    added: Sequence[str],
    *,
    controls: Sequence[str] = (),
    n_boot: int = 1000,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
    cluster: str | None = None,
) -> AddedShare:
    """Return by how much more causes raise the explained share of an outcome.

    Parameters
    ----------
    scores : DataFrame
        One row per answer, no value missing.
    outcome : str
        Column to explain, such as ``"satisfaction"``.
    first : sequence of str
        Columns that are in the regression from the start, such as ``["disconfirmation"]``.
    added : sequence of str
        Columns let in then, such as ``["positive", "negative"]``.
    controls : sequence of str, optional
        Columns that stand beside `first` from the start.
    n_boot : int, default 1000
        Resamples, 100 or more.
    level : float, default 0.95
        Confidence level.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.
    cluster : str, optional
        Column of the customer, where one gives several answers: customers are resampled.

    Returns
    -------
    AddedShare
        R² before and after, the difference with its interval, and F.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary.
    ParameterError
        If a list is empty, a column stands in both, or an argument is out of range.

    References
    ----------
    Cohen, Cohen, West and Aiken (2003), Applied Multiple Regression/Correlation Analysis, 3rd ed., chapter 5.

    Examples
    --------
    >>> rng = np.random.default_rng(2)
    >>> scores = pd.DataFrame(rng.normal(size=(500, 2)), columns=["disconfirmation", "positive"])
    >>> scores["satisfaction"] = scores.sum(axis=1) + rng.normal(size=500)
    >>> gain = added_share(scores, "satisfaction", ["disconfirmation"], ["positive"], n_boot=200)
    >>> gain.added.covers(1 / 3)
    True
    """
    start, more = check_names("first", first), check_names("added", added)
    if both := [name for name in more if name in start]:
        raise ParameterError(f"{both[0]!r} stands in first and in added: name it once.")
    if not isinstance(level, float) or not 0 < level < 1:
        raise ParameterError(f"level={level!r} is not a share between 0 and 1, such as 0.95.")
    ready, held = with_controls(scores, controls)
    base = [*start, *held]
    small, large = fit_linear(ready, outcome, base), fit_linear(ready, outcome, [*base, *more])
    gain, free = large.r_squared - small.r_squared, large.n - len(large.coefficients)
    f = gain / len(more) / ((1 - large.r_squared) / free)
    draws = bootstrap_covariances(ready, [outcome, *base, *more], n_boot=n_boot, rng=rng, cluster=cluster)
    few, all_causes = range(1, len(base) + 1), range(1, len(base) + len(more) + 1)
    gains = _explained_share(draws, all_causes) - _explained_share(draws, few)
    low, high = (float(end) for end in np.quantile(gains, [(1 - level) / 2, (1 + level) / 2]))
    units = large.n if cluster is None else int(ready[cluster].nunique())
    return AddedShare(
        before=small.r_squared,
        after=large.r_squared,
        added=Interval(gain, low, high, units, level),
        f=f,
        p=float(stats.f.sf(f, len(more), free)),
        df=(len(more), free),
        partial=gain / (1 - small.r_squared),
        n=large.n,
    )


def _explained_share(covariances: np.ndarray, causes: Sequence[int]) -> np.ndarray:
    """Return R² of the first variable on others, for each matrix of a batch."""
    at = list(causes)
    with_outcome = covariances[:, at, 0]
    slopes = np.linalg.solve(covariances[:, at][:, :, at], with_outcome[..., None])[..., 0]
    share: np.ndarray = (slopes * with_outcome).sum(axis=-1) / covariances[:, 0, 0]
    return share
