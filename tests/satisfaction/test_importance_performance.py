"""Quadrants, and how the list of actions depends on cut and importance."""

import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import derived_importance
from cvm_lessons.satisfaction import action_lists, importance_performance, ipa_table

TABLE = pd.DataFrame(
    {"performance": [6.0, 8.0, 6.5, 7.5], "stated": [9.0, 8.0, 6.0, 7.0], "derived": [0.1, 0.2, 0.4, 0.3]},
    index=["sales", "visitors", "price", "service"],
)


def test_quadrants_by_hand():
    # Means: performance 7, stated 7.5.
    table = importance_performance(TABLE)
    assert table["quadrant"].to_dict() == {
        "sales": "concentrate here",
        "visitors": "keep up the good work",
        "price": "low priority",
        "service": "possible overkill",
    }
    assert table["importance_cut"].unique().tolist() == [7.5]


def test_the_midpoint_finds_nothing_to_do_where_all_is_above_it():
    assert set(importance_performance(TABLE, cut="midpoint")["quadrant"]) == {"keep up the good work"}


def test_cuts_can_be_given():
    table = importance_performance(TABLE, cut={"importance": 8.5, "performance": 9})
    assert table["quadrant"].tolist().count("low priority") == 3


def test_another_importance_gives_another_list():
    lists = action_lists(TABLE)
    assert lists.loc["sales", "stated, mean"] == "concentrate here"
    assert lists.loc["price", "derived, mean"] == "concentrate here"
    assert lists["concentrate"].to_dict() == {"sales": 2, "visitors": 0, "price": 2, "service": 0}


def test_the_table_of_answers_holds_means_and_derived_shares(answers):
    frame = answers.rename(columns={"got_empathy_1": "perf_a", "got_assurance_1": "perf_b"}).assign(
        imp_a=8, imp_b=9
    )
    table = ipa_table(frame, ["a", "b"], outcome="sat_overall")
    shares = derived_importance(frame, "sat_overall", ["perf_a", "perf_b"], method="shapley")["share"]
    assert table["derived"].tolist() == pytest.approx(shares.loc[["perf_a", "perf_b"]].tolist())
    assert table["stated"].tolist() == [8, 9]
    assert table.loc["a", "performance"] == pytest.approx(frame["perf_a"].mean())


def test_bad_requests_are_refused():
    with pytest.raises(ParameterError, match="'mode'"):
        importance_performance(TABLE, cut="mode")
    with pytest.raises(
        ParameterError, match="importance runs from 0.1 to 0.4, outside 1 to 10: give its scale"
    ):
        importance_performance(TABLE, importance="derived", cut="midpoint")
    with pytest.raises(DataError, match="column 'importance' is missing"):
        importance_performance(TABLE, importance="importance")
    with pytest.raises(ParameterError, match=r"cut\['performance'\]=nan"):
        importance_performance(TABLE, cut={"importance": 8})
    with pytest.raises(ParameterError, match="neither outcome nor stated"):
        ipa_table(TABLE, ["a"], stated=None)
    with pytest.raises(DataError, match="column 'nothing' is missing"):
        action_lists(TABLE, importances=["nothing"])
