"""Stays in a stage: by hand, against statsmodels, and geometric where a chain drew them."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.duration.survfunc import SurvfuncRight

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.datasets import hidden
from cvm_lessons.lifecycle import stage_spells, stage_survival

ROWS = pd.DataFrame(
    {
        "customer_id": ["客1"] * 5 + ["客2"] * 2,
        "year": [2020, 2021, 2022, 2024, 2025, 2024, 2025],
        "stage": pd.Categorical(list("aabbacc"), list("abc"), ordered=True),
    }
)


def test_spells_by_hand_whatever_the_order_of_rows():
    spells = stage_spells(ROWS.sample(frac=1, random_state=1))
    assert spells.to_numpy().tolist() == [
        ["客1", "a", 2020, 2021, 2, True],
        ["客1", "b", 2022, 2024, 2, True],
        ["客1", "a", 2025, 2025, 1, False],
        ["客2", "c", 2024, 2025, 2, False],
    ]
    assert spells["stage"].cat.categories.tolist() == ["a", "b", "c"]


@pytest.fixture(scope="module")
def world():
    rows = hidden("lifecycle", seed=1, scale=0.1)
    return stage_spells(rows.assign(year=rows["edition_id"].str[-4:].astype(int)))


def test_the_share_that_stays_is_that_of_statsmodels(world):
    table = stage_survival(world)
    for stage in ("cultivation", "trust", "weakening"):
        mine = world[world["stage"] == stage]
        other = SurvfuncRight(mine["periods"], mine["complete"].astype(int))
        share = table.loc[stage, "share"].reindex(other.surv_times)
        assert share.to_numpy() == pytest.approx(other.surv_prob)
        # Greenwood's variance, on the scale of log(-log).
        error = np.abs(other.surv_prob_se / (other.surv_prob * np.log(other.surv_prob)))
        low = other.surv_prob ** np.exp(1.959964 * error)
        assert table.loc[stage, "low"].reindex(other.surv_times).to_numpy() == pytest.approx(low, rel=1e-4)


def test_stays_that_a_chain_drew_last_as_the_chain_says(world):
    table = stage_survival(world)
    trust = table.loc["trust"].query("at_risk > 50")
    assert (trust["chain"].between(trust["low"] - 0.02, trust["high"] + 0.02)).all()
    assert (table.loc["lost", "share"] == 1).all()
    assert (table["low"] <= table["share"]).all()
    assert (table["share"] <= table["high"]).all()


def test_nobody_left_or_nobody_stays_leaves_no_width():
    spells = pd.DataFrame({"stage": ["a", "a", "b"], "periods": [1, 1, 3], "complete": [True, True, False]})
    table = stage_survival(spells)
    assert table.loc[("a", 1), ["share", "low", "high", "chain"]].tolist() == [0, 0, 0, 0]
    assert (table.loc["b", ["share", "low", "high"]] == 1).all(axis=None)


GOOD = stage_spells(ROWS)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: stage_spells(ROWS.head(0)), "no rows"),
        (lambda: stage_spells(ROWS.drop(columns="stage")), "column 'stage' is missing"),
        (lambda: stage_spells(ROWS.assign(stage=None)), "column 'stage', row 0"),
        (lambda: stage_spells(pd.concat([ROWS, ROWS.head(1)])), "the only row of that customer and year"),
        (lambda: stage_spells(None), "a pandas DataFrame is needed"),
        (lambda: stage_survival(GOOD.assign(periods=0)), "column 'periods', row 0: 0 is not a number from 1"),
        (lambda: stage_survival(GOOD.assign(periods=1.5)), "row 0: 1.5 is not a whole number of periods"),
        (lambda: stage_survival(GOOD.assign(complete="是")), "column 'complete', row 0"),
        (lambda: stage_survival(ROWS), "column 'periods'"),
    ],
)
def test_tables_that_cannot_be_are_refused(call, message):
    with pytest.raises(DataError, match=message):
        call()


def test_a_level_that_cannot_be_is_refused():
    with pytest.raises(ParameterError, match="level=95"):
        stage_survival(GOOD, level=95)
