"""Attitude clusters: k-means on standardised answers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator

from cvm_lessons.core import DataError, ParameterError, as_generator, number_columns
from cvm_lessons.segments._checks import check_names, whole_number

__all__ = ["AttitudeClusters"]

N_STARTS = 10


class AttitudeClusters(BaseEstimator):
    """Segments of respondents with like answers: k-means on standardised items.

    Each item is brought to mean 0 and standard deviation 1, so that no item counts more for its wider scale.
    Where people differ in how they use a scale, take that out first (`cvm_lessons.measurement.ipsatize`), or
    the clusters are of yes-sayers and nay-sayers. k-means makes clusters of any data, round and of like size:
    see `cluster_validity` and `cvm_lessons.measurement.effects_by_group` before believing in them.

    Parameters
    ----------
    n_segments : int, default 4
        Number of clusters.
    n_starts : int, default 10
        Starts, of which the best is kept.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.

    Attributes
    ----------
    items_ : list of str
        Columns that were clustered.
    centres_ : DataFrame
        Index `segment` (1 is the largest); mean of each item in standard deviations from the mean of all.
    labels_ : Series
        Segment of each respondent of the fit.
    sizes_ : Series
        Respondents of each segment.
    within_ : float
        Sum of squared distances to the centres.

    References
    ----------
    MacQueen (1967), Some methods for classification and analysis of multivariate observations, Berkeley
    Symposium 5(1), 281-297; Arthur and Vassilvitskii (2007) for the starts.

    Examples
    --------
    >>> answers = pd.DataFrame({"price": [7, 6, 7, 1, 2], "service": [1, 2, 1, 7, 6]})
    >>> AttitudeClusters(n_segments=2).fit(answers, ["price", "service"]).labels_.tolist()
    [1, 1, 1, 2, 2]
    """

    def __init__(
        self, n_segments: int = 4, *, n_starts: int = N_STARTS, rng: np.random.Generator | int = 0
    ) -> None:
        self.n_segments = n_segments
        self.n_starts = n_starts
        self.rng = rng

    def fit(self, answers: pd.DataFrame, items: Sequence[str]) -> AttitudeClusters:
        """Find the clusters.

        Parameters
        ----------
        answers : DataFrame
            One row per respondent.
        items : sequence of str
            Columns of numbers to cluster, two or more.

        Returns
        -------
        AttitudeClusters
            Itself.

        Raises
        ------
        DataError
            If an answer is missing, an item does not vary, or fewer rows are unlike than segments.
        ParameterError
            If a number is out of range.
        """
        count = whole_number("n_segments", self.n_segments, low=1)
        starts = whole_number("n_starts", self.n_starts, low=1)
        scores = standardised(answers, items)
        self.items_ = list(scores.columns)
        numbers = answers[self.items_].astype(float)
        self.means_, self.spreads_ = numbers.mean(), numbers.std(ddof=0)
        seed = int(as_generator(self.rng).integers(2**31))
        labels, centres, self.within_ = kmeans_labels(scores.to_numpy(), count, n_starts=starts, seed=seed)
        order = np.argsort(-np.bincount(labels, minlength=count), kind="stable")
        names = pd.RangeIndex(1, count + 1, name="segment")
        self.centres_ = pd.DataFrame(centres[order], index=names, columns=self.items_)
        self.labels_ = pd.Series(np.argsort(order)[labels] + 1, index=answers.index, name="segment")
        self.sizes_ = self.labels_.value_counts().reindex(names)
        return self

    def predict(self, answers: pd.DataFrame) -> pd.Series:
        """Return the segment whose centre is nearest.

        Parameters
        ----------
        answers : DataFrame
            One row per respondent, with the items of the fit.

        Returns
        -------
        Series
            Segments, with the index of `answers`.

        Raises
        ------
        DataError
            If an item or answer is missing.
        ParameterError
            If the clusters are not fitted.
        """
        if not hasattr(self, "centres_"):
            raise ParameterError("the clusters are not fitted: call fit(answers, items) first.")
        scores = (number_columns(answers, self.items_) - self.means_) / self.spreads_
        gaps = ((scores.to_numpy()[:, None, :] - self.centres_.to_numpy()) ** 2).sum(axis=2)
        return pd.Series(gaps.argmin(axis=1) + 1, index=answers.index, name="segment")


def standardised(answers: pd.DataFrame, items: Sequence[str]) -> pd.DataFrame:
    """Return items with mean 0 and standard deviation 1, after a check that each varies."""
    numbers = number_columns(answers, check_names("items", items, fewest=2))
    spreads = numbers.std(ddof=0)
    if (flat := spreads.index[spreads < 1e-12]).size:
        raise DataError(f"column {flat[0]!r} has one value throughout: it tells nobody apart.")
    return (numbers - numbers.mean()) / spreads


def kmeans_labels(
    scores: np.ndarray, count: int, *, n_starts: int, seed: int
) -> tuple[np.ndarray, np.ndarray, float]:
    """Return the cluster of each row, the centres, and the sum of squared distances to them."""
    from sklearn.cluster import KMeans

    if (unlike := len(np.unique(scores, axis=0))) < count:
        raise DataError(f"{unlike} rows are unlike: too few for {count} segments.")
    fit = KMeans(count, n_init=n_starts, random_state=seed).fit(scores)
    return fit.labels_, fit.cluster_centers_, float(fit.inertia_)
