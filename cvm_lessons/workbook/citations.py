"""Citations as a reader expects them: (Zeithaml, 1988) in the text, the full reference at the end."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from cvm_lessons.core.errors import CourseError

__all__ = ["Reference", "cite_in_parentheses", "cite_in_text", "load_references", "parse_references"]

FILE = "course/references.bib"
MARKDOWN_SIGNS = re.compile(r"([\\*_$`\[\]<>])")
SEVERAL = 3  # from three authors on, the text names the first "et al."


@dataclass(frozen=True)
class Reference:
    """A work: its key, the names and the year that stand in the text, and the full reference in Markdown."""

    key: str
    names: tuple[str, ...]
    year: str
    full: str
    url: str = ""

    def label(self, joiner: str) -> str:
        """Return the authors as they stand in the text, two of them joined by `joiner`."""
        if len(self.names) >= SEVERAL:
            return f"{self.names[0]} et al."
        return f" {joiner} ".join(self.names)

    def linked(self, text: str) -> str:
        """Return `text` as a link to the work, where it has a DOI."""
        return f"[{text}]({self.url})" if self.url else text


def cite_in_parentheses(works: Sequence[Reference]) -> str:
    """Return a citation that stands behind a sentence's claim.

    Parameters
    ----------
    works : sequence of Reference
        What is cited, in order.

    Returns
    -------
    str
        Markdown, each work linked to its DOI where it has one.

    Examples
    --------
    >>> gale, berry = Reference("a", ("Gale",), "1994", ""), Reference("b", ("Berry", "Hill"), "2001", "")
    >>> cite_in_parentheses([gale, berry])
    '(Gale, 1994; Berry & Hill, 2001)'
    """
    cited = [work.linked(f"{work.label('&')}, {work.year}") for work in works]
    return f"({'; '.join(cited)})"


def cite_in_text(works: Sequence[Reference]) -> str:
    """Return a citation that is part of a sentence.

    Parameters
    ----------
    works : sequence of Reference
        What is cited, in order.

    Returns
    -------
    str
        Markdown, each work linked to its DOI where it has one.

    Examples
    --------
    >>> cite_in_text([Reference("b", ("Berry", "Hill"), "2001", "")])
    'Berry and Hill (2001)'
    """
    return "; ".join(work.linked(f"{work.label('and')} ({work.year})") for work in works)


def load_references(root: Path) -> dict[str, Reference]:
    """Read ``course/references.bib``.

    Parameters
    ----------
    root : Path
        Folder of the workbook.

    Returns
    -------
    dict of str to Reference
        The works by key; none where there is no such file.

    Raises
    ------
    CourseError
        If the file is no BibTeX or an entry lacks names, year or title.
    """
    path = root / FILE
    return parse_references(path.read_text(encoding="utf-8")) if path.is_file() else {}


def parse_references(text: str) -> dict[str, Reference]:
    """Return the works that a BibTeX text holds.

    Two works that would read alike in the text get the letters a, b, … behind the year.

    Parameters
    ----------
    text : str
        BibTeX.

    Returns
    -------
    dict of str to Reference
        The works by key.

    Raises
    ------
    CourseError
        If the text is no BibTeX or an entry lacks names, year or title.

    Examples
    --------
    >>> works = parse_references("@book{gale1994, author={Gale, Bradley T.}, title={Value}, year={1994}}")
    >>> works["gale1994"].full
    'Gale, B. T. (1994). *Value*.'
    """
    from pybtex.database import parse_string
    from pybtex.exceptions import PybtexError

    try:
        entries = parse_string(text, "bibtex").entries
    except PybtexError as error:
        raise CourseError(f"{FILE}: {error}") from error
    years = _years(entries)
    return {key: _reference(key, entry, years[key]) for key, entry in entries.items()}


def _years(entries: Mapping[str, Any]) -> dict[str, str]:
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, entry in entries.items():
        for field in ("year", "title"):
            if field not in entry.fields:
                raise CourseError(f"{FILE}: {key} has no {field}.")
        year = entry.fields["year"]
        alike[Reference(key, _surnames(key, entry), year, "").label("&"), year].append(key)
    return {
        key: year + ("abcdefghijklmnopqrstuvwxyz"[place] if len(keys) > 1 else "")
        for (_, year), keys in alike.items()
        for place, key in enumerate(sorted(keys))
    }


def _reference(key: str, entry: Any, year: str) -> Reference:
    doi = entry.fields.get("doi", "")
    url = f"https://doi.org/{quote(doi, safe='/:;.-_')}" if doi else ""
    editors = entry.persons.get("editor", [])
    authors = entry.persons.get("author") or editors
    role = "" if "author" in entry.persons else " (Eds.)" if len(editors) > 1 else " (Ed.)"
    parts = [f"{_listed(authors)}{role} ({year}).", *_title_and_place(entry), url and f"<{url}>"]
    return Reference(key, _surnames(key, entry), year, " ".join(part for part in parts if part), url)


def _title_and_place(entry: Any) -> list[str]:
    title, pages = _field(entry, "title"), _field(entry, "pages").replace("--", "–")
    if entry.type == "article":
        number = f"({_field(entry, 'number')})" if "number" in entry.fields else ""
        volume = f"*{_field(entry, 'volume')}*{number}" if "volume" in entry.fields else ""
        where = ", ".join(part for part in (f"*{_field(entry, 'journal')}*", volume, pages) if part)
        return [_sentence(title), f"{where}."]
    edition = f" ({_field(entry, 'edition')} ed.)" if "edition" in entry.fields else ""
    publisher = f"{_field(entry, 'publisher')}." if "publisher" in entry.fields else ""
    if entry.type == "incollection":
        return [_sentence(title), _inside(entry, f"{edition} (pp. {pages})" if pages else edition), publisher]
    return [_sentence(f"*{title}*{edition}"), publisher]


def _inside(entry: Any, details: str) -> str:
    editors = entry.persons.get("editor", [])
    role = "(Eds.)" if len(editors) > 1 else "(Ed.)"
    named = f"{_joined([_initials_first(person) for person in editors])} {role}, " if editors else ""
    return f"In {named}*{_field(entry, 'booktitle')}*{details}."


def _sentence(text: str) -> str:
    return text if text.rstrip("*").endswith(("?", "!", ".")) else f"{text}."


def _field(entry: Any, name: str) -> str:
    return _escaped(_plain(entry.fields.get(name, "")))


def _plain(latex: str) -> str:
    from pybtex.richtext import Text

    return str(Text.from_latex(latex))


def _escaped(text: str) -> str:
    return MARKDOWN_SIGNS.sub(r"\\\1", text)


def _surnames(key: str, entry: Any) -> tuple[str, ...]:
    persons = entry.persons.get("author") or entry.persons.get("editor")
    if not persons:
        raise CourseError(f"{FILE}: {key} has neither author nor editor.")
    return tuple(_surname(person) for person in persons)


def _surname(person: Any) -> str:
    return _escaped(_plain(" ".join([*person.prelast_names, *person.last_names])))


def _initials(person: Any) -> str:
    names = [_plain(name) for name in (*person.first_names, *person.middle_names)]
    return " ".join("-".join(f"{part[0]}." for part in name.split("-") if part) for name in names)


def _initials_first(person: Any) -> str:
    return f"{_initials(person)} {_surname(person)}".strip()


def _listed(persons: Sequence[Any]) -> str:
    named = [
        ", ".join(part for part in (_surname(person), _initials(person), *person.lineage_names) if part)
        for person in persons
    ]
    return _joined(named, before_and=",")


def _joined(names: Sequence[str], before_and: str = "") -> str:
    if len(names) < 2:
        return "".join(names)
    comma = "," if before_and or len(names) > 2 else ""
    return f"{', '.join(names[:-1])}{comma} & {names[-1]}"
