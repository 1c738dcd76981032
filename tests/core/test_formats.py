"""Numbers as a reader expects them, in both languages."""

import pytest

from cvm_lessons.core import format_money, format_number, format_percent, format_points, language


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(1234.5, 0, "1,234"), (1235.5, 0, "1,236"), (-0.0004, 2, "0.00"), (-12.344, 2, "-12.34"), (0, 1, "0.0")],
)
def test_numbers_have_marks_and_no_negative_zero(value, decimals, text):
    assert format_number(value, decimals) == text


@pytest.mark.parametrize(("value", "text"), [(1250, "¥1,250"), (-1250.4, "-¥1,250"), (0.4, "¥0")])
def test_money_is_in_yuan_with_the_sign_in_front(value, text):
    assert format_money(value) == text
    with language("zh"):
        assert format_money(value) == text


def test_another_currency_keeps_its_sign():
    assert format_money(99.5, 2, currency="EUR") == "€99.50"


def test_a_share_is_shown_in_percent_and_a_difference_of_shares_in_points():
    assert format_percent(0.2564, 1) == "25.6%"
    assert format_points(0.052) == "+5.2 points"
    assert format_points(-0.052) == "-5.2 points"
    with language("zh"):
        assert format_points(0.052) == "+5.2个百分点"
