"""What is left of a falling rate when the future is discounted."""

import numpy as np

from cvm_lessons.equity._quadrature import DEEP, gauss_panels, row_chunks

__all__ = ["discounted_hyperbola"]

SPENT = 46.0  # exp(-46) is 1e-20


def discounted_hyperbola(power: np.ndarray, discount: np.ndarray) -> np.ndarray:
    """Return the integral of exp(-discount u) (1 + u)^-power over u from 0 to infinity.

    It equals exp(discount) times the exponential integral E_power(discount), also for a power that is not
    whole, and is the Tricomi function U(1, 2 - power, discount) of the papers.
    """
    power, discount = (np.ravel(each).astype(float) for each in np.broadcast_arrays(power, discount))
    low = -np.log1p(power + discount) - DEEP
    high = np.log(SPENT / discount)
    width = np.full(len(power), 4.0)
    result: np.ndarray = np.exp(low)
    for rows in row_chunks(low, high, width):
        v, weights = gauss_panels(low[rows], high[rows], width[rows])
        u = np.exp(v)
        falling = np.exp(v - discount[rows, None] * u - power[rows, None] * np.log1p(u))
        result[rows] += (weights * falling).sum(axis=1)
    return result
