"""May groups be compared? Measurement invariance: the same factors, loadings, intercepts, errors."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.core import DataError, ParameterError, check_choice, filled_column
from cvm_lessons.measurement._factor_model import FactorModel, sample_from_frame, sample_from_moments
from cvm_lessons.measurement._groups import INVARIANCE_LEVELS, group_problem, group_tables, released
from cvm_lessons.measurement._likelihood import Problem, Sample, maximise
from cvm_lessons.measurement._strain import score_test
from cvm_lessons.measurement.fit_measures import FitMeasures, measure_fit

__all__ = ["INVARIANCE_LEVELS", "InvarianceLevel", "MeasurementInvariance"]

COMPARED = ["chi2", "df", "p", "cfi", "tli", "rmsea", "srmr", "aic", "bic"]


@dataclass(frozen=True, eq=False, repr=False)
class InvarianceLevel:
    """One model fitted to all groups at once.

    Parameters
    ----------
    name : str
        Its level.
    fit : FitMeasures
        How well it fits.
    parameters : DataFrame
        As of `ConfirmatoryFactorAnalysis`, with the column `group`; what groups share stands in each.
    improper : tuple of str
        Estimates that no population can have, group by group.
    """

    name: str
    fit: FitMeasures
    parameters: pd.DataFrame
    improper: tuple[str, ...]

    def __repr__(self) -> str:
        faults = [f"improper: {fault}" for fault in self.improper]
        return "\n".join([f"{self.name} invariance: {self.fit!r}", *faults])


class MeasurementInvariance:
    """The ladder of models that says which comparison of groups is fair.

    Configural: the same items measure the same factors. Metric: loadings are equal, so relations of
    factors can be compared. Scalar: intercepts are equal too, so means of factors can be compared.
    Strict: error variances are equal too.

    Parameters
    ----------
    model : mapping of str to sequence of str
        Items of each factor.
    group : str, default "country"
        Column that says which group a row belongs to.
    levels : sequence of str, default ("configural", "metric", "scalar")
        Levels to fit, of `INVARIANCE_LEVELS`.
    free_loadings, free_intercepts : sequence of str, optional
        Items whose loading or intercept may differ between groups at every level: partial invariance.
    standardize_latent : bool, default False
        Whether a factor has variance 1 in the first group; otherwise it has the unit of its first item.
    correlated_errors : iterable of pairs of str, optional
        Pairs of items that share more than their factors, in each group to its own degree.

    Attributes
    ----------
    table_ : DataFrame
        A row a level: chi2, df, p, cfi, tli, rmsea, srmr, aic, bic, and the steps from the level before:
        chi2_change, df_change, p_change, cfi_change, rmsea_change.
    levels_ : dict of str to InvarianceLevel
        The fitted models.
    groups_ : dict of str to int
        Rows of each group; the first one is the reference.

    References
    ----------
    Meredith (1993), Psychometrika 58(4), 525-543; Steenkamp and Baumgartner (1998), Journal of Consumer
    Research 25(1), 78-90; Cheung and Rensvold (2002), Structural Equation Modeling 9(2), 233-255, whose
    limit for a fall of CFI is 0.01.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> trust = rng.normal(size=600) + np.repeat([0, 0.5], 300)
    >>> items = pd.DataFrame(trust[:, None] + rng.normal(scale=0.6, size=(600, 4)), columns=list("abcd"))
    >>> items["country"] = np.repeat(["north", "south"], 300)
    >>> ladder = MeasurementInvariance({"trust": list("abcd")}).fit(items)
    >>> ladder.table_["df"].tolist()
    [4, 7, 10]
    >>> ladder.latent_means()[["group", "factor", "estimate"]].round(2).values.tolist()
    [['south', 'trust', 0.61]]
    """

    def __init__(
        self,
        model: Mapping[str, Sequence[str]],
        *,
        group: str = "country",
        levels: Sequence[str] = ("configural", "metric", "scalar"),
        free_loadings: Sequence[str] = (),
        free_intercepts: Sequence[str] = (),
        standardize_latent: bool = False,
        correlated_errors: Iterable[Sequence[str]] = (),
    ) -> None:
        self.model = model
        self.group = group
        self.levels = levels
        self.free_loadings = free_loadings
        self.free_intercepts = free_intercepts
        self.standardize_latent = standardize_latent
        self.correlated_errors = correlated_errors

    def __repr__(self) -> str:
        text = f"MeasurementInvariance({', '.join(self.model)} by {self.group})"
        return "\n".join([text, *map(repr, self.levels_.values())]) if hasattr(self, "levels_") else text

    def fit(self, frame: pd.DataFrame) -> Self:
        """Fit the levels to answers.

        Parameters
        ----------
        frame : DataFrame
            One row a respondent, with the items and the column `group`; no value missing.

        Returns
        -------
        MeasurementInvariance
            Itself, with the attributes that end in an underscore.

        Raises
        ------
        DataError
            If there are fewer than two groups, one of them is too small, or a level has no solution.
        ParameterError
            If the model or a level is faulty.
        """
        model = self._read()
        labels = filled_column(frame, self.group)
        samples = {}
        for label in pd.unique(labels):
            try:
                samples[str(label)] = sample_from_frame(frame[labels == label], model.items)
            except DataError as fault:
                raise DataError(f"group {label!r}: {fault}") from fault
        return self._fit(model, samples)

    def fit_moments(self, groups: Mapping[str, tuple[pd.DataFrame, int, pd.Series]]) -> Self:
        """Fit the levels to the moments of each group.

        Parameters
        ----------
        groups : mapping of str to tuple
            By group: covariances with divisor n - 1, rows, means.

        Returns
        -------
        MeasurementInvariance
            Itself, with the attributes that end in an underscore.

        Raises
        ------
        DataError
            If a matrix is none of covariances, or a level has no solution.
        ParameterError
            If the model or a level is faulty.
        """
        model = self._read()
        samples = {str(name): sample_from_moments(*moments, model.items) for name, moments in groups.items()}
        return self._fit(model, samples)

    def latent_means(self, level: str = "scalar") -> pd.DataFrame:
        """Return by how much the factors of each group lie above those of the first group.

        Parameters
        ----------
        level : str, default "scalar"
            A fitted level with equal intercepts.

        Returns
        -------
        DataFrame
            Columns group, factor, estimate, standard_error, z, p, low, high, standardized (in standard
            deviations of the group's factor). Before intercepts are equal, means cannot be compared.

        Raises
        ------
        ParameterError
            If the level was not fitted, or does not hold intercepts equal.
        """
        if check_choice("level", level, self.levels_) in ("configural", "metric"):
            raise ParameterError(f"level={level!r} leaves intercepts free: means need level='scalar'.")
        table = self.levels_[level].parameters.query("kind == 'mean'").dropna(subset="standard_error")
        columns = ["group", "first", "estimate", "standard_error", "z", "p", "low", "high", "standardized"]
        return table[columns].rename(columns={"first": "factor"}).reset_index(drop=True)

    def release_tests(self, level: str) -> pd.DataFrame:
        """Return by how much chi-square would fall if one item were let go from what the level holds equal.

        Parameters
        ----------
        level : str
            A fitted level.

        Returns
        -------
        DataFrame
            Columns kind, item, index (the fall), df, p, largest first: candidates for `free_loadings` and
            `free_intercepts`. An item that fixes its factor's unit is not tested.

        Raises
        ------
        ParameterError
            If the level was not fitted.
        """
        check_choice("level", level, self.levels_)
        problem, theta = self._problems[level]
        shared = [parameter for parameter in problem.parameters if not parameter.group]
        rows = []
        for parameter in shared:
            wider, start = released(problem, theta, parameter)
            fall, df = score_test(wider, start), len(start) - len(theta)
            item = parameter.entry.right
            rows.append([parameter.entry.kind, item, fall, df, float(stats.chi2.sf(fall, df))])
        table = pd.DataFrame(rows, columns=["kind", "item", "index", "df", "p"])
        return table.sort_values("index", ascending=False, ignore_index=True)

    def _read(self) -> FactorModel:
        model = FactorModel.read(self.model, None, self.correlated_errors)
        for level in self.levels:
            check_choice("levels", level, INVARIANCE_LEVELS)
        if not self.levels:
            raise ParameterError("levels is empty: name at least one.")
        for name, items in {
            "free_loadings": self.free_loadings,
            "free_intercepts": self.free_intercepts,
        }.items():
            if isinstance(items, str):
                raise ParameterError(f"{name}={items!r} is one name: write [{items!r}].")
            for item in items:
                check_choice(name, item, model.items)
        return model

    def _fit(self, model: FactorModel, samples: Mapping[str, Sample]) -> Self:
        if len(samples) < 2:
            raise DataError(f"column {self.group!r} names {len(samples)} group: two or more are needed.")
        for name, sample in samples.items():
            if sample.means is None:
                raise ParameterError(
                    f"group {name!r} has no means: pass (covariance, n, means) for each group."
                )
        self.groups_ = {name: sample.n for name, sample in samples.items()}
        self.levels_: dict[str, InvarianceLevel] = {}
        self._problems: dict[str, tuple[Problem, np.ndarray]] = {}
        for level in [name for name in INVARIANCE_LEVELS if name in self.levels]:
            self._fit_level(model, samples, level)
        self.table_ = _ladder(self.levels_)
        return self

    def _fit_level(self, model: FactorModel, samples: Mapping[str, Sample], level: str) -> None:
        free = {"loading": self.free_loadings, "intercept": self.free_intercepts}
        problem, start = group_problem(model, samples, level, free=free, markers=not self.standardize_latent)
        try:
            theta, covariance = maximise(problem, start)
        except DataError as fault:
            raise DataError(f"{level} invariance: {fault}") from fault
        parameters, faults = group_tables(problem, list(samples), theta, covariance)
        self._problems[level] = problem, theta
        self.levels_[level] = InvarianceLevel(level, measure_fit(problem, theta), parameters, faults)


def _ladder(levels: Mapping[str, InvarianceLevel]) -> pd.DataFrame:
    table = pd.concat([level.fit.to_frame() for level in levels.values()], ignore_index=True)[COMPARED]
    table.index = pd.Index(levels, name="level")
    steps = table[["chi2", "df", "cfi", "rmsea"]].diff().add_suffix("_change")
    steps.insert(2, "p_change", stats.chi2.sf(steps["chi2_change"], steps["df_change"]))
    return table.join(steps)
