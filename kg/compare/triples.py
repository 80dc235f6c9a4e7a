"""What comparing articles found, as RDF in graphs of its own: groups of claims, what stands between them, and copies.

Nodes have IRIs made from what they are about. A node's own parts begin with its IRI and `#`, so that they go with it.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256

from rdflib import Literal, URIRef

from kg import __version__
from kg.compare import grouping, judge
from kg.compare.between import Between, pairs_of, revision
from kg.compare.copies import ENOUGH
from kg.compare.grouping import Group, sureness
from kg.compare.origins import Standing, standing_of
from kg.compare.sentences import sentence
from kg.graph.literals import decimal, integer, text_of
from kg.record_types import ClaimRecord
from kg.vocabulary import ID, KG, PROV, RDF, SKOS, Triple

GROUPS, BETWEEN, COPIES = ID["comparison/groups"], ID["comparison/differences"], ID["comparison/copies"]
RUN = ID["comparison"]
KINDS = {"figures": KG.figuresDiffer, "measure": KG.measuresDiffer, "denied": KG.denial}
Triples = Iterator[Triple]


def made_triples() -> Triples:
    """What the graphs were made with: the program's version, and the thresholds of what counts."""
    yield RUN, RDF.type, PROV.Activity
    yield RUN, KG.programVersion, text_of(__version__)
    thresholds = {
        "the same claim, on average over a group": grouping.SURE,
        "claims compared at all, likeness of vectors": judge.NEAR,
        "a copy, share of the shorter text": ENOUGH,
    }
    for name, value in thresholds.items():
        yield RUN, KG.threshold, text_of(f"{name}: {value}")


def group_triples(
    groups: Sequence[Group],
    claims: Mapping[str, ClaimRecord],
    scores: Mapping[tuple[str, str], float],
    copies: Mapping[str, str],
) -> Triples:
    """Groups of more than one claim, each with the sources that it rests on."""
    for group in groups:
        if len(group) > 1:
            members = [claims[iri] for iri in group]
            iri = node("group", group)
            yield iri, RDF.type, KG.ClaimGroup
            yield iri, PROV.wasGeneratedBy, RUN
            yield from ((iri, PROV.hadMember, URIRef(claim)) for claim in group)
            yield iri, KG.score, score(sureness(group, scores))
            yield from standing_triples(iri, standing_of(members, copies), members)


def standing_triples(iri: URIRef, standing: Standing, claims: Sequence[ClaimRecord]) -> Triples:
    """On whom a group rests."""
    yield iri, KG.independentOrigins, integer(standing.independent)
    yield iri, KG.unnamedShare, score(standing.unnamed)
    yield iri, KG.summary, text_of(sentence(standing, {claim.article.outlet for claim in claims}))
    yield from ((iri, KG.restsOn, text_of(label)) for label in standing.rests_on)
    yield from ((iri, KG.fewest, text_of(label)) for label in standing.fewest)
    yield from ((iri, KG.circular, text_of(" and ".join(circle))) for circle in standing.circular)
    for number, origin in enumerate(standing.origins, start=1):
        part = URIRef(f"{iri}#origin-{number}")
        yield iri, KG.origin, part
        yield part, RDF.type, KG.Origin
        yield part, SKOS.prefLabel, text_of(origin.label)
        yield part, KG.number, integer(origin.number)
        yield part, KG.isNamed, Literal(origin.named)
        yield from ((part, PROV.agent, URIRef(actor)) for actor in origin.actors if actor.startswith(ID))


def between_triples(found: Sequence[Between], claims: Mapping[str, ClaimRecord]) -> Triples:
    """All pairs of claims of two groups that differ, with the reason; or which claim revises which."""
    for one in found:
        revised = revision(one, claims)
        if revised:
            later, earlier = map(URIRef, revised)
            yield later, PROV.wasRevisionOf, earlier
            continue
        for pair in pairs_of(one):
            iri = node("difference", (*pair, one.kind))
            yield iri, RDF.type, KG.Difference
            yield iri, PROV.wasGeneratedBy, RUN
            yield from ((iri, KG.between, URIRef(claim)) for claim in pair)
            yield iri, KG.kind, KINDS[one.kind]
            yield iri, KG.reason, text_of(one.reason)
            yield iri, KG.score, score(one.score)


def copy_triples(article: str, original: str, share: float) -> Triples:
    """An article that repeats another's text."""
    part = URIRef(f"{article}#copy")
    yield URIRef(article), PROV.wasDerivedFrom, URIRef(original)
    yield URIRef(article), PROV.qualifiedDerivation, part
    yield part, RDF.type, PROV.Derivation
    yield part, PROV.entity, URIRef(original)
    yield part, KG.share, score(share)


def node(kind: str, about: Sequence[str]) -> URIRef:
    """The IRI of a node, made from the IRIs that it is about."""
    return ID[f"{kind}/{sha256(' '.join(about).encode()).hexdigest()[:16]}"]


def score(value: float) -> Literal:
    """A chance or share with three digits."""
    return decimal(Decimal(f"{value:.3f}"))
