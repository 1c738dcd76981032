"""Practice in a notebook: the same round as in the terminal, with radio buttons, boxes and fields."""

from collections.abc import Callable
from html import escape

import ipywidgets as widgets

from cvm_lessons.core import ParameterError
from cvm_lessons.exam.bank import load_bank
from cvm_lessons.exam.log import answered, append_events, log_path, read_log
from cvm_lessons.exam.marking import Mark, read_response
from cvm_lessons.exam.progress import replay
from cvm_lessons.exam.rounds import heading, review, shortage, summary
from cvm_lessons.exam.session import Practice, practise
from cvm_lessons.exam.widget_fields import WIDE, OpenAnswer, controls_for, html, paragraphs
from cvm_lessons.exam.wording import (
    check_mode,
    how_to_answer,
    lines,
    not_understood,
    reason_lines,
    say,
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
.cvm-practice { padding: 4px; }
.cvm-practice .widget-vbox, .cvm-practice .widget-hbox { padding: 3px; margin-left: -3px; }
.cvm-practice.jupyter-widgets.widget-vbox :focus-visible {
  outline: 2px solid #1565c0 !important; outline-offset: 1px !important; }
.cvm-practice .widget-html-content { line-height: 1.45; max-width: 50em; }
.cvm-practice ul { margin: 0; padding-left: 1.4em; }
.cvm-practice p { margin: 0 0 .4em 0; max-width: 50em; line-height: 1.45; }
.cvm-practice .cvm-small { opacity: .75; }
</style>"""


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
        Questions; a case counts as one and has several parts.
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

    def begin(number: int) -> Practice:
        progress = replay(read_log(log_path()).events) if log else None
        return practise(bank, seed=seed + number, n=n, progress=progress)

    return PracticeWidget(begin(0), mode=mode, log=log, another=begin, note=shortage(mode, n, len(bank)))


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
    another : callable, optional
        From the number of a further round, 1 for the second, to its questions.
    note : str, optional
        What to tell above the first question.
    """

    def __init__(
        self,
        practice: Practice,
        *,
        mode: str,
        log: bool,
        another: Callable[[int], Practice] | None = None,
        note: str = "",
    ) -> None:
        self.practice, self.mode, self.kept = practice, mode, log
        self.another, self.note, self.rounds, self.ended = another, note, 0, False
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
        if self.ended and self.another is not None:
            self.rounds, self.ended = self.rounds + 1, False
            self.practice = self.another(self.rounds)
            self.next.description = say(self.mode, "Next")
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
        told = [heading(self.mode, asked, self.practice)]
        told = [self.note, *told] if self.note and not self.practice.marks else told
        self.heading.value = paragraphs(told, css="cvm-small")
        self.case.value = paragraphs(lines(self.mode, asked.case.text)) if asked.case else ""
        self.stem.value = paragraphs(lines(self.mode, asked.stem), tag="b")
        hints = [how_to_answer(self.mode, asked)]
        hints += [say(self.mode, "Tab moves on, the space bar chooses.")] if asked.options else []
        self.hint.value = paragraphs(hints, css="cvm-small")
        self.answer = controls_for(asked, self.mode)
        self.inputs.children = self.answer.controls
        self.check.description = say(self.mode, self.answer.action)
        self.check.disabled = False

    def _check(self) -> None:
        asked = self.practice.current
        if asked is None:
            return
        if isinstance(self.answer, OpenAnswer) and not self.answer.revealed:
            self.answer.revealed = True
            self.inputs.children = self.answer.controls
            self.check.description = say(self.mode, self.answer.action)
            self.answer.grants[0].focus()  # a second press of the key writes there, and marks nothing
            return
        try:
            response = read_response(asked, self.answer.typed())
        except ParameterError:
            why = not_understood(self.mode, asked, self.answer.typed())
            self.feedback.value = f'<div role="alert">{paragraphs([why], tag="b")}</div>'
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
        blocks = [paragraphs([verdict(self.mode, marked)], tag="b")]
        for reason in marked.reasons:
            first, *why = reason_lines(self.mode, reason)
            blocks.append(f"<p><b>{escape(first)}</b><br>{'<br>'.join(map(html, why))}</p>")
        self.feedback.value = f'<div role="status">{"".join(blocks)}</div>'
        self.next.focus()

    def _finish(self) -> None:
        for part in (self.heading, self.case, self.hint):
            part.value = ""
        self.ended = True
        first, *rest = review(self.mode, self.practice)
        listed = "".join(f"<li>{escape(row)}</li>" for row in rest)
        told = [say(self.mode, "End of the round"), summary(self.mode, self.practice)]
        self.stem.value = paragraphs(told, tag="b") + paragraphs([first]) + f"<ul>{listed}</ul>" * bool(rest)
        self.inputs.children = ()
        self.check.disabled = True
        if self.another is not None:
            again = [say(self.mode, "What was wrong comes back first in the next round.")]
            self.hint.value = paragraphs(again, css="cvm-small") if self.kept and rest else ""
            self.next.description = say(self.mode, "Another round")
            self.next.disabled = False
            self.next.focus()
