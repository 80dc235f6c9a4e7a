"""What comparing articles found, as RDF in graphs of its own: groups of claims, what stands between them, and copies.

Nodes have IRIs made from what they are about. A node's own parts begin with its IRI and `#`, so that they go with it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256

from rdflib import Literal, URIRef

from kg import __version__
from kg.compare import between, copies, grouping, index, judge, weighing
from kg.compare.between import Between, pairs_of, revision, steps
from kg.compare.grouping import Group, sureness
from kg.compare.loops import Loop
from kg.compare.origins import Origin, Standing, standing_of
from kg.compare.sentences import sentence
from kg.graph.literals import decimal, integer, text_of
from kg.record_types import ClaimRecord
from kg.vocabulary import ID, KG, PROV, RDF, SCHEMA, SKOS, XSD, Triple

RUN = ID["comparison"]
KINDS = {"figures": KG.figuresDiffer, "measure": KG.measuresDiffer, "denied": KG.denial}
THRESHOLDS: dict[str, tuple[str, float]] = {
    "same": ("average chance that two claims of a group say the same", grouping.SURE),
    **{
        f"groups-{kind}": (f"how sure it must be that two groups differ: {kind}", least)
        for kind, least in between.ENOUGH.items()
    },
    "copy": ("share of the shorter text that a copy repeats", copies.ENOUGH),
    "story": ("likeness of the rare words of two articles whose claims are compared", index.RELATED),
    **{
        f"read-{kind}": (f"chance from which two claims are read together: {kind}", c)
        for kind, c in weighing.DOUBT.items()
    },
    "near": ("likeness of two claims by their vectors, from which they are compared", weighing.NEAR),
    **{f"pair-{kind}": (f"chance from which two claims count: {kind}", least) for kind, least in judge.LEAST.items()},
}
Triples = Iterator[Triple]


def made_triples(graph: URIRef, made_by: str) -> Triples:
    """What a graph was made with: the program's version, the digest of all it compares with, what counts from where."""
    yield graph, PROV.wasGeneratedBy, RUN
    yield RUN, RDF.type, KG.Comparison
    yield RUN, KG.programVersion, text_of(__version__)
    yield RUN, KG.fingerprint, text_of(made_by)
    for name, (words, least) in THRESHOLDS.items():
        part = URIRef(f"{RUN}#threshold-{name}")
        yield RUN, KG.threshold, part
        yield part, RDF.type, KG.Threshold
        yield part, SKOS.prefLabel, text_of(words)
        yield part, KG.least, score(least)


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
            yield from member_triples(iri, group, sureness(group, scores))
            yield from standing_triples(iri, standing_of(members, copies), {claim.article.outlet for claim in members})


def member_triples(iri: URIRef, group: Group, sure: float) -> Triples:
    """The claims of a group, and how sure it is on average that two of them say the same."""
    yield iri, RDF.type, KG.ClaimGroup
    yield iri, PROV.wasGeneratedBy, RUN
    yield from ((iri, PROV.hadMember, URIRef(claim)) for claim in group)
    yield iri, KG.score, score(sure)


def standing_triples(iri: URIRef, standing: Standing, outlets: Collection[str]) -> Triples:
    """On whom a group rests that these outlets bring."""
    yield iri, KG.independentOrigins, integer(standing.independent)
    yield iri, KG.unnamedShare, score(standing.unnamed)
    yield iri, KG.summary, text_of(sentence(standing, outlets))
    yield from ((iri, KG.fewest, text_of(label)) for label in standing.fewest)
    for position, label in enumerate(standing.rests_on, start=1):
        part = URIRef(f"{iri}#carrier-{position}")
        yield iri, KG.restsOn, part
        yield part, RDF.type, KG.Carrier
        yield part, SKOS.prefLabel, text_of(label)
        yield part, KG.position, integer(position)
    for count, outlets_of in enumerate(standing.circular, start=1):
        part = URIRef(f"{iri}#circle-{count}")
        yield iri, KG.circular, part
        yield part, RDF.type, KG.Circle
        yield from ((part, KG.outlet, text_of(label)) for label in outlets_of)
    for count, way in enumerate(standing.loops, start=1):
        yield from loop_triples(iri, URIRef(f"{iri}#loop-{count}"), way)
    for count, origin in enumerate(standing.origins, start=1):
        yield from origin_triples(iri, URIRef(f"{iri}#origin-{count}"), origin)


def origin_triples(group: URIRef, part: URIRef, origin: Origin) -> Triples:
    """A source that a group rests on, with its actors as far as they have IRIs: outlets and briefings have none."""
    yield group, KG.origin, part
    yield part, RDF.type, KG.Origin
    yield part, SKOS.prefLabel, text_of(origin.label)
    yield part, KG.number, integer(origin.number)
    yield part, KG.isNamed, Literal(origin.named)
    yield from ((part, PROV.agent, URIRef(actor)) for actor in origin.actors if actor.startswith(ID))


def loop_triples(group: URIRef, part: URIRef, way: Loop) -> Triples:
    """A way on which a claim came back to an outlet, stop by stop."""
    yield group, KG.loop, part
    yield part, RDF.type, KG.Loop
    for position, (outlet, day) in enumerate(way, start=1):
        stop = URIRef(f"{part}-{position}")
        yield part, KG.stop, stop
        yield stop, RDF.type, KG.Stop
        yield stop, KG.outlet, text_of(outlet)
        yield stop, KG.position, integer(position)
        yield stop, SCHEMA.datePublished, Literal(day, datatype=XSD.date)


def between_triples(found: Sequence[Between], claims: Mapping[str, ClaimRecord]) -> Triples:
    """All pairs of claims of two groups that differ, with the reason; and which claims revise which, step by step."""
    series = {one for one in found if revision(one, claims)}
    for one, later, earlier in steps(found, claims):
        part = node("revision", (later, earlier))
        yield URIRef(later), PROV.wasRevisionOf, URIRef(earlier)
        yield URIRef(later), PROV.qualifiedRevision, part
        yield part, RDF.type, PROV.Revision
        yield part, PROV.entity, URIRef(earlier)
        yield part, KG.reason, text_of(one.reason)
        yield part, KG.score, score(one.score)
    for one in found:
        for pair, sure in pairs_of(one) if one not in series else ():
            iri = node("difference", (*pair, one.kind))
            yield iri, RDF.type, KG.Difference
            yield iri, PROV.wasGeneratedBy, RUN
            yield from ((iri, KG.between, URIRef(claim)) for claim in pair)
            yield iri, KG.kind, KINDS[one.kind]
            yield iri, KG.reason, text_of(one.reason)
            yield iri, KG.score, score(sure)


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
