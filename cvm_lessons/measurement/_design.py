"""The predictors of a regression, checked and put on a scale where the arithmetic is exact."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, filled_column, number_column, number_columns

__all__ = ["Design", "build_design", "check_varies", "scale_design"]

INTERCEPT = "intercept"
# Smallest share of a predictor's length that the others may leave unexplained: an exact combination
# leaves about 1e-16, one whose sums were rounded in the tenth figure 1e-10.
DEPENDENT_BELOW = 1e-9


@dataclass(frozen=True, eq=False)
class Design:
    """Outcome and predictors as arrays.

    `scaled` holds a column of ones and the centred, scaled predictors; `back` turns coefficients of
    `scaled` into coefficients of the predictors as they came, intercept first.
    """

    predictors: tuple[str, ...]
    y: np.ndarray
    scaled: np.ndarray
    back: np.ndarray
    correlations: np.ndarray
    clusters: np.ndarray | None

    @property
    def terms(self) -> list[str]:
        """Names of the coefficients, intercept first."""
        return [INTERCEPT, *self.predictors]


def build_design(
    frame: pd.DataFrame, outcome: str, predictors: Sequence[str], cluster: str | None = None
) -> Design:
    """Return the design, or say which column makes the regression impossible."""
    names = _check_names(outcome, predictors)
    y = number_column(frame, outcome).to_numpy()
    x = number_columns(frame, names).to_numpy()
    clusters = None if cluster is None else pd.factorize(filled_column(frame, cluster))[0]
    return scale_design(names, y, x, clusters)


def scale_design(
    names: list[str], y: np.ndarray, x: np.ndarray, clusters: np.ndarray | None = None
) -> Design:
    """Return the design of numbers that were read before, with the checks that depend on the rows."""
    if len(y) <= len(names) + 1:
        needed = len(names) + 2
        raise DataError(f"{len(y)} rows cannot carry {len(names)} predictors: {needed} or more are needed.")
    for name, column in zip(names, x.T, strict=True):
        check_varies(name, column)
    means, spreads = x.mean(axis=0), x.std(axis=0)
    z = (x - means) / spreads
    _check_independent(names, z)
    back = np.diag(np.concatenate([[1.0], 1 / spreads]))
    back[0, 1:] = -means / spreads
    return Design(
        predictors=tuple(names),
        y=y,
        scaled=np.column_stack([np.ones(len(y)), z]),
        back=back,
        correlations=z.T @ z / len(y),
        clusters=clusters,
    )


def check_varies(name: str, values: np.ndarray) -> None:
    """Raise if a column holds one value only."""
    if np.ptp(values) == 0:
        raise DataError(f"column {name!r} is {values[0]:g} in every row: it must vary to be used here.")


def _check_names(outcome: str, predictors: Sequence[str]) -> list[str]:
    if isinstance(predictors, str):
        raise ParameterError(f"predictors={predictors!r} is one name: write [{predictors!r}].")
    names = list(predictors)
    if not names:
        raise ParameterError("predictors is empty: name at least one column.")
    for position, name in enumerate(names):
        if name in names[:position]:
            raise ParameterError(f"predictors names {name!r} twice.")
    if outcome in names:
        raise ParameterError(f"{outcome!r} is the outcome and cannot be a predictor too.")
    return names


def _check_independent(names: list[str], z: np.ndarray) -> None:
    # The diagonal of R is what each column adds to those before it; all columns are equally long.
    left = np.abs(np.diag(np.linalg.qr(z, mode="r"))) / np.sqrt(len(z))
    if left.min() < DEPENDENT_BELOW:
        last = int(np.argmax(left < DEPENDENT_BELOW))
        weights = np.linalg.lstsq(z[:, :last], z[:, last], rcond=None)[0]
        used = [repr(name) for name, weight in zip(names, weights, strict=False) if abs(weight) > 1e-6]
        raise DataError(
            f"column {names[last]!r} is an exact linear combination of {', '.join(used)}: leave one out."
        )
