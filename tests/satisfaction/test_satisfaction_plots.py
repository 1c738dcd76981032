"""Figures draw the numbers they are given, and refuse what they cannot draw."""

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt

from cvm_lessons import satisfaction as room
from cvm_lessons.core import DataError, ParameterError, apply_style


@pytest.fixture(autouse=True)
def style():
    with plt.rc_context():
        apply_style()
        yield
    plt.close("all")


INTERVALS = pd.DataFrame(
    {"estimate": [10.0, -5], "low": [5.0, -9], "high": [15.0, -1], "n": [50, 60]}, index=["a", "b"]
)


def test_scores_stand_in_order_with_their_intervals():
    axes = room.plot_nps(INTERVALS)
    assert axes.lines[0].get_xdata().tolist() == [-5, 10]
    assert axes.get_title(loc="left") == "Beyond their intervals: a above b"
    same = room.plot_nps(INTERVALS.assign(low=-20, high=20))
    assert same.get_title(loc="left") == "The intervals overlap: the order may be chance"


def test_simulated_surveys_that_miss_are_counted():
    table = room.nps_simulation(0.45, 0.2, 50, surveys=4).assign(covered=[True, False, True, True])
    assert "1 of 4" in room.plot_simulated_nps(table).get_title(loc="left")


def test_ranks_are_drawn_as_lines():
    table = pd.DataFrame(
        {"rank_mean": [1, 2], "rank_top_box": [2, 1], "rank_bottom_box": [1, 2]}, index=["a", "b"]
    )
    axes = room.plot_metric_ranks(table)
    assert axes.lines[0].get_ydata().tolist() == [1, 2, 1]
    assert axes.get_title(loc="left").startswith("2 of 2 groups")
    assert len(axes.texts) == 4  # a name at both ends of each line


def test_the_widest_gap_is_named():
    gaps = pd.DataFrame(
        {"expectation": [6, 5.5], "performance": [5, 5.6], "gap": [-1, 0.1]}, index=["empathy", "tangibles"]
    )
    axes = room.plot_gaps(gaps)
    assert axes.get_title(loc="left") == "Widest gap: empathy"
    assert axes.lines[0].get_xdata().tolist() == [5.5, 6]


def test_what_is_urgent_is_in_the_title():
    table = pd.DataFrame({"performance": [6.0, 8.0], "stated": [9, 7]}, index=["sales", "catering"])
    axes = room.plot_importance_performance(room.importance_performance(table))
    assert axes.get_title(loc="left") == "Concentrate on: sales"
    calm = room.importance_performance(table, cut="midpoint")
    assert room.plot_importance_performance(calm).get_title(loc="left") == "Nothing is urgent"


def test_the_kano_map_drops_the_sign_of_worse(kano):
    table = room.better_worse(room.kano_answers(kano))
    line = room.plot_kano_map(table).lines[0]
    assert line.get_xdata().tolist() == pytest.approx((-table["worse"]).tolist())
    assert line.get_ydata().tolist() == pytest.approx(table["better"].tolist())


def test_the_bars_of_kano_sum_to_one(kano):
    axes = room.plot_kano_counts(room.kano_table(room.kano_answers(kano)))
    assert sum(bars[0].get_width() for bars in axes.containers) == pytest.approx(1)


def test_the_curve_carries_the_gain_on_below_the_neutral_point():
    x = np.array([-2.0, 0, 2])
    curve = pd.DataFrame(
        {"disconfirmation": x, "expected": [3.0, 7, 8], "low": [2.9, 6.9, 7.9], "high": [3.1, 7.1, 8.1]}
    )
    axes = room.plot_response_curve(curve)
    assert axes.lines[1].get_ydata().tolist() == [6, 7]
    assert axes.get_title(loc="left") == "A point worse moves 2.00, a point better 0.50"


def test_the_surface_has_its_line_of_confirmation(answers):
    axes = room.plot_response_surface(room.response_surface(room.satisfaction_scores(answers)))
    assert axes.lines[0].get_xdata().tolist() == axes.lines[0].get_ydata().tolist()


def test_models_stand_in_order():
    table = pd.DataFrame(
        {"predictors": [1, 2, 3], "cv_r2": [0.2, 0.1, 0.3]}, index=["equity", "affect", "all together"]
    )
    axes = room.plot_formation_models(table)
    assert [bar.get_width() for bar in axes.patches] == [0.1, 0.2, 0.3]
    assert axes.get_title(loc="left") == "Of single models, equity explains most"


def test_drivers_are_points():
    table = pd.DataFrame({"score": [70.0, 60], "impact": [0.4, 0.2]}, index=["quality", "value"])
    axes = room.plot_index_drivers(table, index=74.94)
    assert axes.lines[0].get_xdata().tolist() == [0.4, 0.2]
    assert axes.get_title(loc="left") == "Strongest driver: perceived quality; the index is 74.9"


def test_loyalty_has_a_line_per_group():
    table = pd.DataFrame(
        {"market": ["a", "a", "b", "b"], "satisfaction": [1, 9, 1, 9], "estimate": [5.0, 5, 1, 9]}
    )
    axes = room.plot_loyalty_curves(table.assign(low=0.0, high=10.0), by="market")
    assert [line.get_ydata().tolist() for line in axes.lines] == [[5, 5], [1, 9]]
    assert axes.get_title(loc="left") == "Satisfaction matters most in b, least in a"


def test_the_iceberg_stands_above_and_below_the_water():
    frame = pd.DataFrame({"sat_overall": [9, 8, 3, 2, 4, 4], "complained": [0, 0, 1, 0, 0, 0]})
    axes = room.plot_iceberg(room.complaint_iceberg(frame))
    assert [bar.get_height() for bar in axes.patches] == pytest.approx([1 / 6, -0.5])
    assert "3.0 stay silent" in axes.get_title(loc="left")


def test_recoveries_that_please_are_counted():
    axes = room.plot_recovery(INTERVALS)
    assert axes.get_title(loc="left") == "1 of 2 recoveries leave customers happier than before"


@pytest.mark.parametrize(
    "name",
    [
        "nps", "simulated_nps", "metric_ranks", "gaps", "importance_performance", "kano_map", "kano_counts",
        "response_curve", "formation_models", "index_drivers", "iceberg", "recovery",
    ],
)  # fmt: skip
def test_a_frame_without_the_columns_is_refused(name):
    with pytest.raises(DataError, match="column '.*' is missing"):
        getattr(room, f"plot_{name}")(pd.DataFrame({"nothing": [1]}))


def test_other_bad_input_is_refused(answers):
    with pytest.raises(DataError, match="column 'market' is missing"):
        room.plot_loyalty_curves(INTERVALS, by="market")
    with pytest.raises(DataError, match="the row 'complained' is missing"):
        room.plot_iceberg(INTERVALS)
    surface = room.response_surface(room.satisfaction_scores(answers))
    with pytest.raises(ParameterError, match="low='one'"):
        room.plot_response_surface(surface, low="one")
