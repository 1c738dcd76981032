"""CRM: what it is said to be, its processes, and the order in which it is put to work."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from cvm_lessons.core import ParameterError, check_choice, nearest, translate
from cvm_lessons.relationship._texts import text_records, text_table

__all__ = ["STEP_LISTS", "OrderCheck", "check_order", "crm_processes", "crm_views", "steps_of_crm"]

STEP_LISTS = ("implementation", "idic")
FILES = {"implementation": "crm_implementation", "idic": "idic"}


@dataclass(frozen=True, repr=False)
class OrderCheck:
    """What `check_order` finds.

    Parameters
    ----------
    given : tuple of str
        The order that was checked.
    inversions : int
        Pairs of steps that stand the wrong way round; the least number of swaps of neighbours that mends it.
    pairs : int
        Pairs in all.
    violations : tuple of (str, str)
        Steps that stand before one they need: (step, what it needs).
    """

    given: tuple[str, ...]
    inversions: int
    pairs: int
    violations: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        return self.sentence()

    @property
    def right(self) -> bool:
        """Whether the order is that of the list."""
        return self.inversions == 0

    @property
    def agreement(self) -> float:
        """Kendall's tau of the two orders, from -1 (reversed) to 1 (the same)."""
        return 1 - 2 * self.inversions / self.pairs

    def sentence(self) -> str:
        """Return the finding in words, in the language in force.

        Returns
        -------
        str
            How many pairs stand the wrong way round, and the first violated need.
        """
        if self.right:
            return str(translate("The order is right."))
        text = translate(
            "{count} of {pairs} pairs stand the wrong way round.", count=self.inversions, pairs=self.pairs
        )
        step, needed = self.violations[0]
        needs = translate("“{step}” needs “{needed}” first.", step=translate(step), needed=translate(needed))
        return f"{text} {needs}"

    def to_frame(self) -> pd.DataFrame:
        """Return the violated needs, one row each.

        Returns
        -------
        DataFrame
            Columns step and needs.
        """
        return pd.DataFrame(self.violations, columns=["step", "needs"])


def crm_views() -> pd.DataFrame:
    """Return three views of what CRM is, with what makes each fail.

    Returns
    -------
    DataFrame
        Index `view` (strategy, philosophy, software); columns name, says, fails_when.

    References
    ----------
    Payne and Frow (2005), Journal of Marketing 69(4), 167-176, for the continuum from technology to strategy.

    Examples
    --------
    >>> crm_views().index.tolist()
    ['strategy', 'philosophy', 'software']
    """
    return text_table("crm_views", index="view")


def crm_processes() -> pd.DataFrame:
    """Return the five cross-functional processes of CRM with the question each answers.

    Returns
    -------
    DataFrame
        Index `process`; columns name, asks.

    References
    ----------
    Payne and Frow (2005), Journal of Marketing 69(4), 167-176.

    Examples
    --------
    >>> len(crm_processes())
    5
    """
    return text_table("crm_processes", index="process")


def steps_of_crm(steps: str = "implementation") -> pd.DataFrame:
    """Return the steps of a list in their order, with what each needs before it.

    Parameters
    ----------
    steps : {"implementation", "idic"}, default "implementation"
        The order of a CRM project, or of Peppers and Rogers.

    Returns
    -------
    DataFrame
        Index `step`; columns needs, name and, by list, why or does and seen.

    Raises
    ------
    ParameterError
        If there is no such list.

    References
    ----------
    Peppers, Rogers and Dorf (1999), Harvard Business Review 77(1), 151-160, for IDIC.

    Examples
    --------
    >>> steps_of_crm("idic").index.tolist()
    ['identify', 'differentiate', 'interact', 'customise']
    """
    return text_table(FILES[check_choice("steps", steps, STEP_LISTS)], index="step")


def check_order(given: Sequence[str], steps: str = "implementation") -> OrderCheck:
    """Compare an order with that of a list: inversions, and which need is violated.

    Parameters
    ----------
    given : sequence of str
        All steps of the list, each once, in the order to check.
    steps : {"implementation", "idic"}, default "implementation"
        Which list.

    Returns
    -------
    OrderCheck
        With inversions, agreement and violations.

    Raises
    ------
    ParameterError
        If there is no such list, or a step is unknown, missing or named twice.

    References
    ----------
    Kendall (1938), Biometrika 30(1/2), 81-93, for the agreement of two orders.

    Examples
    --------
    >>> check_order(["planning", "select", "integrate", "roll out", "pilot", "monitor"])
    1 of 15 pairs stand the wrong way round. “roll out” needs “pilot” first.
    """
    records = text_records(FILES[check_choice("steps", steps, STEP_LISTS)])
    needs = {record["step"]: record["needs"] for record in records}
    names = tuple(given)
    for name in names:
        if name not in needs:
            raise ParameterError(f"step {name!r} is not known. {nearest(str(name), needs)}")
        if names.count(name) > 1:
            raise ParameterError(f"step {name!r} is named {names.count(name)} times: once is meant.")
    if missing := [name for name in needs if name not in names]:
        raise ParameterError(f"step {missing[0]!r} is missing: all {len(needs)} steps are needed.")
    place = {name: names.index(name) for name in needs}
    right = list(needs)
    pairs = [(first, second) for at, first in enumerate(right) for second in right[at + 1 :]]
    return OrderCheck(
        given=names,
        inversions=sum(place[first] > place[second] for first, second in pairs),
        pairs=len(pairs),
        violations=tuple((name, need) for name in names for need in needs[name] if place[need] > place[name]),
    )
