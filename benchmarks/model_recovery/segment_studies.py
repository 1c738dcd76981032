"""Studies of the segments: concentration, tiers, attitude clusters, migration, RFM."""

import numpy as np
import pandas as pd
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.metrics import adjusted_rand_score

from benchmarks.model_recovery.study import Finding, Known
from benchmarks.model_recovery.world_tables import coffee_log, coffee_summary
from cvm_lessons.equity import BetaGeoModel, GammaGammaModel
from cvm_lessons.measurement import ipsatize
from cvm_lessons.segments import (
    AttitudeClusters,
    TierMixture,
    fit_purchase_rates,
    lasting_top_share,
    rfm_measures,
    rfm_scores,
    segment_half_lives,
    segment_migration,
    top_share,
)
from cvm_lessons.world import World, build_world

RATES = {"r": 0.8, "alpha": 2.2}
LENGTH, BUYERS = 13.0, 2000
TIERS = pd.DataFrame({"weight": [0.1, 0.3, 0.6], "log_centre": [8.0, 6.0, 4.0]}, index=[1, 2, 3])
WIDTH = 0.5
STAGES = "ABCD"
CLASSES = ("r", "f", "m")


def concentration_study(seed: int) -> list[Finding]:
    """Counts drawn one by one from gamma rates; and the rates of the coffee chain's customers."""
    rng = np.random.default_rng([seed, 7])
    counts = []
    for _ in range(BUYERS):
        gap, now, count = 1 / rng.gamma(RATES["r"], 1 / RATES["alpha"]), 0.0, -1
        while now < LENGTH:
            now += rng.exponential(gap)
            count += 1
        counts.append(count)
    fit = fit_purchase_rates(pd.Series(counts), length=LENGTH)
    found = [Finding("purchase rates", name, true, fit[name]) for name, true in RATES.items()]
    lasting = lasting_top_share(fit["r"])
    found.append(
        Finding(
            "purchase rates", "share of the top 20 % without luck", lasting_top_share(RATES["r"]), lasting
        )
    )
    top = top_share(pd.DataFrame({"spend": counts}), 0.2, n_boot=300, rng=seed)
    true = lasting_top_share(**RATES, length=LENGTH)
    found.append(Finding("top share", "of the top 20 % in a window", true, top.estimate, top.low, top.high))
    world = build_world(seed, 0.5)
    rate = world["coffee_base"]["rate"].sort_values(ascending=False)
    model = BetaGeoModel().fit(coffee_summary(coffee_log(world), 104))
    true = rate.head(round(0.2 * len(rate))).sum() / rate.sum()
    found.append(
        Finding(
            "purchase rates, coffee", "share of the top 20 % without luck", true, lasting_top_share(model.r_)
        )
    )
    return found


def tiers_study(seed: int) -> list[Finding]:
    """Profits drawn one by one from three tiers."""
    rng = np.random.default_rng([seed, 8])
    tier = rng.choice(TIERS.index, 1500, p=TIERS["weight"])
    profit = np.exp([rng.normal(TIERS.loc[each, "log_centre"], WIDTH) for each in tier])
    customers = pd.DataFrame({"profit": profit})
    mixture = TierMixture(max_tiers=5, scale="log").fit(customers)
    found = [Finding("tier mixture", "number of tiers", 3, mixture.n_tiers_)]
    fixed = TierMixture(n_tiers=3, scale="log").fit(customers)
    for name, row in TIERS.iterrows():
        found.append(
            Finding("tier mixture", f"weight of tier {name}", row["weight"], fixed.tiers_.loc[name, "weight"])
        )
        found.append(
            Finding(
                "tier mixture",
                f"centre of tier {name}, logarithm",
                row["log_centre"],
                fixed.tiers_.loc[name, "on_scale"],
            )
        )
    found.append(Finding("tier mixture", "width", WIDTH, fixed.tiers_["width"].iloc[0]))
    assigned = fixed.assign(customers)
    right = (assigned["tier"].astype(int) == tier).mean()
    found.append(Finding("tier mixture", "share assigned rightly", right, assigned["certainty"].mean()))
    return found


