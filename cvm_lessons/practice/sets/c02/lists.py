"""Exercises 1, 3, 4 and 9: the five principles, the three ties, the kinds of relationship value, and IDIC."""

from cvm_lessons.practice.answers import Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.sets.c02.sorting import shown_mapping, sorted_wrongly
from cvm_lessons.practice.values import Values

__all__ = ["IDIC", "KINDS", "PRINCIPLES", "Q1", "Q3", "Q4", "Q9", "TIES"]

PRINCIPLES = {"a": "long-term", "b": "data", "c": "all staff", "d": "technology", "e": "personal"}
TIES = {
    "a": "social",
    "b": "financial",
    "c": "structural",
    "d": "financial",
    "e": "structural",
    "f": "social",
}
KINDS = {
    "a": "gathering",
    "b": "perceived",
    "c": "profit",
    "d": "word of mouth",
    "e": "information",
    "f": "perceived",
}
IDIC = {"a": "differentiate", "b": "identify", "c": "customise", "d": "interact", "e": "identify"}
STEPS = ("identify", "differentiate", "interact", "customise")


Q1 = Values(
    id="c02.q1",
    title="Five principles in a week",
    concepts=("crm-principles", "crm-principles-five", "all-staff-participation"),
    level="remember",
    lesson=1,
    answers={"principles": Mapped(Text(tuple(sorted(PRINCIPLES.values()))))},
    reference=lambda given: {"principles": PRINCIPLES},
    misconceptions=(
        Misconception(
            "technology-for-data",
            "You swapped the tool and the evidence. A record that everybody sees is support by technology; "
            "deciding on what records show is another principle.",
            lambda given: sorted_wrongly(
                "principles", PRINCIPLES, {"data": "technology", "technology": "data"}
            ),
        ),
        Misconception(
            "long-term-is-personal",
            "You swapped the single customer and the long run. One asks to treat her as herself, the other "
            "to count more than the next sale.",
            lambda given: sorted_wrongly(
                "principles", PRINCIPLES, {"long-term": "personal", "personal": "long-term"}
            ),
        ),
        Misconception(
            "relationship-is-for-sales",
            "You swapped the staff and the single customer. Ask of each sentence whether it is about who "
            "serves or about who is served.",
            lambda given: sorted_wrongly(
                "principles", PRINCIPLES, {"all staff": "personal", "personal": "all staff"}
            ),
        ),
    ),
    hints=(
        "Each principle comes once. Which sentence is about those who serve?",
        "Two sentences are about records. In one of them a decision is taken.",
        "A tool that is there for all is technology; a decision that rests on figures is data.",
    ),
    solution=shown_mapping("principles", PRINCIPLES),
    takeaway="A principle shows in what a firm does on an ordinary day.",
)

Q3 = Values(
    id="c02.q3",
    title="What holds the exhibitor?",
    concepts=("rm-levels-three", "relationship-marketing"),
    level="remember",
    lesson=2,
    answers={"ties": Mapped(Text(("financial", "social", "structural")))},
    reference=lambda given: {"ties": TIES},
    misconceptions=(
        Misconception(
            "person-as-structure",
            "You took a person for a structure. What leaves with the person is a social tie.",
            lambda given: sorted_wrongly("ties", TIES, {"social": "structural"}),
        ),
        Misconception(
            "system-as-service",
            "You took what is built into the exhibitor's work for friendly service. Ask what she would have "
            "to set up anew elsewhere.",
            lambda given: sorted_wrongly("ties", TIES, {"structural": "social"}),
        ),
        Misconception(
            "points-as-structure",
            "You took rewards in money for a structure. A rival matches them in a day.",
            lambda given: sorted_wrongly("ties", TIES, {"financial": "structural"}),
        ),
    ),
    hints=(
        "Ask of each: how would a rival match it, and by when?",
        "With money in a day; by hiring somebody in a year; or only by building it anew?",
        "Each of the three levels comes twice.",
    ),
    solution=shown_mapping("ties", TIES),
    takeaway="The level says how hard the tie is to copy, not how good it is for every purpose.",
)

Q4 = Values(
    id="c02.q4",
    title="Value to whom?",
    concepts=("relationship-value-definition",),
    level="remember",
    lesson=3,
    answers={"kinds": Mapped(Text(("gathering", "information", "perceived", "profit", "word of mouth")))},
    reference=lambda given: {"kinds": KINDS},
    misconceptions=(
        Misconception(
            "value-to-for-value-of",
            "You took what the exhibitor gains for a profit of the organiser. Write to whom before you write "
            "how much.",
            lambda given: sorted_wrongly("kinds", KINDS, {"perceived": "profit"}),
        ),
        Misconception(
            "gathering-is-word-of-mouth",
            "You swapped being there and speaking for the show. Some draw others without a word.",
            lambda given: sorted_wrongly(
                "kinds", KINDS, {"gathering": "word of mouth", "word of mouth": "gathering"}
            ),
        ),
        Misconception(
            "only-money-counts",
            "You put what a customer tells you under profit. It is worth what it would cost to find out "
            "otherwise, and it is on no invoice.",
            lambda given: sorted_wrongly("kinds", KINDS, {"information": "profit"}),
        ),
    ),
    hints=(
        "Ask first who gains: the organiser or the exhibitor?",
        "In two sentences the exhibitor gains; that is perceived value.",
        "Of the other four, one is an invoice, one a presence, one a recommendation, one a hint.",
    ),
    solution=shown_mapping("kinds", KINDS),
    takeaway="Relationship value, in this course, is what the firm gets from the relationship.",
)

Q9 = Values(
    id="c02.q9",
    title="Which step of IDIC?",
    concepts=("idic", "one-to-one-marketing"),
    level="comprehend",
    lesson=2,
    answers={"steps": Mapped(Text(STEPS))},
    reference=lambda given: {"steps": IDIC},
    misconceptions=(
        Misconception(
            "identify-is-choosing-the-best",
            "You took knowing who somebody is for knowing what she is worth. First the rows become persons; "
            "then they are ranked.",
            lambda given: sorted_wrongly(
                "steps", IDIC, {"identify": "differentiate", "differentiate": "identify"}
            ),
        ),
        Misconception(
            "custom-offer-is-dialogue",
            "You swapped asking and answering. In one step the customer speaks; in the other the firm does "
            "something differently for her.",
            lambda given: sorted_wrongly("steps", IDIC, {"interact": "customise", "customise": "interact"}),
        ),
        Misconception(
            "needs-are-identified",
            "You put ranking by value and need under the last step. It is still analysis: the customer does "
            "not see it.",
            lambda given: sorted_wrongly("steps", IDIC, {"differentiate": "customise"}),
        ),
    ),
    hints=(
        "Which of these does the customer notice?",
        "Two steps happen at your desk: knowing who it is, and knowing what she is worth and needs.",
        "One step comes twice: it is about telling persons and records apart.",
    ),
    solution=shown_mapping("steps", IDIC),
    takeaway="Inside first, then visible: nobody can treat a stranger as herself.",
)
