"""Exercise 12: a stand's funnel, the step where a point is worth most, and what a remedy must bring."""

import numpy as np
import pandas as pd

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values
from cvm_lessons.relationship import FUNNEL_COUNTS, FUNNEL_STEPS

__all__ = ["Q12"]

PRINTED_COUNTS, PRINTED_BEST = (800, 320, 176, 55), (70, 90, 36)
PRINTED_TERMS = (1_800, 13_500)  # worth of a lead and cost of the remedy, yuan


def _stand(counts: object, best: object, terms: object) -> dict[str, object]:
    worth, cost = (int(term) for term in np.asarray(terms))
    shares = [float(share) / 100 for share in np.asarray(best)]
    return {
        "counts": pd.Series(dict(zip(FUNNEL_COUNTS, map(int, np.asarray(counts)), strict=True))),
        "best": dict(zip(FUNNEL_STEPS, shares, strict=True)),
        "lead_value": worth,
        "cost": cost,
    }


def _steps(given: Given) -> dict[str, float]:
    counts = given.counts.to_numpy()
    return dict(zip(FUNNEL_STEPS, map(float, counts[1:] / counts[:-1]), strict=True))


def _funnel(given: Given) -> dict[str, object]:
    steps, leads = _steps(given), int(given.counts["leads"])
    gains = {name: leads * (given.best[name] / share - 1) for name, share in steps.items()}
    widest = max(gains, key=gains.__getitem__)
    lift = steps[widest] * given.cost / given.lead_value / leads
    return {
        "efficiency": steps,
        "best_point": min(steps, key=steps.__getitem__),
        "most_room": widest,
        "leads_gained": float(gains[widest]),
        "points": float(100 * lift),
    }


def _of_the_target(given: Given) -> dict[str, object]:
    counts = given.counts
    return {
        "efficiency": {
            name: float(counts.iloc[i + 1] / counts.iloc[0]) for i, name in enumerate(FUNNEL_STEPS)
        }
    }


def _most_people(given: Given) -> dict[str, object]:
    lost = -np.diff(given.counts.to_numpy())
    return {"best_point": FUNNEL_STEPS[int(lost.argmax())]}


def _widest_gap(given: Given) -> dict[str, object]:
    steps = _steps(given)
    return {"most_room": max(steps, key=lambda name: given.best[name] - steps[name])}


def _percent(given: Given) -> dict[str, object]:
    return {"points": float(100 * given.cost / given.lead_value / int(given.counts["leads"]))}


def _leads_after(given: Given) -> dict[str, object]:
    return {"leads_gained": float(str(_funnel(given)["leads_gained"])) + float(given.counts["leads"])}


def _suits(data: dict[str, object]) -> bool:
    given = Given(data)
    right, steps = _funnel(given), sorted(_steps(given).values())
    gains = sorted(given.best[name] / share for name, share in _steps(given).items())
    points = sorted(given.best[name] - share for name, share in _steps(given).items())
    clear = min(steps[1] - steps[0], gains[-1] - gains[-2], points[-1] - points[-2]) > 0.03
    apart = right["best_point"] != _most_people(given)["best_point"]
    crossed = right["most_room"] not in (_widest_gap(given)["most_room"], right["best_point"])
    return clear and apart and crossed


def _drawn(rng: np.random.Generator) -> dict[str, object]:
    # A lowest efficiency with little room, a middle one with the widest ratio, a highest with the widest gap.
    shares = rng.uniform([0.28, 0.37, 0.53], [0.34, 0.43, 0.60])
    best = shares * rng.uniform([1.10, 1.72, 1.55], [1.20, 1.85, 1.66])
    order = rng.permutation(3)
    counts = [int(rng.integers(60, 111)) * 10]
    for share in shares[order]:
        counts.append(round(counts[-1] * share))
    terms = (rng.integers(12, 31) * 100, rng.integers(16, 31) * 500)
    return _stand(counts, (100 * best[order]).round(), terms)


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    if rng is None:
        return _stand(PRINTED_COUNTS, PRINTED_BEST, PRINTED_TERMS)
    return draw_until(rng, _drawn, _suits)


STEP = Text(FUNNEL_STEPS, also={"吸引": "attraction", "接触": "contact", "转化": "conversion"})

Q12 = Values(
    id="c01.q12",
    title="Where the stand leaks, and what to pay for it",
    concepts=("exhibition-relationship-features",),
    level="apply",
    lesson=3,
    draw=_draw,
    answers={
        "efficiency": Mapped(Number(within=0.0005)),
        "best_point": STEP,
        "most_room": STEP,
        "leads_gained": Number(within=0.5, unit="leads"),
        "points": Number(within=0.05, unit="percentage points"),
    },
    reference=_funnel,
    misconceptions=(
        Misconception(
            "share-of-the-target",
            "You divided every count by the target. Each step is a share of those whom the step before reached.",
            _of_the_target,
        ),
        Misconception(
            "most-people-lost",
            "You chose the step that loses most people. In a product one point brings most where the efficiency "
            "is lowest.",
            _most_people,
        ),
        Misconception(
            "widest-gap-in-points",
            "You chose the step that lies most points below the best stands. In a product it is the ratio that "
            "counts.",
            _widest_gap,
        ),
        Misconception(
            "percent-for-points",
            "That is the rise in per cent. In points it is the rise times the efficiency of today.",
            _percent,
        ),
        Misconception(
            "leads-after",
            "That is all leads once the step is as good as the best. The leads gained are asked for.",
            _leads_after,
        ),
    ),
    hints=(
        "Divide each count by the one before it. What happens to the product if one factor moves?",
        "One point more of an efficiency brings 0.01 × leads / efficiency. Room: by what ratio would leads grow "
        "if the step were as good as the best?",
        "Leads gained: leads × (best / efficiency − 1). The remedy pays from cost / worth of a lead more leads; "
        "points are that, over the leads of today, times the efficiency.",
    ),
    solution=(
        "from cvm_lessons import relationship\n"
        "\n"
        "g = q12.given\n"
        "table = relationship.funnel_bottleneck(g.counts, benchmark=g.best)\n"
        'efficiency = table["efficiency"]\n'
        'best_point = table["leads_per_point"].idxmax()\n'
        'most_room = table["leads_to_benchmark"].idxmax()\n'
        'leads_gained = table["leads_to_benchmark"].max()\n'
        "points = 100 * relationship.break_even_lift(g.counts, most_room, lead_value=g.lead_value, cost=g.cost)"
    ),
    takeaway="A funnel multiplies: name the unit, a point, a per cent or the best stand, before the bottleneck.",
)
