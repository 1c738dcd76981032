"""Exercise 18: an open decision, held against a rubric."""

from cvm_lessons.practice.open_text import Open

__all__ = ["Q18"]

EXAMPLE = """\
Decision: no system this year and no discount for all. For 2026 we call the 1,257 lost
exhibitors for whom a call pays (153 thousand yuan), send the rebooking discount to the
medium and small ones whom the plan names, and clean the records of both.
Concept: CRM is the choice whom to serve and how; the system carries it out. Without the
choice it writes to everybody, and an exhibitor who comes anyway only gets a present.
Whom not: large exhibitors get no discount. In the trial 57 percent of them rebooked
without it and 58 percent with it.
Money: the system costs 900 thousand a year. With 1,650 exhibitors, a margin of 16,000
and 100 of contact cost each it needs an effect of 4.0 points. Like with like shows 5.2,
from 1.3 to 9.0, and staff may know more than the file does.
Order: plan and measures first, then select, integrate the records, pilot with one show,
train and roll out, monitor.
What would change my mind: an effect above 4 points in a lottery at one show, or a
licence at half the price.
Proof: draw by lot a tenth of those on each list who are left alone, count the arms
first, and compare margins after a year."""

Q18 = Open(
    id="c02.q18",
    title="The answer to the vendor",
    concepts=("crm-concept", "crm-implementation", "crm-main-strategies", "learning-goals"),
    level="apply",
    lesson=4,
    answer="memo",
    minimum=100,
    rubric=(
        (3, "Says what CRM is here, a strategy that a system serves, and what follows from it."),
        (4, "Chooses: which customers get which strategy, and for whom nothing is done, with a reason."),
        (
            4,
            "Counts: cost, break-even and effect in yuan or points, with at least two numbers and an interval.",
        ),
        (3, "Puts the steps of the project in order, and says which one the vendor's offer leaves out."),
        (3, "Says what would change the decision, and how far it must change."),
        (3, "Plans the proof: a group left alone by lot, what is compared, and when."),
    ),
    hints=(
        "What does the vendor claim, and what of it was measured by lot?",
        "Build it in five sentences first: concept, customers, money, order, proof. Then write.",
        "Use lesson 1 for the case of the system and lesson 4 for the trials. Say what you are least sure of.",
    ),
    solution=f'memo = """{EXAMPLE}"""',
)
