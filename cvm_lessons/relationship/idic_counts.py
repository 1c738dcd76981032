"""IDIC as a pipeline: from the rows of a contact file to the messages that differ."""

import pandas as pd

from cvm_lessons.core import DataError, filled_column, number_column, require_columns, translate

__all__ = ["count_by_idic"]


def count_by_idic(contacts: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    """Return how many records, persons and messages are left after each step of IDIC.

    Identify: rows that name the same person of a customer are one person. Differentiate: by value, customers
    with a profit; then by need. Interact: who agreed to e-mail and whose last mail arrived. Customise:
    a message for each kind of need.

    Parameters
    ----------
    contacts : DataFrame
        One row per entry: customer_id, given_name, family_name, consent_email, email_bounced.
    customers : DataFrame
        Index `customer_id`; columns profit (yuan) and need (a kind; missing where nobody has asked).

    Returns
    -------
    DataFrame
        Columns step, counted (text) and count, in the order of the steps.

    Raises
    ------
    DataError
        If a column is missing, a profit is, or two rows are of one customer.

    References
    ----------
    Peppers, Rogers and Dorf (1999), Harvard Business Review 77(1), 151-160, for the steps.

    Examples
    --------
    >>> rows = {"customer_id": ["A", "A", "B"], "given_name": ["Li", "li", "An"], "family_name": list("YYZ")}
    >>> rows = pd.DataFrame(rows).assign(consent_email=True, email_bounced=False)
    >>> firms = pd.DataFrame({"profit": [5, -1], "need": ["care", "buyers"]}, index=["A", "B"])
    >>> count_by_idic(rows, firms)["count"].tolist()
    [3, 2, 1, 1, 1, 1]
    """
    require_columns(contacts, ["consent_email", "email_bounced"])
    if not customers.index.is_unique:
        raise DataError("customers has two rows of one customer: keep one row each.")
    require_columns(customers, ["need"])
    names = [filled_column(contacts, name).astype(str).str.lower() for name in ("given_name", "family_name")]
    rows = contacts.assign(person=filled_column(contacts, "customer_id").astype(str) + names[0] + names[1])
    # Of several rows for a person the one with an answer about consent is kept.
    persons = rows.sort_values("consent_email", na_position="last").drop_duplicates("person")
    paying = customers.index[number_column(customers, "profit") > 0]
    valued = persons[persons["customer_id"].isin(paying)]
    needs = valued["customer_id"].map(customers["need"])
    reached = valued["consent_email"].eq(True) & valued["email_bounced"].eq(False)
    counts = [
        ("identify", "rows in the file", len(rows)),
        ("identify", "persons", len(persons)),
        ("differentiate", "persons at customers with a profit", len(valued)),
        ("differentiate", "of these, need known", int(needs.notna().sum())),
        ("interact", "of these, may and can be written to", int((needs.notna() & reached).sum())),
        *(
            ("customise", str(need), int(count))
            for need, count in needs[reached].value_counts().sort_index().items()
        ),
    ]
    table = pd.DataFrame(counts, columns=["step", "counted", "count"])
    return table.assign(step=table["step"].map(translate), counted=table["counted"].map(translate))
