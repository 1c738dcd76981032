"""What the case says about customers, measurement, antecedents and loyalty."""

import pandas as pd

from cvm_lessons.cases.build_trust.evidence import Measured
from cvm_lessons.cases.build_trust.study import ALL, TrustStudy
from cvm_lessons.cases.prose import Prose, listed, sentences
from cvm_lessons.core import format_money, format_number, format_percent, translate
from cvm_lessons.trust import scale_label

__all__ = ["say_antecedents", "say_groups", "say_loyalty", "say_measured", "say_start"]

WEAK = 0.7  # the usual lower limit of alpha
CUSTOMER_NAMES = {
    "all": "all exhibitors",
    "first-timers": "first-timers",
    "occasional": "occasional exhibitors",
    "relational": "relational exhibitors",
}


def say_start(study: TrustStudy, budget: float) -> Prose:
    """Say what the decision is about.

    Parameters
    ----------
    study : TrustStudy
        The answers.
    budget : float
        Yuan.

    Returns
    -------
    Prose
        Customers, show, answers, exhibitors, margin and budget.
    """
    rows = study.deciding
    return Prose(
        translate(
            "The plan is for **{customers}** of {sector}: {count} companies at the latest edition, with "
            "{margin} of margin each. {answers} answers are in ({edition}). There is **{budget}** to spend.",
            customers=translate(CUSTOMER_NAMES[study.customers]),
            sector=translate("all six shows" if study.sector == ALL else study.sector),
            count=format_number(len(rows)),
            margin=format_money(study.margin),
            answers=format_number(len(study.chosen)),
            edition=translate("all editions") if study.edition == ALL else study.edition,
            budget=format_money(budget),
        )
    )


def say_groups(steps: pd.DataFrame) -> Prose:
    """Say where the customers are on the four steps.

    Parameters
    ----------
    steps : DataFrame
        What `take_steps` returns.

    Returns
    -------
    Prose
        How the groups differ in trust and in added value, and what the response rate says of the first step.
    """
    trust, added = steps["trust"], steps["added value"]
    return Prose(
        translate(
            "Mean trust lies between {low} and **{high}** in these groups, the added value they feel between "
            "{least} and {most}. Of those who exhibited most often, {silent} did not answer: of them not "
            "even the first step is known.",
            low=format_number(trust.min(), 2),
            high=format_number(trust.max(), 2),
            least=format_number(added.min(), 2),
            most=format_number(added.max(), 2),
            silent=format_percent(1 - steps["needs"].iloc[-1]),
        )
    )


def say_measured(measured: Measured) -> Prose:
    """Say which scales are weak, and whether trust is something other than satisfaction.

    Parameters
    ----------
    measured : Measured
        What `measure` returns.

    Returns
    -------
    Prose
        Alphas below the limit, the correlation of the factors, AVE and HTMT, and the answer to Qi Ran.
    """
    alphas, distinct = measured.scales["alpha"], measured.distinct
    weak = [scale_label(str(name)) for name in alphas.index[alphas < WEAK]]
    first = (
        translate(
            "Below an alpha of {limit}: **{names}**. What is measured with so much error tends to look "
            "weaker than it is.",
            limit=format_number(WEAK, 1),
            names=listed(weak),
        )
        if weak
        else translate("No scale has an alpha below {limit}.", limit=format_number(WEAK, 1))
    )
    ratio = measured.htmt.set_index(["first", "second"]).loc[("satisfaction", "trust")]
    shared = (
        "Free of error, trust and satisfaction correlate at **{r}** ({low} to {high}); HTMT says {htmt}. "
        "They share {shared} of their variance; each explains more of its own questions ({trust} for trust, "
        "{satisfaction} for satisfaction)."
        if distinct.fornell_larcker
        else "Free of error, trust and satisfaction correlate at **{r}** ({low} to {high}); HTMT says "
        "{htmt}. They share {shared} of their variance, more than one of them explains of its own questions "
        "({trust} for trust, {satisfaction} for satisfaction)."
    )
    second = translate(
        shared,
        r=format_number(distinct.correlation.estimate, 2),
        low=format_number(distinct.correlation.low, 2),
        high=format_number(distinct.correlation.high, 2),
        htmt=format_number(ratio["estimate"], 2),
        shared=format_percent(distinct.shared),
        trust=format_percent(distinct.ave_second),
        satisfaction=format_percent(distinct.ave_first),
    )
    words = (
        "The whole interval lies below 0.85: two things. Qi Ran's one question does not measure both."
        if distinct.distinct()
        else "The interval reaches 0.85: these answers hardly tell the two apart."
    )
    return Prose(sentences(first, second, translate(words)))


def say_antecedents(antecedents: pd.DataFrame) -> Prose:
    """Say what moves trust most.

    Parameters
    ----------
    antecedents : DataFrame
        What `find_antecedents` returns.

    Returns
    -------
    Prose
        The antecedent with the largest slope, and those whose interval holds 0.
    """
    top = antecedents["estimate"].abs().idxmax()
    row = antecedents.loc[top]
    first = translate(
        "Among equally satisfied exhibitors, a point more of **{name}** goes with {slope} points of trust "
        "({low} to {high}): the largest of the three.",
        name=scale_label(str(top)),
        slope=format_number(row["estimate"], 2),
        low=format_number(row["low"], 2),
        high=format_number(row["high"], 2),
    )
    holds = (antecedents["low"] <= 0) & (antecedents["high"] >= 0)
    unclear = [scale_label(str(name)) for name in antecedents.index[holds]]
    second = translate("The interval holds 0 for {names}.", names=listed(unclear)) if unclear else ""
    return Prose(sentences(first, second))


def say_loyalty(drivers: pd.DataFrame, paths: pd.DataFrame) -> Prose:
    """Say what makes either group loyal, and how much of satisfaction's effect passes through the others.

    Parameters
    ----------
    drivers, paths : DataFrame
        What `find_loyalty` returns.

    Returns
    -------
    Prose
        The first driver of each group, the difference for trust, and the indirect shares.
    """
    table = drivers.set_index(["group", "cause"])["estimate"]
    firsts = {group: str(table.loc[group].idxmax()) for group in ("occasional", "relational")}
    gap = drivers.set_index(["group", "cause"]).loc[("difference", "trust")]
    effects = paths.set_index(["group", "effect"])["estimate"]
    shares = {group: effects[group, "indirect: all"] / effects[group, "total"] for group in firsts}
    loyal = translate(
        "With the loyalty of the occasional goes most of all **{occasional}**, with that of the relational "
        "**{relational}**. The weight of trust for the relational less that for the occasional: {gap} "
        "standard deviations ({low} to {high}).",
        occasional=scale_label(firsts["occasional"]),
        relational=scale_label(firsts["relational"]),
        gap=format_number(gap["estimate"], 2),
        low=format_number(gap["low"], 2),
        high=format_number(gap["high"], 2),
    )
    parts = paths[(paths["group"] != "difference") & paths["effect"].str.startswith("indirect")]
    divided = (
        "Of what satisfaction goes with, {occasional} passes through trust and commitment for the "
        "occasional, {relational} for the relational."
        if (parts["estimate"] >= 0).all()
        else "These answers are too few to divide what satisfaction goes with: a part came out below zero."
    )
    through = translate(
        divided,
        occasional=format_percent(shares["occasional"]),
        relational=format_percent(shares["relational"]),
    )
    words = (
        "The interval leaves 0 out: one letter to all would be written for half of its readers."
        if gap["low"] > 0 or gap["high"] < 0
        else "The interval holds 0: that trust weighs differently is not shown here."
    )
    return Prose(sentences(loyal, translate(words), through))
