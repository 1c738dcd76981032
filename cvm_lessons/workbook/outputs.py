"""Outputs of a built notebook: nothing that changes from run to run, nothing that a reader cannot use."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cvm_lessons.workbook.bound_numbers import output_text
from cvm_lessons.workbook.faults import Fault
from cvm_lessons.workbook.notebooks import WIDGET_VIEW, text_of

__all__ = ["output_faults"]

VOLATILE = (
    (
        re.compile(r"\b0x[0-9a-fA-F]{6,}\b"),
        "a memory address",
        "Print what the reader needs, not the object.",
    ),
    (
        re.compile(r"(?<![\w.:/<])/(?:home|root|tmp|Users|usr|var|opt|mnt|work|private|srv|data)/\S*"),
        "an absolute path",
        "Print a path from the workbook's folder.",
    ),
    (re.compile(r"\b[A-Z]:\\\S+"), "an absolute path", "Print a path from the workbook's folder."),
    (re.compile(r"\b\d{1,2}:\d{2}:\d{2}\b"), "a time of day", "Print the date alone."),
    (
        re.compile(r"\b(?:Wall|CPU) times?:|\b[\d.]+ (?:[mµn]s|s) ± "),
        "a measured time",
        "Leave timings out of a notebook.",
    ),
    (re.compile(r"\bT_[0-9a-f]{5}_"), "the random id of a styled frame", "Show tables with  show_table"),
    (re.compile(r"\r|\d+%\|.*\||\bit/s\b"), "a progress bar", "Switch the progress bar off."),
)
BARE_OBJECT = re.compile(r"^<(?:Axes|matplotlib\.|seaborn\.)|^\[<matplotlib\.|^array\(\[<Axes", re.MULTILINE)


def output_faults(path: str, cells: list[Mapping[str, Any]]) -> Iterator[Fault]:
    """Find what must not stand in the outputs of a built notebook.

    Parameters
    ----------
    path : str
        Path of the notebook.
    cells : list of mapping
        Its cells.

    Yields
    ------
    Fault
        Errors, addresses, paths, times, progress bars, images without alt text, lost widgets;
        as warnings, text on stderr and bare objects.
    """
    for cell in cells:
        outputs = cell.get("outputs", [])
        name = str(cell.get("id", ""))
        for message, remedy, warning in _findings(outputs, cell.get("metadata", {}).get("tags", ())):
            yield Fault(path, 0, name, message, remedy, warning)


def _findings(outputs: list[Mapping[str, Any]], tags: list[str]) -> Iterator[tuple[str, str, bool]]:
    if "widget" in tags and outputs:
        yield (
            "a widget's output is stored, and will not open again.",
            "Build the notebook with  cvm build",
            False,
        )
    for output in outputs:
        yield from _of_one(output, "widget" in tags)
    text = "\n".join([output_text(outputs), *(_markup(output) for output in outputs)])
    for pattern, what, remedy in VOLATILE:
        if found := pattern.search(text):
            yield f"the output holds {what}: {found.group()[:60].strip()!r}.", remedy, False


def _of_one(output: Mapping[str, Any], widget: bool) -> Iterator[tuple[str, str, bool]]:
    data = output.get("data", {})
    if output["output_type"] == "error":
        yield (
            f"the output is an error: {output.get('ename')}: {output.get('evalue')}",
            "Mend the cell.",
            False,
        )
    if output.get("name") == "stderr":
        first = output_text([output]).strip().split("\n", 1)[0]
        yield f"the cell writes to stderr: {first}", "Mend what it warns of.", True
    if any(kind.startswith("image/") for kind in data) and not _alt(output):
        yield "the image has no alt text.", 'Give its cell the option  :alt: "…"', False
    for kind in sorted(data):
        if kind.startswith("image/") and kind != "image/png":
            yield f"the figure is {kind}.", "Draw it as PNG, which every reader of notebooks shows.", False
    if WIDGET_VIEW in data and not widget:
        yield "the output is a widget, which no stored notebook can show.", "Tag the cell  widget", False
    if output["output_type"] == "execute_result" and BARE_OBJECT.search(output_text([output])):
        yield "the output is a bare object.", "Write  _ =  before the call.", True


def _markup(output: Mapping[str, Any]) -> str:
    # The tags themselves, where ids stand; style sheets hold no times, only sizes.
    return " ".join(re.findall(r"<[^<>]+>", text_of(output.get("data", {}).get("text/html", ""))))


def _alt(output: Mapping[str, Any]) -> str:
    metadata = output.get("metadata", {})
    return "".join(str(metadata.get(kind, {}).get("alt", "")) for kind in output["data"]).strip()
