"""Published data and samples whose correlations are given exactly."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

# Chatterjee and Price (1977), Regression Analysis by Example: 30 departments rate their supervisors.
ATTITUDE = """
43 51 30 39 61 92 45; 63 64 51 54 63 73 47; 71 70 68 69 76 86 48; 61 63 45 47 54 84 35; 81 78 56 66 71 83 47;
43 55 49 44 54 49 34; 58 67 42 56 66 68 35; 71 75 50 55 70 66 41; 72 82 72 67 71 83 31; 67 61 45 47 62 80 41;
64 53 53 58 58 67 34; 67 60 47 39 59 74 41; 69 62 57 42 55 63 25; 68 83 83 45 59 77 35; 77 77 54 72 79 77 46;
81 90 50 72 60 54 36; 74 85 64 69 79 79 63; 65 60 65 75 55 80 60; 65 70 46 57 75 85 46; 50 58 68 54 64 78 52;
50 40 33 34 43 64 33; 64 61 52 62 66 80 41; 53 66 52 50 63 80 37; 40 37 42 58 50 57 49; 63 54 42 48 66 75 33;
66 77 66 63 88 76 72; 78 75 58 74 80 78 49; 48 57 44 45 51 83 38; 85 85 71 71 77 74 55; 82 82 39 59 64 78 39
"""


@pytest.fixture
def attitude() -> pd.DataFrame:
    rows = [[int(number) for number in row.split()] for row in ATTITUDE.split(";")]
    names = ["rating", "complaints", "privileges", "learning", "raises", "critical", "advance"]
    return pd.DataFrame(rows, columns=names)


@pytest.fixture
def sample_with() -> Callable[..., pd.DataFrame]:
    """Return a maker of samples whose correlation matrix is exactly the one asked for."""

    def make(correlations: Sequence[Sequence[float]], names: Sequence[str], n: int = 200) -> pd.DataFrame:
        noise = np.random.default_rng(0).normal(size=(n, len(names)))
        orthogonal = np.linalg.qr(noise - noise.mean(axis=0))[0] * np.sqrt(n)
        return pd.DataFrame(orthogonal @ np.linalg.cholesky(np.asarray(correlations)).T, columns=list(names))

    return make


@pytest.fixture(scope="session")
def holzinger() -> dict[str, tuple[pd.DataFrame, int, pd.Series]]:
    """Covariances (divisor n - 1), pupils and means of nine tests, by school.

    Holzinger and Swineford (1939), A Study in Factor Analysis, University of Chicago: 301 pupils of two
    schools. The file holds sums and sums of products of the raw points; the tests were divided by whole
    numbers in Joreskog's use of them, which lavaan follows.
    """
    divisors = pd.Series([6, 4, 8, 3, 4, 7, 23, 20, 36], index=[f"x{i}" for i in range(1, 10)])
    table = pd.read_csv(Path(__file__).with_name("holzinger_swineford.csv"))
    return {school: _moments(own, divisors) for school, own in table.groupby("school", sort=False)}


def _moments(own: pd.DataFrame, divisors: pd.Series) -> tuple[pd.DataFrame, int, pd.Series]:
    n, rows = int(own["n"].iloc[0]), own.set_index("times")[list(divisors.index)]
    means = rows.loc["sum"] / divisors / n
    products = rows.drop(index="sum") / np.outer(divisors, divisors)
    return (products - n * np.outer(means, means)) / (n - 1), n, means


@pytest.fixture(scope="session")
def all_pupils(holzinger) -> tuple[pd.DataFrame, int, pd.Series]:
    """Moments of the pupils of both schools together."""
    n = sum(size for _, size, _ in holzinger.values())
    means = sum(size / n * centre for _, size, centre in holzinger.values())
    products = sum(
        (size - 1) * covariance + size * np.outer(centre - means, centre - means)
        for covariance, size, centre in holzinger.values()
    )
    return products / (n - 1), n, means
