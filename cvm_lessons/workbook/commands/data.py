"""`cvm data`: build, check, describe and ask the tables of the workbook."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["app"]

ROWS = 20  # of an answer to SQL: what a terminal shows without scrolling

app = typer.Typer(no_args_is_help=True, help="Build, check, describe and ask the tables of the workbook.")


@app.command()
def build(
    seed: Annotated[int | None, typer.Option(help="Seed of the world; by default the workbook's.")] = None,
    scale: Annotated[float, typer.Option(help="Multiple of the number of customers, up to 1000.")] = 1.0,
    to: Annotated[Path | None, typer.Option(help="Folder; by default datasets/.")] = None,
    processes: Annotated[
        int | None, typer.Option(min=1, help="How many processes draw; by default one per processor.")
    ] = None,
) -> None:
    """Draw all tables and write them with their README; a large world shard by shard."""
    from rich.console import Console
    from rich.table import Table

    from cvm_lessons.datasets import build_tables
    from cvm_lessons.workbook.commands._printing import progress_bar
    from cvm_lessons.world import SEED

    with progress_bar("drawing") as told:
        written = build_tables(
            SEED if seed is None else seed, scale, to, processes=_processors(processes), progress=told
        )
    table = Table(*written.columns, box=None, header_style="bold")
    for row in written.itertuples(index=False):
        table.add_row(*map(str, row))
    Console().print(table)


def _processors(asked: int | None) -> int:
    import os

    return asked or os.cpu_count() or 1


@app.command()
def recover(
    area: Annotated[
        list[str] | None, typer.Option("--area", help="Only these groups of tables; may be given twice.")
    ] = None,
    seeds: Annotated[int, typer.Option(min=2, help="How many worlds.")] = 40,
    write: Annotated[bool, typer.Option("--write", help="Write datasets/RECOVERY.md.")] = False,
    processes: Annotated[
        int | None,
        typer.Option(min=1, help="How many processes share the work; by default one per processor."),
    ] = None,
) -> None:
    """Estimate what the truth says in many worlds, and show how well it is found again."""
    from cvm_lessons.core import data_folder, show_table
    from cvm_lessons.datasets import recover as estimate, recovery_page, verdicts
    from cvm_lessons.workbook.commands._printing import progress_bar

    if write and (area or seeds != 40):
        raise typer.BadParameter("RECOVERY.md holds all areas with 40 seeds: leave --area and --seeds out.")
    with progress_bar("estimating") as told:
        results = estimate(area, seeds=seeds, processes=_processors(processes), progress=told)
    broken = verdicts(results, seeds=seeds)
    if write:
        page = data_folder() / "RECOVERY.md"
        page.write_text(
            recovery_page(results, seeds=seeds, broken=len(broken)), encoding="utf-8", newline="\n"
        )
    else:
        shown = results[["area", "what", "truth", "mean", "bias", "z", "coverage"]]
        typer.echo(
            repr(
                show_table(
                    shown, {"truth": ".4g", "mean": ".4g", "bias": ".2g", "z": ".1f", "coverage": ".0%"}
                )
            )
        )
    for line in broken:
        typer.echo(line)
    typer.echo(f"{len(results)} claims, {len(broken)} broken")
    if broken:
        raise typer.Exit(1)


@app.command()
def look(
    to: Annotated[Path, typer.Option(help="File to write: .png, .svg or .pdf.")] = Path("look.png"),
    folder: Annotated[
        Path | None, typer.Option(help="A world of your own, as  cvm data build --to  wrote it.")
    ] = None,
) -> None:
    """Draw the main distributions of all tables on one sheet."""
    from cvm_lessons.datasets import save_look

    typer.echo(f"written: {save_look(to, folder)}")


@app.command()
def check() -> None:
    """Draw the world again and compare it with the committed files."""
    from cvm_lessons.datasets import check_tables, table_names

    faults = check_tables()
    for fault in faults:
        typer.echo(fault)
    typer.echo(f"{len(table_names())} tables drawn again, {len(faults)} differences")
    if faults:
        raise typer.Exit(1)


@app.command()
def describe(name: Annotated[str, typer.Argument(help="Name of the table.")]) -> None:
    """Show the columns, units, keys and traps of a table."""
    from cvm_lessons.datasets import describe as describe_table
    from cvm_lessons.workbook.commands._printing import print_dictionary

    print_dictionary(describe_table(name))


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help='For example "SELECT * FROM bookings".', show_default=False)],
    rows: Annotated[
        int | None, typer.Option(min=1, help="Largest number of rows; by default 20 in a table, all as CSV.")
    ] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Print comma-separated values.")] = False,
) -> None:
    """Ask the tables in SQL; they cannot be changed."""
    from cvm_lessons.datasets import query_crm
    from cvm_lessons.workbook.commands._printing import print_answer, print_csv

    if csv:
        print_csv(query_crm(query, limit=rows))
    else:
        print_answer(query_crm(query, limit=rows or ROWS))


@app.command(epilog="The headings that are known:  cvm data headings transactions")
def own(
    file: Annotated[Path, typer.Argument(help="CSV, TSV, .xlsx or Parquet.")],
    as_: Annotated[str, typer.Option("--as", help="transactions, customers, ratings or contacts.")],
    *,
    day_first: Annotated[
        bool | None, typer.Option("--day-first/--month-first", help="Whether 01/03/2024 is 1 March.")
    ] = None,
    sheet: Annotated[str | None, typer.Option(help="Name or number of the sheet.")] = None,
    decimal: Annotated[str | None, typer.Option(help="The decimal mark, . or ,")] = None,
    drop_personal: Annotated[
        bool, typer.Option("--drop-personal", help="Leave out columns that tell of persons.")
    ] = False,
    keep_others: Annotated[
        bool, typer.Option("--keep-others", help="Keep columns with other headings, as text.")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="Write what was read, as .csv or .parquet.")] = None,
) -> None:
    """Read a file of your own, and say how it was read or why it cannot be."""
    import warnings

    from cvm_lessons.core import translate
    from cvm_lessons.datasets import PersonalDataWarning, load_own
    from cvm_lessons.datasets.own_report import check_target, own_report, write_own

    if out is not None:
        check_target(file, out)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PersonalDataWarning)  # the report says it
        frame = load_own(
            file,
            as_=as_,
            day_first=day_first,
            sheet=sheet,
            decimal=decimal,
            drop_personal=drop_personal,
            keep_others=keep_others,
        )
    for line in own_report(frame):
        typer.echo(line)
    if out is not None:
        write_own(frame, out)
        typer.echo(translate("written: {file}", file=out))


@app.command()
def headings(
    as_: Annotated[str, typer.Argument(help="transactions, customers, ratings or contacts.")],
) -> None:
    """Show the headings by which the columns of your own file are recognised."""
    from rich.table import Table
    from rich.text import Text

    from cvm_lessons.datasets import own_headings
    from cvm_lessons.workbook.commands._printing import table_console

    known = own_headings(as_)
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in known.columns:
        table.add_column(column, no_wrap=column != "headings", overflow="fold")
    for row in known.itertuples(index=False):
        table.add_row(*(Text("yes" if cell is True else "no" if cell is False else cell) for cell in row))
    table_console()[0].print(table)
