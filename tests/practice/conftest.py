"""One small set of every kind of exercise, so that the engine is tested apart from the course."""

import pandas as pd

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.functions import FunctionExercise
from cvm_lessons.practice.given import draw_until
from cvm_lessons.practice.labels import Mapped, Ranking
from cvm_lessons.practice.open_text import Open
from cvm_lessons.practice.registry import register_set
from cvm_lessons.practice.tabular import Table
from cvm_lessons.practice.values import Choice, Values

COMMON = {
    "concepts": ("customer-delivered-value",),
    "level": "apply",
    "lesson": 1,
    "hints": ("What does she give?", "Value is what is left.", "Subtract the one sum from the other."),
}


def two_shows(harbour, lark):
    return {
        "shows": pd.DataFrame({"show": ["Harbour", "Lark"], "benefit": [harbour, lark], "cost": [60, 25]})
    }


def draw_shows(rng):
    """Return two shows of which Harbour leaves more and Lark returns more per yuan."""
    if rng is None:
        return two_shows(100, 60)
    own = draw_until(rng, lambda rng: rng.integers([90, 50], [110, 70]), lambda x: x[0] - 60 > x[1] - 25)
    return two_shows(*map(int, own))


def net_of(given):
    return dict(zip(given.shows["show"], given.shows["benefit"] - given.shows["cost"], strict=True))


def ratio_of(given):
    return dict(zip(given.shows["show"], given.shows["benefit"] / given.shows["cost"], strict=True))


VALUES = Values(
    id="sample.q1",
    title="What is left",
    draw=draw_shows,
    answers={"best": Text(("Harbour", "Lark")), "lead": Number(within=0.5, unit="thousand yuan")},
    reference=lambda given: {
        "best": max(net_of(given), key=net_of(given).get),
        "lead": abs(net_of(given)["Harbour"] - net_of(given)["Lark"]),
    },
    misconceptions=(
        Misconception(
            "ratio-for-difference",
            "You divided; what is left is a difference.",
            lambda given: {"best": "Lark", "lead": ratio_of(given)["Lark"] - ratio_of(given)["Harbour"]},
        ),
    ),
    solution=(
        "shows = q1.given.shows.set_index('show')\nnet = shows['benefit'] - shows['cost']\n"
        "best, lead = net.idxmax(), net.max() - net.min()"
    ),
    takeaway="A calendar with room for one show is filled by the difference.",
    **COMMON,
)
FUNCTION = FunctionExercise(
    id="sample.q2",
    title="A function",
    function="net",
    cases=lambda given: [(100, 60), (60, 25), (10, 12)],
    returns=Number(within=0.005),
    reference=lambda benefit, cost: benefit - cost,
    misconceptions=(
        Misconception(
            "ratio-for-difference",
            "You divided; value is what is left.",
            lambda benefit, cost: benefit / cost,
        ),
        Misconception(
            "never-negative", "Value can be negative.", lambda benefit, cost: max(benefit - cost, 0)
        ),
    ),
    solution="def net(benefit, cost):\n    return benefit - cost",
    **COMMON,
)
CHOICE = Choice(
    id="sample.q3",
    title="A choice",
    answer="q3_answer",
    options={"A": "What she pays.", "B": "What she gets less what she gives.", "C": "What she gets."},
    correct="B",
    misconceptions=(
        Misconception("value-is-price", "A price is one cost of four.", lambda given: {"q3_answer": "A"}),
    ),
    solution='q3_answer = "B"',
    **COMMON,
)
SEVERAL = Choice(
    id="sample.q4",
    title="Several letters",
    answer="q4_answer",
    options={"A": "Queueing.", "B": "Staff knowledge.", "C": "Worry.", "D": "A discount."},
    correct="AC",
    multiple=True,
    solution='q4_answer = "AC"',
    **COMMON,
)
TABLE = Values(
    id="sample.q5",
    title="A table and a ranking",
    draw=draw_shows,
    answers={
        "table": Table(key=("show",), within=0.05),
        "order": Ranking(),
        "ratios": Mapped(Number(within=0.005)),
    },
    reference=lambda given: {
        "table": pd.DataFrame({"show": ["Harbour", "Lark"], "net": list(net_of(given).values())}),
        "order": ["Lark", "Harbour"],
        "ratios": ratio_of(given),
    },
    solution=(
        "shows = q5.given.shows.set_index('show')\ntable = (shows['benefit'] - shows['cost']).rename('net')\n"
        "ratios = shows['benefit'] / shows['cost']\norder = ['Lark', 'Harbour']"
    ),
    **COMMON,
)
OPEN = Open(
    id="sample.q6",
    title="A memo",
    answer="memo",
    rubric=((3, "A decision"), (2, "A number for it")),
    minimum=8,
    solution='memo = "…"',
    **COMMON,
)

register_set("sample", [VALUES, FUNCTION, CHOICE, SEVERAL, TABLE, OPEN])
