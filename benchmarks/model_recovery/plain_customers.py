"""Customers drawn one by one from the words of the papers, for models that no table of the world follows.

Nothing here is taken from the models: a loop over customers with the distributions that each paper names.
"""

import numpy as np
import pandas as pd

__all__ = ["modified_beta_geometric", "pareto_customers", "split_at"]


def modified_beta_geometric(
    rng: np.random.Generator, n: int, until: float, *, r: float, alpha: float, a: float, b: float
) -> list[tuple[list[float], float]]:
    """Return for each customer the times of repeat purchases up to `until`, and the time of dropping out.

    Batislam, Denizel and Filiztekin (2007): a coin is tossed after every purchase, the first one included.
    """
    customers = []
    for _ in range(n):
        rate, coin = rng.gamma(r, 1 / alpha), rng.beta(a, b)
        now, times = 0.0, list[float]()
        while rng.random() >= coin:
            now += rng.exponential(1 / rate) if rate > 0 else np.inf
            if now >= until:
                customers.append((times, np.inf))
                break
            times.append(now)
        else:
            customers.append((times, now))
    return customers


def pareto_customers(
    rng: np.random.Generator, n: int, until: float, *, r: float, alpha: float, s: float, beta: float
) -> list[tuple[list[float], float]]:
    """Return for each customer the times of repeat purchases up to `until`, and the time of leaving.

    Schmittlein, Morrison and Colombo (1987): an exponential lifetime at a gamma rate, and exponential times
    between purchases at another one.
    """
    customers = []
    for _ in range(n):
        rate = rng.gamma(r, 1 / alpha)
        leaves = rng.exponential(1 / rng.gamma(s, 1 / beta))
        now, times = rng.exponential(1 / rate), list[float]()
        while now < min(leaves, until):
            times.append(now)
            now += rng.exponential(1 / rate)
        customers.append((times, leaves))
    return customers


def split_at(customers: list[tuple[list[float], float]], lengths: np.ndarray, ahead: float) -> pd.DataFrame:
    """Return the summary of each customer by its length of observation, with what came in the time after it.

    Columns frequency, recency, T, frequency_holdout, duration_holdout and alive (at the end of observation).
    """
    rows = []
    for (times, end), length in zip(customers, lengths, strict=True):
        seen = [time for time in times if time <= length]
        later = sum(length < time <= length + ahead for time in times)
        rows.append((len(seen), seen[-1] if seen else 0.0, length, later, ahead, end > length))
    names = ["frequency", "recency", "T", "frequency_holdout", "duration_holdout", "alive"]
    return pd.DataFrame(rows, columns=names)
