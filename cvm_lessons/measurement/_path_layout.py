"""Places for the boxes of a path diagram: causes to the left, arrows straight, and none through a box."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cvm_lessons.core import DataError
from cvm_lessons.measurement._recursive import RecursiveSystem

__all__ = ["causal_depths", "label_places", "lay_out", "leave_box"]

# What a layout costs: a box hit by an arrow is worst, then an arrow too short for its number, arrows
# that cross or run side by side; least, how far long arrows rise.
TAKEN, HIT, SHORT, CROSSING, NARROW, RISE = 1000.0, 60.0, 60.0, 10.0, 8.0, 0.15
NARROW_COSINE = 0.985  # ten degrees between two arrows at one box
STARTS, FEW_BOXES, STARTS_OF_MANY = 14, 8, 3  # a start takes longer with more boxes, and is needed less
SWEEPS = 6
POINTS = np.linspace(0.04, 0.96, 15)[:, None]  # of an arrow, tested against what stands near
SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8)  # of an arrow, where its number may stand
Place = tuple[float, float]


@dataclass(frozen=True, eq=False)
class _Board:
    """Columns and rows on which boxes are moved, and the cost of each layout."""

    columns: np.ndarray
    pairs: np.ndarray
    half: np.ndarray
    step: np.ndarray  # two rows make one box and its gap
    shortest: float

    @cached_property
    def n_rows(self) -> int:
        widest, depth = int(np.bincount(self.columns).max()), int(self.columns.max())
        return max(2 * widest - 1, 3 if depth < 3 else 5 if depth < 4 else 7)

    @cached_property
    def _between_arrows(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        first, second = np.triu_indices(len(self.pairs), k=1)
        apart = (self.pairs[first][:, :, None] != self.pairs[second][:, None, :]).all(axis=(1, 2))
        same_end = (self.pairs[first] == self.pairs[second]).any(axis=1)
        return first, second, apart, same_end

    @cached_property
    def _same_column(self) -> np.ndarray:
        return np.triu(self.columns[:, None] == self.columns, k=1)

    def cost(self, rows: np.ndarray) -> float:
        """Return how bad a layout is."""
        at = np.column_stack([self.columns, rows]) * self.step
        starts, ends = at[self.pairs[:, 0]], at[self.pairs[:, 1]]
        along = ends - starts
        taken = (self._same_column & (np.abs(rows[:, None] - rows) < 2)).sum()
        points = starts[:, None] + POINTS[None] * along[:, None]
        inside = (np.abs(points[:, :, None] - at) < self.half).all(axis=3).any(axis=1)
        inside[np.arange(len(self.pairs))[:, None], self.pairs] = False
        lengths = np.linalg.norm(along, axis=1)
        with np.errstate(divide="ignore"):
            hidden = (self.half / np.abs(along)).min(axis=1)
        short = lengths * (1 - 2 * hidden) < self.shortest
        first, second, apart, same_end = self._between_arrows
        crossing = apart & _cross(starts[first], ends[first], starts[second], ends[second])
        units = along / lengths[:, None]
        narrow = same_end & (np.sum(units[first] * units[second], axis=1) > NARROW_COSINE)
        rise = float(np.abs(along[:, 0] * along[:, 1]).sum() / self.step.prod())
        counts = (taken, inside.sum(), short.sum(), crossing.sum(), narrow.sum(), rise)
        return float(np.dot(counts, (TAKEN, HIT, SHORT, CROSSING, NARROW, RISE)))

    def start(self) -> np.ndarray:
        """Return the boxes of each column spread evenly."""
        rows = np.full(len(self.columns), self.n_rows // 2)
        for column in set(self.columns):
            own = np.flatnonzero(self.columns == column)
            first = (self.n_rows - 2 * len(own) + 1) // 2
            rows[own] = first + 2 * np.arange(len(own))
        return rows

    def improve(self, rows: np.ndarray) -> np.ndarray:
        """Move and swap boxes one by one while that helps."""
        best = self.cost(rows)
        for _ in range(SWEEPS):
            before = best
            for changes in self._moves():
                changed = rows.copy()
                changed[changes[0]] = rows[changes[1]] if changes[2] is None else changes[2]
                if (now := self.cost(changed)) < best:
                    rows, best = changed, now
            if best == before:
                break
        return rows

    def _moves(self) -> Iterator[tuple[list[int], list[int], int | None]]:
        nodes = range(len(self.columns))
        yield from (([node], [node], row) for node in nodes for row in range(self.n_rows))
        swaps = zip(*np.nonzero(self._same_column), strict=True)
        yield from (([first, second], [second, first], None) for first, second in swaps)


def lay_out(system: RecursiveSystem, half: Place, step: Place, shortest: float) -> dict[str, Place]:
    """Return the centre of each box: a column by causal depth, and the row that costs least.

    `half` is half a box's width and height with its margin, `step` the distance of columns and of boxes above
    one another, `shortest` the length that an arrow needs for its number.
    """
    columns = np.array(causal_depths(system))
    board = _Board(
        columns, np.array(system.pairs), np.array(half), np.array([step[0], step[1] / 2]), shortest
    )
    rng = np.random.default_rng(0)  # the same diagram for the same paths
    count = STARTS if len(columns) <= FEW_BOXES else STARTS_OF_MANY
    starts = [board.start(), *(rng.integers(board.n_rows, size=len(columns)) for _ in range(count))]
    best = min((board.improve(start) for start in starts), key=board.cost)
    at = np.column_stack([columns, best - best.min()]) * board.step
    return {name: (float(x), float(y)) for name, (x, y) in zip(system.names, at, strict=True)}


def causal_depths(system: RecursiveSystem) -> list[int]:
    """Return how many arrows lead at most to each variable."""
    depths = dict.fromkeys(range(len(system.names)), 0)
    for target, origins in system.equations:  # in causal order
        depths[target] = 1 + max(depths[origin] for origin in origins)
    return list(depths.values())


def leave_box(centre: Place, towards: Place, half: Place) -> Place:
    """Return where the line from a box's centre to another point leaves the box."""
    dx, dy = towards[0] - centre[0], towards[1] - centre[1]
    if dx == dy == 0:
        raise DataError(f"two boxes stand at {centre}: give each construct a position of its own.")
    share = min(half[0] / abs(dx) if dx else np.inf, half[1] / abs(dy) if dy else np.inf)
    return (centre[0] + share * dx, centre[1] + share * dy)


