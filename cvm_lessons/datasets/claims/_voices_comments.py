"""Claims of the comments: who writes, on what and in which tone, and how well coders read."""

from functools import partial

import numpy as np
import pandas as pd

from cvm_lessons.datasets.claims._estimators import logistic_slopes, share
from cvm_lessons.datasets.claims._panels import at
from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World

__all__ = ["COMMENT_CLAIMS"]

Found = tuple[float, float]


def _writers(place: int, world: World) -> Found:
    asked = world["surveys"]
    wrote = asked["response_id"].isin(world["comments"]["response_id"])
    far = (asked["value_overall"] - world.truth["comments"]["centre"]).abs()
    return at(logistic_slopes(wrote, [far]), place)


def _meant(world: World) -> pd.DataFrame:
    """Main topic and tone with the rating behind it, as far from the centre as it is."""
    truth = world.truth["comments"]
    rows = world["comment_truth"].merge(world["surveys"], on="response_id")
    names = [truth["attribute"][role][topic] for role, topic in zip(rows["role"], rows["topic"], strict=True)]
    columns = rows.columns.get_indexer([f"perf_{name}" for name in names])
    rated = rows.to_numpy()[np.arange(len(rows)), columns].astype(float)
    return rows.assign(rated=rated - truth["centre_rating"])


def _sentiment(place: int, world: World) -> Found:
    rows = _meant(world)
    content = rows["value_overall"] - world.truth["comments"]["centre"]
    return at(logistic_slopes(rows["topic_sentiment"] == "positive", [rows["rated"], content]), place)


def _topic_extreme(world: World) -> Found:
    """Price against service as main topic, by how extreme the two ratings are."""
    rows = world["comment_truth"].merge(world["surveys"], on="response_id")
    rows = rows[rows["topic"].isin(["price", "services"])]
    centre = world.truth["comments"]["centre_rating"]
    far = (rows["perf_price"] - centre).abs() - (rows["perf_service"] - centre).abs()
    return at(logistic_slopes(rows["topic"] == "price", [far]), 1)


def _sarcasm(world: World) -> Found:
    meant = world["comment_truth"]
    plain = meant["second_topic"].isna() & (meant["topic_sentiment"] == "negative")
    return share(meant.loc[plain, "sarcasm"])


def _chinese(group: str, world: World) -> Found:
    rows = world["comments"].merge(world["surveys"][["response_id", "country_group"]])
    return share(rows.loc[rows["country_group"] == group, "language"] == "zh")


def _coder(coder: str, what: str, world: World) -> Found:
    codes = world["comment_codes"].query("coder == @coder")
    rows = codes.merge(world["comment_truth"], on="comment_id", suffixes=("_coded", ""))
    rows = rows[~rows["sarcasm"]]
    return share(rows[f"{what}_coded"] == rows[what])


COMMENT_CLAIMS: list[Claim] = [
    Claim(
        "voices",
        "writing a comment: logits per point from the centre",
        lambda truth: truth["comments"]["writer"]["extreme"],
        partial(_writers, 1),
    ),
    Claim(
        "voices",
        "writing a comment: intercept",
        lambda truth: truth["comments"]["writer"]["intercept"],
        partial(_writers, 0),
    ),
    Claim(
        "voices",
        "tone of the main topic: logits per point of its rating",
        lambda truth: truth["comments"]["sentiment"]["rating"],
        partial(_sentiment, 1),
    ),
    Claim(
        "voices",
        "tone of the main topic: logits per point of value",
        lambda truth: truth["comments"]["sentiment"]["value"],
        partial(_sentiment, 2),
    ),
    Claim(
        "voices",
        "what is rated extremely is written about",
        lambda truth: truth["comments"]["topic_extreme"],
        _topic_extreme,
    ),
    Claim(
        "voices",
        "share of comments on two topics",
        lambda truth: truth["comments"]["second_topic"],
        lambda world: share(world["comment_truth"]["second_topic"].notna()),
    ),
    Claim("voices", "share of sarcasm", lambda truth: truth["comments"]["sarcasm"], _sarcasm),
    Claim(
        "voices",
        "share of Chinese comments, mainland China",
        lambda truth: truth["comments"]["chinese"]["mainland China"],
        partial(_chinese, "mainland China"),
    ),
    *(
        Claim(
            "voices",
            f"{coder}: share of {what}s coded as meant",
            lambda truth, coder=coder, what=what: truth["comments"]["coder_accuracy"][coder][what],  # type: ignore[misc]
            partial(_coder, coder, what),
        )
        for coder in ("coder A", "coder B")
        for what in ("topic", "sentiment")
    ),
]
