"""What lessons on satisfaction, trust, commitment and loyalty rely on, seen in the shown tables."""

import numpy as np
import pandas as pd
import pytest

DIMENSIONS = ("reliability", "assurance", "tangibles", "empathy", "responsiveness")
SATISFACTION = ["sat_overall", "sat_expectation", "sat_ideal"]


def items(stem, number=2):
    return [f"{stem}_{item}" for item in range(1, number + 1)]


TRUST = [
    *items("trust_credibility", 3),
    *items("trust_benevolence", 3),
    *items("trust_ability"),
    *items("trust_integrity"),
]


@pytest.fixture(scope="module")
def answers(few_worlds):
    """Both modules beside the survey, with the mean of each scale."""

    def joined(world):
        frame = world["surveys"].merge(world["satisfaction"], on="response_id")
        frame = frame.merge(world["relationship"], on="response_id")
        rows = world["answered"]["invitation"]
        return frame.assign(long_standing=world["relationship_scores"]["long_standing"].to_numpy()[rows])

    frame = pd.concat([joined(world) for world in few_worlds], ignore_index=True)
    scales = {
        "satisfied": SATISFACTION,
        "trusting": TRUST,
        "affective": items("commit_affective", 3),
        "continuance": items("commit_continuance", 3),
        "friend": items("friendship", 4),
        "loyal": [
            item
            for stage in ("cognitive", "affective", "conative", "action")
            for item in items(f"loyal_{stage}")
        ],
        "surprised": items("disconf"),
    }
    means = {name: frame[columns].mean(axis=1) for name, columns in scales.items()}
    captive = frame["sector"].isin(["machinery", "medical", "packaging"])
    return frame.assign(**means, captive=captive)


def alpha(frame):
    between = frame.cov().to_numpy()
    return len(between) / (len(between) - 1) * (1 - np.trace(between) / between.sum())


def slopes(ols, frame, outcome, *causes):
    standard = frame[[outcome, *causes]].apply(lambda column: (column - column.mean()) / column.std())
    return ols(standard[outcome], *(standard[cause] for cause in causes)).estimate[1:]


@pytest.mark.parametrize("item", SATISFACTION)
def test_satisfaction_answers_bunch_high_with_a_tail_below(answers, item):
    assert 7.3 < answers[item].mean() < 8.2
    assert 1.6 < answers[item].std() < 2.0
    assert answers[item].skew() < -0.7
    assert (answers[item] >= 9).mean() > 0.25


def test_models_of_formation_rank_as_in_the_meta_analysis(answers):
    r = pd.Series(
        {
            "equity": answers[items("equity")].mean(axis=1).corr(answers["satisfied"]),
            "disconfirmation": answers["surprised"].corr(answers["satisfied"]),
            "performance": answers[items("quality", 3)].mean(axis=1).corr(answers["satisfied"]),
            "affect": answers[["emo_joy", "emo_interest", "emo_pride", "emo_ease"]]
            .mean(axis=1)
            .corr(answers["satisfied"]),
            "expectations": answers[items("expect", 3)].mean(axis=1).corr(answers["satisfied"]),
        }
    )
    assert abs(r["equity"] - r["disconfirmation"]) < 0.04
    assert r[["equity", "disconfirmation"]].min() > r["performance"] - 0.02
    assert r["performance"] > r["affect"] + 0.05
    assert r["affect"] > r["expectations"]
    assert r["expectations"] > 0.2


def test_being_worse_than_expected_weighs_about_twice_as_much(answers, ols):
    surprise = answers["surprised"] - 4
    fit = ols(answers["satisfied"], surprise.clip(lower=0), surprise.clip(upper=0))
    assert 1.3 < fit.estimate[2] / fit.estimate[1] < 2.5


