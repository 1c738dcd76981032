"""Whether a customer took part in the next edition."""

import pandas as pd
import pytest

from cvm_lessons import load
from cvm_lessons.core import DataError
from cvm_lessons.satisfaction import with_staying

INVITED = pd.DataFrame(
    {
        "customer_id": ["E1", "E1", "E1", "E2", "E2"],
        "edition_id": ["f-25", "f-23", "f-24", "f-24", "f-25"],
        "year": [2025, 2023, 2024, 2024, 2025],
        "took_part": [False, True, True, True, True],
    }
)


def test_the_next_edition_decides_whatever_the_order_of_rows():
    answers = pd.DataFrame(
        {"customer_id": ["E2", "E1", "E1"], "edition_id": ["f-24", "f-24", "f-23"], "sat": [4, 9, 8]},
        index=[7, 8, 9],
    )
    found = with_staying(answers, INVITED)
    assert found["stayed"].to_dict() == {7: 1, 8: 0, 9: 1}
    assert found["sat"].tolist() == [4, 9, 8]


def test_answers_about_the_last_edition_are_left_out():
    answers = pd.DataFrame({"customer_id": ["E1", "E2"], "edition_id": ["f-24", "f-25"]})
    assert with_staying(answers, INVITED).index.tolist() == [0]


def test_all_answers_of_the_world_but_those_of_the_last_year_are_followed():
    surveys = load("surveys")
    followed = with_staying(surveys, load("participations"))
    assert len(followed) == (surveys["year"] < 2025).sum()
    assert set(followed["stayed"]) == {0, 1}


def test_bad_tables_are_named():
    answers = INVITED[["customer_id", "edition_id"]].head(2)
    with pytest.raises(DataError, match="a customer with a participation in that edition"):
        with_staying(answers.assign(customer_id="E9"), INVITED)
    with pytest.raises(DataError, match="the only participation of this customer and edition"):
        with_staying(answers, pd.concat([INVITED, INVITED]))
    with pytest.raises(DataError, match="took_part"):
        with_staying(answers, INVITED.drop(columns="took_part"))
    with pytest.raises(DataError, match="edition_id"):
        with_staying(answers.drop(columns="edition_id"), INVITED)
