"""A round of practice: which questions, what was answered, what comes next; nothing shown, nothing stored."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cvm_lessons.core import ParameterError, stream
from cvm_lessons.exam.asking import Asked, ask
from cvm_lessons.exam.bank import Bank
from cvm_lessons.exam.items import CaseItem, Item
from cvm_lessons.exam.marking import Mark, Response, mark
from cvm_lessons.exam.progress import Progress

__all__ = ["Practice", "choose_items", "practise"]


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
        What is known about the learner: weak concepts come first.
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
    """Choose items: from the weakest concept up, one a concept in turn, what was asked least first.

    Parameters
    ----------
    bank : Bank
        Items to choose from.
    seed : int
        Decides among equals.
    n : int
        How many; fewer if the bank has fewer.
    progress : Progress
        Strength of the concepts.

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
    lots = stream(seed, "choice").permutation(len(bank))
    by_lot = [bank.items[k] for k in lots]
    left = sorted(by_lot, key=lambda item: progress.asked[_first_id(item)])
    concepts = list(dict.fromkeys(concept for item in by_lot for concept in item.concepts))
    chosen: list[Item] = []
    while left and len(chosen) < n:
        for concept in sorted(concepts, key=progress.strength):
            fitting = [item for item in left if concept in item.concepts]
            if fitting and len(chosen) < n:
                chosen.append(fitting[0])
                left.remove(fitting[0])
    return tuple(chosen)


def _first_id(item: Item) -> str:
    # The log knows the questions of a case, not the case.
    return item.questions[0].id if isinstance(item, CaseItem) else item.id
