"""Exercise 14: an open plan to strengthen exhibitors' trust within a budget, held against a rubric."""

from cvm_lessons.practice.open_text import Open

__all__ = ["Q14"]

# Lines as a page shows them: a cell of code is not wrapped.
EXAMPLE = """\
Whose trust: exhibitors of the six shows, the occasional ones first; for them one broken
promise is most of what they know of us. Not a campaign for other Asia: with the question
that is read differently let go, the gap in credibility shrinks from 0.37 to 0.15 points.
State: benevolence is the weakest side. Credibility and benevolence are measured well
and can hardly be told apart, so I report them together, and each question once a year.
What moves it: communication, shared values, and above all no opportunism.
Plan, 95,000 of 100,000 yuan: visitor numbers audited and published (60,000), which is
communication that can be checked and serves credibility; sales staff paid for renewals
and not for space sold (35,000), which takes away the reason to oversell and serves
benevolence. Not the letter first, though it is best per yuan: then the audit no longer
fits, and two large steps buy more trust than three small ones.
People and rules: every exhibitor gets two named contacts, who may settle a complaint up
to 2,000 yuan on the spot. Warmth, a call between shows, help and common ground build
trust in the person; the rules keep it with the firm when she leaves. No gifts.
Limits: the lifts are guesses, the slopes are associations, and trust is slow to grow.
That trust brings exhibitors back is not shown; I expect cooperation and open words.
Proof: three of six shows by lot begin a year earlier. The same ten questions a month
after the show, voice and reported problems, rebooking; all with intervals. If trust
rises by less than half of what we planned, the audit stays and the pay scheme goes."""

Q14 = Open(
    id="c05.q14",
    title="A plan for trust",
    concepts=("build-exhibition-trust", "trust-antecedents", "personal-trust-methods"),
    level="apply",
    lesson=1,
    answer="plan",
    minimum=120,
    rubric=(
        (
            3,
            "Says whose trust, and which side of it is weak, with at least two numbers; a comparison of "
            "countries only after a test of invariance.",
        ),
        (4, "Works on at least two antecedents of trust (opportunism among them), a measure for each."),
        (
            3,
            "Builds trust in persons and in the firm: ways to personal trust, and rules that outlast a person.",
        ),
        (
            4,
            "Chooses a set of measures within 100,000 yuan, with costs, and says why not the dearest, nor the "
            "best per yuan first.",
        ),
        (
            2,
            "Says what is not known: lifts are guesses, slopes are associations, trust need not bring them back.",
        ),
        (
            4,
            "Plans the proof: which questions, when, comparison by lot, a deed besides the answers, and when to "
            "stop.",
        ),
    ),
    hints=(
        "Which side of trust is weak, with whom, and how do you know?",
        "Write six sentences first: whose trust, which causes, which measures, what they cost, what is not "
        "known, how you will see.",
        "Use your answers: how well trust is measured (exercise 7), the fair gap (exercise 8), what moves "
        "which customers (exercise 12), and the actions printed above.",
    ),
    solution=f'plan = """{EXAMPLE}"""',
)
