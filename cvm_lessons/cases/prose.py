"""Sentences that a case computes: shown as text in a notebook, plain everywhere else."""

from collections.abc import Iterable
from dataclasses import dataclass

from cvm_lessons.core import translate

__all__ = ["Prose", "listed"]


@dataclass(frozen=True)
class Prose:
    """A paragraph in Markdown."""

    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_markdown_(self) -> str:
        return self.text


def listed(words: Iterable[str]) -> str:
    """Return words as a list within a sentence, in the language in force.

    Parameters
    ----------
    words : iterable of str
        One word or more.

    Returns
    -------
    str
        The words with commas, and "and" before the last.

    Examples
    --------
    >>> listed(["price", "service", "image"])
    'price, service and image'
    """
    *most, last = words
    comma = translate(", ")
    return str(translate("{most} and {last}", most=comma.join(most), last=last)) if most else last
