"""Which RFM cells to mail: response of a test against the break-even, with small cells drawn to the mean."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.special import betaln

from cvm_lessons.core import (
    DataError,
    ParameterError,
    check_choice,
    filled_column,
    number_column,
    yes_or_no_column,
)
from cvm_lessons.equity import break_even_response
from cvm_lessons.measurement import share_interval
from cvm_lessons.segments._checks import one_row_each

__all__ = ["MAILING_RULES", "mail_cells", "value_within_cells"]

MAILING_RULES = ("shrunk", "rate", "low")
# Customers that the prior weighs as much as: beyond it, cells differ by no more than chance.
STRENGTHS = (1e-2, 1e7)


def mail_cells(
    test: pd.DataFrame,
    *,
    cost: float,
    margin: float,
    base: pd.DataFrame | None = None,
    rule: str = "shrunk",
    cell: str = "cell",
    responded: str = "responded",
    level: float = 0.95,
) -> pd.DataFrame:
    """Return the response of each cell in a test mailing, the break-even, and whether to mail the cell.

    Among many small cells the best rates of a test are partly luck. ``"shrunk"`` draws each rate to the mean
    of all, the more so the smaller the cell (a beta distribution of true rates, fitted to the test);
    ``"rate"`` takes rates as they are; ``"low"`` mails only where even the low end of the interval pays.
    What is counted is who responds when mailed: who would have bought anyway is in it.

    Parameters
    ----------
    test : DataFrame
        One row per customer mailed in the test.
    cost, margin : float
        Of one piece; of one response. Break-even is cost over margin.
    base : DataFrame, optional
        One row per customer who may be mailed next, with `cell`: adds pieces and expected_profit.
    rule : {"shrunk", "rate", "low"}, default "shrunk"
        What must be above the break-even.
    cell, responded : str
        Columns: the cell; responded (1) or not (0).
    level : float, default 0.95
        Confidence level of low and high (Wilson).

    Returns
    -------
    DataFrame
        Index `cell`, the best response first; columns tested, responses, rate, low, high, shrunk, break_even,
        index (rate above break-even in per cent of it, -100 where nobody responded), profit_each (by `rule`),
        mail; with `base` pieces and expected_profit (0 where not mailed). A cell of the base that was not
        tested has no rate; its shrunk rate is the mean of all cells, and only by that rule is it mailed.

    Raises
    ------
    DataError
        If a column or value is missing, or a response is not 0 or 1.
    ParameterError
        If the cost is negative, the margin not above 0, or the rule unknown.

    References
    ----------
    Hughes (1994), Strategic Database Marketing, Probus, for break-even and index; Kleinman (1973), Journal of
    the American Statistical Association 68(341), 46-54, for the distribution of true rates.

    Examples
    --------
    >>> test = pd.DataFrame({"cell": ["5-5-5"] * 50 + ["1-1-1"] * 50})
    >>> test["responded"] = [1] * 5 + [0] * 94 + [1]
    >>> table = mail_cells(test, cost=1.0, margin=25.0, rule="rate")
    >>> print(table[["rate", "break_even", "index", "mail"]].rename_axis(None))
           rate  break_even  index   mail
    5-5-5  0.10        0.04  150.0   True
    1-1-1  0.02        0.04  -50.0  False
    """
    even, chosen = break_even_response(cost, margin), check_choice("rule", rule, MAILING_RULES)
    cells = filled_column(test, cell)
    table = yes_or_no_column(test, responded).groupby(cells.to_numpy()).agg(tested="size", responses="sum")
    pieces = None if base is None else filled_column(base, cell).value_counts()
    if pieces is not None:
        table = table.reindex(table.index.union(pieces.index), fill_value=0)
    table = table.astype(int).rename_axis(cell)
    found = [
        share_interval(k, n, level=level) if n else None
        for k, n in zip(table["responses"], table["tested"], strict=True)
    ]
    for name, field in (("rate", "estimate"), ("low", "low"), ("high", "high")):
        table[name] = [np.nan if each is None else getattr(each, field) for each in found]
    successes, strength = _prior(table)
    table["shrunk"] = (table["responses"] + successes) / (table["tested"] + strength)
    table["break_even"] = even
    table["index"] = 100 * (table["rate"] / even - 1) if even > 0 else np.inf
    table["profit_each"] = table["rate" if chosen == "rate" else chosen] * margin - cost
    table["mail"] = table["profit_each"] > 0
    if pieces is not None:
        table["pieces"] = pieces.reindex(table.index, fill_value=0)
        table["expected_profit"] = table["pieces"] * table["profit_each"].where(table["mail"], 0.0)
    return table.sort_values(["shrunk", "rate"], ascending=False, kind="stable")


def value_within_cells(scores: pd.DataFrame, value: pd.Series, *, cell: str = "cell") -> pd.DataFrame:
    """Return how unlike in value the customers of one cell are.

    A score says where a customer stands on three ladders, not what it is worth: of two long-silent customers
    the one who bought more often is the likelier to be gone, so that a better score may mean less value
    (the paradox of increasing frequency; iso-value curves show it).

    Parameters
    ----------
    scores : DataFrame
        What `rfm_scores` returns, or any frame with a column of cells or scores.
    value : Series
        Value of each customer with the same index, for example by `customer_lifetime_value`; none negative.
    cell : str, default "cell"
        Column with the cell; ``"score"`` groups by score.

    Returns
    -------
    DataFrame
        Index `cell`, the most unlike first; columns customers, lowest, median, highest, ratio (highest over
        lowest; missing where the lowest is 0), least and most (the two customers).

    Raises
    ------
    DataError
        If a value is missing or negative, a customer is listed twice, or the customers are not the same.

    References
    ----------
    Fader, Hardie and Lee (2005), RFM and CLV: using iso-value curves for customer base analysis, Journal of
    Marketing Research 42(4), 415-430.

    Examples
    --------
    >>> scores = pd.DataFrame({"cell": ["1-5-4", "1-5-4", "5-5-4"]}, index=["A", "B", "C"])
    >>> worth = pd.Series([20, 80, 90], index=["A", "B", "C"])
    >>> value_within_cells(scores, worth).loc["1-5-4"].to_dict()
    {'customers': 2, 'lowest': 20.0, 'median': 50.0, 'highest': 80.0, 'ratio': 4.0, 'least': 'A', 'most': 'B'}
    """
    cells = filled_column(scores, cell)
    one_row_each(scores)
    if not isinstance(value, pd.Series):
        raise ParameterError(
            f"value is a {type(value).__name__}: a Series with a value per customer is needed."
        )
    if not value.index.equals(scores.index):
        raise DataError("value and scores do not have the same index: value the customers that were scored.")
    values = number_column(value.rename("value").to_frame(), "value", low=0)
    by = values.groupby(cells)
    table = by.agg(customers="size", lowest="min", median="median", highest="max")
    table["ratio"] = table["highest"] / table["lowest"].where(table["lowest"] > 0)
    table["least"], table["most"] = by.idxmin(), by.idxmax()
    return table.sort_values("ratio", ascending=False, kind="stable")


def _prior(table: pd.DataFrame) -> tuple[float, float]:
    """Return the successes and the customers that the fitted beta distribution of true rates is worth."""
    tried = table[table["tested"] > 0]
    k, n = tried["responses"].to_numpy(dtype=float), tried["tested"].to_numpy(dtype=float)
    mean = k.sum() / n.sum()
    if len(tried) < 2 or mean in (0.0, 1.0):
        # Nothing tells how true rates differ: half a response for and against, shared by the rate found.
        return float(mean), 1.0

    def minus_log_likelihood(parameters: np.ndarray) -> float:
        share, strength = 1 / (1 + np.exp(-parameters[0])), np.exp(parameters[1])
        a, b = share * strength, (1 - share) * strength
        return float(-np.sum(betaln(a + k, b + n - k) - betaln(a, b)))

    start = np.array([np.log(mean / (1 - mean)), np.log(np.median(n))])
    bounds = [(-20.0, 20.0), tuple(np.log(STRENGTHS))]
    share, strength = minimize(minus_log_likelihood, start, method="L-BFGS-B", bounds=bounds).x
    strength = float(np.exp(strength))
    return strength / (1 + float(np.exp(-share))), strength
