"""What a hidden Markov model with parameters says of customers: likelihood, stages now and to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.lifecycle._baum_welch import Run, Structure, evidence_of
from cvm_lessons.lifecycle._checks import check_count
from cvm_lessons.lifecycle._customer_effects import Differing, grid_of
from cvm_lessons.lifecycle._forward_backward import likely_path, posterior, run_forward, weigh_points
from cvm_lessons.lifecycle._learned import parameter_frames
from cvm_lessons.lifecycle._structure import read_kinds, read_structure
from cvm_lessons.lifecycle._symbols import Symbols, read_symbols

__all__ = ["StageReader"]


class StageReader(BaseEstimator):
    """Base of the model: reads stages from histories with the parameters that it has."""

    stages: Sequence[str]
    emissions: Mapping[str, str]
    trials: Mapping[str, str] | None
    differs: Sequence[str]
    nodes: int
    exit: str | None
    silent: Sequence[str]
    moves: Mapping[str, Sequence[str]] | None
    begin: Sequence[str] | None
    customer: str
    period: str
    _run: Run
    _categories: dict[str, list[object]]

    def log_likelihood(self, panel: pd.DataFrame) -> float:
        """Return the log-likelihood of what is seen; of customers kept out of the fit, it is a test of it.

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
        return float(self.customer_log_likelihood(panel).sum())

    def customer_log_likelihood(self, panel: pd.DataFrame) -> pd.Series:
        """Return the log-likelihood of what is seen of each customer; a very low one is an unusual history.

        Parameters
        ----------
        panel : DataFrame
            One row per customer and period.

        Returns
        -------
        Series
            Indexed and sorted by customer.

        Raises
        ------
        DataError
            As `log_likelihood`.
        """
        symbols = self._symbols(panel)
        index = pd.Index(symbols.names, name=self.customer)
        return pd.Series(self._forward(symbols)[1], index=index, name="loglik").sort_index()

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
            run = self._learned()
            found = posterior(run.chain, evidence_of(run, symbols, self._structure().kinds))
            chances = symbols.of_customers(found.stages)
        columns = pd.DataFrame(chances[symbols.places], columns=list(self.stages))
        return pd.concat([symbols.keys, columns], axis=1)

    def most_likely_stages(self, panel: pd.DataFrame) -> pd.DataFrame:
        """Return the course of stages of each customer that is most likely as a whole (Viterbi).

        The likeliest stage of each single period is another question: see `stage_probabilities`.

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
        symbols, run = self._symbols(panel), self._learned()
        self._forward(symbols)
        path = likely_path(run.chain, evidence_of(run, symbols, self._structure().kinds))
        return symbols.keys.assign(stage=self._named(path[symbols.places]))

    def stage_forecast(self, panel: pd.DataFrame, ahead: int = 1) -> pd.DataFrame:
        """Return the chance of each stage in the periods after each customer's last one.

        Parameters
        ----------
        panel : DataFrame
            One row per customer and period.
        ahead : int, default 1
            How many periods to look ahead.

        Returns
        -------
        DataFrame
            Customer and ahead (from 1), which are the first columns; a column per stage.

        Raises
        ------
        DataError
            As `log_likelihood`.
        ParameterError
            If `ahead` is no whole number from 1.

        References
        ----------
        Zucchini and MacDonald (2009), Hidden Markov Models for Time Series, section 5.3.
        """
        steps = check_count("ahead", ahead, low=1)
        now = self.stage_probabilities(panel, smoothed=False).groupby(self.customer, sort=False).tail(1)
        chances, tables = now[list(self.stages)].to_numpy(), []
        for step in range(1, steps + 1):
            chances = chances @ self._learned().chain.transition
            keys = pd.DataFrame({self.customer: now[self.customer].to_numpy(), "ahead": step})
            tables.append(pd.concat([keys, pd.DataFrame(chances, columns=list(self.stages))], axis=1))
        return pd.concat(tables).sort_values([self.customer, "ahead"], ignore_index=True)

    def customer_effects(self, panel: pd.DataFrame) -> pd.DataFrame:
        """Return how far each customer differs from the middle one of its stage, in the columns of `differs`.

        Parameters
        ----------
        panel : DataFrame
            One row per customer and period.

        Returns
        -------
        DataFrame
            Index customer and column; mean and sd of what is known of the effect, given the whole history,
            on the scale of the log-odds (of the log for a count).

        Raises
        ------
        DataError
            As `log_likelihood`.
        ParameterError
            If the model lets customers differ in no column.
        """
        if not self.differs:
            raise ParameterError(
                "differs is empty: this model gives all customers of a stage the same rates."
            )
        symbols, run = self._symbols(panel), self._learned()
        self._forward(symbols)
        points = posterior(run.chain, evidence_of(run, symbols, self._structure().kinds)).points
        tables = {}
        for name in self.differs:
            place = symbols.grid.places[name] * run.parameters[name][0, 1]
            mean, square = points @ place, points @ place**2
            tables[name] = pd.DataFrame({"mean": mean, "sd": np.sqrt(np.maximum(square - mean**2, 0.0))})
        table = pd.concat(tables, names=["column", self.customer])
        who = dict(enumerate(symbols.names))
        return table.rename(index=who, level=self.customer).swaplevel().sort_index()

    def stage_profile(self, panel: pd.DataFrame) -> pd.DataFrame:
        """Return what the stages are like, so that nobody has to trust their names.

        Parameters
        ----------
        panel : DataFrame
            One row per customer and period.

        Returns
        -------
        DataFrame
            Index stage: share of the rows of `panel`, periods that a stay lasts on average (infinite in the
            exit), and the mean of each emission that is a number.

        Raises
        ------
        DataError
            As `log_likelihood`.
        """
        chances = self.stage_probabilities(panel)[list(self.stages)]
        run, kinds = self._learned(), self._structure().kinds
        with np.errstate(divide="ignore"):
            stay = 1 / (1 - run.chain.transition.diagonal())
        table = {"share": chances.mean().to_numpy(), "stay": stay}
        table |= {
            name: kind.means(run.parameters[name])
            for name, kind in kinds.items()
            if name not in self._categories
        }
        return pd.DataFrame(table, index=pd.Index(list(self.stages), name="stage"))

    def _structure(self) -> Structure:
        nodes = check_count("nodes", self.nodes, low=3)
        kinds = read_kinds(self.emissions, trials=self.trials, differs=self.differs, nodes=nodes)
        return read_structure(
            self.stages, kinds, leaving=self.exit, silent=self.silent, moves=self.moves, begin=self.begin
        )

    def _symbols(self, panel: pd.DataFrame) -> Symbols:
        kinds = self._structure().kinds
        keys = (self.customer, self.period)
        columns = tuple(name for name, kind in kinds.items() if isinstance(kind, Differing))
        grid = grid_of(columns, int(self.nodes))
        return read_symbols(panel, kinds, self._known(), keys, trials=dict(self.trials or {}), grid=grid)

    def _known(self) -> dict[str, list[object]]:
        if not hasattr(self, "_categories"):
            self._learned()
        return self._categories

    def _learn(self, run: Run) -> Self:
        kinds, names = self._structure().kinds, list(self.stages)
        self._run, index = run, pd.Index(names, name="stage")
        self.initial_ = pd.Series(run.chain.initial, index=index, name="initial")
        self.transition_ = pd.DataFrame(run.chain.transition, index=index, columns=index.rename("next"))
        self.parameters_ = parameter_frames(run.parameters, names, kinds, self._categories)
        spread = {name: run.parameters[name][0, 1] for name in kinds if name in self.differs}
        self.spread_ = pd.Series(spread, name="spread", dtype=float)
        return self

    def _learned(self) -> Run:
        if not hasattr(self, "_run"):
            raise ParameterError(
                "HiddenMarkovModel has no parameters yet: call fit, or make it with from_params."
            )
        return self._run

    def _forward(self, symbols: Symbols) -> tuple[np.ndarray, np.ndarray]:
        """Return each stage's chance given the past, and the log-likelihood of each customer."""
        run = self._learned()
        evidence = evidence_of(run, symbols, self._structure().kinds)
        chances, scale = run_forward(run.chain, evidence)
        _, loglik = weigh_points(scale.sum(axis=0), evidence)
        if not np.isfinite(loglik).all():
            who = symbols.names[int((~np.isfinite(loglik)).argmax())]
            raise DataError(f"customer {who} shows what no course of stages of this model can show.")
        for period, so_far in enumerate(np.cumsum(scale, axis=0)):
            chances[period] *= weigh_points(so_far, evidence)[0].ravel()[:, None]
        return symbols.of_customers(chances), loglik

    def _named(self, places: np.ndarray) -> pd.Categorical:
        return pd.Categorical.from_codes(places, categories=list(self.stages), ordered=True)
