"""Every figure of the room in both languages: nothing is cut off at the edge, no label covers another."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from cvm_lessons import satisfaction as room
from cvm_lessons.core import apply_style, language


def scores(answers):
    return room.satisfaction_scores(answers, keep=["customer_id"])


def curve(answers):
    return room.asymmetric_response(scores(answers)).curve(np.linspace(-3, 3, 61))


def markets(answers):
    frame = answers.assign(market=np.where(answers["sector"] == "machinery", "captive", "competitive"))
    frame["share_of_budget"] = 40 + 4 * frame["sat_round"]
    return room.loyalty_by_satisfaction(frame, "share_of_budget", satisfaction="sat_round", by="market")


def quadrants(answers):
    names = [f"got_{name}_1" for name in room.RATER]
    table = room.ipa_table(
        answers.rename(columns=dict(zip(names, [f"perf_{name}" for name in room.RATER], strict=True))),
        room.RATER,
        outcome="sat_overall",
        stated=None,
    )
    return room.importance_performance(table, importance="derived")


def drivers(answers):
    model = room.index_model("ecsi").fit(answers)
    return room.index_drivers(answers, model)


NET_GAINS = pd.DataFrame(
    {"gain": [43_659.0, 9_661.0], "cost": 20_000.0, "net_gain": [23_659.0, -10_339.0]},
    index=["electronics", "machinery"],
)
FIGURES = {
    "nps": lambda a, k, c: room.plot_nps(room.nps_by_group(a, "sector")),
    "simulated_nps": lambda a, k, c: room.plot_simulated_nps(room.nps_simulation(0.45, 0.2, 400)),
    "metric_ranks": lambda a, k, c: room.plot_metric_ranks(room.compare_metrics(a, "sector", "sat_round")),
    "gaps": lambda a, k, c: room.plot_gaps(room.gap_scores(room.service_scores(a))),
    "importance_performance": lambda a, k, c: room.plot_importance_performance(quadrants(a)),
    "kano_map": lambda a, k, c: room.plot_kano_map(room.better_worse(room.kano_answers(k))),
    "kano_counts": lambda a, k, c: room.plot_kano_counts(room.kano_table(room.kano_answers(k))),
    "response_curve": lambda a, k, c: room.plot_response_curve(curve(a)),
    "response_surface": lambda a, k, c: room.plot_response_surface(room.response_surface(scores(a))),
    "formation_models": lambda a, k, c: room.plot_formation_models(
        room.compare_formation(room.formation_columns(scores(a)))
    ),
    "index_drivers": lambda a, k, c: room.plot_index_drivers(drivers(a), index=74.9),
    "loyalty_curves": lambda a, k, c: room.plot_loyalty_curves(
        markets(a), by="market", unit="share of the budget, %"
    ),
    "iceberg": lambda a, k, c: room.plot_iceberg(
        room.complaint_iceberg(a, satisfaction="sat_round", dissatisfied_to=6)
    ),
    "recovery": lambda a, k, c: room.plot_recovery(room.recovery_change(c, "recovery")),
    "expectation_rules": lambda a, k, c: room.plot_expectation_rules(
        room.expectation_what_if(room.expectation_rules(scores(a)), -0.5, 0.0)
    ),
    "net_gains": lambda a, k, c: room.plot_net_gains(NET_GAINS),
    "gain_and_cost": lambda a, k, c: room.plot_gain_and_cost(NET_GAINS.head(1)),
}


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.filterwarnings("error:Glyph")
def test_all_text_stays_inside(name, code, tables, texts_outside):
    with plt.rc_context(), language(code):
        apply_style()
        axes = FIGURES[name](*tables)
        assert texts_outside(axes.figure) == []
        assert axes.get_title(loc="left")
    plt.close("all")


def test_every_figure_of_the_room_is_looked_at():
    plots = {name.removeprefix("plot_") for name in dir(room) if name.startswith("plot_")}
    assert plots == set(FIGURES)
