"""The trade-show funnel: efficiencies, bottleneck, what if."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import share_interval
from cvm_lessons.relationship.funnel import (
    break_even_lift,
    funnel_bottleneck,
    funnel_efficiencies,
    funnel_what_if,
)

STAND = pd.Series({"target": 800, "attracted": 400, "contacted": 200, "leads": 50})
STANDS = pd.DataFrame([STAND]).assign(stand="A")
shares = st.floats(0.02, 0.98)


def test_the_yield_is_the_product_of_the_three_efficiencies():
    table = funnel_efficiencies(STANDS).set_index("step")["efficiency"]
    assert table["yield"] == table[["attraction", "contact", "conversion"]].prod() == 0.0625


def test_intervals_are_wilson_s_of_the_counts():
    row = funnel_efficiencies(STANDS).set_index("step").loc["conversion"]
    expected = share_interval(50, 200)
    assert (row["low"], row["high"]) == (expected.low, expected.high)


def test_every_step_has_elasticity_one_and_the_lowest_gains_most_per_point():
    table = funnel_bottleneck(STAND)
    assert table["elasticity"].tolist() == [1, 1, 1]
    assert table["leads_per_point"].tolist() == [1, 1, 2]
    assert table.index[table["bottleneck"]].tolist() == ["conversion"]


def test_the_bottleneck_can_be_another_one_against_a_benchmark():
    table = funnel_bottleneck(STAND, benchmark={"attraction": 0.9, "contact": 0.55, "conversion": 0.2})
    assert table["leads_to_benchmark"].tolist() == pytest.approx([40, 5, 0])
    assert table.index[table["bottleneck"]].tolist() == ["attraction"]


@given(shares, shares, shares)
def test_one_per_cent_more_of_any_step_is_one_per_cent_more_leads(first, second, third):
    target = 10**9
    attracted = round(target * first)
    contacted = round(attracted * second)
    counts = pd.Series(
        {"target": target, "attracted": attracted, "contacted": contacted, "leads": round(contacted * third)}
    )
    for step, share in funnel_bottleneck(counts)["efficiency"].items():
        table = funnel_what_if(counts, {step: 0.01 * share}, lead_value=1)["estimate"]
        assert table["leads_after"] / table["leads_before"] == pytest.approx(1.01)


def test_ten_points_more_contact_are_ten_leads_more():
    table = funnel_what_if(STAND, {"contact": 0.1}, lead_value=3_000, cost=20_000)
    assert table["estimate"].tolist() == [50, 60, 30_000, 10_000]
    assert (table["low"] < table["estimate"]).all()
    assert (table["high"] > table["estimate"]).all()


def test_the_interval_of_the_leads_is_that_of_a_binomial():
    draws = np.random.default_rng(3).binomial(800, 0.0625, 200_000)
    low, high = np.quantile(draws, [0.025, 0.975])
    row = funnel_what_if(STAND, {}, lead_value=1).loc["leads_before"]
    assert (row["low"], row["high"]) == pytest.approx((low, high), abs=1.01)


def test_the_lift_that_pays_earns_what_it_costs():
    lift = break_even_lift(STAND, "contact", lead_value=3_000, cost=20_000)
    assert lift == pytest.approx(1 / 15)
    net = funnel_what_if(STAND, {"contact": lift}, lead_value=3_000, cost=20_000)["estimate"]["net_gain"]
    assert net == pytest.approx(0, abs=1e-6)


def test_no_lift_pays_where_even_a_full_step_would_not():
    assert np.isnan(break_even_lift(STAND, "contact", lead_value=10, cost=20_000))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"attracted": 900},
            "column 'attracted', row 0: 900.* is not at most target: the funnel never widens",
        ),
        ({"contacted": 0, "leads": 0}, "column 'contacted', row 0: 0.* is not above 0"),
        ({"leads": 1.5}, "column 'leads', row 0: 1.5 is not a whole number"),
        ({"target": None}, "column 'target', row 0"),
    ],
)
def test_impossible_counts_are_named(change, message):
    with pytest.raises(DataError, match=message):
        funnel_efficiencies(STANDS.assign(**change))


def test_impossible_arguments_are_named():
    with pytest.raises(ParameterError, match="changes='kontact' is not one of its values"):
        funnel_what_if(STAND, {"kontact": 0.1}, lead_value=1)
    with pytest.raises(ParameterError, match=r"changes\['contact'\]=0.6 is not a number from -0.5 to 0.5"):
        funnel_what_if(STAND, {"contact": 0.6}, lead_value=1)
    with pytest.raises(ParameterError, match="benchmark lacks 'contact'"):
        funnel_bottleneck(STAND, benchmark={"attraction": 0.5, "conversion": 0.5})
    with pytest.raises(ParameterError, match="step='leads' is not one of its values"):
        break_even_lift(STAND, "leads", lead_value=1, cost=1)
    with pytest.raises(DataError, match="leads is 0"):
        funnel_bottleneck(STAND.replace(50, 0))
