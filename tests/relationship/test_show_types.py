"""Kinds of shows and of customers."""

import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError, language
from cvm_lessons.relationship.show_types import (
    SHOW_CRITERIA,
    classify_shows,
    cross_types,
    customer_mix,
    types_of_customers,
    types_of_shows,
)

SHOWS = pd.DataFrame(
    {
        "trade_share": [0.8, 0.2, 0.5],
        "sectors": [1, 2, 1],
        "area_m2": [9_999, 10_000, 50_000],
        "outside_share": [0.1, 0.4, 0.5],
        "foreign_share": [0.0, 0.05, 0.1],
        "every_months": [6, 12, 24],
        "online_share": [0.0, 0.3, 1.0],
    }
)
FIRMS = pd.DataFrame({"customer_id": ["E1", "E2", "V1"], "role": ["exhibitor", "exhibitor", "visitor"]})
ROWS = pd.DataFrame(
    {
        "customer_id": ["E1", "E2", "V1", "E1"],
        "year": [2025, 2025, 2025, 2024],
        "took_part": [True, True, True, True],
        "spend_space": [6000, 2000, 0, 99],
        "spend_digital": [0, 2000, 0, 99],
        "cost_to_serve": [300, 500, 200, 99],
    }
)


def test_every_criterion_is_decided_at_its_cut():
    types = classify_shows(SHOWS)[list(SHOW_CRITERIA)]
    assert types.to_numpy().T.tolist() == [
        ["trade", "consumer", "mixed"],
        ["specialised", "general", "specialised"],
        ["small", "medium", "large"],
        ["local", "national", "international"],
        ["more than yearly", "yearly", "less than yearly"],
        ["on site", "hybrid", "online"],
    ]


def test_what_a_rule_says_is_a_type_of_the_table():
    types = classify_shows(SHOWS)
    for criterion in SHOW_CRITERIA:
        assert set(types[criterion]) == set(types_of_shows(criterion).index)


def test_the_tables_speak_the_language_in_force():
    with language("zh"):
        assert types_of_shows("scope").loc["general", "name"] == "综合性（水平）展"
        assert types_of_customers().loc["exhibitor", "name"] == "参展商"
    assert types_of_customers().loc["exhibitor", "name"] == "exhibitor"


def test_a_cross_table_counts_each_show_once():
    table = cross_types(classify_shows(SHOWS), "audience", "scale")
    assert table.to_numpy().sum() == 3
    assert table.loc["mixed", "large"] == 1


def test_the_mix_of_a_year_by_hand():
    mix = customer_mix(FIRMS, ROWS, year=2025)
    assert mix["customers"].tolist() == [2, 1]
    assert mix["revenue"].tolist() == [10_000, 0]
    assert mix["cost_share"].tolist() == [0.8, 0.2]


def test_bad_input_is_named():
    with pytest.raises(ParameterError, match="criterion='size' is not one of its values"):
        types_of_shows("size")
    with pytest.raises(
        ParameterError, match="the columns decide no criterion. Needed are audience: trade_share"
    ):
        classify_shows(SHOWS[["outside_share"]])
    with pytest.raises(DataError, match="column 'trade_share', row 0: 80.* is not a number from 0 to 1"):
        classify_shows(SHOWS.assign(trade_share=80))
    with pytest.raises(DataError, match="column 'scope' is missing"):
        cross_types(SHOWS, "scope", "scale")
    with pytest.raises(ParameterError, match="year=1999: nobody took part"):
        customer_mix(FIRMS, ROWS, year=1999)
    with pytest.raises(DataError, match="column 'role', row 2"):
        customer_mix(FIRMS.head(2), ROWS, year=2025)
