"""Tests of ontology/: every term in use is declared there, and what is declared there holds in the graph."""

import re
from typing import get_args

import pyoxigraph
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from comparisons import CLAIMS, comparison, series
from kg.actors.corrections import Correction, corrected
from kg.actors.corrections import triples as corrections
from kg.compare.between import Between
from kg.compare.triples import between_triples
from kg.grades.kept import Grade
from kg.grades.kept import triples as grades
from kg.graph import to_graph
from kg.graph.iris import claim_iris
from kg.model import Polarity, Stance, Voice
from kg.resources import resource
from kg.vocabulary import DCT, EVENTS, ID, KG, OA, PROV, SCHEMA, SEM, TIME, XSD
from readings import READING, RUN

ONTOLOGY = Graph().parse(resource("ontology", "kg.ttl"))
SCHEME = Graph().parse(resource("ontology", "events.ttl"))
TABLE = Graph().parse(resource("seeds", "actors.ttl"))
BUILT = Graph()
BUILT += to_graph(READING)
BUILT += RUN
BUILT += corrections(
    corrected((), Correction(0, "same", (str(ID["actor/eva-ori"]), str(ID["actor/white-paper"])), "", ""))
)
BUILT += grades(
    [
        *(
            Grade(0, str(ID["actor/eva-ori"]), "", letter, "Ann", f"2025-03-0{day}", "why", "")
            for day, letter in enumerate("ABCDEF", 1)
        ),
        *(
            Grade(0, str(claim_iris(READING)[0]), "", f"A{digit}", "Ann", f"2025-03-0{digit}", "", "")
            for digit in range(1, 7)
        ),
    ]
)
BUILT += comparison()
BUILT += between_triples(
    [Between(CLAIMS[3:4], CLAIMS[4:5], kind, 0.9, "They count differently.") for kind in ("figures", "measure")],
    series()[1],
)

TERMS = sorted(set(map(str, (term for term in ONTOLOGY.subjects(RDF.type) if isinstance(term, URIRef)))))
OURS = [term for term in TERMS if term.startswith(str(KG))]
PROPERTIES = sorted(
    set(ONTOLOGY.subjects(RDF.type, OWL.ObjectProperty)) | set(ONTOLOGY.subjects(RDF.type, OWL.DatatypeProperty))
)
TYPES = sorted(SCHEME.subjects(RDF.type, SKOS.Concept))
NAMES = [
    "deployment", "killing", "injury", "capture", "attack", "incursion", "withdrawal", "ceasefire",
    "arms transfer", "sanction", "treaty signing", "visit", "meeting", "briefing", "training",
    "missile test", "protest", "arrest", "trial", "statement", "denial", "accusation", "threat",
    "warning", "election", "appointment", "resignation", "disaster", "outbreak", "merger",
    "court ruling", "cyber attack", "rescue", "disappearance", "revision",
    "shelling", "drone strike", "mobilisation", "denunciation", "demand", "praise", "acknowledgement", "medicine trial",
    "agreement", "report", "earthquake", "flood", "explosion", "labour strike",
]  # fmt: skip

# Declared for what a graph may hold though the reading has no example of it, or for the event scheme.
NOT_IN_THE_READING = {KG.unmentioned, KG.denounced}
OF_THE_SCHEME = {
    *(KG[term] for term in "EventScheme verbTrigger nounTrigger phraseTrigger pairTrigger cueTrigger".split()),
    *(KG[term] for term in "notWith onlyWith counts noRole WordClass word".split()),
    *(KG[f"{role}Slot"] for role in ("actor", "patient", "recipient", "place", "instrument", "theme")),
}
OF_THE_TABLE = (set(TABLE.predicates()) | set(TABLE.objects(None, RDF.type))) - set(BUILT.predicates())
CODES = {KG.ReliabilityScheme: "ABCDEF", KG.CredibilityScheme: "123456"}
SCHEMES = {KG.StanceScheme, KG.VoiceScheme, KG.PolarityScheme, KG.DifferenceScheme, *CODES}


def test_every_term_of_the_table_of_actors_is_declared():
    used = set(TABLE.predicates()) | set(TABLE.objects(None, RDF.type))
    assert used <= set(ONTOLOGY.subjects(RDF.type)), used - set(ONTOLOGY.subjects(RDF.type))


def test_every_term_of_a_graph_is_declared():
    used = set(BUILT.predicates()) | set(BUILT.objects(None, RDF.type))
    used |= {concept for term in (KG.stance, KG.voice, KG.polarity) for concept in BUILT.objects(None, term)}
    assert used <= set(ONTOLOGY.subjects(RDF.type)), used - set(ONTOLOGY.subjects(RDF.type))
    assert set(BUILT.objects(None, SEM.eventType)) <= set(TYPES)


@pytest.mark.parametrize("term", OURS)
def test_every_declared_term_is_used(term):
    term = URIRef(term)
    in_use = set(BUILT.predicates()) | set(BUILT.objects()) | OF_THE_TABLE
    if term not in NOT_IN_THE_READING | OF_THE_SCHEME | SCHEMES:
        assert term in in_use
    if term in OF_THE_SCHEME:
        assert (None, term, None) in SCHEME or (None, None, term) in SCHEME


@pytest.mark.parametrize("namespace", [KG, PROV, SCHEMA, OA, SEM, TIME])
def test_vocabulary_and_ontology_have_the_same_terms(namespace):
    declared = {term.removeprefix(str(namespace)) for term in TERMS if term.startswith(str(namespace))}
    of_the_table = {term.removeprefix(str(namespace)) for term in OF_THE_TABLE - set(BUILT.objects(None, RDF.type))}
    assert set(dir(namespace)) <= declared
    assert declared - set(dir(namespace)) <= of_the_table


