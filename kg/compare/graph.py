"""The graph of a group's sources: from its articles through cited outlets, speakers and briefings to the origins."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

import networkx as nx

from kg.compare.names import plain, state_of, words_of
from kg.compare.outlets import Outlets
from kg.compare.parties import Party, parties_of
from kg.compare.ties import Tie, ties_between
from kg.record_types import ActorRecord, BriefingRecord, ClaimRecord, HopRecord

Sources: TypeAlias = "nx.DiGraph[str]"
SILENT = frozenset({"declined", "unacknowledged", "unmentioned"})  # who says nothing of it is no source of it


def provenance_of(claims: Sequence[ClaimRecord], copies: Mapping[str, str]) -> Sources:
    """The graph of who has it from whom.

    Nodes have a `kind` (article, outlet, actor or briefing), a `label`, whether they are `named` (or bodies that the
    words tell by what they are), and `reasons` for the ties of those who count as one there: `actors` are their IRIs,
    with their `labels`, whether each is named (`each_named`), and whether a chain ends at each (`last`). An edge leads
    from who says so to whom they have it from. Claims on which a source would say nothing are left out, where there
    are others.

    Args:
        claims: those that say the same, from any number of articles.
        copies: from the IRI of an article to that of the article it is a copy of.
    """
    told = [claim for claim in claims if claim.stance not in SILENT] or claims
    told = sorted(told, key=lambda claim: (claim.article.published, claim.iri))
    return _Group(told, Outlets(told, copies)).graph()


@dataclass
class _Group:
    """The claims of a group while they are read: sources and the edges between them, before ties make some one."""

    claims: Sequence[ClaimRecord]
    outlets: Outlets
    edges: list[tuple[str, str]] = field(default_factory=list)
    actors: list[ActorRecord] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    last: set[str] = field(default_factory=set)  # sources that end a chain
    targets: dict[str, list[str]] = field(default_factory=dict)  # by text: whom it has it from
    givers: dict[str, tuple[ActorRecord, ...]] = field(default_factory=dict)  # by text: who gave its briefing
    briefings: dict[str, str] = field(default_factory=dict)  # by text or words: the node of a briefing
    unsure: list[tuple[str, str]] = field(default_factory=list)  # unnamed sources behind cited outlets

    def graph(self) -> Sources:
        """All that the claims tell, with ties made."""
        self.read_articles()
        self.read_outlets()
        parties = parties_of(self.actors)
        ties = ties_between(parties)
        merged = nx.utils.UnionFind(sorted({*self.labels, *parties}))
        for tie in ties:
            merged.union(tie.one, tie.other)
        graph: Sources = nx.DiGraph()
        for members in sorted(map(sorted, merged.to_sets())):
            graph.add_node(members[0], **self.described(members, parties, ties))
        name = {member: members[0] for members in map(sorted, merged.to_sets()) for member in members}
        for article in sorted({claim.article.iri for claim in self.claims}):
            self.add_article(graph, article)
        edges = [(name.get(one, one), name.get(other, other)) for one, other in self.edges]
        graph.add_edges_from((one, other) for one, other in edges if one != other)
        self.lead_on(graph, name)
        reached = {article for article, data in graph.nodes(data=True) if data["kind"] == "article"}
        for article in sorted(reached):
            reached |= nx.descendants(graph, article)
        graph.remove_nodes_from([node for node in graph if node not in reached])
        tell_apart(graph)
        return graph

    def read_articles(self) -> None:
        """The edges of all chains; the own voice of an article counts where it attributes nothing of the group."""
        by_text: dict[str, list[ClaimRecord]] = {}
        for claim in self.claims:
            by_text.setdefault(self.outlets.text(claim.article.iri), []).append(claim)
        for text, claims in by_text.items():
            first = [claim for claim in claims if claim.article.iri == text] or claims
            # A headline shortens who says so; where the story tells it too, the story names the source.
            first = [claim for claim in first if not in_headline(claim)] or first
            hops = [chain for claim in first for chain in claim.chains if chain]
            self.name_briefings(text, hops)
            targets = [self.read_chain(text, chain) for chain in hops] or [self.own_voice(text)]
            self.targets[text] = list(dict.fromkeys(targets))
            self.edges += [(text, target) for target in self.targets[text]]

    def own_voice(self, text: str) -> str:
        """The outlet or agency that tells it by itself."""
        outlet = self.outlets.voice(text)
        self.add(outlet, self.outlets.labels[outlet], "outlet")
        self.last.add(outlet)
        return outlet

    def read_chain(self, text: str, chain: Sequence[HopRecord]) -> str:
        """The edges of a chain and of the briefings that its sources spoke after; gives the nearest source."""
        nodes = [self.source(hop.actor) for hop in chain]
        self.last.add(nodes[-1])
        self.edges += pairwise(nodes)
        for hop, node in zip(chain, nodes, strict=True):
            self.edges += [(node, giver) for giver in self.basis(text, hop)]
        if is_media(chain[-1].actor) and self.kinds[nodes[-1]] != "outlet":
            self.edges += [(nodes[-1], outlet) for outlet in self.others(text)]
        elif len(chain) > 1 and self.kinds[nodes[-2]] == "outlet" and not chain[-1].actor.named:
            self.unsure.append((nodes[-1], nodes[-2]))
        return nodes[0]

    def source(self, actor: ActorRecord) -> str:
        """The node of a source: an outlet of the group, or an actor."""
        if outlet := self.outlets.find(actor):
            self.add(outlet, self.outlets.labels[outlet], "outlet")
            return outlet
        self.actors.append(actor)
        self.add(actor.iri, actor.label, "actor")
        return actor.iri

    def add(self, node: str, label: str, kind: str) -> None:
        """Note a node."""
        self.labels.setdefault(node, label)
        self.kinds.setdefault(node, kind)

    def name_briefings(self, text: str, chains: Iterable[Sequence[HopRecord]]) -> None:
        """Who gave the briefing that an article tells of, at whichever mention, and one node for it where nobody did.

        The same words in another article mean the same briefing.
        """
        told = [hop.basis for chain in chains for hop in chain if hop.basis]
        self.givers[text] = tuple(dict.fromkeys(actor for basis in told for actor in basis.actors))
        words = sorted({" ".join(plain(basis.words).split()) for basis in told if not basis.actors})
        if words:
            known = next((self.briefings[word] for word in words if word in self.briefings), f"briefing:{words[0]}")
            self.briefings |= dict.fromkeys((*words, text), known)

    def basis(self, text: str, hop: HopRecord) -> list[str]:
        """Whom a hop's source has it from at a briefing, or the briefing itself where its giver is not told."""
        if hop.basis is None:
            return []
        givers = hop.basis.actors or self.givers[text]
        return [self.source(actor) for actor in givers] or [self.briefing(text, hop.basis)]

    def briefing(self, text: str, basis: BriefingRecord) -> str:
        """The node of a briefing whose giver is not told."""
        node = self.briefings[text]
        self.add(node, " ".join(basis.words.split()), "briefing")
        return node

    def others(self, text: str) -> list[str]:
        """The other outlets of the group that had brought it by the day of an article."""
        day = self.outlets.published(text)
        found = [
            self.outlets.voice(other)
            for other in self.outlets.texts()
            if other != text and (not day or not self.outlets.published(other) or self.outlets.published(other) <= day)
        ]
        own = self.outlets.voice(text)
        outlets = [outlet for outlet in dict.fromkeys(found) if outlet != own]
        for outlet in outlets:
            self.add(outlet, self.outlets.labels[outlet], "outlet")
        return outlets

    def read_outlets(self) -> None:
        """An outlet that is cited, or tells it by itself, has it from those whom its articles have it from."""
        for outlet in sorted(node for node, kind in self.kinds.items() if kind == "outlet"):
            for text in self.outlets.texts_of(outlet):
                self.edges += [(outlet, target) for target in self.targets[text]]

    def lead_on(self, graph: Sources, name: Mapping[str, str]) -> None:
        """An unnamed source that one outlet cites from another is one of those whom the other has it from."""
        for source, outlet in self.unsure:
            node = name[source]
            if not graph.nodes[node]["named"]:
                targets = [name.get(t, t) for text in self.outlets.texts_of(outlet) for t in self.targets[text]]
                graph.add_edges_from((node, target) for target in targets if target != node)

    def add_article(self, graph: Sources, article: str) -> None:
        """An article's node; a copy leads to what it is a copy of."""
        text = self.outlets.text(article)
        for iri in dict.fromkeys((article, text)):
            graph.add_node(
                iri,
                kind="article",
                label=self.outlets.label(iri),
                named=True,
                actors=(),
                labels=(),
                each_named=(),
                last=(),
                reasons=(),
            )
        if text != article:
            graph.add_edge(article, text)

    def described(self, members: Sequence[str], parties: Mapping[str, Party], ties: Iterable[Tie]) -> dict[str, object]:
        """What is said of a node of the graph that stands for these."""
        known = [parties[member].actor for member in members if member in parties]
        best = min(known, key=preferred, default=None)
        labels = tuple(parties[m].actor.label if m in parties else self.labels[m] for m in members)
        return {
            "kind": self.kinds.get(members[0], "actor"),
            "label": best.label if best else labels[0],
            "named": any(map(is_known, known)) or self.kinds.get(members[0]) == "outlet",
            "actors": tuple(members),
            "labels": labels,
            "each_named": tuple(
                is_known(parties[m].actor) if m in parties else self.kinds.get(m) == "outlet" for m in members
            ),
            "last": tuple(member in self.last for member in members),
            "reasons": tuple(dict.fromkeys(tie.reason for tie in ties if {tie.one, tie.other} & set(members))),
        }


