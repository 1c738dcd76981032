"""Exercise 6: what quality does to satisfaction and loyalty, directly and through value."""

from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.values import Values

__all__ = ["Q6"]

ARROWS = (
    ("quality", "value"),
    ("quality", "satisfaction"),
    ("value", "satisfaction"),
    ("satisfaction", "loyalty"),
)
PRINTED = (60, 35, 40, 50)  # hundredths


def _paths(coefficients: Any) -> dict[str, object]:
    table = pd.DataFrame(list(ARROWS), columns=["origin", "target"])
    table["coefficient"] = np.array(coefficients) / 100
    return {"paths": table}


def _effects(given: Given) -> dict[str, float]:
    to_value, direct, of_value, on_loyalty = given.paths["coefficient"].to_list()
    through = to_value * of_value
    return {
        "through_value": through,
        "total": direct + through,
        "quality_on_loyalty": (direct + through) * on_loyalty,
    }


def _direct_only(given: Given) -> dict[str, object]:
    _, direct, _, on_loyalty = given.paths["coefficient"].to_list()
    return {"total": direct, "quality_on_loyalty": direct * on_loyalty}


def _added(given: Given) -> dict[str, object]:
    to_value, direct, of_value, on_loyalty = given.paths["coefficient"].to_list()
    through = to_value + of_value
    total = direct + through
    return {"through_value": through, "total": total, "quality_on_loyalty": total * on_loyalty}


def _suits(data: dict[str, object]) -> bool:
    effects = _effects(Given(data))
    return effects["through_value"] > 0.05 and effects["total"] < 0.9


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    if rng is None:
        return _paths(PRINTED)
    low, high = (45, 20, 25, 35), (75, 50, 55, 65)
    return draw_until(rng, lambda rng: _paths(rng.integers(low, high)), _suits)


Q6 = Values(
    id="c04.q6",
    title="Does quality need value?",
    concepts=("value-satisfaction-link", "csi"),
    level="apply",
    lesson=1,
    draw=_draw,
    answers={
        "through_value": Number(within=0.0005),
        "total": Number(within=0.0005),
        "quality_on_loyalty": Number(within=0.0005),
    },
    reference=_effects,
    misconceptions=(
        Misconception(
            "direct-path-only",
            "You followed the direct arrow alone. What quality does through value belongs to its effect.",
            _direct_only,
        ),
        Misconception(
            "paths-added",
            "You added the two arrows of one way. Along a way the coefficients are multiplied; ways are added.",
            _added,
        ),
        Misconception(
            "stops-at-satisfaction",
            "You stopped at satisfaction. To loyalty one more arrow follows, with its own coefficient.",
            lambda given: {"quality_on_loyalty": _effects(given)["total"]},
        ),
    ),
    hints=(
        "Along how many ways can you walk from quality to satisfaction, in the direction of the arrows?",
        "Multiply along a way; add the ways.",
        "Through value: quality → value times value → satisfaction. The total adds quality → satisfaction. To "
        "loyalty, multiply the total by satisfaction → loyalty.",
    ),
    solution=(
        'k = q6.given.paths.set_index(["origin", "target"])["coefficient"]\n'
        'through_value = k["quality", "value"] * k["value", "satisfaction"]\n'
        'total = k["quality", "satisfaction"] + through_value\n'
        'quality_on_loyalty = total * k["satisfaction", "loyalty"]'
    ),
    takeaway="In the index, value is a cause of satisfaction: an arrow from value, not to it.",
)
