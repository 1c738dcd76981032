"""What a notebook holds: questions, each with check, hint, solution and given data."""

import inspect
from collections.abc import Mapping
from types import FrameType
from typing import Any

from cvm_lessons.core.errors import ParameterError
from cvm_lessons.core.languages import translate
from cvm_lessons.practice.exercises import Exercise
from cvm_lessons.practice.given import Given
from cvm_lessons.practice.registry import find_set
from cvm_lessons.practice.results import Note, Result

__all__ = ["Question", "start"]


class Question:
    """One exercise in front of one learner; remembers only how many hints were read.

    Parameters
    ----------
    exercise : Exercise
        The exercise.
    """

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self._hints_read = 0

    @property
    def given(self) -> Given:
        """The data of the exercise, read-only: ``q1.given.shows``."""
        return self.exercise.given

    def check(self, namespace: Mapping[str, Any] | None = None) -> Result:
        """Judge the names of the cell or function that calls it.

        Parameters
        ----------
        namespace : mapping, optional
            Names to judge instead.

        Returns
        -------
        Result
            Pass, fail, not attempted or error; shown by the notebook.
        """
        if namespace is None:
            frame = inspect.currentframe()
            namespace = _names(frame.f_back if frame else None)
        return self.exercise.evaluate(namespace)

    def hint(self, number: int | None = None) -> Note:
        """Return the next hint, or the one with this number.

        Parameters
        ----------
        number : int, optional
            1, 2 or 3; without it the next one, and after the last the last again.

        Returns
        -------
        Note
            The hint.

        Raises
        ------
        ParameterError
            If there is no hint with this number.
        """
        total = len(self.exercise.hints)
        if number is None:
            number = min(self._hints_read + 1, total)
            self._hints_read = number
        if isinstance(number, bool) or number not in range(1, total + 1):
            raise ParameterError(f"there is no hint {number!r}: hints go from 1 to {total}.")
        title = translate("Hint {number} of {total}.", number=number, total=total)
        return Note(title, translate(self.exercise.hints[number - 1]))

    def solution(self) -> Note:
        """Return the code of one right way.

        Returns
        -------
        Note
            The code; run it in a cell of your own.
        """
        return Note(translate("One way:"), self.exercise.solution, code=True)

    def __repr__(self) -> str:
        return f"{self.exercise.name} · {translate(self.exercise.title)}: check(), hint(), solution(), given"


def _names(frame: FrameType | None) -> dict[str, Any]:
    # A cell runs with the notebook's names as its globals; inside a function its own names come first.
    return {} if frame is None else {**frame.f_globals, **frame.f_locals}


def start(name: str, *, student: str | int | None = None) -> tuple[Question, ...]:
    """Return the questions of a set, in order.

    Parameters
    ----------
    name : str
        A chapter's exercises, ``"c03"``, or a lesson's checkpoints, ``"c03.01"``.
    student : str or int, optional
        Name or number of a student: the data are then this student's own. Without it everybody has the
        printed data.

    Returns
    -------
    tuple of Question
        To be unpacked: ``q1, q2, q3 = start(…)``.

    Raises
    ------
    ParameterError
        If there is no such set, or the student is an empty text.
    """
    if student is not None and not str(student).strip():
        raise ParameterError("student='' names nobody: give a name or number, or leave it out.")
    own = None if student is None else str(student).strip()
    return tuple(Question(exercise.for_student(own)) for exercise in find_set(name))
