"""From transactions to relationships: the two poles, the bonds that tie, and the mixes of marketing."""

from collections.abc import Mapping, Sequence

import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_number, number_columns
from cvm_lessons.measurement import fit_linear
from cvm_lessons.relationship._texts import text_table

__all__ = [
    "BONDS",
    "bond_effects",
    "bond_levels",
    "exchange_orientation",
    "marketing_mixes",
    "transaction_and_relationship",
]

# Items of the workbook's relationship module that stand for each level: what is granted, who is known, what
# would have to be built anew elsewhere.
BONDS = {
    "financial": ("benefit_special_1", "benefit_special_2"),
    "social": ("benefit_social_1", "benefit_social_2"),
    "structural": ("switch_procedural_1", "switch_procedural_2"),
}


def transaction_and_relationship() -> pd.DataFrame:
    """Return the two poles of exchange, aspect by aspect, in the language in force.

    Returns
    -------
    DataFrame
        Index `aspect`; columns name, transaction, relationship. Real exchanges lie between the poles.

    References
    ----------
    Jackson (1985), Harvard Business Review 63(6), 120-128; Grönroos (1994), Management Decision 32(2), 4-20.

    Examples
    --------
    >>> transaction_and_relationship().loc["horizon", "relationship"]
    'many editions to come'
    """
    return text_table("transaction_relationship", index="aspect")


def bond_levels() -> pd.DataFrame:
    """Return the three levels of relationship marketing with what makes each hard to imitate.

    Returns
    -------
    DataFrame
        Index `bond`; columns level (1 to 3), name, means, customisation, imitability, advantage.

    References
    ----------
    Berry and Parasuraman (1991), Marketing Services: Competing Through Quality.

    Examples
    --------
    >>> bond_levels()["level"].to_dict()
    {'financial': 1, 'social': 2, 'structural': 3}
    """
    return text_table("bonds", index="bond")


def marketing_mixes() -> pd.DataFrame:
    """Return the 4P, the 4C they became, and the nearest of the 4R.

    Returns
    -------
    DataFrame
        One row per pair; columns four_p, four_c, nearest_r, at_the_show. The pairing of P and C is
        Lauterborn's; that with the 4R (usually ascribed to Schultz, without a verified primary source) is
        ours.

    References
    ----------
    McCarthy (1960), Basic Marketing; Lauterborn (1990), Advertising Age 61(41), 26.

    Examples
    --------
    >>> marketing_mixes()["four_p"].tolist()
    ['product', 'price', 'place', 'promotion']
    """
    return text_table("mixes", index="row").reset_index(drop=True)


def exchange_orientation(
    ratings: pd.DataFrame,
    aspects: Sequence[str],
    *,
    reversed_aspects: Sequence[str] = (),
    low: float = 1,
    high: float = 7,
) -> pd.Series:
    """Return where each exchange lies between the poles, from 0 (transaction) to 100 (relationship).

    Parameters
    ----------
    ratings : DataFrame
        One row per customer, one column per aspect.
    aspects : sequence of str
        Columns; a high rating means relationship.
    reversed_aspects : sequence of str
        Those of them where a high rating means transaction.
    low, high : float
        Ends of the scale.

    Returns
    -------
    Series
        Named orientation: the mean of the aspects as a percentage of the scale.

    Raises
    ------
    DataError
        If a rating is missing or out of the scale.
    ParameterError
        If no aspect is named, a reversed one is not among them, or the scale has no width.

    References
    ----------
    Jackson (1985), Winning and Keeping Industrial Customers, for the continuum; the score is ours.

    Examples
    --------
    >>> ratings = pd.DataFrame({"horizon": [7, 1], "price": [1, 7]})
    >>> exchange_orientation(ratings, ["horizon", "price"], reversed_aspects=["price"]).tolist()
    [100.0, 0.0]
    """
    names = list(aspects)
    if not names or isinstance(aspects, str):
        raise ParameterError(f"aspects={aspects!r}: a list of one column or more is needed.")
    if strange := [name for name in reversed_aspects if name not in names]:
        raise ParameterError(f"reversed_aspects names {strange[0]!r}, which is not among the aspects.")
    if not low < high:
        raise ParameterError(f"low={low!r} is not below high={high!r}.")
    scores = (number_columns(ratings, names, low=low, high=high) - low) / (high - low)
    turned = [name for name in names if name in set(reversed_aspects)]
    scores[turned] = 1 - scores[turned]
    orientation: pd.Series = (100 * scores.mean(axis=1)).rename("orientation")
    return orientation


def bond_effects(
    answers: pd.DataFrame,
    outcome: str,
    *,
    bonds: Mapping[str, Sequence[str]] | None = None,
    given: Sequence[str] = (),
    cluster: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return how the outcome differs with each kind of bond: alone, and with the other bonds held.

    Answers show who *feels* bound and stays; they do not show what a new bond would do.

    Parameters
    ----------
    answers : DataFrame
        One row per answer, with the items of the bonds and the outcome.
    outcome : str
        Column with the outcome.
    bonds : mapping, optional
        Items by bond; by default `BONDS`.
    given : sequence of str
        Columns held constant besides.
    cluster : str, optional
        Column of the customer.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `bond`; columns alone, low_alone, high_alone, joint, low, high: change of the outcome per point
        of the mean of the items.

    Raises
    ------
    DataError
        If a value is missing, or a bond does not vary or is a combination of others.
    ParameterError
        If there are no bonds, or the level is out of range.

    Examples
    --------
    >>> rows = {"price": [1, 2, 3, 4, 5, 6], "known": [2, 1, 4, 3, 6, 5], "stay": [2, 1, 4, 4, 6, 5]}
    >>> table = bond_effects(pd.DataFrame(rows), "stay", bonds={"financial": ["price"], "social": ["known"]})
    >>> table["joint"].round(2).to_dict()
    {'financial': 0.17, 'social': 0.83}
    """
    chosen = BONDS if bonds is None else bonds
    if not chosen:
        raise ParameterError("bonds is empty: name the items of one bond or more.")
    share = check_number("level", level, low=0.5, high=0.999)
    means = pd.DataFrame(
        {bond: number_columns(answers, list(items)).mean(axis=1) for bond, items in chosen.items()}
    )
    if overlap := sorted(set(means.columns) & {outcome, *given, cluster}):
        raise DataError(f"{overlap[0]!r} is a bond and a column besides: rename one.")
    others = [name for name in (outcome, *given, cluster) if name is not None]
    rows = means.join(answers[list(dict.fromkeys(others))])
    joint = fit_linear(rows, outcome, [*chosen, *given], cluster=cluster).to_frame(level=share)
    table = {}
    for bond in chosen:
        alone = fit_linear(rows, outcome, [bond, *given], cluster=cluster).to_frame(level=share)
        ends = ("coefficient", "low", "high")
        table[bond] = [*(alone.loc[bond, end] for end in ends), *(joint.loc[bond, end] for end in ends)]
    columns = ["alone", "low_alone", "high_alone", "joint", "low", "high"]
    return pd.DataFrame.from_dict(table, orient="index", columns=columns).rename_axis("bond")