def label_places(
    arrows: Mapping[tuple[str, str], tuple[Place, Place]],
    boxes: Mapping[str, Place],
    half: Place,
    size: Place,
) -> dict[tuple[str, str], Place]:
    """Return the centre of each arrow's number, on the arrow and clear of boxes, other arrows and numbers."""
    lines = {
        pair: np.array(ends[0]) + POINTS * np.subtract(ends[1], ends[0]) for pair, ends in arrows.items()
    }
    chosen: dict[tuple[str, str], Place] = {}
    centres = np.array(list(boxes.values()))
    # Short arrows leave least choice and come first.
    for pair in sorted(arrows, key=lambda key: np.ptp(lines[key], axis=0).sum()):
        start, end = np.array(arrows[pair][0]), np.array(arrows[pair][1])
        others = np.concatenate([lines[other] for other in lines if other != pair] or [np.empty((0, 2))])
        former = np.array(list(chosen.values())).reshape(-1, 2)
        faults = [
            10 * _within(place, former, size)
            + 10 * _within(place, centres, (half[0] + size[0] / 2, half[1] + size[1] / 2))
            + _within(place, others, (size[0] / 2, size[1] / 2))
            for place in (start + share * (end - start) for share in SHARES)
        ]
        place = start + SHARES[int(np.argmin(faults))] * (end - start)
        chosen[pair] = (float(place[0]), float(place[1]))
    return chosen


def _within(place: np.ndarray, points: np.ndarray, reach: Place) -> int:
    return int((np.abs(points - place) < np.array(reach)).all(axis=1).sum())


def _cross(a: np.ndarray, b: np.ndarray, c: np.ndarray, d: np.ndarray) -> np.ndarray:
    def side(p: np.ndarray, q: np.ndarray, r: np.ndarray) -> np.ndarray:
        return np.asarray(
            (q[:, 0] - p[:, 0]) * (r[:, 1] - p[:, 1]) - (q[:, 1] - p[:, 1]) * (r[:, 0] - p[:, 0])
        )

    return np.asarray((side(a, b, c) * side(a, b, d) < 0) & (side(c, d, a) * side(c, d, b) < 0))
