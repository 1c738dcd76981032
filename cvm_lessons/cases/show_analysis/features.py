"""The features of a show's customer relationships, computed from its records by the room's functions."""

from dataclasses import dataclass

import pandas as pd

from cvm_lessons import relationship
from cvm_lessons.cases.show_analysis.study import Study
from cvm_lessons.datasets import load, truth

__all__ = [
    "Pyramid",
    "compare_shows",
    "count_contacts",
    "cut_tiers",
    "follow_customers",
    "invited_to_again",
    "move_stages",
    "show_in_numbers",
]

TRIAL = "C1"  # the one campaign that a lot carried to exhibitors of all tiers, in all six shows
TRIAL_YEARS = (2022, 2023)  # profit before its day, in December 2023
STEPS = ("came", "signed", "came again")


@dataclass(frozen=True)
class Pyramid:
    """Tiers of the show's exhibitors, and whether they are more than a ranking.

    Attributes
    ----------
    summary : DataFrame
        What each tier holds and brings, by the two editions before.
    response : DataFrame
        Effect of the letter by tier, all six shows.
    tests : DataFrame
        The three tests.
    losing, loss : float
        Exhibitors of this edition who cost more than they brought, and the yuan.
    """

    summary: pd.DataFrame
    response: pd.DataFrame
    tests: pd.DataFrame
    losing: int
    loss: float


def show_in_numbers(study: Study) -> pd.DataFrame:
    """Return the numbers by which a show is classified, and its types.

    Parameters
    ----------
    study : Study
        The show.

    Returns
    -------
    DataFrame
        One row: trade_share, sectors, area_m2, outside_share, foreign_share, every_months, and the types.
    """
    country = load("organisations").set_index("customer_id")["country_group"].astype(str)
    abroad = float((study.came["customer_id"].map(country) != "mainland China").mean())
    numbers = {
        "trade_share": 1.0,  # every visitor in the file is a company
        "sectors": 1,
        "area_m2": float(study.came["area_m2"].sum()),
        "outside_share": abroad,  # at least: other regions of China come on top
        "foreign_share": abroad,
        "every_months": 12,
    }
    classified: pd.DataFrame = relationship.classify_shows(pd.DataFrame([numbers]))
    return classified


def compare_shows(study: Study) -> tuple[pd.DataFrame, pd.Series, pd.DataFrame]:
    """Return the show's page beside the others of the year.

    Parameters
    ----------
    study : Study
        The show.

    Returns
    -------
    tuple
        What `compare_profiles` returns; by show, on how many measures it lies outside the range of the
        others; and the share rebooked on site by show (value, low, high).
    """
    rows, touches = load("participations"), load("touchpoints")
    profiles = {
        name: relationship.show_profile(rows, sector=name, year=study.edition, touchpoints=touches)
        for name in _shows(study)
    }
    pages = {name: relationship.compare_profiles(profiles, own=name) for name in profiles}
    outside = pd.Series({name: int((page["stands"] != "within").sum()) for name, page in pages.items()})
    ends = {name: table.loc["rebooked_on_site", ["value", "low", "high"]] for name, table in profiles.items()}
    return pages[study.sector], outside, pd.DataFrame(ends).T.astype(float)


def count_contacts(study: Study) -> tuple[pd.DataFrame, pd.Series]:
    """Return the contacts with exhibitors by phase, and the contacts for each company invited by role.

    Parameters
    ----------
    study : Study
        The show.

    Returns
    -------
    tuple of DataFrame and Series
        What `contacts_by_phase` returns for the exhibitors of the edition's file; contacts per exhibitor and
        per visiting company invited (index exhibitor, visitor).
    """
    edition = study.rows.loc[study.rows["year"] == study.edition, "edition_id"].iloc[0]
    touches = load("touchpoints")
    touches = touches[touches["edition_id"] == edition]
    side = touches["customer_id"].str[0]
    phases = relationship.contacts_by_phase(touches[side == "E"])
    invited = study.rows.loc[study.rows["year"] == study.edition, "customer_id"].str[0].value_counts()
    each = side.value_counts().reindex(["E", "V"], fill_value=0) / invited[["E", "V"]]
    return phases, each.set_axis(["exhibitor", "visitor"])


def move_stages(study: Study) -> pd.DataFrame:
    """Return the stages of the exhibitors at the edition before, by their stage at this one.

    Parameters
    ----------
    study : Study
        The show.

    Returns
    -------
    DataFrame
        What `stage_transitions` returns, without the stage of those who never came.
    """
    then, now = (
        relationship.place_customers(study.exhibitors, as_of=year) for year in (study.before, study.edition)
    )
    moves: pd.DataFrame = relationship.stage_transitions(then, now)
    return moves.drop(index="awareness", columns="awareness", errors="ignore")


