"""Tables of the case, with headings and formats for the reader."""

from collections.abc import Mapping

import pandas as pd

from cvm_lessons.cases.raise_satisfaction.evidence import Desk
from cvm_lessons.cases.raise_satisfaction.money import Purses
from cvm_lessons.cases.raise_satisfaction.says import ENCOUNTER_NAMES, RULE_NAMES
from cvm_lessons.core import Table, format_money, format_number, format_percent, show_table, translate
from cvm_lessons.measurement import Interval
from cvm_lessons.value import attribute_label

__all__ = [
    "show_encounters",
    "show_gains",
    "show_purses",
    "show_quadrants",
    "show_recovery",
    "show_score",
    "show_sensitivity",
    "show_services",
    "show_truth",
]

SCORE_LABELS = {
    "mean": "mean, points of 10",
    "satisfied": "satisfied: 8 to 10",
    "dissatisfied": "dissatisfied: 4 or less",
    "nps": "NPS, points (of companies)",
}
SERVICE_LABELS = {
    "stand_power": "electricity at the stand",
    "wifi": "wireless network",
    "app": "app of the show",
    "fast_badge": "badge without a queue",
    "matchmaking": "arranged meetings",
    "trend_forum": "forum on trends",
    "recycling": "stand material recycled",
}
TRUTH_LABELS = {
    "rebooking": "rebooking per point of satisfaction, value held",
    "recovery": "change after an excellent first recovery, points",
    "power": "share that would miss electricity",
    "lounge": "share that a lounge would please",
}


def show_score(scores: Mapping[str, Interval]) -> Table:
    """Return the board's scores with their intervals.

    Parameters
    ----------
    scores : mapping of str to Interval
        What `score` returns.

    Returns
    -------
    Table
        One row a score.
    """
    shares = ("satisfied", "dissatisfied")
    rows = [
        (SCORE_LABELS[name], *(_shown(end, name in shares) for end in (i.estimate, i.low, i.high)), i.n)
        for name, i in scores.items()
    ]
    return show_table(
        pd.DataFrame(rows, columns=["score", "estimate", "low", "high", "how many"]), index=False
    )


def show_encounters(encounters: pd.DataFrame) -> Table:
    """Return how each encounter is rated and what it adds.

    Parameters
    ----------
    encounters : DataFrame
        What `rate_encounters` returns.

    Returns
    -------
    Table
        One row an encounter.
    """
    columns = {"mean": "rating", "dissatisfied": "4 or less", "estimate": "adds, points"}
    columns |= {"share": "share of what is explained"}
    frame = encounters.rename(index=ENCOUNTER_NAMES, columns=columns).rename_axis("part of the show")
    return show_table(frame, {"4 or less": "percent", columns["share"]: "percent"})


def show_quadrants(drivers: pd.DataFrame, lists: pd.DataFrame) -> Table:
    """Return each attribute's rating, its importance, and its quadrant by every rule.

    Parameters
    ----------
    drivers : DataFrame
        What `find_drivers` returns.
    lists : DataFrame
        What `list_quadrants` returns.

    Returns
    -------
    Table
        One row an attribute.
    """
    columns = {"performance": "rating", "stated_rank": "rank, said", "derived_rank": "rank, derived"}
    frame = drivers[[name for name in columns if name in drivers]].rename(columns=columns)
    rules = lists.drop(columns="concentrate").rename(columns=RULE_NAMES)
    labels = [attribute_label(str(name)) for name in drivers.index]
    return show_table(frame.join(rules).set_axis(pd.Index(labels, name="attribute")))


def show_services(services: pd.DataFrame) -> Table:
    """Return what each service does when it is there and when it is not, the most missed first.

    Parameters
    ----------
    services : DataFrame
        What `sort_services` returns.

    Returns
    -------
    Table
        One row a service.
    """
    frame = services.sort_values("worse")[["better", "worse", "category", "share", "n"]]
    frame = frame.rename(index=SERVICE_LABELS).rename_axis("service")
    frame = frame.rename(
        columns={"share": "share of the letter", "n": "answers", "category": "leading letter"}
    )
    return show_table(frame, dict.fromkeys(["better", "worse", "share of the letter"], "percent"))


