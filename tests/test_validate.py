"""Tests of kg/validate.py and of the shapes: for each shape, and each constraint in it, a graph that breaks it."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg.graph import to_graph
from kg.resources import resource
from kg.validate import SHAPE, load_shapes, validate
from kg.vocabulary import KG, OA, PREFIXES, PROV, XSD
from readings import READING, RUN, TEXT, large_reading

SHAPES = Graph()
for file in resource("shapes").glob("*.ttl"):
    SHAPES.parse(file)

NOWHERE = URIRef("http://example.org/nothing")

# Shape, and an update that breaks it in the way that its message tells of.
BROKEN = [
    ("article-headline", 'INSERT { ?a schema:headline "Another" } WHERE { ?a a schema:NewsArticle }'),
    ("article-date", 'INSERT { ?a schema:datePublished "2024-12"^^xsd:gYear } WHERE { ?a a schema:NewsArticle }'),
    ("article-date", 'DELETE { ?a schema:datePublished ?d } INSERT { ?a schema:datePublished "2024-13"^^xsd:gYearMonth } WHERE { ?a schema:datePublished ?d }'),
    ("article-date", 'INSERT { ?a schema:datePublished "yesterday" } WHERE { ?a a schema:NewsArticle }'),
    ("article-address", 'INSERT { ?a schema:url "not a typed address" } WHERE { ?a a schema:NewsArticle }'),
    ("article-language", 'DELETE { ?a schema:inLanguage "en" } INSERT { ?a schema:inLanguage "de" } WHERE { ?a a schema:NewsArticle }'),
    ("article-digest", 'DELETE { ?a kg:sha256 ?x } INSERT { ?a kg:sha256 "abc" } WHERE { ?a kg:sha256 ?x }'),
    ("article-length", "DELETE { ?a kg:length ?x } INSERT { ?a kg:length -1 } WHERE { ?a kg:length ?x }"),
    ("article-words", "INSERT { ?a kg:dateline 7 } WHERE { ?a a schema:NewsArticle }"),
    ("article-evidence-ends", "DELETE { ?a kg:length ?x } INSERT { ?a kg:length 20 } WHERE { ?a kg:length ?x }"),
    ("claim-evidence", "DELETE { ?c kg:evidence ?e } WHERE { ?c a kg:Claim ; kg:evidence ?e }"),
    ("claim-evidence", "DELETE { ?e a kg:Evidence } WHERE { ?c a kg:Claim ; kg:evidence ?e }"),
    ("claim-text", "DELETE { ?c schema:text ?t } WHERE { ?c schema:text ?t }"),
    ("claim-article", "DELETE { ?c prov:wasDerivedFrom ?a } WHERE { ?c prov:wasDerivedFrom ?a }"),
    ("claim-quoted", "DELETE { ?c prov:wasQuotedFrom ?a } INSERT { ?c prov:wasQuotedFrom kg:x } WHERE { ?c prov:wasQuotedFrom ?a }"),
    ("claim-quoted-voice", "INSERT { ?c prov:wasQuotedFrom ?a } WHERE { ?c kg:voice kg:mixed ; prov:wasDerivedFrom ?a }"),
    ("claim-stance", "DELETE { ?c kg:stance ?s } INSERT { ?c kg:stance kg:direct } WHERE { ?c a kg:Claim ; kg:stance ?s }"),
    ("claim-voice", "INSERT { ?c kg:voice kg:direct, kg:indirect } WHERE { ?c a kg:Claim }"),
    ("claim-source", "DELETE { ?c kg:firstHop ?h } WHERE { ?c kg:firstHop ?h }"),
    ("claim-source", "DELETE { ?c kg:voice kg:narrator } INSERT { ?c kg:voice kg:mixed } WHERE { ?c kg:voice kg:narrator }"),
    ("claim-narrator", "DELETE { ?c kg:voice ?v } INSERT { ?c kg:voice kg:narrator } WHERE { ?c kg:firstHop ?h ; kg:voice ?v }"),
    ("claim-hops", "DELETE { ?c prov:qualifiedAttribution ?h } WHERE { ?c prov:qualifiedAttribution ?h }"),
    ("claim-actors", "INSERT { ?c prov:wasAttributedTo <https://w3id.org/newskg/id/actor/white-paper> } WHERE { ?c a kg:Claim }"),
    ("claim-origin", "DELETE { ?c prov:hadPrimarySource ?a } WHERE { ?c prov:hadPrimarySource ?a }"),
    ("claim-origin", "INSERT { ?c prov:hadPrimarySource <https://w3id.org/newskg/id/actor/white-paper> } WHERE { ?c kg:firstHop ?h }"),
    ("claim-first-hop", "INSERT { ?c kg:firstHop kg:x } WHERE { ?c a kg:Claim }"),
    ("claim-quantity", "DELETE { ?q a kg:Quantity } WHERE { ?q a kg:Quantity }"),
    ("claim-event", "DELETE { ?e a kg:Event } WHERE { ?e a kg:Event }"),
    ("claim-mentions", "DELETE { ?a skos:prefLabel ?l } WHERE { ?c schema:mentions ?a . ?a skos:prefLabel ?l }"),
    ("claim-modality", 'INSERT { ?c kg:modality "certain" } WHERE { ?c kg:modality ?m }'),
    ("claim-modality-evidence", 'INSERT { ?c kg:modalityEvidence kg:x } WHERE { ?c kg:modality ?m }'),
    ("hop-actor", "DELETE { ?h prov:agent ?a } WHERE { ?h prov:agent ?a }"),
    ("hop-actor-kind", "DELETE { ?a a ?t } WHERE { ?h prov:agent ?a . ?a a ?t }"),
    ("hop-stance", "DELETE { ?h kg:stance ?s } WHERE { ?h a kg:Attribution ; kg:stance ?s }"),
    ("hop-voice", "DELETE { ?h kg:voice ?v } INSERT { ?h kg:voice kg:narrator } WHERE { ?h a kg:Attribution ; kg:voice ?v }"),
    ("hop-confidence", "DELETE { ?h kg:confidence ?x } INSERT { ?h kg:confidence 1.2 } WHERE { ?h kg:confidence ?x }"),
    ("hop-words", "DELETE { ?e a kg:Evidence } WHERE { ?h kg:cue ?e }"),
    ("hop-next", "DELETE { ?h a kg:Attribution } WHERE { ?g kg:nextHop ?h }"),
    ("hop-before", "INSERT { ?h kg:nextHop ?g } WHERE { ?g kg:nextHop ?h }"),
    ("hop-before", "INSERT { ?h kg:nextHop ?h } WHERE { ?h a kg:Attribution }"),
    ("hop-reached", "DELETE { ?c kg:firstHop ?g } INSERT { ?h kg:nextHop ?g } WHERE { ?c kg:firstHop ?g . ?g kg:nextHop ?h }"),
    ("hop-reached", "INSERT DATA { kg:x a kg:Attribution ; kg:nextHop kg:x }"),
    ("actor-label", "DELETE { ?a skos:prefLabel ?l } WHERE { ?a a kg:Person ; skos:prefLabel ?l }"),
    ("actor-label", 'INSERT { ?a skos:prefLabel "Somebody else" } WHERE { ?a a kg:UnnamedSource }'),
    ("actor-kind", "INSERT { ?a a prov:Entity } WHERE { ?a a kg:State }"),
    ("actor-mention", "INSERT { ?a kg:mention kg:x } WHERE { ?a a kg:State }"),
    ("actor-words", "INSERT { ?a skos:altLabel 7 } WHERE { ?a a kg:State }"),
    ("actor-iri", 'INSERT DATA { <http://example.org/somebody> a kg:Person ; skos:prefLabel "Somebody" }'),
    ("unnamed-iri", "INSERT { ?a a kg:UnnamedSource } WHERE { ?a a kg:State }"),
    ("event-type", "DELETE { ?e sem:eventType ?t } INSERT { ?e sem:eventType kg:denied } WHERE { ?e sem:eventType ?t }"),
    ("event-trigger", "DELETE { ?e kg:trigger ?x } WHERE { ?e kg:trigger ?x }"),
    ("quantity-low", 'INSERT { ?q schema:minValue "1" } WHERE { ?q a kg:Quantity }'),
    ("quantity-high", "INSERT { ?q schema:maxValue 1, 2 } WHERE { ?q a kg:Quantity }"),
    ("quantity-bounds", "INSERT { ?q schema:minValue 9000000.5 } WHERE { ?q schema:maxValue ?x }"),
    ("quantity-bound", "DELETE { ?q schema:maxValue ?x } WHERE { ?q schema:maxValue ?x }"),
    ("quantity-evidence", "DELETE { ?q kg:evidence ?e } WHERE { ?q a kg:Quantity ; kg:evidence ?e }"),
    ("quantity-approximate", "DELETE { ?q kg:approximate ?x } WHERE { ?q kg:approximate ?x }"),
    ("quantity-words", "INSERT { ?q kg:of 12 } WHERE { ?q a kg:Quantity }"),
    ("evidence-start", "DELETE { ?e oa:start ?x } INSERT { ?e oa:start ?y } WHERE { ?e oa:start ?x ; oa:end ?y }"),
    ("evidence-start", "DELETE { ?e oa:start ?x } INSERT { ?e oa:start -3 } WHERE { ?e oa:start ?x }"),
    ("evidence-end", "DELETE { ?e oa:end ?x } WHERE { ?e oa:end ?x }"),
    ("evidence-words", "DELETE { ?e oa:exact ?x } WHERE { ?e oa:exact ?x }"),
    ("evidence-article", "DELETE { ?e kg:inArticle ?a } WHERE { ?e kg:inArticle ?a }"),
    ("evidence-text", 'DELETE { ?e oa:exact ?x } INSERT { ?e oa:exact "other words" } WHERE { ?e oa:exact ?x }'),
    ("article-text", 'DELETE { ?a kg:sha256 ?x } INSERT { ?a kg:sha256 "' + "0" * 64 + '" } WHERE { ?a kg:sha256 ?x }'),
    ("datatype", 'INSERT { ?q schema:minValue "nan"^^xsd:decimal } WHERE { ?q a kg:Quantity }'),
    ("datatype", 'INSERT { ?h kg:confidence "INF"^^xsd:decimal } WHERE { ?h a kg:Attribution }'),
    ("datatype", 'INSERT { ?a schema:datePublished "2024-12"^^xsd:date } WHERE { ?a a schema:NewsArticle }'),
    ("no-blank-node", "INSERT { ?h prov:agent [] } WHERE { ?h a kg:Attribution }"),
    ("run-article", "DELETE { ?r prov:used ?a } WHERE { ?r prov:used ?a }"),
    ("run-start", "DELETE { ?r prov:startedAtTime ?x } INSERT { ?r prov:startedAtTime \"noon\" } WHERE { ?r prov:startedAtTime ?x }"),
    ("run-version", "DELETE { ?r kg:programVersion ?x } WHERE { ?r kg:programVersion ?x }"),
    ("run-models", 'INSERT { ?r kg:model "" } WHERE { ?r a prov:Activity }'),
    ("run-fingerprint", "DELETE { ?r kg:fingerprint ?x } WHERE { ?r kg:fingerprint ?x }"),
]  # fmt: skip

IN_CODE = {"claim-origin", "evidence-text", "article-text", "datatype", "no-blank-node"}


def good_graph(shape: str) -> Graph:
    graph = Graph()
    graph += RUN if shape.startswith("run-") else to_graph(READING)
    return graph


@pytest.mark.parametrize(
    "date", ['"2024"^^xsd:gYear', '"2024-12"^^xsd:gYearMonth', '"2024-12-19"^^xsd:date', '"2024-12-19T08:00:00+09:00"^^xsd:dateTime']
)  # fmt: skip
def test_partial_dates_conform(date):
    graph = good_graph("")
    update = f"DELETE {{ ?a schema:datePublished ?d }} INSERT {{ ?a schema:datePublished {date} }} WHERE {{ ?a schema:datePublished ?d }}"  # fmt: skip
    graph.update(update, initNs={**PREFIXES, "xsd": XSD})
    report = validate(graph, load_shapes())
    assert report.conforms, report.text


@pytest.mark.parametrize("reading", [READING, large_reading()])
def test_good_graphs_conform(reading):
    report = validate(to_graph(reading), load_shapes(), reading.article.text)
    assert report.conforms, report.text


def test_good_runs_conform():
    assert validate(RUN, load_shapes()).conforms


def test_validation_changes_nothing():
    graph = good_graph("")
    before = set(graph)
    validate(graph, load_shapes(), TEXT)
    assert set(graph) == before


@pytest.mark.parametrize(("shape", "update"), BROKEN)
def test_broken_graph_is_caught(shape, update):
    graph = good_graph(shape)
    before = set(graph)
    graph.update(update, initNs={**PREFIXES, "xsd": XSD})
    assert set(graph) != before, "the update does nothing"

    report = validate(graph, load_shapes(), TEXT)

    assert not report.conforms
    assert SHAPE + shape in {result.shape for result in report.results}, report.text
    for message in SHAPES.objects(URIRef(SHAPE + shape), SH.message):
        assert str(message) in report.text


def test_each_shape_has_a_broken_graph():
    shapes = {str(shape.node).removeprefix(SHAPE) for shape in load_shapes()}
    assert shapes | IN_CODE == {shape for shape, _ in BROKEN}


def constraints() -> Iterator[tuple[str, str]]:
    """Each shape that has a property for its path, with each constraint in it that a value can break alone."""
    for shape in sorted(SHAPES.subjects(SH.severity)):
        if isinstance(SHAPES.value(shape, SH.path), URIRef):
            for parameter in sorted(set(SHAPES.predicates(shape)) & BREAKS.keys()):
                yield str(shape).removeprefix(SHAPE), str(parameter).removeprefix(str(SH))


# For each constraint, values that break it; where something must be there, the others are taken away.
BREAKS: dict[Node, list[Node]] = {
    SH.minCount: [],
    SH.maxCount: [Literal("one"), Literal("two")],
    SH.datatype: [Literal("words", lang="en")],
    SH["class"]: [NOWHERE],
    SH["in"]: [NOWHERE],
    SH.hasValue: [NOWHERE],
    SH.nodeKind: [Literal("not an IRI")],
    SH.minLength: [Literal("")],
    SH.pattern: [Literal("?")],
    SH.minInclusive: [Literal(-1)],
    SH.maxInclusive: [Literal(2)],
    SH.lessThan: [Literal(10**9)],
    SH.lessThanOrEquals: [Literal(10**9)],
    SH.equals: [NOWHERE],
}


@pytest.mark.parametrize(("shape", "constraint"), list(constraints()))
def test_broken_constraint_is_caught(shape, constraint):
    graph = good_graph(shape)
    path = SHAPES.value(URIRef(SHAPE + shape), SH.path)
    node = min(focus_nodes(graph, URIRef(SHAPE + shape), constraint))
    if constraint in ("minCount", "hasValue"):
        graph.remove((node, path, None))
    for value in BREAKS[SH[constraint]]:
        graph.add((node, path, value))

    found = validate(graph, load_shapes()).results

    component = str(SH[constraint[0].upper() + constraint[1:] + "ConstraintComponent"])
    assert (str(node), SHAPE + shape, component) in {(r.focus, r.shape, r.component) for r in found}


def focus_nodes(graph: Graph, shape: URIRef, constraint: str) -> set[Node]:
    nodes = {n for kind in SHAPES.objects(shape, SH.targetClass) for n in graph.subjects(None, kind)}
    nodes |= {n for term in SHAPES.objects(shape, SH.targetSubjectsOf) for n in graph.subjects(term)}
    if constraint == "lessThanOrEquals":
        return {node for node in nodes if (node, SHAPES.value(shape, SH.lessThanOrEquals), None) in graph}
    return nodes


def test_shapes_say_what_to_do_and_use_no_sparql():
    for shape in SHAPES.subjects(SH.severity):
        message = SHAPES.value(shape, SH.message)
        assert message.language == "en"
        assert ":" in message, f"{shape}: say what is wrong, then what to do"
    assert not list(SHAPES.subject_objects(SH.sparql))
    assert len(load_shapes()) == len(set(SHAPES.subjects(SH.severity)))


def test_stances_and_voices_are_those_of_the_ontology():
    ontology = Graph().parse(resource("ontology", "kg.ttl"))
    for shape, scheme in (("claim-stance", KG.StanceScheme), ("hop-stance", KG.StanceScheme), ("claim-voice", KG.VoiceScheme)):  # fmt: skip
        listed = set(SHAPES.items(SHAPES.value(URIRef(SHAPE + shape), SH["in"])))
        assert listed == set(ontology.subjects(URIRef(PREFIXES["skos"] + "inScheme"), scheme))


def test_report_says_the_same_in_each_format():
    graph = good_graph("")
    graph.remove((None, KG.confidence, None))
    graph.remove((None, KG.nextHop, None))
    report = validate(graph, load_shapes(), TEXT)

    loaded = json.loads(report.json)
    assert loaded["conforms"] is False
    assert [item["focus"] for item in loaded["results"]] == [result.focus for result in report.results]
    rdf = Graph().parse(data=report.graph.serialize(format="turtle"))
    assert len(list(rdf.objects(None, SH.result))) == len(report.results)
    assert {str(node) for node in rdf.objects(None, SH.focusNode)} == {r.focus for r in report.results}
    assert all(report.text.count(result.focus) for result in report.results)
    assert "^kg:nextHop* / ^kg:firstHop" in {result.path for result in report.results}


def test_good_report_says_so_in_each_format():
    report = validate(good_graph(""), load_shapes())
    assert json.loads(report.json) == {"conforms": True, "results": []}
    assert (None, SH.conforms, Literal(True)) in report.graph
    assert "conforms" in report.text


def test_report_is_the_same_each_time():
    graph = good_graph("")
    graph.remove((None, KG.stance, None))
    assert validate(graph, load_shapes()).json == validate(graph, load_shapes()).json


def test_text_that_is_not_the_articles():
    report = validate(to_graph(READING), load_shapes(), TEXT.replace("1,200", "9,200"))
    assert {result.shape.removeprefix(SHAPE) for result in report.results} == {"article-text", "evidence-text"}


def test_confidence_that_is_no_number():
    claim = READING.claims[0]
    hop = replace(claim.chains[0][0], probability=float("nan"))
    graph = to_graph(replace(READING, claims=(replace(claim, chains=((hop,),)),)))
    assert {r.shape for r in validate(graph, load_shapes()).results} == {SHAPE + "datatype"}


ODD = [
    Literal("nan", datatype=XSD.decimal), Literal("-INF", datatype=XSD.double), Literal("NaN", datatype=XSD.float),
    Literal("x", datatype=XSD.integer), Literal("1" * 400, datatype=XSD.decimal), Literal("1e5", datatype=XSD.double),
    Literal("2024-13", datatype=XSD.gYearMonth), Literal("2024-12-19", datatype=XSD.date), Literal(True), Literal(""),
    Literal("12:00:00", datatype=XSD.time), Literal("P1D", datatype=XSD.duration), Literal("é", lang="fr"),
    Literal("odd", datatype=URIRef("http://example.org/type")), NOWHERE, KG.denied, BNode("b"), OA.start, PROV.agent,
]  # fmt: skip
TRIPLES = sorted(to_graph(READING))


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(TRIPLES), st.sampled_from(ODD)), min_size=1, max_size=4))
def test_odd_values_are_reported_and_never_crash(changes):
    graph = to_graph(READING)
    for (subject, predicate, value), odd in changes:
        graph.remove((subject, predicate, value))
        graph.add((subject, predicate, odd))
    report = validate(graph, load_shapes(), TEXT)
    assert report.text and report.json and report.graph
