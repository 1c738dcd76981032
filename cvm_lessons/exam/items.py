"""What an item of the bank is made of: its fields, and the rules that one item can break by itself."""

from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from cvm_lessons.exam.expressions import FUNCTIONS, names_in
from cvm_lessons.exam.templates import names_in_text

__all__ = [
    "LEVELS",
    "TYPES",
    "CaseItem",
    "ChoiceItem",
    "Draw",
    "Item",
    "NumericItem",
    "OpenItem",
    "Option",
    "Question",
    "RubricLine",
    "Words",
    "Wrong",
]

LEVELS = ("remember", "comprehend", "apply")
TYPES = ("single", "multiple", "true_false", "numeric", "term", "short", "essay", "case")
TRUE_FALSE = {("True", "正确"), ("False", "错误")}

Level = Literal["remember", "comprehend", "apply"]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z]+[0-9]*(-[a-z0-9]+)*$")]


def _as_text(value: object) -> object:
    plain_number = isinstance(value, int | float) and not isinstance(value, bool)
    return repr(value) if plain_number else value


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str | int | float) else value


def _readable(expression: str) -> str:
    names_in(expression)  # raises what is wrong with it
    return expression


def _some(values: tuple[object, ...]) -> tuple[object, ...]:
    # Checked after the parts are sound: pydantic's own min_length would count only the sound ones.
    if not values:
        raise ValueError("the list is empty: give at least one")
    return values


