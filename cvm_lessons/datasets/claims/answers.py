"""Claims of Larkport's first survey: who answers and how, what value is made of, workshops, ladders."""

from functools import partial

import numpy as np

from cvm_lessons.datasets.claims._estimators import least_squares, logistic_slopes, mean, share
from cvm_lessons.datasets.claims._values import Truth, value_of
from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World

__all__ = ["CLAIMS"]

Found = tuple[float, float]
LINES = ["spend_space", "spend_stand", "spend_sponsorship", "spend_digital"]


def _slope(fit: tuple[np.ndarray, np.ndarray], at: int) -> Found:
    return float(fit[0][at]), float(fit[1][at])


def _response(at: int, role: str, world: World) -> Found:
    asked = world["took_part"]["took_part"] & (world["invitations"]["role"] == role)
    value = world["value"]["value_overall"][asked] - world.truth["attitudes"]["response_centre"]
    return _slope(logistic_slopes(world["responses"][asked], [value]), at)


def _country_shift(group: str, world: World) -> Found:
    """Return how much higher a group's ratings are than the mainland's, one invitation a customer."""
    rows = world["invitations"]
    first = ((rows["turn"] == 0) & (rows["role"] == "exhibitor")).to_numpy()
    names = [name for name in world.truth["value"]["attributes"]["exhibitor"] if name != "price"]
    rated = world["ratings"].loc[first, [f"perf_{name}" for name in names]].mean(axis=1)
    level = rated - rated.groupby(rows.loc[first, "sector"]).transform("mean")
    here = rows.loc[first, "country_group"] == group
    away = rows.loc[first, "country_group"] == "mainland China"
    one, other = mean(level[here]), mean(level[away])
    return one[0] - other[0], float(np.hypot(one[1], other[1]))


def _value_fit(role: str, sector: str, world: World) -> tuple[np.ndarray, np.ndarray]:
    asked = world["surveys"].query("role == @role and sector == @sector")
    columns = [asked[f"perf_{name}"] for name in world.truth["value"]["attributes"][role]]
    return least_squares(asked["value_overall"], columns, clusters=asked["customer_id"])


def _mean_weight(role: str, at: int, world: World) -> Found:
    """Return the mean over the six sectors of one attribute's weight."""
    fits = [_slope(_value_fit(role, sector, world), at + 1) for sector in world.truth["editions"]["city"]]
    found, errors = zip(*fits, strict=True)
    return float(np.mean(found)), float(np.sqrt(np.sum(np.square(errors))) / len(errors))


def _true_mean_weight(role: str, name: str, truth: Truth) -> float:
    return float(np.mean([row[name] for row in truth["value"]["weight"][role].values()]))


def _rebooking(at: int, world: World) -> Found:
    asked = world["surveys"].merge(world["participations"], on=["customer_id", "edition_id"])
    return _slope(logistic_slopes(asked["rebooked_on_site"].astype(float), [asked["value_overall"]]), at)


def _recommend(at: int, world: World) -> Found:
    asked = world["surveys"].query("role == 'visitor' and 3 <= value_overall <= 7")
    ticks = asked.filter(like="el_").sum(axis=1)
    fit = least_squares(asked["recommend"], [asked["value_overall"], ticks], clusters=asked["customer_id"])
    return _slope(fit, at)


def _knows_no_rival(size: str, world: World) -> Found:
    return share(~world["attitudes"]["knows_rival"][world["organisations"]["size"] == size])


def _lottery(world: World) -> Found:
    """Return the Wald estimate: the invitation as the instrument of joining."""
    study = world["cocreation"]
    invited = study["invited"] == 1
    joined = study["joined"][invited].mean() - study["joined"][~invited].mean()
    value = study["value_overall"][invited].mean() - study["value_overall"][~invited].mean()
    effect = value / joined
    rest = study["value_overall"] - effect * study["joined"]
    error = np.hypot(mean(rest[invited])[1], mean(rest[~invited])[1]) / joined
    return float(effect), float(error)


def _reliability(dimension: str, world: World) -> Found:
    """Return Cronbach's alpha of the three items, one answer a customer; Feldt's standard error, about."""
    asked = world["surveys"].query("role == 'exhibitor'").drop_duplicates("customer_id")
    items = asked[[f"val_{dimension}_{item}" for item in (1, 2, 3)]]
    alpha = 1.5 * (1 - items.var().sum() / items.sum(axis=1).var())
    return float(alpha), float((1 - alpha) * np.sqrt(3.0 / len(items)))


