"""Taking part is a BG/BB process, with rebooking as one of its causes."""

import numpy as np
import pandas as pd
import pytest


def opportunities(worlds):
    """Every invitation after the first, with the customer's true chances and its invitation before."""
    for world in worlds:
        rows = world["invitations"][["customer", "role", "turn"]].join(
            world["took_part"][["took_part", "gone"]]
        )
        rows = rows.join(world["chances"], on="customer")
        before = rows.shift()
        rows["came_before"], rows["gone_before"] = (
            before["took_part"].astype(bool),
            before["gone"].astype(bool),
        )
        rows["rebooked_before"] = world["value"]["rebooked"].shift().astype(bool)
        yield rows[rows["turn"] > 0]


@pytest.fixture(scope="module")
def chances(few_worlds):
    return pd.concat(opportunities(few_worlds))


def test_first_edition_is_the_one_a_customer_was_won_with(world):
    first = world["participations"].merge(world["organisations"][["customer_id", "first_year"]])
    assert first.query("year == first_year")["took_part"].all()
    assert (
        first.groupby("customer_id")["year"].min() == first.groupby("customer_id")["first_year"].first()
    ).all()


def test_customers_who_have_not_left_come_with_their_own_probability(chances):
    here = chances[~chances["gone"]]
    groups = here.groupby(pd.qcut(here["take_part"], 8, labels=False))
    assert groups["took_part"].mean().to_numpy() == pytest.approx(
        groups["take_part"].mean().to_numpy(), abs=0.02
    )


def test_coming_or_not_last_time_does_not_change_that_probability(chances):
    """The pull of a rebooking is centred: given the customer, editions are exchangeable as BG/BB wants."""
    here = chances[~chances["gone"]]
    miss = (here["took_part"] - here["take_part"]).groupby(here["came_before"]).mean()
    assert miss.to_numpy() == pytest.approx([0, 0], abs=0.012)


def test_leaving_is_geometric_and_for_good(chances):
    at_risk = chances[~chances["gone_before"]]
    groups = at_risk.groupby(pd.qcut(at_risk["leave"], 5, labels=False))
    assert groups["gone"].mean().to_numpy() == pytest.approx(groups["leave"].mean().to_numpy(), abs=0.015)
    assert not chances.loc[chances["gone"], "took_part"].any()
    assert chances.loc[chances["gone_before"], "gone"].all()


def test_a_rebooking_on_site_makes_coming_back_likelier(chances):
    here = chances[~chances["gone"] & chances["came_before"]]
    rate = here.groupby("rebooked_before")["took_part"].mean()
    assert rate[True] - rate[False] > 0.4


@pytest.mark.parametrize("role", ["exhibitor", "visitor"])
def test_probabilities_have_the_means_and_the_spread_of_the_truth(few_worlds, role):
    truth = few_worlds[0].truth["participation"]
    parts = [
        world["chances"][
            (
                (world["organisations"]["role"] == role) & (world["organisations"]["size"] == "medium")
            ).to_numpy()
        ]
        for world in few_worlds
    ]
    drawn = pd.concat(parts)
    mean, precision = truth["take_part_mean"][role], truth["take_part_precision"]
    assert drawn["take_part"].mean() == pytest.approx(mean, abs=0.03)
    assert drawn["take_part"].std() == pytest.approx(np.sqrt(mean * (1 - mean) / (precision + 1)), abs=0.02)
    assert drawn["leave"].mean() == pytest.approx(truth["exit_mean"][role], abs=0.01)


def test_the_content_come_more_often(world):
    attitude, chance = world["attitudes"]["attitude"], world["chances"]["take_part"]
    assert attitude.corr(chance, method="spearman") == pytest.approx(0.48, abs=0.06)
