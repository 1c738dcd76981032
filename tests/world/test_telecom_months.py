"""The operator: a panel of months with stages behind it, leavers, and columns that know the future."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.world import World, plain, read_truth
from cvm_lessons.world.simulation import HIDDEN, TABLES

OPENS, CLOSES = pd.Timestamp("2024-01-01"), pd.Timestamp("2025-12-01")


def number(months):
    return 12 * months.dt.year + months.dt.month


@pytest.fixture(scope="module")
def panel(world):
    return world["telecom_months"].merge(world["telecom_subscribers"], on="subscriber_id")


def test_every_subscriber_has_an_unbroken_run_of_months_to_leaving_or_the_end(world):
    months, subscribers = world["telecom_months"], world["telecom_subscribers"]
    assert set(months["subscriber_id"]) == set(subscribers["subscriber_id"])
    assert not months.duplicated(["subscriber_id", "month"]).any()
    steps = number(months["month"]).groupby(months["subscriber_id"]).diff().dropna()
    assert (steps == 1).all()
    last = ~months.duplicated("subscriber_id", keep="last")
    assert (months.loc[last, "churned"] | (months.loc[last, "month"] == CLOSES)).all()
    assert not months.loc[~last, "churned"].any()


def test_the_run_begins_with_joining_or_when_the_table_opens(panel):
    first = panel.groupby("subscriber_id").first()
    joined = first["joined"].dt.to_period("M").dt.to_timestamp()
    assert (first["month"] == joined.where(joined > OPENS, OPENS)).all()
    assert (panel["tenure_months"] == number(panel["month"]) - number(panel["joined"]) + 1).all()


def test_those_who_left_before_the_table_opens_are_only_seen_as_gaps(world):
    base, shown = world["telecom_base"], world["telecom_subscribers"]
    gone = ~base["subscriber_id"].isin(shown["subscriber_id"])
    assert 0.2 < gone.mean() < 0.35
    assert (base.loc[gone, "joined"] < OPENS).all()
    assert base["joined"].is_monotonic_increasing


def test_dropping_rows_without_age_drops_leavers(panel):
    assert set(panel.loc[panel["age_band"].isna(), "tariff"]) == {"prepaid"}
    rate = panel["churned"].groupby(panel["age_band"].isna()).mean()
    assert rate[True] > 1.4 * rate[False]


def test_the_final_bill_knows_who_leaves(world):
    months = world["telecom_months"]
    told = months["final_bill_sent"] == months["churned"]
    assert told.mean() > 0.995
    assert months.loc[months["final_bill_sent"], "churned"].mean() > 0.9


def test_reasons_are_known_of_leavers_alone_and_justice_of_those_who_complained(few_worlds):
    reasons = []
    for world in few_worlds:
        subscribers = world["telecom_subscribers"].set_index("subscriber_id")
        months = world["telecom_months"]
        left = months.loc[months["churned"], "subscriber_id"]
        assert subscribers.drop(left)["exit_reason"].isna().all()
        late = months.groupby("subscriber_id").tail(3).groupby("subscriber_id")["complaints"].max()
        reasons.append(subscribers.loc[left, ["exit_reason"]].assign(complained=late[left] == 1))
    answered = pd.concat(reasons).dropna().query("exit_reason != 'involuntary'")
    response = (answered["exit_reason"] == "response to failure").groupby(answered["complained"]).mean()
    assert response[True] > 3 * response[False]


def test_those_cut_off_had_paid_late_and_prepaid_numbers_never_do(panel):
    assert not panel.loc[panel["tariff"] == "prepaid", "late_payment"].any()
    cut = panel[panel["churned"] & (panel["exit_reason"] == "involuntary")]
    assert len(cut) > 10
    assert cut["late_payment"].all()


def test_bill_by_hand(panel):
    """Basic: 39 yuan with 200 minutes and 6 GB; 0.15 a minute and 3 a GB beyond; less the discount."""
    basic = panel[panel["tariff"] == "basic"]
    beyond = 0.15 * (basic["minutes"] - 200).clip(lower=0) + 3 * (basic["data_gb"] - 6).clip(lower=0)
    assert (basic["bill"] - (39 + beyond - basic["discount"])).abs().max() < 0.0501 + 0.05
    assert set(np.round(basic["discount"] / 39, 2)) <= {0.0, 0.2, 0.4}
    assert (panel["bill"] >= 0).all()


def test_contracts_hold_until_they_end(panel):
    tenure, contract = panel["tenure_months"], panel["contract_months"]
    place = np.select(
        [contract == 0, tenure < contract, tenure == contract], ["none", "locked", "ending"], "free"
    )
    rate = panel["churned"].groupby(place).mean()
    assert rate["locked"] < 0.75 * rate["free"]
    assert rate["ending"] > 2 * rate["free"]


def test_a_hidden_markov_model_of_minutes_finds_the_stages_again(world):
    """Baum and Welch with leaving as a second sign of the stage; four normal stages, started roughly."""
    truth = world.truth["telecom_stages"]
    months, hidden = world["telecom_months"], world["telecom_stages"]
    row = months.groupby("subscriber_id", sort=False).ngroup().to_numpy()
    place = months.groupby("subscriber_id").cumcount().to_numpy()
    y = np.full((row.max() + 1, 24), np.nan)
    left = np.zeros_like(y)
    y[row, place], left[row, place] = np.log(months["minutes"]), months["churned"]
    means, sd, move = np.array([4.4, 5.0, 6.0, 3.7]), 0.4, np.full((4, 4), 0.1) + 0.6 * np.eye(4)
    start, leave = np.full(4, 0.25), np.full(4, 0.02)
    for _ in range(60):
        chance = np.exp(-(((y[:, :, None] - means) / sd) ** 2) / 2) / sd
        chance *= np.where(left[:, :, None] == 1, leave, 1 - leave)
        chance[np.isnan(y)] = 1
        forward, backward = np.empty((*y.shape, 4)), np.ones((*y.shape, 4))
        forward[:, 0] = start * chance[:, 0]
        forward[:, 0] /= forward[:, 0].sum(axis=1, keepdims=True)
        for t in range(1, 24):
            forward[:, t] = forward[:, t - 1] @ move * chance[:, t]
            forward[:, t] /= forward[:, t].sum(axis=1, keepdims=True)
        for t in range(22, -1, -1):
            backward[:, t] = (backward[:, t + 1] * chance[:, t + 1]) @ move.T
            backward[:, t] /= backward[:, t].sum(axis=1, keepdims=True)
        weight = forward * backward
        weight /= weight.sum(axis=2, keepdims=True)
        weight[np.isnan(y)] = 0
        pairs = forward[:, :-1, :, None] * move * (chance * backward)[:, 1:, None, :]
        pairs /= pairs.sum(axis=(2, 3), keepdims=True)
        counts = pairs[~np.isnan(y[:, 1:])].sum(axis=0)
        move = counts / counts.sum(axis=1, keepdims=True)
        total = weight.sum(axis=(0, 1))
        start, leave = weight[:, 0].mean(axis=0), (weight * left[:, :, None]).sum(axis=(0, 1)) / total
        means = (weight * np.nan_to_num(y)[:, :, None]).sum(axis=(0, 1)) / total
        sd = np.sqrt((weight * (np.nan_to_num(y)[:, :, None] - means) ** 2).sum() / total.sum())
    assert means == pytest.approx(list(truth["log_minutes"].values()), abs=0.03)
    assert sd == pytest.approx(truth["log_minutes_sd"], abs=0.01)
    assert move == pytest.approx(np.array([list(truth["move"][now].values()) for now in "ABCD"]), abs=0.06)
    assert leave[3] > 3 * leave[2]
    guess = np.array(list("ABCD"))[weight.argmax(axis=2)][row, place]
    assert (guess == hidden["stage"]).mean() > 0.85


def test_another_rate_of_complaints_changes_no_minute_of_those_still_there(world):
    truth = plain(read_truth())
    truth["telecom_stages"]["complaint"] = dict.fromkeys("ABCD", 0.3)
    other = World(0, 0.2, truth, TABLES | HIDDEN)["telecom_months"]
    both = other.merge(world["telecom_months"], on=["subscriber_id", "month"], suffixes=("", "_before"))
    assert len(both) > 0.6 * len(other)
    assert both["complaints"].mean() > 5 * both["complaints_before"].mean()
    for name in ("minutes", "data_gb", "support_calls", "late_payment"):
        assert (both[name] == both[f"{name}_before"]).all()