def _pair(first: str, second: str, world: World) -> Found:
    asked = world["surveys"].query("role == 'exhibitor'").drop_duplicates("customer_id")
    rated = asked[[f"perf_{first}", f"perf_{second}"]]
    within = rated - rated.groupby(asked["sector"]).transform("mean")
    r = within.corr().iloc[0, 1]
    return float(r), float((1 - r**2) / np.sqrt(len(within)))


def _attribute_in_ladders(role: str, attribute: str, world: World) -> Found:
    """Return an attribute's share of the chains of the first wave; chains are drawn one by one."""
    chains = world["laddering"].query("role == @role and wave == 1")
    return share(chains["attribute"] == attribute)


ROLES = ("exhibitor", "visitor")
SIZES = ("small", "medium", "large")
ATTRIBUTES = {
    "exhibitor": (
        "visitors",
        "sales",
        "information",
        "relationship",
        "image",
        "motivation",
        "service",
        "price",
    ),
    "visitor": ("research", "operational", "entertainment", "service", "price"),
}
ROUNDED = "ratings are whole points and end at 1 and 10"

CLAIMS = [
    *(
        Claim("attitudes", f"answering the survey: {what}, {role}", truth, partial(_response, at, role))
        for role in ROLES
        for at, what, truth in (
            (0, "intercept", value_of("attitudes", "response_intercept", role)),
            (1, "slope per point of value", value_of("attitudes", "response_slope")),
        )
    ),
    *(
        Claim(
            "attitudes",
            f"style of answering, {group}",
            value_of("attitudes", "country_shift", group),
            partial(_country_shift, group),
            0.02,
            ROUNDED,
        )
        for group in ("other Asia", "Europe", "Americas and other")
    ),
    *(
        Claim(
            "rivals",
            f"share of {size} customers who know no rival",
            value_of("rivals", "none_known", size),
            partial(_knows_no_rival, size),
        )
        for size in SIZES
    ),
    *(
        Claim(
            "value",
            f"weight of {name}, {role}s, mean over sectors",
            partial(_true_mean_weight, role, name),
            partial(_mean_weight, role, at),
            0.003,
            "the satisfied answer more readily",
        )
        for role in ROLES
        for at, name in enumerate(ATTRIBUTES[role])
    ),
    *(
        Claim(
            "value",
            f"correlation of {first} and {second}",
            value_of("value", "pair_correlation", "exhibitor", at, "rating"),
            partial(_pair, first, second),
            0.03,
            "stated to two digits, for ratings in whole points",
        )
        for at, (first, second) in enumerate(
            (("visitors", "sales"), ("image", "motivation"), ("information", "relationship"))
        )
    ),
    *(
        Claim(
            "value",
            f"rebooking on site: {name}",
            value_of("value", "rebooking", name),
            partial(_rebooking, at),
        )
        for at, name in enumerate(("intercept", "slope"))
    ),
    *(
        Claim(
            "items",
            f"alpha of {dimension} value",
            value_of("items", "reliability"),
            partial(_reliability, dimension),
            0.03,
            "alpha of rounded items is a little lower than the composite reliability",
        )
        for dimension in ("functional", "social", "emotional", "epistemic", "conditional")
    ),
    *(
        Claim(
            "elements",
            f"recommendation per {what}",
            value_of("elements", "recommend", name),
            partial(_recommend, at),
            0.02,
            "the scale ends at 10",
        )
        for at, what, name in ((1, "point of value", "value_overall"), (2, "element ticked", "elements"))
    ),
    *(
        Claim(
            "laddering",
            f"share of chains that start at {attribute}",
            value_of("laddering", "attribute_share", role, attribute),
            partial(_attribute_in_ladders, role, attribute),
        )
        for role, attribute in (
            ("exhibitor", "right visitors"),
            ("exhibitor", "sales meetings"),
            ("visitor", "exhibitor range"),
        )
    ),
    Claim("cocreation", "effect of joining, by the lottery", value_of("cocreation", "effect"), _lottery),
]
