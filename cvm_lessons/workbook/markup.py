"""Roles and directives of the sources, resolved into Markdown that every reader of notebooks shows."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cvm_lessons.core.languages import language, translate
from cvm_lessons.core.spelling import nearest
from cvm_lessons.workbook.citations import Reference, cite_in_parentheses, cite_in_text
from cvm_lessons.workbook.faults import Fault, SourceError
from cvm_lessons.workbook.glossary import Term
from cvm_lessons.workbook.sources import Cell

__all__ = ["Markup", "without_code"]

# Code comes first, so that a role shown as code, or inside a fence, stays as it is.
TOKEN = re.compile(
    r"(?P<fence>^(?P<ticks>```+|~~~+)[^\n]*\n.*?^(?P=ticks)[ \t]*$)"
    r"|(?P<role>\{(?P<name>[a-zA-Z][\w:-]*)\}`(?P<body>[^`]+)`)"
    r"|(?P<code>(?P<quote>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=quote)(?!`))",
    re.MULTILINE | re.DOTALL,
)
DIRECTIVE = re.compile(r"^(?P<colons>:::+)\{(?P<name>[\w-]+)\}[ \t]*(?P<title>.*)$")
SEVERAL_BLANK_LINES = re.compile(r"\n{3,}")
DIRECTIVES = ("admonition", "terms")
# What the box's title begins with, in either language, and the class of alert that it becomes.
BOXES = {
    "misconception": "warning",
    "误区": "warning",
    "in the exam": "success",
    "考试": "success",
    "source note": "info",
    "出处": "info",
    "instructor": "danger",
    "教师": "danger",
}


def without_code(text: str) -> str:
    """Return Markdown with its code blocks and code spans blanked; roles stay.

    Parameters
    ----------
    text : str
        Markdown of one cell.

    Returns
    -------
    str
        The same lines, without what is code.

    Examples
    --------
    >>> without_code("a `b` {term}`c`")
    'a  {term}`c`'
    """

    def blank(match: re.Match[str]) -> str:
        return match.group() if match["role"] else "\n" * match.group().count("\n")

    return TOKEN.sub(blank, text)


@dataclass(frozen=True)
class Spot:
    """A line of a source: what an error about its markup names."""

    path: str
    cell: Cell
    offset: int

    def error(self, message: str, remedy: str) -> SourceError:
        """Return the error that names this place."""
        return SourceError(Fault(self.path, self.cell.line + self.offset, self.cell.id, message, remedy))


@dataclass
class Markup:
    """Resolves the markup of one source in one language and remembers what it referred to."""

    path: str
    language: str
    glossary: Mapping[str, Term]
    references: Mapping[str, Reference]
    cited: dict[str, Reference] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)

    def resolve(self, cell: Cell) -> str:
        """Return the Markdown of a cell without roles and directives.

        Parameters
        ----------
        cell : Cell
            A Markdown cell of a source.

        Returns
        -------
        str
            Plain Markdown with HTML boxes.

        Raises
        ------
        SourceError
            Naming file, line and nearest known name of an unknown role, directive, key or id.
        """

        def resolved(match: re.Match[str]) -> str:
            if not match["role"]:
                return match.group()
            spot = Spot(self.path, cell, cell.source.count("\n", 0, match.start()))
            return self._role(match["name"], match["body"], spot)

        lines = TOKEN.sub(resolved, cell.source).split("\n")
        blocks = "\n".join(self._blocks(lines, Spot(self.path, cell, 0)))
        return SEVERAL_BLANK_LINES.sub("\n\n", blocks).strip("\n") if ":::" in cell.source else blocks

    def _role(self, name: str, body: str, spot: Spot) -> str:
        roles: dict[str, Callable[[], str]] = {
            "cite": lambda: cite_in_parentheses(self._works(body, spot)),
            "cite:t": lambda: cite_in_text(self._works(body, spot)),
            "term": lambda: self._term(body, spot).in_text(self.language),
        }
        if name not in roles:
            raise spot.error(f"role {{{name}}} is not known.", nearest(name, roles))
        return roles[name]()

    def _works(self, keys: str, spot: Spot) -> list[Reference]:
        works = {key: _known(key, self.references, "references.bib", spot) for key in _names(keys)}
        self.cited |= works
        return list(works.values())

    def _term(self, name: str, spot: Spot) -> Term:
        self.terms[name] = _known(name, self.glossary, "glossary.yaml", spot)
        return self.terms[name]

    def _blocks(self, lines: list[str], start: Spot) -> list[str]:
        out: list[str] = []
        fence, place = "", 0
        while place < len(lines):
            line, spot = lines[place], replace(start, offset=start.offset + place)
            fence = _fence_after(line, fence)
            place += 1
            if fence or not line.startswith(":::"):
                out.append(line)
                continue
            opened = DIRECTIVE.match(line)
            if opened is None:
                raise spot.error(f"{line.strip()!r} opens nothing.", "Write  :::{admonition} Title")
            length = _length(lines[place:], opened["colons"], spot)
            body = lines[place : place + length]
            # Blank lines around, or Markdown would read the neighbouring text as part of the HTML.
            out += ["", *self._directive(opened["name"], opened["title"].strip(), body, spot), ""]
            place += length + 1
        return out

    def _directive(self, name: str, title: str, body: list[str], spot: Spot) -> list[str]:
        _check_directive(name, title, spot)
        if name == "terms":
            return self._table([self._term(each, spot) for each in _names("\n".join(body))])
        return _box(title, self._blocks(body, replace(spot, offset=spot.offset + 1)))

    def _table(self, terms: list[Term]) -> list[str]:
        with language(self.language):
            header = f"| {translate('English')} | {translate('Chinese')} | {translate('Meaning')} |"
        rows = [
            f"| {term.en} | {term.zh} | {term.definition(self.language).replace('|', '&#124;')} |"
            for term in terms
        ]
        return [header, "| :-- | :-- | :-- |", *rows]


def _check_directive(name: str, title: str, spot: Spot) -> None:
    if name not in DIRECTIVES:
        raise spot.error(f"directive {{{name}}} is not known.", nearest(name, DIRECTIVES))
    if name == "admonition" and not title:
        raise spot.error("the admonition has no title.", "Write  :::{admonition} In the exam")


def _known(key: str, table: Mapping[str, Any], file: str, spot: Spot) -> Any:
    if key not in table:
        hint = nearest(key, table)
        # Without a near one, the whole list of keys would be no help.
        near = hint if hint.startswith("Did you mean") else f"Add it to course/{file}."
        raise spot.error(f"{key!r} is not in course/{file}.", near)
    return table[key]


def _names(text: str) -> list[str]:
    return [name.strip() for name in re.split(r"[,\n]", text) if name.strip()]


def _length(lines: list[str], colons: str, spot: Spot) -> int:
    for number, line in enumerate(lines):
        if line.rstrip() == colons:
            return number
    raise spot.error("the box has no end.", f"Close it with a line  {colons}")


def _fence_after(line: str, fence: str) -> str:
    mark = re.match(r"(```+|~~~+)", line)
    if mark is None:
        return fence
    if not fence:
        return mark.group()
    return "" if line.rstrip() == fence else fence


def _box(title: str, body: list[str]) -> list[str]:
    alert = next((kind for start, kind in BOXES.items() if title.lower().startswith(start)), "info")
    # The blank lines make renderers read what stands between the tags as Markdown. The themes' coloured
    # letters are too faint on their ground; "inherit" would be stripped by JupyterLab's sanitizer.
    text = "\n".join(body).strip("\n")
    return [
        f'<div class="alert alert-block alert-{alert}" style="color: #212121">',
        "",
        f"**{title}**",
        "",
        text,
        "",
        "</div>",
    ]
