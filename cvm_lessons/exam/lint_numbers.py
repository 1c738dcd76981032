"""Lint of numbers: every draw of a template is computed, every printed result computed again."""

import re
from collections.abc import Iterator
from itertools import combinations

from cvm_lessons.core import CourseError
from cvm_lessons.exam.asking import Asked, draw_values, fill_words
from cvm_lessons.exam.bank import Fault
from cvm_lessons.exam.expressions import evaluate, round_half_up
from cvm_lessons.exam.items import ChoiceItem, NumericItem, OpenItem, Question, Words

__all__ = ["SEEDS", "check_draws", "check_verify"]

SEEDS = 200
# Four options in a paper: the key and three wrong ways.
LEAST_WRONG = 3
EXACT = 1e-6
PRINTED = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?")


def check_draws(item: NumericItem) -> Iterator[Fault]:
    """Yield what goes wrong for any draw of a template, each kind once.

    Parameters
    ----------
    item : NumericItem
        The template.

    Yields
    ------
    Fault
        An answer that cannot be computed, a tolerance that refuses the rounded answer, a result that
        differs from `verify`, or two answers too close to be told apart.
    """
    if len(item.wrong) < LEAST_WRONG:
        yield Fault(item.id, "wrong", f"has {len(item.wrong)} ways to go wrong: give {LEAST_WRONG} or more.")
    told: set[str] = set()
    drawn = {tuple(values.items()): values for values in (draw_values(item, seed) for seed in range(SEEDS))}
    for values in drawn.values():
        try:
            faults = list(_faults_of_draw(Asked(item, 0, values=values)))
        except CourseError as impossible:
            faults = [Fault(item.id, "answer", str(impossible))]
        for fault in faults:
            if fault.field not in told:
                told.add(fault.field)
                yield fault


def _faults_of_draw(asked: Asked) -> Iterator[Fault]:
    item = asked.question
    assert isinstance(item, NumericItem)
    answer = asked.answer()
    numbers = ", ".join(f"{name} {value:g}" for name, value in asked.values.items()) or "its numbers"
    if abs(round_half_up(answer, item.decimals) - answer) > item.tolerance + EXACT:
        rounded = f"the answer rounded to {item.decimals} decimals"
        yield Fault(item.id, "tolerance", f"{item.tolerance:g} refuses {rounded} with {numbers}: widen it.")
    for number, expression in enumerate(item.verify, start=1):
        if abs((again := evaluate(expression, asked.values)) - answer) > EXACT:
            yield Fault(
                item.id, f"verify#{number}", f"gives {again:g}, the answer {answer:g}, with {numbers}."
            )
    ways = [("answer", answer), *((way.misconception, value) for value, way in asked.wrong_answers())]
    for (one, first), (other, second) in combinations(ways, 2):
        if abs(first - second) <= 2 * item.tolerance + EXACT:
            problem = (
                f"{first:g} and {second:g} cannot be told apart with {numbers}: change draw or tolerance."
            )
            yield Fault(item.id, f"{one} and {other}", problem)
    for words in (item.stem, item.why, *(way.why for way in item.wrong)):
        fill_words(words, asked.values)  # a place that cannot be computed raises


def check_verify(question: Question) -> Iterator[Fault]:
    """Yield a fault for each `verify` whose result is not printed where it should be.

    Parameters
    ----------
    question : Question
        A choice item, whose key must print it, or an open one, whose model answer must.

    Yields
    ------
    Fault
        Naming the result that is missing and the language.
    """
    if isinstance(question, ChoiceItem):
        places = [question.options[k].text for k in sorted(question.keys)]
    elif isinstance(question, OpenItem):
        places = [question.answer]
    else:
        return
    for number, expression in enumerate(question.verify, start=1):
        try:
            value = evaluate(expression)
        except CourseError as fault:
            yield Fault(question.id, f"verify#{number}", str(fault))
            continue
        for code in _missing_in(value, places):
            problem = (
                f"{expression} gives {value:g}, which the {code} answer does not print: correct one of them."
            )
            yield Fault(question.id, f"verify#{number}", problem)


def _missing_in(value: float, places: list[Words]) -> list[str]:
    printed = {
        code: [text for words in places for text in PRINTED.findall(getattr(words, code))]
        for code in ("en", "zh")
    }
    return [code for code, found in printed.items() if not any(_same(value, text) for text in found)]


def _same(value: float, text: str) -> bool:
    plain = text.replace(",", "").replace("−", "-")
    decimals = len(plain.partition(".")[2])
    # A minus sign may be a hyphen or a range: compare sizes.
    return abs(abs(float(plain)) - round_half_up(abs(value), decimals)) < EXACT
