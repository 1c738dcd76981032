"""Practice in a notebook: the same round as in the terminal, with radio buttons, boxes and fields."""

from collections.abc import Sequence
from html import escape
from typing import Any

import ipywidgets as widgets

from cvm_lessons.core import ParameterError
from cvm_lessons.exam.asking import Asked
from cvm_lessons.exam.bank import load_bank
from cvm_lessons.exam.items import ChoiceItem, NumericItem, OpenItem
from cvm_lessons.exam.log import answered, append_events, log_path, read_log
from cvm_lessons.exam.marking import Mark, read_response
from cvm_lessons.exam.progress import replay
from cvm_lessons.exam.session import Practice, practise
from cvm_lessons.exam.wording import (
    check_mode,
    heading,
    how_to_answer,
    lines,
    reason_lines,
    rubric_line,
    say,
    summary,
    verdict,
)

__all__ = ["PracticeWidget", "practice_widget"]

# Labels of ipywidgets are one line high and cut; ours wrap, and keep the line of each language.
STYLE = """<style>
.cvm-practice label, .cvm-practice .widget-checkbox { height: auto !important; max-width: 46em;
  white-space: pre-line; line-height: 1.45 !important; overflow: visible; }
.cvm-practice .widget-radio-box { margin: 0; width: 100%; }
.cvm-practice .widget-radio-box label {
  display: flex; flex-direction: row-reverse; justify-content: flex-end; }
.cvm-practice .widget-checkbox label { display: flex; align-items: flex-start; }
.cvm-practice p { margin: 0 0 .4em 0; max-width: 50em; line-height: 1.45; }
.cvm-practice .cvm-small { opacity: .75; }
</style>"""
WIDE = widgets.Layout(width="auto")


def practice_widget(
    chapter: str,
    language: str = "both",
    n: int = 5,
    seed: int = 0,
    *,
    level: str | None = None,
    log: bool = True,
) -> "PracticeWidget":
    """Show a round of exam items under a notebook cell.

    Parameters
    ----------
    chapter : str
        Such as ``"c03"``.
    language : {"both", "en", "zh"}, default "both"
        Languages to show, English above Chinese.
    n : int, default 5
        Items; a case is one item with several questions.
    seed : int, default 0
        Another seed gives other items and numbers.
    level : {"remember", "comprehend", "apply"}, optional
        Only items of this level.
    log : bool, default True
        Whether answers are kept in the learner's log and weak concepts come first; without it
        everybody gets the same items, as in class.

    Returns
    -------
    PracticeWidget
        To be the last line of a cell.

    Raises
    ------
    ParameterError
        If chapter, language, level, n or seed is not known or not possible.
    """
    mode = check_mode(language)
    bank = load_bank(chapter).select(level=level)
    progress = replay(read_log(log_path()).events) if log else None
    return PracticeWidget(practise(bank, seed=seed, n=n, progress=progress), mode=mode, log=log)


class PracticeWidget(widgets.VBox):
    """One question at a time, with a button to check it and one to go on; all of it usable by keyboard.

    Parameters
    ----------
    practice : Practice
        The round.
    mode : {"both", "en", "zh"}
        Languages to show.
    log : bool
        Whether answers are kept in the learner's log.
    """

    def __init__(self, practice: Practice, *, mode: str, log: bool) -> None:
        self.practice, self.mode, self.kept = practice, mode, log
        self.heading, self.case, self.stem, self.hint, self.feedback = (widgets.HTML() for _ in range(5))
        self.inputs = widgets.VBox()
        self.check = widgets.Button(button_style="primary", layout=WIDE)
        self.next = widgets.Button(description=say(mode, "Next"), layout=WIDE)
        self.check.on_click(lambda _: self._check())
        self.next.on_click(lambda _: self._go_on())
        parts = [self.heading, self.case, self.stem, self.hint, self.inputs]
        parts += [widgets.HBox([self.check, self.next]), self.feedback]
        super().__init__([widgets.HTML(STYLE), *parts])
        self.add_class("cvm-practice")
        self._show()

    def _go_on(self) -> None:
        self._show()
        if self.practice.current is not None:
            self.answer.fields[0].focus()

    def _show(self) -> None:
        asked = self.practice.current
        self.next.disabled = True
        self.feedback.value = ""
        if asked is None:
            self._finish()
            return
        self.heading.value = _paragraphs([heading(self.mode, asked, self.practice)], css="cvm-small")
        self.case.value = _paragraphs(lines(self.mode, asked.case.text)) if asked.case else ""
        self.stem.value = _paragraphs(lines(self.mode, asked.stem), tag="b")
        keys = say(self.mode, "Tab moves on, the space bar chooses.")
        self.hint.value = _paragraphs([how_to_answer(self.mode, asked), keys], css="cvm-small")
        self.answer = _controls_for(asked, self.mode)
        self.inputs.children = self.answer.controls
        self.check.description = say(self.mode, self.answer.action)
        self.check.disabled = False

    def _check(self) -> None:
        asked = self.practice.current
        if asked is None:
            return
        if isinstance(self.answer, _OpenAnswer) and not self.answer.revealed:
            self.answer.revealed = True
            self.inputs.children = self.answer.controls
            self.check.description = say(self.mode, self.answer.action)
            return
        try:
            response = read_response(asked, self.answer.typed())
        except ParameterError:
            self.feedback.value = _paragraphs([how_to_answer(self.mode, asked)], tag="b")
            return
        self.practice = self.practice.answer(response)
        marked = self.practice.marks[-1]
        if self.kept:
            append_events(log_path(), [answered(asked, response, marked)])
        self._show_mark(marked)

    def _show_mark(self, marked: Mark) -> None:
        for field in self.answer.fields:
            field.disabled = True
        self.check.disabled = True
        self.next.disabled = False
        blocks = [_paragraphs([verdict(self.mode, marked)], tag="b")]
        for reason in marked.reasons:
            first, *why = reason_lines(self.mode, reason)
            blocks.append(f"<p><b>{escape(first)}</b><br>{'<br>'.join(map(_html, why))}</p>")
        self.feedback.value = f'<div role="status">{"".join(blocks)}</div>'
        self.next.focus()

    def _finish(self) -> None:
        for part in (self.heading, self.case, self.hint):
            part.value = ""
        self.stem.value = _paragraphs([summary(self.mode, self.practice)], tag="b")
        self.inputs.children = ()
        self.check.disabled = True


