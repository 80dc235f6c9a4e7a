"""What a reading says, as RDF: one graph per article, and one for the run that made it.

IRIs come from content (address, text, offsets, actor keys) alone, there are no blank nodes, and numbers are
written as a triple store gives them back; so the same reading gives the same graph, byte for byte.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from itertools import chain, pairwise
from urllib.parse import quote

from rdflib import Graph, Literal, URIRef

from kg.model import (
    Actor,
    ActorKind,
    Article,
    Basis,
    Chain,
    Claim,
    Event,
    Hop,
    Mention,
    Place,
    PlaceKind,
    PlaceMention,
    Quantity,
    Reading,
    Role,
    Span,
    Spans,
    Time,
    event_key,
    hull,
    within,
)
from kg.vocabulary import EVENTS, ID, KG, OA, PROV, RDF, SCHEMA, SEM, SKOS, TIME, XSD, Triple, new_graph, run_iri

Triples = Iterator[Triple]

GAP = " … "
TYPE = RDF.type
PREF_LABEL, ALT_LABEL = SKOS.prefLabel, SKOS.altLabel
DECIMAL, ANY_URI = XSD.decimal, XSD.anyURI
ACTING = frozenset({"actor", "patient", "recipient"})
KINDS: dict[ActorKind, URIRef] = {
    "person": KG.Person,
    "organization": KG.Organization,
    "state": KG.State,
    "group": KG.Group,
    "document": KG.Document,
    "unknown": KG.Actor,
}
PLACES: dict[PlaceKind, URIRef | None] = {
    "country": SCHEMA.Country,
    "region": SCHEMA.AdministrativeArea,
    "city": SCHEMA.City,
    "water": SCHEMA.BodyOfWater,
    "facility": SCHEMA.CivicStructure,
    "place": None,
}


def to_graph(reading: Reading) -> Graph:
    """The article's graph; its name is the article's IRI."""
    graph = new_graph(article_iri(reading.article))
    for triple in to_triples(reading):
        graph.store.add(triple, graph)  # Graph.add checks each term again
    return graph


def to_triples(reading: Reading) -> tuple[Triple, ...]:
    """The triples of the article's graph, each once: for checks and store, which make look-ups of their own."""
    article = article_iri(reading.article)
    claims = zip(claim_iris(reading), reading.claims, strict=True)
    times = {time.span for time in reading.times}
    return _each_once(
        _article(article, reading.article),
        chain.from_iterable(_actor(article, actor) for actor in reading.actors),
        _mentions(article, reading.mentions),
        chain.from_iterable(_place(article, place) for place in reading.places),
        _place_mentions(article, reading.place_mentions),
        chain.from_iterable(_time(article, time) for time in reading.times),
        chain.from_iterable(_claim(article, iri, claim, reading) for iri, claim in claims),
        chain.from_iterable(_event(article, event, times) for event in _events(reading)),
        chain.from_iterable(_evidence(article, span, reading.article.text) for span in _spans(reading)),
    )


def run_triples(
    article: URIRef, *, started: datetime, version: str, models: Iterable[str], fingerprint: str
) -> tuple[Triple, ...]:
    """How and when the article's graph was made, kept apart from what is compared between builds."""
    run = run_iri(article)
    return _each_once(
        [
            (run, TYPE, PROV.Activity),
            (run, PROV.used, article),
            (run, PROV.startedAtTime, Literal(started)),
            (run, KG.programVersion, _text(version)),
            (run, KG.fingerprint, _text(fingerprint)),
            (article, PROV.wasGeneratedBy, run),
        ],
        ((run, KG.model, _text(model)) for model in models),
    )


def article_iri(article: Article) -> URIRef:
    """The article's IRI, made from its address, or from its text where it has none."""
    return ID["article/" + _digest(article.address or article.text)[:16]]


