"""Right and wrong ways through the checkpoints of lesson 3 of chapter c03."""

ACCEPT = {
    "c3": {"capital": 'prosumer = "C"', "small": 'prosumer = "c"'},
    "c1": {"capital": 'reading = "C"', "small": 'reading = "c"'},
    "c2": {
        "by hand": "share_of_a = 23",
        "orders": "share_of_a = (30 + (36 - 20)) / 2",
        "as numpy": "import numpy as np\nshare_of_a = np.mean([30, 16])",
    },
    "c4": {"by hand": "effect_of_joining = 0.4", "divided": "effect_of_joining = 0.2 / (0.6 - 0.1)"},
}
REJECT = {
    "c3": {
        "survey": ('prosumer = "A"', "fail", "feedback-for-production"),
        "badge": ('prosumer = "B"', "fail", "self-service-for-production"),
        "two letters": ('prosumer = "AC"', "fail", None),
    },
    "c1": {
        "stated": ('reading = "A"', "fail", "stated-is-nothing"),
        "derived": ('reading = "B"', "fail", "derived-is-nothing"),
        "two letters": ('reading = "BC"', "fail", None),
    },
    "c2": {
        "alone": ("share_of_a = 30", "fail", "alone"),
        "last in": ("share_of_a = 16", "fail", "last-in"),
        "in proportion": ("share_of_a = 36 * 30 / 50", "fail", "in-proportion"),
        "rounded up": ("share_of_a = 23.5", "fail", None),
        "share for points": ("share_of_a = 0.23", "fail", None),
    },
    "c4": {
        "invitation": ("effect_of_joining = 0.2", "fail", "intention-to-treat"),
        "others forgotten": ("effect_of_joining = 0.2 / 0.6", "fail", "others-forgotten"),
        "multiplied": ("effect_of_joining = 0.2 * 0.5", "fail", "multiplied"),
        "half a point": ("effect_of_joining = 0.5", "fail", None),
        "sign": ("effect_of_joining = -0.4", "fail", None),
    },
}
