"""Names of groups and plans, as a reader sees them."""

from cvm_lessons.core import translate

__all__ = ["END_LABELS", "JUDGEMENT_LABELS", "PLAN_LABELS", "group_label"]

GROUP_LABELS = {
    "small": "small exhibitors",
    "medium": "medium-sized exhibitors",
    "large": "large exhibitors",
    "recent": "lost, at most two years ago",
    "long gone": "lost, longer ago",
    "prospect": "prospects",
    "all": "all sizes together",
}
PLAN_LABELS = {
    "best": "Best strategy for each",
    "top": "Discount for the most valuable fifth",
    "risk": "Discount, those most at risk first",
    "calls": "Call every lost customer",
}
END_LABELS = {"low": "low ends", "effect": "estimates", "high": "high ends"}
JUDGEMENT_LABELS = {
    "promised": "promised by the case",
    "delivered": "what the same plan really brings",
    "possible": "best plan, had you known the truth",
}


def group_label(group: str) -> str:
    """Return what a group of customers is called.

    Parameters
    ----------
    group : str
        Its code in the tables.

    Returns
    -------
    str
        In the language in force.
    """
    return str(translate(GROUP_LABELS[group]))
