"""Tables of the case on the show and its relationships."""

import pandas as pd

from cvm_lessons import relationship
from cvm_lessons.cases.show_analysis.features import Pyramid, show_in_numbers
from cvm_lessons.cases.show_analysis.labels import COUNTED, MEASURES, STEP_LABELS
from cvm_lessons.cases.show_analysis.study import Study
from cvm_lessons.core import Table, format_number, format_percent, show_table, translate
from cvm_lessons.datasets import load

__all__ = [
    "show_contacts",
    "show_followed",
    "show_mix",
    "show_page",
    "show_stands",
    "show_tests",
    "show_tiers",
    "show_types",
]

# words for the columns of the room's tables
MIX_WORDS = {
    "customers": "how many",
    "customer_share": "share of customers",
    "revenue_share": "share of revenue",
    "cost_to_serve": "cost to serve",
    "cost_share": "share of cost",
}
PHASE_WORDS = {
    "contact_count": "contacts made",
    "cost_share": "share of cost",
    "outbound": "messages from Larkport",
    "response": "share answered",
    "cost_per_response": "cost of an answer",
}
TIER_WORDS = {
    "customers": "how many",
    "customer_share": "share of customers",
    "revenue_share": "share of revenue",
    "profit_share": "share of profit",
    "profit_each": "profit each",
}
TEST_WORDS = {
    "statistic": "test statistic",
    "df": "degrees of freedom",
    "p": "p value",
    "effect": "effect size",
}
PAGE_WORDS = {
    "own": "this show",
    "others": "others, middle",
    "lowest": "others, lowest",
    "highest": "others, highest",
    "stands": "stands",
}
LEAST_P = 0.001  # below it a p value is not written out
TEST_LABELS = {
    "profit": "profit of the next edition differs",
    "response": "a letter sent by lot is answered differently",
    "service": "cost to serve per yuan differs",
}
CRITERIA = {
    "audience": ("by audience", "{number} of the visitors come for their work", "trade_share"),
    "scope": ("by scope", "sectors shown: {number}", "sectors"),
    "scale": ("by scale", "{number} m² of stands", "area_m2"),
    "reach": ("by reach", "{number} of the exhibitors from abroad", "foreign_share"),
    "frequency": ("by frequency", "every {number} months", "every_months"),
}


def show_mix(study: Study) -> Table:
    """Return the customers of the edition by role, with what they pay and cost.

    Parameters
    ----------
    study : Study
        The show.

    Returns
    -------
    Table
        One row a role.
    """
    rows = study.rows.drop(columns=["size", "contribution"])
    mix = relationship.customer_mix(load("organisations"), rows, year=study.edition)
    shares = {name: "percent1" for name in mix if name.endswith("share")}
    return show_table(mix, {"revenue": "money", "cost_to_serve": "money", **shares}, words=MIX_WORDS)


def show_types(study: Study) -> Table:
    """Return the type of the show by each criterion, with the number behind it.

    Parameters
    ----------
    study : Study
        The show.

    Returns
    -------
    Table
        One row a criterion that the records decide.
    """
    numbers, names = show_in_numbers(study).iloc[0], relationship.types_of_shows()["name"]
    rows = []
    for criterion, (label, text, column) in CRITERIA.items():
        value = numbers[column]
        shown = format_percent(value) if column.endswith("share") else format_number(value)
        rows.append((translate(label), translate(text, number=shown), names[numbers[criterion]]))
    return show_table(pd.DataFrame(rows, columns=["criterion", "number", "type"]))


def show_page(page: pd.DataFrame) -> Table:
    """Return the measures of the show beside those of the others, in the order of the features.

    Parameters
    ----------
    page : DataFrame
        First of what `compare_shows` returns.

    Returns
    -------
    Table
        One row a measure.
    """
    rows = page.loc[list(MEASURES), list(PAGE_WORDS)]
    shown = {
        name: [
            format_number(number, 2) if measure in COUNTED else format_percent(number, 1)
            for measure, number in rows[name].items()
        ]
        for name in rows.columns.drop("stands")
    }
    labels = pd.DataFrame(list(MEASURES.values()), columns=["feature", "measure"])
    return show_table(labels.assign(**shown, stands=list(rows["stands"])), words=PAGE_WORDS)


def show_contacts(phases: pd.DataFrame) -> Table:
    """Return the contacts with exhibitors by phase.

    Parameters
    ----------
    phases : DataFrame
        First of what `count_contacts` returns.

    Returns
    -------
    Table
        One row a phase.
    """
    columns = ["contact_count", "cost", "cost_share", "outbound", "response", "cost_per_response"]
    formats = {"cost": "money", "cost_share": "percent", "response": "percent", "cost_per_response": "money"}
    return show_table(phases[columns], formats, words=PHASE_WORDS)


def show_tiers(pyramid: Pyramid) -> Table:
    """Return the tiers with what they bring.

    Parameters
    ----------
    pyramid : Pyramid
        What `cut_tiers` returns.

    Returns
    -------
    Table
        One row a tier.
    """
    shares = {name: "percent" for name in pyramid.summary if name.endswith("share")}
    return show_table(
        pyramid.summary, {"profit": "money", "profit_each": "money", **shares}, words=TIER_WORDS
    )


def show_tests(pyramid: Pyramid) -> Table:
    """Return the three tests that tiers must pass.

    Parameters
    ----------
    pyramid : Pyramid
        What `cut_tiers` returns.

    Returns
    -------
    Table
        One row a test.
    """
    tests = pyramid.tests.rename(index=TEST_LABELS)
    return show_table(tests, {"statistic": 1, "p": _chance, "effect": 2}, words=TEST_WORDS)


def show_followed(followed: pd.DataFrame) -> Table:
    """Return the steps from one edition to the next.

    Parameters
    ----------
    followed : DataFrame
        What `follow_customers` returns.

    Returns
    -------
    Table
        One row a step.
    """
    columns = {
        "base": "of",
        "reached": "reached",
        "efficiency": "share",
        "low": "low",
        "high": "high",
        "others": "others",
        "per_point": "one point more brings back",
        "to_others": "level with the others brings back",
    }
    frame = followed.rename(index=STEP_LABELS)[list(columns)].rename(columns=columns)
    shares = dict.fromkeys(["share", "low", "high", "others"], "percent")
    return show_table(frame, {**shares, columns["per_point"]: 1, columns["to_others"]: 1})


def show_stands(study: Study) -> Table | None:
    """Return the funnel of each stand in the learner's own file.

    Parameters
    ----------
    study : Study
        The show.

    Returns
    -------
    Table or None
        None without a file.
    """
    if study.stands is None:
        return None
    table = relationship.funnel_efficiencies(study.stands)
    return show_table(table, dict.fromkeys(["efficiency", "low", "high"], "percent"), rows=40)


def _chance(p: object) -> str:
    number = float(str(p))
    return f"< {format_number(LEAST_P, 3)}" if number < LEAST_P else format_number(number, 3)
