"""The triples of places and times."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from rdflib import Literal, URIRef

from kg.graph.iris import day_iri, evidence_iri, place_iri, time_iri
from kg.graph.literals import decimal, text_of
from kg.model import Place, PlaceKind, PlaceMention, Time
from kg.vocabulary import KG, RDF, SCHEMA, SKOS, TIME, Triple

Triples = Iterator[Triple]

TYPE = RDF.type
PREF_LABEL, ALT_LABEL = SKOS.prefLabel, SKOS.altLabel
PLACES: dict[PlaceKind, URIRef | None] = {
    "country": SCHEMA.Country,
    "region": SCHEMA.AdministrativeArea,
    "city": SCHEMA.City,
    "water": SCHEMA.BodyOfWater,
    "facility": SCHEMA.CivicStructure,
    "place": None,
}


def place_triples(article: URIRef, place: Place) -> Triples:
    """A place: its kind, where it is and in what."""
    iri = place_iri(article, place.key)
    yield iri, TYPE, KG.Place
    kind = PLACES[place.kind]
    if kind:
        yield iri, TYPE, kind
    yield iri, PREF_LABEL, text_of(place.label)
    if place.latitude is not None and place.longitude is not None:
        yield iri, SCHEMA.latitude, decimal(Decimal(f"{place.latitude:.5f}"))
        yield iri, SCHEMA.longitude, decimal(Decimal(f"{place.longitude:.5f}"))
    yield from ((iri, SCHEMA.containedInPlace, place_iri(article, key)) for key in place.within)


def place_mention_triples(article: URIRef, mentions: Iterable[PlaceMention]) -> Triples:
    """Where the text names places."""
    for mention in mentions:
        yield place_iri(article, mention.place), KG.mention, evidence_iri(article, mention.span)


def time_triples(article: URIRef, time: Time) -> Triples:
    """A time: the first and the last day that it may be."""
    iri = time_iri(article, time.span)
    yield iri, TYPE, KG.Time
    yield iri, KG.evidence, evidence_iri(article, time.span)
    yield iri, KG.precision, text_of(time.precision)
    for bound, day in ((TIME.hasBeginning, time.first), (TIME.hasEnd, time.last)):
        if day:
            yield iri, bound, day_iri(day)
            yield day_iri(day), TYPE, TIME.Instant
            yield day_iri(day), TIME.inXSDDate, Literal(day)
