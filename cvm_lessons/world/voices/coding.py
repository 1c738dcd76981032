"""Two coders read a sample of the comments: what they took topic and sentiment to be."""

import numpy as np
import pandas as pd

from cvm_lessons.world.engine import World

__all__ = ["draw_comment_codes"]

SENTIMENTS = ("negative", "mixed", "positive")


def draw_comment_codes(world: World) -> pd.DataFrame:
    """Draw the codes; a coder who misses picks any other code, and takes sarcasm at its word.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``comment_codes``, one row per comment and coder.
    """
    truth, meant = world.truth["comments"], world["comment_truth"]
    writes = world["comment_writers"].to_numpy()
    read = world.stream("comment_codes", "sample").random(len(writes))[writes] < truth["coded"]
    literal = np.where(meant["sarcasm"], "positive", meant["sentiment"])
    frames = []
    for coder, accuracy in truth["coder_accuracy"].items():
        draws = world.stream("comment_codes", coder).random((len(writes), 4))[writes][read]
        topic = _as_coded(
            meant["topic"].to_numpy()[read], list(truth["topic_weight"]), accuracy["topic"], draws
        )
        tone = _as_coded(literal[read], list(SENTIMENTS), accuracy["sentiment"], draws[:, 2:])
        frames.append(meant.loc[read, ["comment_id"]].assign(coder=coder, topic=topic, sentiment=tone))
    return pd.concat(frames).sort_values(["comment_id", "coder"], ignore_index=True)


def _as_coded(meant: np.ndarray, names: list[str], accuracy: float, draws: np.ndarray) -> np.ndarray:
    right = pd.Index(names).get_indexer(meant)
    other = (right + 1 + np.floor(draws[:, 1] * (len(names) - 1)).astype(int)) % len(names)
    return np.asarray(np.array(names, dtype=object)[np.where(draws[:, 0] < accuracy, right, other)])
