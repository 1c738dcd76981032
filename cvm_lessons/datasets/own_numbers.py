"""Amounts as firms write them: currency, sign, decimal and thousands marks; one convention a column."""

import re
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from cvm_lessons.datasets.own_aliases import tidy
from cvm_lessons.datasets.own_grid import Cell, Cells, Money

__all__ = ["UNITS", "read_amounts"]

CURRENCIES = {
    "¥": "CNY", "元": "CNY", "圆": "CNY", "人民币": "CNY", "rmb": "CNY", "cny": "CNY", "yuan": "CNY",
    "€": "EUR", "eur": "EUR", "欧元": "EUR", "$": "USD", "us$": "USD", "usd": "USD", "美元": "USD",
    "£": "GBP", "gbp": "GBP", "英镑": "GBP", "hk$": "HKD", "hkd": "HKD", "港元": "HKD", "港币": "HKD",
    "jpy": "JPY", "日元": "JPY", "chf": "CHF",
}  # fmt: skip
TEN_THOUSAND = {"万": "", "万元": "CNY", "万人民币": "CNY", "万美元": "USD", "万欧元": "EUR"}
UNITS = sorted([*CURRENCIES, *TEN_THOUSAND], key=len, reverse=True)
UNIT = "|".join(map(re.escape, UNITS))
AMOUNT = re.compile(
    rf"(?P<open>\()?(?P<sign>[-+])? *(?P<before>{UNIT})? *(?P<sign2>[-+])? *(?P<body>[\d.,' ]*\d) *"
    rf"(?P<sign3>-)? *(?P<after>{UNIT})? *(?P<sign4>-)?(?P<close>\))?",
    re.IGNORECASE | re.ASCII,
)
GROUPED = re.compile(
    r"(?P<head>\d{1,3})(?P<thousands>[.,' ])(?P<groups>\d{3}(?:(?P=thousands)\d{3})*)"
    r"(?:(?P<decimal>[.,])(?P<rest>\d+))?"
)
PLAIN = re.compile(r"(?P<head>\d*)(?:(?P<decimal>[.,])(?P<rest>\d+))?")
CHINESE_NUMERAL = re.compile("[〇零一二三四五六七八九十百千亿两壹贰叁肆伍陆柒捌玖拾佰仟]")
LARGEST = 1e15  # a float holds cents exactly up to about here; no sale is so large
WANTED = "Write a plain number, as 1234.50."


class _Amount(NamedTuple):
    body: str
    negative: bool
    currency: str
    unit: int


def read_amounts(
    cells: Cells, decimal: str | None = None, unit: str = ""
) -> tuple[list[float | None], dict[str, object]]:
    """Return the amounts of a column, and how they were read; faults are noted in the column.

    Parameters
    ----------
    cells : Cells
        The column.
    decimal : {".", ","}, optional
        The decimal mark; by default the column must show it.
    unit : str, optional
        Currency or unit that the heading names, as ``"万元"``.

    Returns
    -------
    tuple
        Amounts, None where there is a fault, and a dictionary with currency, marks and unit.
    """
    found = [_found(cells, position, value) for position, value in enumerate(cells.held)]
    currency, factor = _unit(unit)
    currency = _one_currency(cells, found, currency)
    factor = _one_unit(cells, found, factor)
    point, thousands = _marks(cells, found, decimal)
    amounts = [
        _number(cells, position, each, (point, thousands), factor) for position, each in enumerate(found)
    ]
    facts: dict[str, object] = {"currency": currency or "not stated"}
    if any(isinstance(each, _Amount) for each in found):
        facts |= {"decimal_mark": point or "none", "thousands_mark": thousands or "none"}
    if factor != 1:
        facts["unit"] = "万: multiplied by 10000"
    return amounts, facts


def _unit(text: str) -> tuple[str, int]:
    written = tidy(text).casefold()
    if written in TEN_THOUSAND:
        return TEN_THOUSAND[written], 10_000
    return CURRENCIES.get(written, ""), 1


def _found(cells: Cells, position: int, value: Cell) -> _Amount | Money | None:
    if isinstance(value, Money):
        return value
    if isinstance(value, int | float):
        return Money(float(value), "")
    text = "" if isinstance(value, datetime) else tidy(value).replace("−", "-").replace("’", "'")
    match = AMOUNT.fullmatch(text)
    signs = [match[name] for name in ("sign", "sign2", "sign3", "sign4") if match[name]] if match else []
    bracket = bool(match and match["open"])
    odd = not match or bracket != bool(match["close"]) or len(signs) + bracket > 1
    if (
        match is None
        or odd
        or (match["before"] and match["after"] and _clash(match["before"], match["after"]))
    ):
        cells.blame(position, _not_an_amount(text, value))
        return None
    if not GROUPED.fullmatch(match["body"]) and not PLAIN.fullmatch(match["body"]):
        cells.blame(position, f"{value!r} has marks that fit no number. {WANTED}")
        return None
    units = [_unit(match[name]) for name in ("before", "after") if match[name]]
    currency = next((name for name, _ in units if name), "")
    return _Amount(match["body"], bracket or "-" in signs, currency, max([f for _, f in units], default=0))


