"""What several chapters measure with: intervals, regression, importance, reliability, factors."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "factors": ["assigned_factors", "factor_loadings", "parallel_analysis"],
        "importance": [
            "IMPORTANCE_METHODS",
            "derived_importance",
            "importance_intervals",
            "relative_weights",
            "shapley_importance",
        ],
        "intervals": ["Interval", "bootstrap_draws", "bootstrap_interval"],
        "logit": ["LogitFit", "fit_logit"],
        "means": ["difference_interval", "mean_interval", "share_interval"],
        "recovery": ["against_truth"],
        "regression": ["LinearFit", "fit_linear"],
        "reliability": ["cronbach_alpha", "item_total_correlations"],
    },
)