@pytest.mark.parametrize("term", TERMS)
def test_every_term_says_what_it_means(term):
    for kind in (RDFS.label, RDFS.comment):
        (words,) = ONTOLOGY.objects(URIRef(term), kind)
        assert words.language == "en"
    assert len(str(ONTOLOGY.value(URIRef(term), RDFS.comment))) > 15
    if not term.startswith("https://w3id.org/newskg/"):
        assert (URIRef(term), RDFS.isDefinedBy, None) in ONTOLOGY


@pytest.mark.parametrize("term", OURS)
def test_our_terms_have_domain_and_range_or_place(term):
    term = URIRef(term)
    kind = ONTOLOGY.value(term, RDF.type)
    if kind == OWL.Class:
        assert (term, RDFS.subClassOf, None) in ONTOLOGY
    elif kind == SKOS.Concept:
        assert (term, SKOS.inScheme, None) in ONTOLOGY
        assert (term, SKOS.definition, None) in ONTOLOGY
    elif kind != SKOS.ConceptScheme:
        assert (term, RDFS.domain, None) in ONTOLOGY
        assert (term, RDFS.range, None) in ONTOLOGY


def classes(node: URIRef) -> set[URIRef]:
    """The classes of a node in the graph and, by the ontology, all that stand above them."""
    kinds = {kind for graph in (BUILT, TABLE, ONTOLOGY) for kind in graph.objects(node, RDF.type)}
    return {above for kind in kinds for above in ONTOLOGY.transitive_objects(kind, RDFS.subClassOf)}


def allowed(term: URIRef, kind: URIRef) -> set[URIRef]:
    """What rdfs:domain or rdfs:range takes; a union is any of its classes."""
    named = ONTOLOGY.value(term, kind)
    union = ONTOLOGY.value(named, OWL.unionOf)
    return set(Collection(ONTOLOGY, union)) if union else {named}


@pytest.mark.parametrize("term", [term for term in PROPERTIES if term.startswith(str(KG))])
def test_domain_and_range_hold_in_the_graph(term):
    found = [*BUILT.subject_objects(term), *TABLE.subject_objects(term)]
    assert found
    for subject, value in found:
        assert classes(subject) & allowed(term, RDFS.domain)
        if isinstance(value, Literal):
            assert (value.datatype or XSD.string) in allowed(term, RDFS.range)
        else:
            assert classes(value) & allowed(term, RDFS.range)


@pytest.mark.parametrize("graph", [ONTOLOGY, SCHEME])
def test_header(graph):
    (header,) = graph.subjects(RDF.type, OWL.Ontology)
    for kind in (OWL.versionInfo, DCT.license, DCT.title):
        assert (header, kind, None) in graph


@pytest.mark.parametrize("name", ["ontology/kg.ttl", "ontology/events.ttl", "shapes/kg.ttl"])
def test_files_are_turtle_for_a_strict_parser_too(name):
    parsed = list(pyoxigraph.parse(path=resource(*name.split("/")), format=pyoxigraph.RdfFormat.TURTLE))
    assert len(parsed) > 400


def test_schemes_hold_the_stances_and_voices_of_the_model():
    for scheme, words in ((KG.StanceScheme, Stance), (KG.VoiceScheme, Voice), (KG.PolarityScheme, Polarity)):
        assert set(ONTOLOGY.subjects(SKOS.inScheme, scheme)) == {KG[word] for word in get_args(words)}


@pytest.mark.parametrize("scheme", CODES)
def test_schemes_of_grades_are_the_admiralty_code(scheme):
    concepts = set(ONTOLOGY.subjects(SKOS.inScheme, scheme))
    assert sorted(str(ONTOLOGY.value(one, SKOS.notation)) for one in concepts) == list(CODES[scheme])
    assert len({str(ONTOLOGY.value(one, SKOS.prefLabel)) for one in concepts}) == 6


def test_scheme_has_the_promised_types():
    assert set(NAMES) <= {str(name) for name in SCHEME.objects(None, SKOS.notation)}


@pytest.mark.parametrize("concept", TYPES)
def test_event_type(concept):
    (notation,) = SCHEME.objects(concept, SKOS.notation)
    (label,) = SCHEME.objects(concept, SKOS.prefLabel)
    (definition,) = SCHEME.objects(concept, SKOS.definition)
    assert concept == EVENTS[str(notation).replace(" ", "-")]
    assert str(label) == str(notation)
    assert definition.endswith(".")
    assert (concept, SKOS.inScheme, KG.EventScheme) in SCHEME
    triggers = [*SCHEME.objects(concept, KG.verbTrigger), *SCHEME.objects(concept, KG.nounTrigger)]
    phrases = list(SCHEME.objects(concept, KG.phraseTrigger))
    pairs, cues = list(SCHEME.objects(concept, KG.pairTrigger)), list(SCHEME.objects(concept, KG.cueTrigger))
    assert triggers or phrases or pairs
    assert all(re.fullmatch(r"[^\W\d_A-Z]+(-[^\W\d_A-Z]+)*", trigger) for trigger in (*triggers, *cues))
    assert all(re.fullmatch(r"[^\W\d_A-Z]+( ([^\W\d_A-Z]+|\{[a-z]+\}))+", pair) for pair in pairs)
    assert all(re.fullmatch(r"[^\W\d_A-Z]+( [^\W\d_A-Z]+)+", phrase) for phrase in phrases)


def test_no_two_types_have_the_same_triggers():
    kinds = (KG.verbTrigger, KG.nounTrigger, KG.phraseTrigger, KG.pairTrigger)
    words = [frozenset(word for kind in kinds for word in SCHEME.objects(concept, kind)) for concept in TYPES]
    assert len(set(words)) == len(words)
