"""Points of difference, parity and contention against the next best alternative."""

import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.value.proposition import points_of_difference, resonating_focus

# Differences by hand: sales 2, 2, 2, 1, 3: mean 2, deviation 0.7071, half width 2.7764 x 0.7071 / 5**0.5;
# image 0 five times; service -2, -2, -2, -1, -3; motivation 2, -2, 2, -2, 0.
ANSWERS = pd.DataFrame(
    {
        "role": "exhibitor",
        "rival_id": ["Q", "Q", "Q", "H", "H"],
        "perf_sales": [8, 9, 7, 7, 9],
        "rival_sales": [6, 7, 5, 6, 6],
        "imp_sales": [9, 9, 9, 10, 8],
        "perf_image": [7, 7, 7, 6, 8],
        "rival_image": [7, 7, 7, 6, 8],
        "imp_image": [7, 7, 7, 7, 7],
        "perf_service": [5, 5, 5, 6, 4],
        "rival_service": [7, 7, 7, 7, 7],
        "imp_service": [8, 8, 8, 8, 8],
        "perf_motivation": [8, 5, 8, 5, 6],
        "rival_motivation": [6, 7, 6, 7, 6],
        "imp_motivation": [6, 6, 6, 6, 6],
    }
)
NAMES = ["sales", "image", "service", "motivation"]


def by_name(**options) -> pd.DataFrame:
    return points_of_difference(ANSWERS, attributes=NAMES, **options).set_index("attribute")


def test_the_paired_interval_by_hand():
    row = by_name().loc["sales"]
    assert row[["own", "alternative", "difference", "importance"]].tolist() == [8, 6, 2, 9]
    assert row[["low", "high"]].tolist() == pytest.approx([2 - 0.8780, 2 + 0.8780], abs=5e-4)
    assert row["n"] == 5


def test_each_attribute_gets_its_reading():
    points = by_name()
    assert points["verdict"].to_dict() == {
        "sales": "better",
        "image": "equal",
        "service": "worse",
        "motivation": "disputed",
    }
    assert points["point"].to_dict() == {
        "sales": "point of difference",
        "image": "parity",
        "service": "contention",
        "motivation": "contention",
    }


def test_a_lead_on_what_does_not_matter_is_a_minor_difference():
    assert by_name(important_from=9.5).loc["sales", "point"] == "minor difference"


def test_a_lead_within_the_margin_is_parity():
    assert by_name(margin=3).loc["sales", "point"] == "parity"


def test_the_most_important_attribute_comes_first():
    assert points_of_difference(ANSWERS, attributes=NAMES)["attribute"].tolist() == [
        "sales",
        "service",
        "image",
        "motivation",
    ]


def test_one_rival_is_compared_by_those_who_know_it():
    row = by_name(rival="H").loc["sales"]
    assert (row["n"], row["difference"]) == (2, 2)


def test_who_knows_no_rival_or_gave_no_rating_does_not_count():
    more = pd.concat(
        [
            ANSWERS,
            ANSWERS.assign(rival_id=None),
            ANSWERS.assign(perf_sales=None),
            ANSWERS.assign(role="visitor"),
        ],
        ignore_index=True,
    )
    points = points_of_difference(more, attributes=NAMES).set_index("attribute")
    assert points["n"].to_dict() == {"sales": 5, "image": 10, "service": 10, "motivation": 10}


def test_how_high_a_respondent_rates_in_general_does_not_matter():
    generous = ANSWERS.copy()
    generous.loc[0, ["perf_sales", "rival_sales"]] += 2
    before, after = (points_of_difference(a, attributes=["sales"]).loc[0] for a in (ANSWERS, generous))
    assert after[["difference", "low", "high"]].tolist() == before[["difference", "low", "high"]].tolist()


POINTS = pd.DataFrame(
    {
        "attribute": ["sales", "image", "service", "price"],
        "importance": [9.0, 7.0, 8.0, 9.5],
        "difference": [0.5, 0.9, 0.6, 2.0],
        "low": [0.2, 0.5, 0.2, 1.0],
        "point": ["point of difference", "point of difference", "point of difference", "minor difference"],
    }
)


def test_the_focus_is_short_and_weighs_importance_with_difference():
    focus = resonating_focus(POINTS)
    assert focus["attribute"].tolist() == ["image", "service"]
    assert focus["pull"].tolist() == pytest.approx([6.3, 4.8])


def test_without_a_point_of_difference_there_is_no_focus():
    assert resonating_focus(POINTS.assign(point="parity")).empty


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (ANSWERS.assign(rival_id=None), "no 'exhibitor' names a rival in column 'rival_id'"),
        (
            ANSWERS.assign(perf_sales=[0, 9, 7, 7, 9]),
            "column 'perf_sales', row 0: 0 is not a number from 1 to 10",
        ),
        (ANSWERS.assign(sector=["food", "home", "food", "food", "food"]), "column 'sector' holds 2 markets"),
        (
            ANSWERS.assign(perf_sales=[8, None, None, None, None]),
            "'sales' is rated for both shows by 1 respondents",
        ),
        (ANSWERS.drop(columns="imp_sales"), "column 'imp_sales' is missing"),
    ],
)
def test_answers_that_cannot_be_compared_are_refused(answers, message):
    with pytest.raises(DataError, match=message):
        points_of_difference(answers, attributes=["sales"])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"rival": "Quai"}, "rival='Quai' is not among the names"),
        ({"margin": -1}, "margin=-1 is not a number from 0"),
        ({"level": 1.5}, r"level=1.5 is not"),
        ({"important_from": "high"}, "important_from='high' is not a finite number"),
    ],
)
def test_an_impossible_option_is_named(options, message):
    with pytest.raises(ParameterError, match=message):
        points_of_difference(ANSWERS, attributes=["sales"], **options)


def test_a_focus_needs_its_columns_and_a_length():
    with pytest.raises(DataError, match="column 'importance' is missing"):
        resonating_focus(POINTS.drop(columns="importance"))
    with pytest.raises(ParameterError, match="most=0 is not a number from 1"):
        resonating_focus(POINTS, most=0)
