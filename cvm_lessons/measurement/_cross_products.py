"""Moments of resampled rows by one matrix product each: what makes the bootstrap of covariances quick."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, filled_column

__all__ = ["CrossProducts", "Moments", "Progress", "correlations"]

# Resamples are weighed in batches of so many weights: 32 MB, whatever the number of rows.
WEIGHTS_AT_ONCE = 4_000_000
MOMENTS_AT_ONCE = 2_000_000
CONSTANT_BELOW = 1e-12  # share of a column's variance that rounding may leave of a constant


@dataclass(frozen=True, eq=False)
class Moments:
    """Means (…, p), covariances (…, p, p; divided by n) and rows (…) of one sample or of a batch."""

    means: np.ndarray
    covariances: np.ndarray
    n: np.ndarray


Statistic = Callable[[Moments], np.ndarray]
Progress = Callable[[int, int], object]


@dataclass(frozen=True, eq=False)
class CrossProducts:
    """Sums and products of each unit that is drawn as a whole: a row, or all rows of a customer."""

    names: tuple[str, ...]
    centre: np.ndarray
    sums: np.ndarray
    sizes: np.ndarray

    @classmethod
    def of(cls, values: pd.DataFrame, clusters: pd.Series | None = None) -> CrossProducts:
        """Return the products of a frame of numbers, summed over clusters where there are some."""
        numbers = values.to_numpy(dtype=float)
        centre = numbers.mean(axis=0)
        # Centred first: the variance of large numbers that differ little would drown in rounding.
        z = numbers - centre
        rows, columns = np.triu_indices(z.shape[1])
        sums = np.column_stack([z, z[:, rows] * z[:, columns]])
        codes = np.arange(len(z)) if clusters is None else pd.factorize(clusters)[0]
        sizes = np.bincount(codes)
        if clusters is not None:
            summed = np.zeros((len(sizes), sums.shape[1]))
            np.add.at(summed, codes, sums)
            sums = summed
        return cls(tuple(map(str, values.columns)), centre, sums, sizes)

    @classmethod
    def of_columns(cls, frame: pd.DataFrame, numbers: pd.DataFrame, cluster: str | None) -> CrossProducts:
        """Return the products of numbers from `frame`; its column `cluster` says what belongs together."""
        clusters = None if cluster is None else filled_column(frame, cluster)
        products = cls.of(numbers, clusters)
        if len(products.sizes) < 2:
            what = "rows" if cluster is None else f"values in column {cluster!r}"
            raise DataError(f"the bootstrap needs two or more {what}, not {len(products.sizes)}.")
        return products

    def sample(self) -> Moments:
        """Return the moments of the sample itself."""
        return self._moments(self.sums.sum(axis=0), self.sizes.sum())

    def resample(
        self, statistic: Statistic, n_boot: int, rng: np.random.Generator, progress: Progress | None = None
    ) -> np.ndarray:
        """Return the statistic of `n_boot` resamples of the units, one row each."""
        units = len(self.sizes)

        def weights(count: int) -> np.ndarray:
            chosen = rng.integers(units, size=(count, units)) + units * np.arange(count)[:, None]
            return np.bincount(chosen.ravel(), minlength=count * units).reshape(count, units)

        batches = self._batches(n_boot, progress)
        return np.concatenate([self._statistic(statistic, weights(count)) for count in batches])

    def shuffle(
        self,
        statistic: Statistic,
        first: int,
        n_draws: int,
        rng: np.random.Generator,
        progress: Progress | None,
    ) -> np.ndarray:
        """Return the statistic of `first` units drawn at random less that of the units left."""
        units = len(self.sizes)
        members = np.arange(units) < first

        def weights(count: int) -> np.ndarray:
            drawn: np.ndarray = rng.permuted(np.broadcast_to(members, (count, units)), axis=1)
            return drawn

        def gap(drawn: np.ndarray) -> np.ndarray:
            return np.asarray(self._statistic(statistic, drawn) - self._statistic(statistic, ~drawn))

        return np.concatenate([gap(weights(count)) for count in self._batches(n_draws, progress)])

    def leave_out(self, statistic: Statistic) -> np.ndarray:
        """Return the statistic without each unit in turn: the jackknife."""
        units, (total, n) = len(self.sizes), (self.sums.sum(axis=0), self.sizes.sum())
        step = max(1, MOMENTS_AT_ONCE // self.sums.shape[1])
        parts = [slice(start, start + step) for start in range(0, units, step)]
        return np.concatenate(
            [statistic(self._checked(total - self.sums[part], n - self.sizes[part])) for part in parts]
        )

    def _batches(self, n_draws: int, progress: Progress | None) -> Iterator[int]:
        step = max(1, min(WEIGHTS_AT_ONCE // len(self.sizes), MOMENTS_AT_ONCE // self.sums.shape[1]))
        for start in range(0, n_draws, step):
            count = min(step, n_draws - start)
            yield count
            if progress is not None:
                progress(start + count, n_draws)

    def _statistic(self, statistic: Statistic, weights: np.ndarray) -> np.ndarray:
        numbers = weights.astype(float)
        return statistic(self._checked(numbers @ self.sums, numbers @ self.sizes))

    def _checked(self, sums: np.ndarray, n: np.ndarray) -> Moments:
        moments = self._moments(sums, n)
        variances = np.diagonal(moments.covariances, axis1=-2, axis2=-1)
        least = CONSTANT_BELOW * np.diagonal(self.sample().covariances)
        if (flat := variances <= least).any():
            column = self.names[int(flat.any(axis=0).argmax())]
            raise DataError(
                f"column {column!r} does not vary in a resample: there are too few rows to draw from."
            )
        return moments

    def _moments(self, sums: np.ndarray, n: np.ndarray) -> Moments:
        p = len(self.centre)
        count = np.asarray(n, dtype=float)[..., None]
        means = sums[..., :p] / count
        rows, columns = np.triu_indices(p)
        products = np.empty((*means.shape, p))
        products[..., rows, columns] = products[..., columns, rows] = sums[..., p:] / count
        return Moments(
            means + self.centre, products - means[..., :, None] * means[..., None, :], count[..., 0]
        )


def correlations(covariances: np.ndarray) -> np.ndarray:
    """Return the correlations that belong to covariances, one matrix or a batch."""
    scale = np.sqrt(np.diagonal(covariances, axis1=-2, axis2=-1))
    return np.asarray(covariances / (scale[..., :, None] * scale[..., None, :]))
