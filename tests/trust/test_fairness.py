import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.trust import equity_ratios

SIDES = ["own_outcome", "own_input", "other_outcome", "other_input"]


def relation(*numbers: float) -> pd.DataFrame:
    return pd.DataFrame([numbers], columns=SIDES)


@pytest.mark.parametrize(
    ("numbers", "judgement"),
    [
        ((12, 10, 30, 20), "gets too little"),
        ((3, 2, 30, 20), "even"),
        ((4, 2, 30, 20), "gets too much"),
        ((0, 2, 30, 20), "gets too little"),
    ],
)
def test_ratios_decide_not_sums(numbers, judgement):
    row = equity_ratios(relation(*numbers)).iloc[0]
    assert row["judgement"] == judgement
    assert row["own_ratio"] == numbers[0] / numbers[1]


@given(st.tuples(*[st.floats(0.1, 1000)] * 4), st.floats(0.1, 100))
def test_equity_changes_its_sign_with_the_sides_and_ignores_the_unit(numbers, unit):
    equity = equity_ratios(relation(*numbers))["equity"].item()
    turned = equity_ratios(relation(*numbers[2:], *numbers[:2]))["equity"].item()
    scaled = equity_ratios(relation(*[unit * number for number in numbers]))["equity"].item()
    assert turned == pytest.approx(-equity, abs=1e-9)
    assert scaled == pytest.approx(equity, abs=1e-9)


def test_getting_nothing_is_minus_infinity():
    assert equity_ratios(relation(0, 1, 1, 1))["equity"].item() == -np.inf


def test_bad_input_is_named():
    with pytest.raises(DataError, match="column 'own_input', row 0: 0 is not above 0"):
        equity_ratios(relation(1, 0, 1, 1))
    with pytest.raises(DataError, match="column 'own_outcome', row 0: -1 is not a number from 0"):
        equity_ratios(relation(-1, 1, 1, 1))
    with pytest.raises(ParameterError, match="margin=-0.1 is not a number from 0"):
        equity_ratios(relation(1, 1, 1, 1), margin=-0.1)
