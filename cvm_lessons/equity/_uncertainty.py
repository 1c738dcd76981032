"""How far an estimate may be off: standard errors, intervals by three methods, resampled parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.stats import chi2, norm

from cvm_lessons.core import ParameterError, as_generator, check_choice, check_number
from cvm_lessons.equity._optimum import WIDEST, log_hessian, maximise

if TYPE_CHECKING:
    from cvm_lessons.equity._model import MaximumLikelihoodModel

__all__ = ["INTERVAL_METHODS", "draw_parameters", "parameter_covariance", "parameter_intervals"]

INTERVAL_METHODS = ("profile", "wald", "bootstrap")


def parameter_covariance(model: MaximumLikelihoodModel) -> pd.DataFrame:
    """Return the covariance matrix of the logarithms of the parameters, from the observed information."""
    scaled, _ = model._in_own_time()
    information = -log_hessian(scaled, model._scaled_parameters())
    names = [f"log {letter}" for letter in model.letters]
    if np.linalg.eigvalsh(information).min() <= 0:
        raise ParameterError(
            "the likelihood has no peak in every parameter, so there is no standard error: "
            'see converged_, or ask for intervals(method="profile").'
        )
    return pd.DataFrame(np.linalg.inv(information), index=names, columns=names)


def parameter_intervals(
    model: MaximumLikelihoodModel, level: float, method: str, n_boot: int, rng: np.random.Generator | int
) -> pd.DataFrame:
    """Return one row per parameter: estimate, low, high."""
    check_number("level", level, low=0.01, high=0.999)
    chosen = check_choice("method", method, INTERVAL_METHODS)
    if chosen == "wald":
        half = norm.isf((1 - level) / 2) * np.sqrt(np.diag(parameter_covariance(model)))
        ends = np.exp(np.log(model.params).to_numpy()[:, None] + np.outer(half, [-1, 1]))
    elif chosen == "profile":
        ends = np.array([_profile_ends(model, number, level) for number in range(len(model.letters))])
    else:
        draws = draw_parameters(model, n_boot, rng)
        ends = draws.quantile([(1 - level) / 2, (1 + level) / 2]).T.to_numpy()
    return pd.DataFrame({"estimate": model.params, "low": ends[:, 0], "high": ends[:, 1]})


def draw_parameters(
    model: MaximumLikelihoodModel, n_boot: int, rng: np.random.Generator | int
) -> pd.DataFrame:
    """Return the parameters fitted to resamples of the customers, one row each."""
    if isinstance(n_boot, bool) or not isinstance(n_boot, int | np.integer) or n_boot < 1:
        raise ParameterError(f"n_boot={n_boot!r} is not a whole number from 1 up.")
    generator = as_generator(rng)
    weight = model.purchases_.weight
    chances, customers = weight / weight.sum(), round(weight.sum())
    rows = []
    for _ in range(n_boot):
        counts = generator.multinomial(customers, chances)
        resample = model.purchases_.reweighted(counts)
        rows.append(model._maximum(resample, start=model._scaled_parameters())[0])
    return pd.DataFrame(rows, columns=list(model.letters)).rename_axis("resample")


def _profile_ends(model: MaximumLikelihoodModel, number: int, level: float) -> tuple[float, float]:
    likelihood, unit = model._in_own_time()
    best = model._scaled_parameters()
    drop = chi2.isf(1 - level, 1) / 2
    peak = likelihood(best)[0]
    others = np.arange(len(best)) != number
    warm = best[others]

    def short_of(log_value: float) -> float:
        """Return how far the best likelihood with the parameter fixed lies above the end of the interval."""

        def fixed(rest: np.ndarray) -> tuple[float, np.ndarray]:
            parameters = np.insert(rest, number, np.exp(log_value))
            value, gradient = likelihood(parameters)
            return value, gradient[others]

        best_value = maximise(fixed, warm, model.purchases_.customers).value
        return float(best_value - (peak - drop))

    here = np.log(best[number])
    ends = []
    for direction in (-1.0, 1.0):
        reach = next(
            (step for step in 0.05 * 2.0 ** np.arange(9) if short_of(here + direction * step) < 0), None
        )
        if reach is None:  # the likelihood stays flat: no bound on this side
            ends.append(0.0 if direction < 0 else np.inf)
        else:
            end = brentq(short_of, here, here + direction * min(reach, WIDEST), xtol=1e-6)
            ends.append(float(np.exp(end)))
    scale = model._unit_of(number, unit)
    return ends[0] * scale, ends[1] * scale
