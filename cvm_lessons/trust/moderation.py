"""Does satisfaction hold customers less where leaving is dear? An effect that depends on another score."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import special

from cvm_lessons.core import ParameterError, format_number, number_columns
from cvm_lessons.measurement import Interval, LinearFit, LogitFit, fit_linear, fit_logit
from cvm_lessons.trust._effects import contrast, with_controls

__all__ = ["Moderation", "moderated_effect", "moderated_retention"]

LEVELS = {"low": -1.0, "mean": 0.0, "high": 1.0}  # standard deviations from the mean of the moderator
POINTS = 41  # of a curve
ENDS = ["estimate", "low", "high"]


@dataclass(frozen=True, eq=False, repr=False)
class Moderation:
    """An effect that may depend on a moderator; what `moderated_retention` and `moderated_effect` return.

    Attributes
    ----------
    fit : LogitFit or LinearFit
        Of the outcome on cause, moderator, their centred product (``"product"``) and the controls.
    cause, moderator : str
        Columns.
    means, spreads, lowest, highest : Series
        Of cause, moderator and controls in the data.
    level : float
        Confidence level.
    """

    fit: LogitFit | LinearFit
    cause: str
    moderator: str
    means: pd.Series
    spreads: pd.Series
    lowest: pd.Series
    highest: pd.Series
    level: float

    def __repr__(self) -> str:
        unit = "log-odds" if self.is_probability else "points"
        model = f"{self.fit.outcome} on {self.cause} by {self.moderator}"
        return f"{model}: interaction {self.interaction} {unit}, n {format_number(self.fit.n)}"

    @property
    def is_probability(self) -> bool:
        """Whether the outcome is 0 or 1, and what is expected of it a probability."""
        return isinstance(self.fit, LogitFit)

    @property
    def interaction(self) -> Interval:
        """By how much the effect of the cause changes per unit of the moderator."""
        return self.fit.interval("product", level=self.level)

    def slopes(self) -> pd.DataFrame:
        """Return the effect of the cause where the moderator is low, at its mean, and high.

        Returns
        -------
        DataFrame
            Index `at` (low and high: a standard deviation from the mean); columns value (of the moderator),
            estimate, low, high, p: log-odds, or points of the outcome, per unit of the cause.
        """
        rows = []
        for steps in LEVELS.values():
            away = steps * self.spreads[self.moderator]
            row = contrast(self.fit, {self.cause: 1.0, "product": away}, self.level)
            rows.append({"value": self.means[self.moderator] + away, **row})
        return pd.DataFrame(rows, index=pd.Index(LEVELS, name="at"))

    def expected(self, cause: float | np.ndarray, moderator: float) -> pd.DataFrame:
        """Return what is expected of the outcome at some values, controls at their means.

        Parameters
        ----------
        cause : float or array of float
            Values of the cause.
        moderator : float
            Value of the moderator.

        Returns
        -------
        DataFrame
            One row per value of the cause: cause, moderator, estimate, low, high.
        """
        rest = self.means.drop([self.cause, self.moderator])
        away = moderator - self.means[self.moderator]
        rows = []
        for value in np.atleast_1d(np.asarray(cause, dtype=float)):
            product = (value - self.means[self.cause]) * away
            weights = {self.cause: value, self.moderator: moderator, "product": product, **rest}
            rows.append(contrast(self.fit, {"intercept": 1.0, **weights}, self.level))
        table = pd.DataFrame(rows)[ENDS]
        table = table.map(special.expit) if self.is_probability else table
        return table.assign(cause=np.atleast_1d(cause).astype(float), moderator=moderator)

    def curves(self) -> pd.DataFrame:
        """Return what is expected along the cause, where the moderator is low, at its mean, and high.

        Returns
        -------
        DataFrame
            Columns at, cause, moderator, estimate, low, high.
        """
        grid = np.linspace(self.lowest[self.cause], self.highest[self.cause], POINTS)
        at = self.slopes()["value"]
        return pd.concat(
            [self.expected(grid, value).assign(at=name) for name, value in at.items()], ignore_index=True
        )


def moderated_retention(
    frame: pd.DataFrame,
    outcome: str = "rebooked_on_site",
    cause: str = "satisfaction",
    moderator: str = "switching_costs",
    *,
    controls: Sequence[str] = (),
    cluster: str | None = None,
    level: float = 0.95,
) -> Moderation:
    """Fit the chance that a customer stays on satisfaction, switching costs and their product.

    Parameters
    ----------
    frame : DataFrame
        One row per answer, no value missing.
    outcome : str, default "rebooked_on_site"
        Column of 0 and 1.
    cause, moderator : str
        Columns of the effect and of what it may depend on.
    controls : sequence of str, optional
        Columns held fixed.
    cluster : str, optional
        Column of the customer, where one gives several answers.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    Moderation
        Interaction, slopes and curves. On the scale of probabilities an effect shrinks near 0 and 1 even
        without any interaction: judge the interaction in log-odds.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary, or the outcome is not 0 or 1.
    ParameterError
        If a column plays two parts or `level` is out of range.

    References
    ----------
    Burnham, Frels and Mahajan (2003), Journal of the Academy of Marketing Science 31(2), 109-126; Aiken and
    West (1991), Multiple Regression: Testing and Interpreting Interactions.

    Examples
    --------
    >>> rng = np.random.default_rng(6)
    >>> frame = pd.DataFrame(rng.normal(size=(2000, 2)), columns=["satisfaction", "switching_costs"])
    >>> pull = (1 - 0.5 * frame["switching_costs"]) * frame["satisfaction"]
    >>> frame["rebooked_on_site"] = rng.random(2000) < 1 / (1 + np.exp(-pull))
    >>> moderated_retention(frame).interaction.covers(-0.5)
    True
    """
    ready, names, parts = _prepared(frame, outcome, cause, moderator, controls)
    fit = fit_logit(ready, outcome, names, cluster=cluster)
    fit.interval("product", level=level)  # refuses a wrong level here, not at the first look
    return Moderation(fit, cause, moderator, *parts, level)


def moderated_effect(
    frame: pd.DataFrame,
    outcome: str = "leave",
    cause: str = "satisfaction",
    moderator: str = "switching_costs",
    *,
    controls: Sequence[str] = (),
    cluster: str | None = None,
    level: float = 0.95,
) -> Moderation:
    """Fit a rating, such as thoughts of leaving, on satisfaction, switching costs and their product.

    Parameters
    ----------
    frame : DataFrame
        One row per answer, no value missing.
    outcome : str, default "leave"
        Column of numbers.
    cause, moderator : str
        Columns of the effect and of what it may depend on.
    controls : sequence of str, optional
        Columns held fixed.
    cluster : str, optional
        Column of the customer, where one gives several answers.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    Moderation
        Interaction, slopes and curves in points of the outcome.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary.
    ParameterError
        If a column plays two parts or `level` is out of range.

    References
    ----------
    Aiken and West (1991), Multiple Regression: Testing and Interpreting Interactions.

    Examples
    --------
    >>> rng = np.random.default_rng(6)
    >>> frame = pd.DataFrame(rng.normal(size=(500, 2)), columns=["satisfaction", "switching_costs"])
    >>> frame["leave"] = (0.3 * frame["switching_costs"] - 1) * frame["satisfaction"] + rng.normal(size=500)
    >>> moderated_effect(frame).slopes()["estimate"].round(1).to_dict()
    {'low': -1.4, 'mean': -1.1, 'high': -0.8}
    """
    ready, names, parts = _prepared(frame, outcome, cause, moderator, controls)
    fit = fit_linear(ready, outcome, names, cluster=cluster)
    fit.interval("product", level=level)
    return Moderation(fit, cause, moderator, *parts, level)


def _prepared(
    frame: pd.DataFrame, outcome: str, cause: str, moderator: str, controls: Sequence[str]
) -> tuple[pd.DataFrame, list[str], tuple[pd.Series, pd.Series, pd.Series, pd.Series]]:
    roles = [outcome, cause, moderator, *controls]
    if repeated := [name for place, name in enumerate(roles) if name in roles[:place]]:
        raise ParameterError(
            f"{repeated[0]!r} plays two parts: outcome, cause, moderator and controls differ."
        )
    ready, held = with_controls(frame, controls)
    numbers = number_columns(ready, [cause, moderator, *held])
    gaps = numbers - numbers.mean()
    ready = ready.assign(product=gaps[cause] * gaps[moderator])
    parts = numbers.mean(), numbers.std(), numbers.min(), numbers.max()
    return ready, [cause, moderator, "product", *held], parts
