"""Explorers, driven by their sliders without a browser."""

import io

import pytest
from matplotlib import pyplot as plt

from cvm_lessons.core import DataError, ParameterError, apply_style, language
from cvm_lessons.trust import (
    action_trust,
    commitment_explorer,
    common_cause_explorer,
    moderated_effect,
    moderated_retention,
    moderation_explorer,
    plot_common_cause,
    plot_predicted_outcomes,
    plot_trust_plan,
    trust_actions,
    trust_antecedents,
    trust_plan_explorer,
)

PNG = b"\x89PNG"


@pytest.fixture(autouse=True)
def style():
    with plt.rc_context():
        apply_style()
        yield
    plt.close("all")


@pytest.fixture(scope="module")
def gains(scores):
    clipped = scores.assign(**scores[["communication", "shared_values", "opportunism"]].clip(1, 7))
    return action_trust(trust_antecedents(clipped), trust_actions(), customers=600)


def png(ax) -> bytes:
    file = io.BytesIO()
    ax.figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def explorers(scores, gains) -> list:
    staying = scores.assign(stays=scores["leave"] < 4)
    return [
        commitment_explorer(scores, cluster="customer_id"),
        common_cause_explorer(),
        moderation_explorer(moderated_effect(scores)),
        moderation_explorer(moderated_retention(staying, "stays")),
        trust_plan_explorer(gains),
    ]


def test_the_picture_is_the_static_figure(scores, gains):
    commitment, cause, *_, plan = explorers(scores, gains)
    assert cause.picture.value == png(plot_common_cause(cause.frame)) == png(cause.default_figure())
    assert commitment.picture.value == png(plot_predicted_outcomes(commitment.frame))
    assert plan.picture.value == png(plot_trust_plan(plan.frame)) == png(plan.default_figure())


def test_wanting_to_stay_raises_advocacy_and_having_to_lowers_it(scores):
    explorer = commitment_explorer(scores)
    start = explorer.frame.set_index("outcome")["expected"]
    explorer.sliders["commit_affective"].value = 7
    wants = explorer.frame.set_index("outcome")["expected"]
    explorer.sliders["commit_continuance"].value = 7
    must = explorer.frame.set_index("outcome")["expected"]
    assert wants["advocacy"] > must["advocacy"] > start["advocacy"]
    assert must["leave"] < wants["leave"] < start["leave"]


def test_a_common_cause_makes_an_association_without_an_effect_and_comparing_takes_it_out():
    explorer = common_cause_explorer(effect=0)
    found = explorer.frame.set_index("method")["estimate"]
    assert found["raw"] > found["adjusted"] > found["within customer"] > 0
    explorer.sliders["lasting"].value = explorer.sliders["asked"].value = 1
    found = explorer.frame.set_index("method")["estimate"]
    assert found["raw"] > 0
    assert found["adjusted"] == found["within customer"] == 0


def test_a_larger_budget_buys_at_least_as_much_trust(gains):
    explorer = trust_plan_explorer(gains)
    small = explorer.frame.loc[explorer.frame["chosen"], "gain"].sum()
    explorer.sliders["budget"].value = explorer.sliders["budget"].max
    assert explorer.frame["chosen"].all()
    assert explorer.frame.loc[explorer.frame["chosen"], "gain"].sum() >= small


def test_a_customer_without_satisfaction_thinks_of_leaving(scores):
    explorer = moderation_explorer(moderated_effect(scores))
    explorer.sliders["cause"].value = explorer.sliders["cause"].min
    low = explorer.frame["estimate"].item()
    explorer.sliders["cause"].value = explorer.sliders["cause"].max
    assert explorer.frame["estimate"].item() < low


@pytest.mark.parametrize("end", ["min", "max"])
def test_the_ends_of_the_sliders_give_a_figure_and_leave_none_open(scores, gains, end):
    for explorer in explorers(scores, gains):
        for slider in explorer.sliders.values():
            slider.value = getattr(slider, end)
        assert bytes(explorer.picture.value).startswith(PNG)
    assert plt.get_fignums() == []


def test_the_button_brings_the_start_back(scores, gains):
    for explorer in explorers(scores, gains):
        start = explorer.sentence
        for slider in explorer.sliders.values():
            slider.value = slider.min
        assert explorer.sentence != start
        explorer.reset.click()
        assert explorer.sentence == start


def test_sliders_speak_the_language(scores, gains):
    with language("zh"):
        labels = {slider.description for each in explorers(scores, gains) for slider in each.sliders.values()}
    assert {"情感性归属感", "满意感", "转移成本", "预算（元）", "共同原因"} <= labels


def test_bad_input_is_named(scores, gains):
    with pytest.raises(DataError, match="column 'advocasy' is missing"):
        commitment_explorer(scores, ["advocasy"])
    with pytest.raises(ParameterError, match=r"strength=0.7 is not a number"):
        common_cause_explorer(strength=0.7)
    with pytest.raises(ParameterError, match="budget=0 is not a number from 1"):
        trust_plan_explorer(gains, budget=0)
