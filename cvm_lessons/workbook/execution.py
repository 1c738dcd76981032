"""Execution of a notebook's cells in a fresh kernel that no setting of the user reaches."""

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cvm_lessons.workbook.faults import Fault, SourceError
from cvm_lessons.workbook.sources import Cell

__all__ = ["execute"]

TIMEOUT = 180  # seconds a cell; a whole lesson should take less than 60
STARTUP = 120  # seconds a kernel may take to answer on a busy machine
# Of two kernels that start at once, each may be given the port that the other has just found free: one dies.
STARTS = 3
# Hash order, threads of the linear algebra and the time zone would change what a cell prints.
FIXED = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TZ": "UTC",
    "COLUMNS": "100",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}


def execute(
    cells: Sequence[Cell],
    *,
    path: str,
    folder: Path,
    root: Path,
    timeout: int = TIMEOUT,
    on_cell: Callable[[], None] = lambda: None,
) -> dict[str, list[dict[str, Any]]]:
    """Run the code cells in order and return what each put out.

    Parameters
    ----------
    cells : sequence of Cell
        Cells of one notebook.
    path : str
        Path of their source, for messages.
    folder : Path
        Working folder of the kernel; made if it is missing.
    root : Path
        Folder of the workbook.
    timeout : int, default 180
        Seconds that one cell may take.
    on_cell : callable, optional
        Called after each code cell.

    Returns
    -------
    dict of str to list of dict
        Outputs in the notebook format, by cell id.

    Raises
    ------
    SourceError
        If a cell raises, takes too long, or kills the kernel: with file, line, cell and
        the last line of the error.
    """
    from nbclient.exceptions import CellExecutionError, CellTimeoutError
    from nbformat import v4

    codes = [cell for cell in cells if cell.kind == "code"]
    folder.mkdir(parents=True, exist_ok=True)
    for start in range(1, STARTS + 1):
        notebook = v4.new_notebook(cells=[v4.new_code_cell(cell.source, id=cell.id) for cell in codes])
        started: list[Cell] = []
        client = _client(notebook, timeout=timeout, folder=folder)
        client.on_cell_start = lambda cell, cell_index, seen=started: seen.append(codes[cell_index])
        client.on_cell_executed = lambda **_: on_cell()
        with tempfile.TemporaryDirectory(prefix="cvm-build-") as home:
            try:
                client.execute(env=_environment(root, Path(home)))
                break
            except CellExecutionError as error:
                last = error.evalue.strip().rsplit("\n", 1)[-1]
                raise _at_fault(path, started[-1], f"{error.ename}: {last}") from error
            except CellTimeoutError as error:
                raise _at_fault(path, started[-1], f"ran longer than {timeout} seconds.") from error
            except RuntimeError as error:  # the kernel did not start, or died
                if started or start == STARTS:
                    raise _at_fault(
                        path, [*codes[:1], *started][-1], f"the kernel gave up: {error}"
                    ) from error
    return {cell.id: [dict(output) for output in cell.outputs] for cell in notebook.cells}


def _at_fault(path: str, cell: Cell, what: str) -> SourceError:
    return SourceError(Fault(path, cell.line, cell.id, what))


def _client(notebook: Any, *, timeout: int, folder: Path) -> Any:
    import zmq
    from nbclient import NotebookClient
    from traitlets.config import Config

    config = Config()
    if zmq.has("curve"):  # ipykernel warns at each start about TCP without encryption
        config.KernelManager.transport_encryption = "auto"
    return NotebookClient(
        notebook,
        config=config,
        kernel_name="python3",
        timeout=timeout,
        startup_timeout=STARTUP,
        resources={"metadata": {"path": str(folder)}},
        record_timing=False,
        store_widget_state=False,
    )


def _environment(root: Path, home: Path) -> dict[str, str]:
    # A learner's own progress, IPython profile and matplotlib settings must neither show nor be touched.
    private = {
        name: str(home) for name in ("IPYTHONDIR", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
    }
    return {**os.environ, **FIXED, **private, "CVM_ROOT": str(root)}
