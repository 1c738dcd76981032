"""Tables of the case, with headings and formats for the reader."""

import pandas as pd

from cvm_lessons.cases.plan_words import show_actions, show_plans
from cvm_lessons.cases.survey_words import show_projects, show_silence
from cvm_lessons.cases.value_drivers.evidence import Redrawn
from cvm_lessons.core import Table, format_money, format_number, show_table, translate
from cvm_lessons.value import attribute_label

__all__ = [
    "show_actions",
    "show_coefficients",
    "show_drivers",
    "show_gains",
    "show_judgement",
    "show_plans",
    "show_projects",
    "show_sensitivity",
    "show_shows",
    "show_silence",
    "show_truth",
]

JUDGEMENT_LABELS = {
    "promised": "promised by the case",
    "delivered": "what the same projects really bring",
    "possible": "best set, had you known the truth",
}


def show_drivers(drivers: pd.DataFrame) -> Table:
    """Return what is said and what is revealed, the largest revealed share first.

    Parameters
    ----------
    drivers : DataFrame
        What `find_drivers` returns.

    Returns
    -------
    Table
        One row an attribute.
    """
    ordered = drivers.sort_values("derived_rank")
    columns = {
        "performance": "rating",
        "stated": "said, points",
        "stated_rank": "rank by what they say",
        "derived": "accounts for",
        "derived_rank": "rank by what they reveal",
    }
    frame = ordered[[name for name in columns if name in ordered]].rename(columns=columns)
    formats = {"rating": 1, "said, points": 1, "accounts for": "percent"}
    return show_table(_labelled(frame), {name: how for name, how in formats.items() if name in frame})


def show_coefficients(drivers: pd.DataFrame, redrawn: Redrawn) -> Table:
    """Return each coefficient with its interval, and how far correlation with the others widens it.

    Parameters
    ----------
    drivers : DataFrame
        What `find_drivers` returns.
    redrawn : Redrawn
        What `draw_again` returns.

    Returns
    -------
    Table
        One row an attribute.
    """
    frame = drivers[["coefficient", "coefficient_low", "coefficient_high"]]
    frame = frame.set_axis(["coefficient", "low", "high"], axis=1)
    return show_table(_labelled(frame.assign(**{"variance inflation": redrawn.inflation})), 2)


def show_shows(shows: pd.DataFrame | None) -> Table | None:
    """Return the shows of the market, the best value first.

    Parameters
    ----------
    shows : DataFrame or None
        What `place_show` returns.

    Returns
    -------
    Table or None
        None where the learner's own file rates no rivals.
    """
    if shows is None:
        return None
    ordered = shows.sort_values("cva", ascending=False)
    positions = {"better": "better value", "fair": "fair value", "worse": "worse value"}
    frame = pd.DataFrame(
        {
            "show": ordered["name"],
            "price per m²": ordered["price_m2"],
            "relative price": ordered["relative_price"],
            "relative quality": ordered["quality"],
            "position": ordered["position"].map(positions),
            "CVA": ordered["cva"],
            "rated by": ordered["n"],
        }
    ).reset_index(drop=True)
    return show_table(frame, {"price per m²": format_money})


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
        "value_lift": "value, points",
        "extra_rebookings": "rebookings",
        "gain": "gain",
        "cost": "cost",
        "net_gain": "net gain",
    }
    frame = plan.sort_values("net_gain", ascending=False)[list(columns)].rename(columns=columns)
    money = dict.fromkeys(["gain", "cost", "net gain"], "money")
    return show_table(frame, {"value, points": 3, "rebookings": 1, **money})


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
        A row for each count of editions, a column for each slope.
    """
    cells = [f"{format_money(row.net_gain)} ({row.kept}/{chosen})" for row in table.itertuples(index=False)]
    text = table.assign(cell=cells).pivot_table("cell", index="editions", columns="slope", aggfunc="first")
    columns = {
        slope: translate("slope {points} points", points=format_number(100 * slope, 1)) for slope in text
    }
    rows = [translate("{number} editions", number=format_number(number, 2)) for number in text.index]
    return show_table(text.rename(columns=columns).set_axis(rows).rename_axis("a signature stands for"))


def show_truth(table: pd.DataFrame | None) -> Table | None:
    """Return estimates beside the true weights.

    Parameters
    ----------
    table : DataFrame or None
        What `against_weights` returns.

    Returns
    -------
    Table or None
        None for the learner's own file.
    """
    if table is None:
        return None
    return show_table(_labelled(table[["truth", "estimate", "low", "high", "covered"]]), 2)


def show_judgement(judged: pd.DataFrame | None) -> Table | None:
    """Return what was promised, what comes, and what was possible.

    Parameters
    ----------
    judged : DataFrame or None
        What `judge_plan` returns.

    Returns
    -------
    Table or None
        None for the learner's own file.
    """
    if judged is None:
        return None
    frame = judged.rename(index=JUDGEMENT_LABELS, columns={"net_gain": "net gain"})
    return show_table(frame.rename_axis("plan"), "money")


def _labelled(frame: pd.DataFrame) -> pd.DataFrame:
    labels = [attribute_label(str(name)) for name in frame.index]
    return frame.set_axis(pd.Index(labels, name="attribute"))
