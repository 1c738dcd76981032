"""Right and wrong ways through the checkpoints of lesson 4 of chapter c05."""

ACCEPT = {
    "c1": {
        "list": 'score = 3.75\nfeatures = ["A", "C", "D"]',
        "text": 'score = 15 / 4\nfeatures = "d, a, c"',
    },
    "c2": {
        "rounded": "raw_slope, within_slope = 0.39, 0.16",
        "unrounded": "raw_slope, within_slope = 3.4 / 8.75, 0.4 / 2.5",
    },
    "c3": {"list": 'ruled_out = ["A", "C"]', "text": 'ruled_out = "c, a"'},
}
REJECT = {
    "c1": {
        "sum": ('score = 15\nfeatures = ["A", "C", "D"]', "fail", "sum-for-mean"),
        "all": ('score = 3.75\nfeatures = ["A", "B", "C", "D"]', "fail", "treatment-for-friendship"),
        "without gifts": ('score = 3.75\nfeatures = ["A", "D"]', "fail", "gifts-left-out"),
        "score far off": ('score = 4.0\nfeatures = ["A", "C", "D"]', "fail", None),
        "no such letter": ('score = 3.75\nfeatures = ["A", "E"]', "fail", None),
        "one missing": ("score = 3.75", "not_attempted", None),
    },
    "c2": {
        "averaged": ("raw_slope, within_slope = 0.39, 0.25", "fail", "slopes-averaged"),
        "swapped": ("raw_slope, within_slope = 0.16, 0.39", "fail", "slopes-swapped"),
        "raw far off": ("raw_slope, within_slope = 0.8, 0.16", "fail", None),
        "within far off": ("raw_slope, within_slope = 0.39, 0.6", "fail", None),
        "one missing": ("raw_slope = 0.39", "not_attempted", None),
    },
    "c3": {
        "arrow turned": ('ruled_out = ["A", "B", "C"]', "fail", "arrow-turned"),
        "good year ruled out": ('ruled_out = ["A", "C", "D"]', "fail", "good-year-ruled-out"),
        "all": ('ruled_out = ["A", "B", "C", "D"]', "fail", None),
        "one of two": ('ruled_out = ["A"]', "fail", None),
        "no such letter": ('ruled_out = ["A", "E"]', "fail", None),
    },
}
