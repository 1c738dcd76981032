"""Right and wrong ways through the checkpoints of lesson 3 of chapter c02."""

ACCEPT = {
    "c1": {"capital": 'value_of_the_customer = "B"', "small": 'value_of_the_customer = "b"'},
    "c2": {
        "by hand": "worth_of_elm = 57857",
        "rounded multiple": "worth_of_elm = 27000 * 2.143",
        "in two parts": "m = 0.75 / 0.35\nworth_of_elm = 15000 * m + 12000 * m",
        "as numpy": "import numpy as np\nworth_of_elm = np.float64(57857.14)",
    },
    "c3": {"capital": 'reading = "C"', "small": 'reading = "c"'},
    "c4": {"by hand": "growth_percent = 60", "divided": "growth_percent = 100 * 0.15 / 0.25"},
}
REJECT = {
    "c1": {
        "rating": ('value_of_the_customer = "A"', "fail", "perceived-value"),
        "journeys": ('value_of_the_customer = "C"', "fail", "saving-of-the-customer"),
        "two letters": ('value_of_the_customer = "AB"', "fail", None),
    },
    "c2": {
        "own purchases": ("worth_of_elm = 15000 * 0.75 / 0.35", "fail", "own-purchases-only"),
        "all referrals": ("worth_of_elm = 45000 * 0.75 / 0.35", "fail", "all-referrals-counted"),
        "one year": ("worth_of_elm = 15000 * 0.75 / 0.35 + 12000", "fail", "one-year-of-referrals"),
        "margin now": ("worth_of_elm = 27000 * 1.1 / 0.35", "fail", "margin-comes-now"),
        "no discount": ("worth_of_elm = 27000 * 3", "fail", "discount-forgotten"),
        "in thousands": ("worth_of_elm = 57.857", "fail", None),
    },
    "c3": {
        "dearer": ('reading = "A"', "fail", "cost-without-business"),
        "cheaper": ('reading = "B"', "fail", "theory-for-data"),
        "two letters": ('reading = "AC"', "fail", None),
    },
    "c4": {
        "over contribution": ("growth_percent = 100 * 0.15 / 0.40", "fail", "cut-over-contribution"),
        "revenue": ("growth_percent = 100 * 0.15 / 0.85", "fail", "revenue-for-contribution"),
        "same percent": ("growth_percent = 15", "fail", "same-percent"),
        "share for percent": ("growth_percent = 0.6", "fail", None),
    },
}
