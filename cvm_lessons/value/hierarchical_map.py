"""The hierarchical value map: the links of a laddering study that are strong enough to draw."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_number, filled_column, number_column
from cvm_lessons.value._layered import layered_layout
from cvm_lessons.value.laddering import LEVELS

__all__ = ["HierarchicalValueMap", "abstractness", "centrality", "hierarchical_value_map"]


@dataclass(frozen=True, repr=False)
class HierarchicalValueMap:
    """The nodes and edges that pass a cut-off, with places for a drawing.

    Attributes
    ----------
    nodes : DataFrame
        One row per element: code, level, abstractness, centrality, and its place x (0 to 1) and y (row).
    edges : DataFrame
        One row per link: origin, target, kind (direct or indirect), strength, and the route of the line.
    cutoff : float
        Least count of a link that is kept.
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame
    cutoff: float

    def __repr__(self) -> str:
        return f"{len(self.nodes)} elements, {len(self.edges)} links from {self.cutoff:g} up"


def abstractness(implications: pd.DataFrame) -> pd.Series:
    """Return how far each element is an end rather than a means: links in over links in and out.

    Parameters
    ----------
    implications : DataFrame
        What `implication_matrix` returns.

    Returns
    -------
    Series
        By element, from 0 (only a means) to 1 (only an end), counted on direct links.

    Raises
    ------
    DataError
        If a column is missing, or no link is direct.

    References
    ----------
    Pieters, Baumgartner and Allen (1995), International Journal of Research in Marketing 12(3), 227-244.

    Examples
    --------
    >>> links = {"origin": ["halls", "leads"], "target": ["leads", "growth"], "direct": [3, 1]}
    >>> abstractness(pd.DataFrame(links)).to_dict()
    {'halls': 0.0, 'leads': 0.75, 'growth': 1.0}
    """
    inward, outward = _degrees(implications)
    return (inward / (inward + outward)).rename("abstractness")


def centrality(implications: pd.DataFrame) -> pd.Series:
    """Return how much of all links runs through each element: links in and out over all links.

    Parameters
    ----------
    implications : DataFrame
        What `implication_matrix` returns.

    Returns
    -------
    Series
        By element, from 0 to 1, counted on direct links.

    Raises
    ------
    DataError
        If a column is missing, or no link is direct.

    References
    ----------
    Pieters, Baumgartner and Allen (1995), International Journal of Research in Marketing 12(3), 227-244.

    Examples
    --------
    >>> links = {"origin": ["halls", "leads"], "target": ["leads", "growth"], "direct": [3, 1]}
    >>> centrality(pd.DataFrame(links)).to_dict()
    {'halls': 0.75, 'leads': 1.0, 'growth': 0.25}
    """
    inward, outward = _degrees(implications)
    return ((inward + outward) / inward.sum()).rename("centrality")


def hierarchical_value_map(
    implications: pd.DataFrame, cutoff: float, *, levels: Sequence[str] = LEVELS
) -> HierarchicalValueMap:
    """Return the elements and links that pass a cut-off, placed for a drawing.

    A direct link is kept when its count reaches the cut-off. An indirect link is kept when its total does and
    no path of kept direct links says the same already.

    Parameters
    ----------
    implications : DataFrame
        What `implication_matrix` returns.
    cutoff : float
        Least count of a link that is kept, 1 or more.
    levels : sequence of str
        Levels from the concrete to the abstract, drawn from the bottom up.

    Returns
    -------
    HierarchicalValueMap
        Frames of nodes and edges. Abstractness and centrality are those of the whole study.

    Raises
    ------
    DataError
        If a column is missing or names a level that is not among `levels`.
    ParameterError
        If the cut-off is below 1 or so high that no link is left.

    References
    ----------
    Gutman (1982), Journal of Marketing 46(2), 60-72. Reynolds and Gutman (1988), Journal of Advertising
    Research 28(1), 11-31, for the cut-off.

    Examples
    --------
    >>> from cvm_lessons.value.laddering import implication_matrix
    >>> chains = {"respondent_id": [1, 2], "attribute": ["halls", "halls"], "consequence": ["leads", "rest"]}
    >>> links = implication_matrix(pd.DataFrame({**chains, "goal": ["growth", "growth"]}))
    >>> hierarchical_value_map(links, cutoff=2).edges[["origin", "target", "kind", "strength"]]
      origin  target      kind  strength
    0  halls  growth  indirect         2
    """
    check_number("cutoff", cutoff, low=1)
    level_of = _level_of(implications, levels)
    links = implications.assign(direct=number_column(implications, "direct", low=0))
    edges = _kept(links.assign(total=number_column(implications, "total", low=0)), cutoff)
    if edges.empty:
        most = links["total"].max()
        raise ParameterError(f"cutoff={cutoff:g} leaves no link: the strongest counts {most:g}.")
    used = set(edges["origin"]) | set(edges["target"])
    rows = [[code for code, level in level_of.items() if level == row and code in used] for row in levels]
    pairs = list(zip(edges["origin"], edges["target"], strict=True))
    layout = layered_layout(rows, pairs)
    nodes = pd.DataFrame({"code": [code for row in rows for code in row]})
    nodes["level"] = nodes["code"].map(level_of)
    for measure in (abstractness(implications), centrality(implications)):
        nodes[measure.name] = nodes["code"].map(measure)
    nodes["x"], nodes["y"] = np.array([layout.nodes[code] for code in nodes["code"]]).T
    return HierarchicalValueMap(nodes, edges.assign(route=[layout.routes[pair] for pair in pairs]), cutoff)


def _degrees(implications: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    direct = number_column(implications, "direct", low=0)
    if not direct.sum() > 0:
        raise DataError("column 'direct' holds no link above 0: no element has a degree.")
    ends = [filled_column(implications, end) for end in ("origin", "target")]
    codes = pd.Index(pd.unique(pd.concat(ends)))
    outward, inward = (direct.groupby(end).sum().reindex(codes, fill_value=0.0) for end in ends)
    linked = (inward + outward) > 0
    return inward[linked], outward[linked]


def _level_of(implications: pd.DataFrame, levels: Sequence[str]) -> dict[str, str]:
    level_of: dict[str, str] = {}
    for end in ("origin", "target"):
        stated = filled_column(implications, f"{end}_level")
        if (unknown := ~stated.isin(list(levels))).any():
            raise DataError.at(implications, f"{end}_level", unknown, f"one of {', '.join(levels)}")
        level_of |= dict(zip(filled_column(implications, end), stated, strict=True))
    return level_of


def _kept(links: pd.DataFrame, cutoff: float) -> pd.DataFrame:
    direct = links[links["direct"] >= cutoff].assign(kind="direct", strength=lambda kept: kept["direct"])
    reach = _reachable(direct)
    strong = links[(links["total"] >= cutoff) & (links["direct"] < cutoff)]
    told = [pair in reach for pair in zip(strong["origin"], strong["target"], strict=True)]
    untold = strong[~np.array(told, dtype=bool)]
    indirect = untold.assign(kind="indirect", strength=untold["total"])
    edges = pd.concat([direct, indirect])[["origin", "target", "kind", "strength"]]
    return edges.astype({"strength": int}).reset_index(drop=True)


def _reachable(direct: pd.DataFrame) -> set[tuple[str, str]]:
    reach = set(zip(direct["origin"], direct["target"], strict=True))
    while further := {(a, d) for a, b in reach for c, d in reach if b == c} - reach:
        reach |= further
    return reach
