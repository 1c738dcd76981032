"""Customer equity: what customers are worth, from their purchases, by the models of the field."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "acquisition_retention": [
            "AcquisitionRetentionOptimum",
            "acquisition_retention_optimum",
            "response_curve",
        ],
        "beta_geometric": ["BetaGeoModel", "ModifiedBetaGeoModel"],
        "beta_geometric_beta_binomial": ["BetaGeoBetaBinomModel"],
        "gamma_gamma": ["GammaGammaModel"],
        "lifetime_value": ["PAYMENT_TIMES", "customer_lifetime_value", "lifetime_value_interval"],
        "pareto_nbd": ["ParetoNBDModel"],
        "retention": ["TIMINGS", "break_even_retention", "margin_multiple", "retention_value"],
        "shifted_beta_geometric": ["ShiftedBetaGeoModel"],
        "summary": ["PERIODS", "calibration_holdout", "customer_summary"],
        "whale_curve": ["whale_curve"],
    },
)
