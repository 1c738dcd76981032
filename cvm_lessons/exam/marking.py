"""Marking: what a learner typed becomes an answer, an answer becomes points and reasons."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from cvm_lessons.core import ParameterError
from cvm_lessons.exam.asking import Asked, fill_words
from cvm_lessons.exam.items import ChoiceItem, NumericItem, OpenItem, Words
from cvm_lessons.exam.templates import plain_number

__all__ = ["Mark", "Reason", "Response", "mark", "read_grants", "read_response"]

# Positions as written in the file | a number | the points granted for each line of the rubric
Response = frozenset[int] | float | tuple[int, ...]

TRUE_FALSE_WORDS = {"True": ("T", "TRUE", "对", "正确"), "False": ("F", "FALSE", "错", "错误")}
YES = ("y", "yes", "是", "对")
NO = ("n", "no", "否", "不", "没有")
NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+(\.\d*)?|\d+(\.\d*)?|\.\d+)")
FUZZ = 1e-9  # a difference of two floats is not exact


@dataclass(frozen=True)
class Reason:
    """Why an answer is right or wrong; the label is the option's letter, if there are options."""

    label: str
    text: Words
    why: Words
    correct: bool
    chosen: bool


@dataclass(frozen=True)
class Mark:
    """Points of one answer, with the reasons to show and the misconceptions met."""

    points: int
    out_of: int
    reasons: tuple[Reason, ...] = ()
    misconceptions: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether all points were earned."""
        return self.points == self.out_of


def mark(asked: Asked, response: Response) -> Mark:
    """Mark an answer.

    Choices earn all points or none, as in the exam: a multiple choice with one option too few or
    too many earns none. Open answers earn what the learner granted line by line.

    Parameters
    ----------
    asked : Asked
        The question as it was asked.
    response : frozenset of int, float or tuple of int
        Positions chosen, as written in the file; the number; or the points granted line by line.

    Returns
    -------
    Mark
        Points, reasons and misconceptions.

    Raises
    ------
    ParameterError
        If the response is not of the question's kind.
    """
    question = asked.question
    if isinstance(question, ChoiceItem) and isinstance(response, frozenset):
        return _mark_choice(asked, question, response)
    if isinstance(question, NumericItem) and isinstance(response, int | float):
        return _mark_number(asked, question, float(response))
    if isinstance(question, OpenItem) and isinstance(response, tuple):
        limits = [line.points for line in question.rubric]
        within = (0 <= granted <= limit for granted, limit in zip(response, limits, strict=False))
        if len(response) == len(limits) and all(within):
            return Mark(sum(response), question.points)
    raise ParameterError(f"{question.id}: {response!r} is no answer to a {question.type} question.")


def read_response(asked: Asked, text: str) -> Response:
    """Turn what a learner typed into a response.

    Parameters
    ----------
    asked : Asked
        The question as it was asked.
    text : str
        Letters as shown (``B``, ``a, c``); a number (``1,250``, full-width digits too); or, for each
        line of the rubric, yes, no or the points granted (``y n 1``).

    Returns
    -------
    Response
        To be marked.

    Raises
    ------
    ParameterError
        If the text is none of these.
    """
    typed = unicodedata.normalize("NFKC", text).strip()
    if isinstance(asked.question, ChoiceItem):
        return _read_letters(asked, asked.question, typed.upper())
    if isinstance(asked.question, NumericItem):
        return _read_number(typed, asked.question.unit)
    return read_grants(typed, [line.points for line in asked.question.rubric])


def read_grants(text: str, limits: Sequence[int]) -> tuple[int, ...]:
    """Turn yes, no and numbers into points granted for the lines of a rubric.

    Parameters
    ----------
    text : str
        Such as ``y n 1`` or ``是 否``: yes grants all points of a line, no none.
    limits : sequence of int
        Points of each line.

    Returns
    -------
    tuple of int
        Points granted.

    Raises
    ------
    ParameterError
        If a word is none of these, a number too high, or their count another.

    Examples
    --------
    >>> read_grants("y, N 1 是", [1, 1, 2, 3])
    (1, 0, 1, 3)
    """
    typed = unicodedata.normalize("NFKC", text).strip().lower()
    words = [word for word in re.split(r"[\s,;、]+", typed) if word]
    if len(words) != len(limits):
        raise ParameterError(f"{typed!r} is not {len(limits)} times yes, no or points.")
    return tuple(_grant(word, limit) for word, limit in zip(words, limits, strict=True))


def _grant(word: str, limit: int) -> int:
    if word in YES:
        return limit
    if word in NO:
        return 0
    if word.isdecimal() and int(word) <= limit:
        return int(word)
    raise ParameterError(f"{word!r} is not yes, no or a whole number from 0 to {limit}.")


def _read_letters(asked: Asked, question: ChoiceItem, typed: str) -> frozenset[int]:
    positions = {letter: place for (letter, _), place in zip(asked.options, asked.order, strict=True)}
    if question.type == "true_false":
        positions |= {
            word: place
            for (_, option), place in zip(asked.options, asked.order, strict=True)
            for word in TRUE_FALSE_WORDS[option.text.en]
        }
    given = [typed] if question.type == "true_false" else list(re.sub(r"[\s,;、.]+", "", typed))
    if not given or not set(given) <= positions.keys() or (question.type != "multiple" and len(given) > 1):
        raise ParameterError(f"{typed!r} is not one of {', '.join(letter for letter, _ in asked.options)}.")
    return frozenset(positions[letter] for letter in given)


def _read_number(typed: str, unit: Words) -> float:
    # "yuan per yuan" may be written in full, or as "yuan"; thousand yuan never: "40 yuan" is another number.
    full = (unit.en.lower(), unit.zh)
    units = sorted({*full, full[0].split(" per ")[0], full[1].split("/")[0]}, key=len, reverse=True)
    written = next((name for name in units if typed.lower().endswith(name)), "")
    number = typed[: len(typed) - len(written)].strip().removeprefix("¥").replace("−", "-")
    if not number or not NUMBER.fullmatch(number):
        raise ParameterError(f"{typed!r} is no number: write it like 1250, 1,250 or -0.5.")
    return float(number.replace(",", ""))


def _mark_choice(asked: Asked, question: ChoiceItem, chosen: frozenset[int]) -> Mark:
    if not chosen or not chosen <= set(range(len(question.options))):
        raise ParameterError(f"{question.id}: {sorted(chosen)} are no positions of its options.")
    reasons = tuple(
        Reason(letter, option.text, option.why, option.correct, place in chosen)
        for (letter, option), place in zip(asked.options, asked.order, strict=True)
    )
    met = (question.options[place].misconception for place in sorted(chosen))
    points = question.points if chosen == question.keys else 0
    return Mark(points, question.points, reasons, tuple(slug for slug in met if slug))


def _mark_number(asked: Asked, item: NumericItem, number: float) -> Mark:
    def close(value: float) -> bool:
        return abs(number - value) <= item.tolerance + FUZZ

    right = close(asked.answer())
    key = Reason("", asked.answer_text(), fill_words(item.why, asked.values), correct=True, chosen=right)
    if right:
        return Mark(item.points, item.points, (key,))
    for value, way in asked.wrong_answers():
        if close(value):
            given = Words(en=plain_number(number), zh=plain_number(number))
            why = fill_words(way.why, asked.values)
            return Mark(0, item.points, (Reason("", given, why, False, True), key), (way.misconception,))
    return Mark(0, item.points, (key,))
