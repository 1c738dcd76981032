"""Stages to come: by hand, as powers of the chain, and settled in the long run."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.lifecycle import long_run_shares, plot_stage_shares, project_stages

NAMES = ["考察", "稳定", "流失"]
CHAIN = pd.DataFrame([[0.5, 0.3, 0.2], [0.1, 0.8, 0.1], [0, 0, 1]], NAMES, NAMES)
LAND = pd.DataFrame([[0.5, 0.25, 0.25], [0.5, 0, 0.5], [0.25, 0.25, 0.5]], list("RNS"), list("RNS"))


def test_shares_worked_by_hand():
    """R and S change places without a difference, so w = (a, 1 - 2a, a); w P = w gives a = 2/5."""
    assert long_run_shares(LAND).to_dict() == pytest.approx({"R": 0.4, "N": 0.2, "S": 0.4})
    ahead = project_stages({"R": 1, "N": 0, "S": 0}, LAND, 2)
    assert ahead.loc[2].tolist() == pytest.approx([0.4375, 0.1875, 0.375])


def test_with_an_end_the_long_run_is_the_end():
    assert long_run_shares(CHAIN).to_numpy() == pytest.approx([0, 0, 1])


@settings(max_examples=20)
@given(st.lists(st.floats(0.02, 1), min_size=9, max_size=9))
def test_a_further_period_changes_nothing_in_the_long_run(numbers):
    table = np.reshape(numbers, (3, 3))
    chain = pd.DataFrame(table / table.sum(axis=1, keepdims=True), NAMES, NAMES)
    shares = long_run_shares(chain)
    assert shares.sum() == pytest.approx(1)
    assert (shares @ chain).to_numpy() == pytest.approx(shares.to_numpy())
    far = project_stages(dict(zip(NAMES, [1, 0, 0], strict=True)), chain, 500).iloc[-1]
    assert far.to_numpy() == pytest.approx(shares.to_numpy(), abs=1e-6)


def test_those_who_join_are_added_after_the_others_have_moved():
    table = project_stages(
        {"稳定": 50, "考察": 100, "流失": 0}, CHAIN, 2, joining={"考察": 20, "稳定": 0, "流失": 0}
    )
    assert table.index.name == "period"
    assert table.loc[1].tolist() == pytest.approx([100 * 0.5 + 50 * 0.1 + 20, 30 + 40, 20 + 5])
    assert table.sum(axis=1).tolist() == pytest.approx([150, 170, 190])
    assert plot_stage_shares(table).get_title().startswith("考察: from 67%")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: long_run_shares(pd.DataFrame(np.eye(2), list("ab"), list("ab"))),
            "depends on where they begin",
        ),
        (lambda: long_run_shares(None), "transition is no frame"),
        (lambda: project_stages({"考察": 1}, CHAIN, 1), "counts of the stage '稳定' is missing"),
        (lambda: project_stages([1, 2, 3], CHAIN, 1), "counts is no Series or mapping by stage, but a list"),
        (lambda: project_stages(dict.fromkeys(NAMES, -1), CHAIN, 1), "counts of the stage '考察' is below 0"),
        (
            lambda: project_stages(dict.fromkeys(NAMES, 1), CHAIN, 1, joining={"考察": 1}),
            "joining of the stage '稳定' is missing",
        ),
        (lambda: project_stages(dict.fromkeys(NAMES, 1), CHAIN, 0), "periods=0 is not a number from 1"),
    ],
)
def test_what_cannot_be_projected_is_refused(call, message):
    with pytest.raises((DataError, ParameterError), match=message):
        call()
