"""What the case says about its evidence: ratings that go together, and the place among the rivals."""

import pandas as pd

from cvm_lessons.cases.exhibitor_survey import Study
from cvm_lessons.cases.prose import Prose, sentences
from cvm_lessons.cases.value_drivers.evidence import Redrawn
from cvm_lessons.core import format_number, format_percent, translate
from cvm_lessons.value import attribute_label

__all__ = ["say_cloud", "say_raters", "say_standing", "say_twins"]

# Below this correlation two ratings share less than a tenth of their variance: no coefficient is in the way.
TWINS_FROM = 0.3
ONE_IN_FORTY = 0.025  # what a 95% interval leaves out at each end


def say_twins(redrawn: Redrawn) -> Prose:
    """Say which two ratings move together, and what that does to their coefficients.

    Parameters
    ----------
    redrawn : Redrawn
        What `draw_again` returns.

    Returns
    -------
    Prose
        The pair and how their coefficients trade places; for twins also which measure divides the credit
        more steadily. Where no two ratings go together, that.
    """
    values = {
        "first": attribute_label(redrawn.twins.first),
        "second": attribute_label(redrawn.twins.second),
        "r": format_number(redrawn.twins.correlation, 2),
        "count": len(redrawn.slopes),
        "trade": format_number(_trade(redrawn), 2),
    }
    if abs(redrawn.twins.correlation) < TWINS_FROM:
        return Prose(
            translate(
                "No two ratings go together: the closest pair, **{first}** and **{second}**, has r = {r}. In "
                "{count} surveys drawn again from the same answers, their two coefficients correlate at "
                "{trade}. There are no twins here: each coefficient stands on its own, and if an interval is "
                "wide, it is for want of answers.",
                **values,
            )
        )
    if redrawn.twins.correlation < 0:
        return Prose(
            translate(
                "The ratings of **{first}** and **{second}** go against each other: who rates one high rates "
                "the other low, r = {r}. In {count} surveys drawn again from the same answers, their two "
                "coefficients correlate at {trade}.",
                **values,
            )
        )
    together = translate(
        "The ratings of **{first}** and **{second}** go together most: r = {r}. In {count} surveys drawn "
        "again from the same answers, their two coefficients correlate at {trade}.",
        **values,
    )
    return Prose(f"{together}\n\n{_credit(redrawn)}")


def say_cloud(redrawn: Redrawn) -> Prose:
    """Say how the cloud of redrawn coefficients lies, and what that means.

    Parameters
    ----------
    redrawn : Redrawn
        What `draw_again` returns.

    Returns
    -------
    Prose
        Falling, rising or round.
    """
    trade = _trade(redrawn)
    if trade <= -TWINS_FROM:
        return Prose(
            translate(
                "The cloud falls from left to right: the survey knows the sum of the two better than either. "
                "When one gets the credit, the other loses it."
            )
        )
    if trade >= TWINS_FROM:
        return Prose(
            translate(
                "The cloud rises from left to right: the survey knows the difference of the two better than "
                "either. Both are overestimated together, or underestimated."
            )
        )
    return Prose(
        translate(
            "The cloud hardly leans: what a redrawn survey finds for the one says little about the other."
        )
    )


def say_raters(study: Study) -> Prose:
    """Say who rates the rivals, and how to read the map; for the learner's own file that there is none.

    Parameters
    ----------
    study : Study
        The answers.

    Returns
    -------
    Prose
        Raters, prices, and what to look for.
    """
    if study.own:
        return Prose(
            translate(
                "Your file rates no rival shows: there is no map to draw. Go on to the money: rebooking is "
                "known from Larkport's books."
            )
        )
    return Prose(
        translate(
            "Ratings of rivals come from Larkport's exhibitors who know one. Only they rate Larkport here, "
            "so that the same people judge both. Prices are those of 2025. *What to look for in the figure: "
            "the distance from the line, not from the other points.*"
        )
    )


def say_standing(shows: pd.DataFrame | None) -> Prose | None:
    """Say where Larkport's show lies on the value map.

    Parameters
    ----------
    shows : DataFrame or None
        What `place_show` returns.

    Returns
    -------
    Prose or None
        Quality, price and place among the shows, and what the weights do; none where there is no map.
    """
    if shows is None:
        return None
    mine = shows[shows["own"]].iloc[0]
    place = int((shows["cva"] > mine["cva"]).sum()) + 1
    positions = {
        "better": translate("better value than the line of fair value asks"),
        "fair": translate("fair value"),
        "worse": translate("worse value than the line of fair value asks"),
    }
    standing = translate(
        "Larkport charges {price} times what its rivals charge on average and is rated {quality} times "
        "as good: **{position}**, place {place} of {count}. The least known show has {fewest} raters.",
        price=format_number(mine["relative_price"], 2),
        quality=format_number(mine["quality"], 2),
        position=positions[mine["position"]],
        place=place,
        count=len(shows),
        fewest=int(shows["n"].min()),
    )
    weights = translate(
        "The weights on this map are the revealed shares. Where price has little weight, the line is nearly "
        "flat, and a price cut moves a show sideways rather than towards better value. Sales would draw "
        "another line, with the weight that exhibitors *say* price has. Ask which of the two you would "
        "bet on."
    )
    return Prose(f"{standing}\n\n{weights}")


def _trade(redrawn: Redrawn) -> float:
    """Return how the coefficients of the closest pair go together over the redrawn surveys."""
    pair = redrawn.slopes[[redrawn.twins.first, redrawn.twins.second]]
    return float(pair.corr().iloc[0, 1])


def _credit(redrawn: Redrawn) -> str:
    """Return which part of the twins' sum the first gets, by coefficients and by shares."""
    slopes = redrawn.slopes[[redrawn.twins.first, redrawn.twins.second]]
    if (slopes.sum(axis=1) <= 0).mean() > ONE_IN_FORTY:
        return str(
            translate(
                "In some of these surveys even the sum of the two coefficients is not above 0: there is no "
                "credit to divide."
            )
        )
    by_slope, by_share = redrawn.first_part(redrawn.slopes), redrawn.first_part(redrawn.shares)
    parts = translate(
        "Of what the two bring together, {first} gets {slope_low} to {slope_high} by the coefficients of 95 "
        "in 100 surveys, and {share_low} to {share_high} by their Shapley shares.",
        first=attribute_label(redrawn.twins.first),
        slope_low=format_percent(by_slope[0]),
        slope_high=format_percent(by_slope[1]),
        share_low=format_percent(by_share[0]),
        share_high=format_percent(by_share[1]),
    )
    odd = (
        translate(
            "A part below 0% or above 100% means that one of the two coefficients came out negative: the "
            "other then gets more than the whole."
        )
        if by_slope[0] < 0 or by_slope[1] > 1
        else ""
    )
    verdict = (
        translate("The shares divide the credit more steadily.")
        if by_share[1] - by_share[0] < by_slope[1] - by_slope[0]
        else translate("In these answers the shares are no steadier.")
    )
    return sentences(parts, odd, verdict)
