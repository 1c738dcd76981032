"""Regressions told in standard deviations, a row per outcome and cause."""

from collections.abc import Mapping, Sequence

import pandas as pd
from scipy import stats

from cvm_lessons.core import ParameterError, filled_column, require_columns
from cvm_lessons.measurement import LinearFit, LogitFit, fit_linear

__all__ = ["check_names", "contrast", "in_standard_deviations", "standardised_effects", "with_controls"]

ENDS = ["coefficient", "low", "high"]


def check_names(argument: str, names: Sequence[str]) -> list[str]:
    """Return names as a list, after a check that they are one or more, and not a single string."""
    if isinstance(names, str):
        raise ParameterError(f"{argument}={names!r} is one name: write [{names!r}].")
    if not len(names):
        raise ParameterError(f"{argument} is empty: name at least one column.")
    return list(names)


def with_controls(frame: pd.DataFrame, controls: Sequence[str]) -> tuple[pd.DataFrame, list[str]]:
    """Return the frame with a 0/1 column for every value but the first of each control that is no number."""
    if isinstance(controls, str):
        raise ParameterError(f"controls={controls!r} is one name: write [{controls!r}].")
    require_columns(frame, list(controls))
    names: list[str] = []
    for control in controls:
        values = filled_column(frame, control)
        if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
            names.append(control)
        else:
            dummies = pd.get_dummies(values.astype(str), prefix=control, prefix_sep="=", dtype=float).iloc[
                :, 1:
            ]
            frame = frame.assign(**{column: dummies[column] for column in dummies})
            names += list(dummies.columns)
    return frame, names


def contrast(fit: LinearFit | LogitFit, weights: Mapping[str, float], level: float) -> dict[str, float]:
    """Return a weighted sum of coefficients with its interval and its test: estimate, low, high, p."""
    if not isinstance(level, float) or not 0 < level < 1:
        raise ParameterError(f"level={level!r} is not a share between 0 and 1, such as 0.95.")
    each = pd.Series(weights).reindex(fit.coefficients.index, fill_value=0.0).to_numpy()
    estimate = float(each @ fit.coefficients.to_numpy())
    error = float(each @ fit.covariance.to_numpy() @ each) ** 0.5
    half = float(stats.t.ppf((1 + level) / 2, fit.df)) * error
    p = 2 * float(stats.t.sf(abs(estimate) / error, fit.df))
    return {"estimate": estimate, "low": estimate - half, "high": estimate + half, "p": p}


def in_standard_deviations(fit: LinearFit, spreads: pd.Series, level: float) -> pd.DataFrame:
    """Return the slopes of a fit, all in standard deviations: of the outcome per one of the cause."""
    table = fit.to_frame(level=level).loc[fit.predictors]
    factor = spreads[fit.predictors] / spreads[fit.outcome]
    return table[ENDS].mul(factor, axis=0).set_axis(["estimate", "low", "high"], axis=1).assign(p=table["p"])


def standardised_effects(
    frame: pd.DataFrame,
    outcomes: Sequence[str],
    causes: Sequence[str],
    *,
    controls: Sequence[str] = (),
    cluster: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return a row per outcome and cause: estimate, low, high, p, r_squared, n."""
    wanted, named = check_names("outcomes", outcomes), check_names("causes", causes)
    require_columns(frame, [*wanted, *named])
    ready, held = with_controls(frame, controls)
    rows = []
    for outcome in wanted:
        fit = fit_linear(ready, outcome, [*named, *held], cluster=cluster)
        spreads = ready[[outcome, *named, *held]].std()
        table = in_standard_deviations(fit, spreads, level).loc[named].rename_axis("cause").reset_index()
        table.insert(0, "outcome", outcome)
        rows.append(table.assign(r_squared=fit.r_squared, n=fit.n))
    return pd.concat(rows, ignore_index=True)
