"""Contact by phase, the profile of a show, concentration, cost by tenure."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.datasets import load
from cvm_lessons.measurement import share_interval
from cvm_lessons.relationship._shares import clustered_share
from cvm_lessons.relationship.concentration import concentration_by_window, top_share
from cvm_lessons.relationship.contact_phases import contacts_by_phase
from cvm_lessons.relationship.project_analysis import compare_profiles, relationship_features, show_profile
from cvm_lessons.relationship.transaction_costs import cost_by_tenure, cost_slopes

TOUCHES = pd.DataFrame(
    {
        "customer_id": list("AABBC"),
        "edition_id": "food-2025",
        "phase": ["after", "before", "before", "during", "before"],
        "direction": ["outbound", "outbound", "outbound", "inbound", "outbound"],
        "cost": [5, 10, 20, 15, 50],
        "minutes": [1, 2, 3, 4, 5],
        "outcome": ["opened", "replied", "none", "answered", "meeting"],
    }
)
amounts = st.lists(st.integers(0, 1000), min_size=2, max_size=40).filter(lambda values: sum(values) > 0)


def test_contacts_by_phase_by_hand():
    table = contacts_by_phase(TOUCHES)
    assert table.index.tolist() == ["before", "during", "after"]
    assert table.loc["before", ["contact_count", "customers", "cost", "outbound"]].tolist() == [3, 3, 80, 3]
    assert table.loc["before", "response"] == pytest.approx(2 / 3)
    assert table.loc["before", "cost_per_response"] == pytest.approx(40)
    assert table.loc["during", "inbound_share"] == 1
    assert np.isnan(table.loc["during", "response"])
    assert table.loc["after", "response"] == 0  # opening is no answer
    assert np.isnan(table.loc["after", "cost_per_response"])


def test_the_interval_of_one_row_a_customer_is_wilson_s():
    hits = pd.Series([1.0] * 30 + [0.0] * 70)
    found, expected = clustered_share(hits, pd.Series(range(100))), share_interval(30, 100)
    # The variance over customers has the factor n / (n - 1).
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-3)


def test_rows_that_repeat_a_customer_say_less():
    hits = pd.Series(([1.0] * 30 + [0.0] * 70) * 4)
    alike = clustered_share(hits, pd.Series(list(range(100)) * 4))
    once = clustered_share(hits.head(100), pd.Series(range(100)))
    assert (alike.low, alike.high) == pytest.approx((once.low, once.high))
    assert alike.n == 100


def test_the_interval_covers_though_customers_repeat():
    covered = 0
    for seed in range(200):
        rng = np.random.default_rng(seed)
        rate = np.repeat(rng.beta(2, 3, 80), 5)
        found = clustered_share(
            pd.Series((rng.random(400) < rate) * 1.0), pd.Series(np.repeat(np.arange(80), 5))
        )
        covered += found.covers(0.4)
    assert 0.91 <= covered / 200 <= 0.99


def test_the_profile_of_a_small_show_by_hand():
    rows = pd.DataFrame(
        {
            "customer_id": ["E1", "E2", "E3", "E4", "V1", "V2", "S1", "E1", "E2", "E5", "V1"],
            "year": [2024] * 7 + [2025] * 4,
            "sector": "food",
            "took_part": True,
            "spend_space": [10, 10, 10, 10, 0, 0, 0, 60, 20, 20, 0],
            "spend_sponsorship": [0] * 6 + [10] + [0] * 4,
            "cost_to_serve": [1] * 7 + [5, 2, 2, 1],
            "rebooked_on_site": [False] * 7 + [True, False, False, False],
        }
    )
    rows["edition_id"] = rows["sector"] + "-" + rows["year"].astype(str)
    value = show_profile(rows, sector="food", year=2025, touchpoints=TOUCHES.assign(customer_id="E1"))[
        "value"
    ]
    expected = {
        "visitors_per_exhibitor": 1 / 3,
        "cost_share": 0.1,
        "sponsor_share": 0,
        "first_timer_share": 1 / 3,
        "return_rate": 0.5,
        "return_rate_new": 0.5,
        "rebooked_on_site": 1 / 3,
        "top_tenth_space": 0.3 * 0.6,
        "contacts_before": 1,
    }
    assert value[list(expected)].to_dict() == pytest.approx(expected)
    assert np.isnan(value["return_rate_veteran"])


def test_every_feature_has_its_measure_in_the_real_profile():
    profile = show_profile(load("participations"), sector="food", year=2025)
    assert set(relationship_features()["measure"]) - set(profile.index) == {"contacts_before"}
    assert profile.loc["return_rate_new", "value"] < profile.loc["return_rate_veteran", "value"]


def test_a_show_is_placed_among_the_others():
    def rate(value: float) -> pd.DataFrame:
        return pd.DataFrame({"value": [value]}, index=["return_rate"])

    profiles = {"a": rate(0.5), "b": rate(0.4), "c": rate(0.7)}
    assert compare_profiles(profiles, own="a")["stands"].item() == "within"
    assert compare_profiles(profiles, own="c").loc["return_rate"].tolist() == [0.7, 0.45, 0.4, 0.5, "above"]


@given(amounts, st.floats(0.05, 0.9))
def test_the_top_share_lies_between_its_part_and_one(values, share):
    top = top_share(pd.DataFrame({"spend": values}), share, n_boot=100).estimate
    assert share - 1e-9 <= top <= 1 + 1e-9


def test_equal_customers_are_not_concentrated():
    found = top_share(pd.DataFrame({"spend": [5.0] * 10}), 0.25)
    assert (found.estimate, found.low, found.high) == pytest.approx((0.25, 0.25, 0.25))


def test_the_window_decides_the_share():
    rows = load("participations")
    rows = rows[rows["customer_id"].str.startswith("E")]
    table = concentration_by_window(rows, until=2025, years=(1, 5))
    assert table.loc[1, "estimate"] == pytest.approx(0.565, abs=0.02)
    assert table.loc[5, "low"] > table.loc[1, "estimate"]


def test_costs_that_fall_within_customers_can_rise_between_them():
    # A heavy customer stays long and a light one comes once: Simpson's paradox.
    rows = pd.DataFrame(
        {
            "customer_id": ["A"] * 4 + ["B"] * 4 + ["E"] * 4 + ["C", "D"],
            "year": [1, 2, 3, 4] * 3 + [1, 1],
            "cost_to_serve": [99, 98, 96, 95, 90, 89, 88, 86, 80, 79, 77, 76, 10, 12],
            "took_part": True,
        }
    )
    slopes = cost_slopes(rows)
    assert slopes.loc["within", "estimate"] == pytest.approx(-4.1 / 3)
    assert slopes.loc["pooled", "estimate"] > 5
    assert cost_by_tenure(rows)["customers"].tolist() == [5, 3, 3, 3]


def test_bad_input_is_named():
    with pytest.raises(DataError, match="column 'cost', row 0: -1"):
        contacts_by_phase(TOUCHES.assign(cost=-1))
    with pytest.raises(DataError, match="column 'outcome' is missing"):
        contacts_by_phase(TOUCHES.drop(columns="outcome"))
    rows = load("participations")
    with pytest.raises(ParameterError, match="sector='toys', year=2025: nobody exhibited"):
        show_profile(rows, sector="toys", year=2025)
    with pytest.raises(DataError, match="is not an identifier that begins with E, V or S"):
        show_profile(rows.assign(customer_id="X1"), sector="food", year=2025)
    with pytest.raises(ParameterError, match="own='x' needs a profile"):
        compare_profiles({"a": pd.DataFrame()}, own="x")
    with pytest.raises(ParameterError, match="is 0 for every customer"):
        top_share(pd.DataFrame({"spend": [0, 0]}))
    with pytest.raises(DataError, match="column 'spend', row 1: -3"):
        top_share(pd.DataFrame({"spend": [1, -3]}))
    with pytest.raises(ParameterError, match="until=1990, years=1: nobody paid"):
        concentration_by_window(rows, until=1990, years=(1,))
    once = pd.DataFrame({"customer_id": ["A", "B"], "year": 1, "cost_to_serve": [1, 2], "took_part": True})
    with pytest.raises(DataError, match="'tenure' is 1 in every row|nobody came twice"):
        cost_slopes(once)
    with pytest.raises(DataError, match="'took_part' is false in every row"):
        cost_by_tenure(once.assign(took_part=False))
