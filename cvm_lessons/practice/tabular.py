"""Answers that are frames and series: dtype, column order, row order and index labels do not matter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from cvm_lessons.core.languages import translate
from cvm_lessons.core.validation import nearest
from cvm_lessons.practice.answers import LOOSER, Answer
from cvm_lessons.practice.comparison import as_number, as_text, is_missing, plain, same_cell
from cvm_lessons.practice.wording import code, kind_of, shown

__all__ = ["Column", "Table"]


@dataclass(frozen=True)
class Column(Answer):
    """The entries of a series, list or array.

    Parameters
    ----------
    within : float, default 1e-6
        Largest difference of two numbers.
    ordered : bool, default False
        Whether the order of the entries matters.

    Examples
    --------
    >>> Column().fault(pd.Series([2, 1], index=["b", "a"]), [1.0, 2.0]) is None
    True
    """

    within: float = 1e-6
    ordered: bool = False

    def fault(self, given: object, wanted: object) -> str | None:
        have, right = plain(given), plain(wanted) or []
        if have is None:
            wish = translate("a series or list of values")
            return translate("The answer is to be {wanted}, not {kind}.", wanted=wish, kind=kind_of(given))
        if len(have) != len(right):
            return translate("The number of values is off: you have {count}.", count=len(have))
        if not self.ordered:
            have, right = sorted(have, key=_rank), sorted(right, key=_rank)
        for place, (one, other) in enumerate(zip(have, right, strict=True), start=1):
            if same_cell(one, other, self.within):
                continue
            if self.ordered:
                return translate("Entry {place} differs: you have {value}.", place=place, value=shown(one))
            return translate("The value {value} does not belong.", value=shown(one))
        return None

    def mutants(self, wanted: object) -> Iterator[tuple[str, Answer]]:
        if any(as_number(entry) is not None for entry in plain(wanted) or []):
            yield "tolerance × 100", replace(self, within=LOOSER * self.within)
        if self.ordered:
            yield "the order is ignored", replace(self, ordered=False)


@dataclass(frozen=True)
class Table(Answer):
    """A frame, compared on the columns of the right one; further columns are the learner's business.

    Parameters
    ----------
    key : sequence of str, optional
        Columns that identify a row; rows are then matched by them. Without a key rows are matched by sorting.
    within : float, default 1e-6
        Largest difference of two numbers.
    ordered : bool, default False
        Whether the order of the rows matters.

    Examples
    --------
    >>> right = pd.DataFrame({"show": ["Lark", "Quay"], "net": [35.0, 40.0]})
    >>> own = pd.DataFrame({"net": [40, 3], "show": pd.Categorical(["Quay", "Lark"])}, index=[7, 7])
    >>> print(Table(key=["show"]).fault(own, right))
    Row `Lark`, column `net`: you have `3`, which is not right.
    """

    key: Sequence[str] = ()
    within: float = 1e-6
    ordered: bool = False

    def fault(self, given: object, wanted: object) -> str | None:
        if not isinstance(given, pd.Series | pd.DataFrame):
            wish = translate("a table (a DataFrame)")
            return translate("The answer is to be {wanted}, not {kind}.", wanted=wish, kind=kind_of(given))
        right, have = _opened(wanted), _opened(given)
        if missing := [name for name in right.columns if name not in have.columns]:
            return translate(
                "Column {name} is missing. {nearest}",
                name=code(missing[0]),
                nearest=nearest(missing[0], have.columns, taken=set(right.columns)),
            )
        if twice := [name for name in right.columns if list(have.columns).count(name) > 1]:
            return translate("Column {name} stands twice.", name=code(twice[0]))
        own, true = _rows(have[list(right.columns)]), _rows(right)
        order = [list(right.columns).index(name) for name in self.key]
        if fault := self._rows_fault(own, true, order):
            return fault
        if not self.ordered:
            own, true = _sorted(own, order), _sorted(true, order)
        return self._first_fault(own, true, list(right.columns), order)

    def _rows_fault(self, own: list[list[object]], true: list[list[object]], order: list[int]) -> str | None:
        known = [[row[i] for i in order] for row in true]
        for row in own:
            label = [row[i] for i in order]
            if order and not any(_same_row(label, other) for other in known):
                return translate("The row {name} does not belong.", name=code(_label(row, order)))
        if len(own) != len(true):
            return translate("The number of rows is off: you have {count}.", count=len(own))
        return None

    def _first_fault(
        self, own: list[list[object]], true: list[list[object]], columns: list[str], order: list[int]
    ) -> str | None:
        for place, (row, right) in enumerate(zip(own, true, strict=True), start=1):
            for name, cell, other in zip(columns, row, right, strict=True):
                if not same_cell(cell, other, self.within):
                    return translate(
                        "Row {row}, column {column}: you have {value}, which is not right.",
                        row=code(_label(row, order) if order else str(place)),
                        column=code(name),
                        value=shown(cell),
                    )
        return None

    def mutants(self, wanted: object) -> Iterator[tuple[str, Answer]]:
        cells = [cell for row in _rows(_opened(wanted)) for cell in row]
        if any(as_number(cell) is not None for cell in cells):
            yield "tolerance × 100", replace(self, within=LOOSER * self.within)
        if self.ordered:
            yield "the order is ignored", replace(self, ordered=False)


def _opened(value: object) -> pd.DataFrame:
    """Return a frame with its named index levels as columns, and column names that are texts."""
    frame = value.to_frame() if isinstance(value, pd.Series) else pd.DataFrame(value)
    levels = [name for name in frame.index.names if name is not None and name not in frame.columns]
    frame = frame.reset_index(level=levels) if levels else frame
    return frame.set_axis([str(name) for name in frame.columns], axis=1)


def _rows(frame: pd.DataFrame) -> list[list[object]]:
    columns = [plain(frame.iloc[:, i]) or [] for i in range(frame.shape[1])]
    return [list(row) for row in zip(*columns, strict=True)]


def _label(row: list[object], order: list[int]) -> str:
    return ", ".join(str(row[i]) for i in order)


def _same_row(one: list[object], other: list[object]) -> bool:
    return all(same_cell(left, right, 0) for left, right in zip(one, other, strict=True))


def _sorted(rows: list[list[object]], order: list[int]) -> list[list[object]]:
    def by(row: list[object]) -> list[tuple[int, float, str]]:
        first = [_rank(row[i]) for i in order]
        return first + sorted((_rank(cell) for cell in row), key=lambda rank: -rank[0])

    return sorted(rows, key=by)


def _rank(cell: object) -> tuple[int, float, str]:
    """Return a sort key: numbers by size (a little apart is the same), then texts, then missing cells."""
    if is_missing(cell):
        return (2, 0.0, "")
    number = as_number(cell)
    return (1, 0.0, as_text(cell) or str(cell)) if number is None else (0, number, "")
