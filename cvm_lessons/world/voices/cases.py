"""What each complaint is about, how it came in, and what was done about it."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.special import ndtri

from cvm_lessons.world.chance import by_name, by_row, rating
from cvm_lessons.world.engine import World

__all__ = ["draw_complaint_cases"]

PAID = ("refund", "fix and refund")


def draw_complaint_cases(world: World) -> pd.DataFrame:
    """Draw cause, severity, channel, dates and the recovery of every complaint.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: a row per complaint; its index is the position among the invitations.
    """
    truth, rows = world.truth["complaints"], world["invitations"][world["complaining"]]
    cases = rows[["customer", "customer_id", "edition_id", "role", "attitude"]].copy()
    cases["value"] = world["value"]["value_overall"]
    cases["cause"] = _causes(world, cases)
    cases["severity"] = _severities(world, cases)
    cases["channel"] = _choices(world, "channel", truth["channel_share"])
    cases["date"] = _dates(world, cases["edition_id"])
    cases["response_hours"] = _response_hours(world, cases)
    cases["handled_by"] = _choices(world, "handled_by", world.truth["recovery"]["handled_share"])
    cases["recovery"] = _recoveries(world, cases["severity"])
    cases["compensation"] = _compensations(world, cases)
    repeat = by_name(world.truth["recovery"]["second_failure"], cases["recovery"])
    cases["second_failure"] = (_draws(world, "second_failure") < repeat).astype(int)
    cases["closed"] = _closing_dates(world, cases)
    return cases


def _draws(world: World, block: str, columns: int | None = None) -> np.ndarray:
    """Uniform draws for every invitation, of which those of the complaints are kept."""
    rows = len(world["invitations"])
    size = rows if columns is None else (rows, columns)
    return np.asarray(world.stream("complaints", block).random(size)[world["complaining"].to_numpy()])


def _choices(world: World, block: str, shares: Mapping[str, float]) -> np.ndarray:
    edges = np.cumsum(list(shares.values()))
    names = np.array(list(shares), dtype=object)
    return np.asarray(names[np.searchsorted(edges / edges[-1], _draws(world, block), side="right")])


def _causes(world: World, cases: pd.DataFrame) -> np.ndarray:
    """Chances in proportion to weight and, where a cause has an attribute, to how low it was rated."""
    truth, ratings = world.truth["complaints"], world["ratings"].loc[cases.index]
    asked = cases["role"].replace("sponsor", "exhibitor")
    names = list(truth["cause_weight"]["exhibitor"])
    chances = by_row(truth["cause_weight"], asked, names)
    for role, attributes in truth["cause_attribute"].items():
        here = (asked == role).to_numpy()
        for cause, attribute in attributes.items():
            low = ratings.loc[here, f"perf_{attribute}"].to_numpy() - truth["centre_rating"]
            chances[here, names.index(cause)] *= np.exp(truth["cause_slope"] * low)
    edges = np.cumsum(chances, axis=1)
    at = (_draws(world, "cause")[:, None] * edges[:, -1:] >= edges[:, :-1]).sum(axis=1)
    return np.asarray(np.array(names, dtype=object)[at])


def _severities(world: World, cases: pd.DataFrame) -> np.ndarray:
    truth = world.truth["complaints"]
    form = truth["severity"]
    mean = form["mean"] + form["value"] * (cases["value"] - 5) + cases["cause"].map(truth["severity_shift"])
    raw = mean.to_numpy(dtype=float) + form["sd"] * ndtri(_draws(world, "severity"))
    return rating(raw, 1, 5).astype(int)


def _dates(world: World, edition_ids: pd.Series) -> pd.Series:
    truth = world.truth["complaints"]
    show = world["calendar"].set_index("edition_id").loc[edition_ids, ["start", "end"]]
    show.index = edition_ids.index
    phase, at = _choices(world, "phase", truth["phase_share"]), _draws(world, "day")
    during = np.floor(at * ((show["end"] - show["start"]).dt.days.to_numpy() + 1))
    before = -1 - np.floor(at * truth["phase_days"]["before"])
    after = 1 + np.floor(at * truth["phase_days"]["after"])
    days = np.select([phase == "before", phase == "after"], [before, after], during)
    origin = show["start"].where(phase != "after", show["end"])
    return origin + pd.to_timedelta(days.astype(int), unit="D")


def _response_hours(world: World, cases: pd.DataFrame) -> np.ndarray:
    truth = world.truth["complaints"]
    median = by_name(truth["response_hours"], cases["channel"])
    shift = truth["response_hours_severity"] * (cases["severity"].to_numpy() - 3)
    noise = truth["response_hours_sd"] * ndtri(_draws(world, "response_hours"))
    return np.asarray(np.maximum(np.round(median * np.exp(shift + noise), 1), 0.1))


def _recoveries(world: World, severity: pd.Series) -> np.ndarray:
    shares = world.truth["recovery"]["kind_share"]
    names = list(shares["mild"])
    grade = pd.Series(np.select([severity <= 2, severity == 3], ["mild", "middle"], "grave"))
    edges = np.cumsum(by_row(shares, grade, names), axis=1)
    at = (_draws(world, "recovery")[:, None] >= edges[:, :-1]).sum(axis=1)
    return np.asarray(np.array(names, dtype=object)[at])


def _compensations(world: World, cases: pd.DataFrame) -> np.ndarray:
    """Whole tens of yuan, at least ten, where the recovery pays anything."""
    truth = world.truth["recovery"]
    median = by_name(truth["compensation"], cases["role"])
    shift = truth["compensation_severity"] * (cases["severity"].to_numpy() - 3)
    noise = truth["compensation_sd"] * ndtri(_draws(world, "compensation"))
    yuan = np.maximum(10 * np.rint(median * np.exp(shift + noise) / 10), 10)
    return np.where(cases["recovery"].isin(PAID), yuan, 0).astype(int)


def _closing_dates(world: World, cases: pd.DataFrame) -> pd.Series:
    truth = world.truth["recovery"]
    form = truth["days_to_close"]
    days = cases["response_hours"] / 24 + form["median"] * np.exp(form["sd"] * ndtri(_draws(world, "closed")))
    closed = cases["date"] + pd.to_timedelta(np.ceil(days).astype(int), unit="D")
    never = by_name(truth["unresolved"], cases["recovery"])
    return closed.where(_draws(world, "unresolved") >= never)
