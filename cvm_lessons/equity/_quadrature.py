"""Integrals of positive functions by Gauss-Legendre panels: no difference of two large numbers anywhere.

The closed forms of the papers subtract hypergeometric functions that agree in most digits. Each of them is
also an integral of something positive over the log-odds of a probability or the logarithm of a time, on which
the integrand is smooth on the scale of one unit whatever the parameters are.
"""

from collections.abc import Iterator

import numpy as np

__all__ = ["DEEP", "gauss_panels", "row_chunks"]

NODES, WEIGHTS = np.polynomial.legendre.leggauss(16)
WIDEST_PANEL = 4.0  # nearest singularities lie pi off the real line: 16 nodes then leave 1e-13
VALUES_AT_ONCE = 1_000_000  # 8 MB for each array of a chunk
DEEP = 28.0  # beyond exp(-28) of its scale an integrand is flat to twelve digits


def gauss_panels(low: np.ndarray, high: np.ndarray, width: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return points and weights (rows, nodes) that integrate each row from `low` to `high`."""
    panels = max(1, int(np.ceil(((high - low) / np.minimum(width, WIDEST_PANEL)).max())))
    step = ((high - low) / panels)[:, None]
    inside = (np.arange(panels)[:, None] + (NODES + 1) / 2).ravel()
    return low[:, None] + step * inside, step * np.tile(WEIGHTS / 2, panels)


def row_chunks(low: np.ndarray, high: np.ndarray, width: np.ndarray) -> Iterator[slice]:
    """Divide rows so that no array of a chunk holds more than a few megabytes."""
    nodes = len(NODES) * np.ceil((high - low) / np.minimum(width, WIDEST_PANEL)).clip(1).max(initial=1)
    step = max(1, int(VALUES_AT_ONCE / nodes))
    yield from (slice(start, start + step) for start in range(0, len(low), step))
