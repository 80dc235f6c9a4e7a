"""Tests of kg/shacl.py: paths and alternatives mean what they mean to pySHACL."""

import pyshacl
import pytest
from rdflib import Graph

from kg.indexed import Indexed
from kg.shacl import checks, results

NODES = Graph().parse(
    format="turtle",
    data="""
    @prefix : <http://example.org/> .
    :a a :Thing ; :next :b, :c ; :name "a" .
    :b a :Thing ; :next :c ; :name "b" ; :size 1 .
    :c a :Thing ; :next :a ; :size 2 .
    :d a :Thing ; :name "c" .
    """,
)
PATHS = [
    ":next",
    "[ sh:inversePath :next ]",
    "( :next :name )",
    "( :next :next :size )",
    "[ sh:alternativePath ( :next :name ) ]",
    "[ sh:alternativePath ( [ sh:inversePath :next ] ( :next :size ) ) ]",
    "[ sh:zeroOrMorePath :next ]",
    "( [ sh:zeroOrMorePath [ sh:inversePath :next ] ] :name )",
]
CONSTRAINTS = [
    "sh:minCount 2",
    "sh:maxCount 1",
    "sh:or ( [ sh:nodeKind sh:Literal ] [ sh:path :name ; sh:minCount 1 ] )",
    "sh:or ( [ sh:class :Thing ] [ sh:in ( 1 'a' ) ] ) ; sh:minCount 1",
]


@pytest.mark.parametrize("constraint", CONSTRAINTS)
@pytest.mark.parametrize("path", PATHS)
def test_the_same_as_pyshacl(path, constraint):
    shape = f"shape:s a sh:PropertyShape ; sh:targetClass :Thing ; sh:path {path} ; {constraint} ; sh:message 'm' ."
    shapes = graph_of(shape)
    found = sorted((r.focus, r.value, r.component) for r in results(Indexed(NODES), checks(shapes)))
    assert found == sorted(asked_of_pyshacl(shapes))


def test_targets_are_those_of_pyshacl():
    targets = ["sh:targetClass :Thing", "sh:targetNode :a, :x", "sh:targetSubjectsOf :size", "sh:targetObjectsOf :next"]
    shapes = graph_of(
        *(
            f"shape:s{number} a sh:NodeShape ; {target} ; sh:nodeKind sh:Literal ; sh:message 'm' ."
            for number, target in enumerate(targets * 2)
        )
    )
    found = sorted((r.focus, r.value, r.component) for r in results(Indexed(NODES), checks(shapes)))
    assert found == sorted(asked_of_pyshacl(shapes))


def test_unknown_path_is_told():
    with pytest.raises(ValueError, match="oneOrMorePath"):
        checks(graph_of("shape:s a sh:PropertyShape ; sh:path [ sh:oneOrMorePath :next ] ; sh:minCount 1 ."))


def graph_of(*shapes: str) -> Graph:
    prefixes = "@prefix : <http://example.org/> . @prefix shape: <http://example.org/shape/> ."
    return Graph().parse(
        data="\n".join([prefixes, "@prefix sh: <http://www.w3.org/ns/shacl#> .", *shapes]), format="turtle"
    )


def asked_of_pyshacl(shapes: Graph) -> list[tuple[str, str, str]]:
    _, report, _ = pyshacl.validate(NODES, shacl_graph=shapes)
    rows = report.query(
        "SELECT ?focus ?value ?part { ?r sh:focusNode ?focus ; sh:sourceConstraintComponent ?part "
        "OPTIONAL { ?r sh:value ?value } }",
        initNs={"sh": "http://www.w3.org/ns/shacl#"},
    )
    return [(str(row.focus), str(row.value or ""), str(row.part)) for row in rows]
