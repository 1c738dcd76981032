"""PLS path models: constructs measured by several items, and the paths between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Self

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, check_number, format_number, number_columns
from cvm_lessons.measurement import _pls_tables as tables
from cvm_lessons.measurement._checks import check_count
from cvm_lessons.measurement._cross_products import CrossProducts, Moments
from cvm_lessons.measurement._design import check_varies
from cvm_lessons.measurement._pls import PlsDesign, PlsSolution, solve_pls
from cvm_lessons.measurement._pls_design import (
    PLS_SCHEMES,
    build_pls_design,
    check_rows,
    published_moments,
)
from cvm_lessons.measurement._pls_index import check_scale, index_values

__all__ = ["PLS_SCHEMES", "PartialLeastSquaresPathModel"]

# The defaults of R's plspm, so that its published digits come out; 1e-12 takes a few steps more.
TOLERANCE = 1e-6
MOST_STEPS = 100
SMALLEST_TOLERANCE = 1e-26  # rounding alone moves the weights by so much


class PartialLeastSquaresPathModel:
    """Constructs as weighted sums of their items, and the regressions between them.

    Parameters
    ----------
    paths : mapping of str to sequence of str
        The constructs that act on each construct: ``{"loyalty": ["satisfaction", "image"]}``; no circles.
    blocks : mapping of str to sequence of str
        The columns that measure each construct.
    modes : mapping of str to {"A", "B"}, optional
        A where the items reflect the construct (the default), B where they form it.
    scheme : {"centroid", "factorial", "path"}
        How neighbours weigh in the inner estimate: sign, correlation, or coefficient for causes.
    scaled : bool, default True
        Whether items are standardised first. Items of one unit and scale may stay as they are.
    tolerance : float, default 1e-6
        Sum of squared changes of the weights at which the steps end.
    max_iter : int, default 100
        Most steps.

    Attributes
    ----------
    outer_model_ : DataFrame
        Index `item`; columns construct, weight, loading, communality, redundancy.
    crossloadings_ : DataFrame
        Correlations of each item with each construct.
    paths_ : DataFrame
        origin, target, estimate, standard_error, t, p, low, high; the errors take the weights as known,
        those of `bootstrap_pls` do not.
    effects_ : DataFrame
        origin, target, direct, indirect, total of each pair that is linked.
    quality_ : DataFrame
        Index `construct`; columns mode, items, r_squared, communality, redundancy, ave, alpha (of
        standardised items), rho_a, composite_reliability (from the loadings) and dillon_goldstein (from
        the first principal component), both somewhat too high, because a score holds its items' errors,
        eigenvalue_1 and eigenvalue_2 (the second below 1: the block measures one thing).
    r_squared_ : Series
        By construct that others explain.
    construct_correlations_ : DataFrame
        Of the scores.
    goodness_of_fit_ : float
        Geometric mean of mean communality and mean R²; no test of the model.
    n_, n_steps_ : int
        Rows, and steps until the weights settled.

    References
    ----------
    Tenenhaus, Esposito Vinzi, Chatelin and Lauro (2005), Computational Statistics & Data Analysis 48(1),
    159-205; Wold (1982), in Systems under Indirect Observation II, 1-54; Dijkstra and Henseler (2015),
    MIS Quarterly 39(2), 297-316, for rho_A.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> quality = rng.normal(size=300)
    >>> satisfaction = 0.8 * quality + 0.6 * rng.normal(size=300)
    >>> items = {f"q{i}": quality + 0.5 * rng.normal(size=300) for i in range(3)}
    >>> items |= {f"s{i}": satisfaction + 0.5 * rng.normal(size=300) for i in range(3)}
    >>> blocks = {"QUAL": ["q0", "q1", "q2"], "SAT": ["s0", "s1", "s2"]}
    >>> model = PartialLeastSquaresPathModel({"SAT": ["QUAL"]}, blocks)
    >>> model.fit(pd.DataFrame(items))
    PartialLeastSquaresPathModel of 2 constructs, 1 path, 6 items: n 300, R² SAT 0.52
    """

    def __init__(
        self,
        paths: Mapping[str, Sequence[str]],
        blocks: Mapping[str, Sequence[str]],
        modes: Mapping[str, str] | None = None,
        *,
        scheme: str = "centroid",
        scaled: bool = True,
        tolerance: float = TOLERANCE,
        max_iter: int = MOST_STEPS,
    ) -> None:
        self.paths = paths
        self.blocks = blocks
        self.modes = modes
        self.scheme = scheme
        self.scaled = scaled
        self.tolerance = tolerance
        self.max_iter = max_iter

    def __repr__(self) -> str:
        arrows = sum(map(len, self.paths.values()))
        items = sum(map(len, self.blocks.values()))
        counts = [(len(self.blocks), "construct"), (arrows, "path"), (items, "item")]
        size = ", ".join(f"{count} {what}{'s' * (count != 1)}" for count, what in counts)
        if not hasattr(self, "solution_"):
            return f"{type(self).__name__} of {size}: not fitted"
        shares = ", ".join(f"{name} {format_number(share, 2)}" for name, share in self.r_squared_.items())
        return f"{type(self).__name__} of {size}: n {format_number(self.n_)}, R² {shares}"

    def fit(self, frame: pd.DataFrame) -> Self:
        """Estimate weights, loadings and paths.

        Parameters
        ----------
        frame : DataFrame
            One row a respondent, with the columns of the blocks, no value missing.

        Returns
        -------
        PartialLeastSquaresPathModel
            The model itself.

        Raises
        ------
        DataError
            If a column is missing, holds a missing value or does not vary, there are too few rows, or
            the weights do not settle.
        ParameterError
            If paths, blocks, modes or options do not make a model.
        """
        design = self._design()
        numbers = number_columns(frame, list(design.items))
        check_rows(design, len(numbers))
        for item in design.items:
            check_varies(item, numbers[item].to_numpy())
        return self._learn(design, CrossProducts.of(numbers).sample())

    def fit_covariance(
        self, covariance: pd.DataFrame, n: int, means: Mapping[str, float] | None = None
    ) -> Self:
        """Estimate the model from published moments instead of rows.

        Parameters
        ----------
        covariance : DataFrame
            Covariances (divided by n - 1) or correlations, with the items in index and columns.
        n : int
            Rows behind them.
        means : mapping of str to float, optional
            Mean by item; only `index` needs them.

        Returns
        -------
        PartialLeastSquaresPathModel
            The model itself.

        Raises
        ------
        DataError
            If an item is missing, or the matrix is not symmetric with positive variances.
        ParameterError
            For the reasons of `fit`.
        """
        design = self._design()
        items = list(design.items)
        check_rows(design, check_count("n", n, low=2))
        return self._learn(design, published_moments(items, covariance, n, means))

    def scores(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the constructs of each row, standardised as in the sample that was fitted.

        Parameters
        ----------
        frame : DataFrame
            With the columns of the blocks: the rows that were fitted, or others.

        Returns
        -------
        DataFrame
            A column per construct; mean 0 and variance 1 (divided by n) over the fitted rows.

        Raises
        ------
        DataError
            If a column or a value is missing, or the model was fitted without means.
        """
        solution, moments = self._fitted(with_means=True)
        spread = np.sqrt(np.diag(moments.covariances)) if self.scaled else 1.0
        z = (number_columns(frame, list(self.design_.items)).to_numpy() - moments.means) / spread
        return pd.DataFrame(z @ solution.weights, index=frame.index, columns=list(self.design_.system.names))

    def index(self, *, scale: tuple[float, float] = (1, 10)) -> pd.Series:
        """Return each construct as an index from 0 to 100, as the national satisfaction indices do.

        The weights of the raw items, (Σw·mean - Σw·min) / (Σw·(max - min)) · 100.

        Parameters
        ----------
        scale : tuple of float, default (1, 10)
            Lowest and highest possible answer.

        Returns
        -------
        Series
            Index by construct, of the sample's means.

        Raises
        ------
        DataError
            If the model was fitted without means, or an item's weight is not positive.
        ParameterError
            If the scale is none.

        References
        ----------
        Fornell, Johnson, Anderson, Cha and Bryant (1996), Journal of Marketing 60(4), 7-18.
        """
        solution, moments = self._fitted(with_means=True)
        values = index_values(self.design_, solution, moments, check_scale(scale))
        return pd.Series(values, index=pd.Index(self.design_.system.names, name="construct"), name="index")

    def index_scores(self, frame: pd.DataFrame, *, scale: tuple[float, float] = (1, 10)) -> pd.DataFrame:
        """Return the index of each row; the means over the fitted rows are `index`.

        Parameters
        ----------
        frame : DataFrame
            With the columns of the blocks.
        scale : tuple of float, default (1, 10)
            Lowest and highest possible answer.

        Returns
        -------
        DataFrame
            A column per construct, from 0 to 100.

        Raises
        ------
        DataError
            If an answer is missing or outside the scale, or an item's weight is not positive.
        ParameterError
            If the scale is none.
        """
        solution, moments = self._fitted()
        low, high = check_scale(scale)
        answers = number_columns(frame, list(self.design_.items), low=low, high=high).to_numpy()
        values = index_values(self.design_, solution, replace(moments, means=answers), (low, high))
        return pd.DataFrame(values, index=frame.index, columns=list(self.design_.system.names))

    def _design(self) -> PlsDesign:
        return build_pls_design(
            self.paths,
            self.blocks,
            dict(self.modes or {}),
            scheme=self.scheme,
            scaled=bool(self.scaled),
            tolerance=check_number("tolerance", self.tolerance, low=SMALLEST_TOLERANCE, high=0.1),
            max_iter=check_count("max_iter", self.max_iter, low=1),
        )

    def _learn(self, design: PlsDesign, moments: Moments) -> Self:
        solution = solve_pls(design, moments.covariances)
        names = list(design.system.names)
        self.design_, self.moments_, self.solution_ = design, moments, solution
        self.n_, self.n_steps_ = int(moments.n), int(solution.steps)
        self.outer_model_ = tables.outer_table(design, solution)
        self.crossloadings_ = pd.DataFrame(
            solution.crossloadings, index=self.outer_model_.index, columns=names
        )
        self.paths_ = tables.paths_table(design, solution, self.n_)
        self.effects_ = tables.effects_table(design, solution)
        self.quality_ = tables.quality_table(design, solution, moments.covariances)
        self.r_squared_ = self.quality_["r_squared"].dropna()
        self.construct_correlations_ = pd.DataFrame(solution.between, index=names, columns=names)
        self.goodness_of_fit_ = tables.goodness_of_fit(self.quality_)
        return self

    def _fitted(self, *, with_means: bool = False) -> tuple[PlsSolution, Moments]:
        if not hasattr(self, "solution_"):
            raise DataError("the model is not fitted: call fit(frame) first.")
        if with_means and np.isnan(self.moments_.means).any():
            raise DataError("the model was fitted without means: pass means= to fit_covariance().")
        return self.solution_, self.moments_
