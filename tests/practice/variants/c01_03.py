"""Right and wrong ways through the checkpoints of lesson 3 of chapter c01."""

ACCEPT = {
    "c1": {
        "by hand": "return_rate = 0.60\nfirst_timer_share = 0.25\nrebooked_share = 0.521",
        "unrounded": "return_rate = 150 / 250\nfirst_timer_share = 60 / 240\nrebooked_share = 125 / 240",
    },
    "c2": {
        "by hand": 'yield_share = 0.04\nstep = "conversion"\nleads_gained = 9.6',
        "product, capital": 'yield_share = 0.4 * 0.4 * 0.25\nstep = "Conversion"\nleads_gained = 96 * 0.35 - 24',
        "in Chinese": 'yield_share = 0.04\nstep = "转化"\nleads_gained = 9.6',
    },
    "c3": {
        "as asked": 'support = {"a": "effect", "b": "link", "c": "claim", "d": "link"}',
        "other order, capitals": 'support = dict(d="Link", c="CLAIM", b="link", a="Effect")',
    },
    "c4": {
        "by hand": 'difficulty = 0.55\ndiscrimination = -0.40\nverdict = "revise"',
        "capital": 'difficulty = 11 / 20\ndiscrimination = (2 - 4) / 5\nverdict = "Revise"',
    },
}
REJECT = {
    "c1": {
        "return among those here": (
            "return_rate = 0.625\nfirst_timer_share = 0.25\nrebooked_share = 0.521",
            "fail",
            "return-of-those-here",
        ),
        "rebooked among last time's": (
            "return_rate = 0.6\nfirst_timer_share = 0.25\nrebooked_share = 0.5",
            "fail",
            "rebooked-of-last-time",
        ),
        "first-timers among last time's": (
            "return_rate = 0.6\nfirst_timer_share = 0.24\nrebooked_share = 0.521",
            "fail",
            None,
        ),
        "rebooked to two decimals": (
            "return_rate = 0.6\nfirst_timer_share = 0.25\nrebooked_share = 0.53",
            "fail",
            None,
        ),
        "one missing": ("return_rate = 0.6\nfirst_timer_share = 0.25", "not_attempted", None),
    },
    "c2": {
        "a tenth of itself": (
            'yield_share = 0.04\nstep = "conversion"\nleads_gained = 2.4',
            "fail",
            "tenth-for-ten-points",
        ),
        "all leads": ('yield_share = 0.04\nstep = "conversion"\nleads_gained = 33.6', "fail", "leads-after"),
        "attraction": (
            'yield_share = 0.04\nstep = "attraction"\nleads_gained = 9.6',
            "fail",
            "largest-loss-of-people",
        ),
        "contact": ('yield_share = 0.04\nstep = "contact"\nleads_gained = 9.6', "fail", None),
        "mean of the efficiencies": (
            'yield_share = 0.35\nstep = "conversion"\nleads_gained = 9.6',
            "fail",
            None,
        ),
        "whole leads": ('yield_share = 0.04\nstep = "conversion"\nleads_gained = 10', "fail", None),
        "yield as a percentage": (
            'yield_share = 4\nstep = "conversion"\nleads_gained = 9.6',
            "fail",
            None,
        ),
    },
    "c3": {
        "links taken for effects": (
            'support = {"a": "effect", "b": "effect", "c": "claim", "d": "effect"}',
            "fail",
            "link-taken-for-effect",
        ),
        "only a is wrong": ('support = {"a": "link", "b": "link", "c": "claim", "d": "link"}', "fail", None),
        "only b is wrong": (
            'support = {"a": "effect", "b": "claim", "c": "claim", "d": "link"}',
            "fail",
            None,
        ),
        "only c is wrong": ('support = {"a": "effect", "b": "link", "c": "link", "d": "link"}', "fail", None),
        "only d is wrong": (
            'support = {"a": "effect", "b": "link", "c": "claim", "d": "effect"}',
            "fail",
            None,
        ),
        "one missing": ('support = {"a": "effect", "b": "link", "c": "claim"}', "fail", None),
    },
    "c4": {
        "share wrong": (
            'difficulty = 0.45\ndiscrimination = -0.4\nverdict = "revise"',
            "fail",
            "share-wrong",
        ),
        "weakest less best": (
            'difficulty = 0.55\ndiscrimination = 0.4\nverdict = "keep"',
            "fail",
            "weak-less-best",
        ),
        "kept": ('difficulty = 0.55\ndiscrimination = -0.4\nverdict = "keep"', "fail", "fit-to-keep"),
        "sign only": ('difficulty = 0.55\ndiscrimination = 0.4\nverdict = "revise"', "fail", None),
        "difficulty out": ('difficulty = 0.57\ndiscrimination = -0.4\nverdict = "revise"', "fail", None),
        "discrimination out": ('difficulty = 0.55\ndiscrimination = -0.42\nverdict = "revise"', "fail", None),
        "another word": ('difficulty = 0.55\ndiscrimination = -0.4\nverdict = "drop"', "fail", None),
    },
}
