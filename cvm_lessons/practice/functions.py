"""Exercises whose answer is a function, called with several cases."""

import contextlib
import copy
import io
import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cvm_lessons.core.languages import translate
from cvm_lessons.practice.answers import Answer
from cvm_lessons.practice.checked import Checked
from cvm_lessons.practice.comparison import is_blank
from cvm_lessons.practice.given import Given
from cvm_lessons.practice.results import Outcome, Result
from cvm_lessons.practice.wording import ALL, code, kind_of, literal, shown

__all__ = ["FunctionExercise"]

ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")  # differs from run to run; a built notebook must not


class _Raised:
    """What stands for the answer of a wrong function that raises: equal to nothing."""


@dataclass(frozen=True, kw_only=True, eq=False)
class FunctionExercise(Checked):
    """A function that the learner writes, called with several cases.

    Parameters
    ----------
    function : str
        Name in the notebook.
    cases : callable
        From the given data to the tuples of arguments.
    returns : Answer
        How each returned value is compared.
    reference : callable
        The right function.
    """

    function: str
    cases: Callable[[Given], Sequence[tuple[Any, ...]]]
    returns: Answer
    reference: Callable[..., Any]

    @cached_property
    def kinds(self) -> Mapping[str, Answer]:
        """How the value of each case is compared; the key is the number of the case."""
        return {str(number): self.returns for number in range(len(self.cases(self.given)))}

    @property
    def right(self) -> Callable[..., Any]:
        """The right function."""
        return self.reference

    @cached_property
    def _cases(self) -> Sequence[tuple[Any, ...]]:
        return self.cases(self.given)

    def believed(self, belief: Callable[..., Any]) -> Mapping[str, Any]:
        """Return what `belief` returns for each case.

        Parameters
        ----------
        belief : callable
            A function with the learner's signature.

        Returns
        -------
        mapping
            Values by case; a case that raises equals nothing.
        """
        answers: dict[str, Any] = {}
        for number, arguments in enumerate(self._cases):
            try:
                answers[str(number)] = belief(*copy.deepcopy(arguments))
            except Exception:
                if belief is self.reference:
                    raise
                answers[str(number)] = _Raised()
        return answers

    def attempt(self, namespace: Mapping[str, Any]) -> Mapping[str, Any] | Result:
        """Call the learner's function with copies of each case; its prints and warnings cost nothing.

        Parameters
        ----------
        namespace : mapping
            The learner's names.

        Returns
        -------
        mapping or Result
            Values by case, or *not attempted*, *error* or *fail*.
        """
        function = namespace.get(self.function)
        if is_blank(function):
            return self._untouched()
        if not callable(function):
            message = translate(
                "{name} is {kind}, not a function.", name=code(self.function), kind=kind_of(function)
            )
            return Result(Outcome.FAIL, message)
        values: dict[str, Any] = {}
        for key in self.kinds:
            try:
                values[key] = _called(function, self._cases[int(key)])
            except NotImplementedError:
                return self._untouched()
            except (Exception, SystemExit) as raised:
                why = code(ADDRESS.sub("", f"{type(raised).__name__}: {raised}"))
                return Result(Outcome.ERROR, f"{code(self._call(key), whole=True)} → {why}")
        return self._untouched() if all(map(is_blank, values.values())) else values

    def _untouched(self) -> Result:
        message = translate(
            "Write the function {name}; it is to `return` its answer.", name=code(self.function)
        )
        return Result(Outcome.NOT_ATTEMPTED, message)

    def _call(self, key: str) -> str:
        # In full, so that a learner can copy the call and try it.
        cases = self._cases[int(key)]
        arguments = [literal(argument, entries=ALL) or kind_of(argument) for argument in cases]
        return f"{self.function}({', '.join(arguments)})"

    def own(self, key: str, value: object) -> str:
        """Return the call and what it gave.

        Parameters
        ----------
        key : str
            The case.
        value : object
            What the learner's function returned.

        Returns
        -------
        str
            A sentence.
        """
        return translate("{call} gives {value}.", call=code(self._call(key), whole=True), value=shown(value))


def _called(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    quiet = io.StringIO()
    with warnings.catch_warnings(), contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
        warnings.simplefilter("ignore")
        return function(*copy.deepcopy(arguments))