Expression = Annotated[str, BeforeValidator(_as_text), AfterValidator(_readable)]
Expressions = Annotated[tuple[Expression, ...], BeforeValidator(_as_list)]
Keys = Annotated[tuple[Slug, ...], BeforeValidator(_as_list)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")]


class Part(BaseModel):
    """Base of every part of an item: no unknown field, no change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Part):
    """The same words in English and in Chinese."""

    en: Line
    zh: Line


class Option(Part):
    """One answer to choose, with the reason why it is right or wrong."""

    text: Words
    correct: bool = False
    why: Words
    misconception: Slug | None = None

    @model_validator(mode="after")
    def _key_is_no_misconception(self) -> Self:
        if self.correct and self.misconception:
            raise ValueError("a correct option has no misconception: delete the field, or set correct: false")
        return self


class Draw(Part):
    """The values that a number of a template can take: a range with a step, or a list."""

    low: float | None = None
    high: float | None = None
    step: Annotated[float, Field(gt=0)] = 1
    choices: Annotated[tuple[float, ...], Field(min_length=2)] | None = None

    @model_validator(mode="after")
    def _range_or_choices(self) -> Self:
        if self.choices is None and (self.low is None or self.high is None or self.low >= self.high):
            raise ValueError("give low and high with low < high, or choices")
        if self.choices is not None and (self.low is not None or self.high is not None):
            raise ValueError("give either low and high or choices, not both")
        return self

    def values(self) -> tuple[float, ...]:
        """Return every value in order."""
        if self.choices is not None:
            return self.choices
        low, high = self.low or 0.0, self.high or 0.0
        count = int((high - low) / self.step + 1e-9) + 1
        return tuple(round(low + k * self.step, 10) for k in range(count))


class Wrong(Part):
    """A wrong way to a numeric answer: what it gives and which misconception it shows."""

    value: Expression
    misconception: Slug
    why: Words


class RubricLine(Part):
    """What earns marks in an open answer."""

    points: Annotated[int, Field(gt=0)]
    text: Words


class _Base(Part):
    id: Annotated[str, StringConstraints(pattern=r"^c\d\d-[a-z]{2}-\d{3}[a-z]?$")]
    concepts: Annotated[Keys, AfterValidator(_some)]
    level: Level
    points: Annotated[int, Field(gt=0)]
    minutes: Annotated[float, Field(gt=0)]
    stem: Words
    source: Keys
    verify: Expressions = ()


class ChoiceItem(_Base):
    """Single choice, multiple choice, or true and false."""

    type: Literal["single", "multiple", "true_false"]
    options: Annotated[tuple[Option, ...], AfterValidator(_some)]

    @property
    def keys(self) -> frozenset[int]:
        """Positions of the correct options, as written in the file."""
        return frozenset(k for k, option in enumerate(self.options) if option.correct)

    @model_validator(mode="after")
    def _two_fixed_words(self) -> Self:
        texts = {(option.text.en, option.text.zh) for option in self.options}
        if self.type == "true_false" and (texts != TRUE_FALSE or len(self.options) != 2):
            raise ValueError('a true_false item has the options "True" 正确 and "False" 错误, quoted')
        return self


class NumericItem(_Base):
    """A template: a seed draws its numbers, expressions give the answer and the wrong answers."""

    type: Literal["numeric"]
    draw: dict[Name, Draw] = {}
    answer: Expression
    decimals: Annotated[int, Field(ge=0, le=4)] = 0
    tolerance: Annotated[float, Field(ge=0)]
    unit: Words
    why: Words
    wrong: tuple[Wrong, ...]

    @model_validator(mode="after")
    def _names_are_drawn(self) -> Self:
        formulas = [self.answer, *(wrong.value for wrong in self.wrong), *self.verify]
        texts = [self.stem, self.why, *(wrong.why for wrong in self.wrong)]
        used = {name for formula in formulas for name in names_in(formula)}
        told = {name for words in texts for text in (words.en, words.zh) for name in names_in_text(text)}
        if taken := FUNCTIONS.keys() & self.draw.keys():
            raise ValueError(f"{', '.join(sorted(taken))} is the name of a function: rename the drawn number")
        if unknown := (used | told) - self.draw.keys():
            raise ValueError(
                f"{', '.join(sorted(unknown))} used but not drawn: add it to draw, or correct the name"
            )
        if idle := self.draw.keys() - used:
            raise ValueError(
                f"{', '.join(sorted(idle))} drawn but used in no expression: delete it from draw"
            )
        for language in ("en", "zh"):
            if untold := self.draw.keys() - names_in_text(getattr(self.stem, language)):
                raise ValueError(
                    f"stem.{language} does not tell {', '.join(sorted(untold))}: put it in braces"
                )
        return self


class OpenItem(_Base):
    """Term, short answer or essay: marked by the learner against the rubric."""

    type: Literal["term", "short", "essay"]
    answer: Words
    rubric: Annotated[tuple[RubricLine, ...], AfterValidator(_some)]

    @model_validator(mode="after")
    def _rubric_sums_to_points(self) -> Self:
        if (total := sum(line.points for line in self.rubric)) != self.points:
            raise ValueError(
                f"the rubric's points sum to {total}, the item has {self.points}: make them equal"
            )
        return self


Question = Annotated[ChoiceItem | NumericItem | OpenItem, Field(discriminator="type")]


class CaseItem(_Base):
    """A text with several questions about it."""

    type: Literal["case"]
    text: Words
    questions: Annotated[tuple[Question, ...], AfterValidator(_some)]

    @model_validator(mode="after")
    def _questions_belong_to_the_case(self) -> Self:
        wanted = [f"{self.id}{letter}" for letter in "abcdefghijkl"[: len(self.questions)]]
        if (found := [question.id for question in self.questions]) != wanted:
            raise ValueError(f"the questions' ids are {', '.join(found)}: number them {', '.join(wanted)}")
        if (total := sum(question.points for question in self.questions)) != self.points:
            raise ValueError(
                f"the questions' points sum to {total}, the case has {self.points}: make them equal"
            )
        asked = {concept for question in self.questions for concept in question.concepts}
        if strays := asked ^ set(self.concepts):
            raise ValueError(
                f"{', '.join(sorted(strays))} not both in the case and in a question: name it in both"
            )
        return self


Item = Annotated[ChoiceItem | NumericItem | OpenItem | CaseItem, Field(discriminator="type")]
