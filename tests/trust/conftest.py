"""Customers whose trust, commitment and loyalty follow known equations, as scores and as answers."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.trust import EMOTIONS, RELATIONAL, SCALES, SWITCHING_COSTS, TRUST_VIEWS

MEAN = 4.0  # of every score, in points; all have a spread of about one point
# Effects in points per point; those of loyalty depend on the group.
TRUTH = {
    "friendship": {"sociability": 0.5, "satisfaction": 0.2},
    "shared_values": {"satisfaction": 0.3},
    "communication": {"satisfaction": 0.35, "sociability": 0.25},
    "opportunism": {"satisfaction": -0.25, "communication": -0.2},
    "trust": {
        "satisfaction": 0.4,
        "shared_values": 0.15,
        "communication": 0.2,
        "opportunism": -0.25,
        "sociability": 0.2,
    },
    "switch_procedural": {},
    "switch_financial": {"switch_procedural": 0.3},
    "switch_relational": {"friendship": 0.3},
    "commit_affective": {"trust": 0.4, "satisfaction": 0.2, "shared_values": 0.1},
    "commit_continuance": {"switch_procedural": 0.4, "switch_financial": 0.3, "switch_relational": 0.1},
    "commit_normative": {"friendship": 0.25},
    "advocacy": {"commit_affective": 0.45, "commit_continuance": -0.22, "commit_normative": 0.18},
    "leave": {"commit_affective": -0.3, "commit_continuance": -0.22, "commit_normative": 0.0},
    "acquiescence": {"commit_affective": 0.45},
    "cooperation": {"commit_affective": 0.25, "trust": 0.4},
}
LOYALTY = {
    "occasional": {"satisfaction": 0.5, "trust": 0.05, "commit_affective": 0.1},
    "relational": {"satisfaction": 0.05, "trust": 0.3, "commit_affective": 0.4},
}
WAVES = 2  # answers of each customer
NOISE = 0.8


def draw_scores(customers: int = 400, seed: int = 1) -> pd.DataFrame:
    """Return scores without error of measurement, two answers a customer."""
    rng = np.random.default_rng(seed)
    n = customers * WAVES
    own = {"sociability": np.repeat(rng.normal(size=customers), WAVES)}
    own["satisfaction"] = 0.3 * own["sociability"] + rng.normal(size=n)
    for name, causes in TRUTH.items():
        pull = sum((effect * own[cause] for cause, effect in causes.items()), np.zeros(n))
        own[name] = pull + NOISE * rng.normal(size=n)
    earlier = np.repeat(rng.integers(0, 5, size=customers), WAVES)
    group = np.where(earlier >= 2, RELATIONAL, "occasional")
    own["loyalty"] = NOISE * rng.normal(size=n)
    for name, causes in LOYALTY.items():
        pull = sum(effect * own[cause] for cause, effect in causes.items())
        own["loyalty"] = own["loyalty"] + np.where(group == name, pull, 0.0)
    scores = pd.DataFrame(own) + MEAN
    scores["switching_costs"] = scores[list(SWITCHING_COSTS)].mean(axis=1)
    scores["benefits"] = scores["friendship"] + 0.5 * rng.normal(size=n)
    countries = np.repeat(rng.choice(["Europe", "Asia"], size=customers), WAVES)
    customer = np.repeat([f"C{number}" for number in range(customers)], WAVES)
    return scores.assign(customer_id=customer, country_group=countries, earlier=earlier, relationship=group)


def draw_answers(scores: pd.DataFrame, seed: int = 1) -> pd.DataFrame:
    """Return whole points whose items follow the scores, or trust, or satisfaction."""
    rng = np.random.default_rng(seed)
    answers = {}
    for name, items in SCALES.items():
        source = scores.get(name, scores["trust" if name in TRUST_VIEWS["all"] else "satisfaction"])
        for item in items:
            answers[item] = (source + 0.6 * rng.normal(size=len(scores))).round().clip(1, 7)
    for sign, items in zip((1, -1), EMOTIONS.values(), strict=True):
        for item in items:
            felt = 3 + 0.5 * sign * (scores["satisfaction"] - MEAN) + 0.6 * rng.normal(size=len(scores))
            answers[item] = felt.round().clip(1, 5)
    for number in (1, 2, 3):
        points = 7 + 1.5 * (scores["satisfaction"] - MEAN) + 0.8 * rng.normal(size=len(scores))
        answers[f"sat_{number}"] = points.round().clip(1, 10)
    return pd.DataFrame(answers, index=scores.index)


@pytest.fixture(scope="session")
def scores() -> pd.DataFrame:
    """Scores of 400 customers."""
    return draw_scores()


@pytest.fixture(scope="session")
def answers(scores) -> pd.DataFrame:
    """Their answers."""
    return draw_answers(scores)


@pytest.fixture(scope="session")
def make_scores():
    """The function that draws scores, for tests over many seeds."""
    return draw_scores


@pytest.fixture(scope="session")
def true_effects():
    """The effects behind the scores: of everything but loyalty, and of loyalty by group."""
    return TRUTH, LOYALTY
