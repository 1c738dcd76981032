"""Right and wrong ways through the checkpoints of lesson 1 of chapter c04."""

ACCOUNTS = '{"a": "attribution", "b": "equity", "c": "norms", "d": "value disparity"}'

ACCEPT = {
    "c1": {"capital": 'sentence = "B"', "small, with a full stop": 'sentence = "b."'},
    "c2": {"by hand": "mean_satisfaction = 7.75", "halves": "mean_satisfaction = (8.4 + 7.1) / 2"},
    "c3": {
        "as asked": f"accounts = {ACCOUNTS}",
        "capitals and singular": 'accounts = dict(d="Value Disparity", c="norm", b="Equity", a="Attribution")',
    },
    "c4": {"capital": 'explanation = "B"', "small": 'explanation = "b"'},
}
REJECT = {
    "c1": {
        "one morning": ('sentence = "A"', "fail", "transaction-for-cumulative"),
        "quality": ('sentence = "C"', "fail", "quality-for-satisfaction"),
        "expectation": ('sentence = "D"', "fail", "expectation-for-satisfaction"),
        "two letters": ('sentence = "AB"', "fail", None),
    },
    "c2": {
        "average first": ("mean_satisfaction = 8.0", "fail", "average-first"),
        "sum": ("mean_satisfaction = 7.5", "fail", "sum-for-mean"),
        "swapped": ("mean_satisfaction = 8.25", "fail", "sides-swapped"),
        "out by two hundredths": ("mean_satisfaction = 7.77", "fail", None),
    },
    "c3": {
        "norm and desire swapped": (
            'accounts = {"a": "attribution", "b": "equity", "c": "value disparity", "d": "norms"}',
            "fail",
            "norm-for-desire",
        ),
        "equity twice": (
            'accounts = {"a": "attribution", "b": "equity", "c": "equity", "d": "value disparity"}',
            "fail",
            "equity-for-norm",
        ),
        "only a is wrong": (
            'accounts = {"a": "equity", "b": "equity", "c": "norms", "d": "value disparity"}',
            "fail",
            None,
        ),
        "only b is wrong": (
            'accounts = {"a": "attribution", "b": "norms", "c": "norms", "d": "value disparity"}',
            "fail",
            None,
        ),
        "only d is wrong": (
            'accounts = {"a": "attribution", "b": "equity", "c": "norms", "d": "equity"}',
            "fail",
            None,
        ),
        "one missing": ('accounts = {"a": "attribution", "b": "equity", "c": "norms"}', "fail", None),
    },
    "c4": {
        "the sign decides": ('explanation = "A"', "fail", "sign-decides"),
        "no link": ('explanation = "C"', "fail", "no-link"),
        "backwards": ('explanation = "D"', "fail", "read-backwards"),
        "two letters": ('explanation = "BC"', "fail", None),
    },
}
