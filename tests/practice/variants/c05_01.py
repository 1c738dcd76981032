"""Right and wrong ways through the checkpoints of lesson 1 of chapter c05."""

ACCEPT = {
    "c3": {"list": 'fair_claims = ["A", "C"]', "text": 'fair_claims = "c, a"'},
    "c1": {"rounded": "ganesan = 4.5\nmayer = 4.83", "unrounded": "ganesan = 9 / 2\nmayer = 14.5 / 3"},
    "c2": {
        "rounded": 'ave_a = 0.50\ndistinct = "no"',
        "unrounded": 'ave_a = 1.49 / 3\ndistinct = "No"',
    },
    "c4": {
        "by hand": 'own_ratio, other_ratio = 0.70, 0.80\njudgement = "gets too little"',
        "computed": 'own_ratio, other_ratio = 28 / 40, 20 / 25\njudgement = "Gets too little"',
    },
    "c5": {
        "as a list": 'best = ["B", "C"]\nlost = 0.065',
        "as a set": 'best = {"C", "B"}\nlost = 0.165 - 0.1',
    },
}
REJECT = {
    "c3": {
        "all": ('fair_claims = ["A", "B", "C"]', "fail", "means-on-the-metric-rung"),
        "only within": ('fair_claims = ["C"]', "fail", "nothing-allowed-across"),
        "means only": ('fair_claims = ["B"]', "fail", None),
        "no such letter": ('fair_claims = ["A", "D"]', "fail", None),
        "relations only": ('fair_claims = ["A"]', "fail", None),
    },
    "c1": {
        "items pooled": ("ganesan = 4.5\nmayer = 32 / 7", "fail", "items-pooled"),
        "all four": ("ganesan = mayer = 20.5 / 4", "fail", "all-four"),
        "credibility for ability": ("ganesan = 4.5\nmayer = 14 / 3", "fail", "credibility-for-ability"),
        "ganesan far off": ("ganesan = 4.9\nmayer = 4.83", "fail", None),
        "mayer far off": ("ganesan = 4.5\nmayer = 5.1", "fail", None),
        "one missing": ("ganesan = 4.5", "not_attempted", None),
    },
    "c2": {
        "loadings not squared": ('ave_a = 0.70\ndistinct = "no"', "fail", "loadings-not-squared"),
        "called distinct": ('ave_a = 0.50\ndistinct = "yes"', "fail", "one-scale-is-enough"),
        "far off": ('ave_a = 0.60\ndistinct = "no"', "fail", None),
        "neither yes nor no": ('ave_a = 0.50\ndistinct = "maybe"', "fail", None),
        "one missing": ("ave_a = 0.50", "not_attempted", None),
    },
    "c4": {
        "sums compared": (
            'own_ratio, other_ratio = 0.7, 0.8\njudgement = "gets too much"',
            "fail",
            "sums-compared",
        ),
        "upside down": (
            'own_ratio, other_ratio = 40 / 28, 25 / 20\njudgement = "gets too little"',
            "fail",
            "input-over-outcome",
        ),
        "called even": ('own_ratio, other_ratio = 0.7, 0.8\njudgement = "even"', "fail", None),
        "own far off": ('own_ratio, other_ratio = 0.9, 0.8\njudgement = "gets too little"', "fail", None),
        "other far off": ('own_ratio, other_ratio = 0.7, 1.1\njudgement = "gets too little"', "fail", None),
        "one missing": ("own_ratio, other_ratio = 0.7, 0.8", "not_attempted", None),
    },
    "c5": {
        "best per yuan first": ('best = ["A"]\nlost = 0.065', "fail", "best-per-yuan-first"),
        "over the budget": ('best = ["A", "B"]\nlost = 0.065', "fail", "over-budget"),
        "all": ('best = ["A", "B", "C"]\nlost = 0.065', "fail", None),
        "lost off": ('best = ["B", "C"]\nlost = 0.095', "fail", None),
        "gain for the loss": ('best = ["B", "C"]\nlost = 0.165', "fail", None),
        "one missing": ('best = ["B", "C"]', "not_attempted", None),
    },
}
