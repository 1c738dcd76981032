"""The command line `cvm`: its commands are loaded when they are called, errors are shown in one line."""

import importlib
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from cvm_lessons.core.errors import WorkbookError

__all__ = ["app", "main"]

COMMANDS = {
    "build": "Build the notebooks, or check that they match their sources.",
    "lint": "Report what a source lacks to be a good lesson.",
    "coverage": "Show where each concept is taught, exercised and examined.",
    "new": "Start a new chapter from the syllabus.",
    "data": "Describe and ask the tables, read a file of your own, build the data anew.",
    "exam": "Practise for the exam, see your progress, look at items.",
    "case": "Run a case study with your own parameters.",
}


class LazyGroup(TyperGroup):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a stand-in with name and help: what a listing needs."""
        if cmd_name not in COMMANDS:
            return None
        return typer.core.TyperCommand(cmd_name, help=COMMANDS[cmd_name], callback=lambda: None)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the real command for the arguments of this call."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, _load(name) if name in COMMANDS else command, rest


def _load(name: str) -> Any:
    try:
        module = importlib.import_module(f"cvm_lessons.workbook.commands.{name}")
    except ModuleNotFoundError as error:
        raise WorkbookError(f"cvm {name} cannot run: {error.name!r} is not installed.") from error
    module.app._add_completion = False  # the options to install completion belong to `cvm` alone
    command = typer.main.get_command(module.app)
    command.name = name
    return command


def _show_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"cvm-lessons {version('cvm-lessons')}")
        raise typer.Exit


app = typer.Typer(
    cls=LazyGroup, no_args_is_help=True, rich_markup_mode="rich", pretty_exceptions_enable=False
)


@app.callback(epilog="Each command explains itself:  cvm build --help")
def workbook(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Build, check and use the CVM Workbook."""


def main() -> None:
    """Run the command line; a mistake of the user is one message and exit code 2."""
    try:
        app(prog_name="cvm")
    except WorkbookError as error:
        if os.environ.get("CVM_DEBUG"):
            raise
        print(f"cvm: {error}", file=sys.stderr)
        sys.exit(2)
