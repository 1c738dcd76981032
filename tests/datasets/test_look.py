"""The sheet of distributions: every panel is drawn, in both languages, and nothing is cut."""

from itertools import pairwise

import numpy as np
import pytest
from typer.testing import CliRunner

from cvm_lessons.core import ParameterError, language
from cvm_lessons.datasets import draw_look, load, save_look
from cvm_lessons.datasets.look_firms import FIRM_PANELS
from cvm_lessons.datasets.look_organiser import ORGANISER_PANELS
from cvm_lessons.workbook.commands.data import app

TITLES = [title for title, _ in [*ORGANISER_PANELS, *FIRM_PANELS]]


@pytest.fixture(scope="module", params=["en", "zh"])
def sheet(request):
    from matplotlib import pyplot as plt

    with language(request.param):
        figure = draw_look()
    yield request.param, figure
    plt.close(figure)


def test_every_panel_has_data_axes_and_a_title_of_its_own(sheet):
    _, figure = sheet
    panels = [axes for axes in figure.axes if axes.axison]
    assert len({axes.get_title(loc="left") for axes in panels}) == len(TITLES)
    for axes in panels:
        assert axes.has_data()
        assert axes.get_xlabel() or axes.get_ylabel()


def test_titles_are_in_the_language_in_force(sheet):
    spoken, figure = sheet
    titles = [axes.get_title(loc="left") for axes in figure.axes if axes.axison]
    assert titles == TITLES if spoken == "en" else all(any("一" <= c <= "鿿" for c in t) for t in titles)


def test_no_two_labels_of_an_axis_overlap(sheet):
    _, figure = sheet
    for axes in figure.axes:
        shown = [label for label in axes.get_xticklabels() if label.get_text() and axes.axison]
        low, high = axes.get_xlim()
        shown = [label for label in shown if low <= label.get_position()[0] <= high]
        boxes = [label.get_window_extent() for label in shown]
        assert all(left.x1 <= right.x0 + 1 for left, right in pairwise(boxes)), axes.get_title(loc="left")


def test_the_organiser_looks_like_a_real_one():
    """Long tails, seeding years, the pandemic, a season: what the sheet is drawn to show."""
    editions = load("editions").groupby("year")["exhibitors"].sum()
    assert editions[2020] < 0.3 * editions[2019]
    assert editions[2025] > editions[2019]
    came = load("participations").query("took_part and spend_space > 0")
    spend = came["spend_space"] + came["spend_stand"]
    assert spend.mean() > 1.3 * spend.median()
    months = load("touchpoints")["date"].dt.month.value_counts()
    assert months.max() > 4 * months.min()
    first = load("organisations").query("role == 'exhibitor'")["first_year"].value_counts()
    assert first[2016] > 1.5 * np.median(first)


def test_the_sheet_is_written_where_it_is_wanted(tmp_path):
    asked = CliRunner().invoke(app, ["look", "--to", str(tmp_path / "sheet.png")])
    assert (asked.exit_code, (tmp_path / "sheet.png").read_bytes()[:4]) == (0, b"\x89PNG")


def test_another_kind_of_file_is_refused(tmp_path):
    with pytest.raises(ParameterError, match=r"'sheet.xlsx' does not end in .png, .svg, .pdf"):
        save_look(tmp_path / "sheet.xlsx")
