"""The log of contacts: dates of each phase, channels, outcomes, and why contact is not a cause."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.world import build_world
from cvm_lessons.world.dialogue.contact_counts import poisson_counts
from cvm_lessons.world.dialogue.outcomes import response_chance

ANSWERS = ["replied", "meeting", "offer requested"]


@pytest.fixture(scope="module")
def log(world):
    shows = world["editions"].set_index("edition_id")[["start", "end"]]
    return world["touchpoints"].join(shows, on="edition_id")


def test_about_ninety_thousand_contacts_at_scale_one(few_worlds):
    assert np.mean([len(world["touchpoints"]) for world in few_worlds]) == pytest.approx(18_000, rel=0.04)


def test_every_contact_belongs_to_an_invitation(world, log):
    keys = ["customer_id", "edition_id"]
    assert log["touch_id"].is_unique
    assert log["touch_id"].is_monotonic_increasing
    assert log["date"].is_monotonic_increasing
    assert len(log.merge(world["participations"][keys], on=keys)) == len(log)


def test_the_phase_is_where_the_day_lies(log):
    before, during, after = (log[log["phase"] == phase] for phase in ("before", "during", "after"))
    ahead = (before["start"] - before["date"]).dt.days
    assert ahead.between(1, 152).all()  # a weekend moves the call by two days at most
    assert during["date"].between(during["start"], during["end"]).all()
    assert (after["date"] - after["end"]).dt.days.between(1, 37).all()
    assert log["date"].max() <= pd.Timestamp("2025-12-31")


def test_staff_rest_at_weekends_unless_there_is_a_show(log):
    weekend = log["date"].dt.day_of_week >= 5
    assert not (weekend & (log["direction"] == "outbound") & (log["phase"] != "during")).any()
    assert (weekend & (log["direction"] == "inbound")).any()
    assert (weekend & (log["phase"] == "during")).any()


def test_contacts_crowd_before_the_show(log):
    ahead = (log["start"] - log["date"]).dt.days[log["phase"] == "before"]
    assert (ahead <= 30).mean() > 2 * ((ahead > 60) & (ahead <= 90)).mean()


def test_nobody_is_met_at_a_show_that_it_missed(world, log):
    met = log[log["phase"] == "during"].merge(world["participations"], on=["customer_id", "edition_id"])
    assert met["took_part"].all()


def test_outcomes_belong_to_the_direction_and_opening_to_email(log):
    allowed = {
        "outbound": {"none", "opened", *ANSWERS},
        "inbound": {"answered", "meeting", "offer requested", "passed on"},
    }
    for direction, outcomes in log.groupby("direction")["outcome"]:
        assert set(outcomes) == allowed[direction]
    assert (log.loc[log["outcome"] == "opened", "channel"] == "email").all()


def test_only_customers_visit_the_website_and_only_staff_pay_visits(log):
    assert set(log.loc[log["channel"] == "website", "direction"]) == {"inbound"}
    assert set(log.loc[log["channel"].isin(["visit", "event"]), "direction"]) == {"outbound"}
    assert (log.loc[log["channel"] == "website", "minutes"] == 0).all()


def test_visiting_companies_are_many_and_have_few_contacts(world):
    per_customer = world["touchpoints"].groupby("customer_id").size()
    roles = world["organisations"].set_index("customer_id")["role"]
    mean = per_customer.reindex(roles.index, fill_value=0).groupby(roles).mean()
    assert mean["visitor"] < 3
    assert 20 < mean["exhibitor"] < mean["sponsor"]


def test_wechat_grows_and_visits_stop_in_the_pandemic(few_worlds):
    log = pd.concat(world["touchpoints"] for world in few_worlds).query("direction == 'outbound'")
    log = log[(log["phase"] == "before") & log["customer_id"].str.startswith("E")]
    share = pd.crosstab(log["edition_id"].str[-4:].astype(int), log["channel"], normalize="index")
    assert share.loc[2023:2025, "wechat"].mean() > 1.25 * share.loc[2016:2018, "wechat"].mean()
    assert share.loc[2020:2022, "visit"].mean() < 0.5 * share.loc[2016:2019, "visit"].mean()


def test_the_contacted_come_more_often_though_contact_causes_nothing(few_worlds):
    """Raw difference large; none is left given each customer's hidden chance."""
    parts = []
    for world in few_worlds:
        rows = world["invitations"][["customer", "role", "turn"]].join(world["contact_counts"])
        rows = rows.join(world["took_part"][["took_part", "gone"]]).join(
            world["chances"]["take_part"], on="customer"
        )
        parts.append(rows[(rows["role"] == "exhibitor") & (rows["turn"] > 0)])
    rows = pd.concat(parts)
    often = rows["outbound_before"] >= 3
    raw = rows["took_part"].astype(float).groupby(often).mean()
    assert raw[True] - raw[False] > 0.10
    here = rows[~rows["gone"]]
    # The pull of a rebooking moves single editions; given the customer it leaves the mean as it is.
    came = here["came_before"].astype(bool)
    miss = (here["took_part"] - here["take_part"]).groupby([came, often[~rows["gone"]]]).mean()
    assert miss.to_numpy() == pytest.approx(np.zeros(4), abs=0.03)


