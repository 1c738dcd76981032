"""A reader's work in a built notebook: known by a digest of what was built, and never overwritten."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cvm_lessons.core.errors import CourseError
from cvm_lessons.workbook.notebooks import PROGRAM, read_notebook, texts_digest
from cvm_lessons.workbook.views import Projection

__all__ = ["is_copy", "keep_work", "saved_by_reader", "written_into"]

# What the builder keeps, and what JupyterLab's File → Duplicate makes.
COPY = re.compile(r"(\.mine-\d+|-Copy\d+)\.ipynb$")


def written_into(projection: Projection, notebook: Mapping[str, Any]) -> bool:
    """Return whether somebody wrote into a notebook after it was built.

    Running it is not writing; nor is the empty cell that a notebook program adds at the end.

    Parameters
    ----------
    projection : Projection
        What the source gives today.
    notebook : mapping
        Content of the notebook file.

    Returns
    -------
    bool
        True where a text is neither the one that was built nor the one that would be built today.
    """
    found = texts_digest((cell.get("cell_type", ""), cell.get("source", "")) for cell in notebook["cells"])
    recorded = notebook.get("metadata", {}).get("cvm", {}).get("texts", "")
    return found not in (recorded, texts_digest((cell.kind, cell.source) for cell in projection.cells))


def saved_by_reader(projection: Projection, notebook: Mapping[str, Any]) -> bool:
    """Return whether a notebook was written into, or run and saved, after it was built.

    Parameters
    ----------
    projection : Projection
        What the source gives today.
    notebook : mapping
        Content of the notebook file.

    Returns
    -------
    bool
        True where the outputs need not be those of the builder.
    """
    said = {key: value for key, value in notebook.get("metadata", {}).items() if key != "cvm"}
    return said != PROGRAM or written_into(projection, notebook)


def keep_work(projection: Projection, path: Path) -> Path | None:
    """Copy a notebook that is about to be overwritten, if somebody wrote into it.

    A file that is no notebook any more, as after a merge with conflicts, is kept too.

    Parameters
    ----------
    projection : Projection
        What will be written there.
    path : Path
        The file, which need not exist.

    Returns
    -------
    Path or None
        The copy, ``name.mine-1.ipynb`` or the next free number; None if there is nothing to keep.
    """
    if not path.is_file() or path.stat().st_size == 0:
        return None
    try:
        if not written_into(projection, read_notebook(path, projection.view.path)):
            return None
    except CourseError:
        pass
    number = 1
    while (copy := path.with_name(f"{path.stem}.mine-{number}.ipynb")).exists():
        number += 1
    shutil.copy2(path, copy)
    return copy


def is_copy(name: str) -> bool:
    """Return whether a file name is that of a reader's copy, which no source has to give.

    Parameters
    ----------
    name : str
        Name of a notebook file.

    Returns
    -------
    bool
        True for the copies of the builder and for those of JupyterLab.

    Examples
    --------
    >>> [is_copy(name) for name in ("c03.ipynb", "c03.mine-1.ipynb", "c03-Copy2.ipynb")]
    [False, True, True]
    """
    return COPY.search(name) is not None
