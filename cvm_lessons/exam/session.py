"""A round of practice: which questions, what was answered, what comes next; nothing shown, nothing stored."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cvm_lessons.core import ParameterError, stream
from cvm_lessons.exam.asking import Asked, ask
from cvm_lessons.exam.bank import Bank
from cvm_lessons.exam.items import CaseItem, Item, Question
from cvm_lessons.exam.marking import Mark, Response, mark
from cvm_lessons.exam.progress import Progress

__all__ = ["Place", "Practice", "choose_items", "practise"]

HALF = 0.5  # of an item's points: who earned less has missed it


@dataclass(frozen=True)
class Place:
    """Where a question stands in its round: a case is one number, its questions are the parts."""

    number: int
    total: int
    part: int
    parts: int


@dataclass(frozen=True)
class Practice:
    """The questions of a round and the marks so far; an answer gives a new state."""

    questions: tuple[Asked, ...]
    marks: tuple[Mark, ...] = ()

    @property
    def current(self) -> Asked | None:
        """The question to be answered; None when all are."""
        return self.questions[len(self.marks)] if len(self.marks) < len(self.questions) else None

    @property
    def places(self) -> tuple[Place, ...]:
        """The place of each question."""
        items = [(asked.case or asked.question).id for asked in self.questions]
        numbers = list(dict.fromkeys(items))
        return tuple(
            Place(numbers.index(item) + 1, len(numbers), items[:k].count(item) + 1, items.count(item))
            for k, item in enumerate(items)
        )

    @property
    def answered(self) -> int:
        """How many items are answered, a case when all its questions are."""
        return sum(place.part == place.parts for place in self.places[: len(self.marks)])

    @property
    def missed(self) -> tuple[int, ...]:
        """Positions of the questions that did not earn all their points."""
        return tuple(k for k, given in enumerate(self.marks) if not given.right)

    @property
    def points(self) -> int:
        """Points earned so far."""
        return sum(given.points for given in self.marks)

    @property
    def out_of(self) -> int:
        """Points that could have been earned so far."""
        return sum(given.out_of for given in self.marks)

    def answer(self, response: Response) -> "Practice":
        """Mark the current question and go on to the next.

        Parameters
        ----------
        response : Response
            As `mark` takes it.

        Returns
        -------
        Practice
            One mark longer.

        Raises
        ------
        ParameterError
            If there is no question left, or the response is not of its kind.
        """
        if self.current is None:
            raise ParameterError(f"all {len(self.questions)} questions of this round are answered.")
        return replace(self, marks=(*self.marks, mark(self.current, response)))


def practise(
    bank: Bank,
    *,
    seed: int,
    n: int = 10,
    progress: Progress | None = None,
    answers: Iterable[Response] = (),
) -> Practice:
    """Begin a round, or bring it to where some answers lead.

    Parameters
    ----------
    bank : Bank
        Items to choose from.
    seed : int
        Decides choice among equals, numbers and order of options.
    n : int, default 10
        Items; a case is one item with several questions.
    progress : Progress, optional
        What is known about the learner: missed items and weak concepts come first.
    answers : iterable of Response, optional
        Answers already given.

    Returns
    -------
    Practice
        The state; the same arguments give the same state.

    Raises
    ------
    ParameterError
        If `n` is not positive or the seed is no whole number from 0 up.
    """
    items = choose_items(bank, seed=seed, n=n, progress=progress or Progress())
    state = Practice(tuple(question for item in items for question in ask(item, seed)))
    for response in answers:
        state = state.answer(response)
    return state


def choose_items(bank: Bank, *, seed: int, n: int, progress: Progress) -> tuple[Item, ...]:
    """Choose items: those missed last time first, then from the weakest concept up, in turns.

    Of a concept's items the one asked least comes first. In one turn no two items share a concept, and
    neighbours share none as far as that goes: the reasons of one may tell the answer of the other.

    Parameters
    ----------
    bank : Bank
        Items to choose from.
    seed : int
        Decides among equals.
    n : int
        How many; fewer if the bank has fewer.
    progress : Progress
        What was missed, and the strength of the concepts.

    Returns
    -------
    tuple of Item
        No item twice.

    Raises
    ------
    ParameterError
        If `n` is not positive.
    """
    if isinstance(n, bool) or not isinstance(n, int) or n < 1:
        raise ParameterError(f"n={n!r} is not a whole number from 1 up.")
    by_lot = [bank.items[k] for k in stream(seed, "choice").permutation(len(bank))]
    chosen = _missed(by_lot, progress)[:n]
    left = sorted(
        (item for item in by_lot if item not in chosen), key=lambda item: progress.asked[_first_id(item)]
    )
    concepts = list(dict.fromkeys(concept for item in by_lot for concept in item.concepts))
    weakest_first = sorted(concepts, key=progress.strength)
    covered = {concept for item in chosen for concept in item.concepts}
    while left and len(chosen) < n:
        for concept in weakest_first:
            fitting = (item for item in left if concept in item.concepts)
            item = next((item for item in fitting if not covered.intersection(item.concepts)), None)
            if item and len(chosen) < n:
                chosen.append(item)
                left.remove(item)
                covered.update(item.concepts)
        covered = set()
    return _apart(chosen)


def _missed(items: list[Item], progress: Progress) -> list[Item]:
    """Return the items whose last answers earned less than half of the points, the longest ago first."""
    order = list(progress.last)
    missed = []
    for item in items:
        questions = [question for question in _questions(item) if question.id in progress.last]
        earned = sum(progress.last[question.id] * question.points for question in questions)
        if earned < HALF * sum(question.points for question in questions):
            missed.append((max(order.index(question.id) for question in questions), item))
    return [item for _, item in sorted(missed, key=lambda pair: pair[0])]


def _apart(items: list[Item]) -> tuple[Item, ...]:
    """Return the items so that neighbours share no concept, as far as that goes; else in their order."""
    left, ordered = list(items), list[Item]()
    while left:
        before = set(ordered[-1].concepts) if ordered else set()
        ordered.append(next((item for item in left if not before.intersection(item.concepts)), left[0]))
        left.remove(ordered[-1])
    return tuple(ordered)


def _questions(item: Item) -> tuple[Question, ...]:
    return item.questions if isinstance(item, CaseItem) else (item,)


def _first_id(item: Item) -> str:
    # The log knows the questions of a case, not the case.
    return _questions(item)[0].id
