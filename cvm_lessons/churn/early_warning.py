"""Early warning: who is likely to leave, learned on the past and judged on what came later."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from sklearn.pipeline import Pipeline

from cvm_lessons.churn._checks import check_count, column_names, yes_or_no
from cvm_lessons.churn._pipeline import guarded_pipeline
from cvm_lessons.core import ParameterError, check_choice, require_columns

__all__ = ["WARNING_MODELS", "early_warning_pipeline", "predictor_importance"]

WARNING_MODELS = ("logistic", "boosting")


def early_warning_pipeline(
    model: str = "logistic", *, allow: Sequence[str] = (), random_state: int = 0
) -> Pipeline:
    """Return a pipeline that learns who will leave, and refuses columns that know it already.

    Parameters
    ----------
    model : {"logistic", "boosting"}, default "logistic"
        Logistic regression, whose coefficients can be read, or boosted trees, which find bends and
        interactions.
    allow : sequence of str, optional
        Columns that are known in time although their names look otherwise.
    random_state : int, default 0
        Seed of the trees.

    Returns
    -------
    Pipeline
        Steps guard, columns and model; ``fit(frame[predictors], frame["left"])``, then
        ``predict_proba(later[predictors])[:, 1]``. Missing numbers become the median with a column that says
        so; missing text is a value of its own; text not seen in the fit counts as none of the values. Dates,
        names of customers and an outcome other than 0 and 1 are refused.

    Raises
    ------
    ParameterError
        If the model is not known, `allow` is no list, or the seed no whole number.

    References
    ----------
    Neslin, Gupta, Kamakura, Lu and Mason (2006), Defection detection, Journal of Marketing Research 43(2),
    204-211.

    Examples
    --------
    >>> early_warning_pipeline().named_steps.keys()
    dict_keys(['guard', 'columns', 'model'])
    """
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.linear_model import LogisticRegression

    check_choice("model", model, WARNING_MODELS)
    check_count("random_state", random_state, low=0, high=2**32 - 1)
    column_names("allow", allow)
    learner = (
        LogisticRegression(C=10.0, max_iter=1000)
        if model == "logistic"
        else HistGradientBoostingClassifier(
            learning_rate=0.05, max_leaf_nodes=8, max_iter=150, random_state=random_state
        )
    )
    return guarded_pipeline(learner, allow, two_classes=True)


def predictor_importance(
    pipeline: Pipeline,
    frame: pd.DataFrame,
    outcome: str,
    predictors: Sequence[str],
    *,
    n_repeats: int = 5,
    rng: int = 0,
) -> pd.DataFrame:
    """Return by how much the area under the curve falls when a predictor is shuffled.

    Importance for this model's ranking: of two columns that say the same each may look idle, and none of it
    says that changing the column would keep anybody.

    Parameters
    ----------
    pipeline : Pipeline
        Fitted.
    frame : DataFrame
        Rows that it has not learned from.
    outcome : str
        Column of 0 and 1.
    predictors : sequence of str
        Columns it was fitted on.
    n_repeats : int, default 5
        Shuffles per predictor.
    rng : int, default 0
        Seed.

    Returns
    -------
    DataFrame
        Index `predictor`, the most important first; columns importance (fall of the area), low, high (least
        and greatest of the shuffles).

    Raises
    ------
    DataError
        If a column is missing or the outcome is not 0 and 1.
    ParameterError
        If `n_repeats` or the seed is no whole number, or `pipeline` is none.

    References
    ----------
    Breiman (2001), Random forests, Machine Learning 45, 5-32.
    """
    from sklearn.inspection import permutation_importance

    check_count("n_repeats", n_repeats, low=1)
    check_count("rng", rng, low=0, high=2**32 - 1)
    names = column_names("predictors", predictors)
    require_columns(frame, names)
    if not hasattr(pipeline, "predict_proba"):
        raise ParameterError(
            f"pipeline is a {type(pipeline).__name__}: a fitted early_warning_pipeline is needed."
        )
    found = permutation_importance(
        pipeline,
        frame[names],
        yes_or_no(frame, outcome),
        scoring="roc_auc",
        n_repeats=n_repeats,
        random_state=rng,
    )
    draws = found.importances
    table = {"importance": draws.mean(axis=1), "low": draws.min(axis=1), "high": draws.max(axis=1)}
    index = pd.Index(names, name="predictor")
    return pd.DataFrame(table, index=index).sort_values("importance", ascending=False, kind="stable")
