"""Where the boxes of a layered picture stand and how its lines run: in columns, with few crossings.

The usual way for layered graphs (Sugiyama, Tagawa and Toda 1981): cut cycles, put every box into a column,
give long lines a free lane in each column they cross, order the columns by the middle of their neighbours,
then set the heights.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

LANE = 16.0
SWEEPS, PATIENCE = 24, 6

Size = tuple[float, float]
Edge = tuple[str, str]
Point = tuple[float, float]
Neighbours = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Box:
    """A rectangle of the picture and the column it stands in."""

    x: float
    y: float
    width: float
    height: float
    column: int

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.y + self.height / 2


@dataclass(frozen=True)
class Layout:
    """The boxes by name, the points that each line runs through, and the size of it all."""

    boxes: Mapping[str, Box]
    lines: Mapping[Edge, Sequence[Point]]
    width: float
    height: float


def layout(sizes: Mapping[str, Size], edges: Iterable[Edge], last: Iterable[str], gaps: Size = (96, 16)) -> Layout:
    """Place boxes of the given sizes; those of `last` share the last column. `gaps` are across and down."""
    links = list(dict.fromkeys(edges))
    forward = _without_cycles(sizes, links)
    columns = _columns(forward, set(last))
    ways = {edge: _lanes(edge, columns) for edge in forward.edges}
    names = [*sizes] + [lane for way in ways.values() for lane in way[1:-1]]
    steps = [step for way in ways.values() for step in pairwise(way)]
    order = _ordered(_by_column(names, columns), *_neighbours(steps))
    heights = {name: sizes[name][1] if name in sizes else LANE for name in names}
    tops = _heights(order, heights, steps, gaps[1])
    lefts, widths = _across(order, sizes, gaps[0])
    boxes = {name: Box(lefts[columns[name]], tops[name], *sizes[name], columns[name]) for name in sizes}
    middles = {name: tops[name] + heights[name] / 2 for name in names}
    sides = {name: (lefts[at], lefts[at] + widths[at]) for name, at in columns.items()}
    lines = _lines(links, ways, boxes, middles, sides)
    bottom = max((tops[name] + heights[name] for name in names), default=0.0)
    return Layout(boxes, lines, lefts[-1] + widths[-1] if lefts else 0.0, bottom)


def _without_cycles(names: Iterable[str], edges: Sequence[Edge]) -> "nx.DiGraph[str]":
    """The same lines, with those turned round that would lead back to where they came from."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(names)
    for source, target in edges:
        # Only boxes with lines on both sides can be part of a ring, and few are.
        may_ring = graph.out_degree(target) and graph.in_degree(source)
        back = source == target or (may_ring and nx.has_path(graph, target, source))
        graph.add_edge(*((target, source) if back else (source, target)))
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    return graph


def _columns(graph: "nx.DiGraph[str]", last: set[str]) -> dict[str, int]:
    """Each box as far left as what leads to it allows."""
    columns: dict[str, int] = {}
    for name in nx.topological_sort(graph):
        columns[name] = max((columns[before] + 1 for before in graph.predecessors(name)), default=0)
    final = max(columns.values(), default=0)
    return {name: final if name in last else column for name, column in columns.items()}


def _lanes(edge: Edge, columns: dict[str, int]) -> list[str]:
    """The line's way: its two boxes, and a lane of its own in every column between, noted in `columns`."""
    source, target = edge
    between = range(columns[source] + 1, columns[target])
    lanes = [f"lane {source} {target} {column}" for column in between]
    columns.update(zip(lanes, between, strict=True))
    return [source, *lanes, target]


def _by_column(names: Sequence[str], columns: Mapping[str, int]) -> list[list[str]]:
    order: list[list[str]] = [[] for _ in range(max(columns.values(), default=-1) + 1)]
    for name in names:
        order[columns[name]].append(name)
    return order


def _ordered(order: list[list[str]], before: Neighbours, after: Neighbours) -> list[list[str]]:
    """The order with the fewest crossings met while sweeping to and fro; it ends when sweeps gain no more."""
    best, fewest, patience = order, None, PATIENCE
    leftward, rightward = range(len(order) - 2, -1, -1), range(1, len(order))
    for sweep in range(SWEEPS):
        # The first sweep starts from the last column, whose order was given.
        for column in leftward if sweep % 2 == 0 else rightward:
            near, other = (after, column + 1) if sweep % 2 == 0 else (before, column - 1)
            _sort_by_middles(order[column], order[other], near)
        _swap_neighbours(order, before, after)
        crossings = _crossings(order, after)
        if fewest is None or crossings < fewest:
            best, fewest, patience = [list(column) for column in order], crossings, PATIENCE
        patience -= 1
        if not fewest or not patience:
            break
    return best


def _neighbours(steps: Sequence[Edge]) -> tuple[Neighbours, Neighbours]:
    """What stands before each name and what after it."""
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for source, target in steps:
        after.setdefault(source, []).append(target)
        before.setdefault(target, []).append(source)
    return before, after


def _sort_by_middles(column: list[str], other: Sequence[str], near: Neighbours) -> None:
    """Order a column by the middles of its neighbours in another; what has none keeps about its place."""
    places = {name: place for place, name in enumerate(other)}
    scale = len(other) / max(len(column), 1)
    middles = {
        name: sum(places[n] for n in near[name]) / len(near[name]) if name in near else place * scale
        for place, name in enumerate(column)
    }
    column.sort(key=lambda name: middles[name])


