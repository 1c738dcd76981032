"""Where the tables and the course lie, in a checkout and in an installed package."""

import os
from pathlib import Path

from cvm_lessons.core.errors import WorkbookError

__all__ = ["data_folder", "project_root"]

PACKAGE = Path(__file__).parents[1]


def project_root() -> Path:
    """Return the folder of the workbook: the checkout that holds `course/`.

    Returns
    -------
    Path
        The folder named by ``CVM_ROOT``, else the nearest one above the working folder
        or above the package that holds ``course/syllabus.yaml``.

    Raises
    ------
    WorkbookError
        If there is none, as after ``pip install`` without a checkout.
    """
    named = os.environ.get("CVM_ROOT")
    starts = [Path(named)] if named else [Path.cwd(), PACKAGE]
    for start in starts:
        for folder in [start, *start.parents]:
            if (folder / "course" / "syllabus.yaml").is_file():
                return folder
    raise WorkbookError(
        f"no workbook found in or above {starts[0]}: run the command inside a checkout, "
        "or set CVM_ROOT to its folder."
    )


def data_folder() -> Path:
    """Return the folder of the generated tables: ``datasets/`` of a checkout, or the copy in the package.

    Returns
    -------
    Path
        Folder that holds ``truth.yaml`` and the tables.
    """
    packaged = PACKAGE / "_datasets"
    return packaged if packaged.is_dir() else PACKAGE.parent / "datasets"
