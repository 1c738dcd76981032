"""The tables of media: spend by channel, and sales as the last touch credits them."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import by_name
from cvm_lessons.world.engine import World

__all__ = ["draw_channel_monthly", "draw_channel_spend", "draw_media_credit"]


def draw_media_credit(world: World) -> pd.DataFrame:
    """Draw how the sales of a month are credited to the last touch.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: thousand yuan, a row per month, a column per channel and ``website``; adds up to all sales.
    """
    truth, effects = world.truth["media"], world["media_effects"]
    own = effects[list(truth["maximum"])] * pd.Series(truth["credit_kept"])
    total = effects.sum(axis=1)
    rest = total - own.sum(axis=1)
    credit = pd.DataFrame(
        {name: share * rest + own.get(name, 0.0) for name, share in truth["credit_rest"].items()}
    )
    shares = credit.to_numpy() / total.to_numpy()[:, None]
    # A Dirichlet draw is a row of gamma draws over its sum.
    drawn = world.stream("channel_monthly", "credit").standard_gamma(truth["credit_concentration"] * shares)
    drawn = drawn / drawn.sum(axis=1, keepdims=True) * total.to_numpy()[:, None]
    return pd.DataFrame(drawn, columns=credit.columns).round(1)


def draw_channel_monthly(world: World) -> pd.DataFrame:
    """List leads, new exhibitors and sales by month and credited channel.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``channel_monthly``.
    """
    truth, months, credit = world.truth["media"], world["media_months"], world["media_credit"]
    sales = credit.to_numpy().ravel()
    channel = np.tile(credit.columns.to_numpy(dtype=object), len(months))
    wins = sales / truth["first_sale"]
    per_win = by_name(truth["leads_per_win"], channel)
    new = world.stream("channel_monthly", "new_exhibitors").poisson(wins)
    unsold = world.stream("channel_monthly", "leads").poisson(wins * (per_win - 1.0))
    shared = months.loc[months.index.repeat(credit.shape[1])].reset_index(drop=True)
    return pd.DataFrame(
        {
            "month": shared["month"],
            "channel": channel,
            "leads": new + unsold,
            "new_exhibitors": new,
            "sales_thousand": sales,
            "price_index": shared["price_index"],
            "season": shared["season"],
        }
    )


def draw_channel_spend(world: World) -> pd.DataFrame:
    """List spend, reach, contacts and leads by month and paid channel.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``channel_spend``.
    """
    truth, months, spend = world.truth["media"], world["media_months"], world["media_spend"]
    noise = world.stream("channel_spend", "reach").lognormal(0.0, 0.15, (2, *spend.shape))
    people = 1000.0 * spend * pd.Series(truth["reach"]) * noise[0]
    contacts = people * pd.Series(truth["contact_rate"]) * noise[1]
    frame = pd.DataFrame(
        {
            "month": np.repeat(months["month"].to_numpy(), spend.shape[1]),
            "channel": np.tile(spend.columns.to_numpy(dtype=object), len(months)),
            "spend": spend.to_numpy().ravel(),
            "reach": np.rint(people.to_numpy().ravel()).astype(int),
            "contacts": np.rint(contacts.to_numpy().ravel()).astype(int),
        }
    )
    leads = world["channel_monthly"][["month", "channel", "leads"]]
    frame = frame.merge(leads, on=["month", "channel"], how="left")
    out = frame["month"].isin(months.loc[months["paused"] == 1, "month"])
    return frame.assign(paused=(out & (frame["channel"] == truth["experiment"]["channel"])).astype(int))
