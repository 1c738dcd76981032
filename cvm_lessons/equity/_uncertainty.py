"""How far an estimate may be off: standard errors, intervals by three methods, resampled parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.special import chdtri, ndtri

from cvm_lessons.core import ParameterError, as_generator, check_choice, check_number
from cvm_lessons.equity._optimum import WIDEST, log_hessian, maximise

if TYPE_CHECKING:
    from cvm_lessons.equity._model import MaximumLikelihoodModel

__all__ = ["INTERVAL_METHODS", "draw_parameters", "parameter_covariance", "parameter_intervals"]

INTERVAL_METHODS = ("profile", "wald", "bootstrap")


def parameter_covariance(model: MaximumLikelihoodModel) -> pd.DataFrame:
    """Return the covariance matrix of the logarithms of the letters, and of the coefficients, from the
    observed information."""
    likelihood, coordinates = model._inside(model.purchases_)
    information = -log_hessian(likelihood, coordinates.inward(model._values))
    names = [f"log {name}" if name in model.letters else name for name in model._names]
    if np.linalg.eigvalsh(information).min() <= 0:
        raise ParameterError(
            "the likelihood has no peak in every parameter, so there is no standard error: "
            'see converged_, or ask for intervals(method="profile").'
        )
    outward = coordinates.slant / np.append(np.ones(len(model.letters)), coordinates.spread)[:, None]
    return pd.DataFrame(outward @ np.linalg.inv(information) @ outward.T, index=names, columns=names)


def parameter_intervals(
    model: MaximumLikelihoodModel, level: float, method: str, n_boot: int, rng: np.random.Generator | int
) -> pd.DataFrame:
    """Return one row per parameter: estimate, low, high."""
    check_number("level", level, low=0.01, high=0.999)
    chosen = check_choice("method", method, INTERVAL_METHODS)
    if chosen == "wald":
        half = -ndtri((1 - level) / 2) * np.sqrt(np.diag(parameter_covariance(model)))
        letters = len(model.letters)
        middle = np.append(np.log(model._values[:letters]), model._values[letters:])
        ends = middle[:, None] + np.outer(half, [-1, 1])
        ends[:letters] = np.exp(ends[:letters])
    elif chosen == "profile":
        ends = np.array([_profile_ends(model, number, level) for number in range(len(model._names))])
    else:
        draws = draw_parameters(model, n_boot, rng)
        ends = draws.quantile([(1 - level) / 2, (1 + level) / 2]).T.to_numpy()
    columns = {"estimate": model._values, "low": ends[:, 0], "high": ends[:, 1]}
    return pd.DataFrame(columns, index=model._names)


def draw_parameters(
    model: MaximumLikelihoodModel, n_boot: int, rng: np.random.Generator | int
) -> pd.DataFrame:
    """Return the parameters fitted to resamples of the customers, one row each."""
    if isinstance(n_boot, bool) or not isinstance(n_boot, int | np.integer) or n_boot < 1:
        raise ParameterError(f"n_boot={n_boot!r} is not a whole number from 1 up.")
    generator = as_generator(rng)
    weight = model.purchases_.weight
    chances, customers = weight / weight.sum(), round(weight.sum())
    _, coordinates = model._inside(model.purchases_)
    start, rows = coordinates.inward(model._values), []
    for _ in range(n_boot):
        counts = generator.multinomial(customers, chances)
        rows.append(model._maximum(model.purchases_.reweighted(counts), start=start)[0])
    return pd.DataFrame(rows, columns=model._names).rename_axis("resample")


def _profile_ends(model: MaximumLikelihoodModel, number: int, level: float) -> tuple[float, float]:
    likelihood, coordinates = model._inside(model.purchases_)
    best = coordinates.inward(model._values)
    drop = chdtri(1, 1 - level) / 2
    peak = likelihood(best)[0]
    # A letter at covariates of 0 is a sum of logarithms: one follows from the others while the sum is fixed.
    row = coordinates.slant[number]
    pivot = int(np.abs(row).argmax())
    others = np.arange(len(best)) != pivot
    warm, slant = best[others], row[others] / row[pivot]

    def short_of(log_value: float) -> float:
        """Return how far the best likelihood with the parameter fixed lies above the end of the interval."""

        def fixed(rest: np.ndarray) -> tuple[float, np.ndarray]:
            own = np.exp(log_value / row[pivot] - slant @ np.log(rest))
            value, gradient = likelihood(np.insert(rest, pivot, own))
            return value, gradient[others] - slant * gradient[pivot] * own / rest

        best_value = maximise(fixed, warm, model.purchases_.customers, coordinates.width[others]).value
        return float(best_value - (peak - drop))

    point = coordinates.slant @ np.log(best)
    here, size = point[number], float(np.sqrt(row @ row))  # a letter far from its covariates moves further
    ends = []
    for direction in (-1.0, 1.0):
        reach = next(
            (step for step in size * 0.05 * 2.0 ** np.arange(9) if short_of(here + direction * step) < 0),
            None,
        )
        if reach is None:  # the likelihood stays flat: no bound on this side
            ends.append(direction * np.inf)
        else:
            end = brentq(short_of, here, here + direction * min(reach, size * WIDEST), xtol=1e-6)
            ends.append(end)
    low, high = (
        coordinates.in_units(np.where(np.arange(len(best)) == number, end, point))[number] for end in ends
    )
    return float(low), float(high)
