"""Numbers in prose, bound to outputs: each bold number is found in a result of its section."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from cvm_lessons.workbook.faults import Fault
from cvm_lessons.workbook.markup import without_code
from cvm_lessons.workbook.notebooks import text_of

__all__ = ["bold_numbers", "number_faults", "output_text", "shown_numbers"]

MINUS = "-−–"
UNITS = (
    "thousand|million|yuan|percentage|points?|pp|years?|editions?|hours|days|m²|"
    "万元|千元|元|万|分|个百分点|年|届"
)
BOLD = re.compile(
    rf"\*\*(?P<sign>[{MINUS}+]?)\s?[¥$€£]?\s?(?P<digits>\d[\d,]*(?:\.\d+)?)\s?[%％]?(?:\s?(?:{UNITS})){{0,2}}\*\*"
)
SHOWN = re.compile(rf"(?<![\w.])(?P<sign>[{MINUS}]?)\s?[¥$€£]?\s?(?P<digits>\d+(?:,\d{{3}})*(?:\.\d+)?)")
READABLE = ("text/plain", "text/html", "text/markdown", "text/latex")


def bold_numbers(markdown: str) -> list[tuple[str, Decimal, bool]]:
    """Return the bold numbers of a Markdown text.

    Parameters
    ----------
    markdown : str
        Prose.

    Returns
    -------
    list of (str, Decimal, bool)
        The number as written, its value, and whether its sign is written.

    Examples
    --------
    >>> bold_numbers("It leaves **40**, a loss of **−¥1,250** or **37%**, not **4 Ps** or **all**.")
    [('40', Decimal('40'), False), ('−¥1,250', Decimal('-1250'), True), ('37%', Decimal('37'), False)]
    """
    found = []
    for match in BOLD.finditer(without_code(markdown)):
        value = Decimal(match["digits"].replace(",", ""))
        negative = bool(match["sign"]) and match["sign"] in MINUS
        found.append((match.group().strip("*"), -value if negative else value, bool(match["sign"])))
    return found


def shown_numbers(text: str) -> set[Decimal]:
    """Return the values of all numbers in a text.

    Parameters
    ----------
    text : str
        Output of a cell.

    Returns
    -------
    set of Decimal
        Signed values, without thousands marks, currency and percent signs.

    Examples
    --------
    >>> sorted(shown_numbers("2.40 of ¥1,250, or -3%"))
    [Decimal('-3'), Decimal('2.40'), Decimal('1250')]
    """
    values = set()
    for match in SHOWN.finditer(text):
        value = Decimal(match["digits"].replace(",", ""))
        values.add(-value if match["sign"] else value)
    return values


def output_text(outputs: Iterable[Mapping[str, Any]]) -> str:
    """Return what a reader can read in the outputs of a cell.

    Parameters
    ----------
    outputs : iterable of mapping
        Outputs in the notebook format.

    Returns
    -------
    str
        Printed text and the text of tables.

    Examples
    --------
    >>> output_text([{"output_type": "display_data", "data": {"text/html": "<td>40</td><td>&lt;1</td>"}}])
    ' 40  <1 '
    """
    parts = []
    for output in outputs:
        if "text" in output:
            parts.append(text_of(output["text"]))
        for kind, value in output.get("data", {}).items():
            if kind in READABLE:
                text = text_of(value)
                parts.append(html.unescape(re.sub(r"<[^<>]+>", " ", text)) if kind == "text/html" else text)
    return "\n".join(parts)


def number_faults(path: str, cells: Iterable[Mapping[str, Any]]) -> Iterator[Fault]:
    """Find the bold numbers of a built notebook that no result shows.

    Parameters
    ----------
    path : str
        Path of the notebook.
    cells : iterable of mapping
        Its cells.

    Yields
    ------
    Fault
        One per number that no `result` cell of the same section shows.
    """
    cells = list(cells)
    results: dict[str, set[Decimal]] = {}
    for cell in cells:
        if "result" in cell.get("metadata", {}).get("tags", ()):
            shown = shown_numbers(output_text(cell.get("outputs", ())))
            results.setdefault(_section(cell), set()).update(shown)
    for cell in cells:
        if cell["cell_type"] != "markdown":
            continue
        shown = results.get(_section(cell), set())
        for text, value, signed in bold_numbers(text_of(cell["source"])):
            if value in shown or (not signed and -value in shown):
                continue
            remedy = "Correct it, tag the cell that prints it `result`, or do not set it in bold."
            yield Fault(path, 0, str(cell["id"]), f"**{text}** is in no result of this section.", remedy)


def _section(cell: Mapping[str, Any]) -> str:
    return str(cell.get("id", "")).split("-", 1)[0]
