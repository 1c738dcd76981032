"""Rival factor models side by side: the right one fits, and unlike items are refused."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import ConfirmatoryFactorAnalysis
from cvm_lessons.trust import compare_fits

ITEMS = list("abcdef")
MODELS = {"one": {"all": ITEMS}, "two": {"want": ITEMS[:3], "must": ITEMS[3:]}}


@pytest.fixture(scope="module")
def answers():
    rng = np.random.default_rng(3)
    want, must = rng.normal(size=(2, 400))
    exact = np.column_stack([want] * 3 + [must] * 3)
    return pd.DataFrame(exact + rng.normal(scale=0.7, size=exact.shape), columns=ITEMS)


def test_the_model_that_drew_the_answers_fits_and_its_rival_does_not(answers):
    table = compare_fits(answers, MODELS)
    assert table.loc["two", "rmsea"] < 0.06
    assert table.loc["one", "rmsea"] > 0.2
    assert table["factors"].tolist() == [1, 2]
    assert table["df"].tolist() == [9, 8]


def test_each_row_is_the_fit_of_its_model(answers):
    alone = ConfirmatoryFactorAnalysis(MODELS["two"]).fit(answers).fit_
    assert compare_fits(answers, MODELS).loc["two", "chi2"] == pytest.approx(alone.chi2)


def test_models_of_other_items_are_not_compared(answers):
    with pytest.raises(ParameterError, match="item 'f' is not in both 'one' and 'five'"):
        compare_fits(answers, {**MODELS, "five": {"all": ITEMS[:5]}})


@pytest.mark.parametrize("models", [{"one": {"all": ITEMS}}, "one"])
def test_one_model_has_no_rival(answers, models):
    with pytest.raises(ParameterError, match="two or more models"):
        compare_fits(answers, models)


def test_a_missing_item_is_named(answers):
    with pytest.raises(DataError, match="'f'"):
        compare_fits(answers.drop(columns="f"), MODELS)
