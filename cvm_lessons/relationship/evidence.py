"""Published findings on relationships and CRM, each with its source and how it was confirmed."""

import pandas as pd

from cvm_lessons.core import ParameterError, nearest
from cvm_lessons.relationship._texts import text_table

__all__ = ["published_effects"]


def published_effects(topic: str | None = None) -> pd.DataFrame:
    """Return published findings; a value is given only where the source was looked up or is a textbook fact.

    Parameters
    ----------
    topic : str, optional
        Keep the findings on one topic, such as ``"relationship quality"``.

    Returns
    -------
    DataFrame
        Index `finding`; columns topic, value (missing for a finding in words), unit, source (key of the
        bibliography), tag (V looked up, K stable textbook fact), says.

    Raises
    ------
    ParameterError
        If there is no such topic.

    References
    ----------
    Palmatier, Dant, Grewal and Evans (2006), Journal of Marketing 70(4), 136-153, and the sources named by
    row.

    Examples
    --------
    >>> published_effects("relationship quality")["value"].dropna().tolist()
    [94.0, 38000.0, 2.0]
    """
    table = text_table("evidence", index="finding")
    table["value"] = table["value"].astype(float)
    if topic is None:
        return table
    if topic not in set(table["topic"]):
        raise ParameterError(f"topic={topic!r} is not known. {nearest(topic, sorted(set(table['topic'])))}")
    return table[table["topic"] == topic]
