"""Checkpoints of lesson 1 of chapter c02: where CRM comes from, and what it is."""

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Choice, Values

__all__ = ["SETS"]

LICENCE, REACHED, MARGIN, CONTACT = 240_000, 800, 10_000, 100
NEEDED = 100 * (LICENCE / REACHED + CONTACT) / MARGIN

C1 = Values(
    id="c02.01.c1",
    title="From what effect on does it pay?",
    concepts=("crm-concept", "crm-def-software"),
    level="apply",
    lesson=1,
    answers={"points": Number(within=0.05, unit="points")},
    reference=lambda given: {"points": NEEDED},
    misconceptions=(
        Misconception(
            "contacts-for-nothing",
            "You left out what the extra contacts cost: 100 yuan for each exhibitor reached.",
            lambda given: {"points": 100 * LICENCE / REACHED / MARGIN},
        ),
        Misconception(
            "licence-left-out",
            "You counted the contacts only. The licence must be earned, too.",
            lambda given: {"points": 100 * CONTACT / MARGIN},
        ),
        Misconception(
            "share-for-points",
            "That is the share. In points it is a hundred times as much.",
            lambda given: {"points": NEEDED / 100},
        ),
    ),
    hints=(
        "What does the system cost for each exhibitor that it reaches?",
        "The licence per exhibitor and the contacts add up to the cost of reaching one.",
        "Divide that cost by the margin of a participation; times 100, it is in points.",
    ),
    solution="per_exhibitor = 240_000 / 800 + 100\npoints = round(100 * per_exhibitor / 10_000, 1)",
)

VIEWS = {"a": "software", "b": "philosophy", "c": "strategy"}

C2 = Values(
    id="c02.01.c2",
    title="Which concept of CRM speaks?",
    concepts=("crm-concept", "crm-def-software", "crm-def-philosophy", "crm-schools-strategy"),
    level="comprehend",
    lesson=1,
    answers={"views": Mapped(of=Text(("strategy", "philosophy", "software")))},
    reference=lambda given: {"views": VIEWS},
    misconceptions=(
        Misconception(
            "attitude-for-strategy",
            "A good attitude towards all customers chooses nobody: b is the philosophy, and c makes the choice.",
            lambda given: {"views": {**VIEWS, "b": "strategy", "c": "philosophy"}},
        ),
        Misconception(
            "database-is-software",
            "A database is named in c, but it only carries out a choice that was made before.",
            lambda given: {"views": {**VIEWS, "c": "software"}},
        ),
    ),
    hints=(
        "Which sentence ends with a tool, which with an attitude, which with a choice?",
        "A strategy says whom the firm serves, how, and whom it does not.",
        "In a, CRM is there once a program runs. In c, the program comes last.",
    ),
    solution='views = {"a": "software", "b": "philosophy", "c": "strategy"}',
)

FORCES = {"a": "technology", "b": "management", "c": "demand", "d": "demand"}

C3 = Values(
    id="c02.01.c3",
    title="Which force is it?",
    concepts=("crm-emergence", "crm-drivers-demand", "crm-drivers-technology", "crm-driver-management"),
    level="remember",
    lesson=1,
    answers={"forces": Mapped(of=Text(("demand", "technology", "management")))},
    reference=lambda given: {"forces": FORCES},
    misconceptions=(
        Misconception(
            "worth-is-management",
            "That a few customers bring most of the margin makes customers worth more: it is on the demand side.",
            lambda given: {"forces": {**FORCES, "d": "management"}},
        ),
        Misconception(
            "letters-are-demand",
            "In b the customer wants nothing new. The firm's own departments do not know of one another.",
            lambda given: {"forces": {**FORCES, "b": "demand"}},
        ),
    ),
    hints=(
        "Ask where each fact lies: at the customer, in the machine room, or between departments.",
        "Demand pull has two parts: customers matter more, and so does what is known about them.",
        "Cheap storage is technology; three uncoordinated letters are a fault of management.",
    ),
    solution='forces = {"a": "technology", "b": "management", "c": "demand", "d": "demand"}',
)

C4 = Choice(
    id="c02.01.c4",
    title="Which of them is a client?",
    concepts=("customer-vs-consumer", "relationship-two-parties"),
    level="comprehend",
    lesson=1,
    answer="client",
    options={
        "A": "4,100 people bought a day ticket at the door",
        "B": "medium-sized machinery firms get the spring mailing",
        "C": "Ms Lin's stand is planned by the project manager who planned it last year",
        "D": "whoever is at the desk answers the hotline",
    },
    correct="C",
    misconceptions=(
        Misconception(
            "segment-for-client",
            "A segment is still a group: nobody in it is served as an individual.",
            lambda given: {"client": "B"},
        ),
        Misconception(
            "buyer-for-client",
            "Buying does not make a client. Nobody knows who the 4,100 were.",
            lambda given: {"client": "A"},
        ),
    ),
    hints=(
        "Look for a name on both sides.",
        "A client is served as an individual, by a person assigned to it.",
        "Which sentence would change if one particular customer left?",
    ),
    solution='client = "C"',
)

SETS = {"c02.01": (C1, C2, C3, C4)}
