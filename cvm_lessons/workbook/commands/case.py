"""`cvm case`: list, describe and run the case studies."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from cvm_lessons.core import ParameterError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="List, describe and run the case studies.")


@app.command("list")
def list_() -> None:
    """List the cases that are built."""
    from cvm_lessons.cases import list_cases

    _print_rows(list_cases())


@app.command()
def describe(name: Annotated[str, typer.Argument(help="Name of the case.")]) -> None:
    """Show the parameters of a case: type, default, what is allowed, what it means."""
    from cvm_lessons.cases import describe_case

    _print_rows(describe_case(name))


@app.command()
def run(
    name: Annotated[str, typer.Argument(help="Name of the case.")],
    parameter: Annotated[
        list[str] | None, typer.Option("-p", "--parameter", help="name=value; repeat it for more.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the files; by default below build/cases/.")
    ] = None,
    code: Annotated[bool, typer.Option("--code", help="Show the code in the report.")] = False,
) -> None:
    """Run a case in a clean kernel and write its notebook, report and results."""
    from cvm_lessons.cases import run_case

    given = _read_pairs(parameter or [])
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name, total=None)
        finished = run_case(
            name,
            given,
            folder=out,
            code=code,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    typer.echo(f"report    {finished.report}")
    typer.echo(f"notebook  {finished.notebook}")
    typer.echo(f"results   {finished.folder / 'results.json'}")


def _read_pairs(pairs: list[str]) -> dict[str, object]:
    given: dict[str, object] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise ParameterError(f"-p {pair!r} is not of the form name=value.")
        if name.strip() in given:
            raise ParameterError(f"-p {pair!r}: {name.strip()!r} is given twice.")
        given[name.strip()] = value
    return given


def _print_rows(frame: "pd.DataFrame") -> None:
    table = Table(*map(str, frame.columns), box=None, header_style="bold")
    for row in frame.itertuples(index=False):
        table.add_row(*map(str, row))
    Console().print(table)
