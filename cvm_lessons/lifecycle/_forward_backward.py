"""Recursions of a hidden Markov chain, for all customers at once, scaled so that nothing underflows.

Arrays run over periods, customers and stages. A period that a shorter history lacks has the code of a symbol
whose log-chance is 0 in every stage: it changes neither the likelihood nor what is said of the others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

__all__ = ["Chain", "Evidence", "Posterior", "likely_path", "posterior", "run_forward"]

# Sums by einsum: for matrices this thin a threaded BLAS spends several times as much on its threads.
STEP, PAIRS = "ij,jk->ik", "ij,ik->jk"


@dataclass(frozen=True, eq=False)
class Chain:
    """Chances of the first stage, and of each stage after each."""

    initial: np.ndarray
    transition: np.ndarray


@dataclass(frozen=True, eq=False)
class Evidence:
    """Log-chance of each symbol (rows) by stage, the symbol of each period and customer, and which exist."""

    logs: np.ndarray
    codes: np.ndarray
    seen: np.ndarray

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
    """Chance of each stage given all that is seen, expected moves between stages, and the log-likelihood."""

    stages: np.ndarray
    moves: np.ndarray
    loglik: np.ndarray


def run_forward(chain: Chain, evidence: Evidence) -> tuple[np.ndarray, np.ndarray]:
    """Return each stage's chance given what is seen so far, and the log of each period's own chance."""
    stages, (chance, shift) = np.empty(evidence.shape), evidence.relative()
    scale = shift[evidence.codes]
    expected = np.broadcast_to(chain.initial, stages.shape[1:])
    with np.errstate(divide="ignore", invalid="ignore"):  # a history that no stage can show
        for period, codes in enumerate(evidence.codes):
            joint = expected * chance[codes]
            total = joint.sum(axis=1)
            stages[period] = joint / total[:, None]
            scale[period] += np.log(total)
            expected = np.einsum(STEP, stages[period], chain.transition)
    return stages, scale


def posterior(chain: Chain, evidence: Evidence) -> Posterior:
    """Return what the whole history says of each period."""
    stages, scale = run_forward(chain, evidence)
    chance, shift = evidence.relative()
    moves = np.zeros_like(chain.transition)
    backward = np.ones(stages.shape[1:])
    for period in range(len(stages) - 1, -1, -1):
        if period:
            codes, there = evidence.codes[period], evidence.seen[period]
            ahead = chance[codes] * backward * np.exp(shift[codes] - scale[period])[:, None]
            moves += np.einsum(PAIRS, stages[period - 1][there], ahead[there])
        stages[period] *= backward
        if period:
            backward = np.einsum(STEP, ahead, chain.transition.T)
    return Posterior(stages, moves * chain.transition, scale.sum(axis=0))


def likely_path(chain: Chain, evidence: Evidence) -> np.ndarray:
    """Return the stages (as places) of the one course that is most likely as a whole, by Viterbi."""
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
    return path
