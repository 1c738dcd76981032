import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError, language
from cvm_lessons.measurement import fit_linear
from cvm_lessons.trust import (
    COMMITMENT,
    OutcomeModels,
    action_trust,
    moderated_effect,
    moderation_sentence,
    outcomes_at,
    outcomes_sentence,
    plan_totals,
    plan_with,
    trust_actions,
    trust_plan_sentence,
)


@pytest.fixture(scope="module")
def gains() -> pd.DataFrame:
    slopes = {"communication": 0.15, "shared_values": 0.13, "opportunism": -0.17}
    table = pd.DataFrame({"estimate": slopes})
    table = table.assign(
        low=table["estimate"] - 0.02, high=table["estimate"] + 0.02, room_up=2.5, room_down=2.0
    )
    return action_trust(table, trust_actions(), customers=600)


def test_expectations_are_those_of_the_regression(scores):
    profile = {"commit_affective": 6, "commit_continuance": 2, "commit_normative": 5}
    table = outcomes_at(scores, profile, ["advocacy", "leave"]).set_index("outcome")
    for outcome in ("advocacy", "leave"):
        fit = fit_linear(scores, outcome, COMMITMENT)
        assert table.loc[outcome, "expected"] == pytest.approx(fit.predict(pd.DataFrame([profile])).item())
        assert table.loc[outcome, "mean"] == pytest.approx(scores[outcome].mean())
        assert table.loc[outcome, "low"] < table.loc[outcome, "expected"] < table.loc[outcome, "high"]


def test_an_empty_profile_is_the_mean_customer_with_any_controls(scores):
    models = OutcomeModels(controls=["country_group", "earlier"], cluster="customer_id").fit(scores)
    table = models.expected({})
    assert table["expected"].to_numpy() == pytest.approx(table["mean"].to_numpy())
    assert models.means_["commit_affective"] == pytest.approx(scores["commit_affective"].mean())


def test_sentences_are_translated(scores, gains):
    table = outcomes_at(scores, {"commit_affective": 6})
    fitted = moderated_effect(scores)
    plan = plan_with(gains, 100_000)
    with language("zh"):
        for text in (outcomes_sentence(table), moderation_sentence(fitted, 5, 4), trust_plan_sentence(plan)):
            assert text.endswith("。")
            assert not any("a" <= letter <= "z" for letter in text.lower())


def test_lifts_that_come_half_true_gain_half(gains):
    whole, half = (plan_totals(plan_with(gains, 200_000, share)).loc["chosen", "gain"] for share in (1, 0.5))
    assert half == pytest.approx(whole / 2)


def test_a_budget_of_nothing_buys_nothing(gains):
    assert trust_plan_sentence(plan_with(gains, 0)) == "No action within the budget raises trust."


def test_bad_input_is_named(scores, gains):
    with pytest.raises(ParameterError, match="profile names 'affective': components are commit_affective"):
        outcomes_at(scores, {"affective": 6})
    with pytest.raises(ParameterError, match="commit_affective='6' is not a finite number"):
        outcomes_at(scores, {"commit_affective": "6"})
    with pytest.raises(ParameterError, match="realised=3 is not a number from 0 to 2"):
        plan_with(gains, 10, 3)
    with pytest.raises(DataError, match="column 'expected' is missing"):
        outcomes_sentence(pd.DataFrame({"outcome": ["leave"]}))
    with pytest.raises(ParameterError, match="cause=nan is not a finite number"):
        moderation_sentence(moderated_effect(scores), float("nan"), 4)
    with pytest.raises(DataError, match="column 'chosen' is missing"):
        trust_plan_sentence(gains)
