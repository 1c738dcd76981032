"""Exercise 8: an implication matrix and a cut-off from the ladders of eight exhibitors."""

from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.tabular import Table
from cvm_lessons.practice.values import Values

__all__ = ["Q8"]

LEVELS = ("attribute", "consequence", "goal")
ATTRIBUTES = ("right visitors", "one service desk", "seminars")
CONSEQUENCES = ("qualified leads", "less wasted time", "market knowledge")
GOALS = ("growth", "peace of mind", "standing in the trade")
CUTOFF = 3
FIRST = (ATTRIBUTES[0], CONSEQUENCES[0])  # the link that the task asks about
# Respondent, then the place of attribute, consequence and goal in the tuples above.
PRINTED = (
    "1000 1002 2000 2111 3111 3110 4220 4000 5222 5220 6111 6220 7011 7010 7012 8200 8202".split()  # noqa: SIM905
)


def _ladders(codes: list[tuple[int, ...]]) -> pd.DataFrame:
    rows = [
        (f"R{who}", ATTRIBUTES[first], CONSEQUENCES[second], GOALS[third])
        for who, first, second, third in codes
    ]
    return pd.DataFrame(rows, columns=["respondent_id", *LEVELS])


def _counts(ladders: pd.DataFrame, *, mentions: bool, indirect: bool) -> dict[tuple[str, str], int]:
    """Return for each link how many respondents make it, or how often it is made."""
    steps = [(0, 1), (1, 2)] + ([(0, 2)] if indirect else [])
    makers: dict[tuple[str, str], list[str]] = {}
    for who, *chain in ladders[["respondent_id", *LEVELS]].itertuples(index=False):
        for low, high in steps:
            makers.setdefault((chain[low], chain[high]), []).append(who)
    return {link: len(names if mentions else set(names)) for link, names in makers.items()}


def _map(
    ladders: pd.DataFrame, *, mentions: bool = False, least: int = CUTOFF, indirect: bool = False
) -> tuple[int, list[tuple[str, str]]]:
    """Return the count of the link asked about, and the links that reach the cut-off."""
    counts = _counts(ladders, mentions=mentions, indirect=indirect)
    return counts.get(FIRST, 0), sorted(link for link, count in counts.items() if count >= least)


def _answers(given: Given, **how: Any) -> dict[str, object]:
    respondents, links = _map(given.ladders, **how)
    return {"respondents": respondents, "links": pd.DataFrame(links, columns=["origin", "target"])}


def _suits(ladders: pd.DataFrame) -> bool:
    (count, kept), (told, more) = _map(ladders), _map(ladders, mentions=True)
    fewer, jumps = _map(ladders, least=CUTOFF + 1)[1], _map(ladders, indirect=True)[1]
    sizes = len(more) > len(kept) > len(fewer) > 0 and len(jumps) > len(kept)
    return count != told and sizes and 4 <= len(kept) <= 6


def _drawn(rng: np.random.Generator) -> pd.DataFrame:
    """Draw two chains a respondent: the likely link of each attribute, often told twice."""
    codes: list[tuple[int, ...]] = []
    for who in range(1, 9):
        chain = rng.integers(3, size=3)
        for _ in range(2):
            likely = rng.random(3) < (0.4, 0.75, 0.6)  # another attribute; its own consequence; its own goal
            chain[0] = rng.integers(3) if likely[0] else chain[0]
            chain[1] = chain[0] if likely[1] else chain[1]
            chain[2] = chain[1] if likely[2] else rng.integers(3)
            codes.append((who, *map(int, chain)))
    return _ladders(codes).drop_duplicates(ignore_index=True)


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    if rng is None:
        return {"ladders": _ladders([tuple(map(int, code)) for code in PRINTED])}
    return {"ladders": draw_until(rng, _drawn, _suits)}


Q8 = Values(
    id="c03.q8",
    title="What stays in the map?",
    concepts=("laddering", "value-hierarchy-view", "value-hierarchy-features"),
    level="apply",
    lesson=2,
    draw=_draw,
    answers={"respondents": Number(within=0), "links": Table(key=("origin", "target"))},
    reference=_answers,
    misconceptions=(
        Misconception(
            "mentions-for-respondents",
            "You counted mentions. Somebody who makes a link twice is still one respondent.",
            lambda given: _answers(given, mentions=True),
        ),
        Misconception(
            "cut-off-excluded",
            "You kept only the links above the cut-off. A link that reaches the cut-off stays.",
            lambda given: {"links": _answers(given, least=CUTOFF + 1)["links"]},
        ),
        Misconception(
            "indirect-links-kept",
            "You also kept links that jump over a level. The map draws direct links only.",
            lambda given: {"links": _answers(given, indirect=True)["links"]},
        ),
    ),
    hints=(
        "Does one exhibitor who tells you the same link twice count once or twice?",
        "Cut each ladder into its two direct links. For each link, count the different respondents.",
        "`value.implication_matrix` counts respondents in its column `direct`; keep the rows where it "
        "reaches the cut-off.",
    ),
    solution=(
        "matrix = value.implication_matrix(q8.given.ladders)\n"
        'asked = (matrix["origin"] == "right visitors") & (matrix["target"] == "qualified leads")\n'
        'respondents = matrix.loc[asked, "direct"].sum()\n'
        'links = matrix.loc[matrix["direct"] >= 3, ["origin", "target"]]'
    ),
    takeaway="The map shows what several customers share; what one of them repeats stays out.",
)
