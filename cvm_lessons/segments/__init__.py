"""Customer segments, chapter c09: who is worth what, who is alike, and what to do for whom."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "attitude_clusters": ["AttitudeClusters"],
        "cluster_validity": ["cluster_validity", "gap_choice"],
        "criteria": ["SEGMENT_BARS", "segment_criteria"],
        "matrices": [
            "CUT_RULES",
            "FREQUENCY_SPEND_CELLS",
            "VALUE_CELLS",
            "cell_table",
            "frequency_spend_matrix",
            "value_cube",
            "value_matrix",
        ],
        "migration": ["migration_matrix", "project_segments", "segment_half_lives", "segment_migration"],
        "pareto": [
            "WINDOW_BASES",
            "concentration_of_windows",
            "fit_purchase_rates",
            "gini_index",
            "lasting_top_share",
            "lorenz_curve",
            "top_share",
        ],
        "plots_clusters": [
            "VALIDITY_MEASURES",
            "plot_cluster_centres",
            "plot_cluster_validity",
            "plot_criteria",
            "plot_profile",
        ],
        "plots_migration": ["plot_migration", "plot_segment_path", "plot_treatments"],
        "plots_pareto": ["plot_lorenz_curve", "plot_tier_mixture", "plot_tiers", "plot_windows"],
        "plots_rfm": ["plot_mail_cells", "plot_rfm_grid"],
        "plots_value": ["plot_value_cube", "plot_value_matrix"],
        "profiles": ["segment_profile"],
        "rfm": [
            "RFM_METHODS",
            "RFM_TIES",
            "rfm_class_limits",
            "rfm_from_summary",
            "rfm_measures",
            "rfm_scores",
        ],
        "rfm_mailing": ["MAILING_RULES", "mail_cells", "value_within_cells"],
        "separation": ["accessibility", "differentiation"],
        "tier_mixture": [
            "PROFIT_SCALES",
            "TIER_CRITERIA",
            "TIER_SHARES",
            "TierMixture",
            "tier_table",
            "tiers_by_cutoff",
            "tiers_by_share",
        ],
        "treatments": ["EffectSpread", "effect_spread", "effects_by_group", "treatment_table"],
    },
)
