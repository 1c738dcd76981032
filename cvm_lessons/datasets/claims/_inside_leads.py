"""Claims about the sales pipeline: journeys, replies, owners, double records."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.datasets.claims._estimators import logistic_slopes, mean, share
from cvm_lessons.datasets.claims._inside_fits import Found, at, claim
from cvm_lessons.datasets.claims._panels import jackknife
from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World
from cvm_lessons.world.inside.journeys import removal_effects, sale_share

__all__ = ["CLAIMS"]

Truth = Mapping[str, Mapping[str, Any]]
RIPE = pd.Timestamp("2025-06-01")  # leads created before it are closed on the day of the export
RARE = ("press", "social")  # hardly any sale follows them directly


def _single(world: World) -> pd.DataFrame:
    """Every lead once, old enough to be closed."""
    rows, files = world["crm_leads"], world["lead_files"]
    return rows[~files["again"] & (rows["created"] < RIPE)]


def _winning(world: World) -> Found:
    """Odds of winning on the reply, given the last touch and whether the company is a customer."""
    rows = _single(world)
    last = rows["path"].str.rsplit(">", n=1).str[-1]
    rows, last = rows[~last.isin(RARE)], last[~last.isin(RARE)]
    touches = [last == name for name in sorted(last.unique())[1:]]
    columns = [np.log(rows["first_reply_hours"]), rows["customer_id"].notna(), *touches]
    return at(logistic_slopes(rows["won"], columns), 1)


def _win_rate(world: World) -> Found:
    return share(_single(world)["won"])


def _counts(rows: pd.DataFrame) -> tuple[list[str], np.ndarray]:
    """Moves between touches, a matrix per lead is summed: from start and channels to channels and a sale."""
    steps = ("start>" + rows["path"] + np.where(rows["won"] == 1.0, ">won", ">lost")).str.split(">")
    lengths = steps.str.len().to_numpy()
    names, flat = np.unique(np.concatenate(steps.to_numpy()), return_inverse=True)
    lead = np.repeat(np.arange(len(rows)), lengths)
    inside = lead[1:] == lead[:-1]
    moves = np.column_stack([lead[:-1][inside], flat[:-1][inside], flat[1:][inside]])
    return list(names), moves


def _removal(channel: str, world: World) -> Found:
    rows = _single(world)
    names, moves = _counts(rows)
    size, start, won, out = len(names), names.index("start"), names.index("won"), names.index(channel)
    fold = moves[:, 0] % 10  # the parts that the jackknife leaves out
    tables = np.array(
        [
            np.bincount(moves[fold == part, 1] * size + moves[fold == part, 2], minlength=size**2)
            for part in range(10)
        ]
    ).reshape(10, size, size)

    def effect(parts: np.ndarray) -> float:
        counts = tables[parts].sum(axis=0).astype(float)
        chances = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1.0)
        without = chances.copy()
        without[:, out] = 0.0
        return 1.0 - _absorbed(without, start, won) / _absorbed(chances, start, won)

    return jackknife(range(10), effect)


def _absorbed(chances: np.ndarray, start: int, won: int) -> float:
    moves = chances.copy()
    moves[:, won] = 0.0
    return float(np.linalg.solve(np.eye(len(moves)) - moves, chances[:, won])[start])


def _twice(world: World) -> Found:
    leads, files = world["prospects"], world["lead_files"]
    return share(leads.index.isin(files.loc[files["again"], "lead"]))


def _typing(world: World) -> Found:
    files = world["lead_files"]
    second = files[files["again"]]
    return share(second["company"].to_numpy() != world["prospects"]["company"].loc[second["lead"]].to_numpy())


def _habit(habit: str, world: World) -> Found:
    """Logarithm of the value entered per contract signed, for owners of one habit."""
    rows, habits = world["crm_leads"], world["owner_habits"]
    here = rows["owner"].isin(habits.loc[habits["habit"] == habit, "staff_id"]) & (rows["won"] == 1.0)
    return mean(np.log(rows.loc[here, "value"] / rows.loc[here, "contract"]))


def _in_yuan(world: World) -> Found:
    rows = world["crm_leads"][~world["lead_files"]["again"]]
    rows = rows[rows["won"] == 1.0]
    keys = rows.assign(year=rows["created"].dt.year)
    yuan = keys.merge(world["exchange_rates"], on=["year", "currency"])
    return mean(np.log(yuan["contract"] * yuan["yuan"]))


def _faster(world: World) -> Found:
    rows = _single(world)
    days = (rows["closed"] - rows["created"]).dt.days
    after = rows["created"] >= pd.Timestamp("2024-07-01")
    late, early = mean(days[after]), mean(days[~after])
    error = np.hypot(late[1] / late[0], early[1] / early[0])
    return late[0] / early[0], float(late[0] / early[0] * error)


def _source(world: World) -> Found:
    rows = world["crm_leads"]
    first = rows["path"].str.split(">").str[0]
    other = first != "website"
    return share(rows.loc[other, "source"] == first[other])


def _true_sales(truth: Truth) -> float:
    return sale_share(truth["crm_leads"]["journey"])


def _true_removal(channel: str, truth: Truth) -> float:
    return removal_effects(truth["crm_leads"]["journey"])[channel]


def _log(parameter: str, name: str, truth: Truth) -> float:
    return float(np.log(truth["crm_leads"][parameter][name]))


CLAIMS: list[Claim] = [
    claim(
        "reply and winning", "crm_leads.reply.effect", _winning, 0.01, "a logit from few leads leans outwards"
    ),
    claim("journeys that end with a sale", _true_sales, _win_rate),
    *(
        claim(
            f"removal effect of {name}",
            partial(_true_removal, name),
            partial(_removal, name),
        )
        for name in ("email", "website", "press")
    ),
    claim(
        "leads written down twice",
        "crm_leads.duplicates.share",
        _twice,
        0.001,
        "not after the day of the export",
    ),
    claim("typing errors", "crm_leads.duplicates.typo", _typing, 0.01, "two equal letters may change places"),
    *(
        claim(
            f"value entered by an owner who {habit}",
            partial(_log, "habit", habit),
            partial(_habit, habit),
        )
        for habit in ("sandbags", "inflates")
    ),
    claim("contracts in yuan", partial(_log, "worth", "median"), _in_yuan),
    claim(
        "days to the close after July 2024",
        "crm_leads.automation.factor",
        _faster,
        0.01,
        "whole days, at least one",
    ),
    claim("source as in the path", "crm_leads.source_right", _source),
]
