"""From scores to answers: loadings, national styles of answering, the bend of long scales, whole points."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import rating
from cvm_lessons.world.engine import World

__all__ = ["answer_questions", "bend", "draw_answered"]

POINTS_OF_STYLE = 9.0  # styles are stated in points of a scale from 1 to 10


def draw_answered(world: World) -> pd.DataFrame:
    """List the invitations behind the rows of ``surveys``, in their order.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: response_id, invitation (position among the invitations), and what is known of the
        customer: identifiers, role, country_group, year, sector, segment, style.
    """
    traits = ["customer_id", "edition_id", "role", "country_group", "year", "sector", "segment", "style"]
    rows = world["survey_rows"]
    invited = world["invitations"][traits].iloc[rows].reset_index(drop=True)
    invited.insert(0, "response_id", world["surveys"]["response_id"])
    invited.insert(3, "invitation", rows)
    return invited


def bend(score: np.ndarray, strength: float) -> np.ndarray:
    """Bunch high scores together and spread low ones, keeping mean 0 and variance 1.

    Parameters
    ----------
    score : ndarray
        Standard normal values.
    strength : float
        0 bends nothing; the skewness is about -3 times the strength.

    Returns
    -------
    ndarray
        Standardised values with a long tail on the left.

    Examples
    --------
    >>> bend(np.array([-2.0, 0.0, 2.0]), 0.3).round(2).tolist()
    [-2.42, 0.14, 1.55]
    """
    if strength == 0.0:
        return score
    square = strength**2
    mean, sd = np.exp(square / 2.0), np.sqrt(np.exp(square) * np.expm1(square))
    return np.asarray((mean - np.exp(-strength * score)) / sd)


def answer_questions(
    world: World,
    table: str,
    scores: pd.DataFrame,
    *,
    loading: Mapping[str, np.ndarray] | None = None,
    shift: Mapping[str, np.ndarray] | None = None,
) -> pd.DataFrame:
    """Answer all questions of a table, as ``questions`` in the area ``<table>_items`` lists them.

    Parameters
    ----------
    world : World
        The world in the making.
    table : str
        Name of the table.
    scores : DataFrame
        The scores asked about, one row per invitation.
    loading : mapping of column to ndarray, optional
        Multiple of the loading of a column, one per answered survey.
    shift : mapping of column to ndarray, optional
        Points added to a column, one per answered survey.

    Returns
    -------
    DataFrame
        Whole points, a row per answered survey.
    """
    truth, answered = world.truth[f"{table}_items"], world["answered"]
    at, style = answered["invitation"].to_numpy(), answered["style"].to_numpy()
    visitor = (answered["role"] == "visitor").to_numpy(dtype=float)
    columns: dict[str, np.ndarray] = {}
    for name, asked in truth["questions"].items():
        score = scores[name].to_numpy()[at]
        noise = world.stream(table, f"answers on {name}").standard_normal(
            (len(scores), len(asked["loading"]))
        )[at]
        for item, (column, load) in enumerate(zip(_columns(name, asked), asked["loading"], strict=True)):
            weight = load * (loading or {}).get(column, 1.0)
            said = weight * score + np.sqrt(1.0 - load**2) * noise[:, item]
            said = bend(said, truth["bend"] if asked["high"] == 10 else 0.0)
            mean = asked["mean"] + asked.get("visitor", 0.0) * visitor + (shift or {}).get(column, 0.0)
            points = mean + asked["sd"] * said + style * (asked["high"] - 1) / POINTS_OF_STYLE
            columns[column] = rating(points, 1, asked["high"]).astype(int)
    return pd.DataFrame(columns)


def _columns(name: str, asked: Mapping[str, Any]) -> list[str]:
    if "columns" in asked:
        return list(asked["columns"])
    return [f"{asked.get('prefix', name)}_{item}" for item in range(1, len(asked["loading"]) + 1)]
