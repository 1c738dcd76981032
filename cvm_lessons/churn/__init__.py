"""Churn: how many leave and when, who is likely to, whom to hold, win back or let go, and what it pays."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "causes": ["KEAVENEY_CAUSES", "cause_shares", "cause_table", "cause_values"],
        "cohorts": [
            "COHORT_PERIODS",
            "cohort_matrix",
            "retention_by_age",
            "subscription_cohorts",
            "transaction_cohorts",
        ],
        "cox": ["TIES", "CoxFit", "fit_cox"],
        "discrete_hazard": ["BASELINES", "DiscreteHazard", "fit_discrete_hazard", "person_periods"],
        "early_warning": ["WARNING_MODELS", "early_warning_pipeline", "predictor_importance"],
        "exit_options": ["ExitTerms", "abandonment_value", "compare_exit_options", "wrong_exit"],
        "leakage": ["POST_OUTCOME_WORDS", "leakage_report", "post_outcome_word"],
        "leakage_guard": ["LeakageGuard"],
        "log_rank": ["LogRank", "log_rank_test"],
        "plots_cohorts": ["plot_cohort_matrix", "plot_retention_curves"],
        "plots_decisions": [
            "plot_cause_values",
            "plot_causes",
            "plot_justice",
            "plot_recovery_staying",
            "plot_win_back",
        ],
        "plots_exit": ["plot_abandonment_value", "plot_exit_options", "plot_wrong_exit"],
        "plots_rates": ["plot_churn_by_period", "plot_revenue_bridge"],
        "plots_survival": ["plot_hazard_ratios", "plot_survival_curves"],
        "plots_uplift": ["plot_qini", "plot_uplift_by_bin"],
        "plots_warning": ["plot_calibration", "plot_importance", "plot_lift", "plot_profit_by_share"],
        "rates": [
            "PERIODS_A_YEAR",
            "average_lifetime",
            "churn_by_period",
            "churn_rate",
            "convert_churn",
            "convert_retention",
        ],
        "recovery": ["JUSTICES", "justice_and_staying", "recovery_staying", "recovery_worth"],
        "revenue": ["revenue_bridge", "revenue_retention"],
        "snapshots": ["churn_snapshot", "time_split"],
        "survival": [
            "kaplan_meier",
            "restricted_mean_lifetime",
            "survival_quantile",
        ],
        "targeting_profit": ["contact_profit", "contact_threshold", "profit_by_share"],
        "uplift_folds": ["out_of_fold_uplift"],
        "uplift_models": ["TransformedOutcomeUplift", "TwoModelUplift"],
        "uplift_quality": ["compare_targeting", "qini_coefficient", "qini_curve", "uplift_by_bin"],
        "warning_quality": ["brier_score", "calibration_table", "lift_table", "top_lift"],
        "win_back": ["rank_win_back", "second_lifetime_value", "win_back_list"],
    },
)
