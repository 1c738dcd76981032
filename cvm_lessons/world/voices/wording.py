"""The words of the comments, put together from fragments by language, topic and sentiment."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.core import load_yaml
from cvm_lessons.world.engine import World

__all__ = ["draw_comments", "fragments"]

FILE = Path(__file__).with_name("fragments.yaml")
LANGUAGES = {False: "en", True: "zh"}
LATEST = 30  # days after the show on which the survey closes
# What a hurried input method writes instead.
HOMOPHONES = {"的": "得", "在": "再", "很": "狠", "做": "作", "像": "象", "时": "是", "到": "道", "了": "乐"}


@cache
def fragments() -> Mapping[str, Any]:
    """Read the fragments that comments are made of.

    Returns
    -------
    mapping
        ``topics`` by topic, language and tone; ``openers``, ``closers`` and ``joins`` by language; ``emoji``.

    Examples
    --------
    >>> fragments()["openers"]["zh"][0]
    '总体来说，'
    """
    return dict(load_yaml(FILE.read_text(encoding="utf-8")))


def draw_comments(world: World) -> pd.DataFrame:
    """Draw the words and the date of each comment.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``comments``, in the order of ``surveys``.
    """
    meant = world["comment_truth"]
    draws = {
        block: world.stream("comments", block).random(len(world["comment_writers"]))[
            world["comment_writers"].to_numpy()
        ]
        for block in ("words", "second_words", "join", "opener", "closer", "emoji", "typo", "place", "date")
    }
    text = _sentences(meant, draws)
    text = _with_frame(world, meant, text, draws)
    text = _with_typos(world, meant["chinese"].to_numpy(), text, draws)
    language = np.where(meant["chinese"], "zh", "en")
    frame = meant[["comment_id", "response_id"]].assign(language=language, text=text)
    edition = world["surveys"].set_index("response_id")["edition_id"].loc[meant["response_id"]]
    end = world["calendar"].set_index("edition_id")["end"].loc[edition].reset_index(drop=True)
    return frame.assign(
        date=end + pd.to_timedelta(1 + np.floor(LATEST * draws["date"]).astype(int), unit="D")
    )


def _one_of(words: Sequence[str], draws: np.ndarray) -> np.ndarray:
    return np.asarray(np.array(words, dtype=object)[np.floor(draws * len(words)).astype(int)])


def _clauses(meant: pd.DataFrame, column: str, tone: np.ndarray, draws: np.ndarray) -> np.ndarray:
    """A fragment for each row that has the topic; nothing for the others."""
    found, bank = np.full(len(meant), "", dtype=object), fragments()["topics"]
    said = pd.DataFrame({"topic": meant[column], "chinese": meant["chinese"], "tone": tone})
    for (topic, chinese, name), rows in said.groupby(["topic", "chinese", "tone"]).indices.items():
        found[rows] = _one_of(bank[topic][LANGUAGES[chinese]][name], draws[rows])
    return found


def _sentences(meant: pd.DataFrame, draws: Mapping[str, np.ndarray]) -> np.ndarray:
    """One clause, or two with a word between them that says whether the tone turns."""
    tone = np.where(meant["sarcasm"], "sarcastic", meant["topic_sentiment"])
    text = _clauses(meant, "topic", tone, draws["words"])
    second = _clauses(meant, "second_topic", meant["second_sentiment"].to_numpy(), draws["second_words"])
    two, turn = meant["second_topic"].notna().to_numpy(), (meant["sentiment"] == "mixed").to_numpy()
    for chinese, language in LANGUAGES.items():
        for kind, turns in (("same", False), ("turn", True)):
            here = two & (turn == turns) & (meant["chinese"] == chinese).to_numpy()
            joins = _one_of(fragments()["joins"][language][kind], draws["join"][here])
            text[here] = text[here] + joins + second[here]
    return text


def _with_frame(
    world: World, meant: pd.DataFrame, text: np.ndarray, draws: Mapping[str, np.ndarray]
) -> np.ndarray:
    """Set phrases before and after, a full stop, sometimes an emoji."""
    truth, bank = world.truth["comments"], fragments()
    for chinese, language in LANGUAGES.items():
        mine = (meant["chinese"] == chinese).to_numpy()
        opens = mine & (draws["opener"] < truth["opener"])
        text[opens] = (
            _one_of(bank["openers"][language], draws["opener"][opens] / truth["opener"]) + text[opens]
        )
        text[mine] = text[mine] + ("。" if chinese else ".")
        for sentiment, closers in bank["closers"][language].items():
            here = mine & (draws["closer"] < truth["closer"]) & (meant["sentiment"] == sentiment).to_numpy()
            text[here] = text[here] + _one_of(closers, draws["closer"][here] / truth["closer"])
    shown = draws["emoji"] < truth["emoji"]
    for tone, signs in bank["emoji"].items():
        # A sarcastic writer laughs.
        glad = (meant["sentiment"] == "positive") | meant["sarcasm"]
        here = shown & (glad.to_numpy() == (tone == "glad"))
        text[here] = text[here] + " " + _one_of(signs, draws["emoji"][here] / truth["emoji"])
    return np.array([line[:1].upper() + line[1:] for line in text], dtype=object)


def _with_typos(
    world: World, chinese: np.ndarray, text: np.ndarray, draws: Mapping[str, np.ndarray]
) -> np.ndarray:
    for at in np.flatnonzero(draws["typo"] < world.truth["comments"]["typo"]):
        slip = _wrong_character if chinese[at] else _swapped_letters
        text[at] = slip(text[at], draws["place"][at])
    return text


def _swapped_letters(text: str, place: float) -> str:
    """Swap two letters inside one of the long words."""
    words = text.split(" ")
    long = [n for n, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if not long:
        return text
    at = long[int(place * len(long))]
    word, cut = words[at], len(words[at]) // 2
    words[at] = word[: cut - 1] + word[cut] + word[cut - 1] + word[cut + 1 :]
    return " ".join(words)


def _wrong_character(text: str, place: float) -> str:
    """Put a character that sounds the same in place of one."""
    known = [n for n, character in enumerate(text) if character in HOMOPHONES]
    if not known:
        return text
    at = known[int(place * len(known))]
    return text[:at] + HOMOPHONES[text[at]] + text[at + 1 :]
