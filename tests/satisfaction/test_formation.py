"""The models of formation side by side."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import fit_linear
from cvm_lessons.satisfaction import (
    FORMATION_MODELS,
    compare_formation,
    cross_validated_r2,
    formation_columns,
    formation_slopes,
    satisfaction_scores,
)


@pytest.fixture
def scores(answers) -> pd.DataFrame:
    return formation_columns(satisfaction_scores(answers, keep=["customer_id"]))


def test_the_table_holds_the_numbers_of_the_regressions(scores):
    table = compare_formation(scores, cluster="customer_id")
    fit = fit_linear(scores, "satisfaction", ["equity"])
    assert table.loc["equity", "r2"] == pytest.approx(fit.r_squared)
    assert table.loc["equity", "adjusted_r2"] == pytest.approx(fit.adjusted_r_squared)
    assert table["delta_aic"].min() == 0
    assert set(table.index) == {*FORMATION_MODELS, "all together"}
    assert (table["cv_r2"] < table["r2"]).all()


def test_the_aic_is_that_of_the_normal_likelihood():
    frame = pd.DataFrame({"equity": [1.0, 2, 3, 4, 5], "satisfaction": [1.0, 3, 2, 5, 4]})
    residuals = frame["satisfaction"] - (0.6 + 0.8 * frame["equity"])  # the least-squares line by hand
    variance = (residuals**2).mean()
    expected = 5 * (np.log(2 * np.pi * variance) + 1) + 2 * 3
    table = compare_formation(frame, models={"equity": ["equity"]}, folds=5)
    assert table.loc["equity", "aic"] == pytest.approx(expected)


def test_leaving_one_out_by_hand():
    # Each of four points predicted by the line through the other three.
    frame = pd.DataFrame({"x": [0.0, 1, 2, 3, 4], "y": [0.0, 1, 1, 3, 4]})
    misses = []
    for row in range(5):
        others = frame.drop(index=row)
        slope, start = np.polyfit(others["x"], others["y"], 1)
        misses.append(frame.loc[row, "y"] - start - slope * frame.loc[row, "x"])
    expected = 1 - np.square(misses).sum() / ((frame["y"] - frame["y"].mean()) ** 2).sum()
    assert cross_validated_r2(frame, "y", ["x"], folds=5) == pytest.approx(expected)


def test_noise_explains_nothing_beyond_its_sample():
    rng = np.random.default_rng(1)
    frame = pd.DataFrame(rng.normal(size=(60, 11)), columns=["y", *"abcdefghij"])
    assert fit_linear(frame, "y", list("abcdefghij")).r_squared > 0.05
    assert cross_validated_r2(frame, "y", list("abcdefghij")) < 0.05


def test_slopes_are_listed_for_every_model_and_predictor(scores):
    table = formation_slopes(scores, cluster="customer_id")
    assert len(table) == sum(map(len, FORMATION_MODELS.values()))
    equity = table[table["model"] == "equity"].iloc[0]
    assert equity["low"] < equity["estimate"] < equity["high"]


def test_blame_counts_for_losses_only():
    frame = pd.DataFrame({"disconfirmation": [-2.0, 1.0, -1.0], "cause_organiser": [6, 4, 2]})
    assert formation_columns(frame)["loss_organiser"].tolist() == [-4.0, 0.0, 2.0]
    with pytest.raises(DataError, match="column 'cause_organiser' is missing"):
        formation_columns(frame[["disconfirmation"]])


def test_bad_requests_are_refused(scores):
    with pytest.raises(ParameterError, match="models is empty"):
        compare_formation(scores, models={})
    with pytest.raises(ParameterError, match="folds=1 is not a whole number from 2"):
        compare_formation(scores, folds=1)
    with pytest.raises(DataError, match="column 'equity' is missing"):
        formation_slopes(scores.drop(columns="equity"))
    with pytest.raises(DataError, match="column 'satisfaction' is missing"):
        compare_formation(pd.DataFrame())
    few = pd.DataFrame({"x": [1.0, 2, 3, 4], "y": [1.0, 2, 4, 3]})
    with pytest.raises(DataError, match="4 rows cannot be divided into 10 parts"):
        cross_validated_r2(few, "y", ["x"])
