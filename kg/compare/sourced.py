"""A group's articles and sources as they are shown: those that count as one together, with the origin each leads to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from kg.compare.graph import Sources, provenance_of
from kg.compare.origins import Standing, contracted, dominators, label_of, standing_of, terminals
from kg.compare.outlets import Outlets
from kg.compare.report import GroupRecord
from kg.record_types import ActorRecord, ArticleRecord, ClaimRecord, GradeRecord

Way = tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """A text with the articles of the group that bring it, the original first; `copied` are those that copy it."""

    name: str
    articles: tuple[ArticleRecord, ...]
    copied: frozenset[str]


@dataclass(frozen=True)
class Source:
    """Those who count as one source of a group.

    `kind` is outlet, actor or briefing, `type` what the actor is; `labels` are all names that it goes by and `reasons`
    say why they count as one. `circle` are outlets that have the claim from one another. `numbers` are the independent
    origins, from 1, that it leads to; all of the group depends on one that `carries_all`.
    """

    name: str
    label: str
    kind: str
    type: str
    named: bool
    labels: tuple[str, ...]
    reasons: tuple[str, ...]
    circle: tuple[str, ...]
    actors: tuple[str, ...]
    numbers: tuple[int, ...]
    is_origin: bool
    carries_all: bool
    grades: tuple[GradeRecord, ...]


@dataclass(frozen=True)
class Sourced:
    """A group with its texts, its sources and the links between them, from who says so to whom they have it from."""

    group: GroupRecord
    standing: Standing
    texts: tuple[Text, ...]
    sources: Mapping[str, Source]
    links: tuple[tuple[str, str], ...]
    outlets: Mapping[str, str]

    @cached_property
    def graph(self) -> "nx.DiGraph[str]":
        """The links, to be followed."""
        return nx.DiGraph(self.links)

    @property
    def origins(self) -> tuple[Source, ...]:
        """The independent origins in the order of their numbers."""
        return tuple(sorted((one for one in self.sources.values() if one.is_origin), key=lambda one: one.numbers))

    def ways_to(self, origin: Source) -> list[Way]:
        """The shortest way from each text to an origin through each source that it names and that leads there."""
        found = []
        for text in self.texts:
            for first in self.graph.successors(text.name) if text.name in self.graph else ():
                if nx.has_path(self.graph, first, origin.name):
                    found.append((text.name, *nx.shortest_path(self.graph, first, origin.name)))
        return found

    def claims_of(self, article: str) -> tuple[ClaimRecord, ...]:
        """The group's claims of an article."""
        return tuple(claim for claim in self.group.claims if claim.article.iri == article)


def sourced(group: GroupRecord, copies: Mapping[str, str]) -> Sourced:
    """A group's texts and sources.

    Args:
        copies: from the IRI of an article to that of the article it is a copy of, without circles.
    """
    claims = sorted(group.claims, key=lambda claim: (claim.article.published, claim.iri))
    graph, outlets = provenance_of(claims, copies), Outlets(claims, copies)
    whole = contracted(graph)
    ends = terminals(whole)
    actors = {actor.iri: actor for actor in _actors(claims)}
    names = {part: whole.nodes[part]["members"][0] for part in whole}
    on_all_ways = set(dominators(whole))
    sources = {}
    for part in whole:
        if whole.nodes[part]["source"]:
            numbers = tuple(n for n, end in enumerate(ends, start=1) if end == part or nx.has_path(whole, part, end))
            place = numbers, part in ends, part in on_all_ways
            sources[names[part]] = _source(graph, whole.nodes[part]["members"], actors, *place)
    return Sourced(
        group,
        standing_of(claims, copies),
        _texts(claims, outlets),
        sources,
        tuple((names[one], names[other]) for one, other in sorted(whole.edges) if names[other] in sources),
        {iri: outlets.label(iri) for iri in outlets.articles},
    )


def _source(
    graph: Sources,
    members: tuple[str, ...],
    actors: Mapping[str, ActorRecord],
    numbers: tuple[int, ...],
    is_origin: bool,
    carries_all: bool,
) -> Source:
    nodes = [graph.nodes[member] for member in members]
    known = [actors[iri] for node in nodes for iri in node["actors"] if iri in actors]
    outlets = tuple(sorted(node["label"] for node in nodes if node["kind"] == "outlet"))
    label = label_of(graph, members)
    known.sort(key=lambda actor: (actor.label != label, not actor.named, actor.iri))
    kinds = [actor.kind for actor in known if actor.kind != "unknown"]
    grades = {grade for actor in known for grade in actor.grades}
    return Source(
        members[0],
        label,
        nodes[0]["kind"],
        "organization" if nodes[0]["kind"] == "outlet" else next(iter(kinds), "unknown"),
        any(node["named"] for node in nodes),
        tuple(sorted({label for node in nodes for label in node["labels"]})),
        tuple(dict.fromkeys(reason for node in nodes for reason in node["reasons"])),
        outlets if len(outlets) > 1 else (),
        tuple(iri for node in nodes for iri in node["actors"]),
        numbers,
        is_origin,
        carries_all,
        tuple(sorted(grades, key=lambda grade: (grade.grade, grade.on, grade.by, grade.why))),
    )


def _texts(claims: Iterable[ClaimRecord], outlets: Outlets) -> tuple[Text, ...]:
    """The texts in the order of their days, each with its articles, the original first."""
    brought: dict[str, dict[str, ArticleRecord]] = {}
    for claim in claims:
        brought.setdefault(outlets.text(claim.article.iri), {})[claim.article.iri] = claim.article
    return tuple(
        Text(
            name,
            tuple(sorted(articles.values(), key=lambda one: (one.iri != name, one.published, one.iri))),
            frozenset(articles) - {name},
        )
        for name, articles in brought.items()
    )


def _actors(claims: Iterable[ClaimRecord]) -> Iterable[ActorRecord]:
    for hop in (hop for claim in claims for chain in claim.chains for hop in chain):
        yield hop.actor
        yield from hop.basis.actors if hop.basis else ()
