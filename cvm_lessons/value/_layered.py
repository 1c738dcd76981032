"""Place the nodes of a layered graph so that few of its edges cross (rows of nodes, edges going up)."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

__all__ = ["Layout", "crossings", "layered_layout"]

Edge = tuple[str, str]
Node = str | tuple[str, str, int]  # a name, or the place where an edge passes a row: origin, target, row
Rows = list[list[Node]]
STARTS = 32  # more starting orders removed no further crossing in maps of 24 elements and 36 links
PASSING_WIDTH = 0.4  # room for a passing edge, in widths of a node


class Layout(NamedTuple):
    """Places from 0 to 1 across, rows counted from 0: of each node, and of the bends of each edge."""

    nodes: dict[str, tuple[float, float]]
    routes: dict[Edge, list[tuple[float, float]]]


def layered_layout(rows: Sequence[Sequence[str]], edges: Sequence[Edge]) -> Layout:
    """Return places for nodes and edges; an edge that passes a row gets room of its own there."""
    height = {name: y for y, row in enumerate(rows) for name in row}
    paths = {edge: _path(edge, height) for edge in edges}
    full: Rows = [list(row) for row in rows]
    for path in paths.values():
        for y, passing in enumerate(path[1:-1], start=height[str(path[0])] + 1):
            full[y].append(passing)
    ordered = _untangle(full, [step for path in paths.values() for step in pairwise(path)])
    at = {node: (x, float(y)) for y, row in enumerate(ordered) for node, x in _spread(row).items()}
    routes = {edge: [at[node] for node in path] for edge, path in paths.items()}
    return Layout({name: at[name] for name in height}, routes)


def crossings(rows: Rows, steps: Sequence[tuple[Node, Node]]) -> int:
    """Return how many pairs of edges between neighbouring rows cross."""
    place = {node: (y, x) for y, row in enumerate(rows) for x, node in enumerate(row)}
    ends = np.array([(*place[a], place[b][1]) for a, b in steps])
    row, below, above = ends.T
    turned = np.subtract.outer(below, below) * np.subtract.outer(above, above) < 0
    return int((turned & np.equal.outer(row, row)).sum()) // 2


def _path(edge: Edge, height: dict[str, int]) -> list[Node]:
    origin, target = edge
    between: list[Node] = [(origin, target, y) for y in range(height[origin] + 1, height[target])]
    return [origin, *between, target]


def _untangle(rows: Rows, steps: Sequence[tuple[Node, Node]]) -> Rows:
    """Return the rows in the best order found from several starts, the same at every call."""
    generator = np.random.default_rng(0)
    starts = [rows]
    for _ in range(STARTS - 1):
        starts.append([[row[place] for place in generator.permutation(len(row))] for row in rows])
    return min((_sifted(start, steps) for start in starts), key=lambda order: crossings(order, steps))


def _sifted(rows: Rows, steps: Sequence[tuple[Node, Node]]) -> Rows:
    """Return the rows after moving one node at a time to its best place, until no move helps."""
    fewest, before = crossings(rows, steps), -1
    while fewest != before:
        before = fewest
        for y in range(len(rows)):
            rows = [*rows[:y], _sifted_row(rows[y], _costs(y, rows, steps)), *rows[y + 1 :]]
        fewest = crossings(rows, steps)
    return rows


def _costs(y: int, rows: Rows, steps: Sequence[tuple[Node, Node]]) -> np.ndarray:
    """Return the crossings that each node of a row makes with each other one if it stands left of it."""
    place = {node: (height, x) for height, row in enumerate(rows) for x, node in enumerate(row)}
    costs = np.zeros((len(rows[y]), len(rows[y])), dtype=int)
    for near in {y - 1, y + 1} & set(range(len(rows))):
        links = np.zeros((len(rows[y]), len(rows[near])), dtype=int)
        for ends in steps:
            here = dict(place[end] for end in ends)  # the place of either end, by its row
            if here.keys() == {y, near}:
                links[here[y], here[near]] = 1
        beyond = links.sum(axis=1, keepdims=True) - links.cumsum(axis=1)
        costs += beyond @ links.T
    return costs


def _sifted_row(row: list[Node], costs: np.ndarray) -> list[Node]:
    order = list(range(len(row)))
    for node in range(len(row)):
        rest = [other for other in order if other != node]
        left = np.concatenate([[0], np.cumsum(costs[rest, node])])  # of the others that stand left of it
        right = np.concatenate([[0], np.cumsum(costs[node, rest])])
        best = int((left - right).argmin())
        order = [*rest[:best], node, *rest[best:]]
    return [row[place] for place in order]


def _spread(row: list[Node]) -> dict[Node, float]:
    widths = [1.0 if isinstance(node, str) else PASSING_WIDTH for node in row]
    middles = np.cumsum(widths) - np.array(widths) / 2
    return dict(zip(row, (middles / sum(widths)).tolist(), strict=True))
