"""What the operator's world claims: stages, leaving, the trial and the traps."""

from functools import partial

import numpy as np
import pandas as pd

from cvm_lessons.datasets.claims._estimators import logistic_slopes, mean, share, spread
from cvm_lessons.datasets.claims._panels import at, within
from cvm_lessons.datasets.claims._values import Truth, value_of
from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World

__all__ = ["CLAIMS"]

Found = tuple[float, float]
AREA = "telecom"


def _months(world: World) -> pd.DataFrame:
    """The months shown with the stage behind them and what the contract and the trial say."""
    hidden = world["telecom_stages"]
    frame = world["telecom_months"].assign(stage=hidden["stage"], chance=hidden["chance_of_leaving"])
    known = world["telecom_subscribers"].set_index("subscriber_id").loc[frame["subscriber_id"]]
    for name in ("tariff", "contract_months", "save_offer"):
        frame[name] = known[name].to_numpy()
    frame["cut_off"] = frame["churned"] & (known["exit_reason"] == "involuntary").to_numpy()
    in_trial = frame["month"].between("2025-04-01", "2025-07-01")
    return frame.assign(offer_runs=in_trial & (frame["save_offer"] == 1))


def _log_minutes(stage: str, world: World) -> Found:
    here = (world["telecom_stages"]["stage"] == stage).to_numpy()
    return mean(np.log(world["telecom_months"].loc[here, "minutes"]))


def _log_minutes_sd(world: World) -> Found:
    return spread(within(np.log(world["telecom_months"]["minutes"]), world["telecom_stages"]["stage"]))


def _by_stage(column: str, stage: str, world: World) -> Found:
    here = (world["telecom_stages"]["stage"] == stage).to_numpy()
    return mean(world["telecom_months"].loc[here, column])


def _move(now: str, then: str, world: World) -> Found:
    stages = world["telecom_stages"]
    after = stages.shift(-1)
    stays = (stages["subscriber_id"] == after["subscriber_id"]) & (stages["stage"] == now)
    return share(after.loc[stays, "stage"] == then)


def _log_data(world: World) -> pd.DataFrame:
    """Logarithm of data less what stage and tariff bring, where rounding does little harm."""
    truth, frame = world.truth["telecom_stages"], _months(world)
    frame = frame[(frame["tariff"] != "prepaid") & (frame["data_gb"] > 0)]
    known = frame["stage"].map(truth["log_data"]) + frame["tariff"].map(truth["log_data_tariff"])
    number = 12 * (frame["month"].dt.year - 2024) + frame["month"].dt.month - 1
    return frame.assign(rest=np.log(frame["data_gb"]) - known.astype(float), number=number)


def _trend(world: World) -> Found:
    """Growth of data within subscribers."""
    frame = _log_data(world)
    deviations = within(frame[["number", "rest"]], frame["subscriber_id"])
    number, rest = deviations.T
    slope = float(number @ rest / (number @ number))
    free = len(frame) - frame["subscriber_id"].nunique() - 1
    return slope, float(np.sqrt(((rest - slope * number) ** 2).sum() / free / (number @ number)))


def _data_sd(world: World) -> Found:
    """Spread of subscribers' means, less what the spread from month to month brings."""
    frame = _log_data(world)
    rest = frame["rest"] - world.truth["telecom_stages"]["log_data_trend"] * frame["number"]
    groups = rest.groupby(frame["subscriber_id"])
    means, sizes = groups.mean(), groups.size()
    passing = (within(rest, frame["subscriber_id"]) ** 2).sum() / (sizes - 1).sum()
    variance, error = mean(means**2 - passing / sizes)
    return float(np.sqrt(variance)), float(error / (2.0 * np.sqrt(variance)))


LOGITS = (
    "stage B",
    "stage A",
    "stage C",
    "stage D",
    "prepaid",
    "plus",
    "premium",
    "complaint",
    "locked",
    "ending",
)


def _logit(place: int, world: World) -> Found:
    """Leaving of one's own will in months without an offer; stage B and basic are the base."""
    frame = _months(world)
    frame = frame[~frame["cut_off"] & ~frame["offer_runs"]]
    columns = [frame["stage"] == stage for stage in "ACD"]
    columns += [frame["tariff"] == tariff for tariff in ("prepaid", "plus", "premium")]
    tenure, contract = frame["tenure_months"], frame["contract_months"]
    columns += [frame["complaints"], tenure < contract, tenure == contract]
    return at(logistic_slopes(frame["churned"], columns), place)


def _true_logit(place: int, truth: Truth) -> float:
    churn = truth["telecom_churn"]
    stage, tariff = churn["stage"], churn["tariff"]
    values = [stage["B"], *(stage[letter] - stage["B"] for letter in "ACD")]
    values += [tariff[name] for name in ("prepaid", "plus", "premium")]
    values += [churn[name] for name in ("complaint", "locked", "ending")]
    return float(values[place])


def _factor(group: str, world: World) -> Found:
    """Exits seen over exits expected without the offer: unbiased however few they are."""
    frame, lottery = _months(world), world["telecom_lottery"].set_index("subscriber_id")["group"]
    mine = frame["subscriber_id"].map(lottery) == group
    here = frame[mine & frame["offer_runs"] & ~frame["cut_off"]]
    expected = here["chance"].sum()
    chance = here["chance"] * world.truth["telecom_trial"]["factor"][group]
    return float(here["churned"].sum() / expected), float(np.sqrt((chance * (1.0 - chance)).sum()) / expected)


def _type(kind: str, world: World) -> Found:
    return share(world["telecom_lottery"]["type"].dropna() == kind)


