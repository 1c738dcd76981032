"""The panels of Larkport Expo on the sheet of distributions."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, YearLocator
from matplotlib.ticker import PercentFormatter

from cvm_lessons.core import PALETTE, label_end, translate
from cvm_lessons.datasets.loading import load

__all__ = ["ORGANISER_PANELS", "Panel", "long_tail", "over_time"]

Folder = str | Path | None
Panel = tuple[str, Callable[[Axes, Folder], None]]
BLUE, ORANGE, GREY, RED = (PALETTE[name] for name in ("blue", "orange", "grey", "red"))
LINES = ["spend_space", "spend_stand", "spend_sponsorship", "spend_digital"]


def bars(ax: Axes, counts: pd.Series, label: str, *, color: str = BLUE) -> None:
    """Draw one bar a group; the index names the groups."""
    ax.bar(range(len(counts)), counts.to_numpy(), color=color, width=0.8)
    ax.set_xticks(range(len(counts)), [str(name) for name in counts.index])
    ax.set_ylabel(translate(label))
    ax.grid(axis="x", visible=False)


def lying_bars(ax: Axes, counts: pd.Series, label: str) -> None:
    """Draw one lying bar a group, for groups with long names."""
    ax.barh(range(len(counts)), counts.to_numpy(), color=BLUE, height=0.8)
    ax.set_yticks(range(len(counts)), [str(name) for name in counts.index])
    ax.set_xlabel(translate(label))
    ax.grid(axis="y", visible=False)


def histogram(ax: Axes, values: pd.Series, label: str, bins: np.ndarray, *, color: str = BLUE) -> None:
    """Draw the shares of a variable's classes."""
    data = values.dropna().to_numpy(dtype=float)
    ax.hist(data, bins=list(bins), weights=np.full(len(data), 1 / len(data)), color=color, rwidth=0.92)
    ax.set_xlabel(translate(label))
    ax.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))


def over_time(ax: Axes, line: pd.Series, *, color: str = BLUE, label: str = "") -> None:
    """Draw a line over months or days; the index holds dates or their ISO texts."""
    dates = pd.to_datetime(line.index)
    ax.plot(dates, line, color=color, linewidth=1.2, label=label)
    ax.xaxis.set_major_locator(YearLocator(1 if (dates[-1] - dates[0]).days < 2000 else 3))
    ax.xaxis.set_major_formatter(DateFormatter("%Y"))
    ax.set_ylim(bottom=0)


def long_tail(ax: Axes, values: pd.Series, label: str) -> None:
    """Draw a positive variable on a logarithmic axis, with its median."""
    data = values[values > 0].to_numpy(dtype=float)
    ax.hist(data, bins=list(np.geomspace(data.min(), data.max(), 40)), color=BLUE)
    ax.set_xscale("log")
    middle = float(np.median(data))
    ax.axvline(middle, color=ORANGE)
    ax.annotate(
        translate("median {value}", value=f"{middle:,.0f}"),
        (middle, 1.0),
        xycoords=("data", "axes fraction"),
        xytext=(4, -10),
        textcoords="offset points",
        color=PALETTE["ink"],
    )
    ax.set_xlabel(translate(label))


def _who_came(ax: Axes, folder: Folder) -> None:
    editions = load("editions", folder).groupby("year")[["exhibitors", "visitors"]].sum()
    for name, text, color in (("visitors", "visiting companies", GREY), ("exhibitors", "exhibitors", BLUE)):
        ax.plot(editions.index, editions[name], color=color, marker="o", markersize=3)
        last = editions.index[-1]
        label_end(ax, last, editions[name].iloc[-1], translate(text), color=color)
    ax.set_xlabel(translate("year"))
    ax.set_ylabel(translate("companies that came"))
    ax.set_ylim(bottom=0)


def _exhibitors(folder: Folder) -> pd.DataFrame:
    rows = load("participations", folder)
    return rows[rows["customer_id"].str.startswith("E")]


def _won(ax: Axes, folder: Folder) -> None:
    customers = load("organisations", folder).query("role == 'exhibitor'")
    bars(
        ax,
        customers["first_year"].value_counts().sort_index().rename(lambda y: f"'{y % 100:02d}"),
        "exhibitors",
    )
    ax.set_xlabel(translate("first year"))


