"""Exercises 10 and 11: the vendor's proof, like with like, and how many kinds of need there are."""

from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.values import Values

__all__ = ["Q10", "Q11"]

LAST, CONTACTS = ("came last time", "stayed away"), ("often", "seldom")
INVITED, CAME = ((300, 100), (100, 500)), ((216, 65), (23, 100))
TERMS = {"exhibitors": 800, "margin": 15_000, "contact_cost": 150, "licence": 720_000}


def _inputs(invited: Any, came: Any, terms: dict[str, int]) -> dict[str, object]:
    tables = {
        name: pd.DataFrame(np.array(counts), index=pd.Index(LAST), columns=CONTACTS)
        for name, counts in (("invited", invited), ("came", came))
    }
    return {**tables, **terms}


def _gaps(given: Given) -> tuple[float, pd.Series, pd.Series]:
    """Return the raw gap, the gap of each group in points, and how many each group holds."""
    share, total = given.came / given.invited, given.came.sum() / given.invited.sum()
    raw = float(100 * (total["often"] - total["seldom"]))
    return raw, 100 * (share["often"] - share["seldom"]), given.invited.sum(axis=1)


def _needed(given: Given, *, contacts: bool = True) -> float:
    each = given.contact_cost if contacts else 0
    return float(100 * (given.licence / given.exhibitors + each) / given.margin)


def _case(given: Given) -> dict[str, object]:
    raw, gaps, weight = _gaps(given)
    alike, needed = float((gaps * weight).sum() / weight.sum()), _needed(given)
    return {"raw": raw, "alike": alike, "needed": needed, "pays": "yes" if alike > needed else "no"}


def _plain_mean(given: Given) -> dict[str, object]:
    _, gaps, _ = _gaps(given)
    return {"alike": float(gaps.mean()), "pays": "yes" if gaps.mean() > _needed(given) else "no"}


def _raw_believed(given: Given) -> dict[str, object]:
    raw, _, _ = _gaps(given)
    return {"alike": raw, "pays": "yes" if raw > _needed(given) else "no"}


def _licence_only(given: Given) -> dict[str, object]:
    needed = _needed(given, contacts=False)
    return {"needed": needed, "pays": "yes" if float(str(_case(given)["alike"])) > needed else "no"}


def _tells(data: dict[str, object]) -> bool:
    given = Given(data)
    case = {name: value for name, value in _case(given).items() if isinstance(value, float)}
    apart = abs(case["alike"] - float(str(_plain_mean(given)["alike"]))) > 0.3
    return apart and case["raw"] - 3 > case["needed"] > case["alike"] + 0.5 > 1


def _drawn_case(rng: np.random.Generator) -> dict[str, object]:
    invited = 20 * rng.integers([[10, 5], [3, 15]], [[20, 15], [8, 25]])
    shares = rng.integers([[62, 55], [18, 14]], [[76, 68], [32, 26]]) / 100
    licence = 40_000 * int(rng.integers(12, 25))
    return _inputs(invited, (invited * shares).round().astype(int), TERMS | {"licence": licence})


def _draw_case(rng: np.random.Generator | None) -> dict[str, object]:
    return _inputs(INVITED, CAME, TERMS) if rng is None else draw_until(rng, _drawn_case, _tells)


Q10 = Values(
    id="c02.q10",
    title="The vendor's proof",
    concepts=("crm-def-software", "crm-concept", "crm-principles"),
    level="apply",
    lesson=1,
    draw=_draw_case,
    answers={
        "raw": Number(within=0.06, unit="points"),
        "alike": Number(within=0.06, unit="points"),
        "needed": Number(within=0.06, unit="points"),
        "pays": Text(("yes", "no")),
    },
    reference=_case,
    misconceptions=(
        Misconception(
            "raw-for-like-with-like",
            "You gave the gap of all for that of firms that are alike. Staff turn to those who came last time.",
            _raw_believed,
        ),
        Misconception(
            "groups-unweighted",
            "You took the plain mean of the two gaps. One group holds more firms than the other.",
            _plain_mean,
        ),
        Misconception(
            "licence-only",
            "You left out what the contacts themselves cost. They are paid for every firm, whether it comes or "
            "not.",
            _licence_only,
        ),
    ),
    hints=(
        "Who was contacted often: a mixture like the others, or those who had come last time?",
        "Take the gap within each of the two groups, then their mean, each weighted by the firms it holds.",
        "Needed: licence over exhibitors, plus the contact cost, over the margin; times a hundred.",
    ),
    solution=(
        "g = q10.given\n"
        "share, total = g.came / g.invited, g.came.sum() / g.invited.sum()\n"
        'raw = 100 * (total["often"] - total["seldom"])\n'
        "weight = g.invited.sum(axis=1)\n"
        'alike = 100 * (weight * (share["often"] - share["seldom"])).sum() / weight.sum()\n'
        "needed = 100 * (g.licence / g.exhibitors + g.contact_cost) / g.margin\n"
        'pays = "yes" if alike > needed else "no"'
    ),
    takeaway="Like with like is nearer to an effect than the raw gap, and still none: only a lot makes one.",
)