def _offered(world: World) -> Found:
    return share(world["telecom_subscribers"]["save_offer"].dropna())


def _late(world: World) -> Found:
    frame = _months(world).query("tariff != 'prepaid'")
    return mean(frame.groupby("subscriber_id")["late_payment"].mean())


def _cut_off(world: World) -> Found:
    frame = _months(world)
    return share(frame.loc[frame["late_payment"], "cut_off"])


def _involuntary(world: World) -> Found:
    frame = _months(world)
    return share(frame.loc[frame["churned"], "cut_off"])


def _anonymous(world: World) -> Found:
    return share(world["telecom_subscribers"].query("tariff == 'prepaid'")["age_band"].isna())


def _final_bill(leaving: bool, world: World) -> Found:
    months = world["telecom_months"]
    return share(months.loc[months["churned"] == leaving, "final_bill_sent"])


def _reason(world: World) -> Found:
    left = world["telecom_months"].query("churned")["subscriber_id"]
    reasons = world["telecom_subscribers"].set_index("subscriber_id").loc[left, "exit_reason"]
    return share(reasons[reasons != "involuntary"].notna())


def _pricing(world: World) -> Found:
    """Reasons of those without a complaint in their last three months, if all were seen."""
    months = world["telecom_months"]
    last = months.groupby("subscriber_id").tail(3).groupby("subscriber_id")
    seen = last.agg(
        rows=("churned", "size"), first=("tenure_months", "first"), complained=("complaints", "max")
    )
    quiet = seen.index[(seen["complained"] == 0) & ((seen["rows"] == 3) | (seen["first"] == 1))]
    reasons = world["telecom_subscribers"].set_index("subscriber_id").loc[quiet, "exit_reason"].dropna()
    return share(reasons[reasons != "involuntary"] == "pricing")


def _acquisition(channel: str, world: World) -> Found:
    subscribers = world["telecom_subscribers"]
    return mean(subscribers.loc[subscribers["channel"] == channel, "acquisition_cost"])


OUTWARDS = "a logit from few exits leans outwards"
LATE = "those who pay late are cut off and seen for fewer months"
STAGES, CHURN, TRIAL = "telecom_stages", "telecom_churn", "telecom_trial"

CLAIMS: list[Claim] = [
    *(
        Claim(
            AREA,
            f"log minutes in stage {stage}",
            value_of(STAGES, "log_minutes", stage),
            partial(_log_minutes, stage),
            0.0005,
            "minutes are whole",
        )
        for stage in "ABCD"
    ),
    Claim(AREA, "spread of log minutes within a stage", value_of(STAGES, "log_minutes_sd"), _log_minutes_sd),
    *(
        Claim(
            AREA,
            f"move from stage {move[0]} to {move[1]}",
            value_of(STAGES, "move", *move),
            partial(_move, *move),
        )
        for move in ("AB", "AD", "BC", "BD", "CD", "CB", "DB", "DC")
    ),
    *(
        Claim(
            AREA,
            f"{column} in stage {stage}",
            value_of(STAGES, name, stage),
            partial(_by_stage, column, stage),
        )
        for column, name in (("support_calls", "support_calls"), ("complaints", "complaint"))
        for stage in "CD"
    ),
    Claim(AREA, "growth of data per month", value_of(STAGES, "log_data_trend"), _trend),
    Claim(
        AREA, "spread of data between subscribers", value_of(STAGES, "log_data_sd", "subscriber"), _data_sd
    ),
    *(
        Claim(
            AREA,
            f"logit of leaving: {name}",
            partial(_true_logit, place),
            partial(_logit, place),
            0.05,
            OUTWARDS,
        )
        for place, name in enumerate(LOGITS)
    ),
    *(
        Claim(
            AREA, f"factor of the offer: {group}", value_of(TRIAL, "factor", group), partial(_factor, group)
        )
        for group in ("complained", "ending", "quiet", "called")
    ),
    *(
        Claim(
            AREA,
            f"type in the trial: {kind}",
            value_of(TRIAL, "type_share", kind),
            partial(_type, kind),
            0.002,
            "follows from other parameters",
        )
        for kind in ("persuadable", "sleeping dog")
    ),
    Claim(AREA, "share drawn for the offer", value_of(TRIAL, "offered"), _offered),
    Claim(AREA, "late payment", value_of(CHURN, "late_payment", "mean"), _late, 0.003, LATE),
    Claim(AREA, "cut off when late", value_of(CHURN, "cut_off"), _cut_off),
    Claim(
        AREA,
        "involuntary share of exits",
        value_of(CHURN, "involuntary_share"),
        _involuntary,
        0.015,
        "follows from other parameters",
    ),
    Claim(AREA, "prepaid numbers without age", value_of("telecom", "anonymous"), _anonymous),
    Claim(
        AREA,
        "final bill of those who leave",
        value_of(CHURN, "final_bill", "leaving"),
        partial(_final_bill, True),
    ),
    Claim(
        AREA,
        "final bill of those who stay",
        value_of(CHURN, "final_bill", "staying"),
        partial(_final_bill, False),
    ),
    Claim(AREA, "reason given by those who leave", value_of(CHURN, "reason_given"), _reason),
    Claim(
        AREA,
        "pricing among reasons of the quiet",
        value_of(CHURN, "reason_share", "quiet", "pricing"),
        _pricing,
    ),
    *(
        Claim(
            AREA,
            f"acquisition cost: {name}",
            value_of("telecom", "acquisition_cost", name),
            partial(_acquisition, name),
        )
        for name in ("store", "referral")
    ),
]
