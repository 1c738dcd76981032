"""What the coffee chain's world claims: BG/NBD visits, gamma-gamma amounts, the programme and the clock."""

from functools import partial

import numpy as np
import pandas as pd
from scipy.special import digamma, hyp2f1, polygamma

from cvm_lessons.datasets.claims._estimators import correlation, logistic_slopes, mean, share
from cvm_lessons.datasets.claims._panels import at
from cvm_lessons.datasets.claims._values import Truth, value_of
from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World

__all__ = ["CLAIMS"]

Found = tuple[float, float]
AREA = "coffee"
END = pd.Timestamp("2025-12-29")  # the day after the last one
WHOLE_DAYS = "days are whole; a visit late on a day is up to a day off"


def _repeats(weeks: int, world: World) -> pd.Series:
    """Repeat visits in the first `weeks` of customers outside the programme's city, seen for so long."""
    customers = world["coffee_customers"]
    seen = (customers["city"] != "Chengdu") & (customers["first_date"] <= END - pd.Timedelta(weeks=weeks))
    plain = customers[seen].set_index("customer_id")["first_date"]
    visits = world["coffee_transactions"].query("visit > 1")
    age = visits["date"] - visits["customer_id"].map(plain)
    early = visits.loc[age < pd.Timedelta(weeks=weeks), "customer_id"]
    return early.value_counts().reindex(plain.index, fill_value=0)


def _true_repeats(weeks: int, truth: Truth) -> float:
    """Fader, Hardie and Lee (2005), expected number of repeat visits of a random customer."""
    r, alpha, a, b = (truth["coffee_visits"][name] for name in ("r", "alpha", "a", "b"))
    hyper = hyp2f1(r, b, a + b - 1.0, weeks / (alpha + weeks))
    return float((a + b - 1.0) / (a - 1.0) * (1.0 - (alpha / (alpha + weeks)) ** r * hyper))


def _mean_repeats(weeks: int, world: World) -> Found:
    return mean(_repeats(weeks, world))


def _none(weeks: int, world: World) -> Found:
    return share(_repeats(weeks, world) == 0)


def _true_none(weeks: int, truth: Truth) -> float:
    visits = truth["coffee_visits"]
    return float((visits["alpha"] / (visits["alpha"] + weeks)) ** visits["r"])


def _hidden(column: str, power: int, world: World) -> Found:
    return mean(world["coffee_base"][column] ** power)


def _true_rate(truth: Truth) -> float:
    return float(truth["coffee_visits"]["r"] / truth["coffee_visits"]["alpha"])


def _log_rate(truth: Truth) -> float:
    return float(digamma(truth["coffee_visits"]["r"]) - np.log(truth["coffee_visits"]["alpha"]))


def _hidden_log_rate(world: World) -> Found:
    return mean(np.log(world["coffee_base"]["rate"]))


def _true_lost(truth: Truth) -> float:
    a, b = truth["coffee_visits"]["a"], truth["coffee_visits"]["b"]
    return float(a / (a + b))


def _true_lost_square(truth: Truth) -> float:
    a, b = truth["coffee_visits"]["a"], truth["coffee_visits"]["b"]
    return float(a * (a + 1.0) / ((a + b) * (a + b + 1.0)))


def _logs(world: World) -> pd.DataFrame:
    """Mean, number and squares within of the logarithms of each customer's amounts."""
    sales = world["coffee_transactions"]
    logs = np.log(sales["amount"])
    groups = logs.groupby(sales["customer_id"])
    frame = groups.agg(mean="mean", n="size")
    frame["within"] = ((logs - groups.transform("mean")) ** 2).groupby(sales["customer_id"]).sum()
    return frame


def _log_within(world: World) -> Found:
    frame = _logs(world)
    free = (frame["n"] - 1).sum()
    variance = float(frame["within"].sum() / free)
    residual = frame["within"] - variance * (frame["n"] - 1)
    return variance, float(np.sqrt((residual**2).sum()) / free)


