"""Studies of the early warning and of uplift: the numbers, and what lists are truly worth."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score

from benchmarks.model_recovery.study import Finding, Known
from benchmarks.model_recovery.telecom_truth import TRIAL
from cvm_lessons.churn import (
    TransformedOutcomeUplift,
    TwoModelUplift,
    churn_snapshot,
    compare_targeting,
    early_warning_pipeline,
    out_of_fold_uplift,
    qini_coefficient,
    time_split,
    uplift_by_bin,
)
from cvm_lessons.world import World, build_world

CHANGING = ["minutes", "data_gb", "support_calls", "complaints"]
LOOKS = ("2024-03-01", "2024-06-01", "2024-09-01", "2024-12-01", "2025-09-01")  # outside the trial
HORIZON = 3
PREDICTORS = [f"{name}_{kind}" for name in CHANGING for kind in ("mean", "change")]
PREDICTORS += ["tariff", "tenure", "ends_soon", "locked"]
SHARE = 0.3


def warned(world: World) -> pd.DataFrame:
    """Return the subscribers of the last look with the risk learned from the earlier ones."""
    months, known = world["telecom_months"], world["telecom_subscribers"].set_index("subscriber_id")
    tenure = months.set_index(["subscriber_id", "month"])["tenure_months"]
    looks = []
    for look in LOOKS:
        rows = churn_snapshot(
            months,
            look,
            horizon=HORIZON,
            changing=CHANGING,
            customer="subscriber_id",
            period="month",
            event="churned",
        )
        left_to_run = known["contract_months"].reindex(rows.index) - tenure.xs(
            pd.Timestamp(look), level="month"
        ).reindex(rows.index)
        looks.append(
            rows.assign(
                tariff=known["tariff"].reindex(rows.index).astype(str),
                tenure=tenure.xs(pd.Timestamp(look), level="month").reindex(rows.index),
                ends_soon=left_to_run.between(1, HORIZON).astype(int),
                locked=(left_to_run > HORIZON).astype(int),
            )
        )
    past, future = time_split(pd.concat(looks), LOOKS[-2], horizon=1)
    pipeline = early_warning_pipeline().fit(past[PREDICTORS], past["left"])
    return future.assign(risk=pipeline.predict_proba(future[PREDICTORS])[:, 1])


def warning_study(seed: int) -> list[Finding]:
    """Predicted and observed shares of leavers, of all and by fifths of the risk."""
    future = warned(build_world(seed))
    found = [Finding("early warning", "share that leaves", future["left"].mean(), future["risk"].mean())]
    fifth = pd.qcut(future["risk"], 5, labels=False)
    for number, rows in future.groupby(fifth):
        found.append(
            Finding(
                "early warning", f"fifth {number + 1} of the risk", rows["left"].mean(), rows["risk"].mean()
            )
        )
    return found


def warning_areas(seed: int) -> dict[str, float]:
    """Areas under the curve: of the warning, and of the hidden chance of leaving next month."""
    world = build_world(seed)
    future = warned(world)
    stages = world["telecom_stages"]
    now = stages[stages["month"] == LOOKS[-1]].set_index("subscriber_id")["chance_of_leaving"]
    return {
        "warning": float(roc_auc_score(future["left"], future["risk"])),
        "hidden chance": float(roc_auc_score(future["left"], now.reindex(future.index))),
    }


def telecom_trial(world: World) -> pd.DataFrame:
    """Return those in the lottery of the offer: what was known before, what they did, the true uplift."""
    months = world["telecom_months"]
    lottery = world["telecom_lottery"]
    chance, names = world["telecom_risk"].chance, world["telecom_base"]["subscriber_id"]
    column = 12 * 4 + 3  # April 2025 in a calendar that opens in January 2021
    alone = chance[:, column : column + 4]
    factor = lottery["group"].map(world.truth["telecom_trial"]["factor"]).to_numpy(dtype=float)
    uplift = np.prod(1 - alone * factor[:, None], axis=1) - np.prod(1 - alone, axis=1)
    known = world["telecom_subscribers"].set_index("subscriber_id")
    known = known[known["save_offer"].notna()]
    before = months[months["month"].between("2024-12-01", "2025-03-01")].groupby("subscriber_id")
    tenure = before["tenure_months"].max().reindex(known.index) + 1
    left = months[months["churned"] & months["month"].between(*TRIAL)]["subscriber_id"]
    complained = before["complaints"].sum().reindex(known.index) > 0
    called = before["support_calls"].sum().reindex(known.index) > 0
    ending = (tenure <= known["contract_months"]) & (known["contract_months"] <= tenure + 3)
    group = np.select([complained, ending, ~called], ["complained", "ending", "quiet"], "called")
    return pd.DataFrame(
        {
            "group": group,
            "tariff": known["tariff"].astype(str),
            "minutes": np.log(before["minutes"].mean().reindex(known.index) + 1),
            "treated": known["save_offer"].astype(int),
            "responded": 1 - known.index.isin(left).astype(int),
            "uplift": pd.Series(uplift, index=names).reindex(known.index),
        }
    )


def win_back(world: World) -> pd.DataFrame:
    """Return the win-back call of Larkport, with what was known before and the true uplift."""
    rows = world["uplift_types"].query("campaign_id == 'C2'").set_index("customer_id")
    rows = rows.assign(contacts=np.log1p(rows["contacts"]), size=rows["size"].astype(str))
    return rows[["tenure", "recency", "contacts", "size", "treated", "responded", "uplift"]]


TRIALS = {
    "win-back call": (win_back, ["tenure", "recency", "contacts", "size"]),
    "telecom offer": (telecom_trial, ["group", "tariff", "minutes"]),
}


def scored(name: str, world: World, models: Iterable[str] = ("two_models", "transformed")) -> pd.DataFrame:
    """Return a trial with the uplift by models that have not seen the customer, and the risk."""
    draw, predictors = TRIALS[name]
    trial = draw(world)
    kinds = {"two_models": TwoModelUplift, "transformed": TransformedOutcomeUplift}
    # The list that a warning would give: who is least likely to act when left alone comes first.
    risk = 1 - TwoModelUplift(predictors).fit(trial).expected_response(trial)["control"]
    found = {model: out_of_fold_uplift(kinds[model](predictors), trial) for model in models}
    return trial.assign(risk=risk, **found)


def uplift_study(seed: int) -> list[Finding]:
    """Estimated effects beside the true ones of the customers concerned."""
    world = build_world(seed)
    found = []
    for name in TRIALS:
        trial = scored(name, world, ["two_models"])
        whole = trial.groupby("treated")["responded"].mean().diff().iloc[-1]
        found.append(Finding(name, "effect on all", trial["uplift"].mean(), whole))
        gains = compare_targeting(trial, ["two_models", "risk"], share=SHARE, n_boot=100)
        for score, row in gains.iterrows():
            true = true_gain(trial, score)
            found.append(
                Finding(name, f"gain of the top 30 % by {score}", true, *row[["gain", "low", "high"]])
            )
        area = qini_coefficient(trial, "two_models", n_boot=100)
        found.append(Finding(name, "Qini coefficient", true_area(trial), area.estimate, area.low, area.high))
        for number, row in uplift_by_bin(trial, "two_models", bins=3).iterrows():
            part = (-trial["two_models"]).rank(method="average", pct=True)
            here = np.ceil(part * 3).clip(1, 3) == number
            found.append(
                Finding(
                    name,
                    f"effect in third {number}",
                    trial.loc[here, "uplift"].mean(),
                    *row[["effect", "low", "high"]],
                )
            )
    return found


def true_gain(trial: pd.DataFrame, score: str) -> float:
    """Return the true additional outcome per customer of the list when the top of a score is treated."""
    top = trial.nlargest(round(SHARE * len(trial)), score)
    return float(top["uplift"].sum() / len(trial))


def true_area(trial: pd.DataFrame) -> float:
    """Return the area between the true gains of the list and those of a random order."""
    by_score = trial.groupby("two_models")["uplift"].agg(["size", "sum"]).iloc[::-1].cumsum() / len(trial)
    share, gain = (np.append(0.0, by_score[name]) for name in ("size", "sum"))
    return float(np.trapezoid(gain - share * gain[-1], share))


def uplift_worth(seed: int) -> dict[str, float]:
    """What lists are truly worth: gains of the top by each score, its rank correlation with uplift."""
    world = build_world(seed)
    found = {}
    for name in TRIALS:
        trial = scored(name, world)
        for score in ("two_models", "transformed", "risk", "uplift"):
            found[f"{name}, gain by {score}"] = true_gain(trial, score)
        for score in ("two_models", "transformed"):
            found[f"{name}, rank of {score}"] = float(trial[score].corr(trial["uplift"], method="spearman"))
    return found


BENT = "what shows of the hidden stage does not lie on the line of a logistic regression"
KNOWN: Known = {
    ("early warning", "share that leaves"): (0.005, "learned from looks of the year before"),
} | {("early warning", f"fifth {number} of the risk"): (0.02, BENT) for number in range(1, 6)}
