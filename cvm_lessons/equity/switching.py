"""Brand switching by a multinomial logit: from each customer's ratings to the brand that they buy next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from scipy.special import softmax

from cvm_lessons.core import (
    DataError,
    ParameterError,
    check_number,
    filled_column,
    number_columns,
    require_columns,
    yes_or_no_column,
)

__all__ = ["rating_cube", "switching_matrices"]


def switching_matrices(
    ratings: pd.DataFrame,
    weights: Mapping[str, float],
    *,
    inertia: float,
    customer: str = "customer_id",
    brand: str = "brand",
    aware: str | None = None,
) -> tuple[np.ndarray, list[object], list[str]]:
    """Return for each customer the probabilities of the next brand by the last one.

    A multinomial logit: the utility of a brand is the weighted sum of the customer's ratings of it (value,
    brand and relationship drivers), and inertia for the brand bought last.

    Parameters
    ----------
    ratings : DataFrame
        One row per customer and brand, every customer with every brand; a column per driver.
    weights : mapping of str to float
        Coefficient of each driver in the utility, as `fit_switching` finds them.
    inertia : float
        Added to the utility of the brand bought last.
    customer, brand : str
        Columns of the customer and of the brand.
    aware : str, optional
        Column that says whether the customer knows the brand (0 or 1). One that they do not know is never
        bought, and its ratings may be missing.

    Returns
    -------
    matrices : ndarray, shape (customers, brands, brands)
        Rows are the brand bought last, columns the next one; each row adds up to 1.
    customers : list
        The customers, in ascending order.
    brands : list of str
        The brands, in ascending order.

    Raises
    ------
    DataError
        If a column is missing, a value is missing or no number, a customer lacks a brand, has it twice or
        knows none.
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
    if not isinstance(weights, Mapping) or not weights:
        raise ParameterError(f"weights={weights!r} is empty or no mapping: name drivers with their weights.")
    coefficients = np.array([check_number(f"weights[{name!r}]", value) for name, value in weights.items()])
    stay = check_number("inertia", inertia)
    cube, who, brands = rating_cube(ratings, list(weights), customer=customer, brand=brand, aware=aware)
    # A brand that a customer does not know has no ratings here: nothing makes them buy it.
    utility = np.where(np.isnan(cube).any(axis=2), -np.inf, cube @ coefficients)
    matrices = softmax(utility[:, None, :] + stay * np.eye(len(brands)), axis=2)
    return matrices, who, brands


def rating_cube(
    ratings: pd.DataFrame,
    drivers: Sequence[str],
    *,
    customer: str = "customer_id",
    brand: str = "brand",
    aware: str | None = None,
) -> tuple[np.ndarray, list[object], list[str]]:
    """Return ratings by customer, brand and driver, checked.

    Parameters
    ----------
    ratings : DataFrame
        As in `switching_matrices`.
    drivers : sequence of str
        Columns of the drivers.
    customer, brand : str
        Columns of the customer and of the brand.
    aware : str, optional
        As in `switching_matrices`.

    Returns
    -------
    cube : ndarray, shape (customers, brands, drivers)
        Missing where the customer does not know the brand.
    customers : list
        The customers, in ascending order.
    brands : list of str
        The brands, in ascending order.

    Raises
    ------
    DataError
        As in `switching_matrices`.

    Examples
    --------
    >>> ratings = pd.DataFrame({"customer_id": [1, 1], "brand": ["A", "B"], "quality": [5.0, 4.0]})
    >>> rating_cube(ratings, ["quality"])[0].tolist()
    [[[5.0], [4.0]]]
    """
    require_columns(ratings, [customer, brand, *drivers])
    keys = pd.DataFrame(
        {"customer": filled_column(ratings, customer), "brand": filled_column(ratings, brand).astype(str)}
    )
    if (twice := keys.duplicated()).any():
        row = keys[twice].iloc[0]
        raise DataError(f"customer {row['customer']} rates brand {row['brand']} twice.")
    known = np.ones(len(keys), dtype=bool)
    if aware is not None:
        known = yes_or_no_column(ratings, aware).to_numpy() == 1
    if not known.any():
        raise DataError(f"column {aware!r} is 0 in every row: nobody knows a brand.")
    values = np.full((len(keys), len(drivers)), np.nan)
    values[known] = number_columns(ratings[known], drivers).to_numpy()
    of_customer, who = pd.factorize(keys["customer"], sort=True)
    of_brand, brands = pd.factorize(keys["brand"], sort=True)
    cube = np.full((len(who), len(brands), len(drivers)), np.nan)
    cube[of_customer, of_brand] = values
    there = np.zeros(cube.shape[:2], dtype=bool)
    there[of_customer, of_brand] = True
    if not there.all():
        row, column = np.argwhere(~there)[0]
        raise DataError(f"customer {who[row]} does not rate brand {brands[column]}.")
    if (nothing := np.isnan(cube).all(axis=(1, 2))).any():
        raise DataError(f"customer {who[nothing.argmax()]} knows no brand (column {aware!r} is 0).")
    return cube, list(who), [str(name) for name in brands]