@lru_cache(maxsize=4096)  # the same object each time: terms that are two objects are compared by a call
def actor_iri(article: URIRef, key: str) -> URIRef:
    """The IRI of an actor; unnamed ones (their key begins with `#`) are the article's own.

    >>> actor_iri(URIRef("https://w3id.org/newskg/id/article/0"), "actor/north-korea")
    rdflib.term.URIRef('https://w3id.org/newskg/id/actor/north-korea')
    """
    if key.startswith("#"):
        return URIRef(f"{article}#{_escaped(key[1:])}")
    return ID[_escaped(key)]


@lru_cache(maxsize=4096)
def place_iri(article: URIRef, key: str) -> URIRef:
    """The IRI of a place; one that no gazetteer tells apart from others (its key begins with `#`) is the article's."""
    return actor_iri(article, key)


def time_iri(article: URIRef, span: Span) -> URIRef:
    """The IRI of a time, made from the characters of the words that tell it."""
    return URIRef(f"{article}#time-{span.start}-{span.end}")


@lru_cache(maxsize=4096)
def day_iri(day: date) -> URIRef:
    """The IRI of a day, the same in all graphs.

    >>> day_iri(date(2024, 12, 19))
    rdflib.term.URIRef('https://w3id.org/newskg/id/day/2024-12-19')
    """
    return ID[f"day/{day.isoformat()}"]


@lru_cache(maxsize=4096)
def evidence_iri(article: URIRef, span: Span) -> URIRef:
    """The IRI of a range of the article's characters, as RFC 5147 writes it."""
    return URIRef(f"{article}#char={span.start},{span.end}")


def claim_iris(reading: Reading) -> tuple[URIRef, ...]:
    """The IRIs of the reading's claims, in their order; a number tells apart those that share a hull."""
    article = article_iri(reading.article)
    hulls = [hull(claim.evidence) for claim in reading.claims]
    alike: dict[Span, list[int]] = {}
    for number, span in enumerate(hulls):
        alike.setdefault(span, []).append(number)
    suffixes = [""] * len(hulls)
    for numbers in alike.values():
        if len(numbers) > 1:
            for rank, number in enumerate(sorted(numbers, key=lambda n: repr(reading.claims[n])), start=1):
                suffixes[number] = f"-{rank}"
    return tuple(
        URIRef(f"{article}#claim-{span.start}-{span.end}{suffix}") for span, suffix in zip(hulls, suffixes, strict=True)
    )


def hop_iri(claim: URIRef, chain_number: int, hop_number: int) -> URIRef:
    """The IRI of a hop; chains of a claim and hops of a chain are numbered from 1."""
    return URIRef(f"{claim}-hop-{chain_number}.{hop_number}")


def _article(iri: URIRef, article: Article) -> Triples:
    yield iri, TYPE, SCHEMA.NewsArticle
    yield iri, TYPE, PROV.Entity
    yield iri, SCHEMA.name, _text(article.name)
    yield iri, SCHEMA.inLanguage, _text("en")
    yield iri, KG.encoding, _text(article.encoding)
    yield iri, KG.sha256, _text(_digest(article.text))
    yield iri, KG.length, _integer(len(article.text))
    for term, words in (
        (SCHEMA.headline, article.headline),
        (SCHEMA.author, article.byline),
        (SCHEMA.publisher, article.publisher),
        (KG.agency, article.agency),
        (KG.dateline, article.dateline),
    ):
        if words:
            yield iri, term, _text(words)
    if article.published:
        yield iri, SCHEMA.datePublished, Literal(article.published)
    if article.address:
        yield iri, SCHEMA.url, Literal(article.address, datatype=ANY_URI)


def _actor(article: URIRef, actor: Actor) -> Triples:
    iri = actor_iri(article, actor.key)
    yield iri, TYPE, KINDS[actor.kind]
    if not actor.named:
        yield iri, TYPE, KG.UnnamedSource
    yield iri, PREF_LABEL, _text(actor.label)
    for alias in actor.aliases:
        yield iri, ALT_LABEL, _text(alias)
    if actor.description:
        yield iri, KG.description, _text(actor.description)
    if actor.role:
        yield iri, KG.role, _text(actor.role)
    if actor.count:
        yield iri, KG["count"], _integer(actor.count)
    if actor.anonymity:
        yield iri, KG.anonymity, evidence_iri(article, actor.anonymity)
    yield from ((iri, KG.affiliation, actor_iri(article, key)) for key in actor.affiliations)
    yield from ((iri, KG.roleEvidence, evidence_iri(article, span)) for span in actor.roles)


