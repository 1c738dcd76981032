"""Exercises whose answers are values: named ones, or the letters of a choice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cvm_lessons.core.errors import CourseError
from cvm_lessons.core.languages import translate
from cvm_lessons.practice.answers import Answer, Letters
from cvm_lessons.practice.checked import Checked
from cvm_lessons.practice.comparison import gaps, is_blank
from cvm_lessons.practice.given import Given
from cvm_lessons.practice.results import Outcome, Result
from cvm_lessons.practice.wording import code, listed, shown

__all__ = ["Choice", "Values"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Values(Checked):
    """One or several named answers.

    Parameters
    ----------
    answers : mapping
        Name in the notebook and how its value is compared.
    reference : callable
        From the given data to the right value of each name.
    """

    answers: Mapping[str, Answer]
    reference: Callable[[Given], Mapping[str, Any]]

    @cached_property
    def kinds(self) -> Mapping[str, Answer]:
        """How each answer is compared."""
        return dict(self.answers)

    @property
    def right(self) -> Callable[..., Any]:
        """The right computation."""
        return self.reference

    def believed(self, belief: Callable[..., Any]) -> Mapping[str, Any]:
        """Return the right answers, those that `belief` names replaced by its own.

        Parameters
        ----------
        belief : callable
            From the given data to some of the answers.

        Returns
        -------
        mapping
            Answers by name.
        """
        right = {} if belief is self.reference else self.wanted
        answers = {**right, **belief(self.given)}
        if strange := sorted(answers.keys() - self.answers.keys()):
            raise CourseError(
                f"exercise {self.id!r} computes {strange[0]!r}, which is not one of its answers."
            )
        return answers

    def attempt(self, namespace: Mapping[str, Any]) -> Mapping[str, Any] | Result:
        """Return the names that have been assigned.

        Parameters
        ----------
        namespace : mapping
            The learner's names.

        Returns
        -------
        mapping or Result
            Values by name, or *not attempted*.
        """
        filled = {name: namespace[name] for name in self.kinds if not is_blank(namespace.get(name))}
        if filled:
            return filled
        if any(gaps(name, namespace.get(name)) != [name] for name in self.kinds):
            return self.unfinished(list(self.kinds), namespace)
        names = listed(list(self.kinds))
        return Result(Outcome.NOT_ATTEMPTED, translate("Assign your answer to {names}.", names=names))

    def own(self, key: str, value: object) -> str:
        """Return the sentence that a name is its value.

        Parameters
        ----------
        key : str
            The name.
        value : object
            Its value.

        Returns
        -------
        str
            A sentence.
        """
        return translate("{name} is {value}.", name=code(key), value=shown(value))


@dataclass(frozen=True, kw_only=True, eq=False)
class Choice(Values):
    """One letter, or several, out of options that the task prints.

    Parameters
    ----------
    answer : str
        Name in the notebook, ``"q1_answer"``.
    options : mapping
        Letter and text.
    correct : str
        The right letter or letters, ``"AC"``.
    multiple : bool, default False
        Whether several letters may be right.
    """

    answer: str
    options: Mapping[str, str]
    correct: str
    multiple: bool = False
    answers: Mapping[str, Answer] = None  # type: ignore[assignment]
    reference: Callable[[Given], Mapping[str, Any]] = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.correct or set(self.correct) - set(self.options):
            raise CourseError(f"exercise {self.id!r}: {self.correct!r} is not made of its options' letters.")
        kind = Letters(dict(self.options), multiple=self.multiple)
        object.__setattr__(self, "answers", {self.answer: kind})
        object.__setattr__(self, "reference", lambda given: {self.answer: self.correct})

    def own(self, key: str, value: object) -> str:
        """Return the learner's letters with the texts that they stand for.

        Parameters
        ----------
        key : str
            The name.
        value : object
            Its value.

        Returns
        -------
        str
            A sentence.
        """
        kind = self.answers[self.answer]
        chosen = kind.letters(value) if isinstance(kind, Letters) else None
        if chosen is None or len(chosen) != 1 or not chosen <= set(self.options):
            return super().own(key, value)
        letter = chosen.pop()
        option = translate(self.options[letter])
        return translate("You chose {letter}: {option}", letter=letter, option=option)
