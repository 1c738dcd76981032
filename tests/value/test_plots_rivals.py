"""Figures of a show among its rivals draw the numbers of their tables."""

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from cvm_lessons.core import DataError, apply_style, language
from cvm_lessons.value.fair_value import value_map
from cvm_lessons.value.plots_rivals import plot_points_of_difference, plot_value_map

SHOWS = pd.DataFrame(
    {
        "show_id": ["L", "H", "Q"],
        "name": ["Lark", "Harbour", "Quay"],
        "own": [True, False, False],
        "quality": [1.1, 1.0, 0.9],
        "price_m2": [900, 1000, 1100],
    }
)
PLACED = value_map(SHOWS, quality_weight=0.6)
POINTS = pd.DataFrame(
    {
        "attribute": ["sales", "image", "service"],
        "importance": [9.0, 8.0, 7.0],
        "difference": [0.8, 0.1, -0.7],
        "low": [0.6, -0.2, -1.0],
        "high": [1.0, 0.4, -0.4],
        "verdict": ["better", "equal", "worse"],
        "point": ["point of difference", "parity", "contention"],
    }
)


@pytest.fixture(autouse=True)
def style():
    with plt.rc_context():
        apply_style()
        yield
    plt.close("all")


def words(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_each_show_is_a_point_and_the_own_one_stands_out():
    line, rivals, own = plot_value_map(PLACED).lines
    assert own.get_xydata().tolist() == [[PLACED["relative_price"][0], 1.1]]
    assert rivals.get_ydata().tolist() == [1.0, 0.9]
    assert own.get_markersize() > rivals.get_markersize()
    assert own.get_color() != rivals.get_color() != line.get_color()


def test_the_line_runs_through_the_average_with_the_slope_of_the_weights():
    line = plot_value_map(PLACED).lines[0]
    (x0, y0), (x1, y1) = line.get_xydata()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(0.4 / 0.6)
    assert y0 + (1 - x0) * 0.4 / 0.6 == pytest.approx(1)


def test_where_prices_are_alike_there_is_no_line():
    placed = value_map(SHOWS.assign(price_m2=1000), quality_weight=0.6)
    assert len(plot_value_map(placed).lines) == 2


@pytest.mark.parametrize(
    ("own", "title"), [(0, "Lark gives better"), (1, "Harbour gives fair"), (2, "Quay gives worse")]
)
def test_the_title_gives_the_position_of_the_own_show(own, title):
    placed = PLACED.assign(own=[number == own for number in range(3)])
    assert plot_value_map(placed).get_title(loc="left").startswith(f"{title} value: CVA ")


def test_no_label_covers_another_even_where_shows_crowd():
    crowd = pd.DataFrame(
        {"show_id": range(6), "own": [True] + [False] * 5, "price_m2": [1000, 1010, 990, 1005, 1300, 700]}
    )
    crowd["name"] = [f"A show with a long name {number}" for number in range(6)]
    crowd["quality"] = [1.0, 1.005, 0.995, 1.01, 1.1, 0.9]
    ax = plot_value_map(value_map(crowd, quality_weight=0.5))
    ax.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts if text.get_text().startswith("A show")]
    assert not any(a.overlaps(b) for place, a in enumerate(boxes) for b in boxes[place + 1 :])
    inside = ax.get_window_extent().padded(1)
    assert all(inside.x0 <= box.x0 and box.x1 <= inside.x1 for box in boxes)


def test_intervals_stand_in_the_order_of_the_rows_with_their_reading():
    ax = plot_points_of_difference(POINTS)
    spans = [tuple(segment[:, 0]) for lines in ax.collections for segment in lines.get_segments()]
    assert spans == [(0.6, 1.0), (-0.2, 0.4), (-1.0, -0.4)]
    assert words(ax) == ["point of difference", "parity", "contention: worse"]
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == ["sales and leads (9.0)", "image (8.0)", "organiser's service (7.0)"]


def test_the_band_is_the_margin():
    band = plot_points_of_difference(POINTS, margin=0.25).patches[0]
    assert (band.get_x(), band.get_width()) == (-0.25, 0.5)


def test_readings_differ_by_marker_so_that_they_read_in_grey():
    markers = [line.get_marker() for line in plot_points_of_difference(POINTS).lines[1:]]
    assert len(set(markers)) == 3


def test_the_title_names_the_points_of_difference_or_says_that_there_is_none():
    assert plot_points_of_difference(POINTS).get_title(loc="left") == "Points of difference: sales and leads"
    none = plot_points_of_difference(POINTS.tail(2))
    assert none.get_title(loc="left") == "No point of difference: nothing to claim"


def test_labels_are_in_the_language_in_force():
    with language("zh"):
        assert plot_value_map(PLACED).get_xlabel() == "相对价格（1 = 竞争者均值）"
        assert words(plot_points_of_difference(POINTS)) == ["差异点", "相同点", "争议点：较差"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"own": False}, "column 'own' is true for 0 shows: it must be true for one"),
        ({"position": "good"}, "column 'position', row 0: good is not one of better, fair, worse"),
        ({"cva": [1.0, None, 1.0]}, "column 'cva', row 1: nan is not a value"),
    ],
)
def test_a_map_that_cannot_be_drawn_is_refused(change, message):
    with pytest.raises(DataError, match=message):
        plot_value_map(PLACED.assign(**change))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"point": "lead"}, "column 'point', row 0: lead is not one of point of difference, minor"),
        ({"verdict": "good"}, "column 'verdict', row 0: good is not one of better, equal, worse, disputed"),
        ({"low": [0.6, None, 0.1]}, "column 'low', row 1: nan is not a value"),
    ],
)
def test_points_that_cannot_be_drawn_are_refused(change, message):
    with pytest.raises(DataError, match=message):
        plot_points_of_difference(POINTS.assign(**change))
