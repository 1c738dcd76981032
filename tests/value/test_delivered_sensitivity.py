"""Which change of one component turns the ranking."""

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.value.delivered import BENEFITS, COSTS, delivered_value
from cvm_lessons.value.delivered_sensitivity import break_even_change, delivered_value_sensitivity

SHOWS = pd.DataFrame(
    [["Harbour", 55, 20, 10, 15, 40, 10, 4, 6], ["Lark", 34, 12, 6, 8, 16, 4, 2, 3]],
    columns=["show", *BENEFITS, *COSTS],
)
COMPONENTS = BENEFITS + COSTS


def test_each_row_changes_one_component_of_one_offer():
    table = delivered_value_sensitivity(SHOWS, "money", [-6, 4])
    assert table[["show", "change"]].to_numpy().tolist() == [
        ["Harbour", -6],
        ["Harbour", 4],
        ["Lark", -6],
        ["Lark", 4],
    ]
    assert table["difference"].tolist() == [46, 36, 41, 31]
    assert table["ratio"].tolist() == pytest.approx([100 / 54, 100 / 64, 60 / 19, 60 / 29])


def test_six_less_for_lark_flips_the_difference_and_not_the_ratio():
    row = delivered_value_sensitivity(SHOWS, "money", -6).set_index("show").loc["Lark"]
    assert (row["first_difference"], row["first_ratio"]) == ("Lark", "Lark")
    assert row["flips_difference"]
    assert not row["flips_ratio"]


def test_no_change_flips_nothing():
    table = delivered_value_sensitivity(SHOWS, "image", 0)
    assert not table[["flips_difference", "flips_ratio"]].to_numpy().any()


def test_break_even_by_hand():
    assert break_even_change(SHOWS, "Lark", "Harbour", "service") == 5
    assert break_even_change(SHOWS, "Lark", "Harbour", "money") == -5
    assert break_even_change(SHOWS, "Harbour", "Lark", "product", as_="ratio") == pytest.approx(44)
    assert break_even_change(SHOWS, "Harbour", "Lark", "money", as_="ratio") == pytest.approx(100 / 2.4 - 60)


@given(
    st.lists(st.lists(st.integers(1, 90), min_size=8, max_size=8), min_size=2, max_size=2),
    st.sampled_from(COMPONENTS),
    st.sampled_from(["difference", "ratio"]),
)
def test_after_the_break_even_change_both_offers_are_equal(rows, component, form):
    # Amounts far above zero, so that no change takes one below it.
    shows = pd.DataFrame(rows, columns=list(COMPONENTS)).assign(show=["a", "b"])
    shows.loc[0, component] += 100_000
    change = break_even_change(shows, "a", "b", component, as_=form)
    shows = shows.astype({component: float})
    shows.loc[0, component] += change
    if shows.loc[0, component] >= 0:
        equal = delivered_value(shows, as_=form)
        assert equal["a"] == pytest.approx(equal["b"])


def test_a_change_below_nothing_is_refused():
    with pytest.raises(
        ParameterError, match="change=-5 takes 'energy' of 'Harbour' to -1; amounts start at 0"
    ):
        delivered_value_sensitivity(SHOWS, "energy", -5)


@pytest.mark.parametrize(
    "call",
    [
        lambda: delivered_value_sensitivity(SHOWS, "moneys", 1),
        lambda: break_even_change(SHOWS, "Lark", "Harbour", "moneys"),
    ],
)
def test_an_unknown_component_is_refused(call):
    with pytest.raises(ParameterError, match=r"component='moneys' .* Did you mean 'money'"):
        call()


def test_an_unknown_offer_is_refused_with_the_nearest():
    with pytest.raises(ParameterError, match="a='Larc' is not among the names. Did you mean 'Lark'"):
        break_even_change(SHOWS, "Larc", "Harbour", "money")


def test_no_cost_makes_an_offer_equal_to_one_that_gives_nothing():
    nothing = SHOWS.assign(**{benefit: [10, 0] for benefit in BENEFITS})
    with pytest.raises(ParameterError, match="b='Lark' has ratio 0"):
        break_even_change(nothing, "Harbour", "Lark", "money", as_="ratio")


def test_a_bad_change_and_a_bad_amount_are_named():
    with pytest.raises(ParameterError, match="change=nan is not a finite number"):
        delivered_value_sensitivity(SHOWS, "money", float("nan"))
    with pytest.raises(DataError, match="column 'money', row 0: -1 is not a number from 0"):
        break_even_change(SHOWS.assign(money=[-1, 2]), "Lark", "Harbour", "money")