def _mentions(article: URIRef, mentions: Iterable[Mention]) -> Triples:
    for mention in mentions:
        yield actor_iri(article, mention.actor), KG.mention, evidence_iri(article, mention.span)


def _claim(article: URIRef, iri: URIRef, claim: Claim, reading: Reading) -> Triples:
    yield iri, TYPE, KG.Claim
    yield iri, SCHEMA.text, _text(_words(reading.article.text, claim.evidence))
    yield iri, PROV.wasDerivedFrom, article
    if claim.voice == "direct":
        yield iri, PROV.wasQuotedFrom, article
    yield iri, KG.stance, KG[claim.stance]
    yield iri, KG.voice, KG[claim.voice]
    yield from ((iri, KG.evidence, evidence_iri(article, span)) for span in claim.evidence)
    yield from _modality(article, iri, claim)
    for number, hops in enumerate(claim.chains, start=1):
        yield from _chain(article, iri, number, hops)
    for quantity in claim.quantities:
        yield from _quantity(article, iri, quantity)
    yield from ((iri, KG.about, actor_iri(article, event_key(event))) for event in claim.events)
    for key in _mentioned(claim.evidence, reading.mentions):
        yield iri, SCHEMA.mentions, actor_iri(article, key)
    for time in reading.times:
        if any(within(time.span, span) for span in claim.evidence):
            yield iri, KG.time, time_iri(article, time.span)
    for mention in reading.place_mentions:
        if any(within(mention.span, span) for span in claim.evidence):
            yield iri, KG.place, place_iri(article, mention.place)


def _place(article: URIRef, place: Place) -> Triples:
    iri = place_iri(article, place.key)
    yield iri, TYPE, KG.Place
    kind = PLACES[place.kind]
    if kind:
        yield iri, TYPE, kind
    yield iri, PREF_LABEL, _text(place.label)
    if place.latitude is not None and place.longitude is not None:
        yield iri, SCHEMA.latitude, _decimal(Decimal(f"{place.latitude:.5f}"))
        yield iri, SCHEMA.longitude, _decimal(Decimal(f"{place.longitude:.5f}"))
    yield from ((iri, SCHEMA.containedInPlace, place_iri(article, key)) for key in place.within)


def _place_mentions(article: URIRef, mentions: Iterable[PlaceMention]) -> Triples:
    for mention in mentions:
        yield place_iri(article, mention.place), KG.mention, evidence_iri(article, mention.span)


def _time(article: URIRef, time: Time) -> Triples:
    iri = time_iri(article, time.span)
    yield iri, TYPE, KG.Time
    yield iri, KG.evidence, evidence_iri(article, time.span)
    yield iri, KG.precision, _text(time.precision)
    for bound, day in ((TIME.hasBeginning, time.first), (TIME.hasEnd, time.last)):
        if day:
            yield iri, bound, day_iri(day)
            yield day_iri(day), TYPE, TIME.Instant
            yield day_iri(day), TIME.inXSDDate, Literal(day)


def _modality(article: URIRef, iri: URIRef, told: Claim | Event) -> Triples:
    if told.modality:
        yield iri, KG.modality, _text(told.modality)
    if told.modality_words:
        yield iri, KG.modalityEvidence, evidence_iri(article, told.modality_words)


def _chain(article: URIRef, claim: URIRef, number: int, hops: Chain) -> Triples:
    if not hops:
        return
    iris = [hop_iri(claim, number, place) for place in range(1, len(hops) + 1)]
    yield claim, KG.firstHop, iris[0]
    yield claim, PROV.hadPrimarySource, actor_iri(article, hops[-1].actor)
    yield from ((one, KG.nextHop, other) for one, other in pairwise(iris))
    for iri, hop in zip(iris, hops, strict=True):
        yield claim, PROV.qualifiedAttribution, iri
        yield claim, PROV.wasAttributedTo, actor_iri(article, hop.actor)
        yield from _hop(article, iri, hop)


