"""Laddering worked by hand on four respondents."""

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.value.laddering import LEVELS, cutoff_table, implication_matrix, ladder_stability

CHAINS = pd.DataFrame(
    [
        ("R1", "halls", "leads", "growth"),
        ("R1", "halls", "rest", "peace"),
        ("R2", "halls", "leads", "growth"),
        ("R2", "price", "leads", "growth"),
        ("R3", "price", "leads", "profit"),
        ("R4", "halls", "rest", "peace"),
        ("R4", "halls", "leads", "growth"),
        ("R4", "halls", "leads", "profit"),
    ],
    columns=["respondent_id", *LEVELS],
)
# By hand: respondents who make the link, and times it is made.
BY_HAND = {
    ("halls", "leads"): (3, 4),
    ("halls", "rest"): (2, 2),
    ("price", "leads"): (2, 2),
    ("leads", "growth"): (3, 4),
    ("leads", "profit"): (2, 2),
    ("rest", "peace"): (2, 2),
    ("halls", "growth"): (3, 3),
    ("halls", "profit"): (1, 1),
    ("halls", "peace"): (2, 2),
    ("price", "growth"): (1, 1),
    ("price", "profit"): (1, 1),
}
chains = st.lists(
    st.tuples(st.integers(1, 5), st.sampled_from("ab"), st.sampled_from("cde"), st.sampled_from("fg")),
    min_size=1,
    max_size=15,
).map(lambda rows: pd.DataFrame(rows, columns=["respondent_id", *LEVELS]))


def pairs(links: pd.DataFrame, column: str) -> dict[tuple[str, str], int]:
    return links.set_index(["origin", "target"])[column].to_dict()


@pytest.mark.parametrize(("count", "place"), [("respondents", 0), ("mentions", 1)])
def test_links_are_counted_once_a_respondent_or_every_time(count, place):
    links = implication_matrix(CHAINS, count=count)
    assert pairs(links, "total") == {pair: counts[place] for pair, counts in BY_HAND.items()}


def test_neighbours_are_linked_directly_and_ends_indirectly():
    links = implication_matrix(CHAINS)
    across = (links["origin_level"] == "attribute") & (links["target_level"] == "goal")
    assert (links.loc[across, "direct"] == 0).all()
    assert (links.loc[~across, "indirect"] == 0).all()


def test_a_chain_that_skips_a_level_links_its_ends_directly():
    short = pd.concat([CHAINS, pd.DataFrame([("R3", "halls", None, "growth")], columns=CHAINS.columns)])
    links = implication_matrix(short.reset_index(drop=True)).set_index(["origin", "target"])
    assert links.loc[("halls", "growth"), ["direct", "indirect", "total"]].tolist() == [1, 3, 4]


def test_a_respondent_who_links_both_ways_counts_once_in_the_total():
    both = pd.concat([CHAINS, pd.DataFrame([("R1", "halls", None, "growth")], columns=CHAINS.columns)])
    links = implication_matrix(both.reset_index(drop=True)).set_index(["origin", "target"])
    assert links.loc[("halls", "growth"), ["direct", "indirect", "total"]].tolist() == [1, 3, 3]


def test_the_strongest_links_come_first():
    assert implication_matrix(CHAINS)["total"].is_monotonic_decreasing


@settings(max_examples=15)
@given(chains)
def test_mentions_are_never_fewer_than_respondents_and_every_chain_makes_three_links(ladders):
    once, often = (implication_matrix(ladders, count=count) for count in ("respondents", "mentions"))
    more, fewer = pairs(often, "total"), pairs(once, "total")
    assert all(more[pair] >= fewer[pair] for pair in fewer)
    assert often["total"].sum() == 3 * len(ladders)
    assert often["direct"].sum() == 2 * len(ladders)


def test_the_cutoff_table_by_hand():
    # Direct links by respondents: 3, 3, 2, 2, 2, 2 = 14.
    table = cutoff_table(implication_matrix(CHAINS), respondents=4)
    assert table["links"].tolist() == [6, 6, 2]
    assert table["link_share"].tolist() == pytest.approx([1, 1, 1 / 3])
    assert table["mentions"].tolist() == [14, 14, 6]
    assert table["mention_share"].tolist() == pytest.approx([1, 1, 6 / 14])
    assert table["respondent_share"].tolist() == [0.25, 0.5, 0.75]


