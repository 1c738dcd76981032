"""What the relationship with each group is worth, and how stable the few are who bring most."""

import pandas as pd

from cvm_lessons import relationship
from cvm_lessons.cases.crm_strategy.study import SIZES, YEAR, Study, all_exhibitors
from cvm_lessons.datasets import load

__all__ = ["count_top_fifth", "value_groups"]

FIFTH = 5


def value_groups(study: Study) -> pd.DataFrame:
    """Return what a relationship with an active exhibitor of each size brings, kind by kind.

    Profit is the own purchases with their future, word of mouth what its referrals bring, information the
    share that answered the last survey, gathering its weight in what visitors come to see.

    Parameters
    ----------
    study : Study
        The customers.

    Returns
    -------
    DataFrame
        Index group; columns customers, margin, stays, direct, referral, answered, gathering.
    """
    active = study.active.assign(margin=lambda rows: rows["value"], retention=lambda rows: 1 - rows["risk"])
    # Who sent a newcomer is not on file: every exhibitor of the year before gets the same share of them.
    active["referrals"] = _referrals()
    worth = active.join(relationship.relationship_values(active, conversion=1.0))
    answers = load("surveys")
    answers = answers.loc[answers["year"] == YEAR, "customer_id"]
    worth["answered"] = worth.index.isin(answers)
    table = worth.groupby("group").agg(
        customers=("margin", "size"),
        margin=("margin", "mean"),
        stays=("retention", "mean"),
        direct=("direct", "mean"),
        referral=("referral", "mean"),
        answered=("answered", "mean"),
    )
    table = table.loc[[size for size in SIZES if size in table.index]]
    return table.assign(gathering=[relationship.VARIETY[str(size)] for size in table.index])


def count_top_fifth(study: Study) -> tuple[int, int, float]:
    """Return how many of the largest fifth of the year before are in it again.

    Parameters
    ----------
    study : Study
        The customers.

    Returns
    -------
    tuple
        The fifth of the year before, those who are in it again, and the share of space money that the
        largest fifth of all on the list brings.
    """
    listed = study.rows[study.rows["year"] == YEAR]
    before, now = (_top_fifth(study.rows, year) for year in (YEAR - 1, YEAR))
    share = relationship.top_share(listed, 1 / FIFTH, amount="spend_space", rng=study.seed)
    return len(before), len(before & now), share.estimate


def _top_fifth(rows: pd.DataFrame, year: int) -> set[str]:
    spent = rows[rows["year"] == year].set_index("customer_id")["spend_space"]
    return set(spent.nlargest(int((spent > 0).sum()) // FIFTH).index)


def _referrals() -> float:
    firms = load("organisations").query("role == 'exhibitor' and first_year == @YEAR")
    before = all_exhibitors().query("year == @YEAR - 1 and took_part")
    return float((firms["channel"] == "referral").sum() / len(before))
