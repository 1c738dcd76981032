"""Is what is said of single customers right? Chances of being alive, purchases ahead, intervals of value."""

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import pandas as pd

from benchmarks.model_recovery.equity_studies import (
    CALIBRATION,
    COFFEE_SCALE,
    MODIFIED,
    PARETO,
    WEEKS,
    RepeatPurchaseModel,
    coffee_alive,
    editions_alive,
    expected_editions,
    true_chances,
    values,
)
from benchmarks.model_recovery.plain_customers import modified_beta_geometric, pareto_customers, split_at
from benchmarks.model_recovery.study import Finding, Known
from benchmarks.model_recovery.world_tables import coffee_log, coffee_summary, editions_summary
from cvm_lessons.equity import (
    BetaGeoBetaBinomModel,
    BetaGeoModel,
    ModifiedBetaGeoModel,
    ParetoNBDModel,
    calibration_holdout,
    lifetime_value_interval,
)
from cvm_lessons.world import build_world

__all__ = ["CUSTOMERS", "KNOWN", "by_tenth", "departures_study", "realised"]

TENTHS = 10
AHEAD = 39.0


def said_of(
    summary: pd.DataFrame,
    predict: Callable[[RepeatPurchaseModel, pd.DataFrame], pd.Series],
    fitted: RepeatPurchaseModel,
    truth: Mapping[str, float],
) -> pd.DataFrame:
    """Return chance of being alive and purchases to come by the fit, and by the true parameters (order)."""
    true = type(fitted).from_params(**truth)
    found = {}
    for end, model in (("", fitted), (" order", true)):
        found[f"chance{end}"] = model.probability_alive(summary)
        found[f"expected{end}"] = predict(model, summary)
    return pd.DataFrame(found)


def ahead_of(model: RepeatPurchaseModel, held: pd.DataFrame) -> pd.Series:
    """Return the purchases expected in the holdout."""
    return model.expected_purchases(held, float(held["duration_holdout"].iloc[0]))


def coffee_customers(seed: int) -> pd.DataFrame:
    """Return what BG/NBD says of each customer of the coffee chain after 65 weeks, beside what is true."""
    world = build_world(seed, COFFEE_SCALE)
    held = coffee_summary(coffee_log(world), CALIBRATION, WEEKS - CALIBRATION)
    truth = values(world, "coffee_visits", "r", "alpha", "a", "b")
    said = said_of(held, ahead_of, BetaGeoModel().fit(held), truth)
    alive = coffee_alive(world, CALIBRATION).reindex(held.index).astype(float)
    return said.assign(alive=alive, later=held["frequency_holdout"])


def visitors(seed: int) -> pd.DataFrame:
    """Return what BG/BB says of each visitor of Larkport after the editions up to 2021."""
    world = build_world(seed, 0.5)
    held = editions_summary(world, "visitor", 2021)
    truth = true_chances(world.truth, "visitor")
    said = said_of(held, expected_editions, BetaGeoBetaBinomModel().fit(held), truth)
    return said.assign(alive=editions_alive(world, 2021).reindex(held.index), later=held["later"])


def drawn(
    seed: int,
    model: ModifiedBetaGeoModel | ParetoNBDModel,
    draw: Callable[..., list[tuple[list[float], float]]],
    truth: dict[str, float],
) -> pd.DataFrame:
    """Return what a model says of customers drawn one by one."""
    rng = np.random.default_rng([seed, 9])
    held = split_at(draw(rng, 1500, 78 + AHEAD, **truth), rng.uniform(26, 78, 1500), AHEAD)
    said = said_of(held, ahead_of, model.fit(held), truth)
    return said.assign(alive=held["alive"].astype(float), later=held["frequency_holdout"])


