"""How the commands show faults and progress, on a terminal and in a log."""

import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from numbers import Number
from types import TracebackType
from typing import TYPE_CHECKING, Self

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from cvm_lessons.workbook.faults import Fault

if TYPE_CHECKING:  # a command that asks no table starts without pandas
    from cvm_lessons.datasets import Answer, Dictionary

__all__ = [
    "BuildProgress",
    "console",
    "counted",
    "finish",
    "print_answer",
    "print_csv",
    "print_dictionary",
    "print_faults",
    "progress_bar",
    "table_console",
]

LOG_WIDTH = 130  # columns of a table that is not shown on a terminal
WIDE = 118  # columns from which on a table shows all that it has
UNSQUEEZED = 10_000  # columns of text: a wide table is wrapped by the terminal and cut by nobody


def counted(number: int, what: str) -> str:
    """Return a number with its noun, in the singular or the plural.

    Parameters
    ----------
    number : int
        How many.
    what : str
        The noun in the singular.

    Returns
    -------
    str
        The count.

    Examples
    --------
    >>> counted(1, "source"), counted(2, "source")
    ('1 source', '2 sources')
    """
    return f"{number} {what}{'' if number == 1 else 's'}"


def console() -> Console:
    """Return a console on standard output that never cuts a path in two."""
    return Console(soft_wrap=True)


def table_console() -> tuple[Console, bool]:
    """Return a console for a table, and whether it is wide enough for all the columns.

    Returns
    -------
    tuple of Console and bool
        A log is wide; a terminal as wide as its window.
    """
    out = Console()
    if not out.is_terminal:
        out.width = LOG_WIDTH
    return out, out.width >= WIDE


def print_dictionary(known: "Dictionary") -> None:
    """Print what one should know about a table, within the width of the terminal.

    Parameters
    ----------
    known : Dictionary
        The table's dictionary.
    """
    out, _ = table_console()
    links = [f"{column} → {table}" for column, table in known.refers.items()]
    keys = "; ".join([f"key: {', '.join(known.key)}", *links])
    size = f"{known.rows:,} rows, {known.grain}; {keys}; {known.file}, {known.licence}"
    out.print(Text("\n".join([known.table, known.about, size, ""])))
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("column", no_wrap=True)
    table.add_column("type", no_wrap=True)
    table.add_column("unit", max_width=14)
    table.add_column("about", overflow="fold")
    for column in known.columns:
        more = {"allowed": column.allowed, "missing": column.missing}
        about = [column.about, *(f"{name}: {text}" for name, text in more.items() if text)]
        table.add_row(*map(Text, (column.name, column.type, column.unit, "\n".join(about))))
    out.print(table)
    out.print(Text("\n".join(["", *(f"! {trap}" for trap in known.traps)])))


def print_faults(faults: Sequence[Fault]) -> None:
    """Print each fault with its place and its remedy, file by file.

    Parameters
    ----------
    faults : sequence of Fault
        What was found.
    """
    out = console()
    for path in dict.fromkeys(fault.path for fault in faults):
        out.print(Text(path, style="bold"))
        for fault in (each for each in faults if each.path == path):
            place = " ".join(
                part for part in (f"line {fault.line}" if fault.line else "", fault.cell) if part
            )
            kind, style = ("warning", "yellow") if fault.warning else ("fault", "red")
            line = Text("  ").append(kind, style=style).append(f"  {place}: " if place else "  ")
            out.print(line.append(fault.message))
            if fault.remedy:
                out.print(Text(f"         {fault.remedy}", style="dim"))


def finish(faults: Sequence[Fault]) -> None:
    """Print the faults and their count; leave with exit code 1 if one is more than a warning.

    Parameters
    ----------
    faults : sequence of Fault
        What was found.

    Raises
    ------
    Exit
        With code 1, if there is a fault.
    """
    print_faults(faults)
    errors = sum(not fault.warning for fault in faults)
    warnings = len(faults) - errors
    if faults:
        console().print(f"{counted(errors, 'fault')}, {counted(warnings, 'warning')}.")
    if errors:
        raise typer.Exit(1)


class BuildProgress:
    """A bar for each notebook that is being run, a line for each that is written; a log gets the lines."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        out = console()
        self._bars = Progress(*columns, console=out, transient=True, disable=not out.is_terminal)
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def started(self, path: str, cells: int) -> None:
        """Show a bar for a notebook."""
        self._tasks[path] = self._bars.add_task(path, total=cells)

    def advanced(self, path: str) -> None:
        """Move its bar by one cell."""
        self._bars.advance(self._tasks[path])

    def finished(self, path: str) -> None:
        """Take its bar away."""
        self._bars.remove_task(self._tasks[path])

    def written(self, path: str) -> None:
        """Print its path, above the bars."""
        self._bars.console.print(f"built  {path}", highlight=False)


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[float], None]]:
    """Show a bar on a terminal while work goes on; a log gets nothing.

    Parameters
    ----------
    what : str
        The work in a word.

    Yields
    ------
    callable
        To be told the share that is done, from 0 to 1.
    """
    out = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as bars:
        task = bars.add_task(what, total=1.0)
        yield lambda done: bars.update(task, completed=done)


def print_answer(answer: "Answer") -> None:
    """Print the answer to a query as a table, with a last line where there are more rows.

    Parameters
    ----------
    answer : Answer
        Columns and rows.
    """
    out = Console(width=UNSQUEEZED)
    table = Table(box=None, header_style="bold")
    for number, name in enumerate(answer.columns):
        numeric = any(isinstance(row[number], Number) for row in answer.rows)
        table.add_column(Text(name), justify="right" if numeric else "left")
    for row in answer.rows:
        table.add_row(*(Text(_cell(value)) for value in row))
    out.print(table)
    if answer.more:
        out.print(f"The first {counted(len(answer.rows), 'row')}: more with --rows, all with --csv.")


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def print_csv(answer: "Answer") -> None:
    """Print the answer to a query as comma-separated values; a missing value is an empty field.

    Parameters
    ----------
    answer : Answer
        Columns and rows.
    """
    lines = csv.writer(sys.stdout, lineterminator="\n")
    lines.writerow(answer.columns)
    lines.writerows(answer.rows)
