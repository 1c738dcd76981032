"""Explorers, driven by their sliders without a browser."""

import io

import ipywidgets
import pandas as pd
import pytest
from matplotlib import pyplot as plt

from cvm_lessons.core import DataError, ParameterError, apply_style, language
from cvm_lessons.core.explorer import Explorer, labelled_slider
from cvm_lessons.value.delivered import BENEFITS, COSTS
from cvm_lessons.value.fair_value import value_map
from cvm_lessons.value.plots_offers import plot_delivered_value
from cvm_lessons.value.plots_rivals import plot_value_map
from cvm_lessons.value.widgets import delivered_value_explorer, value_map_explorer

PNG = b"\x89PNG"
OFFERS = pd.DataFrame(
    [["Harbour", 55, 20, 10, 15, 40, 10, 4, 6], ["Lark", 34, 12, 6, 8, 16, 4, 2, 3]],
    columns=["show", *BENEFITS, *COSTS],
)
SHOWS = pd.DataFrame(
    {
        "show_id": ["L", "H", "Q"],
        "name": ["Lark", "Harbour", "Quay"],
        "own": [True, False, False],
        "quality": [1.1, 1.0, 0.9],
        "price_m2": [900, 1000, 1100],
    }
)


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


def leaves(widget) -> list[ipywidgets.Widget]:
    children = getattr(widget, "children", ())
    return [leaf for child in children for leaf in leaves(child)] if children else [widget]


def test_the_offers_start_as_they_are_and_equal_the_static_figure():
    explorer = delivered_value_explorer(OFFERS)
    assert explorer.picture.value == png(plot_delivered_value(OFFERS)) == png(explorer.default_figure())
    assert "Harbour: 100 − 60 = 40" in explorer.sentence


def test_moving_a_slider_changes_figure_sentence_and_winner():
    explorer = delivered_value_explorer(OFFERS)
    before = explorer.picture.value
    explorer.sliders["Lark: money"].value = 10
    assert explorer.picture.value != before
    assert "Lark: 60 − 19 = 41, ratio 3.16." in explorer.sentence
    assert explorer.sentence.endswith("By difference: Lark; by ratio: Lark. They agree.")


def test_the_default_figure_stays_that_of_the_start():
    explorer = delivered_value_explorer(OFFERS)
    explorer.sliders["Lark: money"].value = 10
    assert png(explorer.default_figure()) == png(plot_delivered_value(OFFERS))


def test_every_slider_has_its_own_readable_label():
    explorer = delivered_value_explorer(OFFERS)
    labels = [slider.description for slider in explorer.sliders.values()]
    assert labels[:2] == ["Harbour: product", "Harbour: service"]
    assert len(set(labels)) == 16
    with language("zh"):
        assert "云雀展: 货币" in {s.description for s in delivered_value_explorer(OFFERS).sliders.values()}


def test_the_sliders_of_offers_end_at_a_whole_number_so_that_the_number_shown_is_the_end():
    uneven = OFFERS.assign(product=[55, 34.0])
    assert {slider.max for slider in delivered_value_explorer(uneven).sliders.values()} == {83.0}  # not 82.5


def test_the_sentence_has_one_minus_sign():
    explorer = delivered_value_explorer(OFFERS)
    explorer.sliders["Lark: money"].value = 80
    assert "Lark: 60 − 89 = −29" in explorer.sentence
    assert "-" not in explorer.sentence


def test_nothing_is_wider_than_the_page():
    explorer = delivered_value_explorer(OFFERS)
    widths = [part.layout.max_width for part in [explorer.picture, *explorer.sliders.values()]]
    assert set(widths) == {"100%"}


def test_the_button_brings_the_start_back():
    explorer = delivered_value_explorer(OFFERS)
    start = explorer.picture.value
    for name in ("Harbour: time", "Lark: image"):
        explorer.sliders[name].value = 33
    explorer.reset.click()
    assert explorer.picture.value == start
    explorer.sliders["Lark: money"].value = 20
    assert "Lark: 60 − 29 = 31" in explorer.sentence


@pytest.mark.parametrize("end", ["min", "max"])
def test_the_ends_of_the_sliders_give_a_figure(end):
    # An offer without any cost but money, and that at its least, is the hardest case.
    cheap = OFFERS.assign(time=0, energy=0, psychic=0)
    explorer = delivered_value_explorer(cheap)
    for name in ("Harbour: money", "Lark: money", "Lark: product"):
        explorer.sliders[name].value = getattr(explorer.sliders[name], end)
    assert bytes(explorer.picture.value).startswith(PNG)


