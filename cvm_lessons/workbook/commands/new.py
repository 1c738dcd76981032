"""`cvm new`: start a new chapter from the syllabus."""

from typing import Annotated

import typer

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True)


@app.callback()
def new() -> None:
    """Start something new from the syllabus."""


@app.command(epilog="Example:  cvm new chapter c04  ·  then  cvm lint c04  lists what is to be written.")
def chapter(
    name: Annotated[str, typer.Argument(metavar="CHAPTER", help="Id of the chapter, as c04.")],
) -> None:
    """Make the files of CHAPTER: lessons with their anatomy, exercises, item bank.

    Every concept that no lesson teaches yet waits in one of them. Nothing is overwritten.
    """
    from cvm_lessons.workbook.course import load_course
    from cvm_lessons.workbook.scaffold import new_chapter

    for path in new_chapter(load_course(), name):
        typer.echo(f"made  {path}")
    typer.echo(f"What is still to be written:  cvm lint {name}")
