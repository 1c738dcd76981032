"""What customers are worth in words and pictures, and what a price cut must bring."""

import pandas as pd
import pytest
from hypothesis import given, strategies as st
from matplotlib import pyplot as plt

from cvm_lessons.core import DataError, ParameterError, apply_style, language
from cvm_lessons.relationship.plots_worth import plot_cost_by_tenure, plot_worth
from cvm_lessons.relationship.price_cut import break_even_growth, price_cut_outcomes
from cvm_lessons.relationship.relationship_value import relationship_values
from cvm_lessons.relationship.worth import worth_sentence
from cvm_lessons.relationship.worth_explorer import worth_explorer

FIRMS = pd.DataFrame(
    {"margin": [40_000, 20_000, 12_000, 9_000], "retention": [0.5, 0.9, 0.8, 0.6], "referrals": [0, 0, 4, 1]},
    index=["Anchor", "Birch", "Crane", "Dove"],
)


@pytest.fixture(autouse=True)
def style():
    with plt.rc_context():
        apply_style()
        yield
    plt.close("all")


def test_the_break_even_is_that_of_the_textbook():
    assert break_even_growth(0.10, 0.42) == pytest.approx(0.3125)


@given(st.floats(0.01, 0.4), st.floats(0.41, 1.0))
def test_at_the_break_even_nothing_is_lost(cut, rate):
    growth = break_even_growth(cut, rate)
    kept = price_cut_outcomes(
        contribution=rate, elasticity=growth / cut, market_elasticity=0, cuts=[cut], follow=[0]
    )
    assert kept.iloc[0, 0] == pytest.approx(1)


def test_the_more_rivals_follow_the_less_is_kept():
    kept = price_cut_outcomes(contribution=0.42, elasticity=2, market_elasticity=0.3)
    assert (kept.diff(axis=1).iloc[:, 1:] < 0).all(axis=None)
    assert kept.loc[0.10, 1.0] == pytest.approx((0.32 / 0.42) * 1.03)


def test_a_cut_as_large_as_the_contribution_is_refused():
    with pytest.raises(ParameterError, match="no volume makes it good"):
        break_even_growth(0.42, 0.42)
    with pytest.raises(ParameterError, match="market_elasticity"):
        price_cut_outcomes(contribution=0.4, elasticity=1, market_elasticity=2)
    with pytest.raises(ParameterError, match="follow"):
        price_cut_outcomes(contribution=0.4, elasticity=1, market_elasticity=0, follow=[1.5])


def test_the_sentence_names_who_is_first_with_and_without_referrals():
    sentence = worth_sentence(relationship_values(FIRMS, attributable=0.6))
    assert sentence.startswith("Worth most: Crane, ¥98,453. By its own purchases alone: Birch, ¥90,000.")
    assert "counted twice" in sentence


def test_the_sentence_is_translated():
    with language("zh"):
        assert worth_sentence(relationship_values(FIRMS)).startswith("价值最高：Birch")


def test_a_file_of_losses_has_no_share_to_tell():
    losses = pd.DataFrame({"direct": [-5.0], "referral": [1.0], "total": [-4.0]}, index=["Ash"])
    assert "counted twice" not in worth_sentence(losses)


def test_nothing_to_compare_is_refused():
    with pytest.raises(DataError, match="no rows"):
        worth_sentence(relationship_values(FIRMS).iloc[:0])


def test_the_bars_stand_in_the_order_of_the_total():
    ax = plot_worth(relationship_values(FIRMS))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Birch", "Crane", "Anchor", "Dove"]
    assert ax.get_title("left").endswith("Birch")


def test_a_rare_tenure_is_not_drawn_and_the_title_follows_the_ends():
    table = pd.DataFrame({"customers": [90, 50, 3], "cost": [9.0, 8.0, 99.0]}, index=[1, 2, 3])
    ax = plot_cost_by_tenure(table)
    assert ax.lines[0].get_xdata().tolist() == [1, 2]
    assert "the less they cost" in ax.get_title("left")
    assert "the more they cost" in plot_cost_by_tenure(table, least=1).get_title("left")


def test_a_table_without_its_columns_is_refused():
    with pytest.raises(DataError, match="cost"):
        plot_cost_by_tenure(pd.DataFrame({"customers": [40]}))
    with pytest.raises(DataError, match="referral"):
        plot_worth(pd.DataFrame({"direct": [1.0], "total": [1.0]}))


def test_the_explorer_starts_where_it_is_told_and_follows_its_sliders():
    explorer = worth_explorer(FIRMS)
    before = explorer.picture.value
    assert "Worth most: Birch" in explorer.sentence
    explorer.sliders["attributable"].value = 53
    assert "Worth most: Crane" in explorer.sentence
    assert explorer.picture.value != before
    explorer.reset.click()
    assert explorer.picture.value == before


def test_the_explorer_refuses_a_share_above_one():
    with pytest.raises(ParameterError, match="conversion"):
        worth_explorer(FIRMS, conversion=25)
