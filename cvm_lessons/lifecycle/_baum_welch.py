"""Baum-Welch: expectation and maximisation in turn, from several starts, within a given structure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from cvm_lessons.lifecycle._emission_kinds import Parameters, estimate_emissions, log_chances
from cvm_lessons.lifecycle._forward_backward import Chain, Evidence, posterior
from cvm_lessons.lifecycle._symbols import Symbols

__all__ = ["Run", "Structure", "best_run", "climb", "random_start"]

TRIAL = 20  # iterations after which only the best start goes on
STAY = 3.0  # random chains stay this much more readily than they move: stages last


@dataclass(frozen=True, eq=False)
class Structure:
    """What is fixed beforehand: where a chain may begin and go, and what a stage can never show."""

    may_start: np.ndarray
    may_move: np.ndarray
    kinds: Mapping[str, str]
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


def climb(run: Run, symbols: Symbols, kinds: Mapping[str, str], *, most: int, tolerance: float) -> Run:
    """Return the run after up to `most` steps, or when a step gains less than `tolerance` a customer."""
    for _ in range(most):
        table = log_chances(run.parameters, kinds, symbols.values)
        found = posterior(run.chain, Evidence(table, symbols.codes, symbols.seen))
        value = float(found.loglik.sum())
        if run.history and value - run.history[-1] < tolerance * symbols.customers:
            return replace(run, history=(*run.history, value), converged=True)
        run = Run(
            _chain(run.chain, found.stages[0], found.moves),
            estimate_emissions(run.parameters, kinds, symbols.values, symbols.counts(found.stages)),
            (*run.history, value),
        )
    return run


def best_run(
    starts: list[Run], symbols: Symbols, kinds: Mapping[str, str], *, most: int, tolerance: float
) -> tuple[Run, list[float]]:
    """Return the best start's run to the end, and the log-likelihood that each start had reached on trial."""
    trials = [climb(start, symbols, kinds, most=min(TRIAL, most), tolerance=tolerance) for start in starts]
    reached = [trial.loglik for trial in trials]
    return climb(trials[int(np.argmax(reached))], symbols, kinds, most=most, tolerance=tolerance), reached


def random_start(structure: Structure, symbols: Symbols, rng: np.random.Generator) -> Run:
    """Return a chain and emissions drawn at random around what is seen in all stages together."""
    stages = len(structure.may_start)
    initial = structure.may_start * rng.gamma(1.0, size=stages)
    move = structure.may_move * rng.gamma(1.0, size=(stages, stages)) + STAY * np.diag(
        structure.may_move.diagonal()
    )
    weight = np.bincount(symbols.codes[symbols.seen], minlength=len(next(iter(symbols.values.values()))))
    parameters = {
        name: _random_emission(kind, symbols.values[name], weight, stages, rng)
        for name, kind in structure.kinds.items()
    }
    for name, never in structure.silent.items():
        parameters[name] = np.where(never, 0.0, parameters[name])
    return Run(Chain(initial / initial.sum(), move / move.sum(axis=1, keepdims=True)), parameters)


def _chain(before: Chain, first: np.ndarray, moves: np.ndarray) -> Chain:
    total = moves.sum(axis=1, keepdims=True)
    known = total > 0
    return Chain(first.mean(axis=0), np.where(known, moves / np.where(known, total, 1.0), before.transition))


def _random_emission(
    kind: str, value: np.ndarray, weight: np.ndarray, stages: int, rng: np.random.Generator
) -> np.ndarray:
    known = np.isfinite(value)
    seen, often = value[known], weight[known]
    if kind == "categorical":
        shares = np.bincount(seen.astype(int), often)
        return rng.dirichlet(1.0 + stages * shares / shares.sum(), size=stages)
    mean = float(seen @ often) / max(float(often.sum()), 1.0)
    if kind == "poisson":
        return mean * np.sort(rng.gamma(2.0, 0.5, size=stages))
    return np.sort(rng.beta(1.0 + mean, 2.0 - mean, size=stages))
