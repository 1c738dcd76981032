"""Money of a participation: gamma-gamma spend, and costs that do not always follow it."""

import numpy as np
import pandas as pd
import pytest

LINES = ["spend_space", "spend_stand", "spend_sponsorship", "spend_digital"]


@pytest.fixture(scope="module")
def stands(few_worlds):
    """Participations of exhibitors at the prices of 2016."""
    frames = []
    for number, world in enumerate(few_worlds):
        who = world["organisations"][["customer_id", "role", "size"]].query("role == 'exhibitor'")
        rows = (
            world["participations"]
            .query("took_part")
            .merge(who)
            .merge(world["editions"][["edition_id", "price_m2"]])
        )
        rows["index"] = rows["price_m2"] / rows["sector"].map(world.truth["editions"]["price_2016"])
        rows["real"] = rows[LINES].sum(axis=1) / rows["index"]
        frames.append(rows.assign(customer_id=f"{number}" + rows["customer_id"]))
    return pd.concat(frames, ignore_index=True)


@pytest.mark.parametrize("size", ["small", "medium", "large"])
def test_mean_spend_by_size_is_that_of_the_truth(stands, world, size):
    here = stands[stands["size"] == size].groupby("customer_id")["real"].mean()
    true = world.truth["spending"]["mean_spend"][size]
    assert here.mean() == pytest.approx(true, abs=4 * here.std() / np.sqrt(len(here)))


def test_spend_varies_within_a_customer_as_a_gamma_variable(stands, world):
    """Given the customer, the coefficient of variation is 1 / sqrt(p), whatever its rate."""
    groups = stands.groupby("customer_id")["real"]
    often = groups.transform("size") >= 4
    squared = (groups.transform("var") / groups.transform("mean") ** 2)[often]
    # Dividing by the square of a mean of n draws makes the ratio too small by about 1 / n.
    assert squared.mean() == pytest.approx(1 / world.truth["spending"]["shape_p"], rel=0.15)


def test_space_is_area_at_the_discounted_price(stands):
    owed = stands["area_m2"] * stands["price_m2"] * (1 - stands["discount"])
    assert (stands["spend_space"] - owed).abs().max() < 0.501
    assert stands["area_m2"].min() >= 4
    assert (stands["area_m2"] * 2 % 1 == 0).all()


def test_invitations_that_led_to_nothing_bring_nothing(world):
    absent = world["participations"].query("not took_part")
    assert len(absent) > 0
    assert (absent[[*LINES, "area_m2"]] == 0).all(axis=None)
    assert absent[["discount", "rebooked_on_site"]].isna().all(axis=None)
    assert set(absent["cost_to_serve"]) <= set(world.truth["spending"]["invitation_cost"].values())


def test_visiting_companies_pay_nothing(world):
    visits = world["participations"][world["participations"]["customer_id"].str.startswith("V")]
    assert (visits[LINES].sum(axis=1) == 0).all()


def test_cost_follows_spend_but_for_the_giants(few_worlds):
    regular, giants = [], []
    for world in few_worlds:
        customers = world["organisations"]
        draws = world.stream("participations", "giant").random(len(customers))
        giant = customers[
            (draws < world.truth["spending"]["giant_share"])
            & (customers["size"] == "large")
            & (customers["role"] == "exhibitor")
        ]
        rows = world["participations"].query("took_part")[lambda f: f["customer_id"].str.startswith("E")]
        rows = rows.assign(total=rows[LINES].sum(axis=1))
        is_giant = rows["customer_id"].isin(giant["customer_id"])
        regular.append(rows[~is_giant])
        giants.append(rows[is_giant])
    regular, giants = pd.concat(regular), pd.concat(giants)
    assert np.log(regular["total"]).corr(np.log(regular["cost_to_serve"])) > 0.85
    assert abs(giants["total"].corr(giants["cost_to_serve"])) < 0.25
    rate = few_worlds[0].truth["spending"]["margin_rate"]
    assert ((rate * giants["total"] - giants["cost_to_serve"]) < 0).mean() > 0.5
    assert ((rate * regular["total"] - regular["cost_to_serve"]) < 0).mean() < 0.02
