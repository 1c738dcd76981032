"""Right and wrong ways through the checkpoints of lesson 2 of chapter c01."""

ACCEPT = {
    "c1": {
        "as asked": 'counts = {"platinum": 1, "gold": 2, "iron": 5, "lead": 2}',
        "other order": "counts = dict(lead=2, iron=5, gold=2, platinum=1)",
    },
    "c2": {"by hand": "points = 15", "computed": "points = 60 - 45.0"},
    "c3": {
        "as asked": 'stages = {"a": "expansion", "b": "dissolution", "c": "awareness", "d": "exploration"}',
        "capitals": 'stages = dict(d="Exploration", c="Awareness", b="Dissolution", a="Expansion")',
    },
    "c4": {
        "as asked": 'kinds = {"a": "traditional", "b": "new", "c": "traditional", "d": "new"}',
        "capitals": 'kinds = dict(d="New", c="Traditional", b="New", a="Traditional")',
    },
}
REJECT = {
    "c1": {
        "losers only": (
            'counts = {"platinum": 1, "gold": 2, "iron": 6, "lead": 1}',
            "fail",
            "losers-only-lead",
        ),
        "of the profitable": (
            'counts = {"platinum": 1, "gold": 1, "iron": 6, "lead": 2}',
            "fail",
            "shares-of-profitable",
        ),
        "the first fifth": (
            'counts = {"platinum": 1, "gold": 1, "iron": 7, "lead": 1}',
            "fail",
            "gold-down-to-20",
        ),
        "platinum alone is off": ('counts = {"platinum": 2, "gold": 2, "iron": 5, "lead": 2}', "fail", None),
        "gold alone is off": ('counts = {"platinum": 1, "gold": 3, "iron": 5, "lead": 2}', "fail", None),
        "iron alone is off": ('counts = {"platinum": 1, "gold": 2, "iron": 4, "lead": 2}', "fail", None),
        "lead alone is off": ('counts = {"platinum": 1, "gold": 2, "iron": 5, "lead": 3}', "fail", None),
        "one missing": ('counts = {"platinum": 1, "gold": 2, "iron": 5}', "fail", None),
    },
    "c2": {
        "response": ("points = 60", "fail", "response-for-effect"),
        "counts": ("points = 3", "fail", "counts-for-shares"),
        "per cent": ("points = 100 / 3", "fail", "percent-for-points"),
        "one off": ("points = 16", "fail", None),
    },
    "c3": {
        "commitment": (
            'stages = {"a": "commitment", "b": "dissolution", "c": "awareness", "d": "exploration"}',
            "fail",
            "streak-so-commitment",
        ),
        "still exploring": (
            'stages = {"a": "expansion", "b": "exploration", "c": "awareness", "d": "exploration"}',
            "fail",
            "dissolution-only-late",
        ),
        "size": (
            'stages = {"a": "expansion", "b": "dissolution", "c": "awareness", "d": "expansion"}',
            "fail",
            "size-for-stage",
        ),
        "only c is wrong": (
            'stages = {"a": "expansion", "b": "dissolution", "c": "dissolution", "d": "exploration"}',
            "fail",
            None,
        ),
        "one missing": ('stages = {"a": "expansion", "b": "dissolution", "c": "awareness"}', "fail", None),
    },
    "c4": {
        "the wrong way round": (
            'kinds = {"a": "new", "b": "traditional", "c": "new", "d": "traditional"}',
            "fail",
            "poles-swapped",
        ),
        "quality": (
            'kinds = {"a": "traditional", "b": "new", "c": "new", "d": "new"}',
            "fail",
            "quality-of-operations",
        ),
        "only a is wrong": ('kinds = {"a": "new", "b": "new", "c": "traditional", "d": "new"}', "fail", None),
        "only b is wrong": (
            'kinds = {"a": "traditional", "b": "traditional", "c": "traditional", "d": "new"}',
            "fail",
            None,
        ),
        "only d is wrong": (
            'kinds = {"a": "traditional", "b": "new", "c": "traditional", "d": "traditional"}',
            "fail",
            None,
        ),
        "one missing": ('kinds = {"a": "traditional", "b": "new", "c": "traditional"}', "fail", None),
    },
}
