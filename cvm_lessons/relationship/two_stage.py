"""Two-stage least squares for a panel: what is drawn by lot stands in for what both sides move."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.core import DataError, ParameterError, filled_column, format_number, number_columns
from cvm_lessons.measurement import Interval

__all__ = ["TwoStageFit", "fit_two_stage"]

WEAK_F = 10.0  # below it a first stage is called weak: Staiger and Stock's rule of thumb
DEPENDENT = 1e-9  # share of a column's length that the others may leave unexplained


@dataclass(frozen=True, eq=False, repr=False)
class TwoStageFit:
    """A two-stage fit; what `fit_two_stage` returns.

    Attributes
    ----------
    outcome : str
        What is explained.
    coefficients : Series
        By term.
    covariance : DataFrame
        Of the coefficients, robust to likeness within clusters.
    first_stage : Series
        F of the instruments for each moved column (robust, too); below 10 is weak. Empty without instruments.
    n, clusters : int
        Rows and clusters.

    References
    ----------
    Angrist, Imbens and Rubin (1996), Journal of the American Statistical Association 91(434), 444-455.
    """

    outcome: str
    coefficients: pd.Series
    covariance: pd.DataFrame
    first_stage: pd.Series
    n: int
    clusters: int

    def __repr__(self) -> str:
        stage = f", least first-stage F {format_number(self.first_stage.min(), 1)}"
        return (
            f"TwoStageFit of {self.outcome} on {', '.join(self.coefficients.index)}: n {self.n} in "
            f"{self.clusters} clusters{stage if len(self.first_stage) else ''}"
        )

    @property
    def weak(self) -> bool:
        """Whether a first stage is weak: its estimate then leans towards that of least squares."""
        return bool((self.first_stage < WEAK_F).any())

    def interval(self, term: str, *, level: float = 0.95) -> Interval:
        """Return a coefficient with its interval, of t with one degree of freedom per cluster less one.

        Parameters
        ----------
        term : str
            Name of the coefficient.
        level : float, default 0.95
            Confidence level.

        Returns
        -------
        Interval
            In the unit of the coefficient.

        Raises
        ------
        ParameterError
            If there is no such term.
        """
        if term not in self.coefficients.index:
            raise ParameterError(f"term={term!r} is not one of {', '.join(self.coefficients.index)}.")
        estimate = float(self.coefficients[term])
        reach = float(stats.t.ppf((1 + level) / 2, self.clusters - 1))
        half = reach * float(self.covariance.loc[term, term]) ** 0.5
        return Interval(estimate, estimate - half, estimate + half, self.n, level)

    def to_frame(self, *, level: float = 0.95) -> pd.DataFrame:
        """Return the table of coefficients.

        Parameters
        ----------
        level : float, default 0.95
            Confidence level.

        Returns
        -------
        DataFrame
            Index `term`; columns estimate, low, high, first_stage (F; missing for terms that need none).
        """
        ends = [self.interval(term, level=level) for term in self.coefficients.index]
        table = pd.DataFrame(
            {
                "estimate": [end.estimate for end in ends],
                "low": [end.low for end in ends],
                "high": [end.high for end in ends],
            },
            index=self.coefficients.index.rename("term"),
        )
        return table.assign(first_stage=self.first_stage.reindex(table.index))


def fit_two_stage(
    frame: pd.DataFrame,
    outcome: str,
    moved: Sequence[str],
    given: Sequence[str] = (),
    instruments: Sequence[str] = (),
    *,
    absorb: Sequence[str] = (),
    cluster: str,
) -> TwoStageFit:
    """Fit an equation whose `moved` columns react to the outcome, by means of instruments.

    The first stage predicts each moved column from the instruments and the given columns; the second uses the
    predictions. Without instruments it is least squares. `absorb` takes out what is constant within its
    values: with the show and the year, a show is compared with itself in the same year as others.

    Parameters
    ----------
    frame : DataFrame
        One row an observation, no value missing.
    outcome : str
        Column to explain.
    moved : sequence of str
        Columns that the outcome or a common cause may move.
    given : sequence of str
        Columns that nothing here moves.
    instruments : sequence of str
        Columns that move the moved ones and the outcome only through them; as many as they, or more.
    absorb : sequence of str
        Columns whose values get a constant of their own.
    cluster : str
        Column within which errors are alike.

    Returns
    -------
    TwoStageFit
        Coefficients of the moved and given columns, with cluster-robust errors and first-stage F.

    Raises
    ------
    DataError
        If a column or value is missing, columns are combinations of each other once the constants are out, or
        there are too few rows or clusters.
    ParameterError
        If there are fewer instruments than moved columns, or a name comes twice.

    References
    ----------
    Angrist, Imbens and Rubin (1996), Journal of the American Statistical Association 91(434), 444-455;
    Cameron and Miller (2015), Journal of Human Resources 50(2), 317-372, for the clusters.

    Examples
    --------
    >>> lots = pd.DataFrame({"lot": [0, 0, 1, 1], "came": [0, 1, 1, 3], "sales": [1, 3, 4, 8]})
    >>> lots["firm"] = range(4)
    >>> fit = fit_two_stage(lots, "sales", ["came"], instruments=["lot"], cluster="firm")
    >>> round(float(fit.coefficients["came"]), 4)  # (6 - 2) / (2 - 0.5)
    2.6667
    """
    names = [outcome, *moved, *given, *instruments]
    if len(set(names)) < len(names) or not [*moved, *given]:
        raise ParameterError(
            f"columns {', '.join(names)}: each must be named once, with one predictor or more."
        )
    if instruments and len(instruments) < len(moved):
        raise ParameterError(
            f"{len(instruments)} instruments for {len(moved)} moved columns: as many are needed."
        )
    values = number_columns(frame, names).to_numpy()
    codes = pd.factorize(filled_column(frame, cluster))[0]
    constants = _constants(frame, absorb)
    predictors = len(given) + max(len(moved), len(instruments))
    if len(frame) <= predictors + np.linalg.matrix_rank(constants) or codes.max() < 1:
        raise DataError(f"{len(frame)} rows in {codes.max() + 1} clusters cannot carry {predictors} columns.")
    clean = values - constants @ np.linalg.lstsq(constants, values, rcond=None)[0]
    y, k = clean[:, 0], len(moved) + len(given)
    x = clean[:, 1 : 1 + k]
    z = np.column_stack([clean[:, 1 + k :], x[:, len(moved) :]]) if instruments else x
    _check_rank(x, [*moved, *given], values[:, 1 : 1 + k])
    _check_rank(z, [*instruments, *given] if instruments else [*moved, *given], None)
    terms = pd.Index([*moved, *given], name="term")
    solution, covariance = _second_stage(y, x, z, codes)
    strength = (
        [_strength(x[:, at], z, len(instruments), codes) for at in range(len(moved))] if instruments else []
    )
    return TwoStageFit(
        outcome=outcome,
        coefficients=pd.Series(solution, index=terms, name="coefficient"),
        covariance=pd.DataFrame(covariance, index=terms, columns=terms),
        first_stage=pd.Series(
            strength, index=pd.Index(moved if instruments else [], name="term"), dtype=float
        ),
        n=len(frame),
        clusters=int(codes.max()) + 1,
    )


def _constants(frame: pd.DataFrame, absorb: Sequence[str]) -> np.ndarray:
    blocks = [np.ones((len(frame), 1))]
    blocks += [
        pd.get_dummies(filled_column(frame, name).astype(str)).to_numpy(dtype=float) for name in absorb
    ]
    return np.column_stack(blocks)


def _check_rank(x: np.ndarray, names: Sequence[str], raw: np.ndarray | None) -> None:
    lengths = np.linalg.norm(x, axis=0)
    whole = lengths if raw is None else np.linalg.norm(raw - raw.mean(axis=0), axis=0)
    flat = lengths <= DEPENDENT * np.maximum(whole, 1e-300)
    if flat.any() or (lengths == 0).any():
        name = names[int(np.argmax(flat | (lengths == 0)))]
        raise DataError(f"column {name!r} does not vary once the constants are taken out.")
    left = np.abs(np.diag(np.linalg.qr(x / lengths, mode="r")))
    if left.min() < DEPENDENT:
        raise DataError(f"column {names[int(left.argmin())]!r} is a combination of the columns before it.")


def _second_stage(
    y: np.ndarray, x: np.ndarray, z: np.ndarray, codes: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    fitted = z @ np.linalg.lstsq(z, x, rcond=None)[0]
    bread = np.linalg.inv(fitted.T @ fitted)
    solution = bread @ fitted.T @ y
    residuals = y - x @ solution
    return solution, bread @ _meat(fitted, residuals, codes) @ bread


def _meat(x: np.ndarray, residuals: np.ndarray, codes: np.ndarray) -> np.ndarray:
    sums = np.zeros((codes.max() + 1, x.shape[1]))
    np.add.at(sums, codes, x * residuals[:, None])
    groups = len(sums)
    meat: np.ndarray = groups / (groups - 1) * sums.T @ sums
    return meat


def _strength(moved: np.ndarray, z: np.ndarray, instruments: int, codes: np.ndarray) -> float:
    bread = np.linalg.inv(z.T @ z)
    slopes = bread @ z.T @ moved
    covariance = bread @ _meat(z, moved - z @ slopes, codes) @ bread
    part = slopes[:instruments]
    return float(part @ np.linalg.solve(covariance[:instruments, :instruments], part) / instruments)
