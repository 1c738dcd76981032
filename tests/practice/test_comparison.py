"""Plain values out of whatever a learner's code returns."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.practice.comparison import (
    as_number,
    as_text,
    is_blank,
    is_missing,
    plain,
    same_cell,
    same_number,
)

NUMBERS = [
    2,
    2.0,
    np.int8(2),
    np.float32(2),
    np.array(2),
    np.array([[2.0]]),
    pd.Series([2], index=["x"]),
    pd.Index([2.0]),
    pd.DataFrame({"a": [2]}),
    Decimal("2"),
    Fraction(4, 2),
    pd.Series([2], dtype="Int64"),
    pd.Series([2.0], dtype=object),
]


@pytest.mark.parametrize("value", NUMBERS, ids=lambda value: type(value).__name__)
def test_every_way_to_hold_one_number_is_that_number(value):
    assert as_number(value) == 2.0


@pytest.mark.parametrize(
    "value", [True, np.True_, np.array(True), "2", None, [2], (2,), 2 + 0j, pd.Series([1, 2]), pd.NA, {}]
)
def test_texts_truth_values_and_containers_are_no_numbers(value):
    assert as_number(value) is None


def test_a_number_beyond_floats_is_infinite():
    assert as_number(10**400) == np.inf


@pytest.mark.parametrize(
    "value", ["Lark Expo", " lark  expo\n", "ＬＡＲＫ　ＥＸＰＯ", pd.Series(["Lark expo"])]
)
def test_width_capitals_and_spaces_do_not_matter_in_texts(value):
    assert as_text(value) == "lark expo"


@pytest.mark.parametrize("value", [..., None, "", "  ", ["a", ...], {"a": ..., "b": 1}, (...,), {...}])
def test_an_untouched_answer_is_blank(value):
    assert is_blank(value)


@pytest.mark.parametrize("value", [0, False, [], {}, "x", np.nan, pd.Series(dtype=float), pd.DataFrame()])
def test_an_answer_that_is_empty_or_zero_is_not_blank(value):
    assert not is_blank(value)


@pytest.mark.parametrize("value", [None, np.nan, pd.NA, pd.NaT, np.float32("nan")])
def test_missing_cells_are_recognised(value):
    assert is_missing(value)
    assert same_cell(value, None, 0)
    assert not same_cell(value, 0, 0)


@pytest.mark.parametrize(
    "values",
    [
        ["a", "b"],
        ("a", "b"),
        {"a", "b"},
        {1: "a", 2: "b"},
        np.array(["a", "b"]),
        pd.Index(["a", "b"]),
        pd.Series(["a", "b"], dtype="category"),
        pd.Series(["a", "b"], dtype="string"),
        pd.Series(["a", "b"], dtype=object, index=[7, 7]),
    ],
)
def test_the_entries_of_any_container_are_plain(values):
    assert plain(values) == ["a", "b"]


@pytest.mark.parametrize("values", ["ab", 3, None, np.ones((2, 2)), pd.DataFrame({"a": [1]})])
def test_what_is_no_list_has_no_entries(values):
    assert plain(values) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (3, 3.0, True),
        (np.int64(3), Decimal(3), True),
        (3, "3", False),
        (1, True, False),
        (True, np.True_, True),
        (True, False, False),
        ("Lark", "lark ", True),
        (np.inf, np.inf, True),
        (np.inf, -np.inf, False),
        (pd.Timestamp("2024-03-01"), np.datetime64("2024-03-01"), True),
        (pd.Timestamp("2024-03-01"), "2024-03-02", False),
        (pd.Timestamp("2024-03-01"), "no date", False),
        ([1], [1], False),
    ],
)
def test_cells_are_the_same_when_they_say_the_same(one, other, same):
    assert same_cell(one, other, 0) is same
    assert same_cell(other, one, 0) is same


@given(st.floats(-1e6, 1e6), st.floats(0, 10))
def test_a_tolerance_includes_its_edge_and_little_more(number, within):
    assert same_number(number + within, number, within)
    assert not same_number(number + within + 0.01, number, within)
