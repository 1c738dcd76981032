"""The hierarchical value map with a slider for its cut-off: what a picture keeps, and what it drops."""

import ipywidgets
import pandas as pd

from cvm_lessons.core import check_number, filled_column, format_percent, translate
from cvm_lessons.core.explorer import Explorer
from cvm_lessons.value.hierarchical_map import hierarchical_value_map
from cvm_lessons.value.laddering import cutoff_table, implication_matrix
from cvm_lessons.value.plots_ladders import plot_hierarchical_value_map

__all__ = ["cutoff_sentence", "hierarchical_map_explorer"]

SLIDER_WIDTH = "32em"
RULE_OF_THUMB = 0.05  # of the respondents; reynolds1988 advise 3 to 5 %


def cutoff_sentence(implications: pd.DataFrame, cutoff: int, *, respondents: int) -> str:
    """Return what a cut-off means and what it keeps, in one sentence.

    Parameters
    ----------
    implications : DataFrame
        What `implication_matrix` returns.
    cutoff : int
        Least count of a link that is kept, from 1 to that of the strongest direct link.
    respondents : int
        Number of respondents.

    Returns
    -------
    str
        In the language in force.

    Raises
    ------
    DataError
        If a column is missing, or no link is direct.
    ParameterError
        If the cut-off is not on the table of cut-offs.

    Examples
    --------
    >>> links = pd.DataFrame({"origin": ["a", "b"], "target": ["c", "c"], "direct": [3, 1]})
    >>> cutoff_sentence(links, 2, respondents=10)
    'Cut-off 2 (20% of 10 respondents) keeps 1 of 2 direct links and 75% of their mentions.'
    """
    table = cutoff_table(implications, respondents=respondents)
    check_number("cutoff", cutoff, low=1, high=len(table))
    row = table.set_index("cutoff").loc[int(cutoff)]
    return str(
        translate(
            "Cut-off {cutoff} ({share} of {respondents} respondents) keeps {kept} of {all} direct links and "
            "{mentions} of their mentions.",
            cutoff=cutoff,
            share=format_percent(float(row["respondent_share"])),
            respondents=respondents,
            kept=int(row["links"]),
            all=int(table["links"].iloc[0]),
            mentions=format_percent(float(row["mention_share"])),
        )
    )


def hierarchical_map_explorer(ladders: pd.DataFrame, *, cutoff: int | None = None) -> Explorer:
    """Return a slider for the cut-off above the map that it leaves.

    Parameters
    ----------
    ladders : DataFrame
        One row per chain: respondent_id, attribute, consequence and goal.
    cutoff : int, optional
        Where the slider starts; 5 % of the respondents by default.

    Returns
    -------
    Explorer
        With one slider, named ``"cutoff"``, from 1 to the strongest direct link.

    Raises
    ------
    DataError
        If the ladders are not in order, as for `implication_matrix`.

    Examples
    --------
    >>> chains = {"respondent_id": [1, 2], "attribute": ["halls", "halls"], "consequence": ["leads", "rest"]}
    >>> explorer = hierarchical_map_explorer(pd.DataFrame({**chains, "goal": ["growth", "growth"]}))
    >>> explorer.sliders["cutoff"].max
    1
    """
    implications = implication_matrix(ladders)
    respondents = int(filled_column(ladders, "respondent_id").nunique())
    most = int(implications["direct"].max())
    start = round(RULE_OF_THUMB * respondents) if cutoff is None else cutoff
    slider = ipywidgets.IntSlider(
        value=min(max(start, 1), most),
        min=1,
        max=most,
        description=translate("Cut-off"),
        continuous_update=False,  # the map takes longer to draw than a slider to move
        layout=ipywidgets.Layout(width=SLIDER_WIDTH),
    )
    return Explorer(
        {"cutoff": slider},
        [slider],
        respond=lambda state: implications.assign(cutoff=int(state["cutoff"])),
        say=lambda links: cutoff_sentence(links, int(links["cutoff"].iloc[0]), respondents=respondents),
        draw=lambda links: plot_hierarchical_value_map(
            hierarchical_value_map(links, int(links["cutoff"].iloc[0]))
        ),
    )
