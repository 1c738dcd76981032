"""Who gains, how many kinds of need, the principles in numbers, IDIC on a file, and the orientation drawn."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from matplotlib import pyplot as plt

from cvm_lessons.core import DataError, ParameterError, apply_style, language
from cvm_lessons.relationship.idic_counts import count_by_idic
from cvm_lessons.relationship.plots_exchange import plot_orientation
from cvm_lessons.relationship.principles import principle_numbers
from cvm_lessons.relationship.two_parties import effective_kinds, mutual_gain

FIRMS = pd.DataFrame({"profit": [9.0, 4.0, -1.0], "need": ["care", None, "buyers"]}, index=["A", "B", "C"])
FILE = pd.DataFrame(
    {
        "customer_id": ["A", "A", "A", "B", "C", "A"],
        "given_name": ["Li", "LI", "Bo", "An", "Wu", "Qi"],
        "family_name": ["Ya", "ya", "Ya", "Zo", "Xi", "Ma"],
        "consent_email": [None, True, True, True, True, False],
        "email_bounced": [False, False, True, False, False, False],
    }
)
VISITS = pd.DataFrame(
    {
        "customer_id": ["E1", "E1", "E2"],
        "year": [2024, 2025, 2025],
        "took_part": True,
        "spend_space": [100, 300, 100],
        "cost_to_serve": [0, 30, 10],
    }
)


@pytest.fixture(autouse=True)
def style():
    with plt.rc_context():
        apply_style()
        yield
    plt.close("all")


def test_a_gain_needs_more_than_nothing_on_both_sides():
    pairs = pd.DataFrame({"margin": [1, 0, 5, -1], "value_overall": [5.5, 9, 6, 2]})
    assert mutual_gain(pairs)["customers"].to_dict() == {
        "both": 1,
        "organiser only": 1,
        "customer only": 1,
        "neither": 1,
    }
    with pytest.raises(DataError, match="value_overall"):
        mutual_gain(pairs.assign(value_overall=[None, 1, 2, 3]))


def test_effective_kinds_by_hand():
    assert effective_kinds(pd.Series([4, 2, 1, 1])) == pytest.approx(3.3636, abs=1e-4)  # exp(1.75 ln 2)
    with pytest.raises(DataError, match="all counts are 0"):
        effective_kinds(pd.Series([0, 0]))
    with pytest.raises(DataError, match="count"):
        effective_kinds(pd.Series([1, -1]))


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=20))
def test_kinds_lie_between_one_and_their_number(counts):
    assert 1 - 1e-9 <= effective_kinds(pd.Series(counts)) <= len(counts) + 1e-9


def test_idic_counts_persons_once_and_keeps_their_answer_about_consent():
    counts = count_by_idic(FILE, FIRMS).set_index("counted")["count"]
    assert counts.tolist() == [6, 5, 4, 3, 1, 1]
    assert counts["persons"] == 5
    assert counts["care"] == 1


def test_idic_refuses_two_rows_of_one_customer_and_a_missing_profit():
    with pytest.raises(DataError, match="two rows of one customer"):
        count_by_idic(FILE, pd.concat([FIRMS, FIRMS]))
    with pytest.raises(DataError, match="profit"):
        count_by_idic(FILE, FIRMS.assign(profit=np.nan))


def test_idic_is_told_in_chinese_too():
    with language("zh"):
        assert count_by_idic(FILE, FIRMS)["step"].tolist()[:2] == ["识别", "识别"]


def test_principles_by_hand():
    firms = pd.DataFrame({"customer_id": ["E1", "V1", "V2"], "role": ["exhibitor", "visitor", "visitor"]})
    persons = pd.DataFrame({"customer_id": ["E1", "V1"], "consent_email": [True, None]})
    log = pd.DataFrame(
        {"phase": ["before", "during", "after", "after"], "direction": ["outbound"] * 3 + ["inbound"]}
    )
    table = principle_numbers(firms, persons, log, VISITS, year=2025, margin_rate=0.5, long=2)
    assert table["share"].tolist() == pytest.approx([0.5, 0.25, 0.5, 0.5, 0.5, 0.75, 0.25])
    assert table.index.tolist() == [1, 2, 2, 3, 4, 4, 5]
    with pytest.raises(ParameterError, match="no row lies in those years"):
        principle_numbers(firms, persons, log, VISITS, year=1999, margin_rate=0.5)


@pytest.mark.parametrize(("lang", "title"), [("en", "50% lie between"), ("zh", "50%处于两极之间")])
def test_the_orientation_figure_counts_those_between_the_poles(lang, title):
    with language(lang):
        ax = plot_orientation(pd.Series([10.0, 40, 60, 90]))
        assert title in ax.get_title(loc="left")
    assert sum(bar.get_height() for bar in ax.patches) == 4
    with pytest.raises(DataError, match="orientation"):
        plot_orientation(pd.Series([10.0, 140]))


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.filterwarnings("error:Glyph")
def test_all_text_of_the_orientation_figure_stays_inside(code, texts_outside):
    with language(code):
        assert texts_outside(plot_orientation(pd.Series([10.0, 40, 60, 90])).figure) == []
