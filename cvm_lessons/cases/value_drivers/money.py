"""From a point of value to yuan: what a rebooking is worth, what the projects bring, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from cvm_lessons.cases.exhibitor_survey import Study, list_projects
from cvm_lessons.core import DataError, translate
from cvm_lessons.datasets import load, truth
from cvm_lessons.measurement import Interval
from cvm_lessons.value import action_gains, rebooking_slope, sensitivity

__all__ = [
    "EDITIONS",
    "Worth",
    "came_next",
    "price_projects",
    "rebooking_by_value",
    "vary_inputs",
    "worth_of_rebooking",
]

EDITIONS = (1, 2, 3)  # editions whose margin a signature may stand for
FEWEST_AT_A_SCORE = 5  # below it the share at one score is left out of the figure


@dataclass(frozen=True)
class Worth:
    """What one point of value is worth.

    Attributes
    ----------
    slope : Interval
        Rise of the probability of rebooking per point of value, at the mean of value.
    margin : float
        Yuan of contribution that an exhibitor brings in one edition, on average.
    exhibitors : int
        How many decide about the next edition.
    year : int
        The edition they come from.
    came_signed, came_unsigned : float
        Share that came to the next edition, of those who signed on site and of those who did not.
    """

    slope: Interval
    margin: float
    exhibitors: int
    year: int
    came_signed: float
    came_unsigned: float

    @property
    def point(self) -> float:
        """Yuan that one point of value brings if every exhibitor gains it."""
        return float(self.slope.estimate * self.margin * self.exhibitors)

    @property
    def signature(self) -> float:
        """By how much a signature raises the chance of coming: the part of an edition it stands for."""
        return self.came_signed - self.came_unsigned


def worth_of_rebooking(study: Study) -> Worth:
    """Return what one point of value is worth to Larkport.

    Parameters
    ----------
    study : Study
        The answers and the exhibitors within the filters.

    Returns
    -------
    Worth
        Slope from those who answered, margin and number from all exhibitors of the latest edition.

    Raises
    ------
    DataError
        If the exhibitors bring no margin: then no project can pay.
    """
    rate = float(truth("spending")["margin_rate"]["value"])
    deciding = study.deciding
    margin = float((rate * deciding["spend"] - deciding["cost_to_serve"]).mean())
    if margin <= 0:
        raise DataError(
            translate(
                "the {count} exhibitors of {year} cost more than they bring, so no rebooking pays. "
                "Take country_group=all.",
                count=len(deciding),
                year=study.year,
            )
        )
    signed, unsigned = came_next(study.sector)
    slope = rebooking_slope(study.survey)
    return Worth(slope, margin, len(deciding), study.year, signed, unsigned)


def came_next(sector: str) -> tuple[float, float]:
    """Return who came to the next edition: of those who signed on site, and of those who did not.

    Parameters
    ----------
    sector : str
        The show; all its editions count.

    Returns
    -------
    tuple of float
        Two shares of the exhibitors that were invited again.
    """
    rows = load("participations")
    rows = rows[(rows["sector"] == sector) & rows["customer_id"].str.startswith("E")]
    rows = rows.sort_values(["customer_id", "year"])
    rows = rows.assign(came=rows.groupby("customer_id")["took_part"].shift(-1))
    rows = rows[rows["took_part"] & rows["came"].notna()]
    shares = rows["came"].astype(float).groupby(rows["rebooked_on_site"].astype(int)).mean()
    return float(shares.loc[1]), float(shares.loc[0])


def rebooking_by_value(study: Study) -> pd.DataFrame:
    """Return which share rebooked at each score of overall value.

    Parameters
    ----------
    study : Study
        Larkport's answers within the filters.

    Returns
    -------
    DataFrame
        Columns value_overall, share, n; scores that fewer than five gave are left out.
    """
    grouped = study.survey.groupby("value_overall")["rebooked_on_site"].agg(["mean", "size"])
    table = grouped.set_axis(["share", "n"], axis=1).reset_index()
    return table[table["n"] >= FEWEST_AT_A_SCORE].reset_index(drop=True)


def price_projects(study: Study, drivers: pd.DataFrame, worth: Worth) -> pd.DataFrame:
    """Return what each project brings and costs.

    Parameters
    ----------
    study : Study
        The answers.
    drivers : DataFrame
        Performance and coefficient by attribute.
    worth : Worth
        What one point of value is worth.

    Returns
    -------
    DataFrame
        As `cvm_lessons.value.action_gains`, with `label`.
    """
    projects = list_projects(study)
    gains = action_gains(
        drivers, projects, slope=worth.slope, margin=worth.margin, customers=worth.exhibitors
    )
    return gains.assign(label=projects.set_index("project")["label"])


def vary_inputs(
    study: Study, drivers: pd.DataFrame, worth: Worth, budget: float, chosen: Sequence[str]
) -> pd.DataFrame:
    """Return the best plan under other values of the two inputs known least.

    Parameters
    ----------
    study : Study
        The answers.
    drivers : DataFrame
        Performance and coefficient by attribute.
    worth : Worth
        Gives the slope with its ends, and the margin.
    budget : float
        Yuan.
    chosen : sequence of str
        Projects of the plan to test.

    Returns
    -------
    DataFrame
        One row per combination: editions (whose margin a signature stands for), slope, projects,
        net_gain of the best plan, and kept (how many of `chosen` stay in it).
    """
    editions = (worth.signature, *EDITIONS)
    table = sensitivity(
        drivers,
        list_projects(study),
        budget=budget,
        slope=worth.slope,
        margin=worth.margin,
        customers=worth.exhibitors,
        vary={
            "margin": [share * worth.margin for share in editions],
            "slope": [worth.slope.low, worth.slope.estimate, worth.slope.high],
        },
    )
    kept = [len(set(chosen) & set(names.split(", "))) for names in table["projects"]]
    columns = ["editions", "slope", "projects", "net_gain"]
    return table.assign(editions=table["margin"] / worth.margin)[columns].assign(kept=kept)
