"""Perceived value from ratings: hand-worked answers, and faults named."""

import pandas as pd
import pytest

from cvm_lessons.core import DataError
from cvm_lessons.value.get_give import BENEFIT_ITEMS, BURDEN_ITEMS, get_and_give


def answers(**changes: object) -> pd.DataFrame:
    row = {**dict.fromkeys(BENEFIT_ITEMS, 6), **dict.fromkeys(BURDEN_ITEMS, 4), "value_overall": 8}
    return pd.DataFrame([{**row, **changes}], index=["r1"])


def test_means_difference_and_ratio_by_hand():
    # (7 + 6 + 6 + 6) / 4 = 6.25 and (1 + 4 + 4 + 3) / 4 = 3
    weighed = get_and_give(answers(benefit_product=7, cost_money=1, cost_psychic=3))
    assert weighed.loc["r1"].to_dict() == {
        "get": 6.25,
        "give": 3.0,
        "difference": 3.25,
        "ratio": pytest.approx(6.25 / 3),
        "value_overall": 8.0,
    }


@pytest.mark.parametrize(
    ("column", "bad", "message"),
    [
        ("benefit_image", 8, "column 'benefit_image', row r1: 8 is not a number from 1 to 7"),
        ("cost_time", None, "column 'cost_time', row r1: .* is not a value: fill it or leave the row out"),
        ("cost_energy", "high", "column 'cost_energy', row r1: high is not a number from 1 to 7"),
        ("value_overall", 0, "column 'value_overall', row r1: 0 is not a number from 1 to 10"),
    ],
)
def test_an_impossible_rating_is_named(column, bad, message):
    with pytest.raises(DataError, match=message):
        get_and_give(answers(**{column: bad}))


def test_a_missing_column_is_named_with_the_nearest():
    with pytest.raises(DataError, match="column 'cost_money' is missing. Did you mean 'cost_honey'"):
        get_and_give(answers().rename(columns={"cost_money": "cost_honey"}))
