"""A question as it is asked: numbers drawn, options in the order shown, all decided by a seed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cvm_lessons.core import stream
from cvm_lessons.exam.expressions import evaluate
from cvm_lessons.exam.items import CaseItem, ChoiceItem, Item, NumericItem, Option, Question, Words, Wrong
from cvm_lessons.exam.templates import fill, plain_number

__all__ = ["Asked", "ask", "draw_values", "fill_words"]

LETTERS = "ABCDEF"


@dataclass(frozen=True)
class Asked:
    """One question with what the seed decided about it."""

    question: Question
    seed: int
    case: CaseItem | None = None
    values: Mapping[str, float] = field(default_factory=dict)
    order: tuple[int, ...] = ()

    @property
    def stem(self) -> Words:
        """The stem with its numbers."""
        return fill_words(self.question.stem, self.values)

    @property
    def options(self) -> tuple[tuple[str, Option], ...]:
        """Letter and option, in the order shown; empty where nothing is chosen."""
        if not isinstance(self.question, ChoiceItem):
            return ()
        shown = (self.question.options[k] for k in self.order)
        return tuple(zip(LETTERS, shown, strict=False))

    def answer(self) -> float:
        """Return the answer of a numeric question, rounded as asked."""
        return evaluate(_numeric(self.question).answer, self.values)

    def answer_text(self) -> Words:
        """Return the answer of a numeric question with its unit."""
        item = _numeric(self.question)
        number = plain_number(self.answer(), item.decimals)
        return Words(en=f"{number} {item.unit.en}", zh=f"{number}{item.unit.zh}")

    def wrong_answers(self) -> tuple[tuple[float, Wrong], ...]:
        """Return what each misconception would answer to a numeric question."""
        return tuple((evaluate(way.value, self.values), way) for way in _numeric(self.question).wrong)


def ask(item: Item, seed: int) -> tuple[Asked, ...]:
    """Return an item as asked: one question, or all those of a case.

    Parameters
    ----------
    item : Item
        The item.
    seed : int
        Decides the numbers of a template and the order of the options, from 0 up.

    Returns
    -------
    tuple of Asked
        In the order to be asked.
    """
    case = item if isinstance(item, CaseItem) else None
    questions = item.questions if isinstance(item, CaseItem) else (item,)
    return tuple(
        Asked(question, seed, case, draw_values(question, seed), _order(question, seed))
        for question in questions
    )


def draw_values(question: Question, seed: int) -> dict[str, float]:
    """Draw the numbers of a template; other questions have none.

    Parameters
    ----------
    question : Question
        A question of the bank.
    seed : int
        From 0 up; the same seed draws the same numbers.

    Returns
    -------
    dict of str to float
        Number of each name. A new name changes no other's number.
    """
    if not isinstance(question, NumericItem):
        return {}
    return {
        name: float(stream(seed, question.id, name).choice(spread.values()))
        for name, spread in question.draw.items()
    }


def fill_words(words: Words, values: Mapping[str, float]) -> Words:
    """Fill the places of both languages.

    Parameters
    ----------
    words : Words
        Text in both languages, with or without places.
    values : mapping of str to float
        Number of each name.

    Returns
    -------
    Words
        What a learner reads.
    """
    return Words(en=fill(words.en, values, "en"), zh=fill(words.zh, values, "zh")) if values else words


def _order(question: Question, seed: int) -> tuple[int, ...]:
    # Shuffled, so that practice does not teach positions; true stays before false.
    if not isinstance(question, ChoiceItem):
        return ()
    count = len(question.options)
    if question.type == "true_false":
        return tuple(range(count))
    return tuple(int(k) for k in stream(seed, question.id, "options").permutation(count))


def _numeric(question: Question) -> NumericItem:
    if not isinstance(question, NumericItem):
        raise TypeError(f"{question.id} is no numeric question.")
    return question
