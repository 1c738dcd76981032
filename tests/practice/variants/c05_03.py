"""Right and wrong ways through the checkpoints of lesson 3 of chapter c05."""

SERVICE_FIRST = 'for_occasional = "service"\n'

ACCEPT = {
    "c1": {
        "rounded": "indirect, direct, share = 0.10, 0.20, 0.33",
        "unrounded": "indirect, direct, share = 0.1, 0.2, 1 / 3",
    },
    "c2": {"list": 'supported = ["A", "C"]', "text": 'supported = "c, a"'},
    "c3": {
        "by hand": "chain, indirect_all = 0.03, 0.095",
        "computed": "chain = 0.3 * 0.5 * 0.2\nindirect_all = chain + 0.045 + 0.02",
    },
    "c4": {
        "rounded": SERVICE_FIRST + 'for_relational = "relations"\ngain = 0.0867',
        "unrounded": SERVICE_FIRST + 'for_relational = "Relations"\ngain = 0.26 / 3',
    },
}
REJECT = {
    "c1": {
        "added": ("indirect, direct, share = 0.65, 0.2, 0.33", "fail", "paths-added"),
        "total for direct": ("indirect, direct, share = 0.1, 0.3, 0.33", "fail", "total-for-direct"),
        "over the direct": ("indirect, direct, share = 0.1, 0.2, 0.5", "fail", "over-the-direct"),
        "indirect far off": ("indirect, direct, share = 0.2, 0.2, 0.33", "fail", None),
        "direct far off": ("indirect, direct, share = 0.1, 0.25, 0.33", "fail", None),
        "share far off": ("indirect, direct, share = 0.1, 0.2, 0.7", "fail", None),
        "one missing": ("indirect, direct = 0.1, 0.2", "not_attempted", None),
    },
    "c2": {
        "taken for proof": ('supported = ["A", "C", "D"]', "fail", "association-is-proof"),
        "all kinds alike": ('supported = ["A", "B", "C"]', "fail", "all-commitment-alike"),
        "bound means satisfied": ('supported = ["A"]', "fail", "bound-means-satisfied"),
        "all": ('supported = ["A", "B", "C", "D"]', "fail", None),
        "no such letter": ('supported = ["A", "E"]', "fail", None),
    },
    "c3": {
        "chain forgotten": ("chain, indirect_all = 0.03, 0.065", "fail", "chain-forgotten"),
        "chain cut short": ("chain, indirect_all = 0.15, 0.095", "fail", "chain-cut-short"),
        "chain far off": ("chain, indirect_all = 0.06, 0.095", "fail", None),
        "sum far off": ("chain, indirect_all = 0.03, 0.2", "fail", None),
        "one missing": ("chain = 0.03", "not_attempted", None),
    },
    "c4": {
        "unweighted": (
            SERVICE_FIRST + 'for_relational = "relations"\ngain = 0.08',
            "fail",
            "groups-unweighted",
        ),
        "service for both": (
            SERVICE_FIRST + 'for_relational = "service"\ngain = 0.0867',
            "fail",
            "lift-without-slope",
        ),
        "relations for both": (
            'for_occasional = for_relational = "relations"\ngain = 0.0867',
            "fail",
            None,
        ),
        "gain far off": (SERVICE_FIRST + 'for_relational = "relations"\ngain = 0.2', "fail", None),
        "one missing": (SERVICE_FIRST + 'for_relational = "relations"', "not_attempted", None),
    },
}
