"""Claims that came the same way, put together: same article, same chains, same stance.

What is drawn is not every hop of every claim but each way once, with its claims listed at its end.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.trace import Provenance, chains, nodes_of_kind

Way = tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Claims with the article they stand in, the actors of each of their chains, and their stance."""

    name: str
    article: str
    ways: tuple[Way, ...]
    stance: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """Two things drawn with a line between: article, actor or group; `cues` are the words on the way."""

    source: str
    target: str
    stance: str
    cues: tuple[str, ...]
    claims: int


def groups(graph: Provenance) -> list[Group]:
    """The groups of the graph; those that share the beginning of their way stand together."""
    gathered: dict[tuple[str, tuple[Way, ...], str], list[str]] = {}
    for claim in nodes_of_kind(graph, "claim"):
        data = graph.nodes[claim]
        ways = tuple(tuple(hop["actor"] for hop in hops) for hops in chains(graph, claim))
        gathered.setdefault((data["article"], ways, data["stance"]), []).append(claim)
    first_seen = {node: place for place, node in enumerate(graph)}
    ordered = sorted(
        gathered.items(),
        key=lambda item: (
            first_seen[item[0][0]],
            not item[0][1],
            [first_seen[actor] for way in item[0][1][:1] for actor in way],
            first_seen[item[1][0]],
        ),
    )
    return [
        Group(f"group-{number}", article, ways, stance, tuple(claims))
        for number, ((article, ways, stance), claims) in enumerate(ordered, start=1)
    ]


def seated(found: Sequence[Group]) -> list[Group]:
    """The groups with seats in the place of actors, so that ways run from left to right in few columns.

    An actor has one seat, as far right as any way needs it; where that would turn a way back, as when two
    actors cite each other, the actor gets another seat, named after its column.
    """
    longest = max((len(way) for group in found for way in group.ways), default=0)
    columns: dict[str, int] = {}
    for way in (way for group in found for way in group.ways):
        for place, actor in enumerate(way, start=1):
            columns[actor] = max(place, columns.get(actor, 0))
    return [replace(group, ways=tuple(_seats(way, columns, longest) for way in group.ways)) for group in found]


def actor_of(seat: str) -> str:
    """The actor who has this seat."""
    return seat.partition(" ")[0]


def _seats(way: Way, columns: Mapping[str, int], longest: int) -> Way:
    seats: list[str] = []
    before = 0
    for place, actor in enumerate(way, start=1):
        fits = before < columns[actor] <= longest - (len(way) - place)
        before = columns[actor] if fits else before + 1
        seats.append(actor if fits else f"{actor} {before}")
    return tuple(seats)


def links(graph: Provenance, found: Iterable[Group]) -> list[Link]:
    """The lines of the picture, each once: article to source, source to source, origin to its claims."""
    gathered: dict[tuple[str, str], list[Link]] = {}
    for group in found:
        for link in _steps(graph, group):
            gathered.setdefault((link.source, link.target), []).append(link)
    return [_together(parts) for parts in gathered.values()]


def _steps(graph: Provenance, group: Group) -> Iterator[Link]:
    if not group.ways:
        yield Link(group.article, group.name, group.stance, (), len(group.claims))
    for number, way in enumerate(group.ways):
        before = group.article
        for place, actor in enumerate(way):
            hops = [chains(graph, claim)[number][place] for claim in group.claims]
            # The stance of the origin belongs to the claims it leads to; a line between actors shows its own.
            stance = "asserted" if place == len(way) - 1 else hops[0]["stance"]
            yield Link(before, actor, stance, tuple(hop["cue"] for hop in hops if hop["cue"]), len(hops))
            before = actor
        yield Link(before, group.name, group.stance, (), len(group.claims))


def _together(parts: Sequence[Link]) -> Link:
    """One line for several: the commonest cue first, and a stance only if all share it."""
    cues = [cue for part in parts for cue in part.cues]
    return Link(
        parts[0].source,
        parts[0].target,
        parts[0].stance if len({part.stance for part in parts}) == 1 else "asserted",
        tuple(sorted(set(cues), key=lambda cue: (-cues.count(cue), cue))),
        sum(part.claims for part in parts),
    )
