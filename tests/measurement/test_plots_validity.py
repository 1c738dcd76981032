"""Figures on scales draw the numbers they are given, and nothing is cut off in either language."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgba

from cvm_lessons.core import PALETTE, DataError, apply_style, language
from cvm_lessons.measurement import plot_factor_loadings, plot_htmt, plot_latent_means

PARAMETERS = pd.DataFrame(
    {
        "kind": ["loading"] * 5 + ["variance"],
        "first": ["trust_credibility"] * 3 + ["satisfaction"] * 2 + ["trust_credibility"],
        "second": [f"trust_credibility_{j}" for j in (1, 2, 3)] + ["sat_overall", "sat_ideal", "trust"],
        "standardized": [0.85, 0.62, 0.71, 0.9, 0.66, 1.0],
        "standardized_error": [0.02, 0.03, 0.03, 0.02, 0.04, np.nan],
    }
)
RATIOS = pd.DataFrame(
    {
        "first": ["trust_benevolence", "trust_benevolence", "satisfaction"],
        "second": ["satisfaction", "commit_affective", "commit_affective"],
        "estimate": [0.7, 0.88, 0.5],
        "low": [0.62, 0.83, 0.4],
        "high": [0.78, 0.93, 0.6],
    }
)
MEANS = pd.DataFrame(
    {
        "group": ["United Kingdom", "United Kingdom", "Japan"],
        "factor": ["information", "trust", "trust"],
        "estimate": [0.3, 0.02, -0.4],
        "low": [0.1, -0.1, -0.6],
        "high": [0.5, 0.14, -0.2],
    }
)
FIGURES = {
    "loadings": lambda: plot_factor_loadings(PARAMETERS),
    "htmt": lambda: plot_htmt(RATIOS),
    "means": lambda: plot_latent_means(MEANS, reference="Germany"),
}


@pytest.fixture(autouse=True)
def no_figure_left_open():
    yield
    plt.close("all")


def title(ax):
    return ax.get_title() or ax.get_title(loc="left")


def red_rows(collection):
    return [tuple(colour) == to_rgba(PALETTE["red"]) for colour in collection.get_facecolors()]


def test_loadings_and_their_intervals_are_drawn():
    ax = plot_factor_loadings(PARAMETERS)
    points = np.concatenate([c.get_offsets() for c in ax.collections if len(c.get_offsets())])
    drawn = sorted(points[:, 0].round(3).tolist())
    assert set(PARAMETERS["standardized"].iloc[:5]) <= set(drawn)
    assert "2 of 5" in title(ax)
    assert [text.get_text() for text in ax.texts] == ["trust_credibility", "satisfaction"]


def test_ratios_are_drawn_and_a_doubtful_pair_is_red():
    ax = plot_htmt(RATIOS)
    lines, points = ax.collections
    assert [segment[:, 0].tolist() for segment in lines.get_segments()] == [
        [0.62, 0.78],
        [0.83, 0.93],
        [0.4, 0.6],
    ]
    assert np.asarray(points.get_offsets())[:, 0].tolist() == RATIOS["estimate"].tolist()
    assert red_rows(points) == [False, True, False]
    assert title(ax) == "1 of 3 pairs may be one thing"


def test_means_are_drawn_and_counted():
    ax = plot_latent_means(MEANS, reference="Germany")
    assert np.asarray(ax.collections[1].get_offsets())[:, 0].tolist() == MEANS["estimate"].tolist()
    assert title(ax) == "2 of 3 factor means differ from those of Germany"


def test_given_axes_are_used():
    _, ax = plt.subplots()
    assert plot_htmt(RATIOS, ax=ax) is ax


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plot_htmt(RATIOS.drop(columns="low")), "column 'low' is missing"),
        (
            lambda: plot_latent_means(MEANS.drop(columns="factor"), reference="x"),
            "column 'factor' is missing",
        ),
        (lambda: plot_factor_loadings(PARAMETERS.tail(1)), "no row of kind 'loading'"),
        (lambda: plot_factor_loadings(RATIOS), "column 'kind' is missing"),
    ],
)
def test_a_table_of_another_kind_is_named(call, message):
    with pytest.raises(DataError, match=message):
        call()


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.filterwarnings("error:Glyph")
def test_all_text_stays_inside(name, code, texts_outside):
    with plt.rc_context(), language(code):
        apply_style()
        assert texts_outside(FIGURES[name]().figure) == []
