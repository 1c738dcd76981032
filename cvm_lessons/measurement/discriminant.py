"""Are two scales two things? Fornell and Larcker's comparison, and the heterotrait-monotrait ratio."""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, as_generator, number_columns, require_columns
from cvm_lessons.measurement._checks import check_count, check_level
from cvm_lessons.measurement._cross_products import CrossProducts, Moments, correlations as to_correlations
from cvm_lessons.measurement._design import check_varies
from cvm_lessons.measurement.composite import average_variance_extracted
from cvm_lessons.measurement.intervals import FEWEST_DRAWS

__all__ = ["fornell_larcker", "fornell_larcker_matrix", "htmt"]


def fornell_larcker(loadings: pd.DataFrame, correlations: pd.DataFrame) -> pd.DataFrame:
    """Return, for each pair of factors, whether each explains its own items better than the other does.

    Parameters
    ----------
    loadings : DataFrame
        Standardised loadings, item by factor, 0 where an item does not belong.
    correlations : DataFrame
        Correlations of the factors.

    Returns
    -------
    DataFrame
        Columns first, second, correlation, shared (its square), ave_first, ave_second, distinct: True where
        both averages of variance extracted exceed what the factors share.

    Raises
    ------
    DataError
        If a factor or a value is missing, or an item loads on several factors.

    References
    ----------
    Fornell and Larcker (1981), Journal of Marketing Research 18(1), 39-50.

    Examples
    --------
    >>> loadings = pd.DataFrame({"trust": [0.8, 0.9, 0, 0], "joy": [0, 0, 0.7, 0.6]})
    >>> among = pd.DataFrame([[1, 0.7], [0.7, 1]], index=["trust", "joy"], columns=["trust", "joy"])
    >>> fornell_larcker(loadings, among)[["shared", "ave_first", "ave_second", "distinct"]].values.tolist()
    [[0.48999999999999994, 0.7250000000000001, 0.425, False]]
    """
    ave = average_variance_extracted(loadings)
    among = _among(ave, correlations)
    rows = []
    for one, two in combinations(ave.index, 2):
        r = float(among.loc[one, two])
        rows.append([one, two, r, r**2, ave[one], ave[two], bool(min(ave[one], ave[two]) > r**2)])
    columns = ["first", "second", "correlation", "shared", "ave_first", "ave_second", "distinct"]
    return pd.DataFrame(rows, columns=columns)


def fornell_larcker_matrix(loadings: pd.DataFrame, correlations: pd.DataFrame) -> pd.DataFrame:
    """Return the table that papers print: roots of the variance extracted, correlations below them.

    Parameters
    ----------
    loadings : DataFrame
        Standardised loadings, item by factor, 0 where an item does not belong.
    correlations : DataFrame
        Correlations of the factors.

    Returns
    -------
    DataFrame
        Factor by factor; missing above the diagonal. Each root should exceed the correlations in its
        row and column.

    Raises
    ------
    DataError
        If a factor or a value is missing, or an item loads on several factors.

    References
    ----------
    Fornell and Larcker (1981), Journal of Marketing Research 18(1), 39-50.

    Examples
    --------
    >>> loadings = pd.DataFrame({"trust": [0.8, 0.8, 0, 0], "joy": [0, 0, 0.6, 0.6]})
    >>> among = pd.DataFrame([[1, 0.7], [0.7, 1]], index=["trust", "joy"], columns=["trust", "joy"])
    >>> fornell_larcker_matrix(loadings, among).round(2).loc["joy"].tolist()
    [0.7, 0.6]
    """
    ave = average_variance_extracted(loadings)
    table = _among(ave, correlations)
    values = np.where(np.tril(np.ones(table.shape), -1) > 0, table, np.nan)
    np.fill_diagonal(values, np.sqrt(ave))
    return pd.DataFrame(
        values, index=pd.Index(ave.index, name="factor"), columns=pd.Index(ave.index, name="with")
    )


