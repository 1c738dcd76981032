"""Every figure of the room in both languages: nothing is cut off, and what is drawn is what was computed."""

from collections.abc import Callable

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from cvm_lessons import trust
from cvm_lessons.core import DataError, apply_style, language

CONTROLS = {"controls": ["country_group"], "cluster": "customer_id"}
Frame = pd.DataFrame


def emotions(scores: Frame, answers: Frame) -> Frame:
    felt = scores.join(trust.emotion_scores(answers))
    rows = [
        trust.added_share(felt, outcome, ["communication"], ["positive", "negative"], n_boot=100).to_frame()
        for outcome in ("satisfaction", "advocacy")
    ]
    return pd.concat(rows).set_axis(["satisfaction", "advocacy"])


def antecedents(scores: Frame) -> Frame:
    named = ["communication", "shared_values", "opportunism"]
    return trust.trust_antecedents(scores.assign(**scores[named].clip(1, 7)))


def plan(scores: Frame) -> Frame:
    return trust.trust_plan(
        trust.action_trust(antecedents(scores), trust.trust_actions(), customers=600), 100_000
    )


def profile(answers: Frame, scores: Frame, by: str | None = None) -> Frame:
    groups = scores[["relationship", "customer_id"]]
    return trust.trust_profile(trust.trust_scores(answers).join(groups), by=by, cluster="customer_id")


def stays(scores: Frame) -> trust.Moderation:
    return trust.moderated_retention(scores.assign(rebooked_on_site=scores["leave"] < 4))


FIGURES: dict[str, Callable[[Frame, Frame], object]] = {
    "trust_profile": lambda s, a: trust.plot_trust_profile(profile(a, s)),
    "trust_profile by group": lambda s, a: trust.plot_trust_profile(profile(a, s, by="relationship")),
    "commitment_outcomes": lambda s, a: trust.plot_commitment_outcomes(
        trust.commitment_outcomes(s, **CONTROLS)
    ),
    "commitment_outcomes of costs": lambda s, a: trust.plot_commitment_outcomes(
        trust.switching_cost_effects(s)
    ),
    "predicted_outcomes": lambda s, a: trust.plot_predicted_outcomes(
        trust.outcomes_at(s, {"commit_affective": 7, "commit_continuance": 7})
    ),
    "loyalty_drivers": lambda s, a: trust.plot_loyalty_drivers(trust.loyalty_drivers(s)),
    "mediation_by_group": lambda s, a: trust.plot_mediation_by_group(trust.mediation_by_group(s, n_boot=100)),
    "friendship": lambda s, a: trust.plot_friendship(
        trust.friendship_associations(s, adjust=["satisfaction"])
    ),
    "friendship with few rows": lambda s, a: trust.plot_friendship(
        trust.friendship_associations(s, ["trust", "satisfaction"])
    ),
    "common_cause": lambda s, a: trust.plot_common_cause(trust.common_cause_associations()),
    "added_share": lambda s, a: trust.plot_added_share(emotions(s, a)),
    "moderation": lambda s, a: trust.plot_moderation(trust.moderated_effect(s), point=(5, 5)),
    "moderation of a chance": lambda s, a: trust.plot_moderation(stays(s)),
    "antecedents": lambda s, a: trust.plot_antecedents(antecedents(s)),
    "trust_plan": lambda s, a: trust.plot_trust_plan(plan(s)),
    "commitment_trust": lambda s, a: trust.plot_commitment_trust(trust.fit_commitment_trust(s)),
}


@pytest.fixture(autouse=True)
def style():
    with plt.rc_context():
        apply_style()
        yield
    plt.close("all")


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.filterwarnings("error:Glyph")
def test_all_text_stays_inside(name, code, scores, answers, texts_outside):
    with language(code):
        assert texts_outside(FIGURES[name](scores, answers).figure) == []


def test_every_figure_of_the_room_is_looked_at():
    drawn = {name.split(" ")[0] for name in FIGURES}
    assert {name.removeprefix("plot_") for name in dir(trust) if name.startswith("plot_")} == drawn


def dots(ax) -> list[float]:
    return sorted(
        x for part in ax.collections if hasattr(part, "get_offsets") for x in part.get_offsets()[:, 0]
    )