def cut_tiers(study: Study) -> Pyramid:
    """Return the tiers by profit of the two editions before, and the three tests of them.

    Parameters
    ----------
    study : Study
        The show.

    Returns
    -------
    Pyramid
        Profit and service of this show; response from the letter sent by lot in all six shows.
    """
    tiers = relationship.assign_tiers(_profits(study.exhibitors, study.earlier, study.before))
    later = _profits(study.exhibitors, study.edition, study.edition)
    there = tiers[tiers["revenue"] > 0].copy()
    there["later_profit"] = later["profit"]
    there["service"] = later["cost_to_serve"] / later["revenue"].where(later["revenue"] > 0)
    everybody = load("participations").query("customer_id.str.startswith('E')")
    of_trial = relationship.assign_tiers(_profits(everybody, *TRIAL_YEARS))
    letter = load("campaigns").query("campaign_id == @TRIAL").join(of_trial["tier"], on="customer_id")
    losses = study.came.loc[study.came["contribution"] < 0, "contribution"]
    return Pyramid(
        relationship.tier_summary(tiers),
        relationship.tier_response(letter),
        relationship.tier_tests(there.dropna(), letter),
        len(losses),
        float(-losses.sum()),
    )


def follow_customers(study: Study) -> pd.DataFrame:
    """Return the way of the exhibitors from one edition to the next, step by step, beside the other shows.

    Parameters
    ----------
    study : Study
        The show.

    Returns
    -------
    DataFrame
        Index step (came, signed, came again); columns base, reached, efficiency, low, high, others (median
        of the other shows), per_point (more who come again for one point more), to_others (the same up to
        the median of the others, 0 where it is reached), bottleneck.
    """
    ways = {name: invited_to_again(load("participations"), name, study.edition) for name in _shows(study)}
    table = relationship.funnel_efficiencies(
        pd.DataFrame(ways.values(), index=range(len(ways))), stand="show"
    )
    wide = table.pivot_table("efficiency", index="show", columns="step")
    others = wide.drop(index=study.sector).median()
    own = pd.DataFrame([ways[study.sector]]).iloc[0]
    best = relationship.funnel_bottleneck(own, benchmark=others[list(relationship.FUNNEL_STEPS)].to_dict())
    rows = table[(table["show"] == study.sector) & (table["step"] != "yield")].set_index("step")
    found = rows.drop(columns="show").join(best[["benchmark", "leads_per_point", "leads_to_benchmark"]])
    found = found.rename(
        columns={"benchmark": "others", "leads_per_point": "per_point", "leads_to_benchmark": "to_others"}
    )
    by = "to_others" if found["to_others"].max() > 0 else "per_point"
    return found.assign(bottleneck=found[by] == found[by].max()).set_axis(pd.Index(STEPS, name="step"))


def invited_to_again(participations: pd.DataFrame, sector: str, edition: int) -> dict[str, object]:
    """Return the exhibitors invited to the edition before, and how many came, signed and came again.

    Parameters
    ----------
    participations : DataFrame
        One row per customer and edition invited.
    sector : str
        The show.
    edition : int
        Year of the edition to which they may have come again.

    Returns
    -------
    dict
        The show, and the four counts under the names of a stand's funnel.
    """
    rows = participations[participations["customer_id"].str.startswith("E")]
    rows = rows[(rows["sector"] == sector) & (rows["year"] <= edition)]
    last = rows[rows["year"] == rows.loc[rows["year"] < edition, "year"].max()]
    came = last[last["took_part"]]
    signed = came[came["rebooked_on_site"].astype(bool)]
    now = rows.loc[(rows["year"] == edition) & rows["took_part"], "customer_id"]
    again = int(signed["customer_id"].isin(now).sum())
    return {
        "show": sector,
        "target": len(last),
        "attracted": len(came),
        "contacted": len(signed),
        "leads": again,
    }


def _shows(study: Study) -> list[str]:
    editions = load("editions")
    held = editions.loc[(editions["year"] == study.edition) & editions["held"], "sector"]
    return sorted(held.astype(str))


def _profits(rows: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    rate = float(truth("spending")["margin_rate"]["value"])
    profits: pd.DataFrame = relationship.customer_profits(rows, margin_rate=rate, first=first, last=last)
    return profits
