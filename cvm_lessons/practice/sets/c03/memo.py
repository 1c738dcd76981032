"""Exercise 14: an open decision, held against a rubric."""

from cvm_lessons.practice.open_text import Open

__all__ = ["Q14"]

# Lines as a page shows them: a cell of code is not wrapped.
EXAMPLE = """\
Decision: keep the stand price, and spend 51 of the 60 thousand yuan on three projects
for the exhibitors of the machinery show: screening of visitor profiles, matchmaking
meetings, coaching of stand teams. The other nine stay unspent.
Value now: exhibitors call Lark more worth its money than the three rivals (CVA 1.11).
It is nine per cent dearer, but its quality lies above the line of fair value. A price
cut gives away margin.
Drivers: exhibitors say that visitors and price matter most. In the data, visitors and
sales move their judgement, image moves it more than they admit, and price moves it
hardly at all.
Projects: of all affordable sets, these three leave most after their cost, 72.5 thousand
yuan. The service and image projects wait for next year: they pay too, but not beside
the others.
What would change this: how rebooking answers to value, and the margin of a rebooked
stand. If one of them is half of what we assume, the plan still pays; if both are, none
of it does.
Proof: draw by lottery the half of the exhibitors who get meetings and coaching, survey
both halves four weeks after the show, compare value and rebooking, and extend only if
the interval of the difference is above zero. Screening reaches every stand: compare its
rating with last year's and with the other sectors'."""

Q14 = Open(
    id="c03.q14",
    title="The memo to the director",
    concepts=("exhibition-value-management", "exhibition-customer-values"),
    level="apply",
    lesson=4,
    answer="memo",
    minimum=100,
    rubric=(
        (
            3,
            "Names whose value is meant, and measures it: what exhibitors get and give, with at least two "
            "numbers from your own exercises.",
        ),
        (3, "Compares: what the show is worth against its rivals, not alone."),
        (3, "Looks behind the average: which attribute drives value, stated and derived."),
        (4, "Decides: which projects, for which customers, at what cost in yuan, and what is not done."),
        (
            4,
            "Says what would change the decision: the two inputs that matter most and how far they may move.",
        ),
        (3, "Plans the proof: what is measured, when, against which comparison, before it is extended."),
    ),
    hints=(
        "What does the director have to decide, and by when?",
        "Build it in five sentences first: value now, rivals, driver, decision, proof. Then write.",
        "Use your answers: the worth of Lark against its rivals (exercise 11), the underrated attribute "
        "(exercise 10), the projects and their net gain (exercise 13). Say what you are least sure of.",
    ),
    solution=f'memo = """{EXAMPLE}"""',
)
