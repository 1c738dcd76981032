"""Right and wrong ways through the checks of the primer."""

LOADED = (
    "from cvm_lessons.datasets import load\n"
    'editions = load("editions")\nfood = editions[editions["sector"] == "food"]\nheld = food[food["held"]]\n'
)
ACCEPT = {
    "c1": {
        "as taught": LOADED + 'medical = editions[editions["sector"] == "medical"]',
        "query": LOADED + "medical = editions.query(\"sector == 'medical'\")",
        "sorted otherwise": LOADED
        + 'medical = editions[editions["sector"] == "medical"].sort_values("visitors")',
    },
    "c2": {
        "as taught": LOADED + 'mean_exhibitors = round(held["exhibitors"].mean())',
        "not rounded": LOADED + 'mean_exhibitors = held["exhibitors"].sum() / len(held)',
    },
}
REJECT = {
    "c1": {
        "not filtered": (LOADED + "medical = editions", "fail", "nothing-filtered"),
        "the question alone": (
            LOADED + 'medical = editions["sector"] == "medical"',
            "fail",
            "question-for-rows",
        ),
        "a capital": (LOADED + 'medical = editions[editions["sector"] == "Medical"]', "fail", "no-row-fits"),
        "another sector": (LOADED + 'medical = editions[editions["sector"] == "food"]', "fail", None),
        "one row": (LOADED + 'medical = editions[editions["sector"] == "medical"].head(1)', "fail", None),
        "a name, not a table": (LOADED + 'medical = "medical"', "fail", None),
        "a price changed": (
            LOADED
            + 'medical = editions[editions["sector"] == "medical"].assign(price_m2=lambda t: t["price_m2"] + 5e-5)',
            "fail",
            None,
        ),
    },
    "c2": {
        "visitors": (LOADED + 'mean_exhibitors = held["visitors"].mean()', "fail", "visitors-for-exhibitors"),
        "sum": (LOADED + 'mean_exhibitors = held["exhibitors"].sum()', "fail", "sum-for-mean"),
        "cancelled editions counted as well": (
            LOADED + 'mean_exhibitors = food["exhibitors"].fillna(0).mean()',
            "fail",
            None,
        ),
        "one exhibitor too many": (
            LOADED + 'mean_exhibitors = round(held["exhibitors"].mean()) + 1',
            "fail",
            None,
        ),
    },
}