def migration_study(seed: int) -> list[Finding]:
    """Moves between the hidden stages of the operator's subscribers, of those who stay."""
    world = build_world(seed, 0.1)
    panel = world["telecom_stages"].rename(
        columns={"subscriber_id": "customer_id", "month": "period", "stage": "segment"}
    )
    moves = segment_migration(panel, gone=None)
    truth = world.truth["telecom_stages"]["move"]
    found = []
    for row in moves.itertuples():
        true = truth[row.before][row.after]
        if true > 0:
            found.append(
                Finding("migration", f"{row.before} to {row.after}", true, row.share, row.low, row.high)
            )
    for name, row in segment_half_lives(moves).iterrows():
        true = float(np.log(0.5) / np.log(truth[name][name]))
        found.append(
            Finding("half-life", f"of stage {name}, months", true, *row[["half_life", "low", "high"]])
        )
    return found


def stated_importance(world: World) -> tuple[pd.DataFrame, list[str], pd.Series]:
    """Return exhibitors' mean stated importance, its items, and their hidden segment."""
    surveys = world["surveys"].query("role == 'exhibitor'")
    items = [name for name in surveys if name.startswith("imp_") and surveys[name].notna().all()]
    means = surveys.groupby("customer_id")[items].mean()
    return means, items, world["attitudes"].set_index("customer_id")["segment"].loc[means.index]


def clusters_agreement(seed: int) -> dict[str, float]:
    """Adjusted Rand index against hidden segments: raw answers, ipsatised ones, the best there could be."""
    means, items, segment = stated_importance(build_world(seed, 0.5))
    own = ipsatize(means, items)
    # What a reader could do who knew each customer's segment: the ceiling that the noise leaves.
    known = LinearDiscriminantAnalysis().fit(own[items[1:]], segment).predict(own[items[1:]])
    labels = {
        "raw": AttitudeClusters(4, n_starts=4).fit(means, items).labels_,
        "ipsatised": AttitudeClusters(4, n_starts=4).fit(own, items).labels_,
        "segment known": known,
    }
    return {name: float(adjusted_rand_score(segment, found)) for name, found in labels.items()}


def rfm_worth(seed: int) -> dict[str, float]:
    """Future spend by RFM class at the coffee chain, and how well scores and the model's value rank it."""
    world = build_world(seed, 0.5)
    customers, sales = world["coffee_customers"], world["coffee_transactions"]
    sales = sales[sales["customer_id"].map(customers.set_index("customer_id")["city"]) != "Chengdu"]
    past, later = sales[sales["date"] < "2024-12-30"], sales[sales["date"] >= "2024-12-30"]
    scores = rfm_scores(rfm_measures(past, end="2024-12-29"))
    scores["future"] = later.groupby("customer_id")["amount"].sum().reindex(scores.index, fill_value=0.0)
    found = {
        f"{letter} {number}": float(mean)
        for letter in CLASSES
        for number, mean in scores.groupby(letter)["future"].mean().items()
    }
    found |= {
        f"fifth {n + 1}": float(m)
        for n, m in scores["future"]
        .groupby(pd.qcut(scores["score"].rank(method="first"), 5, labels=False))
        .mean()
        .items()
    }
    held = coffee_summary(coffee_log(world), 52.0, 52.0)
    model, spending = BetaGeoModel().fit(held), GammaGammaModel().fit(held)
    value = model.expected_purchases(held, 52.0) * spending.expected_spend(held)
    found["rank of the score"] = float(scores["score"].corr(scores["future"], method="spearman"))
    found["rank of the value"] = float(value.reindex(scores.index).corr(scores["future"], method="spearman"))
    return found


KNOWN: Known = {}
