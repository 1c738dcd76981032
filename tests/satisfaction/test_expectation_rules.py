"""The two rules of expectation and performance, by hand, drawn, and moved by sliders."""

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from cvm_lessons.core import DataError, ParameterError, apply_style, language
from cvm_lessons.satisfaction import (
    expectation_explorer,
    expectation_rules,
    expectation_sentence,
    expectation_what_if,
    plot_expectation_rules,
)

SCORES = pd.DataFrame(
    {"expectation": [4, 6, 4, 6], "performance": [4, 4, 6, 6], "satisfaction": [5.0, 6.0, 7.0, 8.0]}
)


@pytest.fixture(autouse=True)
def style():
    with plt.rc_context():
        apply_style()
        yield
    plt.close("all")


def test_the_difference_ties_two_slopes_that_are_free_in_the_other_rule():
    rules = expectation_rules(SCORES)
    # gaps 0, -2, 2, 0 with satisfaction 5, 6, 7, 8: slope (-2 * -0.5 + 2 * 0.5) / 8
    assert rules.loc["difference alone"].tolist() == pytest.approx([-0.25, 0.25])
    assert rules.loc["both slopes"].tolist() == pytest.approx([0.5, 1.0])


def test_lower_expectation_helps_by_one_rule_and_hurts_by_the_other():
    changes = expectation_what_if(expectation_rules(SCORES), -0.5, 0.0)
    assert changes["change"].tolist() == pytest.approx([0.125, -0.25])
    assert expectation_sentence(changes).endswith("by −0.25 with both slopes.")


def test_the_title_says_whether_the_rules_agree():
    rules = expectation_rules(SCORES)
    titles = [
        plot_expectation_rules(expectation_what_if(rules, *moves)).get_title(loc="left")
        for moves in ((-0.5, 0.0), (0.0, 0.5))
    ]
    assert titles == ["The two rules disagree on the sign", "The two rules agree on the sign"]


def test_moving_a_slider_changes_sentence_and_figure():
    explorer = expectation_explorer(SCORES)
    before = explorer.picture.value
    explorer.sliders["performance"].value = 0.5
    assert explorer.picture.value != before
    assert explorer.sentence.startswith("Satisfaction changes by +0.25 points")
    for end in ("min", "max"):
        for slider in explorer.sliders.values():
            slider.value = getattr(slider, end)
        assert bytes(explorer.picture.value).startswith(b"\x89PNG")
    assert plt.get_fignums() == []


def test_the_explorer_speaks_chinese():
    with language("zh"):
        assert expectation_explorer(SCORES).sentence.startswith("若只看差异")


def test_bad_input_is_named():
    with pytest.raises(DataError, match="column 'performance' is missing"):
        expectation_rules(SCORES.drop(columns="performance"))
    with pytest.raises(ParameterError, match="expectation=2"):
        expectation_explorer(SCORES, expectation=2)
    rules = expectation_rules(SCORES)
    with pytest.raises(ParameterError, match="performance"):
        expectation_what_if(rules, 0.0, float("nan"))
    with pytest.raises(DataError, match="rule 'both slopes' is missing"):
        expectation_sentence(expectation_what_if(rules.iloc[:1], 0.0, 0.0))
