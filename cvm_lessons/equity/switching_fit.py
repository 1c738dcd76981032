"""Weights of the drivers from choices: a conditional logit by maximum likelihood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import logsumexp

from cvm_lessons.core import DataError, ParameterError, filled_column, require_columns
from cvm_lessons.equity.switching import rating_cube

__all__ = ["SwitchingFit", "fit_switching"]

MOST_STEPS = 60
SMALL_GRADIENT = 1e-9  # per customer
FADED = 1e-6  # of the information at no weights: what is left where weights run off to infinity


@dataclass(frozen=True, eq=False)
class SwitchingFit:
    """What choices tell of the drivers.

    Attributes
    ----------
    weights : Series
        Coefficient of each driver in the utility, by name.
    inertia : float
        What the brand bought last has ahead of the others.
    standard_errors : Series
        By driver, with inertia at the end.
    loglik : float
        Log-likelihood of the choices.
    rho_squared : float
        McFadden's: 0 where the choices are as by lot among the brands known, 1 where they are certain.
    n : int
        Number of customers.
    """

    weights: pd.Series
    inertia: float
    standard_errors: pd.Series
    loglik: float
    rho_squared: float
    n: int

    def to_frame(self) -> pd.DataFrame:
        """Return one row per driver and one for inertia.

        Returns
        -------
        DataFrame
            Columns estimate, standard_error and z.
        """
        estimate = pd.concat([self.weights, pd.Series({"inertia": self.inertia})])
        table = pd.DataFrame({"estimate": estimate, "standard_error": self.standard_errors})
        return table.assign(z=table["estimate"] / table["standard_error"]).rename_axis("driver")


def fit_switching(
    ratings: pd.DataFrame,
    choices: pd.DataFrame,
    drivers: Sequence[str],
    *,
    customer: str = "customer_id",
    brand: str = "brand",
    aware: str | None = None,
) -> SwitchingFit:
    """Find the weights of the drivers that make the customers' choices most likely.

    Parameters
    ----------
    ratings : DataFrame
        One row per customer and brand, every customer with every brand; a column per driver.
    choices : DataFrame
        One row per customer; columns the customer, last_brand and next_brand (bought, or meant to be bought,
        next).
    drivers : sequence of str
        Columns of the drivers.
    customer, brand : str
        Columns of the customer and of the brand.
    aware : str, optional
        Column of `ratings`, as in `switching_matrices`.

    Returns
    -------
    SwitchingFit
        Its `weights` and `inertia` are what `customer_equity` takes.

    Raises
    ------
    DataError
        If a table does not hold what is needed, a driver does not differ between brands, or the drivers tell
        every choice, where no weights are best.
    ParameterError
        If no driver is named.

    References
    ----------
    Rust, Lemon and Zeithaml (2004), Return on marketing: using customer equity to focus marketing strategy,
    Journal of Marketing 68(1), 109-127.

    Examples
    --------
    >>> who = range(5)
    >>> ratings = pd.DataFrame({"customer_id": np.repeat(who, 2), "brand": ["A", "B"] * 5,
    ...     "quality": [5.0, 4.0] * 5})
    >>> choices = pd.DataFrame({"customer_id": who, "last_brand": list("AAABB"), "next_brand": list("AABAB")})
    >>> fit = fit_switching(ratings, choices, ["quality"])
    >>> fit.to_frame()["estimate"].round(3).to_dict()
    {'quality': 0.347, 'inertia': 0.347}
    """
    if isinstance(drivers, str) or not list(drivers):
        raise ParameterError(f"drivers={drivers!r} names no driver: give a list of columns.")
    names = list(drivers)
    cube, who, brands = rating_cube(ratings, names, customer=customer, brand=brand, aware=aware)
    last, chosen = (
        _brands_of(choices, column, who, brands, customer) for column in ("last_brand", "next_brand")
    )
    known, everybody = ~np.isnan(cube).any(axis=2), np.arange(len(who))
    if not (good := known[everybody, chosen]).all():
        raise DataError(f"customer {who[(~good).argmax()]} chose a brand that they do not know.")
    table = np.dstack([np.where(known[:, :, None], cube, 0.0), np.eye(len(brands))[last]])
    spread = np.where(known[:, :, None], table - table[everybody, chosen][:, None, :], 0.0)
    if (flat := ~spread.any(axis=(0, 1))).any():
        name = [*names, "last_brand"][flat.argmax()]
        raise DataError(
            f"column {name!r} does not differ between the brands of any customer: it has no weight."
        )
    estimate, covariance, loglik = _maximum(spread, known)
    by_lot = -np.log(known.sum(axis=1)).sum()
    return SwitchingFit(
        weights=pd.Series(estimate[:-1], index=names),
        inertia=float(estimate[-1]),
        standard_errors=pd.Series(np.sqrt(np.diag(covariance)), index=[*names, "inertia"]),
        loglik=loglik,
        rho_squared=float(1 - loglik / by_lot) if by_lot < 0 else float("nan"),
        n=len(who),
    )


def _maximum(spread: np.ndarray, known: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Return estimate, covariance and log-likelihood by Newton's steps: the likelihood has one peak.

    `spread` holds what each brand has ahead of the chosen one, whose utility is thus 0.
    """
    estimate, before = np.zeros(spread.shape[2]), -np.inf
    step, first = np.zeros_like(estimate), None
    for _ in range(MOST_STEPS):
        utility = np.where(known, spread @ estimate, -np.inf)
        total = logsumexp(utility, axis=1, keepdims=True)
        loglik = -float(total.sum())
        if loglik < before:  # too far: half the step
            step /= 2
            estimate = estimate - step
            continue
        chance = np.exp(utility - total)
        mean = np.einsum("ij,ijk->ik", chance, spread)
        information = np.einsum("ij,ijk,ijl->kl", chance, spread, spread) - mean.T @ mean
        first = information if first is None else first
        if np.linalg.cond(first) > 1 / FADED**2 or (
            np.linalg.eigvals(np.linalg.solve(first, information)).real.min() < FADED
        ):
            break
        if np.abs(mean.sum(axis=0)).max() < SMALL_GRADIENT * len(spread):
            return estimate, np.linalg.inv(information), loglik
        before, step = loglik, np.linalg.solve(information, -mean.sum(axis=0))
        estimate = estimate + step
    raise DataError(
        "the choices do not settle the weights: the drivers tell every choice, or one repeats another. "
        "Ask more customers, or leave a driver out."
    )


def _brands_of(
    choices: pd.DataFrame, column: str, who: list[object], brands: list[str], customer: str
) -> np.ndarray:
    """Return the number of the brand in a column for each customer, in the order of the ratings."""
    require_columns(choices, [customer, column])
    names = filled_column(choices, customer)
    if (twice := names.duplicated()).any():
        raise DataError.at(choices, customer, twice, "the only row of its customer")
    if set(names) != set(who):
        odd = next(iter(set(names) ^ set(who)))
        raise DataError(f"customer {odd} is in one of ratings and choices only.")
    written = filled_column(choices, column).astype(str)
    if (bad := ~written.isin(brands)).any():
        raise DataError.at(choices, column, bad, f"one of the brands {', '.join(brands)}")
    numbers = written.map({name: number for number, name in enumerate(brands)})
    return np.asarray(numbers.set_axis(names).loc[who])
