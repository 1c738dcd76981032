"""Dates as firms write them: one style a column, and no guess between day and month."""

import re
from collections import Counter
from datetime import datetime
from typing import NamedTuple

from cvm_lessons.datasets.own_aliases import tidy
from cvm_lessons.datasets.own_grid import Cell, Cells

__all__ = ["read_dates"]

CLOCK = r"(?:[ T]*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.0+)?)?)?"
YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<a>\d{{1,2}})(?P=mark)(?P<b>\d{{1,2}}){CLOCK}", re.ASCII
)
COMPACT = re.compile(r"(?P<year>\d{4})(?P<a>\d{2})(?P<b>\d{2})", re.ASCII)
CHINESE = re.compile(
    rf"(?P<year>\d{{4}}) *年 *(?P<a>\d{{1,2}}) *月 *(?P<b>\d{{1,2}}) *[日号]{CLOCK}", re.ASCII
)
YEAR_LAST = re.compile(
    rf"(?P<a>\d{{1,2}})(?P<mark>[-/.])(?P<b>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}){CLOCK}", re.ASCII
)
YEARS = range(1900, 2101)  # outside of these a year is a slip of the pen
WANTED = "Write it as 2024-03-01."


class _Found(NamedTuple):
    style: str
    year: int
    first: int
    second: int
    clock: tuple[int, int, int]


def read_dates(
    cells: Cells, day_first: bool | None = None
) -> tuple[list[datetime | None], dict[str, object]]:
    """Return the dates of a column, and how they were read; faults are noted in the column.

    Parameters
    ----------
    cells : Cells
        The column.
    day_first : bool, optional
        Whether 01/03/2024 is the first of March; by default the column must show it.

    Returns
    -------
    tuple
        Dates, None where there is a fault, and a dictionary with the style.
    """
    found = [_found(cells, position, value) for position, value in enumerate(cells.held)]
    styles = Counter(each.style for each in found if each)
    if not styles:
        return [None] * len(found), {}
    (style, _), *others = styles.most_common()
    if others:
        _blame_mixture(cells, found, style)
    turned = _day_first(cells, found, style, day_first) if style.startswith("ab") else False
    dates = [
        _date(cells, i, each, turned) if each and each.style == style else None
        for i, each in enumerate(found)
    ]
    facts: dict[str, object] = {"date_style": _named(style, turned)}
    if any(date and (date.hour or date.minute or date.second) for date in dates):
        facts["time_of_day"] = "kept"
    return dates, facts


def _found(cells: Cells, position: int, value: Cell) -> _Found | None:
    if isinstance(value, datetime):
        clock = (value.hour, value.minute, value.second)
        return _Found("date cells", value.year, value.month, value.day, clock)
    text = tidy(str(value))
    if isinstance(value, float) and value.is_integer():
        text = str(int(value))
    patterns = {"year": YEAR_FIRST, "compact": COMPACT, "chinese": CHINESE, "ab": YEAR_LAST}
    for style, pattern in patterns.items():
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            hour, minute, second = (int(parts.get(part) or 0) for part in ("hour", "minute", "second"))
            mark = parts.get("mark") or ""
            name = f"{style}{mark}" if not (style == "ab" and mark == ".") else "dotted"
            year, first, second_part = (int(parts[part]) for part in ("year", "a", "b"))
            return _Found(name, year, first, second_part, (hour, minute, second))
    cells.blame(position, _not_a_date(text, value))
    return None


def _not_a_date(text: str, value: Cell) -> str:
    if not text:
        return f"the date is missing. Fill it or leave the row out. {WANTED}"
    if re.fullmatch(r"[0-9]{5}(\.[0-9]+)?", text):
        return f"{value!r} is a spreadsheet's number of a day. Format the column as a date, {WANTED[9:]}"
    if re.fullmatch(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}.*", text):
        return f"{value!r} has a year of two digits or a clock that is not known. {WANTED}"
    if re.search(r"[〇零一二三四五六七八九十]", text):
        return f"{value!r} is in Chinese numerals. {WANTED}"
    return f"{value!r} is no date that is known. {WANTED}"


def _blame_mixture(cells: Cells, found: list[_Found | None], style: str) -> None:
    for position, each in enumerate(found):
        if each and each.style != style:
            shown, usual = _named(each.style, None), _named(style, None)
            what = f"{str(cells.held[position])!r} is written {shown}, most of the column {usual}"
            cells.blame(position, f"{what}. Write all dates in one style.")


def _day_first(cells: Cells, found: list[_Found | None], style: str, wanted: bool | None) -> bool:
    """Return whether the day comes first; blame the column where nothing decides."""
    there = [(position, each) for position, each in enumerate(found) if each and each.style == style]
    days = [position for position, each in there if each.first > 12]
    months = [position for position, each in there if each.second > 12]
    if wanted is not None:
        return wanted
    if days and months:
        for position in months if len(days) >= len(months) else days:
            order, other = ("month", "day") if position in months else ("day", "month")
            what = f"{cells.held[position]!r} has the {order} first, most of the column the {other}"
            cells.blame(position, f"{what}. Write all dates in one style, as 2024-03-01.")
    elif not days and not months and any(each.first != each.second for _, each in there):
        position, each = next((i, each) for i, each in there if each.first != each.second)
        both = f"{each.year}-{each.second:02}-{each.first:02} with the day first, "
        both += f"{each.year}-{each.first:02}-{each.second:02} with the month first"
        cells.blame(
            position,
            f"{cells.held[position]!r} is {both}, and no day above 12 in the column decides. "
            "Say day_first=True (--day-first) or day_first=False (--month-first).",
        )
    return len(days) >= len(months)


def _date(cells: Cells, position: int, each: _Found, turned: bool) -> datetime | None:
    swap = turned or each.style == "dotted"
    month, day = (each.second, each.first) if swap else (each.first, each.second)
    try:
        date = datetime(each.year, month, day, *each.clock)
    except ValueError:
        order = " with the day first" if swap else " with the month first" if each.style[:2] == "ab" else ""
        cells.blame(position, f"{cells.held[position]!r} is no day of the calendar{order}. {WANTED}")
        return None
    if each.year not in YEARS:
        cells.blame(position, f"{cells.held[position]!r} is not between 1900 and 2100. {WANTED}")
        return None
    return date


def _named(style: str, day_first: bool | None) -> str:
    if style.startswith("year"):
        return f"2024{style[4]}03{style[4]}01"
    if style.startswith("ab"):
        order = {True: ", day first", False: ", month first", None: ""}[day_first]
        return f"01{style[2]}03{style[2]}2024{order}"
    return {"compact": "20240301", "chinese": "2024年3月1日", "dotted": "01.03.2024, day first"}.get(
        style, style
    )
