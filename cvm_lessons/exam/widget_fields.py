"""The fields of a question in a notebook: one option each, boxes, a number, a text with its rubric."""

from collections.abc import Sequence
from html import escape
from typing import Any

import ipywidgets as widgets

from cvm_lessons.exam.asking import Asked
from cvm_lessons.exam.items import ChoiceItem, NumericItem, OpenItem
from cvm_lessons.exam.wording import lines, rubric_line, say

__all__ = [
    "WIDE",
    "ManyChoices",
    "NumberField",
    "OneChoice",
    "OpenAnswer",
    "controls_for",
    "html",
    "paragraphs",
]

WIDE = widgets.Layout(width="auto")
NOTHING = "?"  # stands for an empty field, and is no number of points


class OneChoice:
    # One widget an option: Jupyter keeps the arrow keys for itself, so that within one group of radio
    # buttons a keyboard would never reach the second; Tab and Space reach each of these.
    action = "Check"

    def __init__(self, asked: Asked, mode: str) -> None:
        self.fields = tuple(
            widgets.RadioButtons(options=[label], value=None, layout=WIDE) for label in _labels(asked, mode)
        )
        self.controls = self.fields
        for field in self.fields:
            field.observe(self._leave_others, names="value")

    def _leave_others(self, change: Any) -> None:
        if change["new"] is not None:
            for field in self.fields:
                if field is not change["owner"]:
                    field.value = None

    def typed(self) -> str:
        return "".join(str(field.value)[0] for field in self.fields if field.value)


class ManyChoices:
    action = "Check"

    def __init__(self, asked: Asked, mode: str) -> None:
        self.fields = tuple(_box(label) for label in _labels(asked, mode))
        self.controls = self.fields

    def typed(self) -> str:
        return "".join(box.description[0] for box in self.fields if box.value)


class NumberField:
    action = "Check"

    def __init__(self, item: NumericItem, mode: str) -> None:
        unit = " · ".join(lines(mode, item.unit))
        self.fields = (widgets.Text(placeholder=unit, layout=widgets.Layout(width="20em")),)
        self.controls = self.fields

    def typed(self) -> str:
        return str(self.fields[0].value)


class OpenAnswer:
    def __init__(self, item: OpenItem, mode: str) -> None:
        self.revealed = False
        self.written = widgets.Textarea(layout=widgets.Layout(width="90%", height="7em"))
        self.grants = [_grant_field(line.points) for line in item.rubric]
        self.fields = (self.written, *self.grants)
        texts = [widgets.HTML(html(rubric_line(mode, item, number))) for number in range(len(item.rubric))]
        rows = [widgets.HBox(pair) for pair in zip(self.grants, texts, strict=True)]
        title = say(mode, "How many points does each line of the rubric earn you?")
        model = paragraphs([say(mode, "Model answer")], tag="b") + paragraphs(lines(mode, item.answer))
        self.rubric = (widgets.HTML(model + paragraphs([title], tag="b")), *rows)

    @property
    def action(self) -> str:
        return "Check" if self.revealed else "Model answer"

    @property
    def controls(self) -> tuple[widgets.DOMWidget, ...]:
        return (self.written, *self.rubric) if self.revealed else (self.written,)

    def typed(self) -> str:
        return " ".join(str(field.value).strip() or NOTHING for field in self.grants)


def _grant_field(points: int) -> widgets.Text:
    # Empty at first: points that nobody granted are not to be kept.
    layout = widgets.Layout(width="4em", flex="0 0 auto")
    return widgets.Text(placeholder=f"0–{points}", layout=layout)


def controls_for(asked: Asked, mode: str) -> "OneChoice | ManyChoices | NumberField | OpenAnswer":
    question = asked.question
    if isinstance(question, ChoiceItem):
        return ManyChoices(asked, mode) if question.type == "multiple" else OneChoice(asked, mode)
    return NumberField(question, mode) if isinstance(question, NumericItem) else OpenAnswer(question, mode)


def _labels(asked: Asked, mode: str) -> list[str]:
    return [f"{letter}. " + "\n".join(lines(mode, option.text)) for letter, option in asked.options]


def _box(label: str) -> widgets.Checkbox:
    return widgets.Checkbox(description=label, indent=False, layout=WIDE)


def html(text: str) -> str:
    return "<br>".join(map(escape, text.split("\n")))


def paragraphs(texts: Sequence[str], *, tag: str = "span", css: str = "") -> str:
    opened = f'<p class="{css}">' if css else "<p>"
    return "".join(f"{opened}<{tag}>{escape(text)}</{tag}></p>" for text in texts)
