"""What a reading says, as RDF: one graph per article, and one for the run that made it.

IRIs come from content (address, text, offsets, actor keys) alone, there are no blank nodes, and numbers are
written as a triple store gives them back; so the same reading gives the same graph, byte for byte.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain

from rdflib import Graph, Literal, URIRef

from kg.graph.claims import claim_triples
from kg.graph.events import event_triples, events_of, words_of
from kg.graph.iris import actor_iri, article_iri, claim_iris, digest, evidence_iri
from kg.graph.literals import integer, text_of
from kg.graph.setting import place_mention_triples, place_triples, time_triples
from kg.model import Actor, ActorKind, Article, Mention, Reading, Span
from kg.vocabulary import KG, OA, PROV, RDF, SCHEMA, SKOS, XSD, Triple, new_graph, run_iri

Triples = Iterator[Triple]

TYPE = RDF.type
PREF_LABEL, ALT_LABEL = SKOS.prefLabel, SKOS.altLabel
ANY_URI = XSD.anyURI
KINDS: dict[ActorKind, URIRef] = {
    "person": KG.Person,
    "organization": KG.Organization,
    "state": KG.State,
    "group": KG.Group,
    "document": KG.Document,
    "unknown": KG.Actor,
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
        chain.from_iterable(place_triples(article, place) for place in reading.places),
        place_mention_triples(article, reading.place_mentions),
        chain.from_iterable(time_triples(article, time) for time in reading.times),
        chain.from_iterable(claim_triples(article, iri, claim, reading) for iri, claim in claims),
        chain.from_iterable(event_triples(article, event, times) for event in events_of(reading)),
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
            (run, KG.programVersion, text_of(version)),
            (run, KG.fingerprint, text_of(fingerprint)),
            (article, PROV.wasGeneratedBy, run),
        ],
        ((run, KG.model, text_of(model)) for model in models),
    )


def _article(iri: URIRef, article: Article) -> Triples:
    yield iri, TYPE, SCHEMA.NewsArticle
    yield iri, TYPE, PROV.Entity
    yield iri, SCHEMA.name, text_of(article.name)
    yield iri, SCHEMA.inLanguage, text_of("en")
    yield iri, KG.encoding, text_of(article.encoding)
    yield iri, KG.sha256, text_of(digest(article.text))
    yield iri, KG.length, integer(len(article.text))
    for term, words in (
        (SCHEMA.headline, article.headline),
        (SCHEMA.author, article.byline),
        (SCHEMA.publisher, article.publisher),
        (KG.agency, article.agency),
        (KG.dateline, article.dateline),
    ):
        if words:
            yield iri, term, text_of(words)
    if article.published:
        yield iri, SCHEMA.datePublished, Literal(article.published)
    if article.address:
        yield iri, SCHEMA.url, Literal(article.address, datatype=ANY_URI)


def _actor(article: URIRef, actor: Actor) -> Triples:
    iri = actor_iri(article, actor.key)
    yield iri, TYPE, KINDS[actor.kind]
    if not actor.named:
        yield iri, TYPE, KG.UnnamedSource
    yield iri, PREF_LABEL, text_of(actor.label)
    for alias in actor.aliases:
        yield iri, ALT_LABEL, text_of(alias)
    if actor.description:
        yield iri, KG.description, text_of(actor.description)
    if actor.role:
        yield iri, KG.role, text_of(actor.role)
    if actor.count:
        yield iri, KG["count"], integer(actor.count)
    if actor.anonymity:
        yield iri, KG.anonymity, evidence_iri(article, actor.anonymity)
    yield from ((iri, KG.affiliation, actor_iri(article, key)) for key in actor.affiliations)
    yield from ((iri, KG.roleEvidence, evidence_iri(article, span)) for span in actor.roles)


def _mentions(article: URIRef, mentions: Iterable[Mention]) -> Triples:
    for mention in mentions:
        yield actor_iri(article, mention.actor), KG.mention, evidence_iri(article, mention.span)


def _evidence(article: URIRef, span: Span, text: str) -> Triples:
    iri = evidence_iri(article, span)
    yield iri, TYPE, KG.Evidence
    yield iri, OA.start, integer(span.start)
    yield iri, OA.end, integer(span.end)
    yield iri, OA.exact, text_of(text[span.start : span.end])
    yield iri, KG.inArticle, article


def _spans(reading: Reading) -> set[Span]:
    """Every range of characters that the graph points to."""
    spans = {mention.span for mention in reading.mentions}
    spans.update(span for event in events_of(reading) for span in words_of(event))
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


def _each_once(*parts: Iterable[Triple]) -> tuple[Triple, ...]:
    """The triples without those that come again, as where two chains have one source."""
    return tuple(dict.fromkeys(chain.from_iterable(parts)))