def _clash(before: str, after: str) -> bool:
    names = {_unit(before)[0], _unit(after)[0]} - {""}
    return len(names) > 1


def _not_an_amount(text: str, value: Cell) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d} is a date, not an amount. Look for shifted columns."
    if not text:
        return "the amount is missing. Fill it, write 0, or leave the row out."
    if CHINESE_NUMERAL.search(text) and not re.search(r"\d", text):
        return f"{value!r} is in Chinese numerals. {WANTED}"
    if re.fullmatch(r"[-+]?[\d.]+e[-+]?\d+", text, re.IGNORECASE):
        return f"{value!r} was shortened by a spreadsheet. Show all its digits and save again. {WANTED}"
    return f"{value!r} is no amount that is known. {WANTED}"


def _one_currency(cells: Cells, found: list[_Amount | Money | None], heading: str) -> str:
    """Return the currency of the column; another one, or none beside one, is a fault."""
    said = [(each.currency or heading) if each else "" for each in found]
    first = heading or next((name for name in said if name), "")
    for position, (each, name) in enumerate(zip(found, said, strict=True)):
        if each and name and name != first:
            what = f"{_shown(cells, position)} is in {name}, the column in {first}"
            cells.blame(position, f"{what}. Keep one currency in a file.")
        elif isinstance(each, _Amount) and first and not name:
            what = f"{_shown(cells, position)} has no currency, other amounts are in {first}"
            cells.blame(position, f"{what}. Write it in every row, or once in the heading.")
    return first


def _one_unit(cells: Cells, found: list[_Amount | Money | None], heading: int) -> int:
    tens = [i for i, each in enumerate(found) if isinstance(each, _Amount) and each.unit == 10_000]
    if heading == 1 and not tens:
        return 1
    for position, each in enumerate(found):
        bare = isinstance(each, Money) or (isinstance(each, _Amount) and each.unit == 0)
        plain = isinstance(each, _Amount) and each.unit == 1
        if plain or (bare and heading == 1):
            what = f"{_shown(cells, position)} is not in 万, other amounts are"
            cells.blame(position, f"{what}. Write all amounts in one unit.")
    return 10_000


def _shown(cells: Cells, position: int) -> str:
    value = cells.held[position]
    return f"{value.value:g}" if isinstance(value, Money) else repr(value)


def _evidence(body: str) -> tuple[str, str, str]:
    """Return the decimal mark, the thousands mark, or the mark that could be either."""
    match = GROUPED.fullmatch(body)
    if match is None:
        plain = PLAIN.fullmatch(body)
        return (plain["decimal"] or "" if plain else ""), "", ""
    if match["decimal"] or len(match["groups"]) > 3 or match["thousands"] in "' ":
        return match["decimal"] or "", match["thousands"], ""
    # A number cannot begin with 0 and have thousands.
    return (match["thousands"], "", "") if match["head"][0] == "0" else ("", "", match["thousands"])


def _marks(cells: Cells, found: list[_Amount | Money | None], decimal: str | None) -> tuple[str, str]:
    """Return the decimal and the thousands mark of the column; blame what contradicts or does not decide."""
    seen = [(i, _evidence(each.body)) for i, each in enumerate(found) if isinstance(each, _Amount)]
    point = decimal or next((mark for _, (mark, _, _) in seen if mark), "")
    thousands = next((mark for _, (_, mark, _) in seen if mark and mark != point), "")
    either = {mark for _, (_, _, mark) in seen if mark}
    if not point and not thousands and either:
        position, mark = next((i, mark) for i, (_, _, mark) in seen if mark)
        text = cells.held[position]
        cells.blame(
            position,
            f"the mark in {text!r} may be a decimal or a thousands mark, and no amount in the column "
            "decides. Say decimal='.' or decimal=',' (--decimal).",
        )
        return mark, ""
    if not point:
        point = next(iter(either - {thousands}), "")
    if not thousands:
        thousands = next(iter(sorted(either - {point})), "")
    for position, (own_point, own_thousands, mark) in seen:
        wrong = (own_point and own_point != point) or (own_thousands and own_thousands != thousands)
        if wrong or (mark and mark not in (point, thousands)):
            what = f"{cells.held[position]!r} uses other marks than the column"
            marks = f"decimal {point!r}, thousands {thousands!r}"
            cells.blame(position, f"{what} ({marks}). {WANTED}")
    return point, thousands


def _number(
    cells: Cells, position: int, each: _Amount | Money | None, marks: tuple[str, str], factor: int
) -> float | None:
    if each is None:
        return None
    if isinstance(each, Money):
        exact = Decimal(repr(each.value))
    else:
        point, thousands = marks
        body = each.body.replace(thousands, "") if thousands else each.body
        body = body.replace(point, ".") if point else body
        if not re.fullmatch(r"\d*(\.\d+)?", body):
            return None  # blamed with the marks
        exact = Decimal(body) * (-1 if each.negative else 1)
    number = float(exact * factor)
    if not abs(number) <= LARGEST:
        cells.blame(position, f"{_shown(cells, position)} is beyond 1e15. {WANTED}")
        return None
    return number
