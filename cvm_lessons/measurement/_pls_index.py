"""Weights of the raw items that add up to one: what turns a construct into an index from 0 to 100."""

import numpy as np

from cvm_lessons.core import DataError, ParameterError, check_number
from cvm_lessons.measurement._cross_products import Moments
from cvm_lessons.measurement._pls import PlsDesign, PlsSolution

__all__ = ["check_scale", "index_values"]


def check_scale(scale: tuple[float, float]) -> tuple[float, float]:
    """Return the lowest and the highest answer, if they are two numbers in that order."""
    if not isinstance(scale, tuple) or len(scale) != 2:
        raise ParameterError(f"scale={scale!r} is not a pair such as (1, 10): lowest and highest answer.")
    low, high = (check_number("scale", end) for end in scale)
    if low >= high:
        raise ParameterError(f"scale={scale!r} does not rise: the lowest answer comes first.")
    return low, high


def _index_weights(design: PlsDesign, solution: PlsSolution, covariances: np.ndarray) -> np.ndarray:
    """Return the share of each raw item in its construct (…, p, k); each column sums to 1."""
    own, _ = solution.own(design.owner)
    if design.scaled:
        own = own / np.sqrt(np.diagonal(covariances, axis1=-2, axis2=-1))
    if (bad := own <= 0).any():
        item = design.items[int(bad.reshape(-1, len(design.items)).any(axis=0).argmax())]
        where = "" if own.ndim == 1 else f" in {int(bad.any(axis=-1).sum())} of the resamples"
        raise DataError(f"item {item!r} has a weight that is not positive{where}: an index cannot count it.")
    shares = own[..., :, None] * design.members
    return np.asarray(shares / shares.sum(axis=-2, keepdims=True))


def index_values(
    design: PlsDesign, solution: PlsSolution, moments: Moments, scale: tuple[float, float]
) -> np.ndarray:
    """Return the constructs of the means (or of answers in their place) from 0 to 100."""
    low, high = scale
    shares = _index_weights(design, solution, moments.covariances)
    return np.asarray(100 * (np.einsum("...i,...ik->...k", moments.means, shares) - low) / (high - low))
