"""Difficulty, discrimination, point-biserial correlation and reliability of test items."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.relationship.item_analysis import item_levels, item_statistics, kr20

# A Guttman pattern of five examinees and four items: totals 4, 3, 2, 1, 0.
ANSWERS = pd.DataFrame(np.tril(np.ones((5, 4)), k=-1).astype(int)[::-1], columns=list("abcd"))


def test_difficulty_and_discrimination_by_hand():
    table = item_statistics(ANSWERS)
    assert table["difficulty"].tolist() == [0.8, 0.6, 0.4, 0.2]
    # 27 % of five is one: the best has all right, the weakest none.
    assert table["discrimination"].tolist() == [1, 1, 1, 1]


def test_the_correlation_is_with_the_other_items():
    # Item a: 1 1 1 1 0 against the others' sums 3 2 1 0 0.
    expected = np.corrcoef([1, 1, 1, 1, 0], [3, 2, 1, 0, 0])[0, 1]
    assert item_statistics(ANSWERS).loc["a", "point_biserial"] == pytest.approx(expected)


def test_kr20_by_its_own_formula():
    # p q: .16 + .24 + .24 + .16 = .80; variance of the totals 0..4 with divisor n: 2; 4/3 * (1 - .8/2) = .8
    assert kr20(ANSWERS).estimate == pytest.approx(0.8)


def test_examinees_who_tie_at_the_edge_share_its_places():
    # Totals 2, 1, 1, 0 and two places in either tail: each of the tied ones fills half a place.
    answers = pd.DataFrame({"a": [1, 1, 0, 0], "b": [1, 0, 1, 0]})
    assert item_statistics(answers, tail=0.5)["discrimination"].tolist() == [0.5, 0.5]


@given(st.permutations(range(30)))
def test_the_order_of_the_examinees_does_not_matter(order):
    answers = pd.DataFrame(np.random.default_rng(4).integers(0, 2, (30, 5)), columns=list("abcde"))
    mixed = answers.iloc[list(order)].reset_index(drop=True)
    pd.testing.assert_frame_equal(item_statistics(mixed), item_statistics(answers))


@given(st.integers(0, 1000))
def test_difficulty_and_discrimination_stay_within_their_range(seed):
    rng = np.random.default_rng(seed)
    answers = pd.DataFrame(rng.integers(0, 2, (20, 4)), columns=list("abcd"))
    if answers.sum(axis=1).nunique() < 2:
        return
    table = item_statistics(answers)
    assert table["difficulty"].between(0, 1).all()
    assert table["discrimination"].between(-1, 1).all()
    # An item and its complement discriminate the other way round when the tails stay the same.
    assert set(table["remark"]) <= {"fine", "weak", "negative", "too easy", "too hard"}


def test_remarks_name_what_to_revise():
    weak = ANSWERS.assign(e=1, f=[0, 0, 1, 1, 1])
    remarks = item_statistics(weak)["remark"]
    assert remarks["e"] == "too easy"
    assert remarks["f"] == "negative"


def test_levels_stand_in_the_order_of_the_scheme():
    levels = {"a": "remember", "b": "comprehend", "c": "apply", "d": "apply"}
    table = item_levels(item_statistics(ANSWERS), levels)
    assert table["difficulty"].round(9).to_dict() == {"remember": 0.8, "comprehend": 0.6, "apply": 0.3}
    assert table["items"].tolist() == [1, 1, 2]


def test_bad_input_is_named():
    with pytest.raises(DataError, match=r"column 'a', row 0: 2.* is not 1 \(right\) or 0 \(wrong\)"):
        item_statistics(ANSWERS.assign(a=2))
    with pytest.raises(DataError, match="every examinee has 2 right"):
        item_statistics(pd.DataFrame({"a": [1, 1, 1, 1], "b": [1, 1, 1, 1]}))
    with pytest.raises(DataError, match="3 examinees and 4 items"):
        kr20(ANSWERS.head(3))
    with pytest.raises(ParameterError, match=r"tail=0.7 is not a number from 0.01 to 0.5"):
        item_statistics(ANSWERS, tail=0.7)
    with pytest.raises(DataError, match="item 'b' has no level"):
        item_levels(item_statistics(ANSWERS), {"a": "apply"})
    with pytest.raises(ParameterError, match="is not one of remember, comprehend, apply"):
        item_levels(item_statistics(ANSWERS), dict.fromkeys("abcd", "know"))
    with pytest.raises(DataError, match="column 'difficulty' is missing"):
        item_levels(pd.DataFrame({"客户": [1, 2]}), {"a": "apply"})
