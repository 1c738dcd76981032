"""What a scaffold leaves to a person: marks that are reported, and never built."""

import re

from cvm_lessons.workbook.faults import Fault

__all__ = ["has_placeholder", "placeholder", "placeholder_faults"]

MARK = re.compile(r"\{write\}`([^`]+)`")


def placeholder(what: str) -> str:
    """Return the mark for something still to be written.

    Parameters
    ----------
    what : str
        What goes there.

    Returns
    -------
    str
        The mark, good in Markdown, in a comment of code and in YAML.

    Examples
    --------
    >>> placeholder("the business question")
    '{write}`the business question`'
    """
    return f"{{write}}`{what}`"


def has_placeholder(text: str) -> bool:
    """Say whether something is still to be written in a text.

    Parameters
    ----------
    text : str
        Any text of a source.

    Returns
    -------
    bool
        True where a mark stands.

    Examples
    --------
    >>> has_placeholder("# {write}`title`")
    True
    """
    return MARK.search(text) is not None


def placeholder_faults(text: str, path: str) -> list[Fault]:
    """Return one fault per mark.

    Parameters
    ----------
    text : str
        Text of a source.
    path : str
        Its path, for the message.

    Returns
    -------
    list of Fault
        With the line of each mark.

    Examples
    --------
    >>> print(placeholder_faults("# {write}`title`", "a.md")[0])
    a.md:1: still to be written: title
    """
    return [
        Fault(path, text.count("\n", 0, mark.start()) + 1, "", f"still to be written: {mark[1]}")
        for mark in MARK.finditer(text)
    ]
