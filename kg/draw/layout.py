"""Where the boxes of a layered picture stand and how the lines run: columns from left to right, few crossings.

The usual way for layered graphs (Sugiyama, Tagawa and Toda 1981): cut cycles, put every box into a column, give long
lines a free lane in each column they cross, order the columns by the middle of their neighbours, then set the heights.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

LANE = 16.0
SWEEPS = 12

Size = tuple[float, float]
Edge = tuple[str, str]
Point = tuple[float, float]


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


def layout(
    sizes: Mapping[str, Size], edges: Iterable[Edge], last: Iterable[str], gaps: Size = (84, 16)
) -> Layout:
    """Place boxes of the given sizes; those of `last` share the last column. `gaps` are across and down."""
    links = list(dict.fromkeys(edges))
    forward = _without_cycles(sizes, links)
    columns = _columns(forward, set(last))
    ways = {edge: _lanes(edge, columns) for edge in forward.edges}
    names = [name for name in sizes] + [lane for way in ways.values() for lane in way[1:-1]]
    steps = [step for way in ways.values() for step in pairwise(way)]
    order = _ordered(_initial(names, columns, steps), steps)
    heights = {name: sizes[name][1] if name in sizes else LANE for name in names}
    tops = _heights(order, heights, steps, gaps[1])
    lefts, widths = _across(order, sizes, gaps[0])
    boxes = {name: Box(lefts[columns[name]], tops[name], *sizes[name], columns[name]) for name in sizes}
    middles = {name: tops[name] + heights[name] / 2 for name in names}
    lines = _lines(links, ways, boxes, middles, lefts, widths, columns)
    bottom = max((tops[name] + heights[name] for name in names), default=0.0)
    return Layout(boxes, lines, lefts[-1] + widths[-1] if lefts else 0.0, bottom)


def _without_cycles(names: Iterable[str], edges: Sequence[Edge]) -> nx.DiGraph:
    """The same lines, with those turned round that would lead back to where they came from."""
    graph = nx.DiGraph()
    graph.add_nodes_from(names)
    for source, target in edges:
        back = graph.has_node(source) and nx.has_path(graph, target, source)
        graph.add_edge(*((target, source) if back else (source, target)))
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    return graph


def _columns(graph: nx.DiGraph, last: set[str]) -> dict[str, int]:
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


def _initial(names: Sequence[str], columns: Mapping[str, int], steps: Sequence[Edge]) -> list[list[str]]:
    """Columns in the order given for the last one, and by the middle of what they lead to for the others."""
    order: list[list[str]] = [[] for _ in range(max(columns.values(), default=-1) + 1)]
    for name in names:
        order[columns[name]].append(name)
    for column in range(len(order) - 2, -1, -1):
        _sort_by_middles(order, column, column + 1, steps)
    return order


def _ordered(order: list[list[str]], steps: Sequence[Edge]) -> list[list[str]]:
    """The order with the fewest crossings met while sweeping to and fro."""
    before, after = _neighbours(steps)
    best, fewest = [list(column) for column in order], _crossings(order, steps)
    for sweep in range(SWEEPS if fewest else 0):
        rightward = range(1, len(order)) if sweep % 2 == 0 else range(len(order) - 2, -1, -1)
        for column in rightward:
            _sort_by_middles(order, column, column - 1 if sweep % 2 == 0 else column + 1, steps)
        _swap_neighbours(order, before, after)
        crossings = _crossings(order, steps)
        if crossings < fewest:
            best, fewest = [list(column) for column in order], crossings
    return best


def _neighbours(steps: Sequence[Edge]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for source, target in steps:
        after.setdefault(source, []).append(target)
        before.setdefault(target, []).append(source)
    return before, after


def _swap_neighbours(
    order: list[list[str]], before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]
) -> None:
    """Swap boxes that stand next to each other wherever this undoes crossings."""
    for _ in range(4):
        places = {name: place for column in order for place, name in enumerate(column)}
        for column in order:
            for place in range(len(column) - 1):
                one, other = column[place], column[place + 1]
                gain = sum(
                    _undone(near.get(one, ()), near.get(other, ()), places) for near in (before, after)
                )
                if gain > 0:
                    column[place], column[place + 1] = other, one
                    places[one], places[other] = place + 1, place


def _undone(one: Sequence[str], other: Sequence[str], places: Mapping[str, int]) -> int:
    """How many crossings fewer there are when the boxes with these neighbours change places."""
    pairs = [(places[a], places[b]) for a in one for b in other]
    return sum(a > b for a, b in pairs) - sum(a < b for a, b in pairs)


def _sort_by_middles(order: list[list[str]], column: int, other: int, steps: Sequence[Edge]) -> None:
    places = {name: place for place, name in enumerate(order[other])}
    own = {name: place for place, name in enumerate(order[column])}
    near: dict[str, list[int]] = {}
    for source, target in steps:
        for name, neighbour in ((source, target), (target, source)):
            if name in own and neighbour in places:
                near.setdefault(name, []).append(places[neighbour])
    scale = len(places) / max(len(own), 1)
    middles = {
        name: sum(near[name]) / len(near[name]) if name in near else place * scale
        for name, place in own.items()
    }
    order[column].sort(key=lambda name: (middles[name], own[name]))


def _crossings(order: Sequence[Sequence[str]], steps: Sequence[Edge]) -> int:
    places = {name: (column, place) for column, names in enumerate(order) for place, name in enumerate(names)}
    count = 0
    for column in range(len(order) - 1):
        ends = sorted(
            (places[source][1], places[target][1]) for source, target in steps if places[source][0] == column
        )
        count += sum(
            one[0] < other[0] and one[1] > other[1] for i, one in enumerate(ends) for other in ends[i + 1 :]
        )
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


def _across(
    order: Sequence[Sequence[str]], sizes: Mapping[str, Size], gap: float
) -> tuple[list[float], list[float]]:
    widths = [max((sizes[name][0] for name in column if name in sizes), default=0.0) for column in order]
    lefts = [sum(widths[:column]) + gap * column for column in range(len(widths))]
    return lefts, widths


def _lines(
    links: Sequence[Edge],
    ways: Mapping[Edge, Sequence[str]],
    boxes: Mapping[str, Box],
    middles: Mapping[str, float],
    lefts: Sequence[float],
    widths: Sequence[float],
    columns: Mapping[str, int],
) -> dict[Edge, list[Point]]:
    """For every line its points: out of a box's right side, straight along its lanes, into a box's left side."""
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
            left = lefts[columns[lane]]
            points += [(left, middles[lane]), (left + widths[columns[lane]], middles[lane])]
        points.append((boxes[way[-1]].x, ins[edge]))
        lines[source, target] = points if edge == (source, target) else points[::-1]
    return lines


def _ports(boxes: Mapping[str, Box], ends: Sequence[tuple[str, Edge, float]]) -> dict[Edge, float]:
    """The heights at which lines meet the side of a box: spread about its middle in the order of their other ends."""
    meeting: dict[str, list[tuple[float, Edge]]] = {}
    for name, edge, other in ends:
        meeting.setdefault(name, []).append((other, edge))
    ports: dict[Edge, float] = {}
    for name, met in meeting.items():
        step = min(LANE, (boxes[name].height - 12) / len(met))
        for place, (_, edge) in enumerate(sorted(met)):
            ports[edge] = boxes[name].middle + (place - (len(met) - 1) / 2) * step
    return ports
