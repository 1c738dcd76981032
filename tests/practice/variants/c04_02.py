"""Right and wrong ways through the checkpoints of lesson 2 of chapter c04."""

RIGHT = {
    "registration": "possible overkill",
    "buyers": "concentrate here",
    "catering": "low priority",
    "power": "keep up the good work",
}


def _corners(**changed: str) -> str:
    return f"corners = { ({**RIGHT, **changed})!r}"


ACCEPT = {
    "c1": {"by hand": "cumulative = 6.4", "weights": "cumulative = 0.6 * 8 + 0.4 * 4"},
    "c2": {"by hand": "gap_reliability = 0.6", "formula": "gap_reliability = (0.80 - 0.50) / (1 - 0.50)"},
    "c3": {"by hand": "better = 0.7\nworse = -0.5", "fractions": "better = 70 / 100\nworse = -50 / 100"},
    "c4": {
        "as asked": _corners(),
        "capitals, short": _corners(registration="Overkill", power="Keep up the good work"),
    },
}
REJECT = {
    "c1": {
        "rate on the old": ("cumulative = 5.6", "fail", "rate-on-the-old"),
        "plain average": ("cumulative = 6.0", "fail", "plain-average"),
        "upwards": ("cumulative = 9.6", "fail", "surprise-upwards"),
        "out by a tenth": ("cumulative = 6.5", "fail", None),
    },
    "c2": {
        "mean of both": ("gap_reliability = 0.8", "fail", "mean-of-both"),
        "not divided": ("gap_reliability = 0.3", "fail", "not-divided"),
        "product": ("gap_reliability = 0.85 * 0.75", "fail", "product"),
        "out by two hundredths": ("gap_reliability = 0.62", "fail", None),
    },
    "c3": {
        "questionable counted": ("better = 70 / 105\nworse = -50 / 105", "fail", "questionable-counted"),
        "no sign": ("better = 0.7\nworse = 0.5", "fail", "sign-left-out"),
        "one-dimensional left out": ("better = 0.4\nworse = -0.2", "fail", "one-dimensional-left-out"),
        "better right, worse out by two hundredths": ("better = 0.7\nworse = -0.52", "fail", None),
        "worse right, better out by two hundredths": ("better = 0.72\nworse = -0.5", "fail", None),
        "one only": ("better = 0.7", "not_attempted", None),
    },
    "c4": {
        "axes swapped": (
            _corners(registration="concentrate here", buyers="possible overkill"),
            "fail",
            "axes-swapped",
        ),
        "lowest performance first": (
            _corners(catering="concentrate here"),
            "fail",
            "lowest-performance-first",
        ),
        "only registration is wrong": (_corners(registration="low priority"), "fail", None),
        "only buyers is wrong": (_corners(buyers="keep up the good work"), "fail", None),
        "only power is wrong": (_corners(power="possible overkill"), "fail", None),
        "one missing": (
            'corners = {"buyers": "concentrate here", "power": "keep up the good work"}',
            "fail",
            None,
        ),
    },
}
