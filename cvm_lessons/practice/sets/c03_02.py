"""Checkpoints of lesson 2 of chapter c03: the hierarchy and the types of value."""

from collections.abc import Mapping

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values

__all__ = ["SETS"]

LADDERS = (
    ("A", "hall plan", "less wasted time", "peace of mind"),
    ("A", "organiser staff", "less wasted time", "peace of mind"),
    ("B", "organiser staff", "less wasted time", "profit"),
    ("C", "organiser staff", "team spirit", "peace of mind"),
)
ATTRIBUTE, CONSEQUENCE, GOAL = 1, 2, 3


def _links(origin: tuple[int, str], target: tuple[int, str], *, once: bool = True) -> int:
    """Count the respondents who make a link, or every mention of it."""
    who = [
        ladder[0] for ladder in LADDERS if ladder[origin[0]] == origin[1] and ladder[target[0]] == target[1]
    ]
    return len(set(who) if once else who)


def _counts(*, once: bool = True) -> Mapping[str, int]:
    time, peace, staff = (
        (CONSEQUENCE, "less wasted time"),
        (GOAL, "peace of mind"),
        (ATTRIBUTE, "organiser staff"),
    )
    return {
        "time_to_peace": _links(time, peace, once=once),
        "staff_to_time": _links(staff, time, once=once),
        "staff_to_peace": _links(staff, peace, once=once),
    }


C1 = Values(
    id="c03.02.c1",
    title="Four ladders into an implication matrix",
    concepts=("laddering", "value-hierarchy-view"),
    level="apply",
    lesson=2,
    answers={
        "time_to_peace": Number(within=0.5, unit="respondents"),
        "staff_to_time": Number(within=0.5, unit="respondents"),
        "staff_to_peace": Number(within=0.5, unit="respondents"),
    },
    reference=lambda given: _counts(),
    misconceptions=(
        Misconception(
            "mentions-for-respondents",
            "You counted ladders. A respondent who climbs the same step twice counts once.",
            lambda given: _counts(once=False),
        ),
        Misconception(
            "indirect-left-out",
            "Staff leads to peace of mind through a consequence: an indirect link, and it counts.",
            lambda given: {"staff_to_peace": 0},
        ),
    ),
    hints=(
        "For each link, write down who makes it. The letter is the respondent.",
        "Respondent A leads from less wasted time to peace of mind twice: that is one respondent.",
        "From staff to peace of mind, A goes through less wasted time and C through team spirit.",
    ),
    solution="time_to_peace = 1\nstaff_to_time = 2\nstaff_to_peace = 2",
)

FIRST = {
    "attributes": {"hosted evening", "organiser staff", "sales meetings"},
    "goals": {"peace of mind", "profit"},
}
SECOND = {
    "attributes": {"hosted evening", "organiser staff", "right visitors"},
    "goals": {"growth", "lasting partners", "peace of mind"},
}


def _shares(base: str) -> Mapping[str, float]:
    """Return the elements in both interviews over the elements of `base`: either, first or mean."""
    shares = {}
    for level, before in FIRST.items():
        after, both = SECOND[level], before & SECOND[level]
        sizes = {
            "either": len(before | after),
            "first": len(before),
            "mean": (len(before) + len(after)) / 2,
        }
        shares[level] = len(both) / sizes[base]
    return shares


C2 = Values(
    id="c03.02.c2",
    title="How alike are two interviews?",
    concepts=("value-hierarchy-features",),
    level="apply",
    lesson=2,
    answers={"attributes": Number(within=0.005), "goals": Number(within=0.005)},
    reference=lambda given: _shares("either"),
    misconceptions=(
        Misconception(
            "first-interview-as-base",
            "You divided by what was named in the first interview. New elements are a change, too.",
            lambda given: _shares("first"),
        ),
        Misconception(
            "mean-length-as-base",
            "You divided by the mean length of the two lists. Jaccard's base is what was named in either.",
            lambda given: _shares("mean"),
        ),
    ),
    hints=(
        "On each level: which elements are in both lists?",
        "Now count all different elements of the two lists together; one that is in both counts once.",
        "Attributes: 2 in both, 4 in either. Do the same for the goals.",
    ),
    solution="attributes = 2 / 4\ngoals = 1 / 4",
)

