"""Right and wrong ways through the checkpoints of lesson 4 of chapter c04."""

ACCEPT = {
    "c1": {
        "as asked": 'kinds_of = {"a": "mercenary", "b": "hostage", "c": "loyalist", "d": "defector"}',
        "capitals": 'kinds_of = dict(d="Defector", c="Loyalist", b="HOSTAGE", a="mercenary")',
        "the extremes": 'kinds_of = {"a": "mercenary", "b": "hostage", "c": "apostle", "d": "terrorist"}',
    },
    "c2": {"capital": 'supported = "C"', "small": 'supported = "c"'},
    "c3": {"rounded": "silent_per_complaint = 1.9", "counted": "silent_per_complaint = (48 - 16.8) / 16.8"},
    "c4": {"by hand": "gain = 46080", "factors": "gain = 0.4 * 0.9 * 0.2 * 4 * 800 * 200"},
}
REJECT = {
    "c1": {
        "satisfied is loyal": (
            'kinds_of = {"a": "loyalist", "b": "hostage", "c": "loyalist", "d": "defector"}',
            "fail",
            "satisfied-is-loyal",
        ),
        "staying is loyal": (
            'kinds_of = {"a": "mercenary", "b": "loyalist", "c": "loyalist", "d": "defector"}',
            "fail",
            "staying-is-loyal",
        ),
        "b and d swapped": (
            'kinds_of = {"a": "mercenary", "b": "defector", "c": "loyalist", "d": "hostage"}',
            "fail",
            None,
        ),
        "only c is wrong": (
            'kinds_of = {"a": "mercenary", "b": "hostage", "c": "mercenary", "d": "defector"}',
            "fail",
            None,
        ),
        "only d is wrong": (
            'kinds_of = {"a": "mercenary", "b": "hostage", "c": "loyalist", "d": "mercenary"}',
            "fail",
            None,
        ),
        "one missing": ('kinds_of = {"a": "mercenary", "b": "hostage", "c": "loyalist"}', "fail", None),
    },
    "c2": {
        "folklore": ('supported = "A"', "fail", "folklore"),
        "share": ('supported = "B"', "fail", "market-share"),
        "two letters": ('supported = "BC"', "fail", None),
    },
    "c3": {
        "dissatisfied": ("silent_per_complaint = 2.857", "fail", "dissatisfied-per-complaint"),
        "everybody": ("silent_per_complaint = 783.2 / 16.8", "fail", "all-others-silent"),
        "upside down": ("silent_per_complaint = 0.35 / 0.65", "fail", "upside-down"),
        "a share": ("silent_per_complaint = 0.65", "fail", None),
        "too high": ("silent_per_complaint = 2.5", "fail", None),
    },
    "c4": {
        "reach": ("gain = 51200", "fail", "reach-forgotten"),
        "budget": ("gain = 11520", "fail", "budget-forgotten"),
        "driver": ("gain = 230400", "fail", "driver-forgotten"),
        "one exhibitor": ("gain = 230.4", "fail", "one-exhibitor"),
        "thousand yuan": ("gain = 46.08", "fail", None),
        "forty yuan off": ("gain = 46120", "fail", None),
    },
}
