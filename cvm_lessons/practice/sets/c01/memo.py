"""Exercise 14: an open analysis of one show, with a decision in money, held against a rubric."""

from cvm_lessons.practice.open_text import Open

__all__ = ["EXAMPLE", "Q14"]

# Lines as a page shows them: a cell of code is not wrapped.
EXAMPLE = """\
Decision: a first-year programme for the newcomers of the medical show 2026, about 32 firms,
38,400 yuan in all; no sales team on the floor, and no minimum size of stands.
The show: trade, specialised, international; 164 exhibitors and 505 visiting companies in
2025. Features, each with its number and what follows:
Two-sided: 3.1 visiting companies an exhibitor, yet staff begin 0.2 contacts for each company
invited and 3.1 for each exhibitor. Visitors are what exhibitors come for: invite them for the
newcomers' products. Small stands stay, because visitors follow the variety: half a
per cent for one per cent, at sixty small shows.
Fluid: 20% are first-timers (32 of 164). Over all editions newcomers come again 14 points less
than others (interval 7 to 21); one edition alone would not show it.
Committed on site: 49% sign before they leave. Of those who had signed in 2024, 79% came, of
the others 44%. That is a link: who likes the show signs. So I do not pay for signatures.
Concentrated: the largest tenth brings 35% of the space, and two of them leave as much as
seven newcomers. They keep their named contact, and get no discount: no lottery shows that
they answer it more than others.
Phased: calls to those who came are answered alike before, during and after. No phase is
funded for its response rate.
The measure: before the show a half-day for stand staff (contact, not only attraction), during
it three meetings with invited buyers, after it one call about the leads. 1,200 yuan a firm.
Money: an exhibitor who comes again leaves 15,800 yuan. So it pays from 1,200 / 15,800 = 7.6
points more returns, about half of the gap. If the contribution is a third lower, 11 points.
Proof: 32 firms are too few to tell (chance alone moves 35 points). So all six shows draw half
of their newcomers by lot, about 110 against 110, for two editions; what must move is the
return rate of newcomers, and visitors' ratings must not fall.
Not known: whether meetings make newcomers stay or only please them, and what we lose by
leaving out older exhibitors who waver."""

Q14 = Open(
    id="c01.q14",
    title="What your show needs, and what you pay for it",
    concepts=("exhibition-relationship-features", "exhibition-customer-role", "crm-benefits-exhibition"),
    level="apply",
    lesson=3,
    answer="memo",
    minimum=150,
    rubric=(
        (
            6,
            "Takes at least four features of exhibition customer relationships, gives for each a number of "
            "*this* show with its base, and one consequence for the work.",
        ),
        (
            3,
            "Sees both sides: says what the measure does to visitors and to exhibitors, and does not drop a "
            "group for its own profit alone.",
        ),
        (
            2,
            "Keeps chance apart: an interval, more editions, or the other shows, before the show is called weak "
            "or strong.",
        ),
        (
            4,
            "Decides: one measure, for whom, in which phase, at what cost in yuan, from what effect on it pays, "
            "and what is not done.",
        ),
        (
            2,
            "Does not take a link for an effect: response rates and signatures of those who came are named as "
            "what they are.",
        ),
        (
            3,
            "Plans the proof: a lot or another fair comparison, the number that must move, and what is not known.",
        ),
    ),
    hints=(
        "Which show, which edition, and which of the seven features are special in its numbers?",
        "Build it in six sentences first: the show, four features with a number each, what is uncertain, the "
        "measure, its cost and break-even, the proof. Then write.",
        "Use your answers: what visitors follow (exercises 7 and 8), the tests of the pyramid (exercise 9), the "
        "phases (exercise 11), the funnel (exercise 12), the profile and the gap (exercise 13).",
    ),
    solution=f'memo = """{EXAMPLE}"""',
)
