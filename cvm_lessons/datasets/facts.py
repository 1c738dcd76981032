"""What a table's README says of its values: how many rows there are and where values are missing."""

from dataclasses import dataclass, field

import pandas as pd

__all__ = ["Facts"]


@dataclass(frozen=True)
class Facts:
    """Rows, and missing values by column; the facts of two shards of a table can be added.

    Examples
    --------
    >>> Facts.of(pd.DataFrame({"a": [1.0, None]})) + Facts.of(pd.DataFrame({"a": [2.0]}))
    Facts(rows=3, missing={'a': 1})
    """

    rows: int = 0
    missing: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, frame: pd.DataFrame) -> "Facts":
        """Count the rows and the missing values of a frame.

        Parameters
        ----------
        frame : DataFrame
            A table or a shard of it.

        Returns
        -------
        Facts
            Of this frame alone.
        """
        return cls(len(frame), {str(name): int(count) for name, count in frame.isna().sum().items()})

    def __add__(self, other: "Facts") -> "Facts":
        """Return the facts of two shards together."""
        names = self.missing | other.missing
        counts = {name: self.missing.get(name, 0) + other.missing.get(name, 0) for name in names}
        return Facts(self.rows + other.rows, counts)

    def share_missing(self, column: str) -> float:
        """Return the share of rows in which a column has no value.

        Parameters
        ----------
        column : str
            Name of the column.

        Returns
        -------
        float
            From 0 to 1.
        """
        return self.missing[column] / self.rows if self.rows else 0.0
