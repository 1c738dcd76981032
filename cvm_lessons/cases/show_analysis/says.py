"""What the case says about the show as a whole: its page, its features, its funnel."""

import pandas as pd

from cvm_lessons import relationship
from cvm_lessons.cases.prose import Prose, listed, sentences
from cvm_lessons.cases.show_analysis.features import Pyramid
from cvm_lessons.cases.show_analysis.labels import MEASURES, STEP_LABELS
from cvm_lessons.cases.show_analysis.study import Study
from cvm_lessons.core import format_money, format_number, format_percent, translate
from cvm_lessons.core.texts import short_amount

__all__ = ["say_features", "say_followed", "say_page", "say_situation", "say_stands"]

SIDES = 2  # somebody is lowest and somebody is highest on every measure


def say_situation(study: Study, budget: float) -> Prose:
    """Say what the board decides about, and what the naive answer is.

    Parameters
    ----------
    study : Study
        The show.
    budget : float
        Yuan an edition.

    Returns
    -------
    Prose
        Show, edition, budget, and the refund that the payers would get.
    """
    space = float(study.came["spend_space"].sum())
    show = translate(
        "The show: **{sector}**, edition of {year}, with {exhibitors} exhibitors and {visitors} visiting "
        "companies. The board would spend up to **{budget}** an edition for three editions.",
        sector=translate(study.sector),
        year=study.edition,
        exhibitors=format_number(len(study.came)),
        visitors=format_number(study.visitors["took_part"].sum()),
        budget=format_money(budget),
    )
    words = (
        "Given to those who pay, it is {share} of the {space} that exhibitors paid for space."
        if budget < space
        else "That is more than the {space} that exhibitors paid for space: no refund could use it up."
    )
    paid = translate(words, share=format_percent(budget / space, 1), space=format_money(space))
    return Prose(sentences(show, paid if budget else ""))


def say_page(study: Study, page: pd.DataFrame, outside: pd.Series) -> Prose:
    """Say what the page seems to show, and how often other shows stand out as well.

    Parameters
    ----------
    study : Study
        The show.
    page : DataFrame
        First of what `compare_shows` returns.
    outside : Series
        Second of it.

    Returns
    -------
    Prose
        Measures outside the range, the count for every show, and the number to expect.
    """
    stands = page.loc[list(MEASURES), "stands"]
    words = [
        translate(text, names=listed(translate(MEASURES[name][1]) for name in stands.index[stands == side]))
        for side, text in {"below": "Lowest of all: {names}.", "above": "Highest of all: {names}."}.items()
        if (stands == side).any()
    ]
    usual = SIDES * len(page) / len(outside)
    others = listed(
        translate("{name} {count}", name=translate(str(name)), count=count)
        for name, count in outside.drop(study.sector).items()
    )
    counted = translate(
        "That makes {own} of {measures} measures. On every measure one of the {shows} shows is lowest and "
        "one is highest, so by count alone a show stands outside the range of the others on {usual}. The "
        "others stand out on: {others}.",
        own=outside[study.sector],
        measures=len(page),
        shows=len(outside),
        usual=short_amount(usual),
        others=others,
    )
    return Prose(sentences(*words, counted))


