"""Rival models of the same items, by how well each of them fits."""

from collections.abc import Mapping, Sequence

import pandas as pd

from cvm_lessons.core import ParameterError
from cvm_lessons.measurement import ConfirmatoryFactorAnalysis

__all__ = ["compare_fits"]

MEASURES = ["chi2", "df", "cfi", "tli", "rmsea", "srmr"]


def compare_fits(answers: pd.DataFrame, models: Mapping[str, Mapping[str, Sequence[str]]]) -> pd.DataFrame:
    """Return the fit of several factor models of the same items, a row each.

    Parameters
    ----------
    answers : DataFrame
        One row per respondent, no value missing; with several answers of one, chi-square is too large.
    models : mapping of str to mapping
        By name, the items of each factor. All models hold the same items: the fit of others says nothing
        on which is right.

    Returns
    -------
    DataFrame
        Index `model`; columns factors (count), chi2, df, cfi, tli, rmsea, srmr.

    Raises
    ------
    DataError
        If a value is missing, an item does not vary, or a model cannot be fitted.
    ParameterError
        If there are fewer than two models, or they do not hold the same items.

    References
    ----------
    Hu and Bentler (1999), Structural Equation Modeling 6(1), 1-55: CFI near 0.95, RMSEA near 0.06 and SRMR
    near 0.08 or better.

    Examples
    --------
    >>> import numpy as np
    >>> rng = np.random.default_rng(1)
    >>> want, must = rng.normal(size=(2, 300))
    >>> items = pd.DataFrame(np.column_stack([want] * 3 + [must] * 3), columns=list("abcdef"))
    >>> items = items + rng.normal(scale=0.7, size=items.shape)
    >>> models = {"one": {"all": list("abcdef")}, "two": {"want": list("abc"), "must": list("def")}}
    >>> compare_fits(items, models)["cfi"].round(1).to_dict()
    {'one': 0.5, 'two': 1.0}
    """
    if not isinstance(models, Mapping) or len(models) < 2:
        raise ParameterError(f"models={models!r} is not a mapping of two or more models to their factors.")
    first, *others = [{item for items in model.values() for item in items} for model in models.values()]
    for name, items in zip(list(models)[1:], others, strict=True):
        if odd := sorted(first ^ items):
            raise ParameterError(f"item {odd[0]!r} is not in both {next(iter(models))!r} and {name!r}.")
    fits = [
        ConfirmatoryFactorAnalysis(model).fit(answers).fit_.to_frame()[MEASURES] for model in models.values()
    ]
    table = pd.concat(fits).set_axis(pd.Index(models, name="model"))
    table.insert(0, "factors", [len(model) for model in models.values()])
    return table
