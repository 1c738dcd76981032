import matplotlib.pyplot as plt
import pandas as pd
import pytest

from cvm_lessons.core import PALETTE, DataError, apply_style, language
from cvm_lessons.value import (
    action_gains,
    choose_actions,
    driver_quadrants,
    plot_actions,
    plot_driver_quadrant,
    plot_importance,
)

DRIVERS = pd.DataFrame(
    {
        "performance": [6.0, 8.0, 6.5, 7.5],
        "stated_rank": [4, 1, 2, 3],
        "derived_rank": [1, 2, 4, 3],
        "derived_share": [0.4, 0.3, 0.1, 0.2],
        "coefficient": [0.2, 0.1, 0.05, 0.1],
    },
    index=pd.Index(["sales", "visitors", "price", "service"], name="attribute"),
)
PROJECTS = pd.DataFrame(
    {
        "project": ["desk", "rebate"],
        "attribute": ["service", "price"],
        "name": ["One desk", "Rebate"],
        "name_zh": ["一站式服务台", "早鸟优惠"],
        "lift": [1.0, 0.5],
        "reach": [0.5, 1.0],
        "cost": [20, 30],
    }
)
GAINS = action_gains(DRIVERS, PROJECTS, slope=0.1, margin=10_000, customers=500)


@pytest.fixture(autouse=True)
def _figures():
    with plt.rc_context():
        apply_style()
        yield
    plt.close("all")


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_importance_joins_the_two_ranks_of_each_attribute():
    ax = plot_importance(DRIVERS)
    assert [line.get_ydata().tolist() for line in ax.lines] == [[4, 1], [1, 2], [2, 4], [3, 3]]
    assert ax.lines[0].get_color() == PALETTE["red"]
    assert {line.get_color() for line in ax.lines[1:]} == {PALETTE["grey"]}
    assert "quality of visitors  1" in texts(ax)
    assert ax.get_title(loc="left") == "They say quality of visitors; value follows sales and leads"
    assert ax.yaxis_inverted()


def test_importance_says_when_both_agree():
    agreeing = DRIVERS.assign(derived_rank=DRIVERS["stated_rank"])
    assert plot_importance(agreeing).get_title(loc="left") == "Said and shown agree on quality of visitors"


def test_quadrant_draws_the_points_and_the_cuts():
    ax = plot_driver_quadrant(DRIVERS)
    table = driver_quadrants(DRIVERS)
    assert (
        ax.collections[0].get_offsets().tolist() == table[["performance", "importance"]].to_numpy().tolist()
    )
    assert ax.lines[0].get_xdata() == [7.0, 7.0]
    assert ax.lines[1].get_ydata() == pytest.approx([0.25, 0.25])
    assert ax.get_title(loc="left") == "Improve first: sales and leads"
    assert {"improve first", "keep up", "leave", "more than enough", "sales and leads"} <= set(texts(ax))


def test_actions_draw_gains_and_costs_in_thousand_yuan():
    ax = plot_actions(GAINS)
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([12.5, 25.0])  # net −17.5 and +5
    assert ax.collections[0].get_segments()[0][0, 0] == pytest.approx(30)
    assert texts(ax) == ["-17.5", "+5.0"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Rebate", "One desk"]
    assert ax.get_title(loc="left") == "1 of 2 projects earn more than they cost"


def test_actions_mark_the_chosen_projects():
    ax = plot_actions(choose_actions(GAINS, budget=60_000))
    blue, pale = (pytest.approx(plt.matplotlib.colors.to_rgba(PALETTE[name])) for name in ("blue", "pale"))
    assert [bar.get_facecolor() for bar in ax.patches] == [pale, blue]
    assert ax.get_title(loc="left") == "1 projects (blue) bring ¥5,000 net for ¥20,000"


def test_actions_without_names_show_their_codes():
    labels = plot_actions(GAINS.drop(columns=["name", "name_zh"])).get_yticklabels()
    assert [label.get_text() for label in labels] == ["rebate", "desk"]


def test_figures_speak_chinese():
    with language("zh"):
        assert plot_importance(DRIVERS).get_title(loc="left") == "嘴上最看重观众质量，价值却跟着销售与线索走"
        assert plot_driver_quadrant(DRIVERS).get_title(loc="left") == "优先改进：销售与线索"
        assert [label.get_text() for label in plot_actions(GAINS).get_yticklabels()] == [
            "早鸟优惠",
            "一站式服务台",
        ]


def test_figures_are_drawn_on_the_axes_they_are_given():
    _, axes = plt.subplots(1, 3)
    assert plot_importance(DRIVERS, ax=axes[0]) is axes[0]
    assert plot_driver_quadrant(DRIVERS, ax=axes[1]) is axes[1]
    assert plot_actions(GAINS, ax=axes[2]) is axes[2]


@pytest.mark.parametrize(
    ("plot", "column"),
    [(plot_importance, "stated_rank"), (plot_driver_quadrant, "performance"), (plot_actions, "net_gain")],
)
def test_a_missing_column_is_named(plot, column):
    frame = GAINS if plot is plot_actions else DRIVERS
    with pytest.raises(DataError, match=f"column '{column}' is missing"):
        plot(frame.drop(columns=column))
