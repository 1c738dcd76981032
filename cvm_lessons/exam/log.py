"""The learner's log: one answer a line, only ever appended, read back whatever happened to it."""

import os
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cvm_lessons.core import ParameterError
from cvm_lessons.exam.asking import Asked
from cvm_lessons.exam.marking import Mark, Response

__all__ = [
    "Answered",
    "LogRead",
    "answered",
    "append_events",
    "erase_log",
    "export_log",
    "log_path",
    "merge_log",
    "read_log",
]


class Answered(BaseModel):
    """One answer. A later version may add fields: unknown ones are left alone."""

    model_config = ConfigDict(frozen=True)

    event: str
    at: datetime
    question: str
    concepts: tuple[str, ...]
    level: str
    seed: int
    response: tuple[float, ...]
    points: Annotated[float, Field(ge=0)]
    out_of: Annotated[float, Field(gt=0)]
    misconceptions: tuple[str, ...] = ()


@dataclass(frozen=True)
class LogRead:
    """The answers of a log, and the numbers of the lines that could not be read."""

    events: tuple[Answered, ...] = ()
    unreadable: tuple[int, ...] = ()


def log_path() -> Path:
    """Return where the log lies: in the folder ``CVM_HOME``, else in the user's data folder.

    Returns
    -------
    Path
        The file; it need not exist yet.
    """
    home = os.environ.get("CVM_HOME") or platformdirs.user_data_dir("cvm-workbook", appauthor=False)
    return Path(home).expanduser() / "exam-log.jsonl"


def answered(asked: Asked, response: Response, mark: Mark, *, at: datetime | None = None) -> Answered:
    """Return the event of one answer.

    Parameters
    ----------
    asked : Asked
        The question as it was asked.
    response : Response
        The answer given.
    mark : Mark
        Its mark.
    at : datetime, optional
        When, with time zone; now if left out.

    Returns
    -------
    Answered
        With an id of its own, so that merging two logs counts it once.
    """
    return Answered(
        event=uuid.uuid4().hex,
        at=datetime.now(UTC) if at is None else at,
        question=asked.question.id,
        concepts=asked.question.concepts,
        level=asked.question.level,
        seed=asked.seed,
        response=tuple(sorted(response)) if isinstance(response, frozenset) else _numbers(response),
        points=mark.points,
        out_of=mark.out_of,
        misconceptions=mark.misconceptions,
    )


def append_events(path: Path, events: Iterable[Answered]) -> None:
    """Append answers to a log, each as one line.

    A line that was cut before is closed first, so that the new one stays readable.

    Parameters
    ----------
    path : Path
        The log; it and its folder are made if they are not there.
    events : iterable of Answered
        What to append.

    Raises
    ------
    ParameterError
        If the file cannot be written, with the place to choose another.
    """
    text = "".join(map(_line, events))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as log:
            size = log.seek(0, os.SEEK_END)
            log.seek(max(size - 1, 0))
            cut = log.read(1) not in (b"", b"\n")
            log.write((("\n" if cut else "") + text).encode())
    except OSError as fault:
        raise ParameterError(f"the log {path} cannot be written ({fault.strerror}): set CVM_HOME.") from fault


def read_log(path: Path) -> LogRead:
    """Read a log; a line that was cut costs that line and no other.

    Parameters
    ----------
    path : Path
        The log; a file that does not exist is an empty log.

    Returns
    -------
    LogRead
        Answers in the file's order, and the numbers of unreadable lines, from 1.
    """
    events: list[Answered] = []
    unreadable: list[int] = []
    lines = path.read_bytes().split(b"\n") if path.exists() else []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            events.append(Answered.model_validate_json(line))
        except ValidationError:
            unreadable.append(number)
    return LogRead(tuple(events), tuple(unreadable))


def merge_log(path: Path, other: Path) -> int:
    """Append to a log what another one has and it has not.

    Parameters
    ----------
    path : Path
        The log that grows.
    other : Path
        A log from another machine, or an export.

    Returns
    -------
    int
        How many answers were new.

    Raises
    ------
    ParameterError
        If the other log does not exist, or no line of it is an answer.
    """
    if not other.is_file():
        raise ParameterError(f"there is no log {other}.")
    found = read_log(other)
    if found.unreadable and not found.events:
        raise ParameterError(
            f"{other} is no log of answers: name a file made by  cvm exam progress --export."
        )
    known = {event.event for event in read_log(path).events}
    new = {event.event: event for event in found.events if event.event not in known}
    append_events(path, new.values())
    return len(new)


def export_log(path: Path, target: Path) -> int:
    """Copy the readable answers of a log to a file.

    Parameters
    ----------
    path : Path
        The log.
    target : Path
        A file that does not exist yet.

    Returns
    -------
    int
        How many answers were written.

    Raises
    ------
    ParameterError
        If the target exists, for an export overwrites nothing, or cannot be written.
    """
    if target.exists():
        raise ParameterError(f"{target} exists: choose another name, or delete it first.")
    if not target.absolute().parent.is_dir():
        raise ParameterError(f"there is no folder {target.parent}: make it first, or choose another.")
    events = read_log(path).events
    try:
        target.write_text("".join(map(_line, events)), encoding="utf-8")
    except OSError as fault:
        raise ParameterError(
            f"{target} cannot be written ({fault.strerror}): choose another place."
        ) from fault
    return len(events)


def erase_log(path: Path) -> bool:
    """Delete a log.

    Parameters
    ----------
    path : Path
        The log.

    Returns
    -------
    bool
        Whether there was one.
    """
    existed = path.exists()
    path.unlink(missing_ok=True)
    return existed


def _line(event: Answered) -> str:
    return event.model_dump_json() + "\n"


def _numbers(response: float | tuple[int, ...]) -> tuple[float, ...]:
    return tuple(map(float, response)) if isinstance(response, tuple) else (float(response),)
