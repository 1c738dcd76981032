import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import cronbach_alpha
from cvm_lessons.value import VALUE_DIMENSIONS, perval_dimensions, reliability_table, score_dimensions

ITEMS = pd.DataFrame(
    {"useful": [6, 2, 5, 3], "works": [7, 3, 5, 4], "fun": [4, 5, 2, 7], "joy": [5, 5, 1, 6]}
)
TWO = {"functional": ["useful", "works"], "emotional": ["fun", "joy"]}


def test_scores_are_the_means_of_the_items():
    scores = score_dimensions(ITEMS.set_axis(list("abcd")), TWO)
    assert scores["functional"].to_dict() == {"a": 6.5, "b": 2.5, "c": 5.0, "d": 3.5}
    assert scores["emotional"].to_dict() == {"a": 4.5, "b": 5.0, "c": 1.5, "d": 6.5}


def test_reliability_is_cronbachs_alpha_of_each_dimension():
    table = reliability_table(ITEMS, TWO)
    alpha = cronbach_alpha(ITEMS[["useful", "works"]])
    row = table.loc["functional"]
    assert (row["alpha"], row["low"], row["high"]) == (alpha.estimate, alpha.low, alpha.high)
    assert (row["items"], row["mean"]) == (2, 4.375)


def test_the_workbook_has_three_items_for_each_of_five_values():
    assert list(VALUE_DIMENSIONS) == ["functional", "social", "emotional", "epistemic", "conditional"]
    assert VALUE_DIMENSIONS["social"] == ("val_social_1", "val_social_2", "val_social_3")


def test_perval_has_four_dimensions_with_their_source():
    table = perval_dimensions()
    assert list(table.index) == ["emotional", "social", "price", "quality"]
    assert set(table["source"]) == {"sweeney2001"}
    assert set(table["workbook"]) <= set(VALUE_DIMENSIONS)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"fun": [4, 8, 2, 7]}, "column 'fun', row 1: 8 is not a number from 1 to 7"),
        ({"fun": [4, None, 2, 7]}, "column 'fun', row 1: nan is not a value"),
    ],
)
def test_bad_answers_are_named(change, message):
    with pytest.raises(DataError, match=message):
        score_dimensions(ITEMS.assign(**change), TWO)


@pytest.mark.parametrize("function", [score_dimensions, reliability_table])
def test_bad_dimensions_are_named(function):
    with pytest.raises(DataError, match="column 'val_functional_1' is missing"):
        function(ITEMS)
    with pytest.raises(ParameterError, match="dimensions is empty"):
        function(ITEMS, {})
    with pytest.raises(ParameterError, match="dimension 'fun' has 'fun': a list of item columns is needed"):
        function(ITEMS, {"fun": "fun"})


def test_a_single_item_has_no_reliability():
    with pytest.raises(DataError, match="1 items: at least 2 are needed"):
        reliability_table(ITEMS, {"fun": ["fun"]})
