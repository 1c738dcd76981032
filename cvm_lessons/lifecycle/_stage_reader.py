"""What a hidden Markov model with parameters says of customers: likelihood, stages, and new draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator

from cvm_lessons.core import DataError, ParameterError, as_generator
from cvm_lessons.lifecycle._baum_welch import Run, Structure
from cvm_lessons.lifecycle._checks import check_count
from cvm_lessons.lifecycle._emission_kinds import log_chances
from cvm_lessons.lifecycle._forward_backward import Evidence, likely_path, posterior, run_forward
from cvm_lessons.lifecycle._learned import parameter_frames
from cvm_lessons.lifecycle._simulation import draw_emissions, draw_paths
from cvm_lessons.lifecycle._structure import read_structure
from cvm_lessons.lifecycle._symbols import Symbols, read_symbols

__all__ = ["StageReader"]


class StageReader(BaseEstimator):
    """Base of the model: reads stages from histories with the parameters that it has."""

    stages: Sequence[str]
    emissions: Mapping[str, str]
    exit: str | None
    silent: Sequence[str]
    moves: Mapping[str, Sequence[str]] | None
    begin: Sequence[str] | None
    customer: str
    period: str
    _run: Run
    _categories: dict[str, list[object]]

    def log_likelihood(self, panel: pd.DataFrame) -> float:
        """Return the log-likelihood of what is seen.

        Parameters
        ----------
        panel : DataFrame
            One row per customer and period.

        Returns
        -------
        float
            Sum over customers.

        Raises
        ------
        DataError
            As `fit`, or if a customer shows what no course of stages can show.
        """
        return float(self._forward(self._symbols(panel))[1].sum())

    def stage_probabilities(self, panel: pd.DataFrame, *, smoothed: bool = True) -> pd.DataFrame:
        """Return the chance of each stage for each customer and period.

        Parameters
        ----------
        panel : DataFrame
            One row per customer and period.
        smoothed : bool, default True
            Whether later periods count too, as befits a look back; a decision knows the past only.

        Returns
        -------
        DataFrame
            Sorted by customer and period, which are the first columns; a column per stage.

        Raises
        ------
        DataError
            As `log_likelihood`.
        """
        symbols = self._symbols(panel)
        chances, _ = self._forward(symbols)
        if smoothed:
            chances = posterior(self._learned().chain, self._evidence(symbols)).stages
        columns = pd.DataFrame(chances[symbols.places], columns=list(self.stages))
        return pd.concat([symbols.keys, columns], axis=1)

    def most_likely_stages(self, panel: pd.DataFrame) -> pd.DataFrame:
        """Return the course of stages of each customer that is most likely as a whole (Viterbi).

        Parameters
        ----------
        panel : DataFrame
            One row per customer and period.

        Returns
        -------
        DataFrame
            Sorted by customer and period, which are the first columns; stage, an ordered category.

        Raises
        ------
        DataError
            As `log_likelihood`.
        """
        symbols = self._symbols(panel)
        self._forward(symbols)
        path = likely_path(self._learned().chain, self._evidence(symbols))
        return symbols.keys.assign(stage=self._named(path[symbols.places]))

    def simulate(self, customers: int, periods: int, *, rng: np.random.Generator | int = 0) -> pd.DataFrame:
        """Draw customers from the model.

        Parameters
        ----------
        customers, periods : int
            How many, and over how many periods each.
        rng : numpy.random.Generator or int, default 0
            Generator or seed.

        Returns
        -------
        DataFrame
            Customer and period (both from 0), the emissions, and the true stage.

        Raises
        ------
        ParameterError
            If the model has no parameters yet or a number is below 1.
        """
        run, generator = self._learned(), as_generator(rng)
        count = check_count("customers", customers, low=1)
        length = check_count("periods", periods, low=1)
        paths = draw_paths(run.chain, count, length, generator)
        shown = draw_emissions(paths, run.parameters, self._structure().kinds, self._categories, generator)
        who, when = np.repeat(np.arange(count), length), np.tile(np.arange(length), count)
        keys = pd.DataFrame({self.customer: who, self.period: when})
        return pd.concat([keys, shown], axis=1).assign(stage=self._named(paths.ravel()))

    def _structure(self) -> Structure:
        return read_structure(
            self.stages,
            self.emissions,
            leaving=self.exit,
            silent=self.silent,
            moves=self.moves,
            begin=self.begin,
        )

    def _symbols(self, panel: pd.DataFrame) -> Symbols:
        return read_symbols(panel, self.emissions, self._known(), self.customer, self.period)

    def _known(self) -> dict[str, list[object]]:
        if not hasattr(self, "_categories"):
            self._learned()
        return self._categories

    def _learn(self, run: Run) -> Self:
        self._run, index = run, pd.Index(list(self.stages), name="stage")
        self.initial_ = pd.Series(run.chain.initial, index=index, name="initial")
        self.transition_ = pd.DataFrame(run.chain.transition, index=index, columns=index.rename("next"))
        self.parameters_ = parameter_frames(run.parameters, list(self.stages), self._categories)
        return self

    def _learned(self) -> Run:
        if not hasattr(self, "_run"):
            raise ParameterError(
                "HiddenMarkovModel has no parameters yet: call fit, or make it with from_params."
            )
        return self._run

    def _evidence(self, symbols: Symbols) -> Evidence:
        table = log_chances(self._learned().parameters, self._structure().kinds, symbols.values)
        return Evidence(table, symbols.codes, symbols.seen)

    def _forward(self, symbols: Symbols) -> tuple[np.ndarray, np.ndarray]:
        """Return each stage's chance given the past, and the log-likelihood of each customer."""
        chances, scale = run_forward(self._learned().chain, self._evidence(symbols))
        loglik = scale.sum(axis=0)
        if not np.isfinite(loglik).all():
            who = symbols.keys[self.customer].unique()[int((~np.isfinite(loglik)).argmax())]
            raise DataError(f"customer {who} shows what no course of stages of this model can show.")
        return chances, loglik

    def _named(self, places: np.ndarray) -> pd.Categorical:
        return pd.Categorical.from_codes(places, categories=list(self.stages), ordered=True)
