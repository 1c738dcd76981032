"""Recursions of a hidden Markov chain, for all customers at once, scaled so that nothing underflows.

Arrays run over periods, customers and stages. Customers stand in the order of their lengths, the longest
history first: in each period those who have it come first, and the others are left alone. Where customers
differ for good, each stands there once per point of the grid of effects, one point after the other; the
points are weighed at the end.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

__all__ = ["Chain", "Evidence", "Posterior", "likely_path", "posterior", "run_forward", "weigh_points"]


@dataclass(frozen=True, eq=False)
class Chain:
    """Chances of the first stage, and of each stage after each: one table, or one per contact."""

    initial: np.ndarray
    transition: np.ndarray


@dataclass(frozen=True, eq=False)
class Evidence:
    """Log-chance of each symbol (rows) by stage, the symbol of each period and customer, and which exist."""

    logs: np.ndarray
    codes: np.ndarray
    seen: np.ndarray
    points: np.ndarray  # log-weight of each point of the grid of effects; one point without effects
    contacts: np.ndarray | None = None  # which contact steers the move out of each period, if they do

    def steered(self, period: int, many: int) -> np.ndarray | None:
        """Return the contacts of the first customers in a period."""
        return None if self.contacts is None else self.contacts[period, :many]

    @property
    def shape(self) -> tuple[int, int, int]:
        """Periods, customers, stages."""
        return (*self.codes.shape, self.logs.shape[1])

    def relative(self) -> tuple[np.ndarray, np.ndarray]:
        """Return chances of the symbols relative to their likeliest stage, and the log of what that is."""
        top = self.logs.max(axis=1)
        shift = np.where(np.isfinite(top), top, 0.0)
        return np.exp(self.logs - shift[:, None]), shift


@dataclass(frozen=True, eq=False)
class Posterior:
    """What the whole history says, weighed by how probable each point of the grid is for its customer.

    Chance of each stage, expected moves between stages, chance of each point (columns) by customer (rows),
    and the log-likelihood by customer.
    """

    stages: np.ndarray
    moves: np.ndarray
    points: np.ndarray
    loglik: np.ndarray


def run_forward(chain: Chain, evidence: Evidence) -> tuple[np.ndarray, np.ndarray]:
    """Return each stage's chance given what is seen so far, and the log of each period's own chance."""
    stages, (chance, shift) = np.zeros(evidence.shape), evidence.relative()
    scale = np.zeros(evidence.codes.shape)
    expected, ones = np.broadcast_to(chain.initial, stages.shape[1:]), np.ones(stages.shape[2])
    with np.errstate(divide="ignore", invalid="ignore"):  # a history that no stage can show
        for period, many in enumerate(evidence.seen.sum(axis=1)):
            codes = evidence.codes[period, :many]
            joint = expected[:many] * chance.take(codes, axis=0)
            total = joint @ ones  # thrice as fast as a sum over so short an axis
            np.divide(joint, total[:, None], out=stages[period, :many])
            scale[period, :many] = shift[codes] + np.log(total)
            expected = _step(stages[period, :many], chain.transition, evidence.steered(period, many))
    return stages, scale


def weigh_points(scale: np.ndarray, evidence: Evidence) -> tuple[np.ndarray, np.ndarray]:
    """Return the chance of each point (columns) by customer (rows), and the log-likelihood by customer."""
    logs = scale.reshape(-1, len(evidence.points)) + evidence.points
    top = logs.max(axis=1)
    with np.errstate(invalid="ignore"):  # a history that no stage can show
        total = top + np.log(np.exp(logs - top[:, None]).sum(axis=1))
        return np.exp(logs - total[:, None]), total


def posterior(chain: Chain, evidence: Evidence) -> Posterior:
    """Return what the whole history says of each period."""
    stages, scale = run_forward(chain, evidence)
    points, loglik = weigh_points(scale.sum(axis=0), evidence)
    share = points.reshape(-1, 1)
    chance, shift = evidence.relative()
    moves = np.zeros_like(chain.transition)
    backward = np.ones(stages.shape[1:])
    stages[-1] *= share
    for period in range(len(stages) - 1, 0, -1):
        many = int(evidence.seen[period].sum())
        codes = evidence.codes[period, :many]
        ahead = chance.take(codes, axis=0) * backward[:many]
        ahead *= np.exp(shift[codes] - scale[period, :many])[:, None]
        contacts = evidence.steered(period - 1, many)
        moves += _pairs(stages[period - 1, :many] * share[:many], ahead, moves, contacts)
        backward[:many] = _step(ahead, np.swapaxes(chain.transition, -1, -2), contacts)
        stages[period - 1] *= backward * share
    return Posterior(stages, moves * chain.transition, points, loglik)


def _step(rows: np.ndarray, tables: np.ndarray, contacts: np.ndarray | None) -> np.ndarray:
    if contacts is None:
        return np.asarray(rows @ tables)
    after = np.empty_like(rows)
    for contact, table in enumerate(tables):
        mine = contacts == contact
        after[mine] = rows[mine] @ table
    return after


def _pairs(
    before: np.ndarray, ahead: np.ndarray, like: np.ndarray, contacts: np.ndarray | None
) -> np.ndarray:
    if contacts is None:
        return np.asarray(before.T @ ahead)
    return np.stack([before[contacts == each].T @ ahead[contacts == each] for each in range(len(like))])


def likely_path(chain: Chain, evidence: Evidence) -> np.ndarray:
    """Return the stages (as places) of the one course that is most likely as a whole, by Viterbi.

    Where customers differ, it is the most likely pair of a course and a point of the grid.
    """
    with np.errstate(divide="ignore"):
        initial, transition = np.log(chain.initial), np.log(chain.transition)
    periods, customers, stages = evidence.shape
    came_from = np.broadcast_to(np.arange(stages), evidence.shape).copy()
    best = initial + evidence.logs[evidence.codes[0]]
    for period in range(1, periods):
        there = evidence.seen[period]
        routes = best[there][:, :, None] + transition
        came_from[period, there] = routes.argmax(axis=1)
        best[there] = routes.max(axis=1) + evidence.logs[evidence.codes[period, there]]
    path = np.empty((periods, customers), dtype=int)
    path[-1] = best.argmax(axis=1)
    for period in range(periods - 1, 0, -1):
        path[period - 1] = came_from[period, np.arange(customers), path[period]]
    worth = best.max(axis=1).reshape(-1, len(evidence.points)) + evidence.points
    each = np.arange(len(worth)) * worth.shape[1] + worth.argmax(axis=1)
    return np.asarray(path[:, each])
