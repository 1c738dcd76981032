"""Which message pays: who wants what it promises, who gets it, and what must change to earn its cost."""

from collections.abc import Mapping, Sequence

import pandas as pd

from cvm_lessons.core import ParameterError, check_number, filled_column, nearest, number_column

__all__ = ["match_messages", "message_break_even", "message_gains"]


def match_messages(
    goals: pd.DataFrame, elements: pd.DataFrame, pairs: Mapping[str, str], *, end: str = "share"
) -> pd.DataFrame:
    """Return, for the message of each goal, who wants it and who already gets it.

    Parameters
    ----------
    goals : DataFrame
        Shares of customers by goal, as `mention_shares` returns them.
    elements : DataFrame
        Shares of customers by element of value, as `element_shares` returns them.
    pairs : mapping of goal to element
        The element that tells whether the goal's promise is kept. The judgement is yours.
    end : str, default "share"
        Column of both tables: ``"share"``, or ``"low"`` or ``"high"`` for the ends of the intervals.

    Returns
    -------
    DataFrame
        One row per pair: message (the goal), wants and gets.

    Raises
    ------
    DataError
        If the column is missing.
    ParameterError
        If a goal or an element is not in its table, or there are no pairs.

    Examples
    --------
    >>> goals = pd.DataFrame({"share": [0.6]}, index=["calm"])
    >>> elements = pd.DataFrame({"share": [0.4]}, index=["el_ease"])
    >>> match_messages(goals, elements, {"calm": "el_ease"}).to_dict("records")
    [{'message': 'calm', 'wants': 0.6, 'gets': 0.4}]
    """
    if not pairs:
        raise ParameterError("pairs is empty: name at least one goal with its element.")
    wanted, given = number_column(goals, end, low=0, high=1), number_column(elements, end, low=0, high=1)
    for names, shares in ((pairs, wanted), (pairs.values(), given)):
        for name in names:
            if name not in shares.index:
                raise ParameterError(f"{name!r} has no share. {nearest(name, map(str, shares.index))}")
    rows = [(goal, wanted[goal], given[element]) for goal, element in pairs.items()]
    return pd.DataFrame(rows, columns=["message", "wants", "gets"])


def message_break_even(
    messages: pd.DataFrame,
    *,
    customers: float,
    margin: float,
    cost: float,
    message: str = "message",
    wants: str = "wants",
    gets: str = "gets",
) -> pd.DataFrame:
    """Return how many customers each message speaks to truthfully, and the lift that would pay for it.

    A message moves only those who want what it promises and find that the show keeps the promise. The two
    shares come from different samples, so their product takes wanting and getting to be unrelated.

    Parameters
    ----------
    messages : DataFrame
        One row per message: its name, the share of customers who want it, and the share who get it.
    customers : float
        Customers who see the message.
    margin : float
        Yuan of margin that a customer brings who comes back.
    cost : float
        Yuan that each message costs.
    message, wants, gets : str
        Columns of the name and of the two shares.

    Returns
    -------
    DataFrame
        One row per message: message, wants, gets, both (their product), spoken_to (customers) and lift
        (share of these who must come back on top of those who would anyway, so that margin covers cost).

    Raises
    ------
    DataError
        If a column is missing, or a share is not above 0 and at most 1.
    ParameterError
        If `customers` or `margin` is not above 0, or `cost` is negative.

    Examples
    --------
    >>> messages = pd.DataFrame({"message": ["calm"], "wants": [0.5], "gets": [0.4]})
    >>> message_break_even(messages, customers=500, margin=20_000, cost=100_000)["lift"].tolist()
    [0.05]
    """
    for name, number in (("customers", customers), ("margin", margin)):
        if check_number(name, number, low=0) == 0:
            raise ParameterError(f"{name}=0: no lift can pay for a message.")
    smallest = 1e-9  # a share of 0 speaks to nobody: no lift pays for it
    table = pd.DataFrame(
        {
            "message": filled_column(messages, message),
            "wants": number_column(messages, wants, low=smallest, high=1),
            "gets": number_column(messages, gets, low=smallest, high=1),
        }
    ).reset_index(drop=True)
    table["both"] = table["wants"] * table["gets"]
    table["spoken_to"] = customers * table["both"]
    table["lift"] = check_number("cost", cost, low=0) / (table["spoken_to"] * margin)
    return table


def message_gains(
    messages: pd.DataFrame,
    lifts: Sequence[float],
    *,
    customers: float,
    margin: float,
    cost: float,
    message: str = "message",
    wants: str = "wants",
    gets: str = "gets",
) -> pd.DataFrame:
    """Return the margin less the cost of each message, for several lifts: the table to decide from.

    Parameters
    ----------
    messages : DataFrame
        As for `message_break_even`.
    lifts : sequence of float
        Shares of the customers spoken to who come back because of the message.
    customers, margin, cost : float
        As for `message_break_even`.
    message, wants, gets : str
        Columns of the name and of the two shares.

    Returns
    -------
    DataFrame
        One row per lift, in the column lift; one column per message, in yuan.

    Raises
    ------
    DataError
        As `message_break_even`.
    ParameterError
        As `message_break_even`, or if a lift is no share, or there is none.

    Examples
    --------
    >>> messages = pd.DataFrame({"message": ["calm"], "wants": [0.5], "gets": [0.4]})
    >>> message_gains(messages, [0.04, 0.06], customers=500, margin=20_000, cost=100_000)["calm"].tolist()
    [-20000.0, 20000.0]
    """
    names = {"message": message, "wants": wants, "gets": gets}
    table = message_break_even(messages, customers=customers, margin=margin, cost=cost, **names)
    if not len(lifts):
        raise ParameterError("lifts is empty: name at least one.")
    checked = [check_number("lift", lift, low=0, high=1) for lift in lifts]
    gains = {
        str(row.message): [round(row.spoken_to * lift * margin - cost, 2) for lift in checked]
        for row in table.itertuples()
    }
    return pd.DataFrame({"lift": checked, **gains})
