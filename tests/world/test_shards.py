"""Large worlds: drawn in shards that agree in what they share and differ in their customers."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from cvm_lessons.core import ParameterError
from cvm_lessons.world import SHARED, TABLES, build_world, combine, draw_shards, shard_scales, simulate
from cvm_lessons.world.names import organisation_names

SMALL = 0.02


@pytest.mark.parametrize(
    ("scale", "shards"),
    [
        (0.2, [0.2]),
        (1.0, [1.0]),
        (1.25, [0.25] * 5),
        (1.3, [0.25] * 5 + [0.05]),
        (1.251, [0.25] * 4 + [0.251]),
    ],
)
def test_a_scale_is_made_up_of_ones_and_a_rest(scale, shards):
    assert shard_scales(scale) == shards


@pytest.fixture(scope="module")
def pair():
    return [build_world(5, SMALL, shard) for shard in (0, 1)]


@pytest.mark.parametrize("name", sorted(SHARED & set(TABLES)))
def test_shards_agree_in_the_tables_they_share(pair, name):
    assert_frame_equal(pair[0][name], pair[1][name])


def test_shards_differ_in_their_customers_and_share_no_identifier(pair):
    for name in sorted(set(TABLES) - SHARED - {"editions"}):
        first, second = (world[name] for world in pair)
        key = [column for column in first if column.endswith("_id") and first[column].is_unique]
        for column in key:
            assert set(first[column]).isdisjoint(second[column]), (name, column)
    assert pair[1]["organisations"]["customer_id"].iloc[0] == "E1-00001"


def test_a_world_of_one_shard_is_the_world_itself():
    for name, frame in simulate(5, SMALL).items():
        assert_frame_equal(frame, build_world(5, SMALL)[name])


def test_names_of_later_shards_are_spelt_with_further_syllables():
    import numpy as np

    sectors = pd.Series(["food"] * 50)
    names = [organisation_names(np.random.default_rng(1), sectors, shard) for shard in (0, 7, 45)]
    assert [len(frame["name"].unique()) for frame in names] == [50, 50, 50]
    stems = [frame["name_zh"].str.removesuffix("食品").str.len().unique().tolist() for frame in names]
    assert stems == [[3], [4], [5]]


@pytest.fixture(scope="module")
def two_shards(monkeypatch_module):
    """A world of two shards of a fiftieth each: what a scale of 2 does, in little."""
    monkeypatch_module.setattr("cvm_lessons.world.shards.shard_scales", lambda scale: [scale / 2, scale / 2])
    return simulate(5, 2 * SMALL), list(draw_shards(5, 2 * SMALL))


@pytest.fixture(scope="module")
def monkeypatch_module():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def test_shards_are_put_below_each_other_and_counts_are_added(two_shards):
    whole, shards = two_shards
    assert len(whole["organisations"]) == sum(len(shard["organisations"]) for shard in shards)
    assert whole["organisations"]["customer_id"].is_unique
    came = whole["participations"].query("took_part").merge(whole["organisations"][["customer_id", "role"]])
    counted = came[came["role"] == "exhibitor"].groupby("edition_id").size()
    exhibitors = whole["editions"].set_index("edition_id")["exhibitors"]
    assert exhibitors[exhibitors > 0].to_dict() == counted.to_dict()


def test_tables_that_are_shared_come_once(two_shards):
    whole, shards = two_shards
    assert set(shards[0]) - set(shards[1]) == SHARED & set(TABLES)
    assert len(whole["rivals"]) == 30


def test_one_frame_is_combined_to_itself():
    frame = pd.DataFrame({"a": [1]})
    assert combine("offers", [frame]) is frame


def test_several_processes_draw_the_same_as_one():
    wanted = ["organisations", "editions", "offers"]
    alone, together = simulate(5, 1.01, wanted), simulate(5, 1.01, wanted, processes=2)
    for name in wanted:
        assert_frame_equal(alone[name], together[name])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"tables": ["survey"]}, r"table 'survey' is not known. Did you mean 'surveys'\?"),
        ({"processes": 0}, "processes=0 is not"),
        ({"scale": 1001}, "scale=1001 is not a number from 0.005 to 1000"),
    ],
)
def test_bad_arguments_are_named(arguments, message):
    with pytest.raises(ParameterError, match=message):
        simulate(**{"seed": 1, "scale": SMALL} | arguments)


def test_another_shard_takes_over_what_is_shared_and_draws_its_own_customers(pair):
    other = pair[0].another(1, SMALL)
    assert other["rivals"] is pair[0]["rivals"]
    assert_frame_equal(other["organisations"], pair[1]["organisations"])


def test_changing_a_shared_table_changes_no_later_world():
    offers = simulate(5, SMALL, ["offers"])["offers"]
    offers.loc[0, "show"] = "changed"
    assert "changed" not in simulate(5, SMALL, ["offers"])["offers"]["show"].tolist()
