"""Maximum likelihood in the logarithms of positive parameters: gradient known, convergence reported by it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

__all__ = ["Optimum", "log_hessian", "maximise"]

Likelihood = Callable[[np.ndarray], tuple[float, np.ndarray]]

# A parameter that leaves exp(-14) to exp(14) times its unit no longer moves the likelihood.
WIDEST = 14.0
SMALL_GRADIENT = 1e-5  # per customer and per unit of a log-parameter
# Who went further than this from the start may be lost on a plain: then the curvature is looked at.
FAR = 6.0
FLAT = 0.1  # curvature in a direction that leaves a standard error of 3 for the logarithm: not told
PART = 0.3  # of a flat direction: a parameter with so much of it is not told
STEP = 1e-4  # of a log-parameter, for differences of the gradient: leaves eight digits


@dataclass(frozen=True, eq=False)
class Optimum:
    """Where a likelihood is largest: log-parameters, value, gradient per unit of weight, and which parameters
    the data do not tell, at their bound or along a direction in which nothing changes."""

    log_parameters: np.ndarray
    value: float
    gradient: np.ndarray
    untold: np.ndarray
    evaluations: int

    @property
    def unsettled(self) -> np.ndarray:
        """Whether each parameter is not told, or the likelihood still rises in it."""
        return np.asarray(self.untold | (np.abs(self.gradient) >= SMALL_GRADIENT))


def maximise(
    likelihood: Likelihood,
    start: np.ndarray,
    weight: float,
    width: np.ndarray | None = None,
    directions: np.ndarray | None = None,
) -> Optimum:
    """Return the maximum of a log-likelihood (value and gradient by parameter) over positive parameters.

    Parameters
    ----------
    likelihood : callable
        Parameters to the log-likelihood and its gradient.
    start : ndarray
        Where to begin, all positive.
    weight : float
        Number of customers, by which value and gradient are divided.
    width : ndarray, optional
        How far each log-parameter may move; `WIDEST` if left out.
    directions : ndarray, optional
        Columns along which the search goes, best so long that the likelihood curves alike along each: half
        the steps then do. The log-parameters themselves if left out.
    """
    reach = np.full(len(start), WIDEST) if width is None else width
    along = np.eye(len(start)) if directions is None else directions
    origin = np.log(start)
    # No letter leaves its reach, whichever directions add up in it.
    share = np.where(along != 0, (reach / np.abs(along).sum(axis=1))[:, None], np.inf)
    reach = share.min(axis=0)

    def loss(log_parameters: np.ndarray) -> tuple[float, np.ndarray]:
        parameters = np.exp(log_parameters)
        value, gradient = likelihood(parameters)
        return -value / weight, -gradient * parameters / weight

    def search(moved: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = loss(origin + along @ moved)
        return value, slope @ along

    options = {"ftol": 1e-14, "gtol": 1e-8, "maxiter": 1000, "maxls": 40}
    bounds = list(zip(-reach, reach, strict=True))
    found = minimize(search, 0 * origin, jac=True, method="L-BFGS-B", bounds=bounds, options=options)
    near = (along[:, reach - np.abs(found.x) < 1e-6] != 0).any(axis=1)
    point, value, slope = origin + along @ found.x, found.fun, np.linalg.solve(along.T, found.jac)
    if (np.abs(point - origin) > FAR).any():
        flat, step = _curved_part(likelihood, point, slope * weight)
        near |= flat
        closer = loss(point - step)
        if np.abs(closer[1]).max() < np.abs(slope).max():
            point, (value, slope) = point - step, closer
    return Optimum(point, -weight * float(value), np.asarray(-slope), near, int(found.nfev))


def log_hessian(likelihood: Likelihood, parameters: np.ndarray) -> np.ndarray:
    """Return second derivatives of a log-likelihood by the log-parameters, from differences of the
    gradient."""

    def slope(log_parameters: np.ndarray) -> np.ndarray:
        at = np.exp(log_parameters)
        return np.asarray(likelihood(at)[1] * at)

    here = np.log(parameters)
    steps = STEP * np.eye(len(here))
    rows = np.array([(slope(here + step) - slope(here - step)) / (2 * STEP) for step in steps])
    return np.asarray((rows + rows.T) / 2)


def _curved_part(
    likelihood: Likelihood, point: np.ndarray, slope: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return which parameters lie along flat directions, and Newton's step in the others."""
    curvature, directions = np.linalg.eigh(-log_hessian(likelihood, np.exp(point)))
    told = curvature > FLAT
    flat = (np.abs(directions[:, ~told]) > PART).any(axis=1)
    return flat, directions[:, told] @ (directions[:, told].T @ slope / curvature[told])
