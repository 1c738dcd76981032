"""Numbers as a reader expects them, in the language in force."""

from babel.numbers import format_currency, format_decimal

from cvm_lessons.core.languages import LOCALES, current_language, translate

__all__ = ["format_money", "format_number", "format_percent", "format_points"]


def _pattern(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def format_number(value: float, decimals: int = 0) -> str:
    """Return a number with thousands marks and a fixed count of decimals.

    Parameters
    ----------
    value : float
        Any finite number.
    decimals : int, default 0
        Decimals shown; half goes to even.

    Returns
    -------
    str
        The number; a value that rounds to zero carries no sign.

    Examples
    --------
    >>> format_number(12345.678, 1)
    '12,345.7'
    """
    rounded = round(float(value), decimals) + 0.0  # + 0.0 turns -0.0 into 0.0
    return str(format_decimal(rounded, _pattern(decimals), locale=LOCALES[current_language()]))


def format_money(value: float, decimals: int = 0, currency: str = "CNY") -> str:
    """Return an amount of money with its currency sign.

    Parameters
    ----------
    value : float
        Amount in whole units of the currency.
    decimals : int, default 0
        Decimals shown.
    currency : str, default "CNY"
        ISO 4217 code.

    Returns
    -------
    str
        The amount.

    Examples
    --------
    >>> format_money(-1250)
    '-¥1,250'
    """
    pattern = "¤" + _pattern(decimals)
    text = format_currency(
        round(float(value), decimals) + 0.0,
        currency,
        format=f"{pattern};-{pattern}",
        locale=LOCALES[current_language()],
        currency_digits=False,
    )
    return str(text).replace("CN¥", "¥")


def format_percent(share: float, decimals: int = 0) -> str:
    """Return a share as a percentage.

    Parameters
    ----------
    share : float
        Share, 1 for the whole.
    decimals : int, default 0
        Decimals shown.

    Returns
    -------
    str
        The percentage.

    Examples
    --------
    >>> format_percent(0.256, 1)
    '25.6%'
    """
    return f"{format_number(100 * share, decimals)}%"


def format_points(difference: float, decimals: int = 1) -> str:
    """Return the difference of two shares in percentage points, with its sign.

    Parameters
    ----------
    difference : float
        Difference of two shares: 0.05 is five points.
    decimals : int, default 1
        Decimals shown.

    Returns
    -------
    str
        The difference in points.

    Examples
    --------
    >>> format_points(0.052)
    '+5.2 points'
    """
    number = format_number(100 * difference, decimals)
    sign = "" if number.startswith("-") else "+"
    return translate("{number} points", number=sign + number)
