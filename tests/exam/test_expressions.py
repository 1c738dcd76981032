"""The evaluator: arithmetic is computed, anything else is refused before it could run."""

import pytest
from hypothesis import given, settings, strategies as st

from cvm_lessons.core import CourseError
from cvm_lessons.exam.expressions import evaluate, names_in, round_half_up

NUMBERS = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("100 - 60", 40),
        ("60 / 25", 2.4),
        ("1000 / 1.1 ** 2", 826.446281),
        ("-(2 + 3) * +4", -20),
        ("sum([50, 14, 4, 6])", 74),
        ("sum(50, 14)", 64),
        ("max(3, min(8, 5)) + abs(-2)", 7),
        ("round(2.5)", 3),
        ("round(1.005, 2)", 1.01),
        ("round(-2.5)", -3),
    ],
)
def test_an_expression_gives_the_number_worked_by_hand(expression, expected):
    assert evaluate(expression) == pytest.approx(expected)


@given(NUMBERS, NUMBERS, NUMBERS)
@settings(derandomize=True, max_examples=60)
def test_names_stand_for_the_drawn_numbers(a, b, c):
    assert evaluate("a - b + 2 * c", {"a": a, "b": b, "c": c}) == a - b + 2 * c


@pytest.mark.parametrize(
    "hostile",
    [
        "__import__('os').system('true')",
        "().__class__",
        "value.real",
        "[x for x in [1]]",
        "lambda: 1",
        "value[0]",
        "'text'",
        "True",
        "value if value else 1",
        "1 < 2",
        "eval('1')",
        "max(*[1, 2])",
        "round(2.5, decimals=1)",
        "7 // 2",
        "7 % 2",
        "(value := 3)",
        "open",
        "f'{value}'",
        "...",
        "1j",
    ],
)
def test_anything_but_arithmetic_is_refused(hostile):
    with pytest.raises(CourseError, match=r"is not allowed|is not drawn|is no arithmetic"):
        evaluate(hostile, {"value": 1.0})


@pytest.mark.parametrize(
    ("expression", "complaint"),
    [
        ("value / 0", "cannot be computed: float division by zero"),
        ("2 ** 1000", "power 1000 is too high: 100 is the limit"),
        ("(9 ** 99) ** 99", "cannot be computed"),
        ("(0 - 8) ** 0.5", "not a finite number"),
        ("[1, 2]", "not a finite number"),
        ("[1, 2] * 2", "a list stands only inside min, max and sum"),
        ("1 +", r"expression '1 \+' is no arithmetic: invalid syntax"),
        ("vallue - 1", r"'vallue' is not drawn. Did you mean 'value'\?"),
        ("1" + "+ 1" * 200, "601 characters is too long: 300 are allowed"),
        ("1e400", "not a finite number"),
    ],
)
def test_what_cannot_be_computed_says_why(expression, complaint):
    with pytest.raises(CourseError, match=complaint):
        evaluate(expression, {"value": 1.0})


def test_a_deep_nest_is_refused_or_computed_but_never_breaks():
    assert evaluate("-" * 298 + "1") == 1
    with pytest.raises(CourseError, match="no arithmetic"):
        evaluate("(" * 250)


def test_names_are_found_without_the_functions():
    assert names_in("max(price, sum([a_b, 1])) / round(price)") == {"price", "a_b"}


@pytest.mark.parametrize(
    ("value", "decimals", "expected"), [(0.125, 2, 0.13), (-0.5, 0, -1.0), (1234.5, -2, 1200.0)]
)
def test_a_half_goes_away_from_zero(value, decimals, expected):
    assert round_half_up(value, decimals) == expected