def htmt(
    answers: pd.DataFrame,
    model: Mapping[str, Sequence[str]],
    *,
    n_boot: int = 1000,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
    cluster: str | None = None,
) -> pd.DataFrame:
    """Return the heterotrait-monotrait ratio of each pair of scales with its bootstrap interval.

    The mean correlation of items of two scales, over the geometric mean of the mean correlations
    within each: an estimate of the correlation of the two factors. Near 1 the scales are one thing.

    Parameters
    ----------
    answers : DataFrame
        One row a respondent; items of a scale scored in the same direction, no value missing.
    model : mapping of str to sequence of str
        Items of each scale, two or more.
    n_boot : int, default 1000
        Resamples, 100 or more.
    level : float, default 0.95
        Confidence level of the percentile interval.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.
    cluster : str, optional
        Column whose values are resampled as a whole, such as ``"customer_id"``.

    Returns
    -------
    DataFrame
        Columns first, second, estimate, low, high, n, level. Common limits are 0.85, and 0.90 for scales
        that are close in meaning; the interval should not hold 1.

    Raises
    ------
    DataError
        If a value is missing, an item does not vary, or items of a scale do not go together.
    ParameterError
        If the model is faulty, or `n_boot` or `level` is out of range.

    References
    ----------
    Henseler, Ringle and Sarstedt (2015), Journal of the Academy of Marketing Science 43(1), 115-135.

    Examples
    --------
    >>> rng = np.random.default_rng(5)
    >>> two = rng.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], size=500)
    >>> answers = pd.DataFrame(np.repeat(two, 2, axis=1) + rng.normal(size=(500, 4)), columns=list("abcd"))
    >>> htmt(answers, {"trust": ["a", "b"], "joy": ["c", "d"]})[["estimate", "low", "high"]].round(2).values
    array([[0.67, 0.57, 0.78]])
    """
    scales = _read_scales(model)
    items = list(dict.fromkeys(item for members in scales.values() for item in members))
    check_count("n_boot", n_boot, low=FEWEST_DRAWS)
    tail = (1 - check_level(level)) / 2
    values = number_columns(answers, items)
    for item in items:
        check_varies(item, values[item].to_numpy())
    places = {name: [items.index(item) for item in members] for name, members in scales.items()}
    pairs = list(combinations(scales, 2))

    def ratios(moments: Moments) -> np.ndarray:
        return _ratios(to_correlations(moments.covariances), places, pairs)

    products = CrossProducts.of_columns(answers, values, cluster)
    estimates, draws = ratios(products.sample()), products.resample(ratios, n_boot, as_generator(rng))
    _check_finite(estimates, draws, pairs)
    low, high = np.quantile(draws, [tail, 1 - tail], axis=0)
    table = pd.DataFrame(pairs, columns=["first", "second"])
    return table.assign(estimate=estimates, low=low, high=high, n=len(products.sizes), level=level)


def _among(ave: pd.Series, correlations: pd.DataFrame) -> pd.DataFrame:
    names = list(ave.index)
    require_columns(correlations, names)
    if missing := [name for name in names if name not in correlations.index]:
        raise DataError(f"correlations has a column but no row {missing[0]!r}.")
    return number_columns(correlations.loc[names], names, low=-1 - 1e-9, high=1 + 1e-9)


def _read_scales(model: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    if not isinstance(model, Mapping) or len(model) < 2:
        raise ParameterError(f"model={model!r} is not a mapping of two or more scales to their items.")
    taken: dict[str, str] = {}
    for name, members in model.items():
        if isinstance(members, str) or len(members) < 2:
            raise ParameterError(f"model[{name!r}]={members!r}: two or more items are needed.")
        for item in members:
            if item in taken:
                raise ParameterError(
                    f"{item!r} stands under {taken[item]!r} and under {name!r}: it can be in one."
                )
            taken[item] = name
    return {name: list(members) for name, members in model.items()}


def _ratios(
    correlations: np.ndarray, places: Mapping[str, list[int]], pairs: Sequence[tuple[str, str]]
) -> np.ndarray:
    within = {}
    for name, members in places.items():
        one, two = np.triu_indices(len(members), 1)
        mean = correlations[..., np.array(members)[one], np.array(members)[two]].mean(axis=-1)
        # Items that contradict one another on average have no root and no ratio: told by the caller.
        within[name] = np.where(mean > 0, mean, np.nan)
    ratios = [
        correlations[..., places[left], :][..., places[right]].mean(axis=(-2, -1))
        / np.sqrt(within[left] * within[right])
        for left, right in pairs
    ]
    return np.stack(ratios, axis=-1)


def _check_finite(estimates: np.ndarray, draws: np.ndarray, pairs: Sequence[tuple[str, str]]) -> None:
    for place, (left, right) in enumerate(pairs):
        if not np.isfinite(estimates[place]):
            raise DataError(
                f"the items of {left!r} or of {right!r} do not correlate positively on average: turn items "
                "that are worded the other way round."
            )
        if (bad := ~np.isfinite(draws[:, place])).any():
            raise DataError(
                f"resample {int(bad.argmax()) + 1} of {len(bad)} cannot be computed for {left!r} and "
                f"{right!r}: their items hardly go together."
            )
