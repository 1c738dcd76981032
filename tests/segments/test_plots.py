"""Figures of the segments draw the numbers they are given, in both languages, inside the figure."""

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt

from cvm_lessons import segments
from cvm_lessons.core import DataError, ParameterError, apply_style, language

RNG = np.random.default_rng(1)
N = 240
CUSTOMERS = pd.DataFrame(
    {
        "profit": RNG.gamma(0.6, 300, N) - 40,
        "revenue": RNG.gamma(1, 900, N),
        "current": np.exp(RNG.normal(5, 1, N)),
        "potential": np.exp(RNG.normal(5, 1, N)),
        "frequency": RNG.integers(1, 12, N),
        "spend": RNG.gamma(2, 400, N),
        "since_last": RNG.integers(0, 300, N),
        "attitude": RNG.choice(["demanding", "hesitant", "thrifty", "sophisticated"], N),
    }
)
SCORES = segments.rfm_scores(CUSTOMERS, classes=3)
TEST = SCORES.assign(responded=(RNG.random(N) < 0.04 * SCORES["r"]).astype(int), cell=SCORES["r"].astype(str))
CELLS = segments.mail_cells(TEST, cost=1, margin=15)
WINDOWS = pd.DataFrame(
    {"top_share": [0.8, 0.6], "low": [0.75, 0.55], "high": [0.85, 0.65], "customers": [90, 90]},
    index=[30, 360],
)
CUBE = segments.value_cube(CUSTOMERS)
MIXTURE = segments.TierMixture(n_tiers=3).fit(CUSTOMERS)
CLUSTERS = segments.AttitudeClusters(3, n_starts=2).fit(CUSTOMERS, ["current", "spend", "since_last"])
VALIDITY = pd.DataFrame(
    {
        "gap": [0.1, 0.5, 0.4],
        "gap_se": 0.02,
        "silhouette": [np.nan, 0.5, 0.4],
        "stability": [np.nan, 0.9, 0.5],
        "stable_low": [np.nan, 0.8, 0.3],
        "stable_high": [np.nan, 1.0, 0.7],
    },
    index=[1, 2, 3],
)
PROFILE = segments.segment_profile(CUSTOMERS, ["revenue", "spend"], segment="attitude")
CRITERIA = pd.DataFrame(
    {
        "estimate": [0.9, 0.2, 0.1, 0.1, 0.0],
        "low": [0.8, 0.1, 0.0, 0.05, 0.0],
        "high": [1.0, 0.3, 0.2, 0.15, 0.3],
        "bar": [0.8, 0.05, 0.2, 0.06, 0.02],
        "passes": [True, True, False, True, False],
    },
    index=list(segments.SEGMENT_BARS),
)
MOVES = pd.DataFrame(
    {
        "before": ["gold", "gold", "gold", "iron", "iron", "iron"],
        "after": ["gold", "iron", "gone"] * 2,
        "customers": 100,
        "share": [0.7, 0.2, 0.1, 0.1, 0.6, 0.3],
        "low": 0.05,
        "high": 0.75,
    }
)
TREATMENTS = segments.treatment_table(
    pd.DataFrame(
        {
            "segment": ["thrifty", "demanding"],
            "treatment": "call",
            "effect": [0.1, 0.01],
            "low": 0.0,
            "high": 0.2,
        }
    ),
    costs={"call": 30},
    margins=500,
)
FIGURES = {
    "mail_cells": lambda: segments.plot_mail_cells(CELLS),
    "rfm_grid": lambda: segments.plot_rfm_grid(SCORES),
    "rfm_grid of value": lambda: segments.plot_rfm_grid(SCORES, CUSTOMERS["current"]),
    "lorenz_curve": lambda: segments.plot_lorenz_curve(segments.lorenz_curve(CUSTOMERS, amount="revenue")),
    "windows": lambda: segments.plot_windows(WINDOWS, lasting=0.5),
    "tiers": lambda: segments.plot_tiers(segments.tier_table(segments.tiers_by_share(CUSTOMERS))),
    "tier_mixture": lambda: segments.plot_tier_mixture(MIXTURE, CUSTOMERS),
    "value_matrix": lambda: segments.plot_value_matrix(segments.value_matrix(CUSTOMERS), log=True),
    "value_matrix of Marcus": lambda: segments.plot_value_matrix(segments.frequency_spend_matrix(CUSTOMERS)),
    "value_cube": lambda: segments.plot_value_cube(CUBE),
    "cluster_validity": lambda: segments.plot_cluster_validity(VALIDITY),
    "cluster_validity silhouette": lambda: segments.plot_cluster_validity(VALIDITY, "silhouette"),
    "cluster_validity stability": lambda: segments.plot_cluster_validity(VALIDITY, "stability"),
    "cluster_centres": lambda: segments.plot_cluster_centres(CLUSTERS.centres_, CLUSTERS.sizes_),
    "profile": lambda: segments.plot_profile(PROFILE),
    "criteria": lambda: segments.plot_criteria(CRITERIA),
    "migration": lambda: segments.plot_migration(MOVES),
    "segment_path": lambda: segments.plot_segment_path(
        segments.project_segments(MOVES, {"gold": 200, "iron": 800}, periods=5)
    ),
    "treatments": lambda: segments.plot_treatments(TREATMENTS),
}


