"""The triples of events, of who takes part in them, and of how sure they are said to be."""

from collections.abc import Collection, Iterator
from itertools import chain

from rdflib import URIRef

from kg.graph.iris import actor_iri, escaped, evidence_iri, quantity_iri, time_iri
from kg.graph.literals import text_of
from kg.model import Claim, Event, Reading, Role, Span, event_key
from kg.vocabulary import EVENTS, KG, RDF, SEM, Triple

Triples = Iterator[Triple]

TYPE = RDF.type
ACTING = frozenset({"actor", "patient", "recipient"})


def events_of(reading: Reading) -> Iterator[Event]:
    """The events of the claims and of their hops; one that several tell comes again."""
    for claim in reading.claims:
        yield from claim.events
        yield from (event for hop in chain.from_iterable(claim.chains) for event in hop.events)


def event_triples(article: URIRef, event: Event, times: Collection[Span]) -> Triples:
    """An event: its type, its word, and who and what is in it; `times` are those that have a node."""
    iri = actor_iri(article, event_key(event))
    yield iri, TYPE, KG.Event
    yield iri, SEM.eventType, EVENTS[escaped(event.type.replace(" ", "-"))]
    yield iri, KG.trigger, evidence_iri(article, event.trigger)
    yield iri, KG.polarity, KG[event.polarity]
    if event.polarity_words:
        yield iri, KG.polarityEvidence, evidence_iri(article, event.polarity_words)
    yield from modality_triples(article, iri, event)
    for role in event.roles:
        yield from role_triples(article, iri, role, times)


def role_triples(article: URIRef, event: URIRef, role: Role, times: Collection[Span]) -> Triples:
    """A figure is the claim's own node; times and all who take part have a node, with words and what they stand for."""
    if role.name == "quantity":
        yield event, KG.quantity, quantity_iri(article, role.span)
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


def words_of(event: Event) -> Iterator[Span]:
    """Where the words of an event stand: its trigger, its roles, and what tells polarity and modality."""
    yield event.trigger
    yield from (role.span for role in event.roles if role.name != "quantity")
    yield from (words for words in (event.polarity_words, event.modality_words) if words)


def modality_triples(article: URIRef, iri: URIRef, told: Claim | Event) -> Triples:
    """How sure a claim or an event is said to be, and the words for it."""
    if told.modality:
        yield iri, KG.modality, text_of(told.modality)
    if told.modality_words:
        yield iri, KG.modalityEvidence, evidence_iri(article, told.modality_words)
