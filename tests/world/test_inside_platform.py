"""The two-sided show run forward: by hand, to its new rest, and refused where it has none."""

from copy import deepcopy

import numpy as np
import pytest

from cvm_lessons.core import ParameterError
from cvm_lessons.world import plain, read_truth
from cvm_lessons.world.inside.platform import SIZES, feedback, simulate_platform

TRUTH = plain(read_truth())["two_sided"]


@pytest.fixture
def parameters():
    """One elasticity for all sizes, so that the new rest can be worked out by hand."""
    same = deepcopy(TRUTH)
    same["exhibitors_visitors"] = dict.fromkeys(SIZES, 0.5)
    same["price"] = dict.fromkeys(SIZES, -0.6)
    same["visitors_now"], same["visitors_last"] = 0.6, 0.2
    return same


def value(frame, side, year, column="policy"):
    return frame.query("side == @side and year == @year")[column].item()


def test_feedback_by_hand(parameters):
    assert feedback(parameters) == pytest.approx(0.5 * 0.8)


def test_feedback_weighs_sizes_by_their_part_in_variety():
    """Variety 64 + 36 + 24 = 124 of small, medium and large; elasticities 0.60, 0.50, 0.40."""
    mean = (64 * 0.6 + 36 * 0.5 + 24 * 0.4) / 124
    assert feedback(TRUTH) == pytest.approx(mean * (0.50 + 0.25))


def test_nothing_happens_without_a_policy():
    frame = simulate_platform(years=5)
    assert frame["policy"].to_numpy() == pytest.approx(frame["baseline"].to_numpy())
    assert frame["change"].to_numpy() == pytest.approx(np.zeros(len(frame)))
    assert value(frame, "exhibitors", 5) == pytest.approx(64 + 30 + 12)
    assert value(frame, "income", 5) == pytest.approx(((64 * 9 + 30 * 24 + 12 * 72) * 620 + 4000 * 40) / 1000)


def test_the_frame_has_a_row_per_year_and_side():
    frame = simulate_platform(drop="large", years=3)
    assert frame.columns.tolist() == ["year", "side", "baseline", "policy", "change"]
    assert frame["year"].unique().tolist() == [0, 1, 2, 3]
    assert frame["side"].unique().tolist() == [*SIZES, "exhibitors", "visitors", "income"]
    assert frame.query("year == 0")["change"].abs().max() == 0


def test_dropping_the_small_by_hand_in_the_first_two_years():
    """Year 1: variety 60 of 124 now, 124 of 124 remembered. Year 2: medium and large follow the visitors."""
    frame = simulate_platform(drop="small", years=2)
    first = 4000 * (60 / 124) ** 0.5
    assert value(frame, "visitors", 1) == pytest.approx(first)
    medium, large = 30 * (first / 4000) ** 0.5, 12 * (first / 4000) ** 0.4
    assert value(frame, "medium", 2) == pytest.approx(medium)
    assert value(frame, "large", 2) == pytest.approx(large)
    seen = 1.2 * medium + 2.0 * large
    assert value(frame, "visitors", 2) == pytest.approx(4000 * (seen / 124) ** 0.5 * (60 / 124) ** 0.25)


def test_the_visitors_go_when_the_small_exhibitors_are_dropped_and_the_large_follow():
    frame = simulate_platform(drop="small", years=12)
    assert value(frame, "visitors", 12, "change") < -0.5
    assert value(frame, "large", 12, "change") < -0.2
    paid = 64 * 9 * 620 + 4000 * (1 - (60 / 124) ** 0.5) * 40  # their space and the first tickets
    assert value(frame, "income", 1, "change") == pytest.approx(-paid / 1_499_200)
    assert value(frame, "income", 12, "change") < -1.7 * paid / 1_499_200


def test_a_higher_price_pays_at_first_and_not_in_the_end():
    frame = simulate_platform(price=1.1, years=20)
    assert value(frame, "income", 1, "change") > 0.02
    assert value(frame, "income", 20, "change") < 0


def test_the_new_rest_by_hand(parameters):
    """n = -0.6 log 1.2 + 0.5 v and v = 0.8 n settle at n = -0.6 log 1.2 / (1 - 0.4)."""
    frame = simulate_platform(price=1.2, years=50, parameters=parameters)
    assert np.log(1 + value(frame, "small", 50, "change")) == pytest.approx(-0.6 * np.log(1.2) / 0.6)
    assert np.log(1 + value(frame, "visitors", 50, "change")) == pytest.approx(-0.48 * np.log(1.2) / 0.6)


def test_a_subsidy_to_one_side_brings_the_other_a_year_later():
    frame = simulate_platform(promo_visitors=0.3, years=2)
    assert value(frame, "visitors", 1) == pytest.approx(4000 * np.exp(1.3 * 0.3))
    assert value(frame, "small", 1, "change") == pytest.approx(0)
    assert value(frame, "small", 2, "change") == pytest.approx(np.exp(0.6 * 1.3 * 0.3) - 1)
    assert value(frame, "income", 1) == pytest.approx((2160 * 620 + 4000 * np.exp(0.39) * 40 * 0.7) / 1000)


def test_a_market_without_rest_is_refused(parameters):
    parameters["visitors_now"] = 1.9
    with pytest.raises(ParameterError, match=r"multiply to 1\.05; below 1 is needed"):
        simulate_platform(parameters=parameters)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"drop": "smal"}, "Did you mean 'small'"),
        ({"price": 0}, "price=0 is not a number from 0.2 to 5"),
        ({"ticket": 9}, "ticket=9 is not a number from 0.2 to 5"),
        ({"promo_visitors": 1}, "promo_visitors=1 is not a number from 0 to 0.9"),
        ({"promo_exhibitors": -0.1}, "promo_exhibitors=-0.1 is not"),
        ({"years": 0}, "years=0 is not a number from 1 to 50"),
    ],
)
def test_a_bad_policy_is_refused_by_name(wrong, message):
    with pytest.raises(ParameterError, match=message):
        simulate_platform(**wrong)
