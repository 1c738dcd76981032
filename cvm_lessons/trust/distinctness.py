"""Are trust and satisfaction two things? One factor against two, and the correlation of the two."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import pandas as pd
from scipy import stats

from cvm_lessons.core import ParameterError, check_number, format_number
from cvm_lessons.measurement import ConfirmatoryFactorAnalysis, Interval, average_variance_extracted
from cvm_lessons.trust._effects import check_names

__all__ = ["Distinctness", "one_or_two"]

FEWEST_ITEMS = 2  # per construct; with three or more each could stand alone


@dataclass(frozen=True, repr=False)
class Distinctness:
    """Two sets of items, measured as one thing and as two; what `one_or_two` returns.

    Parameters
    ----------
    correlation : Interval
        Of the two factors, free of the items' error.
    chi2, p : float
        By how much one factor fits worse than two (one degree of freedom).
    cfi_one, cfi_two, rmsea_one, rmsea_two : float
        Fit of both models.
    shared, ave_first, ave_second : float
        Squared correlation, and the average variance that each factor extracts from its items.
    n : int
        Answers.
    """

    correlation: Interval
    chi2: float
    p: float
    cfi_one: float
    cfi_two: float
    rmsea_one: float
    rmsea_two: float
    shared: float
    ave_first: float
    ave_second: float
    n: int

    def __repr__(self) -> str:
        chi2, cfi = format_number(self.chi2, 1), f"{self.cfi_one:.3f} against {self.cfi_two:.3f}"
        return f"correlation {self.correlation}; one factor is worse by chi2 {chi2} (1 df), CFI {cfi}"

    def distinct(self, limit: float = 0.85) -> bool:
        """Return whether the whole interval of the correlation lies below a limit.

        Parameters
        ----------
        limit : float, default 0.85
            The strict rule of thumb; 0.90 is the lenient one.

        Returns
        -------
        bool
            A difference from 1 that is only significant does not make two constructs.

        Raises
        ------
        ParameterError
            If the limit does not lie from 0 to 1.
        """
        return bool(self.correlation.high < check_number("limit", limit, low=0, high=1))

    @property
    def fornell_larcker(self) -> bool:
        """Whether each factor shares more with its own items than with the other factor."""
        return self.shared < min(self.ave_first, self.ave_second)

    def to_frame(self) -> pd.DataFrame:
        """Return one row, a column per number.

        Returns
        -------
        DataFrame
            Columns correlation, low, high, and the other fields.
        """
        fields = {name: value for name, value in asdict(self).items() if name != "correlation"}
        ends = {
            "correlation": self.correlation.estimate,
            "low": self.correlation.low,
            "high": self.correlation.high,
        }
        return pd.DataFrame([{**ends, **fields}])


def one_or_two(answers: pd.DataFrame, first: Sequence[str], second: Sequence[str]) -> Distinctness:
    """Fit the items of two scales as one factor and as two, and compare.

    Satisfaction looks back at what was met, trust looks ahead to what one relies on; whether customers tell
    the two apart is a matter of data. With thousands of answers the chi-square test rejects one factor for
    any gap: read the correlation.

    Parameters
    ----------
    answers : DataFrame
        One row per answer, no value missing; one answer per customer, or errors are somewhat too small.
    first, second : sequence of str
        Item columns of the two scales, two or more each.

    Returns
    -------
    Distinctness
        Correlation, chi-square difference, fit of both, and the average variance extracted.

    Raises
    ------
    DataError
        If a value is missing, an item does not vary, or a model cannot be fitted.
    ParameterError
        If a scale has fewer than two items, or both share an item.

    References
    ----------
    Fornell and Larcker (1981), Journal of Marketing Research 18(1), 39-50; Garbarino and Johnson (1999),
    Journal of Marketing 63(2), 70-87.

    Examples
    --------
    >>> import numpy as np
    >>> rng = np.random.default_rng(3)
    >>> trust, joy = rng.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], size=400).T
    >>> noise = rng.normal(scale=0.6, size=(400, 6))
    >>> items = pd.DataFrame(noise + np.column_stack([trust] * 3 + [joy] * 3), columns=list("abcdef"))
    >>> both = one_or_two(items, ["a", "b", "c"], ["d", "e", "f"])
    >>> both.correlation.covers(0.6), both.distinct(), both.fornell_larcker
    (True, True, True)
    """
    blocks = [check_names("first", first), check_names("second", second)]
    for name, items in zip(("first", "second"), blocks, strict=True):
        if len(items) < FEWEST_ITEMS:
            raise ParameterError(f"{name}={items!r} has one item: a factor needs two or more.")
    if both := [item for item in blocks[0] if item in blocks[1]]:
        raise ParameterError(f"{both[0]!r} stands in both scales: an item measures one of them.")
    two = ConfirmatoryFactorAnalysis({"first": blocks[0], "second": blocks[1]}, standardize_latent=True).fit(
        answers
    )
    one = ConfirmatoryFactorAnalysis({"both": [*blocks[0], *blocks[1]]}, standardize_latent=True).fit(answers)
    row = two.parameters_.query("kind == 'covariance'").iloc[0]
    correlation = Interval(*(float(row[end]) for end in ("standardized", "low", "high")), two.n_)
    extracted = average_variance_extracted(two.standardized_loadings_)
    fall = max(one.fit_.chi2 - two.fit_.chi2, 0.0)  # rounding of two maxima
    return Distinctness(
        correlation=correlation,
        chi2=fall,
        p=float(stats.chi2.sf(fall, 1)),
        cfi_one=one.fit_.cfi,
        cfi_two=two.fit_.cfi,
        rmsea_one=one.fit_.rmsea.estimate,
        rmsea_two=two.fit_.rmsea.estimate,
        shared=correlation.estimate**2,
        ave_first=float(extracted["first"]),
        ave_second=float(extracted["second"]),
        n=two.n_,
    )
