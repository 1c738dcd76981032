"""Profiles of segments, treatments for them, and what a treatment brings."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.datasets import hidden, load
from cvm_lessons.measurement import mean_interval, share_interval
from cvm_lessons.segments import effect_spread, effects_by_group, segment_profile, treatment_table

rows_of = st.lists(st.tuples(st.sampled_from("AB"), st.integers(0, 50)), min_size=4, max_size=30).filter(
    lambda rows: len({row[0] for row in rows}) == 2
)


def customers():
    frame = pd.DataFrame(
        {"segment": ["大"] * 4 + ["小"] * 6, "spend": [40, 60, 50, 50, 10, 20, 10, 20, 15, 15]}
    )
    return frame.assign(member=frame["spend"] > 15, size=["L", "L", "L", "S"] + ["S"] * 6)


def cell(profile, feature, segment, value=""):
    chosen = (profile["feature"] == feature) & (profile["segment"] == segment) & (profile["value"] == value)
    return profile[chosen].iloc[0]


def test_means_and_shares_have_the_intervals_of_their_kind():
    rows = customers()
    profile = segment_profile(rows, ["spend", "member", "size"])
    mean = mean_interval(rows[rows["segment"] == "大"], "spend")
    found = cell(profile, "spend", "大")
    assert (found["estimate"], found["low"], found["high"]) == pytest.approx(
        (mean.estimate, mean.low, mean.high)
    )
    share = share_interval(2, 6)
    found = cell(profile, "member", "小", "True")
    assert (found["estimate"], found["low"], found["high"]) == pytest.approx((1 / 3, share.low, share.high))
    assert cell(profile, "size", "大", "L")["index"] == pytest.approx(100 * 0.75 / 0.3)


def test_the_difference_is_from_all_others_in_standard_deviations():
    rows = customers()
    found = cell(segment_profile(rows, ["spend"]), "spend", "大")["difference"]
    assert found == pytest.approx((50 - 15) / rows["spend"].std(ddof=0))


@given(rows_of)
def test_segments_average_to_the_whole(rows):
    frame = pd.DataFrame(rows, columns=["segment", "spend"])
    profile = segment_profile(frame, ["spend"])
    whole = np.average(profile["estimate"], weights=profile["customers"])
    assert whole == pytest.approx(profile["overall"].iloc[0])


def test_segments_may_be_numbers():
    rows = customers().assign(segment=[1] * 4 + [2] * 6)
    assert segment_profile(rows, ["spend"])["segment"].tolist() == [1, 2]


def test_one_customer_has_no_interval():
    profile = segment_profile(pd.DataFrame({"segment": list("AAB"), "spend": [1, 2, 3]}), ["spend"])
    assert np.isnan(cell(profile, "spend", "B")["low"])


def test_bad_profiles_are_named():
    rows = customers()
    with pytest.raises(DataError, match="column 'segment' has 1 segment: 2 or more"):
        segment_profile(rows.assign(segment="all"), ["spend"])
    with pytest.raises(DataError, match="is the segment itself"):
        segment_profile(rows, ["segment"])
    with pytest.raises(DataError, match="column 'spend', row 0: nan"):
        segment_profile(rows.assign(spend=np.nan), ["spend"])
    with pytest.raises(ParameterError, match="1 or more different columns"):
        segment_profile(rows, [])


def effects(**columns):
    frame = pd.DataFrame(
        {
            "segment": ["A", "A", "B", "B"],
            "treatment": ["call", "mail"] * 2,
            "effect": [0.10, 0.02, 0.01, -0.01],
            "low": [0.07, 0.00, -0.01, -0.02],
            "high": [0.13, 0.04, 0.03, 0.00],
        }
    )
    return frame.assign(**columns)


def test_the_best_paying_treatment_of_each_segment_is_chosen():
    table = treatment_table(
        effects(), costs={"call": 30, "mail": 1}, margins=500, customers={"A": 200, "B": 50}
    )
    assert table["gain_each"].tolist() == pytest.approx([20, 9, -25, -6])
    assert table["chosen"].tolist() == [True, False, False, False]
    assert table["sure"].tolist() == [True, False, False, False]
    assert table.loc[0, "total"] == pytest.approx(4000)
    assert table.loc[0, "break_even"] == pytest.approx(0.06)


def test_margins_may_differ_by_segment():
    margins = pd.Series({"A": 100, "B": 5000})
    table = treatment_table(effects(), costs={"call": 30, "mail": 1}, margins=margins)
    assert table["chosen"].tolist() == [False, True, True, False]
    assert not table.loc[2, "sure"]


def test_a_campaign_by_lot_gives_the_effects():
    rng = np.random.default_rng(1)
    frame = pd.DataFrame({"segment": np.repeat(["A", "B"], 2000), "treated": rng.integers(0, 2, 4000)})
    chance = 0.1 + 0.2 * frame["treated"] * (frame["segment"] == "A")
    frame["responded"] = (rng.random(4000) < chance).astype(int)
    found = effects_by_group(frame, "segment").reset_index().assign(treatment="offer")
    table = treatment_table(found, costs={"offer": 5}, margins=50)
    assert table["chosen"].tolist() == [True, False]


def test_campaigns_by_lot_show_the_true_effects_of_the_world():
    campaigns = load("campaigns").query("campaign_id != 'C3'")  # its records were purged
    true = hidden("uplift_types")
    sizes = load("organisations").set_index("customer_id")["size"]
    campaigns["size"] = sizes.loc[campaigns["customer_id"]].to_numpy()
    for name, part in campaigns.groupby("campaign_id"):
        found = effects_by_group(part, "size", level=0.99)
        behind = true[true["campaign_id"] == name].groupby("size", observed=True)["uplift"].mean()
        assert ((found["low"] < behind) & (behind < found["high"])).all()


def test_true_types_differ_as_much_as_can_be():
    parts = load("campaigns").merge(hidden("uplift_types")[["campaign_id", "customer_id", "type"]])
    found = effects_by_group(parts.query("campaign_id == 'C1'"), "type")
    wanted = {"persuadable": 1, "sure thing": 0, "lost cause": 0, "sleeping dog": -1}
    assert found["effect"].round(2).to_dict() == wanted
    assert effect_spread(found).spread == pytest.approx(0.816, abs=0.03)


def test_bad_treatments_are_named():
    costs = {"call": 30, "mail": 1}
    with pytest.raises(ParameterError, match="costs has no number for 'mail'"):
        treatment_table(effects(), costs={"call": 1}, margins=5)
    with pytest.raises(ParameterError, match="margins has no number for 'B'"):
        treatment_table(effects(), costs=costs, margins={"A": 5})
    with pytest.raises(ParameterError, match=r"costs\['call'\]=-1 is not a number from 0"):
        treatment_table(effects(), costs={"call": -1, "mail": 1}, margins=5)
    with pytest.raises(DataError, match="column 'effect', row 0: 20 is not a number from -1 to 1"):
        treatment_table(effects(effect=20), costs=costs, margins=5)
    with pytest.raises(DataError, match="A is not the only row of that segment and treatment"):
        treatment_table(effects(treatment="call"), costs=costs, margins=5)
