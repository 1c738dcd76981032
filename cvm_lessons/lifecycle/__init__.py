"""The customer lifecycle: stages by rule and by hidden Markov model, patterns, and what stages are worth."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "contact_policy": ["ContactAction", "best_policy", "contact_actions", "policy_value"],
        "hidden_contacts": ["hidden_contact_actions"],
        "hidden_markov": ["HiddenMarkovModel"],
        "model_choice": ["compare_models"],
        "moves": ["stage_counts", "stage_moves", "transition_matrix"],
        "patterns": ["PATTERNS", "pattern_shares", "relationship_patterns"],
        "plots_journeys": ["plot_journeys", "plot_stage_chances", "plot_stage_flow"],
        "plots_time": ["plot_stage_shares", "plot_stage_survival"],
        "plots_worth": ["plot_expected_time", "plot_patterns", "plot_stage_value", "plot_transitions"],
        "profit_stages": ["stages_by_profit"],
        "projection": ["long_run_shares", "project_stages"],
        "schemes": [
            "PHASES",
            "SCHEMES",
            "equivalent_stages",
            "scheme_map",
            "stage_of_phase",
            "stage_schemes",
        ],
        "spells": ["stage_spells", "stage_survival"],
        "stage_rules": ["stage_features", "stages_by_rule"],
        "stage_values": ["customer_stage_value", "expected_stage_time", "stage_value", "time_to_exit"],
        "value_intervals": ["stage_value_interval"],
    },
)
