"""Figures of a laddering study draw the numbers of their tables."""

import pandas as pd
import pytest

from cvm_lessons.core import DataError, language
from cvm_lessons.value.mentions import mention_shares
from cvm_lessons.value.plots_hierarchy import plot_ladder_stability, plot_mentions

LADDERS = pd.DataFrame(
    {
        "respondent_id": [1, 1, 2, 3],
        "attribute": ["space price", "hall plan", "hall plan", "hall plan"],
        "goal": ["profit", "growth", "growth", "growth"],
    }
)
STABILITY = pd.DataFrame(
    {
        "level": ["attribute", "goal"],
        "estimate": [0.6, 0.9],
        "low": [0.5, 0.85],
        "high": [0.7, 0.95],
        "chance": [0.3, 0.4],
    }
)


def test_each_bar_is_a_share_and_levels_stand_apart():
    ax = plot_mentions(LADDERS)
    wanted = [*mention_shares(LADDERS)["share"], *mention_shares(LADDERS, "goal")["share"]]
    assert [bar.get_width() for bar in ax.patches] == pytest.approx(wanted)
    middles = [bar.get_y() + bar.get_height() / 2 for bar in ax.patches]
    assert middles[2] - middles[1] > middles[1] - middles[0] + 0.5


def test_bars_are_named_by_their_elements_and_shares():
    ax = plot_mentions(LADDERS)
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "hall plan",
        "space price",
        "growth",
        "profit",
    ]
    assert {"100%", "33%"} <= {text.get_text() for text in ax.texts}


def test_mentions_are_labelled_in_chinese():
    with language("zh"):
        ax = plot_mentions(LADDERS)
        assert ax.get_yticklabels()[1].get_text() == "展位价格"
        assert "3" in ax.get_title(loc="left")
        assert "respondents" not in ax.get_title(loc="left")


def test_points_intervals_and_chance_are_those_of_the_table():
    ax = plot_ladder_stability(STABILITY)
    points, chance = ax.lines
    assert list(points.get_xdata()) == STABILITY["estimate"].tolist()
    assert list(chance.get_xdata()) == STABILITY["chance"].tolist()
    ends = [(segment[0][0], segment[1][0]) for segment in ax.collections[0].get_segments()]
    assert ends == list(zip(STABILITY["low"], STABILITY["high"], strict=True))


def test_the_title_names_the_steadiest_level():
    turned = STABILITY.assign(estimate=[0.9, 0.6])
    assert plot_ladder_stability(turned).get_title(loc="left") == "Most alike after a year: the attributes"


def test_stability_is_labelled_in_chinese():
    with language("zh"):
        ax = plot_ladder_stability(STABILITY)
        assert "Most" not in ax.get_title(loc="left")
        assert [label.get_text() for label in ax.get_yticklabels()] == ["属性", "目标"]


def test_a_missing_column_or_value_is_named():
    with pytest.raises(DataError, match="column 'chance' is missing"):
        plot_ladder_stability(STABILITY.drop(columns="chance"))
    with pytest.raises(DataError, match="column 'estimate', row 1: .* is not a value"):
        plot_ladder_stability(STABILITY.assign(estimate=[0.6, None]))
    with pytest.raises(DataError, match="column 'goal' is missing"):
        plot_mentions(LADDERS.drop(columns="goal"))
