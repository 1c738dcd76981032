"""A fault of the course: where it is, what is wrong, and what to do about it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from cvm_lessons.core.errors import CourseError

__all__ = ["Fault", "SourceError", "errors_of"]


@dataclass(frozen=True, order=True)
class Fault:
    """One finding in one file; `warning` marks what a reader's sense may overrule."""

    path: str
    line: int
    cell: str
    message: str
    remedy: str = ""
    warning: bool = False

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        cell = f", cell {self.cell}" if self.cell else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}{cell}: {self.message}{remedy}"

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as a mapping."""
        return asdict(self)


class SourceError(CourseError):
    """A fault that stops the work on one source; the others go on."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def errors_of(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults that are no mere warnings, sorted by place.

    Parameters
    ----------
    faults : iterable of Fault
        Findings of any kind.

    Returns
    -------
    list of Fault
        Those that make a check fail.

    Examples
    --------
    >>> errors_of([Fault("a.md", 3, "", "is long", warning=True), Fault("a.md", 1, "", "is empty")])
    [Fault(path='a.md', line=1, cell='', message='is empty', remedy='', warning=False)]
    """
    return sorted(fault for fault in faults if not fault.warning)
