"""Sentences and explorers, driven by their sliders without a browser."""

import io

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from cvm_lessons.core import DataError, ParameterError, apply_style, language
from cvm_lessons.relationship.platform import Platform
from cvm_lessons.relationship.plots_funnel import plot_funnel
from cvm_lessons.relationship.plots_platform import plot_platform_path
from cvm_lessons.relationship.what_if import (
    funnel_sentence,
    funnel_with,
    platform_sentence,
    platform_with,
    pyramid_sentence,
    pyramid_with,
)
from cvm_lessons.relationship.widgets import funnel_explorer, platform_explorer, pyramid_explorer

STAND = pd.Series({"target": 800, "attracted": 400, "contacted": 200, "leads": 50})
CUSTOMERS = pd.DataFrame({"profit": [75, 50, 10, -25], "revenue": [100, 80, 20, 20]})


@pytest.fixture(autouse=True)
def style():
    with plt.rc_context():
        apply_style()
        yield
    plt.close("all")


def png(ax) -> bytes:
    file = io.BytesIO()
    ax.figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def test_a_funnel_left_as_it_is_keeps_its_counts():
    table = funnel_with(STAND, {}, lead_value=10)
    assert table["after"].tolist() == table["before"].tolist() == [800, 400, 200, 50]
    assert funnel_sentence(table).endswith("Worth ¥0 more.")


def test_fewer_leads_are_worth_less():
    sentence = funnel_sentence(funnel_with(STAND, {"conversion": 0.2}, lead_value=1000))
    assert sentence.startswith("Leads: 50 before, 40 after; the yield is 5.0%")
    assert sentence.endswith("Worth ¥10,000 less.")


def test_the_plain_budget_is_the_show_without_reaction():
    path = platform_with(Platform(), admit={"small": 0}, price=1.0)
    plain = path.loc[path["side"] == "plain budget", "number"]
    assert set(plain.iloc[1:]) == {plain.iloc[-1]}
    assert "-56%" in platform_sentence(path)


def test_the_sentences_are_translated():
    with language("zh"):
        assert "静态预算+5%" in platform_sentence(platform_with(Platform(), admit={"small": 0}, price=1.0))
        assert pyramid_sentence(pyramid_with(CUSTOMERS, platinum=0.25, gold=0.25)).startswith(
            "铂金层：占客户25%"
        )
        assert funnel_sentence(funnel_with(STAND, {}, lead_value=1)).startswith("销售线索：原为50")


def test_the_funnel_explorer_starts_as_it_is_and_follows_its_sliders():
    explorer = funnel_explorer(STAND, lead_value=3_000)
    assert explorer.picture.value == png(plot_funnel(funnel_with(STAND, {}, lead_value=3_000)))
    before = explorer.picture.value
    explorer.sliders["contact"].value = 0.6
    assert explorer.picture.value != before
    assert "60 after" in explorer.sentence
    explorer.reset.click()
    assert explorer.picture.value == before


def test_the_platform_explorer_starts_settled_and_shows_the_trap():
    explorer = platform_explorer()
    settled = platform_with(Platform(), admit={}, price=1.0)
    assert explorer.picture.value == png(plot_platform_path(settled))
    explorer.sliders["small"].value = 0
    assert "+5% by a plain budget, -1% in the first year, -32% in year 8" in explorer.sentence


@pytest.mark.parametrize("end", ["min", "max"])
def test_the_ends_of_the_sliders_give_a_figure(end):
    for explorer in (funnel_explorer(STAND, lead_value=10), platform_explorer(), pyramid_explorer(CUSTOMERS)):
        for slider in explorer.sliders.values():
            slider.value = getattr(slider, end)
        assert bytes(explorer.picture.value).startswith(b"\x89PNG")
    assert plt.get_fignums() == []


def test_the_pyramid_explorer_moves_the_cuts():
    explorer = pyramid_explorer(CUSTOMERS, platinum=0.25)
    assert explorer.frame.index.tolist() == ["platinum", "iron", "lead"]
    explorer.sliders["gold"].value = 25
    assert explorer.frame.loc["gold", "customers"] == 1
    assert "Tier lead: 25% of the customers, -23% of the profit." in explorer.sentence


def test_what_cannot_be_explored_is_refused():
    with pytest.raises(DataError, match="the funnel never widens"):
        funnel_explorer(STAND.replace(400, 900), lead_value=1)
    with pytest.raises(ParameterError, match="lead_value=-1"):
        funnel_explorer(STAND, lead_value=-1)
    with pytest.raises(DataError, match="column 'profit' is missing"):
        pyramid_explorer(CUSTOMERS[["revenue"]])
    with pytest.raises(ParameterError, match="platinum=0.9 is not a number from 0 to 0.5"):
        pyramid_explorer(CUSTOMERS, platinum=0.9)
    with pytest.raises(DataError, match="column 'value' is missing"):
        funnel_sentence(pd.DataFrame({"before": [1], "after": [1]}))
    with pytest.raises(DataError, match="column 'side' is missing"):
        platform_sentence(pd.DataFrame({"year": [1]}))
    with pytest.raises(DataError, match="column 'profit_share' is missing"):
        pyramid_sentence(pd.DataFrame({"customer_share": [1]}))
