"""The truth file: every number that drives the world, with its unit and its source."""

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from cvm_lessons.core import CourseError, data_folder, load_yaml

__all__ = ["plain", "read_truth"]

LEAF = {"value", "unit", "source"}


@cache
def read_truth(path: Path | None = None) -> dict[str, Any]:
    """Read the truth file and check that every parameter has a value, a unit and a source.

    Parameters
    ----------
    path : Path, optional
        The file; by default ``truth.yaml`` in the data folder.

    Returns
    -------
    dict
        Area, then parameter, then ``value``, ``unit``, ``source`` and sometimes ``note``.

    Raises
    ------
    CourseError
        Naming every parameter that lacks one of the three.
    """
    file = path or data_folder() / "truth.yaml"
    content = load_yaml(file.read_text(encoding="utf-8"))
    faults = [
        f"{area}.{name}: needs {', '.join(sorted(LEAF))}"
        for area, parameters in content.items()
        for name, leaf in parameters.items()
        if not (isinstance(leaf, Mapping) and LEAF <= set(leaf) <= LEAF | {"note"})
    ]
    if faults:
        raise CourseError("\n".join([f"{len(faults)} faults in {file.name}:", *faults]))
    return dict(content)


def plain(truth: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values alone: area, then parameter, then its value.

    Parameters
    ----------
    truth : mapping
        What `read_truth` returns.

    Returns
    -------
    dict
        The same without units and sources; yours to change.

    Examples
    --------
    >>> plain({"value": {"slope": {"value": 0.5, "unit": "logits", "source": "chosen"}}})
    {'value': {'slope': 0.5}}
    """
    return {
        area: {name: deepcopy(leaf["value"]) for name, leaf in parameters.items()}
        for area, parameters in truth.items()
    }
