"""Customer equity: what customers are worth, from their purchases, by the models of the field."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "beta_geometric": ["BetaGeoModel", "ModifiedBetaGeoModel"],
        "beta_geometric_beta_binomial": ["BetaGeoBetaBinomModel"],
        "gamma_gamma": ["GammaGammaModel"],
        "pareto_nbd": ["ParetoNBDModel"],
        "shifted_beta_geometric": ["ShiftedBetaGeoModel"],
        "summary": ["PERIODS", "calibration_holdout", "customer_summary"],
    },
)
