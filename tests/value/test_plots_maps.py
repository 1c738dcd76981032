import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, apply_style, language
from cvm_lessons.value import (
    attribute_correlations,
    plot_attribute_correlations,
    plot_loadings,
    plot_sensitivity,
)

rng = np.random.default_rng(0)
BASE = rng.normal(6, 1, size=(80, 3))
BASE[:, 1] += 2 * (BASE[:, 0] - 6)
SURVEYS = pd.DataFrame(np.clip(BASE, 1, 10), columns=["perf_sales", "perf_visitors", "perf_price"])
NAMES = ["sales", "visitors", "price"]
LOADINGS = pd.DataFrame(
    {"F1": [0.8, 0.6, 0.1], "F2": [0.1, 0.55, -0.7]},
    index=["val_social_1", "val_social_2", "val_emotional_1"],
)
PLANS = pd.DataFrame(
    {
        "margin": [1000, 1000, 2000, 2000],
        "slope": [0.1, 0.2, 0.1, 0.2],
        "net_gain": [0.0, 5000.0, 8000.0, 25_000.0],
    }
)


@pytest.fixture(autouse=True)
def _figures():
    with plt.rc_context():
        apply_style()
        yield
    plt.close("all")


def numbers(ax):
    return {text.get_position(): text.get_text() for text in ax.texts}


def test_correlations_fill_the_cells_below_the_diagonal():
    ax = plot_attribute_correlations(SURVEYS, attributes=NAMES)
    table = attribute_correlations(SURVEYS, NAMES)
    assert numbers(ax) == {
        (0, 0): f"{table.loc['visitors', 'sales']:.2f}",
        (0, 1): f"{table.loc['price', 'sales']:.2f}",
        (1, 1): f"{table.loc['price', 'visitors']:.2f}",
    }
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "quality of visitors",
        "price satisfaction",
    ]
    assert ax.get_title(loc="left") == "Most alike: quality of visitors, sales and leads"


def test_loadings_fill_every_cell():
    ax = plot_loadings(LOADINGS)
    assert numbers(ax)[(1, 2)] == "-0.70"
    assert len(ax.texts) == 6
    assert [label.get_text() for label in ax.get_yticklabels()] == ["social 1", "social 2", "emotional 1"]
    assert ax.get_title(loc="left") == "2 of 3 items load on one factor alone"


def test_sensitivity_shows_thousand_yuan():
    ax = plot_sensitivity(PLANS)
    assert numbers(ax) == {(0, 0): "0.0", (1, 0): "5.0", (0, 1): "8.0", (1, 1): "25.0"}
    assert [label.get_text() for label in ax.get_xticklabels()] == ["0.100", "0.200"]
    assert ax.get_title(loc="left") == "The best plan nets ¥0 to ¥25,000 (map: thousand yuan)"
    assert ax.get_ylabel() == "yuan per rebooking"


def test_maps_speak_chinese():
    with language("zh"):
        assert (
            plot_attribute_correlations(SURVEYS, attributes=NAMES).get_title(loc="left")
            == "最相近的一对：观众质量、销售与线索"
        )
        assert plot_loadings(LOADINGS).get_yticklabels()[0].get_text() == "社会价值 1"
        assert plot_sensitivity(PLANS).get_ylabel() == "每次续订的收益（元）"


def test_maps_are_drawn_on_the_axes_they_are_given():
    _, axes = plt.subplots(1, 3)
    assert plot_attribute_correlations(SURVEYS, attributes=NAMES, ax=axes[0]) is axes[0]
    assert plot_loadings(LOADINGS, ax=axes[1]) is axes[1]
    assert plot_sensitivity(PLANS, ax=axes[2]) is axes[2]


def test_bad_tables_are_named():
    with pytest.raises(DataError, match="column 'perf_image' is missing"):
        plot_attribute_correlations(SURVEYS, attributes=["sales", "image"])
    with pytest.raises(DataError, match="1 attribute: a correlation needs two"):
        plot_attribute_correlations(SURVEYS, attributes=["sales"])
    with pytest.raises(DataError, match="column 'F1', row val_social_2: nan is not a value"):
        plot_loadings(LOADINGS.assign(F1=[0.8, np.nan, 0.1]))
    with pytest.raises(DataError, match="column 'net_gain' is missing"):
        plot_sensitivity(PLANS.drop(columns="net_gain"))
