"""The business case of a CRM system: gaps, lotteries, break-even, and the explorer of the case."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from matplotlib import pyplot as plt

from cvm_lessons.core import DataError, ParameterError, apply_style, language
from cvm_lessons.relationship import _shares
from cvm_lessons.relationship.campaign_lottery import campaign_gains, contacts_in_window
from cvm_lessons.relationship.contact_gap import come_by_contacts, contact_gaps, invitations_with_contacts
from cvm_lessons.relationship.participation_history import next_participation
from cvm_lessons.relationship.plots_system import plot_campaign_gains, plot_come_by_contacts, plot_system_case
from cvm_lessons.relationship.system_budget import break_even_effect, case_grid, case_sentence, system_case
from cvm_lessons.relationship.widgets_system import system_case_explorer

TERMS = {"exhibitors": 1_000, "margin": 10_000, "contact_cost": 100, "licence": 400_000}
CLAIMS = pd.DataFrame(
    {"estimate": [0.2, 0.04], "low": [0.15, 0.01], "high": [0.25, 0.07]}, index=["raw gap", "like with like"]
)
ROWS = pd.DataFrame(
    {
        "customer_id": ["A", "A", "A", "B", "B"],
        "edition_id": ["x1", "x2", "x3", "x1", "x2"],
        "year": [2023, 2024, 2025, 2023, 2024],
        "took_part": [True, True, False, True, True],
    }
)
LOG = pd.DataFrame(
    {
        "customer_id": ["A", "A", "A", "B"],
        "edition_id": ["x2", "x2", "x3", "x2"],
        "phase": ["before", "before", "after", "before"],
        "direction": ["outbound", "outbound", "outbound", "inbound"],
        "date": ["2024-01-01", "2024-02-01", "2025-03-01", "2024-01-05"],
    }
)
LETTER = pd.DataFrame(
    {
        "treated": [1, 1, 0, 0, 1, 1, 0, 0],
        "responded": [1, 0, 0, 0, 1, 1, 1, 1],
        "margin": [100, 0, 0, 0, 50, 70, 60, 60],
        "cost": [10, 10, 0, 0, 10, 10, 0, 0],
        "kind": ["quiet"] * 4 + ["busy"] * 4,
    }
)


@pytest.fixture(autouse=True)
def style():
    with plt.rc_context():
        apply_style()
        yield
    plt.close("all")


def test_only_contacts_of_the_kind_and_phase_count_and_the_first_edition_is_left_out():
    invited = invitations_with_contacts(ROWS, LOG)
    assert invited[["customer_id", "edition_id", "came", "came_before", "contacts"]].to_numpy().tolist() == [
        ["A", "x2", 1, 1, 2],
        ["A", "x3", 0, 1, 0],
        ["B", "x2", 1, 1, 0],
    ]


def test_customers_invited_once_tell_nothing():
    with pytest.raises(DataError, match="nobody was invited twice: what a customer did last time"):
        invitations_with_contacts(ROWS.drop_duplicates("customer_id"), LOG)
    with pytest.raises(DataError, match="nobody was invited twice: what a customer does next"):
        next_participation(ROWS.drop_duplicates("customer_id"))


def test_what_follows_the_last_invitation_is_not_known():
    after = next_participation(ROWS)
    assert after[["customer_id", "earlier", "came_next"]].to_numpy().tolist() == [
        ["A", 0, 1.0],
        ["A", 1, 0.0],
        ["B", 0, 1.0],
    ]


def drawn_invitations(seed: int = 7, n: int = 4_000) -> pd.DataFrame:
    """Contacts follow past behaviour and change nothing; coming follows past behaviour alone."""
    rng = np.random.default_rng(seed)
    before = rng.integers(0, 2, n)
    return pd.DataFrame(
        {
            "customer_id": np.arange(n).astype(str),
            "came_before": before,
            "contacts": rng.poisson(1 + 3 * before),
            "came": (rng.random(n) < 0.2 + 0.4 * before).astype(int),
        }
    )


def test_where_staff_turn_to_those_who_come_the_raw_gap_is_large_and_like_with_like_holds_zero():
    gaps = contact_gaps(drawn_invitations())
    assert gaps.loc["raw gap", "low"] > 0.15
    assert gaps.loc["like with like", "low"] < 0 < gaps.loc["like with like", "high"]


def test_a_threshold_that_nobody_reaches_is_refused():
    with pytest.raises(DataError, match="often=99: all 3 invitations lie on one side"):
        contact_gaps(invitations_with_contacts(ROWS, LOG), often=99)
    with pytest.raises(ParameterError, match="often"):
        contact_gaps(invitations_with_contacts(ROWS, LOG), often=0)


def test_shares_by_contacts_are_means_and_lines_are_drawn_as_given():
    table = come_by_contacts(drawn_invitations())
    assert table["invitations"].sum() == 4_000
    first = drawn_invitations().query("contacts == 0")
    assert table.loc[0, "all"] == pytest.approx(first["came"].mean())
    ax = plot_come_by_contacts(table)
    assert ax.lines[1].get_ydata() == pytest.approx(table["came last time"].to_numpy())


def test_the_window_ends_the_day_before_and_begins_its_days_earlier():
    assert contacts_in_window(LOG, "2024-02-01").to_dict() == {"A": 1}
    assert contacts_in_window(LOG, "2024-02-02", days=31).to_dict() == {"A": 1}
    assert contacts_in_window(LOG, "2024-02-02", days=32).to_dict() == {"A": 2}
    with pytest.raises(ParameterError, match="days"):
        contacts_in_window(LOG, "2024-02-01", days=0)


def test_gains_are_margin_less_cost_of_the_drawn_less_the_others():
    gains = campaign_gains(LETTER, "kind")
    assert gains["gain"].to_dict() == pytest.approx({"all": 15.0, "busy": -10.0, "quiet": 40.0})
    assert gains["response"].to_dict() == pytest.approx({"all": 0.25, "busy": 0.0, "quiet": 0.5})
    assert (gains["low"] < gains["gain"]).all()
    assert gains["customers"].tolist() == [8, 4, 4]


def test_a_group_without_a_control_is_named():
    with pytest.raises(DataError, match="group 'quiet': 2 drawn, 1 left alone; two of each"):
        campaign_gains(LETTER.drop(index=2), "kind")


def test_break_even_by_hand():
    assert break_even_effect(**TERMS) == pytest.approx(0.05)
    with pytest.raises(ParameterError, match="margin"):
        break_even_effect(**TERMS | {"margin": 0})


@given(st.floats(1, 5_000), st.floats(100, 50_000), st.floats(0, 1_000), st.floats(0, 2e6))
def test_at_the_break_even_effect_nothing_is_left(exhibitors, margin, contact_cost, licence):
    terms = {"exhibitors": exhibitors, "margin": margin, "contact_cost": contact_cost, "licence": licence}
    needed = break_even_effect(**terms)
    if needed <= 1:
        claim = pd.DataFrame({"estimate": [needed], "low": [needed], "high": [needed]})
        assert system_case(claim, **terms)["net"].item() == pytest.approx(0, abs=1e-3)


def test_net_is_exhibitors_times_effect_times_margin_less_all_costs():
    case = system_case(CLAIMS, **TERMS)
    assert case["net"].tolist() == pytest.approx([1_500_000, -100_000])
    assert case.loc["like with like", ["net_low", "net_high"]].tolist() == pytest.approx([-400_000, 200_000])
    with pytest.raises(DataError, match="estimate"):
        system_case(CLAIMS.assign(estimate=20.0), **TERMS)


def test_the_grid_has_a_row_a_licence_and_a_column_an_effect():
    others = {name: value for name, value in TERMS.items() if name != "licence"}
    grid = case_grid({"none": 0.0, "some": 0.1}, [0, 400_000], **others)
    assert grid.loc[400_000].to_dict() == pytest.approx({"none": -500_000, "some": 500_000})
    with pytest.raises(ParameterError, match="one entry or more"):
        case_grid({}, [0], **others)


def test_the_sentence_speaks_both_languages():
    assert case_sentence(system_case(CLAIMS, **TERMS)) == (
        "The system pays from 5.0 points on. Raw gap: ¥1,500,000 a year. Like with like: -¥100,000 a year."
    )
    with language("zh"):
        assert "原始差距" in case_sentence(system_case(CLAIMS, **TERMS))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_figures_draw_the_numbers_they_are_given(lang):
    with language(lang):
        case = system_case(CLAIMS, **TERMS)
        ax = plot_system_case(case)
        points = [line for line in ax.lines if line.get_marker() == "o"]
        assert [line.get_xdata()[0] for line in points] == pytest.approx([20.0, 4.0])
        assert "5.0" in ax.get_title(loc="left")
        assert points[1].get_ydata()[0] == pytest.approx(-100)
        gains = plot_campaign_gains(campaign_gains(LETTER, "kind"))
        assert [line.get_xdata()[0] for line in gains.lines[1:]] == pytest.approx([15.0, -10.0, 40.0])


def test_moving_a_slider_moves_the_case():
    explorer = system_case_explorer(CLAIMS, **TERMS)
    assert explorer.frame["break_even"].iloc[0] == pytest.approx(0.05)
    explorer.sliders["licence"].value = 900
    assert explorer.frame["break_even"].iloc[0] == pytest.approx(0.10)
    assert explorer.sentence.startswith("The system pays from 10.0 points on.")
    explorer.reset.click()
    assert explorer.frame["net"].tolist() == pytest.approx([1_500_000, -100_000])


def test_a_column_that_is_neither_yes_nor_no_is_named():
    with pytest.raises(DataError, match="took_part"):
        _shares.yes_or_no(ROWS.assign(took_part="maybe"), "took_part")


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.filterwarnings("error:Glyph")
def test_all_text_of_the_figures_stays_inside(code, texts_outside):
    with language(code):
        for ax in (
            plot_system_case(system_case(CLAIMS, **TERMS)),
            plot_campaign_gains(campaign_gains(LETTER, "kind")),
            plot_come_by_contacts(come_by_contacts(drawn_invitations())),
        ):
            assert texts_outside(ax.figure) == []
