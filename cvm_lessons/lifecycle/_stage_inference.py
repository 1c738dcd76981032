"""How sure a fitted hidden Markov model can be: intervals, criteria, and customers drawn from it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, as_generator, check_choice, check_number
from cvm_lessons.lifecycle._bootstrap import bootstrap_runs, parameter_table
from cvm_lessons.lifecycle._checks import check_count
from cvm_lessons.lifecycle._simulation import draw_emissions, draw_paths
from cvm_lessons.lifecycle._stage_reader import StageReader
from cvm_lessons.lifecycle._structure import free_parameters

__all__ = ["StageInference"]


class StageInference(StageReader):
    """Base of the model: what its fit allows to say, and what it would show of new customers."""

    max_iterations: int
    tolerance: float
    loglik_: float
    n_: int
    rows_: int

    def simulate(
        self,
        customers: int,
        periods: int,
        *,
        trials: Mapping[str, int] | None = None,
        rng: np.random.Generator | int = 0,
    ) -> pd.DataFrame:
        """Draw customers from the model.

        Parameters
        ----------
        customers, periods : int
            How many, and over how many periods each.
        trials : mapping of str to int, optional
            By emission that counts successes: the trials of each period.
        rng : numpy.random.Generator or int, default 0
            Generator or seed.

        Returns
        -------
        DataFrame
            Customer and period (both from 0), the emissions with their trials, and the true stage.

        Raises
        ------
        ParameterError
            If the model has no parameters yet, a number is below 1, or trials are not given for those
            emissions that count successes.
        """
        run, generator = self._learned(), as_generator(rng)
        count = check_count("customers", customers, low=1)
        length = check_count("periods", periods, low=1)
        columns = dict(self.trials or {})
        if set(trials or {}) != set(columns):
            raise ParameterError(f"trials are to be given for: {', '.join(columns) or 'no emission'}.")
        tries = {name: check_count(f"trials[{name!r}]", of, low=1) for name, of in (trials or {}).items()}
        paths = draw_paths(run.chain, count, length, generator)
        kinds = self._structure().kinds
        shown = draw_emissions(paths, run.parameters, kinds, self._categories, trials=tries, rng=generator)
        who, when = np.repeat(np.arange(count), length), np.tile(np.arange(length), count)
        keys = pd.DataFrame({self.customer: who, self.period: when})
        panel = pd.concat([keys, shown], axis=1).assign(**{columns[name]: of for name, of in tries.items()})
        return panel.assign(stage=self._named(paths.ravel()))

    def intervals(
        self,
        panel: pd.DataFrame,
        *,
        n_boot: int = 200,
        level: float = 0.95,
        rng: np.random.Generator | int = 0,
    ) -> pd.DataFrame:
        """Return a standard error and an interval for each parameter, from fits to customers drawn again.

        Parameters
        ----------
        panel : DataFrame
            The panel of the fit.
        n_boot : int, default 200
            Resamples; each climbs from the estimate.
        level : float, default 0.95
            Confidence level (percentiles).
        rng : numpy.random.Generator or int, default 0
            Generator or seed.

        Returns
        -------
        DataFrame
            Index parameter (initial, transition or an emission), stage, of (the next stage, a category,
            what the number is, or empty); columns estimate, se, low, high.

        Raises
        ------
        DataError
            As `log_likelihood`, or if there is one customer only.
        ParameterError
            If the model has no parameters yet or an argument is out of range.
        """
        run, symbols, kinds = self._learned(), self._symbols(panel), self._structure().kinds
        tail = (1 - check_number("level", level, low=0.5, high=0.999)) / 2
        if symbols.customers < 2:
            raise DataError("intervals draw customers again: one customer is not enough.")
        runs = bootstrap_runs(
            run,
            symbols,
            kinds,
            n_boot=check_count("n_boot", n_boot, low=20),
            rng=as_generator(rng),
            most=int(self.max_iterations),
            tolerance=float(self.tolerance),
        )
        names = list(self.stages)
        draws = pd.concat([parameter_table(each, names, kinds, self._categories) for each in runs], axis=1)
        table = parameter_table(run, names, kinds, self._categories).to_frame()
        low, high = draws.quantile(tail, axis=1), draws.quantile(1 - tail, axis=1)
        return table.assign(se=draws.std(axis=1), low=low, high=high)

    def aic(self) -> float:
        """Return Akaike's criterion, 2 k - 2 ln L: smaller is better.

        Returns
        -------
        float
            With k free parameters.
        """
        return 2 * self.free_parameters() - 2 * self.loglik_

    def bic(self, *, per: str = "customer") -> float:
        """Return the Bayesian criterion, k ln n - 2 ln L: smaller is better.

        Parameters
        ----------
        per : {"customer", "row"}
            What n counts: customers, who are independent of each other, or rows, as is usual for one long
            series.

        Returns
        -------
        float
            With k free parameters.

        Raises
        ------
        ParameterError
            If `per` is neither.
        """
        count = self.n_ if check_choice("per", per, ["customer", "row"]) == "customer" else self.rows_
        return self.free_parameters() * float(np.log(count)) - 2 * self.loglik_

    def free_parameters(self) -> int:
        """Return how many numbers the fit was free to choose.

        Returns
        -------
        int
            Chances and rates that the structure leaves open.

        Raises
        ------
        ParameterError
            If the model has not been fitted.
        """
        if not hasattr(self, "loglik_"):
            raise ParameterError("HiddenMarkovModel has not been fitted: call fit(panel) first.")
        return free_parameters(self._structure(), self._categories)
