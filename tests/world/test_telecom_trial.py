"""The operator's trial: the offer holds some, wakes others, and risk is not what tells them apart."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.world.telecom.leaving import tenures
from cvm_lessons.world.telecom.trial import trial_months


@pytest.fixture(scope="module")
def trial(few_worlds):
    """Everybody in the trial, with what would happen in its months without and with the offer."""
    frames = []
    for world in few_worlds:
        stop = trial_months(world).stop
        frame = world["telecom_lottery"].dropna(subset=["group"])
        frames.append(frame.assign(alone=frame["exit_alone"] < stop, offered=frame["exit_offered"] < stop))
    return pd.concat(frames, ignore_index=True)


def test_the_four_types_are_all_there(trial):
    share = trial["type"].value_counts(normalize=True)
    assert set(share.index) == {"sure thing", "persuadable", "lost cause", "sleeping dog"}
    assert share["sure thing"] > 0.8
    assert share["persuadable"] > 0.01
    assert share["sleeping dog"] > 0.01


def test_types_follow_from_what_happens_without_and_with_the_offer(trial):
    known = trial.groupby("type")[["alone", "offered"]].agg(["min", "max"])
    for kind, (alone, offered) in {
        "sure thing": (False, False),
        "persuadable": (True, False),
        "lost cause": (True, True),
        "sleeping dog": (False, True),
    }.items():
        assert known.loc[kind].tolist() == [alone, alone, offered, offered]


def test_those_at_the_highest_risk_are_not_those_whom_the_offer_holds(trial):
    groups = trial.groupby("group")[["alone", "offered"]].mean()
    gain = groups["alone"] - groups["offered"]
    assert groups["alone"].idxmax() == "complained"
    assert gain["complained"] == 0
    assert gain["quiet"] < -0.01
    assert gain[["ending", "called"]].min() > 0.02


def test_an_offer_to_everybody_does_far_less_than_one_to_the_right_ones(trial):
    gain = (trial["alone"].astype(int) - trial["offered"]).groupby(trial["group"]).sum()
    assert abs(gain.sum()) < 0.7 * gain[["ending", "called"]].sum()


def test_the_table_shows_the_outcome_of_the_lottery(world):
    lottery, exits = world["telecom_lottery"], world["telecom_exits"]
    chosen = np.where(lottery["save_offer"] == 1, lottery["exit_offered"], lottery["exit_alone"])
    assert (exits["exit"] == chosen).all()
    shown = world["telecom_subscribers"].set_index("subscriber_id")["save_offer"]
    mine = lottery.set_index("subscriber_id")["save_offer"].loc[shown.index]
    pd.testing.assert_series_equal(shown, mine)


def test_only_those_free_to_leave_are_in_the_trial(world):
    lottery, base, when = world["telecom_lottery"], world["telecom_base"], trial_months(world)
    inside = lottery["group"].notna().to_numpy()
    tenure = tenures(world)[inside, when.start]
    contract = base["contract_months"].to_numpy()[inside]
    assert (tenure >= 5).all()
    assert (tenure + 3 >= contract).all()
    assert (lottery.loc[inside, "exit_alone"] >= when.start).all()


def test_a_reader_can_tell_the_groups_from_the_months_before(world):
    months = world["telecom_months"]
    before = months[months["month"].between("2024-12-01", "2025-03-01")]
    seen = before.groupby("subscriber_id")[["complaints", "support_calls"]].sum()
    group = world["telecom_lottery"].set_index("subscriber_id")["group"].dropna()
    seen = seen.loc[group.index]
    assert ((seen["complaints"] > 0) == (group == "complained")).all()
    assert (seen.loc[group == "quiet"] == 0).all(axis=None)
    assert (seen.loc[group == "called", "support_calls"] > 0).all()


def test_the_rebate_is_paid_in_the_four_months_to_the_drawn(world):
    months = world["telecom_months"].merge(
        world["telecom_subscribers"][["subscriber_id", "save_offer", "channel"]]
    )
    months = months[(months["tenure_months"] > 6) & ~months["channel"].isin(["online", "telesales"])]
    paid = months["discount"] > 0
    due = (months["save_offer"] == 1) & months["month"].between("2025-04-01", "2025-07-01")
    assert due.any()
    assert (paid == due).all()


def test_no_chance_of_leaving_passes_one_with_the_offer(few_worlds):
    for world in few_worlds:
        highest = world["telecom_risk"].chance[:, trial_months(world)].max(axis=1)
        factor = world["telecom_lottery"]["group"].map(world.truth["telecom_trial"]["factor"]).fillna(1.0)
        assert (highest * factor.to_numpy(dtype=float)).max() < 1