@pytest.fixture(autouse=True)
def style():
    with plt.rc_context():
        apply_style()
        yield
    plt.close("all")


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.filterwarnings("error:Glyph")
def test_all_text_stays_inside(name, code, texts_outside):
    with language(code):
        assert texts_outside(FIGURES[name]().figure) == []


@pytest.mark.parametrize("name", FIGURES)
def test_every_text_has_its_chinese(name):
    with language("zh"):
        ax = FIGURES[name]()
    for text in (ax.get_title("left"), ax.get_xlabel(), ax.get_ylabel()):
        assert not text or any(letter >= "\u2e80" for letter in text), text


def test_every_figure_of_the_room_is_looked_at():
    drawn = {name.split(" ")[0] for name in FIGURES}
    assert {name.removeprefix("plot_") for name in dir(segments) if name.startswith("plot_")} == drawn


def test_figures_draw_the_numbers_they_are_given():
    assert [bar.get_width() for bar in FIGURES["tiers"]().patches][:4] == pytest.approx(
        [0.05, 0.15, 0.3, 0.5]
    )
    assert FIGURES["windows"]().lines[0].get_ydata().tolist() == [0.8, 0.6]
    lorenz = FIGURES["lorenz_curve"]()
    top = segments.top_share(CUSTOMERS, amount="revenue").estimate
    assert lorenz.get_title("left") == f"The largest 20% bring {100 * top:.0f}% of the money"
    assert [text.get_text() for text in FIGURES["migration"]().texts][:3] == ["70%", "20%", "10%"]
    assert FIGURES["migration"]().get_title("left") == "Most faithful: gold, 70% stay each period"
    assert FIGURES["cluster_validity"]().get_title("left") == "The gap statistic chooses 2"
    assert FIGURES["criteria"]().get_title("left") == "3 of 5 criteria are met"
    assert FIGURES["treatments"]().get_title("left") == "A treatment pays in 1 of 2 segments"
    rates = FIGURES["mail_cells"]().collections[1].get_offsets()[:, 0]
    assert rates.tolist() == pytest.approx(CELLS["rate"].tolist())
    matrix = FIGURES["value_matrix"]()
    assert matrix.lines[0].get_xdata()[0] == pytest.approx(CUSTOMERS["current"].median())
    assert sum(len(points.get_offsets()) for points in matrix.collections) == N
    counts = [int(text.get_text()) for text in FIGURES["rfm_grid"]().texts]
    assert sum(counts) == N
    path = FIGURES["segment_path"]()
    assert path.lines[0].get_ydata()[:2].tolist() == pytest.approx([200, 220])


def test_axes_that_are_given_are_drawn_on():
    _, ax = plt.subplots()
    assert segments.plot_tiers(segments.tier_table(segments.tiers_by_share(CUSTOMERS)), ax=ax) is ax


def test_what_cannot_be_drawn_is_named():
    empty = pd.DataFrame({"x": [1]})
    for plot, column in (
        (segments.plot_mail_cells, "tested"),
        (segments.plot_rfm_grid, "r"),
        (segments.plot_lorenz_curve, "share_of_customers"),
        (segments.plot_windows, "top_share"),
        (segments.plot_tiers, "customer_share"),
        (segments.plot_value_matrix, "cell"),
        (segments.plot_value_cube, "customers"),
        (segments.plot_cluster_validity, "gap"),
        (segments.plot_profile, "difference"),
        (segments.plot_criteria, "estimate"),
        (segments.plot_migration, "before"),
        (segments.plot_treatments, "gain_each"),
    ):
        with pytest.raises(DataError, match=f"column '{column}' is missing"):
            plot(empty)
    with pytest.raises(DataError, match="one window"):
        segments.plot_windows(WINDOWS.head(1))
    with pytest.raises(DataError, match="does not carry its cuts"):
        segments.plot_value_matrix(pd.DataFrame({"cell": ["best"]}))
    with pytest.raises(ParameterError, match="Did you mean 'silhouette'"):
        segments.plot_cluster_validity(VALIDITY, "silouette")
    with pytest.raises(DataError, match="same index"):
        segments.plot_rfm_grid(SCORES, CUSTOMERS["current"].head(3))
    with pytest.raises(DataError, match="no rows|value|missing"):
        segments.plot_segment_path(pd.DataFrame({"gold": [np.nan]}))
