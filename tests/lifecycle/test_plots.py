"""Figures of the room: they draw the numbers given, in both languages, and nothing is cut off."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from cvm_lessons.core import DataError, ParameterError, apply_style, language
from cvm_lessons.lifecycle import (
    HiddenMarkovModel,
    expected_stage_time,
    pattern_shares,
    plot_expected_time,
    plot_journeys,
    plot_patterns,
    plot_stage_chances,
    plot_stage_flow,
    plot_stage_shares,
    plot_stage_survival,
    plot_stage_value,
    plot_transitions,
    stage_counts,
    stage_spells,
    stage_survival,
    stage_value,
)

STAGES = ["cultivation", "confirmation", "trust", "weakening", "lost"]
CHAIN = pd.DataFrame(
    [
        [0.4, 0.4, 0, 0.1, 0.1],
        [0, 0.5, 0.3, 0.1, 0.1],
        [0, 0, 0.9, 0.08, 0.02],
        [0, 0.2, 0.1, 0.55, 0.15],
        [0, 0, 0, 0, 1],
    ],
    STAGES,
    STAGES,
)
MARGIN = dict(zip(STAGES, [-500.0, 3000, 6000, 800, -50], strict=True))
TIMES = expected_stage_time(CHAIN)
VALUES = stage_value(CHAIN, MARGIN, 0.1)
LETTERS = dict(zip("CFTWL", STAGES, strict=True))
COURSES = ["CCFTT", "CFFTW", "CWL", "CFL", "CCCCL"]
ROWS = pd.DataFrame(
    [
        (f"展商{who}", 2020 + turn, LETTERS[letter])
        for who, course in enumerate(COURSES)
        for turn, letter in enumerate(course)
    ],
    columns=["customer_id", "year", "stage"],
)
ROWS["stage"] = pd.Categorical(ROWS["stage"], STAGES, ordered=True)
CHANCES = pd.DataFrame(
    [["展商0", 2020, 0.7, 0.2, 0.05, 0.05, 0.0], ["展商0", 2021, 0.1, 0.6, 0.2, 0.08, 0.02]],
    columns=["customer_id", "period", *STAGES],
)
SHARES = pattern_shares(
    pd.DataFrame({"pattern": ["lasting"] * 5 + ["early abort"] * 4 + ["under way"] * 6 + ["early exit"]})
)
MODEL = HiddenMarkovModel(STAGES, {"calls": "poisson"})
SEEN = pd.DataFrame({"customer_id": "展商0", "period": [2021, 2020, 2019], "calls": [3, np.nan, 1]})
SEEN["came"] = [True, False, True]
COUNTS, SURVIVAL = stage_counts(ROWS), stage_survival(stage_spells(ROWS))
FIGURES = {
    "flow": lambda: plot_stage_flow(ROWS),
    "journeys": lambda: plot_journeys(ROWS),
    "chances": lambda: plot_stage_chances(CHANCES, "展商0"),
    "seen": lambda: plot_stage_chances(CHANCES, "展商0", seen=SEEN, show=["calls", "came"]),
    "journey": lambda: plot_journeys(ROWS.iloc[:5]),
    "shares": lambda: plot_stage_shares(COUNTS),
    "survival": lambda: plot_stage_survival(SURVIVAL),
    "many policies": lambda: plot_stage_value(pd.DataFrame(dict.fromkeys("abcde", VALUES))),
    "transitions": lambda: plot_transitions(CHAIN),
    "time": lambda: plot_expected_time(TIMES),
    "value": lambda: plot_stage_value(VALUES),
    "policies": lambda: plot_stage_value(pd.DataFrame({"as today": VALUES, "call": VALUES + 900})),
    "patterns": lambda: plot_patterns(SHARES),
}


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("name", FIGURES)
def test_no_text_is_cut_off_and_chinese_figures_speak_chinese(name, code, texts_outside):
    apply_style()
    with language(code):
        ax = FIGURES[name]()
    assert texts_outside(ax.figure) == []
    title = ax.get_title(loc="left").replace("展商0", "")
    assert title
    chinese = any("\u4e00" <= letter <= "\u9fff" for letter in title)
    assert chinese == (code == "zh")


def test_the_flow_has_a_column_per_period_and_a_band_per_move():
    ax = plot_stage_flow(ROWS)
    heights = np.reshape([bar.get_height() for bar in ax.patches], (5, 5))
    assert heights.sum(axis=1).tolist() == [5, 5, 5, 3, 3]
    assert heights[0].tolist() == [5, 0, 0, 0, 0]
    bands = [path.get_extents().height for band in ax.collections for path in band.get_paths()]
    assert len(bands) == 13
    assert ax.get_title() == "2024: most customers, 33%, stand in the stage trust"


def test_the_streams_of_a_stage_leave_it_without_a_gap():
    ax = plot_stage_flow(ROWS)
    starts = []
    for band in ax.collections[:3]:
        corners = band.get_paths()[0].vertices
        left = corners[corners[:, 0] == corners[:, 0].min(), 1]
        starts.append((left.min(), left.max()))
    assert starts == [(0, 2), (2, 4), (4, 5)]


def test_journeys_draw_each_square_in_the_colour_of_its_stage():
    ax = plot_journeys(ROWS.iloc[:5])
    colors = [to_hex(bar.get_facecolor()) for bar in ax.patches]
    assert colors[0] == colors[1] != colors[2] != colors[3] == colors[4]
    assert ax.get_title() == "The journey of 展商0, 5 periods long"
    assert plot_journeys(ROWS.iloc[:10]).get_title() == "2 journeys of 5 periods each"
    assert plot_journeys(ROWS).get_title() == "5 journeys, 3 to 5 periods long"
    assert [label.get_text() for label in ax.get_yticklabels()] == ["展商0"]


def test_chances_are_stacked_to_one():
    ax = plot_stage_chances(CHANCES, "展商0")
    tops = [bar.get_y() + bar.get_height() for bar in ax.patches]
    assert max(tops) == pytest.approx(1)
    assert ax.get_title() == "展商0 is now in the stage confirmation with a chance of 60%"


def test_what_was_seen_stands_above_the_chances():
    ax = plot_stage_chances(CHANCES, "展商0", seen=SEEN, show=["calls", "came"])
    assert [text.get_text() for text in ax.texts] == ["·", "3", "no", "yes"]
    assert [label.get_text() for label in ax.get_yticklabels()][-2:] == ["calls", "came"]


def test_shares_fill_each_column_and_the_title_names_what_changed_most():
    ax = plot_stage_shares(COUNTS)
    heights = np.reshape([bar.get_height() for bar in ax.patches], (5, 5))
    assert heights.sum(axis=0) == pytest.approx(np.ones(5))
    assert heights[0].tolist() == pytest.approx((COUNTS / COUNTS.sum(axis=1).to_numpy()[:, None]).iloc[:, 0])
    assert ax.get_title() == "cultivation: from 100% of the customers to 0%"


def test_survival_draws_stays_and_the_chain_beside_them():
    ax = plot_stage_survival(SURVIVAL)
    lines = {line.get_label(): line.get_ydata() for line in ax.lines}
    assert lines["cultivation"].tolist() == pytest.approx([1, *SURVIVAL.loc["cultivation", "share"]])
    assert len(ax.lines) == 2 * 5 + 1
    assert ax.get_title() == "trust: 50% of the stays last longer than one period"


def test_moves_are_written_where_there_are_some():
    ax = plot_transitions(CHAIN)
    assert len(ax.texts) == int((CHAIN > 0).to_numpy().sum())
    assert ax.get_title() == "trust lasts best: 90% are still there a period later"


def test_expected_time_and_value_draw_what_is_given():
    bars = plot_expected_time(TIMES).patches
    widths = np.reshape([bar.get_width() for bar in bars], (4, 4)).T
    assert widths == pytest.approx(TIMES.to_numpy())
    ax = plot_stage_value(VALUES)
    assert [bar.get_height() for bar in ax.patches] == pytest.approx(VALUES.tolist())
    assert "in the stage trust" in ax.get_title()


def test_patterns_draw_shares_with_their_intervals():
    ax = plot_patterns(SHARES)
    assert [bar.get_width() for bar in ax.patches] == pytest.approx(SHARES["share"].tolist())
    ends = np.array([line[:, 0] for line in ax.collections[0].get_segments()])
    assert ends == pytest.approx(SHARES[["low", "high"]].to_numpy())
    assert ax.get_title() == "The most frequent pattern is under way: 38% of the customers"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plot_stage_flow(ROWS.head(0)), "no rows"),
        (lambda: plot_stage_flow(ROWS[ROWS["year"] == 2020]), "no customer has two periods"),
        (lambda: plot_journeys(ROWS.assign(stage=None)), "column 'stage', row 0"),
        (lambda: plot_stage_chances(CHANCES.assign(trust=2.0), "展商0"), "column 'trust', row 0: 2.0"),
        (lambda: plot_transitions(CHAIN.replace(0.4, -0.4)), "row cultivation: -0.4"),
        (lambda: plot_expected_time(TIMES.replace(TIMES.iloc[0, 0], np.nan)), "row cultivation"),
        (lambda: plot_stage_value(pd.DataFrame(dict.fromkeys("abcdef", VALUES))), "6 policies are too many"),
        (lambda: plot_stage_value(VALUES.replace(VALUES.iloc[0], np.nan)), "column 'value'"),
        (lambda: plot_patterns(SHARES.drop(columns="low")), "column 'low' is missing"),
        (lambda: plot_stage_shares(COUNTS * 0), "period 2020 has no customer"),
        (lambda: plot_stage_shares(-COUNTS), "row 2020: -5"),
        (lambda: plot_stage_survival(SURVIVAL.drop(columns="chain")), "column 'chain' is missing"),
        (
            lambda: plot_stage_survival(pd.concat({str(n): SURVIVAL.loc["trust"] for n in range(7)})),
            "7 stages are too many",
        ),
        (
            lambda: plot_stage_chances(CHANCES, "展商0", seen=SEEN, show=["visits"]),
            "column 'visits' is missing",
        ),
        *[
            (lambda plot=plot: plot(MODEL), "a pandas DataFrame is needed")
            for plot in (plot_transitions, plot_expected_time, plot_stage_value, plot_stage_shares)
        ],
    ],
)
def test_what_cannot_be_drawn_is_refused(call, message):
    with pytest.raises(DataError, match=message):
        call()


def test_arguments_of_figures_that_cannot_be_are_refused():
    with pytest.raises(ParameterError, match="of='展商9' is not a customer"):
        plot_stage_chances(CHANCES, "展商9")
    with pytest.raises(ParameterError, match="seen is missing: pass the panel"):
        plot_stage_chances(CHANCES, "展商0", show=["calls"])
    with pytest.raises(ParameterError, match="show='calls' is no list of up to 3 columns"):
        plot_stage_chances(CHANCES, "展商0", seen=SEEN, show="calls")
    many = pd.concat([ROWS.head(2).assign(customer_id=number) for number in range(41)])
    with pytest.raises(ParameterError, match="41 journeys are too many to read"):
        plot_journeys(many)
