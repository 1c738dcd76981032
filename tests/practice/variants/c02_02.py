"""Right and wrong ways through the checkpoints of lesson 2 of chapter c02."""

ACCEPT = {
    "c1": {
        "as asked": 'levels = {"a": 3, "b": 1, "c": 2, "d": 1}',
        "other order": "levels = dict(d=1, c=2, b=1, a=3)",
    },
    "c2": {
        "rounded": "her_orientation = 80",
        "by the formula": "her_orientation = 100 * (6 + 5 + 4 + 3 + 6) / 30",
    },
    "c3": {
        "as asked": 'mix = {"a": "cost", "b": "price", "c": "place", "d": "promotion"}',
        "capitals": 'mix = dict(d="Promotion", c="Place", b="Price", a="Cost")',
    },
    "c4": {"by hand": "loading = 0.70", "root": "loading = 0.49 ** 0.5"},
    "c5": {
        "list": 'order = ["identify", "differentiate", "interact", "customise"]',
        "tuple, capitals": 'order = ("Identify", "Differentiate", "Interact", "Customise")',
    },
}
REJECT = {
    "c1": {
        "points are social": ('levels = {"a": 3, "b": 1, "c": 2, "d": 2}', "fail", "points-are-social"),
        "person is structure": ('levels = {"a": 3, "b": 1, "c": 3, "d": 1}', "fail", "person-is-structure"),
        "only a is wrong": ('levels = {"a": 2, "b": 1, "c": 2, "d": 1}', "fail", None),
        "only b is wrong": ('levels = {"a": 3, "b": 2, "c": 2, "d": 1}', "fail", None),
        "one missing": ('levels = {"a": 3, "b": 1, "c": 2}', "fail", None),
    },
    "c2": {
        "leaving not turned": ("her_orientation = 60", "fail", "leaving-not-turned"),
        "scale from zero": ("her_orientation = 83", "fail", "scale-from-zero"),
        "a point too many": ("her_orientation = 82", "fail", None),
        "blank": ("her_orientation = ...", "not_attempted", None),
    },
    "c3": {
        "price for cost": (
            'mix = {"a": "price", "b": "price", "c": "place", "d": "promotion"}',
            "fail",
            "price-for-cost",
        ),
        "place is the hall": (
            'mix = {"a": "cost", "b": "price", "c": "product", "d": "promotion"}',
            "fail",
            "place-is-the-hall",
        ),
        "association for promotion": (
            'mix = {"a": "cost", "b": "price", "c": "promotion", "d": "promotion"}',
            "fail",
            "association-for-promotion",
        ),
        "only b is wrong": (
            'mix = {"a": "cost", "b": "cost", "c": "place", "d": "promotion"}',
            "fail",
            None,
        ),
        "only d is wrong": ('mix = {"a": "cost", "b": "price", "c": "place", "d": "place"}', "fail", None),
        "one missing": ('mix = {"a": "cost", "b": "price", "c": "place"}', "fail", None),
    },
    "c4": {
        "correlation": ("loading = 0.49", "fail", "correlation-for-loading"),
        "square": ("loading = 0.24", "fail", "squared-for-root"),
        "out by two hundredths": ("loading = 0.72", "fail", None),
    },
    "c5": {
        "worth before name": (
            'order = ["differentiate", "identify", "interact", "customise"]',
            "fail",
            "worth-before-name",
        ),
        "offer before talk": (
            'order = ["identify", "differentiate", "customise", "interact"]',
            "fail",
            "offer-before-talk",
        ),
        "reversed": ('order = ["customise", "interact", "differentiate", "identify"]', "fail", None),
        "one missing": ('order = ["identify", "differentiate", "interact"]', "fail", None),
    },
}
