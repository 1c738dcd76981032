"""The case *Who trusts Larkport, and what would it take?*: what it computes, shows and says."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "evidence": [
            "Friends",
            "Measured",
            "find_antecedents",
            "find_loyalty",
            "measure",
            "meet_friends",
            "take_steps",
        ],
        "money": [
            "Coming",
            "Verdict",
            "action_list",
            "how_often_chosen",
            "judge",
            "key_numbers",
            "price_dinners",
            "see_coming",
            "vary_inputs",
            "weigh_actions",
        ],
        "plots": ["plot_paths"],
        "says": ["say_antecedents", "say_groups", "say_loyalty", "say_measured", "say_start"],
        "says_money": ["say_coming", "say_decision", "say_friends", "say_plan", "say_sure"],
        "says_truth": ["against_answers", "say_truth", "show_truth"],
        "study": ["TrustStudy", "check_answers", "open_study"],
        "tables": [
            "show_actions",
            "show_list",
            "show_loyalty",
            "show_scales",
            "show_sensitivity",
            "show_steps",
        ],
    },
)
