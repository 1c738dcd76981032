"""The business case of a CRM system: what it brings stands or falls with the effect of one contact more."""

from collections.abc import Mapping, Sequence

import pandas as pd

from cvm_lessons.core import (
    ParameterError,
    check_number,
    format_money,
    format_number,
    number_columns,
    translate,
)

__all__ = ["break_even_effect", "case_grid", "case_sentence", "system_case"]


def break_even_effect(*, exhibitors: float, margin: float, contact_cost: float, licence: float) -> float:
    """Return the effect from which the system pays: the share that must come because of it.

    Parameters
    ----------
    exhibitors : float
        Customers whom the system contacts more, per year.
    margin : float
        Yuan that one more participation brings.
    contact_cost : float
        Yuan a year to contact one of them more.
    licence : float
        Yuan a year for the system.

    Returns
    -------
    float
        A share of the exhibitors reached; above 1 no effect is enough.

    Raises
    ------
    ParameterError
        If a number is out of range.

    Examples
    --------
    >>> round(break_even_effect(exhibitors=1_000, margin=10_000, contact_cost=100, licence=400_000), 3)
    0.05
    """
    reached = check_number("exhibitors", exhibitors, low=1)
    each = check_number("margin", margin, low=1)
    cost = check_number("contact_cost", contact_cost, low=0)
    return float((check_number("licence", licence, low=0) / reached + cost) / each)


def system_case(
    claims: pd.DataFrame, *, exhibitors: float, margin: float, contact_cost: float, licence: float
) -> pd.DataFrame:
    """Return what the system leaves in a year under each claim about its effect.

    Net = exhibitors × (effect × margin - contact_cost) - licence.

    Parameters
    ----------
    claims : DataFrame
        One row per claim: estimate, low, high (shares of the exhibitors reached who come because of it).
    exhibitors, margin, contact_cost, licence : float
        As in `break_even_effect`.

    Returns
    -------
    DataFrame
        With the index of `claims`; columns effect, low, high (shares), net, net_low, net_high (yuan) and
        break_even (share, the same in every row).

    Raises
    ------
    DataError
        If a column or value is missing.
    ParameterError
        If a number is out of range.

    Examples
    --------
    >>> claims = pd.DataFrame({"estimate": [0.2], "low": [0.0], "high": [0.3]}, index=["vendor"])
    >>> terms = {"exhibitors": 1_000, "margin": 10_000, "contact_cost": 100, "licence": 400_000}
    >>> system_case(claims, **terms)["net"].round().to_dict()
    {'vendor': 1500000.0}
    """
    ends = number_columns(claims, ["estimate", "low", "high"], low=-1, high=1)
    needed = break_even_effect(
        exhibitors=exhibitors, margin=margin, contact_cost=contact_cost, licence=licence
    )
    table = ends.rename(columns={"estimate": "effect"})
    for end, net in (("effect", "net"), ("low", "net_low"), ("high", "net_high")):
        table[net] = (table[end] - needed) * exhibitors * margin
    return table.assign(break_even=needed)


def case_grid(
    effects: Mapping[str, float],
    licences: Sequence[float],
    *,
    exhibitors: float,
    margin: float,
    contact_cost: float,
) -> pd.DataFrame:
    """Return what the system leaves in a year for each effect and each licence.

    Parameters
    ----------
    effects : mapping of str to float
        Effects, as shares, by name.
    licences : sequence of float
        Yuan a year.
    exhibitors, margin, contact_cost : float
        As in `break_even_effect`.

    Returns
    -------
    DataFrame
        Index `licence`; a column per effect; yuan.

    Raises
    ------
    ParameterError
        If nothing is named or a number is out of range.

    Examples
    --------
    >>> terms = {"exhibitors": 1_000, "margin": 10_000, "contact_cost": 0}
    >>> case_grid({"none": 0.0, "some": 0.1}, [400_000], **terms).round().to_dict("list")
    {'none': [-400000.0], 'some': [600000.0]}
    """
    if not effects or not list(licences):
        raise ParameterError("effects and licences need one entry or more each.")
    values = pd.Series(effects, dtype=float)
    claims = pd.DataFrame({"estimate": values, "low": values, "high": values})
    terms = {"exhibitors": exhibitors, "margin": margin, "contact_cost": contact_cost}
    rows = {licence: system_case(claims, licence=licence, **terms)["net"] for licence in licences}
    return pd.DataFrame(rows).T.rename_axis("licence")


def case_sentence(case: pd.DataFrame) -> str:
    """Return in a sentence what effect is needed and which claims reach it.

    Parameters
    ----------
    case : DataFrame
        What `system_case` returns.

    Returns
    -------
    str
        The break-even effect in points and the net of each claim.

    Raises
    ------
    DataError
        If a column or value is missing.

    Examples
    --------
    >>> claims = pd.DataFrame({"estimate": [0.2], "low": [0.0], "high": [0.3]}, index=["raw gap"])
    >>> terms = {"exhibitors": 1_000, "margin": 10_000, "contact_cost": 100, "licence": 400_000}
    >>> case_sentence(system_case(claims, **terms))
    'The system pays from 5.0 points on. Raw gap: ¥1,500,000 a year.'
    """
    numbers = number_columns(case, ["net", "break_even"])
    first = translate(
        "The system pays from {points} points on.",
        points=format_number(100 * float(numbers["break_even"].iloc[0]), 1),
    )
    parts = [
        translate(
            "{claim}: {money} a year.", claim=translate(str(name)).capitalize(), money=format_money(net)
        )
        for name, net in numbers["net"].items()
    ]
    return " ".join([first, *parts])
