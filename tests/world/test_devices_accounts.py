"""Business accounts: regular orders, tender cycles, currencies, key accounts that were large before."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.datasets.checks import check_table
from cvm_lessons.datasets.loading import typed
from cvm_lessons.world import build_world
from cvm_lessons.world.devices.ledger import expected_sales

TABLES = ["devices_accounts", "devices_orders", "devices_products", "devices_rates"]


@pytest.fixture(scope="module")
def orders(world):
    return world["devices_orders"].merge(world["devices_accounts"], on="account_id")


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_are_what_their_schema_says(world, name):
    assert len(check_table(typed(world[name], name), name)) > 0


def test_accounts_multiply_with_scale_and_the_smallest_world_has_some():
    assert [len(build_world(1, scale)["devices_accounts"]) for scale in (0.1, 0.4)] == [60, 240]
    tiny = build_world(1, 0.005)
    assert [len(tiny[name]) for name in TABLES[:1]] == [3]
    assert len(tiny["devices_orders"]) > 3


def test_accounts_of_another_shard_are_others_and_pay_by_the_same_rates(world):
    other = build_world(0, 0.02, shard=2)
    assert not set(other["devices_accounts"]["account_id"]) & set(world["devices_accounts"]["account_id"])
    assert other["devices_rates"].equals(world["devices_rates"])


def test_orders_are_numbered_in_time_and_belong_to_an_account(world):
    orders = world["devices_orders"]
    assert (orders["order_no"] == orders.groupby("account_id").cumcount() + 1).all()
    assert orders.groupby("account_id")["date"].is_monotonic_increasing.all()
    assert orders["account_id"].isin(world["devices_accounts"]["account_id"]).all()
    assert orders["date"].between("2016-01-01", "2025-12-31").all()


def test_an_amount_is_units_at_the_list_price_less_discount_in_the_currency(world, orders):
    """By hand for every order: the price of 2016 rises by two per cent a year, the rate is the year's."""
    rows = orders.assign(year=orders["date"].dt.year).merge(world["devices_rates"], on=["currency", "year"])
    rows = rows.merge(world["devices_products"], on="product_line")
    price = rows["list_price"] * 1.02 ** (rows["year"] - 2016) * (1 - rows["discount"])
    assert (rows["amount"] - rows["units"] * price / rows["euro"]).abs().max() < 0.51


def test_the_sum_of_amounts_is_mostly_yen(orders):
    shares = orders.groupby("currency")["amount"].sum() / orders["amount"].sum()
    assert shares.idxmax() == "JPY"
    assert shares["JPY"] > 0.8


def test_beds_are_missing_for_dealers_alone(world):
    accounts = world["devices_accounts"]
    assert (accounts["beds"].isna() == (accounts["kind"] == "dealer")).all()


def test_intervals_are_more_regular_than_chance(few_worlds):
    """The coefficient of variation of a gamma interval of shape 3 is 0.577, that of Poisson orders 1."""
    spreads = []
    for world in few_worlds:
        traits = world["devices_traits"].query("not tender")[["account_id", "interval"]]
        orders = world["devices_orders"].merge(traits, on="account_id")
        days = orders.groupby("account_id")["date"].diff().dt.days
        spreads.append((days / 365.25 / orders["interval"]).std())
    assert np.mean(spreads) == pytest.approx(0.577, abs=0.05)


def test_tender_orders_lie_in_won_cycles_of_accounts_by_tender(world):
    accounts = world["devices_accounts"].set_index("account_id")["buys_by_tender"]
    orders, purchases = world["devices_orders"], world["devices_purchases"]
    under = orders["tender"] == 1
    assert under.any()
    assert (orders.loc[under, "account_id"].map(accounts) == 1).all()
    assert purchases.loc[under.to_numpy(), "won"].all()


def test_a_lost_cycle_is_a_silence_and_not_an_exit(few_worlds):
    """Of the accounts by tender that were silent for two years, most order again."""
    back = []
    for world in few_worlds:
        by_tender = world["devices_accounts"].set_index("account_id")["buys_by_tender"] == 1
        orders = world["devices_orders"]
        orders = orders[orders["account_id"].map(by_tender)]
        gaps = orders.groupby("account_id")["date"].diff().dt.days
        last = orders.groupby("account_id")["date"].max()
        ended = (pd.Timestamp("2025-12-31") - last).dt.days > 730
        back.append((gaps > 730).sum() / ((gaps > 730).sum() + ended.sum()))
    assert np.mean(back) > 0.3


def test_nobody_orders_after_leaving(world):
    traits, purchases = world["devices_traits"], world["devices_purchases"]
    assert (purchases["time"] < traits["left"].iloc[purchases["account"]].to_numpy()).all()
    assert (traits["left"] < 10).mean() > 0.1


def test_key_accounts_were_larger_before_they_were_chosen(few_worlds):
    naive = []
    for world in few_worlds:
        accounts = world["devices_accounts"]
        assert set(accounts["key_account_since"].dropna().dt.year) <= {2019, 2021}
        early = world["devices_orders"].query("date < '2019-01-01'").groupby("account_id")["units"].sum()
        chosen = accounts["key_account_since"].notna().set_axis(accounts["account_id"]).reindex(early.index)
        naive.append(np.log(early).groupby(chosen).mean().diff().iloc[-1])
    # What the programme causes is a logarithm of 0.12; what it chose is several times that.
    assert np.mean(naive) > 0.6


def test_some_hospitals_cost_more_than_they_bring(few_worlds):
    for world in few_worlds:
        service, sales = world["devices_service"], expected_sales(world)
        margin = 0.5 * sales - service["service_cost"]
        assert (margin[~service["heavy"]] > 0).mean() > 0.9
        assert (margin[service["heavy"]] < 0).mean() > 0.3


def test_accounts_of_a_group_are_alike(few_worlds):
    sizes = pd.concat(
        world["devices_traits"].dropna(subset="group_id").assign(seed=seed)
        for seed, world in enumerate(few_worlds)
    )
    own = sizes["volume"] - np.log(sizes["interval"]) - 0.7 * np.log(sizes["beds"].fillna(320))
    own -= own.groupby(sizes["kind"]).transform("mean")
    between = own.groupby([sizes["seed"], sizes["group_id"]]).transform("mean")
    many = sizes.groupby(["seed", "group_id"])["kind"].transform("size")
    # Were accounts of a group strangers, their mean would spread by 0.45 over the root of three or more.
    assert between[many >= 3].std() > 0.45 / np.sqrt(3) + 0.04


def test_the_sales_force_guesses_the_wallet_too_small(few_worlds):
    gaps = [
        np.log(world["devices_accounts"]["wallet_estimate"] / world["devices_service"]["wallet"]).median()
        for world in few_worlds
    ]
    assert np.mean(gaps) == pytest.approx(-0.15, abs=0.06)
