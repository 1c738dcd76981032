"""Customers: fictional names that nobody shares, and traits in the shares of the truth."""

from itertools import product

import pytest

from cvm_lessons.world.names import SYLLABLES, TRADE


def test_no_two_stems_read_the_same_in_either_language():
    latin = {"".join(stem) for stem in product(SYLLABLES, repeat=3)}
    characters = {"".join(stem) for stem in product(SYLLABLES.values(), repeat=3)}
    assert len(latin) == len(characters) == len(SYLLABLES) ** 3


def test_names_are_unique_and_say_the_trade(world):
    customers = world["organisations"]
    assert customers["name"].is_unique
    assert customers["name_zh"].is_unique
    for row in customers.head(50).itertuples():
        english, chinese = TRADE[row.sector]
        assert row.name.endswith(english)
        assert row.name_zh.endswith(chinese)


@pytest.mark.parametrize("column", ["sector", "channel"])
def test_traits_have_the_shares_of_the_truth(world, column):
    true = world.truth["organisations"][f"{column}_share"]
    seen = world["organisations"][column].value_counts(normalize=True)
    assert seen[list(true)].tolist() == pytest.approx(list(true.values()), abs=0.03)


def test_size_depends_on_the_role(world):
    true = world.truth["organisations"]["size_share"]["visitor"]
    seen = world["organisations"].query("role == 'visitor'")["size"].value_counts(normalize=True)
    assert seen[list(true)].tolist() == pytest.approx(list(true.values()), abs=0.03)


def test_nobody_starts_with_a_cancelled_edition(world):
    first = world["organisations"].merge(
        world["editions"], left_on=["sector", "first_year"], right_on=["sector", "year"]
    )
    assert len(first) == len(world["organisations"])
    assert first["held"].all()


def test_mean_acquisition_cost_by_channel(world):
    true = world.truth["organisations"]["acquisition_cost"]["visitor"]
    seen = world["organisations"].query("role == 'visitor'").groupby("channel")["acquisition_cost"].mean()
    assert seen[list(true)].tolist() == pytest.approx(list(true.values()), rel=0.12)
