"""Tests of kg/validate.py and the shapes: for each shape, and each constraint in it, a graph breaks it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyshacl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import SH, SKOS
from rdflib.term import Node

from comparisons import comparison
from kg.grades.kept import Grade
from kg.grades.kept import triples as grades
from kg.graph import to_graph
from kg.graph.iris import claim_iris
from kg.resources import resource
from kg.validate import SHAPE, load_shapes, validate
from kg.vocabulary import ID, KG, OA, PREFIXES, SCHEMA, XSD
from readings import READING, RUN, TEXT, large_reading

SHAPES = Graph()
for file in resource("shapes").glob("*.ttl"):
    SHAPES.parse(file)

NOWHERE = URIRef("http://example.org/nothing")

BROKEN = [
    tuple(line.split(": ", 1))
    for line in Path(__file__).with_name("data").joinpath("broken_graphs.txt").read_text().splitlines()
    if line and not line.startswith("#")
]

IN_CODE = {
    "claim-origin",
    "evidence-text",
    "article-text",
    "datatype",
    "no-blank-node",
    "time-order",
    "group-numbers",
    "no-circle",
}

OF_COMPARISON = (
    *("group-", "origin-", "part-", "circle-", "loop-", "stop-", "difference-", "revision-", "copy-"),
    *("comparison-", "threshold-", "no-circle"),
)


def good_graph(shape: str) -> Graph:
    graph = Graph()
    if shape.startswith(OF_COMPARISON):
        graph += comparison()
        return graph
    graph += RUN if shape.startswith("run-") else to_graph(READING)
    if shape.startswith("grade-"):
        claim, why = str(claim_iris(READING)[0]), "He was there."
        graph += grades(
            [
                Grade(1, str(ID["actor/eva-ori"]), "", "B", "Ann", "2025-03-05", why, ""),
                Grade(2, claim, "", "B2", "Ann", "2025-03-05", why, ""),
            ]
        )
    if shape == "actor-counted":  # said in the graph of corrections only
        graph.add((ID["actor/eva-ori"], KG.countedAs, ID["actor/white-paper"]))
    return graph


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("2024", "gYear"),
        ("2024-12", "gYearMonth"),
        ("2024-12-19", "date"),
        ("2024-12-19T08:00:00+09:00", "dateTime"),
    ],
)
def test_partial_dates_conform(words, kind):
    graph = good_graph("")
    (article,) = graph.subjects(SCHEMA.datePublished)
    graph.set((article, SCHEMA.datePublished, Literal(words, datatype=XSD[kind])))
    report = validate(graph, load_shapes())
    assert report.conforms, report.text


@pytest.mark.parametrize("reading", [READING, large_reading()])
def test_good_graphs_conform(reading):
    report = validate(to_graph(reading), load_shapes(), reading.article.text)
    assert report.conforms, report.text


def test_good_grades_conform():
    report = validate(good_graph("grade-"), load_shapes())
    assert report.conforms, report.text


def test_good_comparisons_conform():
    report = validate(good_graph("group-"), load_shapes())
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
    shapes = {str(check.shape.node).removeprefix(SHAPE) for check in load_shapes()}
    assert shapes | IN_CODE == {shape for shape, _ in BROKEN}


def constraints() -> Iterator[tuple[str, str]]:
    """Each shape whose path is a property, with each constraint in it that a value can break alone."""
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
    SH.minInclusive: [Literal(-1000)],
    SH.maxInclusive: [Literal(1000)],
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


def test_shapes_are_valid_shacl_for_any_validator():
    conforms, _, text = pyshacl.validate(to_graph(READING), shacl_graph=SHAPES, meta_shacl=True)
    assert conforms, text


@pytest.mark.parametrize(("shape", "update"), [row for row in BROKEN if row[0] not in IN_CODE])
def test_pyshacl_alone_finds_the_same(shape, update):
    graph = good_graph(shape)
    graph.update(update, initNs={**PREFIXES, "xsd": XSD})
    ours = validate(graph, load_shapes()).results
    _, report, text = pyshacl.validate(graph, shacl_graph=SHAPES)
    terms = (SH.focusNode, SH.sourceShape, SH.sourceConstraintComponent, SH.value)
    theirs = {tuple(str(report.value(r, term) or "") for term in terms) for r in report.objects(None, SH.result)}
    in_shapes = [r for r in ours if r.shape.removeprefix(SHAPE) not in IN_CODE]
    assert {(r.focus, r.shape, r.component, r.value) for r in in_shapes} == theirs, text


@pytest.mark.parametrize(
    ("shape", "scheme"),
    [
        ("claim-stance", "StanceScheme"),
        ("hop-stance", "StanceScheme"),
        ("claim-voice", "VoiceScheme"),
        ("grade-reliability", "ReliabilityScheme"),
        ("grade-credibility", "CredibilityScheme"),
        ("difference-kind", "DifferenceScheme"),
    ],
)
def test_concepts_are_those_of_the_ontology(shape, scheme):
    ontology = Graph().parse(resource("ontology", "kg.ttl"))
    listed = SHAPES.items(SHAPES.value(URIRef(SHAPE + shape), SH["in"]))
    assert set(listed) == set(ontology.subjects(SKOS.inScheme, KG[scheme]))


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
    assert {result.shape.removeprefix(SHAPE) for result in report.results} == {
        "article-text",
        "evidence-text",
    }


def test_confidence_that_is_no_number():
    claim = READING.claims[0]
    hop = replace(claim.chains[0][0], probability=float("nan"))
    graph = to_graph(replace(READING, claims=(replace(claim, chains=((hop,),)),)))
    assert {r.shape for r in validate(graph, load_shapes()).results} == {SHAPE + "datatype"}


ODD = [
    *(Literal(words, datatype=XSD.decimal) for words in ("nan", "-INF", "1" * 400, "", "1,200")),
    *(Literal(words, datatype=XSD.double) for words in ("NaN", "-INF", "1e5")),
    *(Literal(words, datatype=XSD.integer) for words in ("x", "-1", "1.5")),
    Literal("2024-13", datatype=XSD.gYearMonth),
    Literal("2024-12-19", datatype=XSD.date),
    Literal("12:00:00", datatype=XSD.time),
    Literal("P1D", datatype=XSD.duration),
    Literal("odd", datatype=URIRef("http://example.org/type")),
    Literal("é", lang="fr"),
    Literal(True),
    Literal(""),
    BNode("b"),
    NOWHERE,
    KG.denied,
    OA.start,
]
TRIPLES = sorted({*to_graph(READING), *comparison()})


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(TRIPLES), st.sampled_from(ODD)), min_size=1, max_size=4))
def test_odd_values_are_reported_and_never_crash(changes):
    graph = to_graph(READING)
    graph += comparison()
    for (subject, predicate, value), odd in changes:
        graph.remove((subject, predicate, value))
        graph.add((subject, predicate, odd))
    report = validate(graph, load_shapes(), TEXT)
    assert all((report.text, report.json, report.graph))