def test_an_answer_moves_no_participation(few_worlds):
    misses = []
    for world in few_worlds:
        log = world["touchpoints"].query("direction == 'outbound' and phase == 'before'")
        said = (
            log.assign(answered=log["outcome"].isin(ANSWERS))
            .groupby(["customer_id", "edition_id"])["answered"]
            .any()
        )
        rows = world["invitations"][["customer", "customer_id", "edition_id", "role", "turn"]]
        rows = rows.join(world["took_part"][["took_part", "gone"]]).join(
            world["chances"]["take_part"], on="customer"
        )
        rows = rows.merge(said.reset_index())
        misses.append(rows[(rows["role"] == "exhibitor") & (rows["turn"] > 0) & ~rows["gone"]])
    rows = pd.concat(misses)
    miss = (rows["took_part"] - rows["take_part"]).groupby(rows["answered"]).mean()
    assert miss[True] - miss[False] == pytest.approx(0, abs=0.03)


def test_customers_fall_silent_before_they_leave(few_worlds):
    """What an early warning can use: those who will be lost next time call less this time."""
    calls = {True: [], False: []}
    for world in few_worlds:
        rows = world["invitations"][["customer", "role"]].join(world["contact_counts"]["inbound_before"])
        gone = world["took_part"]["gone"]
        same = rows["customer"].shift(-1) == rows["customer"]
        for leaves in (True, False):
            here = same & ~gone & (rows["role"] == "exhibitor") & (gone.shift(-1, fill_value=False) == leaves)
            calls[leaves].append(rows.loc[here, "inbound_before"])
    assert pd.concat(calls[True]).mean() < 0.82 * pd.concat(calls[False]).mean()


def test_the_chance_of_an_answer_by_hand(world):
    """Trust, WeChat: 0.05 logits; weakening, a visit to a visitor: -2.1 + 1.2 + 0.8 - 0.4 = -0.5."""
    events = pd.DataFrame({"stage": [2, 3], "channel": ["wechat", "visit"], "role": ["exhibitor", "visitor"]})
    chances = response_chance(world.truth["touchpoints"], events)
    assert chances.tolist() == pytest.approx([0.51250, 0.37754], abs=1e-5)


def test_poisson_counts_invert_the_distribution_function():
    """Mean 1: the steps lie at 0.36788, 0.73576, 0.91970."""
    draws = np.array([0.0, 0.3678, 0.3679, 0.7357, 0.7358, 0.9196, 0.9198])
    assert poisson_counts(np.ones(7), draws).tolist() == [0, 0, 1, 1, 2, 2, 3]
    counts = poisson_counts(np.full(20_000, 3.0), (np.arange(20_000) + 0.5) / 20_000)
    assert counts.mean() == pytest.approx(3, abs=0.001)
    assert counts.var() == pytest.approx(3, abs=0.01)
    assert poisson_counts(np.array([5.0]), np.array([1.0 - 1e-16])).max() < 200


def test_later_shards_have_identifiers_of_their_own():
    shard = build_world(3, 0.02, shard=2)
    assert shard["touchpoints"]["touch_id"].iloc[0] == "TP2-000001"
    assert shard["contacts"]["contact_id"].iloc[0] == "CT2-00001"
