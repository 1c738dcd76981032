"""Visible tables of the world as the models of repeat purchases take them."""

from collections.abc import Mapping
from typing import TypeAlias

import pandas as pd

from cvm_lessons.world import World

__all__ = ["LINES", "coffee_log", "coffee_summary", "editions_summary", "real_spend", "renewal_table"]

Tables: TypeAlias = World | Mapping[str, pd.DataFrame]
LINES = ["spend_space", "spend_stand", "spend_sponsorship", "spend_digital"]
OPENS = pd.Timestamp("2024-01-01")


def coffee_log(world: Tables) -> pd.DataFrame:
    """Return the visits outside the city with the programme: customer_id, time in weeks, amount.

    The table knows days only. Several visits of a day are spread over it: counted as one, as
    `customer_summary` does, they would be fewer than the process makes them.
    """
    customers, sales = world["coffee_customers"], world["coffee_transactions"]
    plain = customers.loc[customers["city"] != "Chengdu", "customer_id"]
    sales = sales[sales["customer_id"].isin(plain)].sort_values(["customer_id", "visit"])
    days = sales.groupby(["customer_id", "date"], sort=False)["visit"]
    part = (days.cumcount() + 0.5) / days.transform("size")
    time = ((sales["date"] - OPENS).dt.days + part) / 7
    return pd.DataFrame({"customer_id": sales["customer_id"], "time": time, "amount": sales["amount"]})


def coffee_summary(log: pd.DataFrame, until: float, ahead: float = 0.0) -> pd.DataFrame:
    """Return the summary up to a week, with the visits and the money of the weeks after it."""
    seen = log[log["time"] < until]
    groups = seen.groupby("customer_id")
    first, last = groups["time"].min(), groups["time"].max()
    repeats = seen[seen["time"] > seen["customer_id"].map(first)].groupby("customer_id")["amount"]
    later = log[(log["time"] >= until) & (log["time"] < until + ahead)].groupby("customer_id")["amount"]
    return pd.DataFrame(
        {
            "frequency": groups.size() - 1,
            "recency": last - first,
            "T": until - first,
            "monetary_value": repeats.mean().reindex(first.index, fill_value=0.0),
            "frequency_holdout": later.size().reindex(first.index, fill_value=0),
            "duration_holdout": ahead,
            "spend_holdout": later.sum().reindex(first.index, fill_value=0.0),
        }
    )


def editions_summary(world: Tables, role: str, until: int = 2025) -> pd.DataFrame:
    """Return the editions of the customers of a role up to a year as BG/BB takes them, and those after it.

    Columns frequency, recency, T (opportunities since the first edition), ahead and later (opportunities and
    participations after the year). Customers of one edition only have had no opportunity and are left out.
    """
    customers, rows = world["organisations"], world["participations"]
    who = customers.loc[customers["role"] == role, "customer_id"]
    rows = rows[rows["customer_id"].isin(who)].sort_values(["customer_id", "year"])
    turn = rows.groupby("customer_id").cumcount()
    rows = rows.assign(turn=turn, came=rows["took_part"] & (turn > 0), seen=rows["year"] <= until)
    early, late = rows[rows["seen"]], rows[~rows["seen"]].groupby("customer_id")["came"]
    groups = early.groupby("customer_id")
    summary = pd.DataFrame(
        {
            "frequency": groups["came"].sum(),
            "recency": (early["turn"] * early["came"]).groupby(early["customer_id"]).max(),
            "T": groups["turn"].max(),
        }
    )
    summary["ahead"] = late.size().reindex(summary.index, fill_value=0)
    summary["later"] = late.sum().reindex(summary.index, fill_value=0)
    return summary[summary["T"] > 0]


def real_spend(world: Tables, size: str) -> pd.DataFrame:
    """Return the participations and mean spend, at the prices of 2016, of exhibitors of a size."""
    customers, shows = world["organisations"], world["editions"]
    first = shows.sort_values("year").groupby("sector")["price_m2"].first()
    who = customers.loc[(customers["role"] == "exhibitor") & (customers["size"] == size), "customer_id"]
    rows = world["participations"].query("took_part")
    rows = rows[rows["customer_id"].isin(who)].merge(shows[["edition_id", "price_m2"]], on="edition_id")
    spend = rows[LINES].sum(axis=1) * rows["sector"].map(first) / rows["price_m2"]
    groups = spend.groupby(rows["customer_id"])
    return pd.DataFrame({"frequency": groups.size(), "monetary_value": groups.mean()})


def renewal_table(years: pd.DataFrame, until: int) -> pd.DataFrame:
    """Return the survival table of the club's cohorts by renewals at the end of each year up to `until`."""
    cohort = years["year"] - years["membership_year"] + 1
    rows = years.assign(cohort=cohort)[years["year"] <= until + 1]
    table = rows.groupby(["cohort", "membership_year"]).size().rename("survivors").reset_index()
    table["period"] = table["membership_year"] - 1
    long = table.groupby("cohort")["period"].transform("max") >= 2
    return table.loc[long, ["cohort", "period", "survivors"]].reset_index(drop=True)
