"""Claims about media: sales by month, adstock and saturation, the experiment, and the last touch."""

from functools import partial

import numpy as np
import pandas as pd

from cvm_lessons.datasets.claims._estimators import correlation
from cvm_lessons.datasets.claims._inside_fits import Found, at, claim, fit
from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World

__all__ = ["CLAIMS"]

CHANNELS = ["search", "social", "email", "press", "phone", "roadshow", "association"]


def _stock(spend: np.ndarray, carry: float) -> np.ndarray:
    stock = np.array(spend, dtype=float)
    for month in range(1, len(stock)):
        stock[month] += carry * stock[month - 1]
    return stock


def _months(world: World) -> pd.DataFrame:
    """Sales of all channels together, spend by channel, and the facts of the month."""
    monthly = world["channel_monthly"].groupby("month")
    facts = monthly[["price_index", "season"]].first().assign(sales=monthly["sales_thousand"].sum())
    spend = world["channel_spend"].pivot_table(index="month", columns="channel", values="spend")
    facts["years"] = np.arange(len(facts)) / 12.0
    facts["pandemic"] = ((facts.index >= "2020-02") & (facts.index <= "2022-12")).astype(float)
    return facts.join(spend)


def _design(world: World, rows: pd.DataFrame) -> np.ndarray:
    """The seven channels as carry-over and saturation have them, then the facts of the month."""
    truth = world.truth["media"]
    stocks = {name: _stock(rows[name].to_numpy(), truth["carry"][name]) for name in CHANNELS}
    felt = [stock / (stock + truth["half"][name]) for name, stock in stocks.items()]
    facts = [rows[name] for name in ("season", "price_index", "pandemic", "years")]
    return np.column_stack([*felt, *facts, np.ones(len(rows))])


def _mix(place: int, world: World) -> Found:
    rows = _months(world)
    return at(fit(rows["sales"].to_numpy(), _design(world, rows)), place)


def _experiment(world: World) -> Found:
    """Months of the experiment with search against those without, the other channels held."""
    rows, spend = _months(world), world["channel_spend"]
    paused = spend.loc[spend["paused"] == 1, "month"]
    tried = (rows.index >= "2024-01").astype(float)
    on = tried * ~rows.index.isin(paused)
    x = _design(world, rows)
    x[:, 0] *= 1.0 - tried
    return at(fit(rows["sales"].to_numpy(), np.column_stack([on, tried, x])), 0)


def _carry(world: World) -> Found:
    """Carry-over of press by non-linear least squares, the others as they are."""
    rows, truth = _months(world), world.truth["media"]
    x, y, place = _design(world, rows), rows["sales"].to_numpy(), CHANNELS.index("press")
    spend, half = rows["press"].to_numpy(), truth["half"]["press"]

    def column(carry: float) -> np.ndarray:
        stock = _stock(spend, carry)
        return np.asarray(stock / (stock + half))

    carry = 0.3
    for _ in range(12):  # Gauss and Newton
        x[:, place] = column(carry)
        slope = (column(carry + 1e-4) - x[:, place]) / 1e-4
        largest = fit(y, x)[0][place]
        estimate, error = fit(y, np.column_stack([largest * slope, x]))
        carry = float(np.clip(carry + estimate[0], 0.0, 0.95))
    return carry, float(error[0])


def _credit(channel: str, place: int, world: World) -> Found:
    """What the last touch credits to a channel, on what the channel causes and on all the rest."""
    effects, kept = world["media_effects"], world.truth["media"]["credit_kept"]
    rest = effects.sum(axis=1) - (effects[CHANNELS] * pd.Series(kept)).sum(axis=1)
    sales = world["channel_monthly"].query("channel == @channel")["sales_thousand"].to_numpy()
    x = np.column_stack([effects[channel], rest])
    # Each month is a cluster of its own: the spread of a month's credit depends on its level.
    return at(fit(sales, x, cluster=pd.Series(range(len(sales)))), place)


def _agency(world: World) -> Found:
    rows = _months(world)
    rows = rows[rows.index < "2024-01"]
    chase = 1.0 + world.truth["media"]["chase"] * rows["season"]
    facts = np.column_stack([np.ones(len(rows)), rows["years"], rows["pandemic"]])
    logs = np.column_stack([np.log(rows[name] / chase) for name in ("search", "social")])
    rest = logs - facts @ np.linalg.lstsq(facts, logs, rcond=None)[0]
    return correlation(rest[:, 0], rest[:, 1])


FACTS = {
    "season": "media.season",
    "price": "media.price.effect",
}
CLAIMS: list[Claim] = [
    *(
        claim(f"largest effect of {name}", f"media.maximum.{name}", partial(_mix, place))
        for place, name in enumerate(CHANNELS)
    ),
    *(
        claim(f"sales and {name}", path, partial(_mix, place))
        for place, (name, path) in enumerate(FACTS.items(), start=len(CHANNELS))
    ),
    claim(
        "what search adds in a month of the experiment",
        lambda truth: (
            truth["media"]["maximum"]["search"]
            * truth["media"]["experiment"]["spend"]
            / (truth["media"]["experiment"]["spend"] + truth["media"]["half"]["search"])
        ),
        _experiment,
    ),
    claim("carry-over of press", "media.carry.press", _carry, 0.02, "non-linear, from 120 months"),
    claim("sales of others credited to search", "media.credit_rest.search", partial(_credit, "search", 1)),
    claim("own sales credited to roadshow", "media.credit_kept.roadshow", partial(_credit, "roadshow", 0)),
    claim("spend on search and social", "media.agency.correlation", _agency),
]
