"""What each customer is worth from now on: expected purchases, times what one leaves, discounted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import (
    DataError,
    ParameterError,
    as_generator,
    check_choice,
    check_number,
    require_columns,
)
from cvm_lessons.equity._checks import check_model
from cvm_lessons.equity._prediction import RepeatPurchaseModel
from cvm_lessons.equity.gamma_gamma import GammaGammaModel

__all__ = ["PAYMENT_TIMES", "customer_lifetime_value", "lifetime_value_interval"]

# When within a period its purchases are paid: the share of the period by which they are discounted.
PAYMENT_TIMES = {"start": 0.0, "middle": 0.5, "end": 1.0}


def customer_lifetime_value(
    model: RepeatPurchaseModel,
    summary: pd.DataFrame,
    *,
    discount_rate: float,
    horizon: float | None = None,
    spend: float | pd.Series | GammaGammaModel = 1.0,
    margin: float | pd.Series | Sequence[float] = 1.0,
    growth: float = 0.0,
    paid: str = "end",
) -> pd.Series:
    """Return the value of each customer from now on: what winning them once cost is not in it.

    Parameters
    ----------
    model : RepeatPurchaseModel
        Fitted, or made from parameters.
    summary : DataFrame
        One row per customer; the columns that the model takes, and monetary_value for a `GammaGammaModel`.
    discount_rate : float
        Per unit of time of the summary (per opportunity for the BG/BB), as an effective rate: 0.1 a year is
        ``1.1 ** (1 / 52) - 1`` a week.
    horizon : float, optional
        How far to look ahead, in the same unit; without it the whole future (then the rate must be above 0).
    spend : float, Series or GammaGammaModel, default 1
        Value of a purchase: one for all, one for each customer, or as the model of spending expects it.
    margin : float, Series or sequence of float, default 1
        Share of the value that is margin, from 0 to 1: one for all, one for each customer (a Series with the
        index of `summary`), or one for each unit of time of the horizon (a list or an array).
    growth : float, default 0
        Growth of what a purchase is worth from one unit of time to the next: the first unit has none yet. The
        whole future grows by the moment (BG/BB: from the second opportunity on), and then less than it is
        discounted.
    paid : {"start", "middle", "end"}, default "end"
        When the purchases of a unit of time are paid within it. Looked at only with a horizon: the whole
        future is discounted by the moment (BG/BB: the next opportunity by one period).

    Returns
    -------
    Series
        In the unit of `spend`, with the index of `summary`.

    Raises
    ------
    DataError
        If the summary or a series does not fit.
    ParameterError
        If a rate, the horizon or `paid` is out of range, margins by unit of time do not fit the horizon, or
        growth reaches the discount rate where the future has no end.

    References
    ----------
    Fader, Hardie and Lee (2005), RFM and CLV: using iso-value curves for customer base analysis, Journal of
    Marketing Research 42(4), 415-430.

    Examples
    --------
    >>> from cvm_lessons.equity import BetaGeoModel
    >>> summary = pd.DataFrame({"frequency": [2, 0], "recency": [30.43, 0], "T": [38.86, 38.86]})
    >>> model = BetaGeoModel.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> value = customer_lifetime_value(model, summary, discount_rate=0.002, horizon=52, spend=35, margin=0.3)
    >>> value.round(2).tolist()
    [15.59, 2.52]
    """
    check_model(model)
    d, g = check_number("discount_rate", discount_rate, low=0), check_number("growth", growth, low=-0.999)
    by_unit = None if isinstance(margin, float | int | pd.Series) else _margins(margin, horizon)
    each = _worth_of_purchase(summary, spend, 1.0 if by_unit is not None else margin)
    if horizon is None:
        return (_whole_future(model, summary, d, g) * each).rename("lifetime_value")
    length = check_number("horizon", horizon, low=0)
    share = PAYMENT_TIMES[check_choice("paid", paid, tuple(PAYMENT_TIMES))]
    ends = np.append(np.arange(1, np.ceil(length)), length) if length > 0 else np.zeros(0)
    starts = np.append(0.0, ends)[:-1]
    factors = (1 + g) ** np.arange(len(ends)) * (1.0 if by_unit is None else by_unit)
    weights = factors / (1 + d) ** (starts + share * (ends - starts))
    purchases = model.weighted_purchases(summary, list(ends), list(weights))
    return (purchases * each).rename("lifetime_value")


def lifetime_value_interval(
    model: RepeatPurchaseModel,
    customer: pd.DataFrame,
    *,
    horizon: float,
    discount_rate: float = 0.0,
    spend: float = 1.0,
    margin: float = 1.0,
    level: float = 0.95,
    n_boot: int = 200,
    n_futures: int = 50,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """Return two intervals for one customer's value: of its expectation, and of what will really come.

    A parametric bootstrap: customers are simulated from the fitted model as long as the real ones were
    observed, the model is fitted to them, and each fit simulates futures of customers with this history.

    Parameters
    ----------
    model : RepeatPurchaseModel
        Fitted.
    customer : DataFrame
        One row; the columns that the model takes.
    horizon : float
        How far to look ahead.
    discount_rate : float, default 0
        Per unit of time.
    spend, margin : float, default 1
        Value of a purchase and the share of it that is margin.
    level : float, default 0.95
        Confidence level.
    n_boot : int, default 200
        Simulated customer bases.
    n_futures : int, default 50
        Futures drawn from each.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.

    Returns
    -------
    DataFrame
        Rows expected and realised; columns estimate, low, high. The second is far wider: chance remains where
        the parameters are known.

    Raises
    ------
    DataError
        If there is not exactly one customer.
    ParameterError
        If an argument is out of range or the model is not fitted.
    """
    check_model(model)
    require_columns(customer, ["frequency", "recency", "T"])
    if len(customer) != 1:
        raise DataError(f"the interval is for one customer, not for {len(customer)}.")
    check_number("level", level, low=0.01, high=0.999)
    for name, count in (("n_boot", n_boot), ("n_futures", n_futures)):
        if isinstance(count, bool) or not isinstance(count, int | np.integer) or count < 1:
            raise ParameterError(f"{name}={count!r} is not a whole number from 1 up.")
    generator = as_generator(rng)
    options = {
        "discount_rate": discount_rate,
        "horizon": horizon,
        "spend": spend,
        "margin": margin,
        "paid": "middle",
    }
    estimate = customer_lifetime_value(model, customer, **options).item()  # type: ignore[arg-type]
    expected: list[float] = []
    realised: list[float] = []
    for _ in range(n_boot):
        refitted = model.refit_to_simulated(generator)
        mean = customer_lifetime_value(refitted, customer, **options).item()  # type: ignore[arg-type]
        purchases = refitted.simulate_future(customer, horizon, n_futures, rng=generator)
        expectation = refitted.expected_purchases(customer, horizon).item()
        expected.append(mean)
        # One purchase is worth the same share of the discounted mean wherever in the horizon it falls.
        realised.extend(purchases * (mean / expectation if expectation > 0 else 0.0))
    tails = [(1 - level) / 2, (1 + level) / 2]
    rows = {"expected": np.quantile(expected, tails), "realised": np.quantile(realised, tails)}
    return pd.DataFrame(
        [{"estimate": estimate, "low": low, "high": high} for low, high in rows.values()],
        index=pd.Index(rows, name="interval"),
    )


def _whole_future(
    model: RepeatPurchaseModel, summary: pd.DataFrame, discount_rate: float, growth: float
) -> pd.Series:
    """Return discounted purchases to come, each worth more by growth."""
    if growth != 0 and growth >= discount_rate:
        raise ParameterError(
            f"growth={growth:g} reaches discount_rate={discount_rate:g}: the value has no end. "
            "Give a horizon."
        )
    if model.whole_time:
        rate = (1 + discount_rate) / (1 + growth) - 1
        return model.discounted_residual_transactions(summary, rate) / (1 + growth)
    return model.discounted_residual_transactions(summary, float(np.log1p(discount_rate) - np.log1p(growth)))


def _margins(margin: Sequence[float], horizon: float | None) -> np.ndarray:
    """Return the margin of each unit of time."""
    if np.ndim(margin) != 1:
        raise ParameterError(f"margin={margin!r} is not a number, a Series or a list of numbers.")
    if horizon is None:
        raise ParameterError("a margin for each unit of time needs a horizon.")
    units = int(np.ceil(check_number("horizon", horizon, low=0)))
    if len(margin) != units:
        raise ParameterError(
            f"margin holds {len(margin)} units of time and the horizon {units}: one each is needed."
        )
    return np.array([check_number("margin", value, low=0, high=1) for value in margin])


def _worth_of_purchase(
    summary: pd.DataFrame, spend: float | pd.Series | GammaGammaModel, margin: float | pd.Series
) -> pd.Series:
    require_columns(summary, ["frequency", "recency", "T"])
    if isinstance(spend, GammaGammaModel):
        spend = spend.expected_spend(summary)
    value = _for_each(summary, "spend", spend, np.inf)
    return value * _for_each(summary, "margin", margin, 1.0)


def _for_each(summary: pd.DataFrame, name: str, given: float | pd.Series, high: float) -> pd.Series:
    if not isinstance(given, pd.Series):
        return pd.Series(check_number(name, given, low=0, high=high), index=summary.index)
    if not given.index.equals(summary.index):
        raise DataError(
            f"{name} has other customers than the summary: give it the same index, in the same order."
        )
    bad = ~given.between(0, high)
    if bad.any():
        raise DataError.at(given.to_frame(name), name, bad, f"a number from 0 to {high:g}")
    return given.astype(float)
