"""One sheet with the main distributions of all tables, to see whether they look like real firms'."""

from pathlib import Path

from matplotlib.figure import Figure

from cvm_lessons.core import ParameterError, apply_style, translate
from cvm_lessons.datasets.look_firms import FIRM_PANELS
from cvm_lessons.datasets.look_organiser import ORGANISER_PANELS

__all__ = ["draw_look", "save_look"]

COLUMNS = 3
ENDINGS = (".png", ".svg", ".pdf")


def draw_look(folder: str | Path | None = None) -> Figure:
    """Draw the sheet.

    Parameters
    ----------
    folder : str or Path, optional
        A world of your own, as ``cvm data build --to folder`` wrote it; by default the workbook's tables.

    Returns
    -------
    Figure
        A panel per distribution, the organiser's first, then the firms'.

    Raises
    ------
    DataError
        If a table is not there.
    """
    from matplotlib import pyplot as plt

    panels = [*ORGANISER_PANELS, *FIRM_PANELS]
    rows = -(-len(panels) // COLUMNS)
    with plt.rc_context():
        apply_style()
        plt.rcParams.update({"font.size": 8.5, "axes.titlesize": 9.5})
        figure, grid = plt.subplots(rows, COLUMNS, figsize=(4.1 * COLUMNS, 2.6 * rows))
        for axes, (title, draw) in zip(grid.flat, panels, strict=False):
            draw(axes, folder)
            axes.set_title(translate(title))
        for axes in grid.flat[len(panels) :]:
            axes.set_axis_off()
        figure.canvas.draw()  # lays the panels out while the style is in force
    return figure


def save_look(to: str | Path, folder: str | Path | None = None) -> Path:
    """Draw the sheet and write it to a file.

    Parameters
    ----------
    to : str or Path
        A .png, .svg or .pdf file.
    folder : str or Path, optional
        A world of your own; by default the workbook's tables.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ParameterError
        If the file's ending is another.
    DataError
        If a table is not there.
    """
    from matplotlib import pyplot as plt

    file = Path(to)
    if file.suffix.lower() not in ENDINGS:
        raise ParameterError(f"{file.name!r} does not end in {', '.join(ENDINGS)}.")
    figure = draw_look(folder)
    figure.savefig(file, metadata={"Date": None} if file.suffix == ".svg" else None)
    plt.close(figure)
    return file
