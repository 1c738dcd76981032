"""What a recovery after a failure is worth: whom it keeps, at the same gravity, and what it costs.

What the three justices do to satisfaction, and whether the paradox exists, is measured in
``cvm_lessons.satisfaction`` (`recovery_effects`, `recovery_paradox`); here the question is staying.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cvm_lessons.churn._checks import column_names, normal_quantile, yes_or_no
from cvm_lessons.core import (
    DataError,
    ParameterError,
    check_choice,
    check_number,
    filled_column,
    number_column,
    require_columns,
)
from cvm_lessons.measurement import fit_logit

__all__ = ["JUSTICES", "justice_and_staying", "recovery_staying", "recovery_worth"]

# Result, procedure and treatment: the order of the field.
JUSTICES = ("justice_distributive", "justice_procedural", "justice_interactional")


def recovery_staying(
    complaints: pd.DataFrame,
    *,
    recovery: str = "recovery",
    stayed: str = "stayed",
    strata: Sequence[str] = ("severity",),
    reference: str = "none",
    level: float = 0.95,
) -> pd.DataFrame:
    """Return by how much each recovery raises the share that stays, among failures of the same gravity.

    Grave failures get more from the desk and lose more customers: a plain comparison makes recovery look
    harmful. Here customers are compared within strata, and the differences weighted as Mantel and Haenszel.

    With customers who had no failure as a kind of their own and as the `reference`, an effect above 0 is the
    recovery paradox in staying: who was let down and well recovered stays more than who never was. Strata are
    then what is known of both, such as size or tenure. For satisfaction see `recovery_paradox` of
    ``cvm_lessons.satisfaction``.

    Parameters
    ----------
    complaints : DataFrame
        One row per complaint whose end is known: keep ``complaints[complaints[stayed].notna()]``.
    recovery, stayed : str
        Columns of what was done, and of 0 and 1.
    strata : sequence of str
        Columns that must be the same in a comparison.
    reference : str, default "none"
        The recovery to compare with.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `recovery` without the reference; columns n, plain (difference of the raw shares), effect,
        low, high (difference at the same strata).

    Raises
    ------
    DataError
        If a column or value is missing, or a recovery shares no stratum with the reference.
    ParameterError
        If the reference does not occur or the level is out of range.

    References
    ----------
    Greenland and Robins (1985), Estimation of a common effect parameter from sparse follow-up data,
    Biometrics 41(1), 55-68.

    Examples
    --------
    >>> rows = {"severity": [1] * 6 + [5] * 6, "recovery": ["none"] * 4 + ["fix"] * 2 + ["none"] * 2}
    >>> rows["recovery"] += ["fix"] * 4
    >>> rows["stayed"] = [1, 1, 1, 0, 1, 1, 0, 0, 1, 0, 0, 0]
    >>> recovery_staying(pd.DataFrame(rows)).round(2)[["plain", "effect"]].to_dict("list")
    {'plain': [0.0], 'effect': [0.25]}
    """
    z = normal_quantile(level)
    done = filled_column(complaints, recovery).astype(str)
    kinds = [str(kind) for kind in pd.unique(done)]
    check_choice("reference", reference, kinds)
    names = column_names("strata", strata)
    keys = pd.DataFrame({name: filled_column(complaints, name) for name in names}, index=complaints.index)
    stratum = keys.groupby(names, observed=True).ngroup() if names else pd.Series(0, index=complaints.index)
    rows = pd.DataFrame({"kind": done, "stayed": yes_or_no(complaints, stayed), "stratum": stratum})
    table = {}
    for kind in sorted(set(kinds) - {reference}):
        pair = rows[rows["kind"].isin([kind, reference])]
        effect, error = _risk_difference(pair.assign(treated=pair["kind"] == kind), kind, reference)
        means = pair.groupby("kind")["stayed"].mean()
        table[kind] = {
            "n": int((pair["kind"] == kind).sum()),
            "plain": float(means[kind] - means[reference]),
            "effect": effect,
            "low": effect - z * error,
            "high": effect + z * error,
        }
    if not table:
        raise DataError(f"column {recovery!r} holds {reference!r} only: there is nothing to compare.")
    return pd.DataFrame.from_dict(table, orient="index").rename_axis("recovery").astype({"n": int})


def justice_and_staying(
    complaints: pd.DataFrame,
    *,
    justice: Sequence[str] = JUSTICES,
    stayed: str = "stayed",
    covariates: Sequence[str] = ("severity", "second_failure", "satisfaction_before"),
    cluster: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return what each kind of justice adds to the chance of staying, in percentage points per point.

    Parameters
    ----------
    complaints : DataFrame
        One row per complaint whose end is known and which answered the follow-up.
    justice : sequence of str
        Columns of justice: of the result, the procedure, the treatment.
    stayed : str, default "stayed"
        Column of 0 and 1.
    covariates : sequence of str
        Columns held fixed.
    cluster : str, optional
        Column of the customer, where one complains several times.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `justice`; columns estimate, low, high (change of the chance at the mean of all columns; 0.05
        is five points) and odds_ratio.

    Raises
    ------
    DataError
        If a value is missing or the regression is impossible.
    ParameterError
        If no justice is named, a column twice, or the level is out of range.

    References
    ----------
    Tax, Brown and Chandrashekaran (1998), Journal of Marketing 62(2), 60-76; de Matos, Henrique and Rossi
    (2007), Journal of Service Research 10(1), 60-77: satisfaction rises, repurchase hardly does.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> rows = pd.DataFrame({"fair": rng.integers(1, 8, 800)})
    >>> rows["stayed"] = (rng.random(800) < 0.1 * rows["fair"]).astype(int)
    >>> justice_and_staying(rows, justice=["fair"], covariates=[])["estimate"].round(1).to_dict()
    {'fair': 0.1}
    """
    names, held = column_names("justice", justice), column_names("covariates", covariates)
    if not names:
        raise ParameterError("justice is empty: name one column or more.")
    kept = yes_or_no(complaints, stayed)
    rows = complaints.assign(**{stayed: kept})
    fit = fit_logit(rows, stayed, [*names, *held], cluster=cluster)
    table = {}
    for name in names:
        slope = fit.slope_at_mean(name, level=level)
        table[name] = {"estimate": slope.estimate, "low": slope.low, "high": slope.high}
    found = pd.DataFrame.from_dict(table, orient="index").rename_axis("justice")
    return found.assign(odds_ratio=np.exp(fit.coefficients[names]))


