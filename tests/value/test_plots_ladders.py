"""The drawing of a hierarchical value map shows its elements and links."""

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from cvm_lessons.core import apply_style, language
from cvm_lessons.core.texts import in_lines
from cvm_lessons.value.hierarchical_map import hierarchical_value_map
from cvm_lessons.value.laddering import LEVELS, implication_matrix
from cvm_lessons.value.plots_ladders import THICKEST, plot_hierarchical_value_map

CHAINS = pd.DataFrame(
    [
        ("R1", "right visitors", "qualified leads", "growth"),
        ("R2", "right visitors", "qualified leads", "growth"),
        ("R3", "right visitors", "qualified leads", "profit"),
        ("R4", "hall plan", "qualified leads", "growth"),
        ("R5", "hall plan", "team spirit", "growth"),
    ],
    columns=["respondent_id", *LEVELS],
)
LINKS = implication_matrix(CHAINS)
WHOLE, STRONG = hierarchical_value_map(LINKS, cutoff=1), hierarchical_value_map(LINKS, cutoff=2)


@pytest.fixture(autouse=True)
def style():
    with plt.rc_context():
        apply_style()
        yield
    plt.close("all")


def test_every_element_has_a_box_at_its_place():
    ax = plot_hierarchical_value_map(WHOLE)
    drawn = {text.get_text().replace("\n", " "): text.get_position() for text in ax.texts}
    assert drawn == {node.code: (node.x, node.y) for node in WHOLE.nodes.itertuples()}


def test_lines_are_as_thick_as_links_are_strong():
    widths = [line.get_linewidth() for line in plot_hierarchical_value_map(WHOLE).lines]
    strengths = WHOLE.edges["strength"].tolist()
    assert max(widths) == THICKEST
    assert sorted(range(len(widths)), key=lambda n: -widths[n]) == sorted(
        range(len(widths)), key=lambda n: -strengths[n]
    )


def test_an_indirect_link_is_dashed():
    # hall plan leads to growth twice, each time by another way; at two, only its ends are left.
    styles = [line.get_linestyle() for line in plot_hierarchical_value_map(STRONG).lines]
    assert styles == ["-" if kind == "direct" else "--" for kind in STRONG.edges["kind"]]
    assert "--" in styles


def test_the_title_names_the_strongest_link_and_the_axis_the_cutoff():
    ax = plot_hierarchical_value_map(STRONG)
    assert ax.get_title(loc="left") == "The strongest link leads from right visitors to qualified leads"
    assert ax.get_xlabel() == "Links counted 2 times or more; the thickest line: 3"


def test_levels_are_named_from_the_bottom_up():
    ax = plot_hierarchical_value_map(WHOLE)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["attributes", "consequences", "goals"]


def test_elements_are_shown_in_the_language_in_force():
    with language("zh"):
        shown = {text.get_text().replace("\n", "") for text in plot_hierarchical_value_map(WHOLE).texts}
    assert "对口观众" in shown


def test_text_is_broken_between_words_and_chinese_into_even_lines():
    assert in_lines("lower cost per lead", 11) == "lower cost\nper lead"
    assert in_lines("线索成本更低", 11) == "线索成\n本更低"
    assert in_lines("demonstrations", 11) == "demonstrations"
