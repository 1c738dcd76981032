"""Right and wrong ways through the checkpoints of lesson 1 of chapter c02."""

ACCEPT = {
    "c1": {
        "by hand": "points = 4.0",
        "by the formula": "points = (240_000 / 800 + 100) / 10_000 * 100",
    },
    "c2": {
        "as asked": 'views = {"a": "software", "b": "philosophy", "c": "strategy"}',
        "other order, capitals": 'views = dict(c="Strategy", b="PHILOSOPHY", a="Software")',
    },
    "c3": {
        "as asked": 'forces = {"a": "technology", "b": "management", "c": "demand", "d": "demand"}',
        "capitals": 'forces = dict(d="Demand", c="Demand", b="Management", a="Technology")',
    },
    "c4": {"capital": 'client = "C"', "small": 'client = "c"', "with a full stop": 'client = "C."'},
}
REJECT = {
    "c1": {
        "contacts for nothing": ("points = 3.0", "fail", "contacts-for-nothing"),
        "licence left out": ("points = 1.0", "fail", "licence-left-out"),
        "share": ("points = 0.04", "fail", "share-for-points"),
        "out by two tenths": ("points = 4.2", "fail", None),
        "blank": ("points = ...", "not_attempted", None),
    },
    "c2": {
        "attitude for strategy": (
            'views = {"a": "software", "b": "strategy", "c": "philosophy"}',
            "fail",
            "attitude-for-strategy",
        ),
        "database is software": (
            'views = {"a": "software", "b": "philosophy", "c": "software"}',
            "fail",
            "database-is-software",
        ),
        "only a is wrong": ('views = {"a": "strategy", "b": "philosophy", "c": "strategy"}', "fail", None),
        "only b is wrong": ('views = {"a": "software", "b": "software", "c": "strategy"}', "fail", None),
        "one missing": ('views = {"a": "software", "b": "philosophy"}', "fail", None),
    },
    "c3": {
        "worth is management": (
            'forces = {"a": "technology", "b": "management", "c": "demand", "d": "management"}',
            "fail",
            "worth-is-management",
        ),
        "letters are demand": (
            'forces = {"a": "technology", "b": "demand", "c": "demand", "d": "demand"}',
            "fail",
            "letters-are-demand",
        ),
        "only a is wrong": (
            'forces = {"a": "demand", "b": "management", "c": "demand", "d": "demand"}',
            "fail",
            None,
        ),
        "only c is wrong": (
            'forces = {"a": "technology", "b": "management", "c": "management", "d": "demand"}',
            "fail",
            None,
        ),
        "one missing": ('forces = {"a": "technology", "b": "management", "c": "demand"}', "fail", None),
    },
    "c4": {
        "segment": ('client = "B"', "fail", "segment-for-client"),
        "buyer": ('client = "A"', "fail", "buyer-for-client"),
        "desk": ('client = "D"', "fail", None),
        "two letters": ('client = "CD"', "fail", None),
    },
}
