"""Answers of several names."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.labels import Labels, Mapped, Ranking

SHOWS = ("Harbour", "Lark", "Quay")


@pytest.mark.parametrize(
    "given",
    [
        ["Lark", "Quay"],
        {"quay", "lark"},
        ("Quay", "Lark", "Lark"),
        np.array(["Lark", "Quay"]),
        pd.Index(["Quay", "Lark"]),
    ],
)
def test_a_set_of_names_has_no_order_and_no_repetition(given):
    assert Labels(SHOWS).fault(given, {"Lark", "Quay"}) is None


def test_a_single_name_is_a_set_of_one():
    assert Labels(SHOWS).fault("Lark", ["Lark"]) is None


@pytest.mark.parametrize("given", ["Lark, Quay", "quay;lark", "Lark，Quay", "Quay、Lark"])
def test_a_text_with_commas_holds_several_names(given):
    assert Labels().fault(given, {"Lark", "Quay"}) is None


def test_a_name_that_has_a_comma_stays_whole():
    assert Labels().fault("hire, fit out", ["Hire, fit out"]) is None


def test_an_empty_list_is_right_where_nothing_belongs():
    assert Labels(SHOWS).fault([], []) is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["Lark"], "something is missing"),
        (["Lark", "Quay", "Harbour"], "`Harbour` does not belong"),
        (["Lark", "Dock"], "`Dock` is not one of `Harbour`, `Lark`, `Quay`"),
        ([1, 2], "`1` in your list is a number: write each name as a text, in quotes."),
        (["Lark", None], "`None` in your list is"),
        ([], "The list is empty: at least one name belongs in it."),
        ("", "The list is empty"),
        ("Lark, Dock", "`Dock` is not one of"),
        ({"Lark": 1}, "`1` in your list is a number"),
        (7, "a list or set of names, not a number"),
    ],
)
def test_a_wrong_set_is_told_what_is_wrong_with_it(given, said):
    assert said in Labels(SHOWS).fault(given, {"Lark", "Quay"})


@pytest.mark.parametrize(
    "given", [["Lark", "Quay"], ("lark", "quay"), pd.Series(["Lark", "Quay"]), pd.Index(["Lark", "Quay"])]
)
def test_a_ranking_is_any_ordered_container(given):
    assert Ranking(SHOWS).fault(given, ["Lark", "Quay"]) is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["Quay", "Lark"], "From place 1 on the order differs: there you have `Quay`."),
        (["Lark"], "The number of names is off: you have 1."),
        ({"Lark", "Quay"}, "names in order, not a set of size 2"),
        ("Lark", "names in order, not a text"),
        (["Lark", "Dock"], "`Dock` is not one of"),
    ],
)
def test_a_wrong_ranking_is_told_what_is_wrong_with_it(given, said):
    assert said in Ranking(SHOWS).fault(given, ["Lark", "Quay"])


NET = Mapped(Number(within=0.5))
RIGHT = {"Harbour": 40.0, "Lark": 35.0, "Quay": 12.0}


@pytest.mark.parametrize(
    "given",
    [
        {"Lark": 35, "harbour ": 40, "Quay": 12.2},
        pd.Series(RIGHT).astype(int).sort_values(),
        pd.Series([35, 40, 12], index=pd.Index(["Lark", "Harbour", "Quay"], name="show")),
    ],
)
def test_values_by_name_may_be_a_dictionary_or_a_series(given):
    assert NET.fault(given, RIGHT) is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (RIGHT | {"Lark": 3}, "For `Lark` you have `3`. That is not the number asked for. 2 of 3 are right."),
        ({"Lark": 35, "Quay": 12}, "There is no value for `Harbour`."),
        (RIGHT | {"Lark": None}, "There is no value for `Lark`."),
        (RIGHT | {"Larc": 35}, "`Larc` is not one of the names. Did you mean 'Lark'?"),
        ([40, 35, 12], "a dictionary or series with a value for each name, not a list of length 3"),
    ],
)
def test_wrong_values_by_name_are_told_what_is_wrong_with_them(given, said):
    assert said in NET.fault(given, RIGHT)


def test_every_name_and_tolerance_has_its_mutant():
    names = [name for name, _ in NET.mutants(RIGHT)]
    assert names == [
        "one right value is enough",
        *(f"{show} is not looked at" for show in RIGHT),
        "each value: tolerance × 100",
    ]
    assert [name for name, _ in Mapped(Text()).mutants({"Lark": "a"})] == []