CUSTOMERS: dict[str, Callable[[int], pd.DataFrame]] = {
    "BG/NBD, coffee": coffee_customers,
    "BG/BB, visitors": visitors,
    "MBG/NBD, plain customers": lambda seed: drawn(
        seed, ModifiedBetaGeoModel(), modified_beta_geometric, MODIFIED
    ),
    "Pareto/NBD, plain customers": lambda seed: drawn(seed, ParetoNBDModel(), pareto_customers, PARETO),
}


def by_tenth(name: str, said: str, came: str, seeds: Iterable[int]) -> pd.DataFrame:
    """Return the means of what was said and what came by tenths of the first, over customers of all seeds.

    The tenths are those of the true parameters: in tenths of the fit a history would fall to where its error
    puts it, and seem to be off. Columns n, said, came, and error: the standard error over the seeds of the
    mean of came less said.
    """
    frames = []
    for seed in seeds:
        rows = CUSTOMERS[name](seed)
        tenth = np.ceil(rows[f"{said} order"].rank(pct=True) * TENTHS).astype(int)
        frames.append(pd.DataFrame({"seed": seed, "tenth": tenth, "said": rows[said], "came": rows[came]}))
    rows = pd.concat(frames)
    per_seed = rows.assign(miss=rows["came"] - rows["said"]).groupby(["tenth", "seed"])["miss"].mean()
    table = rows.groupby("tenth").agg(n=("said", "size"), said=("said", "mean"), came=("came", "mean"))
    misses = per_seed.groupby("tenth")
    return table.assign(error=misses.std() / np.sqrt(misses.size()))


def realised(seed: int, customers: int = 10) -> pd.DataFrame:
    """Return interval and outcome of the visits of some coffee customers in the year after the first one.

    A purchase is worth 1 and nothing is discounted, so that the value is the number of visits. Time is
    counted in quarters: four steps of a horizon take less than 52.
    """
    held = coffee_summary(coffee_log(build_world(seed, 0.15)), 52.0, 52.0)
    held[["recency", "T"]] /= 13.0
    model = BetaGeoModel().fit(held)
    rng = np.random.default_rng([seed, 10])
    rows = []
    for place in rng.choice(len(held), customers, replace=False):
        one = held.iloc[[place]]
        table = lifetime_value_interval(model, one, horizon=4.0, n_boot=30, n_futures=60, rng=rng)
        low, high = table.loc["realised", ["low", "high"]]
        rows.append((low, high, float(one["frequency_holdout"].iloc[0])))
    return pd.DataFrame(rows, columns=["low", "high", "came"])


def departures_study(seed: int) -> list[Finding]:
    """Forecasts of models whose process is not the world's: being off is a finding, not a fault."""
    held = coffee_summary(coffee_log(build_world(seed, COFFEE_SCALE)), CALIBRATION, WEEKS - CALIBRATION)
    orders = build_world(seed)["devices_orders"]
    accounts = calibration_holdout(
        orders, "2022-12-31", customer="account_id", end="2025-12-31", period="D", unit="W"
    )
    accounts = accounts[accounts["T"] > 0]
    found = []
    for name, model, rows in (
        ("MBG/NBD, coffee", ModifiedBetaGeoModel(), held),
        ("Pareto/NBD, coffee", ParetoNBDModel(), held),
        ("BG/NBD, devices", BetaGeoModel(), accounts),
        ("Pareto/NBD, devices", ParetoNBDModel(), accounts),
    ):
        expected = model.fit(rows).expected_purchases(rows, float(rows["duration_holdout"].iloc[0]))
        found.append(Finding(name, COUNT, rows["frequency_holdout"].mean(), expected.mean()))
    return found


COUNT = "purchases to come per customer"
REGULAR = "orders come more regularly than by chance"
KNOWN: Known = {
    ("MBG/NBD, coffee", COUNT): (0.1, "nobody of this chain is lost right after the first visit"),
    ("Pareto/NBD, coffee", COUNT): (0.3, "this chain loses customers after visits, the model at any time"),
    ("BG/NBD, devices", COUNT): (0.2, REGULAR),
    ("Pareto/NBD, devices", COUNT): (0.2, REGULAR),
}