def test_moves_leave_no_figure_open():
    explorer = delivered_value_explorer(OFFERS)
    for amount in range(5, 10):
        explorer.sliders["Lark: money"].value = amount
    assert plt.get_fignums() == []


def test_everything_stands_in_one_box_with_controls_first():
    parts = leaves(delivered_value_explorer(OFFERS))
    kinds = [type(part).__name__ for part in parts]
    assert kinds == ["FloatSlider"] * 16 + ["Button", "HTML", "Image"]


def test_the_sentence_is_announced_and_escaped():
    explorer = delivered_value_explorer(OFFERS.assign(show=["A & B", "<Lark>"]))
    words = leaves(explorer)[-2].value
    assert 'role="status"' in words
    assert "A &amp; B" in words
    assert "&lt;Lark&gt;" in words


def test_the_map_starts_as_it_is_and_equals_the_static_figure():
    explorer = value_map_explorer(SHOWS, quality_weight=0.6)
    static = plot_value_map(value_map(SHOWS, quality_weight=0.6))
    assert explorer.picture.value == png(static) == png(explorer.default_figure())


def test_a_higher_price_lowers_value_added():
    explorer = value_map_explorer(SHOWS)
    before = explorer.frame["cva"][0]
    explorer.sliders["price"].value = explorer.sliders["price"].max
    assert explorer.frame["price_m2"][0] == pytest.approx(1170)
    assert explorer.frame["cva"][0] < before
    assert explorer.sentence.startswith("Lark at ¥1,170: price +11%")


@pytest.mark.parametrize(
    ("price", "scale"),
    [(900, (630, 1170, 10)), (1285, (895, 1675, 10)), (8, (5.6, 10.4, 0.08))],
)
def test_the_price_moves_in_whole_tens_and_today_s_price_is_on_the_scale(price, scale):
    slider = value_map_explorer(SHOWS.assign(price_m2=[price, 1000, 1100])).sliders["price"]
    assert (slider.min, slider.max, slider.step) == pytest.approx(scale)
    steps = (slider.value - slider.min) / slider.step
    assert steps == pytest.approx(round(steps))


def test_the_weight_moves_the_line():
    explorer = value_map_explorer(SHOWS)
    explorer.sliders["quality weight"].value = 0.8
    expected = value_map(SHOWS, quality_weight=0.8)["fair_quality"]
    assert explorer.frame["fair_quality"].to_numpy() == pytest.approx(expected.to_numpy())


def test_a_placed_map_can_be_explored_again():
    again = value_map_explorer(value_map(SHOWS, quality_weight=0.6), quality_weight=0.6)
    assert again.sentence == value_map_explorer(SHOWS, quality_weight=0.6).sentence


@pytest.mark.parametrize("price", ["min", "max"])
@pytest.mark.parametrize("weight", ["min", "max"])
def test_the_corners_of_the_map_explorer_give_a_figure(price, weight):
    explorer = value_map_explorer(SHOWS)
    for name, end in (("price", price), ("quality weight", weight)):
        explorer.sliders[name].value = getattr(explorer.sliders[name], end)
    assert bytes(explorer.picture.value).startswith(PNG)


def test_an_explorer_can_be_made_of_any_three_functions():
    slider = labelled_slider("Price", 4, low=0, high=10, step=1)
    explorer = Explorer(
        {"price": slider},
        [slider],
        respond=lambda state: pd.DataFrame({"price": [state["price"]]}),
        say=lambda frame: f"{frame['price'][0]:g} yuan",
        draw=lambda frame: plt.subplots()[1],
    )
    slider.value = 7
    assert explorer.sentence == "7 yuan"
    assert plt.get_fignums() == []


@pytest.mark.parametrize(
    ("offers", "message"),
    [
        (OFFERS.head(1), "the explorer compares two shows; the frame has 1: keep two rows"),
        (OFFERS.assign(money=[-1, 1]), "column 'money', row 0: -1 is not a number from 0"),
    ],
)
def test_offers_that_cannot_be_explored_are_refused(offers, message):
    with pytest.raises(DataError, match=message):
        delivered_value_explorer(offers)


def test_a_map_that_cannot_be_explored_is_refused():
    with pytest.raises(ParameterError, match=r"quality_weight=0.05 is not a number from 0.1 to 0.9"):
        value_map_explorer(SHOWS, quality_weight=0.05)
    with pytest.raises(DataError, match="column 'own' is true for 3 shows"):
        value_map_explorer(SHOWS.assign(own=True))
