"""The customers that one run of the case is about: active, lost and not yet won, with what is at stake."""

from dataclasses import dataclass

import pandas as pd

from cvm_lessons import relationship
from cvm_lessons.core import DataError, check_choice, translate
from cvm_lessons.datasets import load, truth

__all__ = ["ALL", "SIZES", "YEAR", "Study", "check_answers", "open_study"]

ALL = "all"
YEAR = 2025  # the last edition in the file: the plan is for the next
SIZES = ("small", "medium", "large")
# Fewer, and a plan by group is a plan for a handful of firms.
FEWEST = 20


@dataclass(frozen=True, eq=False)
class Study:
    """What one run of the case is about.

    Attributes
    ----------
    sector, country_group, part, seed
        The parameters in force; `part` is the part of its former margin that a customer won back brings.
    customers : DataFrame
        Active and lost exhibitors and prospects: standing, size, value, former (value before `part` was
        taken), risk, potential, group.
    rows : DataFrame
        The invitations of the exhibitors among them.
    """

    sector: str
    country_group: str
    part: float
    seed: int
    customers: pd.DataFrame
    rows: pd.DataFrame

    @property
    def active(self) -> pd.DataFrame:
        """The exhibitors of the last edition."""
        return self.customers[self.customers["standing"] == "active"]


def open_study(sector: str, *, country_group: str = ALL, part: float = 0.4, seed: int = 1) -> Study:
    """Return the customers that fit, or refuse if they are too few for a plan by group.

    Parameters
    ----------
    sector : str
        One of Larkport's six shows, or all.
    country_group : str, default "all"
        Group of countries, or all.
    part : float, default 0.4
        Part of its former margin that a customer brings who was won back, 0 to 1.
    seed : int, default 1
        Seed of the redrawn trials.

    Returns
    -------
    Study
        With at least twenty active and twenty lost customers.

    Raises
    ------
    ParameterError
        If the sector or the group is not known.
    DataError
        If too few customers fit, with the filter that would do.
    """
    firms = load("organisations").set_index("customer_id")
    if sector != ALL:
        check_choice("sector", sector, firms["sector"].astype(str).unique())
    if country_group != ALL:
        check_choice("country_group", country_group, firms["country_group"].astype(str).unique())
    everybody = _exhibitors(firms)
    fits = _fits(everybody, sector, country_group)
    counts = everybody[fits]["standing"].value_counts().reindex(["active", "lost"], fill_value=0)
    if counts.min() < FEWEST:
        raise DataError(_too_few(counts, sector, country_group))
    table = everybody[fits].assign(former=everybody["value"])
    # What comes back is smaller than what went: measured in the trial, varied by the reader.
    table["value"] = table["value"].where(table["standing"] == "active", part * table["value"])
    rows = load("participations")
    rows = rows[rows["customer_id"].isin(table.index)].reset_index(drop=True)
    customers = pd.concat([table, _prospects(sector)]) if country_group == ALL else table
    return Study(sector, country_group, part, seed, customers, rows)


def check_answers(*, sector: str, country_group: str, part: float, seed: int, **_others: object) -> None:
    """Refuse parameters that leave the case without customers; the runner asks before a kernel starts.

    Parameters
    ----------
    sector : str
        One of Larkport's six shows, or all.
    country_group : str
        Group of countries, or all.
    part : float
        Part of its former margin that a customer brings who was won back.
    seed : int
        Seed of the redrawn trials.
    **_others : object
        The parameters that choose no customers.

    Raises
    ------
    DataError
        If too few customers fit.
    """
    open_study(sector, country_group=country_group, part=part, seed=seed)


def margin_rate() -> float:
    """Return the contribution per yuan of spend, before the cost to serve.

    Returns
    -------
    float
        From Larkport's books.
    """
    return float(truth("spending")["margin_rate"]["value"])


def all_exhibitors() -> pd.DataFrame:
    """Return every invitation of an exhibitor.

    Returns
    -------
    DataFrame
        Rows of participations.
    """
    rows = load("participations")
    return rows[rows["customer_id"].str.startswith("E")]


def _exhibitors(firms: pd.DataFrame) -> pd.DataFrame:
    """Return all of Larkport's exhibitors: risk is read off all shows, so that its cells are not small."""
    table = relationship.strategy_customers(
        all_exhibitors(), firms["size"].astype(str), as_of=YEAR, margin_rate=margin_rate()
    )
    took = load("campaigns").query("campaign_id == 'C3' and treated == 1 and responded == 1")
    more = took.groupby(took["customer_id"].map(firms["size"]).astype(str))["margin"].mean()
    return table.assign(
        potential=table["size"].map(more),
        sector=firms["sector"].astype(str),
        country_group=firms["country_group"].astype(str),
    )


def _fits(table: pd.DataFrame, sector: str, country_group: str) -> pd.Series:
    fits = pd.Series(True, index=table.index)
    if sector != ALL:
        fits &= table["sector"] == sector
    if country_group != ALL:
        fits &= table["country_group"] == country_group
    return fits


def _prospects(sector: str) -> pd.DataFrame:
    """Return firms with an open sales lead who never exhibited: worth what a newcomer brings."""
    leads = load("crm_leads").query("customer_id.isna() and closed.isna()")
    leads = leads if sector == ALL else leads[leads["sector"] == sector]
    firms = leads.drop_duplicates(["company", "sector"]).set_index("lead_id")
    first = all_exhibitors().sort_values("year").groupby("customer_id").head(1)
    newcomers = relationship.customer_profits(first, margin_rate=margin_rate(), first=YEAR - 2, last=YEAR)
    worth = float(newcomers["profit"].mean())
    return firms[[]].assign(standing="prospect", group="prospect", value=worth, former=worth)


def _too_few(counts: pd.Series, sector: str, country_group: str) -> str:
    return str(
        translate(
            "sector={sector}, country_group={country_group}: {active} active and {lost} lost customers. The "
            "case needs {needed} of each, else a plan by group is one for a handful of firms. Take "
            "country_group=all or sector=all.",
            sector=sector,
            country_group=country_group,
            active=int(counts["active"]),
            lost=int(counts["lost"]),
            needed=FEWEST,
        )
    )
