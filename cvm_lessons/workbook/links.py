"""Links of a notebook to other files of the course: each leads somewhere."""

import posixpath
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import unquote

from cvm_lessons.core.spelling import nearest
from cvm_lessons.workbook.faults import Fault
from cvm_lessons.workbook.markup import without_code
from cvm_lessons.workbook.views import Projection

__all__ = ["link_faults"]

LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)")
ELSEWHERE = re.compile(r"[a-z]+:|#|/")


def link_faults(projection: Projection, root: Path, built: Collection[str]) -> Iterator[Fault]:
    """Find the links of a notebook that lead nowhere.

    Parameters
    ----------
    projection : Projection
        The notebook's cells.
    root : Path
        Folder of the workbook.
    built : collection of str
        Paths of all notebooks that the course builds.

    Yields
    ------
    Fault
        One per link whose target is neither built nor in the repository.
    """
    folder = posixpath.dirname(projection.view.path)
    for cell in projection.cells:
        if cell.kind != "markdown":
            continue
        for match in LINK.finditer(without_code(cell.source)):
            target = unquote(match["target"].split("#", 1)[0])
            if not target or ELSEWHERE.match(match["target"]):
                continue
            path = posixpath.normpath(posixpath.join(folder, target))
            if path not in built and not (root / path).exists():
                message = f"the link to {target} leads nowhere ({path})."
                yield Fault(projection.source, cell.line, cell.id, message, nearest(path, built))
