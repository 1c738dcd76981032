"""Perceived value on several dimensions: scores from items, and how far to trust them."""

from collections.abc import Mapping, Sequence

import pandas as pd

from cvm_lessons.core import ParameterError, number_columns
from cvm_lessons.measurement import cronbach_alpha

__all__ = ["VALUE_DIMENSIONS", "perval_dimensions", "reliability_table", "score_dimensions"]

# The workbook's own items, three for each consumption value of sheth1991.
VALUE_DIMENSIONS: dict[str, tuple[str, ...]] = {
    value: tuple(f"val_{value}_{number}" for number in (1, 2, 3))
    for value in ("functional", "social", "emotional", "epistemic", "conditional")
}
PERVAL = (
    ("emotional", "Does it make me feel good?", "emotional"),
    ("social", "Does it make me look good to others?", "social"),
    ("price", "Is it worth its price?", "functional"),
    ("quality", "Is it well made, does it do what it should?", "functional"),
)


def perval_dimensions() -> pd.DataFrame:
    """Return PERVAL's four dimensions of perceived value, beside the workbook's five.

    The questions are in our own words: the scale's 19 items are its authors'.

    Returns
    -------
    DataFrame
        Index `dimension`; columns question, workbook (nearest dimension of `VALUE_DIMENSIONS`) and
        source (key of the bibliography).

    References
    ----------
    Sweeney and Soutar (2001), Journal of Retailing 77(2), 203-220.

    Examples
    --------
    >>> perval_dimensions()["workbook"].to_dict()
    {'emotional': 'emotional', 'social': 'social', 'price': 'functional', 'quality': 'functional'}
    """
    table = pd.DataFrame(PERVAL, columns=["dimension", "question", "workbook"])
    return table.set_index("dimension").assign(source="sweeney2001")


def score_dimensions(
    items: pd.DataFrame,
    dimensions: Mapping[str, Sequence[str]] = VALUE_DIMENSIONS,
    *,
    low: float = 1,
    high: float = 7,
) -> pd.DataFrame:
    """Return a respondent's score on each dimension: the mean of its items.

    Parameters
    ----------
    items : DataFrame
        One row per respondent, with the columns of the items, none missing.
    dimensions : mapping of str to sequence of str, default `VALUE_DIMENSIONS`
        Items of each dimension.
    low, high : float, default 1 and 7
        Ends of the items' scale.

    Returns
    -------
    DataFrame
        A column per dimension, with the index of `items`.

    Raises
    ------
    DataError
        If an item is missing, or an answer is missing or out of range.
    ParameterError
        If there are no dimensions, or one has no items.

    Examples
    --------
    >>> items = pd.DataFrame({"useful": [6, 2], "works": [7, 3], "fun": [4, 5]})
    >>> score_dimensions(items, {"functional": ["useful", "works"], "emotional": ["fun"]}).to_dict("list")
    {'functional': [6.5, 2.5], 'emotional': [4.0, 5.0]}
    """
    known = _checked(dimensions)
    return pd.DataFrame(
        {
            dimension: number_columns(items, columns, low=low, high=high).mean(axis=1)
            for dimension, columns in known.items()
        }
    )


def reliability_table(
    items: pd.DataFrame,
    dimensions: Mapping[str, Sequence[str]] = VALUE_DIMENSIONS,
    *,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return Cronbach's alpha of each dimension with its interval, and the mean and spread of its score.

    Parameters
    ----------
    items : DataFrame
        One row per respondent, with the columns of the items, none missing.
    dimensions : mapping of str to sequence of str, default `VALUE_DIMENSIONS`
        Items of each dimension, two or more.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `dimension`; columns items (count), alpha, low, high, mean, sd.

    Raises
    ------
    DataError
        If an item is missing, alone or without variation, or an answer is missing.
    ParameterError
        If there are no dimensions, one has no items, or `level` is out of range.

    References
    ----------
    Cronbach (1951), Psychometrika 16(3), 297-334; the intervals are Feldt's.

    Examples
    --------
    >>> items = pd.DataFrame({"useful": [6, 2, 5, 3], "works": [7, 3, 5, 4]})
    >>> reliability_table(items, {"functional": ["useful", "works"]})["alpha"].round(2).to_dict()
    {'functional': 0.98}
    """
    known = _checked(dimensions)
    rows = []
    for columns in known.values():
        answers = number_columns(items, columns)
        alpha, scores = cronbach_alpha(answers, level=level), answers.mean(axis=1)
        rows.append((len(columns), alpha.estimate, alpha.low, alpha.high, scores.mean(), scores.std()))
    index = pd.Index(known, name="dimension")
    return pd.DataFrame(rows, index=index, columns=["items", "alpha", "low", "high", "mean", "sd"])


def _checked(dimensions: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    if not dimensions:
        raise ParameterError("dimensions is empty: name at least one with its items.")
    for dimension, columns in dimensions.items():
        if isinstance(columns, str) or not len(columns):
            raise ParameterError(
                f"dimension {dimension!r} has {columns!r}: a list of item columns is needed."
            )
    return {dimension: list(columns) for dimension, columns in dimensions.items()}
