"""Right and wrong ways through the checkpoints of lesson 2 of chapter c05."""

KINDS = '"a": "continuance", "b": "normative", "c": "affective", "d": "continuance"'
COSTS = '"a": "financial", "b": "relational", "c": "procedural", "d": "procedural"'

ACCEPT = {
    "c1": {
        "as asked": f"kinds = {{{KINDS}}}",
        "capitals": 'kinds = dict(d="Continuance", c="Affective", b="NORMATIVE", a="continuance")',
    },
    "c2": {
        "rounded": "leave = -0.04\nadvocacy = -0.46",
        "computed": "leave = -0.21 + 0.17\nadvocacy = -0.20 - 0.26",
    },
    "c3": {
        "as asked": f"costs = {{{COSTS}}}",
        "capitals": 'costs = dict(a="Financial", b="Relational", c="Procedural", d="Procedural")',
    },
    "c4": {"by hand": "points = 7\npartial = 0.10", "floats": "points = 7.0\npartial = 0.07 / 0.7"},
}
REJECT = {
    "c1": {
        "a monopoly liked": (f"kinds = {{{KINDS}}}; kinds['d'] = 'affective'", "fail", "monopoly-is-liking"),
        "a duty liked": (f"kinds = {{{KINDS}}}; kinds['b'] = 'affective'", "fail", "duty-is-liking"),
        "papers a duty": (f"kinds = {{{KINDS}}}; kinds['a'] = 'normative'", "fail", "normative-is-paperwork"),
        "c is wrong": (f"kinds = {{{KINDS}}}; kinds['c'] = 'normative'", "fail", None),
        "one missing": (f"kinds = {{{KINDS}}}; del kinds['c']", "fail", None),
        "not one of the three": (f"kinds = {{{KINDS}}}; kinds['c'] = 'loyal'", "fail", None),
    },
    "c2": {
        "the bond alone": ("leave = -0.21\nadvocacy = -0.20", "fail", "only-the-bond"),
        "both rise": ("leave = -0.38\nadvocacy = 0.06", "fail", "both-rise"),
        "the bond alone in one": ("leave = -0.21\nadvocacy = -0.6", "fail", None),
        "leave off": ("leave = -0.1\nadvocacy = -0.46", "fail", None),
        "advocacy off": ("leave = -0.04\nadvocacy = -0.6", "fail", None),
        "signs lost": ("leave = 0.04\nadvocacy = 0.46", "fail", None),
        "one missing": ("leave = -0.04", "not_attempted", None),
    },
    "c3": {
        "risk relational": (f"costs = {{{COSTS}}}; costs['d'] = 'relational'", "fail", "risk-is-relational"),
        "points procedural": (
            f"costs = {{{COSTS}}}; costs['a'] = 'procedural'",
            "fail",
            "points-are-procedural",
        ),
        "being known": (f"costs = {{{COSTS}}}; costs['b'] = 'procedural'", "fail", "being-known-is-effort"),
        "rules financial": (f"costs = {{{COSTS}}}; costs['c'] = 'financial'", "fail", None),
        "one missing": (f"costs = {{{COSTS}}}; del costs['c']", "fail", None),
        "not one of the three": (f"costs = {{{COSTS}}}; costs['c'] = 'sunk'", "fail", None),
    },
    "c4": {
        "over what was known": ("points = 7\npartial = 0.07 / 0.30", "fail", "over-what-was-known"),
        "left after": ("points = 7\npartial = 0.07 / 0.63", "fail", "left-after"),
        "all of it": ("points = 37\npartial = 0.10", "fail", "all-of-it-is-emotion"),
        "a share": ("points = 0.07\npartial = 0.10", "fail", None),
        "points far off": ("points = 9\npartial = 0.10", "fail", None),
        "partial far off": ("points = 7\npartial = 0.4", "fail", None),
        "one missing": ("points = 7", "not_attempted", None),
    },
}
