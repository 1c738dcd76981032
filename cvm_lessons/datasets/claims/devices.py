"""Claims of the devices: rhythm of buying, tenders, key accounts, prices, service and share of wallet."""

from functools import partial

import numpy as np
import pandas as pd
from scipy.special import digamma, polygamma

from cvm_lessons.datasets.claims._devices_money import MONEY_CLAIMS, log_units
from cvm_lessons.datasets.claims._estimators import least_squares, logistic_slopes, mean, share, spread
from cvm_lessons.datasets.claims._panels import at, jackknife, within
from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World

__all__ = ["CLAIMS"]

Found = tuple[float, float]
FEW = 6  # intervals per account in the reader's estimate of the shape
OFTEN = 14  # orders of an account that lose nothing by the end of the record when six intervals are kept


def _intervals(world: World) -> pd.DataFrame:
    """The first intervals, in days, of accounts without tenders that order often."""
    free = world["devices_accounts"].query("buys_by_tender == 0")["account_id"]
    orders = world["devices_orders"][world["devices_orders"]["account_id"].isin(free)]
    groups = orders.groupby("account_id")
    days = groups["date"].diff().dt.days
    kept = (groups["date"].transform("size") >= OFTEN) & orders["order_no"].between(2, FEW + 1)
    return orders[["account_id"]].assign(days=days)[kept]


def _shape(world: World) -> Found:
    """Maximum likelihood for the shares of the six intervals: Dirichlet, whatever the account's mean."""
    days = _intervals(world)["days"].to_numpy(dtype=float).reshape(-1, FEW) + 0.5
    logs = np.log(days / days.sum(axis=1, keepdims=True))
    shape = 2.0
    for _ in range(30):
        gap = digamma(FEW * shape) - digamma(shape) + logs.mean()
        slope = FEW * polygamma(1, FEW * shape) - polygamma(1, shape)
        shape = max(shape - gap / slope, 0.1)
    error = logs.mean(axis=1).std(ddof=1) / np.sqrt(len(logs)) / abs(slope)
    return float(shape), float(error)


def _own_interval(world: World) -> np.ndarray:
    return np.asarray(np.log(world["devices_traits"]["interval"] * 12))


def _exit_rate(world: World) -> Found:
    """Exits over account years until the end of the record."""
    traits = world["devices_traits"]
    exposure = np.minimum(traits["left"], 10.0) - traits["first"]
    left = (traits["left"] < 10.0).to_numpy()
    # One more exit keeps the error of a small world from being 0.
    return float(left.sum() / exposure.sum()), float(np.sqrt(left.sum() + 1) / exposure.sum())


def _win(before: bool, world: World) -> Found:
    won = world["devices_tenders"]["won"].to_numpy().reshape(len(world["devices_traits"]), -1)
    return share(won[:, 1:][won[:, :-1] == before])


def _lost_speed(world: World) -> Found:
    """Ratio of orders per year in lost and in won cycles of accounts by tender."""
    traits, purchases = world["devices_traits"], world["devices_purchases"]
    tender = traits["tender"].to_numpy()
    cycles = world["devices_tenders"]
    who = cycles["account"].to_numpy()
    stop = np.minimum(traits["left"].to_numpy(), 10.0)[who]
    # The first order is no outcome of the cycle it lies in: count and time begin after it.
    open_for = np.clip(
        np.minimum(cycles["end"], stop) - np.maximum(cycles["start"], traits["first"].to_numpy()[who]),
        0,
        None,
    )
    pace = traits["interval"].to_numpy()
    expected = np.bincount(who + len(traits) * cycles["won"], open_for / pace[who], 2 * len(traits))
    later = purchases["account"].duplicated().to_numpy()
    counted = (purchases["account"] + len(traits) * purchases["won"])[later]
    orders = np.bincount(counted, minlength=2 * len(traits)).reshape(2, -1)[:, tender]
    expected = expected.reshape(2, -1)[:, tender]

    def ratio(kept: np.ndarray) -> float:
        rate = orders[:, kept].sum(axis=1) / expected[:, kept].sum(axis=1)
        return float(rate[0] / rate[1])

    return jackknife(np.arange(orders.shape[1]), ratio)


