"""Frames and series: what does not matter, and what is said about what does."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.practice.tabular import Column, Table

RIGHT = pd.DataFrame({"show": ["Harbour", "Lark", "Quay"], "rank": [1, 2, 3], "net": [40.0, 35.0, 12.5]})
KEYED = Table(key=["show"], within=0.05)

# The seven harmless variants that DataFrame.equals rejects, and two more.
HARMLESS = {
    "object": RIGHT.astype({"show": object}),
    "string": RIGHT.astype({"show": "string"}),
    "category": RIGHT.astype({"show": "category"}),
    "floats for integers": RIGHT.astype({"rank": float}),
    "column order": RIGHT[["net", "show", "rank"]],
    "row order": RIGHT.iloc[::-1],
    "index labels": RIGHT.set_axis([7, 7, 9]),
    "key as index": RIGHT.set_index("show"),
    "a further column": RIGHT.assign(note="mine"),
    "nullable": RIGHT.convert_dtypes(),
    "rounding": RIGHT.assign(net=RIGHT["net"] + 0.04),
}


@pytest.mark.parametrize("given", HARMLESS.values(), ids=HARMLESS)
@pytest.mark.parametrize("kind", [KEYED, Table(within=0.05)], ids=["keyed", "sorted"])
def test_what_does_not_matter_is_not_counted(given, kind):
    assert kind.fault(given, RIGHT) is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (RIGHT.rename(columns={"net": "nett"}), "Column `net` is missing. Did you mean 'net"),
        (RIGHT.head(2), "The number of rows is off: you have 2."),
        (RIGHT.replace("Quay", "Dock"), "The row `Dock` does not belong."),
        (RIGHT.assign(net=[40, 35, 12.0]), "Row `Quay`, column `net`: you have `12`"),
        (RIGHT.assign(net=["40", "35", "12.5"]), "Row `Harbour`, column `net`: you have `'40'`"),
        (RIGHT.assign(net=[40, np.nan, 12.5]), "Row `Lark`, column `net`: you have `nan`"),
        (pd.concat([RIGHT, RIGHT["net"]], axis=1), "Column `net` stands twice."),
        ([1, 2], "a table (a DataFrame), not a list of length 2"),
    ],
)
def test_a_wrong_table_is_told_the_first_difference(given, said):
    assert said in KEYED.fault(given, RIGHT)


def test_the_order_of_rows_matters_only_where_the_check_says_so():
    ordered = Table(key=["show"], within=0.05, ordered=True)
    assert ordered.fault(RIGHT, RIGHT) is None
    assert "Row `Quay`" in ordered.fault(RIGHT.iloc[::-1], RIGHT)


def test_a_series_with_a_named_index_is_a_table_of_two_columns():
    assert KEYED.fault(RIGHT.set_index("show")["net"], RIGHT[["show", "net"]]) is None


@pytest.mark.parametrize(
    "given",
    [[1, 2.5], np.array([2.5, 1]), pd.Series([1, 2.5], index=["b", "a"]), (2.5, 1.0), {"x": 1, "y": 2.5}],
)
def test_the_entries_of_a_series_are_compared_without_order_and_labels(given):
    assert Column(within=0.01).fault(given, pd.Series([1.0, 2.5])) is None


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        (Column(), [1, 3], "The value `3` does not belong."),
        (Column(), [1], "The number of values is off: you have 1."),
        (Column(), 4, "a series or list of values, not a number"),
        (Column(ordered=True), [2.5, 1], "Entry 1 differs: you have `2.5`."),
    ],
)
def test_wrong_entries_are_told_what_is_wrong_with_them(kind, given, said):
    assert said in kind.fault(given, [1.0, 2.5])


def test_mutants_ignore_order_and_loosen_numbers():
    assert [name for name, _ in Column(ordered=True).mutants([1.0])] == [
        "tolerance × 100",
        "the order is ignored",
    ]
    assert [name for name, _ in Table(ordered=True).mutants(RIGHT)] == [
        "tolerance × 100",
        "the order is ignored",
    ]
    assert [name for name, _ in Table().mutants(RIGHT[["show"]])] == []
