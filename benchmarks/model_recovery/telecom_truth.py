"""What the truth of the operator says of leaving: coefficients, and the survival curve that follows."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.world import World

__all__ = ["TRIAL", "hazard_rows", "true_coefficients", "true_survival"]

TRIAL = ("2025-04-01", "2025-07-01")


def hazard_rows(world: World) -> pd.DataFrame:
    """Return the months of subscribers at risk of leaving of their own will.

    Months with the offer of the trial are left out, and those in which a subscriber was cut off for not
    paying: both were drawn by lots that do not know who would leave. The stage is hidden from a reader.
    """
    columns = ["subscriber_id", "tariff", "contract_months", "save_offer", "exit_reason"]
    rows = world["telecom_months"].merge(world["telecom_subscribers"][columns], on="subscriber_id")
    stages = world["telecom_stages"][["subscriber_id", "month", "stage", "chance_of_leaving"]]
    rows = rows.merge(stages, on=["subscriber_id", "month"])
    offered = (rows["save_offer"] == 1) & rows["month"].between(*TRIAL)
    cut_off = rows["churned"] & (rows["exit_reason"] == "involuntary")
    rows = rows[~offered & ~cut_off].reset_index(drop=True)
    parts = {f"stage {name}": rows["stage"] == name for name in "ACD"}
    parts |= {f"tariff {name}": rows["tariff"] == name for name in ("prepaid", "plus", "premium")}
    parts["complaint"] = rows["complaints"] == 1
    parts["locked"] = rows["tenure_months"] < rows["contract_months"]
    parts["ending"] = rows["tenure_months"] == rows["contract_months"]
    return rows.assign(
        **{name: part.astype(int) for name, part in parts.items()},
        left=rows["churned"].astype(int),
        entry=rows["tenure_months"] - 1,
        chance=rows["chance_of_leaving"],
    )


def true_coefficients(truth: Mapping[str, Any]) -> dict[str, float]:
    """Return the logits of leaving against stage B on the tariff basic."""
    churn = truth["telecom_churn"]
    found = {f"stage {name}": churn["stage"][name] - churn["stage"]["B"] for name in "ACD"}
    found |= {f"tariff {name}": churn["tariff"][name] for name in ("prepaid", "plus", "premium")}
    return found | {name: churn[name] for name in ("complaint", "locked", "ending")}


def true_survival(truth: Mapping[str, Any], months: int) -> np.ndarray:
    """Return the share of all subscribers won who have not left of their own will after 1, 2, … months."""
    telecom, stages, churn = truth["telecom"], truth["telecom_stages"], truth["telecom_churn"]
    names = list(stages["names"])
    move = np.array([[stages["move"][now][then] for then in names] for now in names])
    complains = np.array([stages["complaint"][name] for name in names])
    base = np.array([churn["stage"][name] for name in names])
    total = np.zeros(months)
    for tariff, share in telecom["tariff_share"].items():
        for contract, part in telecom["contract_share"][tariff].items():
            there = np.eye(len(names))[0]  # everybody begins in stage A
            for month in range(1, months + 1):
                logit = base + churn["tariff"][tariff]
                logit = logit + churn["locked"] * (month < contract) + churn["ending"] * (month == contract)
                calm, angry = (1 / (1 + np.exp(-each)) for each in (logit, logit + churn["complaint"]))
                there = there * (1 - (1 - complains) * calm - complains * angry)
                total[month - 1] += share * part * there.sum()
                there = there @ move
    return total
