"""Do the items of a scale hang together? Cronbach's alpha and the analysis of items."""

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.core import DataError, number_columns
from cvm_lessons.measurement._checks import check_level
from cvm_lessons.measurement._design import check_varies
from cvm_lessons.measurement.intervals import Interval

__all__ = ["cronbach_alpha", "item_total_correlations"]


def cronbach_alpha(items: pd.DataFrame, *, level: float = 0.95) -> Interval:
    """Return Cronbach's alpha with Feldt's interval.

    Alpha estimates which share of the variance of the summed score is not error, if the items
    measure one thing equally well; it says nothing on whether they measure one thing.

    Parameters
    ----------
    items : DataFrame
        One row a respondent, one column an item, all scored in the same direction; no value missing.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    Interval
        Alpha, 1 at most; negative where items contradict one another.

    Raises
    ------
    DataError
        If there are fewer than two items or two rows, a value is missing, or the items or their sum
        do not vary.
    ParameterError
        If `level` is out of range.

    References
    ----------
    Cronbach (1951), Psychometrika 16(3), 297-334; Feldt, Woodruff and Salih (1987), Applied
    Psychological Measurement 11(1), 93-103.

    Examples
    --------
    >>> items = pd.DataFrame({"a": [1, 2, 4, 5], "b": [2, 2, 5, 5], "c": [1, 3, 4, 4]})
    >>> cronbach_alpha(items)
    0.96 [0.71, 1.00]
    """
    scores = _item_scores(items, fewest=2)
    alpha, (n, k) = _alpha(scores), scores.shape
    tail = (1 - check_level(level)) / 2
    low, high = (1 - (1 - alpha) * stats.f.ppf(q, n - 1, (n - 1) * (k - 1)) for q in (1 - tail, tail))
    return Interval(alpha, float(low), float(high), n, level)


def item_total_correlations(items: pd.DataFrame) -> pd.DataFrame:
    """Return each item's correlation with the sum of the others, and alpha without the item.

    Parameters
    ----------
    items : DataFrame
        One row a respondent, one column an item; three items or more, no value missing.

    Returns
    -------
    DataFrame
        Index `item`; columns mean, sd, item_total, alpha_if_deleted. An item whose deletion raises
        alpha, or whose correlation is negative, deserves a second look.

    Raises
    ------
    DataError
        If there are fewer than three items or two rows, a value is missing, or an item does not vary.

    References
    ----------
    Nunnally and Bernstein (1994), Psychometric Theory, 3rd ed., chapter 8.

    Examples
    --------
    >>> items = pd.DataFrame({"a": [1, 2, 4, 5], "b": [2, 2, 5, 5], "c": [1, 3, 4, 4]})
    >>> item_total_correlations(items)["alpha_if_deleted"].round(2).to_dict()
    {'a': 0.89, 'b': 0.93, 'c': 0.97}
    """
    scores = _item_scores(items, fewest=3)
    rows = []
    for item in scores.columns:
        others = scores.drop(columns=item)
        total = others.sum(axis=1).to_numpy()
        check_varies(f"sum of the items other than {item}", total)
        rows.append(
            {
                "mean": scores[item].mean(),
                "sd": scores[item].std(),
                "item_total": float(np.corrcoef(scores[item], total)[0, 1]),
                "alpha_if_deleted": _alpha(others),
            }
        )
    return pd.DataFrame(rows, index=pd.Index(scores.columns, name="item"))


def _item_scores(items: pd.DataFrame, *, fewest: int) -> pd.DataFrame:
    scores = number_columns(items, list(items.columns))
    n, k = scores.shape
    if k < fewest:
        raise DataError(f"{k} items: at least {fewest} are needed to compare them.")
    if n < 2:
        raise DataError(f"{n} respondent: at least 2 are needed.")
    for item in scores.columns:
        check_varies(str(item), scores[item].to_numpy())
    return scores


def _alpha(scores: pd.DataFrame) -> float:
    k = scores.shape[1]
    total = scores.sum(axis=1).to_numpy()
    check_varies("sum of the items", total)
    return float(k / (k - 1) * (1 - scores.var().sum() / total.var(ddof=1)))
