"""Who answers in the exercises of the chapter: exhibitors of one or two sectors, scored as the lessons do."""

from functools import cache
from itertools import combinations

import numpy as np
import pandas as pd

from cvm_lessons.datasets import load
from cvm_lessons.trust import (
    centre_within,
    earlier_participations,
    emotion_scores,
    relational_group,
    score_scales,
    trust_scores,
)

__all__ = ["SATISFACTION", "answers", "latest", "pairs_of_sectors", "pick", "sample", "scores"]

SATISFACTION = ["sat_overall", "sat_expectation", "sat_ideal"]
COMMITMENT = ["commit_affective", "commit_continuance", "commit_normative"]
OUTCOMES = ["leave", "advocacy", "voice"]
KNOWN = ["performance", "disconfirmation", "positive", "negative"]


@cache
def answers() -> pd.DataFrame:
    """Return all answers of exhibitors, with how often each had been there before."""
    asked = load("surveys").merge(load("relationship"), on="response_id")
    asked = asked.merge(load("satisfaction"), on="response_id").query("role == 'exhibitor'")
    came = load("participations")
    came = came.assign(earlier=earlier_participations(came))
    return asked.merge(came[["customer_id", "edition_id", "earlier"]], on=["customer_id", "edition_id"])


@cache
def latest() -> pd.DataFrame:
    """Return the latest answer of each exhibitor."""
    return answers().sort_values("year", kind="stable").drop_duplicates("customer_id", keep="last")


@cache
def scores() -> pd.DataFrame:
    """Return the scores of the latest answers, differences between groups of countries taken out."""
    asked = latest()
    table = score_scales(asked, keep=["sector", "country_group", "earlier", *OUTCOMES])
    table["trust"] = trust_scores(asked)["trust"]
    table["satisfaction"] = asked[SATISFACTION].mean(axis=1)
    table["loyalty"] = table[[name for name in table if name.startswith("loyal_")]].mean(axis=1)
    table["performance"] = asked[[name for name in asked if name.startswith("got_")]].mean(axis=1)
    table["disconfirmation"] = asked[["disconf_1", "disconf_2"]].mean(axis=1)
    table = table.join(emotion_scores(asked)[["positive", "negative"]])
    table["relationship"] = relational_group(table["earlier"])
    centred = [*COMMITMENT, *OUTCOMES, *KNOWN, "trust", "satisfaction", "loyalty"]
    return centre_within(table, centred, ["country_group"])


def sample(table: pd.DataFrame, sectors: tuple[str, ...], columns: list[str]) -> pd.DataFrame:
    """Return some columns of the rows of some sectors, counted anew."""
    return table.loc[table["sector"].isin(sectors), columns].reset_index(drop=True)


@cache
def pairs_of_sectors() -> list[tuple[str, str]]:
    """Return all pairs of sectors, in order."""
    return list(combinations(sorted(map(str, latest()["sector"].unique())), 2))


def pick(rng: np.random.Generator) -> tuple[str, str]:
    """Return a pair of sectors drawn at random."""
    pairs = pairs_of_sectors()
    return pairs[rng.integers(len(pairs))]