def test_dots_stand_at_the_estimates(scores):
    effects = trust.commitment_outcomes(scores)
    drawn = trust.plot_commitment_outcomes(effects)
    for estimate in effects["estimate"]:
        assert any(x == pytest.approx(estimate) for x in dots(drawn))
    top = effects.loc[effects["estimate"].abs().idxmax()]
    told = f"{trust.scale_label(top['cause'])} – {trust.scale_label(top['outcome'])}"
    assert told in drawn.get_title(loc="left").replace("\n", " ")


def test_bars_of_a_mediation_end_at_the_total(scores):
    table = trust.mediation_by_group(scores, n_boot=100)
    ax = trust.plot_mediation_by_group(table)
    ends = sorted({round(bar.get_x() + bar.get_width(), 9) for bar in ax.patches})
    totals = table.query("effect == 'total'")["estimate"].round(9)
    assert set(totals) <= set(ends)


def test_bars_of_a_common_cause_end_at_the_association():
    table = trust.common_cause_associations(0.1, 0.6, asked=0.5, lasting=0.9)
    ax = trust.plot_common_cause(table)
    ends = {round(bar.get_x() + bar.get_width(), 9) for bar in ax.patches}
    assert set(table["estimate"].round(9)) <= ends


def test_a_profile_of_groups_tells_the_widest_gap_and_one_of_all_the_weakest_side(answers, scores):
    groups = profile(answers, scores, by="relationship")
    assert trust.plot_trust_profile(groups).get_title(loc="left").startswith("Widest gap: ")
    assert trust.plot_trust_profile(profile(answers, scores)).get_title(loc="left").startswith("Weakest side")


def test_the_chosen_actions_are_blue(scores):
    table = plan(scores)
    blue = sum(
        bar.get_facecolor()[2] > bar.get_facecolor()[0] for bar in trust.plot_trust_plan(table).patches
    )
    assert blue == table["chosen"].sum()


@pytest.mark.parametrize(
    ("strength", "told"), [(0.3, "shrinks with"), (-0.3, "grows with"), (0.0, "does not depend on")]
)
def test_the_title_tells_what_the_interaction_says(make_scores, strength, told):
    scores = make_scores(1000, 5)
    product = (scores["satisfaction"] - 4) * (scores["switching_costs"] - 4)
    noise = scores["benefits"] - scores["friendship"]  # nothing else depends on it
    scores["leave"] = 4 - 0.8 * (scores["satisfaction"] - 4) + strength * product + noise
    assert told in trust.plot_moderation(trust.moderated_effect(scores)).get_title(loc="left")


def test_the_model_counts_its_paths(scores):
    paths = trust.fit_commitment_trust(scores)
    title = trust.plot_commitment_trust(paths).get_title(loc="left")
    assert title == f"{paths['as_expected'].sum()} of 11 paths go the way the model says"


def test_figures_take_given_axes(scores):
    _, ax = plt.subplots()
    assert trust.plot_antecedents(antecedents(scores), ax=ax) is ax


PLOTS = [
    trust.plot_trust_profile,
    trust.plot_commitment_outcomes,
    trust.plot_loyalty_drivers,
    trust.plot_mediation_by_group,
    trust.plot_friendship,
    trust.plot_antecedents,
    trust.plot_commitment_trust,
]


@pytest.mark.parametrize("plot", PLOTS)
def test_a_missing_estimate_is_named(plot):
    with pytest.raises(DataError, match="column 'estimate' is missing"):
        plot(pd.DataFrame({"group": ["a"]}))


def test_other_bad_tables_are_named(scores):
    with pytest.raises(DataError, match="column 'expected' is missing"):
        trust.plot_predicted_outcomes(pd.DataFrame({"outcome": ["leave"]}))
    with pytest.raises(DataError, match="column 'before' is missing"):
        trust.plot_added_share(pd.DataFrame({"added": [0.1]}))
    with pytest.raises(DataError, match="column 'chosen' is missing"):
        trust.plot_trust_plan(plan(scores).drop(columns="chosen"))
    table = trust.mediation_by_group(scores, n_boot=100).assign(estimate=-0.1)
    with pytest.raises(DataError, match="column 'estimate', row 1: -0.1 is not 0 or more"):
        trust.plot_mediation_by_group(table)
