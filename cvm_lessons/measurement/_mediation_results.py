"""What a mediation returns: the effects, direct and indirect, with their intervals."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cvm_lessons.core import check_choice, format_number
from cvm_lessons.measurement._mediation_plan import ARROW
from cvm_lessons.measurement.intervals import Interval

__all__ = ["ENDS", "Mediation", "SerialMediation"]

ENDS = {"percentile": ("low", "high"), "bca": ("bca_low", "bca_high")}


@dataclass(frozen=True, eq=False, repr=False)
class Mediation:
    """An effect split into its direct and its indirect part; what `mediate` returns.

    Attributes
    ----------
    x, y : str
        Cause and outcome.
    mediators : tuple of str
        What stands between them.
    paths : DataFrame
        Index `path`: a (cause to mediator), b (mediator to outcome), c (total) and c' (direct);
        columns origin, target, estimate, standard_error, t, p, low, high of the regressions.
    indirect : DataFrame
        Index `through`, with the row ``"all"`` where there are several ways; columns estimate,
        standard_error (bootstrap), low, high (percentile), bca_low, bca_high, sobel_error, sobel_z and
        sobel_p (one mediator on the way only).
    draws : DataFrame
        The indirect effects of each resample, a column per row of `indirect`.
    n : int
        Rows, or clusters where clusters were resampled.
    level : float
        Confidence level.
    """

    x: str
    y: str
    mediators: tuple[str, ...]
    paths: pd.DataFrame
    indirect: pd.DataFrame
    draws: pd.DataFrame
    n: int
    level: float

    def __repr__(self) -> str:
        way = ARROW.join([self.x, self._between, self.y])
        total, direct = (format_number(value, 2) for value in (self.total, self.direct))
        kind, n = type(self).__name__, format_number(self.n)
        return f"{kind} {way}: indirect {self.interval()}, direct {direct}, total {total}, n {n}"

    @property
    def _between(self) -> str:
        return " and ".join(self.mediators)

    @property
    def total(self) -> float:
        """The total effect c: of the cause, whatever the way."""
        return float(self.paths.loc["c", "estimate"])

    @property
    def direct(self) -> float:
        """The direct effect c': of the cause with the mediators held fixed."""
        return float(self.paths.loc["c'", "estimate"])

    @property
    def share_mediated(self) -> float:
        """The indirect over the total effect; beyond 0 to 1 where the two parts have opposite signs."""
        return self.interval().estimate / self.total

    def interval(self, through: str | None = None, *, method: str = "bca") -> Interval:
        """Return one indirect effect with its bootstrap interval.

        Parameters
        ----------
        through : str, optional
            A row of `indirect`; all ways together if left out.
        method : {"bca", "percentile"}
            Corrected for bias and skew, or plain.

        Returns
        -------
        Interval
            In units of the outcome per unit of the cause.

        Raises
        ------
        ParameterError
            If there is no such way or method.
        """
        low, high = ENDS[check_choice("method", method, tuple(ENDS))]
        ways = self.indirect.index
        row = self.indirect.loc[ways[-1] if through is None else check_choice("through", through, ways)]
        return Interval(float(row["estimate"]), float(row[low]), float(row[high]), self.n, self.level)

    def to_frame(self) -> pd.DataFrame:
        """Return total, direct and indirect effects in one table.

        Returns
        -------
        DataFrame
            Index `effect` (total, direct, then each way of `indirect`); columns estimate, low, high: of
            the regression for the first two, of the BCa bootstrap for the others.
        """
        regressions = self.paths.loc[["c", "c'"], ["estimate", "low", "high"]]
        ways = self.indirect[["estimate", "bca_low", "bca_high"]].set_axis(
            ["estimate", "low", "high"], axis=1
        )
        names = ["total", "direct", *(f"indirect: {way}" for way in self.indirect.index)]
        return pd.concat([regressions, ways]).set_axis(names).rename_axis("effect")


@dataclass(frozen=True, eq=False, repr=False)
class SerialMediation(Mediation):
    """An effect that runs through mediators one after another; what `mediate_in_series` returns.

    The attributes are those of `Mediation`; `paths` also holds d, from a mediator to a later one.
    """

    @property
    def _between(self) -> str:
        return ARROW.join(self.mediators)
