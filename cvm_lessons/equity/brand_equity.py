"""Customer equity of brands that customers switch between, and what raising one of its drivers brings."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_number, filled_column, number_columns
from cvm_lessons.equity.switching import switching_matrices

__all__ = ["customer_equity", "driver_gains", "equity_gain"]


def customer_equity(
    ratings: pd.DataFrame,
    customers: pd.DataFrame,
    weights: Mapping[str, float],
    *,
    inertia: float,
    discount_rate: float,
    years: float,
    population: float | None = None,
    count_current: bool = False,
    customer: str = "customer_id",
    brand: str = "brand",
    aware: str | None = None,
) -> pd.DataFrame:
    """Return each brand's customer equity: mean lifetime value over the customers of all brands, times their
    number.

    CLV of customer i for brand j = sum over purchases t of (1 + d)^(-t / f_i) v_i m_i B_ijt, where f_i is the
    number of purchases a year, v_i the volume of one, m_i its margin and B_ijt the probability that purchase
    t goes to j: the last brand's row of the switching matrix to the power t. The sum runs from the next
    purchase, t = 1, to the last one within the horizon.

    Parameters
    ----------
    ratings : DataFrame
        As in `switching_matrices`.
    customers : DataFrame
        One row per customer; columns the customer, last_brand, frequency (purchases a year), volume (value of
        a purchase) and margin (share of it, the same with each brand).
    weights : mapping of str to float
        Coefficient of each driver.
    inertia : float
        Utility of the brand bought last.
    discount_rate : float
        Per year.
    years : float
        Horizon.
    population : float, optional
        Number of customers in the market; the number of rows if left out.
    count_current : bool, default False
        Whether the sum begins with t = 0, the purchase just made at the last brand.
    customer, brand : str
        Columns of the customer and of the brand.
    aware : str, optional
        Column of `ratings`, as in `switching_matrices`.

    Returns
    -------
    DataFrame
        Index of brands; columns lifetime_value (mean per customer of the market), customer_equity and
        equity_share (missing if no purchase falls within the horizon).

    Raises
    ------
    DataError
        If a table does not hold what is needed, or a customer is in one of them only.
    ParameterError
        If an argument is out of range.

    References
    ----------
    Rust, Lemon and Zeithaml (2004), Return on marketing: using customer equity to focus marketing strategy,
    Journal of Marketing 68(1), 109-127.

    Examples
    --------
    >>> ratings = pd.DataFrame({"customer_id": [1, 1], "brand": ["A", "B"], "quality": [5.0, 4.0]})
    >>> customers = pd.DataFrame(
    ...     {"customer_id": [1], "last_brand": ["A"], "frequency": [1], "volume": [100.0], "margin": [0.2]})
    >>> table = customer_equity(
    ...     ratings, customers, {"quality": 1.0}, inertia=0.0, discount_rate=0.1, years=2)
    >>> table["lifetime_value"].round(2).to_dict()
    {'A': 25.38, 'B': 9.34}
    """
    d = check_number("discount_rate", discount_rate, low=0)
    horizon = check_number("years", years, low=0)
    matrices, who, brands = switching_matrices(
        ratings, weights, inertia=inertia, customer=customer, brand=brand, aware=aware
    )
    each = _customers(customers, who, brands, customer)
    unknown = matrices.max(axis=1)[np.arange(len(who)), each["last"]] == 0
    if unknown.any():
        odd = each.index[unknown][0]
        raise DataError(f"customer {odd} last bought a brand that they do not know, says column {aware!r}.")
    mean = _values(matrices, each, d, horizon, count_current).mean(axis=0)
    size = len(who) if population is None else check_number("population", population, low=0)
    if size == 0:
        raise ParameterError("population=0 is not above 0: there is no market.")
    table = pd.DataFrame(
        {"lifetime_value": mean, "customer_equity": mean * size}, index=pd.Index(brands, name="brand")
    )
    total = table["customer_equity"].sum()
    return table.assign(equity_share=table["customer_equity"] / (total if total > 0 else np.nan))


def equity_gain(
    ratings: pd.DataFrame,
    customers: pd.DataFrame,
    weights: Mapping[str, float],
    *,
    of: str,
    driver: str,
    by: float,
    cost: float,
    brand: str = "brand",
    **options: float | str | None,
) -> pd.Series:
    """Return what raising one driver of one brand brings in customer equity, beside what it costs.

    Parameters
    ----------
    ratings, customers : DataFrame
        As in `customer_equity`.
    weights : mapping of str to float
        Coefficient of each driver.
    of : str
        The brand.
    driver : str
        The driver whose rating rises.
    by : float
        Points on the scale of the ratings.
    cost : float
        Of the programme, today, above 0.
    brand : str
        Column of the brand.
    **options
        What else `customer_equity` takes.

    Returns
    -------
    Series
        before, after, gain, cost and roi: (gain - cost) / cost.

    Raises
    ------
    DataError
        As in `customer_equity`.
    ParameterError
        If there is no such brand or driver, or the cost is not above 0.

    References
    ----------
    Rust, Lemon and Zeithaml (2004), Return on marketing: using customer equity to focus marketing strategy,
    Journal of Marketing 68(1), 109-127.

    Examples
    --------
    >>> ratings = pd.DataFrame({"customer_id": [1, 1], "brand": ["A", "B"], "quality": [5.0, 4.0]})
    >>> customers = pd.DataFrame(
    ...     {"customer_id": [1], "last_brand": ["A"], "frequency": [1], "volume": [100.0], "margin": [0.2]})
    >>> gain = equity_gain(ratings, customers, {"quality": 1.0}, of="B", driver="quality", by=1.0, cost=5.0,
    ...     inertia=0.0, discount_rate=0.1, years=2)
    >>> gain[["gain", "roi"]].round(2).tolist()
    [8.02, 0.6]
    """
    if driver not in weights:
        raise ParameterError(f"driver={driver!r} has no weight: it is one of {', '.join(weights)}.")
    if check_number("cost", cost, low=0) == 0:
        raise ParameterError("cost=0 is not above 0: there is no return on nothing.")
    before = customer_equity(ratings, customers, weights, brand=brand, **options)  # type: ignore[arg-type]
    if of not in before.index:
        raise ParameterError(f"of={of!r} is not a brand: it is one of {', '.join(before.index)}.")
    points = check_number("by", by)
    raised = ratings.assign(**{driver: ratings[driver] + points * (ratings[brand].astype(str) == of)})
    after = customer_equity(raised, customers, weights, brand=brand, **options)  # type: ignore[arg-type]
    first, then = (float(table.loc[of, "customer_equity"]) for table in (before, after))
    gain = then - first
    return pd.Series(
        {"before": first, "after": then, "gain": gain, "cost": cost, "roi": (gain - cost) / cost}
    )


def driver_gains(
    ratings: pd.DataFrame,
    customers: pd.DataFrame,
    weights: Mapping[str, float],
    *,
    of: str,
    by: float = 1.0,
    groups: Mapping[str, str] | None = None,
    **options: float | str | None,
) -> pd.DataFrame:
    """Return what each driver of one brand would bring in customer equity if its rating rose alone.

    Parameters
    ----------
    ratings, customers : DataFrame
        As in `customer_equity`.
    weights : mapping of str to float
        Coefficient of each driver.
    of : str
        The brand.
    by : float, default 1
        Points on the scale of the ratings.
    groups : mapping of str to str, optional
        What each driver belongs to, for example value, brand or relationship.
    **options
        What else `customer_equity` takes.

    Returns
    -------
    DataFrame
        Index of drivers, the most rewarding first; columns group (with `groups`), weight, gain and
        gain_share (of the brand's equity before).

    Raises
    ------
    DataError
        As in `customer_equity`.
    ParameterError
        If there is no such brand, or `groups` does not name every driver.

    References
    ----------
    Rust, Lemon and Zeithaml (2004), Return on marketing: using customer equity to focus marketing strategy,
    Journal of Marketing 68(1), 109-127.

    Examples
    --------
    >>> ratings = pd.DataFrame({"customer_id": [1, 1], "brand": ["A", "B"], "quality": [5.0, 4.0],
    ...     "image": [3.0, 4.0]})
    >>> customers = pd.DataFrame(
    ...     {"customer_id": [1], "last_brand": ["A"], "frequency": [1], "volume": [100.0], "margin": [0.2]})
    >>> driver_gains(ratings, customers, {"quality": 1.0, "image": 0.4}, of="B",
    ...     groups={"quality": "value", "image": "brand"}, inertia=0.0, discount_rate=0.1, years=2)[
    ...     ["group", "gain"]].round(2).to_dict("index")
    {'quality': {'group': 'value', 'gain': 8.48}, 'image': {'group': 'brand', 'gain': 3.33}}
    """
    if groups is not None and (left := [name for name in weights if name not in groups]):
        raise ParameterError(f"groups does not say what {', '.join(map(repr, left))} belongs to.")
    rows = {}
    for name, weight in weights.items():
        gain = equity_gain(ratings, customers, weights, of=of, driver=name, by=by, cost=1.0, **options)  # type: ignore[arg-type]
        share = gain["gain"] / gain["before"] if gain["before"] > 0 else np.nan
        rows[name] = {"weight": weight, "gain": gain["gain"], "gain_share": share}
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("driver")
    if groups is not None:
        table.insert(0, "group", [groups[name] for name in table.index])
    return table.sort_values("gain", ascending=False, kind="stable")


def _values(
    matrices: np.ndarray, each: pd.DataFrame, discount_rate: float, horizon: float, count_current: bool
) -> np.ndarray:
    """Return the lifetime value of each customer for each brand."""
    frequency, worth = each["frequency"].to_numpy(), each["worth"].to_numpy()
    # Purchase t comes t / f years from now, the first one when 1 / f years have passed.
    purchases = np.floor(horizon * frequency + 1e-9)
    chance = np.eye(matrices.shape[1])[each["last"]]
    values: np.ndarray = worth[:, None] * chance * count_current
    for purchase in range(1, int(purchases.max()) + 1):
        on = purchases >= purchase
        chance[on] = np.einsum("ij,ijk->ik", chance[on], matrices[on])
        now = worth[on] * (1 + discount_rate) ** (-purchase / frequency[on])
        values[on] += now[:, None] * chance[on]
    return values


def _customers(customers: pd.DataFrame, who: list[object], brands: list[str], customer: str) -> pd.DataFrame:
    """Return the customers in the order of the ratings: last brand's number, frequency, worth of a
    purchase."""
    numbers = number_columns(customers, ["frequency", "volume", "margin"], low=0)
    names = filled_column(customers, customer)
    if (twice := names.duplicated()).any():
        raise DataError.at(customers, customer, twice, "the only row of its customer")
    if set(names) != set(who):
        odd = next(iter(set(names) ^ set(who)))
        raise DataError(f"customer {odd} is in one of ratings and customers only.")
    last = filled_column(customers, "last_brand").astype(str)
    if (bad := ~last.isin(brands)).any():
        raise DataError.at(customers, "last_brand", bad, f"one of the brands {', '.join(brands)}")
    if (bad := numbers["frequency"] <= 0).any():
        raise DataError.at(customers, "frequency", bad, "above 0: purchases a year")
    table = pd.DataFrame(
        {
            "last": last.map({name: number for number, name in enumerate(brands)}).to_numpy(),
            "frequency": numbers["frequency"].to_numpy(),
            "worth": (numbers["volume"] * numbers["margin"]).to_numpy(),
        },
        index=names,
    )
    return table.loc[who]
