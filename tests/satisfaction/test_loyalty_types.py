"""Loyalists, mercenaries, hostages, defectors."""

import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.satisfaction import loyalty_types

CUSTOMERS = pd.DataFrame(
    {
        "sat_overall": [9, 8, 7, 3, 10, 2],
        "share": [50, 49, 90, 10, 80, 100],
        "market": ["free"] * 4 + ["captive"] * 2,
    }
)


def test_each_kind_by_hand():
    table = loyalty_types(CUSTOMERS, "share", "market")
    assert table.loc["free"].to_dict() == {
        "loyalist": 0.25,
        "mercenary": 0.25,
        "hostage": 0.25,
        "defector": 0.25,
        "n": 4,
    }
    assert table.loc["captive", ["loyalist", "hostage"]].tolist() == [0.5, 0.5]


def test_the_cuts_are_where_they_are_asked_for():
    strict = loyalty_types(CUSTOMERS, "share", "market", satisfied_from=10, loyal_from=95)
    assert strict.loc["captive", ["mercenary", "hostage"]].tolist() == [0.5, 0.5]
    assert strict.loc["free", "defector"] == 1
    assert strict.drop(columns="n").sum(axis=1).tolist() == [1, 1]


def test_bad_input_is_named():
    with pytest.raises(DataError, match="column 'share', row 0"):
        loyalty_types(CUSTOMERS.assign(share=[None, *[1.0] * 5]), "share", "market")
    with pytest.raises(DataError, match="'hall'"):
        loyalty_types(CUSTOMERS, "share", "hall")
    with pytest.raises(ParameterError, match="loyal_from"):
        loyalty_types(CUSTOMERS, "share", "market", loyal_from=float("nan"))
