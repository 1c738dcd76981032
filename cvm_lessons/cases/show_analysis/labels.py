"""Names of measures, steps and proposals, as a reader sees them."""

from cvm_lessons.cases.show_analysis.study import Study
from cvm_lessons.core import translate

__all__ = ["COUNTED", "MEASURES", "STEP_LABELS", "option_label"]

# measure: what it shows, in the order of the features
MEASURES = {
    "visitors_per_exhibitor": ("two-sided", "visiting companies per exhibitor"),
    "sponsor_share": ("two-sided", "share of sponsors in the revenue"),
    "return_rate": ("periodic", "exhibitors of the last edition who came again"),
    "first_timer_share": ("fluid", "exhibitors here for the first time"),
    "return_rate_new": ("fluid", "first-timers of the last edition who came again"),
    "return_rate_veteran": ("fluid", "the others of the last edition who came again"),
    "rebooked_on_site": ("committed on site", "exhibitors who signed before they left"),
    "top_tenth_space": ("concentrated", "share of space revenue from the largest tenth"),
    "cost_share": ("costly to serve", "cost to serve as a share of revenue"),
    "contacts_before": ("phased", "contacts per exhibitor before the show"),
    "contacts_during": ("phased", "contacts per exhibitor during the show"),
    "contacts_after": ("phased", "contacts per exhibitor after the show"),
}
# these are counts for each exhibitor; all other measures are shares
COUNTED = ("visitors_per_exhibitor", "contacts_before", "contacts_during", "contacts_after")
STEP_LABELS = {
    "came": "of those invited, came",
    "signed": "of those who came, signed on site",
    "came again": "of those who signed, came again",
}
OPTION_LABELS = {
    "exhibitors": "refund part of the fee to all exhibitors",
    "group": "refund part of the fee to {size} exhibitors",
    "visitors": "refund part of the journey to visiting companies",
    "service": "agree what service the price covers",
    "": "keep the money",
}


def option_label(study: Study, option: str) -> str:
    """Return what a proposal is called.

    Parameters
    ----------
    study : Study
        The show.
    option : str
        A key of the proposals; empty for none.

    Returns
    -------
    str
        In the language in force.
    """
    return str(translate(OPTION_LABELS[option], size=translate(study.group)))
