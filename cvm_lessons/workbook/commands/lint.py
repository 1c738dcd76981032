"""`cvm lint`: report what a source lacks to be a good lesson."""

from typing import Annotated

import typer

__all__ = ["app"]

app = typer.Typer()


@app.command(epilog="Examples:  cvm lint  ·  cvm lint c03  ·  cvm lint c03/02 --strict")
def lint(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            help="Chapter (c03), lesson (c03/01), page, case, 'cases', or a file; all by default."
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail, too.")] = False,
) -> None:
    """Report marks still to be written, broken rules, and, as warnings, the measures a lesson misses.

    Exit code 0: nothing but warnings; 1: something is wrong and is listed; 2: the call itself is wrong.
    """
    from dataclasses import replace

    from cvm_lessons.workbook.commands._printing import console, counted, finish
    from cvm_lessons.workbook.course import load_course
    from cvm_lessons.workbook.index import select_entries
    from cvm_lessons.workbook.lint import lint as lint_sources

    course = load_course()
    entries = select_entries(course.entries, names or [])
    faults = lint_sources(course, entries)
    console().print(f"{counted(len(entries), 'source')} read.")
    finish([replace(fault, warning=False) for fault in faults] if strict else faults)
