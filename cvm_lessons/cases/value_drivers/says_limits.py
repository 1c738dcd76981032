"""What the case says about its own limits: the truth, where it is known, and the scale of the answers."""

import pandas as pd

from cvm_lessons.cases.exhibitor_survey import Study
from cvm_lessons.cases.exhibitor_truth import true_slope
from cvm_lessons.cases.prose import Prose, sentences
from cvm_lessons.cases.value_drivers.money import Worth
from cvm_lessons.core import format_money, format_number, format_percent, format_points, translate
from cvm_lessons.value import attribute_label

__all__ = ["say_ceiling", "say_judgement", "say_truth"]

TOP = 10  # the highest point of the rating scale


def say_truth(study: Study) -> Prose:
    """Say what is known of the truth, and how to read the two tables that hold it.

    Parameters
    ----------
    study : Study
        The answers.

    Returns
    -------
    Prose
        Where the truth comes from and what to look for; for the learner's own file what to do without one.
    """
    if study.own:
        return Prose(
            translate(
                "Nobody knows the truth behind your file. That is the usual case. What you can do is test: "
                "carry the plan out for part of the exhibitors, drawn by lot, and compare before you roll "
                "out."
            )
        )
    return Prose(
        translate(
            "Larkport is simulated, so the weights behind the ratings are on file. A consultant never sees "
            "this section. Use it to learn how much to trust the others. *What to look for in the first "
            "table: the last column.* Of intervals at 95%, about one in twenty misses. The second table "
            "holds your promise against what the same projects bring under the true weights."
        )
    )


def say_judgement(
    study: Study, weights: pd.DataFrame | None, judged: pd.DataFrame | None, worth: Worth
) -> Prose | None:
    """Say how far off the estimates and the promise are.

    Parameters
    ----------
    study : Study
        The answers.
    weights : DataFrame or None
        What `against_weights` returns.
    judged : DataFrame or None
        What `judge_plan` returns.
    worth : Worth
        What `worth_of_rebooking` returns.

    Returns
    -------
    Prose or None
        Intervals that cover, the slope, and the promise against what comes; none where nobody knows the
        truth.
    """
    if weights is None or judged is None:
        return None
    warning = ""
    if judged.loc["promised", "net_gain"] > judged.loc["delivered", "net_gain"]:
        warning = translate(
            "A promise tends to be too high: what was overestimated is more likely to be chosen."
        )
    return Prose(f"{_weights_and_slope(study, weights, worth)}\n\n{sentences(_promise(judged), warning)}")


def say_ceiling(study: Study) -> Prose:
    """Say how the scale itself limits the answers.

    Parameters
    ----------
    study : Study
        The answers.

    Returns
    -------
    Prose
        The share of stated importance and of ratings at the top of the scale.
    """
    ratings = study.answers[[f"perf_{name}" for name in study.attributes]]
    rated = translate(
        "{rated} of the ratings are a {top}.", rated=format_percent((ratings == TOP).mean().mean()), top=TOP
    )
    if study.own:
        return Prose(rated)
    stated = study.answers[[f"imp_{name}" for name in study.attributes]]
    said = translate(
        "Of the answers on importance it is {said}: near the top of the scale, ranks rest on little.",
        said=format_percent((stated == TOP).mean().mean()),
    )
    return Prose(sentences(rated, said))


def _weights_and_slope(study: Study, weights: pd.DataFrame, worth: Worth) -> str:
    far = weights["miss"].abs().idxmax()
    return str(
        translate(
            "{covered} of {total} intervals hold the true weight; the widest miss is {name}, by {miss} "
            "points. The slope of rebooking is {true} in truth, you estimated {slope}.",
            covered=int(weights["covered"].sum()),
            total=len(weights),
            name=attribute_label(str(far)),
            miss=format_number(abs(weights.loc[far, "miss"]), 2),
            true=format_points(true_slope(study)),
            slope=format_points(worth.slope.estimate),
        )
    )


def _promise(judged: pd.DataFrame) -> str:
    money = {name: format_money(judged.loc[name, "net_gain"]) for name in judged.index}
    if not judged.loc["promised", "cost"]:
        nothing = (
            "You promised nothing and spend nothing. With the truth in hand, {possible} net was to be had."
        )
        return str(translate(nothing, **money))
    return str(
        translate(
            "You promised {promised} net; the same projects bring {delivered}. With the truth in hand, "
            "{possible} was to be had.",
            **money,
        )
    )
