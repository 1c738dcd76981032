"""What the maker knows of its accounts: the customer file with service costs and the guessed wallet."""

import numpy as np
import pandas as pd

from cvm_lessons.world.devices.orders import START
from cvm_lessons.world.engine import World

__all__ = ["draw_devices_accounts", "draw_devices_service", "expected_sales"]


def expected_sales(world: World) -> np.ndarray:
    """Return the yearly sales to expect of each account outside tenders and programme, in euro of 2016.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    ndarray
        One number per account.
    """
    truth, traits = world.truth["devices"], world["devices_traits"]
    price, share = truth["list_price"], truth["lines"]
    total = sum(share.values())
    mixed = sum(price[line] * share[line] / total for line in price)
    mean_price = truth["main_line"] * traits["line"].map(price) + (1 - truth["main_line"]) * mixed
    units = np.exp(traits["volume"] + truth["units"]["sd"] ** 2 / 2) / traits["interval"]
    return np.asarray(units * mean_price * (1 - traits["kind"].map(truth["discount"])))


def draw_devices_service(world: World) -> pd.DataFrame:
    """Draw what serving an account costs a year; for some hospitals it has nothing to do with sales.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: heavy, service_cost and wallet (both euro a year), wallet_guess; a row per account.
    """
    truth, traits = world.truth["devices"], world["devices_traits"]
    rows, sales = len(traits), expected_sales(world)
    lot = world.stream("devices_accounts", "heavy").random(rows)
    heavy = (traits["kind"] == "hospital").to_numpy() & (lot < truth["heavy"]["share"])
    noise = world.stream("devices_accounts", "service").standard_normal(rows)
    regular = truth["service"]["share"] * sales * np.exp(truth["service"]["sd"] * noise)
    fixed = truth["heavy"]["cost"] * np.exp(truth["heavy"]["sd"] * noise)
    wallet, guess = sales / traits["share_of_wallet"].to_numpy(), truth["wallet_guess"]
    error = guess["bias"] + guess["sd"] * world.stream("devices_accounts", "guess").standard_normal(rows)
    return pd.DataFrame(
        {
            "heavy": heavy,
            "service_cost": np.where(heavy, fixed, regular),
            "wallet": wallet,
            "wallet_guess": wallet * np.exp(error),
        }
    )


def draw_devices_accounts(world: World) -> pd.DataFrame:
    """Put the customer file together.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``devices_accounts``.
    """
    traits, service = world["devices_traits"], world["devices_service"]
    entered = world["devices_key_accounts"]
    year = entered.fillna(0.0).astype(int) + START.year
    since = pd.to_datetime(pd.DataFrame({"year": year, "month": 1, "day": 1})).where(entered.notna())
    return traits[["account_id", "group_id", "country", "kind", "beds"]].assign(
        currency=traits["country"].map(world.truth["devices"]["currency"]),
        buys_by_tender=traits["tender"].astype(int),
        key_account_since=since,
        service_cost=(100 * np.rint(service["service_cost"] / 100)).astype(int),
        wallet_estimate=(1000 * np.rint(service["wallet_guess"] / 1000)).astype(int),
    )
