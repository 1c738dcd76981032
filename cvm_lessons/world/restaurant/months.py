"""What an outlet reports each month, and the dissatisfaction behind it that nobody counts."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import logistic
from cvm_lessons.world.engine import World

__all__ = ["draw_restaurant_dissatisfaction", "draw_restaurant_months"]


def draw_restaurant_dissatisfaction(world: World) -> pd.DataFrame:
    """Draw how dissatisfied the guests are, and how many of them there are.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: logit, online_rating, guests and dissatisfied (guests); a row per row of the design.
    """
    truth, design = world.truth["restaurant"], world["restaurant_design"]
    above = world["restaurant_compliance"] - truth["compliance_mean"]
    kept = above.to_numpy() @ np.array(list(truth["article_weight"].values()))
    noise = _normal(world, "dissatisfied", truth["dissatisfied_sd"])
    # An article's weight is told in points of online rating: divided by the slope they are logits.
    shift = (
        kept / truth["online"]["slope"]
        + truth["penalty_dissatisfied"] * design["penalty"]
        + truth["authority_dissatisfied"] * design["authority"]
        + noise
    )
    online = truth["online"]
    rated = online["mean"] + online["slope"] * shift + _normal(world, "online_rating", online["sd"])
    frame = pd.DataFrame({"logit": truth["dissatisfied"] + shift, "online_rating": rated.clip(1, 5).round(2)})
    frame["guests"] = _guests(world, frame["online_rating"])
    draw = world.stream("restaurant_months", "dissatisfied_guests")
    frame["dissatisfied"] = draw.binomial(frame["guests"], logistic(frame["logit"].to_numpy()))
    return frame


def draw_restaurant_months(world: World) -> pd.DataFrame:
    """Draw the monthly report of every outlet.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``restaurant_months``, by outlet and month.
    """
    truth, design = world.truth["restaurant"], world["restaurant_design"]
    behind = world["restaurant_dissatisfaction"]
    frame = design[["outlet_id", "city", "month"]].copy()
    frame["guests"], frame["revenue"] = behind["guests"], _revenue(world, behind["guests"])
    frame["wait_minutes"] = _waiting(world, behind["guests"])
    lifted = truth["penalty_recorded"] * design["penalty"] + truth["authority_recorded"] * design["authority"]
    spoken = world.stream("restaurant_months", "recorded")
    frame["complaints_recorded"] = spoken.binomial(behind["dissatisfied"], truth["recorded"] * np.exp(lifted))
    frame["penalty_per_complaint"] = truth["penalty"]["yuan"] * design["penalty"]
    mystery, shift = truth["mystery"], behind["logit"] - truth["dissatisfied"]
    score = mystery["mean"] + mystery["slope"] * shift + _normal(world, "mystery", mystery["sd"])
    frame["mystery_guest"] = score.clip(0, 100).round(1)
    frame["online_rating"] = behind["online_rating"]
    frame["staff_turnover"] = _turnover(world)
    return frame.assign(empowered=design["authority"])


def _normal(world: World, block: str, sd: float) -> np.ndarray:
    draws = world.stream("restaurant_months", block).standard_normal(len(world["restaurant_design"]))
    return np.asarray(sd * draws)


def _by_outlet(world: World, block: str, sd: float) -> np.ndarray:
    draws = world.stream("restaurant_months", block).standard_normal(world.truth["restaurant"]["outlets"])
    return np.asarray(sd * draws[world["restaurant_design"]["outlet"]])


def _guests(world: World, online: pd.Series) -> np.ndarray:
    """Guests follow the season, the outlet's place, and last month's rating."""
    truth, design = world.truth["restaurant"], world["restaurant_design"]
    form = truth["guests"]
    last = online.groupby(design["outlet"]).shift().fillna(truth["online"]["mean"])
    season = np.array(truth["season"])[design["month"].dt.month - 1]
    logarithm = (
        np.log(form["mean"])
        + _by_outlet(world, "place", form["outlet_sd"])
        + form["growth"] * design["turn"]
        + season
        + truth["rating_pull"] * (last - truth["online"]["mean"])
        + _normal(world, "guests", form["sd"])
    )
    return np.asarray(np.rint(np.exp(logarithm)), dtype=int)


def _revenue(world: World, guests: pd.Series) -> np.ndarray:
    form, design = world.truth["restaurant"]["bill"], world["restaurant_design"]
    noise = _by_outlet(world, "price_level", form["outlet_sd"]) + _normal(world, "bill", form["sd"])
    bill = form["mean"] * np.exp(noise + form["growth"] * design["turn"].to_numpy())
    return np.asarray(np.rint(guests.to_numpy() * bill), dtype=int)


def _waiting(world: World, guests: pd.Series) -> pd.Series:
    form, design = world.truth["restaurant"]["waiting"], world["restaurant_design"]
    crowd = np.log(guests) - np.log(guests).groupby(design["outlet"]).transform("mean")
    return (form["mean"] * np.exp(form["guests"] * crowd + _normal(world, "waiting", form["sd"]))).round(1)


def _turnover(world: World) -> np.ndarray:
    truth, design = world.truth["restaurant"], world["restaurant_design"]
    logits = (
        truth["turnover"]["mean"]
        + truth["penalty_turnover"] * design["penalty"]
        + truth["authority_turnover"] * design["authority"]
        + _by_outlet(world, "turnover_level", truth["turnover"]["outlet_sd"])
    )
    left = world.stream("restaurant_months", "turnover").binomial(truth["staff"], logistic(logits.to_numpy()))
    return np.asarray(np.round(left / truth["staff"], 3))
