"""The triples of claims: chains with their hops, and figures."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from rdflib import Literal, URIRef

from kg.graph.events import modality_triples
from kg.graph.iris import actor_iri, evidence_iri, hop_iri, place_iri, quantity_iri, time_iri
from kg.graph.literals import decimal, text_of
from kg.model import Basis, Chain, Claim, Hop, Mention, Quantity, Reading, Spans, event_key, within
from kg.vocabulary import KG, PROV, RDF, SCHEMA, Triple

Triples = Iterator[Triple]

GAP = " … "
TYPE = RDF.type


def claim_triples(article: URIRef, iri: URIRef, claim: Claim, reading: Reading) -> Triples:
    """A claim with its words, chains and figures, and what it tells of."""
    yield iri, TYPE, KG.Claim
    yield iri, SCHEMA.text, text_of(words_at(reading.article.text, claim.evidence))
    yield iri, PROV.wasDerivedFrom, article
    if claim.voice == "direct":
        yield iri, PROV.wasQuotedFrom, article
    yield iri, KG.stance, KG[claim.stance]
    yield iri, KG.voice, KG[claim.voice]
    yield from ((iri, KG.evidence, evidence_iri(article, span)) for span in claim.evidence)
    yield from modality_triples(article, iri, claim)
    for number, hops in enumerate(claim.chains, start=1):
        yield from chain_triples(article, iri, number, hops)
    for quantity in claim.quantities:
        yield from quantity_triples(article, iri, quantity)
    yield from ((iri, KG.about, actor_iri(article, event_key(event))) for event in claim.events)
    for key in mentioned(claim.evidence, reading.mentions):
        yield iri, SCHEMA.mentions, actor_iri(article, key)
    for time in reading.times:
        if any(within(time.span, span) for span in claim.evidence):
            yield iri, KG.time, time_iri(article, time.span)
    for mention in reading.place_mentions:
        if any(within(mention.span, span) for span in claim.evidence):
            yield iri, KG.place, place_iri(article, mention.place)


def chain_triples(article: URIRef, claim: URIRef, number: int, hops: Chain) -> Triples:
    """A chain: its hops, in their order, and the origin."""
    if not hops:
        return
    iris = [hop_iri(claim, number, place) for place in range(1, len(hops) + 1)]
    yield claim, KG.firstHop, iris[0]
    yield claim, PROV.hadPrimarySource, actor_iri(article, hops[-1].actor)
    yield from ((one, KG.nextHop, other) for one, other in pairwise(iris))
    for iri, hop in zip(iris, hops, strict=True):
        yield claim, PROV.qualifiedAttribution, iri
        yield claim, PROV.wasAttributedTo, actor_iri(article, hop.actor)
        yield from hop_triples(article, iri, hop)


def hop_triples(article: URIRef, iri: URIRef, hop: Hop) -> Triples:
    """One hop: who says so, with which words, voice and stance."""
    yield iri, TYPE, KG.Attribution
    yield iri, PROV.agent, actor_iri(article, hop.actor)
    yield iri, KG.voice, KG[hop.voice]
    yield iri, KG.stance, KG[hop.stance]
    yield iri, KG.confidence, decimal(Decimal(f"{hop.probability:.3f}"))
    yield from ((iri, KG.source, evidence_iri(article, span)) for span in hop.source)
    yield from ((iri, KG.cue, evidence_iri(article, span)) for span in hop.cue)
    if hop.basis:
        yield from briefing_triples(article, iri, hop.basis)
    yield from ((iri, KG.occasion, actor_iri(article, event_key(event))) for event in hop.events)


def briefing_triples(article: URIRef, hop: URIRef, basis: Basis) -> Triples:
    """What a hop rests on, and who gave it."""
    iri = URIRef(f"{article}#briefing-{basis.words.start}-{basis.words.end}")
    yield hop, KG.basis, iri
    yield iri, TYPE, KG.Briefing
    yield iri, KG.evidence, evidence_iri(article, basis.words)
    yield from ((iri, PROV.wasAssociatedWith, actor_iri(article, key)) for key in basis.actors)


def quantity_triples(article: URIRef, claim: URIRef, quantity: Quantity) -> Triples:
    """A figure: its bounds, what is counted and of whom."""
    iri = quantity_iri(article, quantity.span)
    yield claim, KG.quantity, iri
    yield iri, TYPE, KG.Quantity
    yield iri, KG.evidence, evidence_iri(article, quantity.span)
    if quantity.of:
        yield iri, KG.of, text_of(quantity.of)
    yield iri, KG.approximate, Literal(quantity.approximate)
    if quantity.low is not None:
        yield iri, SCHEMA.minValue, decimal(quantity.low)
    if quantity.high is not None:
        yield iri, SCHEMA.maxValue, decimal(quantity.high)
    yield iri, KG.quantityKind, text_of(quantity.kind)
    for term, words in (
        (KG.qualifier, quantity.qualifier),
        (KG.relation, quantity.relation),
        (KG.per, quantity.per),
        (SCHEMA.unitCode, quantity.unit),
    ):
        if words:
            yield iri, term, text_of(words)
    if quantity.of_whom:
        yield iri, KG.ofWhom, evidence_iri(article, quantity.of_whom)
    if quantity.actor:
        yield iri, KG.ofActor, actor_iri(article, quantity.actor)
    if quantity.out_of is not None:
        yield iri, KG.outOf, decimal(quantity.out_of)


def mentioned(evidence: Spans, mentions: Iterable[Mention]) -> set[str]:
    """Keys of the actors mentioned within the evidence."""
    return {mention.actor for span in evidence for mention in mentions if within(mention.span, span)}


def words_at(text: str, spans: Spans) -> str:
    """The words of some ranges in one line."""
    return GAP.join(text[start:end] for start, end in spans)
