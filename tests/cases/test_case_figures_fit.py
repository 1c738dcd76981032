"""Every figure of the case, drawn in both languages: nothing is cut off at the edge."""

from functools import cache

import matplotlib.pyplot as plt
import pytest

from cvm_lessons.cases import value_drivers as case
from cvm_lessons.cases.value_drivers import evidence
from cvm_lessons.core import apply_style, language
from cvm_lessons.value import choose_actions


@cache
def study():
    return case.open_study("machinery", edition=2025)


@cache
def drivers():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evidence, "RESAMPLES", 100)
        return case.find_drivers(study())


@cache
def redrawn():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evidence, "REDRAWN", 100)
        return case.draw_again(study())


def plan():
    gains = case.price_projects(study(), drivers(), case.worth_of_rebooking(study()))
    return choose_actions(gains, 200_000)


FIGURES = {
    "revealed": lambda: case.plot_revealed(drivers()),
    "revealed without what is said": lambda: case.plot_revealed(drivers().drop(columns="stated_rank")),
    "twins": lambda: case.plot_twins(redrawn()),
    "standing": lambda: case.plot_standing(case.place_show(study(), drivers())),
    "rebooking": lambda: case.plot_rebooking(study()),
    "payback": lambda: case.plot_payback(plan()),
}


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.filterwarnings("error:Glyph")
def test_all_text_stays_inside(name, code, texts_outside):
    with plt.rc_context(), language(code):
        apply_style()
        axes = FIGURES[name]()
        assert texts_outside(axes.figure) == []
    plt.close("all")


def test_every_figure_of_the_case_is_looked_at():
    drawn = {name.split(" ")[0] for name in FIGURES}
    assert {name.removeprefix("plot_") for name in dir(case) if name.startswith("plot_")} == drawn
