"""`cvm exam`: practise, look at items, check the bank, and keep the learner's log."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from cvm_lessons.exam.bank import Bank
    from cvm_lessons.exam.log import LogRead

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="Practise for the exam, look at items, check the bank.")

Chapter = Annotated[str | None, typer.Option("--chapter", "-c", help="Only items of this chapter.")]
Level = Annotated[
    str | None, typer.Option("--level", "-l", help="Only items of this level: remember, comprehend or apply.")
]
Language = Annotated[str, typer.Option("--language", help="Languages to show: both, en or zh.")]


@app.command(epilog="Example:  cvm exam practise --chapter c03 --level apply --items 5 --language zh")
def practise(
    chapter: Chapter = None,
    level: Level = None,
    items: Annotated[
        int, typer.Option("--items", "-n", help="How many questions; a case counts as one.")
    ] = 10,
    language: Language = "both",
    seed: Annotated[
        int | None, typer.Option(help="Repeats a round; by default each round is another.")
    ] = None,
) -> None:
    """Answer items one by one: what you missed first, then the weakest concepts; the reasons come at once.

    Letters answer a choice (AC for two), a number a calculation, y or n each line of a rubric; q ends.
    Every answer is kept in a file on this machine and nowhere else: see  cvm exam progress.
    """
    from cvm_lessons.exam import load_bank, log_path, practise_in_terminal, read_log, replay
    from cvm_lessons.exam.rounds import shortage
    from cvm_lessons.exam.session import practise as begin
    from cvm_lessons.exam.wording import check_mode

    mode = check_mode(language)
    bank = load_bank(chapter).select(level=level)
    log = read_log(log_path())
    round_seed = len(log.events) if seed is None else seed
    practice = begin(bank, seed=round_seed, n=items, progress=replay(log.events))
    if note := shortage(mode, items, len(bank)):
        typer.echo(note)
    practise_in_terminal(practice, mode=mode, console=Console(), log=log_path())


@app.command()
def lint(chapter: Chapter = None) -> None:
    """Check the bank: keys, languages, lengths, positions, numbers, ids, coverage; exit code 1 if a fault."""
    from cvm_lessons.exam import lint_chapter, read_bank
    from cvm_lessons.exam.bank import bank_file, bank_files

    console = Console(soft_wrap=True)
    found = 0
    for name in [chapter] if chapter else list(bank_files()):
        faults = lint_chapter(name)
        found += len(faults)
        for fault in faults:
            console.print(str(fault), markup=False, highlight=False)
        _print_counts(console, name, read_bank(bank_file(name)))
    if found:
        console.print(f"{found} fault{'s' * (found != 1)}.")
        raise typer.Exit(1)


@app.command()
def show(
    item: Annotated[str, typer.Argument(help="Id of the item, such as c03-dv-007.")],
    language: Language = "both",
    seed: Annotated[int, typer.Option(help="Draws the numbers of a calculation.")] = 0,
) -> None:
    """Show all of an item: question, key, the reason of each option, model answer and rubric."""
    from cvm_lessons.core import project_root
    from cvm_lessons.exam import load_bank
    from cvm_lessons.exam.display import show_item
    from cvm_lessons.exam.wording import check_mode
    from cvm_lessons.workbook.citations import load_references

    works = load_references(project_root())
    cited = {key: f"{work.label('&')} ({work.year})" for key, work in works.items()}
    show_item(Console(), check_mode(language), load_bank().find(item), seed=seed, cited=cited)


@app.command("list")
def list_(
    chapter: Chapter = None,
    level: Level = None,
    language: Annotated[str, typer.Option("--language", help="Language of the stems: en or zh.")] = "en",
) -> None:
    """List the items with level, type, points, concepts and the beginning of the stem."""
    from cvm_lessons.core import check_choice
    from cvm_lessons.exam import load_bank
    from cvm_lessons.workbook.commands._printing import table_console

    check_choice("language", language, ("en", "zh"))
    console, wide = table_console()
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in ("item", "level", "type", "points"):
        table.add_column(column, no_wrap=True)
    if wide:
        table.add_column("concepts", max_width=36)
    table.add_column("stem", max_width=48)  # the one column that gives way in a narrow window
    bank = load_bank(chapter).select(level=level)
    for item in bank:
        facts = (item.id, item.level, item.type, str(item.points))
        served = (", ".join(item.concepts),) if wide else ()
        stem = Text(getattr(item.stem, language), no_wrap=True, overflow="ellipsis")
        table.add_row(*facts, *served, stem)
    console.print(table)
    console.print(f"{len(bank)} items")


@app.command()
def progress(
    export: Annotated[Path | None, typer.Option(help="Write your answers to this new file.")] = None,
    merge: Annotated[
        Path | None, typer.Option(help="Take in the answers of another log, such as an export.")
    ] = None,
    erase: Annotated[bool, typer.Option("--erase", help="Delete the log from this machine.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Erase without asking.")] = False,
) -> None:
    """Show how strong each concept is, the weakest first; export, merge or erase the log."""
    from cvm_lessons.exam import log_path, merge_log, read_log
    from cvm_lessons.exam.log import erase_log, export_log

    path = log_path()
    if merge:
        typer.echo(f"{merge_log(path, merge)} new answers taken in from {merge}")
    if export:
        typer.echo(f"{export_log(path, export)} answers written to {export}")
    if erase:
        if not yes:
            typer.confirm(f"Delete all answers in {path}?", abort=True)
        typer.echo(f"erased {path}" if erase_log(path) else f"there is no log {path}")
    if not (merge or export or erase):
        _print_progress(read_log(path), path)


def _print_counts(console: Console, name: str, bank: "Bank") -> None:
    from collections import Counter

    levels = Counter(item.level for item in bank)
    kinds = Counter(item.type for item in bank)
    console.print(f"{name}: {len(bank)} items, {', '.join(f'{n} {level}' for level, n in levels.items())}")
    console.print(f"     {', '.join(f'{n} {kind}' for kind, n in kinds.items())}")


def _print_progress(log: "LogRead", path: Path) -> None:
    from cvm_lessons.exam import replay
    from cvm_lessons.workbook.commands._printing import table_console

    console, _ = table_console()
    if not log.events:
        console.print(f"No answers yet in {path}. Begin with:  cvm exam practise", soft_wrap=True)
    else:
        state = replay(log.events)
        table = Table(box=None, header_style="bold", pad_edge=False)
        table.add_column("concept", no_wrap=True)
        table.add_column("answers", justify="right")
        table.add_column("strength", justify="right")
        for row in state.to_frame().itertuples(index=False):
            table.add_row(row.concept, str(row.answers), f"{row.strength:.2f}")
        console.print(table)
        for slug, count in state.misconceptions.most_common(5):
            console.print(f"misconception {slug}: {count}", soft_wrap=True)
        console.print(f"{len(log.events)} answers in {path}", soft_wrap=True)
    if log.unreadable:
        numbers = ", ".join(map(str, log.unreadable))
        console.print(f"not readable, and left out: line {numbers} of {path}", soft_wrap=True)
