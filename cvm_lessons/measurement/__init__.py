"""What several chapters measure with: intervals, regression, importance, reliability, factors, paths."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "composite": ["average_variance_extracted", "composite_reliability", "omega_total"],
        "concentration": ["gini_index", "lorenz_curve", "top_share"],
        "confirmatory": ["ConfirmatoryFactorAnalysis"],
        "difference_scores": ["difference_score_reliability"],
        "discriminant": ["fornell_larcker", "fornell_larcker_matrix", "htmt"],
        "factors": ["assigned_factors", "factor_loadings", "parallel_analysis"],
        "fit_measures": ["FitMeasures"],
        "importance": [
            "IMPORTANCE_METHODS",
            "derived_importance",
            "importance_intervals",
            "relative_weights",
            "shapley_importance",
        ],
        "intervals": ["Interval", "bootstrap_draws", "bootstrap_interval"],
        "invariance": ["INVARIANCE_LEVELS", "InvarianceLevel", "MeasurementInvariance"],
        "logit": ["LogitFit", "fit_logit"],
        "means": ["clustered_share", "difference_interval", "mean_interval", "share_interval"],
        "plots_validity": ["plot_factor_loadings", "plot_htmt", "plot_latent_means"],
        "mediation": ["Mediation", "SerialMediation", "mediate", "mediate_in_series"],
        "mediation_groups": ["GroupedMediation", "compare_mediation"],
        "path_analysis": ["BOOTSTRAP_METHODS", "PathModel", "path_model"],
        "plots_paths": ["plot_path_model"],
        "pls": ["PLS_SCHEMES", "PartialLeastSquaresPathModel"],
        "pls_bootstrap": ["PLS_QUANTITIES", "PlsBootstrap", "bootstrap_pls"],
        "pls_groups": ["compare_pls_groups"],
        "recovery": ["against_truth"],
        "regression": ["LinearFit", "fit_linear"],
        "reliability": ["cronbach_alpha", "item_total_correlations"],
        "resampling": ["bootstrap_covariances"],
        "responses": ["EffectSpread", "effect_spread", "effects_by_group"],
        "response_style": ["ipsatize"],
    },
)
