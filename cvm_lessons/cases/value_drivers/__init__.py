"""The case *What do Larkport's exhibitors pay for?*: what it computes, shows and says."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "decision": ["action_list", "compare_plans", "how_often_chosen", "key_numbers"],
        "evidence": ["Redrawn", "Twins", "draw_again", "find_drivers", "place_show"],
        "money": ["Worth", "price_projects", "vary_inputs", "worth_of_rebooking"],
        "plots": ["plot_payback", "plot_rebooking", "plot_revealed", "plot_standing", "plot_twins"],
        "says": [
            "say_claims",
            "say_revealed",
            "say_silence",
            "say_situation",
            "say_who_answered",
        ],
        "says_decision": ["say_decision", "say_payback", "say_plans", "say_sure", "say_worth"],
        "says_evidence": ["say_cloud", "say_raters", "say_standing", "say_twins"],
        "says_limits": ["say_ceiling", "say_judgement", "say_truth"],
        "study": ["Study", "check_answers", "open_study"],
        "tables": [
            "show_actions",
            "show_coefficients",
            "show_drivers",
            "show_gains",
            "show_judgement",
            "show_plans",
            "show_projects",
            "show_sensitivity",
            "show_shows",
            "show_silence",
            "show_truth",
        ],
        "truths": ["against_weights", "judge_plan"],
    },
)
