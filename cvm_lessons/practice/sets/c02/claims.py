"""Exercises 2, 5 and 6: where CRM comes from, what it is said to bring, and the clauses of its definition."""

from cvm_lessons.practice.answers import Letters, Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.sets.c02.sorting import shown_mapping, sorted_wrongly
from cvm_lessons.practice.values import Values

__all__ = ["BENEFITS", "LAYERS", "ORIGINS", "POINTS", "Q2", "Q5", "Q6"]

ORIGINS = {
    "a": "root",
    "b": "demand",
    "c": "technology",
    "d": "management",
    "e": "leave out",
    "f": "root",
    "g": "leave out",
}
BENEFITS = {
    "a": "cost",
    "b": "money",
    "c": "attitude",
    "d": "forces",
    "e": "cost",
    "f": "money",
    "g": "attitude",
    "h": "forces",
}
POINTS = {"significances": 6, "goals": 4, "meanings": 4, "benefits": 7}
CLAUSES = dict.fromkeys("ABCDEFG", "")
LAYERS = {"a": "technology", "b": "idea", "c": "implementation", "d": "idea"}

Q2 = Values(
    id="c02.q2",
    title="A slide on where CRM comes from",
    concepts=("crm-origin-us", "gartner-crm", "demand-individualisation", "crm-causes-three"),
    level="remember",
    lesson=1,
    answers={"origins": Mapped(Text(("root", "demand", "technology", "management", "leave out")))},
    reference=lambda given: {"origins": ORIGINS},
    misconceptions=(
        Misconception(
            "year-learnt",
            "You kept lines for which no source was found. A year or a birthplace that everybody repeats is "
            "not yet a fact.",
            lambda given: sorted_wrongly("origins", ORIGINS, {"leave out": "root"}),
        ),
        Misconception(
            "demand-for-technology",
            "You swapped the customers and the tools. Customers who want different things pull; what became "
            "cheap pushes.",
            lambda given: sorted_wrongly(
                "origins", ORIGINS, {"demand": "technology", "technology": "demand"}
            ),
        ),
        Misconception(
            "management-for-technology",
            "You took departments that do not know of each other for a lack of tools. It is a need of "
            "management; a tool may serve it.",
            lambda given: sorted_wrongly("origins", ORIGINS, {"management": "technology"}),
        ),
    ),
    hints=(
        "Which lines tell what scholars wrote before the name was there?",
        "Pull: what customers want. Push: what became possible. Need: what went wrong inside the firm.",
        "Two lines are roots of the idea; two claim a year or a birthplace without a source.",
    ),
    solution=shown_mapping("origins", ORIGINS),
    takeaway="The idea has several roots and no birthday: learn the forces, and leave the year out.",
)

Q5 = Values(
    id="c02.q5",
    title="Four lists, four claims",
    concepts=("crm-benefits-seven", "crm-significance-six", "crm-goals-four", "crm-meaning-four"),
    level="remember",
    lesson=3,
    answers={
        "claims": Mapped(Text(("cost", "money", "attitude", "forces"))),
        "points": Mapped(Number(within=0)),
    },
    reference=lambda given: {"claims": BENEFITS, "points": POINTS},
    misconceptions=(
        Misconception(
            "saving-is-revenue",
            "You put savings under more money. A saving lowers what the same business costs; it sells nothing.",
            lambda given: sorted_wrongly("claims", BENEFITS, {"cost": "money"}),
        ),
        Misconception(
            "loyalty-is-money",
            "You put what customers feel and do under more money. That they stay and are content is a claim of "
            "its own; lesson 3 found it nearly unrelated to profit.",
            lambda given: sorted_wrongly("claims", BENEFITS, {"attitude": "money"}),
        ),
        Misconception(
            "pooling-is-saving",
            "You put working together under lower cost. The lists count joined forces apart, whatever they save.",
            lambda given: sorted_wrongly("claims", BENEFITS, {"forces": "cost"}),
        ),
        Misconception(
            "lists-swapped",
            "You gave the benefits the length of the significances, and the other way round.",
            lambda given: {
                "points": POINTS | {"significances": POINTS["benefits"], "benefits": POINTS["significances"]}
            },
        ),
    ),
    hints=(
        "Who or what changes in each sentence: an expense, an income, a customer, or the way people work?",
        "Each of the four claims comes twice.",
        "The two shorter lists are equally long; of the other two the one with the personal experience in it "
        "is the longest.",
    ),
    solution=shown_mapping("claims", BENEFITS) + "\n" + shown_mapping("points", POINTS),
    takeaway="Four ideas, four lists of different length: note which list a question names.",
)

Q6 = Values(
    id="c02.q6",
    title="Clause by clause",
    concepts=("crm-definition-strategy-004", "gartner-crm", "crm-concept", "crm-three-layers"),
    level="comprehend",
    lesson=1,
    answers={
        "clauses": Letters(CLAUSES, multiple=True),
        "layers": Mapped(Text(("idea", "technology", "implementation"))),
    },
    reference=lambda given: {"clauses": "ABDF", "layers": LAYERS},
    misconceptions=(
        Misconception(
            "crm-is-software",
            "You put the tool into the definition. The system serves the strategy; it is not a part of what "
            "defines it.",
            lambda given: {"clauses": "ABCDF"},
        ),
        Misconception(
            "crm-is-to-be-nice",
            "You took the best service for everybody into the definition. A strategy chooses; that clause "
            "forbids to choose.",
            lambda given: {"clauses": "ABDEF"},
        ),
        Misconception(
            "implementation-is-technology",
            "You took people who were not won over for a fault of the tool. Whether it is used is a matter of "
            "implementation.",
            lambda given: sorted_wrongly("layers", LAYERS, {"implementation": "technology"}),
        ),
    ),
    hints=(
        "Which clauses would still make sense if the firm had no computer at all?",
        "Of these, one promises the same to everybody. Does a strategy?",
        "Layers: what is it for, with what is it done, and is it done?",
    ),
    solution='clauses = "ABDF"\n' + shown_mapping("layers", LAYERS),
    takeaway="Strategy names the goal and the choice; the tool carries them out.",
)
