"""What a run of a case leaves for machines: `results.json`."""

import json
import math
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, project_root, translate

__all__ = ["FOLDER_VARIABLE", "RESULTS_FILE", "CaseResults", "read_results", "write_results"]

# The runner tells the kernel where the run's files belong; a notebook opened by hand has no runner.
FOLDER_VARIABLE = "CVM_CASE_FOLDER"
RESULTS_FILE = "results.json"


@dataclass(frozen=True)
class CaseResults:
    """What was decided with which parameters: the content of `results.json`."""

    case: str
    version: str
    parameters: dict[str, Any]
    numbers: dict[str, Any]
    actions: list[dict[str, Any]]

    def __repr__(self) -> str:
        summary = "Kept for other programs in results.json: numbers {numbers}, actions {actions}."
        return str(translate(summary, numbers=len(self.numbers), actions=len(self.actions)))


def write_results(
    case: str,
    *,
    parameters: Mapping[str, object],
    numbers: Mapping[str, object],
    actions: pd.DataFrame,
) -> CaseResults:
    """Write `results.json` into the folder of the run.

    Parameters
    ----------
    case : str
        Name of the case.
    parameters : mapping
        The parameters in force.
    numbers : mapping
        The key numbers by name, finite.
    actions : DataFrame
        The actions decided on, one a row; it may be empty.

    Returns
    -------
    CaseResults
        What was written. Outside a run the file goes to ``build/cases/<case>/by_hand/``.

    Raises
    ------
    DataError
        If a value is missing or not finite.
    """
    rows = actions.to_dict("records")
    results = CaseResults(
        case=case,
        version=version("cvm-lessons"),
        parameters=_plain("parameters", parameters),
        numbers=_plain("numbers", numbers),
        actions=[
            _plain(f"actions, row {i}", {str(key): row[key] for key in row}) for i, row in enumerate(rows)
        ],
    )
    named = os.environ.get(FOLDER_VARIABLE)
    folder = Path(named) if named else project_root() / "build" / "cases" / case / "by_hand"
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(results), ensure_ascii=False, indent=1)
    (folder / RESULTS_FILE).write_text(text + "\n", encoding="utf-8")
    return results


def read_results(folder: str | Path) -> CaseResults:
    """Return the results that a run left in `folder`.

    Parameters
    ----------
    folder : str or Path
        Folder of one run.

    Returns
    -------
    CaseResults
        What `write_results` wrote.

    Raises
    ------
    ParameterError
        If the folder holds no `results.json`.
    """
    path = Path(folder) / RESULTS_FILE
    if not path.is_file():
        raise ParameterError(f"{folder} holds no {RESULTS_FILE}: the run stopped before its last cell.")
    return CaseResults(**json.loads(path.read_text(encoding="utf-8")))


def _plain(where: str, values: Mapping[str, object]) -> dict[str, Any]:
    """Return `values` as JSON knows them, or name the first that JSON cannot hold."""
    plain = {key: value.item() if isinstance(value, np.generic) else value for key, value in values.items()}
    for key, value in plain.items():
        if not isinstance(value, str | int | float) or (
            isinstance(value, float) and not math.isfinite(value)
        ):
            raise DataError(f"{where}: {key}={value!r} is not text or a finite number.")
    return plain
