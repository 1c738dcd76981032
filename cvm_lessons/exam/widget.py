"""Practice in a notebook: the same round as in the terminal, with radio buttons, boxes and fields."""

from collections.abc import Sequence
from html import escape
from typing import Any

import ipywidgets as widgets

from cvm_lessons.core import ParameterError
from cvm_lessons.exam.asking import Asked
from cvm_lessons.exam.bank import load_bank
from cvm_lessons.exam.items import ChoiceItem, OpenItem
from cvm_lessons.exam.log import answered, append_events, log_path, read_log
from cvm_lessons.exam.marking import Mark, Response, read_response
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
.cvm-practice label, .cvm-practice .widget-checkbox, .cvm-practice .widget-radio-box label {
  height: auto !important; max-width: 46em; white-space: pre-line; line-height: 1.45; text-overflow: clip;
  overflow: visible; font-size: var(--jp-widgets-font-size, 13px); }
.cvm-practice .widget-radio, .cvm-practice .widget-radio-box { width: 100%; }
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
    """One question at a time, with a button to check it and one to go on.

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
        self.practice, self.mode, self.log = practice, mode, log
        self.case: Any = None
        self.heading, self.text, self.stem, self.hint, self.feedback = (widgets.HTML() for _ in range(5))
        self.inputs = widgets.VBox()
        self.check = widgets.Button(description=say(mode, "Check"), button_style="primary", layout=WIDE)
        self.next = widgets.Button(description=say(mode, "Next"), disabled=True, layout=WIDE)
        self.check.on_click(lambda _: self._check())
        self.next.on_click(lambda _: self._show())
        buttons = widgets.HBox([self.check, self.next])
        parts = [self.heading, self.text, self.stem, self.hint, self.inputs, buttons, self.feedback]
        super().__init__([widgets.HTML(STYLE), *parts])
        self.add_class("cvm-practice")
        self._show()

    def _show(self) -> None:
        asked = self.practice.current
        self.feedback.value = ""
        self.next.disabled = True
        if asked is None:
            self._finish()
            return
        self.check.disabled = False
        self.heading.value = _paragraphs([heading(self.mode, asked, self.practice)], css="cvm-small")
        self.stem.value = _paragraphs(lines(self.mode, asked.stem), tag="b")
        self.hint.value = _paragraphs([how_to_answer(self.mode, asked)], css="cvm-small")
        self.text.value = "" if asked.case is None else _paragraphs(lines(self.mode, asked.case.text))
        self.answer = _answer_for(asked, self.mode)
        self.inputs.children = self.answer.controls
        if self.practice.marks:  # not at the start: a page must not jump to a widget by itself
            self.answer.controls[0].focus()

    def _check(self) -> None:
        asked = self.practice.current
        if asked is None or not self.next.disabled:
            return
        try:
            response = self.answer.read()
        except ParameterError:
            self.feedback.value = _paragraphs([f"{say(self.mode, 'Not understood.')} {self.hint_text(asked)}"])
            return
        if response is None:  # an open answer shows its rubric first
            self.inputs.children = self.answer.controls
            return
        self.practice = self.practice.answer(response)
        mark = self.practice.marks[-1]
        if self.log:
            append_events(log_path(), [answered(asked, response, mark)])
        self._show_mark(mark)
