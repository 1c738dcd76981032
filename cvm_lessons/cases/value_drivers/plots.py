"""Figures of the case: what is revealed, who rebooks, where the show stands, what pays."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from cvm_lessons.cases.exhibitor_survey import Study
from cvm_lessons.cases.plan_plots import plot_payback
from cvm_lessons.cases.value_drivers.evidence import Redrawn
from cvm_lessons.cases.value_drivers.money import rebooking_by_value
from cvm_lessons.core import PALETTE, figure_axes, format_percent, label_end, translate
from cvm_lessons.measurement import fit_logit
from cvm_lessons.value import attribute_label, plot_slopes_by_sample, plot_value_map

__all__ = ["plot_payback", "plot_rebooking", "plot_revealed", "plot_standing", "plot_twins"]

SMALL, TALL = (6.4, 3.6), (6.4, 4.2)  # inches


def plot_revealed(drivers: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what each attribute accounts for, with its interval and the rank that customers say.

    Parameters
    ----------
    drivers : DataFrame
        What `find_drivers` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With an interval per attribute, the largest share on top.
    """
    ax = figure_axes(ax, size=SMALL)
    ordered = drivers.sort_values("derived")
    rows = range(len(ordered))
    ax.hlines(rows, ordered["derived_low"], ordered["derived_high"], color=PALETTE["blue"], linewidth=2.5)
    # A share of 0 lies on the axis: unclipped, its point is whole.
    ax.plot(ordered["derived"], rows, "o", color=PALETTE["blue"], markersize=7, clip_on=False)
    for row, (_, driver) in enumerate(ordered.iterrows()):
        said = translate("said: {rank}", rank=int(driver["stated_rank"])) if "stated_rank" in driver else ""
        label_end(ax, driver["derived_high"], row, said, color=PALETTE["grey"])
    ax.set_yticks(rows, [attribute_label(str(name)) for name in ordered.index])
    ax.xaxis.set_major_formatter(FuncFormatter(lambda share, _: format_percent(share)))
    ax.set(
        ylim=(-0.5, len(ordered) - 0.5),
        xlim=(0, 1.15 * float(drivers["derived_high"].max())),
        xlabel=translate("share of the differences in overall value accounted for"),
        title=translate("Overall value moves most with {name}", name=attribute_label(str(ordered.index[-1]))),
    )
    return ax


def plot_standing(shows: pd.DataFrame | None, *, ax: Axes | None = None) -> Axes | None:
    """Draw the customer value map, where there are rivals to draw.

    Parameters
    ----------
    shows : DataFrame or None
        What `place_show` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes or None
        None where the learner's own file rates no rivals.
    """
    return None if shows is None else plot_value_map(shows, ax=figure_axes(ax, size=SMALL))


def plot_twins(redrawn: Redrawn, *, ax: Axes | None = None) -> Axes:
    """Draw the coefficients of the two attributes whose ratings go together most, a point per survey.

    Parameters
    ----------
    redrawn : Redrawn
        What `draw_again` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one point per redrawn survey.
    """
    twins = redrawn.twins
    ax = figure_axes(ax, size=SMALL)
    drawn: Axes = plot_slopes_by_sample(redrawn.slopes, twins.first, twins.second, ax=ax)
    return drawn


def plot_rebooking(study: Study, *, ax: Axes | None = None) -> Axes:
    """Draw which share rebooks at each score of overall value, and the curve fitted to the answers.

    Parameters
    ----------
    study : Study
        Larkport's answers within the filters.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a point per score, its area in proportion to the answers.
    """
    ax = figure_axes(ax, size=SMALL)
    table = rebooking_by_value(study)
    scores = pd.DataFrame({"value_overall": range(1, 11)})
    curve = fit_logit(study.survey, "rebooked_on_site", ["value_overall"]).probabilities(scores)
    ax.plot(scores["value_overall"], curve, color=PALETTE["orange"], linewidth=2)
    ax.scatter(table["value_overall"], table["share"], s=4 * table["n"], color=PALETTE["blue"], alpha=0.7)
    label_end(ax, 10, float(curve.iloc[-1]), translate("fitted curve"), color=PALETTE["ink"])
    ax.yaxis.set_major_formatter(FuncFormatter(lambda share, _: format_percent(share)))
    ax.set(
        xlim=(0.5, 11.5),
        ylim=(0, 1.05),
        xticks=range(1, 11),
        xlabel=translate("overall value, points of 10"),
        ylabel=translate("share that rebooks on site"),
        title=translate("Rebooking at each score (area: number of answers)"),
    )
    return ax
