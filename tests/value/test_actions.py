import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import Interval
from cvm_lessons.value import action_gains, rebooking_slope

DRIVERS = pd.DataFrame(
    {"performance": [7.0, 9.8], "coefficient": [0.2, 0.1]},
    index=pd.Index(["service", "image"], name="attribute"),
)
PROJECTS = pd.DataFrame(
    {
        "project": ["desk", "press"],
        "attribute": ["service", "image"],
        "name": ["Service desk", "Press campaign"],
        "lift": [1.0, 0.8],
        "reach": [0.5, 0.5],
        "cost": [20, 10],
    }
)


def test_a_gain_by_hand():
    # 0.2 × (1.0 × 0.5) × 0.1 × 500 = 5 rebookings, × ¥10,000 = ¥50,000, less ¥20,000.
    row = action_gains(DRIVERS, PROJECTS, slope=0.1, margin=10_000, customers=500).loc["desk"]
    expected = {
        "lift": 0.5,
        "room": 3,
        "lift_used": 0.5,
        "lift_cut": 0,
        "value_lift": 0.1,
        "extra_rebookings": 5,
    }
    expected |= {"gain": 50_000, "cost": 20_000, "net_gain": 30_000, "gain_per_yuan": 2.5}
    assert row[list(expected)].to_dict() == pytest.approx(expected)
    assert row["name"] == "Service desk"


def test_a_lift_stops_at_the_ceiling_and_says_so():
    row = action_gains(DRIVERS, PROJECTS, slope=0.1, margin=10_000, customers=500).loc["press"]
    assert row[["lift", "room", "lift_used", "lift_cut"]].tolist() == pytest.approx([0.4, 0.2, 0.2, 0.2])
    assert row["gain"] == pytest.approx(0.1 * 0.2 * 0.1 * 500 * 10_000)


def test_an_interval_serves_as_slope_by_its_estimate():
    inputs = {"margin": 10_000, "customers": 500}
    one = action_gains(DRIVERS, PROJECTS, slope=Interval(0.1, 0.05, 0.15, n=90), **inputs)
    pd.testing.assert_frame_equal(one, action_gains(DRIVERS, PROJECTS, slope=0.1, **inputs))


def test_rebooking_slope_recovers_the_derivative_at_the_mean():
    rng = np.random.default_rng(2)
    value = rng.normal(6, 1.3, size=4000)
    rebooked = rng.random(4000) < 1 / (1 + np.exp(3.4 - 0.55 * value))
    surveys = pd.DataFrame({"value_overall": value, "rebooked_on_site": rebooked, "customer_id": range(4000)})
    p = 1 / (1 + np.exp(3.4 - 0.55 * 6))
    interval = rebooking_slope(surveys)
    assert interval.covers(0.55 * p * (1 - p))
    assert interval.high - interval.low < 0.03
    assert rebooking_slope(surveys, cluster=None).estimate == interval.estimate


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"attribute": ["service", "imag"]},
            "column 'attribute', row 1: imag is not a driver: service, image",
        ),
        ({"project": ["desk", "desk"]}, "column 'project', row 1: desk is not the only row of that project"),
        ({"reach": [0.5, 50]}, "column 'reach', row 1: 50.0 is not a number from 0 to 1"),
        ({"lift": [1, -1]}, "column 'lift', row 1: -1 is not a number from 0 to inf"),
        ({"cost": [20, 0]}, "column 'cost', row 1: 0 is not above 0"),
    ],
)
def test_bad_projects_are_named(change, message):
    with pytest.raises(DataError, match=message):
        action_gains(DRIVERS, PROJECTS.assign(**change), slope=0.1, margin=1, customers=1)


def test_missing_columns_are_named():
    with pytest.raises(DataError, match="column 'reach' is missing"):
        action_gains(DRIVERS, PROJECTS.drop(columns="reach"), slope=0.1, margin=1, customers=1)
    with pytest.raises(DataError, match="column 'coefficient' is missing"):
        action_gains(DRIVERS[["performance"]], PROJECTS, slope=0.1, margin=1, customers=1)
    with pytest.raises(DataError, match="column 'rebooked_on_site' is missing"):
        rebooking_slope(pd.DataFrame({"value_overall": [1, 2], "customer_id": [1, 2]}))


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"slope": 14}, "slope=14 is not a number from -1 to 1"),
        ({"margin": -1}, "margin=-1 is not a number from 0 to inf"),
        ({"customers": 0}, "customers=0 is not a number from 1 to inf"),
    ],
)
def test_bad_inputs_are_named(inputs, message):
    with pytest.raises(ParameterError, match=message):
        action_gains(DRIVERS, PROJECTS, **({"slope": 0.1, "margin": 1, "customers": 1} | inputs))