@settings(max_examples=15)
@given(chains)
def test_a_higher_cutoff_keeps_no_more(ladders):
    table = cutoff_table(implication_matrix(ladders))
    assert table["link_share"].iloc[0] == table["mention_share"].iloc[0] == 1
    assert table[["links", "mentions"]].diff().iloc[1:].le(0).to_numpy().all()


def test_stability_by_hand():
    # Attributes: R1 {halls} and {halls, price} share 1 of 2; R2 {price} twice, 1. Goals: R1 1, R2 0.
    waves = pd.DataFrame(
        [
            ("R1", 1, "halls", "growth"),
            ("R1", 2, "halls", "growth"),
            ("R1", 2, "price", "growth"),
            ("R2", 1, "price", "profit"),
            ("R2", 2, "price", "growth"),
            ("R3", 1, "halls", "profit"),
        ],
        columns=["respondent_id", "wave", "attribute", "goal"],
    )
    table = ladder_stability(waves, levels=["attribute", "goal"], n_boot=200, rng=1).set_index("level")
    assert table["estimate"].to_dict() == {"attribute": 0.75, "goal": 0.5}
    # Between: R1's first wave against R2's second and the reverse: attributes 0 and 1/2, goals 1 and 0.
    assert table["chance"].to_dict() == {"attribute": 0.25, "goal": 0.5}
    assert table["n"].tolist() == [2, 2]
    assert table["one_wave"].tolist() == [1, 1]
    assert (table["low"] <= table["estimate"]).all()
    assert (table["high"] >= table["estimate"]).all()


def test_who_repeats_every_word_is_wholly_stable():
    twice = pd.concat([CHAINS.assign(wave=1), CHAINS.assign(wave=2)], ignore_index=True)
    table = ladder_stability(twice, n_boot=100)
    assert table["estimate"].tolist() == [1, 1, 1]
    assert (table["chance"] < 1).all()


def test_a_level_that_nobody_names_cannot_be_stable():
    silent = CHAINS.assign(goal=None)
    twice = pd.concat([silent.assign(wave=1), silent.assign(wave=2)], ignore_index=True)
    with pytest.raises(
        DataError, match="column 'goal' is named by 0 respondents of both waves: two are needed"
    ):
        ladder_stability(twice, n_boot=100)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"goal": ["growth"] * 7 + ["halls"]}, "column 'goal', row 7: halls is not a name of its own"),
        ({"consequence": None, "goal": None}, "column 'goal', row 0: None is not the end of a chain"),
        ({"respondent_id": ["R1"] * 7 + [None]}, "column 'respondent_id', row 7: .* is not a value"),
    ],
)
def test_a_broken_chain_is_named(change, message):
    with pytest.raises(DataError, match=message):
        implication_matrix(CHAINS.assign(**change))


def test_an_unknown_count_and_a_single_level_are_refused():
    with pytest.raises(ParameterError, match="count='respondent' .* Did you mean 'respondents'"):
        implication_matrix(CHAINS, count="respondent")
    with pytest.raises(ParameterError, match="levels='goal' is not a list of two or more columns"):
        implication_matrix(CHAINS, levels="goal")


def test_a_cutoff_table_needs_direct_links_and_respondents():
    links = implication_matrix(CHAINS)
    with pytest.raises(DataError, match="column 'direct' holds no link above 0"):
        cutoff_table(links.assign(direct=0))
    with pytest.raises(ParameterError, match="respondents=0 is not a number from 1"):
        cutoff_table(links, respondents=0)


def test_stability_needs_two_waves_and_two_respondents():
    with pytest.raises(DataError, match="column 'wave' holds 1 waves, 1: two are needed"):
        ladder_stability(CHAINS.assign(wave=1))
    waves = CHAINS.assign(wave=[1, 2, 1, 1, 1, 1, 1, 1])
    with pytest.raises(DataError, match="1 respondents answered both waves: at least two"):
        ladder_stability(waves)
