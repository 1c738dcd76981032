"""Customer equity of brands that customers switch between, and what raising one of its drivers brings."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.special import softmax

from cvm_lessons.core import DataError, ParameterError, check_number, filled_column, number_columns

__all__ = ["customer_equity", "equity_gain", "switching_matrices"]


def switching_matrices(
    ratings: pd.DataFrame,
    weights: Mapping[str, float],
    *,
    inertia: float,
    customer: str = "customer_id",
    brand: str = "brand",
) -> tuple[np.ndarray, list[object], list[str]]:
    """Return for each customer the probabilities of the next brand by the last one.

    A multinomial logit: the utility of a brand is the weighted sum of the customer's ratings of it (value,
    brand and relationship drivers), and inertia for the brand bought last.

    Parameters
    ----------
    ratings : DataFrame
        One row per customer and brand, every customer with every brand; a column per driver.
    weights : mapping of str to float
        Coefficient of each driver in the utility.
    inertia : float
        Added to the utility of the brand bought last.
    customer, brand : str
        Columns of the customer and of the brand.

    Returns
    -------
    matrices : ndarray, shape (customers, brands, brands)
        Rows are the brand bought last, columns the next one; each row adds up to 1.
    customers : list
        The customers, in ascending order.
    brands : list of str
        The brands, in alphabetical order.

    Raises
    ------
    DataError
        If a column is missing, a value is missing or no number, or a customer lacks a brand or has it twice.
    ParameterError
        If there are no drivers.

    References
    ----------
    Rust, Lemon and Zeithaml (2004), Return on marketing: using customer equity to focus marketing strategy,
    Journal of Marketing 68(1), 109-127.

    Examples
    --------
    >>> ratings = pd.DataFrame({"customer_id": [1, 1], "brand": ["A", "B"], "quality": [5.0, 4.0]})
    >>> matrices, _, brands = switching_matrices(ratings, {"quality": 1.0}, inertia=0.0)
    >>> brands, matrices[0].round(3).tolist()
    (['A', 'B'], [[0.731, 0.269], [0.731, 0.269]])
    """
    if not weights:
        raise ParameterError("weights is empty: name at least one driver.")
    coefficients = [check_number(f"weights[{name!r}]", value) for name, value in weights.items()]
    stay = check_number("inertia", inertia)
    drivers = number_columns(ratings, list(weights))
    keys = pd.DataFrame(
        {"customer": filled_column(ratings, customer), "brand": filled_column(ratings, brand)}
    )
    if (twice := keys.duplicated()).any():
        row = keys[twice].iloc[0]
        raise DataError(f"customer {row['customer']} rates brand {row['brand']} twice.")
    keys["utility"] = drivers.to_numpy() @ np.array(coefficients)
    utility = keys.pivot_table(index="customer", columns="brand", values="utility")
    if (lacking := utility.isna()).to_numpy().any():
        row, column = np.argwhere(lacking.to_numpy())[0]
        raise DataError(f"customer {utility.index[row]} does not rate brand {utility.columns[column]}.")
    count = utility.shape[1]
    matrices = softmax(utility.to_numpy()[:, None, :] + stay * np.eye(count), axis=2)
    return matrices, utility.index.tolist(), [str(name) for name in utility.columns]


def customer_equity(
    ratings: pd.DataFrame,
    customers: pd.DataFrame,
    weights: Mapping[str, float],
    *,
    inertia: float,
    discount_rate: float,
    years: float,
    population: float | None = None,
    customer: str = "customer_id",
    brand: str = "brand",
) -> pd.DataFrame:
    """Return each brand's customer equity: mean lifetime value over the customers of all brands, times their
    number.

    CLV of customer i for brand j = sum over purchases t of (1 + d)^(-t / f_i) v_i m_ij B_ijt, where f_i is
    the number of purchases a year, v_i the volume of one, m_ij its margin with brand j and B_ijt the
    probability that purchase t goes to j: the last brand's row of the switching matrix to the power t.

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
    customer, brand : str
        Columns of the customer and of the brand.

    Returns
    -------
    DataFrame
        Index of brands; columns lifetime_value (mean per customer of the market), customer_equity and
        equity_share.

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
        ratings, weights, inertia=inertia, customer=customer, brand=brand
    )
    each = _customers(customers, who, brands, customer)
    values = np.zeros((len(who), len(brands)))
    for row, (matrix, last, frequency, worth) in enumerate(
        zip(matrices, each["last"], each["frequency"], each["worth"], strict=True)
    ):
        chance = np.eye(len(brands))[last]
        # Purchase t comes t / f years from now, the first one when 1 / f years have passed.
        for purchase in range(1, int(np.floor(horizon * frequency + 1e-9)) + 1):
            chance = chance @ matrix
            values[row] += worth * chance * (1 + d) ** (-purchase / frequency)
    mean = values.mean(axis=0)
    size = len(who) if population is None else check_number("population", population, low=0)
    table = pd.DataFrame(
        {"lifetime_value": mean, "customer_equity": mean * size}, index=pd.Index(brands, name="brand")
    )
    return table.assign(equity_share=table["customer_equity"] / table["customer_equity"].sum())


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
    raised = ratings.assign(**{driver: ratings[driver] + check_number("by", by) * (ratings[brand] == of)})
    after = customer_equity(raised, customers, weights, brand=brand, **options)  # type: ignore[arg-type]
    first, then = (float(table.loc[of, "customer_equity"]) for table in (before, after))
    gain = then - first
    return pd.Series(
        {"before": first, "after": then, "gain": gain, "cost": cost, "roi": (gain - cost) / cost}
    )


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
