"""The Admiralty code (NATO AJP-2.1, STANAG 2511): its letters and digits, as `ontology/kg.ttl` has them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
from rdflib import URIRef

from kg.resources import resource
from kg.vocabulary import KG, SKOS


@dataclass(frozen=True)
class Code:
    """A letter or a digit with the concept that it stands for, and what that is called."""

    sign: str
    concept: URIRef
    label: str


def reliability() -> Mapping[str, Code]:
    """The letters that grade sources.

    >>> " ".join(reliability()), reliability()["B"].label
    ('A B C D E F', 'usually reliable')
    """
    return _codes(KG.ReliabilityScheme)


def credibility() -> Mapping[str, Code]:
    """The digits that grade claims.

    >>> " ".join(credibility()), credibility()["2"].label
    ('1 2 3 4 5 6', 'probably true')
    """
    return _codes(KG.CredibilityScheme)


def codes_of(grade: str) -> tuple[Code, ...]:
    """The codes that a grade is made of, letter first.

    >>> [code.label for code in codes_of("B2")]
    ['usually reliable', 'probably true']
    """
    both = {**reliability(), **credibility()}
    return tuple(both[sign] for sign in grade)


def meaning(grade: str) -> str:
    """What a grade says, in words.

    >>> meaning("B2")
    'usually reliable, probably true'
    """
    return ", ".join(code.label for code in codes_of(grade))


@cache
def _codes(scheme: URIRef) -> Mapping[str, Code]:
    facts: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in ox.parse(path=resource("ontology", "kg.ttl"), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            facts[quad.subject.value][quad.predicate.value] = quad.object.value
    found = [
        Code(said[str(SKOS.notation)], URIRef(concept), said[str(SKOS.prefLabel)])
        for concept, said in facts.items()
        if said.get(str(SKOS.inScheme)) == str(scheme)
    ]
    return {code.sign: code for code in sorted(found, key=lambda code: code.sign)}
