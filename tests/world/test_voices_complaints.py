"""Complaints belong to participations, few of the dissatisfied speak, recovery moves satisfaction alone."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.datasets.checks import check_table
from cvm_lessons.datasets.loading import typed
from cvm_lessons.world import build_world
from cvm_lessons.world.voices.justice import JUSTICES

FOLLOW_UP = [*(f"justice_{name}" for name in JUSTICES), "satisfaction_after"]


@pytest.fixture(scope="module")
def cases(few_worlds):
    """All complaints of a few worlds with what is behind them."""
    frames = []
    for world in few_worlds:
        behind = world["complaint_cases"].join(world["complaint_recovery"]).reset_index()
        shown = world["complaints"][["customer_id", "edition_id", "stayed"]]
        frames.append(behind.merge(shown, on=["customer_id", "edition_id"]))
    return pd.concat(frames, ignore_index=True)


def test_the_log_is_what_its_schema_says(world):
    assert len(check_table(typed(world["complaints"], "complaints"), "complaints")) > 500


def test_only_who_took_part_complains_and_once_an_edition(world):
    log, came = world["complaints"], world["participations"].query("took_part")
    assert len(log.merge(came, on=["customer_id", "edition_id"])) == len(log)
    assert not log.duplicated(["customer_id", "edition_id"]).any()


def test_stayed_agrees_with_the_next_held_edition(world):
    rows = world["participations"].sort_values(["customer_id", "year"])
    following = rows.groupby("customer_id")["took_part"].shift(-1)
    expected = rows.assign(following=following)[["customer_id", "edition_id", "following"]]
    log = world["complaints"].merge(expected, on=["customer_id", "edition_id"])
    assert (log["stayed"].isna() == log["following"].isna()).all()
    known = log["stayed"].notna()
    assert (log.loc[known, "stayed"].astype(bool) == log.loc[known, "following"].astype(bool)).all()
    assert log.loc[log["edition_id"].str.endswith("2025"), "stayed"].isna().all()


def test_dates_lie_around_the_show_and_closing_follows_the_answer(world):
    log = world["complaints"].merge(world["editions"][["edition_id", "start", "end"]])
    phase = world.truth["complaints"]["phase_days"]
    assert (log["date"] >= log["start"] - pd.Timedelta(days=phase["before"])).all()
    assert (log["date"] <= log["end"] + pd.Timedelta(days=phase["after"])).all()
    closed = log.dropna(subset=["closed"])
    assert ((closed["closed"] - closed["date"]).dt.days >= np.floor(closed["response_hours"] / 24)).all()


def test_money_goes_with_refunds_alone(world):
    log = world["complaints"]
    paid = log["recovery"].isin(["refund", "fix and refund"])
    assert (log.loc[paid, "compensation"] >= 10).all()
    assert (log.loc[~paid, "compensation"] == 0).all()


def test_what_the_follow_up_asks_is_missing_together(world):
    asked = world["complaints"][FOLLOW_UP].isna()
    assert asked.nunique(axis=1).eq(1).all()
    assert 0.25 < asked["satisfaction_after"].mean() < 0.45


def test_the_mean_of_those_who_answer_is_too_high(cases):
    answered = cases["answered"].astype(bool)
    assert cases.loc[answered, "after"].mean() - cases["after"].mean() > 0.1
    assert cases.loc[answered, "anger"].mean() < cases["anger"].mean() - 0.2


def test_most_of_the_dissatisfied_say_nothing(few_worlds):
    for world in few_worlds:
        unhappy = world["took_part"]["took_part"] & (world["value"]["value_overall"] <= 4)
        assert (~world["complaining"][unhappy]).mean() > 0.65


def test_the_paradox_holds_after_a_first_failure_and_not_after_a_second(cases):
    gain = cases["after"] - cases["before"]
    excellent, second = cases["excellent"], cases["second_failure"] == 1
    assert gain[excellent & ~second].mean() > 0.3
    assert gain[excellent & second].mean() < -0.5
    assert gain[~excellent & ~second].mean() < -0.5


def test_an_excellent_recovery_does_not_move_staying(cases):
    known = cases[cases["stayed"].notna() & (cases["second_failure"] == 0)]
    rates = known["stayed"].astype(float).groupby([known["role"] == "visitor", known["excellent"]]).mean()
    for visitor in (True, False):
        assert rates[visitor, True] == pytest.approx(rates[visitor, False], abs=0.09)


def test_complainers_stay_less_often_than_the_others_although_complaining_causes_nothing(few_worlds):
    gaps = []
    for world in few_worlds:
        came = world["took_part"]["took_part"]
        following = world["took_part"]["took_part"].groupby(world["invitations"]["customer"]).shift(-1)
        known = came & following.notna() & (world["invitations"]["role"] == "visitor")
        rate = following[known].astype(float).groupby(world["complaining"][known]).mean()
        gaps.append(rate[True] - rate[False])
    assert np.mean(gaps) < -0.01


def test_answers_within_a_day_cost_little_and_later_ones_much(cases):
    """By the truth two doublings before 24 hours lose 0.16 points, two after it 1.10."""
    near = {hours: cases["response_hours"].between(hours * 0.8, hours * 1.25) for hours in (6, 24, 96)}
    seen = {hours: cases.loc[rows, "procedural"].mean() for hours, rows in near.items()}
    assert seen[6] - seen[24] < 0.4
    assert seen[24] - seen[96] == pytest.approx(1.1, abs=0.3)


def test_the_cause_follows_what_was_rated_low(few_worlds):
    for world in few_worlds:
        priced = world["complaint_cases"]["cause"] == "pricing"
        rated = world["ratings"].loc[priced.index, "perf_price"]
        assert rated[priced].mean() < rated[~priced].mean()


def test_identifiers_of_another_shard_are_others():
    one, other = (build_world(5, 0.02, shard)["complaints"] for shard in (0, 1))
    assert not set(one["complaint_id"]) & set(other["complaint_id"])
    assert other["complaint_id"].str.startswith("CP1-").all()