def _log_between(world: World) -> Found:
    """Spread of customers' mean logarithms, less what the spread within brings."""
    frame = _logs(world)
    within = frame["within"].sum() / (frame["n"] - 1).sum()
    squares = (frame["mean"] - frame["mean"].mean()) ** 2 - within / frame["n"]
    return mean(squares)


def _log_mean(world: World) -> Found:
    return mean(_logs(world)["mean"])


def _mean_amount(world: World) -> Found:
    """Mean over customers of their means: a mean over visits would be theirs who come often."""
    return mean(world["coffee_transactions"].groupby("customer_id")["amount"].mean())


def _frequency_and_amount(world: World) -> Found:
    frame = _logs(world)
    return correlation(frame["n"], frame["mean"])


def _drawn(world: World) -> Found:
    return share(world["coffee_customers"]["invited"].dropna())


JOIN = ("new", "invited", "not_invited", "rate", "app")


def _join(place: int, world: World) -> Found:
    """Logit of joining of those who came to the programme's city after its start, new ones the base."""
    shown, start = world["coffee_customers"], pd.Timestamp("2024-12-30")
    last = shown["customer_id"].map(world["coffee_transactions"].groupby("customer_id")["date"].max())
    asked = (shown["city"] == "Chengdu") & (last >= start)
    log_rate = np.log(world["coffee_base"]["rate"]) - _log_rate(world.truth)
    columns = [shown["invited"] == 1, shown["invited"] == 0, log_rate, shown["app"]]
    return at(logistic_slopes(shown.loc[asked, "member"], [column[asked] for column in columns]), place)


def _true_join(place: int, truth: Truth) -> float:
    terms = truth["coffee_programme"]["join"]
    base = terms["new"] if JOIN[place] in ("invited", "not_invited") else 0.0
    return float(terms[JOIN[place]] - base)


def _lift(world: World) -> Found:
    """Visits after joining over those due at the customer's own rate while not lost."""
    base, visits = world["coffee_base"], world["coffee_visits"]
    joined = (base["start"] + world["coffee_joining"]["joined"]).to_numpy()
    member = np.isfinite(joined)
    lost = visits[visits["lost_after"]].set_index("customer")["week"].reindex(base.index).to_numpy()
    until = np.fmin(lost, world.truth["coffee"]["weeks"])  # not lost: to the end
    due = (base["rate"].to_numpy() * (until - joined))[member].sum()
    # The visit at which somebody joins comes back from its clock with a rounding error.
    after = visits["week"].to_numpy() > joined[visits["customer"]] + 1e-9
    return float(after.sum() / due - 1.0), float(np.sqrt(after.sum()) / due)


def _weekday(name: str, world: World) -> Found:
    return share(world["coffee_transactions"]["date"].dt.day_name() == name)


def _home(world: World) -> Found:
    sales = world["coffee_transactions"].query("visit > 1")
    own = world["coffee_customers"].set_index("customer_id")["store"]
    return share(sales["store"].to_numpy() == own.loc[sales["customer_id"]])


def _items(world: World) -> Found:
    sales = world["coffee_transactions"]
    total = sales["amount"].sum()
    return float((sales["items"] - 1).sum() / total), float(np.sqrt((sales["items"] - 1).sum()) / total)


def _app(world: World) -> Found:
    customers = world["coffee_customers"]
    # Outside the app age is known by chance only, so known ages without app count for more.
    known = customers[customers["age_band"] == "18-24"]
    weight = np.where(known["app"], 1.0, 1.0 / (1.0 - world.truth["coffee"]["age_unknown"]))
    share = float(weight[known["app"].to_numpy()].sum() / weight.sum())
    residual = weight * (known["app"].to_numpy() - share)
    return share, float(np.sqrt((residual**2).sum()) / weight.sum())


def _age_unknown(world: World) -> Found:
    customers = world["coffee_customers"]
    return share(customers.loc[~customers["app"], "age_band"].isna())


def _city(world: World) -> Found:
    return share(world["coffee_customers"]["city"] == "Chengdu")


