"""Exercises whose answer is a text, held against a rubric by the learner."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cvm_lessons.core.languages import translate
from cvm_lessons.practice.comparison import is_blank
from cvm_lessons.practice.exercises import Exercise
from cvm_lessons.practice.results import Outcome, Result
from cvm_lessons.practice.wording import code, kind_of

__all__ = ["Open"]

CHINESE = r"[\u4e00-\u9fff]"
REPEATED = 3  # so often a word counts; filling up with one word does not help


@dataclass(frozen=True, kw_only=True, eq=False)
class Open(Exercise):
    """A text of the learner's own; it is never called wrong, its rubric is shown.

    Parameters
    ----------
    answer : str
        Name in the notebook.
    rubric : sequence of tuple of int and str
        Points and what earns them.
    minimum : int, default 60
        Words below which the text counts as not written yet; two Chinese characters are a word.
    """

    answer: str
    rubric: Sequence[tuple[int, str]]
    minimum: int = 60

    def evaluate(self, namespace: Mapping[str, Any]) -> Result:
        """Show the rubric once there is a text to hold against it.

        Parameters
        ----------
        namespace : mapping
            The learner's names.

        Returns
        -------
        Result
            Pass or not attempted.
        """
        text = namespace.get(self.answer)
        if is_blank(text):
            message = translate("Write your answer as a text in {name}.", name=code(self.answer))
            return Result(Outcome.NOT_ATTEMPTED, message)
        if not isinstance(text, str):
            message = translate("{name} is {kind}, not a text.", name=code(self.answer), kind=kind_of(text))
            return Result(Outcome.NOT_ATTEMPTED, message)
        if (count := _words(text)) < self.minimum:
            message = translate(
                "{name} has {count} words, repetitions left out; write at least {minimum}.",
                name=code(self.answer),
                count=count,
                minimum=self.minimum,
            )
            return Result(Outcome.NOT_ATTEMPTED, message)
        total = sum(points for points, _ in self.rubric)
        lines = [
            translate("Hold your text against the rubric, {total} points:", total=total),
            *(f"- {points}: {translate(criterion)}" for points, criterion in self.rubric),
        ]
        return Result(Outcome.PASS, "\n".join(lines), heading=translate("Handed in."))


def _words(text: str) -> int:
    characters = Counter(re.findall(CHINESE, text))
    words = Counter(re.findall(r"[^\W_]+", re.sub(CHINESE, " ", text.casefold())))
    half, whole = (sum(min(count, REPEATED) for count in some.values()) for some in (characters, words))
    return half // 2 + whole
