"""The namespaces and terms of the graph in one place; what they mean stands in `ontology/kg.ttl`.

The namespaces are closed: a term that is not listed here is an AttributeError, not a new IRI.

>>> KG.firstHop
rdflib.term.URIRef('https://w3id.org/newskg/ns#firstHop')
"""

from rdflib import Graph, URIRef
from rdflib.namespace import ClosedNamespace, Namespace
from rdflib.term import Node

Triple = tuple[Node, Node, Node]

EVENTS = Namespace("https://w3id.org/newskg/event/")
ID = Namespace("https://w3id.org/newskg/id/")


def _closed(namespace: str, terms: str) -> ClosedNamespace:
    closed = ClosedNamespace(namespace, terms.split())
    vars(closed).update({term: closed[term] for term in terms.split()})  # found at once, without its __getattr__
    return closed


KG = _closed(
    "https://w3id.org/newskg/ns#",
    """
    Claim Attribution Evidence Quantity Event Briefing Time Place
    Actor Person Organization State Group Document UnnamedSource
    StanceScheme asserted denied declined unacknowledged unmentioned denounced
    VoiceScheme direct indirect mixed narrator
    agency dateline sha256 length encoding
    evidence inArticle stance voice modality modalityEvidence firstHop quantity about
    source cue confidence nextHop basis
    mention description role roleEvidence count affiliation anonymity countedAs
    trigger of qualifier approximate
    quantityKind ofWhom ofActor relation outOf per
    time place precision
    programVersion model fingerprint
    PolarityScheme positive negative polarity polarityEvidence occasion
    Participant actor patient recipient location instrument theme standsFor timeWords
    EventScheme verbTrigger nounTrigger phraseTrigger pairTrigger cueTrigger notWith onlyWith counts
    Grade reliability credibility ReliabilityScheme CredibilityScheme
    completelyReliable usuallyReliable fairlyReliable notUsuallyReliable unreliable reliabilityNotJudged
    confirmed probablyTrue possiblyTrue doubtful improbable credibilityNotJudged
    ClaimGroup Origin origin number isNamed independentOrigins unnamedShare summary restsOn fewest circular
    Carrier Circle Loop Stop loop stop position outlet
    Comparison Threshold threshold least score
    Difference between kind reason DifferenceScheme figuresDiffer measuresDiffer denial share
    WordClass word noRole actorSlot patientSlot recipientSlot placeSlot instrumentSlot themeSlot
    """,
)
PROV = _closed(
    "http://www.w3.org/ns/prov#",
    """
    Entity Agent Attribution Activity agent used startedAtTime wasDerivedFrom wasQuotedFrom wasGeneratedBy
    wasAttributedTo wasAssociatedWith qualifiedAttribution hadPrimarySource
    Collection hadMember wasRevisionOf qualifiedRevision Revision qualifiedDerivation Derivation entity
    """,
)
SCHEMA = _closed(
    "https://schema.org/",
    """
    NewsArticle Claim QuantitativeValue headline author publisher datePublished url name inLanguage text
    mentions minValue maxValue unitCode Review itemReviewed reviewBody dateCreated
    Place Country AdministrativeArea City BodyOfWater CivicStructure latitude longitude containedInPlace
    """,
)
OA = _closed("http://www.w3.org/ns/oa#", "TextPositionSelector TextQuoteSelector start end exact")
SEM = _closed("http://semanticweb.cs.vu.nl/2009/11/sem/", "Event Place Time eventType hasActor hasPlace hasTime")
TIME = _closed("http://www.w3.org/2006/time#", "Interval Instant hasBeginning hasEnd inXSDDate")
DCT = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

PREFIXES = {
    "kg": str(KG),
    "events": str(EVENTS),
    "actor": str(ID["actor/"]),
    "article": str(ID["article/"]),
    "prov": str(PROV),
    "schema": str(SCHEMA),
    "oa": str(OA),
    "sem": str(SEM),
    "time": str(TIME),
    "dct": str(DCT),
    "foaf": str(FOAF),
    "skos": str(SKOS),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "owl": str(OWL),
    "xsd": str(XSD),
}


def new_graph(name: str | None = None) -> Graph:
    """An empty graph in memory that knows the prefixes; `name` is its IRI."""
    graph = Graph(identifier=name and URIRef(name), bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.namespace_manager.bind(prefix, namespace)
    return graph


def full_iri(name: str) -> str:
    """An IRI written with one of the program's prefixes in full; any other name as it is.

    >>> full_iri("actor:north-korea")
    'https://w3id.org/newskg/id/actor/north-korea'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name


def run_iri(article: str) -> URIRef:
    """The IRI of the run that made an article's graph, and of the named graph that tells of it."""
    return URIRef(article + "#run")
