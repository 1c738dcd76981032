"""How long a tie holds: the lead that it gives, and what rivals take away of it year by year."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.core import (
    ParameterError,
    check_number,
    filled_column,
    format_money,
    format_number,
    number_columns,
    translate,
)
from cvm_lessons.relationship.exchange import BONDS
from cvm_lessons.relationship.system_budget import break_even_effect

__all__ = ["TIE_IMITATION", "tie_sentence", "tie_years"]

# Part of the lead that rivals take away in a year: the order is Berry and Parasuraman's, the numbers ours.
TIE_IMITATION = {"financial": 0.6, "social": 0.3, "structural": 0.1}
YEARS = 8
ROUNDING = 1e-9  # a lead that only rounding lifts above the break-even does not pay


def tie_years(
    *,
    lift: float,
    exhibitors: float,
    margin: float,
    budget: float,
    imitation: Mapping[str, float] | None = None,
    build: int = 1,
    years: int = YEARS,
) -> pd.DataFrame:
    """Return the lead that each kind of tie keeps over the years, beside the lead that pays for it.

    A tie starts with the same lead, `lift`, whatever its kind; each year rivals take away the part
    `imitation` of what is left. A structural tie leads only after `build` years, and is paid for from the
    first. The budget is spent in every year, and money of later years counts in full.

    Parameters
    ----------
    lift : float
        Share of the exhibitors who come because of the tie in its first year.
    exhibitors : float
        Exhibitors whom the tie is offered.
    margin : float
        Yuan that one more participation brings.
    budget : float
        Yuan a year for the tie.
    imitation : mapping of str to float, optional
        Part of the lead that rivals take away in a year, for financial, social and structural bonds.
    build : int, default 1
        Years before a structural tie is built.
    years : int, default 8
        How far to look.

    Returns
    -------
    DataFrame
        Columns bond, year, lead (share of the exhibitors), break_even (share, the same in every row), left
        (yuan, added up since the first year) and pays (1 where the lead lies above the break-even, else 0).

    Raises
    ------
    ParameterError
        If a number is out of range, or a bond lacks its imitation.

    References
    ----------
    Berry and Parasuraman (1991), Marketing Services, for the order of the levels; the numbers are ours.

    Examples
    --------
    >>> terms = {"exhibitors": 1_000, "margin": 10_000, "budget": 200_000}
    >>> table = tie_years(lift=0.04, years=2, build=0, **terms)
    >>> table.loc[table["bond"] == "financial", ["lead", "left"]].round(3).values.tolist()
    [[0.04, 200000.0], [0.016, 160000.0]]
    """
    first = check_number("lift", lift, low=0, high=1)
    span, wait = int(check_number("years", years, low=1)), int(check_number("build", build, low=0))
    needed = break_even_effect(exhibitors=exhibitors, margin=margin, contact_cost=0, licence=budget)
    taken = TIE_IMITATION if imitation is None else imitation
    if missing := [bond for bond in BONDS if bond not in taken]:
        raise ParameterError(f"imitation lacks {missing[0]!r}: each of {', '.join(BONDS)} needs its part.")
    tables = []
    for bond in BONDS:
        kept = 1 - check_number(f"imitation[{bond!r}]", taken[bond], low=0, high=1)
        age = np.arange(span) - (wait if bond == "structural" else 0)
        lead = np.where(age < 0, 0.0, first * kept ** np.maximum(age, 0))
        left = np.cumsum((lead - needed) * exhibitors * margin)
        tables.append(
            pd.DataFrame({"bond": bond, "year": np.arange(1, span + 1), "lead": lead, "left": left})
        )
    table = pd.concat(tables, ignore_index=True)
    table.insert(3, "break_even", needed)
    return table.assign(pays=(table["lead"] - needed > ROUNDING).astype(int))


def tie_sentence(table: pd.DataFrame) -> str:
    """Return in a sentence for how many years each tie pays, and what it leaves in the end.

    Parameters
    ----------
    table : DataFrame
        What `tie_years` returns.

    Returns
    -------
    str
        Break-even in points, years above it, and yuan left at the end by bond.

    Raises
    ------
    DataError
        If a column or value is missing.

    Examples
    --------
    >>> terms = {"exhibitors": 1_000, "margin": 10_000, "budget": 200_000}
    >>> tie_sentence(tie_years(lift=0.04, years=2, build=0, **terms)).split(". ")[0]
    'The budget needs a lead of 2.0 points'
    """
    numbers = number_columns(table, ["year", "pays", "break_even", "left"])
    bonds = filled_column(table, "bond")
    parts = []
    for bond, rows in numbers.groupby(bonds.to_numpy(), sort=False):
        parts.append(
            translate(
                "{bond}: above it in {count} of {years} years, {money} left in the end.",
                bond=translate(f"{bond} bonds").capitalize(),
                count=format_number(rows["pays"].sum()),
                years=format_number(len(rows)),
                money=format_money(rows["left"].iloc[-1]),
            )
        )
    needed = translate(
        "The budget needs a lead of {points} points.",
        points=format_number(100 * numbers["break_even"].iloc[0], 1),
    )
    return " ".join([needed, *parts])
