"""Checks of input: each fault names column, row, value and remedy; nothing is changed in silence."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import (
    DataError,
    ParameterError,
    WorkbookError,
    check_choice,
    check_number,
    filled_column,
    nearest,
    number_column,
    number_columns,
    require_columns,
)

FRAME = pd.DataFrame({"price": [10, 12.5], "show": ["Lark", "Quay"]}, index=["a", "b"])


def test_every_error_is_a_value_error():
    assert issubclass(DataError, WorkbookError)
    assert issubclass(ParameterError, WorkbookError)
    assert issubclass(WorkbookError, ValueError)


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        ([1, 2], "a pandas DataFrame is needed, not list"),
        (FRAME.rename(columns={"price": "prise"}), "column 'price' is missing. Did you mean 'prise'"),
        (FRAME[["show"]], "column 'price' is missing. Known: show."),
        (FRAME.iloc[:0], "the frame has no rows"),
    ],
)
def test_a_frame_that_lacks_something_is_refused(frame, message):
    with pytest.raises(DataError, match=message):
        require_columns(frame, ["price"])


def test_a_missing_value_is_named_by_row_label():
    with pytest.raises(DataError, match="column 'price', row b: nan is not a value"):
        filled_column(FRAME.assign(price=[1, np.nan]), "price")


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("12 yuan", "column 'price', row b: 12 yuan is not a number from 0 to 100"),
        (101, "column 'price', row b: 101 is not a number from 0 to 100"),
        (-1, "column 'price', row b: -1 is not a number from 0 to 100"),
        (np.inf, "column 'price', row b: inf is not a number from 0 to 100"),
    ],
)
def test_a_bad_number_is_named(bad, message):
    frame = FRAME.assign(price=pd.Series([1, bad], index=FRAME.index, dtype=object))
    with pytest.raises(DataError, match=message):
        number_column(frame, "price", low=0, high=100)


def test_missing_numbers_stay_missing_where_they_are_allowed():
    values = number_column(FRAME.assign(price=[1, np.nan]), "price", missing=True)
    assert values.isna().tolist() == [False, True]


@given(st.lists(st.floats(-1e9, 1e9), min_size=1))
def test_good_numbers_come_back_unchanged(numbers):
    assert number_columns(pd.DataFrame({"x": numbers}), ["x"])["x"].tolist() == numbers


def test_a_choice_names_the_nearest():
    with pytest.raises(ParameterError, match="as_='ration' is not one of its values. Did you mean 'ratio'"):
        check_choice("as_", "ration", ["difference", "ratio"])


@pytest.mark.parametrize("bad", [True, "4", None, np.nan, np.inf, 0])
def test_a_parameter_that_is_no_number_in_range_is_named(bad):
    with pytest.raises(ParameterError, match=r"cutoff=.* is not a number from 1 to 9"):
        check_number("cutoff", bad, low=1, high=9)


def test_numpy_numbers_are_numbers():
    assert check_number("cutoff", np.int64(4)) == 4.0


def test_nearest_ignores_case_and_lists_all_when_nothing_is_near():
    assert nearest("SECTOR", ["sector", "seed"]) == "Did you mean 'sector'?"
    assert nearest("xyz", ["sector", "seed"]) == "Known: sector, seed."


@pytest.mark.parametrize(
    ("typed", "known", "said"),
    [
        ("time", ["image", "money"], "Known: image, money."),
        ("price", ["service", "personnel"], "Known: service, personnel."),
        ("c09", ["c03", "c03.04"], "Known: c03, c03.04."),
        ("c04", ["c03", "c03.04"], "Known: c03, c03.04."),
        ("c03.05", ["c03.03", "c03.04"], "Known: c03.03, c03.04."),
        ("c30", ["c03", "c04"], "Did you mean 'c03'?"),
        ("c3", ["c03", "c04"], "Did you mean 'c03'?"),
        ("c033", ["c03", "c04"], "Did you mean 'c03'?"),
        ("cots", ["cost", "value"], "Did you mean 'cost'?"),
        ("monney", ["money", "time"], "Did you mean 'money'?"),
        ("alf", ["alt", "tags"], "Did you mean 'alt'?"),
        ("Apply", ["Apply 综合应用", "Remember 识记"], "Did you mean 'Apply 综合应用'?"),
    ],
)
def test_another_word_is_not_taken_for_a_misspelling(typed, known, said):
    assert nearest(typed, known) == said


def test_a_column_that_is_needed_and_there_is_not_proposed_for_another():
    frame = pd.DataFrame({"cost_money": [1], "psychik": [2]})
    with pytest.raises(DataError, match="column 'cost_honey' is missing. Known: cost_money, psychik"):
        require_columns(frame, ["cost_money", "cost_honey"])
    with pytest.raises(DataError, match="column 'psychic' is missing. Did you mean 'psychik'"):
        require_columns(frame, ["cost_money", "psychic"])


@pytest.mark.parametrize("name", [["score"], pd.DataFrame({"score": [1]}), {}])
def test_what_cannot_name_a_column_or_a_choice_is_refused(name):
    with pytest.raises(ParameterError, match="is no name of a column"):
        require_columns(pd.DataFrame({"score": [1]}), [name])
    with pytest.raises(ParameterError, match="is not one of its values"):
        check_choice("method", name, ["wald", "profile"])
