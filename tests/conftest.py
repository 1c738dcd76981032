"""Programs that some tests need beside Python: found, or named with the remedy; required where CI=true."""

import os
import shutil

import matplotlib
import pytest
from hypothesis import settings

settings.register_profile("workbook", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("workbook")

PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "bubblewrap": ("bwrap",),
    "node": ("node",),
}
SLACK = 2  # pixels that a text may stand beyond the edge of its figure
REMEDY = "needs {name}: call  make system"


def find_program(name: str) -> str:
    """Return the path of a program, or skip the test; fail instead where CI=true."""
    found = next((path for candidate in PROGRAMS[name] if (path := shutil.which(candidate))), None)
    if found:
        return found
    remedy = REMEDY.format(name=name)
    if os.environ.get("CI") == "true":
        pytest.fail(remedy)
    pytest.skip(remedy)


@pytest.fixture(autouse=True)
def default_style():
    """Draw each test's figures in matplotlib's own style: a `setup()` elsewhere must not reach it."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        yield


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium."""
    return find_program("chromium")


def _undrawn_labels(figure):
    """Return the labels of ticks beyond the ends of an axis, which matplotlib keeps but does not draw."""
    beyond = set()
    for axis in [axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)]:
        low, high = sorted(axis.get_view_interval())
        beyond |= {tick.label1 for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high}
    return beyond


def _texts_outside(figure):
    """Return the visible texts whose box leaves the figure."""
    from matplotlib.text import Text

    figure.canvas.draw()
    edge, undrawn = figure.bbox.padded(SLACK), _undrawn_labels(figure)
    drawn = [text for text in figure.findobj(Text) if text.get_visible() and text not in undrawn]
    boxes = [(text.get_text(), text.get_window_extent()) for text in drawn if text.get_text().strip()]
    return [
        text
        for text, box in boxes
        if box.x0 < edge.x0 or box.x1 > edge.x1 or box.y0 < edge.y0 or box.y1 > edge.y1
    ]


@pytest.fixture(scope="session")
def texts_outside():
    """A function that returns the visible texts of a figure whose box leaves it."""
    return _texts_outside


def pytest_terminal_summary(terminalreporter):
    """List at the end what was not run for want of a program."""
    reasons = {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", [])}
    lacking = sorted(reason for reason in reasons if "make system" in reason)
    for reason in lacking:
        terminalreporter.write_line(f"not run, {reason.removeprefix('Skipped: ')}", yellow=True)
