"""YAML files of the course, read with messages that name file, place and remedy."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from cvm_lessons.core.errors import CourseError
from cvm_lessons.core.spelling import nearest
from cvm_lessons.core.yaml_text import load_yaml

__all__ = ["check_entry", "parse_yaml", "read_yaml"]


def parse_yaml(text: str, path: str) -> Any:
    """Return what a YAML text holds.

    Parameters
    ----------
    text : str
        The text.
    path : str
        Name of its file, for the message.

    Returns
    -------
    object
        Mapping, list or scalar.

    Raises
    ------
    CourseError
        If it is no YAML, with the line.

    Examples
    --------
    >>> parse_yaml("[c03, c04]", "chapters.yaml")
    ['c03', 'c04']
    """
    try:
        return load_yaml(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        message = (
            f"{path}:{line}: not YAML ({error.problem}). Quote a text that contains a colon, # or quotes."
        )
        raise CourseError(message) from error


def read_yaml(path: Path, shown: str) -> Any:
    """Return what a YAML file holds.

    Parameters
    ----------
    path : Path
        The file.
    shown : str
        Its name in messages.

    Returns
    -------
    object
        Mapping, list or scalar.

    Raises
    ------
    CourseError
        If the file is missing or no YAML.
    """
    if not path.is_file():
        raise CourseError(f"{shown} is missing.")
    return parse_yaml(path.read_text(encoding="utf-8"), shown)


def check_entry(
    entry: Any, place: str, *, needed: Iterable[str], allowed: Iterable[str] = ()
) -> dict[str, Any]:
    """Return `entry` if it is a mapping with all needed keys and no unknown one.

    Parameters
    ----------
    entry : object
        What the file holds at this place.
    place : str
        File and position, for the message.
    needed : iterable of str
        Keys that must be there.
    allowed : iterable of str, optional
        Further keys that may be there.

    Returns
    -------
    dict
        The entry.

    Raises
    ------
    CourseError
        Naming the missing or the unknown key.

    Examples
    --------
    >>> check_entry({"id": "c03"}, "syllabus.yaml, chapter 1", needed=["id"])
    {'id': 'c03'}
    """
    if not isinstance(entry, Mapping):
        raise CourseError(f"{place}: a mapping of keys is needed, not {entry!r}.")
    needed = list(needed)
    known = [*needed, *allowed]
    for key in needed:
        if entry.get(key) in (None, ""):
            raise CourseError(f"{place}: {key!r} is missing. Write  {key}: …")
    for key in entry:
        if key not in known:
            raise CourseError(f"{place}: {key!r} is not known. {nearest(str(key), known)}")
    return dict(entry)
