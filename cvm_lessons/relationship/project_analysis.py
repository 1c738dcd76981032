"""Features of exhibition customer relationships, scored for one show from its data."""

from typing import TypeAlias

import numpy as np
import pandas as pd

from cvm_lessons.core import (
    DataError,
    ParameterError,
    check_number,
    filled_column,
    number_column,
    require_columns,
)
from cvm_lessons.measurement import Interval
from cvm_lessons.relationship._shares import clustered_share, yes_or_no
from cvm_lessons.relationship._texts import text_table
from cvm_lessons.relationship.concentration import top_share

__all__ = ["compare_profiles", "relationship_features", "show_profile"]

ROLE_OF = {"E": "exhibitor", "V": "visitor", "S": "sponsor"}  # first letter of the workbook's identifiers
TENTH = 0.1


def relationship_features() -> pd.DataFrame:
    """Return what sets exhibition customer relationships apart, with the measure that shows it.

    Returns
    -------
    DataFrame
        Index `feature`; columns measure (a row of `show_profile`), name, why, in the language in force.

    Examples
    --------
    >>> relationship_features().loc["two-sided", "measure"]
    'visitors_per_exhibitor'
    """
    return text_table("features", index="feature")


def show_profile(
    participations: pd.DataFrame,
    *,
    sector: str,
    year: int,
    touchpoints: pd.DataFrame | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return the measures of one edition that show the features of its customer relationships.

    Parameters
    ----------
    participations : DataFrame
        One row per customer and edition invited: customer_id, edition_id, sector, year, took_part,
        spend_space, the other spend_* columns, cost_to_serve, rebooked_on_site. The first letter of
        customer_id tells the side: E exhibitor, V visiting company, S sponsor.
    sector : str
        Sector of the edition.
    year : int
        Its year.
    touchpoints : DataFrame, optional
        One row per contact: customer_id, edition_id, phase; adds contacts_before, _during and _after.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `measure`; columns value, low, high (missing for ratios without an interval), n and unit:
        visitors_per_exhibitor, return_rate (exhibitors of the edition held before who came again),
        return_rate_new, return_rate_veteran (the same, of those for whom it was the first, and of the
        others), first_timer_share, rebooked_on_site, top_tenth_space (share of space revenue of the largest
        tenth), cost_share (cost to serve per yuan of revenue), sponsor_share (of revenue), and the contacts
        per exhibitor by phase. Return rates are missing for the first edition in the data.

    Raises
    ------
    DataError
        If a column or value is missing.
    ParameterError
        If nobody exhibited at that edition, or the level is out of range.

    References
    ----------
    The measures are ours; for the structure see Gopalakrishna and Lilien (1995), Marketing Science 14(1),
    22-42, and Fader, Hardie and Shang (2010), Marketing Science 29(6), 1086-1108, on one chance an edition.
    """
    needed = ["customer_id", "edition_id", "sector", "year", "took_part", "spend_space", "cost_to_serve"]
    require_columns(participations, [*needed, "rebooked_on_site"])
    share = check_number("level", level, low=0.5, high=0.999)
    show = participations[(participations["sector"] == sector) & (participations["year"] <= year)]
    rows = show[yes_or_no(show, "took_part") > 0] if len(show) else show
    side = _sides(rows)
    now = rows["year"] == year
    stands = rows[now & (side == "exhibitor")]
    if stands.empty:
        raise ParameterError(f"sector={sector!r}, year={year!r}: nobody exhibited at that edition.")
    first = rows.groupby("customer_id")["year"].min()
    entries = _both_sides(rows[now], side[now]) | _loyalty(rows, side, first, year, share)
    entries["rebooked_on_site"] = _share(yes_or_no(stands, "rebooked_on_site"), stands, share)
    entries["top_tenth_space"] = top_share(stands, TENTH, amount="spend_space", level=share)
    if touchpoints is not None:
        entries |= _contacts(touchpoints, stands)
    return _table(entries)


def compare_profiles(profiles: dict[str, pd.DataFrame], *, own: str) -> pd.DataFrame:
    """Return the own show's measures beside the middle of the others.

    Parameters
    ----------
    profiles : dict of str to DataFrame
        What `show_profile` returns, by name of the show; two shows or more.
    own : str
        Name of the own show.

    Returns
    -------
    DataFrame
        Index `measure`; columns own, others (median), lowest, highest (of the others) and stands: below,
        within or above the range of the others.

    Raises
    ------
    ParameterError
        If the own show is not there, or there is no other.

    Examples
    --------
    >>> rate = lambda value: pd.DataFrame({"value": [value]}, index=["return_rate"])
    >>> profiles = {"food": rate(0.4), "home": rate(0.6), "medical": rate(0.7)}
    >>> compare_profiles(profiles, own="food")["stands"].item()
    'below'
    """
    if own not in profiles or len(profiles) < 2:
        raise ParameterError(
            f"own={own!r} needs a profile and at least one other; there are {list(profiles)}."
        )
    values = pd.DataFrame({name: profile["value"] for name, profile in profiles.items()})
    others = values.drop(columns=own)
    table = pd.DataFrame(
        {
            "own": values[own],
            "others": others.median(axis=1),
            "lowest": others.min(axis=1),
            "highest": others.max(axis=1),
        }
    )
    places = [table["own"] < table["lowest"], table["own"] > table["highest"]]
    return table.assign(stands=np.select(places, ["below", "above"], "within")).rename_axis("measure")


Entry: TypeAlias = "Interval | tuple[float, int]"


def _sides(rows: pd.DataFrame) -> pd.Series:
    if rows.empty:
        return pd.Series(dtype=object)
    side = filled_column(rows, "customer_id").str[0].map(ROLE_OF)
    if (bad := side.isna()).any():
        raise DataError.at(rows, "customer_id", bad, "an identifier that begins with E, V or S")
    return side


def _share(hits: pd.Series, rows: pd.DataFrame, level: float) -> Entry:
    if hits.empty:
        return float("nan"), 0
    return clustered_share(hits.astype(float), rows["customer_id"], level=level)


def _both_sides(rows: pd.DataFrame, side: pd.Series) -> dict[str, Entry]:
    spends = [column for column in rows.columns if column.startswith("spend_")]
    paid = sum(number_column(rows, column, low=0) for column in spends)
    exhibitors, visitors = int((side == "exhibitor").sum()), int((side == "visitor").sum())
    revenue, cost = float(paid.sum()), float(number_column(rows, "cost_to_serve", low=0).sum())
    return {
        "visitors_per_exhibitor": (visitors / exhibitors, exhibitors + visitors),
        "cost_share": (cost / revenue, len(rows)),
        "sponsor_share": (float(paid[side == "sponsor"].sum()) / revenue, len(rows)),
    }


def _loyalty(
    rows: pd.DataFrame, side: pd.Series, first: pd.Series, year: int, level: float
) -> dict[str, Entry]:
    stands = rows[side == "exhibitor"]
    there = stands[stands["year"] == year]
    new = there["customer_id"].map(first) == year
    earlier = stands.loc[stands["year"] < year, "year"]
    # The last edition that was held, not last year: the one in between may have been cancelled.
    last = stands[stands["year"] == (earlier.max() if len(earlier) else -1)]
    came = last["customer_id"].isin(there["customer_id"])
    fresh = last["customer_id"].map(first) == last["year"]
    return {
        "first_timer_share": _share(new, there, level),
        "return_rate": _share(came, last, level),
        "return_rate_new": _share(came[fresh], last[fresh], level),
        "return_rate_veteran": _share(came[~fresh], last[~fresh], level),
    }


def _contacts(touchpoints: pd.DataFrame, stands: pd.DataFrame) -> dict[str, Entry]:
    require_columns(touchpoints, ["customer_id", "edition_id", "phase"])
    edition = stands["edition_id"].iloc[0]
    about = (touchpoints["edition_id"] == edition) & touchpoints["customer_id"].isin(stands["customer_id"])
    counts = touchpoints.loc[about, "phase"].value_counts()
    return {
        f"contacts_{phase}": (float(counts.get(phase, 0)) / len(stands), len(stands))
        for phase in ("before", "during", "after")
    }


def _table(entries: dict[str, Entry]) -> pd.DataFrame:
    nan = float("nan")
    rows = {
        name: (entry.estimate, entry.low, entry.high, entry.n)
        if isinstance(entry, Interval)
        else (entry[0], nan, nan, entry[1])
        for name, entry in entries.items()
    }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["value", "low", "high", "n"])
    units = {"visitors_per_exhibitor": "companies", "contacts_before": "contacts per exhibitor"}
    units |= {"contacts_during": "contacts per exhibitor", "contacts_after": "contacts per exhibitor"}
    return table.assign(unit=[units.get(name, "share") for name in table.index]).rename_axis("measure")
