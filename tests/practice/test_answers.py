"""How a number, a text and the letters of a choice are compared, and what is said when they differ."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core.languages import language
from cvm_lessons.practice.answers import Letters, Number, Text

MONEY = Number(within=0.05, unit="thousand yuan")


@pytest.mark.parametrize("given", [40, 40.04, 39.96, np.float32(40), Decimal("40.0"), pd.Series([40])])
def test_a_number_within_its_rounding_is_right(given):
    assert MONEY.fault(given, 40.0) is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (40000, "1,000 times too large"),
        (0.04, "1,000 times too small"),
        (4000, "100 times too large"),
        (0.4, "100 times too small"),
        (-40, "The sign is reversed"),
        (47, "not the number asked for"),
        (np.nan, "not a finite number"),
        (np.inf, "not a finite number"),
        ("40", "a number (thousand yuan), not a text"),
        (True, "a number (thousand yuan), not true or false"),
        ([40], "not a list of length 1"),
        (lambda: 40, "not a function"),
        (pd.Series([40, 41]), "not a series of length 2"),
    ],
)
def test_a_wrong_number_is_told_what_is_wrong_with_it(given, said):
    assert said in MONEY.fault(given, 40.0)


@pytest.mark.parametrize(
    ("within", "given", "right"), [(0.05, 40.3, 40.17), (0.005, 1.57, 1.556), (5, 70580, 70541.3)]
)
def test_a_number_that_rounding_may_have_missed_is_called_close(within, given, right):
    assert "round only at the last step" in Number(within=within).fault(given, right)


@pytest.mark.parametrize(
    ("within", "given", "right"),
    [
        (0.5, 30, 32.0),  # whole amounts: nothing was rounded
        (0.5, 33, 32.0),
        (0.5, 16, 12.4),  # a third too much is another number
        (0.005, 2.45, 2.5),
        (0.05, 40.3, 40.0),
        (0, 4, 3),
    ],
)
def test_rounding_is_not_blamed_for_another_number(within, given, right):
    assert Number(within=within).fault(given, right) == "That is not the number asked for."


def test_no_unit_is_blamed_when_the_right_number_is_zero():
    assert Number(within=0.5).fault(30, 0.0) == "That is not the number asked for."


def test_what_stands_for_a_function_that_raised_equals_no_number():
    assert Number(within=0.5).fault(30, object()) is not None


def test_the_mutant_of_a_whole_number_lets_one_more_pass():
    ((_, looser),) = Number(within=0).mutants(3)
    assert looser.fault(4, 3) is None
    assert Number(within=0).fault(4, 3) is not None


SHOW = Text(("Harbour", "Lark"), also={"云雀": "Lark"})


@pytest.mark.parametrize("given", ["Lark", " lark", "云雀", pd.Series(["LARK"])])
def test_a_text_may_be_written_in_several_ways(given):
    assert SHOW.fault(given, "Lark") is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("Harbour", "That is not the one."),
        ("Quay", "one of `Harbour`, `Lark`"),
        (3, "to be a text, not a number"),
        (["Lark"], "to be a text, not a list of length 1"),
    ],
)
def test_a_wrong_text_is_told_what_is_wrong_with_it(given, said):
    assert said in SHOW.fault(given, "Lark")


ONE = Letters({"A": "price", "B": "time", "C": "energy"})
SOME = Letters(ONE.options, multiple=True)


@pytest.mark.parametrize(
    "given", ["AB", "b, a", "A；B".replace("；", "、"), ["B", "A"], {"a", "b"}, "(A) (B)", "ＡＢ"]
)
def test_letters_may_be_written_in_several_ways(given):
    assert SOME.fault(given, "AB") is None


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        (ONE, "B", "not the one"),
        (ONE, "AB", "one letter"),
        (ONE, "D", "letters out of `A`, `B`, `C`"),
        (ONE, 1, "letters out of"),
        (ONE, "..", "letters out of"),
        (SOME, "A", "something is missing"),
        (SOME, "ABC", "`C` does not belong"),
        (SOME, [1, 2], "letters out of"),
    ],
)
def test_wrong_letters_are_told_what_is_wrong_with_them(kind, given, said):
    assert said in kind.fault(given, "AB" if kind.multiple else "A")


def test_messages_come_in_chinese_too():
    with language("zh"):
        assert MONEY.fault(40000, 40) == "大了1,000倍：请检查单位是元还是千元。"
        assert MONEY.fault("40", 40) == "答案应是数值（千元），而不是文本。"
