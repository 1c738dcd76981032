"""The error family: every message names the place, the value and the remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "CourseError",
    "DataError",
    "MissingExtraError",
    "NotFittedError",
    "ParameterError",
    "WorkbookError",
]


class WorkbookError(ValueError):
    """Base of every error that a user of the workbook can cause and mend."""


class DataError(WorkbookError):
    """A frame or a file does not hold what the function needs."""

    @classmethod
    def at(cls, frame: pd.DataFrame, column: str, bad: Any, wanted: str) -> Self:
        """Build the error for the first row where `bad` is true.

        Parameters
        ----------
        frame : DataFrame
            The frame that was passed in.
        column : str
            Column with the bad value.
        bad : array-like of bool
            True where the value is bad; at least one is true.
        wanted : str
            What would be right, for example ``"a number from 1 to 10"``.

        Returns
        -------
        DataError
            Naming column, row label, value and remedy.

        Examples
        --------
        >>> import pandas as pd
        >>> answers = pd.DataFrame({"score": [9, 11]})
        >>> print(DataError.at(answers, "score", answers["score"] > 10, "a whole number from 0 to 10"))
        column 'score', row 1: 11 is not a whole number from 0 to 10.
        """
        import pandas as pd  # here, so that a command that reads no table starts without pandas

        position = int(pd.Series(bad).to_numpy().argmax())
        value = frame[column].iloc[position]
        return cls(f"column {column!r}, row {frame.index[position]}: {value} is not {wanted}.")


class ParameterError(WorkbookError):
    """An argument has a name or a value that the function does not know."""


class NotFittedError(ParameterError, AttributeError):
    """A model was asked for what only a fit tells; an `AttributeError` too, so that a look at it goes on."""


class CourseError(WorkbookError):
    """A source file of the course breaks a rule of the course."""


class MissingExtraError(WorkbookError, ImportError):
    """A library that serves one optional view is not installed."""