def test_the_five_dimensions_are_hard_to_tell_apart_and_reliability_leads(answers, ols):
    got = pd.DataFrame({name: answers[items(f"got_{name}")].mean(axis=1) for name in DIMENSIONS})
    between = got.corr().to_numpy()
    assert between[np.triu_indices(5, 1)].min() > 0.4
    weights = pd.Series(
        ols(answers[items("quality", 3)].mean(axis=1), *got.to_numpy().T).estimate[1:], got.columns
    )
    assert weights.idxmax() == "reliability"
    assert weights.idxmin() == "tangibles"


def test_a_difference_score_is_less_reliable_than_its_parts(answers):
    for name in DIMENSIONS:
        expected, met = answers[items(f"exp_{name}")], answers[items(f"got_{name}")]
        gap = pd.DataFrame(met.to_numpy() - expected.to_numpy())
        assert alpha(gap) < 0.66 < alpha(expected) < alpha(met)


def test_expectations_run_above_performance_most_for_reliability_and_responsiveness(answers):
    gap = pd.Series(
        {
            name: answers[items(f"got_{name}")].mean().mean() - answers[items(f"exp_{name}")].mean().mean()
            for name in DIMENSIONS
        }
    )
    assert gap.nsmallest(2).index.sort_values().tolist() == ["reliability", "responsiveness"]
    assert gap["tangibles"] > 0


def test_the_rating_of_service_goes_with_the_performance_met(answers):
    met = answers[[item for name in DIMENSIONS for item in items(f"got_{name}")]].mean(axis=1)
    assert 0.3 < met.corr(answers["perf_service"]) < 0.7
    assert 0.2 < answers["satisfied"].corr(answers["value_overall"]) < 0.6


def test_emotion_adds_to_what_disconfirmation_explains(answers, ols):
    joy, worry = (
        answers[columns].mean(axis=1) for columns in (["emo_joy", "emo_ease"], ["emo_anger", "emo_worry"])
    )

    def explained(*columns):
        fit = ols(answers["satisfied"], *columns)
        design = np.column_stack([np.ones(len(answers)), *columns])
        return np.var(design @ fit.estimate) / answers["satisfied"].var()

    assert explained(answers["surprised"], joy, worry) > explained(answers["surprised"]) + 0.01


def test_the_dissatisfied_complain_and_good_handling_pays(answers):
    share = answers.groupby(answers["satisfied"] < 6)["complained"].mean()
    assert share[True] > 2 * share[False]
    complained = answers[answers["complained"] == 1]
    assert complained["complaint_handling"].corr(complained["rebook_intention"]) > 0.2


def test_trust_and_satisfaction_are_close_and_yet_two(answers):
    assert 0.5 < answers["trusting"].corr(answers["satisfied"]) < 0.75
    assert alpha(answers[TRUST]) > 0.85


def test_what_makes_loyal_differs_between_new_and_old_customers(answers, ols):
    old, new = answers["long_standing"], ~answers["long_standing"]
    assert 0.2 < old.mean() < 0.4
    first = slopes(ols, answers[new], "loyal", "satisfied", "trusting", "affective")
    later = slopes(ols, answers[old], "loyal", "satisfied", "trusting", "affective")
    assert first[0] > first[1:].max() + 0.15
    assert later[0] < later[1:].min()


def test_the_groups_follow_the_participations_that_everybody_can_count(few_worlds):
    world = few_worlds[0]
    came = world["participations"].query("took_part").sort_values(["customer_id", "year"])
    counted = came.assign(past=came.groupby("customer_id").cumcount())
    asked = world["surveys"].merge(counted, on=["customer_id", "edition_id"])
    rows = world["answered"]["invitation"]
    flags = world["relationship_scores"]["long_standing"].to_numpy()[rows]
    assert ((asked["past"] >= 2).to_numpy() == flags).all()


def test_friendship_goes_with_loyalty_until_the_rest_is_held_fixed(answers, ols):
    alone = slopes(ols, answers, "loyal", "friend")[0]
    beside = slopes(ols, answers, "loyal", "friend", "satisfied", "trusting", "affective")[0]
    assert alone > 0.2
    assert abs(beside) < 0.3 * alone


