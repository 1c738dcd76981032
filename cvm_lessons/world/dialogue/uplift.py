"""Who acts only if treated, always, never, or only if left alone: the chances by recorded columns."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

__all__ = ["TYPES", "type_chances", "type_drivers"]

TYPES = ("persuadable", "sure thing", "lost cause", "sleeping dog")
CLOSE, MOST = 1e-10, 200  # shares met to ten digits; each step of the fitting is cheap


def type_drivers(customers: pd.DataFrame) -> pd.DataFrame:
    """Put what the types depend on into columns.

    Parameters
    ----------
    customers : DataFrame
        Columns tenure and recency in years, contacts as a count, size.

    Returns
    -------
    DataFrame
        tenure, recency, contacts (logarithm of 1 + the count), medium and large (0 or 1).

    Examples
    --------
    >>> who = pd.DataFrame({"tenure": [3], "recency": [1], "contacts": [0], "size": ["large"]})
    >>> type_drivers(who).iloc[0].tolist()
    [3.0, 1.0, 0.0, 0.0, 1.0]
    """
    return pd.DataFrame(
        {
            "tenure": customers["tenure"].astype(float),
            "recency": customers["recency"].astype(float),
            "contacts": np.log1p(customers["contacts"].to_numpy(dtype=float)),
            "medium": (customers["size"] == "medium").astype(float),
            "large": (customers["size"] == "large").astype(float),
        }
    )


def type_chances(
    drivers: pd.DataFrame, weights: Mapping[str, Mapping[str, float]], shares: Mapping[str, float]
) -> np.ndarray:
    """Return multinomial-logit chances of the four types whose means over the customers are `shares`.

    The constants of the logits are found by proportional fitting: raise those of types that are too rare.

    Parameters
    ----------
    drivers : DataFrame
        What `type_drivers` returns.
    weights : mapping of mapping
        Logits against lost cause by type and driver.
    shares : mapping of str to float
        Mean chance of each type; sums to 1.

    Returns
    -------
    ndarray
        A row per customer, a column per type.

    Examples
    --------
    >>> drivers, shares = pd.DataFrame({"large": [0.0, 1.0]}), dict.fromkeys(TYPES, 0.25)
    >>> chances = type_chances(drivers, {"sure thing": {"large": 1.0}}, shares)
    >>> chances.mean(axis=0).round(6).tolist(), chances[:, 1].round(3).tolist()
    ([0.25, 0.25, 0.25, 0.25], [0.16, 0.34])
    """
    wanted = np.array([shares[name] for name in TYPES])
    logits = np.zeros((len(drivers), len(TYPES)))
    for name, parts in weights.items():
        logits[:, TYPES.index(name)] = drivers[list(parts)].to_numpy() @ np.array(list(parts.values()))
    odds = np.exp(logits - logits.max(axis=1, keepdims=True)) * wanted
    for _ in range(MOST):
        chances = odds / odds.sum(axis=1, keepdims=True)
        share = chances.sum(axis=0) / max(len(chances), 1)
        miss = np.divide(wanted, share, out=np.ones(len(TYPES)), where=share > 0.0)
        if np.abs(miss - 1.0).max() < CLOSE:
            break
        odds *= miss
    return np.asarray(chances)
