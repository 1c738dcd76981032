"""When customers come: BG/NBD, with a faster clock for those who joined the programme."""

import numpy as np
import pandas as pd
from scipy.special import digamma

from cvm_lessons.world.chance import logistic
from cvm_lessons.world.engine import World

__all__ = ["ROOM", "draw_joining", "draw_plain_visits", "draw_visits"]

# Clocks are drawn for more weeks than there are: a member's may run faster by up to a quarter, and which
# lift is in force changes no draw.
ROOM = 1.25


def _weeks(world: World) -> np.ndarray:
    """Weeks from each customer's first visit to the end."""
    return np.asarray(world.truth["coffee"]["weeks"] - world["coffee_base"]["start"].to_numpy())


def draw_plain_visits(world: World) -> pd.DataFrame:
    """Draw the repeat visits of every customer on its own clock, which knows no programme.

    Given their number, the times of a Poisson process are uniform. The loss after a visit is geometric:
    the visits beyond the one it falls on are struck out.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: customer (position), clock (weeks since the first visit) and lost_after (the last visit ever),
        by customer and clock; the clock runs on beyond the end as far as a member's faster one may reach.
    """
    base, reach = world["coffee_base"], _weeks(world) * ROOM
    counts = world.stream("coffee_transactions", "count").poisson(base["rate"].to_numpy() * reach)
    customer = np.repeat(np.arange(len(base)), counts)
    clock = world.stream("coffee_transactions", "clock").random(len(customer)) * reach[customer]
    order = np.lexsort((clock, customer))
    number = np.arange(len(customer)) - np.repeat(np.cumsum(counts) - counts, counts) + 1
    die = world.stream("coffee_transactions", "lost").random(len(base))
    last = np.floor(np.log(die) / np.log1p(-base["lost"].to_numpy())) + 1.0
    frame = pd.DataFrame(
        {"customer": customer, "clock": clock[order], "lost_after": number == last[customer]}
    )
    return frame[number <= last[customer]].reset_index(drop=True)


def draw_joining(world: World) -> pd.DataFrame:
    """Draw the lottery of invitations, and who joins at the first visit after the start.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: in_lottery, invited, and joined (clock of joining, infinite for those who do not), a row
        per customer.
    """
    truth, base, visits = world.truth["coffee_programme"], world["coffee_base"], world["coffee_plain_visits"]
    city, start = (base["city"] == truth["city"]).to_numpy(), base["start"].to_numpy()
    known = city & (start < truth["starts"])
    invited = known & (world.stream("coffee_customers", "invited").random(len(base)) < truth["invited"])
    opens = np.maximum(truth["starts"] - start, 0.0)
    after = visits[visits["clock"].to_numpy() >= opens[visits["customer"]]]
    first = after.groupby("customer")["clock"].min().reindex(base.index).to_numpy()
    first = np.where(start >= truth["starts"], 0.0, first)  # a new customer is asked at its first visit
    first = np.where(first < _weeks(world), first, np.inf)  # neither missing nor after the end
    terms, model = truth["join"], world.truth["coffee_visits"]
    logits = np.select([invited, known], [terms["invited"], terms["not_invited"]], default=terms["new"])
    mean = digamma(model["r"]) - np.log(model["alpha"])
    logits = logits + terms["rate"] * (np.log(base["rate"].to_numpy()) - mean) + terms["app"] * base["app"]
    signs = world.stream("coffee_customers", "join").random(len(base)) < logistic(logits)
    joined = np.where(city & signs, first, np.inf)
    return pd.DataFrame({"in_lottery": known, "invited": invited, "joined": joined})


def draw_visits(world: World) -> pd.DataFrame:
    """Turn the clocks into weeks: a member's runs faster from joining on.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: customer (position), lost_after and week (from the chain's first day), all visits with the
        first, by customer and time.
    """
    base, plain = world["coffee_base"], world["coffee_plain_visits"]
    joined = world["coffee_joining"]["joined"].to_numpy()[plain["customer"]]
    lift, clock = world.truth["coffee_programme"]["lift"], plain["clock"].to_numpy()
    member = clock > joined
    since = np.where(member, joined + (clock - np.where(member, joined, 0.0)) / (1.0 + lift), clock)
    inside = since < _weeks(world)[plain["customer"]]
    repeats = plain.loc[inside, ["customer", "lost_after"]].assign(since=since[inside])
    firsts = pd.DataFrame({"customer": np.arange(len(base)), "lost_after": False, "since": 0.0})
    frame = pd.concat([firsts, repeats], ignore_index=True)
    frame = frame.sort_values(["customer", "since"], kind="stable", ignore_index=True)
    frame["week"] = base["start"].to_numpy()[frame["customer"]] + frame.pop("since")
    return frame
