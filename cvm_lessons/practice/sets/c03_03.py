"""Checkpoints of lesson 3 of chapter c03: what drives value."""

from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.values import Choice, Values

__all__ = ["SETS"]

C1 = Choice(
    id="c03.03.c1",
    title="Said, but not moved",
    concepts=("stated-derived-importance",),
    level="comprehend",
    lesson=3,
    answer="reading",
    options={
        "A": "people say that it matters",
        "B": "in this sample, its ratings go with overall value less than those of six other attributes",
        "C": "the organiser may cut it without harm",
    },
    correct="C",
    misconceptions=(
        Misconception(
            "stated-is-nothing",
            "Stated rank 1 says just that: people say it matters.",
            lambda given: {"reading": "A"},
        ),
        Misconception(
            "derived-is-nothing",
            "Derived rank 7 says just that: six other attributes go more closely with overall value here.",
            lambda given: {"reading": "B"},
        ),
    ),
    hints=(
        "Two of the three repeat what the ranks say. Which one goes further?",
        "Derived importance comes from differences between ratings. What if all shows deliver it alike?",
        "A failure that nobody has seen yet leaves no trace in the ratings.",
    ),
    solution='reading = "C"',
)

C2 = Values(
    id="c03.03.c2",
    title="The share of one driver",
    concepts=("relative-importance",),
    level="apply",
    lesson=3,
    answers={"share_of_a": Number(within=0.05, unit="points of variance")},
    reference=lambda given: {"share_of_a": (30 + (36 - 20)) / 2},
    misconceptions=(
        Misconception(
            "alone",
            "That is what A explains alone: the credit that it shares with B is counted in full.",
            lambda given: {"share_of_a": 30},
        ),
        Misconception(
            "last-in",
            "That is what A adds when it comes last: all shared credit goes to B.",
            lambda given: {"share_of_a": 36 - 20},
        ),
        Misconception(
            "in-proportion",
            "You divided the whole in proportion to what each explains alone. Average over the two orders instead.",
            lambda given: {"share_of_a": 36 * 30 / 50},
        ),
    ),
    hints=(
        "There are two orders in which A and B can enter. What does A earn in each?",
        "First in, A earns what it explains alone. Second in, it earns what the pair explains beyond B.",
        "Average the two earnings.",
    ),
    solution="first_in = 30\nsecond_in = 36 - 20\nshare_of_a = (first_in + second_in) / 2",
)

C3 = Choice(
    id="c03.03.c3",
    title="Who is a prosumer?",
    concepts=("prosumer", "value-cocreation"),
    level="remember",
    lesson=3,
    answer="prosumer",
    options={
        "A": "an exhibitor who rates the show on eight attributes",
        "B": "a visitor who books his badge on the web",
        "C": "an exhibitor whose live demonstration is a part of what visitors come for",
    },
    correct="C",
    misconceptions=(
        Misconception(
            "feedback-for-production",
            "An answer to a survey helps to improve the show; it makes no part of it.",
            lambda given: {"prosumer": "A"},
        ),
        Misconception(
            "self-service-for-production",
            "Booking on the web is a channel. He does a clerk's work, and the show is no other for it.",
            lambda given: {"prosumer": "B"},
        ),
    ),
    hints=(
        "Who makes a part of what is consumed?",
        "Two of the three only judge the show or pay for it.",
        "What do the visitors come to see?",
    ),
    solution='prosumer = "C"',
)

C4 = Values(
    id="c03.03.c4",
    title="What joining does",
    concepts=("value-cocreation",),
    level="apply",
    lesson=3,
    answers={"effect_of_joining": Number(within=0.05, unit="points")},
    reference=lambda given: {"effect_of_joining": 0.20 / (0.60 - 0.10)},
    misconceptions=(
        Misconception(
            "intention-to-treat",
            "That is the effect of being invited, averaged over all the invited. Only some joined because of it.",
            lambda given: {"effect_of_joining": 0.20},
        ),
        Misconception(
            "others-forgotten",
            "You divided by the share of the invited who joined. Some would have joined without the invitation.",
            lambda given: {"effect_of_joining": 0.20 / 0.60},
        ),
        Misconception(
            "multiplied",
            "You multiplied by the share. The gain of a few is spread over many: undo that by dividing.",
            lambda given: {"effect_of_joining": 0.20 * 0.50},
        ),
    ),
    hints=(
        "By how much did the invitation raise the share that joined?",
        "The gain of 0.20 belongs to those who joined because they were invited.",
        "Divide the difference in rating by the difference in joining.",
    ),
    solution="moved = 0.60 - 0.10\neffect_of_joining = round(0.20 / moved, 1)",
)

SETS = {"c03.03": (C1, C2, C3, C4)}
