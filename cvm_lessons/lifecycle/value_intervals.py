"""How sure the value of a stage is: customers drawn again, moves and margins estimated anew."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cvm_lessons.core import (
    DataError,
    ParameterError,
    as_generator,
    check_choice,
    check_number,
    filled_column,
    number_column,
)
from cvm_lessons.lifecycle._checks import check_count
from cvm_lessons.lifecycle._panel import own_labels, sorted_panel, stage_order

__all__ = ["stage_value_interval"]


def stage_value_interval(
    panel: pd.DataFrame,
    discount_rate: float,
    *,
    leaving: str | None = None,
    margin: str = "margin",
    customer: str = "customer_id",
    period: str = "year",
    stage: str = "stage",
    n_boot: int = 1000,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """Return what a customer of each stage is worth, with an interval from customers drawn again.

    Moves and mean margins by stage are both estimated from the panel; whole customers are drawn again, since
    the periods of one are not independent. Stages are taken as they are given: that they may be told wrongly
    is not in the interval.

    Parameters
    ----------
    panel : DataFrame
        One row per customer and period: its stage and margin.
    discount_rate : float
        Per period, above 0.
    leaving : str, optional
        Stage that counts as the end: it is never left.
    margin, customer, period, stage : str
        Columns of `panel`.
    n_boot : int, default 1000
        Resamples.
    level : float, default 0.95
        Confidence level (percentiles).
    rng : numpy.random.Generator or int, default 0
        Generator or seed.

    Returns
    -------
    DataFrame
        Index stage; estimate, se, low, high, and customers (seen in the stage).

    Raises
    ------
    DataError
        If a column or value is missing, a customer has a period twice, there is one customer only, or nobody
        is seen a period after some stage.
    ParameterError
        If no stage has the name `leaving` or a number is out of range.

    References
    ----------
    Pfeifer and Carraway (2000), Journal of Interactive Marketing 14(2), 43-55, for the value; that whole
    customers are drawn again is ours.

    Examples
    --------
    >>> rows = [(who, year, "in" if year < 2020 + who % 4 else "out") for who in range(40)
    ...         for year in range(2020, 2025)]
    >>> panel = pd.DataFrame(rows, columns=["customer_id", "year", "stage"])
    >>> panel["margin"] = (panel["stage"] == "in") * 100.0
    >>> table = stage_value_interval(panel, 0.1, leaving="out", n_boot=200)
    >>> round(float(table.loc["in", "estimate"]), 2)
    183.33
    """
    rate = check_number("discount_rate", discount_rate, low=0)
    if rate == 0:
        raise ParameterError("discount_rate=0 is not above 0: the value need not be finite.")
    tail = (1 - check_number("level", level, low=0.5, high=0.999)) / 2
    count, generator = check_count("n_boot", n_boot, low=20), as_generator(rng)
    moves, margins, names = _by_customer(panel, (customer, period, stage, margin), leaving)
    if len(moves) < 2:
        raise DataError("one customer is not enough: customers are drawn again.")
    whole = _values(moves.sum(axis=0)[None], margins.sum(axis=0)[None], rate)[0]
    if not np.isfinite(whole).all():
        bare = names[int((~np.isfinite(whole)).argmax())]
        raise DataError(
            f"nobody is seen a period after the stage {bare!r}: name it leaving, or leave it out."
        )
    weights = generator.multinomial(len(moves), np.full(len(moves), 1 / len(moves)), size=count)
    draws = _values(np.tensordot(weights, moves, 1), np.tensordot(weights, margins, 1), rate)
    return pd.DataFrame(
        {
            "estimate": whole,
            "se": np.nanstd(draws, axis=0, ddof=1),
            "low": np.nanquantile(draws, tail, axis=0),
            "high": np.nanquantile(draws, 1 - tail, axis=0),
            "customers": (margins[:, :, 1] > 0).sum(axis=0),
        },
        index=pd.Index(names, name="stage"),
    )


def _by_customer(
    panel: pd.DataFrame, columns: tuple[str, str, str, str], leaving: str | None
) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return moves by customer, stage and next stage; the sum and number of margins by customer and stage."""
    customer, period, stage, margin = columns
    panel = own_labels(panel)
    rows = sorted_panel(panel, customer, period)
    names = stage_order(filled_column(panel, stage))
    place = (
        panel[stage].astype(str).map({name: at for at, name in enumerate(names)}).loc[rows.index].to_numpy()
    )
    paid = number_column(panel, margin).loc[rows.index].to_numpy()
    who = pd.factorize(rows[customer])[0]
    size = (who.max() + 1, len(names))
    moves, margins = np.zeros((*size, len(names))), np.zeros((*size, 2))
    same = who[1:] == who[:-1]
    np.add.at(moves, (who[:-1][same], place[:-1][same], place[1:][same]), 1.0)
    np.add.at(margins[:, :, 0], (who, place), paid)
    np.add.at(margins[:, :, 1], (who, place), 1.0)
    if leaving is not None:
        end = names.index(check_choice("leaving", leaving, names))
        moves[:, end] = np.eye(len(names))[end]
    return moves, margins, names


def _values(moves: np.ndarray, margins: np.ndarray, rate: float) -> np.ndarray:
    """Return the value by draw and stage; missing where a draw has nobody to tell what follows a stage."""
    total = moves.sum(axis=2, keepdims=True)
    known = (total[:, :, 0] > 0).all(axis=1) & (margins[:, :, 1] > 0).all(axis=1)
    values = np.full(total.shape[:2], np.nan)
    chain = moves[known] / total[known]
    reward = margins[known, :, 0] / margins[known, :, 1]
    values[known] = np.linalg.solve(np.eye(moves.shape[1]) - chain / (1 + rate), reward[:, :, None])[:, :, 0]
    if len(values) == 1 and not known[0]:
        values[0] = np.where((total[0, :, 0] > 0) & (margins[0, :, 1] > 0), 0.0, np.nan)
    return values
