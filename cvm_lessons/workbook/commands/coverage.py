"""`cvm coverage`: show where each concept is taught, exercised and examined."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from cvm_lessons.workbook.coverage import Coverage

__all__ = ["app"]

app = typer.Typer()


@app.command(
    epilog="Examples:  cvm coverage --chapter c03  ·  cvm coverage --tier A --missing  ·  cvm coverage --json"
)
def coverage(
    chapter: Annotated[
        str | None, typer.Option("--chapter", "-c", help="Only the concepts of this chapter.")
    ] = None,
    tier: Annotated[
        str | None, typer.Option("--tier", "-t", help="Only the concepts of this tier: A, B or C.")
    ] = None,
    missing: Annotated[
        bool, typer.Option("--missing", help="Only what is not yet taught, exercised and examined.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list with all the places.")] = False,
) -> None:
    """Show how often each concept is taught, exercised, examined and used in a case.

    A concept counts as taught where a section names it and its text holds the term (tier A: with a
    citation and the Chinese). The table is computed from the sources, never typed.
    """
    from cvm_lessons.workbook.course import load_course
    from cvm_lessons.workbook.coverage import coverage as cover, summary

    rows = cover(load_course(), chapter=chapter, tier=tier)
    shown = [row for row in rows if not row.complete] if missing else rows
    if as_json:
        typer.echo(json.dumps([row.to_dict() for row in shown], ensure_ascii=False, indent=1))
        return
    if shown:
        _print_table(shown)
    typer.echo(summary(rows))


def _print_table(rows: "Sequence[Coverage]") -> None:
    from rich.table import Table

    from cvm_lessons.workbook.commands._printing import table_console

    out, wide = table_console()
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("concept", overflow="fold")
    if wide:
        table.add_column("中文", no_wrap=True, max_width=24)
        table.add_column("level", no_wrap=True)
    for column in ("chapter", "tier"):
        table.add_column(column, no_wrap=True)
    for column in ("taught", "exercised", "examined", "cases"):
        table.add_column(column, justify="right", no_wrap=True)
    for row in rows:
        counts = [len(places) for places in (row.taught, row.exercised, row.examined, row.cases)]
        marks = [str(count) if count else "[red]–[/red]" for count in counts[:3]]
        marks.append(str(counts[3]) if counts[3] else "–")
        concept = row.concept
        extra = (concept.zh, concept.level) if wide else ()
        table.add_row(concept.id, *extra, concept.chapter, concept.tier, *marks)
    out.print(table)
    if not wide:
        out.print("A wider window shows the Chinese names and the levels, too.", style="dim")
