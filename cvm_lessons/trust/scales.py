"""The scales of the relationship module: their items, their scores, and how far to trust them."""

from collections.abc import Mapping, Sequence

import pandas as pd

from cvm_lessons.core import (
    ParameterError,
    check_choice,
    filled_column,
    number_columns,
    require_columns,
    translate,
)
from cvm_lessons.measurement import cronbach_alpha

__all__ = ["SCALES", "SCALE_LABELS", "centre_within", "scale_label", "scale_reliability", "score_scales"]

_ITEMS = {
    "trust_credibility": 3,
    "trust_benevolence": 3,
    "trust_ability": 2,
    "trust_integrity": 2,
    "shared_values": 2,
    "communication": 2,
    "opportunism": 2,
    "commit_affective": 3,
    "commit_continuance": 3,
    "commit_normative": 3,
    "switch_procedural": 2,
    "switch_financial": 2,
    "switch_relational": 2,
    "friendship": 4,
    "benefit_confidence": 2,
    "benefit_social": 2,
    "benefit_special": 2,
    "involvement": 2,
    "loyal_cognitive": 2,
    "loyal_affective": 2,
    "loyal_conative": 2,
    "loyal_action": 2,
}
SCALES: dict[str, tuple[str, ...]] = {
    stem: tuple(f"{stem}_{number}" for number in range(1, items + 1)) for stem, items in _ITEMS.items()
}
SCALE_LABELS = {
    "trust": "trust",
    "trust_credibility": "credibility",
    "trust_benevolence": "benevolence",
    "trust_ability": "ability",
    "trust_integrity": "integrity",
    "satisfaction": "satisfaction",
    "shared_values": "shared values",
    "communication": "communication",
    "opportunism": "opportunism",
    "commit_affective": "affective commitment",
    "commit_continuance": "continuance commitment",
    "commit_normative": "normative commitment",
    "switch_procedural": "procedural switching costs",
    "switch_financial": "financial switching costs",
    "switch_relational": "relational switching costs",
    "switching_costs": "switching costs",
    "friendship": "commercial friendship",
    "benefit_confidence": "confidence benefits",
    "benefit_social": "social benefits",
    "benefit_special": "special treatment benefits",
    "benefits": "relationship benefits",
    "involvement": "involvement",
    "loyalty": "loyalty",
    "loyal_cognitive": "cognitive loyalty",
    "loyal_affective": "affective loyalty",
    "loyal_conative": "conative loyalty",
    "loyal_action": "action loyalty",
    "advocacy": "advocacy",
    "voice": "voice",
    "leave": "thoughts of leaving",
    "cooperation": "cooperation",
    "acquiescence": "acquiescence",
    "share_of_budget": "share of budget",
    "rebooked_on_site": "rebooking on site",
    "positive": "positive emotion",
    "negative": "negative emotion",
    "disconfirmation": "disconfirmation",
}


def scale_label(name: str) -> str:
    """Return the name of a scale as a reader sees it, in the language in force.

    Parameters
    ----------
    name : str
        Name of a score, such as ``"commit_affective"``.

    Returns
    -------
    str
        Its label; a name that is not in `SCALE_LABELS` comes back with spaces for underscores.

    Examples
    --------
    >>> scale_label("commit_affective"), scale_label("my_scale")
    ('affective commitment', 'my scale')
    """
    return str(translate(SCALE_LABELS.get(name, name.replace("_", " "))))


