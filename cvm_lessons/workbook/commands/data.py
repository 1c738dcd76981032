"""`cvm data`: build, check and describe the tables of the workbook."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="Build, check and describe the tables of the workbook.")


@app.command()
def build(
    seed: Annotated[int | None, typer.Option(help="Seed of the world; by default the workbook's.")] = None,
    scale: Annotated[float, typer.Option(help="Multiple of the number of customers.")] = 1.0,
    to: Annotated[Path | None, typer.Option(help="Folder; by default datasets/.")] = None,
) -> None:
    """Draw all tables and write them with their README."""
    from rich.console import Console
    from rich.table import Table

    from cvm_lessons.datasets import build_tables
    from cvm_lessons.world import SEED

    written = build_tables(SEED if seed is None else seed, scale, to)
    table = Table(*written.columns, box=None, header_style="bold")
    for row in written.itertuples(index=False):
        table.add_row(*map(str, row))
    Console().print(table)


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

    typer.echo(repr(describe_table(name)))
