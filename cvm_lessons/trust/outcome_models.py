"""Several outcomes of commitment, fitted once and asked for any customer."""

from collections.abc import Mapping, Sequence
from typing import Self

import pandas as pd

from cvm_lessons.core import ParameterError, check_number, number_columns
from cvm_lessons.measurement import LinearFit, fit_linear
from cvm_lessons.trust._effects import check_names, contrast, with_controls
from cvm_lessons.trust.commitment import COMMITMENT, OUTCOMES

__all__ = ["OutcomeModels", "outcomes_at"]


class OutcomeModels:
    """Several outcomes explained by the same components, fitted once and asked often.

    Parameters
    ----------
    outcomes : sequence of str
        Columns to explain.
    components : sequence of str, default `COMMITMENT`
        Columns that explain them together.
    controls : sequence of str, optional
        Columns held fixed, at their means.
    cluster : str, optional
        Column of the customer, where one gives several answers.

    Attributes
    ----------
    fits_ : dict of str to LinearFit
        By outcome; predictors are centred, so the intercept is the mean of the outcome.
    means_ : Series
        Of the components.
    """

    def __init__(
        self,
        outcomes: Sequence[str] = OUTCOMES,
        *,
        components: Sequence[str] = COMMITMENT,
        controls: Sequence[str] = (),
        cluster: str | None = None,
    ) -> None:
        self.outcomes = outcomes
        self.components = components
        self.controls = controls
        self.cluster = cluster

    def fit(self, scores: pd.DataFrame) -> Self:
        """Fit each outcome.

        Parameters
        ----------
        scores : DataFrame
            One row per answer: scores of the components, and the outcomes.

        Returns
        -------
        OutcomeModels
            Itself.

        Raises
        ------
        DataError
            If a column is missing, holds a missing value or does not vary.
        ParameterError
            If outcomes or components are none or a single string.
        """
        wanted, named = check_names("outcomes", self.outcomes), check_names("components", self.components)
        ready, held = with_controls(scores, self.controls)
        numbers = number_columns(ready, [*named, *held])
        ready = ready.assign(**(numbers - numbers.mean()))
        self.means_ = numbers[named].mean()
        self.fits_: dict[str, LinearFit] = {
            outcome: fit_linear(ready, outcome, [*named, *held], cluster=self.cluster) for outcome in wanted
        }
        return self

    def expected(self, profile: Mapping[str, float], *, level: float = 0.95) -> pd.DataFrame:
        """Return what is expected of customers with given components.

        Parameters
        ----------
        profile : mapping of str to float
            Values of some components; the others stay at their means.
        level : float, default 0.95
            Confidence level of the expectation (not of one customer, who varies far more).

        Returns
        -------
        DataFrame
            Columns outcome, expected, low, high, mean.

        Raises
        ------
        ParameterError
            If the profile names no component, or a value is no number.
        """
        weights = {"intercept": 1.0}
        for name, value in profile.items():
            if name not in self.means_:
                raise ParameterError(
                    f"profile names {name!r}: components are {', '.join(self.means_.index)}."
                )
            weights[name] = check_number(name, value) - float(self.means_[name])
        rows = []
        for outcome, fit in self.fits_.items():
            at = contrast(fit, weights, level)
            ends = (at["estimate"], at["low"], at["high"])
            rows.append((outcome, *ends, float(fit.coefficients["intercept"])))
        return pd.DataFrame(rows, columns=["outcome", "expected", "low", "high", "mean"])


def outcomes_at(
    scores: pd.DataFrame,
    profile: Mapping[str, float],
    outcomes: Sequence[str] = OUTCOMES,
    *,
    components: Sequence[str] = COMMITMENT,
    controls: Sequence[str] = (),
    cluster: str | None = None,
) -> pd.DataFrame:
    """Return what is expected of customers who want, have and ought to stay as much as a profile says.

    Parameters
    ----------
    scores : DataFrame
        One row per answer: scores of the components, and the outcomes.
    profile : mapping of str to float
        Values of some components; the others stay at their means.
    outcomes : sequence of str
        Columns to explain.
    components : sequence of str, default `COMMITMENT`
        Columns that explain them together.
    controls : sequence of str, optional
        Columns held fixed.
    cluster : str, optional
        Column of the customer, where one gives several answers.

    Returns
    -------
    DataFrame
        Columns outcome, expected, low, high (95 % interval of the expectation), mean (of all customers).

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary.
    ParameterError
        If the profile names no component, or outcomes or components are none.

    Examples
    --------
    >>> scores = pd.DataFrame({"want": [1, 2, 3, 4, 5], "advocacy": [2.0, 2.6, 2.9, 3.5, 4.0]})
    >>> outcomes_at(scores, {"want": 5}, ["advocacy"], components=["want"])["expected"].round(2).tolist()
    [3.98]
    """
    models = OutcomeModels(outcomes, components=components, controls=controls, cluster=cluster)
    return models.fit(scores).expected(profile)
