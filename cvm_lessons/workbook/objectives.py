"""The table of objectives: ids of concepts in the source, their names in what a reader sees."""

import re

from cvm_lessons.workbook.syllabus import Syllabus

__all__ = ["objective_rows", "with_names"]

ROW = re.compile(r"^\|(?P<text>[^|]*)\|(?P<level>[^|]*)\|(?P<concepts>[^|]*)\|\s*$", re.MULTILINE)
ID = re.compile(r"`([^`]+)`")


def objective_rows(text: str) -> list[re.Match[str]]:
    """Return the rows of the table, without its header and the rule below it.

    Parameters
    ----------
    text : str
        Markdown of the cell tagged ``objectives``.

    Returns
    -------
    list of re.Match
        Each with the groups ``text``, ``level`` and ``concepts``.
    """
    return list(ROW.finditer(text))[2:]


def with_names(text: str, syllabus: Syllabus, language: str) -> str:
    """Return the cell with the names of the concepts in place of their ids.

    Parameters
    ----------
    text : str
        Markdown of the cell tagged ``objectives``.
    syllabus : Syllabus
        With the names.
    language : {"en", "zh"}
        Language of the edition: the English one shows both names, since the exam asks the Chinese.

    Returns
    -------
    str
        Markdown; an id that is not in the syllabus stays, for the lint to name.
    """

    def label(name: str) -> str:
        concept = syllabus.concepts.get(name)
        return concept.label(language) if concept else f"`{name}`"

    for row in reversed(objective_rows(text)):
        names = [label(name) for name in ID.findall(row["concepts"])]
        if names:
            text = f"{text[: row.start('concepts')]} {' · '.join(names)} {text[row.end('concepts') :]}"
    return text
