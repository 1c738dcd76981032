"""The item bank: read from YAML, all faults of a file found and told at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from cvm_lessons.core import CourseError, ParameterError, check_choice, nearest, project_root
from cvm_lessons.exam.bank_source import entries_with_lines, explain
from cvm_lessons.exam.items import LEVELS, CaseItem, Item, Question

__all__ = ["Bank", "Fault", "bank_file", "bank_files", "load_bank", "parse_bank", "read_bank"]

ITEM: TypeAdapter[Item] = TypeAdapter(Item)


@dataclass(frozen=True)
class Fault:
    """What is wrong with an item, where, and what would mend it."""

    item: str
    field: str
    problem: str

    def __str__(self) -> str:
        place = f"{self.item}, {self.field}" if self.field else self.item
        return f"{place}: {self.problem}"


@dataclass(frozen=True)
class Bank:
    """Items in the order of their files."""

    items: tuple[Item, ...]

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def questions(self) -> Iterator[Question]:
        """Yield every question, those of a case one by one."""
        for item in self.items:
            yield from item.questions if isinstance(item, CaseItem) else (item,)

    def find(self, item_id: str) -> Item:
        """Return an item, or the case that a question's id belongs to.

        Parameters
        ----------
        item_id : str
            Id such as ``c03-dv-007``.

        Returns
        -------
        Item
            The item.

        Raises
        ------
        ParameterError
            If there is none, with the nearest id that exists.
        """
        by_id = {item.id: item for item in self.items}
        for known in (item_id, item_id[:-1]):
            if known in by_id:
                return by_id[known]
        raise ParameterError(f"item {item_id!r} is not in the bank. {nearest(item_id, by_id)}")

    def select(self, *, level: str | None = None) -> "Bank":
        """Return the items of one level.

        Parameters
        ----------
        level : {"remember", "comprehend", "apply"}, optional
            Level to keep; all if left out.

        Returns
        -------
        Bank
            With at least one item.

        Raises
        ------
        ParameterError
            If the level is not known or has no item.
        """
        if level is None:
            return self
        check_choice("level", level, LEVELS)
        kept = tuple(item for item in self.items if item.level == level)
        if not kept:
            raise ParameterError(f"level={level!r}: none of the {len(self)} items has this level.")
        return Bank(kept)


def bank_files() -> dict[str, Path]:
    """Return the file of each chapter that has one, in the order of the chapters.

    Returns
    -------
    dict of str to Path
        File by chapter, such as ``c03``.
    """
    return {path.stem: path for path in sorted((project_root() / "course/exam/bank").glob("*.yaml"))}


def bank_file(chapter: str) -> Path:
    """Return the file that holds a chapter's items.

    Parameters
    ----------
    chapter : str
        Such as ``"c03"``.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ParameterError
        If the chapter has none, with those that have.
    """
    files = bank_files()
    if chapter not in files:
        raise ParameterError(f"chapter={chapter!r} has no item bank. {nearest(chapter, files)}")
    return files[chapter]


def load_bank(chapter: str | None = None) -> Bank:
    """Return the course's items, of one chapter or of all.

    Parameters
    ----------
    chapter : str, optional
        Such as ``"c03"``.

    Returns
    -------
    Bank
        With at least one item.

    Raises
    ------
    ParameterError
        If there are no such items, with the chapters that have a bank.
    CourseError
        If a file of the bank has faults.
    """
    files = bank_files() if chapter is None else {chapter: bank_file(chapter)}
    items = tuple(item for path in files.values() for item in read_bank(path))
    if not items:
        raise ParameterError(f"there are no exam items yet in {', '.join(files) or 'course/exam/bank'}.")
    return Bank(items)


def read_bank(path: Path) -> Bank:
    """Read the items of one file, named after its chapter.

    Parameters
    ----------
    path : Path
        A file such as ``course/exam/bank/c03.yaml``.

    Returns
    -------
    Bank
        The items.

    Raises
    ------
    CourseError
        Naming every fault of the file by item, field and remedy.
    """
    return parse_bank(path.read_text(encoding="utf-8"), name=path.name)


def parse_bank(text: str, *, name: str) -> Bank:
    """Read items from YAML text.

    Parameters
    ----------
    text : str
        A list of items.
    name : str
        Name of the file, such as ``c03.yaml``: its stem is the chapter of every item.

    Returns
    -------
    Bank
        The items.

    Raises
    ------
    CourseError
        Naming every fault by item, field and remedy, or the line of an error of syntax.

    Examples
    --------
    >>> parse_bank("- id: c03-dv-001", name="c03.yaml")
    Traceback (most recent call last):
    cvm_lessons.core.errors.CourseError: 1 fault in c03.yaml:
      c03-dv-001 (line 1), type: is missing: add it.
    """
    items: list[Item] = []
    faults: list[Fault] = []
    for line, entry in entries_with_lines(text, name):
        given = entry.get("id") if isinstance(entry, dict) else None
        label = f"{given or 'item without id'} (line {line})"
        try:
            item = ITEM.validate_python(entry)
        except ValidationError as invalid:
            faults += [Fault(label, *explain(error)) for error in invalid.errors()]
            continue
        items.append(item)
        chapter = Path(name).stem
        if not item.id.startswith(f"{chapter}-") or item.id[-1].isalpha():
            faults.append(
                Fault(label, "id", f"is not of the form {chapter}-xx-nnn: {name} holds only such ids.")
            )
    if faults:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise CourseError("\n  ".join([f"{count} in {name}:", *map(str, faults)]))
    return Bank(tuple(items))
