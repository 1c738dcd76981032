"""Exercise 3: who gets less than her share, and what would make it even."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.labels import Labels
from cvm_lessons.practice.values import Values

__all__ = ["Q3"]

NAMES = ("Aster", "Birch", "Cedar", "Dune")
COLUMNS = ["own_input", "own_outcome", "other_input", "other_outcome"]
PRINTED = ((50, 36, 25, 24), (20, 18, 40, 28), (30, 21, 25, 21), (18, 12, 36, 24))
MARGIN, BAND = 0.1, 0.04  # ratios this near to the margin are not drawn


def _relations(rows: Any) -> dict[str, object]:
    table = pd.DataFrame(np.array(rows), columns=COLUMNS)
    table.insert(0, "exhibitor", NAMES)
    return {"relations": table}


def _relative(given: Given) -> pd.Series:
    """Return each exhibitor's ratio over that of her neighbour."""
    t = given.relations.set_index("exhibitor")
    return (t["own_outcome"] / t["own_input"]) / (t["other_outcome"] / t["other_input"])


def _names(given: Given, chosen: Callable[[pd.DataFrame, pd.Series], pd.Series]) -> set[str]:
    table = given.relations.set_index("exhibitor")
    return set(table.index[chosen(table, _relative(given))])


def _answers(given: Given) -> dict[str, object]:
    relative = _relative(given)
    fee = given.relations.set_index("exhibitor")["own_input"][relative.idxmin()]
    return {
        "too_little": _names(given, lambda table, relative: relative < 1 - MARGIN),
        "fee_cut": float(fee * (1 - relative.min())),
    }


def _sums(given: Given) -> dict[str, object]:
    return {"too_little": _names(given, lambda t, relative: t["own_outcome"] < t["other_outcome"])}


def _upside_down(given: Given) -> dict[str, object]:
    return {"too_little": _names(given, lambda table, relative: relative > 1 + MARGIN)}


def _neighbours_fee(given: Given) -> dict[str, object]:
    worst = given.relations.set_index("exhibitor").loc[_relative(given).idxmin()]
    return {"fee_cut": float(worst["own_input"] - worst["other_input"])}


def _suits(data: dict[str, object]) -> bool:
    given = Given(data)
    relative = _relative(given)
    near = (abs(relative - 1 + MARGIN) < BAND) | (abs(relative - 1 - MARGIN) < BAND)
    lowest = relative.sort_values()
    right = _answers(given)["too_little"]
    others = [_sums(given)["too_little"], _upside_down(given)["too_little"]]
    clear = not near.any() and lowest.iloc[1] - lowest.iloc[0] > BAND and all(others)
    apart = abs(float(str(_answers(given)["fee_cut"])) - float(str(_neighbours_fee(given)["fee_cut"]))) > 1
    return clear and apart and right not in others and others[0] != others[1] and len(right) == 2  # type: ignore[arg-type]


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    if rng is None:
        return _relations(PRINTED)
    return draw_until(rng, lambda rng: _relations(rng.integers(15, 60, size=(4, 4))), _suits)


Q3 = Values(
    id="c05.q3",
    title="Who gets less than her share?",
    concepts=("fairness-reciprocity",),
    level="comprehend",
    lesson=1,
    draw=_draw,
    answers={"too_little": Labels(options=NAMES), "fee_cut": Number(within=0.06, unit="thousand yuan")},
    reference=_answers,
    misconceptions=(
        Misconception(
            "sums-compared",
            "You compared leads with leads. Fairness compares what each gets *for* what each pays.",
            _sums,
        ),
        Misconception(
            "input-over-outcome",
            "You named those who get too much: perhaps you divided the fee by the leads.",
            _upside_down,
        ),
        Misconception(
            "fees-made-equal",
            "You lowered her fee to that of her neighbour. Even means equal ratios, not equal fees.",
            _neighbours_fee,
        ),
    ),
    hints=(
        "What does each of the two pay, and what does each get for it?",
        "Divide leads by fee, once for her and once for her neighbour, and compare the two ratios.",
        "At which fee do her leads give her the ratio of her neighbour? Leads over that ratio.",
    ),
    solution=(
        "from cvm_lessons import trust\n\n"
        'judged = trust.equity_ratios(q3.given.relations.set_index("exhibitor"))\n'
        'too_little = judged.index[judged["judgement"] == "gets too little"]\n'
        'worst, table = judged["equity"].idxmin(), q3.given.relations.set_index("exhibitor")\n'
        'fair_fee = table.loc[worst, "own_outcome"] / judged.loc[worst, "other_ratio"]\n'
        'fee_cut = table.loc[worst, "own_input"] - fair_fee'
    ),
    takeaway="Customers compare ratios: a small exhibitor can be treated more fairly than a large one.",
)
