"""Calendar periods as whole numbers, and the length of a span of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, check_choice

__all__ = ["PERIODS", "Clock"]

PERIODS = ("D", "W", "M", "Q", "Y", "h")
HOURS = {"h": 1, "D": 24, "W": 168}
MONTHS = {"M": 1, "Q": 3, "Y": 12}
MONDAY = 4  # 1970-01-01 was a Thursday: days since the Monday after it


@dataclass(frozen=True)
class Clock:
    """Numbers the periods of one kind and measures spans of them in a unit."""

    period: str
    per_unit: float

    @classmethod
    def of(cls, period: str, unit: str | None) -> Clock:
        """Return the clock of a period, measured in `unit` or in itself."""
        check_choice("period", period, PERIODS)
        if unit is None or check_choice("unit", unit, PERIODS) == period:
            return cls(period, 1.0)
        for same in (HOURS, MONTHS):
            if period in same and unit in same:
                return cls(period, same[unit] / same[period])
        raise ParameterError(
            f"unit={unit!r} cannot be counted in period={period!r}: a month has no fixed number of days."
        )

    def number(self, dates: pd.Series) -> np.ndarray:
        """Return the number of the period in which each moment lies."""
        if self.period in MONTHS:
            months = (dates.dt.year.to_numpy() - 1970) * 12 + dates.dt.month.to_numpy() - 1
            return np.asarray(months // MONTHS[self.period], dtype=np.int64)
        moments = dates.to_numpy()
        if self.period == "h":
            return np.asarray(moments.astype("datetime64[h]").astype(np.int64))
        days = moments.astype("datetime64[D]").astype(np.int64)
        return np.asarray(days if self.period == "D" else (days - MONDAY) // 7)

    def length(self, periods: np.ndarray) -> np.ndarray:
        """Return spans of periods in the unit."""
        return np.asarray(periods / self.per_unit, dtype=float)
