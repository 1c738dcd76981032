"""The glossary: each term in English and Chinese, with a one-line definition and its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cvm_lessons.core.errors import CourseError
from cvm_lessons.workbook.yaml_files import check_entry, read_yaml

__all__ = ["Term", "load_glossary", "parse_glossary"]

FILE = "course/glossary.yaml"


@dataclass(frozen=True)
class Term:
    """A term in both languages, its definition, its source and the concepts it names."""

    id: str
    en: str
    zh: str
    definition_en: str
    definition_zh: str
    also_zh: tuple[str, ...] = ()
    source: str = ""
    concepts: tuple[str, ...] = ()

    def definition(self, language: str) -> str:
        """Return the definition in a language."""
        return self.definition_zh if language == "zh" else self.definition_en

    def in_text(self, language: str) -> str:
        """Return the term as running text shows it, with the other language behind."""
        shown, other = (self.zh, self.en) if language == "zh" else (self.en, self.zh)
        return f"**{shown}** ({other})"

    @property
    def names(self) -> tuple[str, ...]:
        """All names of the term, in both languages."""
        return (self.en, self.zh, *self.also_zh)


def load_glossary(root: Path) -> dict[str, Term]:
    """Read ``course/glossary.yaml``.

    Parameters
    ----------
    root : Path
        Folder of the workbook.

    Returns
    -------
    dict of str to Term
        The terms by id; none where the file is not there yet.

    Raises
    ------
    CourseError
        At the first entry that breaks the format.
    """
    path = root / FILE
    return parse_glossary(read_yaml(path, FILE) or []) if path.is_file() else {}


def parse_glossary(content: Any) -> dict[str, Term]:
    """Return the terms that a parsed YAML file holds.

    Parameters
    ----------
    content : list of mapping
        Entries with id, en, zh, definition and, optionally, also_zh, source and concepts.

    Returns
    -------
    dict of str to Term
        The terms by id, in the order of the file.

    Raises
    ------
    CourseError
        At the first entry that breaks the format.

    Examples
    --------
    >>> price = {"id": "price", "en": "price", "zh": "价格"}
    >>> terms = parse_glossary([price | {"definition": {"en": "What is paid.", "zh": "所付金额。"}}])
    >>> terms["price"].in_text("en")
    '**price** (价格)'
    """
    if not isinstance(content, list):
        raise CourseError(f"{FILE}: a list of entries is needed, not {type(content).__name__}.")
    terms: dict[str, Term] = {}
    for number, raw in enumerate(content, start=1):
        term = _term(raw, f"{FILE}, entry {number}")
        if term.id in terms:
            raise CourseError(f"{FILE}, entry {number}: id {term.id!r} stands there twice.")
        terms[term.id] = term
    return terms


def _term(raw: Any, place: str) -> Term:
    entry = check_entry(
        raw, place, needed=["id", "en", "zh", "definition"], allowed=["also_zh", "source", "concepts"]
    )
    place = f"{place} ({entry['id']})"
    definition = check_entry(entry["definition"], f"{place}, definition", needed=["en", "zh"])
    for language, text in definition.items():
        if "\n" in str(text).strip():
            raise CourseError(f"{place}, definition: {language} runs over several lines. Write one line.")
    return Term(
        id=str(entry["id"]),
        en=str(entry["en"]),
        zh=str(entry["zh"]),
        definition_en=str(definition["en"]).strip(),
        definition_zh=str(definition["zh"]).strip(),
        also_zh=_names(entry, "also_zh", place),
        source=str(entry.get("source") or ""),
        concepts=_names(entry, "concepts", place),
    )


def _names(entry: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    names = entry.get(key) or []
    if not isinstance(names, list):
        raise CourseError(f"{place}: {key} is {names!r}. Write a list:  {key}: [{names}]")
    return tuple(map(str, names))
