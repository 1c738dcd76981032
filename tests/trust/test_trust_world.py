"""What the room finds in the simulated world, whose truth is known."""

import pandas as pd
import pytest

from cvm_lessons import trust
from cvm_lessons.datasets import load, truth

CONTROLS = {"controls": ["role", "country_group"], "cluster": "customer_id"}
SATISFACTION = ["sat_overall", "sat_expectation", "sat_ideal"]
OUTCOMES = ("advocacy", "voice", "leave", "cooperation", "acquiescence")


@pytest.fixture(scope="module")
def answers() -> pd.DataFrame:
    came = load("participations")
    came = came.assign(earlier=trust.earlier_participations(came))[["customer_id", "edition_id", "earlier"]]
    survey = load("surveys")[["response_id", "customer_id", "edition_id", "role", "country_group"]]
    modules = load("satisfaction").merge(load("relationship"), on="response_id")
    return survey.merge(came, on=["customer_id", "edition_id"]).merge(modules, on="response_id")


@pytest.fixture(scope="module")
def scores(answers) -> pd.DataFrame:
    kept = ("customer_id", "role", "country_group", "earlier", *OUTCOMES)
    table = trust.score_scales(answers, keep=kept).assign(trust=trust.trust_scores(answers)["trust"])
    table["satisfaction"] = trust.score_scales(answers, {"all": SATISFACTION}, high=10)["all"]
    table["disconfirmation"] = trust.score_scales(answers, {"all": ["disconf_1", "disconf_2"]})["all"]
    table["loyalty"] = table[[name for name in table if name.startswith("loyal_")]].mean(axis=1)
    table["switching_costs"] = table[list(trust.SWITCHING_COSTS)].mean(axis=1)
    start = truth("relationship")["relational_from"]["value"]
    table["relationship"] = trust.relational_group(table["earlier"], start=start)
    return table.join(trust.emotion_scores(answers))


def test_the_second_item_on_shared_values_is_the_weak_one(answers):
    table = trust.scale_reliability(answers)
    assert table["alpha"].idxmin() == "shared_values"
    assert table.drop(index="shared_values")["alpha"].between(0.75, 0.92).all()


def test_trust_and_satisfaction_are_close_and_two(answers):
    both = trust.one_or_two(answers, trust.SCALES["trust_credibility"], SATISFACTION)
    assert both.distinct(0.85)
    assert 0.55 < both.correlation.estimate < 0.72
    assert both.cfi_one < 0.9 < both.cfi_two


def test_commitment_acts_with_the_signs_of_the_truth(scores):
    table = trust.commitment_outcomes(scores, ["advocacy"], **CONTROLS).set_index("cause")
    assert table.loc["commit_affective", "low"] > table.loc["commit_normative", "high"]
    assert table.loc["commit_normative", "low"] > 0 > table.loc["commit_continuance", "high"]


def test_satisfaction_leads_occasional_and_commitment_relational_customers(scores):
    table = trust.loyalty_drivers(scores, **CONTROLS).set_index(["group", "cause"])["estimate"]
    assert table["occasional"].idxmax() == "satisfaction"
    assert table["relational"].idxmax() == "commit_affective"
    split = trust.mediation_by_group(scores, n_boot=200, **CONTROLS).set_index(["group", "effect"])
    assert split.loc[("difference", "indirect: all"), "low"] > 0


def test_the_model_finds_its_signs(scores):
    columns = ["switching_costs", "benefits", *trust.COMMITMENT, "trust", *OUTCOMES]
    ready = scores.assign(benefits=scores[list(trust.BENEFITS)].mean(axis=1))
    centred = trust.centre_within(ready, columns, ["role", "country_group"])
    assert trust.fit_commitment_trust(centred, cluster="customer_id")["as_expected"].all()
    table = trust.compare_with_rival(centred)
    assert table["pnfi"].idxmax() == "commitment-trust"


def test_friendship_shrinks_when_a_customer_is_compared_with_itself(scores):
    table = trust.friendship_associations(scores, adjust=["satisfaction"], controls=["role", "country_group"])
    wide = table.set_index(["outcome", "method"])["estimate"]
    assert wide["trust", "within customer"] < 0.5 * wide["trust", "raw"]


def test_benefits_come_in_the_published_order(scores):
    table = trust.benefit_order(scores, cluster="customer_id")
    assert list(table.index) == list(trust.BENEFITS)
    assert (table["low"].dropna() > 0).all()


def test_emotions_add_to_disconfirmation(scores):
    gain = trust.added_share(
        scores, "satisfaction", ["disconfirmation"], ["positive", "negative"], n_boot=200, **CONTROLS
    )
    assert gain.added.low > 0.02


def test_switching_costs_bind_without_making_friends(scores):
    table = trust.switching_cost_effects(scores, **CONTROLS).set_index(["outcome", "cause"])
    assert table.loc[("commit_continuance", "switch_procedural"), "low"] > 0.2
    assert table.loc[("advocacy", "switch_procedural"), "high"] < 0
    interaction = trust.moderated_effect(scores, **CONTROLS).interaction
    assert interaction.covers(0)
