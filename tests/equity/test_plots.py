"""The figures of the room: what they draw, what their titles say, and that everything fits."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from cvm_lessons import setup
from cvm_lessons.core import DataError, ParameterError, language, translate
from cvm_lessons.equity import (
    BetaGeoBetaBinomModel,
    BetaGeoModel,
    ParetoNBDModel,
    alive_history,
    calibration_holdout,
    customer_lifetime_value,
    history_grid,
    holdout_by_frequency,
    iso_value_grid,
    plot_alive_history,
    plot_calibration,
    plot_history_grid,
    plot_holdout_by_frequency,
    plot_iso_values,
    plot_tiers,
    plot_tracking,
    plot_whale_curve,
    tier_table,
    tiers_by_share,
    track_purchases,
    whale_curve,
)

MODEL = BetaGeoModel.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
PARETO = ParetoNBDModel.from_params(r=0.553, alpha=10.578, s=0.606, beta=11.669)
SHOWS = BetaGeoBetaBinomModel.from_params(alpha=1.2, beta=0.75, gamma=0.66, delta=2.8)
WEEKLY = 1.15 ** (1 / 52) - 1
PROFIT = pd.DataFrame({"profit": np.random.default_rng(0).normal(30, 80, 300)})


@pytest.fixture(scope="module")
def tracked(cdnow_log):
    """CDNOW by week over 78 weeks, with the model of the first 39."""
    days = cdnow_log.drop_duplicates(["customer_id", "date"])
    weeks = days.assign(time=(days["date"] - days["date"].min()).dt.days / 7)
    return track_purchases(MODEL, weeks, 78)


@pytest.fixture(scope="module")
def figures(tracked, cdnow, cdnow_log):
    """One of each figure, drawn from real data when it is called."""
    held = holdout_by_frequency(MODEL, calibration_holdout(cdnow_log, "1997-09-30", unit="W"))
    history = alive_history(MODEL, [2, 5, 9, 20], 39)
    iso = iso_value_grid(PARETO, 78, 14, discount_rate=WEEKLY, spend=35, margin=0.3)
    return {
        "calibration": lambda: plot_calibration(MODEL.expected_counts(cdnow)),
        "running totals": lambda: plot_tracking(tracked, calibration=39, unit="weeks"),
        "by week": lambda: plot_tracking(tracked, calibration=39, cumulative=False, unit="weeks"),
        "holdout": lambda: plot_holdout_by_frequency(held),
        "alive": lambda: plot_history_grid(history_grid(MODEL, 39, 12), unit="weeks"),
        "alive, shows": lambda: plot_history_grid(history_grid(SHOWS, 6, 6), unit="opportunities"),
        "purchases, shows": lambda: plot_history_grid(history_grid(SHOWS, 6, 6, t=5), purchases=True),
        "iso-values": lambda: plot_iso_values(iso, unit="weeks"),
        "one history": lambda: plot_alive_history(history, unit="weeks"),
        "whale": lambda: plot_whale_curve(whale_curve(PROFIT)),
        "tiers": lambda: plot_tiers(tier_table(tiers_by_share(PROFIT))),
    }


def labels(ax):
    """Return the labels and the legend of the axes; tiers stand on the vertical axis under their names."""
    words = [ax.get_xlabel(), ax.get_ylabel() or ax.get_yticklabels()[0].get_text(), title(ax)]
    legend = ax.get_legend()
    return words + ([text.get_text() for text in legend.get_texts()] if legend else [])


def title(ax):
    """Return the title, wherever the style puts it."""
    return ax.get_title(loc="left") or ax.get_title()


@pytest.mark.parametrize("code", ["en", "zh"])
def test_every_figure_fits_and_speaks_the_language(code, figures, texts_outside):
    setup(language=code)
    try:
        for name, draw in figures.items():
            ax = draw()
            assert texts_outside(ax.figure) == [], name
            assert all(labels(ax)), name
            if code == "zh":
                english = [text for text in labels(ax) if not any("一" <= sign <= "鿿" for sign in text)]
                assert english == [], name
            mpl.pyplot.close(ax.figure)
    finally:
        setup(language="en")


def test_titles_say_what_the_data_of_cdnow_say(figures):
    titles = {name: draw().get_title() for name, draw in figures.items()}
    mpl.pyplot.close("all")
    assert titles["calibration"] == "The model puts 1.3% of the customers into a wrong bar"
    for name, miss in (("running totals", 11), ("by week", 11), ("holdout", 12)):
        wanted = f"In the holdout the model expects {miss}% fewer repeat purchases than came"
        assert titles[name] == wanted, name
    assert titles["alive"] == "Silent since 20: alive with 60% after 1 repeat purchase, with 1% after 12"
    assert titles["iso-values"] == "Silent since 49: worth most with 6 repeat purchases, less with more"
    assert titles["one history"] == "At 39 the customer is alive with 37%; repeat purchases so far: 4"


def test_figures_draw_the_numbers_they_are_given(tracked, cdnow):
    counts = MODEL.expected_counts(cdnow)
    heights = [bar.get_height() for bar in plot_calibration(counts).patches]
    assert heights == pytest.approx([*counts["actual"], *counts["expected"]])
    for tail, cumulative in (("_cumulative", True), ("", False)):
        lines = plot_tracking(tracked, calibration=39, cumulative=cumulative).lines
        assert lines[0].get_ydata() == pytest.approx(tracked[f"actual{tail}"].to_numpy())
        assert lines[1].get_ydata() == pytest.approx(tracked[f"expected{tail}"].to_numpy())
        assert lines[2].get_xdata() == [39, 39]
    history = alive_history(MODEL, [2, 5], 10)
    assert plot_alive_history(history).lines[0].get_ydata() == pytest.approx(history["probability_alive"])
    mpl.pyplot.close("all")


def test_without_a_holdout_the_title_speaks_of_all_that_was_seen(tracked):
    seen = tracked.loc[:39]
    for calibration in (0, 39):
        ax = plot_tracking(seen, calibration=calibration)
        assert ax.get_title() == "In all the model meets the number of repeat purchases"
        assert len(ax.lines) == 2
        mpl.pyplot.close(ax.figure)


def test_a_whale_names_those_who_lose_and_nobody_for_a_rounding_error():
    whale = plot_whale_curve(whale_curve(pd.DataFrame({"profit": [60, 90, -50, 0]})))
    assert whale.lines[0].get_ydata() == pytest.approx([0, 90, 150, 150, 100])
    assert whale.get_title() == "The best 50% earn 150% of the profit; 25% bring a loss"
    thirds = pd.DataFrame({"profit": [1 / 3] * 999 + [0.1] * 7})
    assert whale_curve(thirds)["share_of_profit"].iloc[-1] == 1
    assert plot_whale_curve(whale_curve(thirds)).get_title() == "No customer brings a loss"
    mpl.pyplot.close("all")


@pytest.mark.parametrize(
    ("expected", "title"),
    [
        (100, "In the holdout the model meets the number of repeat purchases"),
        (110, "In the holdout the model expects 10% more repeat purchases than came"),
        (80, "In the holdout the model expects 20% fewer repeat purchases than came"),
    ],
)
def test_the_title_says_how_far_the_model_misses(expected, title):
    table = pd.DataFrame({"customers": [1], "actual": [100.0], "expected": [float(expected)]}, index=[0])
    assert plot_holdout_by_frequency(table).get_title() == title
    nobody = plot_holdout_by_frequency(table.assign(actual=0.0))
    assert nobody.get_title() == "In the holdout nobody bought again"


def test_the_grid_of_values_holds_what_one_customer_is_worth():
    options = {"discount_rate": WEEKLY, "horizon": 52, "spend": 35, "margin": 0.3}
    grid = iso_value_grid(PARETO, 78.5, 9, **options)
    assert grid.shape == (78, 9)
    customer = pd.DataFrame({"frequency": [7], "recency": [30], "T": [78.5]})
    assert grid.loc[30, 7] == pytest.approx(customer_lifetime_value(PARETO, customer, **options).item())
    endless = iso_value_grid(PARETO, 78, 9, discount_rate=WEEKLY)
    one = pd.DataFrame({"frequency": [3], "recency": [60], "T": [78]})
    dert = PARETO.discounted_residual_transactions(one, np.log1p(WEEKLY)).item()
    assert endless.loc[60, 3] == pytest.approx(dert)
    assert iso_value_grid(SHOWS, 6, 6, discount_rate=0.1).isna().to_numpy().sum() == 15


def test_equal_curves_where_more_is_always_better_say_so():
    rising = pd.DataFrame([[1.0, 2.0], [2.0, 3.0]], index=[1, 2], columns=[1, 2])
    assert plot_iso_values(rising).get_title() == "Customers on one curve are worth the same"


def test_axes_name_their_unit_in_both_languages():
    history = alive_history(MODEL, [2, 5], 10)
    assert plot_alive_history(history).get_xlabel() == "time since the first purchase"
    assert plot_alive_history(history, unit="weeks").get_xlabel() == "time since the first purchase (weeks)"
    with language("zh"):
        assert plot_alive_history(history, unit="weeks").get_xlabel() == "自首次购买起的时间（周）"
        for unit in ("days", "weeks", "months", "years", "opportunities"):
            assert translate(unit) != unit
    with pytest.raises(ParameterError, match="unit=7 is not the name of a unit of time"):
        plot_alive_history(history, unit=7)
    mpl.pyplot.close("all")


DRAWN = [
    plot_calibration,
    plot_holdout_by_frequency,
    plot_alive_history,
    plot_whale_curve,
    plot_tiers,
    lambda table: plot_tracking(table, calibration=3),
]


@pytest.mark.parametrize("plot", DRAWN)
def test_a_table_without_its_columns_is_refused(plot):
    with pytest.raises(DataError, match="is missing"):
        plot(pd.DataFrame({"x": [1]}))
    with pytest.raises(DataError, match="a pandas DataFrame is needed, not list"):
        plot([1, 2])


def test_values_that_cannot_be_drawn_are_refused_by_row():
    counts = pd.DataFrame({"actual": [3.0, 1.0], "expected": [2.0, np.nan]})
    with pytest.raises(DataError, match="column 'expected', row 1: nan"):
        plot_calibration(counts)
    with pytest.raises(DataError, match="column 'actual' is 0 in every row"):
        plot_calibration(counts.assign(actual=0.0, expected=1.0))
    with pytest.raises(ParameterError, match="calibration=-1 is not a number from 0"):
        plot_tracking(counts, calibration=-1)


@pytest.mark.parametrize(
    ("grid", "message"),
    [
        (pd.DataFrame(), "two or more frequencies and recencies"),
        (pd.DataFrame({"客户": ["张", "李"]}), "two or more frequencies and recencies"),
        (pd.DataFrame({1: [0.5]}), "two or more frequencies and recencies"),
        (pd.DataFrame({1: [np.nan] * 2, 2: [np.nan] * 2}), "the grid holds no number"),
        ([[1, 2], [3, 4]], "a pandas DataFrame is needed, not list"),
    ],
)
@pytest.mark.parametrize("plot", [plot_history_grid, plot_iso_values])
def test_a_grid_that_is_none_is_refused(plot, grid, message):
    with pytest.raises(DataError, match=message):
        plot(grid)
