"""Exercises 5 and 11: Kano's pairs of answers, by the table and counted by segment."""

from functools import cache

import numpy as np
import pandas as pd

from cvm_lessons.datasets import load
from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values
from cvm_lessons.satisfaction.kano import KANO_FEATURES, kano_answers, kano_category

__all__ = ["Q5", "Q11"]

CODES = ("M", "O", "A", "I", "R", "Q")
ALSO = {
    "must-be": "M",
    "one-dimensional": "O",
    "attractive": "A",
    "indifferent": "I",
    "reverse": "R",
    "questionable": "Q",
}
LIKE, EXPECT, NEUTRAL, LIVE_WITH, DISLIKE = range(1, 6)
PAIRS = {
    "a": (EXPECT, DISLIKE),
    "b": (LIKE, NEUTRAL),
    "c": (LIKE, DISLIKE),
    "d": (NEUTRAL, NEUTRAL),
    "e": (DISLIKE, LIKE),
    "f": (LIKE, LIKE),
    "g": (NEUTRAL, DISLIKE),
    "h": (LIKE, LIVE_WITH),
}
KINDS = {letter: kano_category(*pair) for letter, pair in PAIRS.items()}
TURNED = {letter: kano_category(*reversed(pair)) for letter, pair in PAIRS.items()}

Q5 = Values(
    id="c04.q5",
    title="Eight pairs of answers",
    concepts=("kano-model",),
    level="comprehend",
    lesson=2,
    answers={"kinds": Mapped(Text(CODES, also=ALSO))},
    reference=lambda given: {"kinds": KINDS},
    misconceptions=(
        Misconception(
            "sides-swapped",
            "You read the two answers the wrong way round. The first is about the service being there.",
            lambda given: {"kinds": TURNED},
        ),
        Misconception(
            "liked-means-attractive",
            "You called everything attractive that is liked when it is there. Look at the second answer too.",
            lambda given: {
                "kinds": KINDS | {letter: "A" for letter, pair in PAIRS.items() if pair[0] == LIKE}
            },
        ),
        Misconception(
            "missed-means-one-dimensional",
            "You called everything one-dimensional whose absence is disliked. Where its presence is taken for "
            "granted, it cannot delight.",
            lambda given: {
                "kinds": KINDS | {letter: "O" for letter, pair in PAIRS.items() if pair[1] == DISLIKE}
            },
        ),
    ),
    hints=(
        "What does she feel when the service is there, and what when it is not?",
        "Liked when there and disliked when not: both. Only the first: it delights. Only the second: it is "
        "taken for granted.",
        "Two opposite answers on the wrong sides mean that she would rather be without it; liking both cannot "
        "be meant.",
    ),
    solution=(
        'kinds = {"a": "M", "b": "A", "c": "O", "d": "I",\n         "e": "R", "f": "Q", "g": "M", "h": "A"}'
    ),
    takeaway="What would dissatisfy by its absence need not satisfy by its presence.",
)

ROLES = ("exhibitor", "visitor")
PRINTED = ("home", "parking")


@cache
def _answers() -> pd.DataFrame:
    return load("kano").merge(load("surveys")[["response_id", "role", "sector"]], on="response_id")


def _asked(sector: str, service: str) -> pd.DataFrame:
    answers = _answers()
    columns = ["response_id", "role", f"with_{service}", f"without_{service}"]
    return answers.loc[answers["sector"] == sector, columns].reset_index(drop=True)


def _codes(answers: pd.DataFrame, service: str, *, turned: bool = False) -> pd.DataFrame:
    names = {f"with_{service}": f"without_{service}", f"without_{service}": f"with_{service}"}
    return kano_answers(answers.rename(columns=names) if turned else answers, [service], keep=["role"])


def _effects(codes: pd.Series, *, among: tuple[str, ...] = CODES[:4]) -> tuple[float, float]:
    counts = codes.value_counts().reindex(CODES, fill_value=0)
    n = counts[list(among)].sum()
    return float((counts["A"] + counts["O"]) / n), float(-(counts["O"] + counts["M"]) / n)


