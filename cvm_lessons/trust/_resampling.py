"""Covariances of resampled customers, by one matrix product for all resamples."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, filled_column, number_columns

__all__ = ["explained_share", "resampled_covariances"]

FEWEST_DRAWS = 100  # below it the ends of a 95 % interval rest on two or three draws
BATCH = 4_000_000  # weights at once: 32 MB


def resampled_covariances(
    frame: pd.DataFrame,
    columns: Sequence[str],
    *,
    n_boot: int,
    rng: np.random.Generator,
    cluster: str | None,
) -> np.ndarray:
    """Return covariances (n_boot, p, p) of resamples of rows, or of whole clusters."""
    if isinstance(n_boot, bool) or not isinstance(n_boot, int | np.integer) or n_boot < FEWEST_DRAWS:
        raise ParameterError(f"n_boot={n_boot!r} is not a whole number from {FEWEST_DRAWS} up.")
    numbers = number_columns(frame, list(columns)).to_numpy()
    z = np.column_stack([np.ones(len(numbers)), numbers - numbers.mean(axis=0)])
    codes = np.arange(len(z)) if cluster is None else pd.factorize(filled_column(frame, cluster))[0]
    units, width = int(codes.max()) + 1, z.shape[1]
    if units < 2:
        raise DataError(f"column {cluster!r} holds one value: resampling needs two or more.")
    sums = np.zeros((units, width * width))
    np.add.at(sums, codes, (z[:, :, None] * z[:, None, :]).reshape(len(z), -1))
    batch = max(BATCH // units, 1)
    parts = []
    for start in range(0, n_boot, batch):
        size = min(batch, n_boot - start)
        drawn = rng.integers(units, size=(size, units)) + units * np.arange(size)[:, None]
        counts = np.bincount(drawn.ravel(), minlength=size * units).reshape(size, units).astype(float)
        parts.append((counts @ sums).reshape(-1, width, width))
    moments = np.concatenate(parts)
    moments = moments / moments[:, :1, :1]
    means = moments[:, 0, 1:]
    covariances: np.ndarray = moments[:, 1:, 1:] - means[:, :, None] * means[:, None, :]
    return covariances


def explained_share(covariances: np.ndarray, outcome: int, causes: Sequence[int]) -> np.ndarray:
    """Return R² of one variable on others from covariances (…, p, p)."""
    at = list(causes)
    between = covariances[..., at, :][..., :, at]
    with_outcome = covariances[..., at, outcome]
    slopes = np.linalg.solve(between, with_outcome[..., None])[..., 0]
    share: np.ndarray = (slopes * with_outcome).sum(axis=-1) / covariances[..., outcome, outcome]
    return share
