"""Uplift: by how much an offer changes what a customer does, learned from a trial drawn by lot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import pandas as pd

from cvm_lessons.churn._uplift_trial import UpliftModel, expected_outcome
from cvm_lessons.core import DataError, check_number

__all__ = ["TransformedOutcomeUplift", "TwoModelUplift"]


class TwoModelUplift(UpliftModel):
    """Two models: one of the treated, one of those left alone; the uplift is their difference.

    Each model is good at who responds; the difference of two good models need not be a good difference.

    Parameters
    ----------
    predictors : sequence of str
        Columns known before the treatment.
    treated : str, default "treated"
        Column of 0 and 1, drawn by lot.
    outcome : str, default "responded"
        Column of what the offer is to change: 0 and 1, or a number.
    estimator : estimator, optional
        Of scikit-learn: a classifier for 0 and 1, else a regressor; by default a logistic or a ridge
        regression.
    allow : sequence of str, optional
        Predictors that are known in time although their names look otherwise.

    References
    ----------
    Radcliffe and Surry (2011), Real-world uplift modelling with significance-based uplift trees, Stochastic
    Solutions white paper; Ascarza (2018), Retention futility, Journal of Marketing Research 55(1), 80-98.

    Examples
    --------
    >>> import numpy as np
    >>> rng = np.random.default_rng(0)
    >>> trial = pd.DataFrame({"treated": rng.integers(0, 2, 4000), "small": rng.integers(0, 2, 4000)})
    >>> chance = 0.2 + 0.3 * trial["treated"] * trial["small"]
    >>> trial["responded"] = (rng.random(4000) < chance).astype(int)
    >>> model = TwoModelUplift(["small"]).fit(trial)
    >>> (model.expected_uplift(pd.DataFrame({"small": [0, 1]})).round(1) + 0).tolist()
    [0.0, 0.3]
    """

    def __init__(
        self,
        predictors: Sequence[str],
        *,
        treated: str = "treated",
        outcome: str = "responded",
        estimator: Any = None,
        allow: Sequence[str] = (),
    ) -> None:
        self.predictors = predictors
        self.treated = treated
        self.outcome = outcome
        self.estimator = estimator
        self.allow = allow

    def fit(self, trial: pd.DataFrame) -> Self:
        """Learn from a trial.

        Parameters
        ----------
        trial : DataFrame
            One row per customer of the trial.

        Returns
        -------
        TwoModelUplift
            Itself.

        Raises
        ------
        DataError
            If a column or value is missing, an arm is empty, everybody in an arm did the same, or a predictor
            is written after the event.
        ParameterError
            If there is no predictor, or one of them is the treatment or the outcome.
        """
        arms, x, y = self.checked_trial(trial)
        binary = bool(y.isin([0.0, 1.0]).all())
        self.models_ = {}
        for arm in (0, 1):
            part = arms == arm
            if y[part].nunique() < 2:
                raise DataError(f"column {self.outcome!r} is the same for all with {self.treated!r} {arm}.")
            self.models_[arm] = self.learned(x[part], y[part], classes=binary)
        return self

    def expected_response(self, customers: pd.DataFrame) -> pd.DataFrame:
        """Return what each customer does when left alone and when treated.

        Parameters
        ----------
        customers : DataFrame
            With the predictors.

        Returns
        -------
        DataFrame
            Columns control and treated.

        Raises
        ------
        DataError
            If a column is missing.
        ParameterError
            If the model is not fitted.
        """
        x = self.known_of(customers, "models_")
        columns = {
            name: expected_outcome(self.models_[arm], x) for arm, name in ((0, "control"), (1, "treated"))
        }
        return pd.DataFrame(columns, index=customers.index)

    def expected_uplift(self, customers: pd.DataFrame) -> pd.Series:
        """Return by how much the offer changes what each customer does.

        Parameters
        ----------
        customers : DataFrame
            With the predictors.

        Returns
        -------
        Series
            In the unit of the outcome; below 0 the customer is better left alone.

        Raises
        ------
        DataError
            If a column is missing.
        ParameterError
            If the model is not fitted.
        """
        both = self.expected_response(customers)
        return (both["treated"] - both["control"]).rename("uplift")


class TransformedOutcomeUplift(UpliftModel):
    """One model of a transformed outcome whose mean is the uplift.

    The outcome of a treated customer is divided by the chance of treatment, that of the others by the other
    chance and turned negative: noisy for each customer, right on average.

    Parameters
    ----------
    predictors : sequence of str
        Columns known before the treatment.
    treated : str, default "treated"
        Column of 0 and 1, drawn by lot.
    outcome : str, default "responded"
        Column of what the offer is to change: 0 and 1, or a number.
    chance : float, optional
        Chance of treatment that the lot had; by default the share of the treated.
    estimator : estimator, optional
        A regressor of scikit-learn; by default a ridge regression.
    allow : sequence of str, optional
        Predictors that are known in time although their names look otherwise.

    References
    ----------
    Athey and Imbens (2016), Recursive partitioning for heterogeneous causal effects, Proceedings of the
    National Academy of Sciences 113(27), 7353-7360.

    Examples
    --------
    >>> import numpy as np
    >>> rng = np.random.default_rng(0)
    >>> trial = pd.DataFrame({"treated": rng.integers(0, 2, 4000), "small": rng.integers(0, 2, 4000)})
    >>> chance = 0.2 + 0.3 * trial["treated"] * trial["small"]
    >>> trial["responded"] = (rng.random(4000) < chance).astype(int)
    >>> model = TransformedOutcomeUplift(["small"]).fit(trial)
    >>> (model.expected_uplift(pd.DataFrame({"small": [0, 1]})).round(1) + 0).tolist()
    [0.0, 0.3]
    """

    def __init__(
        self,
        predictors: Sequence[str],
        *,
        treated: str = "treated",
        outcome: str = "responded",
        chance: float | None = None,
        estimator: Any = None,
        allow: Sequence[str] = (),
    ) -> None:
        self.predictors = predictors
        self.treated = treated
        self.outcome = outcome
        self.chance = chance
        self.estimator = estimator
        self.allow = allow

    def fit(self, trial: pd.DataFrame) -> Self:
        """Learn from a trial.

        Parameters
        ----------
        trial : DataFrame
            One row per customer of the trial.

        Returns
        -------
        TransformedOutcomeUplift
            Itself.

        Raises
        ------
        DataError
            If a column or value is missing, an arm is empty, or a predictor is written after the event.
        ParameterError
            If there is no predictor, one of them is the treatment or the outcome, or the chance is not
            between 0 and 1.
        """
        arms, x, y = self.checked_trial(trial)
        chance = float(arms.mean()) if self.chance is None else self.chance
        self.chance_ = check_number("chance", chance, low=0.001, high=0.999)
        transformed = y * (arms - self.chance_) / (self.chance_ * (1 - self.chance_))
        self.model_ = self.learned(x, transformed, classes=False)
        return self

    def expected_uplift(self, customers: pd.DataFrame) -> pd.Series:
        """Return by how much the offer changes what each customer does.

        Parameters
        ----------
        customers : DataFrame
            With the predictors.

        Returns
        -------
        Series
            In the unit of the outcome; below 0 the customer is better left alone.

        Raises
        ------
        DataError
            If a column is missing.
        ParameterError
            If the model is not fitted.
        """
        x = self.known_of(customers, "model_")
        found = self.model_.predict(x)
        return pd.Series(found, index=customers.index, name="uplift")
