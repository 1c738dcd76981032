"""What the case says about the three trials."""

from cvm_lessons.cases.crm_strategy.labels import group_label
from cvm_lessons.cases.crm_strategy.study import Study
from cvm_lessons.cases.crm_strategy.trials import Trials, margin_after_return
from cvm_lessons.cases.prose import Prose, listed, sentences
from cvm_lessons.core import format_money, format_number, format_percent, format_points, translate

__all__ = ["say_develop", "say_keep", "say_part", "say_win_back"]


def say_keep(trials: Trials) -> Prose:
    """Say what the discount changed for those who most often take it, and for whom it paid.

    Parameters
    ----------
    trials : Trials
        Effects by group.

    Returns
    -------
    Prose
        Response, base and net gain.
    """
    keep = trials.keep
    large, best = keep.loc["large"], keep["net"].idxmax()
    return Prose(
        translate(
            "Of the large exhibitors {treated} rebooked with the offer, and {control} *without* it: the "
            "offer is worth {effect} (95% interval {low} to {high}) and nets {net} each, because those who "
            "come anyway take it too. It paid best with *{best}*: {best_net} each.",
            treated=format_percent(large["treated"]),
            control=format_percent(large["control"]),
            effect=format_points(large["effect"]),
            low=format_number(100 * large["low"]),
            high=format_number(100 * large["high"]),
            net=format_money(large["net"]),
            best=group_label(str(best)),
            best_net=format_money(keep.loc[best, "net"]),
        )
    )


def say_win_back(trials: Trials) -> Prose:
    """Say whom the call brought back.

    Parameters
    ----------
    trials : Trials
        Effects by group.

    Returns
    -------
    Prose
        Effects by how long ago the last edition was.
    """
    recent, gone = trials.win_back.loc["recent"], trials.win_back.loc["long gone"]
    return Prose(
        translate(
            "Left alone, {alone} of those lost recently and {never} of the others come back; a call "
            "moves that by {effect} and {other}. With what is given to those who say yes, it costs {low} to "
            "{high} for each firm called: few say yes, and it pays.",
            alone=format_percent(recent["control"]),
            never=format_percent(gone["control"]),
            effect=format_points(recent["effect"], 0),
            other=format_points(gone["effect"], 0),
            low=format_money(trials.win_back["cost"].min()),
            high=format_money(trials.win_back["cost"].max()),
        )
    )


def say_develop(trials: Trials) -> Prose:
    """Say what the log lost, and for whom the larger stand is left.

    Parameters
    ----------
    trials : Trials
        Effects by group.

    Returns
    -------
    Prose
        Counts of the arms, the effect as logged and the least that the log allows by group.
    """
    logged = trials.logged.iloc[0]
    # All sizes together, as the restored arms have it.
    weights = trials.develop["n_control"].astype(float)
    least = float((trials.develop["effect"] * weights).sum() / weights.sum())
    clear = [group_label(str(name)) for name in trials.develop.index[trials.develop["low"] > 0]]
    counts = translate(
        "An even lot, and yet {control} against {treated}: {missing} records of the treated are gone. As "
        "logged the effect is {effect}; if none of the missing took the offer, {least}.",
        control=format_number(logged["n_control"]),
        treated=format_number(logged["n_treated"]),
        missing=format_number(logged["n_control"] - logged["n_treated"]),
        effect=format_points(logged["effect"]),
        least=format_points(least),
    )
    if not clear:
        return Prose(sentences(counts, translate("For no size is even that clearly above zero.")))
    return Prose(
        sentences(counts, translate("By size, it is clearly above zero for {names}.", names=listed(clear)))
    )


def say_part(study: Study) -> Prose:
    """Say how much of its former margin a customer brings who was won back.

    Parameters
    ----------
    study : Study
        The customers.

    Returns
    -------
    Prose
        The measured part, and the part taken.
    """
    after, former = margin_after_return()
    return Prose(
        translate(
            "Those who came back brought {after} in 90 days; a year with them used to bring {former}. That "
            "is {share}; this run takes {part} (parameter *part*).",
            after=format_money(after),
            former=format_money(former),
            share=format_percent(after / former),
            part=format_percent(study.part),
        )
    )
