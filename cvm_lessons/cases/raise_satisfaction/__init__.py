"""The case *They are satisfied: so what?*: what it computes, shows and says."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "decision": ["key_numbers"],
        "evidence": [
            "Desk",
            "find_drivers",
            "hear_desk",
            "list_quadrants",
            "rate_encounters",
            "score",
            "sort_services",
        ],
        "money": [
            "Purses",
            "budget_by_satisfaction",
            "how_often_chosen",
            "open_purses",
            "price_projects",
            "vary_inputs",
        ],
        "says": ["say_encounters", "say_quadrants", "say_score"],
        "says_money": ["say_budget", "say_payback", "say_rebooking", "say_sure"],
        "says_services": ["say_desk", "say_recovery", "say_services"],
        "says_truth": ["say_promise", "say_silent", "say_truth"],
        "study": ["check_answers", "open_study"],
        "tables": [
            "show_encounters",
            "show_gains",
            "show_purses",
            "show_quadrants",
            "show_recovery",
            "show_score",
            "show_sensitivity",
            "show_services",
            "show_truth",
        ],
        "truths": ["against_answers", "by_value", "hear_silent"],
    },
)
