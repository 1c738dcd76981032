'''What every exercise declares, and how to write one.

An exercise is a constant of a module in ``cvm_lessons/practice/sets``. The module of a chapter is called like
the chapter (``c03``), that of a lesson's checkpoints ``c03_01``; both hold a dictionary ``SETS``:

.. code-block:: python

    """Checkpoints of lesson 1 of chapter c03."""

    from cvm_lessons.practice.answers import Number
    from cvm_lessons.practice.exercises import Misconception
    from cvm_lessons.practice.values import Values

    C1 = Values(
        id="c03.01.c1",                              # set, then the name that the notebook gives it
        title="What is left for her",
        concepts=("customer-delivered-value",),      # ids of course/syllabus.yaml
        level="apply",                               # remember, comprehend or apply
        lesson=1,
        draw=lambda rng: {"benefit": 100 if rng is None else int(rng.integers(80, 120)), "cost": 60},
        answers={"c1_answer": Number(within=0.5, unit="thousand yuan")},
        reference=lambda given: {"c1_answer": given.benefit - given.cost},
        misconceptions=(
            Misconception(
                "benefit-only", "You left out what she gives.", lambda given: {"c1_answer": given.benefit}
            ),
        ),
        hints=("What does she give?", "Value is what is left.", "Subtract the cost from the benefit."),
        solution="c1_answer = c1.given.benefit - c1.given.cost",
    )
    SETS = {"c03.01": (C1,)}

Rules
- ``draw(None)`` gives the printed data, ``draw(rng)`` a student's own (leave ``draw`` out if nothing is
  drawn). Prose never repeats a drawn number; starter and solution read it from ``c1.given``.
- Tolerances are half of the last decimal asked for: "to one decimal" is ``within=0.05``.
- A misconception is an executable wrong answer: a function of the given data (`Values`, `Choice`), naming
  only the answers that it changes, or a function with the learner's signature (`FunctionExercise`). It is
  told to a learner only when it explains every answer or case. Its message says what was done, never what
  comes out.
- Titles, hints and messages are English source strings; their Chinese goes into a ``.po`` file of
  ``cvm_lessons/core/locale/zh``.
- ``tests/practice/variants/<set with _ for .>.py`` holds ``ACCEPT = {"c1": {"by hand": "c1_answer = 40"}}``,
  two or more different right ways, and ``REJECT = {"c1": {"ratio": ("c1_answer = 1.67", "fail", None)}}``,
  three or more wrong ones with outcome and misconception. The generic test runs them, and runs them again on
  every mutant of the check (tolerance × 100, one right answer is enough, one answer or case skipped, one
  misconception dropped or explaining only a part): each mutant must change some outcome, so there must be a
  wrong answer for each.
- Code that names ``c1.given`` is run with several students' data too and must end the same way.
- A check runs the learner's code in the notebook's own process: an endless loop is ended with the stop
  button.
'''

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

import numpy as np

from cvm_lessons.core.errors import CourseError
from cvm_lessons.core.streams import stream
from cvm_lessons.practice.given import Given
from cvm_lessons.practice.results import Result

__all__ = ["LEVELS", "Exercise", "Misconception"]

LEVELS = ("remember", "comprehend", "apply")
RUNGS = 3
SEED = 0  # a student's data depend on the student and the exercise alone


@dataclass(frozen=True)
class Misconception:
    """A belief that leads to a wrong answer, as a function that computes this answer.

    Parameters
    ----------
    id : str
        Name in small letters and hyphens; the item bank uses the same.
    message : str
        What the learner did and why it is not what was asked; English source string.
    wrong : callable
        The wrong computation.
    """

    id: str
    message: str
    wrong: Callable[..., Any]


def _nothing_drawn(rng: np.random.Generator | None) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, kw_only=True, eq=False)
class Exercise(ABC):
    """What a learner is asked; `evaluate` is the one function behind notebook, tests and marking.

    Parameters
    ----------
    id : str
        Set and name, ``"c03.q3"``.
    title : str
        A few words.
    concepts : tuple of str
        Ids of the syllabus.
    level : {"remember", "comprehend", "apply"}
        Exam level.
    lesson : int
        Lesson of the chapter that teaches it.
    hints : tuple of str
        Three rungs: a question, the idea, nearly the step.
    solution : str
        The code shown.
    draw : callable, optional
        From None to the printed data, from a generator to a student's own.
    misconceptions : tuple of Misconception, optional
        Wrong ways that are named to the learner.
    takeaway : str, optional
        One sentence told with a pass.
    student : str, optional
        Whose data; None for the printed ones.

    Raises
    ------
    CourseError
        If a declaration breaks a rule of the course.
    """

    id: str
    title: str
    concepts: tuple[str, ...]
    level: str
    lesson: int
    hints: tuple[str, ...]
    solution: str
    draw: Callable[[np.random.Generator | None], Mapping[str, Any]] = _nothing_drawn
    misconceptions: tuple[Misconception, ...] = ()
    takeaway: str = ""
    student: str | None = None

    def __post_init__(self) -> None:
        named = [misconception.id for misconception in self.misconceptions]
        rules = {
            f"level {self.level!r} is not one of {', '.join(LEVELS)}": self.level in LEVELS,
            f"{len(self.hints)} hints, not {RUNGS}": len(self.hints) == RUNGS and all(self.hints),
            "no solution": bool(self.solution.strip()),
            "no concepts": bool(self.concepts),
            f"a misconception stands twice in {', '.join(named)}": len(set(named)) == len(named),
            "the id has no set in front, as in 'c03.q3'": "." in self.id,
        }
        if faults := [fault for fault, kept in rules.items() if not kept]:
            raise CourseError(f"exercise {self.id!r}: {'; '.join(faults)}.")

    @property
    def name(self) -> str:
        """The name that a notebook gives it: the last part of the id."""
        return self.id.rpartition(".")[2]

    @cached_property
    def given(self) -> Given:
        """The data of the exercise, read-only."""
        rng = None if self.student is None else stream(SEED, "practice", self.student, self.id)
        return Given(self.draw(rng))

    def for_student(self, student: str | None) -> Self:
        """Return the same exercise with the data of one student.

        Parameters
        ----------
        student : str or None
            Any name or number; None for the printed data.

        Returns
        -------
        Exercise
            A new exercise.
        """
        return replace(self, student=student)

    @abstractmethod
    def evaluate(self, namespace: Mapping[str, Any]) -> Result:
        """Judge what a learner's names hold; a pure function.

        Parameters
        ----------
        namespace : mapping
            Names and values, as after the learner's code has run.

        Returns
        -------
        Result
            Pass, fail, not attempted or error.
        """