def _hop(article: URIRef, iri: URIRef, hop: Hop) -> Triples:
    yield iri, TYPE, KG.Attribution
    yield iri, PROV.agent, actor_iri(article, hop.actor)
    yield iri, KG.voice, KG[hop.voice]
    yield iri, KG.stance, KG[hop.stance]
    yield iri, KG.confidence, _decimal(Decimal(f"{hop.probability:.3f}"))
    yield from ((iri, KG.source, evidence_iri(article, span)) for span in hop.source)
    yield from ((iri, KG.cue, evidence_iri(article, span)) for span in hop.cue)
    if hop.basis:
        yield from _briefing(article, iri, hop.basis)
    yield from ((iri, KG.occasion, actor_iri(article, event_key(event))) for event in hop.events)


def _briefing(article: URIRef, hop: URIRef, basis: Basis) -> Triples:
    iri = URIRef(f"{article}#briefing-{basis.words.start}-{basis.words.end}")
    yield hop, KG.basis, iri
    yield iri, TYPE, KG.Briefing
    yield iri, KG.evidence, evidence_iri(article, basis.words)
    yield from ((iri, PROV.wasAssociatedWith, actor_iri(article, key)) for key in basis.actors)


def _quantity(article: URIRef, claim: URIRef, quantity: Quantity) -> Triples:
    iri = _quantity_iri(article, quantity.span)
    yield claim, KG.quantity, iri
    yield iri, TYPE, KG.Quantity
    yield iri, KG.evidence, evidence_iri(article, quantity.span)
    if quantity.of:
        yield iri, KG.of, _text(quantity.of)
    yield iri, KG.approximate, Literal(quantity.approximate)
    if quantity.low is not None:
        yield iri, SCHEMA.minValue, _decimal(quantity.low)
    if quantity.high is not None:
        yield iri, SCHEMA.maxValue, _decimal(quantity.high)
    yield iri, KG.quantityKind, _text(quantity.kind)
    for term, words in (
        (KG.qualifier, quantity.qualifier),
        (KG.relation, quantity.relation),
        (KG.per, quantity.per),
        (SCHEMA.unitCode, quantity.unit),
    ):
        if words:
            yield iri, term, _text(words)
    if quantity.of_whom:
        yield iri, KG.ofWhom, evidence_iri(article, quantity.of_whom)
    if quantity.actor:
        yield iri, KG.ofActor, actor_iri(article, quantity.actor)
    if quantity.out_of is not None:
        yield iri, KG.outOf, _decimal(quantity.out_of)


def _events(reading: Reading) -> Iterator[Event]:
    """The events of the claims and of their hops; one that several tell comes again."""
    for claim in reading.claims:
        yield from claim.events
        yield from (event for hop in chain.from_iterable(claim.chains) for event in hop.events)


def _quantity_iri(article: URIRef, span: Span) -> URIRef:
    return URIRef(f"{article}#quantity-{span.start}-{span.end}")


def _event(article: URIRef, event: Event, times: Collection[Span]) -> Triples:
    iri = actor_iri(article, event_key(event))
    yield iri, TYPE, KG.Event
    yield iri, SEM.eventType, EVENTS[_escaped(event.type.replace(" ", "-"))]
    yield iri, KG.trigger, evidence_iri(article, event.trigger)
    yield iri, KG.polarity, KG[event.polarity]
    if event.polarity_words:
        yield iri, KG.polarityEvidence, evidence_iri(article, event.polarity_words)
    yield from _modality(article, iri, event)
    for role in event.roles:
        yield from _role(article, iri, role, times)


