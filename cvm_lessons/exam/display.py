"""Items on a console: questions, cases, reasons, and whole items with their keys."""

from collections.abc import Mapping
from dataclasses import replace

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from cvm_lessons.exam.asking import Asked, ask, fill_words
from cvm_lessons.exam.items import CaseItem, ChoiceItem, Item, NumericItem, OpenItem
from cvm_lessons.exam.lists import concept_names
from cvm_lessons.exam.marking import Mark, mark
from cvm_lessons.exam.templates import plain_number
from cvm_lessons.exam.wording import facts, lines, reason_lines, rubric_line, say

__all__ = ["show", "show_case", "show_item", "show_question", "show_reasons"]


def show(console: Console, text: str, *, indent: int = 0, above: int = 0, style: str = "") -> None:
    """Print text as it is: an item may hold square brackets, which Rich would read as markup.

    Parameters
    ----------
    console : Console
        Where to print.
    text : str
        One line or several.
    indent : int, default 0
        Columns to the left of it.
    above : int, default 0
        Empty lines above it.
    style : str, optional
        Rich style.
    """
    console.print(Padding(Text(text, style=style), (above, 0, 0, indent), expand=False))


def show_case(console: Console, mode: str, case: CaseItem) -> None:
    """Print the title and the text of a case.

    Parameters
    ----------
    console : Console
        Where to print.
    mode : {"both", "en", "zh"}
        Languages to show.
    case : CaseItem
        The case.
    """
    show(console, "\n".join(lines(mode, case.stem)), above=1, style="bold")
    show(console, "\n".join(lines(mode, case.text)))


def show_question(console: Console, mode: str, asked: Asked) -> None:
    """Print the stem and the options of a question.

    Parameters
    ----------
    console : Console
        Where to print.
    mode : {"both", "en", "zh"}
        Languages to show.
    asked : Asked
        The question.
    """
    show(console, "\n".join(lines(mode, asked.stem)), style="bold")
    for letter, option in asked.options:
        show(console, f"{letter}. " + "\n   ".join(lines(mode, option.text)), indent=2)


def show_reasons(console: Console, mode: str, marked: Mark) -> None:
    """Print the reasons of a mark, the right answers in bold.

    Parameters
    ----------
    console : Console
        Where to print.
    mode : {"both", "en", "zh"}
        Languages to show.
    marked : Mark
        The mark.
    """
    for reason in marked.reasons:
        first, *why = reason_lines(mode, reason)
        show(console, first, indent=2, style="bold" if reason.correct else "")
        show(console, "\n".join(why), indent=5)


def show_item(
    console: Console, mode: str, item: Item, *, seed: int = 0, cited: Mapping[str, str] | None = None
) -> None:
    """Print all of an item: questions, keys, reasons, likely wrong answers, model answers and rubrics.

    Parameters
    ----------
    console : Console
        Where to print.
    mode : {"both", "en", "zh"}
        Languages to show.
    item : Item
        The item.
    seed : int, default 0
        Draws the numbers of a template.
    cited : mapping, optional
        What a reader knows a source by, such as "Zeithaml (1988)", by its key.
    """
    names, works = concept_names(), cited or {}
    if isinstance(item, CaseItem):
        show_case(console, mode, item)
    for drawn in ask(item, seed):
        asked = replace(drawn, order=tuple(sorted(drawn.order)))  # as written: authors look here
        question = asked.question
        concepts = (
            " ".join(lines(mode, names[slug])) if slug in names else slug for slug in question.concepts
        )
        show(console, f"{facts(mode, question)} | {'; '.join(concepts)}", above=1, style="dim")
        show_question(console, mode, asked)
        _show_answer(console, mode, asked)
        if question.source:
            show(
                console,
                f"{say(mode, 'Sources')}: {'; '.join(works.get(key, key) for key in question.source)}",
                style="dim",
            )


def _show_answer(console: Console, mode: str, asked: Asked) -> None:
    question = asked.question
    if isinstance(question, ChoiceItem):
        _show_key(console, mode, mark(asked, question.keys))
    elif isinstance(question, NumericItem):
        _show_key(console, mode, mark(asked, asked.answer()))
        for value, way in asked.wrong_answers():
            likely = say(mode, "Likely wrong answer")
            show(console, f"{likely}: {plain_number(value, question.decimals)}", indent=2)
            show(console, "\n".join(lines(mode, fill_words(way.why, asked.values))), indent=5)
    elif isinstance(question, OpenItem):
        show(console, say(mode, "Model answer"), style="bold")
        show(console, "\n".join(lines(mode, question.answer)), indent=2)
        for number in range(len(question.rubric)):
            show(console, rubric_line(mode, question, number), indent=2)


def _show_key(console: Console, mode: str, marked: Mark) -> None:
    nobody = tuple(replace(reason, chosen=False) for reason in marked.reasons)
    show_reasons(console, mode, replace(marked, reasons=nobody))
