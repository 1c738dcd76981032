"""What customers are worth with other assumptions, in a sentence."""

import pandas as pd

from cvm_lessons.core import format_money, format_percent, number_columns, translate

__all__ = ["worth_sentence"]

SENTENCE = "Worth most: {first}, {total}. By its own purchases alone: {alone}, {direct}."
TWICE = "The totals add up to {share} more than all purchases: referred customers are counted twice."


def worth_sentence(values: pd.DataFrame) -> str:
    """Return in a sentence who is worth most, with and without referrals, and what is counted twice.

    Parameters
    ----------
    values : DataFrame
        What `relationship_values` returns.

    Returns
    -------
    str
        In the language in force.

    Raises
    ------
    DataError
        If there is no customer, or a column or value is missing.

    Examples
    --------
    >>> values = pd.DataFrame({"direct": [100.0, 90.0], "referral": [0.0, 20.0]}, index=["Ash", "Elm"])
    >>> worth_sentence(values.assign(total=values["direct"] + values["referral"]))[:60]
    'Worth most: Elm, ¥110. By its own purchases alone: Ash, ¥100'
    """
    numbers = number_columns(values, ["direct", "referral", "total"])
    first, alone = numbers["total"].idxmax(), numbers["direct"].idxmax()
    text = translate(
        SENTENCE,
        first=first,
        total=format_money(numbers.loc[first, "total"]),
        alone=alone,
        direct=format_money(numbers.loc[alone, "direct"]),
    )
    own = float(numbers["direct"].sum())
    if own <= 0:
        return str(text)
    share = format_percent(float(numbers["referral"].sum()) / own)
    return f"{text} {translate(TWICE, share=share)}"
