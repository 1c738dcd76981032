"""The hidden course of relationships: a Markov chain drawn given when each customer left."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

STAGES = ["cultivation", "confirmation", "trust", "weakening"]
LAST = 8  # opportunities after the first edition that the longest customer has


def chain(truth, role):
    initial = np.array([truth["initial"][stage] for stage in STAGES])
    hazard = np.array([truth["exit"][role][stage] for stage in STAGES])
    move = np.array([[truth["transition"][stage][to] for to in STAGES] for stage in STAGES])
    return initial, hazard, move


@pytest.fixture(scope="module")
def courses(few_worlds):
    return pd.concat(
        world["invitations"][["customer", "role", "turn"]]
        .join(world["lifecycle"]["stage"].astype("str"))
        .join(world["took_part"]["gone"])
        .assign(world=number)
        for number, world in enumerate(few_worlds)
    )


@pytest.mark.parametrize("role", ["exhibitor", "visitor", "sponsor"])
def test_the_chain_survives_as_the_beta_geometric_exits_do(world, role):
    """Survival by hand: the chain by its matrix, the beta-geometric by its product of hazards."""
    truth = world.truth
    initial, hazard, move = chain(truth["lifecycle"], role)
    mean, precision = truth["participation"]["exit_mean"][role], truth["participation"]["exit_precision"]
    alive, beta_geometric = initial, 1.0
    for turn in range(1, LAST + 1):
        alive = (alive * (1 - hazard)) @ move
        beta_geometric *= 1 - mean * precision / (precision + turn - 1)
        assert alive.sum() == pytest.approx(beta_geometric, abs=0.004)


def test_rows_of_the_chain_are_probabilities(world):
    truth = world.truth["lifecycle"]
    assert sum(truth["initial"].values()) == pytest.approx(1)
    assert [sum(row.values()) for row in truth["transition"].values()] == pytest.approx([1] * 4)


@pytest.mark.parametrize("left", [True, False])
def test_courses_given_the_exit_have_the_chances_worked_out_path_by_path(courses, world, left):
    """Visitors with two editions: all 16 pairs of stages, weighed by hand with the exit or without it."""
    initial, hazard, move = chain(world.truth["lifecycle"], "visitor")
    chances = {}
    for one, two in product(range(4), repeat=2):
        end = hazard[two] if left else 1.0
        chances[STAGES[one], STAGES[two]] = initial[one] * (1 - hazard[one]) * move[one, two] * end
    visitors = courses[courses["role"] == "visitor"]
    by_customer = visitors.groupby(["world", "customer"])["gone"].agg(
        living=lambda gone: (~gone).sum(), left="any"
    )
    chosen = by_customer[(by_customer["living"] == 2) & (by_customer["left"] == left)].index
    pairs = (
        visitors[~visitors["gone"]]
        .set_index(["world", "customer"])
        .loc[chosen]
        .groupby(level=[0, 1])["stage"]
    )
    seen = pairs.agg(tuple).value_counts(normalize=True)
    total = sum(chances.values())
    for pair, chance in chances.items():
        error = np.sqrt(chance / total / len(chosen))
        assert seen.get(pair, 0.0) == pytest.approx(chance / total, abs=4 * error + 1e-9)


def test_lost_is_gone_and_nothing_else_is(courses):
    assert ((courses["stage"] == "lost") == courses["gone"]).all()


@pytest.mark.parametrize(
    ("stage", "never"),
    [
        ("cultivation", "trust"),
        ("confirmation", "cultivation"),
        ("trust", "confirmation"),
        ("weakening", "cultivation"),
    ],
)
def test_moves_without_a_chance_never_happen(courses, stage, never):
    after = courses.groupby(["world", "customer"])["stage"].shift(-1)
    assert not ((courses["stage"] == stage) & (after == never)).any()


def test_age_is_not_the_stage(courses):
    """Weakening starts at every age, and some are still being cultivated after years."""
    shares = pd.crosstab(courses["turn"], courses["stage"], normalize="index")
    assert (shares.loc[1:7, "weakening"] > 0.04).all()
    assert (shares.loc[1:4, "cultivation"] > 0.01).all()


def test_the_pattern_follows_from_the_highest_stage_and_the_loss(world):
    lost = {"trust": "early exit", "confirmation": "mid-course end", "cultivation": "early abort"}
    courses = world["lifecycle"].groupby("customer_id")["stage"].agg(set)
    for row in world["patterns"].itertuples():
        stages = courses[row.customer_id]
        reached = next(stage for stage in lost if stage in stages)
        kept = "lasting" if reached == "trust" else "under way"
        assert row.pattern == (lost[reached] if "lost" in stages else kept)
        assert row.highest == reached


def test_all_patterns_arise_and_every_customer_has_one(world):
    patterns = world["patterns"]
    assert patterns["customer_id"].tolist() == world["organisations"]["customer_id"].tolist()
    shares = patterns["pattern"].value_counts(normalize=True)
    assert set(shares.index) == set(world.truth["lifecycle"]["pattern"].values())
    assert (shares > 0.02).all()
