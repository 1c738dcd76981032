"""What a stage shows: yes or no, a count, or one of several values; chances and their estimates."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.special import gammaln, xlog1py, xlogy

__all__ = ["estimate_emissions", "log_chances", "means"]

Parameters = dict[str, np.ndarray]  # by column: a mean per stage, or a row of chances per stage


def log_chances(
    parameters: Parameters, kinds: Mapping[str, str], values: Mapping[str, np.ndarray]
) -> np.ndarray:
    """Return the log-chance of each symbol (rows) in each stage (columns); 0 where nothing is seen."""
    return np.asarray(sum(_table(kinds[name], parameters[name], values[name]) for name in kinds))


def _table(kind: str, parameter: np.ndarray, value: np.ndarray) -> np.ndarray:
    known = np.isfinite(value)
    seen = np.where(known, value, 0.0)[:, None]
    if kind == "categorical":
        with np.errstate(divide="ignore"):
            logs = np.log(parameter.T[seen[:, 0].astype(int)])
    elif kind == "bernoulli":
        logs = xlogy(seen, parameter) + xlog1py(1 - seen, -parameter)
    else:
        logs = xlogy(seen, parameter) - parameter - gammaln(seen + 1)
    return np.where(known[:, None], logs, 0.0)


def estimate_emissions(
    parameters: Parameters,
    kinds: Mapping[str, str],
    values: Mapping[str, np.ndarray],
    weights: np.ndarray,
) -> Parameters:
    """Return the parameters that are most likely given the weight of each symbol in each stage.

    A stage without any weight keeps what it had: nothing is known of it.
    """
    return {name: _estimate(kinds[name], parameters[name], values[name], weights) for name in kinds}


def _estimate(kind: str, before: np.ndarray, value: np.ndarray, weights: np.ndarray) -> np.ndarray:
    known = np.isfinite(value)
    weight, seen = weights[known], value[known]
    total = weight.sum(axis=0)
    safe = np.where(total > 0, total, 1.0)
    if kind == "categorical":
        sums = np.stack([weight[seen == place].sum(axis=0) for place in range(before.shape[1])], axis=1)
        return np.where(total[:, None] > 0, sums / safe[:, None], before)
    mean = np.where(total > 0, seen @ weight / safe, before)
    return np.minimum(mean, 1.0) if kind == "bernoulli" else mean  # a sum may round to a little over 1


def means(parameter: np.ndarray) -> np.ndarray:
    """Return one number per stage by which stages are put in order: the mean, or the mean place."""
    return parameter if parameter.ndim == 1 else parameter @ np.arange(parameter.shape[1])
