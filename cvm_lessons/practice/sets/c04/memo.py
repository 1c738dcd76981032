"""Exercise 14: an open decision on how to raise exhibitors' satisfaction, held against a rubric."""

from cvm_lessons.practice.open_text import Open

__all__ = ["Q14"]

# Lines as a page shows them: a cell of code is not wrapped.
EXAMPLE = """\
Decision: raise the satisfaction of home exhibitors where it is weak and where it moves
them: screened visitor profiles and arranged meetings, for 45 of the 60 thousand yuan;
first the parking passes that we promise, for 10. The price is not cut, and the lounge
is not built.
Where we stand: an index of 73 and a top box of 30%. A mean above the middle of the
scale is normal for such surveys and proves nothing; look at the low end too.
Why: the widest service gap is reliability, though the lowest performance is
responsiveness. What exhibitors say puts price on the list, the data take it off again;
visitors and sales stay on both.
Musts: parking is a must for visitors and more-is-better for exhibitors. It earns little
praise and must not fail.
Promise: the brochure says what we can hold. A point of expectation lifts the judgement
a little; a point of disappointment costs twice that.
Not loyalty: at a sister show 37% of the satisfied stayed away from the next edition,
and 58% of those who stayed away had been satisfied. So the goal is rebooking, and the
index is a step towards it: 145 such absences at 30,000 yuan are 4.35 million.
What would change this: the effect of a point of satisfaction on rebooking, and the
margin. If both are half of what we assume, only the meetings stay.
Proof: half of the exhibitors get meetings by lot; both halves are asked the same
questions four weeks after the show, a sample of those who do not answer is called, and
we compare the index, the low end and rebooking, with intervals, before it is extended."""

Q14 = Open(
    id="c04.q14",
    title="The plan for next year's show",
    concepts=("raise-exhibition-satisfaction", "satisfaction-measurement", "satisfaction-importance"),
    level="apply",
    lesson=4,
    answer="memo",
    minimum=120,
    rubric=(
        (
            3,
            "Says whose satisfaction, and measures it more than one way: a mean or index, an end of the "
            "scale, with at least two numbers from your own exercises.",
        ),
        (3, "Finds the causes: expectation, gap or performance by encounter, and not the mean alone."),
        (
            3,
            "Ranks what to mend: importance (stated and derived) against performance, and musts before "
            "delights.",
        ),
        (4, "Decides: which measures, for whom, at what cost in yuan, what is promised, what is not done."),
        (3, "Keeps satisfaction and loyalty apart: says what the plan is to bring in rebooking or money."),
        (
            4,
            "Plans the proof: comparison by lot or with another show, same questions, those who do not "
            "answer, and what would change the decision.",
        ),
    ),
    hints=(
        "Which exhibitors, which encounter, and what would they do differently if you succeed?",
        "Build it in six sentences first: state, cause, list, decision, money, proof. Then write.",
        "Use your answers: the promise (exercise 3), the gaps (exercise 9), the musts (exercise 11), the "
        "satisfied who stayed away (exercise 12), the two lists (exercise 13).",
    ),
    solution=f'memo = """{EXAMPLE}"""',
)
