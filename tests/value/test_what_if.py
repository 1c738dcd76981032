"""Other amounts, another price, and the sentence that follows."""

import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError, language
from cvm_lessons.value.delivered import BENEFITS, COSTS
from cvm_lessons.value.fair_value import value_map
from cvm_lessons.value.what_if import delivered_value_sentence, map_with, offers_with, value_map_sentence

OFFERS = pd.DataFrame(
    [["Harbour", 55, 20, 10, 15, 40, 10, 4, 6], ["Lark", 34, 12, 6, 8, 16, 4, 2, 3]],
    columns=["show", *BENEFITS, *COSTS],
)
SHOWS = pd.DataFrame(
    {
        "show_id": ["L", "H", "Q"],
        "name": ["Lark", "Harbour", "Quay"],
        "own": [True, False, False],
        "quality": [1.1, 1.0, 0.9],
        "price_m2": [900, 1000, 1100],
    }
)


def test_only_the_named_amount_changes():
    changed = offers_with(OFFERS, {"Lark: money": 20})
    assert changed["money"].tolist() == [40, 20]
    pd.testing.assert_frame_equal(changed.drop(columns="money"), OFFERS.drop(columns="money"))
    assert OFFERS["money"].tolist() == [40, 16]


def test_a_name_with_a_colon_is_read_to_its_last():
    offers = OFFERS.assign(show=["Lark: spring", "Lark: autumn"])
    assert offers_with(offers, {"Lark: autumn: time": 9})["time"].tolist() == [10, 9]


def test_the_sentence_names_both_sums_and_both_winners():
    assert delivered_value_sentence(OFFERS) == (
        "Harbour: 100 − 60 = 40, ratio 1.67. Lark: 60 − 25 = 35, ratio 2.40. "
        "By difference: Harbour; by ratio: Lark. They disagree: ask what is scarce."
    )


def test_the_sentence_says_when_both_agree():
    better = offers_with(OFFERS, {"Lark: product": 60})
    assert delivered_value_sentence(better).endswith("By difference: Lark; by ratio: Lark. They agree.")


def test_sums_with_tenths_are_shown_with_them():
    assert "60 − 25.5 = 34.5" in delivered_value_sentence(offers_with(OFFERS, {"Lark: money": 16.5}))


def test_the_map_is_that_of_the_changed_price():
    expected = value_map(SHOWS.assign(price_m2=[1200, 1000, 1100]), quality_weight=0.7)
    pd.testing.assert_frame_equal(map_with(SHOWS, 1200, 0.7), expected, check_dtype=False)


def test_the_sentence_places_the_own_show():
    placed = map_with(SHOWS, 1200, 0.5)  # relative price 1200 / 1050
    assert value_map_sentence(placed) == (
        "Lark at ¥1,200: price +14%, quality +10% against the mean of its rivals. "
        f"Worse value, CVA {placed['cva'][0]:.2f}."
    )


@pytest.mark.parametrize(
    ("price", "verdict"), [(900, "Better value"), (1155, "Fair value"), (1300, "Worse value")]
)
def test_the_verdict_follows_the_price(price, verdict):
    assert verdict in value_map_sentence(map_with(SHOWS, price, 0.5))


def test_sentences_are_in_the_language_in_force():
    with language("zh"):
        assert "两者不一致" in delivered_value_sentence(OFFERS)
        assert "价值较优" in value_map_sentence(map_with(SHOWS, 900, 0.5))


@pytest.mark.parametrize("name", ["Larc: money", "Lark: monney", "Lark"])
def test_an_amount_of_nobody_is_refused(name):
    with pytest.raises(DataError, match=f"'{name}' is no 'show: component' of the frame"):
        offers_with(OFFERS, {name: 1})


def test_a_negative_amount_is_refused():
    with pytest.raises(ParameterError, match="Lark: money=-1 is not a number from 0"):
        offers_with(OFFERS, {"Lark: money": -1})


def test_a_frame_without_an_own_show_has_no_price_to_change():
    with pytest.raises(DataError, match="column 'own' is true for 0 shows"):
        map_with(SHOWS.assign(own=False), 900, 0.5)


def test_impossible_prices_and_weights_are_refused():
    with pytest.raises(ParameterError, match="price=-1 is not a number from 0"):
        map_with(SHOWS, -1, 0.5)
    with pytest.raises(ParameterError, match="quality_weight=0 is not a number"):
        map_with(SHOWS, 900, 0)


def test_a_sentence_needs_a_placed_map():
    with pytest.raises(DataError, match="column 'relative_price' is missing"):
        value_map_sentence(SHOWS)
    placed = map_with(SHOWS, 900, 0.5).assign(position="good")
    with pytest.raises(DataError, match="column 'position', row 0: good is not one of better, fair, worse"):
        value_map_sentence(placed)


def test_an_offer_that_costs_nothing_has_no_sentence():
    with pytest.raises(DataError, match="'Lark' costs nothing"):
        delivered_value_sentence(OFFERS.assign(money=[1, 0], time=0, energy=0, psychic=0))
