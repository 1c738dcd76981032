"""What a customer did after its answer: whether it took part in the next edition."""

import pandas as pd

from cvm_lessons.core import DataError, filled_column, require_columns

__all__ = ["with_staying"]

KEYS = ["customer_id", "edition_id"]


def with_staying(answers: pd.DataFrame, participations: pd.DataFrame) -> pd.DataFrame:
    """Return the answers whose next edition has been held, with whether the customer took part in it.

    A customer that stays away once may come back later: this is staying away from one edition, not leaving.

    Parameters
    ----------
    answers : DataFrame
        One row per answer, with customer_id and edition_id.
    participations : DataFrame
        One row per customer and edition it was invited to, with year and took_part.

    Returns
    -------
    DataFrame
        Rows of `answers` in their order, without those of the last edition; column stayed (0 or 1) added.

    Raises
    ------
    DataError
        If a column is missing, a customer comes twice at an edition, or an answer has no participation.

    Examples
    --------
    >>> invited = pd.DataFrame({"customer_id": ["E1", "E1"], "edition_id": ["food-2024", "food-2025"]})
    >>> invited = invited.assign(year=[2024, 2025], took_part=[True, False])
    >>> with_staying(invited[["customer_id", "edition_id"]], invited)["stayed"].tolist()
    [0]
    """
    for key in KEYS:
        filled_column(answers, key)
    require_columns(participations, [*KEYS, "year", "took_part"])
    if (twice := participations.duplicated(KEYS)).any():
        raise DataError.at(
            participations, KEYS[0], twice, "the only participation of this customer and edition"
        )
    ordered = participations.sort_values(["customer_id", "year"], kind="stable")
    came_next = ordered["took_part"].astype(float).groupby(ordered["customer_id"]).shift(-1)
    joined = answers[KEYS].merge(
        ordered[KEYS].assign(stayed=came_next), on=KEYS, how="left", indicator="found"
    )
    if (lost := (joined["found"] != "both").set_axis(answers.index)).any():
        raise DataError.at(answers, KEYS[0], lost, "a customer with a participation in that edition")
    stayed = joined["stayed"].set_axis(answers.index)
    known = stayed.notna()
    return answers[known].assign(stayed=stayed[known].astype(int))
