"""Frames put together may have a row label twice: every table of the room says the same of them."""

import pandas as pd
import pytest

from cvm_lessons.core import DataError
from cvm_lessons.lifecycle import (
    HiddenMarkovModel,
    contact_actions,
    plot_stage_chances,
    relationship_patterns,
    stage_counts,
    stage_features,
    stage_spells,
    stage_value_interval,
    stages_by_rule,
    transition_matrix,
)

STAGES = ["cultivation", "trust", "trust", "lost"]
ONE = pd.DataFrame({"customer_id": "客1", "year": range(2020, 2024), "stage": STAGES})
ONE = ONE.assign(
    took_part=[1, 1, 1, 0], spend_space=[5.0, 6, 7, 0], action="call", margin=1.0, n=[1, 2, 0, 5]
)
PANEL = pd.concat([ONE, ONE.assign(customer_id="客2", n=[0, 0, 1, 1])])
MODEL = HiddenMarkovModel.from_params(
    ["a", "b"], {"n": "poisson"}, initial=[1, 0], transition=[[0.9, 0.1], [0.2, 0.8]],
    parameters={"n": [1, 4]}, period="year",
)  # fmt: skip
CALLS = {
    "features": stage_features,
    "rule": stages_by_rule,
    "counts": stage_counts,
    "moves": transition_matrix,
    "patterns": relationship_patterns,
    "spells": stage_spells,
    "contacts": lambda rows: contact_actions(rows, leaving="lost")["call"].transition,
    "values": lambda rows: stage_value_interval(rows, 0.1, leaving="lost", n_boot=20),
    "chances": MODEL.stage_probabilities,
    "course": MODEL.most_likely_stages,
    "forecast": MODEL.stage_forecast,
    "likelihood": lambda rows: MODEL.customer_log_likelihood(rows).to_frame(),
}


@pytest.mark.parametrize("name", CALLS)
def test_labels_that_occur_twice_change_nothing(name):
    assert PANEL.index.has_duplicates
    pd.testing.assert_frame_equal(CALLS[name](PANEL), CALLS[name](PANEL.reset_index(drop=True)))


def test_a_journey_is_drawn_from_such_a_table_in_the_order_of_its_periods():
    chances = MODEL.stage_probabilities(PANEL).set_index([[0] * len(PANEL)])
    ax = plot_stage_chances(chances.sample(frac=1, random_state=1), "客2", period="year")
    assert [label.get_text() for label in ax.get_xticklabels()] == ["2020", "2021", "2022", "2023"]


@pytest.mark.parametrize("name", CALLS)
def test_a_model_or_nothing_where_a_frame_is_due_is_refused(name):
    for odd in (MODEL, None, [], "表"):
        with pytest.raises(DataError, match="a pandas DataFrame is needed"):
            CALLS[name](odd)
