"""Figures of offers and activities draw the numbers of their tables."""

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from cvm_lessons.core import PALETTE, DataError, apply_style, language
from cvm_lessons.core.labels import reads_on
from cvm_lessons.value.delivered import BENEFITS, COSTS
from cvm_lessons.value.plots_offers import plot_delivered_value, plot_value_chain, plot_value_ratio_flip

SHOWS = pd.DataFrame(
    [["Harbour", 55, 20, 10, 15, 40, 10, 4, 6], ["Lark", 34, 12, 6, 8, 16, 4, 2, 3]],
    columns=["show", *BENEFITS, *COSTS],
)
LOSS = SHOWS.assign(product=[55, 4], service=[20, 0], personnel=[10, 0], image=[15, 0])  # Lark 4 - 25 = -21
CHAIN = pd.DataFrame(
    {
        "activity": ["press", "halls"],
        "cost_share": [0.2, 0.8],
        "value_share": [0.5, 0.5],
        "ratio": [2.5, 0.625],
    }
)


@pytest.fixture(autouse=True)
def style():
    with plt.rc_context():
        apply_style()
        yield
    plt.close("all")


def words(ax) -> set[str]:
    return {text.get_text() for text in ax.texts}


def bars(ax, offers: int) -> list[list[float]]:
    widths = [bar.get_width() for bar in ax.patches]
    return [widths[start : start + offers] for start in range(0, len(widths), offers)]


def test_bars_are_value_cost_and_loss():
    assert bars(plot_delivered_value(SHOWS), 2) == [[100, 60], [60, 25], [0, 0]]
    assert bars(plot_delivered_value(LOSS), 2) == [[100, 4], [60, 25], [0, 21]]


def test_bars_carry_what_she_gives_what_is_left_and_the_ratio():
    assert {"60", "40", "25", "35", "ratio 1.67", "ratio 2.40"} <= words(plot_delivered_value(SHOWS))
    assert {"-21", "ratio 0.16"} <= words(plot_delivered_value(LOSS))


def test_the_title_says_whether_the_winners_differ():
    title = plot_delivered_value(SHOWS).get_title(loc="left")
    assert title == "Harbour leaves the most, Lark returns the most for what it takes"
    assert plot_delivered_value(LOSS).get_title(loc="left") == "Harbour is first by difference and by ratio"


def test_offers_stand_in_the_order_of_the_rows_from_the_top():
    ax = plot_delivered_value(SHOWS.iloc[::-1])
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Lark", "Harbour"]
    assert ax.yaxis_inverted()


def test_amounts_with_tenths_keep_them():
    assert "60.5" in words(plot_delivered_value(SHOWS.assign(money=[40.5, 16])))


def test_the_line_and_the_ray_run_through_the_winners():
    ax = plot_value_ratio_flip(SHOWS)
    starts_and_slopes = [(line.get_xy1(), line.get_slope()) for line in ax.lines[:3]]
    assert starts_and_slopes == [((0, 40), 1), ((0, 0), 2.4), ((0, 0), 1)]
    assert {"equal difference: 40", "equal ratio: 2.40", "Harbour", "Lark"} <= words(ax)


def test_points_are_cost_and_value():
    points = plot_value_ratio_flip(SHOWS).lines[3]
    assert points.get_xydata().tolist() == [[60, 100], [25, 60]]


def test_shares_are_drawn_in_percent_and_joined():
    ax = plot_value_chain(CHAIN)
    cost, value = ax.lines
    assert cost.get_xdata().tolist() == pytest.approx([20, 80])
    assert value.get_xdata().tolist() == pytest.approx([50, 50])
    assert {"× 2.50", "× 0.62", "share of cost", "share of value"} <= words(ax)
    assert ax.get_title(loc="left") == "Press adds the most for its cost, halls the least"


@pytest.mark.parametrize(
    ("plot", "frame", "label"),
    [
        (plot_delivered_value, SHOWS, "千元"),
        (plot_value_ratio_flip, SHOWS, "总顾客成本（千元）"),
        (plot_value_chain, CHAIN, "占总体的比例（%）"),
    ],
)
def test_labels_are_in_the_language_in_force(plot, frame, label):
    with language("zh"):
        assert plot(frame).get_xlabel() == label


@pytest.mark.parametrize(
    ("plot", "frame"),
    [(plot_delivered_value, SHOWS), (plot_value_ratio_flip, SHOWS), (plot_value_chain, CHAIN)],
)
def test_a_figure_is_drawn_on_the_axes_it_is_given(plot, frame):
    _, ax = plt.subplots()
    assert plot(frame, ax=ax) is ax
    assert len(plt.get_fignums()) == 1


@pytest.mark.parametrize("plot", [plot_delivered_value, plot_value_ratio_flip])
def test_a_bad_amount_is_named(plot):
    with pytest.raises(DataError, match="column 'money', row 0: -1 is not a number from 0"):
        plot(SHOWS.assign(money=[-1, 2]))


def test_offers_without_any_benefit_have_no_ray():
    with pytest.raises(DataError, match="no offer gives any benefit"):
        plot_value_ratio_flip(SHOWS.assign(product=0, service=0, personnel=0, image=0))


def test_a_chain_without_ratios_is_refused():
    with pytest.raises(DataError, match="column 'ratio' is missing"):
        plot_value_chain(CHAIN.drop(columns="ratio"))


def test_type_is_white_on_dark_ground_and_dark_on_light():
    assert reads_on("#0072B2") == "white"
    assert reads_on("#56B4E9") == PALETTE["ink"]


@pytest.mark.parametrize(("money", "row"), [([83, 16], 0), ([40, 60], 1)])
def test_the_part_that_shows_a_loss_is_named_in_its_colour(money, row):
    ax = plot_delivered_value(SHOWS.assign(money=money))
    (name,) = [text for text in ax.texts if text.get_text() == "her loss"]
    assert name.get_color() == PALETTE["red"]
    assert round(name.get_position()[1]) == row


def test_without_a_loss_none_is_named():
    assert "her loss" not in [text.get_text() for text in plot_delivered_value(SHOWS).texts]
