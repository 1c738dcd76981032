"""Exercise 6: one show, its type by five criteria."""

import numpy as np
import pandas as pd

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values
from cvm_lessons.relationship import SHOW_CRITERIA, classify_shows, types_of_shows

__all__ = ["Q6"]

CRITERIA = SHOW_CRITERIA[:5]  # the medium is left out: the show has halls only
STANDS = {"stands_9_m2": 9, "stands_24_m2": 24, "stands_72_m2": 72}
PRINTED = {
    "trade_visitors": 6_300,
    "public_visitors": 11_700,
    "visitors_from_abroad": 2_160,
    "sectors": 1,
    **dict(zip(STANDS, (160, 110, 30), strict=True)),
    "hall_m2": 14_500,
    "exhibitors_of_the_province": 207,
    "exhibitors_of_other_provinces": 78,
    "exhibitors_from_abroad": 15,
    "every_months": 12,
}


def _facts(given: Given, *, halls: bool = False, abroad: str = "exhibitors") -> dict[str, object]:
    """Return the answers; `halls` takes the hall for the stands, `abroad` names who counts as from abroad."""
    show = given.show["number"]
    exhibitors = show.filter(like="exhibitors_").sum()
    visitors = show["trade_visitors"] + show["public_visitors"]
    area = show["hall_m2"] if halls else sum(show[name] * size for name, size in STANDS.items())
    outside = show["exhibitors_of_other_provinces"] + (
        show["exhibitors_from_abroad"] if abroad != "nobody" else 0
    )
    foreign = show["exhibitors_from_abroad"] / exhibitors
    if abroad == "visitors":
        foreign = show["visitors_from_abroad"] / visitors
    numbers = {
        "trade_share": show["trade_visitors"] / visitors,
        "sectors": show["sectors"],
        "area_m2": area,
        "outside_share": outside / exhibitors,
        "foreign_share": foreign,
        "every_months": show["every_months"],
    }
    typed = classify_shows(pd.DataFrame([numbers])).iloc[0]
    return {
        "area": float(area),
        "trade_share": float(numbers["trade_share"]),
        "outside_share": float(numbers["outside_share"]),
        "types": {criterion: str(typed[criterion]) for criterion in CRITERIA},
    }


def _types(given: Given, **changes: str) -> dict[str, str]:
    return {**_facts(given)["types"], **changes}  # type: ignore[dict-item]


def _drawn(rng: np.random.Generator) -> dict[str, object]:
    stands = rng.integers([120, 60, 10], [500, 300, 90])
    total, visitors = int(stands.sum()), int(rng.integers(80, 300)) * 100
    abroad, others = int(total * rng.uniform(0.02, 0.095)), int(total * rng.uniform(0.12, 0.45))
    trade = int(visitors * rng.choice([rng.uniform(0.05, 0.19), rng.uniform(0.25, 0.7)]))
    area = int(stands @ np.array(list(STANDS.values())))
    numbers = {
        "trade_visitors": trade,
        "public_visitors": visitors - trade,
        "visitors_from_abroad": int(visitors * rng.uniform(0.11, 0.2)),
        "sectors": 1,
        **{name: int(count) for name, count in zip(STANDS, stands, strict=True)},
        "hall_m2": int(area * rng.uniform(1.8, 2.4)) // 500 * 500,
        "exhibitors_of_the_province": total - others - abroad,
        "exhibitors_of_other_provinces": others,
        "exhibitors_from_abroad": abroad,
        "every_months": int(rng.choice([6, 12, 24])),
    }
    return _show(numbers)


def _show(numbers: dict[str, int]) -> dict[str, object]:
    return {"show": pd.DataFrame({"number": numbers}).rename_axis("fact")}


def _suits(data: dict[str, object]) -> bool:
    given = Given(data)
    right = _types(given)
    others = [_facts(given, halls=True)["types"], _facts(given, abroad="visitors")["types"]]
    return right["reach"] != "international" and right["audience"] != "trade" and right not in others


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    return _show(PRINTED) if rng is None else draw_until(rng, _drawn, _suits)


Q6 = Values(
    id="c01.q6",
    title="One show, five criteria",
    concepts=("trade-show-types",),
    level="apply",
    lesson=1,
    draw=_draw,
    answers={
        "area": Number(within=0.5, unit="square metres"),
        "trade_share": Number(within=0.005),
        "outside_share": Number(within=0.005),
        "types": Mapped(Text([str(name) for name in types_of_shows().index])),
    },
    reference=_facts,
    misconceptions=(
        Misconception(
            "specialised-so-trade",
            "One sector makes the show specialised. Whether it is for the trade depends on who visits.",
            lambda given: {"types": _types(given, audience="trade")},
        ),
        Misconception(
            "halls-for-stands",
            "You took the halls for the stands. Aisles, stages and cafés are not let to exhibitors.",
            lambda given: _facts(given, halls=True),
        ),
        Misconception(
            "visitors-from-abroad",
            "You judged the reach by visitors from abroad. The rule of this workbook asks for exhibitors.",
            lambda given: _facts(given, abroad="visitors"),
        ),
        Misconception(
            "abroad-is-not-outside",
            "You left exhibitors from abroad out of those from outside. They come from another region, too.",
            lambda given: _facts(given, abroad="nobody"),
        ),
    ),
    hints=(
        "Take one criterion at a time: which numbers does its rule in lesson 1 ask for?",
        "Area: count of stands times size, added over the three sizes. Shares: trade visitors of all visitors; "
        "exhibitors from outside the province of all exhibitors.",
        "`relationship.classify_shows` takes a table with the columns trade_share, sectors, area_m2, "
        "outside_share, foreign_share and every_months.",
    ),
    solution=(
        "from cvm_lessons import relationship\n"
        "\n"
        'show = q6.given.show["number"]\n'
        'area = sum(size * show[f"stands_{size}_m2"] for size in [9, 24, 72])\n'
        'trade_share = show["trade_visitors"] / (show["trade_visitors"] + show["public_visitors"])\n'
        'outside_share = 1 - show["exhibitors_of_the_province"] / show.filter(like="exhibitors_").sum()\n'
        "facts = show.to_frame().T.assign(area_m2=area, trade_share=trade_share, outside_share=outside_share)\n"
        'facts["foreign_share"] = show["exhibitors_from_abroad"] / show.filter(like="exhibitors_").sum()\n'
        'types = relationship.classify_shows(facts).loc["number", "audience":"frequency"]'
    ),
    takeaway="A type needs a criterion, and a criterion needs its own number of the show.",
)
