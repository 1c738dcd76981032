"""Studies of the estimators of churn."""

import numpy as np
import pandas as pd

from benchmarks.model_recovery.study import Finding, Known
from benchmarks.model_recovery.telecom_truth import hazard_rows, true_coefficients, true_survival
from cvm_lessons.churn import (
    average_lifetime,
    cause_shares,
    churn_by_period,
    churn_rate,
    convert_churn,
    fit_cox,
    fit_discrete_hazard,
    justice_and_staying,
    kaplan_meier,
    recovery_staying,
)
from cvm_lessons.satisfaction import recovery_paradox
from cvm_lessons.world import build_world

SCALE = 0.5
MONTHS = (6, 12, 24, 36)
CHURN = 0.02
WEIGHTS = {"x": 0.7, "flag": -0.5}


def telecom_study(seed: int) -> list[Finding]:
    """Rates, survival curve and hazards of subscribers of the operator who leave of their own will."""
    world = build_world(seed, SCALE)
    rows, truth = hazard_rows(world), true_coefficients(world.truth)
    found = [
        Finding("churn rate", "of a month", row.chance, row.rate, row.low, row.high)
        for row in churn_by_period(rows, churned="left")
        .join(rows.groupby("month")["chance"].mean())
        .itertuples()
    ]
    curve = kaplan_meier(rows, "tenure_months", "left", entry="entry")
    survival = true_survival(world.truth, max(MONTHS))
    for month in MONTHS:
        at = curve.loc[month]
        found.append(
            Finding(
                "Kaplan-Meier",
                f"there after {month} months",
                survival[month - 1],
                *at[["survival", "low", "high"]],
            )
        )
    hazard = fit_discrete_hazard(rows, list(truth), period="tenure_months", baseline="constant").to_frame()
    cox = fit_cox(rows, "tenure_months", "left", list(truth), entry="entry").to_frame()
    for name, true in truth.items():
        found.append(
            Finding("discrete hazard", name, true, *hazard.loc[name, ["coefficient", "low", "high"]])
        )
    for name, true in truth.items():
        low, high = np.log(cox.loc[name, ["low", "high"]])
        found.append(Finding("Cox, telecom", name, true, cox.loc[name, "coefficient"], low, high))
    return found


def plain_study(seed: int) -> list[Finding]:
    """Customers drawn one by one: constant churn, and exponential lifetimes at proportional hazards."""
    rng = np.random.default_rng([seed, 6])
    n = 2000
    monthly = churn_rate(int((rng.random(n) < CHURN).sum()), n)
    yearly, lasting = convert_churn(monthly), average_lifetime(monthly)
    found = [
        Finding(
            "churn rate",
            "a month's as a year's",
            1 - (1 - CHURN) ** 12,
            yearly.estimate,
            yearly.low,
            yearly.high,
        ),
        Finding(
            "churn rate", "mean lifetime, months", 1 / CHURN, lasting.estimate, lasting.low, lasting.high
        ),
    ]
    customers: list[tuple[float, int, float, int, float]] = []
    while len(customers) < 800:
        x, flag = rng.normal(), int(rng.random() < 0.4)
        leaves = rng.exponential(10 / np.exp(WEIGHTS["x"] * x + WEIGHTS["flag"] * flag))
        entry, end = max(0.0, rng.uniform(-5, 5)), rng.uniform(5, 15)
        if leaves > entry:  # who left before the observation began is in no table
            customers.append((x, flag, min(leaves, end), int(leaves <= end), entry))
    rows = pd.DataFrame(customers, columns=["x", "flag", "time", "left", "entry"])
    cox = fit_cox(rows, "time", "left", list(WEIGHTS), entry="entry").to_frame()
    for name, true in WEIGHTS.items():
        low, high = np.log(cox.loc[name, ["low", "high"]])
        found.append(Finding("Cox, plain customers", name, true, cox.loc[name, "coefficient"], low, high))
    return found


def causes_study(seed: int) -> list[Finding]:
    """Reasons given by those who left of their own will, with and without a recent complaint."""
    world = build_world(seed)
    months, leavers = world["telecom_months"], world["telecom_subscribers"].set_index("subscriber_id")
    gone = months.loc[months["churned"] & (months["month"] >= "2024-03-01")].set_index("subscriber_id")[
        "month"
    ]
    recent = months[months["subscriber_id"].isin(gone.index)]
    age = recent["subscriber_id"].map(gone) - recent["month"]
    complained = recent[(recent["complaints"] == 1) & (age < pd.Timedelta(days=70))]["subscriber_id"]
    leavers = leavers.loc[gone.index].query("exit_reason != 'involuntary'")
    found = []
    for name, rows in leavers.groupby(np.where(leavers.index.isin(complained), "complained", "quiet")):
        table = cause_shares(rows)
        for cause, share in world.truth["telecom_churn"]["reason_share"][name].items():
            found.append(
                Finding("causes", f"{cause}, {name}", share, *table.loc[cause, ["share", "low", "high"]])
            )
    return found


def recovery_study(seed: int) -> list[Finding]:
    """What a recovery does: to staying nothing, to satisfaction what the paradox says."""
    world = build_world(seed, SCALE)
    truth, complaints = world.truth["recovery"], world["complaints"]
    known = complaints[complaints["stayed"].notna()].assign(stayed=lambda f: f["stayed"].astype(int))
    effects = recovery_staying(known)
    found = [
        Finding("recovery and staying", kind, truth["staying"], row["effect"], row["low"], row["high"])
        for kind, row in effects.iterrows()
    ]
    justice = justice_and_staying(known[known["justice_procedural"].notna()], cluster="customer_id")
    found += [
        Finding("justice and staying", name, 0.0, row["estimate"], row["low"], row["high"])
        for name, row in justice.iterrows()
    ]
    change = recovery_paradox(complaints[complaints["satisfaction_after"].notna()], stayed=None)
    for name in ("first", "second"):
        row = change.loc[(True, f"{name} failure")]
        found.append(
            Finding(
                "recovery paradox",
                f"{name} failure",
                truth["paradox"][name],
                row["change"],
                row["low"],
                row["high"],
            )
        )
    return found


ODDS = "the truth is in logits, and the odds of a month rise faster than its hazard"
ANSWERED = "only who answered the follow-up is seen; the truth is of all"
KNOWN: Known = {
    ("churn rate", "mean lifetime, months"): (1.5, "1 over an estimate is on average above 1 over the rate"),
    ("Cox, telecom", "complaint"): (0.05, ODDS),
    ("Cox, telecom", "ending"): (0.1, ODDS),
    ("recovery paradox", "first failure"): (0.06, ANSWERED),
    ("recovery paradox", "second failure"): (0.06, ANSWERED),
}
