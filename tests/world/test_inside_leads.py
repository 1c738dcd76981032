"""The sales pipeline: journeys by hand, dates in order, owners who exist, and records that come twice."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.datasets.checks import check_table
from cvm_lessons.datasets.loading import typed
from cvm_lessons.world import build_world, plain, read_truth
from cvm_lessons.world.inside.journeys import removal_effects, sale_share, win_intercepts

TRUTH = plain(read_truth())["crm_leads"]
# a leads to b in half of the cases and sells in a fifth; b sells in three fifths.
SIMPLE = {"start": {"a": 0.6, "b": 0.4}, "a": {"b": 0.5, "won": 0.2}, "b": {"won": 0.6}}


@pytest.fixture(scope="module")
def leads(world):
    return world["crm_leads"]


@pytest.mark.parametrize("name", ["crm_leads", "exchange_rates"])
def test_a_table_is_what_its_schema_says(world, name):
    check_table(typed(world[name], name), name)


def test_sales_and_removal_by_hand():
    """With all: 0.6 x (0.2 + 0.5 x 0.6) + 0.4 x 0.6 = 0.54; without a 0.24; without b 0.12."""
    assert sale_share(SIMPLE) == pytest.approx(0.54)
    assert removal_effects(SIMPLE) == pytest.approx({"a": 1 - 0.24 / 0.54, "b": 1 - 0.12 / 0.54})


def test_every_row_of_the_journey_leaves_room_for_its_end():
    assert sum(TRUTH["journey"]["start"].values()) == pytest.approx(1)
    for name, row in TRUTH["journey"].items():
        assert set(row) <= set(TRUTH["journey"]) | {"won"}
        if name != "start":
            assert sum(row.values()) < 0.9


def test_without_effects_the_intercept_is_the_logit_of_the_chain():
    plain_leads = TRUTH | {"reply": TRUTH["reply"] | {"effect": 0.0}, "known": {"share": 0.4, "effect": 0.0}}
    row = TRUTH["journey"]["email"]
    chance = row["won"] / (1 - sum(share for name, share in row.items() if name != "won"))
    assert win_intercepts(plain_leads)["email"] == pytest.approx(np.log(chance / (1 - chance)))


def test_each_last_touch_wins_as_often_as_the_chain_says(few_worlds):
    prospects = pd.concat(world["prospects"] for world in few_worlds)
    rates = prospects.groupby("last")["wins"].agg(["mean", "size"])
    for name, row in TRUTH["journey"].items():
        if name == "start":
            continue
        chance = row["won"] / (1 - sum(share for to, share in row.items() if to != "won"))
        error = np.sqrt(chance * (1 - chance) / rates.loc[name, "size"])
        assert abs(rates.loc[name, "mean"] - chance) < 4 * error, name


def test_the_path_ends_with_the_last_touch(world):
    prospects = world["prospects"]
    assert (prospects["path"].str.split(">").str[-1] == prospects["last"]).all()
    assert prospects["path"].str.count(">").max() < 25


def test_dates_are_in_order_and_none_is_after_the_export(leads):
    for first, second in (("created", "qualified"), ("qualified", "offered"), ("offered", "closed")):
        both = leads[[first, second]].dropna()
        assert (both[first] < both[second]).all()
    days = leads[["created", "qualified", "offered", "closed"]]
    assert days.max().max() <= pd.Timestamp("2025-12-31")
    assert (leads.loc[leads["offered"].notna(), "qualified"].notna()).all()


def test_what_is_missing_follows_from_the_stage(leads):
    assert (leads["closed"].notna() == (leads["stage"] == "closed")).all()
    assert (leads["won"].notna() == (leads["stage"] == "closed")).all()
    assert (leads["contract"].notna() == (leads["won"] == 1)).all()
    assert (leads["lost_reason"].notna() == (leads["won"] == 0)).all()
    assert leads.loc[leads["won"] == 1, "offered"].notna().all()
    assert (leads.loc[leads["won"].isna(), "created"] > pd.Timestamp("2025-06-01")).all()


def test_every_lead_of_a_customer_belongs_to_an_exhibitor_that_is_one_by_then(world, leads):
    known = leads.dropna(subset="customer_id").merge(world["organisations"], on="customer_id")
    assert len(known) == leads["customer_id"].notna().sum()
    assert (known["role"] == "exhibitor").all()
    assert (known["sector_x"] == known["sector_y"]).all()
    assert (known["first_year"] <= known["created"].dt.year).all()


def test_a_prospect_has_nobodys_name(world):
    prospects, customers = world["prospects"], world["organisations"]
    new = prospects.loc[~prospects["known"], "company"]
    assert new.is_unique
    assert not new.isin(customers["name"].str.split(" ").str[0].str.lower()).any()


def test_every_owner_sells_at_a_branch_when_the_lead_is_created(world, leads):
    rows = leads.assign(quarter=leads["created"].dt.to_period("Q").astype(str))
    work = rows.merge(world["staff"], left_on=["owner", "quarter"], right_on=["staff_id", "quarter"])
    assert len(work) == len(leads)
    assert (work["job"] == "sales").all()


def test_a_second_record_has_another_owner_and_comes_within_ten_days(world):
    files = world["lead_files"]
    both = files[files["again"]].merge(files[~files["again"]], on="lead")
    assert len(both) > 30
    assert (both["owner_x"] != both["owner_y"]).all()
    assert (both["created_x"] - both["created_y"]).dt.days.between(0, 10).all()
    assert (both["path_x"] == both["path_y"]).all()
    wrong = both[both["company_x"] != both["company_y"]]
    assert len(wrong)
    assert all(sorted(a) == sorted(b) for a, b in zip(wrong["company_x"], wrong["company_y"], strict=True))


def test_yen_drown_a_sum_over_currencies(few_worlds):
    leads = pd.concat(world["crm_leads"] for world in few_worlds)
    share = leads.groupby("currency")["value"].sum() / leads["value"].sum()
    rates = pd.Series(TRUTH["rates"][2024])
    yuan = leads.groupby("currency")["value"].sum() * rates
    assert share["JPY"] > 0.3
    assert (yuan / yuan.sum())["JPY"] < 0.1


def test_exchange_rates_are_those_of_the_truth(world):
    rates = world["exchange_rates"]
    assert len(rates) == 12
    assert rates.query("currency == 'EUR' and year == 2024")["yuan"].item() == 7.75
    assert (rates.loc[rates["currency"] == "CNY", "yuan"] == 1).all()


def test_leads_multiply_with_the_customers_and_owners_do_not():
    small, shard = build_world(4, 0.02), build_world(4, 0.02, shard=2)
    assert len(small["prospects"]) == 96
    assert shard["crm_leads"]["lead_id"].str.startswith("LD2-").all()
    assert set(shard["crm_leads"]["owner"]) <= set(small["staff"]["staff_id"])
    pd.testing.assert_frame_equal(shard["owner_habits"], small["owner_habits"])
    assert not shard["prospects"]["path"].equals(small["prospects"]["path"])


def test_a_quick_reply_wins_more_often(few_worlds):
    leads = pd.concat(world["crm_leads"] for world in few_worlds)
    rate = leads.groupby(leads["first_reply_hours"] < 9)["won"].mean()
    assert rate[True] - rate[False] > 0.05
