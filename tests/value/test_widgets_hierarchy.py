"""The explorer of the hierarchical value map, without a browser."""

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from cvm_lessons.core import DataError, ParameterError, apply_style, language
from cvm_lessons.datasets import load
from cvm_lessons.value.laddering import implication_matrix
from cvm_lessons.value.widgets_hierarchy import cutoff_sentence, hierarchical_map_explorer

LADDERS = pd.DataFrame(
    {
        "respondent_id": [1, 2, 3, 3],
        "attribute": ["halls", "halls", "halls", "price"],
        "consequence": ["leads", "leads", "rest", "rest"],
        "goal": ["growth", "growth", "calm", "calm"],
    }
)


def test_the_sentence_counts_links_and_mentions():
    # Direct links: halls-leads 2, leads-growth 2, halls-rest 1, price-rest 1, rest-calm 1.
    sentence = cutoff_sentence(implication_matrix(LADDERS), 2, respondents=3)
    assert sentence == "Cut-off 2 (67% of 3 respondents) keeps 2 of 5 direct links and 57% of their mentions."


def test_the_slider_goes_from_one_to_the_strongest_link():
    explorer = hierarchical_map_explorer(LADDERS)
    slider = explorer.sliders["cutoff"]
    assert (slider.min, slider.max, slider.value) == (1, 2, 1)
    assert "5 of 5 direct links" in explorer.sentence


def test_moving_the_slider_changes_the_sentence_and_the_map():
    explorer = hierarchical_map_explorer(LADDERS)
    before = explorer.picture.value
    explorer.sliders["cutoff"].value = 2
    assert "2 of 5 direct links" in explorer.sentence
    assert explorer.picture.value != before


def test_the_explorer_starts_at_the_rule_of_thumb_or_where_it_is_told():
    first = load("laddering").query("role == 'exhibitor' and wave == 1")
    assert hierarchical_map_explorer(first).sliders["cutoff"].value == 4  # 5 % of 90 respondents, rounded
    assert hierarchical_map_explorer(first, cutoff=12).sliders["cutoff"].value == 12


def test_the_explorer_speaks_chinese():
    with plt.rc_context(), language("zh"):
        apply_style()  # with a font for the map's labels
        explorer = hierarchical_map_explorer(LADDERS)
    assert explorer.sliders["cutoff"].description == "截断值"
    assert "direct" not in explorer.sentence


def test_a_cut_off_off_the_table_is_named():
    with pytest.raises(ParameterError, match="cutoff=3 is not a number from 1 to 2"):
        cutoff_sentence(implication_matrix(LADDERS), 3, respondents=3)


def test_ladders_without_a_goal_column_are_named():
    with pytest.raises(DataError, match="column 'goal' is missing"):
        hierarchical_map_explorer(LADDERS.drop(columns="goal"))