def _key_effect(world: World) -> Found:
    """Within accounts, without the two years by which accounts were chosen."""
    orders = log_units(world)
    since = orders["key_account_since"]
    chosen_by = (orders["date"] < since) & (orders["date"] >= since - pd.DateOffset(years=2))
    orders = orders[~chosen_by.to_numpy() & (orders["units"] >= 4)]
    inside = orders["date"] >= orders["key_account_since"]
    left = within(np.column_stack([orders["log_units"], inside]), orders["account_id"])
    return at(least_squares(left[:, 0], [left[:, 1]], clusters=orders["account_id"]), 1)


def _key_choice(world: World) -> Found:
    """How much more key accounts bought before they were chosen, per standard deviation: logit by Newton."""
    purchases, rows = world["devices_purchases"], len(world["devices_traits"])
    recent = purchases[purchases["time"].between(1.0, 3.0)]
    sales = np.log1p(np.bincount(recent["account"], np.exp(recent["log_units"]), minlength=rows))
    score = (sales - sales.mean()) / sales.std()
    entered = (world["devices_key_accounts"] == 3.0).to_numpy()
    return at(logistic_slopes(entered[sales > 0], [score[sales > 0]]), 1)


def _contract(world: World) -> Found:
    """Orders under the contract among those of a won cycle."""
    accounts = world["devices_accounts"].set_index("account_id")["buys_by_tender"]
    orders = world["devices_orders"]
    by_tender = orders["account_id"].map(accounts).to_numpy() == 1
    return share(orders["tender"][by_tender & world["devices_purchases"]["won"].to_numpy()])


CLAIMS: list[Claim] = [
    Claim(
        "devices",
        "shape of the intervals between orders, as a reader finds it",
        lambda truth: truth["devices"]["interval_shape"],
        _shape,
        slack=0.1,
        why="maximum likelihood in a few hundred intervals, counted in whole days",
    ),
    Claim(
        "devices",
        "median interval, logarithm of months",
        lambda truth: float(np.log(truth["devices"]["interval"]["median"])),
        lambda world: mean(_own_interval(world)),
        slack=0.01,
        why="no mean interval is shorter than a limit",
    ),
    Claim(
        "devices",
        "spread of the logarithm of the intervals between accounts",
        lambda truth: truth["devices"]["interval"]["sd"],
        lambda world: spread(_own_interval(world)),
        slack=0.01,
        why="no mean interval is shorter than a limit",
    ),
    Claim("devices", "exits per account and year", lambda truth: truth["devices"]["exit_rate"], _exit_rate),
    *(
        Claim(
            "devices",
            f"chance of winning a tender {name}",
            lambda truth, name=name: truth["devices"]["tender_win"][name],  # type: ignore[misc]
            partial(_win, before),
        )
        for name, before in (("after won", True), ("after lost", False))
    ),
    Claim(
        "devices",
        "speed of ordering in a lost tender cycle",
        lambda truth: truth["devices"]["tender_lost"],
        _lost_speed,
        slack=0.03,
        why="regular orders are not due at once after the first one",
    ),
    Claim(
        "devices",
        "effect of the key account programme",
        lambda truth: truth["devices"]["key_effect"],
        _key_effect,
    ),
    Claim(
        "devices",
        "choice of key accounts in 2019: logits per standard deviation of sales",
        lambda truth: truth["devices"]["key_choice"]["sales"],
        _key_choice,
        slack=0.15,
        why="a logit in 120 accounts with few chosen ones is steeper than the truth",
    ),
    Claim(
        "devices",
        "share of the orders of a won cycle under the contract",
        lambda truth: truth["devices"]["tender_order"],
        _contract,
    ),
    *MONEY_CLAIMS,
]
