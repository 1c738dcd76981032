"""The three tables of the survey modules: rows, keys, limits, and the same values whatever is drawn."""

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from cvm_lessons.datasets.checks import check_table
from cvm_lessons.datasets.schema import schema_of
from cvm_lessons.world import build_world, simulate
from cvm_lessons.world.survey_modules.parts import HIDDEN, SHARED, TABLES

NAMES = ["satisfaction", "relationship", "kano"]


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_what_its_schema_says(world, name):
    assert check_table(world[name], name) is world[name]


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_the_same_alone_and_after_the_others(name):
    alone = build_world(5, 0.02)[name]
    others = build_world(5, 0.02)
    for other in reversed([*TABLES, *HIDDEN]):
        others[other]
    assert_frame_equal(alone, others[name])
    assert not alone.equals(build_world(6, 0.02)[name])


@pytest.mark.parametrize("name", ["satisfaction", "relationship"])
def test_every_answered_survey_has_one_row_in_the_same_order(world, name):
    assert world[name]["response_id"].tolist() == world["surveys"]["response_id"].tolist()


def test_rows_carry_the_scores_of_their_own_customer_and_edition(world):
    answered, invited = world["answered"], world["invitations"]
    behind = invited.loc[answered["invitation"], ["customer_id", "edition_id"]].reset_index(drop=True)
    assert_frame_equal(behind, world["surveys"][["customer_id", "edition_id"]])
    assert world["responses"].loc[answered["invitation"]].all()


def test_rows_of_later_shards_join_to_the_surveys_of_their_shard():
    shard = build_world(5, 0.02, shard=3)
    assert shard["satisfaction"]["response_id"].str.startswith("R3-").all()
    assert shard["kano"]["response_id"].isin(shard["surveys"]["response_id"]).all()
    first = build_world(5, 0.02)
    assert (
        shard["satisfaction"]["sat_overall"].tolist()[:50]
        != first["satisfaction"]["sat_overall"].tolist()[:50]
    )
    assert not SHARED


def test_kano_goes_to_a_random_half_of_the_late_years(few_worlds):
    asked = pd.concat(
        [
            w["surveys"].assign(asked=w["surveys"]["response_id"].isin(w["kano"]["response_id"]))
            for w in few_worlds
        ]
    )
    assert not asked.loc[asked["year"] < 2022, "asked"].any()
    late = asked[asked["year"] >= 2022]
    assert late["asked"].mean() == pytest.approx(0.5, abs=0.02)
    assert late.groupby("asked")["value_overall"].mean().diff().iloc[-1] == pytest.approx(0, abs=0.06)


def test_only_those_who_complained_rate_the_handling(world):
    satisfaction = world["satisfaction"]
    assert (satisfaction["complaint_handling"].notna() == (satisfaction["complained"] == 1)).all()
    assert 0.08 < satisfaction["complained"].mean() < 0.17


def test_all_points_of_every_scale_are_used_and_none_beyond(few_worlds):
    for name in NAMES:
        answers = pd.concat([w[name] for w in few_worlds])
        for column in schema_of(name).columns:
            if column.type == "whole" and column.high in (5, 7, 10):
                used = set(answers[column.name].dropna())
                assert used <= set(range(int(column.low), int(column.high) + 1))
                assert {column.low + 1, column.high} <= used


def test_a_customer_that_books_nobody_else_gives_all_its_budget(few_worlds):
    answers = pd.concat([w["relationship"] for w in few_worlds])
    sole = answers["shows_used"] == 1
    assert (answers.loc[sole, "share_of_budget"] == 100).all()
    assert (answers.loc[~sole, "share_of_budget"] < 100).mean() > 0.99
    assert 2 < answers["shows_used"].mean() < 4


def test_names_do_not_clash_with_those_of_the_survey():
    columns = [column.name for name in ["surveys", *NAMES] for column in schema_of(name).columns]
    assert sorted(name for name in set(columns) if columns.count(name) > 1) == ["response_id"]


def test_behaviour_does_not_depend_on_scale():
    small, large = (
        simulate(9, scale, ["satisfaction"])["satisfaction"]["sat_overall"] for scale in (0.1, 0.4)
    )
    assert small.mean() == pytest.approx(large.mean(), abs=0.15)
    assert np.ptp([small.std(), large.std()]) < 0.1
