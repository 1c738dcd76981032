"""The index by hand, its models as data, and what drives it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import fit_linear
from cvm_lessons.satisfaction import (
    INDEX_COLUMNS,
    INDEX_MODELS,
    index_drivers,
    index_model,
    index_score,
    satisfaction_index,
)

ARROWS = {"scsb": 6, "acsi": 9, "ecsi": 12, "ccsi": 10}


def test_the_score_by_hand():
    # 0.4 · 8 + 0.35 · 7 + 0.25 · 6.5 = 7.275; (7.275 - 1) / 9 = 0.69722
    assert index_score([8, 7, 6.5], [0.4, 0.35, 0.25]) == pytest.approx(69.722, abs=1e-3)
    assert index_score([8, 7, 6.5], [4, 3.5, 2.5]) == pytest.approx(69.722, abs=1e-3)
    assert (index_score([1, 1], [1, 2]), index_score([10, 10], [1, 2])) == (0, 100)


@given(st.lists(st.floats(1, 10), min_size=1, max_size=5), st.floats(0.1, 5))
def test_equal_weights_give_the_plain_mean(means, weight):
    expected = 100 * (np.mean(means) - 1) / 9
    assert index_score(means, [weight] * len(means)) == pytest.approx(expected)


@pytest.mark.parametrize("name", INDEX_MODELS)
def test_each_model_fits_the_columns_of_the_workbook(name, answers):
    model = index_model(name).fit(answers)
    assert sum(map(len, INDEX_MODELS[name].paths.values())) == ARROWS[name]
    assert len(model.paths_) == ARROWS[name]
    assert model.r_squared_["satisfaction"] > 0.1


def test_models_differ_where_the_sources_differ():
    assert "image" not in INDEX_MODELS["acsi"].constructs
    assert "complaints" not in INDEX_MODELS["ccsi"].constructs
    assert INDEX_MODELS["scsb"].constructs == (
        "expectation",
        "value",
        "satisfaction",
        "complaints",
        "loyalty",
    )
    assert INDEX_MODELS["ecsi"].paths["loyalty"] == ("image", "satisfaction", "complaints")


def test_the_index_of_a_fit_is_the_score_of_its_weights(answers):
    model = index_model("acsi").fit(answers)
    items = list(INDEX_COLUMNS["satisfaction"])
    weights = model.outer_model_.loc[items, "weight"] / answers[items].std(ddof=0)
    expected = index_score(answers[items].mean().tolist(), weights.tolist())
    assert satisfaction_index(answers, model).mean() == pytest.approx(expected)
    assert satisfaction_index(answers, model).between(0, 100).all()


def test_the_index_agrees_with_the_path_model_s_own(answers):
    plain = {name: columns for name, columns in INDEX_COLUMNS.items() if name != "complaints"}
    model = index_model("ccsi", columns=plain).fit(answers)
    assert satisfaction_index(answers, model, "quality").mean() == pytest.approx(model.index()["quality"])


def test_impacts_are_slopes_between_indices(answers):
    model = index_model("scsb").fit(answers)
    drivers = index_drivers(answers, model)
    scores = pd.DataFrame(
        {name: satisfaction_index(answers, model, name) for name in ("expectation", "value", "satisfaction")}
    )
    # Value acts directly only: its impact is the regression's slope on the index itself.
    slope = fit_linear(scores, "satisfaction", ["expectation", "value"]).coefficients["value"]
    assert drivers.loc["value", "impact"] == pytest.approx(slope, rel=1e-6)
    assert drivers.loc["value", "gain_5"] == pytest.approx(5 * slope, rel=1e-6)
    assert drivers["impact"].is_monotonic_decreasing


def test_bad_input_is_named(answers):
    with pytest.raises(ParameterError, match="'acsy'"):
        index_model("acsy")
    with pytest.raises(ParameterError, match="columns has none for 'expectation', which Swedish"):
        index_model("scsb", columns={"satisfaction": ["sat_overall"]})
    with pytest.raises(ParameterError, match="2 means and 1 weights"):
        index_score([8, 7], [1])
    with pytest.raises(ParameterError, match="a weight is 0"):
        index_score([8, 7], [1, 0])
    with pytest.raises(ParameterError, match="means=11 is not a number from 1 to 10"):
        index_score([11], [1])
    with pytest.raises(ParameterError, match="low=10 is not below high=1"):
        index_score([5], [1], low=10, high=1)
    model = index_model("acsi").fit(answers)
    with pytest.raises(ParameterError, match="'joy'"):
        satisfaction_index(answers, model, "joy")
    with pytest.raises(DataError, match="column 'sat_overall', row 0: 12 is not a number from 1 to 10"):
        index_drivers(answers.assign(sat_overall=12), model)
