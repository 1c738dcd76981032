"""All estimates of a PLS path model as one row of numbers, for a batch of resamples at once."""

from __future__ import annotations

from copy import copy

import numpy as np
import pandas as pd

from cvm_lessons.core import number_columns
from cvm_lessons.measurement._cross_products import CrossProducts, Moments
from cvm_lessons.measurement._pls import PlsDesign, solve_pls
from cvm_lessons.measurement._pls_index import index_values
from cvm_lessons.measurement._recursive import total_effects
from cvm_lessons.measurement.pls import PartialLeastSquaresPathModel

__all__ = ["Scale", "batch_estimates", "estimate_labels", "sampled_products"]

Scale = tuple[float, float] | None


def sampled_products(
    model: PartialLeastSquaresPathModel, frame: pd.DataFrame, cluster: str | None
) -> tuple[PlsDesign, CrossProducts]:
    """Return the design of a model and the products of the rows, after a fit that checks both."""
    design = copy(model).fit(frame).design_
    return design, CrossProducts.of_columns(frame, number_columns(frame, list(design.items)), cluster)


def batch_estimates(design: PlsDesign, moments: Moments, like: np.ndarray, scale: Scale) -> np.ndarray:
    """Return the estimates in the order of `estimate_labels`, a row per matrix; `like` sets the signs."""
    solution = solve_pls(design, moments.covariances, like)
    total = total_effects(solution.paths)
    origins, targets = np.array(design.system.pairs).T
    causes, effects = np.array(design.system.linked).T
    weights, loadings = solution.own(design.owner)
    outcomes = [target for target, _ in design.system.equations]
    parts = [
        solution.paths[..., targets, origins],
        total[..., effects, causes],
        solution.r_squared[..., outcomes],
        weights,
        loadings,
    ]
    if scale is not None:
        parts.append(index_values(design, solution, moments, scale))
    return np.concatenate(parts, axis=-1)


def estimate_labels(design: PlsDesign, *, with_index: bool) -> pd.DataFrame:
    """Return quantity, origin and target of each estimate."""
    names, system = design.system.names, design.system
    owners = [names[place] for place in design.owner]
    rows = [("path", names[origin], names[target]) for origin, target in system.pairs]
    rows += [("total_effect", names[origin], names[target]) for origin, target in system.linked]
    rows += [("r_squared", "", names[target]) for target, _ in system.equations]
    for quantity in ("weight", "loading"):
        rows += [(quantity, item, owner) for item, owner in zip(design.items, owners, strict=True)]
    if with_index:
        rows += [("index", "", name) for name in names]
    return pd.DataFrame(rows, columns=["quantity", "origin", "target"])
