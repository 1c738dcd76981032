"""Answers freed of how a respondent uses the scale: compared with the respondent's own mean."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, number_columns

__all__ = ["ipsatize"]


def ipsatize(answers: pd.DataFrame, items: Sequence[str], *, scale: bool = False) -> pd.DataFrame:
    """Return each answer less the respondent's own mean over the items.

    It takes away that some people agree to everything, and with `scale` that some use only the middle.
    It takes away as well what people truly differ in overall, and ties the items to one another (they
    sum to 0): compare profiles with it, do not fit factors to it.

    Parameters
    ----------
    answers : DataFrame
        One row a respondent.
    items : sequence of str
        Two or more columns on one scale that measure different things.
    scale : bool, default False
        Whether to divide by the respondent's standard deviation over the items as well.

    Returns
    -------
    DataFrame
        The items, with the index of `answers`.

    Raises
    ------
    DataError
        If a value is missing, or with `scale` a respondent gives one answer throughout.
    ParameterError
        If fewer than two items are named.

    References
    ----------
    Fischer (2004), Journal of Cross-Cultural Psychology 35(3), 263-282.

    Examples
    --------
    >>> ipsatize(pd.DataFrame({"a": [6, 2], "b": [7, 3], "c": [5, 1]}), ["a", "b", "c"]).values.tolist()
    [[0.0, 1.0, -1.0], [0.0, 1.0, -1.0]]
    """
    if isinstance(items, str) or len(items) < 2:
        raise ParameterError(f"items={items!r}: two or more columns are needed.")
    values = number_columns(answers, list(items))
    centred = values.sub(values.mean(axis=1), axis=0)
    if not scale:
        return centred
    same = np.ptp(values.to_numpy(), axis=1) == 0
    if same.any():
        row = values.index[same][0]
        answer = values.loc[row].iloc[0]
        raise DataError(
            f"row {row}: the respondent answers {answer:g} throughout and has no spread to divide by."
        )
    return centred.div(values.std(axis=1), axis=0)
