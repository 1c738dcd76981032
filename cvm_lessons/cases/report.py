"""A run as one HTML file that opens anywhere: nothing in it is fetched from outside."""

import re
from html.parser import HTMLParser
from pathlib import Path

from cvm_lessons.core import WorkbookError

__all__ = ["outside_requests", "write_report"]

TEMPLATES = Path(__file__).parent
TEMPLATE = "report_template"
# Attributes by which a browser fetches without being asked; an <a href> waits for a click.
FETCHED = {"src", "srcset", "poster", "data", "background"}
FETCHING_LINKS = {"link", "image", "use"}
OUTSIDE = re.compile(r"^\s*(https?:)?//", re.IGNORECASE)
IN_STYLE = re.compile(r"(?:url\(|@import)\s*['\"]?\s*((?:https?:)?//[^'\")\s;]+)", re.IGNORECASE)
IN_SCRIPT = re.compile(r"['\"]((?:https?:)?//[^'\"\s]+)['\"]", re.IGNORECASE)


def write_report(
    notebook: Path,
    report: Path,
    *,
    title: str,
    subtitle: str,
    note: str = "",
    language: str = "en",
    prose: str | None = None,
    code: bool = False,
) -> Path:
    """Write an executed notebook as one self-contained HTML file.

    Formulas are shown as they are written: a case states them in plain text, not in TeX.

    Parameters
    ----------
    notebook : Path
        The executed notebook.
    report : Path
        The file to write.
    title : str
        Title of the page.
    subtitle : str
        Line above the first cell: what was run with which parameters.
    note : str, optional
        A line below it.
    language : {"en", "zh"}, default "en"
        Language of the page: of its title, the note and what the cells show.
    prose : {"en", "zh"}, optional
        Language of the text between the cells, where it is another.
    code : bool, default False
        Whether the code cells are shown.

    Returns
    -------
    Path
        The report.

    Raises
    ------
    WorkbookError
        If the page would fetch anything from outside.
    """
    from nbconvert import HTMLExporter

    style = (TEMPLATES / TEMPLATE / "report.css").read_text(encoding="utf-8")
    page = {"title": title, "subtitle": subtitle, "note": note, "css": style}
    page |= {"language": language, "prose": prose or language}
    exporter = HTMLExporter(
        template_name=TEMPLATE,
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_input=not code,
        embed_images=True,
    )
    body, _ = exporter.from_filename(str(notebook), resources={"cvm": page})
    if found := outside_requests(body):
        raise WorkbookError(f"the report would fetch {found[0]}: put the file into the course instead.")
    report.write_text(body, encoding="utf-8")
    return report


def outside_requests(page: str) -> list[str]:
    """Return every address that a browser would fetch on opening `page`.

    Parameters
    ----------
    page : str
        HTML.

    Returns
    -------
    list of str
        Addresses of scripts, styles, fonts, images and frames on other hosts, in order.

    Examples
    --------
    >>> outside_requests('<a href="https://doi.org/x">x</a><img src="//a.example/b.png">')
    ['//a.example/b.png']
    """
    parser = _Requests()
    parser.feed(page)
    return parser.found


class _Requests(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag if tag in ("style", "script") else ""
        for name, value in attrs:
            fetched = name in FETCHED or (name in ("href", "xlink:href") and tag in FETCHING_LINKS)
            if value and fetched and OUTSIDE.match(value):
                self.found.append(value.strip())
            elif value and name == "style":
                self.found += IN_STYLE.findall(value)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._inside = ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.found += IN_STYLE.findall(data)
        elif self._inside == "script":
            self.found += IN_SCRIPT.findall(data)
