"""Ratings of shows against their rivals."""

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.value.market_quality import perceived_quality, rating_table, ratio_to_rivals

RIVALS = pd.DataFrame(
    {
        "show_id": ["L", "H", "Q"],
        "sector": "food",
        "name": ["Lark", "Harbour", "Quay"],
        "own": [True, False, False],
        "price_m2": [900, 1000, 1100],
    }
)
SURVEYS = pd.DataFrame(
    {
        "role": ["exhibitor", "exhibitor", "exhibitor", "visitor"],
        "sector": "food",
        "rival_id": ["H", "H", None, None],
        "perf_sales": [8, 6, 7, None],
        "rival_sales": [5, 7, None, None],
        "perf_image": [9, None, 7, None],
        "rival_image": [4, None, None, None],
    }
)
RATINGS = pd.DataFrame(
    [
        ("L", "sales", 9.0),
        ("H", "sales", 6.0),
        ("Q", "sales", 6.0),
        ("L", "image", 4.0),
        ("H", "image", 8.0),
        ("Q", "image", 8.0),
    ],
    columns=["show_id", "attribute", "rating"],
)
positive = st.floats(0.5, 100)


def test_a_ratio_to_rivals_leaves_the_show_itself_out_of_the_mean():
    assert ratio_to_rivals(pd.Series([9.0, 6.0, 6.0])).tolist() == pytest.approx([1.5, 6 / 7.5, 6 / 7.5])


@given(positive, st.integers(2, 6))
def test_a_show_equal_to_all_its_rivals_has_ratio_one(value, shows):
    assert ratio_to_rivals(pd.Series([value] * shows)).tolist() == pytest.approx([1] * shows)


def test_ratings_are_means_with_their_error_and_number():
    table = rating_table(SURVEYS, RIVALS, attributes=["sales", "image"]).set_index(["show_id", "attribute"])
    assert table.loc[("L", "sales"), ["rating", "n"]].tolist() == [7, 3]
    assert table.loc[("L", "sales"), "se"] == pytest.approx(1 / 3**0.5)  # 6, 7, 8: deviation 1
    assert table.loc[("L", "image"), ["rating", "n"]].tolist() == [8, 2]  # the missing rating does not count
    assert table.loc[("H", "sales"), ["rating", "se", "n"]].tolist() == [6, 1, 2]
    assert table.loc[("H", "image"), "n"] == 1
    assert pd.isna(table.loc[("H", "image"), "se"])


def test_a_show_that_nobody_rates_has_no_row():
    assert set(rating_table(SURVEYS, RIVALS, attributes=["sales"])["show_id"]) == {"L", "H"}


def test_each_sector_is_rated_for_its_own_show():
    other = SURVEYS.assign(sector="home", rival_id=None, perf_sales=[1, 1, 1, None])
    shows = pd.concat([RIVALS, RIVALS.head(1).assign(show_id="LH", sector="home")], ignore_index=True)
    table = rating_table(pd.concat([SURVEYS, other], ignore_index=True), shows, attributes=["sales"])
    assert table.set_index("show_id")["rating"].to_dict() == {"L": 7, "H": 6, "LH": 1}
    assert table.set_index("show_id")["sector"]["LH"] == "home"


def test_quality_by_hand():
    # Sales: 9/6 = 1.5; image: 4/8 = 0.5; weights 3/4 and 1/4.
    quality = perceived_quality(RATINGS, {"sales": 3, "image": 1})
    assert quality["L"] == pytest.approx(0.75 * 1.5 + 0.25 * 0.5)
    assert quality["H"] == pytest.approx(0.75 * 6 / 7.5 + 0.25 * 8 / 6)


def test_an_attribute_without_a_weight_is_no_part_of_quality():
    assert perceived_quality(RATINGS, {"sales": 1})["L"] == 1.5


@given(st.lists(positive, min_size=2, max_size=5), st.floats(0.1, 10))
def test_quality_does_not_change_with_the_unit_of_ratings_or_weights(values, factor):
    ratings = pd.DataFrame({"show_id": range(len(values)), "attribute": "sales", "rating": values})
    other = ratings.assign(rating=factor * ratings["rating"])
    first, second = perceived_quality(ratings, {"sales": 1}), perceived_quality(other, {"sales": 5})
    assert first.to_numpy() == pytest.approx(second.to_numpy())


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([1.0, 0.0], "column 'value', row 1: 0.0 is not above 0"),
        ([1.0, None], "column 'value', row 1: nan is not a value"),
        ([1.0], "0 is the only show: a ratio needs a rival"),
    ],
)
def test_a_ratio_that_cannot_be_is_refused(values, message):
    with pytest.raises(DataError, match=message):
        ratio_to_rivals(pd.Series(values))


@pytest.mark.parametrize(
    ("surveys", "rivals", "message"),
    [
        (SURVEYS.assign(role="sponsor"), RIVALS, "column 'role' holds no 'exhibitor'"),
        (
            SURVEYS.assign(perf_sales=[8, 11, 7, None]),
            RIVALS,
            "'perf_sales', row 1: 11.0 is not a number from 1 to",
        ),
        (SURVEYS.assign(rival_id=["H", "X", None, None]), RIVALS, "'rival_id', row 1: X is not a show_id of"),
        (SURVEYS.assign(sector="home"), RIVALS, "'sector', row 0: home is not a sector with an own show"),
        (SURVEYS, RIVALS.assign(own=True), "'sector', row 1: food is not a sector with one own show"),
        (SURVEYS, RIVALS.assign(show_id="L"), "column 'show_id', row 1: L is not the only row"),
        (SURVEYS.drop(columns="rival_sales"), RIVALS, "column 'rival_sales' is missing"),
    ],
)
def test_a_survey_that_does_not_fit_is_named(surveys, rivals, message):
    with pytest.raises(DataError, match=message):
        rating_table(surveys, rivals, attributes=["sales"])


@pytest.mark.parametrize(
    ("ratings", "message"),
    [
        (RATINGS.assign(sector=["food", "home"] * 3), r"column 'sector' holds 2 markets \(food, home\)"),
        (pd.concat([RATINGS, RATINGS.head(1)], ignore_index=True), "row 6: sales is not rated once for 'L'"),
        (RATINGS.drop(index=4), "show 'H' has no rating on 'image'"),
        (RATINGS.assign(attribute="sales", show_id=list("abcdef")), "'image' has a weight but no rating"),
    ],
)
def test_ratings_that_cannot_be_compared_are_refused(ratings, message):
    with pytest.raises(DataError, match=message):
        perceived_quality(ratings, {"sales": 3, "image": 1})


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"sales": -1}, r"weights\['sales'\]=-1 is not a number from 0"),
        ({"sales": 0}, "weights sum to 0"),
        (["sales"], "is not a mapping from attribute to weight"),
    ],
)
def test_impossible_weights_are_refused(weights, message):
    with pytest.raises(ParameterError, match=message):
        perceived_quality(RATINGS, weights)
