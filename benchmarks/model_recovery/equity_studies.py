"""Studies of the models of customer equity."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from benchmarks.model_recovery.plain_customers import modified_beta_geometric, pareto_customers, split_at
from benchmarks.model_recovery.study import Finding, Known
from benchmarks.model_recovery.world_tables import (
    coffee_log,
    coffee_summary,
    editions_summary,
    real_spend,
    renewal_table,
)
from cvm_lessons.equity import (
    BetaGeoBetaBinomModel,
    BetaGeoModel,
    GammaGammaModel,
    ModifiedBetaGeoModel,
    ParetoNBDModel,
    ShiftedBetaGeoModel,
    customer_lifetime_value,
)
from cvm_lessons.world import World, build_world

RepeatPurchaseModel: TypeAlias = BetaGeoModel | ParetoNBDModel | BetaGeoBetaBinomModel
COFFEE_SCALE = 0.5
WEEKS, CALIBRATION, QUARTER = 104, 65, 13
MODIFIED = {"r": 0.9, "alpha": 4.0, "a": 0.8, "b": 2.5}
PARETO = {"r": 0.9, "alpha": 4.0, "s": 0.8, "beta": 15.0}
CUSTOMERS, AHEAD = 2000, 39.0


def values(world: World, area: str, *names: str) -> dict[str, float]:
    """Return parameters of an area of the truth."""
    return {name: float(world.truth[area][name]) for name in names}


def parameters(
    name: str,
    model: RepeatPurchaseModel | GammaGammaModel | ShiftedBetaGeoModel,
    truth: dict[str, float],
    *,
    profile: bool = True,
) -> list[Finding]:
    """Return estimate, Wald's and the profile's interval of each parameter."""
    wald = model.intervals(method="wald")
    ends = model.intervals() if profile else wald * np.nan
    return [
        Finding(name, letter, true, *wald.loc[letter], *ends.loc[letter, ["low", "high"]])
        for letter, true in truth.items()
    ]


def forecast(name: str, model: RepeatPurchaseModel, held: pd.DataFrame) -> list[Finding]:
    """Return the mean of what is expected of the holdout beside what came."""
    t = float(held["duration_holdout"].iloc[0])
    expected = model.expected_purchases(held, t)
    return [
        Finding(name, "purchases to come per customer", held["frequency_holdout"].mean(), expected.mean())
    ]


def coffee_study(seed: int) -> list[Finding]:
    """Visits of the coffee chain, drawn as BG/NBD says: parameters, who is alive, what is to come."""
    world = build_world(seed, COFFEE_SCALE)
    log = coffee_log(world)
    whole = coffee_summary(log, WEEKS)
    truth = values(world, "coffee_visits", "r", "alpha", "a", "b")
    model = BetaGeoModel().fit(whole)
    found = parameters("BG/NBD", model, truth)
    alive = coffee_alive(world).reindex(whole.index)
    found.append(Finding("BG/NBD", "share alive", alive.mean(), model.probability_alive(whole).mean()))
    held = coffee_summary(log, CALIBRATION, WEEKS - CALIBRATION)
    early = BetaGeoModel().fit(held)
    found += forecast("BG/NBD", early, held)
    # In quarters: three steps of the horizon instead of 39.
    quarters = held.assign(recency=held["recency"] / QUARTER, T=held["T"] / QUARTER)
    worth = customer_lifetime_value(
        BetaGeoModel().fit(quarters),
        quarters,
        discount_rate=0.0,
        horizon=(WEEKS - CALIBRATION) / QUARTER,
        spend=GammaGammaModel().fit(held),
    )
    name = "BG/NBD and gamma-gamma"
    found.append(Finding(name, "money to come per customer", held["spend_holdout"].mean(), worth.mean()))
    return found


def coffee_alive(world: World, until: float = WEEKS) -> pd.Series:
    """Return whether each customer has not been lost at a visit before a week."""
    visits, base = world["coffee_visits"], world["coffee_base"]
    lost = visits.loc[visits["lost_after"] & (visits["week"] < until), "customer"]
    return pd.Series(~base.index.isin(lost), index=base["customer_id"])


def spend_study(seed: int) -> list[Finding]:
    """Amounts of the coffee chain, and of exhibitors at constant prices: gamma-gamma both."""
    world = build_world(seed, COFFEE_SCALE)
    sales = world["coffee_transactions"].groupby("customer_id")["amount"]
    amounts = pd.DataFrame({"frequency": sales.size(), "monetary_value": sales.mean()})
    truth = values(world, "coffee_spend", "p", "q") | {"v": float(world.truth["coffee_spend"]["gamma"])}
    model = GammaGammaModel().fit(amounts)
    found = parameters("gamma-gamma, coffee", model, truth)
    mean = truth["p"] * truth["v"] / (truth["q"] - 1)
    found.append(Finding("gamma-gamma, coffee", "mean spend", mean, model.mean_spend()))
    spending = build_world(seed).truth["spending"]
    world = build_world(seed)
    mean = spending["mean_spend"]["medium"]
    truth = {"p": spending["shape_p"], "q": spending["shape_q"]}
    truth["v"] = mean * (truth["q"] - 1) / truth["p"]
    model = GammaGammaModel().fit(real_spend(world, "medium"))
    found += parameters("gamma-gamma, exhibitors", model, truth)
    found.append(Finding("gamma-gamma, exhibitors", "mean spend", mean, model.mean_spend()))
    return found


def editions_study(seed: int) -> list[Finding]:
    """Exhibitors and visitors of Larkport, whose editions are drawn as BG/BB says."""
    world = build_world(seed)
    found = []
    for role in ("exhibitor", "visitor"):
        name, truth = f"BG/BB, {role}s", true_chances(world.truth, role)
        whole = editions_summary(world, role)
        model = BetaGeoBetaBinomModel().fit(whole)
        found += parameters(name, model, truth)
        true, fit = pd.Series(truth), model.params
        for quantity, one, other in (("coming", "alpha", "beta"), ("leaving", "gamma", "delta")):
            means = (each[one] / (each[one] + each[other]) for each in (true, fit))
            found.append(Finding(name, f"mean chance of {quantity}", *means))
        alive = editions_alive(world).reindex(whole.index)
        found.append(Finding(name, "share alive", alive.mean(), model.probability_alive(whole).mean()))
        held = editions_summary(world, role, 2021)
        expected = expected_editions(BetaGeoBetaBinomModel().fit(held), held)
        found.append(Finding(name, "editions to come per customer", held["later"].mean(), expected.mean()))
    return found


def true_chances(truth: Mapping[str, Any], role: str) -> dict[str, float]:
    """Return the four parameters of a role.

    The chance of coming is beta within a size and a sector; over all of them alpha and beta are those of the
    beta variable with the same mean and variance.
    """
    area, customers = truth["participation"], truth["organisations"]
    shares, means = [], []
    for size, of_size in customers["size_share"][role].items():
        for sector, of_sector in customers["sector_share"].items():
            shift = area["size_shift"][size] + area["sector_shift"][sector]
            shares.append(of_size * of_sector)
            means.append(expit(logit(area["take_part_mean"][role]) + shift))
    share, mean, size = np.array(shares), np.array(means), area["take_part_precision"]
    centre = float(share @ mean)
    spread = float(share @ (mean * (1 - mean) / (size + 1)) + share @ (mean - centre) ** 2)
    size = centre * (1 - centre) / spread - 1
    leave, weight = area["exit_mean"][role], area["exit_precision"]
    chances = {"alpha": centre * size, "beta": (1 - centre) * size}
    return chances | {"gamma": leave * weight, "delta": (1 - leave) * weight}


def editions_alive(world: World, until: int = 2025) -> pd.Series:
    """Return the chance to be there at the next opportunity after a year, which is what BG/BB calls alive."""
    rows = world["took_part"][world["invitations"]["year"].to_numpy() <= until]
    gone = rows.groupby("customer_id")["gone"].last()
    stays = pd.Series(1 - world["chances"]["leave"].to_numpy(), index=world["organisations"]["customer_id"])
    return (~gone) * stays.reindex(gone.index)


def expected_editions(model: RepeatPurchaseModel, held: pd.DataFrame) -> pd.Series:
    """Return the participations expected at the editions that each customer still had ahead."""
    parts = [model.expected_purchases(rows, int(t)) for t, rows in held.groupby("ahead")]
    return pd.concat(parts).reindex(held.index)


def club_study(seed: int) -> list[Finding]:
    """Renewals of the club up to 2022; what the lottery of the fee rise did later is left out."""
    world = build_world(seed)
    years = world["club_years"]
    truth = values(world, "club_renewal", "alpha", "beta")
    model = ShiftedBetaGeoModel().fit(renewal_table(years, 2022))
    found = parameters("sBG, club", model, truth)
    a, b = truth["alpha"], truth["beta"]
    found.append(
        Finding(
            "sBG, club", "retention at the fourth renewal", (b + 3) / (a + b + 3), model.retention_rate(4)[3]
        )
    )
    cohort = years["year"] - years["membership_year"] + 1
    first = years[cohort == 2018]
    left_alone = first.loc[(first["year"] == 2023) & (first["fee_rise"] == 0), "member_id"]
    still = first.loc[first["year"] == 2025, "member_id"].isin(left_alone).sum() / len(left_alone)
    survival = model.survival(7)
    found.append(Finding("sBG, club", "share of 2023 still there in 2025", still, survival[7] / survival[5]))
    return found


def plain_study(seed: int) -> list[Finding]:
    """Customers drawn one by one for the models that no table follows."""
    found = []
    for name, model, draw, truth in (
        ("MBG/NBD, plain customers", ModifiedBetaGeoModel(), modified_beta_geometric, MODIFIED),
        ("Pareto/NBD, plain customers", ParetoNBDModel(), pareto_customers, PARETO),
    ):
        rng = np.random.default_rng([seed, 5])
        lengths = rng.uniform(26, 78, CUSTOMERS)
        held = split_at(draw(rng, CUSTOMERS, 78 + AHEAD, **truth), lengths, AHEAD)
        model.fit(held)
        found += parameters(name, model, truth, profile=name.startswith("MBG"))
        found.append(Finding(name, "share alive", held["alive"].mean(), model.probability_alive(held).mean()))
        found += forecast(name, model, held)
    return found


SKEWED = "maximum likelihood of a precision that few exits tell leans upwards; their mean ratio does not"
KNOWN: Known = {
    ("BG/BB, exhibitors", "gamma"): (0.1, SKEWED),
    ("BG/BB, exhibitors", "delta"): (1.0, SKEWED),
    ("BG/BB, visitors", "gamma"): (0.1, SKEWED),
    ("BG/BB, visitors", "delta"): (1.0, SKEWED),
    ("MBG/NBD, plain customers", "b"): (0.1, SKEWED),
    ("Pareto/NBD, plain customers", "beta"): (1.0, SKEWED),
}
