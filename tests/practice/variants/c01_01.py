"""Right and wrong ways through the checkpoints of lesson 1 of chapter c01."""

RIGHT = '"audience": "consumer", "scope": "specialised", "scale": "medium", "reach": "national"'

ACCEPT = {
    "c1": {
        "as asked": f"types = {{{RIGHT}}}",
        "other order, capitals": (
            'types = dict(reach="National", scale="Medium", scope="Specialised", audience="Consumer")'
        ),
    },
    "c2": {
        "as asked": 'customer = {"a": "organiser", "b": "exhibitor", "c": "visitor"}',
        "capitals": 'customer = dict(c="Visitor", b="Exhibitor", a="Organiser")',
    },
    "c3": {"by hand": "elasticity = 0.4", "computed": "elasticity = (0.09 + 0.03) / 0.3"},
    "c4": {"by hand": "gain = -2500", "computed": "gain = 40 * 500 - 750 * 30"},
}
REJECT = {
    "c1": {
        "trade": (
            f"types = {{{RIGHT.replace('consumer', 'trade')}}}",
            "fail",
            "specialised-so-trade",
        ),
        "international": (
            f"types = {{{RIGHT.replace('national', 'international')}}}",
            "fail",
            "abroad-so-international",
        ),
        "small": (f"types = {{{RIGHT.replace('medium', 'small')}}}", "fail", None),
        "general": (f"types = {{{RIGHT.replace('specialised', 'general')}}}", "fail", None),
        "local": (f"types = {{{RIGHT.replace('national', 'local')}}}", "fail", None),
        "mixed": (f"types = {{{RIGHT.replace('consumer', 'mixed')}}}", "fail", None),
        "one missing": (
            'types = {"audience": "consumer", "scope": "specialised", "scale": "medium"}',
            "fail",
            None,
        ),
    },
    "c2": {
        "organiser buys stands": (
            'customer = {"a": "organiser", "b": "organiser", "c": "visitor"}',
            "fail",
            "organiser-buys-stands",
        ),
        "exhibitor always": (
            'customer = {"a": "organiser", "b": "exhibitor", "c": "exhibitor"}',
            "fail",
            "exhibitor-always",
        ),
        "exhibitor at the venue": (
            'customer = {"a": "exhibitor", "b": "exhibitor", "c": "visitor"}',
            "fail",
            None,
        ),
        "all exhibitors": ('customer = dict.fromkeys("abc", "exhibitor")', "fail", None),
        "one missing": ('customer = {"a": "organiser", "b": "exhibitor"}', "fail", None),
    },
    "c3": {
        "signs lost": ("elasticity = 0.6", "fail", "signs-lost"),
        "upside down": ("elasticity = 2.5", "fail", "upside-down"),
        "drawn only": ("elasticity = 0.45", "fail", "drawn-only"),
        "a hundredth off": ("elasticity = 0.41", "fail", None),
    },
    "c4": {
        "plain budget": ("gain = 20_000", "fail", "plain-budget"),
        "tickets only": ("gain = -22_500", "fail", "tickets-only"),
        "sign turned": ("gain = 2_500", "fail", "sign-turned"),
        "every ticket": ("gain = -70_000", "fail", "all-visitors-lost"),
        "one yuan off": ("gain = -2_501", "fail", None),
    },
}
