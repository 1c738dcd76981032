"""The case *Pay the visitors, who pay nothing?*: what it computes, shows and says."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "features": [
            "Pyramid",
            "compare_shows",
            "count_contacts",
            "cut_tiers",
            "follow_customers",
            "move_stages",
        ],
        "options": ["action_list", "compare_options", "judge_option", "key_numbers", "vary_inputs"],
        "plots": ["plot_followed", "plot_options"],
        "says": ["say_features", "say_followed", "say_page", "say_situation", "say_stands"],
        "says_features": ["say_contacts", "say_few", "say_stages", "say_tiers"],
        "says_money": ["say_decision", "say_judgement", "say_options", "say_pull", "say_sure", "say_test"],
        "sides": ["Reactions", "estimate_effects", "estimate_reactions", "true_reactions"],
        "study": ["Study", "check_answers", "open_study"],
        "tables": [
            "show_contacts",
            "show_followed",
            "show_mix",
            "show_page",
            "show_stands",
            "show_tests",
            "show_tiers",
            "show_types",
        ],
        "tables_money": [
            "show_actions",
            "show_judgement",
            "show_options",
            "show_sensitivity",
            "show_truth",
        ],
    },
)
