"""Explorer: what a project that raises satisfaction is worth, from lift to yuan."""

from collections.abc import Mapping

import pandas as pd

from cvm_lessons.core import (
    Explorer,
    check_number,
    format_money,
    format_number,
    labelled_slider,
    number_columns,
    translate,
)
from cvm_lessons.satisfaction.plots_raising import plot_gain_and_cost
from cvm_lessons.satisfaction.raising import raising_gains

__all__ = ["raising_explorer", "raising_sentence"]

RATING = 7.0  # mean of the attribute: leaves room for any lift of the slider


def raising_sentence(gains: pd.DataFrame) -> str:
    """Return what one project adds and brings, in one sentence.

    Parameters
    ----------
    gains : DataFrame
        What `raising_gains` returns, one row.

    Returns
    -------
    str
        In the language in force.

    Raises
    ------
    DataError
        If a column is missing.

    Examples
    --------
    >>> gains = pd.DataFrame({"index_points": [0.6], "budget_share": [0.25], "gain": 43_600, "cost": 20_000})
    >>> raising_sentence(gains)
    'The index rises by 0.60 points and the share of budget by 0.25 points: ¥43,600 for ¥20,000.'
    """
    row = number_columns(gains, ["index_points", "budget_share", "gain", "cost"]).iloc[0]
    return str(
        translate(
            "The index rises by {index} points and the share of budget by {share} points: {gain} for {cost}.",
            index=format_number(row["index_points"], 2),
            share=format_number(row["budget_share"], 2),
            gain=format_money(row["gain"]),
            cost=format_money(row["cost"]),
        )
    )


def raising_explorer(
    *,
    lift: float = 0.36,
    coefficient: float = 0.158,
    slope: float = 4.43,
    point: float = 753.0,
    customers: int = 230,
    cost: float = 20.0,
) -> Explorer:
    """Return sliders for the links of the chain from a project to yuan, above its gain and cost.

    Parameters
    ----------
    lift : float, default 0.36
        Points of the attribute's mean rating, at most 2.
    coefficient : float, default 0.158
        Points of satisfaction per point of the attribute, at most 0.5.
    slope : float, default 4.43
        Points of the share of budget per point of satisfaction, at most 12.
    point : float, default 753
        Yuan of margin per point of a customer's budget; it stays as given.
    customers : int, default 230
        Exhibitors of the show, at most 600.
    cost : float, default 20
        Thousand yuan an edition, at most 200.

    Returns
    -------
    Explorer
        With the sliders ``"lift"``, ``"coefficient"``, ``"slope"``, ``"customers"`` and ``"cost"``.

    Raises
    ------
    ParameterError
        If a number is out of range.

    Examples
    --------
    >>> explorer = raising_explorer()
    >>> explorer.sliders["slope"].value = 1.7
    >>> explorer.sentence[:32]
    'The index rises by 0.63 points a'
    """
    ends = {"lift": 2.0, "coefficient": 0.5, "slope": 12.0, "customers": 600.0, "cost": 200.0}
    start = {"lift": lift, "coefficient": coefficient, "slope": slope, "customers": customers, "cost": cost}
    for name, value in start.items():
        check_number(name, value, low=1 if name == "customers" else 0, high=ends[name])
    check_number("point", point, low=0)
    sliders = {
        "lift": labelled_slider(translate("Lift of the rating"), lift, low=0, high=2, step=0.01),
        "coefficient": labelled_slider(
            translate("Satisfaction per point"), coefficient, low=0, high=0.5, step=0.001
        ),
        "slope": labelled_slider(translate("Share of budget per point"), slope, low=0, high=12, step=0.01),
        "customers": labelled_slider(translate("Exhibitors"), customers, low=1, high=600, step=1),
        "cost": labelled_slider(translate("Cost, thousand yuan"), cost, low=0, high=200, step=1),
    }

    def respond(state: Mapping[str, float]) -> pd.DataFrame:
        drivers = pd.DataFrame(
            {"performance": [RATING], "coefficient": [state["coefficient"]]}, index=["service"]
        )
        project = pd.DataFrame(
            {
                "project": ["P"],
                "attribute": ["service"],
                "lift": [state["lift"]],
                "reach": [1.0],
                "cost": [state["cost"]],
            }
        )
        return raising_gains(
            drivers, project, slope=state["slope"], point=point, customers=int(state["customers"])
        )

    return Explorer(
        sliders, list(sliders.values()), respond=respond, say=raising_sentence, draw=plot_gain_and_cost
    )
