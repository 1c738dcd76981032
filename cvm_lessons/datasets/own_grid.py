"""A foreign table as it stands in its file: headings, cells with their place, faults found on the way."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from cvm_lessons.core import DataError

__all__ = ["Cell", "Cells", "Fault", "Grid", "Money", "raise_faults"]

SHOWN_FAULTS = 10  # enough to see a pattern; the rest is counted


class Money(NamedTuple):
    """A number cell whose format shows a currency."""

    value: float
    currency: str


Cell = str | int | float | datetime | Money  # an empty cell is the empty text


class Fault(NamedTuple):
    """What is wrong at a place; without a column the whole line is meant."""

    at: int
    column: str
    what: str

    def text(self, place: str) -> str:
        """Return the fault as a sentence.

        Parameters
        ----------
        place : str
            What a record is called: ``"line"`` or ``"row"``.

        Returns
        -------
        str
            Place, column, fault and remedy.
        """
        column = f", column {self.column!r}" if self.column else ""
        return f"{place} {self.at}{column}: {self.what}"


@dataclass
class Grid:
    """The cells of one table with what was recognised about the file."""

    name: str
    place: str
    header_at: int = 1
    header: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)
    read_as: dict[str, object] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def whole_rows(self) -> "Grid":
        """Blame doubled headings and rows of another length, keep the others, return the grid.

        Returns
        -------
        Grid
            The same grid.
        """
        for name in sorted({name for name in self.header if name and self.header.count(name) > 1}):
            self.faults.append(
                Fault(self.header_at, "", f"column {name!r} comes twice. Rename or remove one.")
            )
        whole = []
        for at, cells in self.rows:
            if len(cells) == len(self.header):
                whole.append((at, cells))
                continue
            what = f"{len(cells)} fields, but the header has {len(self.header)}. "
            self.faults.append(Fault(at, "", f"{what}Look for a missing or an unquoted separator."))
        self.rows = whole
        return self

    def column(self, position: int) -> "Cells":
        """Return the cells of one column.

        Parameters
        ----------
        position : int
            Its position, from 0.

        Returns
        -------
        Cells
            Heading, places and values; its faults go to the grid.
        """
        places = [at for at, _ in self.rows]
        return Cells(self.header[position], places, [cells[position] for _, cells in self.rows], self.faults)


@dataclass
class Cells:
    """One column: its heading as written, and each value with its place."""

    heading: str
    places: list[int]
    held: list[Cell]
    faults: list[Fault]

    def blame(self, position: int, what: str) -> None:
        """Note a fault of the value at a position.

        Parameters
        ----------
        position : int
            Position of the value, from 0.
        what : str
            Value, fault and remedy.
        """
        self.faults.append(Fault(self.places[position], self.heading, what))


def raise_faults(name: str, place: str, faults: Iterable[Fault]) -> None:
    """Raise one error that lists the first ten faults and counts the others.

    Parameters
    ----------
    name : str
        Name of the file.
    place : str
        What a record is called.
    faults : iterable of Fault
        All faults found.

    Raises
    ------
    DataError
        If there is any fault.
    """
    # The first fault of a cell is the reason of any later one.
    first = {
        (fault.at, fault.column, fault.what if not fault.column else ""): fault for fault in [*faults][::-1]
    }
    ordered = [fault.text(place) for fault in sorted(first.values())]
    if ordered:
        more = [f"and {len(ordered) - SHOWN_FAULTS} more"] if len(ordered) > SHOWN_FAULTS else []
        head = f"{name}: {len(ordered)} fault(s)"
        raise DataError("\n".join([head, *ordered[:SHOWN_FAULTS], *more]))
