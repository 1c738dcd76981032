"""The figure style: Chinese glyphs, colours that differ in grey, titles that stay inside."""

import itertools
import warnings

import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_rgb

from cvm_lessons.core import PALETTE, apply_style, current_language, figure_axes, label_end, language, setup


@pytest.fixture(autouse=True)
def style_and_no_figure_left_open():
    with plt.rc_context():
        apply_style()
        yield
    plt.close("all")


def test_chinese_and_minus_signs_have_glyphs(tmp_path):
    ax = figure_axes()
    ax.set(title="顾客让渡价值：¥−1,250（元）", xlabel="参展商", xlim=(-5, 5))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax.figure.savefig(tmp_path / "figure.png")


def test_a_figure_is_the_same_bytes_twice(tmp_path):
    for name in ("one.png", "two.png"):
        ax = figure_axes()
        ax.plot([1, 2], [3, 4])
        ax.figure.savefig(tmp_path / name, metadata={"Software": None})
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


def test_the_first_four_colours_differ_when_printed_in_grey():
    greys = [
        sum(w * c for w, c in zip((0.299, 0.587, 0.114), to_rgb(PALETTE[name]), strict=True))
        for name in ("blue", "orange", "ink", "pale")
    ]
    assert all(abs(one - other) > 0.1 for one, other in itertools.combinations(greys, 2))


def test_axes_that_are_given_are_used():
    _, ax = plt.subplots()
    assert figure_axes(ax) is ax
    assert figure_axes() is not ax


def test_a_label_stands_beside_its_point():
    ax = figure_axes()
    label_end(ax, 1, 2, "Lark")
    (text,) = ax.texts
    assert text.get_text() == "Lark"
    assert text.xy == (1, 2)


def test_setup_chooses_language_and_style():
    with language("en"):
        setup(language="zh")
        assert current_language() == "zh"
        assert plt.rcParams["axes.titlelocation"] == "left"
