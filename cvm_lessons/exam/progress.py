"""What the log says about a learner: how strong each concept is, and what was asked how often."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cvm_lessons.exam.log import Answered

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Progress", "replay"]

# Older answers say little about what is known now.
RECENT = 5


@dataclass(frozen=True)
class Progress:
    """Shares of points by concept in the order of time, counts of what was asked, and its last points.

    `last` holds the share of points of each question's last answer, that answered longest ago first.
    """

    shares: dict[str, tuple[float, ...]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    misconceptions: Counter[str] = field(default_factory=Counter)
    last: dict[str, float] = field(default_factory=dict)

    def strength(self, concept: str) -> float:
        """Return the expected share of points on a concept.

        The mean of the last five answers with one success and one failure added: a concept never
        asked stands at one half, between one just failed and one just answered.

        Parameters
        ----------
        concept : str
            Id of the syllabus.

        Returns
        -------
        float
            Above 0 and below 1.

        Examples
        --------
        >>> round(Progress({"time-cost": (0.0, 1.0, 1.0)}).strength("time-cost"), 2)
        0.6
        """
        recent = self.shares.get(concept, ())[-RECENT:]
        return (sum(recent) + 1) / (len(recent) + 2)

    def to_frame(self, concepts: Iterable[str] = ()) -> "pd.DataFrame":
        """Return one row a concept, the weakest first.

        Parameters
        ----------
        concepts : iterable of str, optional
            Further concepts to list, asked or not.

        Returns
        -------
        DataFrame
            Columns concept, answers, strength.
        """
        import pandas as pd  # practice in the terminal starts without it

        rows = [
            (concept, len(self.shares.get(concept, ())), self.strength(concept))
            for concept in sorted({*self.shares, *concepts})
        ]
        frame = pd.DataFrame(rows, columns=["concept", "answers", "strength"])
        return frame.sort_values(["strength", "concept"], ignore_index=True)


def replay(events: Iterable[Answered]) -> Progress:
    """Return the state that a log leads to.

    Parameters
    ----------
    events : iterable of Answered
        In any order: time and id put them in theirs.

    Returns
    -------
    Progress
        The same for the same events, whatever machine wrote them.
    """
    shares: defaultdict[str, list[float]] = defaultdict(list)
    asked: Counter[str] = Counter()
    misconceptions: Counter[str] = Counter()
    last: dict[str, float] = {}
    for event in sorted(events, key=lambda event: (event.at, event.event)):
        asked[event.question] += 1
        last.pop(event.question, None)
        last[event.question] = event.points / event.out_of
        misconceptions.update(event.misconceptions)
        for concept in event.concepts:
            shares[concept].append(event.points / event.out_of)
    ordered = {concept: tuple(found) for concept, found in shares.items()}
    return Progress(ordered, asked, misconceptions, last)