def say_features(study: Study, page: pd.DataFrame, pyramid: Pyramid) -> Prose:
    """Say for each feature what shows it at this show, and what follows.

    Parameters
    ----------
    study : Study
        The show.
    page : DataFrame
        First of what `compare_shows` returns.
    pyramid : Pyramid
        What `cut_tiers` returns.

    Returns
    -------
    Prose
        Seven lines.
    """
    own = page["own"]
    share = {name: format_percent(own[name]) for name in own.index if own[name] <= 1}
    texts = {
        "two-sided": translate(
            "{count} visiting companies for each exhibitor, and they pay nothing. Check every decision about "
            "one side on the other.",
            count=format_number(own["visitors_per_exhibitor"], 1),
        ),
        "periodic": translate(
            "{rate} of the exhibitors of {before} came again in {year}. There is one chance an edition: "
            "count by edition.",
            rate=share["return_rate"],
            before=study.before,
            year=study.edition,
        ),
        "fluid": translate(
            "{first} are here for the first time. Of the first-timers of {before}, {new} came again, of the "
            "others {veteran}. Look after the first edition.",
            first=share["first_timer_share"],
            before=study.before,
            new=share["return_rate_new"],
            veteran=share["return_rate_veteran"],
        ),
        "committed on site": translate(
            "{rate} signed before they left. Be there when they decide.", rate=share["rebooked_on_site"]
        ),
        "concentrated": translate(
            "The largest tenth pays {rate} of the money for space. Losing a few hurts; it does not follow "
            "that the others can go.",
            rate=share["top_tenth_space"],
        ),
        "costly to serve": translate(
            "{fen} fen of each yuan of revenue go into service. Exhibitors who cost more than they brought: "
            "{count}. Judge by contribution, not by revenue.",
            fen=format_number(100 * own["cost_share"], 0),
            count=pyramid.losing,
        ),
        "phased": translate(
            "{before} contacts per exhibitor before the show, {during} during, {after} after it. Plan "
            "contact by phase, not by quarter.",
            before=format_number(own["contacts_before"], 1),
            during=format_number(own["contacts_during"], 1),
            after=format_number(own["contacts_after"], 1),
        ),
    }
    names = relationship.relationship_features()["name"]
    lines = [translate("- **{name}**: {fact}", name=names[key], fact=text) for key, text in texts.items()]
    return Prose("\n".join(lines))


def say_followed(study: Study, followed: pd.DataFrame) -> Prose:
    """Say which step loses most, by one point and against the other shows, and what that is worth.

    Parameters
    ----------
    study : Study
        The show.
    followed : DataFrame
        What `follow_customers` returns.

    Returns
    -------
    Prose
        The bottleneck by both rules, in exhibitors and in yuan.
    """
    point, room = followed["per_point"].idxmax(), followed["to_others"].idxmax()
    each = float(study.came["contribution"].mean())
    first = translate(
        "One point more brings most where the share is lowest: *{step}*, {count} more who come again.",
        step=translate(STEP_LABELS[str(point)]),
        count=format_number(followed.loc[point, "per_point"], 1),
    )
    if followed["to_others"].max() <= 0:
        second = translate("On no step do the other shows do better in the middle: nothing leaks more here.")
        return Prose(sentences(first, second))
    row = followed.loc[room]
    second = translate(
        "Against the middle of the others the show lacks most at *{step}*: {own} against {others}. Level "
        "with them it would keep {count} more, worth {money} at a contribution of {each} an exhibitor and "
        "edition.",
        step=translate(STEP_LABELS[str(room)]),
        own=format_percent(row["efficiency"]),
        others=format_percent(row["others"]),
        count=format_number(row["to_others"], 1),
        money=format_money(row["to_others"] * each),
        each=format_money(each),
    )
    inside = row["low"] <= row["others"] <= row["high"]
    doubt = "The interval holds the middle of the others: it may be the luck of one edition."
    sure = "The interval does not hold the middle of the others: here it leaks."
    return Prose(sentences(first, second, translate(doubt if inside else sure)))


def say_stands(study: Study) -> Prose:
    """Say what the learner's own counts hold, or that nobody counts at Larkport's stands.

    Parameters
    ----------
    study : Study
        The show.

    Returns
    -------
    Prose
        The bottleneck of every stand of the own file.
    """
    if study.stands is None:
        return Prose(
            translate(
                "At the stands nobody counts: how many stop, talk and become leads is not in any of "
                "Larkport's tables. That is a finding, too. With counts of your own (own_file) the case "
                "shows the funnel of each stand here."
            )
        )
    lines = []
    for _, stand in study.stands.iterrows():
        table = relationship.funnel_bottleneck(stand[list(relationship.FUNNEL_COUNTS)].astype(float))
        step = str(table["leads_per_point"].idxmax())
        lines.append(
            translate(
                "- **{stand}**: lowest in {step} ({share}); one point more brings {leads} leads.",
                stand=stand["stand"],
                step=translate(step),
                share=format_percent(table.loc[step, "efficiency"]),
                leads=format_number(table.loc[step, "leads_per_point"], 1),
            )
        )
    return Prose("\n".join(lines))
