"""Right and wrong ways through the checkpoints of lesson 4 of chapter c02."""

ACCEPT = {
    "c1": {"by hand": "gain_of_courting = 600", "computed": "gain_of_courting = 0.05 * 30000 - 900"},
    "c3": {
        "by hand": 'strategy = "keep"\nexpected_gain = 1800',
        "capital": 'strategy = "Keep"\nexpected_gain = 0.5 * 0.2 * 30000 - 1200',
        "as numpy": 'import numpy as np\nstrategy = "keep"\nexpected_gain = np.float64(1800)',
    },
    "c2": {"by hand": "least_effect_points = 5", "divided": "least_effect_points = 100 * 15 / 300"},
    "c4": {"capitals": 'order = "BEDAFC"', "small": 'order = "bedafc"'},
}
REJECT = {
    "c1": {
        "response": ("gain_of_courting = 9600", "fail", "response-for-uplift"),
        "cost forgotten": ("gain_of_courting = 1500", "fail", "cost-forgotten"),
        "cost of responders": ("gain_of_courting = 0.05 * 29100", "fail", "cost-of-responders"),
        "sign": ("gain_of_courting = -600", "fail", None),
    },
    "c3": {
        "develop": ('strategy = "develop"\nexpected_gain = 1800', "fail", "growth-first"),
        "risk forgotten": ('strategy = "keep"\nexpected_gain = 4800', "fail", "risk-forgotten"),
        "all saved": ('strategy = "keep"\nexpected_gain = 13800', "fail", "all-leavers-saved"),
        "cost forgotten": ('strategy = "keep"\nexpected_gain = 3000', "fail", "cost-forgotten"),
        "rounded up": ('strategy = "keep"\nexpected_gain = 2000', "fail", None),
        "in thousands": ('strategy = "keep"\nexpected_gain = 1.8', "fail", None),
    },
    "c2": {
        "log believed": ("least_effect_points = 10", "fail", "log-believed"),
        "missing responded": ("least_effect_points = 100 * 65 / 300", "fail", "missing-responded"),
        "share": ("least_effect_points = 0.05", "fail", "share-for-points"),
    },
    "c4": {
        "system first": ('order = "EBDAFC"', "fail", "system-first"),
        "roll out first": ('order = "BEDFAC"', "fail", "roll-out-before-pilot"),
        "data late": ('order = "BEADFC"', "fail", "pilot-on-wrong-records"),
        "reversed": ('order = "CFADEB"', "fail", None),
    },
}
