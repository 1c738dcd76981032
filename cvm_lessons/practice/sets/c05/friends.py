"""Exercise 13: what commercial friendship goes with, and how much of it is left within a customer."""

from functools import cache

import numpy as np
import pandas as pd

from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.sets.c05.samples import SATISFACTION, answers
from cvm_lessons.practice.values import Values
from cvm_lessons.trust import friendship_associations, score_scales, trust_scores

__all__ = ["Q13"]

OUTCOMES = ("satisfaction", "trust", "commit_affective")
PRINTED = "packaging"


@cache
def _scores() -> pd.DataFrame:
    asked = answers()
    scores = score_scales(asked, keep=["customer_id", "year", "sector"])
    scores["trust"] = trust_scores(asked)["trust"]
    return scores.assign(satisfaction=asked[SATISFACTION].mean(axis=1))


@cache
def _ways(sector: str) -> pd.DataFrame:
    table = friendship_associations(_sample(sector), OUTCOMES)
    return table.pivot_table(index="outcome", columns="method", values="estimate")


def _sample(sector: str) -> pd.DataFrame:
    scores = _scores()
    kept = scores.loc[scores["sector"] == sector, ["customer_id", "year", "friendship", *OUTCOMES]]
    return kept.reset_index(drop=True)


def _answers(given: Given) -> dict[str, object]:
    ways = _ways(given.sector)
    within = ways["within customer"]
    kept = within["trust"] / ways["raw"]["trust"]
    return {"raw": ways["raw"].to_dict(), "within": within.to_dict(), "kept": float(kept)}


def _raw_for_both(given: Given) -> dict[str, object]:
    return {"within": _ways(given.sector)["raw"].to_dict(), "kept": 1.0}


def _turned(given: Given) -> dict[str, object]:
    right = _answers(given)
    return {"raw": right["within"], "within": right["raw"], "kept": 1 / float(str(right["kept"]))}


def _lost(given: Given) -> dict[str, object]:
    return {"kept": 1 - float(str(_answers(given)["kept"]))}


@cache
def _sectors_that_suit() -> list[str]:
    """Return the sectors in which the share kept is not also the share lost."""
    sectors = sorted(_scores()["sector"].unique())
    kept = {sector: float(str(_answers(Given({"sector": sector}))["kept"])) for sector in sectors}
    return [sector for sector, share in kept.items() if abs(share - 0.5) > 0.03]


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    sectors = _sectors_that_suit()
    sector = PRINTED if rng is None else sectors[rng.integers(len(sectors))]
    return {"sector": sector, "scores": _sample(sector)}


Q13 = Values(
    id="c05.q13",
    title="Do friends make the difference?",
    concepts=(
        "commercial-friendship",
        "friendship-satisfaction",
        "friendship-trust",
        "friendship-belonging",
    ),
    level="apply",
    lesson=4,
    draw=_draw,
    answers={
        "raw": Mapped(Number(within=0.005)),
        "within": Mapped(Number(within=0.005)),
        "kept": Number(within=0.01),
    },
    reference=_answers,
    misconceptions=(
        Misconception(
            "association-for-effect",
            "You let the raw association stand for what is left. Sociable people make friends and are content "
            "more easily; compare each customer with itself.",
            _raw_for_both,
        ),
        Misconception(
            "methods-swapped",
            "You swapped the two. Raw compares different customers; within compares a customer with itself.",
            _turned,
        ),
        Misconception(
            "lost-for-kept",
            "You gave the share that is lost. The task asks for the share that is left.",
            _lost,
        ),
    ),
    hints=(
        "What could make an exhibitor score high on friendship and on trust at once, without friendship "
        "making trust?",
        "Whatever lasts in a customer drops out when its answers are compared with its own mean.",
        "`trust.friendship_associations(scores, outcomes)` has a row for each outcome and method; take the "
        "methods `raw` and `within customer`.",
    ),
    solution=(
        "from cvm_lessons import trust\n\n"
        'outcomes = ["satisfaction", "trust", "commit_affective"]\n'
        "table = trust.friendship_associations(q13.given.scores, outcomes)\n"
        'ways = table.pivot(index="outcome", columns="method", values="estimate")\n'
        'raw, within = ways["raw"], ways["within customer"]\n'
        'kept = within["trust"] / raw["trust"]'
    ),
    takeaway="Friendship goes with trust; part of that is the kind of person, not the friendship.",
)