def recovery_worth(
    effects: pd.DataFrame, cost: pd.Series, *, value: float, word_of_mouth: float = 0.0
) -> pd.DataFrame:
    """Return what a recovery brings: the customers it keeps times what they are worth, less what it costs.

    Parameters
    ----------
    effects : DataFrame
        What `recovery_staying` returns.
    cost : Series
        Cost of a case by recovery (compensation and work), beyond that of the reference.
    value : float
        What a customer who stays is worth from now on.
    word_of_mouth : float, default 0
        What is saved besides by each case that ends well, whether the customer stays or not.

    Returns
    -------
    DataFrame
        Index `recovery`, the best first; columns cost, gain (per case), gain_low, gain_high (at the ends of
        the effect), and break_even: the value of a customer from which on it pays (infinite where the effect
        is not above 0).

    Raises
    ------
    DataError
        If a column or a cost is missing.
    ParameterError
        If a value is no number from 0 up.

    Examples
    --------
    >>> effects = pd.DataFrame({"effect": [0.1], "low": [-0.02], "high": [0.22]}, index=["refund"])
    >>> table = recovery_worth(effects, pd.Series({"refund": 300}), value=5000)
    >>> table[["gain", "break_even"]].round(1).loc["refund"].tolist()
    [200.0, 3000.0]
    """
    worth = check_number("value", value, low=0)
    extra = check_number("word_of_mouth", word_of_mouth, low=0)
    require_columns(effects, ["effect", "low", "high"])
    if not isinstance(cost, pd.Series):
        raise ParameterError("cost: give a Series with a cost for each recovery.")
    if missing := [str(kind) for kind in effects.index if kind not in cost.index]:
        raise DataError(f"cost has no value for the recovery {missing[0]!r}.")
    paid = number_column(cost.rename("cost").to_frame().loc[effects.index], "cost", low=0)
    ends = {name: number_column(effects, name) for name in ("effect", "low", "high")}
    saved = paid - extra
    above = ends["effect"] > 0
    table = pd.DataFrame(
        {
            "cost": paid,
            "gain": ends["effect"] * worth - saved,
            "gain_low": ends["low"] * worth - saved,
            "gain_high": ends["high"] * worth - saved,
            "break_even": (saved.clip(lower=0) / ends["effect"].where(above)).fillna(np.inf),
        }
    )
    return table.rename_axis("recovery").sort_values("gain", ascending=False, kind="stable")


def _risk_difference(pair: pd.DataFrame, kind: str, reference: str) -> tuple[float, float]:
    """Return the Mantel-Haenszel difference of shares and its standard error by Greenland and Robins."""
    counts = pair.pivot_table(index="stratum", columns="treated", values="stayed", aggfunc=["sum", "count"])
    counts = counts.dropna()  # a stratum with one of the two only compares nothing
    if counts.empty:
        raise DataError(f"{kind!r} and {reference!r} never met the same kind of failure: take fewer strata.")
    a, c = counts[("sum", True)].to_numpy(), counts[("sum", False)].to_numpy()
    n1, n0 = counts[("count", True)].to_numpy(), counts[("count", False)].to_numpy()
    weight = n1 * n0 / (n1 + n0)
    effect = float(((a * n0 - c * n1) / (n1 + n0)).sum() / weight.sum())
    spread = (a * (n1 - a) * n0**3 + c * (n0 - c) * n1**3) / (n1 * n0 * (n1 + n0) ** 2)
    return effect, float(np.sqrt(spread.sum()) / weight.sum())
