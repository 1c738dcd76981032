import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError
from cvm_lessons.measurement import share_interval
from cvm_lessons.value import (
    ELEMENT_LEVELS,
    ELEMENTS,
    element_shares,
    elements_delivered,
    recommend_by_elements,
)

THREE = {"el_ease": "ease", "el_pride": "aspirational", "el_quality": "functional"}
SURVEYS = pd.DataFrame(
    {
        "el_ease": [0, 0, 1, 1, 1],
        "el_pride": [0, 0, 0, 0, 1],
        "el_quality": [0, 0, 1, 1, 1],
        "recommend": [5, 8, 9, 10, 10],
    }
)


def test_shares_are_wilsons():
    table = element_shares(SURVEYS, elements=THREE)
    expected = share_interval(1, 5)
    row = table.loc["el_pride"]
    assert (row["share"], row["low"], row["high"]) == (0.2, expected.low, expected.high)
    assert table["level"].tolist() == ["ease", "aspirational", "functional"]


def test_elements_are_counted_per_respondent():
    assert elements_delivered(SURVEYS, elements=THREE).tolist() == [0, 0, 2, 2, 3]


def test_recommendation_by_hand():
    # Two respondents with none: mean 6.5, sd 2.1213, t of one degree of freedom 12.706; one detractor of two.
    table = recommend_by_elements(SURVEYS, elements=THREE)
    assert table["n"].to_dict() == {0: 2, 2: 2, 3: 1}
    assert table.loc[0, ["recommend", "low", "high"]].tolist() == pytest.approx(
        [6.5, -12.559, 25.559], abs=1e-3
    )
    # Standard error sqrt((0.5 - 0.25) / 2) = 0.35355.
    assert table.loc[0, ["nps", "nps_low", "nps_high"]].tolist() == pytest.approx(
        [-50, -119.295, 19.295], abs=1e-3
    )
    assert table.loc[2, "nps"] == 100


def test_one_respondent_has_a_mean_and_no_interval():
    row = recommend_by_elements(SURVEYS, elements=THREE).loc[3]
    assert (row["recommend"], row["nps"]) == (10, 100)
    assert row[["low", "high", "nps_low", "nps_high"]].isna().all()


def test_the_twelve_elements_stand_from_the_base_up():
    levels = list(ELEMENTS.values())
    assert len(ELEMENTS) == 12
    assert levels == sorted(levels, key=ELEMENT_LEVELS.index)


@pytest.mark.parametrize("function", [element_shares, elements_delivered, recommend_by_elements])
def test_bad_ticks_are_named(function):
    with pytest.raises(DataError, match="column 'el_ease', row 1: 2 is not 0 or 1"):
        function(SURVEYS.assign(el_ease=[0, 2, 1, 1, 1]), elements=THREE)
    with pytest.raises(DataError, match="column 'el_quality' is missing"):
        function(SURVEYS.drop(columns="el_quality"), elements=THREE)


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        ([5, 11, 9, 10, 10], "column 'recommend', row 1: 11 is not a number from 0 to 10"),
        ([5, 7.5, 9, 10, 10], "column 'recommend', row 1: 7.5 is not a whole number from 0 to 10"),
        ([5, np.nan, 9, 10, 10], "column 'recommend', row 1: nan is not a value"),
    ],
)
def test_bad_scores_are_named(scores, message):
    with pytest.raises(DataError, match=message):
        recommend_by_elements(SURVEYS.assign(recommend=scores), elements=THREE)
