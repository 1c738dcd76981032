"""Checkpoints of lesson 2 of chapter c02: relationship marketing."""

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Mapped, Ranking
from cvm_lessons.practice.values import Values

__all__ = ["SETS"]

LEVELS = {"a": 3, "b": 1, "c": 2, "d": 1}

C1 = Values(
    id="c02.02.c1",
    title="Which level of bond is it?",
    concepts=("rm-levels-three",),
    level="comprehend",
    lesson=2,
    answers={"levels": Mapped(of=Number(within=0.1))},
    reference=lambda given: {"levels": LEVELS},
    misconceptions=(
        Misconception(
            "points-are-social",
            "Points are money by another name: a rival can offer them tomorrow. That is level 1.",
            lambda given: {"levels": {**LEVELS, "d": 2}},
        ),
        Misconception(
            "person-is-structure",
            "A person can leave or be hired away. Nothing has been built into the service: level 2.",
            lambda given: {"levels": {**LEVELS, "c": 3}},
        ),
    ),
    hints=(
        "What would be missing if she went to a rival: money, a person, or something that was built?",
        "Level 1 rests on price, level 2 on people, level 3 on how the service is built.",
        "Two of the four can be matched by a rival in a day.",
    ),
    solution='levels = {"a": 3, "b": 1, "c": 2, "d": 1}',
)

ANSWERS = (7, 6, 5, 4)
LEAVING = 1
SHARES = [(answer - 1) / 6 for answer in ANSWERS]

C2 = Values(
    id="c02.02.c2",
    title="Where between the poles?",
    concepts=("rm-vs-transaction",),
    level="apply",
    lesson=2,
    answers={"her_orientation": Number(within=0.5)},
    reference=lambda given: {"her_orientation": 100 * (sum(SHARES) + (7 - LEAVING) / 6) / 5},
    misconceptions=(
        Misconception(
            "leaving-not-turned",
            "Thoughts of leaving speak for the transaction: turn that answer round before you average.",
            lambda given: {"her_orientation": 100 * (sum(SHARES) + (LEAVING - 1) / 6) / 5},
        ),
        Misconception(
            "scale-from-zero",
            "The scale starts at 1, not at 0: an answer of 1 is 0% of it, and 7 is 100%.",
            lambda given: {"her_orientation": 100 * (sum(ANSWERS) + 8 - LEAVING) / 35},
        ),
    ),
    hints=(
        "Turn the last answer round first: on a scale from 1 to 7, 1 becomes 7.",
        "As a percentage of the scale an answer x is 100 (x - 1) / 6.",
        "The five percentages are 100, 83, 67, 50 and 100. What is their mean?",
    ),
    solution="turned = [7, 6, 5, 4, 7]\nher_orientation = round(sum(100 * (x - 1) / 6 for x in turned) / 5)",
)

MIX = {"a": "cost", "b": "price", "c": "place", "d": "promotion"}

C3 = Values(
    id="c02.02.c3",
    title="The seller's P or the customer's C?",
    concepts=("theory-4p", "theory-4c"),
    level="comprehend",
    lesson=2,
    answers={"mix": Mapped(of=Text(("product", "price", "place", "promotion", "cost")))},
    reference=lambda given: {"mix": MIX},
    misconceptions=(
        Misconception(
            "price-for-cost",
            "The two days are no price that Larkport sets. They are a part of what the show costs her.",
            lambda given: {"mix": {**MIX, "a": "price"}},
        ),
        Misconception(
            "place-is-the-hall",
            "Place is the way to the customer, the channel. An association that sells stands is one.",
            lambda given: {"mix": {**MIX, "c": "product"}},
        ),
        Misconception(
            "association-for-promotion",
            "Selling through an association is a channel: place. Promotion is what is said.",
            lambda given: {"mix": {**MIX, "c": "promotion"}},
        ),
    ),
    hints=(
        "Who decides on it: the seller, or is it borne by the customer?",
        "Place 渠道 means the channel through which the offer is sold.",
        "Only one of the four is borne by the exhibitor without being on the price list.",
    ),
    solution='mix = {"a": "cost", "b": "price", "c": "place", "d": "promotion"}',
)

C4 = Values(
    id="c02.02.c4",
    title="A loading with two facets",
    concepts=("relationship-quality",),
    level="apply",
    lesson=2,
    answers={"loading": Number(within=0.005)},
    reference=lambda given: {"loading": 0.7},
    misconceptions=(
        Misconception(
            "correlation-for-loading",
            "That is the correlation. It is the product of two equal loadings.",
            lambda given: {"loading": 0.49},
        ),
        Misconception(
            "squared-for-root",
            "You squared the correlation. The loading times itself gives the correlation: take the root.",
            lambda given: {"loading": 0.49**2},
        ),
    ),
    hints=(
        "The two facets go together only through what stands behind both.",
        "loading × loading = correlation.",
        "Which number times itself gives 0.49?",
    ),
    solution="loading = 0.49 ** 0.5",
)

STEPS = ("identify", "differentiate", "interact", "customise")

C5 = Values(
    id="c02.02.c5",
    title="The order of IDIC",
    concepts=("idic",),
    level="remember",
    lesson=2,
    answers={"order": Ranking(options=STEPS)},
    reference=lambda given: {"order": list(STEPS)},
    misconceptions=(
        Misconception(
            "worth-before-name",
            "You rank customers before you know who they are: one who is in the file twice counts twice.",
            lambda given: {"order": ["differentiate", "identify", "interact", "customise"]},
        ),
        Misconception(
            "offer-before-talk",
            "You customise before you have heard them. The dialogue says what to fit.",
            lambda given: {"order": ["identify", "differentiate", "customise", "interact"]},
        ),
    ),
    hints=(
        "Which step does every other one need?",
        "Two steps happen inside the firm; they come before the two that customers see.",
        "Names, then worth and needs, then the dialogue, then the offer.",
    ),
    solution='order = ["identify", "differentiate", "interact", "customise"]',
)

SETS = {"c02.02": (C1, C2, C3, C4, C5)}
