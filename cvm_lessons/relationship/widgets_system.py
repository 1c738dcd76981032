"""Explorer of the business case of a CRM system."""

import ipywidgets
import pandas as pd

from cvm_lessons.core import translate
from cvm_lessons.core.explorer import Explorer, labelled_slider
from cvm_lessons.relationship.plots_system import plot_system_case
from cvm_lessons.relationship.system_budget import case_sentence, system_case

__all__ = ["system_case_explorer"]

THOUSAND = 1000


def system_case_explorer(
    claims: pd.DataFrame, *, exhibitors: float, margin: float, contact_cost: float, licence: float
) -> Explorer:
    """Return sliders for the four terms of the case, with what the system leaves under each claim.

    Parameters
    ----------
    claims : DataFrame
        One row per claim: estimate, low, high (shares).
    exhibitors, margin, contact_cost, licence : float
        Where the sliders start, as in `system_case`.

    Returns
    -------
    Explorer
        With the sliders ``"exhibitors"``, ``"margin"``, ``"contact_cost"`` (yuan) and ``"licence"`` (thousand
        yuan).

    Raises
    ------
    DataError
        If a column or value is missing.

    Examples
    --------
    >>> claims = pd.DataFrame({"estimate": [0.2], "low": [0.1], "high": [0.3]}, index=["raw gap"])
    >>> terms = {"exhibitors": 1_000, "margin": 10_000, "contact_cost": 100, "licence": 400_000}
    >>> explorer = system_case_explorer(claims, **terms)
    >>> explorer.sliders["licence"].value = 900
    >>> explorer.sentence
    'The system pays from 10.0 points on. Raw gap: ¥1,000,000 a year.'
    """
    starts = {
        "exhibitors": ("Exhibitors reached", exhibitors, 50, 3_000, 50),
        "margin": ("Margin (yuan)", margin, 1_000, 30_000, 500),
        "contact_cost": ("Contact cost (yuan)", contact_cost, 0, 1_000, 10),
        "licence": ("Licence (thousand)", licence / THOUSAND, 0, 2_000, 50),
    }
    sliders = {
        name: labelled_slider(translate(label), value, low=low, high=high, step=step)
        for name, (label, value, low, high, step) in starts.items()
    }
    return Explorer(
        sliders,
        [ipywidgets.VBox(list(sliders.values()))],
        respond=lambda state: system_case(
            claims,
            exhibitors=state["exhibitors"],
            margin=state["margin"],
            contact_cost=state["contact_cost"],
            licence=THOUSAND * state["licence"],
        ),
        say=case_sentence,
        draw=plot_system_case,
    )