def _swap_neighbours(order: list[list[str]], before: Neighbours, after: Neighbours) -> None:
    """Swap boxes that stand next to each other wherever this undoes crossings."""
    for _ in range(4):
        places = {name: place for column in order for place, name in enumerate(column)}
        for column in order:
            for place in range(len(column) - 1):
                one, other = column[place], column[place + 1]
                gain = sum(_undone(near.get(one, ()), near.get(other, ()), places) for near in (before, after))
                if gain > 0:
                    column[place], column[place + 1] = other, one
                    places[one], places[other] = place + 1, place


def _undone(one: Sequence[str], other: Sequence[str], places: Mapping[str, int]) -> int:
    """How many crossings fewer there are when the boxes with these neighbours change places."""
    pairs = [(places[a], places[b]) for a in one for b in other]
    return sum(a > b for a, b in pairs) - sum(a < b for a, b in pairs)


def _crossings(order: Sequence[Sequence[str]], after: Neighbours) -> int:
    count = 0
    for column, following in pairwise(order):
        places = {name: place for place, name in enumerate(following)}
        passed: list[int] = []
        for name in column:
            ends = sorted(places[target] for target in after.get(name, ()))
            count += sum(len(passed) - bisect_right(passed, end) for end in ends)
            for end in ends:
                insort(passed, end)
    return count


def _heights(
    order: Sequence[Sequence[str]], heights: Mapping[str, float], steps: Sequence[Edge], gap: float
) -> dict[str, float]:
    """The top of every box and lane: near the middle of its neighbours, in order, none upon another."""
    near: dict[str, list[str]] = {}
    for source, target in steps:
        # What a box leads to pulls it more than what leads to it, so that lines run level towards the claims.
        near.setdefault(source, []).extend([target] * 3)
        near.setdefault(target, []).append(source)
    tops: dict[str, float] = {}
    for column in reversed(order):
        _set_column(column, tops, heights, near, gap)
    for column in [*order[1:], *reversed(order[:-1]), *order[1:], *reversed(order[:-1])]:
        _set_column(column, tops, heights, near, gap)
    highest = min(tops.values(), default=0.0)
    return {name: top - highest for name, top in tops.items()}


def _set_column(
    column: Sequence[str],
    tops: dict[str, float],
    heights: Mapping[str, float],
    near: Mapping[str, Sequence[str]],
    gap: float,
) -> None:
    offset, offsets, wishes = 0.0, [], []
    for name in column:
        others = [tops[other] + heights[other] / 2 for other in near.get(name, ()) if other in tops]
        middle = sum(others) / len(others) if others else tops.get(name, offset) + heights[name] / 2
        wishes.append(middle - heights[name] / 2 - offset)
        offsets.append(offset)
        offset += heights[name] + gap
    for name, start, shift in zip(column, offsets, _rising(wishes), strict=True):
        tops[name] = start + shift


def _rising(wishes: Sequence[float]) -> list[float]:
    """The numbers that never fall and come nearest to the wishes (neighbours that clash are pooled).

    >>> _rising([1.0, 5.0, 3.0, 9.0])
    [1.0, 4.0, 4.0, 9.0]
    """
    pools: list[tuple[float, int]] = []
    for wish in wishes:
        pools.append((wish, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (one, few), (other, more) = pools[-2:]
            pools[-2:] = [((one * few + other * more) / (few + more), few + more)]
    return [mean for mean, count in pools for _ in range(count)]


def _across(order: Sequence[Sequence[str]], sizes: Mapping[str, Size], gap: float) -> tuple[list[float], list[float]]:
    widths = [max((sizes[name][0] for name in column if name in sizes), default=0.0) for column in order]
    lefts = [sum(widths[:column]) + gap * column for column in range(len(widths))]
    return lefts, widths


def _lines(
    links: Sequence[Edge],
    ways: Mapping[Edge, Sequence[str]],
    boxes: Mapping[str, Box],
    middles: Mapping[str, float],
    sides: Mapping[str, tuple[float, float]],
) -> dict[Edge, list[Point]]:
    """For every line its points: out of a box at the right, along its lanes, into the next at the left."""
    outs = _ports(boxes, [(way[0], edge, middles[way[1]]) for edge, way in ways.items()])
    ins = _ports(boxes, [(way[-1], edge, middles[way[-2]]) for edge, way in ways.items()])
    lines: dict[Edge, list[Point]] = {}
    for source, target in links:
        edge = (source, target) if (source, target) in ways else (target, source)
        if edge not in ways:
            continue
        way = ways[edge]
        points = [(boxes[way[0]].x + boxes[way[0]].width, outs[edge])]
        for lane in way[1:-1]:
            points += [(side, middles[lane]) for side in sides[lane]]
        points.append((boxes[way[-1]].x, ins[edge]))
        lines[source, target] = points if edge == (source, target) else points[::-1]
    return lines


def _ports(boxes: Mapping[str, Box], ends: Sequence[tuple[str, Edge, float]]) -> dict[Edge, float]:
    """Where lines meet the side of a box: spread about its middle in the order of their other ends."""
    meeting: dict[str, list[tuple[float, Edge]]] = {}
    for name, edge, other in ends:
        meeting.setdefault(name, []).append((other, edge))
    ports: dict[Edge, float] = {}
    for name, met in meeting.items():
        step = min(LANE, (boxes[name].height - 12) / len(met))
        for place, (_, edge) in enumerate(sorted(met)):
            ports[edge] = boxes[name].middle + (place - (len(met) - 1) / 2) * step
    return ports
