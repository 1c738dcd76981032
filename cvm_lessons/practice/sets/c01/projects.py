"""Exercise 13: the features of one show's relationships, each with its measure and its base."""

from functools import cache

import numpy as np
import pandas as pd

from cvm_lessons.datasets import load
from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values

__all__ = ["Q13"]

COLUMNS = ["customer_id", "edition_id", "sector", "year", "took_part", "cost_to_serve", "rebooked_on_site"]
SPENDS = ["spend_space", "spend_stand", "spend_sponsorship", "spend_digital"]
PRINTED = ("medical", 2025)
TENTH = 0.1


@cache
def _books() -> pd.DataFrame:
    return load("participations")[COLUMNS + SPENDS]


def _show(sector: str, year: int) -> dict[str, object]:
    rows = _books()
    kept = (rows["sector"] == sector) & (rows["year"] <= year)
    return {"sector": sector, "year": year, "participations": rows[kept].reset_index(drop=True)}


def _parts(given: Given) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the exhibitors who came, over all years, at this edition and at the one held before."""
    rows = given.participations
    came = rows[rows["took_part"] & rows["customer_id"].str.startswith("E")]
    before = came.loc[came["year"] < given.year, "year"].max()
    return came, came[came["year"] == given.year], came[came["year"] == before]


def _top_tenth(now: pd.DataFrame) -> float:
    """Return the share of space revenue of the largest tenth; where it is no whole number, one counts in part."""
    spends = now["spend_space"].sort_values(ascending=False).to_numpy()
    weights = np.clip(TENTH * len(spends) - np.arange(len(spends)), 0, 1)
    return float(spends @ weights / spends.sum())


def _features(given: Given) -> dict[str, object]:
    came, now, last = _parts(given)
    rows = given.participations
    visitors = rows[
        rows["took_part"] & (rows["year"] == given.year) & rows["customer_id"].str.startswith("V")
    ]
    first = came.groupby("customer_id")["year"].min()
    returned = last["customer_id"].isin(now["customer_id"])
    signed = last["rebooked_on_site"].astype(bool)
    profile = {
        "return_rate": returned.mean(),
        "first_timer_share": (now["customer_id"].map(first) == given.year).mean(),
        "rebooked_on_site": now["rebooked_on_site"].astype(bool).mean(),
        "top_tenth_space": _top_tenth(now),
    }
    return {
        "profile": {name: float(share) for name, share in profile.items()},
        "visitors_per_exhibitor": len(visitors) / len(now),
        "signing_gap": float(returned[signed].mean() - returned[~signed].mean()),
    }


def _profile(given: Given, **changes: float) -> dict[str, object]:
    profile = _features(given)["profile"]
    assert isinstance(profile, dict)
    return {"profile": profile | changes}


def _return_of_those_here(given: Given) -> dict[str, object]:
    _, now, last = _parts(given)
    return _profile(given, return_rate=float(now["customer_id"].isin(last["customer_id"]).mean()))


def _absent_last_time(given: Given) -> dict[str, object]:
    _, now, last = _parts(given)
    return _profile(given, first_timer_share=float((~now["customer_id"].isin(last["customer_id"])).mean()))


def _one_tenth_by_size(given: Given) -> dict[str, object]:
    _, now, _ = _parts(given)
    return _profile(given, top_tenth_space=float(now["spend_space"].max() / now["spend_space"].sum()))


def _invited(given: Given) -> dict[str, object]:
    rows = given.participations
    side = rows.loc[rows["year"] == given.year, "customer_id"].str[0].value_counts()
    return {"visitors_per_exhibitor": float(side["V"] / side["E"])}


def _signed_who_came(given: Given) -> dict[str, object]:
    _, now, last = _parts(given)
    signed = last[last["rebooked_on_site"].astype(bool)]
    return {"signing_gap": float(signed["customer_id"].isin(now["customer_id"]).mean())}


WAYS = (_return_of_those_here, _absent_last_time, _one_tenth_by_size, _invited, _signed_who_came)


def _tells(given: Given) -> bool:
    """Return whether each wrong way gives another number than the right one."""
    right = _features(given)
    profile = right["profile"]
    assert isinstance(profile, dict)
    gaps = []
    for way in WAYS:
        for name, value in way(given).items():
            if isinstance(value, dict):
                gaps.append(max(abs(value[key] - profile[key]) for key in profile))
            else:
                gaps.append(
                    abs(float(str(value)) - float(str(right[name]))) / (10 if name != "signing_gap" else 1)
                )
    return bool(min(gaps) > 0.015)


@cache
def _editions_that_suit() -> list[tuple[str, int]]:
    rows = _books()
    held = rows.loc[rows["took_part"] & (rows["year"] >= 2018), ["sector", "year"]].drop_duplicates()
    choices = sorted((str(sector), int(year)) for sector, year in held.to_numpy())
    return [choice for choice in choices if _tells(Given(_show(*choice)))]


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    if rng is None:
        return _show(*PRINTED)
    suitable = _editions_that_suit()
    return _show(*suitable[rng.integers(len(suitable))])


Q13 = Values(
    id="c01.q13",
    title="The features of your show, in numbers",
    concepts=("exhibition-relationship-features",),
    level="apply",
    lesson=3,
    draw=_draw,
    answers={
        "profile": Mapped(Number(within=0.005)),
        "visitors_per_exhibitor": Number(within=0.05),
        "signing_gap": Number(within=0.005),
    },
    reference=_features,
    misconceptions=(
        Misconception(
            "return-of-those-here",
            "Your return rate is a share of those who are here now. Who returns is asked of those who were there "
            "last time.",
            _return_of_those_here,
        ),
        Misconception(
            "absent-last-time",
            "You counted as first-timers all who missed the last edition. Some of them had come before.",
            _absent_last_time,
        ),
        Misconception(
            "largest-for-largest-tenth",
            "Your share of space is that of the largest exhibitor alone. The largest tenth is asked for.",
            _one_tenth_by_size,
        ),
        Misconception(
            "invited-for-came",
            "You counted those invited on both sides. The hall holds those who took part.",
            _invited,
        ),
        Misconception(
            "signed-who-came",
            "You gave the share of those who signed. Without the share of those who did not sign it is no gap.",
            _signed_who_came,
        ),
    ),
    hints=(
        "For each measure ask: of whom could it have been true?",
        "Keep rows with `took_part`; the first letter of `customer_id` tells the side. The last edition is the "
        "last one *held*, which may lie more than a year back.",
        "`relationship.show_profile(participations, sector=…, year=…)` has five of the six. For the gap, split "
        "the exhibitors of the last edition by `rebooked_on_site`.",
    ),
    solution=(
        "from cvm_lessons import relationship\n"
        "\n"
        'table = relationship.show_profile(**q13.given)["value"]\n'
        'profile = table[["return_rate", "first_timer_share", "rebooked_on_site", "top_tenth_space"]]\n'
        'visitors_per_exhibitor = table["visitors_per_exhibitor"]\n'
        "came = q13.given.participations.query(\"took_part and customer_id.str.startswith('E')\")\n"
        'editions = came.pivot(index="customer_id", columns="year", values="rebooked_on_site").iloc[:, -2:]\n'
        "again = editions.iloc[:, 1].notna().groupby(editions.iloc[:, 0]).mean()\n"
        "signing_gap = again[True] - again[False]"
    ),
    takeaway="Every feature has a measure, and every measure a base: say of whom the share is taken.",
)
