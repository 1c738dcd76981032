"""Two languages, one course: the Chinese edition has the English one's cells, ids and code."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from cvm_lessons.workbook.faults import Fault
from cvm_lessons.workbook.sources import Cell, Source

__all__ = ["parity_faults"]

LANGUAGE_CALL = re.compile(r"""(setup\(language=)["'](?:en|zh)["']""")


def parity_faults(english: Source, other: Source) -> Iterator[Fault]:
    """Find the first cell in which an edition in another language leaves the English one.

    Parameters
    ----------
    english : Source
        The source under ``course/en``.
    other : Source
        The same lesson in another language.

    Yields
    ------
    Fault
        At most one: what follows a missing cell differs, too.
    """
    for left, right in zip_longest(english.cells, other.cells):
        if message := _difference(left, right):
            shown = right or left
            remedy = f"Keep cells and code as in {english.path}; translate the prose."
            yield Fault(other.path, right.line if right else 0, shown.id, message, remedy)
            return


def _difference(english: Cell | None, other: Cell | None) -> str:
    if english is None or other is None:
        return f"the cell is missing in {'English' if english is None else 'this language'}."
    if (english.id, english.kind) != (other.id, other.kind):
        return (
            f"a {other.kind} cell {other.id} stands where English has the {english.kind} cell {english.id}."
        )
    if (list(english.tags), list(english.concepts)) != (list(other.tags), list(other.concepts)):
        return "tags or concepts differ from the English edition."
    if english.kind == "code" and _neutral(english.source) != _neutral(other.source):
        return "the code differs from the English edition."
    return ""


def _neutral(code: str) -> str:
    return LANGUAGE_CALL.sub(r"\1…", code)