def test_continuance_holds_customers_and_silences_them(answers, ols):
    held = slopes(ols, answers, "leave", "continuance", "affective")
    praise = slopes(ols, answers, "advocacy", "affective", "continuance")
    assert held.max() < -0.1
    assert praise[0] > 0.3
    assert praise[1] < -0.1
    assert slopes(ols, answers, "voice", "continuance")[0] < -0.1


def test_neighbouring_stages_of_loyalty_correlate_more_than_distant_ones(answers):
    stages = pd.DataFrame(
        {
            stage: answers[items(f"loyal_{stage}")].mean(axis=1)
            for stage in ("cognitive", "affective", "conative", "action")
        }
    )
    between = stages.corr().to_numpy()
    assert between[2, 3] > between[1, 3] > between[0, 3]
    assert between[0, 1] > between[0, 3]


def test_budget_rises_steeply_at_the_top_where_rivals_are_many_and_stays_high_where_not(answers):
    level = pd.cut(answers["satisfied"], [0, 5, 7.5, 10], labels=["low", "middle", "top"])
    share = answers.groupby(["captive", level], observed=True)["share_of_budget"].mean()
    free, bound = share[False], share[True]
    assert free["top"] - free["middle"] > 1.3 * (free["middle"] - free["low"])
    assert free["top"] - free["low"] > 2 * (bound["top"] - bound["low"])
    assert bound["low"] > free["top"]


def test_apostles_hostages_mercenaries_and_terrorists_all_exist(answers):
    happy, unhappy = answers["satisfied"] >= 8.5, answers["satisfied"] <= 5.5
    kinds = {
        "apostles": happy & (answers["advocacy"] >= 6) & (answers["share_of_budget"] >= 50),
        "hostages": unhappy & (answers["share_of_budget"] >= 70) & answers["captive"],
        "mercenaries": happy & (answers["share_of_budget"] <= 30),
        "terrorists": unhappy & (answers["leave"] >= 5) & (answers["advocacy"] <= 3),
    }
    for name, kind in kinds.items():
        assert kind.mean() > 0.005, name


def test_customers_of_captive_sectors_book_fewer_shows(answers):
    shows = answers.groupby("captive")["shows_used"].mean()
    assert shows[False] > shows[True] + 1


def test_the_pair_on_shared_values_hardly_holds_together(answers):
    assert alpha(answers[items("shared_values")]) < 0.6
    others = ["communication", "opportunism", "trust_ability", "trust_integrity", "involvement"]
    assert min(alpha(answers[items(name)]) for name in others) > 0.7


def test_one_group_of_countries_reads_two_trust_items_differently(answers):
    gap = answers["trust_credibility_2"] - answers[["trust_credibility_1", "trust_credibility_3"]].mean(
        axis=1
    )
    by_group = gap.groupby(answers["country_group"]).mean()
    assert by_group["other Asia"] == pytest.approx(-0.6, abs=0.06)
    assert by_group.drop("other Asia").abs().max() < 0.06
    pair = ["trust_benevolence_1", "trust_benevolence_3"]
    r = answers.groupby("country_group")[pair].apply(lambda group: group.corr().iloc[0, 1])
    assert r["other Asia"] < r.drop("other Asia").min() - 0.15


def test_confidence_is_the_largest_relational_benefit_and_special_treatment_the_smallest(answers):
    means = [answers[items(f"benefit_{name}")].mean().mean() for name in ("confidence", "social", "special")]
    assert means == sorted(means, reverse=True)


def test_country_groups_answer_in_their_style_here_too(answers):
    shift = answers.groupby("country_group")[["quality_1", "image_1"]].mean().mean(axis=1)
    assert shift["Americas and other"] > shift["mainland China"] > shift["other Asia"]
