"""The course at hand: folder, syllabus, glossary, references and index, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cvm_lessons.core.paths import project_root
from cvm_lessons.workbook.citations import Reference, load_references
from cvm_lessons.workbook.faults import Fault, SourceError
from cvm_lessons.workbook.glossary import Term, load_glossary
from cvm_lessons.workbook.index import Entry, find_entries
from cvm_lessons.workbook.sources import Source, parse_source
from cvm_lessons.workbook.syllabus import Syllabus, load_syllabus

__all__ = ["Course", "load_course"]


@dataclass(frozen=True)
class Course:
    """What the sources refer to, and the sources."""

    root: Path
    syllabus: Syllabus
    glossary: Mapping[str, Term]
    references: Mapping[str, Reference]
    entries: tuple[Entry, ...]

    def source(self, entry: Entry) -> Source:
        """Read and parse the source of an entry."""
        try:
            text = (self.root / entry.path).read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            fault = Fault(entry.path, 0, "", f"byte {error.start} is not UTF-8.", "Save the file as UTF-8.")
            raise SourceError(fault) from error
        return parse_source(text, entry.path)


def load_course(root: Path | None = None) -> Course:
    """Read the course's tables and find its sources.

    Parameters
    ----------
    root : Path, optional
        Folder of the workbook; the one at hand by default.

    Returns
    -------
    Course
        Syllabus, glossary, references and index.

    Raises
    ------
    CourseError
        At the first entry of a table that breaks its format.
    """
    folder = project_root() if root is None else root
    return Course(
        root=folder,
        syllabus=load_syllabus(folder),
        glossary=load_glossary(folder),
        references=load_references(folder),
        entries=tuple(find_entries(folder)),
    )
