"""Which items move together: factor loadings, and how many factors the data support."""

import warnings

import numpy as np
import pandas as pd
from sklearn.decomposition import FactorAnalysis
from sklearn.exceptions import ConvergenceWarning

from cvm_lessons.core import DataError, as_generator, check_number, number_columns
from cvm_lessons.measurement._checks import check_count
from cvm_lessons.measurement._design import check_varies

__all__ = ["assigned_factors", "factor_loadings", "parallel_analysis"]

MOST_STEPS = 20_000  # scikit-learn climbs in small steps; a step takes well under a millisecond
TOLERANCE = 1e-6


def factor_loadings(items: pd.DataFrame, n_factors: int) -> pd.DataFrame:
    """Return the varimax-rotated maximum-likelihood loadings of standardised items.

    The sign of a factor is chosen so that its loadings sum to a positive number, and factors stand in
    the order of their strongest items, so that a scale's own order shows as a diagonal of blocks.

    Parameters
    ----------
    items : DataFrame
        One row a respondent, one column an item; no value missing.
    n_factors : int
        How many factors; `parallel_analysis` helps to choose.

    Returns
    -------
    DataFrame
        Index `item`, columns F1, F2, …: correlations of item and factor. A row's squares sum to the
        item's communality.

    Raises
    ------
    DataError
        If a value is missing, an item does not vary, there are too few respondents, or no solution
        is found.
    ParameterError
        If there are not fewer factors than items.

    References
    ----------
    Jöreskog (1967), Psychometrika 32(4), 443-482; Kaiser (1958), Psychometrika 23(3), 187-200.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> one, two = rng.normal(size=(2, 500))
    >>> noise = rng.normal(scale=0.5, size=(500, 6))
    >>> items = pd.DataFrame(noise + np.column_stack([one] * 3 + [two] * 3), columns=list("abcdef"))
    >>> factor_loadings(items, 2).idxmax(axis=1).tolist()
    ['F1', 'F1', 'F1', 'F2', 'F2', 'F2']
    """
    z = _standardised(items)
    check_count("n_factors", n_factors, low=1, high=z.shape[1] - 1)
    # "lapack" is exact; the default draws random numbers.
    model = FactorAnalysis(
        n_factors, rotation="varimax", svd_method="lapack", tol=TOLERANCE, max_iter=MOST_STEPS
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error", ConvergenceWarning)
        try:
            loadings = model.fit(z.to_numpy()).components_.T
        except ConvergenceWarning as fault:
            raise DataError(
                f"{n_factors} factors of {z.shape[1]} items: none found in {MOST_STEPS} steps. Ask for fewer."
            ) from fault
    loadings = loadings * np.where(loadings.sum(axis=0) < 0, -1.0, 1.0)
    order = np.argsort(np.abs(loadings).argmax(axis=0), kind="stable")
    names = [f"F{number}" for number in range(1, n_factors + 1)]
    return pd.DataFrame(loadings[:, order], index=pd.Index(z.columns, name="item"), columns=names)


def assigned_factors(loadings: pd.DataFrame, *, cut: float = 0.5) -> pd.DataFrame:
    """Return the factor each item belongs to: the only one it loads on.

    Parameters
    ----------
    loadings : DataFrame
        What `factor_loadings` returns.
    cut : float, default 0.5
        Loading, whatever its sign, from which an item belongs to a factor.

    Returns
    -------
    DataFrame
        Index `item`; columns factor (missing where none or several loadings reach the cut) and loading
        (the largest).

    Raises
    ------
    DataError
        If a loading is missing.
    ParameterError
        If the cut is not from 0 to 1.

    Examples
    --------
    >>> loadings = pd.DataFrame({"F1": [0.8, 0.6], "F2": [0.1, 0.7]}, index=["useful", "fun"])
    >>> assigned_factors(loadings)["factor"].to_dict()
    {'useful': 'F1', 'fun': None}
    """
    size = number_columns(loadings, list(loadings.columns)).abs()
    reached = size >= check_number("cut", cut, low=0, high=1)
    strongest = size.idxmax(axis=1)
    values = [loadings.loc[item, factor] for item, factor in strongest.items()]
    factors = strongest.astype(object).where(reached.sum(axis=1) == 1, None)
    return pd.DataFrame({"factor": factors, "loading": values}, index=loadings.index).rename_axis("item")


def parallel_analysis(
    items: pd.DataFrame,
    *,
    n_draws: int = 200,
    quantile: float = 0.95,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """Return the eigenvalues of the items beside those of pure noise: keep the ones that are larger.

    Parameters
    ----------
    items : DataFrame
        One row a respondent, one column an item; no value missing.
    n_draws : int, default 200
        Tables of independent normal numbers of the same size.
    quantile : float, default 0.95
        Quantile of the noise's eigenvalues to beat.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.

    Returns
    -------
    DataFrame
        Index `factor` from 1; columns eigenvalue, noise (that quantile) and keep: true up to the
        first eigenvalue that noise reaches. ``table["keep"].sum()`` is the number of factors.

    Raises
    ------
    DataError
        If a value is missing, an item does not vary, or there are too few respondents.
    ParameterError
        If `n_draws` or `quantile` is out of range.

    References
    ----------
    Horn (1965), Psychometrika 30(2), 179-185; Glorfeld (1995), Educational and Psychological
    Measurement 55(3), 377-393, for the quantile.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> one, two = rng.normal(size=(2, 500))
    >>> noise = rng.normal(scale=0.5, size=(500, 6))
    >>> items = pd.DataFrame(noise + np.column_stack([one] * 3 + [two] * 3), columns=list("abcdef"))
    >>> int(parallel_analysis(items)["keep"].sum())
    2
    """
    z = _standardised(items)
    check_count("n_draws", n_draws, low=20)
    check_number("quantile", quantile, low=0, high=1)
    generator = as_generator(rng)
    noise = [_eigenvalues(generator.standard_normal(z.shape)) for _ in range(n_draws)]
    table = pd.DataFrame(
        {"eigenvalue": _eigenvalues(z.to_numpy()), "noise": np.quantile(noise, quantile, axis=0)},
        index=pd.RangeIndex(1, z.shape[1] + 1, name="factor"),
    )
    return table.assign(keep=(table["eigenvalue"] > table["noise"]).cummin())


def _standardised(items: pd.DataFrame) -> pd.DataFrame:
    scores = number_columns(items, list(items.columns))
    n, k = scores.shape
    if k < 2:
        raise DataError(f"factors need two or more items, not {k}.")
    if n <= k:
        raise DataError(f"{n} respondents for {k} items: more respondents than items are needed.")
    for item in scores.columns:
        check_varies(str(item), scores[item].to_numpy())
    return (scores - scores.mean()) / scores.std(ddof=0)


def _eigenvalues(values: np.ndarray) -> np.ndarray:
    return np.linalg.eigvalsh(np.corrcoef(values, rowvar=False))[::-1]
