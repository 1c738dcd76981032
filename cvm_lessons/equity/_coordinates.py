"""From the optimiser's parameters to the user's: time and covariates are scaled on the way in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cvm_lessons.equity._optimum import WIDEST

__all__ = ["Coordinates"]


@dataclass(frozen=True, eq=False)
class Coordinates:
    """How logarithms of what the optimiser sees become letters and coefficients.

    The optimiser sees positive numbers only: the letters with time in its own unit and covariates at their
    means, then for each coefficient the factor of one standard deviation of its covariate.
    """

    time: float  # the optimiser's unit of time in the user's
    scale: np.ndarray  # the same by letter; 1 for a letter that is not measured in time
    shift: (
        np.ndarray
    )  # (letters, coefficients): what leads the log of a letter from the mean to covariates of 0
    spread: np.ndarray  # standard deviation of the covariate of each coefficient
    width: np.ndarray  # how far each of the optimiser's logarithms may move

    @classmethod
    def of_letters(cls, time: float, scale: np.ndarray) -> Coordinates:
        """Return the coordinates of a model without covariates."""
        return cls(time, scale, np.zeros((len(scale), 0)), np.zeros(0), np.full(len(scale), WIDEST))

    @property
    def slant(self) -> np.ndarray:
        """Matrix from the optimiser's logarithms to those at covariates of 0, before any unit."""
        slant = np.eye(len(self.scale) + len(self.spread))
        slant[: len(self.scale), len(self.scale) :] = self.shift
        return slant

    def outward(self, log_parameters: np.ndarray) -> np.ndarray:
        """Return letters and coefficients in the user's units."""
        return self.in_units(self.slant @ log_parameters)

    def in_units(self, point: np.ndarray) -> np.ndarray:
        """Return letters and coefficients of a point that is already at covariates of 0."""
        letters = len(self.scale)
        with np.errstate(over="ignore"):  # an end of an interval may be infinity
            return np.append(np.exp(point[:letters]) * self.scale, point[letters:] / self.spread)

    def inward(self, values: np.ndarray) -> np.ndarray:
        """Return the optimiser's parameters, all positive, of letters and coefficients."""
        letters = len(self.scale)
        factors = values[letters:] * self.spread
        return np.append(values[:letters] / self.scale / np.exp(self.shift @ factors), np.exp(factors))
