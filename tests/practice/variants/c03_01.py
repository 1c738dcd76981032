"""Right and wrong ways through the checkpoints of lesson 1 of chapter c03."""

ACCEPT = {
    "c1": {
        "by hand": "difference = 40\nratio = 3.0",
        "rounded text of the solution": "get = 60\ngive = 20\ndifference = get - give\nratio = round(get / give, 2)",
    },
    "c2": {"capital": 'psychic = "C"', "small": 'psychic = "c"', "with a full stop": 'psychic = "C."'},
    "c3": {"small": 'changed = "comparison"', "capital": 'changed = "Comparison"'},
    "c4": {
        "as asked": 'sides = {"a": "of", "b": "to", "c": "to", "d": "of"}',
        "other order, capitals": 'sides = dict(d="OF", c="To", b="to", a="of")',
    },
}
REJECT = {
    "c1": {
        "money is the only cost": ("difference = 48\nratio = 5.0", "fail", "price-only"),
        "personnel left out": ("difference = 32\nratio = 2.6", "fail", "personnel-left-out"),
        "difference only": ("difference = 40", "not_attempted", None),
        "ratio upside down": ("difference = 40\nratio = 0.33", "fail", None),
        "ratio out by two hundredths": ("difference = 40\nratio = 3.02", "fail", None),
        "ratio right, difference out by one": ("difference = 41\nratio = 3.0", "fail", None),
        "difference of money alone": ("difference = 48\nratio = 3.0", "fail", None),
        "personnel left out of the difference alone": ("difference = 32\nratio = 3.0", "fail", None),
    },
    "c2": {
        "energy": ('psychic = "B"', "fail", "energy-for-psychic"),
        "time": ('psychic = "D"', "fail", "time-for-psychic"),
        "money": ('psychic = "A"', "fail", None),
        "two letters": ('psychic = "CD"', "fail", None),
    },
    "c3": {
        "benefits": ('changed = "benefits"', "fail", "benefits-changed"),
        "sacrifices": ('changed = "sacrifices"', "fail", "sacrifices-changed"),
        "another word": ('changed = "price"', "fail", None),
    },
    "c4": {
        "the wrong way round": (
            'sides = {"a": "to", "b": "of", "c": "of", "d": "to"}',
            "fail",
            "sides-swapped",
        ),
        "only a is wrong": ('sides = {"a": "to", "b": "to", "c": "to", "d": "of"}', "fail", None),
        "only b is wrong": ('sides = {"a": "of", "b": "of", "c": "to", "d": "of"}', "fail", None),
        "only c is wrong": ('sides = {"a": "of", "b": "to", "c": "of", "d": "of"}', "fail", None),
        "only d is wrong": ('sides = {"a": "of", "b": "to", "c": "to", "d": "to"}', "fail", None),
        "all to": ('sides = dict.fromkeys("abcd", "to")', "fail", None),
        "one missing": ('sides = {"a": "of", "b": "to", "c": "to"}', "fail", None),
    },
}