def show_recovery(desk: Desk) -> Table:
    """Return the change of satisfaction after recoveries, and who came again.

    Parameters
    ----------
    desk : Desk
        What `hear_desk` returns.

    Returns
    -------
    Table
        Excellent and other recoveries, after a first and a second failure.
    """
    frame = desk.change[["change", "low", "high", "stayed", "n"]].reset_index()
    frame["excellent"] = frame["excellent"].map(
        {True: "fixed, refunded, within a day", False: "other recoveries"}
    )
    frame["second"] = "after a " + frame["second"].astype(str)
    names = {"excellent": "recovery", "second": "when", "stayed": "came again", "n": "cases"}
    return show_table(frame.rename(columns=names), {"came again": "percent"}, index=False)


def show_purses(purses: Purses) -> Table:
    """Return what a point of satisfaction is worth by each way of counting.

    Parameters
    ----------
    purses : Purses
        What `open_purses` returns.

    Returns
    -------
    Table
        Rebooking alone, rebooking with value held, share of budget; yuan for a point for everybody.
    """
    unit = purses.margin * purses.exhibitors
    rows = {
        "rebooking, satisfaction alone": (purses.rebooking, unit),
        "rebooking, value held": (purses.beside, unit),
        "share of budget": (purses.budget, purses.point * purses.exhibitors),
    }
    frame = pd.DataFrame(
        [[end * yuan for end in (i.estimate, i.low, i.high)] for i, yuan in rows.values()],
        index=pd.Index(rows, name="a point of satisfaction brings"),
        columns=["yuan", "low", "high"],
    )
    return show_table(frame, "money")


def show_gains(plan: pd.DataFrame) -> Table:
    """Return what each project brings and costs, the highest net gain first.

    Parameters
    ----------
    plan : DataFrame
        What `price_projects` returns.

    Returns
    -------
    Table
        One row a project.
    """
    columns = {
        "label": "what",
        "satisfaction": "satisfaction, points",
        "gain": "gain by budgets",
        "by_rebooking": "by rebooking",
        "cost": "cost",
        "net_gain": "net gain",
    }
    frame = plan.sort_values("net_gain", ascending=False)[list(columns)].rename(columns=columns)
    money = dict.fromkeys(["gain by budgets", "by rebooking", "cost", "net gain"], "money")
    return show_table(frame, {"satisfaction, points": 3, **money})


def show_sensitivity(table: pd.DataFrame, chosen: int) -> Table:
    """Return the net gain of the best plan for each pair of inputs, and how many of the chosen projects stay.

    Parameters
    ----------
    table : DataFrame
        What `vary_inputs` returns.
    chosen : int
        How many projects the plan holds.

    Returns
    -------
    Table
        A row for each worth of a point of the budget, a column for each slope.
    """
    cells = [
        f"{format_money(row.net_gain)} ({row.kept}/{chosen})" if chosen else format_money(row.net_gain)
        for row in table.itertuples(index=False)
    ]
    text = table.assign(cell=cells).pivot_table("cell", index="point", columns="slope", aggfunc="first")
    columns = {slope: translate("slope {points}", points=format_number(slope, 1)) for slope in text}
    rows = [format_money(point) for point in text.index]
    return show_table(text.rename(columns=columns).set_axis(rows).rename_axis("a point of the budget brings"))


def show_truth(against: pd.DataFrame) -> Table:
    """Return estimates beside the truth.

    Parameters
    ----------
    against : DataFrame
        What `against_answers` returns.

    Returns
    -------
    Table
        One row a question.
    """
    frame = against[["truth", "estimate", "low", "high", "covered"]].rename(index=TRUTH_LABELS)
    return show_table(frame.rename_axis("what"), 2)


def _shown(number: float, share: bool) -> str:
    return str(format_percent(number, 1) if share else format_number(number, 2))