def score_scales(
    answers: pd.DataFrame,
    scales: Mapping[str, Sequence[str]] = SCALES,
    *,
    low: float = 1,
    high: float = 7,
    turned: Sequence[str] = (),
    keep: Sequence[str] = (),
) -> pd.DataFrame:
    """Return each respondent's score on each scale: the mean of its items.

    Parameters
    ----------
    answers : DataFrame
        One row per answer, with the items as columns, none missing.
    scales : mapping of str to sequence of str, default `SCALES`
        Items of each scale.
    low, high : float, default 1 and 7
        Ends of the items' scale.
    turned : sequence of str, optional
        Scales worded the other way round, such as ``["opportunism"]``: their score becomes
        low + high - mean, so that more is better.
    keep : sequence of str, optional
        Columns of `answers` to carry along unchanged, such as ``["customer_id"]``.

    Returns
    -------
    DataFrame
        The columns of `keep`, then one per scale, with the index of `answers`.

    Raises
    ------
    DataError
        If a column is missing, or an answer is missing or out of range.
    ParameterError
        If there are no scales, one has no items, or `turned` names none of them.

    Examples
    --------
    >>> answers = pd.DataFrame({"opportunism_1": [2, 6], "opportunism_2": [3, 7]})
    >>> items = {"opportunism": ["opportunism_1", "opportunism_2"]}
    >>> score_scales(answers, items, turned=["opportunism"])["opportunism"].tolist()
    [5.5, 1.5]
    """
    known = _checked(scales)
    for name in turned:
        check_choice("turned", name, known)
    require_columns(answers, list(keep))
    scores = answers[list(keep)].copy()
    for name, items in known.items():
        mean = number_columns(answers, items, low=low, high=high).mean(axis=1)
        scores[name] = low + high - mean if name in turned else mean
    return scores


def centre_within(scores: pd.DataFrame, columns: Sequence[str], by: Sequence[str]) -> pd.DataFrame:
    """Return scores without the differences between groups: each group gets the mean of all.

    Groups of countries use the ends of a scale differently, and that alone makes any two scores go together.

    Parameters
    ----------
    scores : DataFrame
        One row per answer.
    columns : sequence of str
        Scores to centre.
    by : sequence of str
        Columns that make the groups, such as ``["role", "country_group"]``.

    Returns
    -------
    DataFrame
        A copy with the columns changed.

    Raises
    ------
    DataError
        If a column or a value is missing.

    Examples
    --------
    >>> scores = pd.DataFrame({"country_group": ["Europe", "Europe", "Asia"], "trust": [4.0, 6.0, 2.0]})
    >>> centre_within(scores, ["trust"], ["country_group"])["trust"].tolist()
    [3.0, 5.0, 4.0]
    """
    numbers = number_columns(scores, list(columns))
    groups = [filled_column(scores, column) for column in by]
    return scores.assign(
        **(numbers - numbers.groupby(groups, observed=True).transform("mean") + numbers.mean())
    )


def scale_reliability(
    answers: pd.DataFrame,
    scales: Mapping[str, Sequence[str]] = SCALES,
    *,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return Cronbach's alpha of each scale with its interval, and the mean and spread of its score.

    Parameters
    ----------
    answers : DataFrame
        One row per answer, with the items as columns, none missing.
    scales : mapping of str to sequence of str, default `SCALES`
        Items of each scale, two or more.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `scale`; columns items (count), alpha, low, high, mean, sd.

    Raises
    ------
    DataError
        If an item is missing, alone or without variation, or an answer is missing.
    ParameterError
        If there are no scales, one has no items, or `level` is out of range.

    References
    ----------
    Cronbach (1951), Psychometrika 16(3), 297-334; the intervals are Feldt's.

    Examples
    --------
    >>> answers = pd.DataFrame({"t1": [6, 2, 5, 3], "t2": [7, 3, 5, 4]})
    >>> scale_reliability(answers, {"trust": ["t1", "t2"]})["alpha"].round(2).to_dict()
    {'trust': 0.98}
    """
    known = _checked(scales)
    rows = []
    for items in known.values():
        numbers = number_columns(answers, items)
        alpha, scores = cronbach_alpha(numbers, level=level), numbers.mean(axis=1)
        rows.append((len(items), alpha.estimate, alpha.low, alpha.high, scores.mean(), scores.std()))
    index = pd.Index(known, name="scale")
    return pd.DataFrame(rows, index=index, columns=["items", "alpha", "low", "high", "mean", "sd"])


def _checked(scales: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    if not scales:
        raise ParameterError("scales is empty: name at least one with its items.")
    for name, items in scales.items():
        if isinstance(items, str) or not len(items):
            raise ParameterError(f"scale {name!r} has {items!r}: a list of item columns is needed.")
    return {name: list(items) for name, items in scales.items()}
