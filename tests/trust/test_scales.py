import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError, language
from cvm_lessons.measurement import cronbach_alpha
from cvm_lessons.trust import SCALES, centre_within, scale_label, scale_reliability, score_scales

ITEMS = pd.DataFrame({"t1": [6, 2, 5, 3], "t2": [7, 3, 5, 4], "o1": [1, 6, 2, 7], "who": list("abcd")})
TWO = {"trust": ["t1", "t2"], "opportunism": ["o1"]}


def test_scores_are_means_of_items_and_keep_the_index():
    table = score_scales(ITEMS.set_index("who", drop=False), TWO, keep=["who"])
    assert table.loc["a"].to_dict() == {"who": "a", "trust": 6.5, "opportunism": 1.0}


def test_a_turned_scale_counts_from_the_other_end():
    assert score_scales(ITEMS, TWO, turned=["opportunism"])["opportunism"].tolist() == [7, 2, 6, 1]
    assert score_scales(ITEMS, TWO, low=1, high=10, turned=["trust"])["trust"].iloc[0] == 4.5


def test_reliability_is_cronbachs_alpha():
    row = scale_reliability(ITEMS, {"trust": ["t1", "t2"]}).loc["trust"]
    alpha = cronbach_alpha(ITEMS[["t1", "t2"]])
    assert (row["items"], row["alpha"], row["low"], row["mean"]) == (2, alpha.estimate, alpha.low, 4.375)


def test_the_module_has_22_scales_of_51_items():
    assert len(SCALES) == 22
    assert sum(map(len, SCALES.values())) == 51
    assert SCALES["friendship"][-1] == "friendship_4"


def test_centring_removes_differences_between_groups_and_nothing_within():
    frame = pd.DataFrame({"land": list("aabb"), "trust": [4.0, 6.0, 1.0, 2.0]})
    centred = centre_within(frame, ["trust"], ["land"])
    assert centred.groupby("land")["trust"].mean().tolist() == [3.25, 3.25]
    assert (centred["trust"].diff()[[1, 3]]).tolist() == [2.0, 1.0]


def test_labels_follow_the_language():
    assert scale_label("commit_affective") == "affective commitment"
    with language("zh"):
        assert scale_label("commit_affective") == "情感性归属感"


def test_bad_input_is_named():
    with pytest.raises(DataError, match="column 't1', row 1: 8 is not a number from 1 to 7"):
        score_scales(ITEMS.assign(t1=[6, 8, 5, 3]), TWO)
    with pytest.raises(ParameterError, match="turned='trost' is not one of its values. Did you mean 'trust'"):
        score_scales(ITEMS, TWO, turned=["trost"])
    with pytest.raises(DataError, match="column 'country' is missing"):
        centre_within(ITEMS, ["t1"], ["country"])


@pytest.mark.parametrize("function", [score_scales, scale_reliability])
def test_bad_scales_are_named(function):
    with pytest.raises(ParameterError, match="scales is empty"):
        function(ITEMS, {})
    with pytest.raises(ParameterError, match="scale 'trust' has 't1': a list of item columns is needed"):
        function(ITEMS, {"trust": "t1"})
    with pytest.raises(DataError, match="column 'trust_credibility_1' is missing"):
        function(ITEMS)
