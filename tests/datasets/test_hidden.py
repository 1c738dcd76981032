"""What is hidden joins what is shown, and belongs to the same world."""

import pytest

from cvm_lessons.core import ParameterError
from cvm_lessons.datasets import HIDDEN_TABLES, hidden
from cvm_lessons.world import build_world

SEED, SCALE = 1, 0.02
JOINS = {
    "took_part": ("participations", ["customer_id", "edition_id"]),
    "lifecycle": ("participations", ["customer_id", "edition_id"]),
    "satisfaction_scores": ("participations", ["customer_id", "edition_id"]),
    "chances": ("organisations", ["customer_id"]),
    "patterns": ("organisations", ["customer_id"]),
    "kano_categories": ("kano", ["response_id"]),
    "contact_persons": ("contacts", ["contact_id"]),
    "comment_truth": ("comments", ["comment_id"]),
    "unit_profiles": ("units", ["unit_id"]),
    "media_effects": ("channel_spend", ["month"]),
    "telecom_stages": ("telecom_months", ["subscriber_id", "month"]),
    "club_base": ("club_members", ["member_id"]),
    "coffee_base": ("coffee_customers", ["customer_id"]),
    "coffee_effects": ("coffee_customers", ["customer_id"]),
    "devices_service": ("devices_accounts", ["account_id"]),
    "restaurant_dissatisfaction": ("restaurant_months", ["outlet_id", "month"]),
}


@pytest.mark.parametrize("name", HIDDEN_TABLES)
def test_each_hidden_table_names_whom_it_tells_of(name):
    frame = hidden(name, seed=SEED, scale=SCALE)
    assert len(frame) > 0
    assert any(column.endswith(("_id", "month")) or column == "physician" for column in frame)


@pytest.mark.parametrize("name", JOINS)
def test_every_shown_row_finds_its_hidden_one(name):
    shown, keys = JOINS[name]
    world = build_world(SEED, SCALE)
    table = world[shown].drop_duplicates(keys)
    joined = table.merge(hidden(name, seed=SEED, scale=SCALE), on=keys, validate="1:1")
    assert len(joined) == len(table)


def test_a_hidden_table_is_yours_to_change():
    first = hidden("lifecycle", seed=SEED, scale=SCALE)
    first["stage"] = ""
    assert (hidden("lifecycle", seed=SEED, scale=SCALE)["stage"] != "").all()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"name": "lifecycles"}, "Did you mean 'lifecycle'"),
        ({"name": "lifecycle", "scale": 2}, "scale=2: what is hidden is drawn up to scale 1"),
        ({"name": "lifecycle", "seed": -1}, "seed=-1 is not"),
    ],
)
def test_bad_arguments_are_named(arguments, message):
    with pytest.raises(ParameterError, match=message):
        hidden(**arguments)
