"""Claims of the restaurants: penalty and authority, the weight of articles, the leniency of auditors."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.datasets.claims._estimators import Values, least_squares, mean, share
from cvm_lessons.datasets.claims._panels import at, within
from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World

__all__ = ["CLAIMS"]

Found = tuple[float, float]
Column = Callable[[World], np.ndarray]


def _recorded_share(world: World) -> np.ndarray:
    """Log share of the dissatisfied that is recorded, with half a complaint added against empty months."""
    behind = world["restaurant_dissatisfaction"]["dissatisfied"].to_numpy()
    recorded = world["restaurant_months"]["complaints_recorded"].to_numpy() + 0.5
    return np.asarray(np.log(recorded / behind))


def _recorded_rate(world: World) -> np.ndarray:
    months = world["restaurant_months"]
    return np.asarray(np.log((months["complaints_recorded"] + 0.5) / months["guests"]))


def _shown(column: str, world: World) -> np.ndarray:
    return np.asarray(world["restaurant_months"][column], dtype=float)


def _policy(outcome: Column, place: int, world: World) -> Found:
    """Both policies at once, within outlets and months; outlets as clusters."""
    months = world["restaurant_months"]
    policies = np.column_stack([months["penalty_per_complaint"] > 0, months["empowered"], outcome(world)])
    left = _both(policies, months)
    return at(least_squares(left[:, 2], list(left[:, :2].T), clusters=months["outlet_id"]), place)


def _both(columns: Values, months: pd.DataFrame) -> np.ndarray:
    """Take away the means of outlets and months of a panel without gaps."""
    return within(within(columns, months["outlet_id"]), months["month"].astype(str))


def _logit(world: World) -> np.ndarray:
    return np.asarray(world["restaurant_dissatisfaction"]["logit"])


def _article_fit(world: World) -> tuple[np.ndarray, np.ndarray]:
    months = world["restaurant_months"]
    columns = [*world["restaurant_compliance"].to_numpy().T, months["empowered"]]
    columns.append(months["penalty_per_complaint"] > 0)
    return least_squares(months["online_rating"], columns)


def _article(name: str, world: World) -> Found:
    return at(_article_fit(world), 1 + list(world.truth["restaurant"]["article_weight"]).index(name))


def _leniency(auditor: str, world: World) -> Found:
    """Difference to auditor 3 between the two audits of the same outlet in the same month."""
    audits, keys = world["restaurant_audits"], ["outlet_id", "month"]
    visits = audits.pivot_table(index=keys, columns="auditor", values="score")
    names = list(world.truth["restaurant"]["leniency"])
    twice = visits[visits.notna().sum(axis=1) == 2][names]
    signs = np.zeros(twice.shape)
    there = twice.notna().to_numpy()
    signs[np.arange(len(twice)), there.argmax(axis=1)] = 1.0
    signs[np.arange(len(twice)), len(names) - 1 - there[:, ::-1].argmax(axis=1)] = -1.0
    gap = (signs * twice.fillna(0.0).to_numpy()).sum(axis=1)
    others = [name for name in names if name != "auditor 3"]
    return at(least_squares(gap, [signs[:, names.index(name)] for name in others]), 1 + others.index(auditor))


def _audit_error(world: World) -> Found:
    """From two audits of the same outlet and month; rounding adds a twelfth to the variance."""
    audits = world["restaurant_audits"]
    twice = audits[audits.duplicated(["outlet_id", "month", "article"], keep=False)]
    pairs = twice.sort_values(["outlet_id", "month", "article", "auditor"])["score"].to_numpy().reshape(-1, 2)
    many = twice["article"].nunique()
    gaps = within(pairs[:, 1] - pairs[:, 0], np.arange(len(pairs)) // many)
    variance, error = mean(gaps**2 * many / (many - 1) / 2 - 1 / 12)
    return float(np.sqrt(variance)), float(error / 2 / np.sqrt(variance))


def _base_recorded(world: World) -> Found:
    """Share of the dissatisfied whose complaint is recorded before any policy; binomial."""
    before = world["restaurant_design"].eval("penalty + authority == 0").to_numpy()
    recorded = world["restaurant_months"]["complaints_recorded"][before].sum()
    many = world["restaurant_dissatisfaction"]["dissatisfied"][before].sum()
    return float(recorded / many), float(np.sqrt(recorded) / many)


def _rating_pull(world: World) -> Found:
    months = world["restaurant_months"]
    last = months.groupby("outlet_id")["online_rating"].shift()
    rows = months[last.notna()]
    left = _both(np.column_stack([np.log(rows["guests"]), last.dropna()]), rows)
    return at(least_squares(left[:, 0], [left[:, 1]], clusters=rows["outlet_id"]), 1)


def _growth(world: World) -> Found:
    """Change over a whole year, within an outlet and the same calendar month."""
    months = world["restaurant_months"]
    guests = np.log(months["guests"]).to_numpy().reshape(-1, 36)
    pull = world.truth["restaurant"]["rating_pull"]
    rated = np.roll(months["online_rating"].to_numpy().reshape(-1, 36), 1, axis=1)
    rated[:, 0] = world.truth["restaurant"]["online"]["mean"]
    steps = (guests - pull * rated)[:, 12:] - (guests - pull * rated)[:, :-12]
    yearly = steps.mean(axis=1) / 12
    return float(yearly.mean()), float(yearly.std(ddof=1) / np.sqrt(len(yearly)))


def _waiting(world: World) -> Found:
    months = world["restaurant_months"]
    logs = within(np.log(months[["wait_minutes", "guests"]]), months["outlet_id"])
    return at(least_squares(logs[:, 0], [logs[:, 1]], clusters=months["outlet_id"]), 1)


def _net(truth: Mapping[str, Any]) -> float:
    """Recorded complaints per guest: fewer are written, a little more are dissatisfied."""
    odds = np.exp(truth["dissatisfied"])
    return float(truth["penalty_recorded"] + truth["penalty_dissatisfied"] / (1 + odds))


def _turnover(truth: Mapping[str, Any], policy: str) -> float:
    odds = np.exp([truth["turnover"]["mean"], truth["turnover"]["mean"] + truth[f"{policy}_turnover"]])
    return float(np.diff(odds / (1 + odds))[0])


HALF = "half a complaint is added before the logarithm"

CLAIMS: list[Claim] = [
    *(
        Claim(
            "restaurant",
            f"{policy}: logarithm of the share of the dissatisfied that is recorded",
            lambda truth, policy=policy: truth["restaurant"][f"{policy}_recorded"],  # type: ignore[misc]
            partial(_policy, _recorded_share, place),
            slack=0.01,
            why=HALF,
        )
        for place, policy in enumerate(("penalty", "authority"), start=1)
    ),
    *(
        Claim(
            "restaurant",
            f"{policy}: logits of dissatisfaction",
            lambda truth, policy=policy: truth["restaurant"][f"{policy}_dissatisfied"],  # type: ignore[misc]
            partial(_policy, _logit, place),
        )
        for place, policy in enumerate(("penalty", "authority"), start=1)
    ),
    Claim(
        "restaurant",
        "penalty: logarithm of recorded complaints per guest, as a reader finds it",
        lambda truth: _net(truth["restaurant"]),
        partial(_policy, _recorded_rate, 1),
        slack=0.02,
        why=HALF + ", and the share of the dissatisfied differs between outlets",
    ),
    *(
        Claim(
            "restaurant",
            f"{policy}: points of {column}",
            lambda truth, policy=policy, form=form: (  # type: ignore[misc]
                truth["restaurant"][f"{policy}_dissatisfied"] * truth["restaurant"][form]["slope"]
            ),
            partial(_policy, partial(_shown, column), place),
        )
        for place, policy in enumerate(("penalty", "authority"), start=1)
        for column, form in (("mystery_guest", "mystery"), ("online_rating", "online"))
    ),
    *(
        Claim(
            "restaurant",
            f"{policy}: share of staff that leaves",
            lambda truth, policy=policy: _turnover(truth["restaurant"], policy),  # type: ignore[misc]
            partial(_policy, partial(_shown, "staff_turnover"), place),
            slack=0.002,
            why="the truth acts on logits, and outlets and policies overlap",
        )
        for place, policy in enumerate(("penalty", "authority"), start=1)
    ),
    *(
        Claim(
            "restaurant",
            f"weight of the article {name}",
            lambda truth, name=name: truth["restaurant"]["article_weight"][name],  # type: ignore[misc]
            partial(_article, name),
        )
        for name in ("greeting", "hot_food_hot", "honest_waiting_time", "complaint_heard", "complete_uniform")
    ),
    *(
        Claim(
            "restaurant",
            f"leniency of {name} against auditor 3",
            lambda truth, name=name: truth["restaurant"]["leniency"][name],  # type: ignore[misc]
            partial(_leniency, name),
            slack=0.02,
            why="no audit goes beyond ten points",
        )
        for name in ("auditor 1", "auditor 4", "auditor 5")
    ),
    Claim(
        "restaurant",
        "error of an audit, standard deviation",
        lambda truth: truth["restaurant"]["audit_sd"],
        _audit_error,
        slack=0.02,
        why="whole points, and no audit goes beyond ten",
    ),
    Claim(
        "restaurant",
        "share of the dissatisfied whose complaint is recorded",
        lambda truth: truth["restaurant"]["recorded"],
        _base_recorded,
    ),
    Claim(
        "restaurant",
        "logarithm of guests per point of last month's online rating",
        lambda truth: truth["restaurant"]["rating_pull"],
        _rating_pull,
    ),
    Claim(
        "restaurant",
        "growth of guests per month",
        lambda truth: truth["restaurant"]["guests"]["growth"],
        _growth,
    ),
    Claim(
        "restaurant",
        "waiting time: elasticity to guests",
        lambda truth: truth["restaurant"]["waiting"]["guests"],
        _waiting,
    ),
    Claim(
        "restaurant",
        "share of months out of control",
        lambda truth: truth["restaurant"]["incident"]["share"],
        lambda world: share(world["restaurant_incidents"]),
    ),
]