def tell_apart(graph: Sources) -> None:
    """Add to labels that several sources have, whose they are: "person familiar with it (Alpha)"."""
    sources = {node: data["label"] for node, data in graph.nodes(data=True) if data["kind"] != "article"}
    often = Counter(sources.values())
    for node, label in sources.items():
        if often[label] > 1:
            data, before = graph.nodes[node], sorted({graph.nodes[one]["label"] for one in graph.predecessors(node)})
            data["label"] = f"{label} ({', '.join(before)})"
            data["labels"] = tuple(data["label"] if one == label else one for one in data["labels"])


def preferred(actor: ActorRecord) -> tuple[bool, bool, int, str]:
    """The order in which the label of one of several is taken for all."""
    return not actor.named, actor.kind in {"person", "group"}, -len(actor.label), actor.label


def is_known(actor: ActorRecord) -> bool:
    """Whether the words tell who a source is: by a name, or as a body or document by what it is ("the police")."""
    return actor.named or (actor.kind in {"organization", "state", "document"} and not is_media(actor))


def in_headline(claim: ClaimRecord) -> bool:
    """Whether a claim stands in the headline of its article."""
    headline = " ".join(claim.article.headline.split())
    return bool(headline) and " ".join(claim.text.split()) in headline


def is_media(actor: ActorRecord) -> bool:
    """Whether a source is media that are not named ("several portals"), and no documents ("customs papers")."""
    *before, last = plain(actor.label).split() or [""]
    if actor.named or last not in words_of("media") or actor.affiliations:
        return False
    return last not in words_of("paper or media") or all(word in words_of("press") or state_of(word) for word in before)
