"""Practice in the terminal: a question, an answer, its reasons; typed by a person or piped in."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from rich.console import Console

from cvm_lessons.core import ParameterError
from cvm_lessons.exam.asking import Asked
from cvm_lessons.exam.display import show, show_case, show_question, show_reasons
from cvm_lessons.exam.items import OpenItem
from cvm_lessons.exam.log import answered, append_events
from cvm_lessons.exam.marking import Response, read_grants, read_response
from cvm_lessons.exam.rounds import heading, review, summary
from cvm_lessons.exam.session import Practice
from cvm_lessons.exam.wording import how_to_answer, lines, not_understood, rubric_line, say, verdict

__all__ = ["practise_in_terminal"]

QUIT = ("q", "quit", "退出")
Read = TypeVar("Read")


def practise_in_terminal(practice: Practice, *, mode: str, console: Console, log: Path) -> Practice:
    """Ask the questions of a round until they are answered, the learner quits or the input ends.

    Parameters
    ----------
    practice : Practice
        Where to begin.
    mode : {"both", "en", "zh"}
        Languages to show.
    console : Console
        Where to show and ask.
    log : Path
        Log that each answer is appended to at once.

    Returns
    -------
    Practice
        Where the round ended.
    """
    case = None
    while (asked := practice.current) is not None:
        if asked.case is not None and asked.case is not case:
            case = asked.case
            show_case(console, mode, case)
        show(console, heading(mode, asked, practice), above=1, style="dim")
        show_question(console, mode, asked)
        show(console, f"{how_to_answer(mode, asked)} {say(mode, 'q ends.')}", style="dim")
        response = _ask_response(console, mode, asked)
        if response is None:
            break
        practice = practice.answer(response)
        mark = practice.marks[-1]
        append_events(log, [answered(asked, response, mark)])
        show(console, verdict(mode, mark), style="bold")
        show_reasons(console, mode, mark)
    show(console, summary(mode, practice), above=1, style="bold")
    for line in review(mode, practice):
        show(console, line)
    return practice


def _ask_response(console: Console, mode: str, asked: Asked) -> Response | None:
    question = asked.question
    if not isinstance(question, OpenItem):
        again = partial(not_understood, mode, asked)
        return _ask(console, "> ", lambda typed: read_response(asked, typed), again)
    if _ask(console, "> ", str, str) is None:  # the learner's own words are not kept
        return None
    show(console, say(mode, "Model answer"), style="bold")
    show(console, "\n".join(lines(mode, question.answer)), indent=2)
    show(console, say(mode, "How many points does each line of the rubric earn you?"), style="bold")
    return _ask_rubric(console, mode, question)


def _ask_rubric(console: Console, mode: str, question: OpenItem) -> tuple[int, ...] | None:
    granted: list[int] = []
    again = say(mode, "Type y, n or the points you grant.")
    for number, line in enumerate(question.rubric):
        show(console, rubric_line(mode, question, number), indent=2)
        prompt = "y/n > " if line.points == 1 else f"y/n/0-{line.points} > "
        points = _ask(console, prompt, partial(_one_grant, limit=line.points), lambda _: again)
        if points is None:
            return None
        granted.append(points)
    return tuple(granted)


def _one_grant(typed: str, limit: int) -> int:
    return read_grants(typed, [limit])[0]


def _ask(
    console: Console, prompt: str, read: Callable[[str], Read], again: Callable[[str], str]
) -> Read | None:
    while True:
        try:
            typed = console.input(prompt)
        except (EOFError, KeyboardInterrupt):
            return None
        if not sys.stdin.isatty():
            console.print(typed, markup=False)  # piped answers leave no trace of their own
        if typed.strip().lower() in QUIT:
            return None
        try:
            return read(typed)
        except ParameterError:
            show(console, again(typed), style="bold")