def _kano(given: Given, *, turned: bool = False) -> dict[str, object]:
    codes = _codes(given.answers, given.service, turned=turned)
    better, worse = _effects(codes.loc[codes["role"] == "exhibitor", "category"])
    first = codes.groupby("role", observed=True)["category"].agg(lambda some: some.value_counts().idxmax())
    return {"category": first.to_dict(), "better": better, "worse": worse}


def _of_everybody(given: Given) -> dict[str, object]:
    codes = _codes(given.answers, given.service)["category"]
    better, worse = _effects(codes)
    return {"category": dict.fromkeys(ROLES, codes.value_counts().idxmax()), "better": better, "worse": worse}


def _of_all_six(given: Given) -> dict[str, object]:
    codes = _codes(given.answers, given.service)
    better, worse = _effects(codes.loc[codes["role"] == "exhibitor", "category"], among=CODES)
    return {"better": better, "worse": worse}


def _tells(given: Given) -> bool:
    """Return whether the roles differ, clearly, and every wrong way leads elsewhere."""
    right, right_codes = _kano(given), _codes(given.answers, given.service)
    found = right["category"]
    assert isinstance(found, dict)
    clear = all(
        counts.iloc[0] - counts.iloc[1] >= 8
        for _, codes in right_codes.groupby("role", observed=True)["category"]
        for counts in [codes.value_counts()]
    )
    strange = _of_all_six(given)
    apart = abs(float(str(strange["better"])) - float(str(right["better"]))) > 0.015
    return clear and apart and len(set(found.values())) == len(ROLES)


@cache
def _services_that_suit() -> list[tuple[str, str]]:
    sectors = sorted(_answers()["sector"].unique())
    choices = [(sector, service) for sector in sectors for service in KANO_FEATURES]
    return [
        (sector, service)
        for sector, service in choices
        if _tells(Given({"answers": _asked(sector, service), "service": service}))
    ]


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    suitable = _services_that_suit() if rng is not None else [PRINTED]
    sector, service = PRINTED if rng is None else suitable[rng.integers(len(suitable))]
    return {"answers": _asked(sector, service), "service": service}


Q11 = Values(
    id="c04.q11",
    title="One service, two kinds of customer",
    concepts=("kano-model", "satisfaction-measurement"),
    level="apply",
    lesson=2,
    draw=_draw,
    answers={
        "category": Mapped(Text(CODES, also=ALSO)),
        "better": Number(within=0.005),
        "worse": Number(within=0.005),
    },
    reference=_kano,
    misconceptions=(
        Misconception(
            "everybody-together",
            "You counted exhibitors and visitors together. The most frequent category of all may be that of "
            "one side only.",
            _of_everybody,
        ),
        Misconception(
            "all-six-in-the-denominator",
            "You divided by all answers. Reverse and questionable ones stand outside better and worse.",
            _of_all_six,
        ),
        Misconception(
            "sides-swapped",
            "You read the two questions the wrong way round.",
            lambda given: _kano(given, turned=True),
        ),
        Misconception(
            "worse-without-its-sign",
            "Your worse is positive. It says how far satisfaction falls when the service is missing.",
            lambda given: {"worse": -float(str(_kano(given)["worse"]))},
        ),
    ),
    hints=(
        "Which rows belong to the exhibitors, and which categories enter better and worse?",
        "Give each pair of answers its category first; then count by role. Better is the share of A and O "
        "among A, O, M and I.",
        '`satisfaction.kano_answers(answers, [service], keep=["role"])` has the categories; '
        "`satisfaction.better_worse` of the exhibitors' rows has the two numbers.",
    ),
    solution=(
        "from cvm_lessons import satisfaction\n\n"
        "g = q11.given\n"
        'codes = satisfaction.kano_answers(g.answers, [g.service], keep=["role"])\n'
        'category = satisfaction.kano_by_segment(codes, "role").loc[g.service, ["exhibitor", "visitor"]]\n'
        'ours = satisfaction.better_worse(codes[codes["role"] == "exhibitor"])\n'
        'better, worse = ours.loc[g.service, ["better", "worse"]]'
    ),
    takeaway="Ask for whom a service is a must before you ask whether it is one.",
)
