"""What the operator's world claims: stages, leaving, the trial and the traps."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World

__all__ = ["CLAIMS"]

Found = tuple[float, float]
AREA = "telecom"
STAGES, TARIFFS = "ABCD", ("prepaid", "basic", "plus", "premium")


def _share(hits: pd.Series) -> Found:
    share = float(hits.mean())
    return share, float(np.sqrt(share * (1.0 - share) / len(hits)))


def _mean(values: pd.Series) -> Found:
    return float(values.mean()), float(values.std() / np.sqrt(len(values)))


def _months(world: World) -> pd.DataFrame:
    """The months shown with the stage behind them and what the contract and the trial say."""
    frame = world["telecom_months"].assign(
        stage=world["telecom_stages"]["stage"], chance=world["telecom_stages"]["chance_of_leaving"]
    )
    known = world["telecom_subscribers"].set_index("subscriber_id")
    mine = known.loc[frame["subscriber_id"], ["tariff", "contract_months", "save_offer"]]
    frame[mine.columns] = mine.to_numpy()
    frame["cut_off"] = frame["churned"] & (
        known.loc[frame["subscriber_id"], "exit_reason"].to_numpy() == "involuntary"
    )
    when = frame["month"].between("2025-04-01", "2025-07-01")
    frame["offer_runs"] = when & (frame["save_offer"] == 1)
    return frame


def _log_minutes(stage: str) -> Callable[[World], Found]:
    def estimate(world: World) -> Found:
        here = (world["telecom_stages"]["stage"] == stage).to_numpy()
        return _mean(np.log(world["telecom_months"].loc[here, "minutes"]))

    return estimate


def _log_minutes_sd(world: World) -> Found:
    logs = np.log(world["telecom_months"]["minutes"])
    sd = float((logs - logs.groupby(world["telecom_stages"]["stage"]).transform("mean")).std())
    return sd, sd / np.sqrt(2.0 * len(logs))


def _move(now: str, then: str) -> Callable[[World], Found]:
    def estimate(world: World) -> Found:
        stages = world["telecom_stages"]
        after = stages.shift(-1)
        here = (stages["subscriber_id"] == after["subscriber_id"]) & (stages["stage"] == now)
        return _share(after.loc[here, "stage"] == then)

    return estimate


def _by_stage(column: str, stage: str) -> Callable[[World], Found]:
    def estimate(world: World) -> Found:
        here = (world["telecom_stages"]["stage"] == stage).to_numpy()
        return _mean(world["telecom_months"].loc[here, column])

    return estimate


def _log_data(world: World, *, within: bool) -> pd.DataFrame:
    """Logarithm of data less what stage, tariff and trend bring, where rounding does little harm."""
    truth, frame = world.truth["telecom_stages"], _months(world)
    frame["rest"] = np.log(frame["data_gb"].clip(lower=0.05)) - frame["stage"].map(truth["log_data"]).astype(float)
    frame["rest"] -= frame["tariff"].map(truth["log_data_tariff"]).astype(float)
    month = frame["month"].dt.year * 12 + frame["month"].dt.month - 2024 * 12 - 1
    frame["number"] = month
    if within:
        frame["rest"] -= truth["log_data_trend"] * month
    return frame[frame["tariff"] != "prepaid"]


def _trend(world: World) -> Found:
    frame = _log_data(world, within=False)
    groups = frame.groupby("subscriber_id")
    x = frame["number"] - groups["number"].transform("mean")
    y = frame["rest"] - groups["rest"].transform("mean")
    slope = float((x * y).sum() / (x**2).sum())
    residual = y - slope * x
    return slope, float(np.sqrt((residual**2).sum() / (len(frame) - groups.ngroups) / (x**2).sum()))


def _data_sd(world: World) -> Found:
    frame = _log_data(world, within=True)
    groups = frame.groupby("subscriber_id")["rest"]
    means, sizes = groups.mean(), groups.size()
    within = ((frame["rest"] - groups.transform("mean")) ** 2).sum() / (sizes - 1).sum()
    variance = float((means**2 - within / sizes).mean())
    error = float((means**2).std() / np.sqrt(len(means)))
    return float(np.sqrt(variance)), error / (2.0 * np.sqrt(variance))


def _churn_logit(world: World) -> tuple[np.ndarray, np.ndarray]:
    """Newton's method on cells: leaving of one's own will by stage, tariff, complaint and contract."""
    frame = _months(world)
    frame = frame[~frame["cut_off"] & ~frame["offer_runs"]]
    frame["locked"] = frame["tenure_months"] < frame["contract_months"]
    frame["ending"] = frame["tenure_months"] == frame["contract_months"]
    by = ["stage", "tariff", "complaints", "locked", "ending"]
    cells = frame.groupby(by)["churned"].agg(["sum", "size"]).reset_index()
    columns = [cells["stage"] == stage for stage in STAGES]
    columns += [cells["tariff"] == tariff for tariff in TARIFFS if tariff != "basic"]
    design = np.column_stack([*columns, cells["complaints"], cells["locked"], cells["ending"]]).astype(float)
    estimate = np.r_[np.full(4, -4.0), np.zeros(6)]
    for _ in range(12):  # it has long converged
        chance = 1.0 / (1.0 + np.exp(-design @ estimate))
        weight = cells["size"].to_numpy() * chance * (1.0 - chance)
        information = design.T @ (design * weight[:, None])
        score = design.T @ (cells["sum"].to_numpy() - cells["size"].to_numpy() * chance)
        estimate = estimate + np.linalg.solve(information, score)
    return estimate, np.sqrt(np.diag(np.linalg.inv(information)))


def _coefficient(at: int) -> Callable[[World], Found]:
    def estimate(world: World) -> Found:
        found, error = _churn_logit(world)
        return float(found[at]), float(error[at])

    return estimate


def _factor(group: str) -> Callable[[World], Found]:
    """Exits seen over exits expected without the offer: unbiased however few they are."""

    def estimate(world: World) -> Found:
        frame, lottery = _months(world), world["telecom_lottery"].set_index("subscriber_id")
        mine = lottery.loc[frame["subscriber_id"], "group"].to_numpy() == group
        here = frame[mine & frame["offer_runs"] & ~frame["cut_off"]]
        expected = here["chance"].sum()
        ratio = float(here["churned"].sum() / expected)
        chance = here["chance"] * world.truth["telecom_trial"]["factor"][group]
        return ratio, float(np.sqrt((chance * (1.0 - chance)).sum()) / expected)

    return estimate


def _late(world: World) -> Found:
    frame = _months(world)
    late = frame[frame["tariff"] != "prepaid"].groupby("subscriber_id")["late_payment"].mean()
    return _mean(late)


def _cut_off(world: World) -> Found:
    frame = _months(world)
    return _share(frame.loc[frame["late_payment"], "cut_off"])


def _involuntary(world: World) -> Found:
    frame = _months(world)
    return _share(frame.loc[frame["churned"], "cut_off"])


def _anonymous(world: World) -> Found:
    prepaid = world["telecom_subscribers"].query("tariff == 'prepaid'")
    return _share(prepaid["age_band"].isna())


def _final_bill(leaving: bool) -> Callable[[World], Found]:
    def estimate(world: World) -> Found:
        months = world["telecom_months"]
        return _share(months.loc[months["churned"] == leaving, "final_bill_sent"])

    return estimate


def _offered(world: World) -> Found:
    return _share(world["telecom_subscribers"]["save_offer"].dropna())


def _reason(world: World) -> Found:
    left = world["telecom_months"].query("churned")["subscriber_id"]
    reasons = world["telecom_subscribers"].set_index("subscriber_id").loc[left, "exit_reason"]
    return _share(reasons[reasons != "involuntary"].notna())


def _pricing(world: World) -> Found:
    """Those who never complained while we watched say what the quiet say."""
    complained = world["telecom_months"].groupby("subscriber_id")["complaints"].max()
    quiet = complained.index[complained == 0]
    # Before the table opens nobody watches: leave out those who leave in its first two months.
    long = world["telecom_months"].groupby("subscriber_id").agg(rows=("churned", "size"), tenure=("tenure_months", "last"))
    seen = long.index[(long["rows"] >= 3) | (long["rows"] == long["tenure"])]
    reasons = world["telecom_subscribers"].set_index("subscriber_id").loc[quiet.intersection(seen), "exit_reason"]
    return _share(reasons[reasons.notna() & (reasons != "involuntary")] == "pricing")


def _acquisition(channel: str) -> Callable[[World], Found]:
    def estimate(world: World) -> Found:
        subscribers = world["telecom_subscribers"]
        return _mean(subscribers.loc[subscribers["channel"] == channel, "acquisition_cost"])

    return estimate


def _of(area: str, *path: str) -> Callable[[Mapping[str, Mapping[str, Any]]], float]:
    def value(truth: Mapping[str, Mapping[str, Any]]) -> float:
        found: Any = truth[area]
        for name in path:
            found = found[name]
        return float(found)

    return value


MOVES = ("AB", "AD", "BC", "BD", "CD", "CB", "DB", "DC")
LOGITS = [("stage", letter) for letter in STAGES]
LOGITS += [("tariff", name) for name in TARIFFS if name != "basic"]
LOGITS += [("complaint",), ("locked",), ("ending",)]

CLAIMS: list[Claim] = [
    *(
        Claim(AREA, f"log minutes in stage {s}", _of("telecom_stages", "log_minutes", s), _log_minutes(s), 0.0005, "minutes are whole")
        for s in STAGES
    ),
    Claim(AREA, "spread of log minutes within a stage", _of("telecom_stages", "log_minutes_sd"), _log_minutes_sd),
    *(
        Claim(AREA, f"move from stage {now} to {then}", _of("telecom_stages", "move", now, then), _move(now, then))
        for now, then in MOVES
    ),
    *(
        Claim(AREA, f"support calls in stage {s}", _of("telecom_stages", "support_calls", s), _by_stage("support_calls", s))
        for s in "AD"
    ),
    *(
        Claim(AREA, f"complaints in stage {s}", _of("telecom_stages", "complaint", s), _by_stage("complaints", s))
        for s in "CD"
    ),
    Claim(AREA, "growth of data per month", _of("telecom_stages", "log_data_trend"), _trend),
    Claim(AREA, "spread of data between subscribers", _of("telecom_stages", "log_data_sd", "subscriber"), _data_sd),
    *(
        Claim(AREA, f"logit of leaving: {' '.join(path)}", _of("telecom_churn", *path), _coefficient(at), 0.03, "a logit from few exits leans outwards")
        for at, path in enumerate(LOGITS)
    ),
    *(
        Claim(AREA, f"factor of the offer: {group}", _of("telecom_trial", "factor", group), _factor(group))
        for group in ("complained", "ending", "quiet", "called")
    ),
    Claim(AREA, "share drawn for the offer", _of("telecom_trial", "offered"), _offered),
    Claim(AREA, "late payment", _of("telecom_churn", "late_payment", "mean"), _late, 0.003, "those who pay late are cut off and seen for fewer months"),
    Claim(AREA, "cut off when late", _of("telecom_churn", "cut_off"), _cut_off),
    Claim(AREA, "involuntary share of exits", _of("telecom_churn", "involuntary_share"), _involuntary, 0.015, "follows from other parameters"),
    Claim(AREA, "prepaid numbers without age", _of("telecom", "anonymous"), _anonymous),
    Claim(AREA, "final bill of those who leave", _of("telecom_churn", "final_bill", "leaving"), _final_bill(True)),
    Claim(AREA, "final bill of those who stay", _of("telecom_churn", "final_bill", "staying"), _final_bill(False)),
    Claim(AREA, "reason given by those who leave", _of("telecom_churn", "reason_given"), _reason),
    Claim(AREA, "pricing among reasons of the quiet", _of("telecom_churn", "reason_share", "quiet", "pricing"), _pricing),
    *(
        Claim(AREA, f"acquisition cost: {name}", _of("telecom", "acquisition_cost", name), _acquisition(name))
        for name in ("store", "referral")
    ),
]  # fmt: skip
