"""The cases there are, and what the front matter of each declares."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import yaml
from pydantic import ValidationError

from cvm_lessons.cases.parameters import Parameter, Value
from cvm_lessons.core import CourseError, ParameterError, current_language, nearest, project_root

__all__ = ["Case", "describe_case", "find_case", "list_cases"]

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


@dataclass(frozen=True)
class Case:
    """A case: what its source declares, and where its built notebook lies."""

    name: str
    titles: dict[str, str]
    chapter: str
    concepts: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    notebook: Path

    @property
    def language(self) -> str:
        """The language of the prose."""
        return self.notebook.parents[1].name

    @property
    def defaults(self) -> dict[str, Value]:
        """The parameters of the built notebook."""
        return {parameter.name: parameter.default for parameter in self.parameters}


def find_case(name: str, *, language: str = "en") -> Case:
    """Return a case.

    Parameters
    ----------
    name : str
        Name of the case, for example ``"value_drivers"``.
    language : {"en", "zh"}, default "en"
        Edition wanted; where the case has no Chinese edition the English one is returned.

    Returns
    -------
    Case
        With what its source declares.

    Raises
    ------
    ParameterError
        If there is no such case, naming the nearest.
    CourseError
        If the source declares its parameters wrongly.
    """
    known = _sources("en") | _sources(language)
    if name not in known:
        remedy = nearest(name, known) if known else "The course has no case yet."
        raise ParameterError(f"there is no case {name!r}. {remedy}")
    return _read_case(known[name])


def list_cases() -> pd.DataFrame:
    """Return the cases of the course, one a row.

    Returns
    -------
    DataFrame
        Columns case, title (in the language in force), chapter, parameters (their names).
    """
    cases = [_read_case(path) for path in _sources("en").values()]
    language = current_language()
    rows = [
        (case.name, case.titles[language], case.chapter, ", ".join(p.name for p in case.parameters))
        for case in cases
    ]
    return pd.DataFrame(rows, columns=["case", "title", "chapter", "parameters"])


def describe_case(name: str) -> pd.DataFrame:
    """Return the parameters of a case, one a row.

    Parameters
    ----------
    name : str
        Name of the case.

    Returns
    -------
    DataFrame
        Columns parameter, type, default, allowed (choices or range), help (in the language in force).

    Raises
    ------
    ParameterError
        If there is no such case, naming the nearest.
    """
    rows = [(p.name, p.type, str(p.default), p.allowed, p.hint) for p in find_case(name).parameters]
    return pd.DataFrame(rows, columns=["parameter", "type", "default", "allowed", "help"])


def _sources(language: str) -> dict[str, Path]:
    folder = project_root() / "course" / language / "cases"
    return {path.stem: path for path in sorted(folder.glob("*.md"))}


def _read_case(path: Path) -> Case:
    declared = _front_matter(path)
    root, edition = path.parents[3], path.parents[1].name
    try:
        return Case(
            name=path.stem,
            titles={"en": declared["title"], "zh": declared.get("title_zh", declared["title"])},
            chapter=declared["chapter"],
            concepts=tuple(declared["concepts"]),
            parameters=tuple(_read_parameter(path, entry) for entry in declared["parameters"]),
            notebook=root / "notebooks" / edition / "cases" / f"{path.stem}.ipynb",
        )
    except KeyError as missing:
        raise CourseError(f"{path}: the front matter lacks {missing.args[0]!r}.") from None


def _front_matter(path: Path) -> dict[str, Any]:
    found = FRONT_MATTER.match(path.read_text(encoding="utf-8"))
    try:
        declared = yaml.safe_load(found[1]) if found else None
    except yaml.YAMLError as fault:
        raise CourseError(f"{path}: the front matter is no YAML ({fault}).") from None
    if not isinstance(declared, dict):
        raise CourseError(f"{path}: the file does not begin with front matter between two lines of ---.")
    return declared


def _read_parameter(path: Path, entry: dict[str, Any]) -> Parameter:
    try:
        return Parameter(**entry)
    except ValidationError as fault:
        first = fault.errors()[0]
        where = " ".join(map(str, first["loc"]))
        name = entry.get("name", "without a name")
        raise CourseError(f"{path}: parameter {name!r}: {where} {first['msg']}.") from None
