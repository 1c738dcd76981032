"""The sBG: how long customers under contract stay, when some renew more readily than others."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import pandas as pd
from scipy.special import betaln, psi

from cvm_lessons.core import (
    DataError,
    ParameterError,
    check_number,
    filled_column,
    number_column,
    require_columns,
)
from cvm_lessons.equity._discounting import discounted_renewals
from cvm_lessons.equity._model import MaximumLikelihoodModel
from cvm_lessons.equity._optimum import Likelihood
from cvm_lessons.equity._purchases import Purchases

__all__ = ["ShiftedBetaGeoModel"]


class ShiftedBetaGeoModel(MaximumLikelihoodModel):
    """Shifted beta-geometric model of contract lengths.

    Each customer leaves at a renewal with a constant probability of their own, beta over customers
    (``alpha_``, ``beta_``). The retention rate of a cohort rises with its age because those who leave readily
    leave first: nobody became more loyal.

    References
    ----------
    Fader and Hardie (2007), How to project customer retention, Journal of Interactive Marketing 21(1), 76-90;
    Fader and Hardie (2010), Customer-base valuation in a contractual setting: the perils of ignoring
    heterogeneity, Marketing Science 29(1), 85-93, for the residual lifetime.

    Examples
    --------
    >>> table = pd.DataFrame({"period": range(8), "survivors": [1000, 869, 743, 653, 593, 551, 517, 491]})
    >>> model = ShiftedBetaGeoModel().fit(table)
    >>> model.params.round(3).to_dict()
    {'alpha': 0.668, 'beta': 3.806}
    >>> model.retention_rate(3).round(3).tolist()
    [0.851, 0.878, 0.897]
    """

    letters: ClassVar[tuple[str, ...]] = ("alpha", "beta")
    start: ClassVar[tuple[float, ...]] = (1.0, 2.0)

    def fit(self, summary: pd.DataFrame, sample_weight: object = None) -> ShiftedBetaGeoModel:
        """Find the parameters that make the survival of one or more cohorts most likely.

        Parameters
        ----------
        summary : DataFrame
            Survival table: columns period (0, 1, 2 …; number of renewals) and survivors (customers still
            there); with a column cohort, one table per cohort.
        sample_weight : None
            Not used: the survivors are the weights.

        Returns
        -------
        ShiftedBetaGeoModel
            The model; ``n_`` is the number of customers at period 0.

        Raises
        ------
        DataError
            If a column is missing, a cohort does not start at period 0 or skips one, survivors rise, or
            nobody left or nobody renewed.

        Warns
        -----
        ConvergenceWarning
            If the gradient does not vanish, or a parameter runs to the edge.

        Examples
        --------
        >>> table = pd.DataFrame({"period": range(5), "survivors": [1000, 631, 468, 382, 326]})
        >>> ShiftedBetaGeoModel().fit(table).params.round(3).to_dict()
        {'alpha': 0.764, 'beta': 1.296}
        """
        if sample_weight is not None:
            raise ParameterError("sample_weight is not used here: the survivors are the weights.")
        self._fit_purchases(_read_cohorts(summary))
        return self

    def survival(self, periods: int) -> np.ndarray:
        """Return the share of a cohort that is still there after 0, 1, …, `periods` renewals.

        Parameters
        ----------
        periods : int
            The last renewal.

        Returns
        -------
        ndarray, shape (periods + 1,)
            From 1 downwards.

        Raises
        ------
        ParameterError
            If `periods` is no whole number from 0 up, or the model has no parameters yet.

        Examples
        --------
        >>> ShiftedBetaGeoModel.from_params(alpha=0.668, beta=3.806).survival(3).round(3).tolist()
        [1.0, 0.851, 0.747, 0.67]
        """
        alpha, beta = self.params
        t = np.arange(_count("periods", periods, 0) + 1)
        return np.asarray(np.exp(betaln(alpha, beta + t) - betaln(alpha, beta)))

    def retention_rate(self, periods: int) -> np.ndarray:
        """Return the retention rate of a cohort at renewals 1, …, `periods`.

        Parameters
        ----------
        periods : int
            The last renewal.

        Returns
        -------
        ndarray, shape (periods,)
            (beta + t - 1) / (alpha + beta + t - 1): it rises with t.

        Raises
        ------
        ParameterError
            If `periods` is no whole number from 1 up, or the model has no parameters yet.

        Examples
        --------
        >>> ShiftedBetaGeoModel.from_params(alpha=0.668, beta=3.806).retention_rate(3).round(3).tolist()
        [0.851, 0.878, 0.897]
        """
        alpha, beta = self.params
        earlier = np.arange(_count("periods", periods, 1))
        return np.asarray((beta + earlier) / (alpha + beta + earlier))

    def discounted_residual_lifetime(self, renewals: int, discount_rate: float) -> float:
        """Return the discounted expected residual lifetime (DERL) of a customer who has just renewed.

        What was just paid is not in it. Fader and Hardie (2010) stand just before the renewal, which they
        count whole: theirs with n renewals behind is 1 + d times this with n.

        Parameters
        ----------
        renewals : int
            Renewals so far; 0 for a new customer whose first period is paid.
        discount_rate : float
            Per period, above 0.

        Returns
        -------
        float
            Discounted periods to come; the next one counts 1 / (1 + d) if it is reached. Times the margin of
            a period, the lifetime value from now on.

        Raises
        ------
        ParameterError
            If an argument is out of range or the model has no parameters yet.

        Examples
        --------
        >>> model = ShiftedBetaGeoModel.from_params(alpha=0.668, beta=3.806)
        >>> [round(model.discounted_residual_lifetime(n, 0.1), 2) for n in (0, 4)]
        [4.92, 6.27]
        """
        alpha, beta = self.params
        n = _count("renewals", renewals, 0)
        if check_number("discount_rate", discount_rate, low=0) == 0:
            raise ParameterError(
                "discount_rate=0 is not above 0: a lifetime without discounting may have no mean."
            )
        next_one = (beta + n) / (alpha + beta + n) / (1 + discount_rate)
        return float(next_one * discounted_renewals(alpha, beta + n + 1, discount_rate).item())

    def _likelihood(self, purchases: Purchases) -> Likelihood:
        lost, period, weight = purchases.x > 0, purchases.T, purchases.weight

        def likelihood(parameters: np.ndarray) -> tuple[float, np.ndarray]:
            alpha, beta = parameters
            # Who left at renewal t stayed t - 1 times and then left once.
            stayed = period - lost
            value = betaln(alpha + lost, beta + stayed) - betaln(alpha, beta)
            end = psi(alpha + beta) - psi(alpha + beta + period)
            d_alpha = psi(alpha + lost) - psi(alpha) + end
            d_beta = psi(beta + stayed) - psi(beta) + end
            return float((weight * value).sum()), np.array([(weight * d).sum() for d in (d_alpha, d_beta)])

        return likelihood

    def _densities(self, purchases: Purchases) -> float:
        return 0.0


def _read_cohorts(table: pd.DataFrame) -> Purchases:
    """Return those who left (x = 1) and who are still there (x = 0), with their renewals as T."""
    require_columns(table, ["period", "survivors"])
    period, survivors = number_column(table, "period", low=0), number_column(table, "survivors", low=0)
    one = pd.Series(0, index=table.index)
    groups = filled_column(table, "cohort") if "cohort" in table.columns else one
    parts = []
    for _, rows in table.assign(period=period, survivors=survivors).groupby(groups, sort=False):
        expected = pd.Series(range(len(rows)), index=rows.index)
        if (bad := rows["period"] != expected).any():
            raise DataError.at(rows, "period", bad, "the next of 0, 1, 2 …: one row per renewal, in order")
        lost = -rows["survivors"].diff().iloc[1:]
        if (bad := rows["survivors"].diff() > 0).any():
            raise DataError.at(rows, "survivors", bad, "at most the survivors of the period before")
        if len(rows) < 3:
            raise DataError(f"{len(rows)} periods say too little: give period 0 and two or more renewals.")
        ones = np.append(np.ones(len(lost)), 0.0)
        ends = np.append(rows["period"].iloc[1:], rows["period"].iloc[-1])
        parts.append(np.column_stack([ones, ends, ends, np.append(lost, rows["survivors"].iloc[-1])]))
    cohorts = Purchases(*np.vstack(parts).T)
    if not cohorts.weight.sum() > 0:
        raise DataError("survivors is 0 in period 0: there is no customer to learn from.")
    gone, renewed = cohorts.weight[cohorts.x > 0], cohorts.weight[cohorts.T - cohorts.x > 0]
    if gone.sum() == 0 or renewed.sum() == 0:
        nobody = "left" if gone.sum() == 0 else "renewed"
        raise DataError(f"nobody {nobody} in any period: the table does not tell who renews more readily.")
    return cohorts.reweighted(cohorts.weight)


def _count(name: str, value: int, low: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < low:
        raise ParameterError(f"{name}={value!r} is not a whole number from {low} up.")
    return int(value)
