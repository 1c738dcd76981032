"""Single answers: how a number, a text or the letters of a choice are compared."""

import math
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cvm_lessons.core.languages import translate
from cvm_lessons.practice.comparison import as_number, as_text, plain, same_number
from cvm_lessons.practice.wording import code, kind_of, listed

__all__ = ["LOOSER", "Answer", "Letters", "Number", "Text"]

LOOSER = 100.0  # the mutant of a tolerance
# So near, rounding too early is the likely cause: in tolerances, and as a share of the right number.
CLOSE, NEAR = 10.0, 0.05


class Answer(ABC):
    """How one answer is compared. Subclasses are small frozen dataclasses."""

    @abstractmethod
    def fault(self, given: object, wanted: object) -> str | None:
        """Return what is wrong with the learner's value, None if nothing is.

        Parameters
        ----------
        given : object
            The learner's value; never blank.
        wanted : object
            The right value, which the sentence must not give away.

        Returns
        -------
        str or None
            One or two sentences in the language in force.
        """

    def mutants(self, wanted: object) -> Iterator[tuple[str, "Answer"]]:
        """Yield worse versions of this comparison, each of which the variants of an exercise must notice.

        Parameters
        ----------
        wanted : object
            The right value: a mutant is only worse in view of it.

        Yields
        ------
        tuple of str and Answer
            Name and mutant.
        """
        yield from ()


def _wrong_kind(wanted: str, given: object) -> str:
    return translate("The answer is to be {wanted}, not {kind}.", wanted=wanted, kind=kind_of(given))


@dataclass(frozen=True)
class Number(Answer):
    """A number, right when it differs by at most `within`.

    Parameters
    ----------
    within : float
        Largest difference, in the answer's own unit: half of the last decimal that the task asks for.
    unit : str, optional
        The unit as the task names it; told to a learner whose value is not a number.

    Examples
    --------
    >>> print(Number(within=0.05).fault(40000.0, 40.0))
    That is 1,000 times too large: check the unit, yuan or thousand yuan.
    """

    within: float
    unit: str = ""

    def fault(self, given: object, wanted: object) -> str | None:
        number, right = as_number(given), as_number(wanted)
        if number is None:
            unit = translate("a number ({unit})", unit=translate(self.unit))
            return _wrong_kind(unit if self.unit else translate("a number"), given)
        if not math.isfinite(number):
            return translate("That is not a finite number: is there a division by zero or a missing value?")
        if right is None:
            return translate("That is not the number asked for.")
        return None if same_number(number, right, self.within) else self._why(number, right)

    def _why(self, number: float, right: float) -> str:
        factors = {
            1000: translate("That is 1,000 times too large: check the unit, yuan or thousand yuan."),
            1 / 1000: translate("That is 1,000 times too small: check the unit, yuan or thousand yuan."),
            100: translate("That is 100 times too large: a share is asked for, not a percentage."),
            1 / 100: translate("That is 100 times too small: a percentage is asked for, not a share."),
            -1: translate("The sign is reversed: check what is subtracted from what."),
        }
        for factor, message in factors.items():
            slack = max(self.within * abs(factor), 0.005 * abs(right * factor))
            if abs(right) > self.within and number and abs(number - right * factor) <= slack:
                return message
        if self._rounded_early(number, right):
            return translate("Close, but not within the rounding asked for: round only at the last step.")
        return translate("That is not the number asked for.")

    def _rounded_early(self, number: float, right: float) -> bool:
        # A right number that has no decimals beyond those asked for was hardly missed by rounding.
        digit = 2 * self.within
        exact = not digit or same_number(round(right / digit) * digit, right, 0)
        return not exact and abs(number - right) <= min(CLOSE * self.within, NEAR * abs(right))

    def mutants(self, wanted: object) -> Iterator[tuple[str, Answer]]:
        yield "tolerance × 100", replace(self, within=LOOSER * self.within or 1.0)


@dataclass(frozen=True)
class Text(Answer):
    """A word or a name; capitals, width and spaces do not matter.

    Parameters
    ----------
    options : sequence of str, optional
        All that may be answered, as the task lists them.
    also : mapping, optional
        Other spellings, for example a Chinese term, and the option they stand for.

    Examples
    --------
    >>> Text(("Lark", "Quay"), also={"云雀": "Lark"}).fault("云雀", "Lark") is None
    True
    """

    options: Sequence[str] = ()
    also: Mapping[str, str] = field(default_factory=dict)

    def folded(self, value: object) -> str | None:
        """Return the text as it is compared, other spellings replaced."""
        text = as_text(value)
        spellings = {as_text(spelling): as_text(option) for spelling, option in self.also.items()}
        return spellings.get(text, text)

    def fault(self, given: object, wanted: object) -> str | None:
        text = self.folded(given)
        if text is None:
            return _wrong_kind(translate("a text"), given)
        if text == self.folded(wanted):
            return None
        if self.options and text not in {as_text(option) for option in self.options}:
            return translate("The answer is one of {options}.", options=listed(self.options))
        return translate("That is not the one.")


@dataclass(frozen=True)
class Letters(Answer):
    """The letter or letters of a choice, written ``"B"``, ``"A, C"`` or ``["A", "C"]``.

    Parameters
    ----------
    options : mapping
        Letter and text of each option.
    multiple : bool, default False
        Whether more than one letter may be right.

    Examples
    --------
    >>> Letters({"A": "price", "B": "time"}, multiple=True).fault("b A", "AB") is None
    True
    """

    options: Mapping[str, str]
    multiple: bool = False
    lenient: bool = False  # the mutant: one right letter is enough

    def letters(self, value: object) -> set[str] | None:
        """Return the letters of an answer, None if it is not made of letters."""
        entries = [value] if isinstance(value, str) else plain(value)
        texts = [as_text(entry) for entry in entries or []]
        if not texts or any(text is None for text in texts):
            return None
        return set(re.sub(r"[\s,.;、，。()+&]+", "", "".join(map(str, texts))).upper())

    def fault(self, given: object, wanted: object) -> str | None:
        chosen, right = self.letters(given), self.letters(wanted) or set()
        if chosen is None or not chosen or not chosen <= set(self.options):
            return translate("Answer with letters out of {options}.", options=listed(list(self.options)))
        if chosen == right or (self.lenient and chosen & right):
            return None
        if not self.multiple:
            one = translate("Answer with one letter.")
            return one if len(chosen) > 1 else translate("That is not the one.")
        if extra := sorted(chosen - right):
            return translate("{name} does not belong.", name=code(extra[0]))
        return translate("What you have belongs, but something is missing.")

    def mutants(self, wanted: object) -> Iterator[tuple[str, Answer]]:
        if self.multiple:
            yield "one right letter is enough", replace(self, lenient=True)
