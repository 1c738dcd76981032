"""Kinds of trade shows and of their customers: by several criteria, each with its rule."""

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, check_choice, filled_column, number_column, require_columns
from cvm_lessons.relationship._texts import text_table

__all__ = [
    "SHOW_CRITERIA",
    "classify_shows",
    "cross_types",
    "customer_mix",
    "types_of_customers",
    "types_of_shows",
]

SHOW_CRITERIA = ("audience", "scope", "scale", "reach", "frequency", "medium")
# The workbook's own cuts; an association or an exam may draw them elsewhere.
TRADE_FROM, CONSUMER_TO = 0.8, 0.2  # share of trade visitors
MEDIUM_FROM, LARGE_FROM = 10_000, 50_000  # m² of stands
OUTSIDE_FROM, FOREIGN_FROM = 0.3, 0.1  # share of exhibitors from other regions, from abroad
YEAR = 12  # months


def types_of_shows(criterion: str | None = None) -> pd.DataFrame:
    """Return the kinds of shows with the rule by which `classify_shows` tells them, in the language in force.

    Parameters
    ----------
    criterion : {"audience", "scope", "scale", "reach", "frequency", "medium"}, optional
        Keep the kinds of one criterion; by default all.

    Returns
    -------
    DataFrame
        Index `type`; columns criterion, rule, name, meaning.

    Raises
    ------
    ParameterError
        If there is no such criterion.

    Examples
    --------
    >>> types_of_shows("scope").index.tolist()
    ['specialised', 'general']
    """
    table = text_table("show_types", index="type")
    if criterion is None:
        return table
    return table[table["criterion"] == check_choice("criterion", criterion, SHOW_CRITERIA)]


def types_of_customers() -> pd.DataFrame:
    """Return the customers of an organiser with what each gives and gets, in the language in force.

    Returns
    -------
    DataFrame
        Index `type`; columns side (exhibitors, visitors, partners), name, gives, gets.

    Examples
    --------
    >>> types_of_customers()["side"].value_counts().to_dict()
    {'partners': 3, 'visitors': 2, 'exhibitors': 1}
    """
    return text_table("customer_types", index="type")


def classify_shows(shows: pd.DataFrame) -> pd.DataFrame:
    """Return the shows with their type by every criterion whose numbers are there.

    Parameters
    ----------
    shows : DataFrame
        One row per show, with the columns of one criterion or more: trade_share (of the visitors), sectors,
        area_m2 (of stands), outside_share and foreign_share (of the exhibitors), every_months, online_share.

    Returns
    -------
    DataFrame
        `shows` with a column per criterion that could be decided.

    Raises
    ------
    DataError
        If a number is missing or out of range.
    ParameterError
        If the columns decide no criterion.

    Examples
    --------
    >>> shows = pd.DataFrame({"trade_share": [0.95, 0.5], "area_m2": [8_000, 60_000]})
    >>> classify_shows(shows)[["audience", "scale"]].to_dict("list")
    {'audience': ['trade', 'mixed'], 'scale': ['small', 'large']}
    """
    require_columns(shows, [])
    found = {
        criterion: _decide(shows, criterion)
        for criterion, columns in NEEDED.items()
        if set(columns) <= set(shows.columns)
    }
    if not found:
        needed = "; ".join(f"{criterion}: {', '.join(columns)}" for criterion, columns in NEEDED.items())
        raise ParameterError(f"the columns decide no criterion. Needed are {needed}.")
    return shows.assign(**found)


