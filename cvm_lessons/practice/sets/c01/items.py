"""Exercise 5: the levels of five exam tasks, and whether the tasks work as items."""

from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.labels import Labels, Mapped
from cvm_lessons.practice.values import Values

__all__ = ["Q5"]

ITEMS = ("i1", "i2", "i3", "i4", "i5")
LEVELS = {"i1": "remember", "i2": "comprehend", "i3": "remember", "i4": "apply", "i5": "comprehend"}
BY_EASE = ("remember", "remember", "comprehend", "comprehend", "apply")
CANDIDATES = tuple("ABCDEFGHIJKL")
TAIL = 3  # of twelve: the nearest whole number to 27 %
WEAK_BELOW = 0.2
# One text an item, the best candidate first.
PRINTED = ("111110111111", "111110101001", "110100100000", "111010000000", "001001101111")
MARKS = (92, 88, 85, 79, 74, 71, 66, 62, 58, 51, 47, 40)
ORDER = (4, 0, 9, 7, 2, 11, 5, 1, 10, 6, 3, 8)  # place in the ranking of candidate A, B, C, ...


def _papers(right: Any, marks: Any, order: Any) -> dict[str, object]:
    table = pd.DataFrame(np.array(right).T, columns=ITEMS).assign(mark=np.array(marks))
    shuffled = table.iloc[list(order)].set_axis(pd.Index(CANDIDATES, name="candidate"))
    return {"answers": shuffled.astype(int)}


def _tails(given: Given, *, ranked: bool = True) -> pd.Series:
    answers = given.answers.sort_values("mark", ascending=False) if ranked else given.answers
    items = answers[list(ITEMS)]
    return items.head(TAIL).mean() - items.tail(TAIL).mean()


def _analysis(given: Given, *, turn: int = 1, ranked: bool = True) -> dict[str, object]:
    tails = turn * _tails(given, ranked=ranked)
    return {
        "levels": LEVELS,
        "difficulty": given.answers[list(ITEMS)].mean().to_dict(),
        "discrimination": tails.to_dict(),
        "revise": list(tails.index[tails < WEAK_BELOW]),
    }


def _tails_only(given: Given, *, turn: int = 1, ranked: bool = True) -> dict[str, object]:
    found = _analysis(given, turn=turn, ranked=ranked)
    return {name: found[name] for name in ("discrimination", "revise")}


def _share_wrong(given: Given) -> dict[str, object]:
    return {"difficulty": (1 - given.answers[list(ITEMS)].mean()).to_dict()}


def _hard_ones(given: Given) -> dict[str, object]:
    shares = given.answers[list(ITEMS)].mean()
    return {"revise": list(shares.index[shares < 0.5])}


def _levels_by_ease(given: Given) -> dict[str, object]:
    shares = given.answers[list(ITEMS)].mean().sort_values(ascending=False, kind="stable")
    return {"levels": dict(zip(shares.index, BY_EASE, strict=True))}


def _suits(data: dict[str, object]) -> bool:
    given = Given(data)
    lists = [
        _analysis(given)["revise"],
        _analysis(given, turn=-1)["revise"],
        _analysis(given, ranked=False)["revise"],
        _hard_ones(given)["revise"],
    ]
    distinct = len({str(names) for names in lists}) == len(lists) and all(lists)
    tails = _tails(given)
    kept = len(ITEMS) - (tails < WEAK_BELOW).sum()
    eased = _levels_by_ease(given)["levels"] != LEVELS
    return bool(distinct and eased and kept >= 2 and tails.min() < 0 < kept)


def _drawn(rng: np.random.Generator) -> dict[str, object]:
    ability = np.linspace(1.5, -1.5, len(CANDIDATES))
    slopes = rng.permutation([2.0, 1.8, 1.5, 0.2, -1.5])
    ease = rng.uniform(-0.8, 1.2, size=len(ITEMS))
    chance = 1 / (1 + np.exp(-(ease[:, None] + slopes[:, None] * ability)))
    right = rng.random(chance.shape) < chance
    marks = np.sort(rng.choice(np.arange(35, 97), size=len(CANDIDATES), replace=False))[::-1]
    return _papers(right, marks, rng.permutation(len(CANDIDATES)))


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    if rng is None:
        return _papers([[int(answer) for answer in item] for item in PRINTED], MARKS, ORDER)
    return draw_until(rng, _drawn, _suits)


Q5 = Values(
    id="c01.q5",
    title="Five tasks, three levels, twelve candidates",
    concepts=("exam-level-scheme",),
    level="comprehend",
    lesson=3,
    draw=_draw,
    answers={
        "levels": Mapped(
            Text(
                ("remember", "comprehend", "apply"),
                also={"识记": "remember", "领会": "comprehend", "综合应用": "apply"},
            )
        ),
        "difficulty": Mapped(Number(within=0.005)),
        "discrimination": Mapped(Number(within=0.005)),
        "revise": Labels(ITEMS),
    },
    reference=_analysis,
    misconceptions=(
        Misconception(
            "share-wrong",
            "Your difficulty is the share of wrong answers. By convention it is the share of right ones, so that "
            "a high value means an easy item.",
            _share_wrong,
        ),
        Misconception(
            "weak-less-best",
            "You took the best from the weakest. Turned round, a good item looks bad.",
            lambda given: _tails_only(given, turn=-1),
        ),
        Misconception(
            "rows-for-ranks",
            "You took the first and the last rows. The candidates stand by letter: rank them by their mark.",
            lambda given: _tails_only(given, ranked=False),
        ),
        Misconception(
            "hard-so-bad",
            "You would revise the hard items. A hard item is a good one if the best have it right.",
            _hard_ones,
        ),
        Misconception(
            "level-by-ease",
            "You read the level off the difficulty. The level says what kind of work a task asks for, whoever "
            "has it right.",
            _levels_by_ease,
        ),
    ),
    hints=(
        "Level: does the task ask to name, to explain, or to use several points on a case?",
        "Difficulty needs all twelve candidates, discrimination only the three best and the three weakest by "
        "mark.",
        "Sort by `mark`. Discrimination is the share right among the first three less that among the last "
        "three; revise what lies below the limit in the task.",
    ),
    solution=(
        'items = ["i1", "i2", "i3", "i4", "i5"]\n'
        'levels = {"i1": "remember", "i2": "comprehend", "i3": "remember",\n'
        '          "i4": "apply", "i5": "comprehend"}\n'
        'ranked = q5.given.answers.sort_values("mark", ascending=False)[items]\n'
        "difficulty = ranked.mean()\n"
        "discrimination = ranked.head(3).mean() - ranked.tail(3).mean()\n"
        "revise = list(discrimination.index[discrimination < 0.2])"
    ),
    takeaway="A level is a promise about the work; difficulty and discrimination are counted from answers.",
)
