"""Hidden Markov model of the stages of a relationship: what is seen depends on a stage that is not."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Self

import numpy as np
import pandas as pd
from sklearn.exceptions import ConvergenceWarning

from cvm_lessons.core import ParameterError, as_generator, check_number
from cvm_lessons.lifecycle._baum_welch import Run, best_run, random_start
from cvm_lessons.lifecycle._bootstrap import bootstrap_runs, parameter_table
from cvm_lessons.lifecycle._checks import check_count
from cvm_lessons.lifecycle._forward_backward import Chain
from cvm_lessons.lifecycle._learned import check_shares, in_order, parameter_arrays
from cvm_lessons.lifecycle._stage_reader import StageReader
from cvm_lessons.lifecycle._structure import free_parameters
from cvm_lessons.lifecycle._symbols import known_categories

__all__ = ["HiddenMarkovModel"]


class HiddenMarkovModel(StageReader):
    """Stages that are not seen, a Markov chain between them, and what each of them shows.

    Fitted by Baum-Welch from several random starts. Given the stage, the columns of `emissions` are
    independent of each other and of the past. A missing value is taken as not observed, which is right only
    where its being missing tells nothing of the stage. Rows of a customer are steps of the chain whatever the
    distance between their periods.

    Parameters
    ----------
    stages : sequence of str
        Names of the stages. Without `moves` the fitted stages are put in the order of the mean of the first
        emission, lowest first, because the data do not know their names.
    emissions : mapping of str to {"bernoulli", "poisson", "categorical"}
        Columns that are seen, each with its kind of distribution.
    exit : str, optional
        Stage that is never left and in which no relationship begins.
    silent : sequence of str
        Columns that are 0 for certain after the exit, such as a purchase.
    moves : mapping of str to sequence of str, optional
        Which stages may follow a stage (itself included); all may if left out.
    begin : sequence of str, optional
        Stages in which a relationship may begin; all but `exit` if left out.
    restarts : int, default 10
        Random starts; the one ahead after 20 steps goes on.
    max_iterations : int, default 1000
        Steps at most.
    tolerance : float, default 1e-7
        Gain in log-likelihood per customer below which the climb ends.
    rng : numpy.random.Generator or int, default 0
        Generator or seed of the starts.
    customer, period : str
        Columns that say whose row it is and when.

    Attributes
    ----------
    initial_ : Series
        Chance of each stage at the start.
    transition_ : DataFrame
        Chance of each stage (column) after each stage (row).
    parameters_ : dict
        By emission: a Series of means by stage, or a frame of the chances of each category.
    loglik_, history_, starts_ : float, list and list
        Log-likelihood; its course; what each start had reached on trial.
    converged_, n_ : bool and int
        Whether the climb ended by itself; number of customers.

    References
    ----------
    Rabiner (1989), A tutorial on hidden Markov models, Proceedings of the IEEE 77(2), 257-286; for customers
    Netzer, Lattin and Srinivasan (2008), Marketing Science 27(2), 185-204.

    Examples
    --------
    >>> model = HiddenMarkovModel.from_params(
    ...     ["cool", "warm"], {"orders": "poisson"}, initial=[1, 0],
    ...     transition=[[0.9, 0.1], [0.2, 0.8]], parameters={"orders": [0.5, 4.0]})
    >>> orders = pd.DataFrame({"customer_id": "A", "period": range(5), "orders": [0, 1, 5, 3, 6]})
    >>> model.most_likely_stages(orders)["stage"].tolist()
    ['cool', 'cool', 'warm', 'warm', 'warm']
    """

    def __init__(
        self,
        stages: Sequence[str],
        emissions: Mapping[str, str],
        *,
        exit: str | None = None,  # noqa: A002 the word of the field
        silent: Sequence[str] = (),
        moves: Mapping[str, Sequence[str]] | None = None,
        begin: Sequence[str] | None = None,
        restarts: int = 10,
        max_iterations: int = 1000,
        tolerance: float = 1e-7,
        rng: np.random.Generator | int = 0,
        customer: str = "customer_id",
        period: str = "period",
    ) -> None:
        self.stages = stages
        self.emissions = emissions
        self.exit = exit
        self.silent = silent
        self.moves = moves
        self.begin = begin
        self.restarts = restarts
        self.max_iterations = max_iterations
        self.tolerance = tolerance
        self.rng = rng
        self.customer = customer
        self.period = period

    @classmethod
    def from_params(
        cls,
        stages: Sequence[str],
        emissions: Mapping[str, str],
        *,
        initial: object,
        transition: object,
        parameters: Mapping[str, object],
        **options: object,
    ) -> Self:
        """Return a model with given parameters: it tells stages without a fit.

        Parameters
        ----------
        stages : sequence of str
            Names of the stages.
        emissions : mapping of str to str
            Columns and their kinds.
        initial : array-like
            Chance of each stage at the start.
        transition : array-like
            A row of chances per stage.
        parameters : mapping
            By emission: a chance or a rate per stage, or a frame (rows stages, columns categories).
        **options : object
            Other arguments of the model.

        Returns
        -------
        Self
            The model.

        Raises
        ------
        ParameterError
            If a shape does not fit or chances do not add up to 1.
        """
        model = cls(stages, emissions, **options)  # type: ignore[arg-type]
        structure = model._structure()
        count = len(structure.may_start)
        first = check_shares("initial", initial, (count,))
        chain = Chain(first, check_shares("transition", transition, (count, count)))
        arrays, model._categories = parameter_arrays(parameters, structure.kinds, count)
        return model._learn(Run(chain, arrays))

    def fit(self, panel: pd.DataFrame, start: HiddenMarkovModel | None = None) -> Self:
        """Find the chain and the emissions that make what is seen most likely.

        Parameters
        ----------
        panel : DataFrame
            One row per customer and period.
        start : HiddenMarkovModel, optional
            A model of the same form whose parameters are tried beside the random starts: with `restarts` 0
            the climb keeps what its stages mean. Random starts may end with the names on other stages.

        Returns
        -------
        Self
            The fitted model.

        Raises
        ------
        DataError
            If a column is missing, holds a value that cannot be, or nothing at all; or a customer has a
            period twice.
        ParameterError
            If an argument of the model is out of range, or `start` is of another form.

        Warns
        -----
        ConvergenceWarning
            If `max_iterations` is reached.
        """
        structure, generator = self._structure(), as_generator(self.rng)
        most = check_count("max_iterations", self.max_iterations, low=1)
        tolerance = check_number("tolerance", self.tolerance, low=0)
        count = check_count("restarts", self.restarts, low=1 if start is None else 0)
        self._categories = known_categories(panel, structure.kinds)
        given = [] if start is None else [self._given(start)]
        symbols = self._symbols(panel)
        starts = [*(random_start(structure, symbols, generator) for _ in range(count)), *given]
        run, self.starts_ = best_run(starts, symbols, structure.kinds, most=most, tolerance=tolerance)
        if self.moves is None:
            gone = [] if self.exit is None else [list(self.stages).index(self.exit)]
            run = in_order(run, next(iter(structure.kinds)), gone)
        self._learn(run)
        self.history_, self.converged_, self.n_ = list(run.history), run.converged, symbols.customers
        self.loglik_ = float(self._forward(symbols)[1].sum())
        if not run.converged:
            warnings.warn(
                f"HiddenMarkovModel still gains after {most} iterations: raise max_iterations.",
                ConvergenceWarning,
                stacklevel=2,
            )
        return self

    def intervals(
        self,
        panel: pd.DataFrame,
        *,
        n_boot: int = 200,
        level: float = 0.95,
        rng: np.random.Generator | int = 0,
    ) -> pd.DataFrame:
        """Return an interval for each parameter, from fits to customers drawn again.

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
            Index parameter (initial, transition or an emission), stage, of (the next stage, a category, or
            empty); columns estimate, low, high.

        Raises
        ------
        DataError
            As `log_likelihood`.
        ParameterError
            If the model has no parameters yet or an argument is out of range.
        """
        run, symbols, kinds = self._learned(), self._symbols(panel), self._structure().kinds
        tail = (1 - check_number("level", level, low=0.5, high=0.999)) / 2
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
        draws = pd.concat([parameter_table(each, names, self._categories) for each in runs], axis=1)
        table = parameter_table(run, names, self._categories).to_frame()
        return table.assign(low=draws.quantile(tail, axis=1), high=draws.quantile(1 - tail, axis=1))

    def aic(self) -> float:
        """Return Akaike's criterion, 2 k - 2 ln L: smaller is better.

        Returns
        -------
        float
            With k free parameters.
        """
        return 2 * self._free() - 2 * self.loglik_

    def bic(self) -> float:
        """Return the Bayesian criterion, k ln n - 2 ln L: smaller is better.

        Returns
        -------
        float
            With k free parameters and n customers.
        """
        return self._free() * float(np.log(self.n_)) - 2 * self.loglik_

    def _given(self, start: HiddenMarkovModel) -> Run:
        """Return the parameters of another model, whose categories this one takes over."""
        run = start._learned()
        if list(start.stages) != list(self.stages) or dict(start.emissions) != dict(self.emissions):
            raise ParameterError("start has other stages or emissions than the model that is fitted.")
        self._categories = start._categories
        return Run(run.chain, run.parameters)

    def _free(self) -> int:
        if not hasattr(self, "loglik_"):
            raise ParameterError("HiddenMarkovModel has not been fitted: call fit(panel) first.")
        return free_parameters(self._structure(), self._categories)
