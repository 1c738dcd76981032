"""The customer value map, its line and the CVA ratio."""

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.value.fair_value import customer_value_added, fair_value_line, relative_price, value_map

SHOWS = pd.DataFrame({"show_id": ["L", "H", "Q"], "quality": [1.1, 1.0, 0.9], "price_m2": [900, 1000, 1100]})
# By hand: relative prices 900/1050, 1000/1000, 1100/950.
PRICES = [900 / 1050, 1.0, 1100 / 950]
weights = st.floats(0.05, 1)


def test_relative_prices_by_hand():
    assert relative_price(SHOWS).tolist() == pytest.approx(PRICES)


def test_the_line_of_given_weights_by_hand():
    line = fair_value_line(quality_weight=0.6)
    assert line.slope == pytest.approx(0.4 / 0.6)
    assert line.quality_at(1.3) == pytest.approx(1.2)
    assert not line.fitted


def test_the_fitted_line_is_least_squares_through_the_average():
    shows = pd.DataFrame({"quality": [0.95, 1.0, 1.1], "relative_price": [0.9, 1.0, 1.1]})
    line = fair_value_line(shows)  # (0.1 x 0.05 + 0.1 x 0.1) / (0.01 + 0.01)
    assert line.slope == pytest.approx(0.75)
    assert line.quality_weight == pytest.approx(1 / 1.75)
    assert line.fitted


@given(st.floats(0.2, 0.95))
def test_a_fit_to_shows_on_a_line_finds_its_weight(weight):
    shows = pd.DataFrame({"relative_price": [0.8, 0.9, 1.2]})
    shows["quality"] = fair_value_line(quality_weight=weight).quality_at(shows["relative_price"])
    assert fair_value_line(shows).quality_weight == pytest.approx(weight)


def test_value_added_by_hand():
    scores = pd.DataFrame({"show_id": ["L", "H", "Q"], "score": [8.4, 7.0, 7.0]})
    assert customer_value_added(scores).tolist() == pytest.approx([1.2, 7 / 7.7, 7 / 7.7])


@given(st.floats(0.5, 10), st.integers(2, 6))
def test_a_show_equal_to_all_its_rivals_adds_value_one(score, shows):
    scores = pd.DataFrame({"show_id": range(shows), "score": score})
    assert customer_value_added(scores).tolist() == pytest.approx([1] * shows)


def test_the_map_by_hand():
    placed = value_map(SHOWS, quality_weight=0.6)
    distance = [1.1 - (1 + (PRICES[0] - 1) * 2 / 3), 0, 0.9 - (1 + (PRICES[2] - 1) * 2 / 3)]
    worth = [1 + 0.6 * d for d in distance]
    assert placed["distance"].tolist() == pytest.approx(distance)
    assert placed["worth"].tolist() == pytest.approx(worth)
    assert placed["cva"].tolist() == pytest.approx(
        [worth[0] / ((1 + worth[2]) / 2), 1 / ((worth[0] + worth[2]) / 2), worth[2] / ((worth[0] + 1) / 2)]
    )
    assert placed["position"].tolist() == ["better", "fair", "worse"]


def test_without_a_weight_the_map_uses_the_fitted_line():
    shows = SHOWS.assign(quality=[0.95, 1.0, 1.07])
    placed = value_map(shows)
    slope = fair_value_line(placed).slope
    assert placed["fair_quality"].tolist() == pytest.approx([1 + slope * (price - 1) for price in PRICES])


def test_the_zone_decides_what_counts_as_fair():
    placed = value_map(SHOWS, quality_weight=0.6, zone=0.5)
    assert set(placed["position"]) == {"fair"}


def test_other_columns_stay_so_that_a_map_can_be_placed_again():
    once = value_map(SHOWS.assign(name=["Lark", "Harbour", "Quay"]), quality_weight=0.6)
    pd.testing.assert_frame_equal(value_map(once, quality_weight=0.6), once)


@given(weights, st.floats(1.01, 1.5))
def test_a_dearer_show_is_worth_less_and_its_rivals_more(weight, factor):
    dearer = SHOWS.assign(price_m2=SHOWS["price_m2"] * [factor, 1, 1])
    before, after = (value_map(shows, quality_weight=weight)["worth"] for shows in (SHOWS, dearer))
    assert after[0] <= before[0]
    assert (after[1:] >= before[1:]).all()


@given(weights, st.floats(0.01, 1000))
def test_the_currency_of_the_prices_does_not_matter(weight, rate):
    here = value_map(SHOWS, quality_weight=weight)
    there = value_map(SHOWS.assign(price_m2=SHOWS["price_m2"] * rate), quality_weight=weight)
    assert there["cva"].to_numpy() == pytest.approx(here["cva"].to_numpy())


@pytest.mark.parametrize("function", [relative_price, lambda shows: value_map(shows, quality_weight=0.5)])
@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"price_m2": [900, 0, 1100]}, "column 'price_m2', row H: 0.0 is not above 0"),
        ({"price_m2": [900, None, 1100]}, "column 'price_m2', row 1: nan is not a value"),
        ({"show_id": ["L", "L", "Q"]}, "column 'show_id', row 1: L is not the only row"),
        ({"sector": ["food", "home", "food"]}, "column 'sector' holds 2 markets"),
    ],
)
def test_shows_that_cannot_be_compared_are_refused(function, change, message):
    with pytest.raises(DataError, match=message):
        function(SHOWS.assign(**change))


@pytest.mark.parametrize(
    ("shows", "message"),
    [
        (None, "a line needs shows=... to be fitted to"),
        (
            pd.DataFrame({"quality": [1.1, 0.9], "relative_price": [1, 1]}),
            "does not rise with 'relative_price'",
        ),
        (pd.DataFrame({"quality": [1.1, 0.9], "relative_price": [0.9, 1.1]}), "give quality_weight=..."),
    ],
)
def test_a_line_that_cannot_be_fitted_is_refused(shows, message):
    with pytest.raises(DataError, match=message):
        fair_value_line(shows)


def test_impossible_weights_and_zones_are_refused():
    with pytest.raises(ParameterError, match=r"quality_weight=0 is not a number from 0.01 to 1"):
        fair_value_line(quality_weight=0)
    with pytest.raises(ParameterError, match=r"zone=-0.1 is not a number from 0"):
        value_map(SHOWS, quality_weight=0.5, zone=-0.1)


def test_a_score_of_nothing_has_no_value_added():
    with pytest.raises(DataError, match="column 'score', row Q: 0.0 is not above 0"):
        customer_value_added(SHOWS.assign(score=[1, 1, 0]))
