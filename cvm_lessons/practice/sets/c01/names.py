"""Exercises 1 and 2: who is whose customer and what for, what CRM lacks and where its benefits show."""

from cvm_lessons.practice.answers import Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Labels, Mapped
from cvm_lessons.practice.values import Values

__all__ = ["Q1", "Q2"]

EVENTS = ("A", "B", "C", "D", "E")
SHOWS = ["A", "D"]
PARTIES = ("organiser", "exhibitor", "visitor")
CUSTOMERS = {
    "a": "organiser",
    "b": "visitor",
    "c": "visitor",
    "d": "exhibitor",
    "e": "exhibitor",
    "f": "organiser",
}
ROLES = ("pay", "offer", "make", "tell", "bring")
SAID = {"g": "offer", "h": "pay", "i": "make", "j": "tell", "k": "bring"}


def _roles_swapped(one: str, other: str) -> dict[str, object]:
    swap = {one: other, other: one}
    return {"role": {letter: swap.get(role, role) for letter, role in SAID.items()}}


Q1 = Values(
    id="c01.q1",
    title="Who is whose customer, and what for?",
    concepts=("trade-show", "exhibition-customer-types", "exhibition-customer-role"),
    level="remember",
    lesson=1,
    answers={
        "shows": Labels(EVENTS),
        "customer": Mapped(
            Text(PARTIES, also={"主办方": "organiser", "参展商": "exhibitor", "观众": "visitor"})
        ),
        "role": Mapped(Text(ROLES)),
    },
    reference=lambda given: {"shows": SHOWS, "customer": CUSTOMERS, "role": SAID},
    misconceptions=(
        Misconception(
            "any-event-is-a-show",
            "You took every event for a trade show. It needs two sides, a date and an organiser who brings the "
            "two together.",
            lambda given: {"shows": list(EVENTS)},
        ),
        Misconception(
            "users-for-the-customer",
            "In a, exhibitors use the hall, but they do not hire it. Who signs with the centre?",
            lambda given: {"customer": CUSTOMERS | {"a": "exhibitor"}},
        ),
        Misconception(
            "exhibitor-always",
            "In c you made the exhibitor the customer. At the stand the exhibitor sells, and somebody else is "
            "courted.",
            lambda given: {"customer": CUSTOMERS | {"c": "exhibitor"}},
        ),
        Misconception(
            "appointed-so-paid",
            "In e, the organiser appoints the builder. The stand is ordered and paid by somebody else.",
            lambda given: {"customer": CUSTOMERS | {"e": "organiser"}},
        ),
        Misconception(
            "presence-for-word-of-mouth",
            "You swapped two roles: to be what others come for, and to bring others along.",
            lambda given: _roles_swapped("offer", "bring"),
        ),
    ),
    hints=(
        "For each event: which two sides meet, and who brings them together? For each deal: who pays or is "
        "courted?",
        "A firm that receives its own customers, and a market that never closes, are no trade shows. A free "
        "badge makes nobody less of a customer.",
        "Roles: who carries the revenue; who is what others come for; who shapes the day for those near; who "
        "says what to change; who brings others.",
    ),
    solution=(
        'shows = ["A", "D"]\n'
        "customer = {\n"
        '    "a": "organiser", "b": "visitor", "c": "visitor",\n'
        '    "d": "exhibitor", "e": "exhibitor", "f": "organiser",\n'
        "}\n"
        'role = {"g": "offer", "h": "pay", "i": "make", "j": "tell", "k": "bring"}'
    ),
    takeaway="Ask who pays or chooses whom; price alone does not tell who is a customer.",
)

LACKS = (
    "visitors forgotten",
    "split files",
    "new before old",
    "ends with the show",
    "all alike",
    "one person's",
    "software",
)
HEARD = {
    "a": "visitors forgotten",
    "b": "split files",
    "c": "new before old",
    "d": "ends with the show",
    "e": "one person's",
    "f": "software",
    "g": "all alike",
}
MEASURES = (
    "return rate",
    "absent who come again",
    "referred exhibitors",
    "cost per exhibitor more",
    "cost to serve per yuan",
)
SHOWN = {
    "h": "return rate",
    "i": "referred exhibitors",
    "j": "absent who come again",
    "k": "cost per exhibitor more",
    "l": "cost to serve per yuan",
}
LISTS = ("syllabus", "survey", "workbook")


def _swapped(name: str, right: dict[str, str], one: str, other: str) -> dict[str, object]:
    swap = {one: other, other: one}
    return {name: {letter: swap.get(word, word) for letter, word in right.items()}}


Q2 = Values(
    id="c01.q2",
    title="What is lacking, and where would a benefit show?",
    concepts=("crm-defects-cn-exhibition", "crm-benefits-exhibition"),
    level="remember",
    lesson=3,
    answers={
        "lacking": Mapped(Text(LACKS)),
        "shows_in": Mapped(Text(MEASURES)),
        "list_by": Text(LISTS, also={"大纲": "syllabus", "调查": "survey", "教材": "workbook"}),
    },
    reference=lambda given: {"lacking": HEARD, "shows_in": SHOWN, "list_by": "workbook"},
    misconceptions=(
        Misconception(
            "list-of-the-syllabus",
            "The syllabus names this heading and nothing under it. Somebody else drew up the list.",
            lambda given: {"list_by": "syllabus"},
        ),
        Misconception(
            "finding-about-firms",
            "No survey of firms stands behind the list. It is a list of questions, derived from the features "
            "of the relationship.",
            lambda given: {"list_by": "survey"},
        ),
        Misconception(
            "returned-for-won-back",
            "You swapped returning and winning back. Who was there last time returns; who was absent is won "
            "back.",
            lambda given: _swapped("shows_in", SHOWN, "return rate", "absent who come again"),
        ),
        Misconception(
            "records-for-owners",
            "You swapped two faults of the records: cut up by edition, and kept in one head.",
            lambda given: _swapped("lacking", HEARD, "split files", "one person's"),
        ),
    ),
    hints=(
        "For each sentence ask which feature of the relationship is ignored: two-sided, periodic, fluid, phased, "
        "concentrated, committed on site?",
        "Two sentences are about records, one about bonuses, one about the calendar. For the benefits: which "
        "number would move if it were true?",
        "The Source note on the shortcomings in lesson 3 says who drew up the list, and from what.",
    ),
    solution=(
        'lacking = {"a": "visitors forgotten", "b": "split files", "c": "new before old",\n'
        '           "d": "ends with the show", "e": "one person\'s", "f": "software", "g": "all alike"}\n'
        'shows_in = {"h": "return rate", "i": "referred exhibitors", "j": "absent who come again",\n'
        '            "k": "cost per exhibitor more", "l": "cost to serve per yuan"}\n'
        'list_by = "workbook"'
    ),
    takeaway="A shortcoming is a question to ask of a firm; a benefit is a number that would have to move.",
)
