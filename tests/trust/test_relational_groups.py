import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import fit_linear, mediate
from cvm_lessons.trust import earlier_participations, loyalty_drivers, mediation_by_group, relational_group

DRIVERS = ["satisfaction", "trust", "commit_affective"]


def test_earlier_participations_by_hand_in_any_order():
    rows = [("a", 2018, 1), ("b", 2016, 1), ("a", 2016, 1), ("a", 2017, 0), ("b", 2017, 1)]
    came = pd.DataFrame(rows, columns=["customer_id", "year", "took_part"], index=list("vwxyz"))
    assert earlier_participations(came).to_dict() == {"v": 1, "w": 0, "x": 0, "y": 1, "z": 1}


@given(st.lists(st.booleans(), min_size=1, max_size=12), st.randoms())
def test_earlier_participations_do_not_depend_on_the_order_of_rows(flags, random):
    came = pd.DataFrame({"customer_id": "a", "year": range(len(flags)), "took_part": flags})
    counted = came.assign(earlier=[sum(flags[:place]) for place in range(len(flags))])
    order = random.sample(range(len(flags)), len(flags))
    shuffled = counted.iloc[order]
    assert earlier_participations(shuffled).tolist() == shuffled["earlier"].tolist()


def test_each_group_has_the_coefficients_of_its_own_regression(scores):
    table = loyalty_drivers(scores, DRIVERS).set_index(["group", "cause"])["estimate"]
    for group, part in scores.groupby("relationship"):
        slopes = fit_linear(part, "loyalty", DRIVERS).coefficients[DRIVERS]
        unit = scores[DRIVERS].std() / scores["loyalty"].std()
        assert table[group].to_numpy() == pytest.approx((slopes * unit).to_numpy())
    gap = table["relational"] - table["occasional"]
    assert table["difference"].to_numpy() == pytest.approx(gap.to_numpy())


def test_satisfaction_leads_the_occasional_and_trust_the_relational(scores):
    table = loyalty_drivers(scores, cluster="customer_id").set_index(["group", "cause"])
    assert table.loc["occasional", "estimate"].idxmax() == "satisfaction"
    assert table.loc["relational", "estimate"].idxmin() == "satisfaction"
    assert table.loc[("difference", "satisfaction"), "high"] < 0
    assert table.loc[("difference", "trust"), "low"] > 0


def test_mediation_by_group_is_mediation_within_each_group_in_common_units(scores):
    table = mediation_by_group(scores, n_boot=200, rng=1).set_index(["group", "effect"])
    part = scores[scores["relationship"] == "relational"]
    plain = mediate(part, "satisfaction", ["trust", "commit_affective"], "loyalty", n_boot=200)
    unit = scores["satisfaction"].std() / scores["loyalty"].std()
    assert table.loc[("relational", "total"), "estimate"] == pytest.approx(plain.total * unit)
    indirect = plain.interval("trust").estimate * unit
    assert table.loc[("relational", "indirect: trust"), "estimate"] == pytest.approx(indirect)


def test_the_difference_of_indirect_effects_is_that_of_the_groups(scores):
    table = mediation_by_group(scores, n_boot=400, rng=1, cluster="customer_id").set_index(
        ["group", "effect"]
    )
    for way in ("trust", "commit_affective", "all"):
        row = table.loc[("difference", f"indirect: {way}")]
        sides = [table.loc[(group, f"indirect: {way}"), "estimate"] for group in ("occasional", "relational")]
        assert row["estimate"] == pytest.approx(sides[1] - sides[0])
        assert 0 < row["low"] < row["estimate"] < row["high"]
    parts = table.loc["occasional", "estimate"]
    assert parts["total"] == pytest.approx(parts["direct"] + parts["indirect: all"])


def test_bad_input_is_named(scores):
    came = pd.DataFrame({"customer_id": ["a", "a"], "year": [2016, 2016], "took_part": [1, 2]})
    with pytest.raises(DataError, match="column 'took_part', row 1: 2 is not yes or no"):
        earlier_participations(came)
    with pytest.raises(DataError, match="column 'year', row 1: 2016 is not the only row of that year"):
        earlier_participations(came.assign(took_part=1))
    with pytest.raises(DataError, match="column 'earlier', row 1: -1 is not a number from 0"):
        relational_group(pd.Series([1, -1]))
    for function in (loyalty_drivers, mediation_by_group):
        with pytest.raises(DataError, match="column 'relationship' holds 1 values: two groups"):
            function(scores.assign(relationship="occasional"))
    with pytest.raises(ParameterError, match="drivers='trust' is one name"):
        loyalty_drivers(scores, "trust")
    with pytest.raises(ParameterError, match="mediators is empty"):
        mediation_by_group(scores, mediators=[])
    with pytest.raises(ParameterError, match="'trust' plays two parts"):
        mediation_by_group(scores, "trust", ["trust"], n_boot=100)
