"""Columns that tell of a person: found by their heading and by what stands in them."""

import re
from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from cvm_lessons.datasets.own_aliases import personal_kind, tidy

__all__ = ["PersonalDataWarning", "is_identity_number", "personal_columns"]

PHONE = re.compile(
    r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<!\w)\+\d{2,3}[- ]?\d[\d -]{6,12}\d(?!\d)"
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")
ADDRESS = re.compile(
    r"[省市区县镇].*[路街道巷村弄].*\d+ *[号弄栋幢室]|\b\d+\w? .*\b(?:Street|St|Road|Rd|Avenue|Ave|Lane)\b"
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
CHECK_SIGNS = "10X98765432"
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
NAME = re.compile(r"[\u4e00-\u9fff]{2,3}")
SHARE_OF_NAMES, FEWEST_NAMES = (
    0.9,
    3,
)  # words of two characters often begin with a surname's; nine in ten do not
SHARE_OF_BARE_NUMBERS = 0.5  # an order number can look like a telephone; half a column of them cannot


class PersonalDataWarning(UserWarning):
    """A file holds columns that tell of persons."""


def is_identity_number(text: str) -> bool:
    """Return whether text is a Chinese identity number, by its date of birth and its check sign.

    Parameters
    ----------
    text : str
        Eighteen characters.

    Returns
    -------
    bool
        True if date and check sign are right.

    References
    ----------
    GB 11643-1999, Citizen identification number (ISO 7064, MOD 11-2).

    Examples
    --------
    >>> is_identity_number("11010519491231002X"), is_identity_number("110105194912310021")
    (True, False)
    """
    if not IDENTITY.fullmatch(text):
        return False
    try:
        datetime.strptime(text[6:14], "%Y%m%d")
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], WEIGHTS, strict=True))
    return CHECK_SIGNS[total % 11] == text[17].upper()


def personal_columns(frame: pd.DataFrame, headings: dict[str, str], exempt: Iterable[str]) -> dict[str, str]:
    """Return the columns that tell of persons, with what they hold and how one knows.

    Parameters
    ----------
    frame : DataFrame
        Columns as text.
    headings : dict
        The heading of each column as written in the file.
    exempt : iterable of str
        Columns of dates and numbers, which are not searched.

    Returns
    -------
    dict
        From column to a phrase, as ``"phone, by its heading"``.
    """
    found = {}
    for column in frame.columns.difference(list(exempt), sort=False):
        if kind := personal_kind(headings.get(column, column)):
            found[column] = f"{kind}, by its heading"
        elif said := _content([tidy(str(value)) for value in frame[column].dropna()]):
            found[column] = said
    return found


def _content(values: list[str]) -> str:
    counts = {
        "identity": sum(any(map(is_identity_number, IDENTITY.findall(value))) for value in values),
        "email": sum(bool(EMAIL.search(value)) for value in values),
        "phone": _phones(values),
        "address": sum(bool(ADDRESS.search(value)) for value in values),
        "name": _names(values),
    }
    kind = next((kind for kind, count in counts.items() if count), "")
    return f"{kind}, in {counts[kind]} of {len(values)} values" if kind else ""


def _phones(values: list[str]) -> int:
    bare = [value for value in values if value.isdecimal() and PHONE.fullmatch(value)]
    inside = sum(bool(PHONE.search(value)) for value in values if not value.isdecimal())
    return inside + (len(bare) if len(bare) >= SHARE_OF_BARE_NUMBERS * len(values) else 0)


def _names(values: list[str]) -> int:
    names = {value for value in values if NAME.fullmatch(value) and value[0] in SURNAMES}
    enough = len(names) >= FEWEST_NAMES and len(names) >= SHARE_OF_NAMES * len(set(values))
    return sum(value in names for value in values) if enough else 0
