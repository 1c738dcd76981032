"""Whatever the seed and the scale: schemas are kept, keys join, and a table is drawn the same twice."""

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from pandas.testing import assert_frame_equal

from cvm_lessons.datasets import table_names
from cvm_lessons.datasets.building import draw_tables, foreign_keys
from cvm_lessons.world import build_world, simulate

SLOW = settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(seed=st.integers(0, 10**9), scale=st.floats(0.005, 0.03))
def test_every_table_keeps_its_schema_and_its_keys_join(seed, scale):
    drawn = draw_tables(seed, scale)
    assert list(drawn) == table_names()
    assert foreign_keys(drawn) == []


@SLOW
@given(seed=st.integers(0, 10**9), scale=st.floats(0.005, 0.02), name=st.sampled_from(table_names()))
def test_a_table_is_drawn_the_same_twice(seed, scale, name):
    first, second = (simulate(seed, scale, [name])[name] for _ in range(2))
    assert_frame_equal(first, second)


@SLOW
@given(seed=st.integers(0, 10**6))
def test_branches_and_their_staff_belong_together(seed):
    """The key of `units` has two columns: a member of staff works at a branch in a quarter of the table."""
    world = build_world(seed, 0.005)
    posts = world["staff"][["unit_id", "quarter"]].drop_duplicates()
    assert len(posts.merge(world["units"], on=["unit_id", "quarter"])) == len(posts)
    owners = world["crm_leads"]["owner"].dropna()
    assert owners.isin(world["staff"]["staff_id"]).all()


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("organisations", (14_000, 15_000)),
        ("surveys", (20_000, 22_000)),
        ("comments", (3_000, 3_300)),
        ("campaigns", (5_800, 6_100)),
        ("units", (1_440, 1_440)),
        ("coffee_transactions", (190_000, 210_000)),
        ("telecom_subscribers", (7_800, 8_000)),
    ],
)
def test_the_committed_tables_are_as_large_as_the_course_says(name, rows):
    from cvm_lessons.datasets import load

    assert rows[0] <= len(load(name)) <= rows[1]
