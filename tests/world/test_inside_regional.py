"""Regional shows: a panel in which each side moves the other and only the lots are innocent."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.datasets.checks import check_table
from cvm_lessons.datasets.loading import typed
from cvm_lessons.world import build_world

SIZES = ("small", "medium", "large")


def with_last(world):
    rows = world["regional_shows"].copy()
    rows["log_visitors"] = np.log(rows["visitors"])
    rows["exhibitors"] = rows[[f"exhibitors_{size}" for size in SIZES]].sum(axis=1)
    return rows.assign(last=rows.groupby("show_id")["log_visitors"].shift())


def test_the_table_is_what_its_schema_says(world):
    check_table(typed(world["regional_shows"], "regional_shows"), "regional_shows")


def test_sixty_shows_are_held_every_year_but_in_the_pandemic(world):
    held = world["regional_shows"].groupby("year").size()
    assert held.index.tolist() == list(range(2016, 2026))
    assert (held.drop([2020, 2021, 2022]) == 60).all()
    assert held[2020] < held[2022] < held[2021] < 60


def test_shows_do_not_multiply_with_the_customers(world):
    pd.testing.assert_frame_equal(build_world(0, 0.02)["regional_shows"], world["regional_shows"])


def test_subsidies_are_drawn_by_lot(few_worlds):
    rows = pd.concat(with_last(world) for world in few_worlds)
    for name in ("promo_exhibitors", "promo_visitors"):
        assert sorted(rows[name].unique()) == pytest.approx([0, 0.1, 0.2, 0.3])
        assert abs(rows[name].corr(rows["last"])) < 0.06
        assert abs(rows[name].corr(rows["price_m2"])) < 0.06
    assert abs(rows["promo_exhibitors"].corr(rows["promo_visitors"])) < 0.06


def test_a_plain_regression_of_visitors_on_exhibitors_is_too_steep(few_worlds, ols):
    slopes = []
    for world in few_worlds:
        rows, truth = with_last(world), world.truth["two_sided"]
        seen = sum(truth["variety"][size] * rows[f"exhibitors_{size}"] for size in SIZES)
        rows = rows.assign(seen=np.log(seen))
        rows["seen_last"] = rows.groupby("show_id")["seen"].shift()
        rows = rows.dropna()
        means = rows.groupby("show_id")[["log_visitors", "seen", "seen_last"]].transform("mean")
        inside = rows[["log_visitors", "seen", "seen_last"]] - means
        slopes.append(ols(inside["log_visitors"], inside["seen"], inside["seen_last"]).estimate[1])
    assert np.mean(slopes) > truth["visitors_now"] + 0.15


def test_either_side_values_the_other(few_worlds):
    rows = pd.concat(with_last(world) for world in few_worlds)
    each = np.log(rows["visitors"] / rows["exhibitors"])
    assert rows["exhibitor_value"].corr(each) > 0.4
    assert rows["visitor_value"].corr(np.log(rows["exhibitors"])) > 0.7


def test_most_exhibitors_are_small_and_most_space_is_not_theirs(world):
    rows, area = world["regional_shows"], world.truth["two_sided"]["area"]
    counts = rows[[f"exhibitors_{size}" for size in SIZES]].sum()
    space = counts * np.array([area[size] for size in SIZES])
    assert counts.iloc[0] / counts.sum() > 0.55
    assert space.iloc[0] / space.sum() < 0.35
