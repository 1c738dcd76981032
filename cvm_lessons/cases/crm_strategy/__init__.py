"""The case *Whom to court, and with what?*: what it computes, shows and says."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "plans": [
            "action_list",
            "compare_plans",
            "judge_plan",
            "key_numbers",
            "make_plan",
            "redraw_plan",
            "vary_inputs",
        ],
        "says": ["say_few", "say_naive", "say_situation", "say_worth"],
        "says_plan": [
            "say_decision",
            "say_judgement",
            "say_plans",
            "say_split",
            "say_sure",
        ],
        "says_trials": ["say_develop", "say_keep", "say_part", "say_win_back"],
        "study": ["Study", "check_answers", "open_study"],
        "tables": [
            "show_actions",
            "show_judgement",
            "show_offered",
            "show_plans",
            "show_sensitivity",
            "show_split",
            "show_trial",
            "show_truth",
            "show_worth",
        ],
        "trials": ["Trials", "read_trials", "true_trials"],
        "worth": ["count_top_fifth", "value_groups"],
    },
)
