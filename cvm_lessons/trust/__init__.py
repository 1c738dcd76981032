"""Trust and belonging, chapter c05: what makes customers trust and commit, and what follows from it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "commitment": [
            "COMMITMENT",
            "commitment_contrast",
            "commitment_kinds",
            "commitment_outcomes",
            "dominant_commitment",
        ],
        "commitment_trust": [
            "KMV_PATHS",
            "fit_commitment_trust",
            "kmv_equations",
            "kmv_paths",
            "rival_equations",
        ],
        "dimensions": ["TRUST_VIEWS", "trust_profile", "trust_scores", "trust_views"],
        "distinctness": ["Distinctness", "one_or_two"],
        "emotions": ["EMOTIONS", "AddedShare", "added_share", "emotion_scores"],
        "fairness": ["equity_ratios"],
        "friendship": ["BENEFITS", "benefit_order", "friendship_associations"],
        "moderation": ["Moderation", "moderated_effect", "moderated_retention"],
        "outcome_models": ["OutcomeModels", "outcomes_at"],
        "plots_building": ["plot_antecedents", "plot_trust_plan"],
        "plots_commitment": ["plot_commitment_outcomes", "plot_predicted_outcomes"],
        "plots_emotions": ["plot_added_share"],
        "plots_friendship": ["plot_friendship"],
        "plots_groups": ["plot_loyalty_drivers", "plot_mediation_by_group"],
        "plots_model": ["plot_commitment_trust"],
        "plots_scales": ["plot_trust_profile"],
        "plots_switching": ["plot_moderation"],
        "relational_groups": [
            "OCCASIONAL",
            "RELATIONAL",
            "earlier_participations",
            "loyalty_drivers",
            "mediation_by_group",
            "relational_group",
        ],
        "rival_model": ["compare_with_rival"],
        "scales": [
            "SCALES",
            "SCALE_LABELS",
            "centre_within",
            "scale_label",
            "scale_reliability",
            "score_scales",
        ],
        "switching_costs": ["SWITCHING_COSTS", "switching_cost_effects", "switching_cost_kinds"],
        "trust_building": ["action_trust", "plan_totals", "trust_actions", "trust_antecedents", "trust_plan"],
        "what_if": [
            "moderation_sentence",
            "outcomes_sentence",
            "plan_with",
            "trust_plan_sentence",
        ],
        "widgets": ["commitment_explorer", "moderation_explorer", "trust_plan_explorer"],
    },
)
