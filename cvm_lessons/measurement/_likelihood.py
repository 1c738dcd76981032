"""Maximum likelihood for factor models in one or several groups, by damped Fisher scoring."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import linalg

from cvm_lessons.core import DataError
from cvm_lessons.measurement._structure import Parameter, Structure

__all__ = ["Problem", "Sample", "maximise"]

MOST_STEPS = 1000  # a dozen suffice, unless an estimate has gone far out of its range
CLOSE = 1e-13  # the discrepancy that a full step could still win; a standard error is about 1/sqrt(n)
LEAST_DAMPING, MOST_DAMPING = 1e-10, 1e12  # the least still lets a matrix without full rank be factored
TINY = 1e-300  # a parameter without information gets a scale, and is named later
FLAT_BELOW = 1e-9  # smallest eigenvalue of the scaled information from which on a parameter is unknown


@dataclass(frozen=True, eq=False)
class Sample:
    """Moments of one group: covariances with divisor n, means where the model explains them."""

    covariance: np.ndarray
    means: np.ndarray | None
    n: int

    @cached_property
    def log_determinant(self) -> float:
        """Logarithm of the determinant of the covariances."""
        return float(np.linalg.slogdet(self.covariance)[1])


@dataclass(frozen=True, eq=False)
class Problem:
    """Structures and samples, group by group."""

    structures: tuple[Structure, ...]
    samples: tuple[Sample, ...]

    @property
    def n(self) -> int:
        """Rows in all groups."""
        return sum(sample.n for sample in self.samples)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The free numbers."""
        return self.structures[0].parameters

    @cached_property
    def blocks(self) -> tuple[np.ndarray, list[np.ndarray]]:
        """Positions of the parameters that groups share, and of each group's own."""
        uses = np.bincount(
            np.concatenate([each.own for each in self.structures]), minlength=len(self.parameters)
        )
        return np.flatnonzero(uses > 1), [each.own[uses[each.own] == 1] for each in self.structures]

    def discrepancies(self, theta: np.ndarray) -> np.ndarray:
        """Return Joreskog's discrepancy of each group; infinite where a covariance matrix is impossible."""
        return np.array(
            [_discrepancy(*each, theta) for each in zip(self.structures, self.samples, strict=True)]
        )

    def discrepancy(self, theta: np.ndarray) -> float:
        """Return the mean discrepancy, weighted by the rows of the groups."""
        weights = np.array([sample.n for sample in self.samples]) / self.n
        return float(np.sum(weights * self.discrepancies(theta)))

    def score(self, theta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the gradient of the log-likelihood and its expected information, for all rows."""
        q = len(self.parameters)
        score, information = np.zeros(q), np.zeros((q, q))
        for structure, sample in zip(self.structures, self.samples, strict=True):
            own = structure.own
            slope, curvature = _score(structure, sample, theta)
            score[own] += sample.n * slope
            information[np.ix_(own, own)] += sample.n * curvature
        return score, information


def maximise(problem: Problem, start: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the estimates and their covariances, or say why there are none.

    Fisher scoring does not depend on the units of the items; damping keeps a step from leaving the
    matrices that can be covariances.
    """
    theta, value, damping = start, problem.discrepancy(start), 1e-2
    for _ in range(MOST_STEPS):
        score, information = (part / problem.n for part in problem.score(theta))
        if score @ _step(problem, score, information, LEAST_DAMPING) < CLOSE:
            theta = theta + _step(problem, score, information, LEAST_DAMPING)
            return theta, _inverse(problem, theta)
        while damping < MOST_DAMPING:
            trial = theta + _step(problem, score, information, damping)
            reached = problem.discrepancy(trial)
            if reached < value:
                theta, value, damping = trial, reached, max(damping / 10, LEAST_DAMPING)
                break
            damping *= 10
        else:
            break
    farthest = int(np.argmax(np.abs(theta - start) / (1 + np.abs(start))))
    raise DataError(
        f"no solution was found: {_name(problem.parameters[farthest])} runs away to {theta[farthest]:.3g} "
        f"and further. {problem.n} rows and these correlations are too little for {len(start)} parameters: "
        "ask more people, give factors more items, or join factors."
    )


def _step(problem: Problem, score: np.ndarray, information: np.ndarray, damping: float) -> np.ndarray:
    # Groups touch one another through shared parameters only: each is solved by itself, then the shared
    # ones. Small systems stay in one thread, where a busy machine would make a large one crawl.
    scale = 1 / np.sqrt(np.maximum(np.diag(information), TINY))
    scaled = information * np.outer(scale, scale) + damping * np.eye(len(score))
    shared, blocks = problem.blocks
    target, step = scale * score, np.zeros(len(score))
    left, rest, solved = scaled[np.ix_(shared, shared)], target[shared], []
    for own in blocks:
        border = scaled[np.ix_(own, shared)]
        both = linalg.cho_solve(
            linalg.cho_factor(scaled[np.ix_(own, own)]), np.column_stack([border, target[own]])
        )
        solved.append(both)
        left, rest = left - border.T @ both[:, :-1], rest - border.T @ both[:, -1]
    if len(shared):
        step[shared] = np.linalg.solve(left, rest)
    for own, both in zip(blocks, solved, strict=True):
        step[own] = both[:, -1] - both[:, :-1] @ step[shared]
    return scale * step


def _inverse(problem: Problem, theta: np.ndarray) -> np.ndarray:
    information = problem.score(theta)[1]
    scale = 1 / np.sqrt(np.maximum(np.diag(information), TINY))
    values, vectors = np.linalg.eigh(information * np.outer(scale, scale))
    if values[0] < FLAT_BELOW:
        unknown: Sequence[int] = np.argsort(-np.abs(vectors[:, 0]))[:2].tolist()
        names = [_name(problem.parameters[place]) for place in unknown]
        raise DataError(
            f"the model is not identified: the data cannot tell {' and '.join(names)} apart. "
            "Give factors more items, or leave out a factor or a correlated error."
        )
    inverse: np.ndarray = np.outer(scale, scale) * (vectors / values @ vectors.T)
    return inverse


def _name(parameter: Parameter) -> str:
    kind, left, right = parameter.entry
    names = left if left == right else f"{left} and {right}"
    return f"the {kind} of {names}" + (f" in group {parameter.group}" if parameter.group else "")


def _discrepancy(structure: Structure, sample: Sample, theta: np.ndarray) -> float:
    matrices = structure.matrices(theta)
    try:
        root = np.linalg.cholesky(matrices.covariance)
    except np.linalg.LinAlgError:
        return np.inf
    log_determinant = 2 * np.sum(np.log(np.diag(root)))
    half = np.linalg.solve(root, _observed(sample, matrices.means))
    trace = np.trace(np.linalg.solve(root, half.T))
    return float(log_determinant + trace - sample.log_determinant - len(root))


def _observed(sample: Sample, means: np.ndarray) -> np.ndarray:
    # Second moments about the model's means, so that misfit of means counts too.
    if sample.means is None:
        return sample.covariance
    gap = sample.means - means
    return sample.covariance + np.outer(gap, gap)


def _score(structure: Structure, sample: Sample, theta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    matrices = structure.matrices(theta)
    by_covariance, by_means = structure.jacobian(theta)
    inverse = np.linalg.inv(matrices.covariance)
    excess = inverse @ (_observed(sample, matrices.means) - matrices.covariance) @ inverse
    weighted = inverse @ by_covariance @ inverse
    score = 0.5 * np.einsum("kij,ij->k", by_covariance, excess)
    information = 0.5 * np.tensordot(by_covariance, weighted, axes=([1, 2], [1, 2]))
    if sample.means is not None:
        score = score + by_means @ inverse @ (sample.means - matrices.means)
        information = information + by_means @ inverse @ by_means.T
    return score, information
