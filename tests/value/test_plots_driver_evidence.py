"""Figures on driver evidence draw the numbers they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import PALETTE, DataError, language
from cvm_lessons.value.plots_driver_evidence import plot_slopes_against_truth, plot_slopes_by_sample

SLOPES = pd.DataFrame({"visitors": [0.1, 0.2, 0.3], "sales": [0.3, 0.2, 0.1]})
TABLE = pd.DataFrame(
    {
        "truth": [0.14, 0.13],
        "estimate": [0.1, 0.2],
        "low": [0.05, 0.14],
        "high": [0.15, 0.25],
        "covered": [True, False],
    },
    index=["perf_visitors", "perf_sales"],
)


@pytest.fixture(autouse=True)
def no_figure_left_open():
    yield
    plt.close("all")


def test_each_sample_is_one_point_and_the_title_tells_the_correlation():
    ax = plot_slopes_by_sample(SLOPES, "visitors", "sales")
    assert np.asarray(ax.collections[0].get_offsets()).tolist() == SLOPES.to_numpy().tolist()
    assert "-1.00" in (ax.get_title() or ax.get_title(loc="left"))


def test_an_unknown_driver_is_named():
    with pytest.raises(DataError, match="column 'sale' is missing. Did you mean 'sales'"):
        plot_slopes_by_sample(SLOPES, "visitors", "sale")


def test_truth_estimate_and_ends_are_drawn_and_a_miss_is_red():
    ax = plot_slopes_against_truth(TABLE)
    lines, estimates, truths = ax.collections
    assert [segment[:, 0].tolist() for segment in lines.get_segments()] == [[0.05, 0.15], [0.14, 0.25]]
    assert np.asarray(estimates.get_offsets())[:, 0].tolist() == [0.1, 0.2]
    assert np.asarray(truths.get_offsets())[:, 0].tolist() == [0.14, 0.13]
    red = plt.matplotlib.colors.to_rgba(PALETTE["red"])
    assert tuple(estimates.get_facecolors()[1]) == red
    assert tuple(estimates.get_facecolors()[0]) != red


def test_labels_are_chinese_in_the_chinese_edition():
    with language("zh"):
        ax = plot_slopes_against_truth(TABLE)
    assert "真值" in (ax.get_title() or ax.get_title(loc="left"))
