"""Hidden Markov model of the stages of a relationship: what is seen depends on a stage that is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Self

import numpy as np
import pandas as pd
from sklearn.exceptions import ConvergenceWarning

from cvm_lessons.core import DataError, ParameterError, as_generator, check_choice, check_number
from cvm_lessons.lifecycle._baum_welch import Run, Structure, best_run, evidence_of, random_start
from cvm_lessons.lifecycle._checks import check_count, say
from cvm_lessons.lifecycle._forward_backward import Chain, posterior
from cvm_lessons.lifecycle._learned import check_shares, in_order, parameter_arrays
from cvm_lessons.lifecycle._overdispersed import BetaBinomial
from cvm_lessons.lifecycle._stage_inference import StageInference
from cvm_lessons.lifecycle._structure import alike
from cvm_lessons.lifecycle._symbols import Symbols, known_categories

__all__ = ["HiddenMarkovModel"]

COARSE = 0.9  # share of certainty from which on a customer sits on one point of the grid


class HiddenMarkovModel(StageInference):
    """Stages that are not seen, a Markov chain between them, and what each of them shows.

    Fitted by Baum-Welch from several starts. Given the stage (and the customer's own effect), the columns of
    `emissions` are independent of each other and of the past. A missing value is taken as not observed, which
    is right only where its being missing tells nothing of the stage. Rows of a customer are steps of the
    chain whatever the distance between their periods.

    Customers who differ for reasons that are no stage would be taken for customers of other stages. Two
    remedies: where each customer-period has a rate of its own, "betabinomial" and "negbinomial" allow for it;
    where a customer differs for good (it attends more often than others, in every stage), name the column in
    `differs`: its log-odds, or log-rate, are the stage's plus a normal effect of the customer, which is
    summed over a grid. A rate of one yes or no a period can differ in the second way only.

    The data do not know the names of stages. Stages that `moves`, `begin` and `exit` cannot tell apart are
    put in the order of the mean of `order_by`, lowest first: name them from low to high. If the climb from a
    `start` of your own wins, its names stay. `named_by_` says which it was; look at `stage_profile`.

    Parameters
    ----------
    stages : sequence of str
        Names of the stages.
    emissions : mapping of str to str
        Columns that are seen, each with its distribution: "bernoulli", "binomial", "betabinomial",
        "poisson", "negbinomial" or "categorical".
    trials : mapping of str to str, optional
        For each binomial and betabinomial column, the column that holds its number of trials.
    differs : sequence of str
        Columns (bernoulli, binomial or poisson; two at most) in which customers differ for good.
    nodes : int, default 15
        Points of the grid for each of them, over 4 standard deviations on either side; more where one
        customer's history tells its rate exactly.
    exit : str, optional
        Stage that is never left and in which no relationship begins.
    silent : sequence of str
        Columns that are 0 for certain after the exit, such as a purchase.
    moves : mapping of str to sequence of str, optional
        Which stages may follow a stage (itself included); all may if left out.
    begin : sequence of str, optional
        Stages in which a relationship may begin; all but `exit` if left out.
    order_by : str, optional
        Column by whose mean stages are put in order; the first emission if left out.
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
        By emission: a Series of means by stage (over all customers), or a frame: the chances of each
        category; mean and precision (a + b of the beta); mean and size (shape of the gamma).
    spread_ : Series
        By column of `differs`: standard deviation of the customers' effects.
    loglik_, history_, starts_ : float, list and list
        Log-likelihood; its course; what each start had reached on trial.
    converged_, n_, rows_ : bool, int and int
        Whether the climb ended by itself; number of customers, and of rows.
    named_by_ : str
        What the names of the stages rest on: "order", "structure" or "start".

    References
    ----------
    Rabiner (1989), A tutorial on hidden Markov models, Proceedings of the IEEE 77(2), 257-286; for customers
    Netzer, Lattin and Srinivasan (2008), Marketing Science 27(2), 185-204; for effects of the customer Altman
    (2007), Journal of the American Statistical Association 102(477), 201-210.

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
        trials: Mapping[str, str] | None = None,
        differs: Sequence[str] = (),
        nodes: int = 15,
        exit: str | None = None,  # noqa: A002 the word of the field
        silent: Sequence[str] = (),
        moves: Mapping[str, Sequence[str]] | None = None,
        begin: Sequence[str] | None = None,
        order_by: str | None = None,
        restarts: int = 10,
        max_iterations: int = 1000,
        tolerance: float = 1e-7,
        rng: np.random.Generator | int = 0,
        customer: str = "customer_id",
        period: str = "period",
    ) -> None:
        self.stages = stages
        self.emissions = emissions
        self.trials = trials
        self.differs = differs
        self.nodes = nodes
        self.exit = exit
        self.silent = silent
        self.moves = moves
        self.begin = begin
        self.order_by = order_by
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
        spread: Mapping[str, float] | pd.Series | None = None,
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
            Chance of each stage at the start. Here and below, rows with labels are put in the order of
            `stages`.
        transition : array-like
            A row of chances per stage.
        parameters : mapping
            By emission, as in `parameters_`: a mean per stage, or a frame (rows stages).
        spread : mapping of str to float or Series, optional
            Standard deviation of the customers' effects by column of `differs`.
        **options : object
            Other arguments of the model.

        Returns
        -------
        Self
            The model.

        Raises
        ------
        ParameterError
            If a shape or label does not fit, chances do not add up to 1, or one is given for a move or
            beginning that the model rules out.
        """
        model = cls(stages, emissions, **options)  # type: ignore[arg-type]
        structure, names = model._structure(), list(stages)
        chain = Chain(
            check_shares("initial", initial, names), check_shares("transition", transition, names, names)
        )
        if (chain.initial[~structure.may_start] > 0).any():
            raise ParameterError("initial gives a chance to a stage in which no relationship may begin.")
        if (chain.transition[~structure.may_move] > 0).any():
            raise ParameterError("transition gives a chance to a move that exit or moves rule out.")
        arrays, model._categories = parameter_arrays(parameters, structure.kinds, names, spread)
        return model._learn(Run(chain, arrays))

    def fit(self, panel: pd.DataFrame, start: HiddenMarkovModel | None = None) -> Self:
        """Find the chain and the emissions that make what is seen most likely.

        Parameters
        ----------
        panel : DataFrame
            One row per customer and period.
        start : HiddenMarkovModel, optional
            A model of the same form whose parameters are tried beside the random starts. With `restarts` 0
            the climb keeps what its stages mean; a random start that wins may not, and a warning says so.

        Returns
        -------
        Self
            The fitted model.

        Raises
        ------
        DataError
            If a column is missing, holds a value that cannot be, or nothing at all; a customer has a
            period twice; or a rate per customer-period is asked for where there never are two trials.
        ParameterError
            If an argument of the model is out of range, or `start` is of another form.

        Warns
        -----
        ConvergenceWarning
            If `max_iterations` is reached.
        UserWarning
            If a random start won over `start`, stages are not in the order that was asked for, or the grid
            of effects is coarse.
        """
        structure, generator = self._structure(), as_generator(self.rng)
        most = check_count("max_iterations", self.max_iterations, low=1)
        tolerance = check_number("tolerance", self.tolerance, low=0)
        count = check_count("restarts", self.restarts, low=1 if start is None else 0)
        first = next(iter(structure.kinds)) if self.order_by is None else self.order_by
        check_choice("order_by", first, structure.kinds)
        categories = known_categories(panel, structure.kinds)
        given = [] if start is None else [self._given(start)]
        self._categories = categories if start is None else start._categories
        symbols = self._symbols(panel)
        self._check_trials(structure, symbols)
        starts = [*given, *(random_start(structure, symbols, generator) for _ in range(count))]
        run, self.starts_ = best_run(starts, symbols, structure.kinds, most=most, tolerance=tolerance)
        kept = bool(given) and int(np.argmax(self.starts_)) == 0
        if not kept:
            means, groups = structure.kinds[first].means(run.parameters[first]), alike(structure)
            run = in_order(run, means, groups)
        self.named_by_ = "start" if kept else "order" if max(map(len, groups)) > 1 else "structure"
        self._learn(run)
        self.history_, self.converged_ = list(run.history), run.converged
        self.n_, self.rows_ = symbols.customers, len(symbols.keys)
        self.loglik_ = float(self._forward(symbols)[1].sum())
        self._warn(structure, symbols, start is not None)
        return self

    def _given(self, start: HiddenMarkovModel) -> Run:
        """Return the parameters of another model, whose categories this one takes over."""
        if not isinstance(start, HiddenMarkovModel):
            raise ParameterError(f"start is no HiddenMarkovModel but a {type(start).__name__}.")
        run = start._learned()
        forms = [(list(each.stages), dict(each.emissions), set(each.differs)) for each in (start, self)]
        if forms[0] != forms[1]:
            raise ParameterError("start has other stages or emissions than the model that is fitted.")
        return Run(run.chain, run.parameters)

    def _check_trials(self, structure: Structure, symbols: Symbols) -> None:
        for name, kind in structure.kinds.items():
            if isinstance(kind, BetaBinomial) and symbols.shown[name].trials.max() < 2:
                raise DataError(
                    f"column {name!r} has one trial a period at most: that its rate differs cannot be told "
                    "from the rate. Name it in differs, or make it bernoulli."
                )
        if self.differs and len(symbols.codes) < 2:
            raise DataError("each customer has one period only: in what customers differ cannot be told.")

    def _warn(self, structure: Structure, symbols: Symbols, started: bool) -> None:
        if not self.converged_:
            say(
                f"still gains after {self.max_iterations} iterations: raise max_iterations.",
                ConvergenceWarning,
            )
        if started and self.named_by_ != "start":
            say("a random start won: stages may not mean what they do in start; see stage_profile.")
        if self.order_by is not None and self.named_by_ != "order":
            means = structure.kinds[self.order_by].means(self._run.parameters[self.order_by])
            if (np.diff(means[structure.may_move.sum(axis=1) > 1]) < 0).any():
                say(f"stages are not in the order of {self.order_by!r}: {self.named_by_} names them.")
        if self.differs:
            points = posterior(self._run.chain, evidence_of(self._run, symbols, structure.kinds)).points
            if np.median(points.max(axis=1)) > COARSE:
                say(f"the grid is coarse for what is known of each customer: raise nodes={self.nodes}.")
