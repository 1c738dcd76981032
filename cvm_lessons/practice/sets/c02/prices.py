"""Exercises 14 and 15: what a price cut leaves, and whether old customers cost less to serve."""

from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.values import Values

__all__ = ["Q14", "Q15"]

CUT = {"contribution": 0.45, "cut": 0.09, "elasticity": 2.0, "market_elasticity": 0.5}


def _kept(given: Given, elasticity: float) -> float:
    left = (given.contribution - given.cut) / given.contribution
    return float(100 * left * (1 + given.cut * elasticity))


def _cut_answers(given: Given) -> dict[str, object]:
    return {
        "growth": 100 * given.cut / (given.contribution - given.cut),
        "kept_alone": _kept(given, given.elasticity),
        "kept_all": _kept(given, given.market_elasticity),
    }


def _volume_only(given: Given) -> dict[str, object]:
    own, market = given.elasticity, given.market_elasticity
    return {"kept_alone": 100 * (1 + given.cut * own), "kept_all": 100 * (1 + given.cut * market)}


def _draw_cut(rng: np.random.Generator | None) -> dict[str, object]:
    if rng is None:
        return dict(CUT)
    return {
        "contribution": int(rng.integers(38, 56)) / 100,
        "cut": int(rng.integers(6, 14)) / 100,
        "elasticity": int(rng.integers(14, 23)) / 10,
        "market_elasticity": int(rng.integers(2, 7)) / 10,
    }


Q14 = Values(
    id="c02.q14",
    title="Shall Larkport cut the price?",
    concepts=("avoid-price-war", "theory-4p"),
    level="apply",
    lesson=3,
    draw=_draw_cut,
    answers={
        "growth": Number(within=0.06, unit="percent"),
        "kept_alone": Number(within=0.06, unit="percent"),
        "kept_all": Number(within=0.06, unit="percent"),
    },
    reference=_cut_answers,
    misconceptions=(
        Misconception(
            "cut-over-old-contribution",
            "You divided by the contribution of today. After the cut each yuan of today's price leaves less.",
            lambda given: {"growth": 100 * given.cut / given.contribution},
        ),
        Misconception(
            "revenue-for-contribution",
            "You asked when the revenue is level again. More volume costs more: ask for the contribution.",
            lambda given: {"growth": 100 * given.cut / (1 - given.cut)},
        ),
        Misconception(
            "volume-for-contribution",
            "You counted the volume and left out that every sale leaves less.",
            _volume_only,
        ),
    ),
    hints=(
        "What does one yuan of today's price leave before the cut, and what after it?",
        "Level means: what is left after the cut × (one + growth) = what was left before.",
        "Kept: what is left over what was left, times one plus cut × elasticity.",
    ),
    solution=(
        "from cvm_lessons import relationship\n\n"
        "g = q14.given\n"
        "growth = 100 * relationship.break_even_growth(g.cut, g.contribution)\n"
        "kept = relationship.price_cut_outcomes(\n"
        "    contribution=g.contribution, elasticity=g.elasticity,\n"
        "    market_elasticity=g.market_elasticity, cuts=[g.cut], follow=[0.0, 1.0],\n"
        ")\n"
        "kept_alone, kept_all = 100 * kept.loc[g.cut, 0.0], 100 * kept.loc[g.cut, 1.0]"
    ),
    takeaway="A cut that rivals match is lost by all who made it.",
)

# Thousand yuan: what Rowan paid and cost at three editions; what Sedge and Teasel, who came once, paid and cost.
SERVED = ((60, 9.0), (72, 10.4), (90, 12.6), (20, 3.0), (25, 4.2))
WHO = (("Rowan", 1), ("Rowan", 2), ("Rowan", 3), ("Sedge", 1), ("Teasel", 1))


def _served(rows: Any) -> pd.DataFrame:
    table = pd.DataFrame(list(WHO), columns=["firm", "edition"])
    return table.assign(spend=[float(row[0]) for row in rows], cost=[round(float(row[1]), 1) for row in rows])


def _slopes(served: pd.DataFrame) -> dict[str, float]:
    means = served.groupby("edition")["cost"].mean()
    rowan = served[served["firm"] == "Rowan"].set_index("edition")
    fen = 100 * rowan["cost"] / rowan["spend"]
    return {
        "pooled": float(means[3] - means[1]),
        "within": float(rowan.loc[3, "cost"] - rowan.loc[1, "cost"]),
        "per_yuan": float(fen[3] - fen[1]),
    }


def _suits(served: pd.DataFrame) -> bool:
    slopes = _slopes(served)
    apart = abs(slopes["per_yuan"] - _pooled_fen(served)) > 0.1 and slopes["pooled"] > slopes["within"] + 0.2
    return slopes["within"] > 0.5 and slopes["per_yuan"] < -0.3 and apart


def _drawn(rng: np.random.Generator) -> pd.DataFrame:
    spend = rng.integers([50, 66, 84, 16, 22], [62, 80, 100, 22, 30])
    return _served(np.column_stack([spend, spend * rng.integers(120, 170, 5) / 1000]))


def _draw_served(rng: np.random.Generator | None) -> dict[str, object]:
    return {"served": _served(SERVED) if rng is None else draw_until(rng, _drawn, _suits)}


Q15 = Values(
    id="c02.q15",
    title="Do old customers cost less?",
    concepts=("transaction-cost-saving",),
    level="apply",
    lesson=3,
    draw=_draw_served,
    answers={
        "pooled": Number(within=0.05, unit="thousand yuan"),
        "within": Number(within=0.05, unit="thousand yuan"),
        "per_yuan": Number(within=0.02, unit="fen"),
    },
    reference=lambda given: _slopes(given.served),
    misconceptions=(
        Misconception(
            "pooled-for-within",
            "You gave the change of the means for that of one firm. At the first edition three firms are in "
            "the mean, at the third only one.",
            lambda given: {"within": _slopes(given.served)["pooled"]},
        ),
        Misconception(
            "per-yuan-pooled",
            "You took the means of all firms for the cost per yuan. Compare Rowan with itself here, too.",
            lambda given: {"per_yuan": _pooled_fen(given.served)},
        ),
        Misconception(
            "sign-reversed",
            "You took first less third. A change is later less earlier.",
            lambda given: {name: -change for name, change in _slopes(given.served).items()},
        ),
    ),
    hints=(
        "Who is in the mean of the first edition, who in that of the third?",
        "Only Rowan came three times: only it can show what tenure does.",
        "Per yuan: cost over spend of Rowan, in fen, at the third edition less the same at the first.",
    ),
    solution=(
        "served = q15.given.served\n"
        'means = served.groupby("edition")["cost"].mean()\n'
        "pooled = means[3] - means[1]\n"
        'rowan = served[served["firm"] == "Rowan"].set_index("edition")\n'
        'within = rowan["cost"][3] - rowan["cost"][1]\n'
        'fen = 100 * rowan["cost"] / rowan["spend"]\n'
        "per_yuan = fen[3] - fen[1]"
    ),
    takeaway="Compare the customer with itself, and per yuan of business.",
)


def _pooled_fen(served: pd.DataFrame) -> float:
    fen = (100 * served["cost"] / served["spend"]).groupby(served["edition"]).mean()
    return float(fen[3] - fen[1])
