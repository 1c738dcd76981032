"""Right and wrong ways through the checkpoints of lesson 4 of chapter c03."""

ACCEPT = {
    "c3": {"capital": 'promise = "B"', "small": 'promise = "b"'},
    "c1": {"by hand": 'cva = 1.05\nside = "better"', "divided": 'cva = 1.03 / 0.98\nside = "Better"'},
    "c2": {"by hand": "mean_difference = 0.8", "means": "mean_difference = (8+7+9+6+8)/5 - (6+7+8+6+7)/5"},
    "c4": {"by hand": "gain = 28080", "factors": "gain = 0.5 * 0.6 * 0.20 * 0.13 * 200 * 18_000"},
}
REJECT = {
    "c3": {
        "everything": ('promise = "A"', "fail", "all-benefits"),
        "price": ('promise = "C"', "fail", "point-of-contention"),
        "two letters": ('promise = "AB"', "fail", None),
    },
    "c1": {
        "upside down": ('cva = 0.98 / 1.03\nside = "better"', "fail", "upside-down"),
        "dearer is worse": ('cva = 1.05\nside = "worse"', "fail", "dearer-is-worse"),
        "quality over price": ('cva = 1.15 / 1.10\nside = "better"', "fail", "price-for-score"),
        "rounded too early": ('cva = 1.1\nside = "better"', "fail", None),
        "upside down and worse": ('cva = 0.98 / 1.03\nside = "worse"', "fail", None),
        "another word": ('cva = 1.05\nside = "above"', "fail", None),
        "one name": ("cva = 1.05", "not_attempted", None),
    },
    "c2": {
        "sign": ("mean_difference = -0.8", "fail", "rival-less-own"),
        "sum": ("mean_difference = 4", "fail", "sum-for-mean"),
        "ties left out": ("mean_difference = 4 / 3", "fail", "ties-left-out"),
        "one off": ("mean_difference = 1.0", "fail", None),
    },
    "c4": {
        "reach": ("gain = 0.5 * 0.20 * 0.13 * 200 * 18_000", "fail", "reach-forgotten"),
        "rebooking": ("gain = 0.5 * 0.6 * 0.20 * 200 * 18_000", "fail", "rebooking-forgotten"),
        "one exhibitor": ("gain = 0.5 * 0.6 * 0.20 * 0.13 * 18_000", "fail", "one-exhibitor"),
        "slope": ("gain = 0.5 * 0.6 * 0.13 * 200 * 18_000", "fail", "slope-forgotten"),
        "thousand yuan": ("gain = 28.08", "fail", None),
        "forty yuan off": ("gain = 28120", "fail", None),
    },
}
