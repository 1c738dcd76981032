"""How a check goes: right answers pass, a misconception is named when it explains them all."""

import copy
from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from cvm_lessons.core.languages import translate
from cvm_lessons.practice.answers import Answer
from cvm_lessons.practice.comparison import gaps
from cvm_lessons.practice.exercises import Exercise, Misconception
from cvm_lessons.practice.results import Outcome, Result
from cvm_lessons.practice.wording import listed

__all__ = ["Checked"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Checked(Exercise):
    """An exercise with right answers: one or several, each compared in its own way."""

    @property
    @abstractmethod
    def kinds(self) -> Mapping[str, Answer]:
        """How each answer is compared, by the answer's key."""

    @abstractmethod
    def believed(self, belief: Callable[..., Any]) -> Mapping[str, Any]:
        """Return the answers, by key, of somebody who computes with `belief`."""

    @abstractmethod
    def attempt(self, namespace: Mapping[str, Any]) -> Mapping[str, Any] | Result:
        """Return the learner's answers by key, blank ones left out, or the result that ends the check."""

    @abstractmethod
    def own(self, key: str, value: object) -> str:
        """Return a sentence that shows the learner's own value."""

    @property
    @abstractmethod
    def right(self) -> Callable[..., Any]:
        """The right computation."""

    @cached_property
    def wanted(self) -> Mapping[str, Any]:
        """The right answers by key."""
        return self.believed(self.right)

    def evaluate(self, namespace: Mapping[str, Any]) -> Result:
        """Judge what a learner's names hold; a pure function.

        Parameters
        ----------
        namespace : mapping
            Names and values, as after the learner's code has run.

        Returns
        -------
        Result
            A misconception is named only when it explains every answer.
        """
        attempt = self.attempt(namespace)
        if isinstance(attempt, Result):
            return attempt
        kinds = {key: kind for key, kind in self.kinds.items() if key in attempt}
        faults = {key: kind.fault(attempt[key], self.wanted[key]) for key, kind in kinds.items()}
        blank = [key for key in self.kinds if key not in attempt]
        if self._enough(fault is None for fault in faults.values()):
            done = Result(Outcome.PASS, translate(self.takeaway) if self.takeaway else "")
            return self.unfinished(blank, namespace) if blank else done
        key = next(key for key, fault in faults.items() if fault)
        own = self.own(key, attempt[key])
        for misconception in () if blank else self.misconceptions:
            if self._explained(attempt, misconception):
                return Result(Outcome.FAIL, f"{own} {translate(misconception.message)}", misconception.id)
        return Result(Outcome.FAIL, f"{own} {faults[key]}")

    def unfinished(self, blank: list[str], namespace: Mapping[str, Any]) -> Result:
        """Return *not attempted* with the names, or the entries of dictionaries, that are still open."""
        names = [gap for key in blank for gap in gaps(key, namespace.get(key))]
        return Result(Outcome.NOT_ATTEMPTED, translate("Still to be answered: {names}.", names=listed(names)))

    # The two quantifiers have names so that a mutant can replace them.
    def _enough(self, right: Iterable[bool]) -> bool:
        return all(right)

    def _explains(self, same: Iterable[bool]) -> bool:
        return all(same)

    @cached_property
    def _wrong(self) -> dict[str, Mapping[str, Any]]:
        return {}  # filled as misconceptions are asked for

    def wrong(self, misconception: Misconception) -> Mapping[str, Any]:
        """Return the answers, by key, of somebody who holds a misconception.

        Parameters
        ----------
        misconception : Misconception
            One of the exercise.

        Returns
        -------
        mapping
            Answers by key.
        """
        if misconception.id not in self._wrong:
            self._wrong[misconception.id] = self.believed(misconception.wrong)
        return self._wrong[misconception.id]

    def _explained(self, attempt: Mapping[str, Any], misconception: Misconception) -> bool:
        wrong = self.wrong(misconception)
        return self._explains(
            kind.fault(attempt[key], wrong[key]) is None for key, kind in self.kinds.items()
        )

    def changed(self, **replaced: object) -> Self:
        """Return a copy with some of its parts replaced, for mutants: data and answers are shared.

        Parameters
        ----------
        **replaced : object
            Names of fields or properties and their new values.

        Returns
        -------
        Checked
            The copy.
        """
        _ = self.wanted, self._wrong
        mutant = copy.copy(self)
        mutant.__dict__.update(replaced)
        return mutant
