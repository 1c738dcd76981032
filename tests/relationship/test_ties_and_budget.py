"""How long a tie lasts, what a budget buys, and the two explorers."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from matplotlib import pyplot as plt

from cvm_lessons.core import DataError, ParameterError, apply_style, language
from cvm_lessons.relationship.plots_crm import plot_strategies
from cvm_lessons.relationship.plots_ties import plot_tie_years
from cvm_lessons.relationship.strategies import STRATEGY_TERMS
from cvm_lessons.relationship.strategy_budget import budget_sentence, budget_with, spend_budget
from cvm_lessons.relationship.strategy_customers import gains_by_group, plan_by_group
from cvm_lessons.relationship.ties import TIE_IMITATION, tie_sentence, tie_years
from cvm_lessons.relationship.widgets_strategies import strategy_budget_explorer, tie_explorer

TIE = {"exhibitors": 1_000, "margin": 10_000, "budget": 200_000}
FIRMS = pd.DataFrame(
    {
        "standing": ["lost", "lost", "active", "active", "prospect"],
        "value": [20_000.0, 9_000, 40_000, 2_000, 5_000],
        "potential": [0.0, 0, 5_000, 1_000, 0],
        "risk": [1.0, 1.0, 0.4, 0.1, 0.0],
        "group": ["recent", "recent", "medium", "medium", "prospect"],
    },
    index=list("ABCDE"),
)
TERMS = dict.fromkeys(["recent", "medium", "prospect"], STRATEGY_TERMS)


@pytest.fixture(autouse=True)
def style():
    with plt.rc_context():
        apply_style()
        yield
    plt.close("all")


def test_leads_by_hand():
    table = tie_years(lift=0.05, years=3, **TIE).set_index("bond")
    assert table.loc["financial", "lead"].tolist() == pytest.approx([0.05, 0.02, 0.008])
    assert table.loc["social", "lead"].tolist() == pytest.approx([0.05, 0.035, 0.0245])
    assert table.loc["structural", "lead"].tolist() == pytest.approx([0, 0.05, 0.045])
    assert set(table["break_even"]) == {0.02}
    # 50 - 20 = 30 exhibitors more than needed, then 20 - 20 = 0, then 8 - 20 = -12; each is worth 10,000.
    assert table.loc["financial", "left"].tolist() == pytest.approx([300_000, 300_000, 180_000])


@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 12))
def test_ties_that_are_copied_alike_and_stand_at_once_are_alike(lift, part, years):
    table = tie_years(lift=lift, imitation=dict.fromkeys(TIE_IMITATION, part), build=0, years=years, **TIE)
    leads = [rows["lead"].to_numpy() for _, rows in table.groupby("bond")]
    assert np.allclose(leads[0], leads[1])
    assert np.allclose(leads[1], leads[2])
    assert (np.diff(leads[0]) <= 1e-12).all()


def test_a_tie_that_nobody_copies_keeps_its_lead():
    table = tie_years(lift=0.03, imitation=dict.fromkeys(TIE_IMITATION, 0.0), build=0, **TIE)
    assert table["lead"].to_numpy() == pytest.approx(0.03)
    last = table[table["year"] == 8]
    assert last["left"].to_numpy() == pytest.approx(8 * (0.03 * 1_000 * 10_000 - 200_000))


def test_the_sentence_counts_the_years_above_the_break_even_in_both_languages():
    sentence = tie_sentence(tie_years(lift=0.05, years=3, **TIE))
    assert sentence == (
        "The budget needs a lead of 2.0 points. "
        "Financial bonds: above it in 1 of 3 years, ¥180,000 left in the end. "
        "Social bonds: above it in 3 of 3 years, ¥495,000 left in the end. "
        "Structural bonds: above it in 2 of 3 years, ¥350,000 left in the end."
    )
    with language("zh"):
        assert "高于保本点" in tie_sentence(tie_years(lift=0.05, years=3, **TIE))


def test_ties_that_cannot_be_computed_are_refused():
    with pytest.raises(ParameterError, match="lift=2"):
        tie_years(lift=2, **TIE)
    with pytest.raises(ParameterError, match="imitation lacks 'social'"):
        tie_years(lift=0.1, imitation={"financial": 0.5, "structural": 0.1}, **TIE)
    with pytest.raises(ParameterError, match="years=0"):
        tie_years(lift=0.1, years=0, **TIE)
    for read in (tie_sentence, plot_tie_years):
        with pytest.raises(DataError, match="column 'year' is missing"):
            read(pd.DataFrame({"x": [1]}))


def gains():
    return gains_by_group(FIRMS, TERMS)


def test_the_best_yuan_is_spent_first_by_hand():
    # A 0.12 × 20,000 − 1,000 = 1,400 (1.40 a yuan), B 80 (0.08), C 0.4 × 0.3 × 40,000 − 1,200 = 3,600 (3.00);
    # for D and E nothing pays.
    bought = spend_budget(FIRMS, gains(), TERMS, budget=2_500)
    assert bought["customers"].to_dict() == {"choose": 0, "develop": 0, "keep": 1, "win back": 1}
    assert bought["wanted"].to_dict() == {"choose": 0, "develop": 0, "keep": 1, "win back": 2}
    assert bought["cost"].sum() == 2_200
    assert bought["gain"].sum() == pytest.approx(5_000)
    assert bought["last"].to_numpy() == pytest.approx(1.4)


def test_with_money_enough_the_budget_buys_the_plan():
    bought = spend_budget(FIRMS, gains(), TERMS, budget=1e6)
    plan = plan_by_group(FIRMS, gains(), TERMS)
    assert bought["gain"].sum() == pytest.approx(plan["gain"].sum())
    assert bought["cost"].sum() == plan["cost"].sum()
    assert (bought["customers"] == bought["wanted"]).all()


@given(st.floats(0, 6_000), st.floats(0, 3_000))
def test_more_money_never_gains_less(budget, more):
    first, second = (spend_budget(FIRMS, gains(), TERMS, budget=money) for money in (budget, budget + more))
    assert second["gain"].sum() >= first["gain"].sum() - 1e-9
    assert first["cost"].sum() <= budget


def test_less_margin_and_weaker_effects_buy_less():
    full = budget_with(FIRMS, TERMS, budget=1e6)
    assert full["gain"].sum() == pytest.approx(5_080)
    half = budget_with(FIRMS, TERMS, budget=1e6, part=0.5)
    assert half["gain"].to_dict() == pytest.approx(
        {"choose": 0, "develop": 0, "keep": 1_200, "win back": 200}
    )
    assert budget_with(FIRMS, TERMS, budget=1e6, effects=0)["wanted"].sum() == 0
    sure = budget_with(FIRMS, TERMS, budget=1e6, effects=100)
    assert sure.loc["win back", "gain"] == pytest.approx(20_000 + 9_000 - 2_000)


def test_the_budget_speaks_both_languages():
    sentence = budget_sentence(spend_budget(FIRMS, gains(), TERMS, budget=2_500))
    assert sentence == (
        "Of ¥2,500, ¥2,200 is spent. Customers: choose 0 of 0, develop 0 of 0, keep 1 of 1, win back 1 of 2. "
        "Expected gain ¥5,000; the last yuan spent brings 1.40 beyond itself."
    )
    assert "Nobody is worth" in budget_sentence(spend_budget(FIRMS, gains(), TERMS, budget=10))
    with language("zh"):
        assert "期望收益" in budget_sentence(spend_budget(FIRMS, gains(), TERMS, budget=2_500))


def test_budgets_that_cannot_be_spent_are_refused():
    with pytest.raises(ParameterError, match="budget=-1"):
        spend_budget(FIRMS, gains(), TERMS, budget=-1)
    with pytest.raises(DataError, match="column 'group' is missing"):
        spend_budget(FIRMS.drop(columns="group"), gains(), TERMS, budget=1)
    with pytest.raises(ParameterError, match="part=-1"):
        budget_with(FIRMS, TERMS, budget=1, part=-1)
    with pytest.raises(DataError, match="column 'wanted' is missing"):
        budget_sentence(pd.DataFrame({"customers": [1]}))
    with pytest.raises(ParameterError, match="lift=0.9"):
        tie_explorer(lift=0.9, exhibitors=1, margin=1, budget=1)
    with pytest.raises(ParameterError, match="budget=9000000"):
        strategy_budget_explorer(FIRMS, TERMS, budget=9_000_000)


def test_the_tie_explorer_starts_with_its_figure_and_shows_that_only_copying_parts_the_levels():
    explorer = tie_explorer(lift=0.05, exhibitors=1_000, margin=10_000, budget=200_000)
    assert explorer.frame["lead"].tolist() == pytest.approx(tie_years(lift=0.05, **TIE)["lead"].tolist())
    for bond in TIE_IMITATION:
        explorer.sliders[bond].value = 30
    explorer.sliders["build"].value = 0
    ends = explorer.frame.groupby("bond")["left"].last()
    assert ends.to_numpy() == pytest.approx(ends["social"])
    explorer.reset.click()
    assert explorer.sentence == tie_sentence(tie_years(lift=0.05, **TIE))


def test_the_budget_explorer_spends_and_doubts():
    explorer = strategy_budget_explorer(FIRMS, TERMS, budget=50_000)
    assert explorer.frame["gain"].sum() == pytest.approx(5_080)
    explorer.sliders["part"].value = 50
    assert explorer.frame["gain"].sum() == pytest.approx(1_400)
    explorer.reset.click()
    explorer.sliders["effects"].value = 0
    assert explorer.sentence.startswith("Of ¥50,000, ¥0 is spent.")


@pytest.mark.parametrize("end", ["min", "max"])
def test_the_ends_of_the_sliders_give_a_figure(end):
    for explorer in (
        tie_explorer(lift=0.05, exhibitors=1_000, margin=10_000, budget=200_000),
        strategy_budget_explorer(FIRMS, TERMS, budget=50_000),
    ):
        for slider in explorer.sliders.values():
            slider.value = getattr(slider, end)
        assert bytes(explorer.picture.value).startswith(b"\x89PNG")
    assert plt.get_fignums() == []


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.filterwarnings("error:Glyph")
def test_figures_draw_what_they_are_given_and_cut_nothing_off(code, texts_outside):
    with language(code):
        table = tie_years(lift=0.05, **TIE)
        for ax in (
            plot_tie_years(table),
            plot_tie_years(tie_years(lift=0.01, **TIE)),
            plot_strategies(spend_budget(FIRMS, gains(), TERMS, budget=0)),
            plot_strategies(spend_budget(FIRMS, gains(), TERMS, budget=1e6)),
        ):
            assert texts_outside(ax.figure) == []
        drawn = plot_tie_years(table).lines[1].get_ydata()
        assert drawn == pytest.approx(100 * table.query("bond == 'financial'")["lead"].to_numpy())


def test_titles_tell_what_is_drawn():
    assert plot_tie_years(tie_years(lift=0.01, **TIE)).get_title("left") == "No tie reaches the break-even"
    assert plot_tie_years(tie_years(lift=0.05, **TIE)).get_title("left").endswith("structural bonds, 7 years")
    nothing = plot_strategies(spend_budget(FIRMS, gains(), TERMS, budget=0))
    assert nothing.get_title("left") == "No strategy pays"
