"""Who writes a comment, on what, and how it is meant."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import by_name, logistic
from cvm_lessons.world.engine import World

__all__ = ["draw_comment_truth", "draw_comment_writers"]


def draw_comment_writers(world: World) -> pd.Series:
    """Draw which answered surveys come with a comment: the extremes write more.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    Series of bool
        Hidden: one value per row of ``surveys``.
    """
    truth, surveys = world.truth["comments"], world["surveys"]
    far = (surveys["value_overall"] - truth["centre"]).abs().to_numpy()
    chance = logistic(truth["writer"]["intercept"] + truth["writer"]["extreme"] * far)
    return pd.Series(world.stream("comments", "writer").random(len(surveys)) < chance, index=surveys.index)


def draw_comment_truth(world: World) -> pd.DataFrame:
    """Draw what each comment is about and how it is meant.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: comment_id, response_id, chinese, topic, topic_sentiment, second_topic (missing: one topic
        only), second_sentiment, sentiment (positive, negative or mixed) and sarcasm; a row per comment.
    """
    truth, writes = world.truth["comments"], world["comment_writers"].to_numpy()
    surveys = world["surveys"][writes].reset_index(drop=True)
    ratings = _ratings_behind(world, surveys)
    first, second = _two_topics(world, ratings, writes)
    mood = _positive(world, surveys, ratings, writes)
    rows, names = np.arange(len(surveys)), np.array(list(truth["topic_weight"]), dtype=object)
    words = np.where(mood, "positive", "negative").astype(object)
    two = world.stream("comments", "second_topic").random(len(writes))[writes] < truth["second_topic"]
    chinese = by_name(truth["chinese"], surveys["country_group"])
    frame = pd.DataFrame(
        {
            "comment_id": world.ids("TX", len(surveys), 5),
            "response_id": surveys["response_id"],
            "chinese": world.stream("comments", "chinese").random(len(writes))[writes] < chinese,
            "topic": names[first],
            "topic_sentiment": words[rows, first],
            "second_topic": np.where(two, names[second], None),
            "second_sentiment": np.where(two, words[rows, second], None),
        }
    )
    same = ~two | (mood[rows, first] == mood[rows, second])
    frame["sentiment"] = np.where(same, frame["topic_sentiment"], "mixed")
    mocking = world.stream("comments", "sarcasm").random(len(writes))[writes] < truth["sarcasm"]
    return frame.assign(sarcasm=mocking & ~two & ~mood[rows, first])


def _ratings_behind(world: World, surveys: pd.DataFrame) -> np.ndarray:
    """How far the rating behind each topic lies above the centre, a column per topic."""
    truth = world.truth["comments"]
    behind = np.empty((len(surveys), len(truth["topic_weight"])))
    for role, attributes in truth["attribute"].items():
        columns = [f"perf_{attributes[topic]}" for topic in truth["topic_weight"]]
        here = (surveys["role"] == role).to_numpy()
        behind[here] = surveys.loc[here, columns].to_numpy() - truth["centre_rating"]
    return behind


def _two_topics(world: World, ratings: np.ndarray, writes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The two topics drawn first, without putting back, by weight and by how extreme the rating is."""
    truth = world.truth["comments"]
    weight = np.log(list(truth["topic_weight"].values())) + truth["topic_extreme"] * np.abs(ratings)
    # Gumbel draws: the largest sums are a draw in proportion to the exponentials, one after the other.
    draws = world.stream("comments", "topic").gumbel(size=(len(writes), weight.shape[1]))[writes]
    order = np.argsort(-(weight + draws), axis=1)
    return order[:, 0], order[:, 1]


def _positive(world: World, surveys: pd.DataFrame, ratings: np.ndarray, writes: np.ndarray) -> np.ndarray:
    """Whether the writer would speak well of each topic."""
    truth = world.truth["comments"]["sentiment"]
    content = surveys["value_overall"].to_numpy()[:, None] - world.truth["comments"]["centre"]
    chance = logistic(truth["intercept"] + truth["rating"] * ratings + truth["value"] * content)
    draws = world.stream("comments", "sentiment").random((len(writes), ratings.shape[1]))[writes]
    return np.asarray(draws < chance)
