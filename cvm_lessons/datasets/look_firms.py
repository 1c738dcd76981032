"""The panels of the six small firms on the sheet of distributions."""

from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from cvm_lessons.core import PALETTE, translate
from cvm_lessons.datasets.loading import load
from cvm_lessons.datasets.look_organiser import Folder, Panel, long_tail, over_time

__all__ = ["FIRM_PANELS"]

BLUE, ORANGE = PALETTE["blue"], PALETTE["orange"]


def _churn(ax: Axes, folder: Folder) -> None:
    months = load("telecom_months", folder).query("tenure_months <= 48")
    rate = months.groupby("tenure_months")["churned"].mean()
    ax.plot(rate.index, rate, color=BLUE, linewidth=1.2)
    ax.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    ax.set_ylim(bottom=0)
    ax.set_xlabel(translate("tenure, months"))
    ax.set_ylabel(translate("leave in the month"))


def _bills(ax: Axes, folder: Folder) -> None:
    long_tail(ax, load("telecom_months", folder)["bill"], "monthly bill, yuan")


def _renewal(ax: Axes, folder: Folder) -> None:
    years = load("club_years", folder).dropna(subset="renewed")
    rate = years.groupby("membership_year")["renewed"].mean()
    ax.plot(rate.index, rate, color=BLUE, marker="o", markersize=3)
    ax.set_ylim(0, 1.02)
    ax.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    ax.set_xlabel(translate("year of membership"))
    ax.set_ylabel(translate("share that renews"))


def _weeks(ax: Axes, folder: Folder) -> None:
    dates = load("coffee_transactions", folder)["date"]
    weeks = (dates - dates.min()).dt.days // 7
    counts = weeks.value_counts().sort_index()[:-1]  # the last week may be cut
    ax.plot(counts.index, counts, color=BLUE, linewidth=1.2)
    ax.set_ylim(bottom=0)
    ax.set_xlabel(translate("week"))
    ax.set_ylabel(translate("visits"))


def _visits(ax: Axes, folder: Folder) -> None:
    visits = load("coffee_transactions", folder).groupby("customer_id").size()
    counts = visits.clip(upper=100).value_counts().sort_index()
    ax.plot(counts.index, counts, color=BLUE, marker=".", linestyle="none")
    ax.set_yscale("log")
    ax.set_xlabel(translate("visits of a customer (100: or more)"))
    ax.set_ylabel(translate("number of customers"))


def _penalty(ax: Axes, folder: Folder) -> None:
    months = load("restaurant_months", folder)
    ever = months.groupby("outlet_id")["penalty_per_complaint"].transform("max") > 0
    rate = 1000 * months["complaints_recorded"] / months["guests"]
    for fined, color, label in ((True, ORANGE, "staff are fined"), (False, BLUE, "no fines")):
        line = rate[ever == fined].groupby(months["month"]).mean()
        over_time(ax, line, color=color, label=translate(label))
    ax.legend()
    ax.set_ylabel(translate("complaints per 1,000 guests"))


def _cycles(ax: Axes, folder: Folder) -> None:
    orders = load("devices_orders", folder).sort_values(["account_id", "date"])
    gaps = orders.groupby("account_id")["date"].diff().dt.days.dropna()
    ax.hist(gaps[gaps > 0], bins=list(range(0, 730, 20)), color=BLUE)
    ax.set_xlabel(translate("days between two orders"))


def _prescriptions(ax: Axes, folder: Folder) -> None:
    rows = load("pharma_sales", folder)
    ax.scatter(rows["spend"], rows["prescriptions"], s=6, alpha=0.4, color=BLUE, edgecolors="none")
    ax.set(xscale="log", yscale="log")
    ax.set_xlabel(translate("spend in a channel, local currency"))
    ax.set_ylabel(translate("prescriptions"))


FIRM_PANELS: list[Panel] = [
    ("Telecom: who leaves when", _churn),
    ("Telecom: bills", _bills),
    ("Club: renewal rises with the year", _renewal),
    ("Coffee: visits a week", _weeks),
    ("Coffee: few come often", _visits),
    ("Restaurant: fines hide complaints", _penalty),
    ("Devices: long cycles", _cycles),
    ("Pharma: response by channel", _prescriptions),
]
