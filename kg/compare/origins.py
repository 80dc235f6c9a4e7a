"""On whom a group of claims that say the same rests: its independent origins, who carries all of it, and circles.

Outlets and sources that have a claim only from one another are one strongly connected component of the graph of
sources; components that lead nowhere are the independent origins. What all ways to the origins pass are dominators
(Lengauer and Tarjan, https://doi.org/10.1145/357062.357071); the fewest that cut all ways are a minimum vertex cut, by
maximal flow with each source split in two (Menger).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from kg.compare.graph import Sources, provenance_of
from kg.compare.loops import Loop, loops_in
from kg.record_types import ClaimRecord

ROOT, GROUND = -1, -2


@dataclass(frozen=True)
class Origin:
    """A source that a chain ends at, or that all rests on in the end.

    `actors` are the IRIs of the actors, or the node of an outlet or a briefing. It is `named` by a name, or as a body
    or document by what it is ("the police"). `number`, from 1, tells with which independent origin it counts.
    """

    label: str
    actors: tuple[str, ...]
    named: bool
    number: int


@dataclass(frozen=True)
class Standing:
    """On whom a group of claims rests.

    `independent` is the number of independent origins, `rests_on` are the labels of those on whom all of it depends,
    from the nearest to the articles to the origin, and `fewest` those of the smallest set of sources that would have
    to be wrong for nothing to stand. `unnamed` is the share, from 0 to 1, of the independent origins in which nobody
    is named. `circular` are outlets that have the claim from one another, `loops` the ways on which it came back to an
    outlet that had brought it on an earlier day, each as outlets with their days. `heads` are the labels of the
    independent origins in the order of their numbers; of those who count as one, whoever is named goes before others,
    and the body before the person.
    """

    origins: tuple[Origin, ...]
    independent: int
    rests_on: tuple[str, ...]
    fewest: tuple[str, ...]
    unnamed: float
    circular: tuple[tuple[str, ...], ...]
    loops: tuple[Loop, ...]
    heads: tuple[str, ...] = ()


def standing_of(claims: Sequence[ClaimRecord], copies: Mapping[str, str]) -> Standing:
    """On whom claims rest that say the same.

    Args:
        claims: the claims of one group, from any number of articles.
        copies: from the IRI of an article to that of the article it is a copy of, without circles.
    """
    graph = provenance_of(claims, copies)
    whole = contracted(graph)
    ends = terminals(whole)
    labels = {part: label_of(graph, whole.nodes[part]["members"]) for part in whole if whole.nodes[part]["source"]}
    return Standing(
        origins_of(graph, whole, ends),
        len(ends),
        tuple(labels[part] for part in dominators(whole)),
        tuple(sorted(labels[part] for part in fewest(whole))),
        sum(not any(graph.nodes[node]["named"] for node in whole.nodes[end]["members"]) for end in ends) / len(ends)
        if ends
        else 0.0,
        circles(graph, whole),
        loops_in(claims, copies),
        tuple(labels[end] for end in ends),
    )


def contracted(graph: Sources) -> "nx.DiGraph[int]":
    """The graph with each circle as one node: `members`, and whether it is a `source` and no article.

    Numbers follow the names of the members, so that they do not depend on the order of sets.
    """
    found = nx.condensation(graph)
    order = sorted(found, key=lambda part: min(found.nodes[part]["members"]))
    numbered: nx.DiGraph[int] = nx.relabel_nodes(found, {part: number for number, part in enumerate(order)})
    whole: nx.DiGraph[int] = nx.DiGraph()
    for part in sorted(numbered):
        members = tuple(sorted(numbered.nodes[part]["members"]))
        whole.add_node(part, members=members, source=any(graph.nodes[node]["kind"] != "article" for node in members))
    whole.add_edges_from(sorted(numbered.edges))
    return whole


def terminals(whole: "nx.DiGraph[int]") -> list[int]:
    """The independent origins: what leads nowhere."""
    return [part for part in whole if whole.nodes[part]["source"] and not whole.out_degree(part)]


def dominators(whole: "nx.DiGraph[int]") -> list[int]:
    """The sources that every way from the articles to an origin passes, from the nearest to the articles."""
    grounded = with_ends(whole)
    if GROUND not in grounded:
        return []
    above = nx.immediate_dominators(grounded, ROOT)
    found, at = [], above[GROUND]
    while at != ROOT:
        found.append(at)
        at = above[at]
    return [part for part in reversed(found) if whole.nodes[part]["source"]]


def fewest(whole: "nx.DiGraph[int]") -> list[int]:
    """The smallest set of sources without which no way leads to an origin; of several the nearest to the origins."""
    flow: nx.DiGraph[tuple[int, str]] = nx.DiGraph()
    for part, data in whole.nodes(data=True):
        # An edge without a capacity holds any flow: an article cannot be taken away.
        flow.add_edge((part, "in"), (part, "out"), **({"capacity": 1} if data["source"] else {}))
    for one, other in with_ends(whole).edges:
        flow.add_edge((one, "out"), (other, "in"))
    if (GROUND, "in") not in flow:
        return []
    _, (near, _) = nx.minimum_cut(flow, (ROOT, "out"), (GROUND, "in"))
    return [part for part in whole if (part, "in") in near and (part, "out") not in near]


def with_ends(whole: "nx.DiGraph[int]") -> "nx.DiGraph[int]":
    """The graph between a root before the articles that nobody leads to, and a ground behind the origins."""
    grounded: nx.DiGraph[int] = nx.DiGraph(whole.edges)
    grounded.add_edges_from((ROOT, part) for part in whole if not whole.nodes[part]["source"])
    grounded.add_edges_from((part, GROUND) for part in terminals(whole))
    return grounded


def origins_of(graph: Sources, whole: "nx.DiGraph[int]", ends: Sequence[int]) -> tuple[Origin, ...]:
    """The ends of chains and the sources behind all, with the independent origin that each leads to."""
    found: dict[tuple[int, str, bool], list[str]] = {}
    numbered: dict[int, list[int]] = {part: [] for part in whole}
    for number, end in enumerate(ends, start=1):
        for part in (end, *nx.ancestors(whole, end)):
            numbered[part].append(number)
    for part, numbers in numbered.items():
        for node in whole.nodes[part]["members"]:
            data = graph.nodes[node]
            for actor, label, last, named in zip(
                data["actors"], data["labels"], data["last"], data["each_named"], strict=True
            ):
                for number in numbers if last or part in ends else ():
                    found.setdefault((number, label, named), []).append(actor)
    return tuple(
        Origin(label, tuple(actors), named, number) for (number, label, named), actors in sorted(found.items())
    )


def circles(graph: Sources, whole: "nx.DiGraph[int]") -> tuple[tuple[str, ...], ...]:
    """The outlets that have it from one another, a tuple for each circle."""
    found = []
    for part in whole:
        outlets = [node for node in whole.nodes[part]["members"] if graph.nodes[node]["kind"] == "outlet"]
        if len(outlets) > 1:
            found.append(tuple(sorted(graph.nodes[node]["label"] for node in outlets)))
    return tuple(sorted(found))


def label_of(graph: Sources, members: Sequence[str]) -> str:
    """What a source is called, or those of a circle together."""
    labels = sorted({graph.nodes[node]["label"] for node in members})
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
