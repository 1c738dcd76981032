"""Satisfied but leaving, and the bend of loyalty over satisfaction."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.satisfaction import (
    loyalty_by_satisfaction,
    loyalty_curve,
    loyalty_curves,
    satisfied_but_leaving,
)


@pytest.fixture
def customers() -> pd.DataFrame:
    rng = np.random.default_rng(1)
    sat = rng.integers(1, 11, size=1200)
    captive = rng.random(1200) < 0.5
    free = 20 + 0.5 * sat**2
    share = np.where(captive, 75.0, free) + rng.normal(scale=5, size=1200)
    return pd.DataFrame({"sat_overall": sat, "market": np.where(captive, "captive", "free"), "share": share})


def test_leaving_among_the_satisfied_by_hand():
    frame = pd.DataFrame(
        {"sat_overall": [9, 9, 10, 8, 5, 4], "stayed": [1, 0, 1, 1, 0, 1], "role": list("eeevvv")}
    )
    assert satisfied_but_leaving(frame)["estimate"].to_dict() == {"no": 0.5, "yes": 0.25}
    assert satisfied_but_leaving(frame, satisfied_from=10).loc["yes", "n"] == 1
    assert satisfied_but_leaving(frame, by="role").loc[("e", "yes"), "estimate"] == pytest.approx(1 / 3)


def test_means_by_point_are_means(customers):
    table = loyalty_by_satisfaction(customers, "share", by="market")
    chosen = customers[(customers["market"] == "free") & (customers["sat_overall"] == 7)]
    row = table[(table["market"] == "free") & (table["satisfaction"] == 7)].iloc[0]
    assert (row["estimate"], row["n"]) == pytest.approx((chosen["share"].mean(), len(chosen)))
    alone = loyalty_by_satisfaction(pd.DataFrame({"sat_overall": [5], "share": [30]}), "share")
    assert alone["low"].isna().all()


def test_slopes_of_an_exact_parabola():
    s = np.linspace(1, 10, 50)
    noise = 1e-9 * np.resize([1, -1], 50)
    curve = loyalty_curve(pd.DataFrame({"sat_overall": s, "share": 3 + 2 * s + 0.5 * s**2 + noise}), "share")
    assert curve.at_low.estimate == pytest.approx(2 + curve.low)
    assert curve.at_high.estimate == pytest.approx(2 + curve.high)
    assert curve.bend.estimate == pytest.approx(curve.high - curve.low)
    assert curve.to_frame()["shape"].unique().tolist() == ["convex"]


def test_the_free_market_bends_and_the_captive_one_is_flat(customers):
    table = loyalty_curves(customers, "share", "market")
    assert table["shape"].to_dict() == {"captive": "flat", "free": "convex"}
    assert table["n"].sum() == len(customers)


@pytest.mark.parametrize(
    ("function", "shape"), [(lambda s: 5 * s, "straight"), (lambda s: -(s**2), "concave")]
)
def test_other_shapes_are_named(function, shape):
    rng = np.random.default_rng(2)
    s = rng.uniform(1, 10, 300)
    assert (
        loyalty_curve(
            pd.DataFrame({"sat_overall": s, "share": function(s) + rng.normal(size=300)}), "share"
        ).shape
        == shape
    )


@pytest.mark.long
def test_the_bend_is_covered_as_often_as_claimed():
    covered = []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        s = rng.uniform(1, 10, 200)
        curve = loyalty_curve(
            pd.DataFrame({"sat_overall": s, "share": s**2 + 5 * rng.normal(size=200)}), "share"
        )
        covered.append(curve.bend.covers(2 * (curve.high - curve.low)))
    assert np.mean(covered) >= 0.85


def test_bad_input_is_named(customers):
    with pytest.raises(DataError, match="column 'stayed' is missing"):
        satisfied_but_leaving(customers)
    with pytest.raises(DataError, match="column 'stayed', row 0: maybe is not 0 or 1"):
        satisfied_but_leaving(customers.assign(stayed="maybe"))
    with pytest.raises(DataError, match="column 'loyal' is missing"):
        loyalty_by_satisfaction(customers, "loyal")
    with pytest.raises(DataError, match="column 'sat_overall' takes 1 values"):
        loyalty_curve(customers.assign(sat_overall=5), "share")
    with pytest.raises(DataError, match="market captive: column 'sat_overall' takes 1 values"):
        loyalty_curves(customers.assign(sat_overall=5), "share", "market")
    with pytest.raises(ParameterError, match="level=7 is not a share"):
        loyalty_curve(customers, "share", level=7)