class _OneChoice:
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


class _ManyChoices:
    action = "Check"

    def __init__(self, asked: Asked, mode: str) -> None:
        self.fields = tuple(_box(label) for label in _labels(asked, mode))
        self.controls = self.fields

    def typed(self) -> str:
        return "".join(box.description[0] for box in self.fields if box.value)


class _NumberField:
    action = "Check"

    def __init__(self, item: NumericItem, mode: str) -> None:
        unit = " · ".join(lines(mode, item.unit))
        self.fields = (widgets.Text(placeholder=unit, layout=widgets.Layout(width="20em")),)
        self.controls = self.fields

    def typed(self) -> str:
        return str(self.fields[0].value)


class _OpenAnswer:
    def __init__(self, item: OpenItem, mode: str) -> None:
        self.revealed = False
        self.written = widgets.Textarea(layout=widgets.Layout(width="90%", height="7em"))
        self.grants = [_grant_field(line.points) for line in item.rubric]
        self.fields = (self.written, *self.grants)
        texts = [widgets.HTML(_html(rubric_line(mode, item, number))) for number in range(len(item.rubric))]
        rows = [widgets.HBox(pair) for pair in zip(self.grants, texts, strict=True)]
        title = say(mode, "How many points does each line of the rubric earn you?")
        model = _paragraphs(lines(mode, item.answer)) + _paragraphs([title], tag="b")
        self.rubric = (widgets.HTML(model), *rows)

    @property
    def action(self) -> str:
        return "Check" if self.revealed else "Model answer"

    @property
    def controls(self) -> tuple[widgets.DOMWidget, ...]:
        return (self.written, *self.rubric) if self.revealed else (self.written,)

    def typed(self) -> str:
        return " ".join(str(field.value) for field in self.grants)


def _grant_field(points: int) -> widgets.BoundedIntText:
    return widgets.BoundedIntText(value=0, min=0, max=points, layout=widgets.Layout(width="4em"))


def _controls_for(asked: Asked, mode: str) -> "_OneChoice | _ManyChoices | _NumberField | _OpenAnswer":
    question = asked.question
    if isinstance(question, ChoiceItem):
        return _ManyChoices(asked, mode) if question.type == "multiple" else _OneChoice(asked, mode)
    return _NumberField(question, mode) if isinstance(question, NumericItem) else _OpenAnswer(question, mode)


def _labels(asked: Asked, mode: str) -> list[str]:
    return [f"{letter}. " + "\n".join(lines(mode, option.text)) for letter, option in asked.options]


def _box(label: str) -> widgets.Checkbox:
    return widgets.Checkbox(description=label, indent=False, layout=WIDE)


def _html(text: str) -> str:
    return "<br>".join(map(escape, text.split("\n")))


def _paragraphs(texts: Sequence[str], *, tag: str = "span", css: str = "") -> str:
    opened = f'<p class="{css}">' if css else "<p>"
    return "".join(f"{opened}<{tag}>{escape(text)}</{tag}></p>" for text in texts)
