"""`cvm build`: build the notebooks, or check that they match their sources."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from cvm_lessons.workbook.course import Course
    from cvm_lessons.workbook.index import Entry

__all__ = ["app"]

app = typer.Typer()


@app.command(
    epilog="Examples:  cvm build  ·  cvm build c03 cases  ·  cvm build c03/01 --force  ·  cvm build --check"
)
def build(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            help="Chapter (c03), lesson (c03/01), page, case, 'cases', or a file; all by default."
        ),
    ] = None,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Build nothing: report what does not match. Needs no kernel.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Run again what is current, as after a change in cvm_lessons.")
    ] = False,
    instructor: Annotated[
        bool,
        typer.Option("--instructor", help="Build the instructor's edition, too, under build/instructor."),
    ] = False,
    slides: Annotated[
        bool,
        typer.Option("--slides", help="Build the instructor's edition and its slides, under build/slides."),
    ] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Notebooks run at the same time.")] = 2,
) -> None:
    """Build the notebooks of NAMES from course/, or only check them.

    A notebook whose source, glossary terms and references have not changed is left alone. One that you
    wrote into is never lost: before it is overwritten, it is kept beside it as NAME.mine-1.ipynb.
    Exit code 0: all is well; 1: something is wrong and is listed; 2: the call itself is wrong.
    """
    from cvm_lessons.workbook.course import load_course
    from cvm_lessons.workbook.index import select_entries

    course = load_course()
    entries = select_entries(course.entries, names or [])
    if check:
        _check(course, entries)
    else:
        _build(course, entries, force=force, instructor=instructor or slides, jobs=jobs)
        if slides:
            _slides(course, entries)


def _check(course: "Course", entries: "Sequence[Entry]") -> None:
    from cvm_lessons.workbook.checks import check_course
    from cvm_lessons.workbook.commands._printing import console, counted, finish

    faults = check_course(course, entries)
    views = sum(view.committed for entry in entries for view in entry.views)
    console().print(f"{counted(views, 'notebook')} of {counted(len(entries), 'source')} checked.")
    finish(faults)


def _slides(course: "Course", entries: "Sequence[Entry]") -> None:
    from cvm_lessons.workbook.commands._printing import console
    from cvm_lessons.workbook.slides import write_slides

    for view in [view for entry in entries for view in entry.views if view.edition == "instructor"]:
        notebook = course.root / view.path
        page = (course.root / view.path.replace("build/instructor/", "build/slides/")).with_suffix(".html")
        if notebook.is_file():
            write_slides(notebook, page)
            console().print(f"slides {page.relative_to(course.root)}")


def _build(course: "Course", entries: "Sequence[Entry]", *, force: bool, instructor: bool, jobs: int) -> None:
    from cvm_lessons.workbook.builder import build as build_course
    from cvm_lessons.workbook.commands._printing import BuildProgress, console, finish

    with BuildProgress() as progress:
        report = build_course(
            course, entries, listener=progress, force=force, instructor=instructor, jobs=jobs
        )
    for path in report.left:
        console().print(f"left   {path}: somebody wrote into it. To build it:  cvm build --force {path}")
    for path, copy in report.kept.items():
        console().print(f"kept   {copy}: what somebody wrote into {path}")
    left = f", {len(report.left)} left alone" if report.left else ""
    console().print(f"{len(report.built)} built, {len(report.current)} current{left}.")
    finish(report.faults)
