"""The design of a PLS path model from its names, or what makes it none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_choice, check_number, number_columns
from cvm_lessons.measurement._cross_products import Moments
from cvm_lessons.measurement._pls import PlsDesign
from cvm_lessons.measurement._recursive import RecursiveSystem

__all__ = ["PLS_SCHEMES", "build_pls_design", "check_rows", "published_moments"]

PLS_SCHEMES = ("centroid", "factorial", "path")
MODES = ("A", "B")


def build_pls_design(
    paths: Mapping[str, Sequence[str]],
    blocks: Mapping[str, Sequence[str]],
    modes: Mapping[str, str],
    *,
    scheme: str,
    scaled: bool,
    tolerance: float,
    max_iter: int,
) -> PlsDesign:
    """Return the arrays that the algorithm reads, after a check that the names make a model."""
    system = RecursiveSystem.of(paths, "paths")
    items, owner = _items(blocks, system.names)
    for construct, mode in modes.items():
        check_choice("modes", construct, system.names)
        check_choice(f"modes[{construct!r}]", mode, MODES)
    mode_b = tuple(place for place, name in enumerate(system.names) if modes.get(name) == "B")
    check_choice("scheme", scheme, PLS_SCHEMES)
    return PlsDesign(system, items, owner, mode_b, scheme, scaled, tolerance, max_iter)


def check_rows(design: PlsDesign, n: int) -> None:
    """Raise if there are too few rows for the largest regression."""
    most = max(len(origins) for _, origins in design.system.equations)
    sizes = np.bincount(design.owner)
    most = max([most, *(int(sizes[place]) for place in design.mode_b)])
    if n <= most + 1:
        raise DataError(f"{n} rows cannot carry {most} predictors: {most + 2} or more are needed.")


def _items(blocks: Mapping[str, Sequence[str]], names: Sequence[str]) -> tuple[tuple[str, ...], np.ndarray]:
    for construct in blocks:
        check_choice("blocks", construct, names)
    if lacking := [name for name in names if name not in blocks]:
        raise ParameterError(f"blocks has no items for {lacking[0]!r}, which stands in paths.")
    items: dict[str, int] = {}
    for place, construct in enumerate(names):
        block = blocks[construct]
        if isinstance(block, str):
            raise ParameterError(f"blocks[{construct!r}]={block!r} is one name: write [{block!r}].")
        if not block:
            raise ParameterError(f"blocks[{construct!r}] is empty: name at least one item.")
        for item in block:
            if item in items:
                raise ParameterError(f"item {item!r} stands in {names[items[item]]!r} and in {construct!r}.")
            items[item] = place
    return tuple(items), np.array(list(items.values()))


def published_moments(
    items: Sequence[str], covariance: pd.DataFrame, n: int, means: Mapping[str, float] | None
) -> Moments:
    """Return the moments (divided by n) that belong to covariances divided by n - 1."""
    numbers = number_columns(covariance, items)
    if lacking := [item for item in items if item not in numbers.index]:
        raise DataError(f"the covariances have no row {lacking[0]!r}: index and columns are the items.")
    matrix = numbers.loc[list(items), list(items)].to_numpy()
    if not np.allclose(matrix, matrix.T) or not (np.linalg.eigvalsh(matrix) > 0).all():
        raise DataError("the covariances are not symmetric with positive eigenvalues: no rows can have them.")
    if means is not None and (lacking := [item for item in items if item not in means]):
        raise DataError(f"means has no value for {lacking[0]!r}.")
    centre = [np.nan if means is None else check_number(item, means[item]) for item in items]
    return Moments(np.array(centre), matrix * (n - 1) / n, np.array(float(n)))
