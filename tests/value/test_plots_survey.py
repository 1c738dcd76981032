import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, apply_style, language
from cvm_lessons.value import plot_cocreation, plot_elements, plot_recommendation

SHARES = pd.DataFrame(
    {
        "level": ["functional", "ease", "aspirational"],
        "share": [0.6, 0.5, 0.2],
        "low": [0.55, 0.45, 0.15],
        "high": [0.65, 0.55, 0.25],
    },
    index=["el_quality", "el_ease", "el_pride"],
)
TABLE = pd.DataFrame(
    {"n": [40, 30, 1], "recommend": [5.0, 7.5, 9.0], "low": [4.5, 7.0, np.nan], "high": [5.5, 8.0, np.nan]},
    index=[0, 3, 7],
)
EFFECTS = pd.DataFrame(
    {"estimate": [1.5, 0.9, 0.2, 0.6], "low": [1.3, 0.8, 0.1, 0.2], "high": [1.7, 1.0, 0.3, 1.0]},
    index=["naive", "adjusted", "intention_to_treat", "wald"],
)


@pytest.fixture(autouse=True)
def _figures():
    with plt.rc_context():
        apply_style()
        yield
    plt.close("all")


def labels(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def test_elements_draw_shares_from_the_base_up():
    ax = plot_elements(SHARES)
    assert [bar.get_width() for bar in ax.patches] == [0.6, 0.5, 0.2]
    assert labels(ax) == ["quality", "ease", "pride"]
    assert [text.get_text() for text in ax.texts] == [
        "60%",
        "50%",
        "20%",
        "functional",
        "ease",
        "aspirational",
    ]
    assert ax.get_title(loc="left") == "Customers get quality most often, pride least"
    assert not ax.yaxis_inverted()


def test_recommendation_draws_means_and_says_how_many_answered():
    ax = plot_recommendation(TABLE)
    assert ax.lines[0].get_xdata().tolist() == [0, 3, 7]
    assert ax.lines[0].get_ydata().tolist() == [5.0, 7.5, 9.0]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["0\n40", "3\n30", "7\n1"]
    assert ax.get_title(loc="left") == "Recommendation goes from 5.0 with 0 elements to 9.0 with 7"


def test_cocreation_draws_an_interval_per_method_and_the_truth_if_told():
    ax = plot_cocreation(EFFECTS, truth=0.5)
    assert ax.lines[0].get_xdata().tolist() == [1.5, 0.9, 0.2, 0.6]
    assert [segment[:, 0].tolist() for segment in ax.collections[0].get_segments()][3] == [0.2, 1.0]
    assert ax.lines[-1].get_xdata() == [0.5, 0.5]
    assert labels(ax)[0] == "joined against not joined"
    assert len(plot_cocreation(EFFECTS).lines) == 2


def test_figures_speak_chinese():
    with language("zh"):
        assert plot_elements(SHARES).get_title(loc="left") == "客户最常得到的是质量，最少的是自豪"
        assert plot_recommendation(TABLE).get_ylabel() == "推荐意愿均值，0–10分"
        assert labels(plot_cocreation(EFFECTS))[3] == "对因受邀而参加者的效应"


def test_figures_are_drawn_on_the_axes_they_are_given():
    _, axes = plt.subplots(1, 3)
    assert plot_elements(SHARES, ax=axes[0]) is axes[0]
    assert plot_recommendation(TABLE, ax=axes[1]) is axes[1]
    assert plot_cocreation(EFFECTS, ax=axes[2]) is axes[2]


@pytest.mark.parametrize(
    ("plot", "frame", "column"),
    [
        (plot_elements, SHARES, "level"),
        (plot_recommendation, TABLE, "recommend"),
        (plot_cocreation, EFFECTS, "low"),
    ],
)
def test_a_missing_column_is_named(plot, frame, column):
    with pytest.raises(DataError, match=f"column '{column}' is missing"):
        plot(frame.drop(columns=column))
