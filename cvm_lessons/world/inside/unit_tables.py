"""The tables of branches and staff: the chain as a controller sees it, with money and complaints."""

import numpy as np
import pandas as pd

from cvm_lessons.world.engine import World
from cvm_lessons.world.inside.branches import location, quarter_names
from cvm_lessons.world.inside.people import FOUR
from cvm_lessons.world.inside.service_chain import in_training

__all__ = ["draw_staff", "draw_units"]

STAFF = ("staff_id", "unit_id", "quarter", "job", "tenure_months", "internal_service", "satisfaction",
         "discretion", *FOUR, "workload", "training_hours", "service_rating", "left")  # fmt: skip
UNITS = ("unit_id", "quarter", "region", "city_tier", "clientele", "opened", "training", "staff_count",
         "internal_service", "employee_satisfaction", "turnover", "discretion", "service_value",
         "customer_satisfaction", "retention", "revenue", "cost", "profit", "complaints")  # fmt: skip


def _names(world: World) -> np.ndarray:
    truth = world.truth["units"]
    return np.array(quarter_names(truth["first_quarter"], truth["quarters"]["shown"]), dtype=object)


def draw_staff(world: World) -> pd.DataFrame:
    """List who worked where in each quarter, and what they answered.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``staff``, by quarter and branch.
    """
    rows = world["service_chain"].staff.sort_values(["quarter", "unit", "post"], ignore_index=True)
    number = pd.factorize(rows["person"])[0] + 1  # in the order in which they first appear
    rows["staff_id"] = [f"ST{at:04d}" for at in number]
    rows["unit_id"] = world["unit_profiles"]["unit_id"].to_numpy()[rows["unit"]]
    rows["quarter"] = _names(world)[rows["quarter"]]
    return rows[list(STAFF)]


def draw_units(world: World) -> pd.DataFrame:
    """List the results of each branch and quarter.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``units``, by branch and quarter; money in thousand yuan.
    """
    rows = world["service_chain"].units.sort_values(["unit", "quarter"], ignore_index=True)
    fixed = world["unit_profiles"][["unit_id", "region", "city_tier", "clientele", "opened"]]
    rows = rows.join(fixed, on="unit").rename(columns={"satisfaction": "employee_satisfaction"})
    before = world.truth["units"]["quarters"]["before"]
    rows["training"] = in_training(world)[before + rows["quarter"], rows["unit"]].astype(int)
    rows["revenue"] = _revenue(world, rows)
    rows["cost"] = _cost(world, rows)
    rows["profit"] = rows["revenue"] - rows["cost"]
    truth, centre = world.truth["unit_money"]["complaints"], world.truth["service_chain"]["centre"]
    content = rows["customer_satisfaction"] - centre["customer_satisfaction"]
    rate = truth["level"] * rows["revenue"] / 1000.0 * np.exp(truth["satisfaction"] * content)
    rows["complaints"] = world.stream("units", "complaints").poisson(rate)
    return rows.assign(quarter=_names(world)[rows["quarter"]])[list(UNITS)]


def _revenue(world: World, rows: pd.DataFrame) -> np.ndarray:
    truth, chain = world.truth["unit_money"], world.truth["service_chain"]
    level = truth["revenue"]
    season = (rows["quarter"] % 4 + 1).map(truth["season"])
    log = (
        np.log(level["level"])
        + level["staff"] * np.log(rows["staff_count"])
        + level["growth"] * rows["quarter"]
        + season
        + location(world, "revenue")[rows["unit"]]
        + chain["to_revenue"] * (rows["retention"] - chain["centre"]["retention"])
        + world.stream("units", "revenue").normal(0.0, chain["passing_sd"]["revenue"], len(rows))
    )
    return np.asarray(np.rint(np.exp(log.to_numpy(dtype=float))), dtype=int)


def _cost(world: World, rows: pd.DataFrame) -> np.ndarray:
    truth = world.truth["unit_money"]["cost"]
    people = rows["city_tier"].map(truth["wage"]) + truth["training"] * rows["training"]
    leavers = rows["turnover"] * rows["staff_count"]
    other = world.stream("units", "cost").normal(truth["fixed"], truth["sd"], len(rows))
    cost = people * rows["staff_count"] + truth["share"] * rows["revenue"] + truth["leaver"] * leavers + other
    return np.asarray(np.rint(cost.to_numpy(dtype=float)), dtype=int)
