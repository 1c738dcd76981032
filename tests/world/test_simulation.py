"""The world as a whole: the same seed gives the same values, whatever else is drawn."""

import hashlib
import subprocess
import sys

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from cvm_lessons.core import ParameterError
from cvm_lessons.world import SEED, TABLES, World, build_world, plain, read_truth, simulate
from cvm_lessons.world.simulation import HIDDEN

SMALL = 0.02
DIGEST = """
import hashlib
from cvm_lessons.world import simulate
text = "".join(frame.to_csv() for frame in simulate(11, 0.02).values())
print(hashlib.sha256(text.encode()).hexdigest())
"""


def digest(frames):
    return hashlib.sha256("".join(frame.to_csv() for frame in frames.values()).encode()).hexdigest()


def test_the_same_seed_gives_the_same_bytes_in_another_process_with_another_hash_seed():
    command = [sys.executable, "-c", DIGEST]
    other = subprocess.run(command, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "77"})
    assert other.stdout.strip() == digest(simulate(11, SMALL))


def test_another_seed_gives_another_world():
    assert digest(simulate(11, SMALL)) != digest(simulate(12, SMALL))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_the_same_alone_and_among_all(name):
    assert_frame_equal(simulate(5, SMALL, [name])[name], simulate(5, SMALL)[name])


def test_a_new_table_and_new_blocks_change_no_old_value():
    """A later chapter adds a table, draws new blocks under old tables, and draws them first."""

    def phone_calls(world):
        return pd.DataFrame({"minutes": world.stream("phone_calls", "minutes").exponential(5, 100)})

    def fatigue(world):
        return world.stream("surveys", "fatigue").standard_normal(len(world["invitations"]))

    wider = World(
        5, SMALL, plain(read_truth()), TABLES | HIDDEN | {"phone_calls": phone_calls, "fatigue": fatigue}
    )
    assert len(wider["phone_calls"]) == 100
    assert len(wider["fatigue"]) == len(wider["invitations"])
    for name, frame in simulate(5, SMALL).items():
        assert_frame_equal(wider[name], frame)


@pytest.mark.parametrize("order", [list(TABLES), list(reversed(TABLES))])
def test_the_order_in_which_tables_are_drawn_does_not_matter(order):
    drawn = simulate(5, SMALL, order)
    assert {name: digest({name: frame}) for name, frame in drawn.items()} == {
        name: digest({name: frame}) for name, frame in simulate(5, SMALL).items()
    }


def test_every_block_has_a_stream_of_its_own(monkeypatch):
    asked = []
    true_stream = World.stream
    monkeypatch.setattr(World, "stream", lambda self, *keys: asked.append(keys) or true_stream(self, *keys))
    simulate(5, SMALL)
    assert len(asked) == len(set(asked)) > 60


def test_a_table_is_a_copy_that_the_world_does_not_share():
    world = build_world(5, SMALL)
    first = simulate(5, SMALL, ["offers"])["offers"]
    first.loc[0, "money"] = -1
    assert world["offers"].loc[0, "money"] == 40


def test_scale_multiplies_customers_and_not_behaviour():
    small, large = build_world(3, 0.1), build_world(3, 0.4)
    assert [len(w["organisations"]) for w in (small, large)] == [240 + 1200 + 6, 960 + 4800 + 24]
    rates = [w["participations"]["took_part"].mean() for w in (small, large)]
    assert rates[0] == pytest.approx(rates[1], abs=0.02)
    assert len(small["laddering"]) > 700
    assert small["editions"]["price_m2"].tolist() == large["editions"]["price_m2"].tolist()


def test_the_numbers_of_customers_at_scale_one():
    counts = plain(read_truth())["organisations"]["count"]
    assert counts == {"exhibitor": 2400, "visitor": 12000, "sponsor": 60}
    assert SEED == 20160


def test_keys_join_without_loss(world):
    tables = {name: world[name] for name in TABLES}
    customers, editions = tables["organisations"]["customer_id"], tables["editions"]["edition_id"]
    assert customers.is_unique
    assert editions.is_unique
    for name in ("participations", "surveys", "cocreation"):
        assert tables[name]["customer_id"].isin(customers).all()
        assert tables[name]["edition_id"].isin(editions).all()
        assert not tables[name].duplicated(["customer_id", "edition_id"]).any()
    came = tables["participations"].query("took_part")
    keys = ["customer_id", "edition_id", "year", "sector"]
    assert len(tables["surveys"].merge(came, on=keys)) == len(tables["surveys"])
    assert len(tables["cocreation"].merge(came, on=keys[:2])) == len(tables["cocreation"])
    assert tables["surveys"]["rival_id"].dropna().isin(tables["rivals"].query("not own")["show_id"]).all()


def test_editions_count_those_who_came(world):
    came = world["participations"].query("took_part").merge(world["organisations"][["customer_id", "role"]])
    counted = came.groupby(["edition_id", "role"]).size()
    for row in world["editions"].query("held").itertuples():
        assert (row.exhibitors, row.visitors) == (
            counted.get((row.edition_id, "exhibitor"), 0),
            counted.get((row.edition_id, "visitor"), 0),
        )
    cancelled = world["editions"].query("not held")
    assert len(cancelled) == 11
    assert cancelled["year"].between(2020, 2022).all()
    assert (cancelled[["exhibitors", "visitors"]] == 0).all(axis=None)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"tables": ["survey"]}, "table 'survey' is not known. Did you mean 'surveys'?"),
        ({"seed": -1}, "seed=-1 is not a number from 0 to inf"),
        ({"scale": 0}, "scale=0 is not a number from 0.005 to 1000"),
        ({"scale": 2000.0}, "scale=2000.0 is not a number from 0.005 to 1000"),
    ],
)
def test_bad_arguments_are_named(arguments, message):
    with pytest.raises(ParameterError, match=message.replace("?", r"\?").replace(".", r"\.")):
        simulate(**{"scale": SMALL} | arguments)
