"""Exercise 12: what relationships are worth by own purchases and by referrals."""

from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values

__all__ = ["Q12"]

FIRMS = ("Elder", "Fir", "Gorse")
PRINTED = ((30_000, 0.60, 0), (20_000, 0.80, 1), (16_000, 0.80, 5))
DISCOUNT, CONVERSION, ATTRIBUTABLE = 0.10, 0.20, 0.50


def _firms(rows: Any) -> pd.DataFrame:
    table = pd.DataFrame([list(row) for row in rows], columns=["margin", "retention", "referrals"])
    return table.set_axis(pd.Index(FIRMS, name="firm")).astype({"margin": int, "referrals": int})


def _parts(
    given: Given, *, attributable: float | None = None, now: bool = False
) -> tuple[pd.Series, pd.Series]:
    """Return the worth by own purchases and by referrals; `now` counts the first margin today."""
    firms = given.firms
    multiple = firms["retention"] / (1 + given.discount - firms["retention"]) + now
    direct = firms["margin"] * multiple
    part = given.attributable if attributable is None else attributable
    return direct, firms["referrals"] * given.conversion * part * direct.mean() * multiple


def _answers(direct: pd.Series, referral: pd.Series) -> dict[str, object]:
    totals = direct + referral
    return {"totals": {str(name): float(total) for name, total in totals.items()}, "first": totals.idxmax()}


def _direct_only(given: Given) -> dict[str, object]:
    direct, _ = _parts(given)
    return _answers(direct, 0 * direct)


def _suits(data: dict[str, object]) -> bool:
    direct, referral = _parts(Given(data))
    ranked = (direct + referral).sort_values()
    return bool(direct.idxmax() != ranked.index[-1] and ranked.iloc[-1] - ranked.iloc[-2] > 2_000)


def _inputs(rows: Any) -> dict[str, object]:
    terms = {"discount": DISCOUNT, "conversion": CONVERSION, "attributable": ATTRIBUTABLE}
    return {"firms": _firms(rows), **terms}


def _drawn(rng: np.random.Generator) -> dict[str, object]:
    margins = rng.integers([26, 16, 10], [38, 26, 20]) * 1_000
    stays = rng.integers([10, 14, 14], [14, 18, 18]) / 20
    return _inputs(zip(margins, stays, rng.integers([0, 1, 3], [1, 3, 8]), strict=True))


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    return _inputs(PRINTED) if rng is None else draw_until(rng, _drawn, _suits)


Q12 = Values(
    id="c02.q12",
    title="Whose loss would hurt most?",
    concepts=("relationship-value-measurement", "relationship-value-definition"),
    level="apply",
    lesson=3,
    draw=_draw,
    answers={"totals": Mapped(Number(within=5, unit="yuan")), "first": Text(FIRMS)},
    reference=lambda given: _answers(*_parts(given)),
    misconceptions=(
        Misconception(
            "referrals-left-out",
            "You counted own purchases only. What a customer brings by recommending you is part of its worth.",
            _direct_only,
        ),
        Misconception(
            "all-referred-counted",
            "You counted every referred firm that became a customer. Some would have come without the "
            "recommendation.",
            lambda given: _answers(*_parts(given, attributable=1.0)),
        ),
        Misconception(
            "first-margin-now",
            "You counted a margin today. Here the first one comes in a year, if the customer stays.",
            lambda given: _answers(*_parts(given, now=True)),
        ),
    ),
    hints=(
        "What does each firm bring by its own purchases, over all years?",
        "Own purchases: margin × retention / (1 + discount − retention). For referrals you need the mean of "
        "these three worths.",
        "Referrals: number × conversion × part due to the referral × that mean × the firm's own multiple.",
    ),
    solution=(
        "from cvm_lessons import relationship\n\n"
        "g = q12.given\n"
        "worth = relationship.relationship_values(\n"
        "    g.firms, discount=g.discount, conversion=g.conversion, attributable=g.attributable\n"
        ")\n"
        'totals = worth["total"]\n'
        "first = totals.idxmax()"
    ),
    takeaway="The largest margin, the largest own worth and the largest total may be three firms.",
)
