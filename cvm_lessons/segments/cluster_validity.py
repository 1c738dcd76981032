"""Are there clusters, and how many: silhouette, gap statistic, stability under resampling."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, as_generator, check_number, number_column
from cvm_lessons.segments._checks import whole_number
from cvm_lessons.segments.attitude_clusters import kmeans_labels, standardised

__all__ = ["cluster_validity", "gap_choice"]

SILHOUETTE_ROWS = 2000  # distances between all pairs: beyond it a sample of the rows says the same
N_STARTS = 4  # fewer than in the fit itself: hundreds of fits are made here


def cluster_validity(
    answers: pd.DataFrame,
    items: Sequence[str],
    *,
    counts: Sequence[int] = (1, 2, 3, 4, 5, 6),
    n_reference: int = 20,
    n_boot: int = 20,
    level: float = 0.9,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """Return three measures of k-means clusters on standardised items, for several numbers of them.

    Silhouette: how much nearer the rows are to their own cluster than to the next one (-1 to 1; a mean below
    0.25 says that there is little structure). Gap: how much tighter the clusters are than k-means makes them
    in data without any, drawn evenly in the box along the principal components. Stability: whether two
    resamples of the respondents lead to the same clusters (adjusted Rand index of the two solutions over all
    respondents; 1 the same, 0 no more than by chance).

    Parameters
    ----------
    answers : DataFrame
        One row per respondent.
    items : sequence of str
        Columns of numbers to cluster, two or more.
    counts : sequence of int, default (1, ..., 6)
        Numbers of clusters; `gap_choice` needs them one after another.
    n_reference : int, default 20
        Data sets without structure, for the gap.
    n_boot : int, default 20
        Pairs of resamples, for the stability.
    level : float, default 0.9
        Share of the pairs between stable_low and stable_high.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.

    Returns
    -------
    DataFrame
        Index `segments`; columns within (sum of squared distances), silhouette, gap, gap_se (with the factor
        for the error of simulation), stability (mean), stable_low, stable_high. One cluster has no silhouette
        and no stability.

    Raises
    ------
    DataError
        If an answer is missing, an item does not vary, or there are too few unlike rows.
    ParameterError
        If a number is out of range.

    References
    ----------
    Rousseeuw (1987), Journal of Computational and Applied Mathematics 20, 53-65; Tibshirani, Walther and
    Hastie (2001), Journal of the Royal Statistical Society B 63(2), 411-423; Hubert and Arabie (1985),
    Journal of Classification 2(1), 193-218; Dolnicar and Leisch (2010), Evaluation of structure and
    reproducibility of cluster solutions using the bootstrap, Marketing Letters 21(1), 83-101.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> answers = pd.DataFrame(rng.normal(size=(60, 2)), columns=["price", "service"])
    >>> answers.loc[:29] += 8
    >>> table = cluster_validity(answers, ["price", "service"], counts=[1, 2, 3], n_reference=5, n_boot=3)
    >>> gap_choice(table), table["silhouette"].round(1).to_dict()
    (2, {1: nan, 2: 0.9, 3: 0.6})
    """
    scores = standardised(answers, items).to_numpy()
    if isinstance(counts, str) or not isinstance(counts, Collection):
        raise ParameterError(f"counts={counts!r}: give a list of numbers of clusters.")
    wanted = sorted({whole_number("counts", count, low=1) for count in counts})
    references = whole_number("n_reference", n_reference, low=2)
    pairs = whole_number("n_boot", n_boot, low=2)
    check_number("level", level, low=0.01, high=0.999)
    if not wanted:
        raise ParameterError("counts is empty: name the numbers of clusters to try.")
    generator = as_generator(rng)
    turned, axes = _along_components(scores)
    drawn = [_even_draw(turned, axes, generator) for _ in range(references)]
    rows = {}
    for count in wanted:
        labels, _, within = _kmeans(scores, count, generator)
        expected = np.log([_kmeans(each, count, generator)[2] for each in drawn])
        rows[count] = {
            "within": within,
            "silhouette": _silhouette(scores, labels, generator) if count > 1 else np.nan,
            "gap": float(expected.mean() - np.log(within)) if within > 0 else np.inf,
            "gap_se": float(expected.std() * np.sqrt(1 + 1 / references)),
            **_stability(scores, count, pairs, level, rng=generator),
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("segments")


def gap_choice(validity: pd.DataFrame) -> int:
    """Return the number of clusters that the gap statistic chooses.

    The smallest number whose gap is at least the next one's less its standard error.

    Parameters
    ----------
    validity : DataFrame
        What `cluster_validity` returns, for 1, 2, ... clusters without a hole.

    Returns
    -------
    int
        Clusters; the largest number tried where none before it qualifies: then try more.

    Raises
    ------
    DataError
        If a number is missing, or the numbers of clusters have a hole or do not begin with 1.

    References
    ----------
    Tibshirani, Walther and Hastie (2001), Journal of the Royal Statistical Society B 63(2), 411-423.

    Examples
    --------
    >>> table = pd.DataFrame({"gap": [0.1, 0.5, 0.48], "gap_se": [0.02] * 3}, index=[1, 2, 3])
    >>> gap_choice(table)
    2
    """
    gap, error = number_column(validity, "gap"), number_column(validity, "gap_se", low=0)
    if list(gap.index) != list(range(1, len(gap) + 1)):
        raise DataError(f"the numbers of clusters are {list(gap.index)}: 1, 2, 3 and so on are needed.")
    for count in gap.index[:-1]:
        if gap[count] >= gap[count + 1] - error[count + 1]:
            return int(count)
    return int(gap.index[-1])


def _kmeans(scores: np.ndarray, count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, float]:
    return kmeans_labels(scores, count, n_starts=N_STARTS, seed=int(rng.integers(2**31)))


def _along_components(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    axes = np.linalg.svd(scores, full_matrices=False)[2]
    return scores @ axes.T, axes


def _even_draw(turned: np.ndarray, axes: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    draw: np.ndarray = rng.uniform(turned.min(axis=0), turned.max(axis=0), turned.shape) @ axes
    return draw


def _silhouette(scores: np.ndarray, labels: np.ndarray, rng: np.random.Generator) -> float:
    from sklearn.metrics import silhouette_score

    if len(scores) > SILHOUETTE_ROWS:
        chosen = rng.choice(len(scores), SILHOUETTE_ROWS, replace=False)
        scores, labels = scores[chosen], labels[chosen]
    several = 1 < len(np.unique(labels)) < len(labels)
    return float(silhouette_score(scores, labels)) if several else float("nan")


def _stability(
    scores: np.ndarray, count: int, pairs: int, level: float, *, rng: np.random.Generator
) -> dict[str, float]:
    from sklearn.metrics import adjusted_rand_score

    names = ("stability", "stable_low", "stable_high")
    if count == 1:
        return dict.fromkeys(names, float("nan"))
    found = []
    for _ in range(pairs):
        sides = []
        for _ in range(2):
            sample = scores[rng.integers(len(scores), size=len(scores))]
            centres = _kmeans(sample, count, rng)[1]
            sides.append(((scores[:, None, :] - centres) ** 2).sum(axis=2).argmin(axis=1))
        found.append(adjusted_rand_score(*sides))
    low, high = np.quantile(found, [(1 - level) / 2, (1 + level) / 2])
    return dict(zip(names, (float(np.mean(found)), float(low), float(high)), strict=True))
