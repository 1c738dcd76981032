"""Exercise 15: an open decision between a clause that binds and a plan that earns trust."""

from cvm_lessons.practice.open_text import Open

__all__ = ["Q15"]

# Lines as a page shows them: a cell of code is not wrapped.
EXAMPLE = """\
Decision: no deposit clause. Spend 95 of the 100 thousand yuan on trust: audited visitor
numbers (40), a refund where promised visitors stay away (35), two named contacts for
each exhibitor (20). Evenings with gifts are not paid for.
Needs first: ask each exhibitor before the show which visitors it wants to meet.
Trust: say what is certain, publish what was counted, pay back what was missed. Nobody
may bend a number; opportunism costs at least as much trust as communication brings.
Contact: a call between shows with news on those visitors, not with an invoice.
Value added: only then, a service that fits the needs, such as arranged meetings.
Why no clause: a deposit makes continuance commitment. Among machinery and medical
exhibitors a point more of having to stay goes with a quarter of a point less advocacy,
and with less voice; their silence looks like contentment.
Why not satisfaction alone: in the path table a good part of what it does for staying
goes through trust. Friendship with our managers helps less than its association shows:
in packaging only a fifth of it was left when a customer was compared with itself.
Fair: exhibitors compare leads per yuan. Those below their neighbours come first.
What would change this: the margin of a rebooked stand, and whether trust raises
rebooking at all. The survey shows associations; if the effect is half, we drop the
refund.
Proof: half of the exhibitors by lot get the plan first. We ask trust, wish to stay and
voice with the same questions a month after the show, and compare rebooking, with
intervals, before it is extended."""

Q15 = Open(
    id="c05.q15",
    title="Bind them, or earn them?",
    concepts=("build-exhibition-trust", "importance-of-belonging", "long-term-relationship-four"),
    level="apply",
    lesson=2,
    answer="memo",
    minimum=120,
    rubric=(
        (
            3,
            "Tells the kinds of commitment apart: which kind the clause makes, which the plan, and what each "
            "does for staying, recommending and speaking up.",
        ),
        (3, "Names at least two causes of trust and a measure of the organiser for each."),
        (3, "Orders the plan in four steps: needs, trust, communication, added value, each with a measure."),
        (4, "Decides: which measures, for whom, at what cost in yuan, and what is not done."),
        (3, "Keeps association and effect apart, with at least one number from your own exercises."),
        (
            4,
            "Plans the proof: what is measured, when, against which comparison, and what would change the "
            "decision.",
        ),
    ),
    hints=(
        "What does the clause change in an exhibitor: what she wants, what she has to do, or what she owes?",
        "Build it in six sentences first: decision, needs, trust, communication, added value, proof. Then "
        "write.",
        "Use your answers: who gets less than her share (exercise 3), what leaving costs (exercise 6), what the "
        "clause does (exercise 9), the ways through trust (exercises 5 and 11), whom it moves (exercise 12), "
        "what is left of friendship (exercise 13).",
    ),
    solution=f'memo = """{EXAMPLE}"""',
)