def _role(article: URIRef, event: URIRef, role: Role, times: Collection[Span]) -> Triples:
    """A figure is the claim's own node; times and all who take part have a node, with words and what they stand for."""
    if role.name == "quantity":
        yield event, KG.quantity, _quantity_iri(article, role.span)
        return
    if role.name == "time":
        known = role.span in times
        words = time_iri(article, role.span) if known else evidence_iri(article, role.span)
        yield event, SEM.hasTime if known else KG.timeWords, words
        return
    iri = URIRef(f"{article}#participant-{role.span.start}-{role.span.end}")
    yield event, KG.location if role.name == "place" else KG[role.name], iri
    yield iri, TYPE, KG.Participant
    yield iri, KG.evidence, evidence_iri(article, role.span)
    for key in role.fillers:
        filler = actor_iri(article, key)
        yield iri, KG.standsFor, filler
        if role.name in ACTING:
            yield event, SEM.hasActor, filler
        elif role.name == "place":
            yield event, SEM.hasPlace, filler


def _mentioned(evidence: Spans, mentions: Iterable[Mention]) -> set[str]:
    """Keys of the actors mentioned within the evidence."""
    return {mention.actor for span in evidence for mention in mentions if within(mention.span, span)}


def _evidence(article: URIRef, span: Span, text: str) -> Triples:
    iri = evidence_iri(article, span)
    yield iri, TYPE, KG.Evidence
    yield iri, OA.start, _integer(span.start)
    yield iri, OA.end, _integer(span.end)
    yield iri, OA.exact, _text(text[span.start : span.end])
    yield iri, KG.inArticle, article


def _spans(reading: Reading) -> set[Span]:
    """Every range of characters that the graph points to."""
    spans = {mention.span for mention in reading.mentions}
    spans.update(span for event in _events(reading) for span in _words_of(event))
    spans.update(mention.span for mention in reading.place_mentions)
    spans.update(time.span for time in reading.times)
    for claim in reading.claims:
        spans.update(claim.evidence)
        spans.update(quantity.span for quantity in claim.quantities)
        spans.update(quantity.of_whom for quantity in claim.quantities if quantity.of_whom)
        spans.update([claim.modality_words] if claim.modality_words else [])
        for hop in chain.from_iterable(claim.chains):
            spans.update(hop.source, hop.cue, [hop.basis.words] if hop.basis else [])
    spans.update(actor.anonymity for actor in reading.actors if actor.anonymity)
    spans.update(span for actor in reading.actors for span in actor.roles)
    return spans


def _words_of(event: Event) -> Iterator[Span]:
    """Where the words of an event stand: its trigger, its roles, and what tells polarity and modality."""
    yield event.trigger
    yield from (role.span for role in event.roles if role.name != "quantity")
    yield from (words for words in (event.polarity_words, event.modality_words) if words)


def _words(text: str, spans: Spans) -> str:
    return GAP.join(text[start:end] for start, end in spans)


def _text(words: str) -> Literal:
    """Plain text: nothing to normalise, which would take half the time."""
    return Literal(words, normalize=False)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _escaped(key: str) -> str:
    """The key with every character percent-encoded that an IRI's path or fragment might not take."""
    return quote(key, safe="/-._~", errors="surrogatepass")


@lru_cache(maxsize=4096)
def _integer(number: int) -> Literal:
    """The number as an xsd:integer, which is what stores give back for an xsd:nonNegativeInteger."""
    return Literal(number)


def _decimal(number: Decimal) -> Literal:
    """The number as an xsd:decimal without exponent or idle zeros, as stores give it back.

    >>> [str(_decimal(Decimal(words))) for words in ("1E+3", "0.930", "-0.0")]
    ['1000', '0.93', '0']
    """
    words = f"{number:f}" if number else "0"
    return Literal(words.rstrip("0").rstrip(".") if "." in words else words, datatype=DECIMAL)


def _each_once(*parts: Iterable[Triple]) -> tuple[Triple, ...]:
    """The triples without those that come again, as where two chains have one source."""
    return tuple(dict.fromkeys(chain.from_iterable(parts)))
