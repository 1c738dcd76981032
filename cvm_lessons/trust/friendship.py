"""Commercial friendship: what it goes with, before and after a common cause is taken out."""

from collections.abc import Sequence

import pandas as pd

from cvm_lessons.core import DataError, ParameterError, filled_column, number_columns
from cvm_lessons.measurement import fit_linear
from cvm_lessons.trust._effects import check_names, in_standard_deviations, with_controls
from cvm_lessons.trust._means import mean_with_clusters

__all__ = ["BENEFITS", "benefit_order", "friendship_associations"]

BENEFITS = ("benefit_confidence", "benefit_social", "benefit_special")
OUTCOMES = ("satisfaction", "trust", "commit_affective", "commit_normative")
RAW, ADJUSTED, WITHIN = "raw", "adjusted", "within customer"
STILL = 1e-12  # share of a column's variance within customers that rounding may leave of a constant


def friendship_associations(
    scores: pd.DataFrame,
    outcomes: Sequence[str] = OUTCOMES,
    *,
    friendship: str = "friendship",
    adjust: Sequence[str] = (),
    controls: Sequence[str] = (),
    customer: str | None = "customer_id",
    level: float = 0.95,
) -> pd.DataFrame:
    """Return how friendship goes with each outcome: raw, adjusted, and within the same customer.

    Sociable people make friends and are content more easily: a common cause. Adjusting takes out what was
    asked; comparing a customer with itself takes out all that lasts, asked or not. What is left may still
    run from the outcome to friendship, and error in the answers pulls it towards 0.

    Parameters
    ----------
    scores : DataFrame
        One row per answer.
    outcomes : sequence of str
        Columns to explain, one after the other.
    friendship : str, default "friendship"
        Column of the friendship score.
    adjust : sequence of str, optional
        Columns that the rows ``adjusted`` and ``within customer`` hold fixed; an outcome is left out of its
        own adjustment.
    controls : sequence of str, optional
        Columns that every row holds fixed, such as ``"country_group"``.
    customer : str or None, default "customer_id"
        Column of the customer; None leaves out the rows within customers.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        One row per outcome and method: outcome, method (raw, adjusted, within customer), estimate, low, high
        (standard deviations of the outcome per standard deviation of friendship, over all answers), p, n.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary, or no customer answered twice.
    ParameterError
        If outcomes are none or hold friendship.

    References
    ----------
    Price and Arnould (1999), Journal of Marketing 63(4), 38-56, who report associations.

    Examples
    --------
    >>> import numpy as np
    >>> rng = np.random.default_rng(5)
    >>> sociable = np.repeat(rng.normal(size=300), 3)
    >>> scores = pd.DataFrame({"customer_id": np.repeat(range(300), 3)})
    >>> for column in ("friendship", "trust"):
    ...     scores[column] = sociable + rng.normal(size=900)
    >>> table = friendship_associations(scores, ["trust"])
    >>> table.set_index("method")["estimate"].abs().round(1).to_dict()
    {'raw': 0.5, 'within customer': 0.0}
    """
    named = check_names("outcomes", outcomes)
    if friendship in named:
        raise ParameterError(f"{friendship!r} is the cause and cannot be an outcome too.")
    ready, held = with_controls(scores, controls)
    rows = []
    for outcome in named:
        others, more = with_controls(ready, [name for name in adjust if name != outcome])
        ways: dict[str, tuple[pd.DataFrame, list[str]]] = {RAW: (others, held)}
        if more:
            ways[ADJUSTED] = (others, [*held, *more])
        if customer is not None:
            ways[WITHIN] = _within(others, [outcome, friendship], [*held, *more], customer)
        spreads = others[[outcome, friendship]].std()
        for method, (frame, fixed) in ways.items():
            fit = fit_linear(frame, outcome, [friendship, *fixed], cluster=customer)
            scale = spreads.reindex([outcome, *fit.predictors], fill_value=1.0)
            row = in_standard_deviations(fit, scale, level).loc[friendship]
            rows.append({"outcome": outcome, "method": method, **row, "n": fit.n})
    return pd.DataFrame(rows)


def benefit_order(
    scores: pd.DataFrame,
    benefits: Sequence[str] = BENEFITS,
    *,
    cluster: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return the relational benefits from the most to the least felt, with the gap to the next.

    Parameters
    ----------
    scores : DataFrame
        One row per answer with the benefit scores.
    benefits : sequence of str, default `BENEFITS`
        Their columns, two or more.
    cluster : str, optional
        Column of the customer, where one gives several answers.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `benefit`, highest mean first; columns mean, gap (to the next), low, high (of the gap, of paired
        answers; missing in the last row).

    Raises
    ------
    DataError
        If a column or a value is missing.
    ParameterError
        If there are fewer than two benefits.

    References
    ----------
    Gwinner, Gremler and Bitner (1998), Journal of the Academy of Marketing Science 26(2), 101-114:
    confidence, then social benefits, then special treatment.

    Examples
    --------
    >>> scores = pd.DataFrame({"social": [4, 5, 3], "confidence": [6, 6, 5]})
    >>> benefit_order(scores, ["social", "confidence"])["gap"].round(2).tolist()
    [1.67, nan]
    """
    named = check_names("benefits", benefits)
    if len(named) < 2:
        raise ParameterError(f"benefits={named!r} has one column: an order needs two or more.")
    numbers = number_columns(scores, named)
    means = numbers.mean().sort_values(ascending=False)
    rows = []
    for place, name in enumerate(means.index):
        gap = low = high = float("nan")
        if place + 1 < len(means):
            pairs = scores.assign(gap=numbers[name] - numbers[means.index[place + 1]])
            paired = mean_with_clusters(pairs, "gap", cluster, level)
            gap, low, high = paired.estimate, paired.low, paired.high
        rows.append((means[name], gap, low, high))
    return pd.DataFrame(rows, index=means.index.rename("benefit"), columns=["mean", "gap", "low", "high"])


def _within(
    frame: pd.DataFrame, pair: list[str], fixed: list[str], customer: str
) -> tuple[pd.DataFrame, list[str]]:
    """Return answers less their customer's mean, and the controls that vary within customers."""
    whom = filled_column(frame, customer)
    often = whom.duplicated(keep=False)
    if not often.any():
        raise DataError(f"no value of column {customer!r} comes twice: pass customer=None to leave this out.")
    numbers = number_columns(frame, [*pair, *fixed])[often]
    gaps = numbers - numbers.groupby(whom[often], observed=True).transform("mean")
    moving = [name for name in fixed if gaps[name].var() > STILL * numbers[name].var()]
    return gaps[[*pair, *moving]].assign(**{customer: whom[often]}), moving