ELEMENTS = ("contacts", "saving time", "reassurance", "learning")
TICKS = ((60, 20, 20, 0), (30, 30, 20, 20))


def _ticks(earlier: Any, later: Any) -> dict[str, object]:
    columns = {"earlier": list(earlier), "later": list(later)}
    return {"ticks": pd.DataFrame(columns, index=pd.Index(ELEMENTS, name="element"))}


def _entropy(counts: pd.Series) -> float:
    shares = counts[counts > 0] / counts.sum()
    return float(-(shares * np.log(shares)).sum())


def _kinds(given: Given) -> dict[str, object]:
    earlier, later = (float(np.exp(_entropy(given.ticks[name]))) for name in ("earlier", "later"))
    return {
        "earlier": earlier,
        "later": later,
        "reading": "more varied" if later > earlier else "less varied",
    }


def _each(given: Given, number: Any) -> dict[str, object]:
    return {name: float(number(given.ticks[name])) for name in ("earlier", "later")}


def _spread(data: dict[str, object]) -> bool:
    kinds = _kinds(Given(data))
    earlier, later = float(str(kinds["earlier"])), float(str(kinds["later"]))
    return abs(later - earlier) > 0.3 and max(earlier, later) < 3.9


def _draw_ticks(rng: np.random.Generator | None) -> dict[str, object]:
    if rng is None:
        return _ticks(*TICKS)
    return draw_until(rng, lambda rng: _ticks(*(5 * rng.integers(1, 16, (2, 4))).tolist()), _spread)


Q11 = Values(
    id="c02.q11",
    title="How many kinds of need?",
    concepts=("demand-individualisation", "crm-drivers-demand"),
    level="apply",
    lesson=1,
    draw=_draw_ticks,
    answers={
        "earlier": Number(within=0.005),
        "later": Number(within=0.005),
        "reading": Text(("more varied", "less varied")),
    },
    reference=_kinds,
    misconceptions=(
        Misconception(
            "entropy-for-kinds",
            "You stopped at the entropy. It is a logarithm; the number of kinds is its exponential.",
            lambda given: _each(given, _entropy),
        ),
        Misconception(
            "kinds-counted",
            "You counted the elements that were ticked at all. One that few tick is not a full kind.",
            lambda given: _each(given, lambda counts: (counts > 0).sum()),
        ),
        Misconception(
            "base-two",
            "You took logarithms to the base two and the exponential to the base e. Use one base for both.",
            lambda given: _each(given, lambda counts: np.exp(_entropy(counts) / np.log(2))),
        ),
        Misconception(
            "reading-reversed",
            "You read the two numbers the wrong way round. More kinds of equal size mean more varied needs.",
            lambda given: {
                "reading": "less varied" if _kinds(given)["reading"] == "more varied" else "more varied"
            },
        ),
    ),
    hints=(
        "If all ticks fell on one element, how many kinds of need would that be? And if they fell evenly?",
        "Shares first; then the sum of share times the logarithm of one over the share; an empty element adds "
        "nothing.",
        "The effective number is e to the power of that sum; `relationship.effective_kinds` computes it.",
    ),
    solution=(
        "from cvm_lessons import relationship\n\n"
        "kinds = q11.given.ticks.apply(relationship.effective_kinds)\n"
        'earlier, later = kinds["earlier"], kinds["later"]\n'
        'reading = "more varied" if later > earlier else "less varied"'
    ),
    takeaway="“Individualised” is a number that can rise or fall: compute it before you quote it.",
)
