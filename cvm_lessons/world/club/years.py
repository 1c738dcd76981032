"""The membership years: who renews (shifted beta-geometric), and what visits and baskets bring."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import beta_parameters, by_name
from cvm_lessons.world.engine import World

__all__ = ["draw_club_years", "draw_renewals"]


def draw_renewals(world: World) -> pd.DataFrame:
    """Draw year after year who renews, with the notice of a higher fee for those whom the lottery chose.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: member (position), year, drawn (in the lottery), renewed and the member's traits, one row
        per membership year, by member and year.
    """
    rise, base = world.truth["club_renewal"]["fee_rise"], world["club_base"]
    years = np.array(world.truth["club"]["years"])
    drawn = world.stream("club_years", "fee_rise").random(len(base)) < rise["share"]
    noticed = drawn[:, None] & (years == rise["year"])
    chance = (1.0 - base["leave"].to_numpy()[:, None]) * np.where(noticed, rise["factor"], 1.0)
    renews = world.stream("club_years", "renewed").random(chance.shape) < chance
    begun = years >= base["cohort"].to_numpy()[:, None]
    # There in a year: joined by then, and no year since joining that was not renewed.
    stayed = np.cumprod(np.where(begun, renews, True), axis=1)[:, :-1].astype(bool)
    there = begun & np.column_stack([np.ones(len(base), dtype=bool), stayed])
    member, column = np.nonzero(there)
    frame = pd.DataFrame({"member": member, "year": years[column], "drawn": drawn[member]})
    frame["renewed"] = renews[member, column]
    traits = base.drop(columns=["joined", "city", "source", "distance_km", "acquisition_cost"])
    return frame.join(traits, on="member")


def draw_club_years(world: World) -> pd.DataFrame:
    """Put fee, visits, spend, margin and renewal of every membership year side by side.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``club_years``.
    """
    rise, rows = world.truth["club_renewal"]["fee_rise"], world["club_renewals"]
    frame = rows[["member_id", "year"]].copy()
    frame["membership_year"] = rows["year"] - rows["cohort"] + 1
    later = rows["drawn"] & (rows["year"] > rise["year"]) & (rows["cohort"] <= rise["year"])
    fee = by_name(world.truth["club"]["fee"], rows["fee_tier"]) * (1.0 + rise["amount"] * later)
    frame["fee"] = np.rint(fee).astype(int)
    frame["auto_renew"] = rows["auto_renew"]
    frame = frame.join(_shopping(world))
    frame["margin"] = _margin(world, frame)
    frame["fee_rise"] = np.where(rows["year"] == rise["year"], rows["drawn"], np.nan)
    renewed = pd.array(rows["renewed"].to_numpy(), dtype="boolean")
    renewed[(rows["year"] == world.truth["club"]["years"][-1]).to_numpy()] = pd.NA
    return frame.assign(renewed=renewed)


def _shopping(world: World) -> pd.DataFrame:
    """Draw visits, baskets and private label; blocks are drawn for all years, then the membership's taken."""
    truth, rows = world.truth["club_visits"], world["club_renewals"]
    years = world.truth["club"]["years"]
    shape = (len(world["club_base"]), len(years))
    cells = rows["member"].to_numpy(), rows["year"].to_numpy() - years[0]
    factor = np.array([truth["year_factor"][year] for year in years])
    mean = world["club_base"]["rate"].to_numpy()[:, None] * factor
    visits = world.stream("club_years", "visits").poisson(mean)[cells]
    noise = world.stream("club_years", "basket").standard_normal(shape)[cells]
    drift = truth["basket_growth"] * cells[1] + truth["basket_sd"]["year"] * noise
    basket = np.round(rows["basket"].to_numpy() * np.exp(drift), 1)
    by_type = by_name(truth["label_share"], world["club_base"]["type"])
    a, b = beta_parameters(by_type[:, None], truth["label_precision"])
    label = np.round(world.stream("club_years", "label").beta(a, b, shape)[cells], 2)
    return pd.DataFrame(
        {
            "visits": visits,
            "basket_mean": np.where(visits > 0, basket, np.nan),
            "spend": np.rint(visits * basket).astype(int),
            "private_label_share": np.where(visits > 0, label, np.nan),
        }
    )


def _margin(world: World, frame: pd.DataFrame) -> np.ndarray:
    truth, spend = world.truth["club"], frame["spend"].to_numpy()
    plus = (world["club_renewals"]["fee_tier"] == "plus").to_numpy()
    label = frame["private_label_share"].fillna(0.0).to_numpy()  # no visit, no spend to take a share of
    rate = truth["merchandise_rate"] + truth["label_bonus"] * label - truth["rebate"] * plus
    earned = frame["fee"].to_numpy() + rate * spend - truth["visit_cost"] * frame["visits"].to_numpy()
    return np.asarray(np.rint(earned), dtype=int)
