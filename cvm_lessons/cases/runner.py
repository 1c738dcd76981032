"""Run a case in a clean kernel with exactly the parameters asked for."""

import hashlib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cvm_lessons.cases.catalogue import Case, find_case
from cvm_lessons.cases.parameters import Value, check_parameters
from cvm_lessons.cases.report import write_report
from cvm_lessons.cases.results import FOLDER_VARIABLE, RESULTS_FILE, CaseResults, read_results
from cvm_lessons.core import CourseError, WorkbookError, language as speaking, project_root, translate

__all__ = ["CaseError", "CaseRun", "run_case"]

Progress = Callable[[int, int], None]
SLUG_LENGTH = 80  # leaves room for the rest of the path under the 260 characters of Windows


class CaseError(WorkbookError):
    """A cell of a case stopped the run."""


@dataclass(frozen=True)
class CaseRun:
    """A finished run: where its files are, and what it found."""

    case: str
    parameters: dict[str, Value]
    notebook: Path
    report: Path
    results: CaseResults

    @property
    def folder(self) -> Path:
        """The folder that holds notebook, report and results."""
        return self.report.parent


def run_case(
    name: str,
    parameters: Mapping[str, object] | None = None,
    *,
    folder: str | Path | None = None,
    language: str = "en",
    code: bool = False,
    progress: Progress | None = None,
) -> CaseRun:
    """Run a case and write its notebook, its report and its results.

    Parameters
    ----------
    name : str
        Name of the case.
    parameters : mapping of str to object, optional
        What differs from the defaults.
    folder : str or Path, optional
        Where the files go; by default ``build/cases/<case>/<what differs from the default>/``.
    language : {"en", "zh"}, default "en"
        Edition; a `language` among `parameters` outranks it.
    code : bool, default False
        Whether the report shows the code.
    progress : callable, optional
        Called with the cells done and their total before each cell and at the end.

    Returns
    -------
    CaseRun
        Paths and results.

    Raises
    ------
    ParameterError
        With every fault of the parameters, before a kernel starts.
    DataError
        If the case's package has a `check_answers` that refuses the data, before a kernel starts.
    CourseError
        If the case is not built.
    CaseError
        If a cell stops the run: names the cell and keeps the notebook as far as it got.

    Examples
    --------
    >>> run_case("value_drivers", {"sektor": "food"})
    Traceback (most recent call last):
    ...
    cvm_lessons.core.errors.ParameterError: there is no parameter 'sektor'. Did you mean 'sector'?
    """
    given = {"language": language} | dict(parameters or {})
    edition = str(given["language"])
    case = find_case(name, language=edition if edition in ("en", "zh") else "en")
    if "language" not in case.defaults:
        given.pop("language")
    values = check_parameters(case.parameters, given)
    if not case.notebook.is_file():
        raise CourseError(f"{case.notebook} is not there yet: build it with  cvm build cases")
    spoken = str(values.get("language", case.language))
    with speaking(spoken):
        _check_answers(case, values)
    target = _target(case, values, folder)
    notebook = _execute(case, values, target, progress)
    report = write_report(
        notebook,
        target / f"{case.name}.html",
        title=case.titles[spoken],
        subtitle=_subtitle(case, values),
        note=_note(case, spoken),
        language=spoken,
        prose=case.language,
        code=code,
    )
    return CaseRun(case.name, values, notebook, report, read_results(target))


def _check_answers(case: Case, values: dict[str, Value]) -> None:
    """Let the case's own package refuse what it cannot work with: a message instead of a stopped cell."""
    package = f"cvm_lessons.cases.{case.name}"
    check = getattr(import_module(package), "check_answers", None) if find_spec(package) else None
    if check is not None:
        check(**values)


def _target(case: Case, values: dict[str, Value], folder: str | Path | None) -> Path:
    """Return the run's folder, without the files of an earlier run."""
    fallback = project_root() / "build" / "cases" / case.name / _slug(case, values)
    target = Path(folder).resolve() if folder else fallback
    target.mkdir(parents=True, exist_ok=True)
    for file in (f"{case.name}.ipynb", f"{case.name}.html", RESULTS_FILE):
        (target / file).unlink(missing_ok=True)
    return target


def _slug(case: Case, values: dict[str, Value]) -> str:
    changed = [(name, value) for name, value in values.items() if value != case.defaults[name]]
    text = "_".join(f"{name}-{Path(str(value)).stem}" for name, value in changed) or "default"
    slug = re.sub(r"[^\w-]+", "-", text)
    # Two files of one name, or a cut, would share a folder: then a digest tells them apart.
    if any(os.sep in str(value) for _, value in changed) or len(slug) > SLUG_LENGTH:
        slug = f"{slug[:SLUG_LENGTH]}-{hashlib.sha256(repr(changed).encode()).hexdigest()[:8]}"
    return slug


def _execute(case: Case, values: dict[str, Value], target: Path, progress: Progress | None) -> Path:
    import papermill
    from nbclient.exceptions import DeadKernelError

    notebook = target / case.notebook.name
    total = _count_cells(case)

    def started(cell: Any, cell_index: int) -> None:
        if progress is not None:
            progress(cell_index, total)

    try:
        papermill.execute_notebook(
            case.notebook,
            notebook,
            values,
            cwd=target,
            progress_bar=False,
            kernel_manager_class=_kernel_for(target),
            on_cell_start=started,
        )
    except papermill.PapermillExecutionError as fault:
        raise CaseError(_explain(case, fault, notebook)) from None
    except DeadKernelError:
        raise CaseError(
            f"case {case.name!r}: the kernel died, often for want of memory. Kept: {notebook}"
        ) from None
    if progress is not None:
        progress(total, total)
    return notebook


def _explain(case: Case, fault: Any, notebook: Path) -> str:
    first = next((line for line in fault.source.splitlines() if line.strip()), "")
    return (
        f"case {case.name!r} stopped in cell [{fault.exec_count}], which begins\n    {first}\n"
        f"{fault.ename}: {fault.evalue}\nThe notebook as far as it got: {notebook}"
    )


def _kernel_for(target: Path) -> type:
    """Return a kernel manager whose kernels know where the files of the run belong."""
    import zmq
    from jupyter_client.manager import AsyncKernelManager

    class CaseKernel(AsyncKernelManager):
        def start_kernel(self, **options: Any) -> Any:
            if zmq.has("curve"):
                self.transport_encryption = "auto"  # else each kernel warns on the terminal
            return super().start_kernel(env={**os.environ, FOLDER_VARIABLE: str(target)}, **options)

    return CaseKernel


def _count_cells(case: Case) -> int:
    import nbformat

    # One more than in the file: papermill adds the cell with the parameters asked for.
    return len(nbformat.read(case.notebook, as_version=4).cells) + 1


def _subtitle(case: Case, values: dict[str, Value]) -> str:
    return " · ".join([case.name, *(f"{name} = {value}" for name, value in values.items() if value != "")])


def _note(case: Case, spoken: str) -> str:
    """Return the warning that text and outputs are in two languages, where they are."""
    if spoken == case.language:
        return ""
    with speaking(spoken):
        warning = (
            "Figures, tables and computed sentences are in Chinese; the text between them is in English."
        )
        return str(translate(warning))
