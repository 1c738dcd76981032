"""Claims of the devices about money: sizes, discounts, prices, service and share of wallet."""

import numpy as np
import pandas as pd

from cvm_lessons.datasets.claims._estimators import least_squares, mean, share, spread
from cvm_lessons.datasets.claims._panels import at, within
from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World
from cvm_lessons.world.devices.ledger import expected_sales

__all__ = ["MONEY_CLAIMS", "log_units"]

Found = tuple[float, float]


def log_units(world: World) -> pd.DataFrame:
    """Return the orders with the kind of account, its entry as key account, and the logarithm of units."""
    orders = world["devices_orders"].merge(
        world["devices_accounts"][["account_id", "key_account_since", "kind"]], on="account_id"
    )
    return orders.assign(log_units=np.log(orders["units"]))


def _order_noise(world: World) -> Found:
    """From pairs of orders in a row of one account, large enough that whole units hardly matter."""
    purchases = world["devices_purchases"]
    gaps = purchases.groupby("account")["log_units"].diff()[purchases.groupby("account").cumcount() % 2 == 1]
    found, error = spread(gaps)
    return found / np.sqrt(2), error / np.sqrt(2)


def _beds(world: World) -> Found:
    """Mean logarithm of an account's units, less its interval, on the logarithm of its beds."""
    traits = world["devices_traits"].reset_index(drop=True)
    size = log_units(world).groupby("account_id")["log_units"].mean().reindex(traits["account_id"]).to_numpy()
    kept = (traits["kind"] != "dealer").to_numpy() & ~np.isnan(size) & (traits["beds"] >= 40).to_numpy()
    outcome = (size - np.log(traits["interval"]))[kept]
    groups = traits["group_id"].fillna(traits["account_id"])[kept]
    entered = world["devices_key_accounts"].notna()[kept]
    return at(least_squares(outcome, [np.log(traits["beds"][kept]), entered], clusters=groups), 1)


def _group_sd(world: World) -> Found:
    """Logarithm of the standard deviation, whose error does not depend on it."""
    effects = world["devices_traits"].dropna(subset="group_id").groupby("group_id")["group_effect"].first()
    return float(np.log(effects.std())), float(1 / np.sqrt(2 * (len(effects) - 1)))


def _dealers(world: World) -> Found:
    """Dealers against hospitals of the median size, in logarithms of units and the same interval."""
    traits, units = world["devices_traits"], world.truth["devices"]["units"]
    size = units["beds"] * np.log(traits["beds"] / world.truth["devices"]["beds"]["hospital"])
    own = traits["volume"] - size.where(traits["kind"] != "dealer", 0.0) - np.log(traits["interval"])
    groups = traits["group_id"].fillna(traits["account_id"])
    return at(least_squares(own, [traits["kind"] == "dealer"], clusters=groups), 1)


def _tender_discount(world: World) -> Found:
    orders = log_units(world).query("kind == 'hospital'")
    return at(least_squares(orders["discount"], [orders["tender"]], clusters=orders["account_id"]), 1)


def _dealer_discount(world: World) -> Found:
    orders = log_units(world).query("tender == 0 and kind != 'clinic'")
    return at(least_squares(orders["discount"], [orders["kind"] == "dealer"]), 1)


def _price_growth(world: World) -> Found:
    """Growth of the net price in euro per unit, by line, within accounts."""
    rates = world["devices_rates"].assign(year=lambda frame: frame["year"].astype(int))
    orders = world["devices_orders"].merge(
        world["devices_accounts"][["account_id", "currency"]], on="account_id"
    )
    orders["year"] = orders["date"].dt.year
    orders = orders.merge(rates, on=["currency", "year"])
    price = np.log(orders["amount"] * orders["euro"] / orders["units"] / (1 - orders["discount"]))
    left = within(np.column_stack([price, orders["year"]]), orders["product_line"])
    found, error = at(least_squares(left[:, 0], [left[:, 1]], clusters=orders["account_id"]), 1)
    return float(np.expm1(found)), error


def _service(world: World) -> Found:
    """Median cost of service over sales to expect, where service follows sales, as a logarithm."""
    regular = ~world["devices_service"]["heavy"].to_numpy()
    cost = world["devices_service"]["service_cost"].to_numpy()
    return mean(np.log(cost[regular] / expected_sales(world)[regular]))


def _heavy(world: World) -> Found:
    hospitals = (world["devices_traits"]["kind"] == "hospital").to_numpy()
    return share(world["devices_service"]["heavy"][hospitals])


def _guess(world: World) -> Found:
    service = world["devices_service"]
    return mean(np.log(service["wallet_guess"] / service["wallet"]))


MONEY_CLAIMS: list[Claim] = [
    Claim(
        "devices",
        "spread of order sizes within an account",
        lambda truth: truth["devices"]["units"]["sd"],
        _order_noise,
    ),
    Claim(
        "devices",
        "elasticity of units to beds",
        lambda truth: truth["devices"]["units"]["beds"],
        _beds,
        slack=0.02,
        why="whole units, and key accounts are larger",
    ),
    Claim(
        "devices",
        "spread between groups of accounts, logarithm",
        lambda truth: float(np.log(truth["devices"]["group_sd"])),
        _group_sd,
        slack=0.04,
        why="the logarithm of the spread of fewer than twenty groups is a little too small",
    ),
    Claim(
        "devices",
        "orders of a dealer against a hospital, logarithm",
        lambda truth: truth["devices"]["units"]["dealer"],
        _dealers,
    ),
    Claim(
        "devices",
        "discount under a tender contract",
        lambda truth: truth["devices"]["discount_tender"],
        _tender_discount,
    ),
    Claim(
        "devices",
        "discount of dealers against hospitals",
        lambda truth: truth["devices"]["discount"]["dealer"] - truth["devices"]["discount"]["hospital"],
        _dealer_discount,
    ),
    Claim(
        "devices",
        "growth of list prices, from amounts, rates and discounts",
        lambda truth: truth["devices"]["price_growth"],
        _price_growth,
        slack=0.0002,
        why="amounts are whole units of the currency",
    ),
    Claim(
        "devices",
        "service cost over sales, logarithm of the median",
        lambda truth: float(np.log(truth["devices"]["service"]["share"])),
        _service,
    ),
    Claim(
        "devices",
        "share of hospitals with heavy service",
        lambda truth: truth["devices"]["heavy"]["share"],
        _heavy,
    ),
    Claim(
        "devices",
        "mean share of wallet",
        lambda truth: truth["devices"]["share_of_wallet"]["mean"],
        lambda world: mean(world["devices_traits"]["share_of_wallet"]),
    ),
    Claim(
        "devices",
        "bias of the guessed wallet, logarithm",
        lambda truth: truth["devices"]["wallet_guess"]["bias"],
        _guess,
    ),
]