def cross_types(classified: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    """Return how many shows fall into each pair of types of two criteria.

    Parameters
    ----------
    classified : DataFrame
        What `classify_shows` returns.
    first, second : str
        Criteria.

    Returns
    -------
    DataFrame
        Types of `first` by types of `second`, in the order of `types_of_shows`, with 0 where there is none.

    Raises
    ------
    DataError
        If a criterion was not decided.
    ParameterError
        If there is no such criterion.

    Examples
    --------
    >>> shows = classify_shows(pd.DataFrame({"trade_share": [0.95, 0.5], "sectors": [1, 3]}))
    >>> cross_types(shows, "audience", "scope").to_numpy().tolist()
    [[1, 0], [0, 0], [0, 1]]
    """
    types = [types_of_shows(criterion).index for criterion in (first, second)]
    columns = [filled_column(classified, criterion) for criterion in (first, second)]
    return pd.crosstab(*columns).reindex(index=types[0], columns=types[1], fill_value=0)


def customer_mix(
    organisations: pd.DataFrame, participations: pd.DataFrame, *, year: int, by: str = "role"
) -> pd.DataFrame:
    """Return how many customers of each type took part in a year, and what they paid and cost.

    Parameters
    ----------
    organisations : DataFrame
        One row per customer: customer_id and `by`.
    participations : DataFrame
        One row per customer and edition: customer_id, year, took_part, the columns spend_*, cost_to_serve.
    year : int
        Year of the editions.
    by : str, default "role"
        Column with the type.

    Returns
    -------
    DataFrame
        Index `by`; columns customers, customer_share, revenue, revenue_share, cost_to_serve, cost_share.

    Raises
    ------
    DataError
        If a column or value is missing, or nobody took part in that year.
    ParameterError
        If the year holds no rows.

    Examples
    --------
    >>> firms = pd.DataFrame({"customer_id": ["E1", "V1"], "role": ["exhibitor", "visitor"]})
    >>> rows = firms[["customer_id"]].assign(year=2025, took_part=True, cost_to_serve=[300, 100])
    >>> mix = customer_mix(firms, rows.assign(spend_space=[9_000, 0]), year=2025)
    >>> mix["revenue_share"].to_dict(), mix["cost_share"].to_dict()
    ({'exhibitor': 1.0, 'visitor': 0.0}, {'exhibitor': 0.75, 'visitor': 0.25})
    """
    require_columns(participations, ["customer_id", "year", "took_part", "cost_to_serve"])
    rows = participations[(participations["year"] == year) & participations["took_part"]]
    if rows.empty:
        raise ParameterError(f"year={year!r}: nobody took part in that year.")
    types = filled_column(organisations, by).set_axis(organisations["customer_id"])
    spends = [column for column in rows.columns if column.startswith("spend_")]
    money = pd.DataFrame(
        {
            by: filled_column(rows, "customer_id").map(types),
            "customer_id": rows["customer_id"],
            "revenue": sum(number_column(rows, column, low=0) for column in spends),
            "cost_to_serve": number_column(rows, "cost_to_serve", low=0),
        }
    )
    filled_column(money, by)  # a customer without an organisation raises here
    table = money.groupby(by, observed=True).agg(
        customers=("customer_id", "nunique"),
        revenue=("revenue", "sum"),
        cost_to_serve=("cost_to_serve", "sum"),
    )
    for column, share in (
        ("customers", "customer_share"),
        ("revenue", "revenue_share"),
        ("cost_to_serve", "cost_share"),
    ):
        table[share] = table[column] / table[column].sum()
    order = ["customers", "customer_share", "revenue", "revenue_share", "cost_to_serve", "cost_share"]
    return table[order]


NEEDED = {
    "audience": ("trade_share",),
    "scope": ("sectors",),
    "scale": ("area_m2",),
    "reach": ("outside_share", "foreign_share"),
    "frequency": ("every_months",),
    "medium": ("online_share",),
}


def _decide(shows: pd.DataFrame, criterion: str) -> np.ndarray:
    high = 1.0 if criterion in {"audience", "reach", "medium"} else np.inf
    numbers = [number_column(shows, column, low=0, high=high).to_numpy() for column in NEEDED[criterion]]
    first = numbers[0]
    cases = {
        "audience": ([first >= TRADE_FROM, first <= CONSUMER_TO], ["trade", "consumer"], "mixed"),
        "scope": ([first == 1], ["specialised"], "general"),
        "scale": ([first < MEDIUM_FROM, first < LARGE_FROM], ["small", "medium"], "large"),
        "reach": (
            [numbers[-1] >= FOREIGN_FROM, first >= OUTSIDE_FROM],
            ["international", "national"],
            "local",
        ),
        "frequency": ([first < YEAR, first == YEAR], ["more than yearly", "yearly"], "less than yearly"),
        "medium": ([first == 0, first == 1], ["on site", "online"], "hybrid"),
    }
    conditions, names, otherwise = cases[criterion]
    return np.select(conditions, names, otherwise)
