"""Right and wrong ways through the checkpoints of lesson 3 of chapter c04."""

ACCEPT = {
    "c1": {
        "by hand": "nps = 10\ntop_two = 0.4",
        "counted": "nps = 100 * (4 / 10 - 3 / 10)\ntop_two = 4 / 10",
    },
    "c2": {"rounded": "half_width = 17.1", "formula": "half_width = 196 * (0.76 / 100) ** 0.5"},
    "c3": {"rounded": "index = 66.7", "formula": "index = 100 * (7.0 - 1) / 9"},
    "c4": {"capital": 'conclusion = "B"', "small": 'conclusion = "b"'},
}
REJECT = {
    "c1": {
        "passives are detractors": ("nps = -20\ntop_two = 0.4", "fail", "passives-count-as-detractors"),
        "promoters only": ("nps = 40\ntop_two = 0.4", "fail", "detractors-forgotten"),
        "eights are promoters": ("nps = 30\ntop_two = 0.4", "fail", "eights-are-promoters"),
        "a share": ("nps = 0.1\ntop_two = 0.4", "fail", None),
        "per cent for a share": ("nps = 10\ntop_two = 40", "fail", None),
        "top three": ("nps = 10\ntop_two = 0.6", "fail", None),
        "score out by five": ("nps = 15\ntop_two = 0.4", "fail", None),
        "one name": ("nps = 10", "not_attempted", None),
    },
    "c2": {
        "single share": ("half_width = 9.8", "fail", "share-for-score"),
        "standard error": ("half_width = 8.7178", "fail", "standard-error"),
        "whole width": ("half_width = 34.173", "fail", "whole-width"),
        "as a share": ("half_width = 0.171", "fail", None),
        "out by one": ("half_width = 18.1", "fail", None),
    },
    "c3": {
        "times ten": ("index = 70.0", "fail", "times-ten"),
        "nine tenths": ("index = 60.0", "fail", "divided-by-ten"),
        "plain mean": ("index = 68.5185", "fail", "weights-left-out"),
        "mean of 1 to 10": ("index = 7.0", "fail", None),
        "out by one": ("index = 67.7", "fail", None),
    },
    "c4": {
        "rise": ('conclusion = "A"', "fail", "mode-for-change"),
        "truth": ('conclusion = "C"', "fail", "one-mode-is-true"),
        "two letters": ('conclusion = "AB"', "fail", None),
    },
}