def _opening(world: World) -> Found:
    return share(world["coffee_customers"]["first_date"] < pd.Timestamp("2024-04-01"))


def _true_opening(truth: Truth) -> float:
    first = truth["coffee"]["first_visit"]
    week = np.arange(first["last_week"])
    new = 1.0 + first["opening"] * np.exp(-week / first["opening_weeks"])
    new += first["summer"] * np.sin(2.0 * np.pi * week / 52.0)
    return float(new[:13].sum() / new.sum())


def _gamma_gamma(truth: Truth) -> tuple[float, float, float]:
    spend = truth["coffee_spend"]
    return spend["p"], spend["q"], spend["gamma"]


def _true_amount(truth: Truth) -> float:
    p, q, gamma = _gamma_gamma(truth)
    return float(p * gamma / (q - 1.0))


def _true_log_amount(truth: Truth) -> float:
    p, q, gamma = _gamma_gamma(truth)
    return float(digamma(p) - digamma(q) + np.log(gamma))


def _trigamma(name: str, truth: Truth) -> float:
    """The variance of the logarithm of a gamma variable with this shape."""
    return float(polygamma(1, truth["coffee_spend"][name]))


def _nothing(truth: Truth) -> float:
    return 0.0


FEW = "a logit from few joiners leans outwards"
FIRST_WEEK = "the week of a first visit has no days before it"

CLAIMS: list[Claim] = [
    *(
        Claim(
            AREA,
            f"mean repeat visits in {weeks} weeks",
            partial(_true_repeats, weeks),
            partial(_mean_repeats, weeks),
            0.03,
            WHOLE_DAYS,
        )
        for weeks in (13, 26, 52, 78)
    ),
    *(
        Claim(
            AREA,
            f"share without repeat visit in {weeks} weeks",
            partial(_true_none, weeks),
            partial(_none, weeks),
            0.003,
            WHOLE_DAYS,
        )
        for weeks in (13, 52)
    ),
    Claim(AREA, "mean rate of visits", _true_rate, partial(_hidden, "rate", 1)),
    Claim(AREA, "mean logarithm of the rate", _log_rate, _hidden_log_rate),
    Claim(AREA, "mean chance of being lost", _true_lost, partial(_hidden, "lost", 1)),
    Claim(AREA, "mean square of that chance", _true_lost_square, partial(_hidden, "lost", 2)),
    Claim(AREA, "mean amount of a customer", _true_amount, _mean_amount),
    Claim(AREA, "mean logarithm of amounts", _true_log_amount, _log_mean),
    Claim(AREA, "variance of log amounts within a customer", partial(_trigamma, "p"), _log_within),
    Claim(AREA, "variance of log amounts between customers", partial(_trigamma, "q"), _log_between),
    Claim(AREA, "correlation of frequency and amount", _nothing, _frequency_and_amount),
    Claim(AREA, "share drawn for an invitation", value_of("coffee_programme", "invited"), _drawn),
    *(
        Claim(AREA, f"logit of joining: {name}", partial(_true_join, place), partial(_join, place), 0.03, FEW)
        for place, name in enumerate(JOIN)
    ),
    Claim(AREA, "lift of a member's rate", value_of("coffee_programme", "lift"), _lift),
    *(
        Claim(
            AREA, f"share of {day}", value_of(AREA, "weekday", day), partial(_weekday, day), 0.001, FIRST_WEEK
        )
        for day in ("Friday", "Sunday")
    ),
    Claim(AREA, "visits to the own store", value_of(AREA, "home_store"), _home),
    Claim(AREA, "items per yuan", value_of(AREA, "items_per_yuan"), _items),
    Claim(AREA, "app among the young", value_of(AREA, "app", "18-24"), _app),
    Claim(AREA, "age not known without app", value_of(AREA, "age_unknown"), _age_unknown),
    Claim(AREA, "share of Chengdu", value_of(AREA, "city_share", "Chengdu"), _city),
    Claim(AREA, "first visits in the opening quarter", _true_opening, _opening),
]
