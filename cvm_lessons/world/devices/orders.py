"""The order book: line, units, contract, discount, and the amount in the account's currency."""

import numpy as np
import pandas as pd
from scipy.special import betaincinv

from cvm_lessons.world.chance import beta_parameters
from cvm_lessons.world.devices.rates import euro_rates
from cvm_lessons.world.engine import World

__all__ = ["draw_devices_orders", "draw_devices_products", "list_prices"]

START = pd.Timestamp("2016-01-01")
DAYS = 365.25


def draw_devices_orders(world: World) -> pd.DataFrame:
    """Draw what each order holds and costs.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``devices_orders``, by account and date.
    """
    truth, traits = world.truth["devices"], world["devices_traits"]
    purchases = world["devices_purchases"]
    who = traits.iloc[purchases["account"]].reset_index(drop=True)
    date = START + pd.to_timedelta(np.floor(purchases["time"] * DAYS).astype(int), unit="D")
    frame = who[["account_id"]].assign(order_no=purchases.groupby("account").cumcount() + 1, date=date)
    frame["product_line"] = _lines(world, who["line"], purchases["line"])
    entered = world["devices_key_accounts"].iloc[purchases["account"]].to_numpy()
    grown = truth["key_effect"] * (purchases["time"] >= entered)
    frame["units"] = np.maximum(np.rint(np.exp(purchases["log_units"] + grown)), 1).astype(int)
    contract = who["tender"] & purchases["won"] & (purchases["contract"] < truth["tender_order"])
    frame["tender"] = contract.astype(int)
    frame["discount"] = _discounts(world, who["kind"], frame["tender"], purchases["discount"])
    year = date.dt.year
    net = list_prices(world, frame["product_line"], year) * (1 - frame["discount"])
    frame["amount"] = np.rint(
        frame["units"] * net / euro_rates(world, who["country"].map(truth["currency"]), year)
    ).astype(int)
    columns = ["account_id", "order_no", "date", "product_line", "units", "amount", "discount", "tender"]
    return frame[columns]


def draw_devices_products(world: World) -> pd.DataFrame:
    """List what a unit of each line costs the customer and the maker.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``devices_products``.
    """
    truth = world.truth["devices"]
    frame = pd.DataFrame({"product_line": list(truth["list_price"])})
    for column in ("list_price", "unit_cost"):
        frame[column] = frame["product_line"].map(truth[column])
    return frame


def list_prices(world: World, line: pd.Series, year: pd.Series) -> pd.Series:
    """Return the list price of each line in each year, in euro.

    Parameters
    ----------
    world : World
        The world in the making.
    line : Series of str
        Product lines.
    year : Series of int
        Years.

    Returns
    -------
    Series of float
        Euro per unit.
    """
    truth = world.truth["devices"]
    growth = (1 + truth["price_growth"]) ** (year - world.truth["devices_rates"]["years"][0])
    return line.map(truth["list_price"]) * growth


def _lines(world: World, main: pd.Series, draws: pd.Series) -> np.ndarray:
    """The account's main line, or by the rest of the draw any line by its share."""
    truth = world.truth["devices"]
    names, stay = np.array(list(truth["lines"]), dtype=object), truth["main_line"]
    edges = np.cumsum(list(truth["lines"].values()))
    rest = np.clip((draws - stay) / (1 - stay), 0.0, None)
    other = names[np.minimum(np.searchsorted(edges / edges[-1], rest, side="right"), len(names) - 1)]
    return np.asarray(np.where(draws < stay, main, other))


def _discounts(world: World, kind: pd.Series, tender: pd.Series, draws: pd.Series) -> np.ndarray:
    truth = world.truth["devices"]
    mean = kind.map(truth["discount"]) + truth["discount_tender"] * tender
    drawn = betaincinv(*beta_parameters(mean.to_numpy(dtype=float), truth["discount_precision"]), draws)
    return np.asarray(np.round(drawn, 2))
