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
        "brand_equity": ["customer_equity", "driver_gains", "equity_gain"],
        "diagnostics": ["alive_history", "history_grid", "holdout_by_frequency", "track_purchases"],
        "gamma_gamma": ["GammaGammaModel"],
        "iso_value": ["iso_value_grid"],
        "lifetime_value": ["PAYMENT_TIMES", "customer_lifetime_value", "lifetime_value_interval"],
        "mailing": ["break_even_response"],
        "pareto_nbd": ["ParetoNBDModel"],
        "plots_fit": ["plot_calibration", "plot_holdout_by_frequency", "plot_tracking"],
        "plots_history": ["plot_alive_history", "plot_history_grid", "plot_iso_values"],
        "plots_tiers": ["plot_tiers"],
        "plots_whale": ["plot_whale_curve"],
        "profit_tiers": ["TIER_SHARES", "tier_table", "tiers_by_cutoff", "tiers_by_share"],
        "referral": ["referral_value"],
        "retention": ["TIMINGS", "break_even_retention", "margin_multiple", "retention_value"],
        "shifted_beta_geometric": ["ShiftedBetaGeoModel"],
        "summary": ["PERIODS", "calibration_holdout", "customer_summary"],
        "summary_dask": ["customer_summary_of_dask"],
        "summary_files": ["customer_summary_of_files"],
        "summary_opportunities": ["opportunity_summary"],
        "switching": ["switching_matrices"],
        "switching_fit": ["SwitchingFit", "fit_switching"],
        "whale_curve": ["whale_curve"],
    },
)
