"""What to do with a customer who loses money: reprice, migrate, fix, divest, and the cost of being wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cvm_lessons.churn._checks import check_count
from cvm_lessons.core import ParameterError, check_number, number_column, number_columns
from cvm_lessons.equity import retention_value

__all__ = ["ExitTerms", "abandonment_value", "compare_exit_options", "wrong_exit"]

MOST_PERIODS = 1_000_000  # beyond it the sum is the one without an end


@dataclass(frozen=True)
class ExitTerms:
    """What an option changes for a customer or a group of alike customers.

    Parameters
    ----------
    revenue, cost_to_serve : float, default 0
        Added to a period's revenue and cost (below 0: taken off).
    retention : float, default 0
        Added to the chance of staying from period to period.
    accepts : float, default 1
        Share that accepts the change; the others leave at once.
    once : float, default 0
        What the option costs once.
    ends : bool, default False
        Whether the relation ends, as in divesting: then only `once` and `aside` count.
    aside : float, default 0
        Lost besides for each customer who leaves: referrals, reputation, others who come for this one.
    """

    revenue: float = 0.0
    cost_to_serve: float = 0.0
    retention: float = 0.0
    accepts: float = 1.0
    once: float = 0.0
    ends: bool = False
    aside: float = 0.0


def compare_exit_options(
    *,
    revenue: float,
    cost_to_serve: float,
    retention: float,
    discount_rate: float,
    options: Mapping[str, ExitTerms],
    periods: int | None = None,
) -> pd.DataFrame:
    """Return what a customer is worth as things are, and under each option.

    Parameters
    ----------
    revenue, cost_to_serve : float
        Of a period: contribution before and cost of serving the customer.
    retention : float
        Chance of staying from period to period.
    discount_rate : float
        Per period.
    options : mapping of str to ExitTerms
        By name, such as reprice, migrate, fix and divest.
    periods : int, optional
        How many periods are counted; without it all to come.

    Returns
    -------
    DataFrame
        Index `option` with ``keep`` for no change, the best first; columns margin (of a period with who
        accepts), stays (share that is still there at once), value, and gain (over ``keep``).

    Raises
    ------
    ParameterError
        If an argument is out of range, an option is no ExitTerms, or one is named ``keep``.

    References
    ----------
    Mittal, Sarkees and Murshed (2008), The right way to manage unprofitable customers, Harvard Business
    Review 86(4), 94-102.

    Examples
    --------
    >>> options = {"reprice": ExitTerms(revenue=40, accepts=0.7), "divest": ExitTerms(ends=True, aside=10)}
    >>> table = compare_exit_options(
    ...     revenue=100, cost_to_serve=120, retention=0.8, discount_rate=0.1, options=options
    ... )
    >>> table["value"].round(1).to_dict()
    {'reprice': 51.3, 'divest': -10.0, 'keep': -73.3}
    """
    if not isinstance(options, Mapping) or not all(isinstance(each, ExitTerms) for each in options.values()):
        raise ParameterError(f"options={options!r}: give a dict with ExitTerms by the name of the option.")
    if periods is not None:
        check_count("periods", periods, low=1, high=MOST_PERIODS)
    if "keep" in options or not options:
        raise ParameterError("options: give one or more, none of them named 'keep': that is no change.")
    base = check_number("retention", retention, low=0, high=1)
    income = check_number("revenue", revenue)
    cost = check_number("cost_to_serve", cost_to_serve)
    rows = {}
    for name, terms in {"keep": ExitTerms(), **options}.items():
        accepts = check_number(f"{name}: accepts", terms.accepts, low=0, high=1)
        stays = 0.0 if terms.ends else accepts
        kept = check_number(f"{name}: retention", base + terms.retention, low=0, high=1)
        once = check_number(f"{name}: once", terms.once, low=0)
        aside = check_number(f"{name}: aside", terms.aside, low=0)
        margin = income + terms.revenue - cost - terms.cost_to_serve
        each = retention_value(margin, kept, discount_rate, periods=periods)
        rows[name] = {
            "margin": np.nan if terms.ends else margin,
            "stays": stays,
            "value": stays * each - once - (1 - stays) * aside,
        }
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("option")
    table["gain"] = table["value"] - table.loc["keep", "value"]
    return table.sort_values("value", ascending=False, kind="stable")


def wrong_exit(*, value_if_good: float, loss_if_bad: float, exit_cost: float = 0.0) -> pd.Series:
    """Return what either mistake costs, and how sure one must be that a customer is bad before ending it.

    Parameters
    ----------
    value_if_good : float
        What is thrown away by ending it with a customer who would have paid: future margins, referrals, the
        other side of the market.
    loss_if_bad : float
        What is lost by keeping one who never will.
    exit_cost : float, default 0
        What ending it costs in either case: work, complaints, reputation.

    Returns
    -------
    Series
        cost_of_wrong_exit (the value thrown away and the cost of the exit), cost_of_right_exit,
        cost_of_wrong_keeping (right keeping costs nothing), and divest_above: the chance of a bad customer
        from which on ending it costs less than keeping (infinite where it never does).

    Raises
    ------
    ParameterError
        If an argument is no number from 0 up.

    References
    ----------
    Haenlein, Kaplan and Schoder (2006), Valuing the real option of abandoning unprofitable customers, Journal
    of Marketing 70(3), 5-20.

    Examples
    --------
    >>> wrong_exit(value_if_good=900, loss_if_bad=100)[["cost_of_wrong_exit", "divest_above"]].to_dict()
    {'cost_of_wrong_exit': 900.0, 'divest_above': 0.9}
    """
    good = check_number("value_if_good", value_if_good, low=0)
    bad = check_number("loss_if_bad", loss_if_bad, low=0)
    leave = check_number("exit_cost", exit_cost, low=0)
    # Ending it costs leave + (1 - p) good, keeping costs p bad.
    sure = (good + leave) / (good + bad) if good + bad > 0 else float("inf")
    return pd.Series(
        {
            "cost_of_wrong_exit": good + leave,
            "cost_of_right_exit": leave,
            "cost_of_wrong_keeping": bad,
            "divest_above": sure if sure <= 1 else float("inf"),
        },
        name="wrong_exit",
    )


def abandonment_value(
    margin: pd.Series, moves: pd.DataFrame, discount_rate: float, *, exit_value: float = 0.0
) -> pd.DataFrame:
    """Return what a customer is worth by state if the relation may be ended at any time, and if not.

    The right to end a relation that turns bad is an option: it is never worth less than nothing, and most
    where the future is open. A customer with a loss today may be worth keeping for it.

    Parameters
    ----------
    margin : Series
        Margin of a period by state of the customer.
    moves : DataFrame
        Chance of the next period's state (columns) by that of this one (rows), in the states of `margin`;
        what a row lacks to 1 is the chance that the customer leaves.
    discount_rate : float
        Per period, above 0.
    exit_value : float, default 0
        What ending the relation brings (below 0: costs).

    Returns
    -------
    DataFrame
        Index `state`; columns without_option, with_option, option (their difference) and abandon: whether
        ending the relation now is best.

    Raises
    ------
    DataError
        If a margin or a chance is missing or no number.
    ParameterError
        If the states do not agree, a chance is below 0, a row adds up to more than 1, or the rate is not
        above 0.

    References
    ----------
    Haenlein, Kaplan and Schoder (2006), Journal of Marketing 70(3), 5-20.

    Examples
    --------
    >>> moves = pd.DataFrame([[0.8, 0.1], [0.1, 0.8]], index=["good", "bad"], columns=["good", "bad"])
    >>> abandonment_value(pd.Series({"good": 100, "bad": -80}), moves, 0.1)["abandon"].to_dict()
    {'good': False, 'bad': True}
    """
    rate = check_number("discount_rate", discount_rate, low=1e-6)
    stop = check_number("exit_value", exit_value)
    if not isinstance(margin, pd.Series) or margin.empty:
        raise ParameterError(f"margin is a {type(margin).__name__}: a Series of margins by state is needed.")
    if not isinstance(moves, pd.DataFrame):
        raise ParameterError(f"moves is a {type(moves).__name__}: a frame of chances by state is needed.")
    states = list(margin.index)
    if set(moves.index) != set(states) or set(moves.columns) != set(states) or len(moves) != len(states):
        raise ParameterError("moves: rows and columns must be the states of margin, each once.")
    step = number_columns(moves.loc[states, states], states).to_numpy()
    now = number_column(margin.rename("margin").to_frame(), "margin").to_numpy()
    if (step < 0).any() or (step.sum(axis=1) > 1 + 1e-9).any():
        raise ParameterError("moves: chances are from 0 up, and a row adds up to 1 at most.")
    discounted = step / (1 + rate)
    plain = np.linalg.solve(np.eye(len(states)) - discounted, now)
    keep = np.ones(len(states), dtype=bool)
    for _ in range(2 ** min(len(states), 20)):  # policies only get better, so that each comes once at most
        value = _value_of(keep, now, discounted, stop)
        better = now + discounted @ value > stop + 1e-12
        if (better == keep).all():
            break
        keep = better
    table = {"without_option": plain, "with_option": value, "option": value - plain, "abandon": ~keep}
    return pd.DataFrame(table, index=pd.Index(states, name="state"))


def _value_of(keep: np.ndarray, now: np.ndarray, discounted: np.ndarray, stop: float) -> np.ndarray:
    matrix = np.eye(len(now)) - discounted * keep[:, None]
    value: np.ndarray = np.linalg.solve(matrix, np.where(keep, now, stop))
    return value
