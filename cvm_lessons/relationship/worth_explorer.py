"""An explorer: what customers are worth as the assumptions on time and referrals move."""

import ipywidgets
import pandas as pd

from cvm_lessons.core import check_number, translate
from cvm_lessons.core.explorer import Explorer, labelled_slider
from cvm_lessons.relationship.plots_worth import plot_worth
from cvm_lessons.relationship.relationship_value import relationship_values
from cvm_lessons.relationship.worth import worth_sentence

__all__ = ["worth_explorer"]


def worth_explorer(
    customers: pd.DataFrame, *, discount: float = 0.1, conversion: float = 0.25, attributable: float = 0.5
) -> Explorer:
    """Return sliders for discount, conversion and attributable share, with the value of each customer.

    Parameters
    ----------
    customers : DataFrame
        One row per customer, as `relationship_values` takes it.
    discount, conversion, attributable : float
        Where the sliders start.

    Returns
    -------
    Explorer
        With the sliders ``"discount"``, ``"conversion"`` and ``"attributable"``, all in per cent.

    Raises
    ------
    DataError
        If a column or value is missing or out of range.
    ParameterError
        If a number is out of range.

    Examples
    --------
    >>> firms = pd.DataFrame({"margin": [900, 600], "retention": [0.8, 0.8], "referrals": [0, 4]})
    >>> explorer = worth_explorer(firms.set_axis(["Ash", "Elm"]))
    >>> explorer.sliders["attributable"].value = 0
    >>> explorer.sentence.split(",")[0]
    'Worth most: Ash'
    """
    starts = {
        "discount": (translate("Discount rate (% a year)"), discount, 1, 30),
        "conversion": (translate("Referrals that become customers (%)"), conversion, 0, 100),
        "attributable": (translate("Of these, due to the referral (%)"), attributable, 0, 100),
    }
    sliders = {
        name: labelled_slider(label, 100 * check_number(name, at, low=0, high=1), low=low, high=high, step=1)
        for name, (label, at, low, high) in starts.items()
    }
    for slider in sliders.values():
        slider.style.description_width = "18em"
        slider.layout.width = "32em"
    return Explorer(
        sliders,
        [ipywidgets.VBox(list(sliders.values()))],
        respond=lambda state: relationship_values(
            customers,
            discount=state["discount"] / 100,
            conversion=state["conversion"] / 100,
            attributable=state["attributable"] / 100,
        ),
        say=worth_sentence,
        draw=plot_worth,
    )
