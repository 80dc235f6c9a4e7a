"""Claims read back from the graphs as plain records, each with its article, its chains and its evidence.

A claim is read from the one graph it stands in, so that what other articles say of its actors does not
colour it.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple
from rdflib import URIRef

from kg.errors import NotFoundError
from kg.record_types import (
    ActorRecord,
    ArticleRecord,
    BodyRecord,
    BriefingRecord,
    ClaimRecord,
    EventRecord,
    HopRecord,
    MentionRecord,
    PlaceRecord,
    QuantityRecord,
    RoleRecord,
    TimeRecord,
    Words,
)
from kg.vocabulary import KG, OA, PROV, RDF, SCHEMA, SEM, SKOS, TIME

PLACE_KINDS = {
    "country": SCHEMA.Country,
    "region": SCHEMA.AdministrativeArea,
    "city": SCHEMA.City,
    "water": SCHEMA.BodyOfWater,
    "facility": SCHEMA.CivicStructure,
}
ROLES = {
    "actor": KG.actor,
    "patient": KG.patient,
    "recipient": KG.recipient,
    "place": KG.location,
    "instrument": KG.instrument,
    "theme": KG.theme,
}
Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal | Triple


def read_claim(store: Store, iri: str) -> ClaimRecord:
    """The claim with this IRI, read from the graph it stands in."""
    return _page_of(store, iri).claim(NamedNode(iri))


def read_claims(store: Store, articles: Iterable[str] | None = None) -> Iterator[ClaimRecord]:
    """The claims of the articles with these IRIs, or of all; article by article, in the order of the text."""
    for article in sorted(article_iris(store)) if articles is None else articles:
        iris = claim_iris(store, article)
        page = _page_of(store, iris[0]) if iris else None
        yield from sorted((page.claim(NamedNode(iri)) for iri in iris if page), key=_place)


def article_iris(store: Store) -> list[str]:
    """The IRIs of all articles."""
    return [_value(q.subject) for q in store.quads_for_pattern(None, _term(RDF.type), _term(SCHEMA.NewsArticle))]


def read_article(store: Store, iri: str) -> ArticleRecord:
    """What is known of an article's publication."""
    node = NamedNode(iri)
    place = next(iter(store.quads_for_pattern(node, _term(RDF.type), _term(SCHEMA.NewsArticle), node)), None)
    if place is None:
        raise NotFoundError(f"{iri}: no such article; see `kg stats` for how many there are")
    return _Page(store, place).article(node)


def claim_iris(store: Store, article: str) -> list[str]:
    """The IRIs of an article's claims."""
    graph = NamedNode(article)  # elsewhere it may be an article that is derived from it
    derived = store.quads_for_pattern(None, _term(PROV.wasDerivedFrom), graph, graph)
    return sorted({_value(quad.subject) for quad in derived})


def read_mentions(store: Store, article: str) -> list[MentionRecord]:
    """Where an article mentions actors, in the order of the text."""
    graph = NamedNode(article)
    quads = list(store.quads_for_pattern(None, _term(KG.mention), None, graph))
    if not quads:
        return []
    page = _Page(store, quads[0])
    found = [
        MentionRecord(words, page.actor(NamedNode(actor)))
        for actor in sorted({_value(quad.subject) for quad in quads})
        for words in page.words(NamedNode(actor), KG.mention)
    ]
    return sorted(found, key=lambda mention: (mention.words.start, mention.words.end, mention.actor.iri))


def _page_of(store: Store, claim: str) -> "_Page":
    """The graph that a claim stands in."""
    place = next(iter(store.quads_for_pattern(NamedNode(claim), _term(RDF.type), _term(KG.Claim))), None)
    if place is None:
        raise NotFoundError(f"{claim}: no such claim; `kg query claims-by-speaker` lists the claims with their IRIs")
    return _Page(store, place)


def _place(claim: ClaimRecord) -> tuple[int, int, str]:
    return (*min(((w.start, w.end) for w in claim.evidence), default=(0, 0)), claim.iri)


