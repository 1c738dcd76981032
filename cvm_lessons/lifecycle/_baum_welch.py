"""Baum-Welch: expectation and maximisation in turn, from several starts, within a given structure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from cvm_lessons.lifecycle._customer_effects import Differing
from cvm_lessons.lifecycle._emission_kinds import Kind
from cvm_lessons.lifecycle._forward_backward import Chain, Evidence, Posterior, posterior
from cvm_lessons.lifecycle._symbols import Symbols

__all__ = ["Parameters", "Run", "Structure", "best_run", "climb", "evidence_of", "random_start"]

TRIAL = 20  # iterations after which only the best start goes on
STAY = 3.0  # random chains stay this much more readily than they move: stages last
Parameters = dict[str, np.ndarray]  # by column: a number or a row of numbers per stage


@dataclass(frozen=True, eq=False)
class Structure:
    """What is fixed beforehand: where a chain may begin and go, and what a stage can never show."""

    may_start: np.ndarray
    may_move: np.ndarray
    kinds: Mapping[str, Kind]
    silent: Mapping[str, np.ndarray]


@dataclass(frozen=True, eq=False)
class Run:
    """Chain and emissions, with the log-likelihood before each step up to here."""

    chain: Chain
    parameters: Parameters
    history: tuple[float, ...] = ()
    converged: bool = False

    @property
    def loglik(self) -> float:
        """Log-likelihood reached."""
        return self.history[-1]


def evidence_of(run: Run, symbols: Symbols, kinds: Mapping[str, Kind]) -> Evidence:
    """Return the log-chance of each symbol at each point of the grid, in each stage."""
    table: np.ndarray = np.zeros(1)
    for name, kind in kinds.items():
        seen = symbols.shown[name]
        if isinstance(kind, Differing):
            logs = kind.log_chances(run.parameters[name], seen, symbols.grid.places[name])
        else:
            logs = kind.log_chance(run.parameters[name], seen)[None]
        table = table + np.where(seen.known[:, None], logs, 0.0)
    stages = len(run.chain.initial)
    every = np.broadcast_to(table, (symbols.grid.size, symbols.length, stages)).reshape(-1, stages)
    return Evidence(every, symbols.codes, symbols.seen, symbols.grid.logs)


def climb(run: Run, symbols: Symbols, kinds: Mapping[str, Kind], *, most: int, tolerance: float) -> Run:
    """Return the run after up to `most` steps, or when a step gains less than `tolerance` a customer."""
    for _ in range(most):
        found = posterior(run.chain, evidence_of(run, symbols, kinds))
        value = float(found.loglik.sum())
        if run.history and value - run.history[-1] < tolerance * symbols.customers:
            return replace(run, history=(*run.history, value), converged=True)
        run = Run(
            _chain(run.chain, symbols.of_customers(found.stages[:1])[0], found.moves),
            _emissions(run.parameters, symbols, kinds, found),
            (*run.history, value),
        )
    return run


def best_run(
    starts: list[Run], symbols: Symbols, kinds: Mapping[str, Kind], *, most: int, tolerance: float
) -> tuple[Run, list[float]]:
    """Return the best start's run to the end, and the log-likelihood that each start had reached on trial.

    The best is the first with the highest number.
    """
    trials = [climb(start, symbols, kinds, most=min(TRIAL, most), tolerance=tolerance) for start in starts]
    reached = [trial.loglik for trial in trials]
    best = trials[int(np.argmax(reached))]
    if best.converged or len(best.history) >= most:
        return best, reached
    rest = most - len(best.history)
    return climb(best, symbols, kinds, most=rest, tolerance=tolerance), reached


def random_start(structure: Structure, symbols: Symbols, rng: np.random.Generator) -> Run:
    """Return a chain and emissions drawn at random around what is seen in all stages together."""
    stages = len(structure.may_start)
    initial = structure.may_start * rng.gamma(1.0, size=stages)
    move = structure.may_move * rng.gamma(1.0, size=(stages, stages)) + STAY * np.diag(
        structure.may_move.diagonal()
    )
    often = symbols.counts(np.ones((*symbols.codes.shape, 1)))[0, :, 0]
    parameters = {
        name: kind.start(symbols.shown[name], often * symbols.shown[name].known, stages, rng)
        for name, kind in structure.kinds.items()
    }
    for name, never in structure.silent.items():
        parameters[name] = structure.kinds[name].never(parameters[name], never)
    return Run(Chain(initial / initial.sum(), move / move.sum(axis=1, keepdims=True)), parameters)


def _chain(before: Chain, first: np.ndarray, moves: np.ndarray) -> Chain:
    total = moves.sum(axis=1, keepdims=True)
    known = total > 0
    return Chain(first.mean(axis=0), np.where(known, moves / np.where(known, total, 1.0), before.transition))


def _emissions(
    before: Parameters, symbols: Symbols, kinds: Mapping[str, Kind], found: Posterior
) -> Parameters:
    weights, after = symbols.counts(found.stages), {}
    whole = weights.sum(axis=0)
    for name, kind in kinds.items():
        seen = symbols.shown[name]
        if isinstance(kind, Differing):
            each = weights * seen.known[:, None]
            after[name] = kind.estimate_on(before[name], seen, each, symbols.grid.places[name])
        else:
            after[name] = kind.estimate(before[name], seen, whole * seen.known[:, None])
    return after