KINDS = {"a": "social", "b": "conditional", "c": "epistemic", "d": "emotional", "e": "functional"}
FIVE = ("functional", "social", "emotional", "epistemic", "conditional")

C3 = Values(
    id="c03.02.c3",
    title="How many value factors?",
    concepts=("value-factors-model",),
    level="comprehend",
    lesson=2,
    answers={"factors": Number(within=0.4, unit="factors")},
    reference=lambda given: {"factors": 2},
    misconceptions=(
        Misconception(
            "larger-than-one",
            "You kept every factor above 1. Random numbers give factors above 1 as well: compare with the noise.",
            lambda given: {"factors": 3},
        ),
        Misconception(
            "all-factors",
            "You kept all of them. A factor below the noise explains no more than random numbers would.",
            lambda given: {"factors": 4},
        ),
    ),
    hints=(
        "What would a factor of random numbers explain? The second row says it.",
        "Go from left to right, and stop where the eigenvalue falls below the noise.",
        "3.10 and 1.60 are above their noise. Is 1.04 above 1.05?",
    ),
    solution="factors = 2",
)

C4 = Values(
    id="c03.02.c4",
    title="Which of the five values?",
    concepts=("value-typology-view", "value-orientation-three"),
    level="comprehend",
    lesson=2,
    answers={"kinds": Mapped(of=Text(FIVE))},
    reference=lambda given: {"kinds": KINDS},
    misconceptions=(
        Misconception(
            "three-for-five",
            "You sorted into three kinds only. What is learnt, and what counts in a special situation, "
            "have kinds of their own.",
            lambda given: {"kinds": {**KINDS, "b": "functional", "c": "functional"}},
        ),
        Misconception(
            "social-for-emotional",
            "Pride in one's own team is a feeling. Social value is about one's place among others.",
            lambda given: {"kinds": {**KINDS, "d": "social"}},
        ),
    ),
    hints=(
        "What does it do for me, say about me, make me feel, let me discover, or mean just now?",
        "Two of the five go beyond the value orientation of three kinds.",
        "The new rule matters only this autumn; the machines are a discovery; the hall is about rank.",
    ),
    solution=(
        'kinds = {"a": "social", "b": "conditional", "c": "epistemic", "d": "emotional", "e": "functional"}'
    ),
)

CUSTOMERS, WANTS, GETS, MARGIN, COST = 544, 0.51, 0.38, 18_000, 120_000


def _lift(wants: float = WANTS, gets: float = GETS, scale: float = 100) -> Mapping[str, float]:
    return {"lift": scale * COST / (CUSTOMERS * wants * gets * MARGIN)}


C5 = Values(
    id="c03.02.c5",
    title="What a poster on standing must move",
    concepts=("value-pyramid-tool", "value-hierarchy-view"),
    level="apply",
    lesson=2,
    answers={"lift": Number(within=0.05, unit="percentage points")},
    reference=lambda given: _lift(),
    misconceptions=(
        Misconception(
            "wanting-is-enough",
            "You count all who want standing. A promise moves only those who find that it is kept.",
            lambda given: _lift(gets=1.0),
        ),
        Misconception(
            "getting-is-enough",
            "You count all who get pride. A promise moves only those who want what it promises.",
            lambda given: _lift(wants=1.0),
        ),
        Misconception(
            "everybody-moves",
            "You count all 544. Only those who want standing and get it are spoken to.",
            lambda given: _lift(wants=1.0, gets=1.0),
        ),
    ),
    hints=(
        "How many of the 544 want standing and get it?",
        "How many exhibitors must come back so that their margin covers the ¥120,000?",
        "Divide the second number by the first, and multiply by 100.",
    ),
    solution="spoken_to = 544 * 0.51 * 0.38\nlift = round(100 * 120_000 / 18_000 / spoken_to, 1)",
)

SETS = {"c03.02": (C1, C2, C3, C4, C5)}