def _comes_back(ax: Axes, folder: Folder) -> None:
    rows = _exhibitors(folder)
    since = rows.groupby("customer_id").cumcount()
    kept = rows.groupby(since)["took_part"].mean()
    ax.plot(kept.index, kept, color=BLUE, marker="o", markersize=3)
    ax.set_ylim(0, 1.02)
    ax.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    ax.set_xlabel(translate("editions invited to since the first"))
    ax.set_ylabel(translate("share that came"))


def _spend(ax: Axes, folder: Folder) -> None:
    came = _exhibitors(folder).query("took_part")
    long_tail(ax, came[LINES].sum(axis=1), "spend of a participation, yuan")


def _cost(ax: Axes, folder: Folder) -> None:
    came = _exhibitors(folder).query("took_part")
    ax.scatter(
        came[LINES].sum(axis=1),
        came["cost_to_serve"],
        s=3,
        alpha=0.25,
        color=BLUE,
        edgecolors="none",
        rasterized=True,
    )
    ax.set(xscale="log", yscale="log")
    ax.set_xlabel(translate("spend of a participation, yuan"))
    ax.set_ylabel(translate("cost to serve, yuan"))


def _value(ax: Axes, folder: Folder) -> None:
    histogram(ax, load("surveys", folder)["value_overall"], "overall value, points", np.arange(0.5, 11))


def _satisfaction(ax: Axes, folder: Folder) -> None:
    histogram(
        ax, load("satisfaction", folder)["sat_overall"], "overall satisfaction, points", np.arange(0.5, 11)
    )


def _share_of_budget(ax: Axes, folder: Folder) -> None:
    share = load("relationship", folder)["share_of_budget"]
    histogram(ax, share, "share of the trade-show budget, percent", np.arange(0, 105, 5))


def _contact(ax: Axes, folder: Folder) -> None:
    months = load("touchpoints", folder)["date"].dt.month.value_counts().sort_index()
    bars(ax, months, "contacts made")
    ax.set_xlabel(translate("month"))


def _causes(ax: Axes, folder: Folder) -> None:
    lying_bars(
        ax, load("complaints", folder)["cause"].astype(str).value_counts()[::-1], "number of complaints"
    )


def _words(ax: Axes, folder: Folder) -> None:
    comments = load("comments", folder)
    for language, color in (("en", BLUE), ("zh", ORANGE)):
        length = comments.loc[comments["language"] == language, "text"].str.len()
        ax.hist(
            length, bins=list(range(0, 240, 10)), histtype="step", color=color, linewidth=1.6, label=language
        )
    ax.legend()
    ax.set_xlabel(translate("length of a comment, characters"))


def _leads(ax: Axes, folder: Folder) -> None:
    months = load("channel_monthly", folder).groupby("month")["leads"].sum()
    over_time(ax, months)
    ax.set_ylabel(translate("leads a month"))


def _branches(ax: Axes, folder: Folder) -> None:
    units = load("units", folder)
    ax.scatter(
        units["employee_satisfaction"],
        units["customer_satisfaction"],
        s=6,
        alpha=0.4,
        color=BLUE,
        edgecolors="none",
    )
    ax.set_xlabel(translate("satisfaction of staff, points"))
    ax.set_ylabel(translate("of customers, points"))


ORGANISER_PANELS: list[Panel] = [
    ("Larkport: who came", _who_came),
    ("Larkport: exhibitors won, seeding years", _won),
    ("Larkport: exhibitors coming back", _comes_back),
    ("Larkport: a long tail of spend", _spend),
    ("Larkport: giants that cost too much", _cost),
    ("Larkport: overall value", _value),
    ("Larkport: satisfaction leans to the top", _satisfaction),
    ("Larkport: share of budget", _share_of_budget),
    ("Larkport: contacts by month", _contact),
    ("Larkport: causes of complaints", _causes),
    ("Larkport: comments in two languages", _words),
    ("Larkport: leads of all channels", _leads),
    ("Larkport: branches by quarter", _branches),
]