class _Page:
    """One graph of a store, read node by node."""

    def __init__(self, store: Store, place: Quad) -> None:
        self.store, self.graph = store, place.graph_name
        self._articles: dict[Node, ArticleRecord] = {}
        self._actors: dict[Node, ActorRecord] = {}

    def claim(self, claim: NamedNode) -> ClaimRecord:
        """The claim and all that it leads to."""
        chains = sorted((tuple(self.hops(hop)) for hop in self.nodes(claim, KG.firstHop)), key=_chain_order)
        quantities = [self.quantity(node) for node in self.nodes(claim, KG.quantity)]
        kinds = {_name(kind) for event in self.nodes(claim, KG.about) for kind in self.all(event, SEM.eventType)}
        return ClaimRecord(
            claim.value,
            self.article(next(iter(self.nodes(claim, PROV.wasDerivedFrom)), NamedNode("urn:unknown"))),
            self.word(claim, SCHEMA.text),
            self.words(claim, KG.evidence),
            tuple(chains),
            self.word(claim, KG.stance),
            self.word(claim, KG.voice),
            self.word(claim, KG.modality),
            tuple(sorted(quantities, key=lambda quantity: (quantity.start, quantity.iri))),
            tuple(sorted(kinds)),
            self.events(claim, KG.about),
        )

    def article(self, node: Node) -> ArticleRecord:
        """The article that the claim was taken from."""
        if node not in self._articles:
            self._articles[node] = self._article(node)
        return self._articles[node]

    def _article(self, node: Node) -> ArticleRecord:
        terms = (SCHEMA.name, SCHEMA.headline, SCHEMA.publisher, KG.agency, SCHEMA.author)
        name, headline, publisher, agency, byline = (self.word(node, term) for term in terms)
        published, address = self.word(node, SCHEMA.datePublished), self.word(node, SCHEMA.url)
        return ArticleRecord(_value(node), name, headline, publisher, agency, byline, published, address)

    def hops(self, first: Node) -> Iterator[HopRecord]:
        """The hops of a chain from the first to the origin; a hop met before ends it."""
        seen: set[Node] = set()
        following = [first]
        while following and following[0] not in seen:
            hop = following[0]
            seen.add(hop)
            yield self.hop(hop)
            following = self.nodes(hop, KG.nextHop)

    def hop(self, node: Node) -> HopRecord:
        """One hop with its actor and words."""
        agent = next(iter(self.nodes(node, PROV.agent)), node)
        return HopRecord(
            _value(node),
            self.actor(agent),
            self.words(node, KG.source),
            self.words(node, KG.cue),
            self.word(node, KG.voice),
            self.word(node, KG.stance),
            float(self.word(node, KG.confidence) or 1),
            next((self.briefing(briefing) for briefing in self.nodes(node, KG.basis)), None),
            self.events(node, KG.occasion),
        )

    def events(self, node: Node, term: URIRef) -> tuple[EventRecord, ...]:
        """The events that a claim or hop tells of, in the order of the text."""
        found = [self.event(event) for event in self.nodes(node, term)]
        return tuple(sorted(found, key=lambda event: (event.trigger.start, event.trigger.end, event.type)))

    def event(self, node: Node) -> EventRecord:
        """An event with who and what takes part in it."""
        times = [self.time(time) for time in self.nodes(node, SEM.hasTime)]
        quantities = [self.quantity(quantity) for quantity in self.nodes(node, KG.quantity)]
        return EventRecord(
            _value(node),
            self.word(node, SEM.eventType),
            self.one(node, KG.trigger),
            tuple(self.role(name, one) for name, term in ROLES.items() for one in self.nodes(node, term)),
            tuple(sorted(times, key=lambda time: (time.words.start, time.words.end))),
            tuple(sorted((self.place(place) for place in self.nodes(node, SEM.hasPlace)), key=lambda p: p.label)),
            tuple(sorted(quantities, key=lambda quantity: (quantity.start, quantity.iri))),
            self.word(node, KG.polarity) or "positive",
            self.word(node, KG.modality),
        )

    def role(self, name: str, node: Node) -> RoleRecord:
        """Words that take a role, with whom they stand for."""
        actors = [self.word(actor, SKOS.prefLabel) for actor in self.nodes(node, KG.standsFor)]
        return RoleRecord(name, self.one(node, KG.evidence), tuple(filter(None, actors)))

    def time(self, node: Node) -> TimeRecord:
        """When something is told to happen."""
        first, last = (
            next((self.word(day, TIME.inXSDDate) for day in self.nodes(node, bound)), "")
            for bound in (TIME.hasBeginning, TIME.hasEnd)
        )
        return TimeRecord(self.one(node, KG.evidence), first, last, self.word(node, KG.precision))

    def place(self, node: Node) -> PlaceRecord:
        """Where something is told to happen."""
        around = [*self.nodes(node, SCHEMA.containedInPlace), node]
        countries = [one for one in around if SCHEMA.Country in map(_iri, self.all(one, RDF.type))]
        return PlaceRecord(
            self.word(node, SKOS.prefLabel),
            next((kind for kind, term in PLACE_KINDS.items() if term in map(_iri, self.all(node, RDF.type))), ""),
            self.word(node, SCHEMA.latitude),
            self.word(node, SCHEMA.longitude),
            next((self.word(country, SKOS.prefLabel) for country in countries), ""),
        )

    def one(self, node: Node, term: URIRef) -> Words:
        """The first of the words that a node points to."""
        return next(iter(self.words(node, term)), Words(0, 0, ""))

    def briefing(self, node: Node) -> BriefingRecord:
        """A briefing with those who gave it."""
        words = " … ".join(words.text for words in self.words(node, KG.evidence))
        actors = [self.actor(actor) for actor in self.nodes(node, PROV.wasAssociatedWith)]
        return BriefingRecord(words, tuple(sorted(actors, key=lambda actor: actor.iri)))

    def actor(self, node: Node) -> ActorRecord:
        """Somebody who says something."""
        if node not in self._actors:
            self._actors[node] = self._actor(node)
        return self._actors[node]

    def _actor(self, node: Node) -> ActorRecord:
        kinds = {_name(kind) for kind in self.all(node, RDF.type)}
        known = sorted(kinds & {"Person", "Organization", "State", "Group", "Document"})
        return ActorRecord(
            _value(node),
            self.word(node, SKOS.prefLabel) or _name(node),
            known[0].lower() if known else "unknown",
            "UnnamedSource" not in kinds,
            self.word(node, KG.description),
            tuple(sorted(_name(name) for name in self.all(node, SKOS.altLabel))),
            tuple(
                sorted({*(words.text for words in self.words(node, KG.roleEvidence)), self.word(node, KG.role)} - {""})
            ),
            tuple(
                BodyRecord(_value(body), self.word(body, SKOS.prefLabel)) for body in self.nodes(node, KG.affiliation)
            ),
        )

    def quantity(self, node: Node) -> QuantityRecord:
        """A number with its bounds."""
        evidence = self.words(node, KG.evidence)
        return QuantityRecord(
            _value(node),
            self.word(node, KG["of"]),
            self.word(node, SCHEMA.minValue) or None,
            self.word(node, SCHEMA.maxValue) or None,
            self.word(node, KG.qualifier),
            self.word(node, KG.approximate) == "true",
            " … ".join(words.text for words in evidence),
            evidence[0].start if evidence else 0,
            self.word(node, KG.quantityKind),
            self.word(node, SCHEMA.unitCode),
            " … ".join(words.text for words in self.words(node, KG.ofWhom)),
            self.word(node, KG.relation),
            self.word(node, KG.outOf) or None,
            self.word(node, KG.per),
        )

    def words(self, node: Node, term: URIRef) -> tuple[Words, ...]:
        """The evidence that a node points to, in the order of the text."""
        found = (
            Words(int(self.word(n, OA.start)), int(self.word(n, OA.end)), self.word(n, OA.exact))
            for n in self.nodes(node, term)
        )
        return tuple(sorted(found, key=lambda words: (words.start, words.end)))

    def word(self, node: Node, term: URIRef) -> str:
        """The one value of a term: a literal's words, or a concept's local name; "" where there is none."""
        values = sorted(_name(value) for value in self.all(node, term))
        return values[0] if values else ""

    def nodes(self, node: Node, term: URIRef) -> list[Node]:
        """The nodes that a term leads to, sorted."""
        return sorted((n for n in self.all(node, term) if isinstance(n, Node)), key=_value)

    def all(self, node: Node, term: URIRef) -> list[Term]:
        """All values of a term in this graph."""
        return [quad.object for quad in self.store.quads_for_pattern(node, _term(term), None, self.graph)]


def _chain_order(hops: tuple[HopRecord, ...]) -> list[str]:
    return [hop.iri for hop in hops]


def _name(term: Term) -> str:
    """A literal's words, or the last part of an IRI."""
    value = _value(term)
    return value if isinstance(term, Literal) else value.replace("#", "/").rsplit("/", 1)[-1]


def _iri(term: Term) -> URIRef:
    return URIRef(_value(term))


def _value(term: object) -> str:
    return str(getattr(term, "value", term))


@lru_cache(maxsize=256)
def _term(iri: URIRef) -> NamedNode:
    return NamedNode(str(iri))
