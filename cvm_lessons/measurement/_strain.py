"""Where a factor model strains: residual correlations, and score tests of numbers that it fixes."""

from itertools import combinations

import numpy as np
import pandas as pd

from cvm_lessons.measurement._factor_model import FactorModel, build_structure
from cvm_lessons.measurement._likelihood import Problem
from cvm_lessons.measurement._structure import Entry, Parameter, standard_scales

__all__ = ["lagrange_table", "residual_table", "score_test"]

UNTESTABLE = 1e-9  # share of a number's information left by the free ones: below, it cannot be freed


def residual_table(observed: pd.DataFrame, implied: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of items by the size of their residual correlation."""
    one, two = np.triu_indices(len(observed), 1)
    tables = {}
    for name, covariance in {"observed": observed, "implied": implied}.items():
        spread = np.sqrt(np.diag(covariance))
        tables[name] = (covariance.to_numpy() / np.outer(spread, spread))[one, two]
    pairs = pd.DataFrame({"first": observed.index[one], "second": observed.index[two], **tables})
    pairs["residual"] = pairs["observed"] - pairs["implied"]
    return pairs.sort_values("residual", key=np.abs, ascending=False, ignore_index=True)


def lagrange_table(model: FactorModel, problem: Problem, theta: np.ndarray) -> pd.DataFrame:
    """Return the score test of every loading and error covariance that the model leaves out."""
    structure, free = problem.structures[0], len(theta)
    candidates = _left_out(model)
    extra = [model.slot(entry, 0.0, Parameter(entry)) for entry in candidates]
    parameters = [*structure.parameters, *(slot.parameter for slot in extra if slot.parameter)]
    wider = build_structure(model, [*structure.slots, *extra], parameters)
    start = np.append(theta, np.zeros(len(extra)))
    score, information = Problem((wider,), problem.samples).score(start)
    explained = np.linalg.solve(information[:free, :free], information[:free, free:])
    own = np.diag(information)[free:]
    left = own - np.sum(information[:free, free:] * explained, axis=0)
    left = np.where(left > UNTESTABLE * own, left, np.nan)
    change = score[free:] / left
    table = pd.DataFrame(candidates, columns=["kind", "first", "second"])
    return (
        table.assign(index=score[free:] ** 2 / left, expected_change=change)
        .assign(standardized_change=change * standard_scales(wider, start)[len(structure.slots) :])
        .dropna(subset="index")
        .sort_values("index", ascending=False, ignore_index=True)
    )


def _left_out(model: FactorModel) -> list[Entry]:
    loadings = [
        Entry("loading", factor, item)
        for factor, members in model.factors.items()
        for item in model.items
        if item not in members
    ]
    taken = {frozenset(pair) for pair in model.correlated_errors}
    pairs = [pair for pair in combinations(model.items, 2) if frozenset(pair) not in taken]
    return [*loadings, *(Entry("error covariance", one, two) for one, two in pairs)]


def score_test(problem: Problem, theta: np.ndarray) -> float:
    """Return how far chi-square would fall if all parameters moved from `theta` to their best."""
    score, information = problem.score(theta)
    return float(score @ np.linalg.lstsq(information, score, rcond=None)[0])
