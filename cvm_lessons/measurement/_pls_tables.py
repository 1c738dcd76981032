"""The tables of a PLS path model: its outer model, its paths, its effects, and the quality of its blocks."""

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.measurement._cross_products import correlations
from cvm_lessons.measurement._pls import PlsDesign, PlsSolution
from cvm_lessons.measurement._recursive import total_effects

__all__ = ["effects_table", "goodness_of_fit", "outer_table", "paths_table", "quality_table"]


RELIABILITIES = (
    "alpha",
    "rho_a",
    "composite_reliability",
    "dillon_goldstein",
    "eigenvalue_1",
    "eigenvalue_2",
)


def outer_table(design: PlsDesign, solution: PlsSolution) -> pd.DataFrame:
    """Return weight, loading, communality and redundancy of each item."""
    weights, loadings = solution.own(design.owner)
    names = np.array(design.system.names)
    shares = solution.r_squared[design.owner]
    table = {
        "construct": names[design.owner],
        "weight": weights,
        "loading": loadings,
        "communality": loadings**2,
        "redundancy": loadings**2 * shares,  # missing for constructs that nothing explains
    }
    return pd.DataFrame(table, index=pd.Index(design.items, name="item"))


def paths_table(design: PlsDesign, solution: PlsSolution, n: int, level: float = 0.95) -> pd.DataFrame:
    """Return each path with the error of the regression between scores, as if the weights were known."""
    rows = []
    for target, origins in design.system.equations:
        places = np.array(origins)
        inverse = np.linalg.inv(solution.between[np.ix_(places, places)])
        df = n - len(places) - 1
        errors = np.sqrt((1 - solution.r_squared[target]) / df * np.diag(inverse))
        for place, error in zip(places, errors, strict=True):
            estimate = solution.paths[target, place]
            half = stats.t.ppf((1 + level) / 2, df) * error
            names = {"origin": design.system.names[place], "target": design.system.names[target]}
            numbers = {"estimate": estimate, "standard_error": error, "t": estimate / error}
            p = 2 * stats.t.sf(abs(estimate / error), df)
            rows.append({**names, **numbers, "p": p, "low": estimate - half, "high": estimate + half})
    return pd.DataFrame(rows)


def effects_table(design: PlsDesign, solution: PlsSolution) -> pd.DataFrame:
    """Return direct, indirect and total effect of each pair that is linked."""
    total = total_effects(solution.paths)
    rows = [
        {
            "origin": design.system.names[origin],
            "target": design.system.names[target],
            "direct": solution.paths[target, origin],
            "indirect": total[target, origin] - solution.paths[target, origin],
            "total": total[target, origin],
        }
        for origin, target in design.system.linked
    ]
    return pd.DataFrame(rows)


def quality_table(design: PlsDesign, solution: PlsSolution, covariances: np.ndarray) -> pd.DataFrame:
    """Return how well the items of each block hang together and what is explained of it."""
    weights, loadings = solution.own(design.owner)
    between = correlations(covariances)
    treated = between if design.scaled else covariances
    rows = []
    for place in range(len(design.system.names)):
        items = np.flatnonzero(design.owner == place)
        communality, share = float(np.mean(loadings[items] ** 2)), solution.r_squared[place]
        reflective = place not in design.mode_b
        own = np.ix_(items, items)
        scales = dict.fromkeys(RELIABILITIES, np.nan)
        # Items that form a construct need not agree; a single item has nothing to agree with.
        if reflective and len(items) > 1:
            scales = _reliabilities(between[own], loadings[items]) | {
                "rho_a": _rho_a(treated[own], weights[items])
            }
        numbers = {"r_squared": share, "communality": communality, "redundancy": communality * share}
        ave = communality if reflective else np.nan
        rows.append(
            {"mode": "A" if reflective else "B", "items": len(items), **numbers, "ave": ave, **scales}
        )
    return pd.DataFrame(rows, index=pd.Index(design.system.names, name="construct"))


def goodness_of_fit(quality: pd.DataFrame) -> float:
    """Return the root of mean communality (of blocks with several items) times mean R²."""
    several = quality[quality["items"] > 1]
    if several.empty:
        return float("nan")
    communality = float(np.average(several["communality"], weights=several["items"]))
    return float(np.sqrt(communality * quality["r_squared"].mean()))


def _reliabilities(block: np.ndarray, loadings: np.ndarray) -> dict[str, float]:
    k, total = len(block), float(block.sum())
    values, vectors = np.linalg.eigh(block)
    return {
        "alpha": k / (k - 1) * (1 - k / total),
        "rho_a": np.nan,
        "composite_reliability": _congeneric(loadings),
        "dillon_goldstein": _congeneric(vectors[:, -1] * np.sqrt(values[-1])),
        "eigenvalue_1": float(values[-1]),
        "eigenvalue_2": float(values[-2]),
    }


def _congeneric(loadings: np.ndarray) -> float:
    common = float(loadings.sum()) ** 2
    return common / (common + float(np.sum(1 - loadings**2)))


def _rho_a(block: np.ndarray, weights: np.ndarray) -> float:
    # Dijkstra and Henseler (2015), with weights that give the score variance 1.
    own = np.outer(weights, weights)
    above = float(np.sum(own * (block - np.diag(np.diag(block)))))
    below = float(np.sum(own * (own - np.diag(np.diag(own)))))
    return float(np.sum(weights**2)) ** 2 * above / below
