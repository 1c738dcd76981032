"""What programmes bring in yuan, by hand and with bad input."""

import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.satisfaction import programme_sensitivity, programme_worth

PLANS = pd.DataFrame(
    {"expectation": [-0.5, 0.0], "performance": [0.0, 0.5], "cost": [80_000, 300_000]}, index=["less", "keep"]
)
SLOPES = {"expectation": 0.2, "performance": 0.8}
INPUTS = {"rebooking": 0.05, "margin": 10_000, "customers": 1_000}


def test_change_rebookings_gain_and_net_gain_by_hand():
    worth = programme_worth(PLANS, SLOPES, **INPUTS)
    assert worth["change"].tolist() == pytest.approx([-0.1, 0.4])
    assert worth["rebookings"].tolist() == pytest.approx([-5, 20])
    assert worth["gain"].tolist() == pytest.approx([-50_000, 200_000])
    assert worth["net_gain"].tolist() == pytest.approx([-130_000, -100_000])


def test_slopes_may_be_a_series_and_leave_causes_out():
    worth = programme_worth(PLANS, pd.Series({"performance": 0.8}), **INPUTS)
    assert worth["change"].tolist() == pytest.approx([0.0, 0.4])


def test_sensitivity_is_the_worth_at_each_pair_of_inputs():
    table = programme_sensitivity(
        PLANS, SLOPES, rebookings=[0.05, 0.1], margins=[10_000, 20_000], customers=1_000
    )
    assert list(table.columns) == ["slope 0.050", "slope 0.100"]
    assert table.loc[10_000, "slope 0.050"] == pytest.approx(-230_000)
    assert table.loc[20_000, "slope 0.100"] == pytest.approx(0.3 * 0.1 * 1_000 * 20_000 - 380_000)


def test_bad_programmes_and_inputs_are_named():
    with pytest.raises(ParameterError, match="slopes is empty"):
        programme_worth(PLANS, {}, **INPUTS)
    with pytest.raises(DataError, match="column 'equity' is missing"):
        programme_worth(PLANS, {"equity": 1.0}, **INPUTS)
    with pytest.raises(ParameterError, match="customers=0 is not a whole number from 1 up"):
        programme_worth(PLANS, SLOPES, **{**INPUTS, "customers": 0})
    with pytest.raises(DataError, match="column 'cost', row less"):
        programme_worth(PLANS.assign(cost=[-1, 5]), SLOPES, **INPUTS)
