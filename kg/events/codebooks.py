"""The types of other codebooks that ours are mapped to: PLOVER and ACLED, by `ontology/mappings.ttl`."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg.resources import resource
from kg.vocabulary import EVENTS, SKOS

ROOTS = {"plover": "https://w3id.org/newskg/plover/", "acled": "https://w3id.org/newskg/acled/"}


@dataclass(frozen=True)
class Codes:
    """What a type is in PLOVER and ACLED; empty where it is nothing."""

    plover: str = ""
    acled: str = ""


@cache
def codes() -> dict[str, Codes]:
    """The codes of each type of the scheme, by the end of its IRI; a subtype without its own has those above it."""
    stated: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name in ("events", "mappings"):
        for quad in ox.parse(path=resource("ontology", f"{name}.ttl"), format=ox.RdfFormat.TURTLE):
            stated[str(quad.subject.value)][quad.predicate.value].append(getattr(quad.object, "value", ""))
    types = [iri for iri in stated if iri.startswith(str(EVENTS)) and str(SKOS.prefLabel) in stated[iri]]
    return {
        iri.removeprefix(str(EVENTS)): Codes(**{book: _code(iri, root, stated) for book, root in ROOTS.items()})
        for iri in types
    }


def _code(iri: str, root: str, stated: dict[str, dict[str, list[str]]]) -> str:
    while True:
        for match in stated[iri][str(SKOS.broadMatch)]:
            if match.startswith(root):
                return stated[match][str(SKOS.notation)][0]
        if not stated[iri][str(SKOS.broader)]:
            return ""
        iri = stated[iri][str(SKOS.broader)][0]
