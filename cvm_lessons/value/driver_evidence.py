"""Looks at survey answers before a driver is believed: value by rating, slopes by sample."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, as_generator, number_column, number_columns
from cvm_lessons.measurement import fit_linear
from cvm_lessons.value.drivers import EXHIBITOR_ATTRIBUTES

__all__ = ["slopes_by_sample", "value_by_rating"]

BANDS = {"1-4": (1, 4), "5-7": (5, 7), "8-10": (8, 10)}


def value_by_rating(
    surveys: pd.DataFrame,
    attributes: Sequence[str],
    *,
    outcome: str = "value_overall",
    prefix: str = "perf_",
) -> pd.DataFrame:
    """Return mean value among answers that rate an attribute low, middling and high.

    Parameters
    ----------
    surveys : DataFrame
        One row per response; ratings are whole points from 1 to 10.
    attributes : sequence of str
        Endings of the rating columns.
    outcome : str, default "value_overall"
        What is averaged, from 1 to 10.
    prefix : str, default "perf_"
        Beginning of the rating columns.

    Returns
    -------
    DataFrame
        Index ``attribute``; columns ``1-4``, ``5-7``, ``8-10`` (means, missing for an empty band) and
        ``top less bottom``.

    Raises
    ------
    DataError
        If a column is missing, or a rating is missing or out of range.

    Examples
    --------
    >>> surveys = pd.DataFrame({"perf_image": [3, 6, 9, 9], "value_overall": [4, 6, 7, 9]})
    >>> value_by_rating(surveys, ["image"]).loc["image"].tolist()
    [4.0, 6.0, 8.0, 4.0]
    """
    value = number_column(surveys, outcome, low=1, high=10)
    ratings = number_columns(surveys, [prefix + name for name in attributes], low=1, high=10)
    rows = {
        name: {band: value[ratings[prefix + name].between(*ends)].mean() for band, ends in BANDS.items()}
        for name in attributes
    }
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("attribute")
    return table.assign(**{"top less bottom": table["8-10"] - table["1-4"]})


def slopes_by_sample(
    surveys: pd.DataFrame,
    *,
    attributes: Sequence[str] = EXHIBITOR_ATTRIBUTES,
    outcome: str = "value_overall",
    n: int = 200,
    samples: int = 200,
    rng: np.random.Generator | int = 0,
    prefix: str = "perf_",
) -> pd.DataFrame:
    """Return the regression slopes of several random samples of the same answers.

    Parameters
    ----------
    surveys : DataFrame
        One row per response, no rating missing.
    attributes : sequence of str
        Endings of the rating columns, all of which enter the regression.
    outcome : str, default "value_overall"
        Column to explain.
    n : int, default 200
        Answers in each sample, drawn without replacement.
    samples : int, default 200
        How many samples.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.
    prefix : str, default "perf_"
        Beginning of the rating columns.

    Returns
    -------
    DataFrame
        One row per sample, index ``sample``; a column of slopes per attribute.

    Raises
    ------
    DataError
        If there are fewer than `n` answers, or the regression is impossible.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> surveys = pd.DataFrame({"perf_image": rng.integers(1, 11, 300)})
    >>> surveys["value_overall"] = 0.5 * surveys["perf_image"] + rng.normal(size=300)
    >>> slopes_by_sample(surveys, attributes=["image"], n=150, samples=2).shape
    (2, 1)
    """
    if n > len(surveys):
        raise DataError(f"a sample of n={n} cannot be drawn from {len(surveys)} answers.")
    generator = as_generator(rng)
    names = [prefix + name for name in attributes]
    rows = []
    for _ in range(samples):
        drawn = surveys.iloc[generator.choice(len(surveys), size=n, replace=False)]
        rows.append(fit_linear(drawn, outcome, names).coefficients[names].to_numpy())
    return pd.DataFrame(rows, columns=list(attributes)).rename_axis("sample")
