"""Who responds more: the effect of a treatment in each group, and whether the groups differ in it."""

import math
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd
from scipy import stats
from scipy.optimize import brentq

from cvm_lessons.core import DataError, filled_column, format_number, number_columns, yes_or_no_column
from cvm_lessons.measurement._checks import check_level
from cvm_lessons.measurement.means import share_interval

__all__ = ["EffectSpread", "effect_spread", "effects_by_group"]

ARMS = ("control", "treated")


@dataclass(frozen=True, repr=False)
class EffectSpread:
    """Cochran's test of equal effects, and how much the true effects differ between groups.

    Parameters
    ----------
    q : float
        Cochran's Q.
    df : int
        Groups less one.
    p : float
        Chance of such a Q where all effects are equal.
    i_squared : float
        Share of Q beyond what chance brings.
    spread, low, high : float
        Standard deviation of the true effects over groups (Paule and Mandel), and its interval.
    level : float, default 0.95
        Confidence level of the interval.
    """

    q: float
    df: int
    p: float
    i_squared: float
    spread: float
    low: float
    high: float
    level: float = 0.95

    def __repr__(self) -> str:
        q, p = format_number(self.q, 2), format_number(self.p, 3)
        ends = ", ".join(format_number(end, 3) for end in (self.low, self.high))
        return f"Q({self.df}) = {q}, p = {p}; spread {format_number(self.spread, 3)} [{ends}]"

    def to_frame(self) -> pd.DataFrame:
        """Return one row, a column per field.

        Returns
        -------
        DataFrame
            Columns q, df, p, i_squared, spread, low, high, level.
        """
        return pd.DataFrame([asdict(self)])


def effects_by_group(
    customers: pd.DataFrame,
    group: str,
    *,
    treated: str = "treated",
    responded: str = "responded",
    level: float = 0.95,
) -> pd.DataFrame:
    """Return for each group how much more those respond who were treated by lot.

    Parameters
    ----------
    customers : DataFrame
        One row per customer of one campaign.
    group : str
        Column with the group: a tier, a segment.
    treated, responded : str
        Columns: drawn by lot to be treated (1) or not (0); responded (1) or not (0).
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `group`, in the order of its categories or sorted; columns n_control, n_treated, control and
        treated (response rates), effect (their difference), low, high (Newcombe's interval, which stays
        within -1 and 1).

    Raises
    ------
    DataError
        If a value is missing or not 0 or 1, or a group has customers in one arm only.
    ParameterError
        If `level` is out of range.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17(8), 873-890, method 10.

    Examples
    --------
    >>> rows = {"tier": ["gold"] * 4 + ["iron"] * 4, "treated": [0, 0, 1, 1] * 2}
    >>> campaign = pd.DataFrame(rows).assign(responded=[0, 1, 1, 1, 0, 1, 0, 1])
    >>> effects_by_group(campaign, "tier")["effect"].to_dict()
    {'gold': 0.5, 'iron': 0.0}
    """
    groups = filled_column(customers, group)
    arms = pd.DataFrame(
        {"treated": yes_or_no_column(customers, treated), "responded": yes_or_no_column(customers, responded)}
    )
    rows = {}
    for name, part in arms.groupby(groups, observed=True):
        counts = part.groupby("treated")["responded"].agg(["size", "sum"])
        if len(counts) < 2:
            raise DataError(
                f"{group} {name!r} has one arm only: customers treated and not treated are needed."
            )
        left, reached = (
            share_interval(int(counts.loc[arm, "sum"]), int(counts.loc[arm, "size"]), level=level)
            for arm in (0.0, 1.0)
        )
        effect = reached.estimate - left.estimate
        low = effect - math.hypot(reached.estimate - reached.low, left.high - left.estimate)
        high = effect + math.hypot(reached.high - reached.estimate, left.estimate - left.low)
        rows[name] = (left.n, reached.n, left.estimate, reached.estimate, effect, low, high)
    columns = ["n_control", "n_treated", "control", "treated", "effect", "low", "high"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis(group)


def effect_spread(effects: pd.DataFrame, *, level: float = 0.95) -> EffectSpread:
    """Test whether effects differ between groups, and estimate by how much.

    Parameters
    ----------
    effects : DataFrame
        What `effects_by_group` returns.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    EffectSpread
        Cochran's Q, and the standard deviation of the true effects with its Q-profile interval.

    Raises
    ------
    DataError
        If there are fewer than two groups, or a number is missing.
    ParameterError
        If `level` is out of range.

    References
    ----------
    Cochran (1954), Biometrics 10(1), 101-129; Paule and Mandel (1982), Journal of Research of the National
    Bureau of Standards 87(5), 377-385; Viechtbauer (2007), Statistics in Medicine 26(1), 37-52.

    Examples
    --------
    >>> arms = {"n_control": [100, 100], "n_treated": [100, 100], "control": [0.1, 0.1]}
    >>> effect_spread(pd.DataFrame({**arms, "treated": [0.5, 0.1], "effect": [0.4, 0.0]}))
    Q(1) = 30.30, p = 0.000; spread 0.278 [0.115, 9.025]
    """
    tail = (1 - check_level(level)) / 2
    numbers = number_columns(effects, ["n_control", "n_treated", "control", "treated", "effect"])
    if (df := len(numbers) - 1) < 1:
        raise DataError("the effects are of 1 group: two are needed to compare responses.")
    # One success and one failure added to each arm: a small group without a response has a variance, too.
    moved = [(numbers[arm] * numbers[f"n_{arm}"] + 1) / (numbers[f"n_{arm}"] + 2) for arm in ARMS]
    sizes = [numbers[f"n_{arm}"] + 2 for arm in ARMS]
    variance = sum(share * (1 - share) / n for share, n in zip(moved, sizes, strict=True)).to_numpy()
    effect = numbers["effect"].to_numpy()
    q = _cochran_q(effect, variance, 0.0)
    low, high = (_spread_at(effect, variance, float(stats.chi2.isf(share, df))) for share in (tail, 1 - tail))
    return EffectSpread(
        q=q,
        df=df,
        p=float(stats.chi2.sf(q, df)),
        i_squared=(q - df) / q if q > df else 0.0,
        spread=_spread_at(effect, variance, df),
        low=low,
        high=high,
        level=level,
    )


def _cochran_q(effect: np.ndarray, variance: np.ndarray, between: float) -> float:
    weights = 1 / (variance + between)
    mean = np.sum(weights * effect) / np.sum(weights)
    return float(np.sum(weights * (effect - mean) ** 2))


def _spread_at(effect: np.ndarray, variance: np.ndarray, wanted: float) -> float:
    """Return the spread of true effects at which Q falls to a quantile of its distribution."""
    if _cochran_q(effect, variance, 0.0) <= wanted:
        return 0.0
    top = 1.0
    while _cochran_q(effect, variance, top) > wanted:
        top *= 10
    return math.sqrt(brentq(lambda between: _cochran_q(effect, variance, between) - wanted, 0.0, top))
